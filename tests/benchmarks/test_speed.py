"""Ratios taken in one run, printed by `make bench`; nothing here fails for being slow."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.projects import Project, copy_of_project

PAIRS = 5
pytestmark = pytest.mark.benchmark


def seconds(command: list[str], folder: Path, **environment: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True, capture_output=True)
    return time.perf_counter() - start


def say(capsys, what: str, first: list[float], second: list[float], aim: float) -> None:
    ratios = [a / b for a, b in zip(first, second, strict=True)]
    with capsys.disabled():
        print(
            f"\n{what}: {statistics.median(ratios):.2f} times "
            f"(from {min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} pairs; aim: at most {aim}); "
            f"medians {statistics.median(first):.2f} s and {statistics.median(second):.2f} s"
        )


def clear(project: Project) -> None:
    for folder in ("results", ".snakemake", "logs"):
        shutil.rmtree(project.folder / folder, ignore_errors=True)


def test_full_rebuild_against_one_process(tmp_path, capsys):
    project = copy_of_project(tmp_path / "study")
    script = [sys.executable, str(ROOT / "tests/benchmarks/one_process.py")]
    one_process = [*script, "run"]
    environment = {"PYTHONPATH": str(project.folder / "src"), "MPLBACKEND": "Agg"}
    workflow, plain = [], []
    seconds([*script, "list"], project.folder, **environment)
    seconds(one_process, project.folder, **environment)
    for _ in range(PAIRS):
        clear(project)
        workflow.append(seconds(project.command(), project.folder))
        clear(project)
        plain.append(seconds(one_process, project.folder, **environment))
    say(capsys, "Full rebuild against the same functions in one process", workflow, plain, 1.5)


def test_nothing_to_do_against_an_empty_workflow(tmp_path, capsys):
    project = copy_of_project(tmp_path / "study")
    project.built()
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "Snakefile").write_text("rule all:\n    output: 'done'\n    shell: 'touch done'\n")
    command = [*project.command(), "--cores", "all"]
    seconds(command, empty)
    idle, start = [], []
    for _ in range(2 * PAIRS):
        idle.append(seconds(project.command(), project.folder))
        start.append(seconds(command, empty))
    say(capsys, "Nothing to do against Snakemake's start on an empty workflow", idle, start, 1.2)
