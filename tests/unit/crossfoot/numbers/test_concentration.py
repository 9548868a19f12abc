"""What the largest shares allow for all of them, by hand."""

from decimal import Decimal

import pytest

from crossfoot.numbers.concentration import extremes, herfindahl_range
from crossfoot.numbers.intervals import Interval


def rounded(*texts):
    return [Interval.rounded(text, 0) for text in texts]


def test_the_most_even_and_the_most_uneven_list():
    # 50 and 30 are 79 at least and 81 at most: two others share 21, or one of them has 19
    even, uneven = extremes(rounded("50", "30"), 4)
    assert even == [Decimal(one) for one in ("49.5", "29.5", "10.5", "10.5")]
    assert uneven == [[Decimal(one) for one in ("50.5", "30.5", "19", "0")]]


def test_the_bounds_of_the_hhi():
    # 49.5² + 29.5² + 2 × 10.5² = 3541 and 50.5² + 30.5² + 19² = 3841.5
    found = herfindahl_range(rounded("50", "30"), 4)
    assert (found.low, found.high) == (Decimal("3541"), Decimal("3841.5"))


def test_no_class_that_is_not_printed_exceeds_the_last_that_is():
    exact = [Interval.exactly(50), Interval.exactly(10)]
    # 50 + 10 + 4 × 10 = 100, and with three others 90 at most
    only = [Decimal(50), *[Decimal(10)] * 5]
    assert extremes(exact, 6) == (only, [only])
    with pytest.raises(ValueError, match="less than 100: 90 at most, 3 further classes included"):
        extremes(exact, 5)
    with pytest.raises(ValueError, match="more than 100: 110 at least"):
        extremes([Interval.exactly(60), Interval.exactly(50)], 5)
    with pytest.raises(ValueError, match="2 shares given for 1 classes"):
        extremes(exact, 1)
