"""What most rows of a column obey: a rule as a formula of other cells, and the checks of a column by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.columns import Cell, Column, Implied
from crossfoot.tables.grid import Check, Grid

Rows = dict[int, Implied]


@dataclass(frozen=True)
class Rule:
    """What a column may print: kind of check, the formula in words, and what it gives by row."""

    kind: str
    words: str
    rows: Rows

    def held(self, column: Column) -> int:
        return held(column, self.rows)

    def tells(self, column: Column, times: int, least: int = 2) -> bool:
        """Whether holding says something: in some rows at least, that differ by so many times the most that
        rounding explains."""
        values = {column.cells[row].amount.value for row in self.rows}
        width = max(implied.feasible.high - implied.feasible.low for implied in self.rows.values())
        return len(values) >= least and times * width <= max(values) - min(values)


def held(column: Column, rows: Rows) -> int:
    """In how many rows a column can print what is implied for it."""
    return sum(column.cells[row].interval.overlaps(implied.feasible) for row, implied in rows.items())


def fitting(column: Column, rows: Rows) -> int:
    """In how many rows it can, and in two more where those alone fail and print each other's number."""
    count, cells = held(column, rows), column.cells
    off = [row for row, given in rows.items() if not cells[row].interval.overlaps(given.feasible)]
    is_exchanged = len(off) == 2 and all(
        cells[one].interval.overlaps(rows[other].feasible) for one, other in (off, off[::-1])
    )
    return count + 2 * (is_exchanged and count > 0)


def most(count: int, of: int, share: float = 0.75, least: int = 3) -> bool:
    """Whether so many rows show that all follow a rule; one may always be the odd one out."""
    return count >= least and (count >= share * of or count == of - 1)


def checked(
    grid: Grid,
    column: Column,
    rule: Rule,
    evidence: str | None = None,
    explain: Callable[[Cell, Implied], str] | None = None,
) -> list[Check]:
    """The check of each row. evidence: what says so, the label unless said; explain: looks for the
    slip, a neighbour's number or a misprint unless said."""
    among = f"holds in {rule.held(column)} of {len(rule.rows)} rows"
    said = f"label {column.label!r}" if evidence is None else evidence
    said = f"{said}; {among}" if said else among

    def slip(row: int, implied: Implied) -> str:
        cell = column.cells[row]
        if explain:
            return explain(cell, implied)
        return _fits_neighbour(cell, row, rule.rows) or misprint_of(cell, implied)

    return [
        grid.compare(rule.kind, column.cells[row], implied, rule.words, said, partial(slip, row, implied))
        for row, implied in rule.rows.items()
    ]


def misprint_of(cell: Cell, implied: Implied) -> str:
    return explain_misprint(cell.interval, implied.feasible)


def _fits_neighbour(cell: Cell, row: int, rows: Rows) -> str:
    """The slip of a number that fits the row above or below alone; "" for none."""
    near = [
        other
        for other in (row - 1, row + 1)
        if other in rows and rows[other].feasible.overlaps(cell.interval)
    ]
    return f"a number in the wrong row: it fits row {near[0] + 1}" if len(near) == 1 else ""


def asked_instead(grid: Grid, check: Check, implied: Implied, cell: Cell, words: str) -> Check:
    """The question in place of a check that fails."""
    about: dict[str, Any] = {name: getattr(check, name) for name in ("low", "high", "inputs", "evidence")}
    return grid.question(check.check, cell, words, cells=implied.cells, implied=implied, **about)


def summed(
    grid: Grid, kind: str, fit: int, evidence: str, wrong: Iterable[tuple[Cell, Iterable[Cell], str]]
) -> list[Check]:
    """One check for all that hold, where holding says little of any digit, and one for each that is wrong.

    wrong: the cell, the cells it stands on and what is wrong.
    """
    found = [grid.record(kind, None, HOLDS, inputs=f"{fit} that hold", evidence=evidence)] if fit else []
    return found + [
        grid.record(kind, cell, CONTRADICTED, cells=cells, evidence=evidence, diagnosis=words)
        for cell, cells, words in wrong
    ]
