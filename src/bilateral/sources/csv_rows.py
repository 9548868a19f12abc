"""Rows of a CSV of official figures, every cell still text, each with its line."""

from __future__ import annotations

import csv
import io

from crossfoot import InputError


def read_series(content: bytes, name: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows, `line` (from 1) as their last column.

    Raises InputError for text that is no UTF-8, a row of another width, or no rows.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            name, f"byte 0x{content[error.start]:02x}, which is no UTF-8", "UTF-8 text"
        ) from error
    reader = csv.reader(io.StringIO(text))
    header = [cell.strip() for cell in next(reader, [])]
    rows = []
    for row in reader:
        if not row:
            continue
        if len(row) != len(header):
            raise InputError(
                f"{name}: line {reader.line_num}", f"{len(row)} cells", f"{len(header)}: {', '.join(header)}"
            )
        rows.append([cell.strip() for cell in row] + [str(reader.line_num)])
    if not rows:
        raise InputError(name, "no rows", "a header and rows of figures")
    return [*header, "line"], rows
