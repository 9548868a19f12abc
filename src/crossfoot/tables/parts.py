"""Parts of a row, rows that are the mean of those above, and shares that add up to 100."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.columns import CAN_BE_NEGATIVE, Cell, Column, Implied, computed, sum_of
from crossfoot.tables.grid import NOT_ADDITIVE, RATIO, About, Check, Grid, Rows, held, most

CHANGE = re.compile(r"\bCAGR\b|\b(?:increase|decrease|variation|difference)\b", re.IGNORECASE)
MEAN = re.compile(r"^(?:average|mean)\b", re.IGNORECASE)
SHARES = re.compile(r"\b(?:shares?|distribution|composition|breakdown|structure)\b", re.IGNORECASE)
RATIO_UNIT = re.compile(r"%|per ?cent", re.IGNORECASE)
WHOLE = Interval.exactly(100)


def check_parts(grid: Grid) -> list[Check]:
    """A row "of which …" is at most the row it is part of."""
    found = []
    for row, role in enumerate(grid.roles):
        if role != "part":
            continue
        whole = next(
            (other for other in reversed(range(row)) if grid.roles[other] in ("item", "total")), None
        )
        if whole is None or _can_be_negative(grid, whole, row):
            continue
        for column in grid.amounts:
            if row not in column.numbers or whole not in column.numbers or _is_rate(column):
                continue
            part, all_of_it = column.cells[row], column.cells[whole]
            found.append(
                grid.compare(
                    "part_of_whole",
                    part,
                    computed([all_of_it], lambda values: Interval(Decimal(0), values[0].high)),
                    f"at most row {whole + 1}",
                    f"row labelled {grid.first_label(row)!r}",
                )
            )
    return found


def _is_rate(column: Column) -> bool:
    """Whether a part may exceed its whole: neither amounts nor shares of one whole, which prints 100."""
    is_quotient = column.is_percentage or RATIO.search(column.label)
    is_share = any(cell.amount.value == 100 for cell in column.numbers.values())
    is_change = NOT_ADDITIVE.search(column.label) or CHANGE.search(column.label)
    return bool(is_change or is_quotient and not is_share)


def _can_be_negative(grid: Grid, whole: int, part: int) -> bool:
    """Whether a row, or a part of it, is a balance or prints a negative number: then parts may exceed it."""
    last = next((row for row in range(part, len(grid.roles)) if grid.roles[row] != "part"), len(grid.roles))
    rows = range(whole, last)
    cells = (column.numbers[row] for column in grid.amounts for row in rows if row in column.numbers)
    about = [grid.table.caption, *(grid.first_label(row) for row in rows)]
    return any(cell.face.low < 0 for cell in cells) or any(CAN_BE_NEGATIVE.search(text) for text in about)


def check_means(grid: Grid) -> list[Check]:
    """A row labelled average, where it is the mean of the rows above in most columns."""
    found = []
    for row, role in enumerate(grid.roles):
        if role != "measure" or not MEAN.match(grid.first_label(row)):
            continue
        above = [other for other in grid.items if other < row]
        if len(above) < 2:
            continue
        entries = [
            (column.cells[row], _mean_of([column.cells[other] for other in above]))
            for column in grid.amounts
            if row in column.numbers and all(other in column.numbers for other in above)
        ]
        held = sum(cell.interval.overlaps(mean.feasible) for cell, mean in entries)
        # a mean may be weighted: only where simple means are the rule is the odd one out suspect
        if not held or 2 * held <= len(entries) - (len(entries) > 1):
            continue
        evidence = (
            f"row labelled {grid.first_label(row)!r}; {held} of {len(entries)} columns are simple means"
        )
        found += [
            grid.compare("mean_row", cell, mean, "mean of the rows above", evidence) for cell, mean in entries
        ]
    return found


def check_mean_columns(grid: Grid) -> list[Check]:
    """A column labelled average, where it is the mean of the columns before it in most rows."""
    found = []
    for column in grid.amounts:
        if not MEAN.match(column.label):
            continue
        left = [other for other in grid.amounts if other.position < column.position]
        best: Rows = {}
        for first in range(len(left) - 1):
            beside = left[first:]
            rows = {
                row: _mean_of([other.cells[row] for other in beside])
                for row in column.numbers
                if all(row in other.numbers for other in beside)
            }
            if held(column, rows) > held(column, best):
                best = rows
        fit = held(column, best)
        if not most(fit, len(best)):
            continue
        evidence = f"label {column.label!r}; holds in {fit} of {len(best)} rows"
        found += [
            grid.compare("mean_column", column.cells[row], mean, "mean of the columns before it", evidence)
            for row, mean in best.items()
        ]
    return found


def _mean_of(cells: list[Cell]) -> Implied:
    count = Interval.exactly(len(cells))
    return computed(cells, lambda values: total(values) / count)


def check_shares(grid: Grid) -> list[Check]:
    """A column of percentages without a total, whose rows add up to 100 or nearly do."""
    if any(role in ("total", "measure") for role in grid.roles):
        return []
    found = []
    for column in grid.amounts:
        cells = [column.cells[row] for row in grid.items if row in column.numbers]
        if len(cells) >= 3 and _says_shares(grid, column) and all(cell.interval.high > 0 for cell in cells):
            joint = sum_of(cells)
            if Decimal(97) <= (joint.face.low + joint.face.high) / 2 <= Decimal(103):
                found.append(_check_whole(grid, column, joint))
    return found


def _says_shares(grid: Grid, column: Column) -> bool:
    """Whether the label or the caption speaks of shares, and of percent."""
    is_percent = column.is_percentage or RATIO_UNIT.search(
        f"{grid.table.unit} {column.label} {grid.table.caption}"
    )
    return bool(is_percent and SHARES.search(f"{column.label} {grid.table.caption}"))


def _check_whole(grid: Grid, column: Column, joint: Implied) -> Check:
    about: About = {
        "cells": joint.cells,
        "low": joint.feasible.low,
        "high": joint.feasible.high,
        "printed": "100",
        "inputs": f"sum of {len(joint.cells)} rows",
        "evidence": "shares that add up to nearly 100",
        "column": column.label,
    }
    if joint.feasible.overlaps(WHOLE):
        judged = HOLDS if joint.face.overlaps(WHOLE) else WITHIN_ROUNDING
        return grid.record("shares_to_100", None, judged, **about)
    words = "the shares do not add up to 100; is a row left out, or one misprinted?"
    return grid.question("shares_to_100", None, words, **about)
