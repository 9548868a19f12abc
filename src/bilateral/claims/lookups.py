"""Cells of published tables as values, found by filters."""

from decimal import Decimal
from typing import Any

import pandas as pd

from bilateral.claims.values import Value, is_equal, kind_of
from crossfoot import INFINITY, InputError, Interval, Number, Period, read_iso_date

# tables that list the largest alone: what they leave out is at most the last one they print
LARGEST_ALONE = frozenset({"chapter_shares"})
ISO_LENGTH = {"year": 4, "month": 7, "day": 10}
BOUNDS = {
    "from": lambda cell, bound: first_of(cell) >= first_of(bound),
    "until": lambda cell, bound: _last_of(cell) <= _last_of(bound),
}
# what a column holds; text where it is missing
Cell = Number | Period | str


class Absent(InputError):
    """The tables do not have what a filter asks for."""


class Tables:
    """Published tables by name; columns are read once and kept as values.

    known: values of checks that look at nothing but these tables, by check and text.
    """

    def __init__(self, frames: dict[str, pd.DataFrame]):
        self.frames = frames
        self.known: dict[tuple[str, str], Value] = {}
        self._columns: dict[tuple[str, str], list[Cell]] = {}
        self._rows: dict[tuple, list[int]] = {}

    def column(self, table: str, column: str, place: str) -> list[Cell]:
        """The cells of a column, "" where one is missing.

        A number with bounds beside it (column_low, column_high) has them; a number missing between bounds
        is the bounds. Columns column_from and column_to without `column` are read as one period.
        Raises InputError for a table or column that is not there.
        """
        if (table, column) not in self._columns:
            if table not in self.frames:
                raise InputError(place, f"table {table!r}", "one of " + ", ".join(sorted(self.frames)))
            frame = self.frames[table]
            if column in frame:
                cells = _cells(frame, column)
            elif {f"{column}_from", f"{column}_to"} <= set(frame.columns):
                ends = zip(_cells(frame, f"{column}_from"), _cells(frame, f"{column}_to"), strict=True)
                cells = [_between(*pair) for pair in ends]
            else:
                raise InputError(
                    place, f"{table}.{column}", f"a column of {table}: {', '.join(map(str, frame.columns))}"
                )
            self._columns[table, column] = cells
        return self._columns[table, column]

    def rows(self, table: str, filters: dict[str, Value], place: str) -> list[int]:
        """Positions of the rows that all filters leave, in the table's order.

        A filter's value may be a list: any of them. `column__from` and `column__until` bound numbers and
        dates, ends included; "" is a missing cell. Raises InputError for a column that is not there or a
        value of another kind, and Absent for one that the column never has.
        """
        key = (table, repr(sorted(filters.items(), key=lambda item: item[0])))
        if key not in self._rows:
            if table not in self.frames:
                self.column(table, "", place)
            left = list(range(len(self.frames[table])))
            for name, wanted in filters.items():
                left = self._filtered(left, table, name, wanted, place)
            self._rows[key] = left
        return self._rows[key]

    def _filtered(self, left: list[int], table: str, name: str, wanted: Value, place: str) -> list[int]:
        column, _, bound = name.partition("__")
        if bound and bound not in BOUNDS:
            raise InputError(place, f"filter {name}", f"{column}__from or {column}__until")
        cells = self.column(table, column, place)
        example = next((cell for cell in cells if cell != ""), "")
        options = [
            _like(option, example, f"{table}.{column}", place)
            for option in (wanted if isinstance(wanted, list) else [wanted])
        ]
        if bound:
            if len(options) != 1 or kind_of(example) == "text":
                raise InputError(place, f"filter {name}", "one number or date for a column of them")
            return [row for row in left if cells[row] != "" and BOUNDS[bound](cells[row], options[0])]
        found: set[int] = set()
        for option in options:
            rows = {row for row, cell in enumerate(cells) if _same(cell, option)}
            if not rows:
                expected = f"a value of {table}.{column}"
                raise Absent(place, f"{column}={shown(option)!r}, which {table} never has", expected)
            found |= rows
        return [row for row in left if row in found]


def first_of(value: Number | Period) -> Any:
    """The least number or the first day; what is compared is of one kind."""
    return value.first if isinstance(value, Period) else value.face.low


def _last_of(value: Number | Period) -> Any:
    return value.last if isinstance(value, Period) else value.face.high


def _between(start: Cell, end: Cell) -> Cell:
    return (
        Period(start.first, end.last, "days") if isinstance(start, Period) and isinstance(end, Period) else ""
    )


def _cells(frame: pd.DataFrame, column: str) -> list[Cell]:
    series = frame[column]
    if pd.api.types.is_bool_dtype(series):
        return ["" if pd.isna(cell) else ("yes" if cell else "no") for cell in series.tolist()]
    if pd.api.types.is_datetime64_any_dtype(series):
        return ["" if pd.isna(cell) else Period(cell.date(), cell.date(), "day") for cell in series]
    if not pd.api.types.is_numeric_dtype(series):
        return ["" if pd.isna(cell) else str(cell) for cell in series.tolist()]
    lows, highs = (
        frame[name].tolist() if name in frame else [None] * len(frame)
        for name in (f"{column}_low", f"{column}_high")
    )
    return [_number(*cell) for cell in zip(series.tolist(), lows, highs, strict=True)]


def _number(value: float | None, low: float | None, high: float | None) -> Number | str:
    # str() gives a number back as it was printed
    exact = None if pd.isna(value) else Interval.exactly(str(value))
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return "" if exact is None else Number(exact, exact)
    bounds = Interval(Decimal(str(low)), Decimal(str(high)), open_high=low < high)
    return Number(exact or bounds, bounds)


def _like(option: Value, example: Value, column: str, place: str) -> Value:
    """A filter's value as the column has them; ISO text for a date."""
    if option == "":
        return option
    if isinstance(example, Period) and isinstance(option, str):
        option = read_iso_date(option) or option
    if kind_of(option) != kind_of(example):
        expected = f"a {kind_of(example)}" + (" (ISO)" if isinstance(example, Period) else "")
        raise InputError(place, f"{shown(option)} for {column}", expected)
    return option


def _same(cell: Value, option: Value) -> bool:
    if cell == "" or option == "":
        return cell == option
    if isinstance(cell, Number):
        # a filter means what is printed, not everything that the print can stand for
        exact = cell.face.low == cell.face.high
        return exact and isinstance(option, Number) and cell.face.low in option.face
    return is_equal(cell, option) is True


def shown(value: Value) -> str:
    """A value as text: ISO dates, plain digits."""
    if isinstance(value, Number):
        low, high = (f"{end:f}" for end in (value.face.low, value.face.high))
        return low if low == high else f"{low} to {high}"
    if isinstance(value, Period):
        if value.precision in ISO_LENGTH:
            return value.first.isoformat()[: ISO_LENGTH[value.precision]]
        return f"{value.first.isoformat()} to {value.last.isoformat()}"
    return str(value)


def rank_among(own: Number | None, others: list[Number]) -> Number:
    """The rank of a number among others, 1 the largest; None is one that a list of the largest leaves out."""
    if own is None:
        return Number.between(Interval(Decimal(len(others) + 1), INFINITY))
    face, wide = (
        (
            1 + sum(mine.is_below(other) for other in rivals),
            1 + sum(not other.is_below(mine) and other != mine for other in rivals),
        )
        for mine, rivals in (
            (own.face, [other.face for other in others]),
            (own.wide, [other.wide for other in others]),
        )
    )
    ties = sum(other.wide == own.wide for other in others)
    return Number(
        Interval(Decimal(face[0]), Decimal(face[1])), Interval(Decimal(wide[0]), Decimal(wide[1] + ties))
    )
