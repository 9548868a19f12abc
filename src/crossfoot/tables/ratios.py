"""Ratios of two columns, shares of a total, and growth from row to row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import permutations

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE, QUESTION
from crossfoot.tables.columns import Cell, Column, Implied, computed
from crossfoot.tables.grid import RATIO, Check, Grid
from crossfoot.tables.rules import Rows, Rule, checked, fitting, most

GROWTH = re.compile(r"\b(?:growth|change|increase|yoy|year-on-year)\b", re.IGNORECASE)
QUANTILE = re.compile(
    r"\b(?:(?:lower|upper) \d+ ?%|quartile|\d+(?:st|nd|rd|th) percentile|p\d\d$)", re.IGNORECASE
)
# rows for each value that a column of quotients prints, at most
FEW = 10
WHOLE, HUNDRED = Interval.exactly(1), Interval.exactly(100)


def check_ratios(grid: Grid) -> list[Check]:
    """A column whose label or unit says ratio, held against the quotient that most of its rows print."""
    found: list[Check] = []
    for column in grid.amounts:
        if QUANTILE.search(column.label):
            continue
        if RATIO.search(column.label) or column.is_percentage or GROWTH.search(column.label):
            formula = _best_formula(grid, column)
            found += _check_formula(grid, column, formula) if formula else _wrong_whole(grid, column)
    return found


def _best_formula(grid: Grid, column: Column) -> Rule | None:
    """The formula that most rows obey, the nearest columns first; None where that tells nothing."""
    best, best_held, tells = None, 0, False
    for formula in _formulas(grid, column):
        # nothing is a share of anything, so that zeros tell nothing
        rows = {row: one for row, one in formula.rows.items() if column.cells[row].amount.value}
        holding, count = fitting(column, rows), len(rows)
        # a label that names both columns says more than the rows do; the first of equals stands nearest
        claimed = _names_both(column, formula.words) and most(holding, count, share=0.4, least=2)
        if holding > best_held and (claimed or most(holding, count)):
            best, best_held, tells = formula, holding, claimed or _tells(column, formula.rows)
    return best if tells else None


def _check_formula(grid: Grid, column: Column, formula: Rule) -> Iterator[Check]:
    for row, found in zip(formula.rows, checked(grid, column, formula), strict=True):
        cell, implied = column.cells[row], formula.rows[row]
        cut = (implied.face.high - cell.face.high).scaleb(cell.amount.decimals)
        if found.verdict == CONTRADICTED and 0 <= cut < 1:
            words = "question: what follows its last digit seems cut off, not rounded"
            found = replace(found, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=words)
        yield found


def _names_both(column: Column, words: str) -> bool:
    """Whether the label of a ratio, such as "Exports as a share of GDP", holds the labels of both columns."""
    parts = words.removeprefix("100 × ").split(" / ")
    return len(parts) == 2 and all(len(part) > 2 and part.lower() in column.label.lower() for part in parts)


def _formulas(grid: Grid, column: Column) -> Iterator[Rule]:
    """What the column may be, in the rows that it can be computed for, nearest columns first."""
    # a quotient is of two amounts, not of two quotients
    others = sorted(
        _levels(grid, column), key=lambda other: (abs(other.position - column.position), other.position)
    )
    for scale in [HUNDRED] if column.is_percentage else [HUNDRED, WHOLE]:
        times = "100 × " if scale is HUNDRED else ""
        for top, bottom in permutations(others[:8], 2):
            yield Rule(
                "ratio", f"{times}{top.label} / {bottom.label}", _quotients(column, top, bottom, scale)
            )
        for part in others[:4]:
            for whole in _wholes(grid, column, part):
                rows = _shares(column, part, whole, scale)
                yield Rule("share_of_total", f"{times}{part.label} / its row {whole + 1}", rows)
    if GROWTH.search(column.label):
        for level in others[:4]:
            for step, where in ((-1, "above"), (1, "below")):
                words = f"100 × ({level.label} / that of the row {where} − 1)"
                yield Rule("growth", words, _growth(column, level, step))


def _levels(grid: Grid, column: Column) -> list[Column]:
    """The other columns of amounts that are not quotients themselves."""
    return [
        other
        for other in grid.amounts
        if other is not column and not other.is_percentage and not RATIO.search(other.label)
    ]


def _wholes(grid: Grid, column: Column, part: Column) -> list[int]:
    """Rows that may be the whole: labelled as a total, or printing 100 percent."""
    hundreds = [
        row for row, cell in column.numbers.items() if cell.amount.value == 100 and row in part.numbers
    ]
    totals = [row for row in part.numbers if grid.roles[row] == "total"]
    return sorted({*totals, *(hundreds if len(hundreds) == 1 else [])})


def _quotients(column: Column, top: Column, bottom: Column, scale: Interval) -> Rows:
    return _known(
        {row: _quotient(top.numbers.get(row), bottom.numbers.get(row), scale) for row in column.numbers}
    )


def _shares(column: Column, part: Column, whole: int, scale: Interval) -> Rows:
    rows = [row for row in column.numbers if row != whole]
    return _known({row: _quotient(part.numbers.get(row), part.numbers[whole], scale) for row in rows})


def _growth(column: Column, level: Column, step: int) -> Rows:
    """Growth in percent since the row `step` away."""
    ratios = _known(
        {
            row: _quotient(level.numbers.get(row), level.numbers.get(row + step), HUNDRED)
            for row in column.numbers
        }
    )
    return {
        row: computed(ratio.cells, lambda values: values[0] * HUNDRED / values[1] - HUNDRED)
        for row, ratio in ratios.items()
    }


def _known(rows: dict[int, Implied | None]) -> Rows:
    return {row: implied for row, implied in rows.items() if implied}


def _quotient(top: Cell | None, bottom: Cell | None, scale: Interval) -> Implied | None:
    if top is None or bottom is None or bottom.interval.low <= 0 or bottom.amount.value <= 0:
        return None
    return computed([top, bottom], lambda values: values[0] * scale / values[1])


def _wrong_whole(grid: Grid, column: Column) -> list[Check]:
    """Shares that agree among themselves on a whole which the row labelled as the total does not print."""
    shares = [cell.interval for cell in column.numbers.values()]
    spread = max(share.high for share in shares) - min(share.low for share in shares)
    if not column.is_percentage or 4 * (shares[0].high - shares[0].low) > spread:
        return []
    wrong: list[Check] = []
    for part in sorted(_levels(grid, column), key=lambda other: abs(other.position - column.position))[:4]:
        for whole in _wholes(grid, column, part):
            rows = [
                row
                for row in column.numbers
                if row in part.numbers and row != whole and column.cells[row].interval.low > 0
            ]
            wholes = [part.cells[row].interval * HUNDRED / column.cells[row].interval for row in rows]
            agreed = _agreeing(wholes)
            if len(agreed) < 5 or not most(len(agreed), len(wholes)):
                continue
            cell, feasible = part.cells[whole], _common(agreed)
            if cell.interval.overlaps(feasible):
                return []
            inputs = [place for row in rows for place in (part.cells[row], column.cells[row])]
            wrong.append(
                grid.compare(
                    "share_of_total",
                    cell,
                    Implied(inputs, feasible, feasible, partial(_agreed, feasible)),
                    f"{part.label} / {column.label}",
                    f"{len(agreed)} of {len(wholes)} shares agree on one whole",
                    partial(explain_misprint, cell.interval, feasible),
                )
            )
    return wrong[:1]


def _agreed(whole: Interval, values: Sequence[Interval]) -> Interval:
    return whole


def _agreeing(wholes: list[Interval]) -> list[Interval]:
    """The most wholes that can be the middle of one of them."""
    groups = [
        [other for other in wholes if other.overlaps(Interval.exactly((one.low + one.high) / 2))]
        for one in wholes
    ]
    return max(groups, key=len, default=[])


def _common(intervals: list[Interval]) -> Interval:
    """What all of them can be; where they have nothing in common, what any can be."""
    low, high = max(one.low for one in intervals), min(one.high for one in intervals)
    if low <= high:
        return Interval(low, high)
    return Interval(min(one.low for one in intervals), max(one.high for one in intervals))


def _tells(column: Column, rows: Rows) -> bool:
    """Whether holding says something: the quotients differ by more than their rounding, and are not the same
    few over and over, such as 0 and 1."""
    values = {column.cells[row].amount.value for row in rows}
    if FEW * len(values) < len(rows):
        return False
    widths = sorted(implied.feasible.high - implied.feasible.low for implied in rows.values())
    return 2 * widths[len(widths) // 2] <= max(values) - min(values)
