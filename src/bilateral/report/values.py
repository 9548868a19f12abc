"""Values of published tables that compute like the numbers that they are and keep where they come from."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import pandas as pd

from bilateral.report.bound import BoundTable, Place, address_of, conditions, merged
from bilateral.study.dictionary import bounds
from crossfoot import InputError

# under this type a kernel says the text of a value and its places
VALUE = "application/vnd.bilateral.value+json"
FLIPPED = {"low": "high", "high": "low", "": ""}


class Bound:
    """A number, text or day with the places that it comes from.

    side: low or high for a bound, which is rounded outwards; empty for any other. at: of a series' value, the
    key that it stands at, such as the year.
    """

    # numpy leaves arithmetic with one to this class
    __array_ufunc__ = None

    def __init__(self, value: Any, places: tuple[Place, ...] = (), side: str = "", at: Bound | None = None):
        self.value, self.places, self.side, self.at = _python(value), places, side, at

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if isinstance(self.value, pd.Timestamp):
            return self.value.date().isoformat()
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(self.value, spec) if spec else str(self)

    def __hash__(self) -> int:
        return hash(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __int__(self) -> int:
        return int(self.value)

    def __index__(self) -> int:
        return operator.index(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __neg__(self) -> Bound:
        return Bound(-self.value, self.places, FLIPPED[self.side])

    def __abs__(self) -> Bound:
        return self if self.value >= 0 else -self

    def __round__(self, decimals: int | None = None) -> Bound:
        return Bound(round(self.value, decimals), self.places)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        # a number of several decimals needs its form, a text or a whole number is said as it is
        said = isinstance(self.value, str | int) and not isinstance(self.value, bool)
        place = {"text": str(self), "places": address_of(self.places)}
        return {"text/plain": str(self), VALUE: place if said else {"unsaid": type(self.value).__name__}}


def _binary(
    compute: Callable, side: Callable[[Bound, Bound], str], swapped: bool = False
) -> Callable[[Bound, Any], Any]:
    def method(self: Bound, other: Any) -> Any:
        if hasattr(other, "__array__") and not isinstance(_python(other), int | float):
            # a column of a frame: for display and filters, which keep places by their rows
            return compute(other, self.value) if swapped else compute(self.value, other)
        if not isinstance(bound := as_bound(other), Bound):
            return NotImplemented
        left, right = (bound, self) if swapped else (self, bound)
        return Bound(
            compute(left.value, right.value), merged([*left.places, *right.places]), side(left, right)
        )

    return method


def _compared(compare: Callable) -> Callable[[Bound, Any], Any]:
    return lambda self, other: compare(self.value, other.value if isinstance(other, Bound) else other)


def _one_side(left: str, right: str) -> str:
    """low and low stay low; a bound and an exact number is one; low and high are neither."""
    return left or right if not (left and right and left != right) else ""


def _of(flips: bool, factors: bool) -> Callable[[Bound, Bound], str]:
    """The side of a result. flips: the second number counts the other way, as in a difference or a ratio;
    factors: of numbers below zero nothing can be said."""

    def side(left: Bound, right: Bound) -> str:
        found = _one_side(left.side, FLIPPED[right.side] if flips else right.side)
        return found if not factors or (left.value >= 0 and right.value >= 0) else ""

    return side


for _name, _compute, _side in (
    ("add", operator.add, _of(flips=False, factors=False)),
    ("sub", operator.sub, _of(flips=True, factors=False)),
    ("mul", operator.mul, _of(flips=False, factors=True)),
    ("truediv", operator.truediv, _of(flips=True, factors=True)),
):
    setattr(Bound, f"__{_name}__", _binary(_compute, _side))
    setattr(Bound, f"__r{_name}__", _binary(_compute, _side, swapped=True))
for _name in ("eq", "ne", "lt", "le", "gt", "ge"):
    setattr(Bound, f"__{_name}__", _compared(getattr(operator, _name)))


class Series:
    """The values of a column in the order of their key, such as the year."""

    def __init__(self, place: str, values: dict[Any, Bound]):
        self._place, self._values = place, dict(sorted(values.items()))

    def __getitem__(self, key: Any) -> Bound:
        key = key.value if isinstance(key, Bound) else _python(key)
        if key not in self._values:
            raise InputError(self._place, f"no value at {key!r}", f"one of {self._keys()}")
        return self._values[key]

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Bound]:
        return iter(self._values.values())

    def __repr__(self) -> str:
        return f"<{self._place}: {len(self)} values, {self._keys()}>"

    @property
    def first(self) -> Bound:
        return next(iter(self))

    @property
    def last(self) -> Bound:
        return next(reversed(self._values.values()))

    @property
    def largest(self) -> Bound:
        return max(self, key=lambda bound: bound.value)

    @property
    def smallest(self) -> Bound:
        return min(self, key=lambda bound: bound.value)

    @property
    def total(self) -> Bound:
        first, *others = self
        return reduce(operator.add, others, first)

    def _keys(self) -> str:
        """The keys in words: 2015 to 2024, or one by one where years are missing between them."""
        keys = list(self._values)
        whole = all(isinstance(key, int) for key in keys) and keys[-1] - keys[0] == len(keys) - 1
        return f"{keys[0]} to {keys[-1]}" if whole or len(keys) > 12 else ", ".join(map(str, keys))


def as_bound(value: Any) -> Any:
    """A number or a day as a Bound without places; a Bound as it is; anything else as it is."""
    if isinstance(value, Bound):
        return value
    value = _python(value)
    return Bound(value) if isinstance(value, int | float | pd.Timestamp | pd.Timedelta) else value


def one_value(table: BoundTable, column: str, where: dict) -> Bound:
    """The one cell that `where` leaves. Raises InputError when it is not one, or empty."""
    rows = table.rows(where, column)
    if len(rows) != 1:
        raise InputError(
            f"results/{table.name}", f"{len(rows)} rows with {conditions(where)}", f"one, for its {column}"
        )
    if pd.isna(table.frame.loc[rows[0], column]):
        raise InputError(f"results/{table.name}", f"an empty cell with {conditions(where)}", f"its {column}")
    return _cell(table, rows[0], column)


def row_count(table: BoundTable, where: dict) -> Bound:
    rows = table.rows(where, "")
    return Bound(len(rows), (table.place(rows, ""),))


def one_series(table: BoundTable, column: str, by: str, where: dict) -> Series:
    """The column's values by another column. Rows whose cell is empty are not part of it.

    Raises InputError for two rows of one key, and where no row has a value.
    """
    place = f"results/{table.name}: {column} with {conditions(where)}"
    values: dict[Any, Bound] = {}
    table.rows({}, by)
    for row in table.rows(where, column):
        key = _cell(table, row, by)
        if key.value in values:
            raise InputError(place, f"two rows with {by} {key}", f"one for each {by}")
        values[key.value] = _cell(table, row, column)
        values[key.value].at = key
    values = {key: value for key, value in values.items() if not pd.isna(value.value)}
    if not values:
        raise InputError(place, "no value", "one or more")
    return Series(place, values)


def _cell(table: BoundTable, row: int, column: str) -> Bound:
    side = "" if table.is_point(row, column) else bounds().get(column, "")
    return Bound(table.frame.loc[row, column], (table.place([row], column),), side)


def _python(value: Any) -> Any:
    """A number of numpy as Python's own."""
    return (
        value.item()
        if re.match("numpy", type(value).__module__) and not getattr(value, "shape", 1)
        else value
    )
