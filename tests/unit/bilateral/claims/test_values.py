"""Numbers, periods, lists and open truth, each by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.claims.values import (
    Ranking,
    all_of,
    any_of,
    days_between,
    is_among,
    is_equal,
    is_less,
    rounded_to,
    with_prints,
    years_between,
)
from crossfoot.numbers.dates import read_iso
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number, extreme


def printed(text):
    decimals = len(text.partition(".")[2])
    return Number(Interval.exactly(text), Interval.rounded(text, decimals))


def between(low, high):
    return Number.between(Interval(Decimal(low), Decimal(high)))


def test_less_of_numbers():
    assert is_less(printed("1.7"), printed("1.8")) is True
    assert is_less(printed("1.8"), printed("1.7")) is False
    assert is_less(printed("1.7"), printed("1.7")) is None
    assert is_less(Number.exactly(2), Number.exactly(2)) is False
    assert is_less(between(1, 3), between(2, 4)) is None


def test_less_of_dates():
    assert is_less(read_iso("2021-03-12"), read_iso("2021-09")) is True
    assert is_less(read_iso("2021-09-24"), read_iso("2021-09")) is None
    assert is_less(read_iso("2021-10"), read_iso("2021-09")) is False
    assert is_less(read_iso("2021-09-24"), read_iso("2021-09-24")) is False


def test_equal():
    assert is_equal(printed("1.7"), printed("1.8")) is False
    assert is_equal(printed("1.7"), printed("1.7")) is None
    assert is_equal(Number.exactly("1.7"), with_prints(printed("1.7"))) is True
    assert is_equal(printed("1.7"), with_prints(printed("1.7"))) is True
    assert is_equal(with_prints(printed("1.7")), Number.exactly("1.75")) is False
    assert is_equal(read_iso("2021-09"), read_iso("2021-09-24")) is True
    assert is_equal(read_iso("2021-09"), read_iso("2021-10")) is False
    assert is_equal(["a", "b"], ["a", "b"]) is True
    assert is_equal(["a", "b"], ["b", "a"]) is False


def test_truth_that_is_open():
    assert all_of([True, None]) is None and all_of([False, None]) is False and all_of([]) is True
    assert any_of([True, None]) is True and any_of([False, None]) is None and any_of([]) is False


def test_from_one_date_to_another():
    assert days_between(read_iso("2022-05-11"), read_iso("2022-05-18")) == Number.exactly(7)
    # from the last day of May to the first of July, and from the first of May to the last of July
    assert days_between(read_iso("2022-05"), read_iso("2022-07")) == between(31, 91)
    assert years_between(read_iso("2007"), read_iso("2017")) == Number.exactly(10)
    # 1,237 days of 365.2425
    assert 3.38 < years_between(read_iso("2018-10-29"), read_iso("2022-03-19")).face.low < 3.39


def test_the_largest_and_the_smallest():
    numbers = [printed("1.7"), printed("2.2"), between(0, 2)]
    assert extreme(numbers, largest=True).wide == printed("2.2").wide
    # 0 to 2 and 1.65 to 1.75: the least is 0 to 1.75
    assert extreme(numbers, largest=False).wide == Interval(Decimal(0), Decimal("1.75"), open_high=True)


def test_absolute_and_rounded():
    assert abs(between(-3, 2)).wide == Interval(Decimal(0), Decimal(3))
    assert abs(between(-3, -2)).wide == Interval(Decimal(2), Decimal(3))
    assert rounded_to(Number.exactly("2.25"), 1) == Number.exactly("2.3")
    assert rounded_to(Number.exactly("-2.25"), 1) == Number.exactly("-2.3")


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2), st.decimals(0, 1, places=3))
def test_the_absolute_value_holds_every_absolute_value(one, other, part):
    low, high = min(one, other), max(one, other)
    assert abs(low + (high - low) * part) in abs(Number.between(Interval(low, high))).wide


RANKED = Ranking(
    ("84", "87"),
    (("84", printed("6.3")), ("87", printed("6.2")), ("29", printed("6.2")), ("90", printed("5.0"))),
)


def test_two_that_are_printed_the_same_leave_their_order_open():
    assert RANKED.holds("84") is True and RANKED.holds("87") is None and RANKED.holds("29") is None
    assert RANKED.holds("90") is False and RANKED.holds("01") is False
    assert RANKED.allows(["84", "87"]) and RANKED.allows(["84", "29"])
    assert (
        not RANKED.allows(["87", "84"])
        and not RANKED.allows(["84", "90"])
        and not RANKED.allows(["84", "84"])
    )
    assert not RANKED.allows(["84"])


@pytest.mark.parametrize(("item", "expected"), [("84", True), ("29", None), ("90", False)])
def test_membership(item, expected):
    assert is_among(item, RANKED) is expected
    assert is_among("84", ["84", "85"]) is True and is_among("84", []) is False
    assert is_among(Number.exactly(3), ["3"]) is False
