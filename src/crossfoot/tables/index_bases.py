"""Indices: 100 in their base year, in step with their levels, and with the same index on another base."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Cell, Column, Implied
from crossfoot.tables.grid import Check, Grid, Rows, held, most

BASE = re.compile(r"\b((?:19|20)\d\d)\s?=\s?100(?:\.0+)?\b")
YEAR = re.compile(r"^(?:FY ?)?((?:19|20)\d\d)\b")
HUNDRED = Interval.exactly(100)


def check_indices(grid: Grid) -> list[Check]:
    """Columns labelled "2010 = 100" beside rows of years, and the level or other index that each follows."""
    years = _years(grid)
    bases = {
        column.position: int(base[1])
        for column in grid.amounts
        if (base := BASE.search(column.label)) and not column.is_percentage
    }
    indices = {column.position: column for column in grid.amounts if column.position in bases}
    found: list[Check] = []
    wrong: set[tuple[int, int]] = set()
    for place, column in indices.items():
        base_row = years.get(bases[place])
        others = [other for other in grid.amounts if other.position not in bases]
        # the same index on another base comes first, the later of the two is the one that was re-based
        followed = _of_levels(grid, column, others, base_row)
        wrong |= {(check.row - 1, place) for check in followed if check.row and check.verdict == CONTRADICTED}
        rebased = _rebased(grid, column, [indices[other] for other in indices if other < place], bases)
        # what is computed from a wrong number is not itself accused
        found += [check for check in rebased if not _stands_on(check, wrong)]
        found += followed
        found += _at_base(grid, column, base_row)
    return found


def _stands_on(check: Check, wrong: set[tuple[int, int]]) -> bool:
    return check.verdict == CONTRADICTED and any(
        (row, column) in wrong and column != check.position for _, row, column in check.cells
    )


def _years(grid: Grid) -> dict[int, int]:
    """The row of each year that stands once among the labels of rows."""
    found: dict[int, list[int]] = {}
    for row in range(len(grid.roles)):
        if match := YEAR.match(grid.first_label(row)):
            found.setdefault(int(match[1]), []).append(row)
    return {year: rows[0] for year, rows in found.items() if len(rows) == 1}


def _at_base(grid: Grid, column: Column, base: int | None) -> list[Check]:
    """100 in the base year; the mean of months, or another weighting, may be a little off."""
    if base is None or base not in column.numbers or len(column.numbers) < 3:
        return []
    cell = column.cells[base]
    implied = Implied([], HUNDRED, HUNDRED)
    check = grid.compare("index_base", cell, implied, "100 in the base year", f"label {column.label!r}")
    if check.verdict == CONTRADICTED and abs(cell.amount.value - 100) < 1:
        return [grid.question("index_base", cell, "why is the index not 100 in its base year?")]
    return [check]


def _of_levels(grid: Grid, column: Column, others: list[Column], base: int | None) -> list[Check]:
    """100 × level / level of the base year, in most rows."""
    for level in others:
        if base is None or base not in level.numbers or level.cells[base].interval.low <= 0:
            continue
        rows = _scaled(column, level, HUNDRED / level.cells[base].interval, HUNDRED / level.cells[base].face)
        rows.pop(base, None)
        if most(held(column, rows), len(rows)):
            words = f"100 × {level.label} / that of {grid.first_label(base)}"
            return _checks(grid, "index_level", column, rows, words)
    return []


def _rebased(grid: Grid, column: Column, earlier: list[Column], bases: dict[int, int]) -> list[Check]:
    """One index on two bases: their quotient is the same in all rows."""
    for other in earlier:
        if BASE.sub("", column.label) != BASE.sub("", other.label):
            continue
        if bases[other.position] == bases[column.position]:
            continue
        quotients = [
            column.cells[row].interval / other.cells[row].interval
            for row in column.numbers
            if row in other.numbers
            and column.cells[row].interval.low > 0
            and other.cells[row].interval.low > 0
        ]
        if len(quotients) < 4:
            continue
        # the quotient that most rows can have: the narrowest that most share
        best = max(
            sorted(quotients, key=_width), key=lambda one: sum(one.overlaps(each) for each in quotients)
        )
        agreed = [one for one in quotients if one.overlaps(best)]
        common = (
            Interval(max(one.low for one in agreed), min(one.high for one in agreed))
            if _meet(agreed)
            else best
        )
        rows = _scaled(column, other, common, common)
        if most(held(column, rows), len(rows)):
            words = f"{other.label}, re-based"
            return _checks(grid, "index_rebased", column, rows, words)
    return []


def _width(interval: Interval) -> Decimal:
    return interval.high - interval.low


def _meet(intervals: list[Interval]) -> bool:
    return max(one.low for one in intervals) <= min(one.high for one in intervals)


def _scaled(column: Column, other: Column, wide: Interval, face: Interval) -> Rows:
    return {
        row: Implied([other.cells[row]], other.cells[row].face * face, other.cells[row].interval * wide)
        for row in column.numbers
        if row in other.numbers
    }


def _checks(grid: Grid, kind: str, column: Column, rows: Rows, words: str) -> list[Check]:
    evidence = f"holds in {held(column, rows)} of {len(rows)} rows"
    return [
        grid.compare(
            kind, column.cells[row], implied, words, evidence, partial(_explain, column.cells[row], implied)
        )
        for row, implied in rows.items()
    ]


def _explain(cell: Cell, implied: Implied) -> str:
    return explain_misprint(cell.interval, implied.feasible)
