"""Interval arithmetic for numbers that were rounded before they were printed.

A printed 7.3 stands for every value that rounds to it: [7.25, 7.35) with ties rounded away from
zero, as spreadsheets do. Bounds are decimals, so a verdict never hangs on binary floats; what needs more
digits than they have is rounded outwards, so that an interval holds the true result. An end may be infinite.
Source of the arithmetic: Moore, Kearfott and Cloud (2009), *Introduction to Interval Analysis*, ch. 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

INFINITY = Decimal("Infinity")
DOWN, UP = Context(prec=28, rounding=ROUND_FLOOR), Context(prec=28, rounding=ROUND_CEILING)
# an end of an interval, and whether it is itself excluded
End = tuple[Decimal, bool]


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
        return cls(DOWN.subtract(value, half), UP.add(value, half), open_low=value < 0, open_high=value > 0)

    def __add__(self, other: Interval) -> Interval:
        low, high = -INFINITY, INFINITY
        if self.low.is_finite() and other.low.is_finite():
            low = DOWN.add(self.low, other.low)
        if self.high.is_finite() and other.high.is_finite():
            high = UP.add(self.high, other.high)
        return Interval(low, high, self.open_low or other.open_low, self.open_high or other.open_high)

    def __neg__(self) -> Interval:
        return Interval(self.high.copy_negate(), self.low.copy_negate(), self.open_high, self.open_low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The product; each end is open when a factor that makes it is an open end."""
        pairs = [(mine, theirs) for mine in self._ends for theirs in other._ends]
        return _spanned(
            [(_product(DOWN, mine, theirs), _is_open(mine, theirs)) for mine, theirs in pairs],
            [(_product(UP, mine, theirs), _is_open(mine, theirs)) for mine, theirs in pairs],
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient. Raises ZeroDivisionError when the divisor contains, or touches, zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError(f"division by an interval from {other.low} to {other.high}")
        # infinity by infinity lies between the other quotients of ends
        pairs = [
            (mine, theirs)
            for mine in self._ends
            for theirs in other._ends
            if mine[0].is_finite() or theirs[0].is_finite()
        ]
        return _spanned(
            [(DOWN.divide(mine[0], theirs[0]), _is_open(mine, theirs, False)) for mine, theirs in pairs],
            [(UP.divide(mine[0], theirs[0]), _is_open(mine, theirs, False)) for mine, theirs in pairs],
        )

    @property
    def _ends(self) -> tuple[End, End]:
        return (self.low, self.open_low), (self.high, self.open_high)

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


def _product(context: Context, mine: End, theirs: End) -> Decimal:
    # nothing, however often: 0 times infinity is 0
    return context.multiply(mine[0], theirs[0]) if mine[0] and theirs[0] else Decimal(0)


def _is_open(mine: End, theirs: End, is_product: bool = True) -> bool:
    """Whether no values of the two intervals give the result of these ends."""
    for value, is_excluded in (mine, theirs) if is_product else (mine,):
        # 0 times, or by, anything is 0
        if value == 0 and not is_excluded:
            return False
    return mine[1] or theirs[1]


def _spanned(lows: list[End], highs: list[End]) -> Interval:
    """From the lowest to the highest end; an end is closed where one of those that make it is."""
    low, high = min(value for value, _ in lows), max(value for value, _ in highs)
    return Interval(
        low,
        high,
        all(is_open for value, is_open in lows if value == low),
        all(is_open for value, is_open in highs if value == high),
    )


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; exactly 0 for none."""
    return sum(intervals, Interval.exactly(0))
