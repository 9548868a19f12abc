"""Odd places: a path of any letters, no home, another user, a disk that is full, a clock that was wrong."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.projects import PARTS

TABLE = "results/clean/reported_totals.csv"
TOTALS = """year,period,reporter,flow,valuation,usd_million,source
2020,calendar,Korea,exports,FOB,11937,invented
2021,calendar,Korea,exports,FOB,15603,invented
"""
CONFIG = {
    "title": "Korea and India",
    "names": {"KOR": "Korea", "IND": "India"},
    "pair": {"reporter": "KOR", "partner": "IND"},
    "years": {"first": 2020, "last": 2021},
    "series": {"trade_totals": "data/raw/totals.csv"},
    "models": {"simulations": 999, "seed": 1},
}
# who is not root, and an environment that says nothing
NOBODY = 65534
BARE = {"PATH": os.defpath, "LC_ALL": "C"}


@pytest.fixture
def study(tmp_path) -> Path:
    """The smallest study, in a folder that its user may have called anything."""
    folder = tmp_path / 'it\'s a "study" $HOME {é}'
    (folder / "data/raw").mkdir(parents=True)
    (folder / "data/raw/totals.csv").write_text(TOTALS, encoding="utf-8")
    about = dict.fromkeys(("producer", "title", "citation", "address", "licence", "vintage"), "invented")
    record = {"path": "data/raw/totals.csv", **about, "accessed": "2026-11-22"}
    record["sha256"] = hashlib.sha256(TOTALS.encode()).hexdigest()
    (folder / "data/sources.yaml").write_text(yaml.safe_dump([record]), encoding="utf-8")
    (folder / "config.yaml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
    return folder


def build(
    study: Path, *targets: str, python: Path = Path(sys.executable), project: Path = ROOT, **how
) -> tuple[int, list[str]]:
    """Runs `bilateral build` in an environment that says nothing; its status and what it said, by line."""
    run = subprocess.run(
        [str(python), "-m", "bilateral", "build", str(study), "-c2", *targets],
        env={**BARE, "PYTHONPATH": str(project / "src"), **how.pop("env", {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        **how,
    )
    return run.returncode, run.stdout.rstrip().splitlines()


def test_a_path_of_any_letters_without_home_and_locale(study, tmp_path):
    project = tmp_path / "sp ace/quo'te\"/日本 ü"
    project.mkdir(parents=True)
    ignore = shutil.ignore_patterns("__pycache__", ".snakemake", "results", "logs")
    for part in PARTS:
        source = ROOT / part
        shutil.copytree(source, project / part, ignore=ignore) if source.is_dir() else shutil.copy2(
            source, project
        )
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", project / ".venv"], check=True)
    packages = next((project / ".venv/lib").glob("python*/site-packages"))
    (packages / "shared.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    status, said = build(study, TABLE, python=project / ".venv/bin/python", project=project)
    assert status == 0, "\n".join(said)
    assert "11937.0" in (study / TABLE).read_text(encoding="utf-8")


def test_a_home_that_takes_nothing_and_a_source_that_is_linked(study, tmp_path):
    """Results beside a study that stays as it is. Root is refused no folder, so HOME is a file."""
    (tmp_path / "home").touch()
    beside = tmp_path / "beside"
    beside.mkdir()
    for part in ("config.yaml", "data"):
        (beside / part).symlink_to(study / part)
    before = sorted(study.rglob("*"))
    status, said = build(beside, TABLE, env={"HOME": str(tmp_path / "home")})
    assert status == 0, "\n".join(said)
    assert (beside / TABLE).is_file() and sorted(study.rglob("*")) == before


def test_a_file_dated_in_the_future(study):
    os.utime(study / "data/raw/totals.csv", (1893456000, 1893456000))
    status, said = build(study, TABLE)
    # 1893456000 is the first second of 2030
    assert status != 0 and said[-1] == (
        "data/raw/totals.csv: found a file dated 2030-01-01 00:00; "
        "expected a date in the past (touch 'data/raw/totals.csv')"
    )
    assert not (study / "results").exists()


def test_a_disk_that_fills_up_leaves_earlier_results_whole(study):
    status, said = build(study, TABLE)
    assert status == 0, "\n".join(said)
    before = {path: path.read_bytes() for path in study.glob("results/**/*") if path.is_file()}
    # files of at most 4 KB: as on a full disk, the system refuses to write on
    status, said = build(
        study,
        "--forcerun",
        "clean_series",
        "-p",
        TABLE,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{_limits(study.parent / 'limits', kilobytes=4)}"},
    )
    assert status != 0 and said[-1].startswith("Stopped, earlier results are untouched: results/clean/"), said
    assert "found File too large; expected a file that can be written, and room for it" in said[-1]
    left = {path: path.read_bytes() for path in study.glob("results/**/*") if path.is_file()}
    assert left == before and not (study / ".snakemake/last_good").exists()


def _limits(folder: Path, kilobytes: int) -> Path:
    """A folder whose module Python loads at its start: it limits what scripts are forked from."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import resource, sys\n"
        "if 'forks.py' in ' '.join(sys.orig_argv):\n"
        f"    resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes << 10}, {kilobytes << 10}))\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root alone can become another")
def test_a_user_who_may_not_write_into_the_study(study):
    code = (
        "import os; from pathlib import Path; import bilateral.__main__ as command; import crossfoot\n"
        f"os.setuid({NOBODY})\n"
        "try: command.build(Path(), [])\n"
        "except crossfoot.InputError as error: print(error)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=study,
        env={**BARE, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert run.stdout.startswith(".: found a folder that cannot be written; expected one that can")


def test_an_audit_in_an_odd_place(tmp_path):
    folder = tmp_path / 'it\'s "odd" é'
    folder.mkdir()
    name = 'pa per\'s "ü".md'
    (folder / name).write_text("Exports rose from 10 to 20, by 10.\n", encoding="utf-8")
    command = [sys.executable, "-m", "crossfoot", name]

    def audit(**how) -> subprocess.CompletedProcess:
        environment = {**BARE, "PYTHONPATH": str(ROOT / "src")}
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, **how)

    run = audit()
    assert run.returncode == 0 and not run.stderr
    page = folder / "audits" / name / "index.html"
    before = page.read_bytes()
    run = audit(preexec_fn=_files_of_at_most_4_kilobytes)
    said = run.stderr.decode("utf-8")
    assert run.returncode == 2 and said.count("\n") == 1, said
    assert "found File too large; expected a folder that can be written" in said
    assert page.read_bytes() == before and os.listdir(folder / "audits") == [name]


def _files_of_at_most_4_kilobytes() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
