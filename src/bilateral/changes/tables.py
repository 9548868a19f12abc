"""What moved between two builds in published tables: cells, rows, and verdicts on claims."""

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


def rows_of(text: str) -> list[dict[str, str]]:
    """Its rows, cells as text."""
    return list(csv.DictReader(io.StringIO(text)))


def rows_before(old: str, new: str, numbers: set[str]) -> list[dict[str, str] | None]:
    """For each row of the new CSV text, the row of the same key in the old one; None where it has none."""
    before, after = rows_of(old), rows_of(new)
    shared = [column for column in _header(new) if column in _header(old) and column not in numbers]
    keys = _key_columns(before, after, shared)
    one = _by_key(before, keys)
    return [one.get(key) for key in _by_key(after, keys)]


def _table_changes(old: str, new: str, numbers: set[str]) -> list[tuple[str, str, str, str]]:
    before, after = rows_of(old), rows_of(new)
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
