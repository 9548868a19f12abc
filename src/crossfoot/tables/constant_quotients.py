"""Two columns of which one is the same simple quotient of the other in most rows, though no label says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from crossfoot.numbers.grammar import is_missing
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import decimals_of, explain_misprint
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import About, Check, Grid

# quotients that rules are made of; any other constant is taken for chance
SIMPLE = [
    Fraction(a, b) for b in (1, 2, 3, 4, 5, 10) for a in range(1, b + 1) if Fraction(a, b).denominator == b
]


# different numbers of the column that are printed finely enough, and how fine that is
LEAST_TELLING, FINE = 5, Decimal("0.05")


@dataclass(frozen=True)
class Rule:
    """A column that prints one quotient of another. coarse: decimals it is given to, if not as printed."""

    top: Column
    bottom: Column
    quotient: Fraction
    coarse: int | None
    rows: list[int]
    evidence: str


def check_constant_quotients(grid: Grid) -> list[Check]:
    """Two columns of amounts in one unit of which most rows show one simple quotient; no label says so.

    The odd row is a question, not a contradiction. Where trailing zeros show that a column is printed to
    more decimals than it is given to, both precisions are tried, and the difference is stated.
    """
    columns = [
        column
        for column in grid.amounts
        if not column.is_percentage and any(cell.amount.decimals for cell in column.numbers.values())
    ]
    rules = [
        rule
        for top in columns
        for bottom in columns
        if top is not bottom and (rule := _find_rule(top, bottom))
    ]
    return [check for rule in rules for check in _check_rows(grid, rule)]


def _is_fine(cell: Cell) -> bool:
    return cell.interval.high - cell.interval.low <= FINE * abs(cell.face.low)


def _find_rule(top: Column, bottom: Column) -> Rule | None:
    """The quotient that most rows print, five of them at least to the last decimal."""
    rows = [
        row
        for row in top.numbers
        if row in bottom.numbers and not top.cells[row].amount.bound and bottom.cells[row].interval.low > 0
    ]
    # numbers of one digit are a simple quotient of each other by chance
    telling = {
        top.cells[row].face for row in rows if _is_fine(top.cells[row]) and _is_fine(bottom.cells[row])
    }
    if len(rows) < 6 or len(telling) < LEAST_TELLING:
        return None
    coarse = _effective_decimals(top)
    wholes = {row: bottom.cells[row].interval for row in rows}
    near = _near([top.cells[row].interval / wholes[row] for row in rows])
    if not near:
        return None
    exact = {
        quotient: sum(_fits(top.cells[row].interval, wholes[row], quotient) for row in rows)
        for quotient in near
    }
    quotient, held = max(exact.items(), key=lambda item: item[1])
    either = sum(
        any(
            _fits(meant, wholes[row], quotient)
            for meant in (top.cells[row].interval, *_coarser(top.cells[row], coarse))
        )
        for row in rows
    )
    if quotient == 1 or held < 5 or len(rows) - either > 1:
        return None
    evidence = (
        f"{held} of {len(rows)} rows print {quotient} to the last decimal, "
        f"{either} to the decimals given; no label says so"
    )
    return Rule(top, bottom, quotient, coarse, rows, evidence)


def _check_rows(grid: Grid, rule: Rule) -> Iterator[Check]:
    """The checks of rows that print both amounts, and of items that print one or neither."""
    top, bottom = rule.top, rule.bottom
    for row in top.cells:
        if row not in bottom.cells or row in grid.repeated:
            continue
        cell, whole = top.cells[row], bottom.cells[row]
        if row in rule.rows:
            yield _check_quotient(grid, cell, whole, rule.quotient, rule.coarse, rule.evidence)
        elif (
            row in top.numbers
            and row in bottom.numbers
            and not _fits(cell.interval, whole.interval, rule.quotient)
        ):
            said = f"{cell.text} beside {whole.text}, not {rule.quotient} of it as in most rows"
            yield grid.question("constant_quotient", cell, said, cells=[whole], evidence=rule.evidence)
        elif grid.roles[row] == "item":
            missing = next((one for one in (whole, cell) if not one.number or one.number.bound), None)
            # a quotient of what is nothing or less is left out
            if missing is not None:
                reason = (
                    "not available" if is_missing(missing.text) else f"no single amount: {missing.text!r}"
                )
                words = f"{rule.quotient} of {bottom.label}"
                yield grid.missing("constant_quotient", cell, [whole], words, rule.evidence, reason)


def _near(quotients: list[Interval]) -> list[Fraction]:
    """The simple fractions that five quotients may be, with a little slack for the division."""
    slack = Decimal("1e-12")
    decimals = {fraction: Decimal(fraction.numerator) / fraction.denominator for fraction in SIMPLE}
    return [
        fraction
        for fraction, value in decimals.items()
        if sum(one.low - slack <= value <= one.high + slack for one in quotients) >= 5
    ]


def _fits(top: Interval, bottom: Interval, quotient: Fraction) -> bool:
    return (top * Interval.exactly(quotient.denominator)).overlaps(
        bottom * Interval.exactly(quotient.numerator)
    )


def _effective_decimals(column: Column) -> int | None:
    """The decimals that amounts of 1 or more are given to, where nearly all print zeros behind; else None."""
    amounts = [cell.amount for cell in column.numbers.values()]
    large = [number for number in amounts if abs(number.value) >= 1 and not number.bound]
    if len(large) < 5 or not all(number.decimals for number in large):
        return None
    # one amount that is given more finely may be the one that is misprinted
    given = sorted(decimals_of(number.value) for number in large)[-2]
    return given if given < sorted(number.decimals for number in large)[1] else None


def _coarser(cell: Cell, coarse: int | None) -> list[Interval]:
    """What the number stands for when its trailing zeros are form alone."""
    value = cell.amount.value
    if coarse is None or abs(value) < 1 or value != round(value, coarse):
        return []
    return [Interval.rounded(value, coarse)]


def _check_quotient(
    grid: Grid, cell: Cell, whole: Cell, quotient: Fraction, coarse: int | None, evidence: str
) -> Check:
    """Whether a cell is the quotient of a whole, to the decimals printed or those its column is given to."""
    share = Interval.exactly(quotient.numerator) / Interval.exactly(quotient.denominator)
    face, feasible = whole.face * share, whole.interval * share
    about: About = {
        "cells": [whole],
        "low": feasible.low,
        "high": feasible.high,
        "inputs": f"{quotient} of {whole.text}",
        "evidence": evidence,
    }
    if cell.interval.overlaps(feasible):
        return grid.record(
            "constant_quotient", cell, HOLDS if cell.interval.overlaps(face) else WITHIN_ROUNDING, **about
        )
    decimals = cell.amount.decimals
    if any(coarser.overlaps(feasible) for coarser in _coarser(cell, coarse)):
        said = (
            f"differs at {decimals} decimals, agrees at {coarse}, "
            "to which amounts of 1 or more are given in this column"
        )
        return grid.record("constant_quotient", cell, WITHIN_ROUNDING, diagnosis=said, **about)
    slip = explain_misprint(cell.interval, feasible)
    digits = decimals if coarse is None else coarse
    if feasible.low.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN) == cell.amount.value:
        slip = f"rounding down to {digits} decimal{'s' if digits != 1 else ''} explains it"
    wording = f"not {quotient} of {whole.text} as in most rows" + (f"; {slip}" if slip else "")
    return grid.question("constant_quotient", cell, wording, **about)
