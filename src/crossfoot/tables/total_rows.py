"""Totals: rows that add up the rows beside them, parts of a row, means, and shares that add up to 100."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_misprint, explain_sum
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.grid import (
    BARE_TOTAL,
    NOT_ADDITIVE,
    About,
    Cell,
    Check,
    Column,
    Grid,
    holds_for,
    is_missing,
)

# a list of the largest, or of examples, need not add up to its total
SELECTION = re.compile(
    r"\b(?:top|largest|main|major|leading|principal|selected|key|examples?|including)\b", re.IGNORECASE
)
MEAN = re.compile(r"^(?:average|mean)\b", re.IGNORECASE)
RATIO_UNIT = re.compile(r"%|per ?cent", re.IGNORECASE)
WHOLE = Interval.exactly(100)


def check_total_rows(grid: Grid, ratios: set[int]) -> list[Check]:
    """Each row labelled as a total, in every column of amounts. ratios: columns that are quotients of two others."""
    found = []
    for row, role in enumerate(grid.roles):
        if role != "total":
            continue
        columns = [column for column in _additive(grid, ratios) if row in column.numbers]
        trials = [_trial(grid, columns, row, addends) for addends in _addend_sets(grid, row)]
        trials = [trial for trial in trials if trial]
        if not trials:
            continue
        best = max(trials, key=lambda trial: sum(holds for *_, holds in trial))
        found += _claimed(grid, row, best, flat=len(trials) == 1)
    return found


def _additive(grid: Grid, ratios: set[int]) -> list[Column]:
    return [
        column
        for column in grid.amounts
        if column.position not in ratios and not NOT_ADDITIVE.search(column.label)
    ]


def _addend_sets(grid: Grid, row: int) -> list[list[int]]:
    """The sets of rows that a total may add up: since the last total or heading, all above, subtotals above, all below."""
    roles = grid.roles
    above = [other for other in grid.items if other < row]
    since = max((other for other in range(row) if roles[other] == "total"), default=-1)
    heading = max((other for other in range(row) if roles[other] == "group"), default=-1)
    sets = [
        [other for other in above if other > since],
        above,
        [other for other in above if other > heading],
        [other for other in range(row) if roles[other] == "total"],
    ]
    if not above:
        until = min(
            (other for other in range(row + 1, len(roles)) if roles[other] == "total"), default=len(roles)
        )
        sets = [
            [other for other in grid.items if row < other < until],
            [other for other in grid.items if other > row],
        ]
    kept: list[list[int]] = []
    for addends in sets:
        if len(addends) > 1 and addends not in kept:
            kept.append(addends)
    return kept


def _trial(
    grid: Grid, columns: list[Column], row: int, addends: list[int]
) -> list[tuple[Column, list[Cell], bool]]:
    """The columns that print every addend, with these and whether they add up."""
    tried = []
    for column in columns:
        cells = [column.cells[other] for other in addends if other in column.cells]
        if len(cells) < 2 or any(cell.number is None and not is_missing(cell.text) for cell in cells):
            continue
        known = [cell for cell in cells if cell.row in column.numbers]
        holds = len(known) == len(cells) and total(cell.interval for cell in cells).overlaps(
            column.cells[row].interval
        )
        tried.append((column, cells, holds))
    return tried


def _claimed(grid: Grid, row: int, trial: list[tuple[Column, list[Cell], bool]], flat: bool) -> list[Check]:
    complete = [entry for entry in trial if all(cell.row in entry[0].numbers for cell in entry[1])]
    held = sum(holds for *_, holds in complete)
    label = grid.first_label(row)
    bare = bool(BARE_TOTAL.match(label))
    if held and 2 * held < len(complete):
        complete = [entry for entry in complete if entry[2]]
    if not held and not (flat and bare):
        return []
    found = []
    partial = _is_selection(grid)
    for column, cells, holds in complete:
        cell, of_whole = column.cells[row], column.is_percentage
        face, feasible = total(other.face for other in cells), total(other.interval for other in cells)
        evidence = f"row labelled {label!r}; {held} of {len(complete)} columns add up"
        words = f"sum of rows {cells[0].row + 1} to {cells[-1].row + 1}"
        short = feasible.high < cell.interval.low
        if not holds and not held:
            if short and (partial or (of_whole and (cell.interval - feasible).low > 10)):
                continue
            doubt = _doubt(cell, cells, feasible, single=len(complete) == 1)
            if doubt:
                found.append(
                    grid.question(
                        "total_row",
                        cell,
                        doubt,
                        cells=cells,
                        low=feasible.low,
                        high=feasible.high,
                        inputs=words,
                        evidence=evidence,
                    )
                )
            if doubt is not None:
                continue
        # what lies among its rows may be their mean, or a quotient of other totals
        is_mean = min(
            other.interval.low for other in cells
        ) <= cell.interval.low and cell.interval.high <= max(other.interval.high for other in cells)
        if not holds and is_mean and not explain_misprint(cell.interval, feasible):
            continue
        addends = [(grid.where(other).rpartition(",")[0], other.interval) for other in cells]
        found.append(
            grid.compare(
                "total_row",
                cell,
                face,
                feasible,
                cells,
                words,
                evidence,
                lambda a=addends, c=cell, f=feasible: explain_sum(c.interval, a, f),
            )
        )
    for column, cells, _ in trial:
        gaps = [other for other in cells if other.row not in column.numbers]
        if gaps:
            found.append(
                grid.missing(
                    "total_row",
                    column.cells[row],
                    cells,
                    "sum of the rows",
                    f"row labelled {label!r}",
                    f"row {gaps[0].row + 1} prints {gaps[0].text!r}",
                )
            )
    return found


def _doubt(cell: Cell, cells: list[Cell], feasible: Interval, single: bool) -> str | None:
    """Where no column adds up: what to ask, "" for nothing, None where the total is contradicted all the same.

    Rows may be parts of other rows, and then they add up to more than the total; a single column whose
    total is near the sum cannot be explained so.
    """
    over = feasible.low > cell.interval.high
    if not single:
        return (
            ""
            if over or cells[0].row > cell.row
            else "no column of this row is the sum of the rows; are rows left out?"
        )
    nested = [other for other in cells if (feasible - other.interval).overlaps(cell.interval)]
    if over and nested:
        return f"the sum without row {nested[0].row + 1}; is it part of another row, or left out?"
    if over and 2 * feasible.low > 3 * cell.interval.high and not explain_misprint(cell.interval, feasible):
        return ""
    return None


def _is_selection(grid: Grid) -> bool:
    table = grid.table
    return bool(SELECTION.search(" ".join([table.caption, table.unit, *grid.labels]))) or any(
        re.match(r"^rank", label, re.IGNORECASE) for label in grid.labels
    )


def check_parts(grid: Grid) -> list[Check]:
    """A row "of which …" is at most the row it is part of."""
    found = []
    for row, role in enumerate(grid.roles):
        if role != "part":
            continue
        whole = next(
            (other for other in reversed(range(row)) if grid.roles[other] in ("item", "total")), None
        )
        if whole is None:
            continue
        for column in grid.amounts:
            if row not in column.numbers or whole not in column.numbers or NOT_ADDITIVE.search(column.label):
                continue
            part, all_of_it = column.cells[row], column.cells[whole]
            if all_of_it.interval.low < 0:
                continue
            feasible, face = (Interval(Decimal(0), end.high) for end in (all_of_it.interval, all_of_it.face))
            found.append(
                grid.compare(
                    "part_of_whole",
                    part,
                    face,
                    feasible,
                    [all_of_it],
                    f"at most row {whole + 1}",
                    f"row labelled {grid.first_label(row)!r}",
                )
            )
    return found


def check_means(grid: Grid) -> list[Check]:
    """A row labelled average, where it is the mean of the rows above in most columns."""
    found = []
    for row, role in enumerate(grid.roles):
        if role != "measure" or not MEAN.match(grid.first_label(row)):
            continue
        above = [other for other in grid.items if other < row]
        if len(above) < 2:
            continue
        entries = []
        for column in grid.amounts:
            if row in column.numbers and all(other in column.numbers for other in above):
                cells = [column.cells[other] for other in above]
                share = Interval.exactly(Decimal(1) / len(cells))
                entries.append(
                    (
                        column.cells[row],
                        cells,
                        total(cell.face for cell in cells) * share,
                        total(cell.interval for cell in cells) * share,
                    )
                )
        held = holds_for([entry[0] for entry in entries], [entry[3] for entry in entries])
        # a mean may be weighted: only where simple means are the rule is the odd one out suspect
        if not held or 2 * held <= len(entries) - (len(entries) > 1):
            continue
        evidence = (
            f"row labelled {grid.first_label(row)!r}; {held} of {len(entries)} columns are simple means"
        )
        found += [
            grid.compare("mean_row", cell, face, feasible, cells, "mean of the rows above", evidence)
            for cell, cells, face, feasible in entries
        ]
    return found


def check_shares(grid: Grid) -> list[Check]:
    """A column of percentages without a total, whose rows add up to 100 or nearly do."""
    found = []
    for column in grid.amounts:
        cells = [column.cells[row] for row in grid.items if row in column.numbers]
        labelled = re.search(
            r"\b(?:shares?|distribution|composition|breakdown|structure)\b",
            f"{column.label} {grid.table.caption}",
            re.IGNORECASE,
        )
        if (
            not labelled
            or len(cells) < 3
            or any(role in ("total", "measure") for role in grid.roles)
            or not (
                column.is_percentage
                or RATIO_UNIT.search(f"{grid.table.unit} {column.label} {grid.table.caption}")
            )
        ):
            continue
        face, feasible = total(cell.face for cell in cells), total(cell.interval for cell in cells)
        if any(cell.interval.high <= 0 for cell in cells) or not (
            Decimal(97) <= (face.low + face.high) / 2 <= Decimal(103)
        ):
            continue
        words, evidence = f"sum of {len(cells)} rows", "shares that add up to nearly 100"
        about: About = {
            "cells": cells,
            "low": feasible.low,
            "high": feasible.high,
            "printed": "100",
            "inputs": words,
            "evidence": evidence,
            "column": column.label,
        }
        if feasible.overlaps(WHOLE):
            found.append(
                grid.record(
                    "shares_to_100", None, HOLDS if face.overlaps(WHOLE) else WITHIN_ROUNDING, **about
                )
            )
        else:
            found.append(
                grid.question(
                    "shares_to_100",
                    None,
                    "the shares do not add up to 100; is a row left out, or one misprinted?",
                    **about,
                )
            )
    return found
