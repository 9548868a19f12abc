"""Cells that were read wrongly, or misprinted: where one other reading makes every identity hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crossfoot.documents.table import Table
from crossfoot.numbers.intervals import Interval
from crossfoot.tables.alternatives import (
    BOTH_WAYS,
    WORDS,
    Alternative,
    alternatives,
    is_rival,
    marked_readings,
    odd_cells,
    other_readings,
    shifts,
    unread_cells,
)
from crossfoot.tables.grid import Cell, Check, Grid, read_amount

# identities whose inputs enter as they are, or with their sign turned
SUMS = frozenset({"total_row", "total_column", "shares_to_100", "top_n_share"})
# what tells nothing of the digits of a number
IDLE = frozenset(
    {
        "row_repeated",
        "filled_down",
        "cell_form",
        "caption_count",
        "caption_years",
        "abbreviation_used",
        "footnote",
        "table_cited",
    }
)
MOST_TRIALS, MOST_SHIFTS = 400, 60


@dataclass(frozen=True)
class Doubt:
    """One other reading of a cell, or of several that moved together.

    cells: (row, column, as read, other reading), from 0. kind, why: how it may
    have been misread. grounded: the table itself gives a reason (a note with that mark, the decimals of the column),
    else it fits the arithmetic and no more. settles: the failed checks that hold with it. alone: whether it is the only
    reading of a single cell that settles them. decided: False where no identity covers a place that extraction saw both ways.
    """

    cells: tuple[tuple[int, int, str, str], ...]
    kind: str
    grounded: bool
    settles: tuple[Check, ...]
    alone: bool
    decided: bool = True

    @property
    def why(self) -> str:
        return WORDS[self.kind]


def find_doubts(
    table: Table, checks: list[Check], check_again: Callable[[Table], list[Check]], as_text: bool
) -> list[Doubt]:
    """Other readings of single cells that make all identities hold that cover them.

    checks: of the table; check_again: the checks of the table with other cells. as_text: as for `other_readings`. A reading
    counts where every check that fails on its cell then holds, what held still holds, and nothing new fails. Readings
    with a ground in the table come before guesses; one that settles more failures before one that settles some of them.
    """
    grid = Grid(table)
    failed = [check for check in checks if check.is_problem and None not in (check.low, check.high)]
    odd, seen = [*unread_cells(grid), *odd_cells(grid, as_text)], alternatives(table)
    has_gaps = not as_text and any(
        grid.roles[row] == "item" and not grid.table.body[row][column.position].strip()
        for column in grid.amounts
        for row in range(len(grid.roles))
    )
    if not (failed or odd or seen or has_gaps):
        return []
    search = _Search(grid, checks, check_again)
    fitting = {
        reading: settled
        for reading in _grounded(grid, failed, odd, as_text)
        if (settled := search.settles(reading)) is not None
    }
    left = [check for check in failed if not any(check.key in settled for settled in fitting.values())]
    if left and not as_text:
        guesses = [
            reading
            for check in left
            for cell in _cells(grid, check)
            for reading in other_readings(grid, *cell, as_text)
            if not reading.grounded and _may_settle(grid, check, reading)
        ]
        fitting |= {
            reading: settled for reading in dict.fromkeys(guesses) if (settled := search.settles(reading))
        }
    # what settles some of what another settles whole is the lesser explanation
    best = {
        reading: settled
        for reading, settled in fitting.items()
        if not any(settled < other for other in fitting.values())
    }
    doubts = [
        _doubt(
            grid,
            reading,
            [check for check in failed if check.key in settled],
            _is_alone(reading, settled, best),
        )
        for reading, settled in best.items()
    ]
    # several readings of a cell on which nothing fails say nothing of it
    doubts = [doubt for doubt in doubts if doubt.settles or doubt.alone]
    doubtful = {cell[:2] for doubt in doubts for cell in doubt.cells}
    open_readings = [
        reading
        for cell in seen
        for reading in other_readings(grid, *cell, as_text)
        if reading.kind == BOTH_WAYS
        and is_rival(table.body[cell[0]][cell[1]], reading.texts[0][2])
        and not search.is_confirmed(cell)
    ]
    open_readings += [reading for cell in odd for reading in marked_readings(grid, cell)]
    for reading in dict.fromkeys(open_readings):
        if reading.texts[0][:2] not in doubtful:
            doubts.append(replace(_doubt(grid, reading, [], True), decided=False))
    return doubts


def _doubt(grid: Grid, reading: Alternative, settled: list[Check], alone: bool) -> Doubt:
    cells = tuple((row, column, grid.table.body[row][column], text) for row, column, text in reading.texts)
    return Doubt(cells, reading.kind, reading.grounded, tuple(settled), alone)


def _is_alone(reading: Alternative, settled: frozenset, best: dict[Alternative, frozenset]) -> bool:
    """Whether no other reading settles any of the same; of a place that no failure names, whether it has no other reading."""
    mine = {cell[:2] for cell in reading.texts}
    return not any(
        settled & other or mine & {cell[:2] for cell in rival.texts}
        for rival, other in best.items()
        if rival != reading
    )


def _grounded(grid: Grid, failed: list[Check], odd: list[Cell], as_text: bool) -> Iterator[Alternative]:
    cells = list(
        dict.fromkeys(
            [
                *(cell for check in failed for cell in _cells(grid, check)),
                *((cell.row, cell.column) for cell in odd),
                *alternatives(grid.table),
            ]
        )
    )
    found = [
        reading for cell in cells for reading in other_readings(grid, *cell, as_text) if reading.grounded
    ]
    if not as_text:
        # where two totals fail at once no check may claim that they ought to hold, so rows are tried without a failure too
        found += [reading for row in range(len(grid.table.body)) for reading in shifts(grid, row)][
            :MOST_SHIFTS
        ]
    yield from dict.fromkeys(found)


def _cells(grid: Grid, check: Check) -> list[tuple[int, int]]:
    """The cells of this table that a check stands on."""
    return sorted(
        (row, column)
        for table, row, column in check.cells
        if table == grid.key and 0 <= row < len(grid.table.body)
    )


def _may_settle(grid: Grid, check: Check, reading: Alternative) -> bool:
    """False where arithmetic alone shows that the reading cannot make the check hold."""
    row, position, text = reading.texts[0]
    new, old = _interval(text), _interval(grid.table.body[row][position])
    if new is None:
        return False
    feasible = Interval(check.low, check.high)
    if check.row == row + 1 and check.position == position:
        return feasible.overlaps(new)
    if check.check not in SUMS or old is None:
        return True
    printed = _interval(check.printed)
    if printed is None:
        return True
    added = Interval(check.low - old.low + new.low, check.high - old.high + new.high)
    taken = Interval(*sorted((check.low + old.high - new.high, check.high + old.low - new.low)))
    return any(
        Interval(min(ends.low, ends.high), max(ends.low, ends.high)).overlaps(printed)
        for ends in (added, taken)
    )


def _interval(text: str) -> Interval | None:
    number = read_amount(text.rpartition(" ")[2] if read_amount(text) is None else text)
    return None if number is None or number.bound == ">" else number.wide


class _Search:
    """Reads one table anew with other cells and looks at what its checks then say."""

    def __init__(self, grid: Grid, checks: list[Check], check_again: Callable[[Table], list[Check]]):
        self.grid, self.checks, self.check_again, self.trials = grid, checks, check_again, 0
        self.problems = {check.key for check in checks if check.is_problem}
        self.held = {check.key for check in checks if check.holds}

    def is_confirmed(self, cell: tuple[int, int]) -> bool:
        return any(check.holds and check.check not in IDLE for check in self._touching(self.checks, {cell}))

    def settles(self, reading: Alternative) -> frozenset | None:
        """The keys of failed checks that hold with this reading; None where it does not make all hold that cover its cells."""
        self.trials += 1
        if self.trials > MOST_TRIALS:
            return None
        body = [list(row) for row in self.grid.table.body]
        for row, column, text in reading.texts:
            body[row][column] = text
        after = self.check_again(replace(self.grid.table, body=body))
        places = {cell[:2] for cell in reading.texts}
        before, now = self._touching(self.checks, places), self._touching(after, places)
        held, problems = (
            {check.key for check in after if check.holds},
            {check.key for check in after if check.is_problem},
        )
        lost = any(check.holds and check.check not in IDLE and check.key not in held for check in before)
        gained = any(
            check.holds
            and check.check not in IDLE
            and (check.key in self.problems or check.key not in self.held)
            for check in now
        )
        if lost or not gained or problems - self.problems or any(check.is_problem for check in now):
            return None
        # a cell that reads as a number now raises no question of its form; any other failure has to hold now
        settled = frozenset(key for key in self.problems - problems if key in held or key[0] == "cell_form")
        return settled if {check.key for check in before if check.is_problem} <= settled else None

    def _touching(self, checks: list[Check], places: set[tuple[int, int]]) -> list[Check]:
        return [
            check
            for check in checks
            if any(table == self.grid.key and (row, column) in places for table, row, column in check.cells)
        ]
