"""Columns of differences: between two columns of rates, or from one row to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Column, computed
from crossfoot.tables.grid import NOT_ADDITIVE, RATIO, About, Check, Grid, Rows, fits_neighbour, held, most

DIFFERENCE = re.compile(
    r"\b(?:changes?|increases?|decreases?|increments?|additions?|added|differences?|gaps?|spreads?|growth|"
    r"variation|points?|bps?|basis points?|balances?|net)\b|Δ|\+/-|±",
    re.IGNORECASE,
)
POINTS = re.compile(r"\bpoints?\b|\bp\.?p\.?\b", re.IGNORECASE)
BASIS_POINTS = re.compile(r"\bbps?\b|\bbasis points?\b", re.IGNORECASE)
RUNNING = re.compile(
    r"\b(?:cumulat\w+|accumulat\w+|carried forward|outstanding|stocks?|end of|end-\w+|closing)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")
PERCENT = re.compile(r"%(?! ?-?points?)|\bper ?cent\b(?! ?-?points?)", re.IGNORECASE)
# rows that must agree; how many columns are tried
LEAST, MOST_COLUMNS = 2, 8


@dataclass(frozen=True)
class Difference:
    """What a column may print: the formula in words, and what it gives by row."""

    words: str
    rows: Rows


def check_differences(grid: Grid, known: set[int]) -> list[Check]:
    """known: columns that a sum or a rate explains already."""
    found: list[Check] = []
    numbers = [column for column in grid.columns if column.is_numeric and not column.is_years]
    for column in numbers:
        if column.position in known:
            continue
        others = sorted(
            (other for other in numbers if other is not column),
            key=lambda other: abs(other.position - column.position),
        )[:MOST_COLUMNS]
        trials = [one for one in _trials(grid, column, others) if _tells(column, one.rows)]
        best = max(trials, key=lambda one: held(column, one.rows), default=None)
        if best is None or not _is_rule(held(column, best.rows), len(best.rows)):
            continue
        found += _checks(grid, column, best)
    return found


def _is_rule(fit: int, count: int) -> bool:
    return fit >= LEAST and (most(fit, count) or fit == count or (count == 3 and fit == 2))


def _trials(grid: Grid, column: Column, others: list[Column]) -> Iterator[Difference]:
    says = bool(DIFFERENCE.search(column.label)) and not PERCENT.search(column.label)
    if BASIS_POINTS.search(column.label) or POINTS.search(column.label):
        scale = Interval.exactly(100 if BASIS_POINTS.search(column.label) else 1)
        for pair in combinations(others, 2):
            if not _are_one_kind(*pair):
                continue
            for one, other in (pair, pair[::-1]):
                rows = {
                    row: computed([one.cells[row], other.cells[row]], partial(_less, scale))
                    for row in column.numbers
                    if row in one.numbers and row in other.numbers
                }
                yield Difference(f"{one.label} less {other.label}", rows)
    for level in others:
        if not (says or RUNNING.search(level.label)) or _is_rate(level) != bool(POINTS.search(column.label)):
            continue
        pairs = [
            (above, row)
            for above, row in zip(grid.items, grid.items[1:], strict=False)
            if row == above + 1
            and {above, row} <= level.numbers.keys()
            and YEAR.search(grid.first_label(above))
            and YEAR.search(grid.first_label(row))
        ]
        rows = {
            row: computed([level.cells[row], level.cells[above]], partial(_less, Interval.exactly(1)))
            for above, row in pairs
            if row in column.numbers
        }
        yield Difference(f"{level.label} less that of the row above", rows)


def _less(scale: Interval, values: Sequence[Interval]) -> Interval:
    return (values[0] - values[1]) * scale


def _are_one_kind(one: Column, other: Column) -> bool:
    return _is_rate(one) == _is_rate(other) and one.is_percentage == other.is_percentage


def _is_rate(column: Column) -> bool:
    return bool(column.is_percentage or RATIO.search(column.label) or NOT_ADDITIVE.search(column.label))


def _tells(column: Column, rows: Rows) -> bool:
    """Whether holding says something: in two rows at least, of which rounding explains little."""
    values = {column.cells[row].amount.value for row in rows}
    if len(values) < LEAST:
        return False
    width = max(implied.feasible.high - implied.feasible.low for implied in rows.values())
    return 4 * width <= max(values) - min(values)


def _checks(grid: Grid, column: Column, best: Difference) -> Iterator[Check]:
    """What fails is an error where three rows hold, or a misprint explains it; else a question."""
    fit = held(column, best.rows)
    evidence = f"label {column.label!r}; holds in {fit} of {len(best.rows)} rows"
    for row, implied in best.rows.items():
        cell = column.cells[row]
        explain = partial(_explain, grid, column, row, best.rows)
        found = grid.compare("difference", cell, implied, best.words, evidence, explain)
        if found.verdict == CONTRADICTED and fit < 3 and not found.diagnosis:
            about: About = {"low": found.low, "high": found.high, "inputs": best.words, "implied": implied}
            words = "it is so in the other rows"
            yield grid.question("difference", cell, words, cells=implied.cells, evidence=evidence, **about)
        else:
            yield found


def _explain(grid: Grid, column: Column, row: int, rows: Rows) -> str:
    cell = column.cells[row]
    return fits_neighbour(cell, row, rows) or explain_misprint(cell.interval, rows[row].feasible)
