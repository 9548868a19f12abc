"""Every function of the language by hand, and one line for every fault."""

import ast
import re
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.claims.calls import Context
from bilateral.claims.expressions import claims_in, evaluate
from bilateral.claims.functions import FUNCTIONS
from bilateral.claims.lookups import Tables
from bilateral.claims.stated import read_stated
from bilateral.claims.values import Ranking, items
from crossfoot.errors import InputError
from crossfoot.numbers.dates import read_iso
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number

SHARES = pd.DataFrame(
    {
        "flow": "import",
        "year": year,
        "rank": rank,
        "hs_chapter": chapter,
        "share_pct": share,
        "share_pct_low": round(share - 0.05, 2),
        "share_pct_high": round(share + 0.05, 2),
    }
    for year, ranked in {
        2000: [("27", 22.8), ("71", 18.1), ("29", 2.2)],
        2005: [("27", 20.0), ("29", 4.9), ("71", 4.9)],
    }.items()
    for rank, (chapter, share) in enumerate(ranked, start=1)
)
PLANS = pd.DataFrame(
    {
        "plan": ["a", "b", "c", "d", "e"],
        "plan_no": pd.array([1, 2, 4, 5, None], dtype="Int64"),
        "approved_on": pd.to_datetime(["2022-06-17", "2022-07-26", "2023-10-03", "2023-10-03", "2024-02-24"]),
        "start_from": pd.to_datetime(["2023-01-01", "2023-04-01", "2024-01-01", "2024-01-01", None]),
        "start_to": pd.to_datetime(["2023-03-31", "2023-06-30", "2024-03-31", "2024-03-31", None]),
        "subsidy": [10.0, 20.5, None, None, 1.0],
        "subsidy_low": [9.95, 20.45, 0.0, 0.0, 0.95],
        "subsidy_high": [10.05, 20.55, 18.87, 18.87, 1.05],
        "cap_group": [None, None, "*", "*", None],
        "investment": [30.0, None, None, 4.0, 5.0],
        "place": ["Mie", "Iwate", "Mie", None, "Kumamoto"],
        "open": [True, False, False, True, True],
    }
)
PARTS = pd.DataFrame(
    [
        ("umezaki_2025", 234, "figure", "3.1"),
        ("umezaki_2025", 294, "figure", "3.2"),
        ("kumar_2025", 1, "section", "1"),
    ],
    columns=["text", "line", "kind", "label"],
)
STATED = {
    "exports": read_stated("15,894"),
    "surplus": read_stated("10,258"),
    "signed": read_iso("2011-02-16"),
    "goal": read_stated("at least 150"),
}
CONTEXT = Context(
    Tables({"chapter_shares": SHARES, "plans": PLANS, "document_parts": PARTS}), STATED.__getitem__
)


def value(check):
    return evaluate(check, "claims.yaml: claim x", "umezaki_2025", CONTEXT)


def number(low, high=None, **ends):
    return Interval(Decimal(low), Decimal(low if high is None else high), **ends)


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("2 + 3 * 4 - 6 / 2", 11),
        ("-(1.5)", "-1.5"),
        ("0.1 + 0.2", "0.3"),
        ("count(plans.plan)", 5),
        ("count(plans.investment)", 3),
        ('count(plans.plan, place="Mie")', 2),
        ('count(plans.plan, place=["Mie", "Iwate"])', 3),
        ('count(plans.plan, place="")', 1),
        ("count(plans.plan, plan_no=[1, 2])", 2),
        ('count(plans.plan, approved_on__until="2023-10-03")', 4),
        ('count(plans.plan, approved_on__from="2022-07")', 4),
        ('count(plans.plan, approved_on__until="2022")', 2),
        ("count(plans.plan, plan_no__from=2, plan_no__until=4)", 2),
        ('count(plans.plan, approved_on="2023")', 2),
        ('count(plans.plan, open="yes")', 3),
        ("distinct(plans.place)", 3),
        ("distinct(plans.approved_on)", 4),
        ("sum(plans.investment, investment=[4, 5])", 9),
        ("share(1, 4)", 25),
        ("growth(4, 5)", 25),
        ('days(date("2022-05-11"), date("2022-05-18"))', 7),
        ('date("2022-05-18") - date("2022-05-11")', 7),
        ('years(date("2007"), date("2017"))', 10),
        ('year(date("2022-05"))', 2022),
        ('year(cell(plans.approved_on, plan="a"))', 2022),
        ("min(3, 1, 2)", 1),
        ("max([3, 1, 2])", 3),
        ("abs(2 - 5)", 3),
        ("round(2.25, 1)", "2.3"),
        ('rank(chapter_shares.share_pct, key="hs_chapter", of="71", year=2000)', 2),
        ("max(values(plans.plan_no))", 5),
    ],
)
def test_an_exact_number(check, expected):
    assert value(check) == Number.exactly(str(expected))


def test_a_cell_has_its_bounds():
    found = value('cell(chapter_shares.share_pct, year=2000, hs_chapter="29")')
    assert found == Number(Interval.exactly("2.2"), number("2.15", "2.25", open_high=True))
    assert value('cell(plans.place, plan="a")') == "Mie"
    assert value('cell(plans.approved_on, plan="b")') == read_iso("2022-07-26")
    start = value('cell(plans.start, plan="a")')
    assert (start.start.isoformat(), start.end.isoformat()) == ("2023-01-01", "2023-03-31")


def test_a_cap_counts_once():
    # 10.0 + 20.5 + one cap of less than 18.87 + 1.0
    found = value("sum(plans.subsidy)")
    assert found.face == number("31.5", "50.37", open_high=True)
    assert found.wide == number("31.35", "50.52", open_high=True)
    assert value('sum(plans.subsidy, plan="c")').wide == number(0, "18.87", open_high=True)


def test_lists():
    assert [
        cell.face.low for cell in value('values(chapter_shares.share_pct, by="year", hs_chapter="29")')
    ] == [Decimal("2.2"), Decimal("4.9")]
    assert value("values(plans.place)") == ["Mie", "Iwate", "Mie", "Kumamoto"]
    assert items(value('top(chapter_shares.share_pct, 2, key="hs_chapter", year=2000)')) == ["27", "71"]
    assert isinstance(value('top(chapter_shares.share_pct, 2, key="hs_chapter", year=2005)'), Ranking)


def test_a_rank_that_rounding_leaves_open():
    found = value('rank(chapter_shares.share_pct, key="hs_chapter", of="29", year=2005)')
    assert found.wide == number(2, 3)
    # of what a list of the largest leaves out
    assert value('rank(chapter_shares.share_pct, key="hs_chapter", of="84", year=2005)').wide == Interval(
        Decimal(4), INFINITY
    )


def test_a_share_that_is_not_printed():
    assert value(
        'ranked_share(chapter_shares.share_pct, flow="import", year=2000, hs_chapter="29")'
    ).face == number("2.2")
    assert value(
        'ranked_share(chapter_shares.share_pct, flow="import", year=2000, hs_chapter="84")'
    ).wide == number(0, "2.25", open_high=True)


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ('rising(chapter_shares.share_pct, by="year", hs_chapter="29")', True),
        ('falling(chapter_shares.share_pct, by="year", hs_chapter="29")', False),
        ('falling(chapter_shares.share_pct, by="year", hs_chapter="27")', True),
        ('before(date("2011-02-16"), date("2011-08-01"))', True),
        ('before(date("2011-02-16"), date("2011-02"))', None),
        ("before(3, 2)", False),
        ("1 < 2 <= 2 and not 3 >= 4", True),
        ("1 > 2 or 2 != 3", True),
        ('"a" == "a"', True),
        (
            'cell(chapter_shares.share_pct, year=2005, hs_chapter="29")'
            ' < cell(chapter_shares.share_pct, year=2005, hs_chapter="71")',
            None,
        ),
        ('cell(chapter_shares.share_pct, year=2005, hs_chapter="29") == printed("4.9")', True),
        ('claim("exports") - claim("surplus") == printed("5,636")', None),
        ('claim("signed") < date("2011-08-01")', True),
        ('has("figure", "3.1")', True),
        ('has("figure", "2.1")', False),
        # the section is another text's
        ('has("section", "1")', False),
        ('all_in(["Mie"], values(plans.place))', True),
        ('all_in(["Tokyo"], values(plans.place))', False),
        ('all_in(["29"], top(chapter_shares.share_pct, 2, key="hs_chapter", year=2005))', None),
        ('same(["71", "27"], top(chapter_shares.share_pct, 2, key="hs_chapter", year=2000))', True),
        ('same(["27"], top(chapter_shares.share_pct, 2, key="hs_chapter", year=2000))', False),
        ("same([1, 2], [2, 1, 1])", True),
    ],
)
def test_a_truth(check, expected):
    assert value(check) is expected


def test_what_a_claim_states_has_its_rounding():
    assert value('claim("exports") - claim("surplus")').wide == number(
        5635, 5637, open_low=True, open_high=True
    )
    assert claims_in('claim("a") + 2 * claim("b")', "") == ["a", "b"]


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        ("cell(shares.share_pct, year=2000)", "table 'shares'"),
        ("cell(chapter_shares.share, year=2000)", "chapter_shares.share; expected a column"),
        ("cell(chapter_shares.share_pct, jahr=2000)", "chapter_shares.jahr"),
        ("cell(chapter_shares.share_pct, year=2000)", "3 rows; expected filters that leave one row"),
        ("cell(chapter_shares.share_pct, year=2001)", "year='2001', which chapter_shares never has"),
        (
            "cell(chapter_shares.share_pct, hs_chapter=29)",
            "29 for chapter_shares.hs_chapter; expected a text",
        ),
        ('cell(chapter_shares.share_pct, year="2000")', "2000 for chapter_shares.year; expected a number"),
        ('count(plans.plan, approved_on="17 June 2022")', "expected a date"),
        ('count(plans.plan, place__from="A")', "filter place__from"),
        ("count(plans.plan, plan_no__to=3)", "filter plan_no__to"),
        ('cell(plans.investment, plan="b")', "a missing one"),
        ("sum(plans.investment)", "2 of 5 cells missing"),
        ("sum(plans.place)", "1 of 5 cells missing"),
        ('sum(plans.place, plan="a")', "a text; expected numbers in plans.place"),
        ("cell(plans)", "found plans; expected table.column"),
        ("cell(plans.plan.x)", "expected table.column"),
        ("cell()", "expected cell(table.column"),
        ('rising(chapter_shares.share_pct, hs_chapter="29")', "without by"),
        ('rising(chapter_shares.share_pct, by="year")', "one cell for each value of by"),
        ('top(chapter_shares.share_pct, 9, key="hs_chapter", year=2000)', "between 1 and the 3 rows left"),
        ('top(chapter_shares.share_pct, 2, key="hs_chapter")', "each key once"),
        ('rank(plans.subsidy, key="plan", of="z")', "one of a, b, c"),
        ('ranked_share(plans.subsidy, hs_chapter="84")', "expected ranked_share(chapter_shares.share_pct"),
        (
            'ranked_share(chapter_shares.share_pct, flow="import", hs_chapter="84")',
            "filters that leave one list",
        ),
        ('claim("nothing")', "the id of a claim"),
        ("claim(exports)", "an id in quotes"),
        ('has("picture", "1")', "no part of kind 'picture'"),
        ('date("2022-13")', "an ISO date"),
        ('date("11 May 2022")', "an ISO date"),
        ('printed("many")', "a number as it is printed"),
        ("round(2.25, 0.5)", "between 0 and 9 decimals"),
        ('min(date("2020"), date("2021-01"))', "dates of one precision"),
        ('before(1, date("2020"))', "dates alone, or numbers alone"),
        ("1 / 0", "a division by what may be zero"),
        ('1 / (claim("exports") - 15894)', "a division by what may be zero"),
        ("year(2020)", "a number; expected a date"),
        ('"a" + 1', "expected a number or date"),
        ('"a" < "b"', "of numbers or dates"),
        ('1 == "a"', "of one kind"),
        ('date("2020") + 1', "dates compared, or one less another"),
        ("not 1", "expected a truth"),
        ("2 ** 3", "expected +, -, * or /"),
        ("1e999", "expected a number or text"),
        ("True", "expected a number or text"),
        ("x", "found x; expected a number"),
        ("x.y", "expected a number, text"),
        ("(lambda: 1)()", "function 'lambda: 1'"),
        ('__import__("os")', "function '__import__'"),
        ('open("x")', "function 'open'"),
        ('"a".upper()', "function"),
        ("[x for x in [1]]", "expected a number, text, list"),
        ("cell(*[1])", "expected cell("),
        ("share(1, 2, year=3)", "expected share(a, b)"),
        ("cell(plans.plan, **{})", "expected cell("),
        ("1 +", "expected one expression"),
        ("1; 2", "expected one expression"),
        ("a = 1", "expected one expression"),
        ("", "expected one expression"),
        ("1" * 5000, "at most 4000"),
        ("(" * 300 + "1" + ")" * 300, "expected one expression"),
        ("-" * 2000 + "1", "expected"),
    ],
)
def test_a_fault_is_one_line_that_names_the_claim_and_the_piece(check, fault):
    with pytest.raises(InputError) as error:
        value(check)
    text = str(error.value)
    assert fault in text and text.startswith("claims.yaml: claim x") and "\n" not in text


def test_every_function_says_how_it_is_written():
    for name, function in FUNCTIONS.items():
        assert function.usage.startswith(f"{name}(")
        # and its usage is an expression of the language but for the ellipsis
        written = (
            re.sub(r", …| or m(in|ax)\(list\)", "", function.usage)
            .replace("=…", "=1")
            .replace("from", "start")
        )
        assert isinstance(ast.parse(written, mode="eval").body, ast.Call)


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_one_line(check):
    try:
        value(check)
    except InputError as error:
        assert "\n" not in str(error)
