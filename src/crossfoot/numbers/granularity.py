"""Which means and shares a whole number of cases can give.

The idea is the GRIM test: Brown and Heathers (2017), "The GRIM test: A simple technique detects numerous
anomalies in the reporting of results in psychology", Social Psychological and Personality Science 8.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal


def possible(value: Decimal, decimals: int, n: int, scale: int = 1) -> bool:
    """Whether the mean of n whole numbers, or a share of n in units of 1/scale, prints as value: rounded
    either way at a tie, or cut off."""
    step = Decimal(1).scaleb(-decimals)
    low, high = (value - step / 2) * n / scale, (value + step) * n / scale
    first, last = low.to_integral_value(ROUND_CEILING), high.to_integral_value(ROUND_FLOOR)
    # what ends just there is itself not cut off to value
    return first < last or (first == last and first != high)


def nearest(value: Decimal, n: int, scale: int = 1) -> tuple[Decimal, Decimal]:
    """The next values below and above that n whole numbers give."""
    total = value * n / scale
    below, above = (total.to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING))
    return below * scale / n, above * scale / n


def tells(decimals: int, n: int, scale: int = 1) -> bool:
    """Whether two in three values at least would fail: else to pass, or fail, says little of the number."""
    return n <= scale * Decimal(10) ** decimals / 2
