"""A printed or computed number: at face value, and everything it can stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.numbers.intervals import INFINITY, Interval

# what the digits of the arithmetic leave open, relative to the value
FINEST = Decimal("1E-26")

__all__ = ["INFINITY", "Number", "extreme"]


@dataclass(frozen=True)
class Number:
    """A number at face value and everything it can stand for.

    Of a printed number also how it is printed. decimals: in base units (-6 for whole millions); unit: "%",
    "t", "W" or ""; bound: "<", ">", "<=", ">=" or ""; mark: of a footnote; currency: USD, "$" or ""; power:
    of ten, of its scale word and unit; meant: the word before it ("about"); bracketed: brackets may say more
    than that it is negative; lost_digits: of E-notation. prints: it is a set of numbers that print alike. A
    printed `<x` of an amount is [0, x).
    """

    face: Interval
    wide: Interval
    decimals: int = 0
    unit: str = ""
    bound: str = ""
    mark: str = ""
    prints: bool = False
    currency: str = ""
    power: int = 0
    meant: str = ""
    bracketed: bool = False
    lost_digits: bool = False

    @classmethod
    def exactly(cls, value: Decimal | int | str) -> Number:
        return cls.between(Interval.exactly(value))

    @classmethod
    def between(cls, interval: Interval) -> Number:
        """A number of which no more than an interval is known."""
        return cls(interval, interval)

    @property
    def is_point(self) -> bool:
        """Whether one value is known, but for the last digits of the arithmetic."""
        if self.wide.low == self.wide.high:
            return True
        return self.face.low == self.face.high and self.wide.high - self.wide.low <= FINEST * abs(
            self.face.low
        )

    def __add__(self, other: Number) -> Number:
        return Number(self.face + other.face, self.wide + other.wide)

    def __sub__(self, other: Number) -> Number:
        return Number(self.face - other.face, self.wide - other.wide)

    def __mul__(self, other: Number) -> Number:
        return Number(_nearest(self.face * other.face), self.wide * other.wide)

    def __truediv__(self, other: Number) -> Number:
        """Raises ZeroDivisionError where the divisor may be zero."""
        return Number(_nearest(self.face / other.face), self.wide / other.wide)

    def __neg__(self) -> Number:
        return Number(-self.face, -self.wide)

    def __abs__(self) -> Number:
        return Number(_abs(self.face), _abs(self.wide))

    @property
    def value(self) -> Decimal:
        """The number that is printed, or that a bound begins or ends at."""
        return self.face.high if self.bound[:1] == "<" else self.face.low

    @property
    def is_plain(self) -> bool:
        """Whether it is printed as digits with at most a sign, a percent sign, "<" or a footnote mark."""
        is_marked = self.bracketed or self.lost_digits or self.unit not in ("", "%")
        return not (is_marked or self.currency or self.power or self.meant)

    @property
    def is_bare(self) -> bool:
        """Whether it is printed as digits and a sign alone."""
        return self.is_plain and not (self.unit or self.bound or self.mark)

    @property
    def exact(self) -> Number:
        """The same number where it is known not to be rounded, such as a count."""
        return replace(self, wide=self.face)

    @property
    def about(self) -> Interval:
        """What "about x" stands for: every value that rounds to it at its last digit that is not zero."""
        digits = f"{self.value.scaleb(-self.power):f}"
        zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
        return Interval.rounded(self.value, self.decimals - zeros)


def _nearest(face: Interval) -> Interval:
    """A face value as one value, where only the last digits of the arithmetic make it two."""
    if face.low == face.high or not (face.low.is_finite() and face.high.is_finite()):
        return face
    is_one = face.high - face.low <= FINEST * abs(face.low)
    return Interval.exactly((face.low + face.high) / 2) if is_one else face


def _abs(interval: Interval) -> Interval:
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return -interval
    ends = [(interval.low.copy_negate(), interval.open_low), (interval.high, interval.open_high)]
    high = max(value for value, _ in ends)
    return Interval(Decimal(0), high, False, all(is_open for value, is_open in ends if value == high))


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
