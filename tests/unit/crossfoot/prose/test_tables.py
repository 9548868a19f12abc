"""Statements against the tables that their sentence or passage names."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.prose.statements import find_statements


def table(number, caption, header, *rows):
    return Table(
        "d.md",
        number,
        caption,
        header=[header],
        body=[list(row) for row in rows],
        header_lines=[1],
        body_lines=list(range(2, 2 + len(rows))),
    )


TRADE = table(
    "1",
    "Trade (US$ million)",
    ["Year", "Exports", "Imports"],
    ("2018", "410.2", "389.5"),
    ("2019", "432.8", "401.1"),
    ("2020", "371.4", "352.6"),
)
SHARES = table(
    "2",
    "Shares of exports (percent)",
    ["Rank", "Destination", "2018", "2022"],
    ("1", "Borduria", "31.4", "28.9"),
    ("2", "Syldavia", "18.2", "21.6"),
    ("3", "Ruritania", "12.7", "13.3"),
    ("4", "Freedonia", "9.5", "7.1"),
)
CODES = Table(
    "d.md",
    "3",
    "Imports by chapter",
    header=[["Rank", "2000", "", "2020", ""], ["", "HS-2", "Share", "HS-2", "Share"]],
    body=[
        ["1", "27", "22.8%", "29", "17.2%"],
        ["2", "71", "18.1%", "71", "9.1%"],
        ["3", "29", "2.2%", "03", "6.8%"],
        ["4", "09", "1.7%", "76", "6.6%"],
    ],
    header_lines=[1, 2],
    body_lines=[3, 4, 5, 6],
)
PROJECTS = table(
    "4",
    "Approved projects",
    ["No.", "Project", "Cost (US$ million)"],
    ("1", "Canal", "14.5"),
    ("2", "Weir", "22.1"),
    ("3", "Station", "3.4"),
    ("4", "Reservoir", "41.0"),
    ("5", "Network", "5.6"),
)
ALL = [TRADE, SHARES, CODES, PROJECTS]


def told(text, kind):
    return [
        (one.stated, one.verdict, one.against)
        for one in find_statements([Passage(text, 1)], ALL)
        if one.kind == kind
    ]


def test_values_by_column_and_year():
    text = (
        "Exports fell from US$432.8 million in 2019 to US$371.4 million in 2020, and imports from "
        "US$401.1 million to US$362.5 million (Table 1)."
    )
    assert told(text, "table_value") == [
        ("US$432.8 million", "holds", "Table 1, row 2, Exports"),
        ("US$371.4 million", "holds", "Table 1, row 3, Exports"),
        ("US$401.1 million", "holds", "Table 1, row 2, Imports"),
        ("US$362.5 million", "contradicted", "Table 1, row 3, Imports"),
    ]


def test_values_by_row_and_year():
    text = "Table 2 shows that Borduria took 28.9% of exports in 2022 and Syldavia took 26.1% in 2022."
    assert [verdict for _, verdict, _ in told(text, "table_value")] == ["holds", "contradicted"]


def test_a_value_alone_that_differs_may_be_of_something_else():
    assert told("Table 2 shows that Syldavia took 26.1% in 2022.", "table_value")[0][1] == "not_checkable"


def test_values_of_codes_and_the_row_that_was_taken():
    found = find_statements(
        [Passage("Imports of HS 29 rose from 1.7% in 2000 to 17.2% in 2020 (Table 3).", 1)], ALL
    )
    values = [one for one in found if one.kind == "table_value"]
    assert [one.verdict for one in values] == ["contradicted", "holds"]
    assert "row 4" in values[0].diagnosis


@pytest.mark.parametrize(("share", "verdict"), [("2.0%", "within_rounding"), ("9.0%", "contradicted")])
def test_a_code_that_the_list_leaves_out_has_no_more_than_its_least(share, verdict):
    assert told(f"In Table 3, the share of HS 27 fell to {share} in 2020.", "table_value")[0][1] == verdict


def test_the_rank_of_a_code():
    assert told("Imports of HS 29 were (2.2%, 3rd) in 2000 (Table 3).", "rank")[0][1] == "holds"
    assert told("Imports of HS 29 were (2.2%, 4th) in 2000 (Table 3).", "rank")[0][1] == "contradicted"


def test_the_largest_few():
    assert (
        told("As Table 2 shows, the top three accounted for 62.3% of exports in 2018.", "top_n")[0][1]
        == "holds"
    )
    assert (
        told("As Table 2 shows, the top three accounted for 71.8% of exports in 2018.", "top_n")[0][1]
        == "contradicted"
    )


def test_the_average_of_years():
    # (410.2 + 432.8 + 371.4) / 3 = 404.8
    assert told("From 2018 to 2020, exports averaged US$404.8 million (Table 1).", "average")[0][1] == "holds"
    assert (
        told("From 2018 to 2020, exports averaged US$440.8 million (Table 1).", "average")[0][1]
        == "contradicted"
    )


def test_counts_of_rows():
    assert told("In all, five projects have been approved (Table 4).", "count")[0][1] == "holds"
    stated, verdict, against = told("In all, four projects have been approved (Table 4).", "count")[0]
    assert (stated, verdict, against) == ("four", "contradicted", "Table 4, rows")
    # of what the table lists, some; and of something that it does not list
    for text in (
        "Another four projects have been approved (Table 4).",
        "In all, four ministries are in charge (Table 4).",
    ):
        assert not [one for one in told(text, "count") if one[1] == "contradicted"]


def test_a_table_that_is_not_there_contradicts_nothing():
    assert told(
        "Exports rose from US$9.9 million in 2018 to US$12.1 million in 2020 (Table 7).", "table_cited"
    ) == [("Table 7", "not_checkable", "sentence")]
    assert not told(
        "Exports rose from US$9.9 million in 2018 to US$12.1 million in 2020 (Table 7).", "table_value"
    )


def test_what_one_table_prints_is_held_against_no_other():
    other = table(
        "5",
        "Trade of another country (US$ million)",
        ["Year", "Exports", "Imports"],
        ("2018", "11.1", "389.5"),
        ("2019", "12.2", "14.4"),
        ("2020", "13.3", "15.5"),
    )
    text = (
        "Table 5 is of another country. In Table 1, exports fell from US$432.8 million in 2019 to "
        "US$371.4 million in 2020."
    )
    found = find_statements([Passage(text, 1)], [*ALL, other])
    assert [(one.verdict, one.against) for one in found if one.kind == "table_value"] == [
        ("holds", "Table 1, row 2, Exports"),
        ("holds", "Table 1, row 3, Exports"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Between 2018 and 2020, exports lost US$38.8 million and reached US$371.4 million in 2020 (Table 1).",
        (
            "In 2020 exports were US$371.4 million, and the exports of rice alone a difference of "
            "US$12.0 million in 2020 (Table 1)."
        ),
        (
            "Borduria took 28.9% of exports in 2022, and Borduria's share of imports was 41.0% in 2022 "
            "(Table 2)."
        ),
        "Borduria took 28.9% of exports in 2022, and growth in Borduria was 2.9% in 2022 (Table 2).",
        "Exports were US$371.4 million in 2020, that is, US$0.9 million of exports a day in 2020 (Table 1).",
    ],
)
def test_another_measure_than_the_cell_contradicts_nothing(text):
    assert not [one for one in find_statements([Passage(text, 1)], ALL) if one.verdict == "contradicted"]
