"""Total columns: sums and differences of the columns beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import combinations

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_sum
from crossfoot.tables.columns import Cell, Column, Implied
from crossfoot.tables.grid import (
    NOT_ADDITIVE,
    OBSERVATIONS,
    RATIO,
    TOTAL,
    Check,
    Grid,
    Rows,
    fits_neighbour,
    held,
    most,
)

TOTAL_COLUMN = re.compile(
    r"\b(?:totals?|sum|all|overall|combined|balances?|net|differences?|gaps?|surplus(?:es)?|deficits?|changes?|"
    r"increases?)\b",
    re.IGNORECASE,
)

# the columns that are added, and the sign of each
Terms = list[tuple[Column, int]]


def check_total_columns(grid: Grid) -> list[Check]:
    """A column labelled as a total, balance or change that is a sum or difference of others in most rows."""
    found: list[Check] = []
    known: set[frozenset[int]] = set()
    for column in grid.amounts:
        if not TOTAL_COLUMN.search(column.label) or column.is_percentage:
            continue
        trials = [
            (terms, rows) for terms in _term_sets(grid, column) if (rows := _rowwise(grid, column, terms))
        ]
        if not trials:
            continue
        terms, rows = max(trials, key=lambda trial: (held(column, trial[1]), -_distance(column, trial[0])))
        # a total less its part is the other part: said once
        lines = frozenset({column.position, *(other.position for other, _ in terms)})
        if lines not in known and most(held(column, rows), len(rows)) and _tells(column, rows):
            known.add(lines)
            found += _check_column(grid, column, terms, rows)
    return found


def _check_column(grid: Grid, column: Column, terms: Terms, rows: Rows) -> Iterator[Check]:
    signs = " ".join(f"{'−' if sign < 0 else '+'} {other.label}" for other, sign in terms)
    words = signs.removeprefix("+ ")
    evidence = f"label {column.label!r}; holds in {held(column, rows)} of {len(rows)} rows"
    to_the_unit = sum(column.cells[row].face.overlaps(implied.face) for row, implied in rows.items())
    # whole numbers that add up to the unit in one row after another seem to be counts, not rounded amounts
    are_counts = (
        len(rows) >= 20
        and to_the_unit >= 0.9 * len(rows)
        and not any(cell.amount.decimals for cell in column.numbers.values())
    )
    for row, implied in rows.items():
        cell = column.cells[row]
        holds, is_exact = implied.feasible.overlaps(cell.interval), implied.face.overlaps(cell.face)
        if are_counts and holds and not is_exact:
            yield grid.question(
                "total_column",
                cell,
                "not the sum to the unit, as in nearly all rows",
                cells=implied.cells,
                low=implied.face.low,
                high=implied.face.high,
                inputs=words,
                evidence=f"{evidence}, {to_the_unit} to the unit",
            )
        else:
            if not holds and _made_up(grid, column, terms, row, implied):
                continue
            explain = partial(_explain, cell, terms, row, rows)
            yield grid.compare("total_column", cell, implied, words, evidence, explain)


def _made_up(grid: Grid, column: Column, terms: Terms, row: int, implied: Implied) -> bool:
    """Whether a column between them makes up the difference in this row: the sum has a further term."""
    taken = {column.position, *(other.position for other, _ in terms)}
    between = set(range(min(taken), max(taken))) - taken
    return any(
        (implied.feasible + _signed(other.numbers[row].interval, sign)).overlaps(column.cells[row].interval)
        for other in grid.amounts
        if other.position in between and row in other.numbers and other.numbers[row].amount.value
        for sign in (1, -1)
    )


def _explain(cell: Cell, terms: Terms, row: int, rows: Rows) -> str:
    implied = rows[row]
    signed = [
        (other.label, _signed(one.interval, sign))
        for one, (other, sign) in zip(implied.cells, terms, strict=True)
    ]
    return explain_sum(cell.interval, signed, implied.feasible) or fits_neighbour(cell, row, rows)


def _term_sets(grid: Grid, column: Column) -> list[Terms]:
    """Sums and differences of two columns, and sums of a run of columns beside it."""
    others = [
        other
        for other in grid.amounts
        if other is not column and not other.is_percentage and not NOT_ADDITIVE.search(other.label)
    ]
    sets: list[Terms] = []
    for one, other in combinations(others[:12], 2):
        sets += [[(one, 1), (other, 1)], [(one, 1), (other, -1)], [(other, 1), (one, -1)]]
    left = [other for other in others if other.position < column.position and not TOTAL.search(other.label)]
    right = [other for other in others if other.position > column.position and not TOTAL.search(other.label)]
    sets += [[(other, 1) for other in left[-length:]] for length in range(3, len(left) + 1)]
    sets += [[(other, 1) for other in right[:length]] for length in range(3, len(right) + 1)]
    return sets


def _rowwise(grid: Grid, column: Column, terms: Terms) -> Rows | None:
    """By row, what the terms add up to; None where fewer than three rows print them all."""
    rows = {}
    for row in column.numbers:
        label = grid.first_label(row)
        if any(kind.search(label) for kind in (OBSERVATIONS, NOT_ADDITIVE, RATIO)):
            continue
        if all(row in other.numbers for other, _ in terms):
            cells = [other.cells[row] for other, _ in terms]
            signs = [sign for _, sign in terms]
            rows[row] = Implied(
                cells,
                total(_signed(cell.face, sign) for cell, sign in zip(cells, signs, strict=True)),
                total(_signed(cell.interval, sign) for cell, sign in zip(cells, signs, strict=True)),
            )
    return rows if len(rows) >= 3 else None


def _signed(value: Interval, sign: int) -> Interval:
    return value if sign > 0 else -value


def _distance(column: Column, terms: Terms) -> int:
    return max(abs(other.position - column.position) for other, _ in terms)


def _tells(column: Column, rows: Rows) -> bool:
    """Whether holding is more than chance: rounding allows little beside the spread of the numbers, and in
    three rows that hold no term alone would do."""
    holding = [row for row, implied in rows.items() if implied.feasible.overlaps(column.cells[row].interval)]
    alone = [
        row
        for row in holding
        if any(
            term.overlaps(column.cells[row].interval)
            for cell in rows[row].cells
            for term in (cell.interval, -cell.interval)
        )
    ]
    if len(holding) - len(alone) < min(3, len(rows) - 1):
        return False
    values = [column.cells[row].amount.value for row in rows]
    width = max(implied.feasible.high - implied.feasible.low for implied in rows.values())
    return 4 * width <= max(values) - min(values)
