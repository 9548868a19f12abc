"""What moved between two builds: figures of published tables, and verdicts on claims."""

from __future__ import annotations

import csv
import io

import pandas as pd

CHANGES = ["table", "key", "column", "old", "new"]
ROW, TABLE = "(row)", "(table)"
MISSING, THERE = "missing", "there"
CLAIMS = "claims"
VERDICTS = ("verdict", "outside_verdict")


def compare_results(old: dict[str, str], new: dict[str, str], numbers: dict[str, set[str]]) -> pd.DataFrame:
    """Each cell that differs between two sets of published tables: table, key, column, old, new.

    old, new: CSV text by table. numbers: by table, the columns that hold numbers, which are never keys. A
    row or table that only one side has is one change, of the column (row) or (table).
    """
    changes = []
    for table in sorted(old.keys() | new.keys()):
        if table not in old or table not in new:
            changes.append(
                (table, "", TABLE, THERE if table in old else MISSING, THERE if table in new else MISSING)
            )
        elif old[table] != new[table]:
            changes += [
                (table, *change)
                for change in _table_changes(old[table], new[table], numbers.get(table, set()))
            ]
    return pd.DataFrame(changes, columns=CHANGES)


def verdict_changes(changes: pd.DataFrame) -> pd.DataFrame:
    """The claims whose verdict changed, appeared or went: rows of compare_results."""
    of_claims = changes["table"] == CLAIMS
    return changes[of_claims & changes["column"].isin([*VERDICTS, ROW])]


def describe_changes(changes: pd.DataFrame, most: int) -> str:
    """The changes for a terminal: verdicts first, then figures by table, at most `most` a table."""
    if changes.empty:
        return "Nothing moved: every published table is the same."
    verdicts = verdict_changes(changes)
    lines = [f"Claims whose verdict changed: {len(verdicts)}"]
    lines += [f"  {row.key}: {_names(row)}" for row in verdicts.itertuples()]
    whole = changes[changes["column"] == TABLE]
    lines += [
        f"Only in the {'new' if row.old == MISSING else 'old'} build: {row.table}"
        for row in whole.itertuples()
    ]
    figures = changes.drop([*verdicts.index, *whole.index])
    lines.append(f"Figures that moved: {len(figures)} in {figures['table'].nunique()} tables")
    for table, of_table in figures.groupby("table", sort=True):
        lines.append(f"{table}: {len(of_table)}")
        lines += [
            f"  {row.key}{', ' if row.key else ''}{_names(row)}" for row in of_table.head(most).itertuples()
        ]
        if len(of_table) > most:
            lines.append(f"  … and {len(of_table) - most} more")
    return "\n".join(lines)


def _names(row) -> str:
    return f"{row.column}: {row.old or 'empty'} → {row.new or 'empty'}"


def _table_changes(old: str, new: str, numbers: set[str]) -> list[tuple[str, str, str, str]]:
    before, after = _rows(old), _rows(new)
    # a table without rows has no header in a reader of rows
    columns = list(dict.fromkeys([*_header(old), *_header(new)]))
    shared = [column for column in columns if column in _header(old) and column in _header(new)]
    keys = _key_columns(before, after, [column for column in shared if column not in numbers])
    one, other = _by_key(before, keys), _by_key(after, keys)
    changes = []
    for key in [*one, *(key for key in other if key not in one)]:
        label = _label(key)
        if key not in one or key not in other:
            changes.append((label, ROW, THERE if key in one else MISSING, THERE if key in other else MISSING))
            continue
        for column in columns:
            if one[key].get(column) != other[key].get(column):
                ends = (row.get(column, "no such column") for row in (one[key], other[key]))
                changes.append((label, column, *ends))
    return changes


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _header(text: str) -> list[str]:
    return next(csv.reader(io.StringIO(text)), [])


def _key_columns(before: list[dict], after: list[dict], columns: list[str]) -> list[str]:
    """The first columns that tell the rows of both sides apart; all of them where none do."""
    for count in range(1, len(columns) + 1):
        keys = columns[:count]
        if all(
            len({tuple(row[key] for key in keys) for row in rows}) == len(rows) for rows in (before, after)
        ):
            return keys
    return columns


def _by_key(rows: list[dict], keys: list[str]) -> dict[tuple, dict]:
    """Rows by key and, last in it, which row of that key it is."""
    found: dict[tuple, dict] = {}
    seen: dict[tuple, int] = {}
    for row in rows:
        key = tuple(row[name] for name in keys)
        seen[key] = seen.get(key, 0) + 1
        found[*key, seen[key]] = row
    return found


def _label(key: tuple) -> str:
    *parts, count = key
    return " ".join(part for part in parts if part) + (f" ({count})" if count > 1 else "")
