"""make diff OLD=…: a commit, a folder, or one line that says it is neither."""

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture
def compare(copy):
    def run(old: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "scripts/compare_results.py", old],
            cwd=copy.folder,
            env={**os.environ, "PYTHONPATH": "src"},
            capture_output=True,
            text=True,
        )

    return run


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def test_a_folder_and_a_commit(copy, compare, tmp_path):
    shutil.copytree(copy.folder / "results", tmp_path / "old")
    git(copy.folder, "init", "-q")
    git(copy.folder, "add", "results")
    git(copy.folder, "commit", "-q", "-m", "a build")
    for old in (str(tmp_path / "old"), "HEAD"):
        run = compare(old)
        assert run.returncode == 0 and run.stdout.startswith("Nothing moved"), run.stderr
    copy.edit("results/clean/chapter_shares.csv", "84,31.7,", "84,31.8,")
    copy.edit("results/audit/claims.csv", "stale:", "late:")
    for old in (str(tmp_path / "old"), "HEAD"):
        run = compare(old)
        assert run.returncode == 0
        assert (
            "chapter_shares: 1\n  3.6 JPN IND export FOB calendar 2000 1, share_pct: 31.7 → 31.8"
            in run.stdout
        )
        assert (
            "projects-18, diagnosis: stale: " in run.stdout
            and "Claims whose verdict changed: 0" in run.stdout
        )


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("", "make diff: found no OLD"),
        ("nowhere", "OLD=nowhere: found neither a commit nor a folder"),
        ("--help", "OLD=--help: found neither a commit nor a folder"),
        ("notebooks", "OLD=notebooks: found no published tables"),
    ],
)
def test_neither(compare, old, expected):
    run = compare(old)
    assert run.returncode != 0 and run.stderr.startswith(expected) and run.stderr.count("\n") == 1
