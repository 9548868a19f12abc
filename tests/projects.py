"""Copies of the project in which Snakemake runs for real."""

import fcntl
import hashlib
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import distribution
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace

import pytest
from lib.run import arguments

from crossfoot import InputError
from tests.benchmarks.generated_world import write_world
from tests.benchmarks.one_process import JOBS, Named
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
            timeout=900,
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


def planned(output: str) -> set[str]:
    """The rules that a dry run would run."""
    return set(re.findall(r"^(\w+)\s+\d+$", output, re.MULTILINE)) - {"total", "all"}


class Scripts:
    """The first study's scripts, called in this process as their rules call them.

    They run in a folder with the study's own files, which a test may alter, and read what that folder lacks
    from the built study.
    """

    def __init__(self, built: Project, folder: Path):
        self.built, self.folder = built.folder, folder
        shutil.copytree(built.folder / "data", folder / "data")
        self.jobs = json.loads((built.folder / JOBS).read_text(encoding="utf-8"))

    def __call__(self, rule: str, **changed: object) -> None:
        """changed: what `main` gets in place of what its rule names."""
        job = next(job for job in self.jobs if job["rule"] == rule)
        parts = {part: Named(*job[part]) for part in ("output", "params")}
        paths, names = job["input"]
        parts["input"] = Named(
            [path if (self.folder / path).exists() else str(self.built / path) for path in paths], names
        )
        main = importlib.import_module(rule).main
        resources = SimpleNamespace(mem_mb=job["mem_mb"])
        own = SimpleNamespace(rule=rule, threads=job["threads"], resources=resources, **parts)
        made = main(**arguments(own, main) | changed)
        if write := getattr(main, "write", None):
            write(made, dict(own.input.items()), dict(own.output.items()))

    def edit(self, path: str, old: str, new: str) -> None:
        """Alters a file, and its checksum on record where it has one."""
        file = self.folder / path
        before = hashlib.sha256(file.read_bytes()).hexdigest()
        Project(self.folder).edit(path, old, new)
        records = self.folder / "data/sources.yaml"
        after = hashlib.sha256(file.read_bytes()).hexdigest()
        records.write_text(records.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


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


def run_notebook(**named: object) -> None:
    """A notebook in a process of its own, as its rule has it; raises its InputError."""
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        if wrong := pool.submit(_wrong_in_notebook, named).result():
            raise InputError(*wrong)


def _wrong_in_notebook(named: dict) -> tuple[str, str, str] | None:
    try:
        importlib.import_module("run_notebook").main(**named)
    except InputError as error:
        return error.place, error.found, error.expected
    return None


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
        project = copy_of_project(base / "built")
        # CI has just built its checkout: Snakemake makes what differs in this copy alone, which is the draws
        if earlier := os.environ.get("BUILT_CHECKOUT"):
            for part in ("results", ".snakemake/metadata"):
                shutil.copytree(Path(earlier, part), project.folder / part)
        said = project.built()
        subprocess.run(
            [sys.executable, str(ROOT / "tests/benchmarks/one_process.py"), "list"],
            cwd=project.folder,
            env={**os.environ, "PYTHONPATH": "src"},
            check=True,
            capture_output=True,
        )
        return said

    once(base / "built.log", build)
    return Project(base / "built")


@pytest.fixture
def copy(built, tmp_path) -> Project:
    """A built study of the test's own, with Snakemake's record of the build."""
    shutil.copytree(built.folder, tmp_path / "copy")
    return Project(tmp_path / "copy")


@pytest.fixture
def scripts(built, tmp_path, monkeypatch) -> Scripts:
    """The built study's scripts, in a folder of the test's own."""
    called = Scripts(built, tmp_path / "study")
    monkeypatch.chdir(called.folder)
    return called


@pytest.fixture
def fresh(tmp_path) -> Project:
    """A study that was never built."""
    return copy_of_project(tmp_path / "fresh")


SECOND = "studies/japan_indonesia"


@pytest.fixture(scope="session")
def wheel(base) -> Path:
    def make() -> str:
        shutil.rmtree(base / "dist", ignore_errors=True)
        command = [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--target",
            "wheel",
            "--directory",
            str(base / "dist"),
        ]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return "built"

    once(base / "wheel.log", make)
    return next((base / "dist").glob("*.whl"))


def environment(folder: Path, wheel: Path) -> Path:
    """A new environment that holds the wheel alone; returns the folder of its packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin/python"), "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    return next((folder / "lib").glob("python*/site-packages"))


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, timeout=900
    )


@pytest.fixture(scope="session")
def installed(wheel, base) -> Path:
    """`bilateral` of the wheel, in an environment outside the checkout; one for all workers."""

    def make() -> str:
        shutil.rmtree(base / "installed", ignore_errors=True)
        packages = environment(base / "installed", wheel)
        # a path in a .pth file brings this environment's packages, and not this checkout's code
        (packages / "shared.pth").write_text(f"{distribution('pandas').locate_file('')}\n", encoding="utf-8")
        return "made"

    once(base / "installed.log", make)
    return base / "installed/bin/bilateral"


@pytest.fixture(scope="session")
def second(installed, base) -> Path:
    """The second study, in a folder outside the checkout, built whole by the installed package; once for all
    workers."""

    def build() -> str:
        shutil.rmtree(base / "my study", ignore_errors=True)
        ignore = shutil.ignore_patterns("results", "logs", ".snakemake")
        shutil.copytree(ROOT / SECOND, base / "my study", ignore=ignore)
        built = run(installed, "build", base / "my study", cwd=base)
        assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
        return built.stdout or "built"

    once(base / "second.log", build)
    return base / "my study"


WORLD_PAGE = "results/report/world/index.html"
WORLD_CONFIG = """
world:
  input: {baci: baci}
  years: {first: 2020, last: 2022}
  hs_levels: [2]
  largest: 10
  memory_mb: 500
  dependence:
    supplier: AAA
    hs_levels: [6]
    blocs: {UNION: [AAH, AAO]}
"""


@pytest.fixture(scope="session")
def world_sources(base) -> Project:
    """A study with three generated years of the world's trade, not built; one for all workers."""

    def make() -> str:
        shutil.rmtree(base / "world", ignore_errors=True)
        project = copy_of_project(base / "world")
        write_world(project.folder / "baci", [2020, 2021, 2022], rows=20_000, economies=14, products=900)
        with (project.folder / "config.yaml").open("a", encoding="utf-8") as config:
            config.write(WORLD_CONFIG)
        return "made"

    once(base / "world.log", make)
    return Project(base / "world")


@pytest.fixture(scope="session")
def built_world(world_sources, base) -> Project:
    """The same with its page, built once for all workers. Tests that change anything copy it."""

    def build() -> str:
        shutil.rmtree(base / "built_world", ignore_errors=True)
        shutil.copytree(world_sources.folder, base / "built_world")
        return Project(base / "built_world").built(WORLD_PAGE)

    once(base / "built_world.log", build)
    return Project(base / "built_world")
