"""Numbers as a table prints them: with its own separators, decimal sign and decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers.slips import decimals_of
from crossfoot.tables.columns import Cell, Column

BY_TWOS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?!\d)")
PLAIN_THOUSANDS = re.compile(r"(?<![\d.,])\d{4,}(?![\d,])")
SLIP = re.compile(r": (\d+(?:\.\d+)?) for (\d+(?:\.\d+)?)$")


def in_print(value: Decimal, cell: Cell, columns: list[Column]) -> str:
    """A value as the column of a cell would print it, with the decimals of the cell or what more it needs."""
    column = [one for one in columns if one.position == cell.column and cell.row in one.cells][-1]
    decimals = max(0, cell.amount.decimals, decimals_of(value))
    whole, _, fraction = f"{abs(value):.{decimals}f}".partition(".")
    texts = [cell.text, *(other.text for other in column.numbers.values())]
    if any(BY_TWOS.search(text) for text in texts) and len(whole) > 3:
        whole = ",".join([*re.findall(r"\d{1,2}(?=(?:\d\d)*$)", whole[:-3]), whole[-3:]])
    elif len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", _separator(texts, column))
    sign = "-" if value < 0 else ""
    return sign + whole + (column.convention.decimal + fraction if fraction else "")


def _separator(texts: list[str], column: Column) -> str:
    """What sets thousands apart in the column: as the first number does that has any, and a comma if none."""
    apart = re.compile(rf"\d([{re.escape(column.convention.groups)}])\d{{3}}(?!\d)")
    found = next((match[1] for text in texts if (match := apart.search(text))), None)
    if found is None and not any(PLAIN_THOUSANDS.search(text) for text in texts):
        return "," if column.convention.decimal == "." else "."
    return found or ""


def slip_in_print(slip: str, cell: Cell, columns: list[Column]) -> str:
    """A slip ("two digits exchanged: 1128 for 1182") with its numbers as the column prints them."""
    return SLIP.sub(
        lambda match: ": " + " for ".join(in_print(Decimal(part), cell, columns) for part in match.groups()),
        slip,
    )
