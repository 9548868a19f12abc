"""Columns that are the product or the quotient of two others in nearly every row, or one multiple of another,
whatever their labels say: output a head, value by quantity, an amount converted or deflated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations, pairwise
from math import log10

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Column, computed
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.rules import Rows, Rule, asked_instead, checked, held, misprint_of, most

# the columns to the left that are tried, rows that must agree, and odds against chance as a power of ten
NEAREST, LEAST, LEAST_TELLING, MARGIN = 6, 4, 5, 3.0
POWERS = range(-9, 10)
# how far a number is off, as a power of ten: a hundredth, and by half as much again
NEAR, FAR = 0.0043, 0.176


@dataclass(frozen=True)
class Product(Rule):
    """A column as a formula of others. odds: against chance, as a power of ten; is_sure: whether a row can
    only be wrong that does not follow it."""

    odds: float
    is_sure: bool = True


# by row, what a column prints and the half of its last digit; a glance at these saves most of the arithmetic
Printed = dict[int, tuple[float, float]]


def check_products(grid: Grid, known: set[int]) -> list[Check]:
    """Columns of amounts, each of two to the left of it. known: columns that other checks explain."""
    found: list[Check] = []
    printed = {column.position: _printed(column) for column in grid.amounts}
    for column in grid.amounts:
        left = [other for other in grid.amounts if other.position < column.position][-NEAREST:]
        if column.position in known or column.is_percentage or not left:
            continue
        trials = [one for other in left if (one := _multiple(column, other, printed))]
        trials += [one for pair in combinations(left, 2) for one in _products(column, *pair, printed)]
        best = max(trials, key=lambda one: one.odds, default=None)
        if best and best.odds > MARGIN + log10(len(POWERS) * 3 * len(left) ** 2):
            found += _checks(grid, column, best)
    return found


def _printed(column: Column) -> Printed:
    found = {}
    for row, cell in column.numbers.items():
        low, high = float(cell.interval.low), float(cell.interval.high)
        if low > 0 and high < float("inf"):
            found[row] = ((low + high) / 2, (high - low) / 2)
    return found


def _multiple(column: Column, other: Column, printed: dict[int, Printed]) -> Product | None:
    """The one multiple of another column that most rows print."""
    result, base = printed[column.position], printed[other.position]
    rows = [row for row in result if row in base]
    if any(len({each[row][0] for row in rows}) < LEAST_TELLING for each in (result, base)):
        return None
    spans = [
        ((value - half) / (whole + rest), (value + half) / (whole - rest))
        for (value, half), (whole, rest) in ((result[row], base[row]) for row in rows)
    ]
    low, high, shared = _most_shared(spans)
    is_same = low < 1.02 and high > 0.98
    if is_same or not most(shared, len(rows), least=LEAST_TELLING):
        return None
    factor = Interval(Decimal(repr(low)), Decimal(repr(high)))
    implied = {row: computed([other.cells[row]], partial(_times, factor)) for row in rows}
    # the best of them gave the factor
    odds = sum(_odds(column, implied)[:-1])
    return Product("ratio", f"{(low + high) / 2:.3g} × {other.label}", implied, odds, is_sure=False)


def _most_shared(spans: list[tuple[float, float]]) -> tuple[float, float, int]:
    """What most spans have in common, and how many."""
    ends = sorted([(low, 0) for low, _ in spans] + [(high, 1) for _, high in spans])
    best, depth = (0.0, 0.0, 0), 0
    for (end, is_high), (following, _) in pairwise(ends):
        depth += -1 if is_high else 1
        if depth > best[2]:
            best = (end, following, depth)
    return best


def _products(column: Column, one: Column, other: Column, printed: dict[int, Printed]) -> Iterator[Product]:
    result, first, second = (printed[each.position] for each in (column, one, other))
    rows = [row for row in result if row in first and row in second]
    if any(len({each[row][0] for row in rows}) < LEAST - 1 for each in (result, first, second)):
        return
    for form, top, bottom in (("/", one, other), ("/", other, one), ("×", one, other)):
        above, below = printed[top.position], printed[bottom.position]
        ratios = {
            row: result[row][0]
            / (above[row][0] / below[row][0] if form == "/" else above[row][0] * below[row][0])
            for row in rows
        }
        power = round(log10(sorted(ratios.values())[len(rows) // 2]))
        loose = {
            row: sum(each[row][1] / each[row][0] for each in (result, above, below)) * 1.2 for row in rows
        }
        near = sum(abs(ratios[row] / 10.0**power - 1) <= loose[row] for row in rows)
        if power not in POWERS or not most(near, len(rows), least=LEAST):
            continue
        scale = Decimal(1).scaleb(power)
        formula = partial(_scaled, form, Interval.exactly(scale))
        implied = {row: computed([top.cells[row], bottom.cells[row]], formula) for row in rows}
        if most(held(column, implied), len(rows), least=LEAST):
            words = f"{'' if power == 0 else f'{scale:f} × '}{top.label} {form} {bottom.label}"
            yield Product("ratio", words, implied, sum(_odds(column, implied)))


def _of(form: str, one: Interval, other: Interval) -> Interval:
    return one / other if form == "/" else one * other


def _scaled(form: str, scale: Interval, values: Sequence[Interval]) -> Interval:
    return _of(form, values[0], values[1]) * scale


def _times(factor: Interval, values: Sequence[Interval]) -> Interval:
    return values[0] * factor


def _odds(column: Column, rows: Rows) -> list[float]:
    """How unlikely it is, row by row, that numbers of so many digits fit, as powers of ten, from the lowest;
    rows that print the same count once."""
    found: dict[tuple[Interval, ...], float] = {}
    for row, implied in rows.items():
        cells = [column.cells[row], *implied.cells]
        if implied.feasible.overlaps(cells[0].interval):
            width = (
                implied.feasible.high - implied.feasible.low + cells[0].interval.high - cells[0].interval.low
            )
            digits = min(len(re.sub(r"\D", "", cell.text).strip("0")) for cell in cells)
            found[tuple(cell.face for cell in cells)] = min(
                digits, max(0.0, -log10(float(width / cells[0].face.low)))
            )
    return sorted(found.values())


def _checks(grid: Grid, column: Column, product: Product) -> Iterator[Check]:
    """What fails is wrong where a misprint explains it, or it is far off; a question where it is near, and
    nothing where it was rounded once more than the print shows."""
    for row, found in zip(product.rows, checked(grid, column, product, "", misprint_of), strict=True):
        cell, implied = column.cells[row], product.rows[row]
        if found.verdict != CONTRADICTED:
            yield found
            continue
        printed, given = float(cell.face.low), float(implied.face.low)
        off = abs(log10(printed / given))
        if abs(printed - given) < 2 * float(implied.feasible.high - implied.feasible.low) or off < NEAR:
            continue
        if product.is_sure and (found.diagnosis or off > FAR and grid.roles[row] == "item"):
            yield found
        elif product.is_sure or found.diagnosis:
            yield asked_instead(grid, found, implied, cell, "it is so in nearly all other rows")
