"""Interval arithmetic for numbers that were rounded before they were printed.

A printed 7.3 stands for every value that rounds to it: [7.25, 7.35) with ties rounded away from
zero, as spreadsheets do. Bounds are exact decimals, so a verdict never hangs on binary floats.
Source of the arithmetic: Moore, Kearfott and Cloud (2009), *Introduction to Interval Analysis*, ch. 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Interval:
    """All values between low and high; an open end is itself excluded.

    Raises ValueError when low exceeds high.
    """

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"interval from {self.low} to {self.high} is empty")

    @classmethod
    def exactly(cls, value: Decimal | int | str) -> Interval:
        """The single value, without rounding."""
        value = Decimal(value)
        return cls(value, value)

    @classmethod
    def rounded(cls, value: Decimal | str, decimals: int) -> Interval:
        """Every number printed as `value` with that many decimals; ties go away from zero."""
        value = Decimal(value)
        half = Decimal(1).scaleb(-decimals) / 2
        if value == 0:
            return cls(-half, half, open_low=True, open_high=True)
        return cls(value - half, value + half, open_low=value < 0, open_high=value > 0)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.open_low or other.open_low,
            self.open_high or other.open_high,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.open_high, self.open_low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The product; each end is open when a factor that makes it is an open end."""
        ends = [
            (mine * theirs, my_open or their_open)
            for mine, my_open in ((self.low, self.open_low), (self.high, self.open_high))
            for theirs, their_open in ((other.low, other.open_low), (other.high, other.open_high))
        ]
        low, high = min(value for value, _ in ends), max(value for value, _ in ends)
        return Interval(
            low,
            high,
            all(is_open for value, is_open in ends if value == low),
            all(is_open for value, is_open in ends if value == high),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient. Raises ZeroDivisionError when the divisor contains, or touches, zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError(f"division by an interval from {other.low} to {other.high}")
        inverse = Interval(1 / other.high, 1 / other.low, other.open_high, other.open_low)
        return self * inverse

    def overlaps(self, other: Interval) -> bool:
        """True when one value at least lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and self._holds(low) and other._holds(low))

    def is_within(self, other: Interval) -> bool:
        """True when every value lies in the other."""
        above = self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low))
        below = self.high < other.high or (
            self.high == other.high and (self.open_high or not other.open_high)
        )
        return above and below

    def is_below(self, other: Interval) -> bool:
        """True when every value is less than every value of the other."""
        return self.high < other.low or (self.high == other.low and (self.open_high or other.open_low))

    def _holds(self, value: Decimal) -> bool:
        above = value > self.low or (value == self.low and not self.open_low)
        below = value < self.high or (value == self.high and not self.open_high)
        return above and below

    def __contains__(self, value: Decimal | int | str) -> bool:
        return self._holds(Decimal(value))


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; exactly 0 for none."""
    return sum(intervals, Interval.exactly(0))
