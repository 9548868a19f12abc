"""The amounts of a table as the search for sums sees them: by row and by column."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crossfoot.numbers.grammar import is_missing
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Grid

ROWS, COLUMNS = "total_row", "total_column"
# what adds up in no row
RATE_OF_CHANGE = re.compile(
    r"(?:%|per ?cent\w*|growth)\W*(?:change|growth|rate|increase|decrease)|\bCAGR\b|"
    r"\b(?:growth|change|increase|decrease|variation)\b.*(?:%|per ?cent\b)(?! ?-?points?)",
    re.IGNORECASE,
)

# a row that is subtracted
LESS = re.compile(r"^\W*(?:less|minus|deduct(?:ions?)?)\b\s*[:–—-]", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """A printed number as the search sees it: its middle, half its rounding, and where it stands."""

    value: float
    half: float
    cell: Cell


# by place (the column of a row, the row of a column): None where nothing is printed there
Line = dict[int, Amount | None]


def lines_of(grid: Grid) -> dict[str, dict[int, Line]]:
    """By axis, the lines of a table: what each row prints by column, and each column by row."""
    cells = _amounts(grid)
    rows: dict[int, Line] = {}
    for position, column in cells.items():
        if RATE_OF_CHANGE.search(grid.labels[position]):
            continue
        for row, amount in column.items():
            rows.setdefault(row, {})[position] = amount
    rows = {row: line for row, line in sorted(rows.items()) if _is_printed(line, 1)}
    columns = {
        position: {row: amount for row, amount in sorted(line.items()) if row in rows}
        for position, line in sorted(cells.items())
    }
    return {ROWS: rows, COLUMNS: {at: line for at, line in columns.items() if _is_printed(line, 2)}}


def _amounts(grid: Grid) -> dict[int, Line]:
    """By column and row, what the cells of columns of numbers print; cells that print text are left out."""
    found: dict[int, Line] = {}
    taken = {
        column.position for column in grid.columns if column.is_years or column.is_numbering or column.is_unit
    }
    for column in grid.columns:
        if column.position in taken or column.position == 0 or not column.numbers:
            continue
        line: Line = {}
        zeros = 10.0 ** _common_zeros(list(column.numbers.values()))
        for row, role in enumerate(grid.roles):
            cell = column.cells.get(row)
            if role in ("repeated", "blank"):
                continue
            if cell is None or (cell.number is None and is_missing(cell.text)):
                line[row] = None
            elif cell.number and cell.interval.low.is_finite() and cell.interval.high.is_finite():
                low, high = float(cell.interval.low), float(cell.interval.high)
                # a count may be rounded all the same
                half = max((high - low) / 2, 0.5 * 10.0**-cell.amount.decimals * zeros)
                line[row] = Amount((low + high) / 2, half, cell)
        found[column.position] = line
    return found


def _common_zeros(cells: list[Cell]) -> int:
    """With how many zeros all numbers of a column end: it is rounded to tens, or to hundreds."""
    digits = [
        re.sub(r"\D", "", cell.text) for cell in cells if cell.amount.decimals <= 0 and cell.amount.face.low
    ]
    if len(digits) < max(5, len(cells) / 2):
        return 0
    return min(len(text) - len(text.rstrip("0")) for text in digits)


def _is_printed(line: Line, least: int) -> bool:
    return sum(amount is not None for amount in line.values()) >= least


def is_taken_off(grid: Grid, row: int) -> bool:
    """Whether the label of a row says that it is subtracted: "Less: returns"."""
    return bool(LESS.match(grid.first_label(row)))


def is_negative(line: Line) -> bool:
    return any(amount and amount.value < 0 for amount in line.values())


def negated(line: Line) -> Line:
    return {place: amount and replace(amount, value=-amount.value) for place, amount in line.items()}
