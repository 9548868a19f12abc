"""Results are the same whatever happened before: killed builds, files that happen to lie about."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.projects import Project, copy_of_project

OF = ROOT / "studies/japan_indonesia"
SEED = 17
KILLS = 3


def small_study(project: Project, name: str) -> Project:
    """The second study's trade alone, in a folder of that name."""
    folder = project.folder / "studies" / name
    shutil.copytree(OF / "data", folder / "data")
    config = yaml.safe_load((OF / "config.yaml").read_text(encoding="utf-8"))
    config = {key: value for key, value in config.items() if key not in ("investment", "refresh")}
    config["models"]["simulations"] = 999
    (folder / "config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return Project(folder)


def start(project: Project, study: Project) -> subprocess.Popen:
    return subprocess.Popen(
        project.command("--directory", str(study.folder)),
        cwd=project.folder,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def killed(build: subprocess.Popen, seconds: float) -> bool:
    """Kills a build and all its jobs after so many seconds. Returns False where it had ended by then."""
    try:
        build.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        return True


def test_builds_killed_at_any_moment_end_in_the_bytes_of_a_clean_one(tmp_path):
    project = copy_of_project(tmp_path / "project")
    clean, broken = small_study(project, "clean"), small_study(project, "broken")
    began = time.monotonic()
    assert start(project, clean).wait() == 0
    whole = time.monotonic() - began
    moments = random.Random(SEED)
    # each goes on from what the one before it left
    ends = [killed(start(project, broken), moments.uniform(0.15, 0.95) * whole) for _ in range(KILLS)]
    assert any(ends)
    project.built("--directory", str(broken.folder))
    wanted = clean.digests()
    assert broken.digests() == wanted
    assert {"results/report/index.html", "results/report/ro-crate-metadata.json"} <= set(wanted)
    assert "Nothing to be done" in project.built("--directory", str(broken.folder))


@pytest.fixture(scope="module")
def littered(built, tmp_path_factory) -> Project:
    """The first study, its report set anew among files that no rule behind it names."""
    folder = tmp_path_factory.mktemp("littered") / "study"
    shutil.copytree(built.folder, folder)
    for stray, like in (
        ("notebooks/stray.ipynb", "notebooks/summary.ipynb"),
        ("results/notebooks/stray.ipynb", "results/notebooks/summary.ipynb"),
        # of rules for any pair, which a study with notebooks of its own does not run
        ("results/figures/mirror_gaps.svg", "results/figures/totals.svg"),
        ("results/analysis/pair_facts.csv", "results/analysis/adoption.csv"),
        ("results/analysis/pair_facts.parquet", "results/analysis/adoption.parquet"),
        # of no rule at all
        ("results/figures/stray.svg", "results/figures/totals.svg"),
        ("results/clean/stray.csv", "results/clean/repairs.csv"),
        ("studies/stray/config.yaml", "config.yaml"),
    ):
        assert not (folder / stray).exists()
        (folder / stray).parent.mkdir(exist_ok=True)
        shutil.copy(folder / like, folder / stray)
    project = Project(folder)
    shutil.rmtree(folder / "results/report")
    project.built()
    return project


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "appendix.html",
        "report.pdf",
        "appendix.pdf",
        "report.docx",
        "values.tex",
        "values.json",
        "ro-crate-metadata.json",
    ],
)
def test_a_report_does_not_depend_on_what_lies_about(built, littered, name):
    path = Path("results/report", name)
    assert (littered.folder / path).read_bytes() == (built.folder / path).read_bytes()


def test_a_notebook_cannot_read_what_its_rule_does_not_name(littered):
    littered.edit(
        "notebooks/appendix/trade.ipynb",
        "from study import between",
        "import study\\nstudy.read('clean/' + 'stray')\\nfrom study import between",
    )
    run = littered.snakemake("results/notebooks/appendix/trade.ipynb")
    assert run.returncode != 0
    assert "results/clean/stray.parquet: found no rule that makes it" in run.stdout.rstrip().splitlines()[-1]
