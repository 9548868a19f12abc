"""Whatever breaks a rule, the build ends with one line that says which file or which line of code."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.projects import SECOND
from tests.workflow.in_process import in_one_process

# an extract rule keeps what stands in a file, and the rule that types it finds the column missing
LATER = {("extract_series", "a column less")}
# a study may have no evidence
MAY_BE_EMPTY = {"evidence.yaml"}


@pytest.mark.parametrize("every", [True, False], ids=["first", "second"])
def test_each_rule_names_the_input_that_is_broken(built, tmp_path, every):
    found = in_one_process(tmp_path / "study", built.folder if every else ROOT / SECOND, "breaks", every)
    assert len({rule for rule, *_ in found}) > 10
    wrong = []
    for rule, path, kind, said in found:
        if (rule, kind) in LATER or (kind == "empty" and Path(path).name in MAY_BE_EMPTY):
            continue
        # by its place, or by the name under which the study has it
        named = Path(path).name in said or Path(path).stem in said
        one_line = ": found " in said and "; expected " in said and "\n" not in said
        if not (named and one_line) or "the code has a fault" in said:
            wrong.append((rule, path, kind, said))
    assert wrong == []


SCRIPT = "scripts/extract_tables.py"
READS = "    content, document = files.read_source(document, files.read_yaml(sources))\n"


def test_a_fault_of_the_code_and_a_killed_job_end_in_one_line(fresh):
    """The end of a real build: an exception by its line, a killed process by its rule, started or not."""
    text = (fresh.folder / SCRIPT).read_text(encoding="utf-8")
    line = text[: text.index(READS)].count("\n") + 1
    kill = "import os; os.kill(os.getpid(), 9)\n"
    for altered, expected in (
        (
            text.replace(READS, '    {}["nowhere"]\n'),
            f"rule extract_tables: scripts/extract_tables.py: line {line}: found KeyError: 'nowhere'",
        ),
        (text.replace(READS, f"    {kill}"), "rule extract_tables: found its process killed"),
        (kill + text, "rule extract_tables: found its process killed by SIGKILL"),
    ):
        (fresh.folder / SCRIPT).write_text(altered, encoding="utf-8")
        run = fresh.snakemake("results/extracted/tables.json")
        last = run.stdout.rstrip().splitlines()[-1]
        assert run.returncode != 0
        assert last.startswith(f"Stopped, earlier results are untouched: {expected}"), run.stdout[-2000:]
