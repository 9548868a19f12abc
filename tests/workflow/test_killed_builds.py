"""Results are the same whatever happens: another place, killed builds, files that happen to lie about."""

import os
import random
import shutil
import signal
import subprocess
import time

import pytest

from tests.projects import Project, copy_of_project, once

SEED = 17
KILLS = 3
# what could reach a file: the time zone, the languages of sorting and of messages, the order of sets
ODD = {"TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "7"}
# a file that no rule names, and a result or input that it looks like
STRAYS = {
    "notebooks/stray.ipynb": "notebooks/summary.ipynb",
    "results/notebooks/stray.ipynb": "results/notebooks/summary.ipynb",
    # of rules for any pair, which a study with notebooks of its own does not run
    "results/figures/mirror_gaps.svg": "results/figures/totals.svg",
    "results/analysis/pair_facts.csv": "results/analysis/adoption.csv",
    "results/analysis/pair_facts.parquet": "results/analysis/adoption.parquet",
    # of no rule at all
    "results/figures/stray.svg": "results/figures/totals.svg",
    "results/clean/stray.csv": "results/clean/repairs.csv",
    "studies/stray/config.yaml": "config.yaml",
}
UNFINISHED = "results/clean/.unfinished-x1.csv"


def killed(project: Project, files: int, seconds: float) -> bool:
    """Starts a build and kills it with all its jobs, so many seconds after so many files are there. Returns
    False where it had ended by then."""
    build = subprocess.Popen(
        project.command(),
        cwd=project.folder,
        env=os.environ | ODD,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    results = project.folder / "results"
    while build.poll() is None and sum(path.is_file() for path in results.rglob("*")) < files:
        time.sleep(0.05)
    try:
        build.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        return True


@pytest.fixture(scope="session")
def elsewhere(built, base) -> Project:
    """The first study among files that no rule names, built in an odd place and killed on the way; once for
    all workers."""
    folder = base / 'else where/it\'s a "é"'

    def build() -> str:
        shutil.rmtree(folder.parent, ignore_errors=True)
        project = copy_of_project(folder)
        for stray, like in STRAYS.items():
            assert not (built.folder / stray).exists()
            (folder / stray).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(built.folder / like, folder / stray)
        moments, whole = random.Random(SEED), len(built.digests())
        # each goes on from what the one before it left
        shares = sorted(moments.uniform(0.05, 0.9) for _ in range(KILLS))
        assert any([killed(project, int(share * whole), moments.uniform(0, 1)) for share in shares])
        (folder / UNFINISHED).write_text("half a tab")
        # the last one may have ended, and what is whole is not built again
        (folder / "results/report/index.html").unlink(missing_ok=True)
        return project.built("--cores", "1", **ODD)

    once(base / "elsewhere.log", build)
    return Project(folder)


def test_two_builds_are_the_same_bytes(built, elsewhere):
    wanted, found = built.digests(), elsewhere.digests()
    assert {"results/report/index.html", "results/report/ro-crate-metadata.json"} <= set(wanted)
    assert set(found) - set(wanted) == {path for path in STRAYS if path.startswith("results/")}
    assert [path for path, digest in wanted.items() if found.get(path) != digest] == []
    assert "Nothing to be done" in elsewhere.built()


def test_a_notebook_cannot_read_what_its_rule_does_not_name(copy):
    shutil.copy(copy.folder / "results/clean/repairs.parquet", copy.folder / "results/clean/stray.parquet")
    copy.edit(
        "notebooks/appendix/trade.ipynb",
        "from study import between",
        "import study\\nstudy.read('clean/' + 'stray')\\nfrom study import between",
    )
    run = copy.snakemake("results/notebooks/appendix/trade.ipynb")
    assert run.returncode != 0
    assert "results/clean/stray.parquet: found no rule that makes it" in run.stdout.rstrip().splitlines()[-1]
