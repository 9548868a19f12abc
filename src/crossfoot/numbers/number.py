"""A printed or computed number: at face value, and everything it can stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from crossfoot.numbers.intervals import Interval

INFINITY = Decimal("Infinity")
PRINTED = re.compile(
    r"^(?P<bound>[<>]?)\s*(?P<sign>[-–−]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"\s*(?P<unit>%?)(?P<mark>[*†‡]*)$",
    re.ASCII,
)
NOT_AVAILABLE = {"n.a.", "n.a", "na", "..", "…", "..."}


@dataclass(frozen=True)
class Number:
    """A number at face value and everything it can stand for.

    Of a printed number also its decimals, unit ("%" or ""), bound ("<", ">" or "") and footnote mark.
    prints: it is a set of numbers that print alike. A printed `<x` of an amount is [0, x).
    """

    face: Interval
    wide: Interval
    decimals: int = 0
    unit: str = ""
    bound: str = ""
    mark: str = ""
    prints: bool = False

    @classmethod
    def exactly(cls, value: Decimal | int | str) -> Number:
        return cls.between(Interval.exactly(value))

    @classmethod
    def between(cls, interval: Interval) -> Number:
        """A number of which no more than an interval is known."""
        return cls(interval, interval)

    @property
    def is_point(self) -> bool:
        return self.wide.low == self.wide.high

    def __add__(self, other: Number) -> Number:
        return Number(self.face + other.face, self.wide + other.wide)

    def __sub__(self, other: Number) -> Number:
        return Number(self.face - other.face, self.wide - other.wide)

    def __mul__(self, other: Number) -> Number:
        return Number(self.face * other.face, self.wide * other.wide)

    def __truediv__(self, other: Number) -> Number:
        """Raises ZeroDivisionError where the divisor may be zero."""
        return Number(self.face / other.face, self.wide / other.wide)

    def __neg__(self) -> Number:
        return Number(-self.face, -self.wide)

    def __abs__(self) -> Number:
        return Number(_abs(self.face), _abs(self.wide))

    @property
    def value(self) -> Decimal:
        """The number that is printed, or that a bound begins or ends at."""
        return self.face.high if self.bound == "<" else self.face.low

    @property
    def exact(self) -> Number:
        """The same number where it is known not to be rounded, such as a count."""
        return replace(self, wide=self.face)

    @property
    def about(self) -> Interval:
        """What "about x" stands for: every value that rounds to it at its last digit that is not zero."""
        digits = f"{self.value:f}"
        zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
        return Interval.rounded(self.value, self.decimals - zeros)


def _abs(interval: Interval) -> Interval:
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return -interval
    low_is_farther = -interval.low > interval.high
    return Interval(
        Decimal(0),
        max(-interval.low, interval.high),
        False,
        interval.open_low if low_is_farther else interval.open_high,
    )


def extreme(numbers: list[Number], largest: bool) -> Number:
    """The largest or smallest of numbers that are each known to an interval."""

    def of(intervals: list[Interval]) -> Interval:
        if not largest:
            return -of_largest([-interval for interval in intervals])
        return of_largest(intervals)

    def of_largest(intervals: list[Interval]) -> Interval:
        low, high = max(interval.low for interval in intervals), max(interval.high for interval in intervals)
        return Interval(
            low,
            high,
            all(interval.open_low for interval in intervals if interval.low == low),
            all(interval.open_high for interval in intervals if interval.high == high),
        )

    return Number(of([number.face for number in numbers]), of([number.wide for number in numbers]))


@lru_cache(maxsize=10_000)
def read_number(cell: str) -> Number | None:
    """The number a cell prints, or None when it is none."""
    match = PRINTED.match(cell.strip())
    if not match:
        return None
    digits = match["digits"].replace(",", "") + (match["fraction"] or "")
    value = Decimal(("-" if match["sign"] else "") + digits)
    decimals = len(match["fraction"] or ".") - 1
    if match["bound"] == "<":
        face = wide = Interval(Decimal(0), value, open_high=True)
    elif match["bound"]:
        face = wide = Interval(value, INFINITY, open_low=True)
    else:
        face, wide = Interval.exactly(value), Interval.rounded(value, decimals)
    return Number(face, wide, decimals, match["unit"], match["bound"], match["mark"])


def read_count(cell: str) -> int | None:
    """The whole number, not negative, that a cell prints, with or without thousands commas; or None."""
    number = read_number(cell)
    if number is None or number.decimals or number.unit or number.bound or number.mark or number.value < 0:
        return None
    return int(number.value)


def is_not_available(cell: str) -> bool:
    return cell.strip().lower() in NOT_AVAILABLE
