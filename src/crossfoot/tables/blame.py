"""Which cell is to blame where a sum fails: the one where failing sums cross, or that no other confirms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import product

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import digits_exchanged
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE, NOTE, QUESTION
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
    def away(self) -> Decimal:
        """The difference between the plain sum and what is printed."""
        return abs(_middle(self.face) - _middle(self.whole.face))

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
    found = [_with_plain_sum(grid, check) for check in found]
    failures = {
        id(check): failure
        for check in found
        if check.verdict == CONTRADICTED and (failure := _failure(grid, check))
    }
    if not failures:
        return found
    confirmed = _confirmed(found)
    blamed: dict[int, Check] = {
        key: _blamed(grid, failure, failures.values(), confirmed) for key, failure in failures.items()
    }
    return _each_once([blamed.get(id(check), check) for check in found])


def _with_plain_sum(grid: Grid, check: Check) -> Check:
    """A question about a sum, with what the numbers add up to."""
    failure = _failure(grid, check) if check.severity == QUESTION else None
    if failure is None:
        return check
    asked = check.diagnosis.removeprefix("question: ")
    return replace(check, diagnosis=f"question: {_plain(failure)}; {asked}")


def _each_once(found: list[Check]) -> list[Check]:
    """A cell that several sums accuse is contradicted once, by the sum that it holds where there is one."""
    accused: dict[tuple[int, int], list[Check]] = {}
    for check in found:
        if check.verdict == CONTRADICTED and check.check in SUMS and check.row:
            accused.setdefault((check.row - 1, check.position), []).append(check)
    # the check that stays is of the cell itself, and not of a sum over it
    stays = {id(min(checks, key=lambda check: check.of is not None)) for checks in accused.values()}
    followers = {id(check) for checks in accused.values() for check in checks} - stays
    return [
        replace(
            check,
            verdict=NOT_CHECKABLE,
            severity=NOTE,
            diagnosis=f"follows from {check.printed}, which is contradicted itself",
        )
        if id(check) in followers
        else check
        for check in found
    ]


def _failure(grid: Grid, check: Check) -> Failure | None:
    if check.check not in SUMS or check.row is None:
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


def _confirmed(found: list[Check]) -> dict[tuple[int, int], Decimal]:
    """By cell, by how much it can be wrong with no sum failing that holds on it."""
    by_cell: dict[tuple[int, int], Decimal] = {}
    for check in found:
        if check.holds and check.check in SUMS and check.low is not None and check.high is not None:
            slack = check.high - check.low
            for _, row, column in check.cells:
                by_cell[row, column] = min(slack, by_cell.get((row, column), slack))
    return by_cell


def _blamed(
    grid: Grid, failure: Failure, failures: Iterable[Failure], confirmed: dict[tuple[int, int], Decimal]
) -> Check:
    check = failure.check
    others = [other for other in failures if other.check.cells != check.cells]
    suspects = [
        cell for cell in failure.cells if confirmed.get((cell.row, cell.column), failure.away) >= failure.away
    ]
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
        return replace(check, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=words)
    return _undecided(grid, failure, suspects, plain)


def _plain(failure: Failure) -> str:
    kind = "rows" if failure.check.check == "total_row" else "columns"
    given = f"the {kind} give {_middle(failure.face):,f}, printed is {failure.whole.text}"
    return f"{given}: a difference of {failure.away:,f}"


def _accused(grid: Grid, failure: Failure, cell: Cell, words: str) -> Check:
    """The check, of the cell that is to blame."""
    asked, check = failure.asks_of(cell), failure.check
    diagnosis = "; ".join(filter(None, [_slip(grid, failure, cell), words]))
    if cell is failure.whole:
        return replace(check, diagnosis=diagnosis)
    accused = grid.record(
        check.check,
        cell,
        CONTRADICTED,
        cells=failure.cells,
        low=asked.low,
        high=asked.high,
        inputs=f"{failure.whole.text} less the other terms of: {check.inputs}",
        evidence=check.evidence,
        diagnosis=diagnosis,
    )
    return replace(accused, of=(failure.whole.row, check.column))


def _undecided(grid: Grid, failure: Failure, suspects: list[Cell], plain: str) -> Check:
    named = ", ".join(f"{cell.text} ({_place(grid, failure, cell)})" for cell in suspects[:MOST_NAMED])
    if len(suspects) > MOST_NAMED:
        named += f" and {len(suspects) - MOST_NAMED} more"
    slips = [(cell, slip) for cell in suspects if (slip := _slip(grid, failure, cell))]
    of_whole = next((slip for cell, slip in slips if cell is failure.whole), "")
    if not of_whole and len(slips) == 1:
        of_whole = f"in {_place(grid, failure, slips[0][0])}, {slips[0][1]}"
    diagnosis = "; ".join(
        filter(None, [of_whole, f"{plain}; nothing decides which of these is wrong: {named}"])
    )
    if failure.whole in suspects:
        return replace(failure.check, diagnosis=diagnosis)
    # the sum itself is confirmed: the finding is of the column or the row, and of no cell
    check = failure.check
    label = check.column if check.check == "total_row" else grid.first_label(failure.whole.row)
    of = (failure.whole.row, check.column)
    return replace(check, row=None, position=-1, column=label, diagnosis=diagnosis, of=of)


def _place(grid: Grid, failure: Failure, cell: Cell) -> str:
    """Where a cell of a sum stands: its row in a sum of rows, its column in one of columns."""
    if failure.check.check == "total_row":
        return f"row {cell.row + 1}"
    return grid.labels[cell.column] or f"column {cell.column + 1}"


def _slip(grid: Grid, failure: Failure, cell: Cell) -> str:
    """The slip that gives the plain sum, to the last digit; "" for none."""
    asked, value = _middle(failure.asks_of(cell, plain=True)), _middle(cell.face)
    if cell is failure.whole and len(failure.terms) > 2:
        is_row = failure.check.check == "total_row"
        signed = [(one, sign * _middle(one.face)) for one, sign in failure.terms]
        if is_row and signed[-1][1] == asked - value:
            named = grid.where(signed[-1][0]).rpartition(",")[0]
            return f"one row too few: the sum without the last row, {named}, as if it were stale"
        for one, amount in signed:
            named = grid.where(one).rpartition(",")[0] if is_row else grid.labels[one.column]
            if amount == value - asked:
                return f"one {'row' if is_row else 'column'} too many: {named} counted twice"
            if amount == asked - value:
                return f"one {'row' if is_row else 'column'} too few: {named} left out"
    return misprint(value, asked, cell.amount.decimals)


def misprint(value: Decimal, asked: Decimal, decimals: int) -> str:
    """The misprint that makes a number of one with so many decimals: "two digits exchanged: 465 for 456"."""
    decimals = max(decimals, 0)
    digits, right = f"{value:.{decimals}f}", f"{asked:.{decimals}f}"
    if value == asked or not value or Decimal(right) != asked:
        return ""
    for power in (1, 2, 3, -1, -2, -3):
        if asked == value.scaleb(power):
            return f"a power of ten: {Decimal(1).scaleb(power):f} times the printed number"
    if right in digits_exchanged(digits):
        return f"two digits exchanged: {right} for {digits}"
    if right in _one_less(digits):
        return f"a digit too many: {right} for {digits}"
    return f"a digit left out: {right} for {digits}" if digits in _one_less(right) else ""


def _one_less(digits: str) -> set[str]:
    """The number without each of its digits before the point."""
    whole, point, rest = digits.partition(".")
    return {
        whole[:place] + whole[place + 1 :] + point + rest for place in range(len(whole)) if len(whole) > 1
    }


def _middle(interval: Interval) -> Decimal:
    middle = (interval.low + interval.high) / 2
    return middle.quantize(Decimal(1)) if middle == middle.to_integral() else middle.normalize()
