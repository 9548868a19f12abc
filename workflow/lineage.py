"""What the workflow says of where results come from: its rules, and the commit they are of."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bilateral.sources.records import as_named

ROOT = Path(__file__).parent.parent
SOURCES = ["Snakefile", "config.yaml", "data", "notebooks", "scripts", "src", "workflow"]


def rules_of(workflow) -> dict[str, dict]:
    """Each rule that makes results: script, inputs (but for those that a function gives), outputs."""
    return {
        rule.name: {
            "script": os.path.relpath(ROOT / "scripts" / Path(rule.script).name),
            "input": [as_named(str(path)) for path in rule.input if not callable(path)],
            "output": [str(path) for path in rule.output],
        }
        for rule in workflow.rules
        if rule.script and all(str(path).startswith("results/") for path in rule.output)
    }


def commit_of(folder: Path = ROOT) -> str:
    """The commit of a checkout, "with changes" where its sources or this study have changed since.

    "none" outside version control.
    """
    if not (folder / ".git").exists() or not shutil.which("git"):
        return "none"
    found = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=folder, capture_output=True, text=True, check=True
    )
    own = [os.path.relpath(path, folder) for path in ("config.yaml", "data", "notebooks")]
    changed = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", *SOURCES, *own], cwd=folder).returncode
    return found.stdout.strip() + (" with changes" if changed else "")
