"""What is said of a finding in one sentence."""

import re

import pytest
from markupsafe import Markup

from crossfoot.page.wording import plainly, said_of_check, said_of_statement

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
    "against": "",
    "diagnosis": "",
}


@pytest.mark.parametrize(
    ("against", "about", "expected"),
    [
        ("Table 4", {}, "On page 3, the text says $780.0 million; Table 4 gives $759.5 million."),
        ("", {"page": None}, "Line 4 says $780.0 million; the same sentence gives $759.5 million."),
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
            {"group": "holds", "stated": "fallen", "computed": "from 18% to 6%", "low": "-13", "high": "-11"},
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
    ],
)
def test_a_statement_of_the_text(against, about, expected):
    assert re.sub(r"<[^>]+>", "", said_of_statement(STATED | about, Markup(against))) == expected


def test_long_numbers_get_separators_and_years_and_names_do_not():
    assert plainly("in 2014 12345 of 1234567.5, 9397.7 for 1,234; A-12345, HS 8504/12345, 1.23456") == (
        "in 2014 12,345 of 1,234,567.5, 9,397.7 for 1,234; A-12345, HS 8504/12345, 1.23456"
    )
