"""A printed table as an audit sees it: what each row and column holds, and how a check goes on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from crossfoot.documents.table import Table
from crossfoot.numbers.dates import Period, read_period, split_revision
from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.number import Number, is_not_available, read_number
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE, QUESTION, Judged, severity_of, verdict

CURRENCY = re.compile(r"^(?P<sign>[-–−+]?)\s*(?:(?:US|A|C|NZ|S|HK)?[$€£¥₹]|Rs\.?\s|JPY\s?|USD\s?)\s*")
CODE_AND_VALUE = re.compile(r"^(?P<code>\d{1,10})\s+(?P<value>[-–−]?\d[\d,]*(?:\.\d+)?%?)$")
YEAR = re.compile(r"^(?:19|20)\d\d$")
TOTAL = re.compile(r"^(?:grand\s+|sub-?\s*)?totals?\b|\btotal\)?$", re.IGNORECASE)
# a label that says no more than "total" is a total of the rows beside it
BARE_TOTAL = re.compile(r"^(?:grand\s+|sub-?\s*)?totals?\b\s*(?:\([^)]*\))?[:*†‡\d]*$", re.IGNORECASE)
PART = re.compile(r"^(?:of which|o/w)\b", re.IGNORECASE)
MEASURE = re.compile(
    r"^(?:top\s+\d+|cr\s?\d+|hhi\b|herfindahl|average\b|mean\b|median\b|memo)", re.IGNORECASE
)
COUNTED = re.compile(r"(?:\bnos?\.(?=\s|$)|\bnumber\b|\bcounts?\b|#)", re.IGNORECASE)
NUMBERED = re.compile(
    r"^(?:rank(?:ing)?|nos?\.?|number|#|s/?n|sr\.?|item|round|serial no\.?)$", re.IGNORECASE
)
RATIO = re.compile(
    r"\b(?:ratio|shares?|rates?|percent(?:age)?s?|per cent|proportion|as a)\b|%", re.IGNORECASE
)
CODES = re.compile(r"\b(?:HS|SITC|ISIC|codes?|chapters?|headings?|lines?|pages?|id)\b", re.IGNORECASE)
NOT_ADDITIVE = re.compile(
    r"\b(?:ratio|rates?|average|avg|mean|median|index|prices?|growth|change|per|age|year|rank(?:ing)?|score|"
    r"points|elasticity|yield|margin|intensity|density|codes?|hs)\b",
    re.IGNORECASE,
)

# a number in brackets is negative where the column or row can be, or a note says so
BRACKETED = re.compile(r"^\(\s?(?P<number>\d[\d,]*(?:\.\d+)?\s?%?)\s?\)$")
CAN_BE_NEGATIVE = re.compile(r"\b(?:balances?|net|surplus(?:es)?|change|difference)\b", re.IGNORECASE)
ROW_CAN_BE_NEGATIVE = re.compile(r"^(?:(?:\w+ ){0,2}balance|net|surplus)\b", re.IGNORECASE)
SAYS_NEGATIVE = re.compile(
    r"\b(?:parenthes[ei]s|brackets)\b[^.;]*\bnegative|\bnegative\b[^.;]*\b(?:parenthes[ei]s|brackets)\b",
    re.IGNORECASE,
)
SAYS_OTHERWISE = re.compile(
    r"\b(?:standard errors?|s\.e\.|t[- ](?:stat\w*|values?|ratios?)|p[- ]values?|shares?|percentages?|"
    r"(?:confidence )?intervals?|ranges?)\b[^.;]*\b(?:parenthes[ei]s|brackets)\b",
    re.IGNORECASE,
)


# what a check says besides its verdict: by name, what `Grid.record` takes
About = dict[str, Any]


@dataclass(frozen=True)
class Check(Judged):
    """One identity at one place. cells: the printed cells it stands on, as (table, row, column) from 0.

    row is printed from 1 and None for a check of the whole table. low and high are what the inputs
    allow, in the unit of the printed number; earliest_on and latest_on the same for days.
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

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """What identifies a check: kind, table, row from 0, column."""
        table = self.table + (f" ({self.panel})" if self.panel else "")
        return (self.check, table, None if self.row is None else self.row - 1, self.column)


@dataclass(frozen=True)
class Cell:
    """A printed cell, or the part of one that holds a value of its own; number: None where it prints none."""

    row: int
    column: int
    text: str
    number: Number | None

    @property
    def amount(self) -> Number:
        """The number it prints. Raises ValueError where it prints none."""
        if self.number is None:
            raise ValueError(f"{self.text!r} is not a number")
        return self.number

    @property
    def interval(self) -> Interval:
        return self.amount.wide

    @property
    def face(self) -> Interval:
        """The number as printed; a cap has no single value."""
        return self.amount.face


@dataclass(frozen=True)
class Implied:
    """What printed cells imply for another: at face value, and all that their rounding allows."""

    cells: list[Cell]
    face: Interval
    feasible: Interval


def sum_of(cells: list[Cell]) -> Implied:
    return Implied(cells, total(cell.face for cell in cells), total(cell.interval for cell in cells))


@dataclass(frozen=True)
class Column:
    """Cells of one printed column by row; two Columns where each cell prints a code and a value."""

    position: int
    label: str
    cells: dict[int, Cell]

    @cached_property
    def numbers(self) -> dict[int, Cell]:
        return {row: cell for row, cell in self.cells.items() if cell.number and cell.number.bound != ">"}

    @cached_property
    def is_numeric(self) -> bool:
        return len(self.numbers) >= 3 and 2 * len(self.numbers) >= len(self.cells)

    @cached_property
    def is_percentage(self) -> bool:
        return 2 * sum(cell.amount.unit == "%" for cell in self.numbers.values()) > len(self.numbers)

    @cached_property
    def is_years(self) -> bool:
        return len(self.cells) >= 3 and 3 * sum(
            bool(YEAR.match(cell.text)) for cell in self.cells.values()
        ) >= 2 * len(self.cells)

    @cached_property
    def is_numbering(self) -> bool:
        """Whole numbers of which most follow on each other, at the left or under a label that says so."""
        values = [int(cell.amount.value) for cell in self.numbers.values() if _is_plain(cell.amount)]
        if (
            len(values) < 3
            or 2 * len(values) < len(self.cells)
            or not (NUMBERED.match(self.label) or self.position == 0)
        ):
            return False
        steps = [after - before == 1 for before, after in pairwise(values)]
        # one number that is out of line spoils two steps, two that are exchanged spoil three and leave no gap
        spoilt = len(steps) - sum(steps)
        exchanged = sorted(values) == list(range(min(values), max(values) + 1)) and 2 * spoilt <= len(steps)
        return not self.is_years and any(steps) and (spoilt <= max(2, len(steps) * 0.3) or exchanged)


def _is_plain(number: Number) -> bool:
    return not (number.decimals or number.unit or number.bound or number.mark)


def read_amount(text: str) -> Number | None:
    """A number with or without a sign of currency."""
    return read_number(CURRENCY.sub(r"\g<sign>", text.strip()).lstrip("+"))


class Grid:
    """Rows and columns of a table with their roles, and the way to put a check on record."""

    def __init__(self, table: Table):
        self.table = table
        # a table without a number is known by its name
        self.called = table.number or table.name
        self.key = self.called + (f" ({table.panel})" if table.panel else "")
        self.labels = table.labels
        self.columns = [part for position in range(len(self.labels)) for part in self._read_column(position)]
        self.repeated = {row for row, cells in enumerate(table.body) if cells in table.header}

    def _read_column(self, position: int) -> list[Column]:
        label = self.labels[position]
        texts = {
            row: cells[position].strip()
            for row, cells in enumerate(self.table.body)
            if cells[position].strip()
        }
        texts = {row: text for row, text in texts.items() if self.table.body[row] not in self.table.header}
        pairs = {row: match for row, text in texts.items() if (match := CODE_AND_VALUE.match(text))}
        if len(pairs) >= 3 and 2 * len(pairs) >= len(texts):
            codes = {
                row: Cell(row, position, match["code"], read_amount(match["code"]))
                for row, match in pairs.items()
            }
            rest = {row: pairs[row]["value"] if row in pairs else text for row, text in texts.items()}
            return [Column(position, label, codes), Column(position, label, _cells(rest, position, False))]
        return [
            Column(
                position,
                label,
                _cells(texts, position, bool(COUNTED.search(label)), self._negative(texts, label)),
            )
        ]

    def _negative(self, texts: dict[int, str], label: str) -> set[int]:
        """The rows whose numbers in brackets are negative, as a note, the column or the row allows."""
        bracketed = {row for row, text in texts.items() if BRACKETED.match(text)}
        about = [*self.table.notes, self.table.caption, label]
        if not bracketed or any(SAYS_OTHERWISE.search(text) for text in about):
            return set()
        if any(SAYS_NEGATIVE.search(text) for text in about):
            return bracketed
        # where all numbers of the column are in brackets, it is how the column is set
        if CAN_BE_NEGATIVE.search(label) and any(read_amount(text) for text in texts.values()):
            return bracketed
        return {row for row in bracketed if ROW_CAN_BE_NEGATIVE.match(self.first_label(row))}

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
            if text and read_amount(text) is None:
                return text
        return ""

    def first_label(self, row: int) -> str:
        return next((cell.strip() for cell in self.table.body[row] if cell.strip()), "")

    @cached_property
    def roles(self) -> list[str]:
        """Of each row: item, total, part (of which), measure (Top n, HHI, mean), group, repeated, blank."""
        return [self._role(row, cells) for row, cells in enumerate(self.table.body)]

    def _role(self, row: int, cells: list[str]) -> str:
        label, filled = self.first_label(row), sum(bool(cell.strip()) for cell in cells)
        if row in self.repeated or not filled:
            return "repeated" if filled else "blank"
        if filled == 1 and len(cells) > 1 and read_amount(label) is None and not TOTAL.match(label):
            return "group"
        if TOTAL.search(label):
            return "total"
        if PART.match(label):
            return "part"
        return "measure" if MEASURE.match(label) else "item"

    @cached_property
    def items(self) -> list[int]:
        return [row for row, role in enumerate(self.roles) if role == "item"]

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
    ) -> Check:
        """A check of this table; of one cell, or of a column or the whole table when cell is None.

        severity: of what cannot be checked, a note unless it is a question. other_cells: of other tables.
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
            diagnosis=explain() if judged == CONTRADICTED else "",
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


def _cells(
    texts: dict[int, str], position: int, counted: bool, negative: Iterable[int] = ()
) -> dict[int, Cell]:
    negative = set(negative)
    numbers = {
        row: read_amount(BRACKETED.sub(r"-\g<number>", text) if row in negative else text)
        for row, text in texts.items()
    }
    if counted:
        numbers = {
            row: number.exact if number and _is_plain(number) else number for row, number in numbers.items()
        }
    return {row: Cell(row, position, text, numbers[row]) for row, text in texts.items()}


Rows = dict[int, Implied]


def held(column: Column, rows: Rows) -> int:
    """In how many rows a column can print what is implied for it."""
    return sum(column.cells[row].interval.overlaps(implied.feasible) for row, implied in rows.items())


def fits_neighbour(cell: Cell, row: int, rows: Rows) -> str:
    """The slip of a number that fits the row above or below alone; "" for none."""
    near = [
        other
        for other in (row - 1, row + 1)
        if other in rows and rows[other].feasible.overlaps(cell.interval)
    ]
    return f"a number in the wrong row: it fits row {near[0] + 1}" if len(near) == 1 else ""


def most(count: int, of: int, share: float = 0.75, least: int = 3) -> bool:
    """Whether so many rows show that all follow a rule; one may always be the odd one out."""
    return count >= least and (count >= share * of or count == of - 1)


def is_missing(text: str) -> bool:
    return is_not_available(text) or text in {"-", "–", "—"}
