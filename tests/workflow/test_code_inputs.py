"""A rule declares all project code that its script runs, indirect imports included."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from code_files import code_of

from tests.conftest import ROOT
from tests.projects import once

# also one that stands below a condition
RULE = re.compile(r"^( *)rule (\w+):\n((?:^(?:\1[ \t].*)?\n)+)", re.MULTILINE)
RULES = {
    name: re.sub(f"^{indent}", "", body, flags=re.MULTILINE)
    for file in sorted((ROOT / "workflow/rules").glob("*.smk"))
    for indent, name, body in RULE.findall(file.read_text(encoding="utf-8") + "\n")
}
# each script in a fork of one process that has what takes long to import, so that what is ours is loaded anew
LOADED = """
import importlib, json, os, sys
from pathlib import Path
for package in "matplotlib.pyplot IPython nbformat pyarrow.parquet statsmodels.api".split():
    importlib.import_module(package)
root = Path(sys.argv[1])
for script in sys.argv[2:]:
    if not os.fork():
        importlib.import_module(script)
        files = [Path(m.__file__) for m in sys.modules.values() if getattr(m, "__file__", None)]
        ours = [f for f in files if f.is_relative_to(root / "src") or f.is_relative_to(root / "scripts")]
        print(json.dumps([script, sorted(str(f.relative_to(root)) for f in ours)]), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.fixture(scope="session")
def loaded(base) -> dict[str, list[str]]:
    """By script, the files of this project that it loads; found once for all workers."""

    def load() -> str:
        return subprocess.run(
            [sys.executable, "-c", LOADED, str(ROOT), *RULES],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("src", "scripts")),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    once(base / "loaded.log", load)
    return dict(json.loads(line) for line in (base / "loaded.log").read_text(encoding="utf-8").splitlines())


def test_there_are_rules():
    assert {"extract_tables", "clean_tables", "build_report"} <= set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_rule_script_and_log_share_a_name_and_the_rule_declares_its_code(rule):
    body = RULES[rule]
    body = re.sub(r":\n {8}", ": ", body)
    assert f'script: "../../scripts/{rule}.py"' in body
    assert f'code_of("{rule}")' in body
    assert f'log: "logs/{rule}' in body and "message:" in body
    assert (ROOT / "scripts" / f"{rule}.py").is_file()


@pytest.mark.parametrize("rule", RULES)
def test_what_a_script_loads_is_what_its_rule_declares(rule, loaded, monkeypatch):
    monkeypatch.chdir(ROOT)
    files = set(loaded[rule]) - {f"scripts/{rule}.py"}
    assert files <= set(code_of(rule))
    assert files, "a script that runs no project code"


def test_notebooks_import_of_the_project_only_what_their_rule_declares():
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        source = "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"])
        imported = set(re.findall(r"^\s*(?:from|import) ([\w.]+)", source, re.MULTILINE))
        assert not {name.split(".")[0] for name in imported} & {"bilateral", "crossfoot", "lib"}, path
    assert (
        'study_module=shared("notebooks/study.py")' in RULES["run_notebook"]
        and 'code_of("study", folder="notebooks")' in RULES["run_notebook"]
    )


def test_bilateral_opens_no_file_but_its_dictionary_and_what_a_rule_has_with_the_code():
    calls = re.compile(
        r"\b(?:open|read_text|read_bytes|write_text|write_bytes|read_csv|read_parquet|to_parquet)\("
    )
    found = [path for path in Path(ROOT / "src/bilateral").rglob("*.py") if calls.search(path.read_text())]
    # no rule runs the commands: what begins a study's repository, packages it, compares it, or reads a draft
    commands = {"repository", "package", "changes", "draft"}
    found = [path for path in found if path.parent.name not in commands and path.name != "__main__.py"]
    assert sorted(path.name for path in found) == ["dictionary.py", "project.py"]
    assert any(path.endswith("study/economies.csv") for path in code_of("clean_series"))
