"""Bounds on concentration, by hand and against the truth of random trade."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.trade.concentration import (
    concentration_ratio,
    effective_number,
    gini,
    normalised_herfindahl,
    theil,
)
from crossfoot.numbers.concentration import extremes, herfindahl, herfindahl_range, top_share
from crossfoot.numbers.intervals import Interval


def exactly(*values):
    return [Interval.exactly(str(value)) for value in values]


def test_all_shares_known_leave_one_value():
    found = herfindahl_range(exactly(50, 30, 20), classes=3)
    assert found.low == found.high == 3800


def test_a_monopoly_is_10000():
    found = herfindahl_range(exactly(100), classes=97)
    assert found.low == found.high == 10_000


def test_what_is_left_is_spread_or_heaped():
    # 60 known; 40 left: four tens at most (the cap is 20, so two twenties), evenly over 4 at least
    found = herfindahl_range(exactly(40, 20), classes=6)
    assert found.low == 40**2 + 20**2 + 4 * 10**2
    assert found.high == 40**2 + 20**2 + 2 * 20**2


def test_a_rest_that_fills_no_whole_class():
    found = herfindahl_range(exactly(70, 20), classes=97)
    assert found.high == 70**2 + 20**2 + 10**2
    assert abs(found.low - (70**2 + 20**2 + Decimal(100) / 95)) < Decimal("1e-20")


def test_rounding_widens_the_range():
    # one decimal: [59.95, 60.05) and [39.95, 40.05); the ends that add up to 100 are 60.05 + 39.95 …
    found = herfindahl_range([Interval.rounded("60.0", 1), Interval.rounded("40.0", 1)], classes=2)
    assert found.low == Decimal("59.95") ** 2 + Decimal("40.05") ** 2
    assert found.high == Decimal("60.05") ** 2 + Decimal("39.95") ** 2


@pytest.mark.parametrize("shares", [(70, 40), (5, 1)])
def test_shares_that_are_no_shares_of_one_whole(shares):
    with pytest.raises(ValueError, match="100"):
        herfindahl_range(exactly(*shares), classes=4)


def test_more_shares_than_classes():
    with pytest.raises(ValueError, match="classes"):
        herfindahl_range(exactly(50, 50), classes=1)


def test_top_share_asks_for_what_is_there():
    assert top_share(exactly(30, 20, 10), 2).low == 50
    with pytest.raises(ValueError, match="3 shares asked for"):
        top_share(exactly(30, 20), 3)


def test_two_equal_products_are_half_of_a_monopoly():
    assert herfindahl([50.0, 50.0]) == 5000
    assert effective_number([50.0, 50.0]) == 2
    assert normalised_herfindahl([50.0, 50.0]) == 0
    assert theil([50.0, 50.0]) == 0 and gini([50.0, 50.0]) == 0


def test_a_monopoly_among_four_classes():
    shares = [100.0, 0.0, 0.0, 0.0]
    assert herfindahl(shares) == normalised_herfindahl(shares) == 10_000
    assert theil(shares) == pytest.approx(math.log(4)) and gini(shares) == 0.75
    assert concentration_ratio([0.0, 100.0, 0.0, 0.0], 2) == 100


def test_measures_by_hand():
    # HHI of 50, 30, 20 is 3800; normalised (3800 − 3333.3) / (1 − 1/3) = 700
    shares = [50.0, 30.0, 20.0]
    assert normalised_herfindahl(shares) == pytest.approx(700)
    assert gini(shares) == pytest.approx(2 * (1 * 20 + 2 * 30 + 3 * 50) / (3 * 100) - 4 / 3)
    assert theil(shares) == pytest.approx(0.5 * math.log(1.5) + 0.3 * math.log(0.9) + 0.2 * math.log(0.6))


@given(
    st.lists(st.integers(min_value=0, max_value=10_000), min_size=12, max_size=97).filter(
        lambda v: sum(v) > 0
    ),
    st.integers(min_value=1, max_value=10),
    st.integers(min_value=0, max_value=2),
)
def test_the_truth_is_always_inside(values, known, decimals):
    whole = Decimal(sum(values))
    shares = sorted((Decimal(value) * 100 / whole for value in values), reverse=True)
    step = Decimal(1).scaleb(-decimals)
    printed = [Interval.rounded(share.quantize(step, "ROUND_HALF_UP"), decimals) for share in shares[:known]]
    most_even, most_uneven = extremes(printed, classes=len(values))
    # one, as nothing is known of joint shares
    (most_uneven,) = most_uneven
    assert len(most_even) == len(most_uneven) == len(values)
    assert abs(sum(most_even) - 100) < Decimal("1e-18") and abs(sum(most_uneven) - 100) < Decimal("1e-18")
    for measure in (herfindahl, theil, gini, normalised_herfindahl):
        slack = Decimal("1e-9")
        low, truth, high = (Decimal(measure(part)) for part in (most_even, shares, most_uneven))
        assert low - slack <= truth <= high + slack, measure.__name__
