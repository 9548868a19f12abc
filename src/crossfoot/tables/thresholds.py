"""Thresholds that one table states and the rows of another, which cite it, must meet."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers.grammar import DIGITS, read_number
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, WITHIN_ROUNDING
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.references import cited_tables, entries

THRESHOLD = re.compile(
    r"(?P<about>[A-Za-z]{5,})\s+(?:of\s+)?(?P<sign>US\$|[$€£¥₹])?\s*"
    rf"(?P<amount>{DIGITS})\s*(?P<unit>trillion|billion|million)?\s+or\s+(?P<side>more|less)",
    re.IGNORECASE,
)
FURTHER = re.compile(
    r"\b(?:additional|further|other)\s+conditions?\b[^.;]*|\bexcept\b[^.;]*|\bunless\b[^.;]*", re.IGNORECASE
)
# as many letters as an inflected word shares with its noun: investing, investment
STEM = 6


def check_thresholds(grid: Grid, others: dict[str, Grid]) -> list[Check]:
    """others: the tables of the document by number.

    A number short of its threshold is contradicted, or a question where the text lets further conditions
    apply.
    """
    found = []
    for position, number in cited_tables(grid).items():
        if number not in others:
            continue
        criteria, rows_by_key = others[number], entries(others[number])
        for row, cells in enumerate(grid.table.body):
            for cited in rows_by_key.get(cells[position], []):
                text = " ".join(criteria.table.body[cited][1:])
                for match in THRESHOLD.finditer(text):
                    column, stated = _column(grid, match), read_number(match["amount"])
                    if column is not None and row in column.cells and stated is not None:
                        cell, place = column.cells[row], (criteria.key, cited)
                        found.append(_check_threshold(grid, cell, stated.value, match, text, place, position))
    return found


def _column(grid: Grid, match: re.Match) -> Column | None:
    """The one column in the threshold's unit whose label has its noun."""
    stem = match["about"][:STEM].lower()
    fits = [
        column
        for column in grid.amounts
        if stem in column.label.lower()
        and (match["unit"] or "").lower() in column.label.lower()
        and (match["sign"] or "") in column.label
    ]
    return fits[0] if len(fits) == 1 else None


def _check_threshold(
    grid: Grid,
    cell: Cell,
    threshold: Decimal,
    match: re.Match,
    text: str,
    cited: tuple[str, int],
    position: int,
) -> Check:
    row, key = cell.row, grid.table.body[cell.row][position]
    about: About = {
        "inputs": f"{match[0]} ({key}, {cited[0]})",
        "evidence": f"label {grid.labels[position]!r}",
        "other_cells": [(*cited, place) for place in range(1, 2)] + [(grid.key, row, position)],
    }
    if cell.number is None or cell.number.bound:
        return grid.record(
            "threshold", cell, NOT_CHECKABLE, diagnosis=f"no single amount is printed: {cell.text}", **about
        )
    about |= {"low": threshold} if match["side"].lower() == "more" else {"high": threshold}
    face = Interval.exactly(cell.amount.value)
    meets = face.low >= threshold if "low" in about else face.low <= threshold
    possible = cell.interval.high > threshold if "low" in about else cell.interval.low <= threshold
    if meets or possible:
        return grid.record("threshold", cell, HOLDS if meets else WITHIN_ROUNDING, **about)
    further = FURTHER.search(text)
    short = "below" if "low" in about else "above"
    if further:
        return grid.question(
            "threshold", cell, f"{short} the threshold; the criterion adds: {further[0].strip()}", **about
        )
    return grid.record(
        "threshold", cell, CONTRADICTED, diagnosis=f"{short} the threshold that the row cites", **about
    )
