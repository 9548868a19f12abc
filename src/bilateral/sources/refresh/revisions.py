"""What a new snapshot says otherwise than the one before it."""

from decimal import Decimal, InvalidOperation

from bilateral.sources.refresh.answers import KEYS, Row, key_of

COLUMNS = ["key", "change", "old", "new", "note"]


def compare_snapshots(source: str, old: list[Row], new: list[Row]) -> list[Row]:
    """Rows of COLUMNS, in the order of the key: revised values, rows that are new, rows that are gone.

    old, new: rows of the source's snapshots, cells as text. 1 and 1.0 are one value. note: for Comtrade, the
    HS revision where it changed, since old and new are then codes of two lists.
    """
    keys, value = KEYS[source]
    before, after = ({key_of(row, keys): row for row in rows} for rows in (old, new))
    changes = []
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        revisions = [row.get("classificationCode", "") for row in (one, other) if row]
        note = f"HS revision {revisions[0]}, now {revisions[1]}" if len(set(revisions)) == 2 else ""
        if one and other and _same(one[value], other[value]) and not note:
            continue
        was, now = one[value] if one else "", other[value] if other else ""
        change = (
            "added" if not one else "removed" if not other else "revision" if _same(was, now) else "revised"
        )
        changes.append(dict(zip(COLUMNS, (" ".join(key), change, was, now, note), strict=True)))
    return changes


def describe(source: str, changes: list[Row], since: str, most: int = 20) -> str:
    """The table, as text for the terminal. since: the day of the earlier snapshot."""
    if not changes:
        return f"{source}: no value differs from the snapshot of {since}"
    counts = {
        change: sum(row["change"] == change for row in changes)
        for change in ("revised", "added", "removed", "revision")
    }
    said = ", ".join(f"{count} {change}" for change, count in counts.items() if count)
    lines = [f"{source}: against the snapshot of {since}: {said}"]
    lines += [
        f"  {row['key']}: {row['old'] or '(none)'} → {row['new'] or '(none)'}"
        + (f"  {row['note']}" if row["note"] else "")
        for row in changes[:most]
    ]
    if len(changes) > most:
        lines.append(f"  … and {len(changes) - most} more")
    return "\n".join(lines)


def _same(one: str, other: str) -> bool:
    try:
        return one == other or Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
