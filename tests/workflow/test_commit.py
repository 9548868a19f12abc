"""Which commit a report says that it is built from."""

import subprocess

import pytest
from lineage import commit_of

from crossfoot import __version__


@pytest.fixture
def git(tmp_path, monkeypatch):
    study, engine = tmp_path / "study", tmp_path / "engine"
    study.mkdir()
    engine.mkdir()
    monkeypatch.chdir(study)

    def run(*arguments: str) -> str:
        known = [
            "-c",
            "user.name=Nobody",
            "-c",
            "user.email=nobody@example.org",
            "-c",
            "commit.gpgsign=false",
        ]
        return subprocess.run(
            ["git", *known, *arguments], check=True, capture_output=True, text=True
        ).stdout.strip()

    (study / "config.yaml").write_text("title: Nothing\n", encoding="utf-8")
    (engine / "COMMIT").write_text("of the engine\n", encoding="utf-8")
    run("init", "-q")
    return run


def test_a_study_under_version_control_is_of_its_own_commit(git, tmp_path):
    study, engine = tmp_path / "study", tmp_path / "engine"
    # nothing is committed, and the configuration is in no repository
    assert commit_of(engine) == "of the engine"
    git("add", "config.yaml")
    git("commit", "-q", "-m", "The study")
    commit = git("rev-parse", "--short=12", "HEAD")
    (study / "results").mkdir()
    (study / "results/table.csv").write_text("a\n", encoding="utf-8")
    git("add", "results")
    assert commit_of(engine) == f"{commit}, bilateral {__version__}"
    (study / "config.yaml").write_text("title: Another\n", encoding="utf-8")
    assert commit_of(engine) == f"{commit} with changes, bilateral {__version__}"


def test_a_study_that_another_repository_leaves_out_is_not_of_that(git, tmp_path):
    git("commit", "-q", "--allow-empty", "-m", "Something else")
    assert commit_of(tmp_path / "engine") == "of the engine"
