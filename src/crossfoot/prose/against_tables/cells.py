"""The cells of a document's tables as a sentence can name them: by row, column, code and year, in units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from crossfoot.documents.table import Table
from crossfoot.numbers.grammar import Convention, is_missing
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import NOT_CHECKABLE, QUESTION
from crossfoot.numbers.words import CURRENCIES, SCALES
from crossfoot.prose.against_tables.names import Names
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare
from crossfoot.prose.word_stems import BRACKETED, YEAR, Words, short_forms, stems
from crossfoot.prose.years import place_of
from crossfoot.tables.columns import CODES, Cell, Column
from crossfoot.tables.grid import RATIO, Grid

SIGN = re.compile(
    r"US\$|A\$|C\$|S\$|HK\$|\$|€|£|¥|₹|\b(?:USD|JPY|INR|EUR|GBP|CNY|RMB|dollars?|yen|rupees|euros?)\b",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"\b(?:thousand|million|billion|trillion|mn|bn|tn|lakh|crore)s?\b|['’]000\b", re.IGNORECASE
)
# counted, whatever the unit of the other columns
COUNTED = re.compile(r"\b(?:number of|nos?\.|count of|employees|employment|persons|people)\b", re.IGNORECASE)
SIGNS = {"dollar": "$", "dollars": "$", "yen": "JPY", "rupees": "INR", "euro": "EUR", "euros": "EUR"}


@dataclass(frozen=True)
class Entry:
    """A cell: number in units; kind M, P or N; currency "" where none is printed; sure: whether the unit is
    printed; years it is of, and its row; label of its row; stems of it; code of its row where the table is of
    codes."""

    grid: Grid
    cell: Cell
    number: Number
    kind: str
    currency: str
    sure: bool
    years: frozenset[int]
    row_years: frozenset[int]
    label: str
    row: frozenset[str]
    code: str

    @property
    def place(self) -> str:
        """In words: table, row, column."""
        label = f" ({self.label[:40]})" if self.label else ""
        column = self.grid.labels[self.cell.column] or f"column {self.cell.column + 1}"
        return f"{self.title}, row {self.cell.row + 1}{label}, {column}"

    @property
    def title(self) -> str:
        return title_of(self.grid)


@dataclass(frozen=True)
class Line:
    """A row or column. place: from 0; label as printed; words, short, years: of its label; is_total: whether
    it sums others; cells: by the place across."""

    is_row: bool
    place: int
    label: str
    words: frozenset[str]
    short: frozenset[str]
    years: frozenset[int]
    is_total: bool
    cells: dict[int, Entry] = field(compare=False)

    def is_named(self, said: Words) -> bool:
        """Whether a text has all words of its label or a short form; of a label without words, as printed."""
        if not self.words:
            return len(self.label) > 4 and not self.years and self.label in said.text
        return self.words <= said.stems or bool(self.short & said.short)

    def shares(self, said: Words) -> int:
        """How many words of its label a text has; one more for its year. 0 where the years differ."""
        if self.years and said.years and not self.years & said.years:
            return 0
        return len(self.words & said.stems) + bool(self.years & said.years)


def title_of(grid: Grid) -> str:
    return f"Table {grid.key}" if grid.table.number else grid.called


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

    @property
    def title(self) -> str:
        return title_of(self.grid)

    @cached_property
    def lines(self) -> tuple[list[Line], list[Line]]:
        """Its rows and columns that hold numbers."""
        return _lines_of(self.grid, self.entries)

    @cached_property
    def by_place(self) -> dict[tuple[int, int], Entry]:
        """Its cells by row and column."""
        return {(entry.cell.row, entry.cell.column): entry for entry in self.entries}

    @cached_property
    def names(self) -> Names:
        """What a text can call its rows and columns."""
        return Names(self.grid, (entry.cell for entry in self.entries))

    @cached_property
    def has_years(self) -> bool:
        return 2 * sum(bool(entry.years) for entry in self.entries) > len(self.entries)

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of all its text, and how the longer ones begin."""
        table, grid = self.grid.table, self.grid
        lines = [line.label for lines in self.lines for line in lines]
        words = stems(" ".join([table.caption, table.panel, table.unit, *grid.labels, *lines]))
        return words, frozenset(word[:6] for word in words if len(word) > 4)

    def has_words(self, said: frozenset[str]) -> bool:
        """Whether its text has all these stems, but for their endings: "exporter" of "exports"."""
        words, begun = self._words
        return all(word in words or len(word) > 4 and word[:6] in begun for word in said)

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
            if position not in self.grid.periods and self.grid.is_label(text) and not is_missing(text):
                return text
        return ""

    def _entry(self, column: Column, cell: Cell, codes: dict[int, Cell]) -> Entry | None:
        table, grid = self.grid.table, self.grid
        label, first = column.label, self._name(cell)
        code = codes[cell.row].text if cell.row in codes else ""
        if grid.roles[cell.row] == "repeated":
            return None
        of_row = frozenset(int(year) for year in YEAR.findall(grid.first_label(cell.row)))
        of_row = of_row or frozenset(
            int(other.cells[cell.row].amount.value)
            for other in grid.columns
            if other.is_years and cell.row in other.numbers
        )
        years = frozenset(int(year) for year in YEAR.findall(label)) or of_row
        printed = [table.body[cell.row][cell.column], label, first, table.unit, table.panel, table.caption]
        kind, currency, scale, sure = NUMBER, "", 0, False
        percent = (
            cell.amount.unit == "%"
            or column.is_percentage
            or re.search(r"%|\bper ?cent", f"{label} {table.unit}", re.IGNORECASE)
            or re.search(
                r"\((?:per ?cent|%)|in per ?cent|, (?:per ?cent|%)\W*$", table.caption, re.IGNORECASE
            )
        )
        if percent:
            kind, sure = PERCENT, True
        else:
            sign, scale = _unit(printed[:3] if COUNTED.search(label) else printed)
            currency = SIGNS.get(sign.lower(), CURRENCIES.get(sign.upper(), CURRENCIES.get(sign, "")))
            kind, sure = MONEY if sign else NUMBER, bool(sign or scale)
        number = _scaled(cell, scale)
        return Entry(grid, cell, number, kind, currency, sure, years, of_row, first, stems(first), code)


def _unit(printed: list[str]) -> tuple[str, int]:
    """The sign or word of a currency, and the power of ten, that the nearest of these texts print."""
    signs = (match[0] for text in printed if (match := SIGN.search(text)))
    sign = next(signs, "")
    words = (match[0].lower() for text in printed[1:] if (match := SCALE.search(text)))
    word = (SCALE.search(printed[0]) or [next(words, "")])[0].lower().rstrip("s")
    return sign, 3 if word.endswith("000") else SCALES.get(word, 0)


def _scaled(cell: Cell, scale: int) -> Number:
    if not scale:
        return Number(cell.face, cell.interval)
    value = cell.amount.value.scaleb(scale)
    return Number(Interval.exactly(value), Interval.rounded(value, cell.amount.decimals - scale))


def _lines_of(grid: Grid, entries: Iterable[Entry]) -> tuple[list[Line], list[Line]]:
    """The rows and the columns of a table that hold numbers."""
    rows: dict[int, dict[int, Entry]] = {}
    columns: dict[int, dict[int, Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.cell.row, {})[entry.cell.column] = entry
        columns.setdefault(entry.cell.column, {})[entry.cell.row] = entry
    of_table = frozenset(BRACKETED.findall(grid.table.caption))
    found = []
    for row, cells in sorted(rows.items()):
        labels = [cell.label for cell in cells.values() if cell.label]
        label, is_total = (labels or [grid.first_label(row)])[0], grid.roles[row] == "total"
        short = short_forms(label) | (of_table if is_total else frozenset())
        line = _line(True, row, label, short, is_total, cells)
        dated = frozenset(year for cell in cells.values() for year in cell.row_years)
        found.append(replace(line, years=line.years or dated))
    heads = [
        _line(False, column, grid.labels[column], frozenset(), False, cells)
        for column, cells in sorted(columns.items())
    ]
    # what every head says tells none from another
    common = frozenset.intersection(*(line.words for line in heads)) if len(heads) > 2 else frozenset()
    return found, [replace(line, words=line.words - common) for line in heads]


def _line(is_row: bool, place: int, label: str, short: frozenset[str], is_total: bool, cells: dict) -> Line:
    years = frozenset(int(year) for year in YEAR.findall(label))
    return Line(is_row, place, label, stems(label), short, years, is_total, cells)


# so many tables that a sentence does not name are looked at
MOST = 8


class Tables:
    """The tables of a document, by number and by the words that name their rows and columns."""

    def __init__(self) -> None:
        self.by_number: dict[str, list[Index]] = {}
        self._by_word: dict[str, list[tuple[Index, Line, frozenset[int]]]] = {}

    def add(self, index: Index) -> None:
        self.by_number.setdefault(index.number, []).append(index)
        rows, columns = index.lines
        years = frozenset(year for line in rows for year in line.years)
        for line in [*rows, *columns]:
            # of a column over the years one word is enough
            in_part = years if not line.is_row else frozenset()
            keys = line.words if in_part else {max(sorted(line.words), key=len)} if line.words else set()
            for word in {*keys, *line.short}:
                self._by_word.setdefault(word, []).append((index, line, in_part))

    def few(self) -> list[Index]:
        """All of them where they are few: for a sentence that names no row of any."""
        found = [one for indexes in self.by_number.values() for one in indexes]
        return found if len(found) <= MOST else []

    def meant(self, sentence: Sentence) -> list[Index]:
        """The tables that a sentence or its passage names, and those of which they name most lines."""
        cited = [one for number in sentence.named for one in self.by_number.get(number, [])]
        named: Counter[Index] = Counter()
        said = Words.of(sentence.text)
        for words, weight in ((said, 2), (Words.of(sentence.before), 1)):
            for word in sorted(words.stems | words.short):
                for index, line, years in self._by_word.get(word, []):
                    if years & said.years or line.is_named(words):
                        named[index] += weight
        return [*cited, *(one for one, _ in named.most_common(MOST) if one not in cited)]


def told(
    sentence: Sentence, kind: str, stated: Quantity, number: Number, against: str, **about: Any
) -> Statement:
    """A quantity of a sentence held against a number of a table. about: as for `compare`."""
    stands_on = about.pop("stands_on", [stated])
    span = place_of(sentence, stated)
    return compare(sentence, span, kind, stated, [number], stands_on, against=against, **about)


def asked(one: Statement, why: str) -> Statement:
    """The same as a question."""
    return replace(one, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=f"question: {why}")


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
