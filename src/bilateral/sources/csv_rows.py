"""Rows of a CSV of official figures in columns of its own, every cell still text, each with its line."""

import re

from bilateral.sources.amounts import PLAIN, settle
from bilateral.sources.sheets import Line, Sheet, read_sheet
from bilateral.sources.trade_rows import Repairs
from crossfoot import InputError

NUMERIC = re.compile(r"\d[\d.,' \u00a0\u202f’]*")


def read_series(content: bytes, name: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows, `line` (from 1) as their last column; before it `repairs` where a number was written
    anew.

    Raises InputError for what is not a table, a row of another width, or no rows.
    """
    return series_of(read_sheet(content, name))


def series_of(sheet: Sheet) -> tuple[list[str], list[list[str]]]:
    """As read_series, of a file that is open already."""
    records = sheet.records()
    line, header = next(records)
    if len(header) < 2:
        # what a source answers in place of figures
        raise InputError(
            f"{sheet.name}: line {line}", repr(" ".join(header)[:120]), "a table of several columns"
        )
    try:
        rows = list(records)
    except InputError as error:
        raise InputError(error.place, error.found, f"{len(header)}: {', '.join(header)[:200]}") from None
    if not rows:
        raise InputError(sheet.name, "no rows", "a header and rows of figures")
    repairs = _decimal_commas(rows, header, sheet.name) if sheet.delimiter == ";" else {}
    if repairs:
        return [*header, "repairs", "line"], [
            [*cells, str(repairs.get(line, "")), str(line)] for line, cells in rows
        ]
    return [*header, "line"], [[*cells, str(line)] for line, cells in rows]


def _decimal_commas(rows: list[Line], header: list[str], name: str) -> dict[int, Repairs]:
    """Writes columns of numbers with decimal commas, which semicolons between cells make likely, with
    points."""
    repairs: dict[int, Repairs] = {}
    for at, column in enumerate(header):
        cells = [(line, cells[at]) for line, cells in rows if cells[at]]
        if all(text.isdigit() for _, text in cells) or not all(NUMERIC.fullmatch(text) for _, text in cells):
            continue
        convention = settle(cells, f"{name}: column {column}", surely=False)
        if convention == PLAIN:
            continue
        for line, row in rows:
            if row[at]:
                used = Repairs().amount(row[at], convention, PLAIN, 0)
                if used != row[at]:
                    repairs.setdefault(line, Repairs()).add(
                        column, row[at], used, "number_format", str(convention)
                    )
                    row[at] = used
    return repairs
