"""Each diagnosis on a case made by hand."""

import pandas as pd
import pytest

from bilateral.claims.claims import audit_claims
from bilateral.claims.slips import one_character_apart

PLANS = pd.DataFrame(
    {
        "plan": ["a", "b", "c", "d", "e", "f"],
        "plan_no": [1, 2, 4, 5, 6, 7],
        "approved_on": pd.to_datetime(["2022-06-17"] * 2 + ["2023-12-08"] * 2 + ["2024-11-29"] * 2),
        "investment": [100.0, 20.0, 3.0, 0.4, 7.0, 50.0],
        "place": ["Mie", "Mie", "Iwate", "Iwate", "Iwate", "Oita"],
    }
)
SHARES = pd.DataFrame(
    [
        (2000, "29", 2.2),
        (2000, "09", 1.7),
        (2005, "29", 4.9),
        (2005, "09", 2.2),
        (2010, "29", 3.8),
        (2010, "09", 9.5),
    ],
    columns=["year", "hs_chapter", "share_pct"],
)
PARTS = pd.DataFrame(
    [("t", "figure", "3.1"), ("t", "figure", "4.2"), ("u", "figure", "2.2"), ("t", "table", "2.2")],
    columns=["text", "kind", "label"],
)
TABLES = {"plans": PLANS, "shares": SHARES, "document_parts": PARTS}


def diagnosis(stated, check, kind="amount"):
    claim = {
        "id": "x",
        "source": "t",
        "line": "1",
        "where": "w",
        "statement": "s",
        "kind": kind,
        "stated": stated,
        "check": check,
    }
    row = audit_claims([claim], {}, TABLES, {}, "claims.yaml", "evidence.yaml").iloc[0]
    assert row["verdict"] == "contradicted"
    return row["diagnosis"]


SHARE = 'cell(shares.share_pct, year=2000, hs_chapter="29")'


@pytest.mark.parametrize(
    ("stated", "check", "expected"),
    [
        # the same figure elsewhere: of another chapter, of another year
        ("1.7%", SHARE, "the figure of hs_chapter 09, not 29"),
        ("4.9%", SHARE, "the figure of year 2005, not 2000"),
        # 2.2 stands for both 2000 and 29, and 2005 and 09: of the year alone, 3.8 is 2010's
        ("3.8%", SHARE, "the figure of year 2010, not 2000"),
        ("22%", SHARE, "a power of ten: 0.1 times the printed number"),
        ("83", 'sum(plans.investment, plan="b") + 18', "two digits exchanged: 38 for 83"),
        ("27", 'sum(plans.investment, plan=["a", "b", "e"]) - 100 + 45', "two digits exchanged: 72 for 27"),
        # 100 + 20 = 120, and 170 with Oita's 50 or 127 with plan e
        ("170", 'sum(plans.investment, place="Mie")', "one row too many: with row f (50.0)"),
        ("100", 'sum(plans.investment, place="Mie")', "one row too few: without row b (20.0)"),
        ("9,999", SHARE, ""),
    ],
)
def test_an_amount(stated, check, expected):
    assert diagnosis(stated, check) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        # two rows by 17 June 2022, four by 8 December 2023, whose highest number is 5
        ("four", "stale: 4 rows by approved_on 2023-12-08"),
        ("5", "stale: the highest plan_no by approved_on 2023-12-08 is 5, of 4 rows"),
        ("two", "stale: 2 rows by approved_on 2022-06-17"),
        ("60", "a power of ten: 0.1 times the printed number"),
        ("7", "one row too many"),
        ("9", ""),
    ],
)
def test_a_count(stated, expected):
    assert diagnosis(stated, "count(plans.plan)", "count") == expected


def test_one_row_too_few_in_a_count():
    assert diagnosis("2", 'count(plans.plan, place="Iwate")', "count") in (
        "one row too few",
        "stale: 2 rows by approved_on 2023-12-08",
    )
    assert diagnosis("1", 'count(plans.plan, place="Mie")', "count") == "one row too few"


@pytest.mark.parametrize(
    ("stated", "given", "expected"),
    [
        ("2023-05-19", "2023-05-20", "one day early"),
        ("2023-06-01", "2023-05-31", "one day late"),
        ("2021-11-21", "2021-11-12", "two digits exchanged: 12 for 21"),
        ("2021-11-11", "2021-11-19", "one digit: 19 for 11"),
        ("2021-08-01", "2011-08-01", "another year: 2011 for 2021"),
        ("2011-08-01", "2011-02-01", "another month: 2011-02 for 2011-08"),
        ("2021-03", "2021-09", "another month: 2021-09 for 2021-03"),
        ("2021-03", "2020-03", "another year: 2020 for 2021"),
        ("2021-03-03", "2019-07-25", ""),
    ],
)
def test_a_date(stated, given, expected):
    assert diagnosis(stated, f'date("{given}")', "date") == expected


def test_the_date_of_another_row():
    assert diagnosis("2023-12-08", 'cell(plans.approved_on, plan="a", plan_no=1)', "date") == ""
    assert (
        diagnosis("2022-06-17", 'max(values(plans.approved_on, place="Iwate"))', "date")
        == "the figure of place Mie, not Iwate"
    )


def test_another_label():
    assert diagnosis("yes", 'has("figure", "2.1")', "cross_reference") == "another label: figure 3.1 for 2.1"
    # 3.2 could be 3.1 or 4.2; 2.2 of another text or kind is not a figure of this one
    assert diagnosis("yes", 'has("figure", "3.2")', "cross_reference") == ""


def test_the_step_that_breaks_a_trend():
    check = 'rising(shares.share_pct, by="year", hs_chapter="29")'
    assert diagnosis("yes", check, "trend") == "not so from 2005 (4.9) to 2010 (3.8)"


def test_a_rank_of_another_year():
    check = 'rank(shares.share_pct, key="hs_chapter", of="29", year=2000)'
    assert diagnosis("2", check, "rank") in (
        "the figure of hs_chapter 09, not 29",
        "the figure of year 2010, not 2000",
    )


def test_labels_one_character_apart():
    assert (
        one_character_apart("3.1", "2.1")
        and one_character_apart("METI 2024a", "METI 2024")
        and one_character_apart("1", "12")
    )
    assert (
        not one_character_apart("3.1", "3.1")
        and not one_character_apart("3.1", "2.2")
        and not one_character_apart("1", "123")
    )
