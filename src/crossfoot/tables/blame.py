"""Which cell is to blame where a sum fails: the one in which failing rows and columns cross, or that nothing confirms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import product

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_misprint, explain_sum
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Check, Grid

SUMS = ("total_row", "total_column")
# cells named in a finding that nothing decides
MOST_NAMED = 12


@dataclass(frozen=True)
class Failure:
    """A sum that fails: the check, the cell that should hold the sum, and its terms with their signs."""

    check: Check
    whole: Cell
    terms: tuple[tuple[Cell, int], ...]

    @cached_property
    def face(self) -> Interval:
        """The plain sum of what is printed."""
        return total(cell.face if sign > 0 else -cell.face for cell, sign in self.terms)

    @property
    def cells(self) -> list[Cell]:
        return [self.whole, *(cell for cell, _ in self.terms)]

    def asks_of(self, cell: Cell, plain: bool = False) -> Interval:
        """What a cell would have to hold for the sum to hold. plain: by the numbers as printed."""

        def value(one: Cell) -> Interval:
            return one.face if plain else one.interval

        if cell is self.whole:
            return total(value(one) if sign > 0 else -value(one) for one, sign in self.terms)
        sign = next(sign for one, sign in self.terms if one is cell)
        rest = total(value(one) if other > 0 else -value(one) for one, other in self.terms if one is not cell)
        asked = value(self.whole) - rest
        return asked if sign > 0 else -asked


def settle_blame(grid: Grid, found: list[Check]) -> list[Check]:
    """The checks, with each sum that fails laid to the cell that is wrong, or to all of its cells alike."""
    failures = {id(check): failure for check in found if (failure := _failure(grid, check))}
    if not failures:
        return found
    confirmed = _confirmed(found)
    return [
        _blamed(grid, failures[id(check)], failures.values(), confirmed) if id(check) in failures else check
        for check in found
    ]


def _failure(grid: Grid, check: Check) -> Failure | None:
    if check.verdict != CONTRADICTED or check.check not in SUMS or check.row is None:
        return None
    place = (check.row - 1, check.position)
    whole = grid.number_at(place)
    terms = [
        cell
        for _, *at in sorted(check.cells)
        if tuple(at) != place and (cell := grid.number_at((at[0], at[1])))
    ]
    if whole is None or not terms or check.low is None or check.high is None:
        return None
    implied = Interval(check.low, check.high)
    for signs in product((1, -1), repeat=len(terms)) if len(terms) == 2 else [(1,) * len(terms)]:
        failure = Failure(check, whole, tuple(zip(terms, signs, strict=True)))
        if failure.face.overlaps(implied):
            return failure
    return None


def _confirmed(found: list[Check]) -> dict[tuple[int, int], set[str]]:
    """By cell, the kinds of sums that hold on it."""
    by_cell: dict[tuple[int, int], set[str]] = {}
    for check in found:
        if check.holds and check.check in SUMS:
            for _, row, column in check.cells:
                by_cell.setdefault((row, column), set()).add(check.check)
    return by_cell


def _blamed(
    grid: Grid, failure: Failure, failures: Iterable[Failure], confirmed: dict[tuple[int, int], set[str]]
) -> Check:
    check = failure.check
    others = [other for other in failures if other.check.cells != check.cells]
    suspects = [cell for cell in failure.cells if (cell.row, cell.column) not in confirmed]
    crossed = [
        (cell, other)
        for cell in suspects
        for other in others
        for same in other.cells
        if (same.row, same.column) == (cell.row, cell.column)
        and other.asks_of(same).overlaps(failure.asks_of(cell))
    ]
    plain = _plain(failure)
    if len({id(cell) for cell, _ in crossed}) == 1:
        words = "the row and the column of this number fail alike"
        if crossed[0][1].check.check == check.check:
            words = "two sums over this number fail alike"
        return _accused(grid, failure, crossed[0][0], f"{plain}; {words}")
    if len(suspects) == 1:
        return _accused(grid, failure, suspects[0], f"{plain}; other sums confirm all the other numbers")
    if not suspects:
        words = f"question: {plain}; yet other sums confirm every one of these numbers"
        return replace(check, verdict="not_checkable", severity="question", diagnosis=words)
    return _undecided(grid, failure, suspects, plain)


def _plain(failure: Failure) -> str:
    away = _middle(failure.face) - _middle(failure.whole.face)
    kind = "rows" if failure.check.check == "total_row" else "columns"
    return f"the {kind} give {_middle(failure.face):,f}, printed is {failure.whole.text}: a difference of {abs(away):,f}"


def _accused(grid: Grid, failure: Failure, cell: Cell, words: str) -> Check:
    """The check, of the cell that is to blame."""
    asked = failure.asks_of(cell)
    slip = _slip(grid, failure, cell)
    diagnosis = "; ".join(filter(None, [slip, words]))
    if cell is failure.whole:
        return replace(failure.check, diagnosis=diagnosis)
    return grid.record(
        failure.check.check,
        cell,
        CONTRADICTED,
        cells=failure.cells,
        low=asked.low,
        high=asked.high,
        inputs=f"{failure.whole.text} less the other terms of: {failure.check.inputs}",
        evidence=failure.check.evidence,
        diagnosis=diagnosis,
    )


def _undecided(grid: Grid, failure: Failure, suspects: list[Cell], plain: str) -> Check:
    named = ", ".join(f"{cell.text} ({grid.where(cell)})" for cell in suspects[:MOST_NAMED])
    if len(suspects) > MOST_NAMED:
        named += f" and {len(suspects) - MOST_NAMED} more"
    slips = [(cell, slip) for cell in suspects if (slip := _slip(grid, failure, cell))]
    slip = slips[0][1] if len(slips) == 1 and slips[0][0] is failure.whole else ""
    if len(slips) == 1 and slips[0][0] is not failure.whole:
        slip = f"in {grid.where(slips[0][0])}, {slips[0][1]}"
    diagnosis = "; ".join(filter(None, [slip, f"{plain}; nothing decides which of these is wrong: {named}"]))
    if failure.whole in suspects:
        return replace(failure.check, diagnosis=diagnosis)
    # the sum itself is confirmed: the finding is of the column or the row, and of no cell
    check = failure.check
    label = check.column if check.check == "total_row" else grid.first_label(failure.whole.row)
    return replace(check, row=None, position=-1, column=label, diagnosis=diagnosis)


def _slip(grid: Grid, failure: Failure, cell: Cell) -> str:
    """The slip that gives the plain sum."""
    asked = failure.asks_of(cell, plain=True)
    if cell is not failure.whole:
        return explain_misprint(cell.interval, asked)
    part = 0 if failure.check.check == "total_row" else 2
    addends = [
        (grid.where(one).rpartition(",")[part].strip(), one.face if sign > 0 else -one.face)
        for one, sign in failure.terms
    ]
    return explain_sum(cell.interval, addends, asked)


def _middle(interval: Interval) -> Decimal:
    middle = (interval.low + interval.high) / 2
    return middle.quantize(Decimal(1)) if middle == middle.to_integral() else middle.normalize()
