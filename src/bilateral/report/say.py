"""How prose says a value: with its unit, a true minus sign, and the places that it comes from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pandas as pd

from bilateral.report.bound import Place, address_of, merged
from bilateral.report.values import VALUE, Bound, as_bound
from bilateral.study.dictionary import fixed
from crossfoot import InputError

MONTHS = "January February March April May June July August September October November December".split()
# a month, a day or a period, open at one end or not; a year says itself, and 2023/1781 is another number
A_DATE = r"\d{4}(?:-\d\d){1,2}"
DATE = re.compile(
    rf"https?://\S+|(?<![\d.-])(?:{A_DATE}(?:/(?:{A_DATE}|\.\.))?|\d{{4}}/\.\.|\.\./\d{{4}}(?:-\d\d){{0,2}})(?![\d/-])"
)
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


class Said(str):
    """A text with the places of the values that it says."""

    places: tuple[Place, ...]

    def __new__(cls, text: str, places: tuple[Place, ...] = ()) -> Said:
        said = super().__new__(cls, text)
        said.places = places
        return said

    def __repr__(self) -> str:
        return str(self)

    def __add__(self, other: str) -> Said:
        return Said(str(self) + str(other), merged([*self.places, *getattr(other, "places", ())]))

    def __radd__(self, other: str) -> Said:
        return Said(str(other) + str(self), self.places)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": str(self), VALUE: {"text": str(self), "places": address_of(self.places)}}


def number(x: Any, decimals: int = 0, *, sign: bool = False) -> Said:
    """1,441; sign: +1,441."""
    return _said(x, decimals, sign=sign)


def percent(x: Any, decimals: int = 0, *, sign: bool = False) -> Said:
    """x: in percent. 23%"""
    return _said(x, decimals, after="%", sign=sign)


def yen(x: Any, decimals: int = 1, *, unit: str = "billion") -> Said:
    """x: in ¥ billion; unit: what it is said in. ¥845.5 billion"""
    return _said(_in_unit(x, "billion", unit), decimals, "¥", f" {unit}")


def usd(x: Any, decimals: int = 0, *, unit: str = "million") -> Said:
    """x: in US$ million; unit: what it is said in. US$5,636 million, US$5.6 billion"""
    return _said(_in_unit(x, "million", unit), decimals, "US$", f" {unit}")


SIZES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def _in_unit(x: Any, of: str, unit: str) -> Any:
    """An amount of one unit in another. Raises InputError for a unit that none knows."""
    if unit not in SIZES:
        raise InputError("an amount of money", f"the unit {unit!r}", ", ".join(SIZES))
    return x if unit == of else x * SIZES[of] / SIZES[unit]


# what stands before and after the digits
AROUND: dict[Callable, tuple[str, str]] = {
    number: ("", ""),
    percent: ("", "%"),
    yen: ("¥", " billion"),
    usd: ("US$", " million"),
}


def between(low: Any, high: Any, say: Callable = number, decimals: int = 0) -> Said:
    """From a lower to an upper bound, rounded outwards; one number where both are one.

    say: number, percent, yen or usd, whose unit is said once: ¥2,072 to 2,093 billion.
    """
    if say not in AROUND:
        raise InputError("between(…)", f"say={getattr(say, '__name__', say)}", "number, percent, yen or usd")
    low, high = _number(low), _number(high)
    if low > high:
        raise InputError("between(…)", f"{low} above {high}", "the lower number first")
    before, after = AROUND[say]
    places = merged([*low.places, *high.places])
    if low == high:
        return Said(_signed(_digits(low, decimals, ""), before, after), places)
    least, most = _digits(low, decimals, "low"), _digits(high, decimals, "high")
    if least == most:
        return Said(_signed(least, before, after), places)
    # a sign belongs to its number, so that a currency then stands with both
    if before and "−" in least:
        return Said(f"{_signed(least, before, '')} to {_signed(most, before, after)}", places)
    return Said(f"{_signed(least, before, '')} to {most}{after}", places)


def day(x: Any) -> Said:
    """8 December 2023; of a text such as 2023-12 or 2023 the month or the year; of a period (EDTF) such as
    2005-07/2006-04 July 2005 to April 2006, of 2018-07/.. from July 2018, of ../2024 by 2024."""
    bound = x if isinstance(x, Bound) else Bound(x)
    cell = bound.value
    if isinstance(cell, datetime.date):
        text = f"{cell.day} {MONTHS[cell.month - 1]} {cell.year}"
    else:
        text = _written_period(str(cell))
    return Said(text, bound.places)


def days_in(text: str) -> str:
    """A text with its dates and periods, written as in data, as `day` says them. 2023-12-08 as 8 December
    2023; what only looks like a date stays."""

    def said(found: re.Match) -> str:
        try:
            return _written_period(found[0])
        except InputError:
            return found[0]

    return DATE.sub(said, text)


def _written_period(text: str) -> str:
    first, slash, last = text.partition("/")
    if not slash:
        return _written_day(text)
    if last == "..":
        return f"from {_written_day(first)}"
    return f"by {_written_day(last)}" if first == ".." else f"{_written_day(first)} to {_written_day(last)}"


def _written_day(text: str) -> str:
    parts = text.split("-")
    shape = [len(part) for part in parts]
    if not all(part.isascii() and part.isdigit() for part in parts) or shape not in ([4], [4, 2], [4, 2, 2]):
        raise InputError("day(…)", repr(text), "a date such as 2023-12-08, 2023-12 or 2023")
    try:
        date = datetime.date(*map(int, [*parts, "1", "1"][:3]))
    except ValueError:
        raise InputError("day(…)", repr(text), "a day of the calendar") from None
    words = [str(date.day), MONTHS[date.month - 1], str(date.year)]
    return " ".join(words[3 - len(parts) :])


def words(x: Any, *, capital: bool = False) -> Said:
    """A whole number as a word to twelve, in digits beyond."""
    bound = _number(x)
    if bound.value != int(bound.value):
        raise InputError("words(…)", str(bound), "a whole number")
    count = int(bound.value)
    text = NUMBERS[count] if 0 <= count < len(NUMBERS) else _digits(bound, 0, "")
    return Said(text.capitalize() if capital else text, bound.places)


def either(condition: Any, yes: str, no: str) -> Said:
    """The word that the data choose."""
    chosen = yes if condition else no
    return Said(str(chosen), merged([*getattr(condition, "places", ()), *getattr(chosen, "places", ())]))


def listed(texts: Iterable[str], joint: str = ", ") -> Said:
    """a, b and c, with the places of each. joint: "; " for parts that have commas of their own."""
    parts = [text if isinstance(text, Said) else Said(str(text)) for text in texts]
    if not parts:
        raise InputError("listed(…)", "no text", "one or more")
    whole = joint.join(parts[:-1])
    and_ = " and " if joint == ", " else f"{joint}and "
    text = f"{whole}{and_}{parts[-1]}" if whole else str(parts[-1])
    return Said(text, merged(place for part in parts for place in part.places))


def _said(x: Any, decimals: int, before: str = "", after: str = "", sign: bool = False) -> Said:
    bound = _number(x)
    digits = _digits(bound, decimals, bound.side)
    if sign and bound.value > 0:
        digits = f"+{digits}"
    return Said(_signed(digits, before, after), bound.places)


def _number(x: Any) -> Bound:
    bound = as_bound(x)
    if not isinstance(bound, Bound) or not isinstance(bound.value, int | float) or pd.isna(bound.value):
        raise InputError("a value to be said", f"{getattr(bound, 'value', bound)!r}", "a number")
    return bound


def _digits(bound: Bound, decimals: int, side: str) -> str:
    digits = f"{Decimal(fixed(bound.value, decimals, side)):,}".replace("-", "−")
    # what rounds to nothing has no sign
    return digits if digits.strip("−0.") else digits.removeprefix("−")


def _signed(digits: str, before: str, after: str) -> str:
    """The sign stands before a currency."""
    unsigned = digits.lstrip("−+")
    return f"{digits[: len(digits) - len(unsigned)]}{before}{unsigned}{after}"
