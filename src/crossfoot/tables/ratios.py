"""Ratios of two columns, shares of a total, growth from row to row, and quotients that are the same in most rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import HOLDS, NOT_CHECKABLE, QUESTION, WITHIN_ROUNDING
from crossfoot.tables.grid import RATIO, About, Cell, Check, Column, Grid, is_missing, most

GROWTH = re.compile(r"\b(?:growth|change|increase|yoy|year-on-year)\b", re.IGNORECASE)
# quotients that rules are made of; any other constant is taken for chance
SIMPLE = [
    Fraction(a, b) for b in (1, 2, 3, 4, 5, 10) for a in range(1, b + 1) if Fraction(a, b).denominator == b
]
WHOLE, HUNDRED = Interval.exactly(1), Interval.exactly(100)
Rows = dict[int, tuple[list[Cell], Interval, Interval]]


def check_ratios(grid: Grid) -> list[Check]:
    """A column whose label or unit says ratio, held against the quotient that most of its rows print."""
    found = []
    for column in grid.amounts:
        if not (RATIO.search(column.label) or column.is_percentage or GROWTH.search(column.label)):
            continue
        best: tuple[int, str, str, Rows] = (0, "", "", {})
        for kind, words, rows in _readings(grid, column):
            held = sum(
                column.cells[row].interval.overlaps(feasible) for row, (_, _, feasible) in rows.items()
            )
            # a label that names both columns says more than the rows do; the first of equals stands nearest
            claimed = _names_both(column, words) and most(held, len(rows), share=0.4, least=2)
            # what more rows obey comes first, and where that tells nothing, nothing is claimed
            if held > best[0] and (claimed or most(held, len(rows))):
                best = (held, kind, words, rows if claimed or _tells(column, rows) else {})
        held, kind, words, rows = best
        if not rows:
            found += _wrong_whole(grid, column)
        for row, (cells, face, feasible) in rows.items():
            cell = column.cells[row]
            found.append(
                grid.compare(
                    kind,
                    cell,
                    face,
                    feasible,
                    cells,
                    words,
                    f"label {column.label!r}; holds in {held} of {len(rows)} rows",
                    lambda c=cell, f=feasible, r=row, all_rows=rows: _explain(c, f, r, all_rows),
                )
            )
    return found


def _names_both(column: Column, words: str) -> bool:
    """Whether the label of a ratio, such as "Exports as a share of GDP", holds the labels of both columns."""
    parts = words.removeprefix("100 × ").split(" / ")
    return len(parts) == 2 and all(len(part) > 2 and part.lower() in column.label.lower() for part in parts)


def _explain(cell: Cell, feasible: Interval, row: int, rows: Rows) -> str:
    near = [other for other in (row - 1, row + 1) if other in rows and rows[other][2].overlaps(cell.interval)]
    if len(near) == 1:
        return f"a number in the wrong row: it fits row {near[0] + 1}"
    return explain_misprint(cell.interval, feasible)


def _readings(grid: Grid, column: Column) -> Iterator[tuple[str, str, Rows]]:
    """What the column may be: kind, words and the rows it can be computed for, nearest columns first."""
    # a quotient is of two amounts, not of two quotients
    others = sorted(
        (
            other
            for other in grid.amounts
            if other is not column and not other.is_percentage and not RATIO.search(other.label)
        ),
        key=lambda other: (abs(other.position - column.position), other.position),
    )
    scales = [HUNDRED] if column.is_percentage else [HUNDRED, WHOLE]
    for scale in scales:
        times = "100 × " if scale is HUNDRED else ""
        for top in others[:8]:
            for bottom in others[:8]:
                if top is not bottom:
                    rows = _rows(
                        column,
                        lambda row, a=top, b=bottom, s=scale: _quotient(
                            a.numbers.get(row), b.numbers.get(row), s
                        ),
                    )
                    yield "ratio", f"{times}{top.label} / {bottom.label}", rows
        for part in others[:4]:
            for whole in _wholes(grid, column, part):
                rows = _rows(
                    column,
                    lambda row, a=part, w=whole, s=scale: _quotient(a.numbers.get(row), a.numbers[w], s),
                )
                rows.pop(whole, None)
                yield "share_of_total", f"{times}{part.label} / its row {whole + 1}", rows
    if GROWTH.search(column.label):
        for level in others[:4]:
            for step in (-1, 1):
                rows = _rows(
                    column, lambda row, a=level, d=step: _growth(a.numbers.get(row), a.numbers.get(row + d))
                )
                yield "growth", f"100 × ({level.label} / that of row {step:+d} − 1)", rows


def _wholes(grid: Grid, column: Column, part: Column) -> list[int]:
    """Rows that may be the whole: labelled as a total, or printing 100 percent."""
    hundreds = [
        row for row, cell in column.numbers.items() if cell.number.value == 100 and row in part.numbers
    ]
    totals = [row for row in part.numbers if grid.roles[row] == "total"]
    return sorted({*totals, *(hundreds if len(hundreds) == 1 else [])})


def _rows(column: Column, compute: Callable[[int], tuple[list[Cell], Interval, Interval] | None]) -> Rows:
    computed = {row: compute(row) for row in column.numbers}
    return {row: implied for row, implied in computed.items() if implied}


def _quotient(
    top: Cell | None, bottom: Cell | None, scale: Interval
) -> tuple[list[Cell], Interval, Interval] | None:
    if top is None or bottom is None or bottom.interval.low <= 0 or bottom.amount.value <= 0:
        return None
    return [top, bottom], top.face * scale / bottom.face, top.interval * scale / bottom.interval


def _growth(now: Cell | None, before: Cell | None) -> tuple[list[Cell], Interval, Interval] | None:
    implied = _quotient(now, before, HUNDRED)
    return implied and (implied[0], implied[1] - HUNDRED, implied[2] - HUNDRED)


def _wrong_whole(grid: Grid, column: Column) -> list[Check]:
    """Shares that agree among themselves on a whole which the row labelled as the total does not print."""
    parts = [
        other
        for other in grid.amounts
        if other is not column and not other.is_percentage and not RATIO.search(other.label)
    ]
    shares = [cell.interval for cell in column.numbers.values()]
    if not column.is_percentage or 4 * (shares[0].high - shares[0].low) > max(
        share.high for share in shares
    ) - min(share.low for share in shares):
        return []
    wrong: list[Check] = []
    for part in sorted(parts, key=lambda other: abs(other.position - column.position))[:4]:
        for whole in _wholes(grid, column, part):
            rows = [
                row
                for row in column.numbers
                if row in part.numbers and row != whole and column.cells[row].interval.low > 0
            ]
            implied = [part.cells[row].interval * HUNDRED / column.cells[row].interval for row in rows]
            agreed = max(
                (
                    [other for other in implied if other.overlaps(Interval.exactly((one.low + one.high) / 2))]
                    for one in implied
                ),
                key=len,
                default=[],
            )
            if len(agreed) < 5 or not most(len(agreed), len(implied)):
                continue
            low, high = max(one.low for one in agreed), min(one.high for one in agreed)
            feasible = (
                Interval(low, high)
                if low <= high
                else Interval(min(one.low for one in agreed), max(one.high for one in agreed))
            )
            cell = part.cells[whole]
            if cell.interval.overlaps(feasible):
                return []
            inputs = [place for row in rows for place in (part.cells[row], column.cells[row])]
            wrong.append(
                grid.compare(
                    "share_of_total",
                    cell,
                    feasible,
                    feasible,
                    inputs,
                    f"{part.label} / {column.label}",
                    f"{len(agreed)} of {len(implied)} shares agree on one whole",
                    lambda c=cell, f=feasible: explain_misprint(c.interval, f),
                )
            )
    return wrong[:1]


def _tells(column: Column, rows: Rows) -> bool:
    """Whether holding says something: the quotients differ by more than their rounding, or lie away from the others."""
    values = [column.cells[row].amount.value for row in rows]
    widths = sorted(feasible.high - feasible.low for _, _, feasible in rows.values())
    return 2 * widths[len(widths) // 2] <= max(values) - min(values)


def check_constant_quotients(grid: Grid) -> list[Check]:
    """Two columns of amounts in one unit of which most rows show one simple quotient; no label says so.

    The odd row is a question, not a contradiction. Where trailing zeros show that a column is printed to
    fewer decimals than it has, both readings of its precision are tried, and the difference is stated.
    """
    found = []
    columns = [
        column
        for column in grid.amounts
        if not column.is_percentage and any(cell.amount.decimals for cell in column.numbers.values())
    ]
    for top in columns:
        for bottom in columns:
            rows = [
                row
                for row in top.numbers
                if row in bottom.numbers
                and not top.cells[row].amount.bound
                and bottom.cells[row].interval.low > 0
            ]
            if top is bottom or len(rows) < 6:
                continue
            coarse = _effective_decimals(top)
            readings = {row: [top.cells[row].interval, *_coarser(top.cells[row], coarse)] for row in rows}
            whole = {row: bottom.cells[row].interval for row in rows}
            near = _near([readings[row][0] / whole[row] for row in rows])
            if not near:
                continue
            exact = {
                quotient: sum(_fits(readings[row][0], whole[row], quotient) for row in rows)
                for quotient in near
            }
            quotient, held = max(exact.items(), key=lambda item: item[1])
            either = sum(
                any(_fits(reading, whole[row], quotient) for reading in readings[row]) for row in rows
            )
            if quotient == 1 or held < 5 or not most(either, len(rows), share=0.7):
                continue
            evidence = f"{held} of {len(rows)} rows print {quotient} to the last decimal, {either} to the decimals given; no label says so"
            for row in [row for row in top.cells if row in bottom.cells and row not in grid.repeated]:
                if row in rows:
                    found.append(
                        _constant(grid, top.cells[row], bottom.cells[row], quotient, coarse, evidence)
                    )
                elif (
                    row in top.numbers
                    and row in bottom.numbers
                    and not _fits(top.cells[row].interval, bottom.cells[row].interval, quotient)
                ):
                    said = f"{top.cells[row].text} beside {bottom.cells[row].text}, not {quotient} of it as in most rows"
                    found.append(
                        grid.question(
                            "constant_quotient",
                            top.cells[row],
                            said,
                            cells=[bottom.cells[row]],
                            evidence=evidence,
                        )
                    )
                elif grid.roles[row] == "item":
                    cells = (bottom.cells[row], top.cells[row])
                    missing = next((cell for cell in cells if not cell.number or cell.number.bound), None)
                    if missing is None:
                        continue  # a quotient of what is nothing or less
                    reason = (
                        "not available" if is_missing(missing.text) else f"no single amount: {missing.text!r}"
                    )
                    found.append(
                        grid.missing(
                            "constant_quotient",
                            top.cells[row],
                            [bottom.cells[row]],
                            f"{quotient} of {bottom.label}",
                            evidence,
                            reason,
                        )
                    )
    return found


def _near(quotients: list[Interval]) -> list[Fraction]:
    """The simple fractions that five quotients may be; division leaves a little open, so each is looked at again."""
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
    """Decimals to which amounts of 1 or more are given when nearly every last printed digit is 0; None when there are not fewer."""
    large = [
        cell.number
        for cell in column.numbers.values()
        if abs(cell.number.value) >= 1 and not cell.number.bound
    ]
    if len(large) < 5 or not all(number.decimals for number in large):
        return None
    # one amount that is given more finely may be the one that is misprinted
    given = sorted(max(0, -number.value.normalize().as_tuple().exponent) for number in large)[-2]
    return given if given < sorted(number.decimals for number in large)[1] else None


def _coarser(cell: Cell, coarse: int | None) -> list[Interval]:
    """What the number stands for when its trailing zeros are form alone."""
    value = cell.amount.value
    if coarse is None or abs(value) < 1 or value != round(value, coarse):
        return []
    return [Interval.rounded(value, coarse)]


def _constant(
    grid: Grid, cell: Cell, whole: Cell, quotient: Fraction, coarse: int | None, evidence: str
) -> Check:
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
    if any(reading.overlaps(feasible) for reading in _coarser(cell, coarse)):
        said = f"differs at {decimals} decimals, agrees at {coarse}, to which amounts of 1 or more are given in this column"
        return grid.record("constant_quotient", cell, WITHIN_ROUNDING, diagnosis=said, **about)
    slip = explain_misprint(cell.interval, feasible)
    digits = decimals if coarse is None else coarse
    if feasible.low.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN) == cell.amount.value:
        slip = f"rounding down to {digits} decimal{'s' if digits != 1 else ''} explains it"
    wording = f"not {quotient} of {whole.text} as in most rows" + (f"; {slip}" if slip else "")
    return grid.record(
        "constant_quotient", cell, NOT_CHECKABLE, severity=QUESTION, diagnosis=f"question: {wording}", **about
    )
