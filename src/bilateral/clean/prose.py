"""The numbers and parts of the texts, typed."""

import pandas as pd

from crossfoot import InputError

NUMBERS = ["text", "line", "position", "number"]
PARTS = ["text", "line", "kind", "label"]
KINDS = ("section", "table", "figure", "note", "reference", "item")


def clean_prose_numbers(rows: pd.DataFrame, name: str, texts: list[str]) -> pd.DataFrame:
    """Each number of the prose: text, line, position (on its line, from 1), number (as printed).

    rows: every cell text. Raises InputError for an unknown text, a line or position that is none, or one
    twice.
    """
    return _typed(rows, name, texts, NUMBERS, ["text", "line", "position"])


def clean_document_parts(rows: pd.DataFrame, name: str, texts: list[str]) -> pd.DataFrame:
    """Each labelled part of the texts: text, line, kind (of KINDS), label.

    Raises InputError as clean_prose_numbers.
    """
    parts = _typed(rows, name, texts, PARTS, ["text", "line", "kind", "label"])
    for row, kind in enumerate(parts["kind"], start=2):
        if kind not in KINDS:
            raise InputError(f"{name}: line {row}, column kind", repr(kind), "one of " + ", ".join(KINDS))
    return parts


def _typed(
    rows: pd.DataFrame, name: str, texts: list[str], columns: list[str], keys: list[str]
) -> pd.DataFrame:
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        raise InputError(f"{name}: line 1", f"no column {missing[0]!r}", ", ".join(columns))
    frame = rows[columns].copy()
    for row, record in enumerate(frame.to_dict("records"), start=2):
        place = f"{name}: line {row}"
        if record["text"] not in texts:
            raise InputError(f"{place}, column text", repr(record["text"]), "one of " + ", ".join(texts))
        for column in {"line", "position"} & set(columns):
            if not record[column].isdecimal() or int(record[column]) < 1:
                raise InputError(f"{place}, column {column}", repr(record[column]), "a number from 1")
        if not all(record.values()):
            raise InputError(place, "an empty cell", ", ".join(columns))
    frame = frame.astype({column: int for column in ("line", "position") if column in columns})
    twice = frame[frame.duplicated(keys)]
    if len(twice):
        raise InputError(
            f"{name}: line {twice.index[0] + 2}", "a row a second time", "each " + ", ".join(keys) + " once"
        )
    return frame
