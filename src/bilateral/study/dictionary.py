"""What each column of each table is, from data/dictionary.csv: how it is checked, written and documented.

The dictionary, a frame with every cell text, has one row for each column of a table, in the table's order.
Under table * stand columns that mean the same in several tables: a row with table and column alone takes the
rest from there.

type: text, integer, number, date or boolean. decimals: of a number in the CSV. bound: low or high, rounded
outwards. missing: no, yes, or empty (a text without characters). What may stand there: minimum and maximum,
both included; values, separated by " | "; pattern, a regular expression. unique: yes where no value repeats.
"""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache

import numpy as np
import pandas as pd
import pyarrow

from bilateral.study.project import project
from crossfoot import InputError

DICTIONARY = "data/dictionary.csv"
# what comes from binary arithmetic alone, and is no part of a bound
NOISE = Decimal("1e-9")
ANY_TABLE = "*"
# types as pandas and Parquet call them
TYPES = {
    "text": ("str", pyarrow.string()),
    "integer": ("Int64", pyarrow.int64()),
    "number": ("float64", pyarrow.float64()),
    "date": ("datetime64[ns]", pyarrow.timestamp("ns")),
    "boolean": ("bool", pyarrow.bool_()),
}


@cache
def dictionary_of_project() -> pd.DataFrame:
    """The dictionary of the project's tables, from the installed package or the checkout. Do not alter it."""
    return pd.read_csv(project() / DICTIONARY, dtype=str, keep_default_na=False)


@cache
def bounds() -> dict[str, str]:
    """Of the project's columns that are bounds, low or high by the column's name."""
    rows = dictionary_of_project()
    return dict(rows.loc[rows["bound"] != "", ["column", "bound"]].itertuples(index=False))


def columns_of(table: str, dictionary: pd.DataFrame | None = None) -> list[str]:
    """The table's columns in order. dictionary: the project's where none is given."""
    rows = dictionary_of_project() if dictionary is None else dictionary
    return rows.loc[rows["table"] == table, "column"].tolist()


def values_of(table: str, column: str) -> list[str]:
    """What may stand in a column of one of the project's tables, where that is a closed list."""
    row = describe(table, [column], dictionary_of_project()).iloc[0]
    return row["values"].split(" | ")


def describe(table: str, columns: list[str], dictionary: pd.DataFrame) -> pd.DataFrame:
    """The dictionary's row for each column, in order, with what it takes from the row for any table.

    A table that the dictionary does not have is a study's own: its columns say no more than their names.
    Raises InputError for a column without a row.
    """
    if table not in set(dictionary["table"]):
        return pd.DataFrame(
            [dict.fromkeys(dictionary, "") | {"column": column, "decimals": "1"} for column in columns]
        )
    rows = dictionary[dictionary["table"].isin([table, ANY_TABLE]) & (dictionary["type"] != "")]
    places: dict[str, int] = {}
    for at, (whose, column) in enumerate(zip(rows["table"], rows["column"], strict=True)):
        if whose == table or column not in places:
            places[column] = at
    missing = [column for column in columns if column not in places]
    if missing:
        raise InputError(
            f"{DICTIONARY}: table {table}", f"no row for {', '.join(missing)}", "one for each column"
        )
    return rows.iloc[[places[column] for column in columns]].reset_index(drop=True)


def number_columns(dictionary: pd.DataFrame, tables: Iterable[str]) -> dict[str, set[str]]:
    """By table, the columns that the dictionary types as numbers."""
    numbers = dictionary[dictionary["type"] == "number"]
    return {table: set(numbers.loc[numbers["table"].isin([table, ANY_TABLE]), "column"]) for table in tables}


def check_table(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame of a clean table with the types of the project's dictionary, columns in order.

    Raises InputError naming the column, the row and the value that the dictionary refuses.
    """
    rows = describe(table, columns_of(table), dictionary_of_project())
    return _checked(f"clean table {table}", frame, rows)


def empty_table(table: str) -> pd.DataFrame:
    """The clean table of a study that has no figures for it: its columns with their types, and no row."""
    return check_table(table, pd.DataFrame(columns=columns_of(table)))


def to_arrow(table: str, frame: pd.DataFrame, dictionary: pd.DataFrame) -> pyarrow.Table:
    """The frame for Parquet: each column with its type, unit and meaning, and the table's name.

    Raises InputError as check_table.
    """
    rows = describe(table, columns_of(table, dictionary), dictionary)
    _checked(f"table {table}", frame, rows)
    fields = [
        pyarrow.field(row.column, TYPES[row.type][1], metadata={"unit": row.unit, "meaning": row.meaning})
        for row in rows.itertuples()
    ]
    typed = pyarrow.Table.from_pandas(frame, pyarrow.schema(fields), preserve_index=False)
    return typed.replace_schema_metadata({**typed.schema.metadata, "table": table})


def fixed(value: float, decimals: int, bound: str = "") -> str:
    """The number with that many decimals: a lower bound is rounded down and an upper bound up, so that a
    bound stays one; any other number to the nearest, ties away from zero.

    bound: low, high or empty, as in the dictionary.
    """
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(float(value)))
    nearest = exact.quantize(step, ROUND_HALF_UP)
    if bound and abs(exact - nearest) > NOISE:
        nearest = exact.quantize(step, ROUND_FLOOR if bound == "low" else ROUND_CEILING)
    return f"{nearest + 0:f}"


def to_csv_text(table: str, frame: pd.DataFrame, dictionary: pd.DataFrame) -> str:
    """The frame as CSV, numbers with the decimals that the dictionary states; missing is empty."""
    return _as_text(table, frame, dictionary).to_csv(index=False, lineterminator="\n")


def columns_page(dictionary: pd.DataFrame) -> str:
    """docs/columns.md: every column of every table, as Markdown."""
    lines = ["# Columns", "", f"Made from `{DICTIONARY}` by `python -m bilateral.study.dictionary`.", ""]
    for table in dict.fromkeys(dictionary["table"]):
        if table == ANY_TABLE:
            continue
        lines += [f"## {table}", "", "| column | type | unit | may be | meaning |", "|---|---|---|---|---|"]
        for row in describe(table, columns_of(table, dictionary), dictionary).itertuples():
            cells = [f"`{row.column}`", row.type, row.unit, _allowed(row), row.meaning]
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _checked(place: str, frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with the types of the dictionary's rows. Raises InputError for other columns, and for a value
    that they do not allow."""
    names = rows["column"].tolist()
    if list(frame) != names:
        raise InputError(place, f"the columns {', '.join(map(str, frame))}", ", ".join(names))
    return frame.assign(**{row.column: _typed(place, row, frame) for row in rows.itertuples()})


def _typed(place: str, row, frame: pd.DataFrame) -> pd.Series:
    """The column of one row of the dictionary, with its type."""
    column, missing_too = frame[row.column], row.missing == "yes"
    if column.dtype == object:
        # pandas cannot turn its NA into a number where a column holds objects
        column = column.where(column.notna(), None)
    kind = "boolean" if row.type == "boolean" and missing_too else TYPES[row.type][0]
    try:
        typed = column.astype(kind)
    except (TypeError, ValueError, OverflowError):
        refused = np.array([not _is_of(kind, value) for value in column])
    else:
        refused = _refused(row, typed)
        if not refused.any():
            return typed
    at = int(refused.argmax())
    place += f", column {row.column}" + (f", line {frame['line'].iloc[at]}" if "line" in frame else "")
    value = column.iloc[at]
    found = "nothing" if pd.isna(value) else repr(value.item() if hasattr(value, "item") else value)
    raise InputError(place, found, f"{row.type} ({_allowed(row)})" if _allowed(row) else row.type)


def _is_of(kind: str, value: object) -> bool:
    try:
        pd.Series([value], dtype=object).astype(kind)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _refused(row, typed: pd.Series) -> np.ndarray:
    """Whether each value of a column may not stand there."""
    missing = typed.isna().to_numpy()
    given, refused = typed[~missing], missing & (row.missing != "yes")
    is_text, wrong = row.type == "text", []
    if is_text and row.missing == "no":
        wrong.append(given == "")
    if row.values:
        values = row.values.split(" | ") + [""] * (row.missing == "empty")
        wrong.append(~given.isin(values if is_text else [_number(value) for value in values]))
    if row.pattern:
        wrong.append(~given.str.match(row.pattern))
    if row.minimum:
        wrong.append(given < _number(row.minimum))
    if row.maximum:
        wrong.append(given > _number(row.maximum))
    if row.unique:
        wrong.append(given.duplicated())
    for each in wrong:
        refused[~missing] |= each.to_numpy(dtype=bool)
    return refused


def _allowed(row) -> str:
    said = [
        f"{row.minimum} to {row.maximum}" if row.minimum and row.maximum else "",
        f"{row.minimum} or more" if row.minimum and not row.maximum else "",
        f"{row.maximum} or less" if row.maximum and not row.minimum else "",
        row.values.replace(" | ", ", "),
        f"`{row.pattern}`".replace("|", "\\|") if row.pattern else "",
        {"yes": "missing", "empty": "empty", "no": ""}[row.missing],
        "unique" if row.unique else "",
    ]
    return "; ".join(filter(None, said))


def _number(value: str | float) -> int | float:
    number = float(value)
    return int(number) if number.is_integer() else number


def _as_text(table: str, frame: pd.DataFrame, dictionary: pd.DataFrame) -> pd.DataFrame:
    """Numbers as text with the decimals that the dictionary states, dates in ISO form; the rest as it is."""
    texts = {}
    for row in describe(table, list(frame.columns), dictionary).itertuples():
        column = frame[row.column]
        if row.type == "number":
            texts[row.column] = column.map(
                lambda value, n=int(row.decimals), bound=row.bound: fixed(value, n, bound), na_action="ignore"
            )
        elif row.type == "date":
            texts[row.column] = column.dt.strftime("%Y-%m-%d")
        else:
            texts[row.column] = column
    return pd.DataFrame(texts, columns=list(frame.columns))


if __name__ == "__main__":
    print(columns_page(dictionary_of_project()), end="")
