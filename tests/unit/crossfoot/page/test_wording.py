"""What is said of a finding in one sentence."""

import re

import pytest
from markupsafe import Markup

from crossfoot.documents.document import Document
from crossfoot.page.statements import shown_statement
from crossfoot.page.tables import _row_name
from crossfoot.page.wording import plainly, said_of_check, said_of_statement
from crossfoot.tables.grid import Grid
from tests.unit.crossfoot.tables.test_doubts import altered

CHECK = {
    "check": "total_row",
    "line": 12,
    "printed": "9,379.7",
    "low": "9397.55",
    "high": "9397.85",
    "earliest_on": None,
    "latest_on": None,
    "severity": "error",
    "diagnosis": "",
    "inputs": "sum of rows 1 to 4",
}
GIVES = "the rows give 9,397.7, printed is 9,379.7: a difference of 18.0"


def said(cell="9,379.7", sure=True, place="row 5 (Total), 2021", **about) -> str:
    html = said_of_check(CHECK | about, ("Table 2", "t2"), Markup(place), "page", cell, sure)
    return re.sub(r"<[^>]+>", "", html)


LEAD = "On page 12, Table 2 prints 9,379.7 in row 5 (Total), 2021"


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (
            {
                "diagnosis": f"two digits exchanged: 9397.7 for 9379.7; {GIVES}; two sums over this number "
                "fail alike"
            },
            f"{LEAD}; it should be 9,397.7 (two digits exchanged). Two sums over this number fail alike.",
        ),
        (
            {"diagnosis": f"{GIVES}; nothing decides which of these is wrong: 9,379.7 (row 5), 3.1 (row 1)"},
            f"{LEAD}; the sum of rows 1 to 4 is 9,397.7. Which of these numbers is wrong cannot be told.",
        ),
        # what may have been misread is not corrected
        (
            {"diagnosis": f"{GIVES}; two sums over this number fail alike", "sure": False},
            f"{LEAD}; the sum of rows 1 to 4 is 9,397.7. Two sums over this number fail alike.",
        ),
        (
            {
                "severity": "question",
                "diagnosis": f"question: {GIVES}; off by little more than rounding explains",
            },
            f"{LEAD}; the sum of rows 1 to 4 is 9,397.7. It is off by little more than rounding explains.",
        ),
        (
            {
                "printed": "-4%",
                "inputs": "100 × Change / Estimate",
                "low": "-25.8",
                "high": "-25.7",
                "cell": "-4%",
            },
            "On page 12, Table 2 prints -4% in row 5 (Total), 2021; 100 × Change / Estimate is -25.8% to "
            "-25.7%.",
        ),
        (
            {
                "printed": "5",
                "cell": "5",
                "diagnosis": "5 where 6 belongs: a number that stands above already",
            },
            "On page 12, Table 2 prints 5 in row 5 (Total), 2021, where 6 belongs: a number that stands "
            "above already.",
        ),
        # no cell prints the 100 that shares should add up to
        (
            {
                "check": "shares_to_100",
                "severity": "question",
                "printed": "100",
                "cell": "",
                "low": "99.9",
                "high": "99.96",
                "place": "Share",
                "diagnosis": "question: the shares do not add up to 100; is a row left out?",
            },
            "On page 12, in Table 2, the shares in Share add up to 99.93, not to 100; is one left out or "
            "misprinted?",
        ),
        (
            {"printed": "* in 1 cells", "cell": "", "diagnosis": "question: no note below explains the mark"},
            "On page 12, in Table 2, row 5 (Total), 2021: no note below explains the mark.",
        ),
    ],
)
def test_a_finding_in_a_table(about, expected):
    assert said(**about) == expected


STATED = {
    "page": 3,
    "line": 4,
    "quote": "$780.0 million",
    "stated": "$780.0 million",
    "computed": "759.5",
    "low": "759.4",
    "high": "759.6",
    "group": "contradicted",
    "kind": "table_value",
    "against": "",
    "diagnosis": "",
}


@pytest.mark.parametrize(
    ("against", "about", "expected"),
    [
        ("Table 4", {}, "On page 3, the text says $780.0 million; Table 4 gives $759.5 million."),
        (
            "",
            {"page": None},
            "Line 4 says $780.0 million; by the other numbers of its sentence it is $759.5 million.",
        ),
        (
            "Table 4",
            {
                "stated": "14",
                "computed": "13",
                "against": "Table 4, rows",
                "diagnosis": "the table has 13 rows",
            },
            "On page 3, the text says 14; Table 4 gives 13 rows.",
        ),
        # a table in millions
        (
            "Table 4",
            {
                "group": "holds",
                "stated": "$148.6 billion",
                "computed": "148,610.0",
                "low": "148.6",
                "high": "148.62",
            },
            "$148.6 billion agrees with Table 4, which has 148,610.0.",
        ),
        (
            "",
            {
                "group": "holds",
                "quote": "fallen",
                "stated": "fallen",
                "computed": "from 18% to 6%",
                "low": "-13",
                "high": "-11",
            },
            "“fallen” agrees with the rest of its sentence: from 18% to 6%.",
        ),
        (
            "Table 4",
            {
                "group": "found",
                "diagnosis": "the number stands in the table; what “more than” says was not checked",
            },
            "$780.0 million stands in Table 4, which has $759.5 million. What “more than” says was not "
            "checked.",
        ),
        (
            "",
            {
                "group": "not checked",
                "computed": "",
                "diagnosis": "row 3 has 1234567; the sentence may mean others",
            },
            "$780.0 million was not checked: row 3 has 1,234,567; the sentence may mean others.",
        ),
        (
            "",
            {"kind": "count", "quote": "three: (i) a, (ii) b", "stated": "three", "computed": "2"},
            "On page 3, the text says “three”; the same sentence lists 2.",
        ),
        # a multiple in words
        (
            "",
            {
                "kind": "growth",
                "quote": "tripled",
                "stated": "more than tripled",
                "computed": "2",
                "page": None,
            },
            "Line 4 says “more than tripled”; by its own numbers it doubled (2.0 times).",
        ),
        # what was computed of what: 4,750 is 28.45% above 3,698; 1,000 of 2,000 is a half; 4 × 5 is 20
        (
            "",
            {
                "quote": "from US$3,698 million in 2021 to US$4,750 million, an increase of 24.8 percent",
                "stated": "24.8 percent",
                "computed": "28.45",
                "low": "28.41",
                "high": "28.48",
            },
            "On page 3, the text says 24.8 percent; from US$3,698 million to US$4,750 million it is 28.45 "
            "percent.",
        ),
        (
            "",
            {
                "quote": "1,000 of 2 thousand (30%)",
                "stated": "30%",
                "computed": "50",
                "low": "49",
                "high": "51",
            },
            "On page 3, the text says 30%; 1,000 of 2 thousand is 50%.",
        ),
        (
            "",
            {"quote": "4 tonnes at $5, or 30", "stated": "30", "computed": "20", "low": "19", "high": "21"},
            "On page 3, the text says 30; 4 times $5 is 20.",
        ),
        (
            "",
            {
                "kind": "sum",
                "quote": "3, 4 and 5, in all 13",
                "stated": "13",
                "computed": "12",
                "low": "12",
                "high": "12",
            },
            "On page 3, the text says 13; 3, 4 and 5 add up to 12.",
        ),
        (
            "Table 1",
            {
                "stated": "US$1,583 billion",
                "computed": "1.6",
                "low": "1.5825",
                "high": "1.5835",
                "diagnosis": "a power of ten: 0.001 times the printed number",
            },
            "On page 3, the text says US$1,583 billion; Table 1 gives US$1,583 million. It should be "
            "million, not billion.",
        ),
        (
            "Table 7",
            {
                "stated": "$1.4 billion",
                "computed": "0.14",
                "low": "0.139",
                "high": "0.141",
                "diagnosis": "a power of ten: 0.1 times the printed number",
            },
            "On page 3, the text says $1.4 billion; Table 7 gives $0.14 billion. The printed number is 10 "
            "times too large.",
        ),
        # the year is what is wrong, and the row
        (
            "Table 1, row 3 (India), 2022",
            {"against": "Table 1, row 3 (India), 2022", "diagnosis": "the figure of row 3 (India), 2021"},
            "On page 3, the text says $780.0 million; that is the figure of 2021, not 2022: in 2022 it is "
            "$759.5 million (Table 1, row 3 (India), 2022).",
        ),
        (
            "Table 1, row 3 (India), 2022",
            {
                "group": "asked",
                "against": "Table 1, row 3 (India), 2021",
                "diagnosis": "question: that is the figure of 2021; Table 1, row 3 (India), 2022 has 759.5",
            },
            "On page 3, the text says $780.0 million; that is the figure of 2021, not 2022, for which "
            "Table 1 has 759.5.",
        ),
        (
            "Table 1, row 3 (India), 2021",
            {"against": "Table 1, row 3 (India), 2021", "diagnosis": "the figure of row 2 (France), 2021"},
            "On page 3, the text says $780.0 million; Table 1, row 3 (India), 2021 gives $759.5 million. "
            "That is the figure of France in 2021.",
        ),
        # a difference that is all but the sum: 13.16 billion less 12.19 million
        (
            "",
            {
                "kind": "growth",
                "quote": "by 970,000 persons, from 12.19 million to 13.16 billion",
                "stated": "970,000",
                "computed": "13,147,810,000",
                "low": "13142805000",
                "high": "13152815000",
            },
            "On page 3, the text says 970,000; 13.16 billion less 12.19 million is 13,147,810,000.",
        ),
        # nothing is said twice
        (
            "Table 1, row 1 (Germany), 2022",
            {
                "group": "asked",
                "stated": "largest",
                "computed": "1,583",
                "against": "Table 1, row 1 (Germany), 2022",
                "diagnosis": "question: Table 1, row 1 (Germany), 2022 has 1,583",
            },
            "On page 3, the text says “largest” of $780.0 million; Table 1, row 1 (Germany), 2022 "
            "gives 1,583.",
        ),
        (
            "Table 1",
            {
                "group": "asked",
                "quote": "India fell",
                "stated": "fell",
                "computed": "row 3 (India), 2021: 229; row 3 (India), 2022: 287",
            },
            "On page 3, the text says “fell”; Table 1 has India 229 in 2021, 287 in 2022.",
        ),
    ],
)
def test_a_statement_of_the_text(against, about, expected):
    assert re.sub(r"<[^>]+>", "", said_of_statement(STATED | about, Markup(against))) == expected


def test_long_numbers_get_separators_and_years_and_names_do_not():
    assert plainly("in 2014 12345 of 1234567.5, 9397.7 for 1,234; A-12345, HS 8504/12345, 1.23456") == (
        "in 2014 12,345 of 1,234,567.5, 9,397.7 for 1,234; A-12345, HS 8504/12345, 1.23456"
    )


def test_cells_of_one_row_or_column_are_named_once():
    reading = Document("d.md", "markdown", None, [altered({})])
    cell = "Table 1, row {} ({}), {}".format
    one = STATED | {"severity": "error", "stated": "25.8 percent", "computed": "12.43", "page": None}
    said = [
        re.sub(
            r"<[^>]+>",
            "",
            shown_statement(one | {"verdict": "contradicted", "against": against}, reading)["said"],
        )
        for against in (
            f"{cell(3, 'India', 2020)}; {cell(3, 'India', 2021)}",
            f"{cell(3, 'India', 2020)}, and {cell(2, 'Peru', 2020)}",
        )
    ]
    assert said[0].startswith(
        "Line 4 says 25.8 percent; the figures of India in 2020 and 2021 (Table 1) give "
    )
    assert said[1].startswith(
        "Line 4 says 25.8 percent; the figures of India and Peru in 2020 (Table 1) give "
    )


def test_a_row_is_named_by_its_first_cell_with_letters():
    table = altered({})
    table.body[0] = ["-", "Annual growth (%)", "10.3", "11.2"]
    table.body[1] = ["Annual growth (%)", "-", "10.3", "11.2"]
    grid = Grid(table)
    assert (
        _row_name(table, 0) == "row 1 (Annual growth (%))"
        and _row_name(table, 1) == "row 2 (Annual growth (%))"
    )
    assert grid.row_label(1, 3) == "Annual growth (%)"
