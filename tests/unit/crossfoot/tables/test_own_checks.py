"""Checks of a user's own, by decorated functions."""

import json

import pytest

import crossfoot
from crossfoot import Finding, InputError, Table, check, check_tables, load_checks
from crossfoot.__main__ import main
from crossfoot.tables.own_checks import own_findings

PAPER = """Table 1: Sales

| Year | Sales | Costs |
|---|---|---|
| 2021 | 10.5 | 4.0 |
| 2022 | 12.0 | 7.5 |
"""
CHECKS = """import crossfoot


@crossfoot.check
def costs_below_half(table):
    "Costs are at most half of sales"
    for row, cells in enumerate(table.body):
        sales, costs = (crossfoot.read_number(cells[column]) for column in (1, 2))
        if 2 * costs.face.low > sales.face.high:
            yield crossfoot.Finding("costs above half of sales", row, 2)


@crossfoot.check
def is_it_in_dollars(table):
    yield crossfoot.Finding("in which currency?", question=True)


def helper(table):
    yield crossfoot.Finding("not marked, so not run")
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    (tmp_path / "my_checks.py").write_text(CHECKS, encoding="utf-8")


def table() -> Table:
    return crossfoot.extract_tables(PAPER.splitlines(), "paper.md")[0]


def test_findings_stand_in_the_audit_as_all_others(files):
    found = crossfoot.audit("paper.md", checks=load_checks("my_checks.py"))
    # by hand: twice 7.5 is more than 12.0, and twice 4.0 no more than 10.5
    (wrong,) = found.contradicted
    assert (wrong["check"], wrong["row"], wrong["column"], wrong["printed"], wrong["line"]) == (
        "costs_below_half",
        2,
        "Costs",
        "7.5",
        6,
    )
    assert wrong["diagnosis"] == "costs above half of sales" and wrong["cells"] == [[1, 2]]
    assert wrong["evidence"] == "Costs are at most half of sales"
    assert [one["diagnosis"] for one in found.questions if one["check"] == "is_it_in_dollars"] == [
        "question: in which currency?"
    ]


def test_the_command_takes_a_file_of_checks(files, capsys):
    # nothing in it can be checked by itself
    assert main(["paper.md", "--json"]) == 2
    assert main(["paper.md", "--json", "--checks", "my_checks.py"]) == 1
    checks = json.loads(capsys.readouterr().out.splitlines()[-1])["checks"]
    assert "costs_below_half" in [one["check"] for one in checks]
    assert main(["paper.md", "--checks", "my_checks.py"]) == 1


def test_they_follow_the_others_in_a_study_s_table(files):
    frame = check_tables([table()], load_checks("my_checks.py"))
    assert frame["check"].tolist()[-2:] == ["costs_below_half", "is_it_in_dollars"]
    assert frame["verdict"].tolist()[-2:] == ["contradicted", "not_checkable"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "my_checks.py: found no such file; expected a Python file with checks"),
        ("x = 1\n", "my_checks.py: found no check; expected a function decorated with @crossfoot.check"),
        (
            "import nothing_there\n",
            "my_checks.py: found ModuleNotFoundError: No module named 'nothing_there'",
        ),
    ],
)
def test_a_file_that_has_no_checks(content, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "my_checks.py").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_checks("my_checks.py")
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (lambda table: 1 / 0, "found ZeroDivisionError: division by zero; expected a check that ends"),
        (lambda table: ["wrong"], "found 'wrong'; expected crossfoot.Finding"),
        (lambda table: [Finding("x", 7, 0)], "found row 7, column 0; expected a cell of the table"),
    ],
)
def test_a_check_with_a_fault_is_named(found, said):
    def own(table):
        return found(table)

    with pytest.raises(InputError) as error:
        own_findings([check(own)], table())
    assert str(error.value).startswith("check own, Table 1") and said in str(error.value)
