"""Amounts of a sentence against tables that it need not name: changes, lists, bounds over years, values."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.prose.statements import find_statements


def table(number, caption, header, *rows, unit=""):
    return Table(
        "d.md",
        number,
        caption,
        unit=unit,
        header=[header],
        body=[list(row) for row in rows],
        header_lines=[1],
        body_lines=list(range(2, 2 + len(rows))),
    )


BUDGET = table(
    "1",
    "Ministry of Roads (MOR) Funding",
    ["Program", "FY2024 Enacted", "FY2025 Request", "FY2025 House", "FY2025 Enacted"],
    ("Bridges", "1,040.0", "880.0", "1,015.0", "1,000.0"),
    ("Tunnel Safety", "215.0", "143.0", "220.0", "236.5"),
    ("Total, MOR", "1,255.0", "1,023.0", "1,235.0", "1,236.5"),
    unit="(in millions of dollars)",
)
MODES = table(
    "2",
    "Grants by mode (percent)",
    ["Year", "Roads", "Ferries", "Rail", "Airports"],
    ("2019", "61", "20", "12", "7"),
    ("2020", "64", "18", "18", "0"),
    ("2021", "66", "17", "17", "0"),
    ("2022", "70", "15", "11", "4"),
    ("Average", "65", "18", "14", "3"),
)
ALL = [BUDGET, MODES]


def said(text, kind, tables=ALL):
    found = find_statements([Passage(text, 1)], tables)
    return [(one.stated, one.verdict) for one in found if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 1,000.0 - 1,040.0 = -40.0, -3.8%; 1,000.0 - 880.0 = 120.0, 13.6%
        (
            "The act provides $1.0 billion for Bridges, $40.0 million (-4%) below the FY2024 enacted amount "
            "and $120.0 million (14%) above the FY2025 request.",
            ["holds"] * 4,
        ),
        # 236.5 / 143.0 = 1.654
        ("Tunnel Safety received a 65% increase (up $93.5 million) over the FY2025 request.", ["holds"] * 2),
        # 1,235.0 - 1,255.0 = -20.0; the row by the short form of its caption
        (
            "The House proposed $1.235 billion for MOR, $20.0 million less than the FY2024 enacted level.",
            ["holds"],
        ),
        # both amounts are printed, and the share is theirs: 215.0 to 236.5 is 21.5, 10%
        (
            "Tunnel Safety received $236.5 million, $25.1 million (10%) above the FY2024 enacted amount of "
            "$215.0 million.",
            ["contradicted", "holds"],
        ),
        # the way is the other
        ("The act provides $1.0 billion for Bridges, $40.0 million above the FY2024 enacted amount.", []),
        # no row is named
        ("Spending on canals was $40.0 million (-4%) below the FY2024 enacted amount.", []),
        # a time, and the level before a change
        ("Bridges last for 40 years more than in FY2024.", []),
    ],
)
def test_changes_between_two_cells_of_a_row(text, expected):
    assert [verdict for _, verdict in said(text, "table_change")] == expected


def test_the_difference_of_rounded_amounts_is_no_error():
    # 1,236.5 - 1,023.0 = 213.5, and 1.2 - 1.0 = 0.2; 20.9%
    one = table("1", "Funds ($ million)", ["Item", "2024", "2025"], ("Dams", "1,049.0", "1,251.0"))
    # 202.0, 19.3%; 1.3 - 1.0 = 0.3
    text = "Dams cost $1.3 billion, up $0.3 billion (19%) from the $1.0 billion of 2024."
    assert said(text, "table_change", [one]) == [("$0.3 billion", "within_rounding"), ("19%", "holds")]


def test_a_list_stands_in_one_row():
    text = "Roads took 65% of all grants, followed by ferries (18%), rail (14%) and airports (<4%)."
    assert said(text, "table_list") == [(stated, "holds") for stated in ("65%", "18%", "14%", "<4%")]


@pytest.mark.parametrize(("named", "verdict"), [(" (Table 2)", "contradicted"), ("", "not_checkable")])
def test_one_number_of_a_list_that_differs(named, verdict):
    one = table("2", "Shares (percent)", ["Year", *"ABCDE"], ("2019", "61", "20", "12", "5", "2"))
    one.header = [["Year", "Roads", "Ferries", "Rail", "Airports", "Ports"]]
    text = f"Roads have 61%, followed by ferries (20%), rail (12%), airports (3%) and ports (2%){named}."
    assert ("3%", verdict) in said(text, "table_list", [one])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since 2020, roads have had more than 60% of the grants each year (Table 2).", ["more than 60%"]),
        ("Prior to 2022, roads had less than 70% of the grants (Table 2).", ["less than 70%"]),
        # 70 in 2022
        ("Since 2020, roads have had less than 68% of the grants each year (Table 2).", []),
        # far from every cell: of something else
        ("Since 2020, roads have had more than 10% of the grants each year (Table 2).", []),
        # no such line
        ("Since 2020, canals have had more than 60% of the grants each year (Table 2).", []),
    ],
)
def test_bounds_hold_over_all_years_named(text, expected):
    assert [stated for stated, verdict in said(text, "table_bound") if verdict == "holds"] == expected


def test_averages_over_the_years_named():
    # (64 + 66 + 70) / 3 = 66.7
    assert said("From 2020 to 2022, roads had an average of 66.7% (Table 2).", "average") == [
        ("66.7%", "holds")
    ]


def test_counts_of_years():
    assert said("Airports have had grants in 2 of 4 years (Table 2).", "table_years") == [("2", "holds")]
    assert said("Airports have had grants in 3 years (Table 2).", "table_years") == [("3", "not_checkable")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("In 2022, roads had the highest share at 70% (Table 2).", "holds"),
        # they had more in 2019, and roads had more in 2021
        ("In 2021, ferries had the highest share at 17% (Table 2).", "found"),
        ("In 2021, roads had a share of 66% (Table 2).", "holds"),
        ("In 2021, roads had the second-largest share of 66% (Table 2).", "found"),
    ],
)
def test_the_highest_holds_where_none_is_higher(text, verdict):
    assert [told for _, told in said(text, "table_value")] == [verdict]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the row and the year are named, the table is not
        ("For FY2024, Tunnel Safety had $215.0 million.", [("$215.0 million", "holds")]),
        # another number is no error where the table is not named
        ("For FY2024, Tunnel Safety had $251.0 million.", []),
        ("For FY2019, Tunnel Safety had $215.0 million.", []),
        ("For FY2024, canals had $215.0 million.", []),
    ],
)
def test_values_of_a_table_that_is_not_named(text, expected):
    assert said(text, "table_value") == expected


def test_shares_of_the_total_and_rows_together():
    one = table(
        "1",
        "Catch (tonnes)",
        ["Fish", "Catch"],
        ("Cod", "51"),
        ("Hake", "30"),
        ("Eel", "19"),
        ("Total", "100"),
    )
    assert said("Cod accounted for 51% of the catch (Table 1).", "table_share", [one]) == [("51%", "holds")]
    assert said("Cod and hake together had a catch of 81 (Table 1).", "table_sum", [one]) == [("81", "holds")]


def test_a_total_in_brackets():
    text = "The act gave $468 million ($400 million for programs and $68 million for expenses)."
    assert said(text, "sum") == [("$468 million", "holds")]
    # other parts can be left out
    assert not said(text.replace("468", "500"), "sum")


def test_numbers_of_laws_and_price_years_are_names():
    found = find_statements(
        [Passage("P.L. 119-75 of H.R. 4016 counts in 2025 dollars from 2014 to 2016.", 1)], []
    )
    assert not found
