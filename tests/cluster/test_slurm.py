"""A real SLURM on loopback runs the study's own rules: the same bytes, a second attempt, one line for a
failure."""

import yaml

from tests.conftest import ROOT
from tests.workflow.test_code_inputs import RULES

PROFILE = yaml.safe_load((ROOT / "profiles/slurm/config.yaml").read_text(encoding="utf-8"))


def test_every_rule_states_what_it_needs():
    stated = PROFILE["set-resources"]
    assert set(stated) == set(RULES), "profiles/slurm/config.yaml and workflow/rules name other rules"
    for rule, needs in stated.items():
        # some rules say their memory themselves
        assert set(needs) == {"runtime"} | ({"mem_mb"} if "mem_mb=" not in RULES[rule] else set()), rule
        assert all("attempt" in need for need in needs.values()), rule
    assert set(PROFILE["groups"]) <= set(RULES)


def alone(project, rule: str) -> None:
    """Makes a rule a job of its own."""
    project.edit("profiles/slurm/config.yaml", f"  {rule}: study\n", "")


def test_rules_of_every_kind_give_the_same_bytes(slurm, built, copy):
    before = len(slurm.jobs())
    run = slurm.start(copy, "--forcerun", "model_trade", "draw_policy")
    output, _ = run.communicate(timeout=300)
    assert run.returncode == 0, output[-3000:]
    assert {"model_trade", "draw_policy", "run_notebook", "build_report"} <= set(output.split())
    assert [state for _, state, _ in slurm.jobs()[before:]] == ["COMPLETED"], (
        "one job of SLURM for all that takes seconds"
    )
    assert copy.digests() == built.digests()


def test_a_killed_job_is_tried_again_with_more_memory(slurm, built, copy):
    alone(copy, "extract_investment")
    before = len(slurm.jobs())
    run = slurm.start(copy, "results/extracted/investment.csv", "--forcerun", "extract_investment")
    slurm.cancel_next(before)
    output, _ = run.communicate(timeout=300)
    assert run.returncode == 0, output[-3000:]
    assert [job[1:] for job in slurm.jobs()[before:]] == [["CANCELLED", "500M"], ["COMPLETED", "1000M"]]
    assert copy.digests() == built.digests()


def test_a_failure_is_one_line_and_leaves_the_earlier_results(slurm, copy):
    before = copy.digests()
    copy.edit("data/raw/boj_outward_fdi.csv", "2014", "2015")
    run = slurm.start(copy, "results/extracted/investment.csv", "--retries=0")
    output, _ = run.communicate(timeout=300)
    last = output.rstrip().splitlines()[-1]
    assert run.returncode != 0 and last.startswith(
        "Stopped, earlier results are untouched: data/raw/boj_outward_fdi.csv: found sha256"
    )
    assert copy.digests() == before


def test_a_job_killed_for_good_is_said_too(slurm, copy):
    before, seen = copy.digests(), len(slurm.jobs())
    (copy.folder / "results/extracted/investment.csv").unlink()
    before.pop("results/extracted/investment.csv")
    alone(copy, "extract_investment")
    run = slurm.start(copy, "results/extracted/investment.csv", "--retries=0")
    slurm.cancel_next(seen)
    output, _ = run.communicate(timeout=300)
    last = output.rstrip().splitlines()[-1]
    assert run.returncode != 0 and last.startswith(
        "Stopped, earlier results are untouched: rule extract_investment: found a script that did not start"
    )
    assert copy.digests() == before
