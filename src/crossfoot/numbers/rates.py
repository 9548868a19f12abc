"""Rates of growth a year."""

from __future__ import annotations

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number


def compound(ratio: Number, years: int) -> Number:
    """The rate a year, in percent, that makes this ratio (above 0) in so many years."""

    def rate(interval: Interval) -> Interval:
        low, high = (100 * ((bound.ln() / years).exp() - 1) for bound in (interval.low, interval.high))
        return Interval(low, high)

    return Number(rate(ratio.face), rate(ratio.wide))


def logarithmic(ratio: Number, years: int) -> Number:
    """The same by the difference of logarithms."""

    def rate(interval: Interval) -> Interval:
        low, high = (100 * bound.ln() / years for bound in (interval.low, interval.high))
        return Interval(low, high)

    return Number(rate(ratio.face), rate(ratio.wide))
