"""The cells of a document's tables as a sentence can name them: by row, column, code and year, in units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from crossfoot.documents.table import Table
from crossfoot.numbers.grammar import Convention
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.words import CURRENCIES, SCALES
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, Quantity
from crossfoot.tables.columns import CODES, Cell, Column
from crossfoot.tables.grid import RATIO, Grid

# words that tell no row or column from another
STOP_WORDS = (
    "the and for from with that this its per all are was were has have had been not total totals number "
    "share shares percent percentage year years million billion trillion thousand usd jpy inr eur value "
    "values amount amounts country countries other which whose than more less about over"
)
STOP = frozenset(STOP_WORDS.split())
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
WORD = re.compile(r"[^\W\d_]{3,}")
UNIT = re.compile(
    r"(?:(?P<sign>US\$|A\$|C\$|S\$|HK\$|\$|€|£|¥|₹|\b(?:USD|JPY|INR|EUR|GBP|CNY|RMB|dollars?|yen|"
    r"rupees|euros?)\b)?\s?(?P<scale>\b(?:thousand|million|billion|trillion|mn|bn|tn|lakh|crore)s?\b|"
    r"'000|’000)?)",
    re.IGNORECASE,
)
SIGNS = {"dollar": "$", "dollars": "$", "yen": "JPY", "rupees": "INR", "euro": "EUR", "euros": "EUR"}


@dataclass(frozen=True)
class Entry:
    """A cell: number in units; kind M, P or N; currency "" where none is printed; sure: whether the unit is
    printed; years it is of; stems of its row and column labels; code of its row where the table is of
    codes."""

    grid: Grid
    cell: Cell
    number: Number
    kind: str
    currency: str
    sure: bool
    years: frozenset[int]
    row: frozenset[str]
    column: frozenset[str]
    code: str
    total: bool

    @property
    def place(self) -> str:
        """In words: table, row, column."""
        return f"Table {self.grid.key}, {self.grid.where(self.cell)}"


class Index:
    """The entries of one table."""

    def __init__(self, table: Table, document: Convention | None = None):
        """document: as for `Grid`."""
        self.grid = Grid(table, document)
        self.number = table.number

    @cached_property
    def entries(self) -> list[Entry]:
        found = []
        for place, column in enumerate(self.grid.columns):
            if (
                column.is_years
                or column.is_numbering
                or (
                    CODES.search(column.label) and not column.is_percentage and not RATIO.search(column.label)
                )
            ):
                continue
            found += [
                entry
                for cell in column.numbers.values()
                if (entry := self._entry(column, cell, self._codes(place)))
            ]
        return found

    @cached_property
    def has_years(self) -> bool:
        return 2 * sum(bool(entry.years) for entry in self.entries) > len(self.entries)

    def _codes(self, place: int) -> dict[int, Cell]:
        """The codes that stand before the values of a column: in its own cells, or in the column left of it
        in its group."""
        columns = self.grid.columns
        column = columns[place]
        before = columns[place - 1] if place else None
        if not before:
            return {}
        same_group = any(before.position in group and column.position in group for group in self.grid.groups)
        if before.position == column.position or (same_group and CODES.search(before.label)):
            return before.cells
        return {}

    def _name(self, cell: Cell) -> str:
        """The nearest text left of a cell that is not a number, date or code."""
        cells = self.grid.table.body[cell.row]
        for position in range(cell.column - 1, -1, -1):
            text = cells[position].strip()
            if text and position not in self.grid.periods and self.grid.is_label(text):
                return text
        return ""

    def _entry(self, column: Column, cell: Cell, codes: dict[int, Cell]) -> Entry | None:
        table, grid = self.grid.table, self.grid
        label, first = column.label, self._name(cell)
        code = codes[cell.row].text if cell.row in codes else ""
        if cell.amount.bound or grid.roles[cell.row] == "repeated":
            return None
        years = {int(year) for year in YEAR.findall(label)} or {
            int(year) for year in YEAR.findall(self.grid.first_label(cell.row))
        }
        printed = [table.body[cell.row][cell.column], label, first, table.unit, table.panel, table.caption]
        kind, currency, scale, sure = NUMBER, "", 0, False
        percent = (
            cell.amount.unit == "%"
            or column.is_percentage
            or re.search(r"%|\bper ?cent", f"{label} {table.unit}", re.IGNORECASE)
            or (re.search(r"\(per ?cent|\(%|in per ?cent", table.caption, re.IGNORECASE))
        )
        if percent:
            kind, sure = PERCENT, True
        else:
            for text in printed:
                if match := next((match for match in UNIT.finditer(text) if match[0].strip()), None):
                    sign, word = match["sign"] or "", (match["scale"] or "").lower().rstrip("s")
                    currency = SIGNS.get(sign.lower(), CURRENCIES.get(sign.upper(), CURRENCIES.get(sign, "")))
                    scale = 3 if word.endswith("000") else SCALES.get(word, 0)
                    kind, sure = (MONEY if sign else NUMBER), True
                    # the sign in a cell leaves the scale to the labels
                    if scale or text is not printed[0]:
                        break
        number = _scaled(cell, scale)
        return Entry(
            grid,
            cell,
            number,
            kind,
            currency,
            sure,
            frozenset(years),
            stems(first),
            stems(label),
            code,
            grid.roles[cell.row] == "total",
        )


def _scaled(cell: Cell, scale: int) -> Number:
    if not scale:
        return Number(cell.face, cell.interval)
    value = cell.amount.value.scaleb(scale)
    return Number(Interval.exactly(value), Interval.rounded(value, cell.amount.decimals - scale))


def stems(text: str) -> frozenset[str]:
    """The words of a text that tell things apart, without their plural."""
    return frozenset(
        stem for word in WORD.findall(text.lower()) if (stem := _stem(word)) not in STOP and word not in STOP
    )


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def fits(entry: Entry, quantity: Quantity) -> bool:
    """Whether a cell can be of the kind of a quantity."""
    if quantity.kind in (PERCENT, FRACTION):
        return entry.kind == PERCENT
    if quantity.kind == MONEY:
        return entry.kind == MONEY and (
            not entry.currency
            or entry.currency == quantity.currency
            or {entry.currency, quantity.currency} == {"$", "USD"}
        )
    return entry.kind == NUMBER
