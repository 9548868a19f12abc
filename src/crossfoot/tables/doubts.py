"""Cells that were read wrongly, or misprinted: where one alternative text makes every identity hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crossfoot.documents.table import Table
from crossfoot.numbers.grammar import Convention
from crossfoot.numbers.intervals import Interval
from crossfoot.tables.alternatives import (
    BOTH_WAYS,
    WORDS,
    Alternative,
    alternatives_of,
    is_rival,
    marked_alternatives,
    odd_cells,
    seen_alternatives,
    shifted_alternatives,
    unread_cells,
)
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Check, Grid

# identities whose inputs enter as they are, or with their sign turned
SUMS = frozenset({"total_row", "total_column", "shares_to_100", "top_n_share"})
# what tells nothing of the digits of a number
IDLE = frozenset({"row_repeated", "cell_form", "footnote", "table_cited"})
MOST_TRIALS, MOST_SHIFTS = 400, 60
# kind, table, row and column of a check
CheckKey = tuple[str, str, int | None, str]


@dataclass(frozen=True)
class Doubt:
    """One alternative to what was read in a cell, or in several that moved together.

    cells: (row, column, as read, alternative), from 0. kind, why: how it may have been misread. grounded: the
    table itself gives a reason (a note with that mark, the decimals of the column), else it fits the
    arithmetic and no more. settles: the failed checks that hold with it. alone: whether it is the only
    alternative in a single cell that settles them. decided: False where no identity covers a cell that
    extraction saw both ways.
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
    table: Table,
    checks: list[Check],
    check_again: Callable[[Table], list[Check]],
    as_text: bool,
    document: Convention | None = None,
) -> list[Doubt]:
    """Alternatives in single cells with which all identities hold that cover them.

    checks: of the table; check_again: the checks of the table with other cells. as_text: as for
    `alternatives_of`; document: as for `Grid`. An alternative counts where every check that fails on its cell
    then holds, what held still holds, and nothing new fails. Those with a ground in the table come before
    guesses; one that settles more failures before one that settles some of them.
    """
    grid = Grid(table, document)
    failed = [check for check in checks if check.is_problem and None not in (check.low, check.high)]
    odd = [*unread_cells(grid), *odd_cells(grid, as_text)]
    if not (failed or odd or seen_alternatives(table) or (not as_text and _has_gaps(grid))):
        return []
    search = _Search(grid, checks, check_again)
    fitting = _fitting(search, failed, odd, as_text)
    # what settles some of what another settles whole is the lesser explanation
    best = {
        alternative: settled
        for alternative, settled in fitting.items()
        if not any(settled < other for other in fitting.values())
    }
    doubts = [
        _doubt(
            grid,
            alternative,
            [check for check in failed if check.key in settled],
            _is_alone(alternative, settled, best),
        )
        for alternative, settled in best.items()
    ]
    # several alternatives in a cell on which nothing fails say nothing of it
    doubts = [doubt for doubt in doubts if doubt.settles or doubt.alone]
    doubtful = {cell[:2] for doubt in doubts for cell in doubt.cells}
    return doubts + [
        replace(_doubt(grid, alternative, [], True), decided=False)
        for alternative in _undecided(search, odd, as_text)
        if alternative.texts[0][:2] not in doubtful
    ]


def _has_gaps(grid: Grid) -> bool:
    """Whether an item has no amount where its column has amounts."""
    return any(
        grid.roles[row] == "item" and not grid.table.body[row][column.position].strip()
        for column in grid.amounts
        for row in range(len(grid.roles))
    )


def _fitting(
    search: _Search, failed: list[Check], odd: list[Cell], as_text: bool
) -> dict[Alternative, frozenset[CheckKey]]:
    """The alternatives with which the checks of their cells hold, and the failed checks that each settles.

    Guesses are tried for what no alternative with a ground settles, and not where the format holds the text.
    """
    grid = search.grid
    fitting = {
        alternative: settled
        for alternative in _grounded(grid, failed, odd, as_text)
        if (settled := search.settles(alternative)) is not None
    }
    left = [check for check in failed if not any(check.key in settled for settled in fitting.values())]
    if as_text:
        return fitting
    guesses = [
        alternative
        for check in left
        for cell in _cells(grid, check)
        for alternative in alternatives_of(grid, *cell, as_text)
        if not alternative.grounded and _may_settle(grid, check, alternative)
    ]
    return fitting | {
        alternative: settled
        for alternative in dict.fromkeys(guesses)
        if (settled := search.settles(alternative))
    }


def _undecided(search: _Search, odd: list[Cell], as_text: bool) -> dict[Alternative, None]:
    """Alternatives that extraction saw, or a note suggests, in cells that no identity decides."""
    grid = search.grid
    found = [
        alternative
        for cell in seen_alternatives(grid.table)
        for alternative in alternatives_of(grid, *cell, as_text)
        if alternative.kind == BOTH_WAYS
        and is_rival(grid, cell[1], grid.table.body[cell[0]][cell[1]], alternative.texts[0][2])
        and not search.is_confirmed(cell)
    ]
    return dict.fromkeys(
        found + [alternative for cell in odd for alternative in marked_alternatives(grid, cell)]
    )


def _doubt(grid: Grid, alternative: Alternative, settled: list[Check], alone: bool) -> Doubt:
    cells = tuple(
        (row, column, grid.table.body[row][column], text) for row, column, text in alternative.texts
    )
    return Doubt(cells, alternative.kind, alternative.grounded, tuple(settled), alone)


def _is_alone(
    alternative: Alternative, settled: frozenset[CheckKey], best: dict[Alternative, frozenset[CheckKey]]
) -> bool:
    """Whether no other alternative settles any of the same checks, and none is in the same cell."""
    mine = {cell[:2] for cell in alternative.texts}
    return not any(
        settled & other or mine & {cell[:2] for cell in rival.texts}
        for rival, other in best.items()
        if rival != alternative
    )


def _grounded(grid: Grid, failed: list[Check], odd: list[Cell], as_text: bool) -> Iterator[Alternative]:
    """Alternatives with a ground, in cells of failed checks, odd cells and those seen both ways."""
    cells = dict.fromkeys(
        [
            *(cell for check in failed for cell in _cells(grid, check)),
            *((cell.row, cell.column) for cell in odd),
            *seen_alternatives(grid.table),
        ]
    )
    found = [
        alternative
        for cell in cells
        for alternative in alternatives_of(grid, *cell, as_text)
        if alternative.grounded
    ]
    if not as_text:
        # where two totals fail at once no check may claim that they ought to hold, so every row is tried
        shifted = [
            alternative
            for row in range(len(grid.table.body))
            for alternative in shifted_alternatives(grid, row)
        ]
        found += shifted[:MOST_SHIFTS]
    yield from dict.fromkeys(found)


def _cells(grid: Grid, check: Check) -> list[tuple[int, int]]:
    """The cells of this table that a check stands on."""
    return sorted(
        (row, column)
        for table, row, column in check.cells
        if table == grid.key and 0 <= row < len(grid.table.body)
    )


def _may_settle(grid: Grid, check: Check, alternative: Alternative) -> bool:
    """False where arithmetic alone shows that the alternative cannot make the check hold."""
    row, position, text = alternative.texts[0]
    new, old = _interval(grid, position, text), _interval(grid, position, grid.table.body[row][position])
    if new is None:
        return False
    if check.low is None or check.high is None:
        return True
    feasible = Interval(check.low, check.high)
    if check.row == row + 1 and check.position == position:
        return feasible.overlaps(new)
    if check.check not in SUMS or old is None:
        return True
    printed = _interval(grid, check.position, check.printed)
    if printed is None:
        return True
    added = Interval(check.low - old.low + new.low, check.high - old.high + new.high)
    low, high = sorted((check.low + old.high - new.high, check.high + old.low - new.low))
    taken = Interval(low, high)
    return any(
        Interval(min(ends.low, ends.high), max(ends.low, ends.high)).overlaps(printed)
        for ends in (added, taken)
    )


def _interval(grid: Grid, position: int, text: str) -> Interval | None:
    number = grid.read(text, position) or grid.read(text.rpartition(" ")[2], position)
    return None if number is None or number.bound[:1] == ">" else number.wide


class _Search:
    """Reads one table anew with other cells and looks at what its checks then say."""

    def __init__(self, grid: Grid, checks: list[Check], check_again: Callable[[Table], list[Check]]):
        self.grid, self.checks, self.check_again, self.trials = grid, checks, check_again, 0
        self.problems = {check.key for check in checks if check.is_problem}
        self.held = {check.key for check in checks if check.holds}

    def is_confirmed(self, cell: tuple[int, int]) -> bool:
        return any(_confirms(check) for check in self._touching(self.checks, {cell}))

    def settles(self, alternative: Alternative) -> frozenset[CheckKey] | None:
        """The keys of failed checks that hold with this alternative.

        None where a check that covers its cells fails with it, or none holds that did not hold before.
        """
        self.trials += 1
        if self.trials > MOST_TRIALS:
            return None
        after = self.check_again(self._with(alternative))
        places = {cell[:2] for cell in alternative.texts}
        before, now = self._touching(self.checks, places), self._touching(after, places)
        held = {check.key for check in after if check.holds}
        problems = {check.key for check in after if check.is_problem}
        lost = any(_confirms(check) and check.key not in held for check in before)
        gained = any(
            _confirms(check) and (check.key in self.problems or check.key not in self.held) for check in now
        )
        if lost or not gained or problems - self.problems or any(check.is_problem for check in now):
            return None
        # a cell that reads as a number now raises no question of its form; any other failure has to hold now
        settled = frozenset(key for key in self.problems - problems if key in held or key[0] == "cell_form")
        return settled if {check.key for check in before if check.is_problem} <= settled else None

    def _with(self, alternative: Alternative) -> Table:
        body = [list(row) for row in self.grid.table.body]
        for row, column, text in alternative.texts:
            body[row][column] = text
        return replace(self.grid.table, body=body)

    def _touching(self, checks: list[Check], places: set[tuple[int, int]]) -> list[Check]:
        return [
            check
            for check in checks
            if any(table == self.grid.key and (row, column) in places for table, row, column in check.cells)
        ]


def _confirms(check: Check) -> bool:
    """Whether a check says that the digits of its numbers are right."""
    return check.holds and check.check not in IDLE
