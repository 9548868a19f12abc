"""What the workflow says of where results come from: the rules behind them, and the commit they are of."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from code_files import PACKAGES, ROOT

from bilateral.sources.records import as_named
from crossfoot import __version__

SOURCES = ["Snakefile", "config.yaml", "data", "notebooks", "scripts", "src", "workflow"]


def rules_behind(workflow, targets: Iterable[str]) -> dict[str, dict]:
    """By name, each rule on which the targets stand, back to raw files: script and its path, inputs, outputs.

    So a list of results is one of what the rules declare, and not of what happens to lie in the folder.
    `files` are the outputs that are no folders.
    """
    makes = {str(path): rule for rule in workflow.rules for path in rule.output}
    found, waiting = {}, list(targets)
    while waiting:
        rule = makes.get(waiting.pop())
        if rule is not None and rule.name not in found:
            found[rule.name] = rule
            waiting += [str(path) for path in rule.input if not callable(path)]
    return {
        name: {
            **_script(rule),
            "input": [named(str(path)) for path in rule.input if not callable(path)],
            "output": [str(path) for path in rule.output],
            "files": [str(path) for path in rule.output if not path.is_directory],
        }
        for name, rule in sorted(found.items())
    }


def _script(rule) -> dict[str, str]:
    """The script of a rule as lineage names it, and its path; of an own rule without one, its Snakefile."""
    file = rule.basedir.join(rule.script) if rule.script else rule.snakefile
    path = os.path.relpath(str(file))
    return {"script": named(path).removeprefix("bilateral/"), "path": path}


def named(path: str) -> str:
    """An input as lineage names it: below bilateral/ where it is the project's and lies outside the study.

    So a study has the same lineage wherever it lies, and whether the project is a checkout or installed.
    """
    absolute, study = Path(os.path.abspath(path)), Path.cwd()
    # the first study's folder holds the project; an environment with the package may lie in a study's folder
    if not (study.is_relative_to(ROOT) and absolute.is_relative_to(study)):
        for root, folder in ((ROOT, ""), (PACKAGES, "src/")):
            if absolute.is_relative_to(root):
                return f"bilateral/{folder}{absolute.relative_to(root).as_posix()}"
    return as_named(path)


def commit_of(folder: Path = ROOT) -> str:
    """The commit that this study is of, "with changes" where what it is built from has changed since.

    That of the repository that holds the study's configuration, with the engine's version where it is another
    than the engine's; else that of the engine's checkout. Outside version control what a file COMMIT says, as
    in a replication package; else "none".
    """
    if not Path.cwd().is_relative_to(folder) and (own := _own_commit()):
        return f"{own}, bilateral {__version__}"
    if not (folder / ".git").exists() or not shutil.which("git"):
        stamp = folder / "COMMIT"
        return stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else "none"
    # git asks whom a checkout of another user belongs to; its code runs in this build anyway
    git = ["git", "-c", f"safe.directory={folder}"]
    found = subprocess.run(
        [*git, "rev-parse", "--short=12", "HEAD"], cwd=folder, capture_output=True, text=True
    )
    if found.returncode:
        return "none"
    named = [os.path.relpath(path, folder) for path in ("config.yaml", "data", "notebooks")]
    # a study outside the checkout has no commit there
    inside = [path for path in named if not path.startswith("..")]
    changed = subprocess.run(
        [*git, "diff", "--quiet", "HEAD", "--", *SOURCES, *inside], cwd=folder
    ).returncode
    return found.stdout.strip() + (" with changes" if changed else "")


def _own_commit() -> str:
    """The commit of the repository that the working directory's configuration is under version control in;
    "" where there is none."""
    if not shutil.which("git"):
        return ""
    git = ["git", "-c", "safe.directory=*"]
    listed = subprocess.run(
        [*git, "ls-files", "--", "config.yaml", "config/config.yaml"], capture_output=True, text=True
    )
    found = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True)
    if not listed.stdout or found.returncode:
        return ""
    # a build writes results, which are no source of it
    changed = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", ".", ":(exclude)results"]).returncode
    return found.stdout.strip() + (" with changes" if changed else "")
