"""What a printed number stands for, each by hand."""

from decimal import Decimal

import pytest

from bilateral.claims.stated import printed_as, read_stated
from crossfoot.numbers.intervals import Interval

INFINITY = Decimal("Infinity")


def half_open(low, high):
    return Interval(Decimal(low), Decimal(high), open_high=True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.7%", "1.65", "1.75"),
        ("1.70", "1.695", "1.705"),
        ("8,121", "8120.5", "8121.5"),
        ("US$8,121", "8120.5", "8121.5"),
        ("¥225", "224.5", "225.5"),
        ("CNY 138.7", "138.65", "138.75"),
        ("₹150", "149.5", "150.5"),
        ("12th", "11.5", "12.5"),
        ("1st", "0.5", "1.5"),
        ("twelfth", "11.5", "12.5"),
        ("Six", "5.5", "6.5"),
        ("half", "0.45", "0.55"),
        # the last digit that is not zero is the one that was rounded
        ("about 50", "45", "55"),
        ("about 35,000", "34500", "35500"),
        ("around 47", "46.5", "47.5"),
        ("approximately 7,100", "7050", "7150"),
        ("about half", "0.45", "0.55"),
        ("about 2.50", "2.495", "2.505"),
    ],
)
def test_a_number_and_all_it_can_stand_for(text, low, high):
    assert read_stated(text).wide == half_open(low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "open_low", "open_high"),
    [
        ("at least 150", 150, INFINITY, False, False),
        ("more than 20%", 20, INFINITY, True, False),
        ("over 10%", 10, INFINITY, True, False),
        ("at most 5", -INFINITY, 5, False, False),
        ("up to 5", -INFINITY, 5, False, False),
        ("less than 20%", -INFINITY, 20, False, True),
        ("nearly 50", 45, 50, False, True),
        ("almost 50", 45, 50, False, True),
    ],
)
def test_an_open_end(text, low, high, open_low, open_high):
    assert read_stated(text).wide == Interval(Decimal(low), Decimal(high), open_low, open_high)


def test_a_number_below_zero():
    assert read_stated("−3.2").face == Interval.exactly("-3.2")
    assert read_stated("-US$5").face == Interval.exactly(-5)


@pytest.mark.parametrize(
    "text",
    ["", "many", "US$50 billion", "5 lakh", "<18.87", "18.87*", "1,23", "between 1 and 2", "about", "1.7 %%"],
)
def test_what_is_no_number(text):
    assert read_stated(text) is None


def test_a_number_is_written_as_another_is():
    assert printed_as(Decimal("15894"), "8,121", 0) == "15,894"
    assert printed_as(Decimal("2.2"), "1.7%", 2) == "2.20"
