"""How a table is written for people: described columns, fixed decimals, ISO dates, LF."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pandas as pd

from crossfoot import InputError

DICTIONARY = "data/dictionary.csv"
# what comes from binary arithmetic alone, and is no part of a bound
NOISE = Decimal("1e-9")
# a column that means the same in every table is described once, under this name
ANY_TABLE = "*"


def describe(table: str, columns: list[str], dictionary: pd.DataFrame) -> pd.DataFrame:
    """The dictionary's row for each column, in order: column, type, unit, decimals, meaning.

    dictionary: data/dictionary.csv, every cell text. Raises InputError for a column without a row.
    """
    known = dictionary[dictionary["table"].isin([table, ANY_TABLE])]
    # a row for this very table comes before one for any table
    known = known.sort_values("table", key=lambda names: names == ANY_TABLE, kind="stable")
    known = known.drop_duplicates("column").set_index("column")
    missing = [column for column in columns if column not in known.index]
    if missing:
        raise InputError(
            f"{DICTIONARY}: table {table}", f"no row for {', '.join(missing)}", "one for each column"
        )
    return known.loc[columns].reset_index()


def number_columns(dictionary: pd.DataFrame, tables: Iterable[str]) -> dict[str, set[str]]:
    """By table, the columns that the dictionary types as numbers."""
    numbers = dictionary[dictionary["type"] == "number"]
    return {table: set(numbers.loc[numbers["table"].isin([table, ANY_TABLE]), "column"]) for table in tables}


def fixed(column: str, value: float, decimals: int) -> str:
    """The number with that many decimals: a lower bound is rounded down and an upper bound up, so that a
    bound stays one; any other number to the nearest, ties away from zero.

    column: its name; bounds end in low and high.
    """
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(float(value)))
    nearest = exact.quantize(step, ROUND_HALF_UP)
    if column.endswith(("low", "high")) and abs(exact - nearest) > NOISE:
        nearest = exact.quantize(step, ROUND_FLOOR if column.endswith("low") else ROUND_CEILING)
    return f"{nearest + 0:f}"


def to_csv_text(table: str, frame: pd.DataFrame, dictionary: pd.DataFrame) -> str:
    """The frame as CSV, numbers with the decimals that the dictionary states; missing is empty."""
    return _as_text(table, frame, dictionary).to_csv(index=False, lineterminator="\n")


def _as_text(table: str, frame: pd.DataFrame, dictionary: pd.DataFrame) -> pd.DataFrame:
    """Numbers as text with the decimals that the dictionary states, dates in ISO form; the rest as it is."""
    texts = {}
    for row in describe(table, list(frame.columns), dictionary).itertuples():
        column = frame[row.column]
        if row.type == "number":
            decimals = int(row.decimals)
            texts[row.column] = column.map(
                lambda value, name=row.column, n=decimals: fixed(name, value, n), na_action="ignore"
            )
        elif row.type == "date":
            texts[row.column] = column.dt.strftime("%Y-%m-%d")
        else:
            texts[row.column] = column
    return pd.DataFrame(texts, columns=list(frame.columns))
