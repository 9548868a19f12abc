"""A finding as a row of a data frame: where it stands, what is printed, and what the others make of it."""

from crossfoot import Table
from crossfoot.run.audit_records import finding_of

CHECK = {
    "check": "total_row",
    "row": 2,
    "column": "2021",
    "line": 7,
    "printed": "56.9",
    "low": "55.75",
    "high": "56.05",
    "severity": "error",
    "diagnosis": "",
    "inputs": "sum of rows 1 to 1",
}
STATEMENT = {
    "kind": "share",
    "page": 3,
    "line": 12,
    "quote": "took 40%",
    "stated": "40%",
    "computed": "41.2",
    "severity": "question",
    "diagnosis": "question: the table has 41.2 there",
    "against": "Table 1",
}


def table(counted: str = "line") -> Table:
    return Table(
        document="paper.md",
        number="1",
        caption="Exports",
        unit="",
        header=[["Partner", "2021"]],
        body=[["India", "55.9"], ["Total", "56.9"]],
        header_lines=[5],
        body_lines=[6, 7],
        counted=counted,
    )


def test_of_a_table_the_place_is_row_and_column():
    found = finding_of(CHECK, table("page"))
    assert (found["level"], found["place"]) == ("contradicted", "Table 1, Total, 2021")
    # of a document with pages, what a check calls its line is the page
    assert (found["page"], found["line"]) == (7, None)
    assert finding_of(CHECK, table())["line"] == 7
    assert (found["printed"], found["expected"]) == ("56.9", "55.75 to 56.05")
    exact = finding_of({**CHECK, "low": "56", "high": "56"}, table())
    assert exact["expected"] == "56"
    whole = finding_of({**CHECK, "row": None, "low": None, "high": None}, table())
    assert (whole["place"], whole["expected"]) == ("Table 1, 2021", "")


def test_of_the_prose_the_place_is_page_and_line():
    found = finding_of(STATEMENT, None)
    assert (found["level"], found["place"], found["page"]) == ("question", "page 3, line 12", 3)
    assert (found["quote"], found["printed"], found["expected"]) == ("took 40%", "40%", "41.2")
    assert (found["sources"], found["why"]) == ("Table 1", "the table has 41.2 there")
    assert finding_of({**STATEMENT, "page": None}, None)["place"] == "line 12"


def test_all_findings_have_the_same_names():
    # else a data frame has holes
    one, other = finding_of(CHECK, table()), finding_of(STATEMENT, None)
    assert set(one) == set(other)
