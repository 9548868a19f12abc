"""What a check computes with: numbers known to an interval, periods, texts, lists, truth that may be open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot import Interval, Number, Period

DAYS_A_YEAR = Decimal("365.2425")
# True, False, or None where the intervals allow both
Truth = bool | None


@dataclass(frozen=True)
class Ranking:
    """The first keys of a list ordered by numbers, the largest first: `keys` as printed, `candidates` all
    that were compared. Numbers that are known to an interval leave the order open."""

    keys: tuple[str, ...]
    candidates: tuple[tuple[str, Number], ...]

    def _beats(self, one: Number, other: Number) -> bool:
        """Whether one certainly stands before the other."""
        return other.wide.is_below(one.wide)

    def holds(self, key: str) -> Truth:
        """Whether a key is among the first."""
        numbers = dict(self.candidates)
        if key not in numbers:
            return False
        others = [number for name, number in self.candidates if name != key]
        if sum(self._beats(number, numbers[key]) for number in others) >= len(self.keys):
            return False
        certain = sum(not self._beats(numbers[key], number) for number in others) < len(self.keys)
        return True if certain else None

    def allows(self, keys: list[str]) -> bool:
        """Whether the keys can be the first ones in this order."""
        numbers = dict(self.candidates)
        if len(set(keys)) != len(keys) or len(keys) != len(self.keys) or not set(keys) <= set(numbers):
            return False
        order = [numbers[key] for key in keys]
        behind = [number for name, number in self.candidates if name not in keys]
        return not any(
            self._beats(later, one) for n, one in enumerate(order) for later in [*order[n + 1 :], *behind]
        )


Value = Number | Period | str | bool | None | list | Ranking


def rounded_to(number: Number, decimals: int) -> Number:
    """Rounded half away from zero."""

    def of(interval: Interval) -> Interval:
        return Interval(round_half_away(interval.low, decimals), round_half_away(interval.high, decimals))

    return Number(of(number.face), of(number.wide))


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    return value if value.is_infinite() else value.quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")


def days_between(first: Period, last: Period) -> Number:
    """Days from one to the other; a range where either is less precise than a day."""
    low, high = (last.first - first.last).days, (last.last - first.first).days
    return Number.between(Interval(Decimal(low), Decimal(high)))


def years_between(first: Period, last: Period) -> Number:
    """Mean Gregorian years from one to the other; whole years between two that are printed as years alone."""
    if first.precision == last.precision == "year":
        return Number.exactly(last.first.year - first.first.year)
    return days_between(first, last) / Number.exactly(DAYS_A_YEAR)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's conjunction."""
    truths = list(truths)
    return False if False in truths else (None if None in truths else True)


def any_of(truths: Iterable[Truth]) -> Truth:
    return negated(all_of(negated(truth) for truth in truths))


def negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def is_less(one: Number | Period, other: Number | Period) -> Truth:
    """Whether one is strictly less, or earlier."""
    if isinstance(one, Period) and isinstance(other, Period):
        return True if one.last < other.first else (False if one.first >= other.last else None)
    if isinstance(one, Period) or isinstance(other, Period):
        raise TypeError("a number and a date have no order")
    if one.wide.is_below(other.wide):
        return True
    return False if one.wide.low >= other.wide.high else None


def is_equal(one: Value, other: Value) -> Truth:
    """Equality. Dates are equal when one lies within the other, a set of numbers that print alike when it
    holds all of the other; lists in order."""
    if isinstance(one, Number) and isinstance(other, Number):
        if not one.wide.overlaps(other.wide):
            return False
        same_point = one.is_point and other.is_point
        fits = (one.prints and other.wide.is_within(one.wide)) or (
            other.prints and one.wide.is_within(other.wide)
        )
        return True if same_point or fits else None
    if isinstance(one, Period) and isinstance(other, Period):
        if one.last < other.first or other.last < one.first:
            return False
        within = (one.first <= other.first and other.last <= one.last) or (
            other.first <= one.first and one.last <= other.last
        )
        return True if within else None
    if isinstance(other, Ranking):
        one, other = other, one
    if isinstance(one, Ranking) and isinstance(other, list | Ranking):
        ranking, keys = one, items(other)
        if not ranking.allows(keys):
            return False
        return True if all(ranking.holds(key) for key in keys) and list(ranking.keys) == keys else None
    if isinstance(one, list) and isinstance(other, list):
        alike = len(one) == len(other)
        return alike and all_of(is_equal(*pair) for pair in zip(one, other, strict=True))
    if one is None or other is None:
        return None
    return one == other


def items(value: list | Ranking) -> list:
    return list(value.keys) if isinstance(value, Ranking) else value


def is_among(item: Value, collection: list | Ranking) -> Truth:
    if isinstance(collection, Ranking):
        return collection.holds(item) if isinstance(item, str) else False
    return any_of(is_equal(item, other) for other in collection if kind_of(item) == kind_of(other))


def kind_of(value: Value) -> str:
    """What a value is, in a word."""
    if value is None or isinstance(value, bool):
        return "truth"
    kinds: dict[type, str] = {Number: "number", Period: "date", str: "text"}
    return kinds.get(type(value), "list")


def with_prints(number: Number) -> Number:
    """The set of all numbers that print as this one."""
    return replace(number, prints=True)
