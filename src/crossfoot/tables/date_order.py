"""Days and periods of a table: days that exist, their order down the rows and across a row, and overlaps."""

from __future__ import annotations

import re
from itertools import pairwise, permutations

from crossfoot.numbers.dates import DAY, Period, read_period, split_revision
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.rules import most

FROM_TO = (
    re.compile(r"\b(?:from|start|begin(?:ning)?|opening)\b", re.IGNORECASE),
    re.compile(r"\b(?:to|end|close|until|deadline)\b", re.IGNORECASE),
)
MATURITY = re.compile(r"\b(?:maturity|issuance)\b", re.IGNORECASE)


def check_dates(grid: Grid) -> list[Check]:
    """Every identity of the columns that print dates."""
    columns = [column for column in grid.columns if column.position in grid.periods]
    found = [check for column in columns for check in _days(grid, column)]
    # debts stand in the order of when they fall due, or of their kinds
    if not any(MATURITY.search(label) for label in grid.labels):
        found += [check for column in columns for check in _down(grid, column)]
    for earlier, later in permutations(columns, 2):
        found += _across(grid, earlier, later)
    for earlier, later in pairwise(columns):
        if _is_span(earlier, later):
            found += _overlaps(grid, earlier, later)
    return found


def _days(grid: Grid, column: Column) -> list[Check]:
    """Cells in the form of a day that no calendar has."""
    found, periods, good = [], grid.periods[column.position], []
    for row, cell in column.cells.items():
        parts = [part for part in split_revision(cell.text) if part]
        wrong = [part for part in parts if DAY.match(part) and read_period(part) is None]
        if wrong:
            found.append(
                grid.record(
                    "day_exists",
                    cell,
                    CONTRADICTED,
                    diagnosis=f"no such day: {wrong[0]}",
                    inputs="the calendar",
                    evidence=f"{len(periods)} cells of the column are dates",
                )
            )
        elif row in periods:
            good.append(cell)
    found.append(
        grid.record(
            "day_exists",
            None,
            HOLDS,
            cells=good,
            column=column.label,
            inputs=f"{len(good)} dates",
            evidence="the calendar",
        )
    )
    return found


def _down(grid: Grid, column: Column) -> list[Check]:
    """Dates that rise, or fall, down nearly all rows; the odd one out is a question."""
    periods = {
        row: period for row, period in grid.periods[column.position].items() if grid.roles[row] == "item"
    }
    rows = list(periods)
    steps = list(pairwise(rows))
    rising = [a for a, b in steps if periods[a].first <= periods[b].first]
    falling = [a for a, b in steps if periods[a].first >= periods[b].first]
    forward = len(rising) >= len(falling)
    kept = rising if forward else falling
    if not most(len(kept), len(steps), share=0.75):
        return []
    evidence = f"{len(kept)} of {len(steps)} steps {'rise' if forward else 'fall'}"
    found, odd = [], set()
    for position, (above, row) in enumerate(steps):
        if above in kept:
            continue
        earlier = rows[position - 1] if position else None
        # the row that its neighbours skip over is the odd one
        before_fits = earlier is not None and _in_order(periods[earlier], periods[row], forward)
        suspect = above if before_fits else row
        odd.add(suspect)
        fits = [periods[other].first for other in (above, row) if other != suspect]
        limits = {"earliest_on" if forward != (suspect == above) else "latest_on": fits[0]}
        found.append(
            grid.question(
                "date_order",
                column.cells[suspect],
                f"out of the order of the rows beside it (row {(row if suspect == above else above) + 1})",
                cells=[column.cells[above], column.cells[row]],
                inputs="dates in order",
                evidence=evidence,
                **limits,
            )
        )
    rest = [column.cells[row] for row in rows if row not in odd]
    found.append(
        grid.record(
            "date_order",
            None,
            HOLDS,
            cells=rest,
            column=column.label,
            inputs=f"{len(rest)} dates in order",
            evidence=evidence,
        )
    )
    return found


def _in_order(one: Period, other: Period, forward: bool) -> bool:
    return one.first <= other.first if forward else one.first >= other.first


def _across(grid: Grid, earlier: Column, later: Column) -> list[Check]:
    """One date before another in each row: contradicted where labels say so (from, to), else a question."""
    one, other = grid.periods[earlier.position], grid.periods[later.position]
    rows = [row for row in one if row in other]
    kept = [row for row in rows if one[row].first <= other[row].last]
    labelled = _is_span(earlier, later)
    strictly = sum(one[row].last < other[row].first for row in rows)
    if not labelled and (len(rows) < 4 or not most(strictly, len(rows), share=0.75)):
        return []
    evidence = (
        f"labels {earlier.label!r} and {later.label!r}"
        if labelled
        else f"so in {strictly} of {len(rows)} rows; no label says so"
    )
    found = []
    for row in rows:
        about: About = {
            "cells": [earlier.cells[row]],
            "earliest_on": one[row].first,
            "inputs": f"not before {earlier.label}: {earlier.cells[row].text}",
            "evidence": evidence,
        }
        cell = later.cells[row]
        if row in kept:
            found.append(grid.record("dates_in_row", cell, HOLDS, **about))
        elif labelled:
            found.append(
                grid.record(
                    "dates_in_row",
                    cell,
                    CONTRADICTED,
                    diagnosis=_date_slip(one[row], cell) or "it ends before it begins",
                    **about,
                )
            )
        else:
            found.append(grid.question("dates_in_row", cell, f"before {earlier.label}", **about))
    return found


def _date_slip(first: Period, cell: Cell) -> str:
    match = DAY.match(cell.text)
    later = read_period(f"{match[1]} {match[2]} {int(match[3]) + 1}") if match else None
    return f"another year: {later.first.year} would fit" if later and later.first >= first.first else ""


def _is_span(earlier: Column, later: Column) -> bool:
    return bool(FROM_TO[0].search(earlier.label) and FROM_TO[1].search(later.label))


def _overlaps(grid: Grid, first: Column, last: Column) -> list[Check]:
    """Spans that follow each other in most rows; one that begins before the one above ends is a question."""
    starts, ends = grid.periods[first.position], grid.periods[last.position]
    rows = [row for row in starts if row in ends]
    steps = list(pairwise(rows))
    following = [row for above, row in steps if starts[row].first > ends[above].last]
    if not most(len(following), len(steps), share=0.75):
        return []
    evidence = f"{len(following)} of {len(steps)} begin after the one above has ended; no label says so"
    found = []
    for above, row in steps:
        about: About = {
            "cells": [last.cells[above]],
            "earliest_on": ends[above].last,
            "inputs": f"after row {above + 1} ends: {last.cells[above].text}",
            "evidence": evidence,
        }
        if row in following:
            found.append(grid.record("spans_apart", first.cells[row], HOLDS, **about))
        else:
            found.append(
                grid.question(
                    "spans_apart", first.cells[row], f"begins before row {above + 1} has ended", **about
                )
            )
    return found
