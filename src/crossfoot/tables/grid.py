"""A printed table as an audit sees it: what each row and column holds, and how a check goes on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from crossfoot.documents.table import Table
from crossfoot.numbers.dates import Period, read_period, split_revision
from crossfoot.numbers.grammar import POINT, Convention, read_number
from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE, QUESTION, Judged, severity_of, verdict
from crossfoot.tables.columns import CODES, Cell, Column, Formula, Implied, is_head, read_columns
from crossfoot.tables.print_form import slip_in_print
from crossfoot.tables.whole_labels import counts, is_whole

TOTAL = re.compile(r"^(?:grand\s+|sub-?\s*)?totals?\b|\btotal\)?$", re.IGNORECASE)
# a label that says no more than "total" is a total of the rows beside it
BARE_TOTAL = re.compile(r"^(?:grand\s+|sub-?\s*)?totals?\b\s*(?:\([^)]*\))?[:*†‡\d]*$", re.IGNORECASE)
PART = re.compile(r"^(?:of which|o/w)\b", re.IGNORECASE)
MEASURE = re.compile(
    r"^(?:top\s+\d+|cr\s?\d+|hhi\b|herfindahl|average\b|mean\b|median\b|memo)", re.IGNORECASE
)
RATIO = re.compile(
    r"\b(?:ratio|shares?|rates?|percent(?:age)?s?|per cent|proportion|as a)\b|%", re.IGNORECASE
)
# a row that counts what the columns were computed from
OBSERVATIONS = re.compile(
    r"^(?:n|(?:n|no\.|number) (?:of )?obs\w*\.?|obs\.?|observations|sample(?: size)?)(?: \([^)]*\))?$",
    re.IGNORECASE,
)
NOT_ADDITIVE = re.compile(
    r"\b(?:ratio|rates?|cagr|average|avg|mean|median|index|prices?|growth|change|per|age|year|rank(?:ing)?|score|"
    r"points|[pt][- ]?values?|elasticity|yield|margin|intensity|density|codes?|hs)\b",
    re.IGNORECASE,
)


# what a check says besides its verdict: by name, what `Grid.record` takes
About = dict[str, Any]


@dataclass(frozen=True)
class Check(Judged):
    """One identity at one place. cells: the printed cells it stands on, as (table, row, column) from 0.

    row is printed from 1 and None for a check of the whole table. low and high are what the inputs
    allow, in the unit of the printed number; earliest_on and latest_on the same for days. of: row (from 0)
    and column of the sum, where another cell than the one that holds it is to blame. derived: row and column
    of the cells that a formula computes the number from, and the formula. weight: of what no formula tells,
    the odds (powers of ten) that it holds elsewhere by chance, and of what speaks of this place.
    """

    check: str
    table: str
    panel: str
    row: int | None
    column: str
    line: int
    printed: str
    low: Decimal | None
    high: Decimal | None
    earliest_on: date | None
    latest_on: date | None
    verdict: str
    severity: str
    diagnosis: str
    inputs: str
    evidence: str
    cells: frozenset[tuple[str, int, int]]
    position: int
    of: tuple[int, str] | None = None
    derived: tuple[tuple[tuple[int, int], ...], Formula] | None = field(default=None, compare=False)
    weight: tuple[float, float] | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """What identifies a check: kind, table, row from 0, column."""
        table = self.table + (f" ({self.panel})" if self.panel else "")
        if self.of:
            return (self.check, table, *self.of)
        return (self.check, table, None if self.row is None else self.row - 1, self.column)


class Grid:
    """Rows and columns of a table with their roles, and the way to put a check on record."""

    def __init__(self, table: Table, document: Convention | None = None):
        """document: how the tables of its document write numbers, where this one does not tell."""
        self.table = table
        # a table without a number is known by its name
        self.called = table.number or table.name
        self.key = self.called + (f" ({table.panel})" if table.panel else "")
        self.labels = table.labels
        self.columns = read_columns(table, document)
        self.repeated = {row for row in range(len(table.body)) if is_head(table, row)}

    def read(self, text: str, position: int) -> Number | None:
        """The number that a text prints, or would print, in a column."""
        return read_number(text, self._conventions[position])

    def is_label(self, text: str) -> bool:
        """Whether a text names a row; "under 15" does."""
        number = read_number(text, self._conventions[-1])
        return number is None or bool(number.meant)

    @cached_property
    def _conventions(self) -> dict[int, Convention]:
        """By position; of the last column at -1."""
        found = {column.position: column.convention for column in self.columns}
        return found | {-1: self.columns[-1].convention if self.columns else POINT}

    def number_at(self, place: tuple[int, int]) -> Cell | None:
        """The cell that prints a number in a row and a column, both from 0; None for no number."""
        return self._numbers.get(place)

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column.position): cell for column in self.columns for row, cell in column.numbers.items()
        }

    @cached_property
    def amounts(self) -> list[Column]:
        """Columns of numbers that are not years, numbering or codes."""
        codes = {column.position for column in self.columns if CODES.search(column.label)}
        return [
            column
            for column in self.columns
            if column.is_numeric
            and not column.is_years
            and not column.is_numbering
            and not (column.position in codes and not column.is_percentage)
        ]

    def row_label(self, row: int, column: int) -> str:
        """The nearest text to the left of a cell in its row."""
        cells = self.table.body[row]
        for position in range(min(column, len(cells)) - 1, -1, -1):
            text = cells[position].strip()
            # a dash names no row
            if re.search(r"\w", text) and self.is_label(text):
                return text
        return ""

    def first_label(self, row: int) -> str:
        return next((cell.strip() for cell in self.table.body[row] if cell.strip()), "")

    @cached_property
    def roles(self) -> list[str]:
        """Of each row: item, total, part (of which), measure (Top n, HHI, mean), group, repeated, blank."""
        found = [self._role(row, cells) for row, cells in enumerate(self.table.body)]
        items = [row for row, role in enumerate(found) if role == "item"]
        for row in {*items[:1], *items[-1:]}:
            if counts(self.first_label(row), len(items) - 1):
                found[row] = "total"
        return found

    def _role(self, row: int, cells: list[str]) -> str:
        label, filled = self.first_label(row), sum(bool(cell.strip()) for cell in cells)
        if row in self.repeated or not filled:
            return "repeated" if filled else "blank"
        if filled == 1 and len(cells) > 1 and self.is_label(label) and not TOTAL.match(label):
            return "group"
        if TOTAL.search(label) or is_whole(label, self.table.caption):
            return "total"
        if PART.match(label):
            return "part"
        return "measure" if MEASURE.match(label) else "item"

    @cached_property
    def items(self) -> list[int]:
        return [row for row, role in enumerate(self.roles) if role == "item"]

    @cached_property
    def under_head(self) -> set[int]:
        """The rows down to a head within the body, of text where the columns hold numbers."""
        numeric = [column for column in self.columns if column.is_numeric and column.position]
        for row in range(1, len(self.roles)):
            words = [column for column in numeric if row in column.cells and row not in column.numbers]
            if (
                len(words) > 1
                and 2 * len(words) > len(numeric)
                and all(any(letter.isalpha() for letter in column.cells[row].text) for column in words)
            ):
                return set(range(row))
        return set(range(len(self.roles)))

    @cached_property
    def groups(self) -> list[list[int]]:
        """Positions of columns under one spanning label, or alone."""
        header = self.table.header
        found: list[list[int]] = []
        for position in range(len(self.labels)):
            if len(header) > 1 and position and not header[0][position] and found and header[0][found[-1][0]]:
                found[-1].append(position)
            else:
                found.append([position])
        return found

    @cached_property
    def periods(self) -> dict[int, dict[int, Period]]:
        """By column of dates, the period that each cell prints, the first one where it was revised."""
        found = {}
        for column in self.columns:
            read = {
                row: period
                for row, cell in column.cells.items()
                if (period := read_period(split_revision(cell.text)[0]))
            }
            if len(read) >= 3 and 5 * len(read) >= 3 * len(column.cells):
                found[column.position] = read
        return found

    def where(self, cell: Cell) -> str:
        """A cell in words: row and column."""
        label = self.row_label(cell.row, cell.column)
        named = f"row {cell.row + 1}" + (f" ({label[:40]})" if label else "")
        return f"{named}, {self.labels[cell.column] or f'column {cell.column + 1}'}"

    def record(
        self,
        check: str,
        cell: Cell | None,
        judged: str,
        *,
        severity: str = "",
        cells: Iterable[Cell] = (),
        column: str = "",
        printed: str | None = None,
        low: Decimal | None = None,
        high: Decimal | None = None,
        earliest_on: date | None = None,
        latest_on: date | None = None,
        diagnosis: str = "",
        inputs: str = "",
        evidence: str = "",
        other_cells: Iterable[tuple[str, int, int]] = (),
        implied: Implied | None = None,
    ) -> Check:
        """A check of this table; of one cell, or of a column or the whole table when cell is None.

        severity: of what cannot be checked, a note unless it is a question. other_cells: of other tables.
        implied: what the number was held against, where a formula gives it.
        """
        stands_on = {(self.key, other.row, other.column) for other in cells} | set(other_cells)
        if cell:
            stands_on.add((self.key, cell.row, cell.column))
        return Check(
            check,
            self.called,
            self.table.panel,
            cell.row + 1 if cell and cell.row >= 0 else None,
            column or (self.labels[cell.column] if cell else ""),
            self._line(cell),
            (cell.text if cell else "") if printed is None else printed,
            low,
            high,
            earliest_on,
            latest_on,
            judged,
            severity_of(judged, severity),
            diagnosis,
            inputs,
            evidence,
            frozenset(stands_on),
            cell.column if cell else -1,
            derived=(tuple((one.row, one.column) for one in implied.cells), implied.formula)
            if implied and implied.formula
            else None,
        )

    def _line(self, cell: Cell | None) -> int:
        if cell is None:
            return self.table.first_line
        return self.table.body_lines[cell.row] if cell.row >= 0 else self.table.header_lines[0]

    def compare(
        self,
        check: str,
        cell: Cell,
        implied: Implied,
        words: str,
        evidence: str,
        explain: Callable[[], str] = lambda: "",
    ) -> Check:
        """The check of a printed number against what its inputs imply.

        words: which inputs; evidence: why they should; explain: looks for the slip behind a contradiction.
        """
        judged = verdict(cell.interval, implied.face, implied.feasible)
        return self.record(
            check,
            cell,
            judged,
            cells=implied.cells,
            low=implied.feasible.low,
            high=implied.feasible.high,
            inputs=words,
            evidence=evidence,
            diagnosis=slip_in_print(explain(), cell, self.columns) if judged == CONTRADICTED else "",
            implied=implied,
        )

    def missing(
        self, check: str, cell: Cell, inputs: list[Cell], words: str, evidence: str, reason: str
    ) -> Check:
        """A check that lacks an input. reason: which one."""
        return self.record(
            check, cell, NOT_CHECKABLE, cells=inputs, inputs=words, evidence=evidence, diagnosis=reason
        )

    def question(self, check: str, cell: Cell | None, diagnosis: str, **about: Any) -> Check:
        """What the author alone can settle."""
        return self.record(
            check, cell, NOT_CHECKABLE, severity=QUESTION, diagnosis=f"question: {diagnosis}", **about
        )
