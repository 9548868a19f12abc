"""The whole world's trade under Snakemake: only what a change needs runs, and nothing finished is lost."""

import os
import re
import shutil
import signal
import subprocess
import time

import pytest

from tests.benchmarks.generated_world import VERSION
from tests.projects import WORLD_PAGE, Project
from tests.workflow.in_process import in_one_process

YEARS = (2020, 2021, 2022)


def file_of(year: int) -> str:
    return f"baci/BACI_HS22_Y{year}_{VERSION}.csv"


@pytest.fixture
def world(built_world, tmp_path) -> Project:
    """A built one of the test's own."""
    shutil.copytree(built_world.folder, tmp_path / "copy")
    return Project(tmp_path / "copy")


def large(project: Project) -> dict[str, str]:
    return {path: digest for path, digest in project.digests().items() if path.startswith("results/world/")}


def jobs(said: str) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r"^(\w+_world\w*) +(\d+)$", said, re.MULTILINE)}


def test_the_first_study_has_no_rule_of_the_world(fresh):
    said = fresh.snakemake("-n", WORLD_PAGE)
    assert said.returncode != 0 and "MissingRuleException" in said.stdout


def test_a_year_s_change_reruns_that_year(world):
    kept = large(world)
    world.edit(file_of(2021), ".5", ".6")
    said = world.built(WORLD_PAGE)
    # structural change looks one year back
    assert jobs(said) == {"convert_world": 1, "measure_world": 2, "build_world_page": 1}
    moved = {path for path, digest in large(world).items() if digest != kept[path]}
    assert "results/world/pairs/hs2/2022.parquet" in moved and not any("2020" in path for path in moved)
    assert not any("2022" in path for path in moved if "pairs" not in path)
    assert jobs(world.built("-n", WORLD_PAGE)) == {}


def test_a_wider_study_measures_more_and_converts_nothing(world):
    world.edit("config.yaml", "hs_levels: [2]", "hs_levels: [2, 4]")
    assert jobs(world.built("-n", WORLD_PAGE)) == {"measure_world": 3, "build_world_page": 1}
    world.edit("config.yaml", "memory_mb: 500", "memory_mb: 700")
    assert jobs(world.built("-n", WORLD_PAGE)) == {"measure_world": 3, "build_world_page": 1}


def test_a_killed_build_leaves_nothing_partial_and_goes_on(world_sources, built_world, tmp_path):
    shutil.copytree(world_sources.folder, tmp_path / "killed")
    project = Project(tmp_path / "killed")
    run = subprocess.Popen(
        project.command(WORLD_PAGE),
        cwd=project.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    checks, flows = project.folder / "results/world/checks", project.folder / "results/world/flows"
    deadline = time.monotonic() + 120
    # a year is done and the next one is being written
    while run.poll() is None and not (list(checks.glob("*.json")) and list(flows.rglob(".unfinished-*"))):
        assert time.monotonic() < deadline
        time.sleep(0.002)
    assert run.poll() is None
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    whole = large(built_world)
    left = {path: digest for path, digest in large(project).items() if ".unfinished-" not in path}
    assert left and left.items() <= whole.items()
    said = project.built(WORLD_PAGE)
    assert jobs(said)["convert_world"] < len(YEARS)
    assert project.digests() == built_world.digests()


def test_a_bad_year_ends_in_one_line_and_loses_nothing(world):
    kept = large(world)
    world.edit(file_of(2020), ".5", ".7")
    world.edit(file_of(2021), "\n2021,", "\n1999,")
    run = world.snakemake(WORLD_PAGE)
    assert run.returncode != 0
    assert (
        run.stdout.strip()
        .splitlines()[-1]
        .endswith(f"{file_of(2021)}: line 2: found year 1999; expected 2021, as the file is named")
    )
    left = large(world)
    assert left.keys() == kept.keys()
    assert {path: digest for path, digest in left.items() if "2020" not in path} == {
        path: digest for path, digest in kept.items() if "2020" not in path
    }


def test_a_wrong_section_is_said_in_one_line(world_sources, tmp_path):
    text = (world_sources.folder / "config.yaml").read_text(encoding="utf-8")
    changes = [
        ("{baci: baci}", "{baci: nowhere}", "config.yaml: world.input: found no folder 'nowhere'"),
        (
            "last: 2022",
            "last: 2023",
            "baci: found no file of 2023; expected one file of 2023: BACI_HS22_Y2023_",
        ),
        (
            "{baci: baci}",
            "{cepii: baci}",
            "config.yaml: world.input: found unknown key 'cepii'; expected one of baci, comtrade",
        ),
        ("memory_mb: 500", "memory_mb: 50", "config.yaml: world.memory_mb: found 50; expected 400 or more"),
        (
            "first: 2020, last: 2022",
            "first: 2022, last: 2020",
            "config.yaml: world.years: found first 2022 after last 2020",
        ),
    ]
    texts = [text.replace(old, new) for old, new, _ in changes]
    assert text not in texts
    (tmp_path / "study").mkdir()
    (tmp_path / "study/baci").symlink_to(world_sources.folder / "baci")
    found = in_one_process(tmp_path / "study", world_sources.folder, "configurations", [text, *texts])
    # the sound one has jobs
    assert found[0] == "" and len(found) == 1 + len(changes)
    for line, (_, _, said) in zip(found[1:], changes, strict=True):
        assert said in line and "\n" not in line, line
