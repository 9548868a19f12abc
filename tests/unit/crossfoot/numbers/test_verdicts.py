"""Verdicts and the slips that explain contradictions, each computed by hand."""

from decimal import Decimal

from crossfoot.numbers.concentration import explain_herfindahl, explain_top_share
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.slips import explain_other_year
from crossfoot.numbers.verdicts import best_verdict, verdict


def rounded(*texts):
    return [Interval.rounded(text, len(text.partition(".")[2])) for text in texts]


def one(text):
    return rounded(text)[0]


def test_a_sum_that_follows_as_printed_holds():
    assert verdict(one("54.7"), Interval.exactly("54.7"), Interval.rounded("54.7", 0)) == "holds"


def test_a_sum_that_needs_rounding_is_no_error():
    # 31.7 + 12.8 + 10.2 + 6.1 + 5.9 = 66.7, printed 66.8: five roundings of 0.05 allow it
    feasible = sum(rounded("31.7", "12.8", "10.2", "6.1", "5.9")[1:], rounded("31.7")[0])
    assert verdict(one("66.8"), Interval.exactly("66.7"), feasible) == "within_rounding"


def test_the_last_value_rounding_can_reach_and_the_first_it_cannot():
    # three shares that add up to 54.7 lie in [54.55, 54.85); 54.9 stands for [54.85, 54.95)
    feasible = Interval(Decimal("54.55"), Decimal("54.85"), open_high=True)
    assert verdict(one("54.8"), Interval.exactly("54.7"), feasible) == "within_rounding"
    assert verdict(one("54.9"), Interval.exactly("54.7"), feasible) == "contradicted"
    assert verdict(one("54.5"), Interval.exactly("54.7"), feasible) == "contradicted"


def test_one_row_too_many_among_the_printed_ones():
    # 30 + 20 = 50, and 60 with the third
    assert explain_top_share(one("60.0"), rounded("30.0", "20.0", "10.0"), 2).startswith(
        "one row too many: 3 rows"
    )


def test_one_row_too_many_below_the_printed_ones():
    # 30 + 20 = 50, printed 55: an unprinted third share of 5, at most 20, explains it
    assert explain_top_share(one("55.0"), rounded("30.0", "20.0"), 2).startswith("one row too many")
    # 75 would take a third share of 25, more than the second
    assert "too many" not in explain_top_share(one("75.0"), rounded("30.0", "20.0"), 2)


def test_one_row_too_few():
    assert (
        explain_top_share(one("50.0"), rounded("30.0", "20.0", "10.0"), 3)
        == "one row too few: the sum of 2 rows"
    )


def test_two_digits_exchanged():
    # 33.3 + 21.1 + 17.7 = 72.1, printed 71.2; 54.4 and at most 89.8 do not match
    assert (
        explain_top_share(one("27.1"), rounded("33.3", "21.1", "17.7"), 3)
        == "two digits exchanged: 72.1 for 27.1"
    )


def test_a_power_of_ten():
    assert (
        explain_top_share(one("7.21"), rounded("33.3", "21.1", "17.7"), 3)
        == "a power of ten: 10 times the printed number"
    )


def test_hhi_without_the_chapters_below():
    # 40² + 30² = 2500; the remaining 30 adds at least 30²/95 ≈ 9.5
    shares = rounded("40.0", "30.0")
    feasible = Interval(Decimal(2509), Decimal(3400))
    assert explain_herfindahl(one("2500"), shares, ["84", "85"], feasible).startswith(
        "the squares of the 2 printed"
    )


def test_hhi_without_the_unallocated_chapter():
    shares = rounded("40.0", "30.0", "20.0")
    feasible = Interval(Decimal(2901), Decimal(3001))
    assert explain_herfindahl(one("2060"), shares, ["84", "00", "85"], feasible) == "chapter 00 left out"


def test_the_number_of_another_year_must_be_the_very_same_and_the_only_one():
    assert explain_other_year(60.5, {2000: 60.5, 2005: 60.5}, 2000) == "the number printed for 2005"
    assert explain_other_year(60.5, {2000: 60.5, 2005: 60.4}, 2000) == ""
    assert explain_other_year(60.5, {2000: 60.5, 2005: 60.5, 2010: 60.5}, 2000) == ""


def test_no_slip_is_made_up():
    assert explain_top_share(one("99.0"), rounded("33.3", "21.1"), 2) == ""


def test_of_several_meanings_the_best_counts():
    wrong, rounds, right = Number.exactly(9), Number(Interval.exactly(9), one("7")), Number.exactly("7.3")
    assert best_verdict(one("7.3"), [wrong, rounds, right]) == ("holds", right)
    assert best_verdict(one("7.3"), [wrong, rounds]) == ("within_rounding", rounds)
    assert best_verdict(one("7.3"), [wrong]) == ("contradicted", wrong)
