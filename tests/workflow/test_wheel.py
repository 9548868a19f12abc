"""The wheel, installed outside the checkout: `crossfoot` with its few packages, `bilateral` with those of a
study."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.projects import once

DOCUMENT = """# Exports

Table 1: Exports by product (US$ million)

| Product | 2021 | 2022 |
|---|---|---|
| Food | 10.5 | 12.0 |
| Fuels | 20.0 | 22.5 |
| Steel | 5.0 | 6.5 |
| Total | 35.5 | 51.0 |
"""


def needed(requirements: list[str]) -> set[str]:
    """Distributions that these requirements need, directly or through others, as they are installed here."""
    found, waiting = set(), list(requirements)
    while waiting:
        match = re.match(r"([\w.-]+)(?:\[([\w,]+)\])?(.*)", waiting.pop())
        name = match[1]
        if "extra ==" in match[3] or name in found:
            continue
        try:
            waiting += distribution(name).requires or []
        except PackageNotFoundError:
            continue  # for another system or Python
        found.add(name)
    return found


def link(name: str, folder: Path) -> None:
    """Makes an installed distribution importable from a folder."""
    for file in distribution(name).files:
        top = file.parts[0]
        source = Path(distribution(name).locate_file(top))
        if top not in ("..", "__pycache__") and source.exists() and not (folder / top).exists():
            (folder / top).symlink_to(source)


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
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, timeout=300
    )


def test_crossfoot_runs_with_the_base_dependencies_alone(wheel, tmp_path):
    packages = environment(tmp_path / "environment", wheel)
    base = [requirement for requirement in _requires(packages) if "extra ==" not in requirement]
    for name in needed(base):
        link(name, packages)
    size = sum(
        file.stat().st_size
        for path in packages.iterdir()
        for file in path.resolve().rglob("*")
        if file.is_file()
    )
    assert size < 250e6
    (tmp_path / "paper.md").write_text(DOCUMENT, encoding="utf-8")
    audited = run(tmp_path / "environment/bin/crossfoot", "paper.md", cwd=tmp_path)
    assert audited.returncode == 1, audited.stdout + audited.stderr
    assert (tmp_path / "audits/paper.md/index.html").is_file()
    python = (
        "import crossfoot, sys; print(len(crossfoot.audit('paper.md').contradicted)); print('pandas' "
        "in sys.modules)"
    )
    assert run(tmp_path / "environment/bin/python", "-c", python, cwd=tmp_path).stdout.split() == [
        "1",
        "False",
    ]
    refused = run(tmp_path / "environment/bin/bilateral", "build", cwd=tmp_path)
    assert refused.returncode == 2 and "no config.yaml" in refused.stderr


def test_bilateral_builds_a_study_that_lies_outside_the_checkout(wheel, tmp_path):
    packages = environment(tmp_path / "environment", wheel)
    # a path in a .pth file brings this environment's packages, and not this checkout's code
    here = Path(distribution("pandas").locate_file(""))
    (packages / "shared.pth").write_text(f"{here}\n", encoding="utf-8")
    study = tmp_path / "my study"
    committed = ROOT / "studies/japan_indonesia"
    shutil.copytree(committed, study, ignore=shutil.ignore_patterns("results", "logs", ".snakemake"))
    built = run(tmp_path / "environment/bin/bilateral", "build", study, cwd=tmp_path)
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    assert (study / "results/report/index.html").is_file() and (study / "results/report/report.pdf").is_file()
    for table in sorted((committed / "results").glob("**/*.csv")):
        assert (study / table.relative_to(committed)).read_bytes() == table.read_bytes(), table.name


def _requires(packages: Path) -> list[str]:
    metadata = next(packages.glob("bilateral-*.dist-info")) / "METADATA"
    return re.findall(r"^Requires-Dist: (.+)$", metadata.read_text(encoding="utf-8"), re.MULTILINE)
