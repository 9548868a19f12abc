"""The workflows of this repository and of a study's own: pinned actions, read tokens, scripts that exist."""

import os
import re
import shutil
import subprocess

import pytest
import yaml

from tests.conftest import ROOT

PLACES = (ROOT / ".github/workflows", ROOT / "src/bilateral/template/.github/workflows")
FILES = [path for place in PLACES for path in sorted(place.glob("*.yml"))]
NAMES = [str(path.relative_to(ROOT)) for path in FILES]
SAME = "github.event.pull_request.head.repo.full_name == github.repository"


def read(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    # YAML 1.1 reads the key `on` as yes
    return workflow | {"on": workflow[True]}


def test_both_have_the_three():
    assert [path.name for path in FILES] == ["publish.yml", "rebuild.yml", "refresh.yml"] * 2


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_each_action_is_pinned_to_a_commit_and_names_its_version(path):
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used and all(re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v[\d.]+", action) for action in used)


def test_an_action_has_one_version_everywhere():
    used = {action for path in FILES for action in re.findall(r"uses: ([\w/-]+@\w+)", path.read_text())}
    names = [re.sub(r"/(restore|save)@.*|@.*", "", action) for action in used]
    assert len({action.split("@")[1] for action in used}) == len(set(names))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_token_reads_and_writes_only_where_it_must(path):
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"} and "concurrency" in workflow
    assert "pull_request_target" not in workflow["on"]
    for name, job in workflow["jobs"].items():
        writes = "write" in job.get("permissions", {}).values()
        if writes and "pull_request" in workflow["on"]:
            # a fork's code never runs with a token that writes
            assert SAME in job["if"], name
        if "pull_request" in workflow["on"]:
            assert "secrets." not in str(job), name


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_shell_reads_what_a_pull_request_says(path):
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_scripts_and_targets_exist(path):
    text = path.read_text(encoding="utf-8")
    for script in re.findall(r"\.ci/\w+", text):
        assert os.access(ROOT / script, os.X_OK), script
    if path.parent == PLACES[0]:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for target in re.findall(r"\bmake ([a-z]+)", text):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_actionlint():
    if not shutil.which("actionlint"):
        pytest.skip("no actionlint on this machine; CI runs it")
    run = subprocess.run(["actionlint", *map(str, FILES)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
