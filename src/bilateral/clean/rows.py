"""Rows of a CSV as text: what a cleaner asks of them, and how it names what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bilateral.errors import StudyError


def require(rows: pd.DataFrame, name: str, columns: list[str]) -> None:
    """Raises StudyError for the first column that is missing. rows: with `line` as their last column."""
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        raise StudyError(f"{name}: line 1", f"no column {missing[0]!r} among {', '.join(rows.columns[:-1])}", ", ".join(columns))


def fault(row: dict, name: str, column: str, expected: str, found: str | None = None) -> StudyError:
    """The error for one cell. found: what of it is wrong, where that is not the whole cell."""
    return StudyError(f"{name}: line {row['line']}, column {column}", repr(row[column] if found is None else found), expected)


def known(row: dict, name: str, column: str, values: Iterable[str], where: str = "") -> str:
    """The cell. Raises StudyError when it is none of the values. where: the file that lists them, if long."""
    if row[column] not in values:
        raise fault(row, name, column, where or "one of " + ", ".join(values))
    return row[column]


def once(frame: pd.DataFrame, keys: list[str], name: str, what: str = "figure for") -> None:
    """Raises StudyError for the first row whose keys an earlier row has. what: what such a row is."""
    twice = frame[frame.duplicated(keys)]
    if len(twice):
        row = twice.iloc[0]
        raise StudyError(f"{name}: line {row['line']}", f"a second {what} {', '.join(str(row[key]) for key in keys)}", "one")
