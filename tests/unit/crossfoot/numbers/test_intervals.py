from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.numbers.intervals import INFINITY, Interval, total
from crossfoot.numbers.number import Number, extreme
from crossfoot.numbers.slips import explain_misprint

numbers = st.decimals(min_value=-1000, max_value=1000, places=2)


def interval_and_member():
    """An interval and a value inside it."""
    return st.tuples(numbers, numbers, numbers).map(
        lambda three: (Interval(sorted(three)[0], sorted(three)[2]), sorted(three)[1])
    )


def test_within_and_below():
    half_open = Interval(Decimal(1), Decimal(2), open_high=True)
    whole = Interval(Decimal(1), Decimal(2))
    assert half_open.is_within(whole) and half_open.is_within(half_open) and not whole.is_within(half_open)
    assert not Interval(Decimal(0), Decimal(1)).is_within(whole)
    # 1 to below 2 is below 2, and 1 to 2 is not
    assert half_open.is_below(Interval.exactly(2)) and not whole.is_below(Interval.exactly(2))
    assert whole.is_below(Interval(Decimal(2), Decimal(3), open_low=True)) and not whole.is_below(whole)


def test_a_printed_number_stands_for_all_that_rounds_to_it():
    share = Interval.rounded("7.3", 1)
    assert "7.25" in share and "7.3499" in share
    assert "7.35" not in share and "7.2499" not in share


def test_negative_ties_go_away_from_zero_too():
    balance = Interval.rounded("-0.84", 2)
    assert "-0.835" in balance and "-0.845" not in balance


def test_a_printed_zero_excludes_both_ties():
    zero = Interval.rounded("0.0", 1)
    assert "0.049" in zero and "-0.049" in zero and "0.05" not in zero and "-0.05" not in zero


def test_touching_half_open_intervals_share_no_value():
    assert not Interval.rounded("7.3", 1).overlaps(Interval.rounded("7.4", 1))
    assert Interval.rounded("7.3", 1).overlaps(Interval.exactly("7.25"))
    assert not Interval.rounded("7.3", 1).overlaps(Interval.exactly("7.35"))


def test_sum_of_three_shares_widens_by_their_rounding():
    found = total([Interval.rounded(text, 1) for text in ("31.7", "12.8", "10.2")])
    assert (found.low, found.high) == (Decimal("54.55"), Decimal("54.85"))
    assert "54.85" not in found


def test_subtraction_swaps_the_ends_and_their_openness():
    found = Interval.rounded("5", 0) - Interval.rounded("2", 0)
    assert (found.low, found.high) == (Decimal(2), Decimal(4))
    assert "2" not in found and "4" not in found


def test_product_with_a_negative_interval():
    found = Interval(Decimal(-2), Decimal(3)) * Interval(Decimal(-5), Decimal(4))
    assert (found.low, found.high) == (Decimal(-15), Decimal(12))


def test_division_by_an_interval_with_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        Interval.exactly(1) / Interval.rounded("0.0", 1)


def test_empty_interval_is_refused():
    with pytest.raises(ValueError, match="empty"):
        Interval(Decimal(2), Decimal(1))


@given(interval_and_member(), interval_and_member())
def test_every_result_of_members_lies_in_the_result(one, two):
    (first, a), (second, b) = one, two
    assert a + b in first + second
    assert a - b in first - second
    assert a * b in first * second


@given(numbers, numbers)
def test_overlap_is_symmetric(a, b):
    first, second = Interval.rounded(a, 1), Interval.rounded(b, 0)
    assert first.overlaps(second) == second.overlaps(first)


def test_a_third_three_times_contains_one():
    third = Interval.exactly(1) / Interval.exactly(3)
    assert third.low < third.high and "1" in third * Interval.exactly(3)
    # nothing of an open-ended amount is nothing, and zero is reached from a closed end
    assert Interval.exactly(0) * Interval(Decimal(1), INFINITY) == Interval.exactly(0)
    assert "0" in Interval(Decimal(0), Decimal(1)) * Interval(Decimal(2), Decimal(3), True, True)


wide_numbers = st.decimals(min_value="-1E15", max_value="1E15", places=7)
ends = st.one_of(wide_numbers, st.sampled_from([INFINITY, -INFINITY]))


def holds(interval: Interval, value: Fraction) -> bool:
    """Whether an exact value, which no decimal may print, lies in an interval."""
    above = interval.low == -INFINITY or Fraction(interval.low) <= value
    return above and (interval.high == INFINITY or value <= Fraction(interval.high))


@given(wide_numbers, wide_numbers, wide_numbers, wide_numbers)
def test_results_hold_the_true_value_at_any_size(a, b, c, d):
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert holds(one * other, Fraction(a) * Fraction(c)) and holds(one + other, Fraction(b) + Fraction(d))
    assert holds(one - other, Fraction(a) - Fraction(d))
    if not other.low <= 0 <= other.high:
        assert holds(one / other, Fraction(a) / Fraction(c)) and holds(one / other, Fraction(b) / Fraction(d))


def _between(a: Decimal, b: Decimal, open_low: bool, open_high: bool) -> Number:
    return Number.between(Interval(min(a, b), max(a, b), open_low and a != b, open_high and a != b))


any_interval = st.builds(_between, ends, ends, st.booleans(), st.booleans()).filter(
    lambda number: number.wide.low != INFINITY and number.wide.high != -INFINITY
)


@given(any_interval, any_interval)
def test_open_ends_work_everywhere(one, other):
    results = [one + other, one - other, one * other, abs(one), -other, extreme([one, other], largest=True)]
    if not other.wide.low <= 0 <= other.wide.high:
        results.append(one / other)
    for result in results:
        assert not result.wide.low.is_nan() and not result.wide.high.is_nan()
        explain_misprint(result.wide, other.wide)
        explain_misprint(one.wide, result.wide)


def test_a_misprint_is_not_sought_in_a_number_without_an_end():
    assert (
        explain_misprint(
            Interval(-INFINITY, Decimal(25500)), Interval(Decimal("5.875E7"), Decimal("5.885E7"))
        )
        == ""
    )


def test_sums_of_more_digits_than_the_arithmetic_has_hold_the_true_sum():
    joint = Interval.exactly(10**28) + Interval.exactly("0.4")
    assert joint.low <= 10**28 and joint.high > 10**28


def test_an_end_that_one_pair_of_ends_attains_is_closed():
    # −2 × 3 = −6 and −2 × −3 = 6, though 2 itself is excluded
    product = Interval(Decimal(-2), Decimal(2), open_high=True) * Interval(Decimal(-3), Decimal(3))
    assert -6 in product and 6 in product
    # 2 × 3 is attained by no values
    assert 6 not in Interval(Decimal(1), Decimal(2), open_high=True) * Interval(Decimal(1), Decimal(3))


def test_division_by_what_touches_zero_is_refused():
    for divisor in (Interval(Decimal(0), Decimal(1)), Interval(Decimal(-1), Decimal(0)), Interval.exactly(0)):
        for value in (Interval.exactly(0), Interval.exactly(1)):
            with pytest.raises(ZeroDivisionError, match="division by an interval from"):
                value / divisor
