"""Running numbers and years: gaps and repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, QUESTION
from crossfoot.tables.columns import NUMBERED, YEAR, Cell
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.rules import most

YEARS = re.compile(r"\s*(?:fiscal |calendar )?years?\b", re.IGNORECASE)
LETTER = re.compile(r"^([A-Z])\.\s")
ITEM = re.compile(r"^\((\d{1,2})\)\s")

# whole for numbers that count, decimal for years
Value = int | Decimal
# so many numbers in a row are numbers of the rows, whatever their column is called
MANY = 8


def check_numbering(grid: Grid) -> list[Check]:
    """Columns of running numbers or years."""
    found = []
    for column in grid.columns:
        rows = [row for row in grid.items if row in column.cells]
        # numbers under no name may be names of portfolios, or of lines
        is_named = any(letter.isalpha() or letter == "#" for letter in column.label)
        if column.is_numbering and (is_named or not column.position) and not YEARS.match(column.label):
            cells = [column.cells[row] for row in rows if row in column.numbers]
            numbers = [int(cell.amount.value) for cell in cells]
            # one repeat is a slip, several are items of more than one row
            if sum(before == after for before, after in pairwise(numbers)) < 2:
                checks = _sequence(grid, "numbering", cells, numbers, 1)
                is_running = is_named or (numbers[0] == 1 and len(numbers) >= MANY)
                found += [
                    one
                    for one in checks
                    if is_running
                    or not one.is_problem
                    or one.inputs.startswith("row ")
                    and one.verdict != CONTRADICTED
                ]
        elif column.is_years and len(rows) >= 4:
            cells = [column.cells[row] for row in rows if row in column.numbers]
            years = [cell.amount.value for cell in cells]
            step = _usual_step(years)
            if step:
                found += _sequence(grid, "year_sequence", *_in_full_steps(cells, years, step), step)
    return found


def _usual_step(values: list[Decimal]) -> int:
    """The step between neighbours that nearly all of them show; 0 for none."""
    steps = [after - before for before, after in pairwise(values)]
    usual = max(set(steps), key=lambda step: (steps.count(step), -abs(step))) if steps else Decimal(0)
    if not usual or usual != int(usual):
        return 0
    # one value out of line spoils two steps, and leaves all others where they belong; the first or the last
    # may
    # be less than a step away
    starts = [value - place * usual for place, value in enumerate(values)]
    in_line = any(
        max(part.count(start) for start in part) >= max(4, len(part) - 1)
        for part in (starts, starts[1:], starts[:-1])
    )
    return int(usual) if in_line or most(steps.count(usual), len(steps), share=0.7) else 0


def _in_full_steps(cells: list[Cell], years: list[Decimal], step: int) -> tuple[list[Cell], list[Decimal]]:
    """Without a first or last year that is less than a step away: series begin and end where data do."""
    start = int(0 < (years[1] - years[0]) / step < 1)
    end = len(years) - int(0 < (years[-1] - years[-2]) / step < 1)
    return cells[start:end], years[start:end]


def _sequence(grid: Grid, check: str, cells: list[Cell], values: Sequence[Value], step: int) -> list[Check]:
    """Each number follows on the one above. A gap is a question: a row may have been left out on purpose."""
    found, odd = [], set()
    label = grid.labels[cells[0].column]
    expected = _first_expected(check, label, values, step)
    steps = sum(b - a == step for a, b in pairwise(values))
    evidence = f"{steps} of {len(values) - 1} steps are {step:+d}"
    for position, (cell, value) in enumerate(zip(cells, values, strict=True)):
        above = cells[max(position - 1, 0)]
        is_below_heading = "group" in grid.roles[above.row + 1 : cell.row]
        if value == expected or _restarts(values, position, step, is_below_heading):
            expected = value + step
            continue
        odd.add(cell)
        about: About = {
            "cells": [above],
            "low": expected,
            "high": expected,
            "evidence": evidence,
            "inputs": f"row {above.row + 1}: {above.text}" if position else "the rows below",
        }
        # a last "99" behind 7 is what is left, and not 9 printed twice
        is_rest = value in (99, 999) and expected not in (9, 99)
        # below the first few ranks stands the one that the table is about
        is_rest = is_rest or label.lower().startswith("rank") and value > expected + 1
        is_rest = is_rest and position == len(values) - 1
        wrong, expected = _out_of_line(grid, check, cell, values, position, expected, step, about)
        # a survey is not held in each year, and may be held twice in one
        is_year = check == "year_sequence"
        if not is_rest and (not is_year or wrong.severity != QUESTION and list(values).count(value) == 1):
            found.append(wrong)
    # who numbers with gaps leaves them on purpose
    gaps = [wrong for wrong in found if wrong.diagnosis.endswith("a row left out?")]
    if len(gaps) > 2:
        found = [wrong for wrong in found if wrong not in gaps]
    rest = [cell for cell in cells if cell not in odd]
    found.append(
        grid.record(
            check,
            None,
            HOLDS,
            cells=rest,
            column=label,
            inputs=f"{len(rest)} numbers in steps of {step:+d}",
            evidence=evidence,
        )
    )
    return found


def _first_expected(check: str, label: str, values: Sequence[Value], step: int) -> Value:
    """The number that a sequence has to begin with: mostly the one it begins with.

    The first is wrong when the others follow on each other and no few rows left out lead up to them.
    """
    first = values[0]
    if check == "year_sequence" and (values[1] - first) / step > 0:
        return first
    others_follow = len(values) > 2 and all(b - a == step for a, b in pairwise(values[1:]))
    if others_follow and not 1 <= (values[1] - first) / step <= 5:
        return values[1] - step
    return 1 if check == "numbering" and first in (2, 3) and NUMBERED.match(label or "No.") else first


def _restarts(values: Sequence[Value], position: int, step: int, is_below_heading: bool) -> bool:
    """Whether numbers begin anew here, as in a further part or group of the table."""
    value, after = values[position], values[position + 1 : position + 3]
    if not position or (values[position - 1] - value) / step < 0:
        return False
    if is_below_heading and value in (1, values[0]):
        return True
    # a number that goes on from it, or the first of the next group
    follows = bool(after) and after[0] in (value + step, values[0])
    begins = value == values[0] and follows and value != values[position - 1]
    return begins or (
        (values[position - 1] - value) / step >= 1 and list(after) == [value + step, value + 2 * step]
    )


def _out_of_line(
    grid: Grid,
    check: str,
    cell: Cell,
    values: Sequence[Value],
    position: int,
    expected: Value,
    step: int,
    about: About,
) -> tuple[Check, Value]:
    """The check of a number that is not the expected one, and what is expected next."""
    value = values[position]
    label = grid.labels[cell.column].lower()
    if label.startswith("rank") and position and value == values[position - 1] == expected - step:
        # two rows share a rank, and the next rank is skipped or not
        is_dense = position + 1 < len(values) and values[position + 1] == expected
        tie = grid.question(check, cell, f"rank {value} twice; a tie?", **about)
        return tie, expected if is_dense else expected + step
    follows = position + 1 < len(values) and values[position + 1] == expected + step
    if follows or (check == "year_sequence" and not YEAR.match(cell.text)):
        slip = f"{cell.text} where {expected} belongs"
        slip += ", and the next row goes on from it" if follows else ""
        return grid.record(check, cell, CONTRADICTED, diagnosis=slip, **about), expected + step
    if (value - expected) * (1 if step > 0 else -1) > 0:
        skipped = str(expected) if value == expected + step else f"{expected} to {value - step}"
        return grid.question(check, cell, f"{skipped} is skipped; a row left out?", **about), value + step
    again = "a number that stands above already" if value in values[:position] else "out of order"
    slip = f"{value} where {expected} belongs: {again}"
    # a few numbers under another name than "No." may be the numbers of something else
    is_numbered = check != "numbering" or bool(NUMBERED.match(label or "no.")) or len(values) >= MANY
    rises = bool(position) and (value - values[position - 1]) * step > 0
    if rises or not is_numbered:
        return grid.question(check, cell, slip, **about), value + step if rises else expected
    return grid.record(check, cell, CONTRADICTED, diagnosis=slip, **about), expected
