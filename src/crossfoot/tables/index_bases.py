"""Indices: 100 in their base year, in step with their levels, and with the same index on another base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Column, computed
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.rules import Rule, checked, held, misprint_of, most

BASE = re.compile(r"\b((?:19|20)\d\d)\s?=\s?100(?:\.0+)?\b")
INDEX = re.compile(r"\b(?:index|indices)\b", re.IGNORECASE)
YEAR = re.compile(r"^(?:FY ?)?((?:19|20)\d\d)(?!\d)")
HUNDRED = Interval.exactly(100)
LEAST = 4


def check_indices(grid: Grid) -> list[Check]:
    """Columns labelled "2010 = 100" beside rows of years, and the level or other index that each follows."""
    captioned = bool(BASE.search(f"{grid.table.caption} {grid.table.unit}"))
    indices = [
        column
        for column in grid.amounts
        if not column.is_percentage
        and (BASE.search(column.label) or (captioned and INDEX.search(column.label)))
    ]
    levels = [column for column in grid.amounts if column not in indices]
    found: list[Check] = []
    for place, column in enumerate(indices):
        same = BASE.sub("", column.label)
        others = [(other, "index_rebased") for other in indices[:place] if BASE.sub("", other.label) == same]
        for other, kind in [*others, *((level, "index_level") for level in levels)]:
            found += _in_step(grid, kind, column, other)
        found += _at_base(grid, column)
    return found


def _at_base(grid: Grid, column: Column) -> Iterator[Check]:
    """100 in the base year; the mean of months, or another weighting, may be a little off."""
    base = BASE.search(column.label) or BASE.search(f"{grid.table.caption} {grid.table.unit}")
    rows = [row for row in column.numbers if base and _year(grid, row) == base[1]]
    if len(rows) != 1 or len(column.numbers) < 3:
        return
    cell = column.cells[rows[0]]
    implied = computed([], lambda _: HUNDRED)
    check = grid.compare(
        "index_base", cell, implied, "100 in the base year", f"base {base[0]!r}" if base else ""
    )
    if check.verdict == CONTRADICTED and abs(cell.amount.value - 100) < 1:
        check = grid.question("index_base", cell, "why is the index not 100 in its base year?")
    yield check


def _year(grid: Grid, row: int) -> str:
    match = YEAR.match(grid.first_label(row))
    return match[1] if match else ""


def _in_step(grid: Grid, kind: str, column: Column, other: Column) -> Iterator[Check]:
    """The quotient of the two is one in most rows: the narrowest that most of them can have."""
    quotients = [
        column.cells[row].interval / other.cells[row].interval
        for row in column.numbers
        if row in other.numbers and min(column.cells[row].interval.low, other.cells[row].interval.low) > 0
    ]
    if len(quotients) < LEAST:
        return
    best = max(
        sorted(quotients, key=lambda one: one.high - one.low),
        key=lambda one: sum(one.overlaps(each) for each in quotients),
    )
    rows = {
        row: computed([other.cells[row]], lambda values: values[0] * best)
        for row in column.numbers
        if row in other.numbers
    }
    if most(held(column, rows), len(rows)):
        yield from checked(
            grid, column, Rule(kind, f"{other.label}, scaled", rows), "one quotient", misprint_of
        )
