"""Columns that add up, or take apart, the columns beside them."""

from __future__ import annotations

import re
from itertools import combinations

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_sum
from crossfoot.tables.grid import NOT_ADDITIVE, TOTAL, Cell, Check, Column, Grid, most

TOTAL_COLUMN = re.compile(
    r"\b(?:totals?|sum|all|overall|combined|balance|net|difference|gap|surplus|deficit|change|increase)\b",
    re.IGNORECASE,
)


def check_total_columns(grid: Grid) -> list[Check]:
    """A column labelled as a total, balance or change that is a sum or difference of other columns in most rows."""
    found = []
    for column in grid.amounts:
        if not TOTAL_COLUMN.search(column.label) or column.is_percentage:
            continue
        trials = [trial for terms in _term_sets(grid, column) if (trial := _rowwise(column, terms))]
        if not trials:
            continue
        terms, rows = max(trials, key=lambda trial: (_held(column, trial[1]), -_distance(column, trial[0])))
        held, faces = (
            _held(column, rows),
            sum(column.cells[row].face.overlaps(face) for row, (_, face, _) in rows.items()),
        )
        if not most(held, len(rows)) or not _tells(column, rows):
            continue
        words = " ".join(f"{'−' if sign < 0 else '+'} {other.label}" for other, sign in terms).removeprefix(
            "+ "
        )
        evidence = f"label {column.label!r}; holds in {held} of {len(rows)} rows"
        # whole numbers that add up to the unit in one row after another seem to be counts, not rounded amounts
        counts = (
            len(rows) >= 20
            and faces >= 0.9 * len(rows)
            and all(not cell.number.decimals for cell in column.numbers.values())
        )
        for row, (cells, face, feasible) in rows.items():
            cell = column.cells[row]
            signed = [
                (other.label, cells[n].interval if sign > 0 else -cells[n].interval)
                for n, (other, sign) in enumerate(terms)
            ]
            if counts and feasible.overlaps(cell.interval) and not face.overlaps(cell.face):
                found.append(
                    grid.question(
                        "total_column",
                        cell,
                        "not the sum to the unit, as in nearly all rows",
                        cells=cells,
                        low=face.low,
                        high=face.high,
                        inputs=words,
                        evidence=f"{evidence}, {faces} to the unit",
                    )
                )
                continue
            found.append(
                grid.compare(
                    "total_column",
                    cell,
                    face,
                    feasible,
                    cells,
                    words,
                    evidence,
                    lambda c=cell, s=signed, f=feasible, r=row: (
                        explain_sum(c.interval, s, f) or _other_row(c, rows, r)
                    ),
                )
            )
    return found


def _other_row(cell: Cell, rows: dict, row: int) -> str:
    """The one neighbouring row to which the printed number belongs."""
    near = [other for other in (row - 1, row + 1) if other in rows and rows[other][2].overlaps(cell.interval)]
    return f"a number in the wrong row: it fits row {near[0] + 1}" if len(near) == 1 else ""


def _term_sets(grid: Grid, column: Column) -> list[list[tuple[Column, int]]]:
    """Sums and differences of two columns, and sums of a run of columns beside it."""
    others = [
        other
        for other in grid.amounts
        if other is not column and not other.is_percentage and not NOT_ADDITIVE.search(other.label)
    ]
    sets = []
    for one, other in combinations(others[:12], 2):
        sets += [[(one, 1), (other, 1)], [(one, 1), (other, -1)], [(other, 1), (one, -1)]]
    left = [other for other in others if other.position < column.position and not TOTAL.search(other.label)]
    right = [other for other in others if other.position > column.position and not TOTAL.search(other.label)]
    sets += [[(other, 1) for other in left[-length:]] for length in range(3, len(left) + 1)]
    sets += [[(other, 1) for other in right[:length]] for length in range(3, len(right) + 1)]
    return sets


def _rowwise(column: Column, terms: list[tuple[Column, int]]) -> tuple[list, dict] | None:
    """By row: the cells of the terms, their sum at face value and what rounding allows."""
    rows = {}
    for row in column.numbers:
        if all(row in other.numbers for other, _ in terms):
            cells = [other.cells[row] for other, _ in terms]
            signs = [sign for _, sign in terms]
            rows[row] = (
                cells,
                total(_signed(cell.face, sign) for cell, sign in zip(cells, signs, strict=True)),
                total(_signed(cell.interval, sign) for cell, sign in zip(cells, signs, strict=True)),
            )
    return (terms, rows) if len(rows) >= 3 else None


def _signed(value: Interval, sign: int) -> Interval:
    return value if sign > 0 else -value


def _held(column: Column, rows: dict) -> int:
    return sum(column.cells[row].interval.overlaps(feasible) for row, (_, _, feasible) in rows.items())


def _distance(column: Column, terms: list[tuple[Column, int]]) -> int:
    return max(abs(other.position - column.position) for other, _ in terms)


def _tells(column: Column, rows: dict) -> bool:
    """Whether holding is more than chance: what rounding allows is narrow beside the spread of the numbers."""
    values = [column.cells[row].amount.value for row in rows]
    width = max(feasible.high - feasible.low for _, _, feasible in rows.values())
    return 4 * width <= max(values) - min(values)
