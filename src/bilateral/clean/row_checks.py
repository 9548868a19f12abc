"""Rows of a CSV as text: what a cleaner asks of them, and how it names what is wrong."""

from collections.abc import Iterable

import pandas as pd

from crossfoot import InputError, Number, read_number


def require(rows: pd.DataFrame, name: str, columns: list[str]) -> None:
    """Raises InputError for the first column that is missing. rows: with `line` as their last column."""
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        found = f"no column {missing[0]!r} among {', '.join(rows.columns[:-1])}"
        raise InputError(f"{name}: line 1", found, ", ".join(columns))


def fault(row: dict, name: str, column: str, expected: str, found: str | None = None) -> InputError:
    """The error for one cell. found: what of it is wrong, where that is not the whole cell."""
    return InputError(
        f"{name}: line {row['line']}, column {column}",
        repr(row[column] if found is None else found),
        expected,
    )


def known(row: dict, name: str, column: str, values: Iterable[str], where: str = "") -> str:
    """The cell. Raises InputError when it is none of the values. where: the file that lists them, if long."""
    if row[column] not in values:
        raise fault(row, name, column, where or "one of " + ", ".join(values))
    return row[column]


def year_of(row: dict, name: str, column: str = "year") -> int:
    """Raises InputError where the cell is no year of four digits."""
    text = row[column]
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise fault(row, name, column, "a year of four digits")
    return int(text)


def number_of(row: dict, name: str, column: str, expected: str, text: str | None = None) -> Number:
    """The number that a cell prints, or `text`, the part of it that is one. Raises InputError for no number,
    or one that is marked."""
    number = read_number(row[column] if text is None else text)
    if number is None or not number.is_plain:
        raise fault(row, name, column, expected)
    return number


def once(frame: pd.DataFrame, keys: list[str], name: str, what: str = "figure for") -> None:
    """Raises InputError for the first row whose keys an earlier row has. what: what such a row is."""
    twice = frame[frame.duplicated(keys)]
    if len(twice):
        row = twice.iloc[0]
        found = f"a second {what} {', '.join(str(row[key]) for key in keys)}"
        raise InputError(f"{name}: line {row['line']}", found, "one")


def within(rows: pd.DataFrame, years: dict[str, int], place: str) -> pd.DataFrame:
    """The rows of a table with a `year` that lie in the study's years; what has no year of digits is left to
    its cleaner.

    years: first and last, both included. Raises InputError when none is left.
    """
    year = pd.to_numeric(rows["year"], errors="coerce")
    left = rows[~((year < years["first"]) | (year > years["last"]))]
    if left.empty:
        expected = f"some of {years['first']} to {years['last']}, the study's years"
        raise InputError(f"config.yaml: {place}", f"figures of {_years(year)}", expected)
    return left.reset_index(drop=True)


def _years(year: pd.Series) -> str:
    """The years as 2010, 2020, or as 2010 to 2020 where they are many."""
    years = sorted({int(one) for one in year.dropna()})
    if len(years) > 3:
        return f"{years[0]} to {years[-1]}"
    return ", ".join(map(str, years)) or "no year"
