"""A script that is forked ends as one that is started: by itself, with its status, and with what it says."""

import subprocess
import sys
import textwrap

import nbformat
import pytest
from forks import Forks, load_imports

from crossfoot import InputError
from tests.conftest import ROOT
from tests.projects import run_notebook


@pytest.fixture(scope="module")
def forks():
    return Forks()


@pytest.fixture
def script(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "script.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return str(path)

    return write


def test_a_script_finds_imports_done_and_leaves_no_trace_for_the_next(forks, script, tmp_path):
    leaves = script(f"""
        import json, os, sys
        with open({str(tmp_path / "seen")!r}, "a") as seen:
            print(hasattr(json, "mark"), __name__, sys.argv[0] == __file__, os.getpid(), file=seen)
        json.mark = 1
    """)
    forks.run(leaves)
    forks.run(leaves)
    first, second = (line.split() for line in (tmp_path / "seen").read_text().splitlines())
    assert first[:3] == second[:3] == ["False", "__main__", "True"] and first[3] != second[3]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("raise SystemExit('one line')", 1),
        ("import sys; sys.exit(3)", 3),
        ("{}['absent']", 1),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("x =", 1),
        ("import not_there", 1),
        ("import os; os._exit(5)", 5),
    ],
)
def test_how_a_script_ends_is_known_and_the_next_runs(forks, script, text, status):
    with pytest.raises(subprocess.CalledProcessError) as ended:
        forks.run(script(text))
    assert ended.value.returncode == status
    forks.run(script("raise SystemExit"))


def test_loading_imports_does_nothing_else(script, tmp_path):
    done = tmp_path / "done"
    load_imports(
        script(f"import colorsys\nimport not_there\nopen({str(done)!r}, 'w')\nimport sunau_not_there\n")
    )
    assert "colorsys" in sys.modules and not done.exists()


def test_what_a_script_says_goes_where_the_build_says_it(script):
    """Each stream of a build's own, with the last words of a script that ends with some."""
    code = (
        "import sys; from forks import Forks\n"
        "try: Forks().run(sys.argv[1])\nexcept Exception as error: print(error.returncode)"
    )
    said = script("import sys; print('out'); sys.exit('why')")
    run = subprocess.run(
        [sys.executable, "-c", code, said],
        env={"PYTHONPATH": str(ROOT / "workflow")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["out", "1"] and run.stderr == "why\n"


def test_a_cell_that_does_not_end_is_stopped_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr("run_notebook.SECONDS", 1)
    cell = nbformat.v4.new_code_cell(
        "import time\ntry:\n    time.sleep(60)\nexcept Exception:\n    pass", id="long"
    )
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "own.ipynb")
    with pytest.raises(InputError, match=r"cell 1 \(long\): found a cell that takes longer than 1 seconds"):
        run_notebook(
            notebook=str(tmp_path / "own.ipynb"),
            results=[],
            study_module=str(ROOT / "notebooks/study.py"),
            dictionary=str(ROOT / "data/dictionary.csv"),
            executed=str(tmp_path / "executed.ipynb"),
        )
    assert not (tmp_path / "executed.ipynb").exists()
