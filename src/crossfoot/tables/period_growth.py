"""Columns of growth between the columns of two years: compound a year, in all, or as a difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from crossfoot.numbers.number import Number
from crossfoot.numbers.rates import compound, logarithmic
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Cell, Column, Implied, computed
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.rules import Rows, Rule, asked_instead, checked, fitting, misprint_of, most

# a mark may stand behind a year: 2022¹
YEAR = re.compile(r"(?<![\w,.])(?:FY ?)?((?:19|20)\d\d)(?![\ds,])[¹²³⁴⁵⁶ᵃᵇᶜᵈᵉᶠᵖʳ]?")
SPAN = re.compile(r"\b((?:19|20)\d\d)\s?(?:[-–—/]|to|and|over)\s?((?:19|20)?\d\d)\b")
COMPOUND = re.compile(r"\bCAGR\b|\bcompound", re.IGNORECASE)
YEARLY = re.compile(r"\b(?:annual|yearly|per year|p\.a\.|per annum|a year)", re.IGNORECASE)
GROWTH = re.compile(r"\b(?:growth|change|increase|CAGR|variation)\b|Δ", re.IGNORECASE)
HUNDRED, ONE = Number.exactly(100), Number.exactly(1)


def check_period_growth(grid: Grid) -> list[Check]:
    """A column of growth is what the columns of its two years give, in all rows where most do."""
    groups = _year_columns(grid)
    found: list[Check] = []
    for column in grid.amounts:
        if not GROWTH.search(column.label):
            continue
        formulas = [formula for years in groups for formula in _formulas(column, years)]
        best = max(formulas, key=lambda formula: fitting(column, formula[0].rows), default=None)
        if best:
            found += _checks(grid, column, *best)
    return found + _growth_rows(grid)


def _growth_rows(grid: Grid) -> list[Check]:
    """A row of growth beside a row of levels, under columns of years: from year to year. Of three years of
    growth two must fit, under the row of their levels, and the third is asked about."""
    years = {int(match[1]): column for column in grid.columns if (match := YEAR.fullmatch(column.label))}
    steps = [(years[year - 1], years[year]) for year in sorted(years) if year - 1 in years]
    found: list[Check] = []
    for row in range(len(grid.roles)):
        if not GROWTH.search(grid.first_label(row)) or len(steps) < 3:
            continue
        levels = [
            other for other in range(max(0, row - 3), row + 2) if other != row and other < len(grid.roles)
        ]
        by_level = {
            level: _steps(row, level, steps)
            for level in levels
            if not GROWTH.search(grid.first_label(level)) and "%" not in grid.first_label(level)
        }
        best = max(by_level, key=lambda level: _fit(by_level[level]), default=None)
        if best is None:
            continue
        entries = by_level[best]
        fit, is_few = _fit(entries), len(entries) == 3
        if not (best == row - 1 and fit > 1 if is_few else most(fit, len(entries), least=4)):
            continue
        words = f"growth of {grid.first_label(best)} since the year before"
        evidence = f"label {grid.first_label(row)!r}; holds in {fit} of {len(entries)} years"
        for cell, implied in entries:
            check = grid.compare("growth_over_years", cell, implied, words, evidence)
            if is_few and check.verdict == CONTRADICTED:
                slip = misprint_of(cell, implied) or "it is so in the other years"
                check = asked_instead(grid, check, implied, cell, slip)
            found.append(check)
    return found


def _steps(row: int, level: int, steps: list[tuple[Column, Column]]) -> list[tuple[Cell, Implied]]:
    """The printed growth of each step with what the levels give."""
    entries = []
    for before, after in steps:
        a, b, cell = before.numbers.get(level), after.numbers.get(level), after.numbers.get(row)
        if a and b and cell and a.interval.low > 0 and b.interval.low > 0:
            entries.append((cell, _implied(a, b, partial(_simple, years=1))))
    return entries


def _fit(entries: list[tuple[Cell, Implied]]) -> int:
    return sum(cell.interval.overlaps(implied.feasible) for cell, implied in entries)


def _year_columns(grid: Grid) -> list[dict[int, Column]]:
    """The columns of amounts of one year each, those together the rest of whose labels is alike."""
    found: dict[str, dict[int, Column]] = {}
    for column in grid.amounts:
        years = YEAR.findall(column.label)
        if len(years) == 1 and not GROWTH.search(column.label) and not column.is_percentage:
            rest = YEAR.sub("", column.label).strip()
            found.setdefault(rest, {}).setdefault(int(years[0]), column)
    return [years for years in found.values() if len(years) > 1]


def _formulas(column: Column, years: dict[int, Column]) -> Iterator[tuple[Rule, bool]]:
    """What the column may print, and whether the label says so."""
    span = SPAN.search(column.label)
    ordered = sorted(years)
    if span:
        last = int(span[2]) if len(span[2]) == 4 else int(span[1][:2] + span[2])
        pairs = [(int(span[1]), last)]
    else:
        pairs = [(ordered[0], ordered[-1]), (ordered[-2], ordered[-1])]
    for first, last in dict.fromkeys(pairs):
        if first not in years or last not in years or last <= first:
            continue
        n = last - first
        kinds: dict[str, Callable[[Number], Number]] = {}
        if COMPOUND.search(column.label) or YEARLY.search(column.label):
            kinds[f"compound growth a year from {first} to {last}"] = partial(compound, years=n)
        if YEARLY.search(column.label) and not COMPOUND.search(column.label):
            kinds[f"logarithmic growth a year from {first} to {last}"] = partial(logarithmic, years=n)
            kinds[f"growth from {first} to {last}, divided by {n}"] = partial(_simple, years=n)
        if not kinds:
            kinds[f"growth from {first} to {last}"] = partial(_simple, years=1)
        for words, rate in kinds.items():
            rows = _rows(column, years[first], years[last], rate)
            yield Rule("growth_over_years", words, rows), bool(span or COMPOUND.search(column.label))


def _simple(ratio: Number, years: int) -> Number:
    return HUNDRED * (ratio - ONE) / Number.exactly(years)


def _rows(column: Column, first: Column, last: Column, rate: Callable[[Number], Number]) -> Rows:
    rows = {}
    for row in column.numbers:
        a, b = first.numbers.get(row), last.numbers.get(row)
        if a and b and a.interval.low > 0 and b.interval.low > 0:
            rows[row] = _implied(a, b, rate)
    return rows


def _implied(first: Cell, last: Cell, rate: Callable[[Number], Number]) -> Implied:
    return computed(
        [first, last], lambda values: rate(Number.between(values[1]) / Number.between(values[0])).wide
    )


def _checks(grid: Grid, column: Column, rule: Rule, is_said: bool) -> list[Check]:
    """is_said: where the label says compound, or names the years, two rows that fit are enough."""
    fit, count = fitting(column, rule.rows), len(rule.rows)
    if not most(fit, count) and not (is_said and fit >= 2 and 2 * fit >= count):
        return []
    if len({cell.amount.value for cell in column.numbers.values()}) < 2:
        return []
    return checked(grid, column, rule, explain=_explain)


def _explain(cell: Cell, implied: Implied) -> str:
    first, last = implied.cells
    ratio = last.amount / first.amount
    if _simple(ratio, 1).wide.overlaps(cell.interval):
        return "growth over the whole period, not a year"
    for years in range(2, 60):
        is_divided = _simple(ratio, years).wide.overlaps(cell.interval)
        if is_divided and compound(ratio, years).wide.overlaps(implied.feasible):
            return "growth divided by the years, not compounded"
    return explain_misprint(cell.interval, implied.feasible)
