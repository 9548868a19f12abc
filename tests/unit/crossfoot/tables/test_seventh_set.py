"""What documents of the seventh set print rightly, in figures of our own: nothing is accused."""

import pytest

from tests.unit.crossfoot.tables.test_left_alone import problems


def raised(text):
    return [one[0] for one in problems(text)]


def test_counts_under_a_label_that_names_hs_are_no_codes():
    counts = (
        "Match | HS to SIC\nCensus | 21,233\nBy rule | 1,532\nBy hand | 357\nBy name | 207\nTotal | 23,329"
    )
    assert problems(counts) == []


def test_an_amount_taken_off_without_a_sign_is_a_question():
    units = (
        "Units | 2009 | Value\nOpening | 243,600 | 3,409\nGranted | 1,200 | 17\nBought | 5,150 | 72\n"
        "Forfeited | 20,000 | (295)\nTotal | {} | 3,203"
    )
    assert "error" not in raised(units.format("229,950"))


def test_shares_add_up_to_100_above_the_share_of_their_total_in_something_else():
    regions = [("a", 27, 23), ("b", 244, 17), ("c", 11, 59), ("d", 95, 140), ("e", 60, 31)]
    one, other = (sum(region[place] for region in regions) for place in (1, 2))
    lines = [
        f"{a} | {b} | {c} | {b + c} | {100 * b / one:.1f}% | {100 * c / other:.1f}%" for a, b, c in regions
    ]
    both = one + other
    last = f"Total | {one} | {other} | {both} | {100 * one / both:.1f}% | {100 * other / both:.1f}%"
    assert problems("\n".join(["Region | A | B | Both | A % | B %", *lines, last])) == []


def test_a_row_of_another_unit_may_have_more_decimals():
    rows = [f"item {n} | {1200 + 37 * n:,} | {2300 + 41 * n:,}" for n in range(12)]
    assert problems("\n".join(["Item | 2023 | 2024", *rows, "Earnings for one | 1.32 | 1.53"])) == []


@pytest.mark.parametrize(("often", "asked"), [(2, 1), (4, 0)])
def test_a_row_that_stands_again_and_again_is_meant_so(often, asked):
    rows = [*["Servers | 36 | 6,402"] * often, "Printers | 36 | 3,496", "Printers | 48 | 1,720"]
    assert raised("\n".join(["Item | Months | Price", *rows])).count("question") == asked
