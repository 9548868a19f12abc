"""Columns that are the sum or the difference of two others, or the change from one row to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations, permutations

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Column, Formula, Implied, computed
from crossfoot.tables.grid import NOT_ADDITIVE, OBSERVATIONS, RATIO, Check, Grid
from crossfoot.tables.rules import Rows, Rule, asked_instead, checked, fitting, held, most

TOTAL = re.compile(r"\b(?:totals?|sum|all|overall|combined)\b", re.IGNORECASE)
DIFFERENCE = re.compile(
    r"\b(?:changes?|increases?|decreases?|increments?|additions?|added|differences?|gaps?|spreads?|growth|"
    r"variation|points?|bps?|basis points?|balances?|net|surplus(?:es)?|deficits?)\b|Δ|\+/-|±",
    re.IGNORECASE,
)
# the head of a column that is the difference of the two to its left
OF_TWO = re.compile(r"^(?:net |absolute |trade )?(?:changes?|differences?|balances?)\b", re.IGNORECASE)
POINTS = re.compile(r"\bpoints?\b|\bp\.?p\.?\b", re.IGNORECASE)
BASIS_POINTS = re.compile(r"\bbps?\b|\bbasis points?\b", re.IGNORECASE)
RUNNING = re.compile(
    r"\b(?:cumulat\w+|accumulat\w+|carried forward|outstanding|stocks?|end of|end-\w+|closing)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")
PERCENT = re.compile(r"%(?! ?-?points?)|\bper ?cent\b(?! ?-?points?)", re.IGNORECASE)
# rows that must agree; how many columns are tried
LEAST, MOST_COLUMNS = 2, 12
# of what rounding allows, how many times a difference must be that is no chance
FAR = 50


def check_differences(grid: Grid, known: set[int], sums: list[Check]) -> list[Check]:
    """known: columns that a sum or a rate explains already. sums: the checks of the sums."""
    found: list[Check] = []
    numbers = [column for column in grid.columns if column.is_numeric and not column.is_years]
    # a total less its part is the other part: said once
    said = {frozenset(column for _, _, column in check.cells) for check in sums}
    for column in numbers:
        if column.position in known:
            continue
        others = sorted(
            (other for other in numbers if other is not column),
            key=lambda other: abs(other.position - column.position),
        )[:MOST_COLUMNS]
        trials = [one for one in _trials(grid, column, others) if one.rows and one.tells(column, 4)]
        best = max(trials, key=lambda one: fitting(column, one.rows), default=None)
        is_rule = best is not None and _is_rule(column, best)
        if best is None or not (is_rule or _is_headed(numbers, column, best)):
            continue
        lines = frozenset(
            {column.position, *(cell.column for one in best.rows.values() for cell in one.cells)}
        )
        if len(lines) < 3 or lines not in said:
            said.add(lines)
            found += _checks(grid, column, best, is_rule)
    return found


def _is_rule(column: Column, rule: Rule) -> bool:
    fit, count = fitting(column, rule.rows), len(rule.rows)
    if rule.kind == "total_column":
        return most(fit, count) and _needs_both(column, rule.rows)
    return fit >= LEAST and (most(fit, count) or fit == count or (count == 3 and fit == 2))


def _is_headed(numbers: list[Column], column: Column, rule: Rule) -> bool:
    """Whether the head says that a column is the difference of the two to its left, and half of the rows
    (two at least) show it by far; not where what fails lacks a sign, adds both, or is in brackets."""
    left = [one.position for one in numbers if one.position < column.position][-2:]
    off = [row for row, given in rule.rows.items() if not given.feasible.overlaps(column.cells[row].interval)]
    wide = {row: FAR * (given.feasible.high - given.feasible.low) for row, given in rule.rows.items()}
    far = [row for row in rule.rows if row not in off and abs(column.cells[row].amount.value) >= wide[row]]
    return (
        bool(OF_TWO.search(column.label))
        and "−" in rule.words
        and all(sorted(cell.column for cell in given.cells) == left for given in rule.rows.values())
        and len(far) >= max(LEAST, len(off))
        and not any(
            (-rule.rows[row].feasible).overlaps(column.cells[row].interval)
            or total(cell.interval for cell in rule.rows[row].cells).overlaps(column.cells[row].interval)
            or any(cell.text.startswith(("(", "[")) for cell in rule.rows[row].cells)
            for row in off
        )
    )


def _needs_both(column: Column, rows: Rows) -> bool:
    """Whether in three rows that hold neither term alone would do."""
    needed = 0
    for row, implied in rows.items():
        printed = column.cells[row].interval
        terms = [term for cell in implied.cells for term in (cell.interval, -cell.interval)]
        needed += implied.feasible.overlaps(printed) and not any(term.overlaps(printed) for term in terms)
    return needed >= min(3, len(rows) - 1)


def _is_made_up(grid: Grid, column: Column, row: int, implied: Implied) -> bool:
    """Whether a column between them makes up the difference in this row: the sum has a further term."""
    taken = {column.position, *(cell.column for cell in implied.cells)}
    printed = column.cells[row].interval
    others = [grid.number_at((row, place)) for place in range(min(taken), max(taken)) if place not in taken]
    return any(
        (implied.feasible + term).overlaps(printed)
        for one in others
        if one and one.amount.value
        for term in (one.interval, -one.interval)
    )


def _trials(grid: Grid, column: Column, others: list[Column]) -> Iterator[Rule]:
    is_total, says = (bool(form.search(column.label)) for form in (TOTAL, DIFFERENCE))
    says = says and not PERCENT.search(column.label)
    in_points = bool(BASIS_POINTS.search(column.label) or POINTS.search(column.label))
    scale = Interval.exactly(100 if BASIS_POINTS.search(column.label) else 1)
    if in_points:
        for one, other in permutations(others, 2):
            if _is_rate(one) == _is_rate(other) and one.is_percentage == other.is_percentage:
                rows = _rowwise(column, (one, other), partial(_less, scale))
                yield Rule("difference", f"{one.label} less {other.label}", rows)
    elif (is_total or says) and not column.is_percentage:
        levels = [one for one in others if not (one.is_percentage or NOT_ADDITIVE.search(one.label))]
        amounts = {row for row in column.numbers if not _is_of_other_kind(grid.first_label(row))}
        for one, other in combinations(levels, 2):
            for pair, sign, formula in (
                ((one, other), "+", total),
                ((one, other), "−", partial(_less, scale)),
                ((other, one), "−", partial(_less, scale)),
            ):
                rows = _rowwise(column, pair, formula, amounts)
                yield Rule("total_column", f"{pair[0].label} {sign} {pair[1].label}", rows)
    for level in others:
        if (says or RUNNING.search(level.label)) and _is_rate(level) == in_points:
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
            yield Rule("difference", f"{level.label} less that of the row above", rows)


def _rowwise(
    column: Column, pair: tuple[Column, Column], formula: Formula, among: set[int] | None = None
) -> Rows:
    """What a formula gives for two columns; nothing where it soon fails in too many rows."""
    one, other = pair
    rows = column.numbers.keys() & one.numbers.keys() & other.numbers.keys()
    rows = rows if among is None else rows & among
    found: Rows = {}
    misses = 0
    for row in sorted(rows):
        found[row] = computed([one.cells[row], other.cells[row]], formula)
        misses += not found[row].feasible.overlaps(column.cells[row].interval)
        if misses > max(2, len(rows) / 4):
            return {}
    return found


def _less(scale: Interval, values: Sequence[Interval]) -> Interval:
    return (values[0] - values[1]) * scale


def _is_of_other_kind(label: str) -> bool:
    return any(kind.search(label) for kind in (OBSERVATIONS, NOT_ADDITIVE, RATIO))


def _is_rate(column: Column) -> bool:
    return bool(column.is_percentage or RATIO.search(column.label) or NOT_ADDITIVE.search(column.label))


def _checks(grid: Grid, column: Column, best: Rule, is_rule: bool) -> Iterator[Check]:
    """What fails is an error where three rows hold, or a misprint explains it; else a question.

    is_rule: whether the rows show it, and not the head alone."""
    fit = held(column, best.rows)
    for row, found in zip(best.rows, checked(grid, column, best), strict=True):
        if found.verdict == CONTRADICTED and _is_made_up(grid, column, row, best.rows[row]):
            continue
        if found.verdict != CONTRADICTED or is_rule and (found.diagnosis or fit > 2):
            yield found
        else:
            words = found.diagnosis or "it is so in the other rows"
            yield asked_instead(grid, found, best.rows[row], column.cells[row], words)
