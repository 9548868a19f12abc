"""Copies of the project in which Snakemake runs for real."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.generated_world import write_world
from tests.conftest import ROOT

PARTS = [
    "Snakefile",
    "config.yaml",
    "data",
    "src",
    "scripts",
    "workflow",
    "notebooks",
    "profiles",
    "docs",
    "studies",
]


class Project:
    """A copy of the project in a folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "snakemake", *arguments]

    def snakemake(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )

    def built(self, *arguments: str, **environment: str) -> str:
        run = self.snakemake(*arguments, **environment)
        assert run.returncode == 0, run.stdout[-3000:]
        return run.stdout

    def digests(self) -> dict[str, str]:
        """sha256 of every file in results/."""
        files = sorted(path for path in (self.folder / "results").rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")


def copy_of_project(folder: Path) -> Project:
    folder.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        own = ("results", "logs", ".snakemake") if part == "studies" else ()
        ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", *own)
        shutil.copytree(source, folder / part, ignore=ignore) if source.is_dir() else shutil.copy2(
            source, folder
        )
    project = Project(folder)
    # the same rules with less to compute: most of a build would be draws
    project.edit("config.yaml", "simulations: 20000", "simulations: 999")
    return project


@pytest.fixture(scope="session")
def base(tmp_path_factory, worker_id) -> Path:
    """The folder that all workers share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def once(log: Path, make: Callable[[], str]) -> None:
    """Makes something, for all workers, and keeps what that says in its log."""
    with log.open("a+", encoding="utf-8") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        kept.seek(0)
        # empty until it has succeeded, so that each worker sees a failure for itself
        if not kept.read():
            kept.write(make())


@pytest.fixture(scope="session")
def built(base) -> Project:
    """The whole study, built once for all workers. Tests that change anything take `copy`."""

    def build() -> str:
        shutil.rmtree(base / "built", ignore_errors=True)
        return copy_of_project(base / "built").built()

    once(base / "built.log", build)
    return Project(base / "built")


@pytest.fixture
def copy(built, tmp_path) -> Project:
    """A built study of the test's own, with Snakemake's record of the build."""
    shutil.copytree(built.folder, tmp_path / "copy")
    return Project(tmp_path / "copy")


@pytest.fixture
def fresh(tmp_path) -> Project:
    """A study that was never built."""
    return copy_of_project(tmp_path / "fresh")


WORLD_PAGE = "results/report/world/index.html"
WORLD_CONFIG = """
world:
  input: {baci: baci}
  years: {first: 2020, last: 2022}
  hs_levels: [2]
  largest: 10
  memory_mb: 500
"""


@pytest.fixture(scope="session")
def world_sources(tmp_path_factory) -> Project:
    """A study with three generated years of the world's trade, not built."""
    project = copy_of_project(tmp_path_factory.mktemp("world") / "study")
    write_world(project.folder / "baci", [2020, 2021, 2022], rows=20_000, economies=14, products=900)
    with (project.folder / "config.yaml").open("a", encoding="utf-8") as config:
        config.write(WORLD_CONFIG)
    return project


@pytest.fixture(scope="session")
def built_world(world_sources, tmp_path_factory) -> Project:
    """The same with its page, built once. Tests that change anything copy it."""
    shutil.copytree(world_sources.folder, folder := tmp_path_factory.mktemp("built_world") / "study")
    project = Project(folder)
    project.built(WORLD_PAGE)
    return project
