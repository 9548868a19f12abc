"""The columns of a printed table: what each cell prints, by the way in which its column writes numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from crossfoot.documents.table import Table
from crossfoot.numbers.conventions import is_ambiguous, settle, settle_columns
from crossfoot.numbers.grammar import POINT, Convention, is_missing, read_number
from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.number import Number

CODE_AND_VALUE = re.compile(r"^(?P<code>[0-9]{1,10})\s+(?P<value>\S.*)$")
YEAR = re.compile(r"^(?:19|20)\d\d[*†‡¹²³⁴⁵⁶ᵃᵇᶜᵈᵉᶠᵖʳ]?$")
# a letter right behind a number is a mark (540r: revised) where the numbers beside it have none
LETTERED = re.compile(r"(?P<number>.*\d[,.]?\d)[befpr]")
COUNTED = re.compile(r"(?:\bnos?\.(?=\s|$)|\bnumber\b|\bcounts?\b|#)", re.IGNORECASE)
NUMBERED = re.compile(
    r"^(?:rank(?:ing)?|nos?\.?|number|#|s/?n|sr\.?|item|round|serial no\.?)$", re.IGNORECASE
)
CODES = re.compile(r"\b(?:HS|SITC|ISIC|codes?|chapters?|headings?|lines?|pages?|id)\b", re.IGNORECASE)
# codes that stand before a value in one cell
CODES_OF_GOODS = re.compile(r"\b(?:HS|SITC|ISIC|codes?|chapters?|headings?)\b", re.IGNORECASE)
# looks like a number, whether it can be read or not; and a span of numbers, which is not one
NUMBER_LIKE = re.compile(r"^(?=.*[0-9])(?:[^A-Za-z]|(?<![A-Za-z])[A-Za-z]{1,3}(?![A-Za-z]))+$")
SPAN = re.compile(r"[0-9]\s?[-–—/:]\s?[0-9]")
# a date, or an estimate with what stands in brackets under or beside it, which other checks read
DATED = re.compile(r"^(?=.*[A-Za-z]).*\b(?:FY ?)?(?:19|20)\d\d\b")
ESTIMATE = re.compile(
    r"^[-–−]?[\d.,]*\s*(?:\([-–−\d.,]+\)\*+|\([-–−]?\d*\.\d+\)|[\[{][-–−]?\d*\.\d+[\]}])\**$"
)

# a number in brackets is negative among others that are not, unless something says that they mean more
CAN_BE_NEGATIVE = re.compile(r"\b(?:balances?|net|surplus(?:es)?|change|difference)\b", re.IGNORECASE)
BALANCE = re.compile(r"\b(?:balances?|net|surplus(?:es)?|deficits?)\b", re.IGNORECASE)
BRACKETS = r"\b(?:parenthes[ei]s|brackets)\b"
SAYS_NEGATIVE = re.compile(rf"{BRACKETS}[^.;]*\bnegative|\bnegative\b[^.;]*{BRACKETS}", re.IGNORECASE)
OTHER_MEANING = (
    r"(?:\b(?:standard (?:errors?|deviations?)|s\.?[ed]\.?|t[- ](?:stat\w*|values?|ratios?)|[pz][- ]values?|"
    r"shares?|percentages?|per ?cent|ranks?|(?:confidence )?intervals?|ranges?)(?!\w)|%)"
)
SAYS_OTHERWISE = re.compile(
    rf"{OTHER_MEANING}[^.;]*{BRACKETS}|{BRACKETS}[^.;]*{OTHER_MEANING}", re.IGNORECASE
)
ROW_OF_OTHERS = re.compile(rf"^\(?{OTHER_MEANING}", re.IGNORECASE)


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


# what a number is computed from, in the order of its cells
Formula = Callable[[Sequence[Interval]], Interval]


@dataclass(frozen=True)
class Implied:
    """What printed cells imply for another: at face value, and all that their rounding allows.

    formula: by which, where it can be asked again with another number in a cell.
    """

    cells: list[Cell]
    face: Interval
    feasible: Interval
    formula: Formula | None = None


def computed(cells: list[Cell], formula: Formula) -> Implied:
    """What a formula gives for cells. Raises ZeroDivisionError as it does."""
    faces, intervals = [cell.face for cell in cells], [cell.interval for cell in cells]
    return Implied(cells, formula(faces), formula(intervals), formula)


def sum_of(cells: list[Cell]) -> Implied:
    return computed(cells, total)


def most_rounding(cell: Cell, cells: list[Cell]) -> float:
    """By how much a sum may be off its terms where counts are rounded, or some numbers to tens or hundreds.

    Numbers that all end with a zero may be rounded to tens, and so may a sum alone, by a hundredth at most.
    """
    shared = 10.0 ** min(ending_zeros(one) for one in [cell, *cells])
    whole = min(_unit(cell) * 10.0 ** ending_zeros(cell), abs(float(cell.face.low)) / 100)
    return (sum(_unit(one) for one in cells) * shared + max(whole, _unit(cell) * shared)) / 2


def unit_rounding(cell: Cell, cells: list[Cell]) -> float:
    """By how much a sum may be off its terms where all are rounded to the last printed digit."""
    return sum(_unit(one) for one in [cell, *cells]) / 2


def _unit(cell: Cell) -> float:
    """The unit of the last digit that is printed."""
    return 10.0**-cell.amount.decimals


# nothing is a number of tens, hundreds or thousands
ANY_ZEROS = 18


def ending_zeros(cell: Cell) -> int:
    """How many zeros end a whole number; 0 for one with decimals."""
    digits = re.sub(r"\D", "", cell.text)
    if cell.amount.decimals <= 0 and not digits.strip("0"):
        return ANY_ZEROS
    return len(digits) - len(digits.rstrip("0")) if cell.amount.decimals <= 0 else 0


@dataclass(frozen=True)
class Column:
    """Cells of one printed column by row; two Columns where each cell prints a code and a value."""

    position: int
    label: str
    cells: dict[int, Cell]
    convention: Convention = POINT
    # whether anything says how its numbers are written; else none is read
    is_settled: bool = True

    @cached_property
    def numbers(self) -> dict[int, Cell]:
        return {row: cell for row, cell in self.cells.items() if cell.number and cell.number.bound[:1] != ">"}

    @cached_property
    def unread(self) -> list[int]:
        """The rows of a column of numbers whose cells hold digits and could not be read."""
        if self.position == 0 or self.is_years or CODES.search(self.label):
            return []
        like = {row for row, cell in self.cells.items() if cell.number or _is_number_like(cell.text)}
        if len(like) < 3 or 2 * len(like) < len(self.cells):
            return []
        return [
            row
            for row, cell in self.cells.items()
            if cell.number is None and row in like and not read_number(cell.text, self.convention)
        ]

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
            or CODES_OF_GOODS.search(self.label)
        ):
            return False
        steps = [after - before == 1 for before, after in pairwise(values)]
        # one number that is out of line spoils two steps, two that are exchanged spoil three and leave no gap
        spoilt = len(steps) - sum(steps)
        exchanged = sorted(values) == list(range(min(values), max(values) + 1)) and 2 * spoilt <= len(steps)
        return not self.is_years and sum(steps) >= 2 and (spoilt <= max(2, len(steps) * 0.3) or exchanged)


def _is_plain(number: Number) -> bool:
    return not (number.decimals or number.unit or number.bound or number.mark)


def _is_number_like(text: str) -> bool:
    is_other = SPAN.search(text) or DATED.match(text) or ESTIMATE.match(text) or is_missing(text)
    return bool(NUMBER_LIKE.match(text)) and not is_other


def settle_tables(tables: Iterable[Table]) -> Convention | None:
    """The convention in which the tables of a document write their numbers, or None where nothing tells."""
    return settle_columns([texts for table in tables for texts in _texts_by_column(table)])


def _texts_by_column(table: Table) -> list[list[str]]:
    """The cells of each column but the first, which names the rows."""
    return [[cells[place] for cells in table.body] for place in range(1, len(table.labels))]


def read_columns(table: Table, document: Convention | None = None) -> list[Column]:
    """The columns of a table. document: how its other tables write numbers, where this one does not tell."""
    fallback = settle_columns(_texts_by_column(table), document)
    return [
        column for position in range(len(table.labels)) for column in _read_column(table, position, fallback)
    ]


def _read_column(table: Table, position: int, fallback: Convention | None) -> list[Column]:
    label = table.labels[position]
    texts = {
        row: text
        for row, cells in enumerate(table.body)
        if (text := cells[position].strip()) and cells not in table.header
    }
    # two numbers beside an empty cell may be of two cells, and do not tell that spaces set thousands apart
    telling = [text for row, text in texts.items() if not (" " in text and _has_gap(table, row, position))]
    settled = settle(telling, fallback)
    convention = settled or POINT
    if settled is None and any(is_ambiguous(text) for text in texts.values()):
        cells = {row: Cell(row, position, text, None) for row, text in texts.items()}
        return [Column(position, label, cells, convention, is_settled=False)]
    if pairs := _codes_and_values(texts, label, convention):
        codes = {row: Cell(row, position, code, read_number(code)) for row, (code, _) in pairs.items()}
        rest = {row: pairs[row][1] if row in pairs else text for row, text in texts.items()}
        values = {row: Cell(row, position, text, read_number(text, convention)) for row, text in rest.items()}
        return [Column(position, label, codes), Column(position, label, values, convention)]
    numbers = {row: read_number(text, convention) for row, text in texts.items()}
    if position and 2 * sum(number is not None for number in numbers.values()) >= len(numbers):
        for row, text in texts.items():
            if numbers[row] is None and (match := LETTERED.fullmatch(text)):
                number = read_number(match["number"], convention)
                numbers[row] = replace(number, mark=text[-1]) if number else None
    negative = _negative(table, numbers, position)
    for row, number in numbers.items():
        # "under 15" names a row
        if number and ((number.bracketed and row not in negative) or (number.meant and position == 0)):
            numbers[row] = None
        elif number and COUNTED.search(label) and _is_plain(number):
            numbers[row] = number.exact
    return [
        Column(
            position, label, {row: Cell(row, position, texts[row], numbers[row]) for row in texts}, convention
        )
    ]


def _has_gap(table: Table, row: int, position: int) -> bool:
    """Whether a cell beside this one is empty, the label's apart."""
    cells = table.body[row]
    return any(not cells[other].strip() for other in (position - 1, position + 1) if 0 < other < len(cells))


def _codes_and_values(
    texts: dict[int, str], label: str, convention: Convention
) -> dict[int, tuple[str, str]]:
    """The code and the value of each cell, where the label says codes or most cells cannot be one number."""
    whole = sum(read_number(text, convention) is not None for text in texts.values())
    if not CODES_OF_GOODS.search(label) and 2 * whole >= len(texts):
        return {}
    apart = replace(convention, spaces=False)
    pairs = {
        row: (match["code"], match["value"])
        for row, text in texts.items()
        if (match := CODE_AND_VALUE.match(text)) and read_number(match["value"], apart)
    }
    return pairs if len(pairs) >= 3 and 2 * len(pairs) >= len(texts) else {}


def _negative(table: Table, numbers: dict[int, Number | None], position: int) -> set[int]:
    """The rows whose numbers in brackets are negative."""
    bracketed = {row for row, number in numbers.items() if number and number.bracketed}
    label, about = table.labels[position], [*table.notes, table.caption, table.labels[position]]
    if not bracketed or any(SAYS_OTHERWISE.search(text) for text in about):
        return set()
    if any(SAYS_NEGATIVE.search(text) for text in about):
        return bracketed
    others = {row: number.unit for row, number in numbers.items() if number and not number.bracketed}
    # all numbers of a column are in brackets as it is set, or since a balance takes them off
    if not others:
        is_of_balance = any(BALANCE.search(label) for label in table.labels)
        return bracketed if is_of_balance and not SAYS_OTHERWISE.search(f"{label} in brackets") else set()
    if CAN_BE_NEGATIVE.search(label):
        return bracketed
    units = set(others.values())
    return {
        row
        for row in bracketed
        if getattr(numbers[row], "unit", "") in units and _is_named(table.body[row][:position])
    }


def _is_named(cells: list[str]) -> bool:
    """Whether a row has a label, and not of an error or a share."""
    texts = [text for cell in cells if (text := cell.strip())]
    named = [text for text in texts if YEAR.match(text) or read_number(text) is None]
    return bool(named) and not any(ROW_OF_OTHERS.match(text) for text in named)
