"""The columns a cleaner relies on, checked before it reads a cell."""

from crossfoot import InputError, Table


def require_columns(table: Table, expected: list[str]) -> None:
    """Raises InputError naming each column that is missing, is one too many, or stands elsewhere."""
    printed = [" ".join(label.lower().split()) for label in table.labels]
    wanted = [" ".join(label.lower().split()) for label in expected]
    if printed == wanted:
        return
    missing = [label for label in expected if label.lower() not in printed]
    extra = [
        label or f"(column {n} without a label)"
        for n, label in enumerate(table.labels, start=1)
        if label.lower() not in wanted or printed.count(label.lower()) > wanted.count(label.lower())
    ]
    found = [f"no column {label!r}" for label in missing] + [
        f"a column {label!r} too many" for label in extra
    ]
    if len(missing) == len(expected):
        # another table altogether
        found = [
            f"none of the columns of its role in config.yaml, but {', '.join(filter(None, table.labels))}"
        ]
    raise InputError(
        table.place(),
        " and ".join(found) or f"columns in another order, {len(printed)} for {len(wanted)}",
        f"{len(expected)} columns: " + ", ".join(label or "(no label)" for label in expected),
    )


def cell_error(table: Table, row: int, column: int, expected: str) -> InputError:
    """The error for a cell that is not what its column holds; row and column count from 0."""
    found = repr(table.body[row][column])
    if (row, column) in table.corrected:
        found += f" from {table.corrected[row, column]}"
    if table.body_lines[row] in table.irregular_lines:
        found += f" in a row without the table's {len(table.header[0])} cells"
    return InputError(table.place(row, column), found, expected)
