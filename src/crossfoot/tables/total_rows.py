"""Total rows: sums of the rows beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.numbers.grammar import is_dash, is_missing
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import explain_misprint
from crossfoot.tables.amounts import is_taken_off
from crossfoot.tables.blame import misprint
from crossfoot.tables.columns import Cell, Column, ending_zeros, most_rounding, sum_of
from crossfoot.tables.grid import BARE_TOTAL, NOT_ADDITIVE, RATIO, About, Check, Grid
from crossfoot.tables.sum_doubts import UNLIKELY, are_alike, are_parts, is_other_share, note_mark

# a list of the largest, or of examples, need not add up to its total
SELECTION = re.compile(
    r"\b(?:top|largest|main|major|leading|principal|selected|key|examples?|including)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Trial:
    """One column of a total row, and the rows that it may add up."""

    column: Column
    cells: list[Cell]
    holds: bool

    @property
    def gaps(self) -> list[Cell]:
        """Addends that print no number."""
        return [cell for cell in self.cells if cell.row not in self.column.numbers]

    @property
    def addends(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.row in self.column.numbers]

    @property
    def is_complete(self) -> bool:
        """Whether every addend is known: a dash is none where the others add up."""
        return not self.gaps or self.holds

    def is_told(self, grid: Grid, row: int) -> bool:
        """Whether it says something of the total: it holds, or neither rounding nor what the rows are can
        explain that it does not."""
        return self.holds or are_parts(grid) and not self._is_rounded(row)

    def _is_rounded(self, row: int) -> bool:
        """Whether all its numbers end with zeros, and rounding to tens or hundreds is as likely as a slip."""
        cell, addends = self.column.cells[row], self.addends
        if not addends or not min(ending_zeros(one) for one in [cell, *addends]):
            return False
        face = sum_of(addends).face
        away = abs(cell.face.low + cell.face.high - face.low - face.high) / 2
        return away <= most_rounding(cell, addends) * UNLIKELY

    def is_sum(self, row: int) -> bool:
        """Whether the total, which is none of these rows' sum, is meant as one: no mean, rate or change."""
        cell, label = self.column.cells[row], self.column.label
        most = max(abs(part) for one in self.addends for part in (one.interval.low, one.interval.high))
        is_rate = self.column.is_percentage or RATIO.search(label) or NOT_ADDITIVE.search(label)
        is_greater = min(abs(cell.interval.low), abs(cell.interval.high)) > most
        return not (self.holds or self.gaps or is_rate) and is_greater

    def exceeds(self, row: int) -> bool:
        """Whether the addends that are printed are more than the total in this row, which no dash mends."""
        total = self.column.cells[row].interval
        are_dashes = all(is_dash(cell.text) for cell in self.gaps)
        are_amounts = all(cell.interval.low >= 0 for cell in self.addends)
        return are_dashes and are_amounts and total.is_below(sum_of(self.addends).feasible)


def check_total_rows(grid: Grid, ratios: set[int]) -> list[Check]:
    """Each row labelled as a total, in every column of amounts. ratios: columns that are quotients."""
    found = []
    for row, role in enumerate(grid.roles):
        if role != "total":
            continue
        columns = [column for column in _additive(grid, ratios) if row in column.numbers]
        if _is_of_one(grid, columns, row):
            continue
        trials = [_tried(columns, row, addends) for addends in _addend_sets(grid, row)]
        trials = [rest for trial in trials if (rest := [one for one in trial if one.is_told(grid, row)])]
        if not trials:
            continue
        best = max(trials, key=lambda trial: sum(one.holds for one in trial))
        found += _check_total_row(grid, row, best, single_set=len(trials) == 1)
    return found


def _is_of_one(grid: Grid, columns: list[Column], row: int) -> bool:
    """Whether the total of this row repeats the one item since the total or heading above it."""
    above = [other for other in range(row) if grid.roles[other] in ("total", "group", "item")]
    return bool(
        len(above) > 1
        and grid.roles[above[-1]] == "item"
        and grid.roles[above[-2]] != "item"
        and columns
        and all(
            above[-1] in column.numbers and column.numbers[above[-1]].face == column.numbers[row].face
            for column in columns
        )
    )


def _additive(grid: Grid, ratios: set[int]) -> list[Column]:
    return [
        column
        for column in grid.amounts
        if column.position not in ratios and not NOT_ADDITIVE.search(column.label)
    ]


def _addend_sets(grid: Grid, row: int) -> list[list[int]]:
    """The sets of rows that a total may add up.

    They are those since the last total or heading, all above, the subtotals above, and below a total at the
    top those down to the next total or all.
    """
    roles = grid.roles
    heading = max((other for other in range(row) if roles[other] == "group"), default=-1)
    above = [other for other in grid.items if other < row]
    # a total that follows on a heading is of the rows below it
    if heading >= 0 and not any(other > heading for other in above):
        above = []
    since = max((other for other in range(row) if roles[other] == "total"), default=-1)
    sets = [
        [other for other in above if other > since],
        above,
        [other for other in above if other > heading],
        [other for other in range(row) if roles[other] == "total"],
    ]
    if not above:
        until = min(
            (other for other in range(row + 1, len(roles)) if roles[other] == "total"), default=len(roles)
        )
        sets = [
            [other for other in grid.items if row < other < until],
            [other for other in grid.items if other > row],
        ]
    kept: list[list[int]] = []
    for addends in sets:
        # what is taken off is no addend
        if any(is_taken_off(grid, other) for other in addends):
            continue
        if len(addends) > 1 and addends not in kept:
            kept.append(addends)
    return kept


def _tried(columns: list[Column], row: int, addends: list[int]) -> list[Trial]:
    """The columns that print every addend, with these and whether they add up."""
    tried = []
    for column in columns:
        cells = [column.cells[other] for other in addends if other in column.cells]
        if len(cells) < 2 or any(cell.number is None and not is_missing(cell.text) for cell in cells):
            continue
        printed = [cell for cell in cells if cell.row in column.numbers]
        holds = (
            len(printed) > 1
            and all(cell.row in column.numbers or is_dash(cell.text) for cell in cells)
            and sum_of(printed).feasible.overlaps(column.cells[row].interval)
        )
        tried.append(Trial(column, cells, holds))
    return tried


def _check_total_row(grid: Grid, row: int, trials: list[Trial], single_set: bool) -> list[Check]:
    """The checks of a total row. single_set: whether there is one set of rows that it can add up.

    Where fewer than half of the columns add up, the row is the sum in these alone, and the others are asked
    about if its label says no more than "total" and there is no choice of rows. Where none does, it is held
    to be a sum on the same conditions.
    """
    is_total = single_set and bool(BARE_TOTAL.match(grid.first_label(row)))
    complete = [trial for trial in trials if trial.is_complete]
    held = sum(trial.holds for trial in complete)
    label = grid.first_label(row)
    evidence = f"row labelled {label!r}; {held} of {len(complete)} columns add up"
    asked: list[Check] = []
    if held and 2 * held < len(complete):
        words = "the rows do not add up to it, as they do in another column"
        asked = [_asked(grid, row, one, evidence, words) for one in complete if is_total and one.is_sum(row)]
        complete = [trial for trial in complete if trial.holds]
    elif held:
        complete += [trial for trial in trials if trial.gaps and not trial.holds and trial.exceeds(row)]
    twice = not held and _is_twice(trials, row)
    if not held and not is_total and not twice:
        return []
    if not asked:
        evidence = f"row labelled {label!r}; {held} of {len(complete)} columns add up"
    found = asked
    printed = {cell.row for trial in complete if trial.holds for cell in trial.addends}
    # one column that adds up beside one that does not can do so by chance, unless all rows are below "total"
    is_weak = held == 1 and len(complete) == 2 and not is_total
    for trial in complete:
        doubted = [] if held or twice else _doubted(grid, row, trial, evidence, single=len(complete) == 1)
        if doubted is not None:
            is_sum = any(
                other.holds and are_alike(other.column.label, trial.column.label)
                for other in complete
                if other is not trial
            )
            found += doubted or [*_compared(grid, row, trial, evidence, is_sum, is_weak, printed)]
    return found + [_lacking(grid, row, trial) for trial in trials if trial.gaps and trial not in complete]


def _is_twice(trials: list[Trial], row: int) -> bool:
    """Whether all columns, two at least, add up with one and the same row counted twice."""
    if len(trials) < 2 or any(trial.gaps for trial in trials):
        return False
    fitting = [
        {
            cell.row
            for cell in trial.addends
            if cell.face.low
            and (sum_of(trial.addends).feasible + cell.interval).overlaps(trial.column.cells[row].interval)
        }
        for trial in trials
    ]
    return bool(set.intersection(*fitting))


def _asked(grid: Grid, row: int, trial: Trial, evidence: str, words: str) -> Check:
    """A question on a total that does not add up."""
    given = sum_of(trial.addends).feasible
    about: About = {"cells": trial.cells, "low": given.low, "high": given.high, "evidence": evidence}
    cell = trial.column.cells[row]
    return grid.question("total_row", cell, words, inputs=_in_words(trial.cells), **about)


def _doubted(grid: Grid, row: int, trial: Trial, evidence: str, single: bool) -> list[Check] | None:
    """Where no column adds up: a question; [] if the total is contradicted even so; None for no check."""
    cell, implied = trial.column.cells[row], sum_of(trial.addends)
    short = implied.feasible.high < cell.interval.low
    of_whole = trial.column.is_percentage and (cell.interval - implied.feasible).low > 10
    if short and (_is_selection(grid) or of_whole):
        return None
    doubt = _doubt(cell, trial.addends, implied.feasible, single)
    if doubt is None:
        return []
    return [_asked(grid, row, trial, evidence, doubt)] if doubt else None


def _compared(
    grid: Grid, row: int, trial: Trial, evidence: str, is_sum: bool, is_weak: bool, printed: set[int]
) -> Iterator[Check]:
    """The total against the sum of its rows; nothing where it can be their mean and is not a misprint.

    is_sum: whether the row adds up in another column of this kind. is_weak: whether that can be chance, so
    that it is a question, unless a misprint explains it. printed: the rows with a number where it adds up.
    """
    cell, cells, implied = trial.column.cells[row], trial.addends, sum_of(trial.addends)
    least, most = min(one.interval.low for one in cells), max(one.interval.high for one in cells)
    # what lies among its rows may be their mean, or a quotient of other totals
    is_mean = least <= cell.interval.low and cell.interval.high <= most
    is_rate = bool(RATIO.search(trial.column.label))
    is_misprint = bool(explain_misprint(cell.interval, implied.feasible))
    is_mean = is_mean and (is_rate or not is_sum and not is_misprint)
    if not trial.holds and (is_mean or is_other_share(cell, implied)):
        return
    odd = [one for one in cells if one.row not in printed]
    said = note_mark(grid, cell)
    if is_weak and not _is_misprint(cell, implied.face):
        said = said or "one other column adds up, and this one does not"
    away = abs(cell.face.low + cell.face.high - implied.face.low - implied.face.high) / 2
    if ending_zeros(cell) and away <= most_rounding(cell, cells):
        said = said or "it may be rounded more coarsely than they are"
    if odd and printed:
        said = said or f"row {odd[0].row + 1} has a number here and in no column that adds up"
    if not trial.holds and said:
        yield _asked(grid, row, trial, evidence, f"the rows do not add up to it; {said}")
        return
    yield grid.compare("total_row", cell, implied, _in_words(cells), evidence)


def _lacking(grid: Grid, row: int, trial: Trial) -> Check:
    gap = trial.gaps[0]
    return grid.missing(
        "total_row",
        trial.column.cells[row],
        trial.cells,
        "sum of the rows",
        f"row labelled {grid.first_label(row)!r}",
        f"row {gap.row + 1} prints {gap.text!r}",
    )


def _is_misprint(cell: Cell, face: Interval) -> bool:
    """Whether a misprint of the plain sum gives the printed number."""
    return bool(
        misprint((cell.face.low + cell.face.high) / 2, (face.low + face.high) / 2, cell.amount.decimals)
    )


def _in_words(cells: list[Cell]) -> str:
    return f"sum of rows {cells[0].row + 1} to {cells[-1].row + 1}"


def _doubt(cell: Cell, cells: list[Cell], feasible: Interval, single: bool) -> str | None:
    """Where no column adds up: what to ask, "" for nothing, None where the total is contradicted all the
    same.

    Rows may be parts of other rows, and then they add up to more than the total; a single column whose
    total is near the sum cannot be explained so.
    """
    over = feasible.low > cell.interval.high
    if not single:
        return (
            ""
            if over or cells[0].row > cell.row
            else "no column of this row is the sum of the rows; are rows left out?"
        )
    nested = [other for other in cells if (feasible - other.interval).overlaps(cell.interval)]
    if over and nested:
        return f"the sum without row {nested[0].row + 1}; is it part of another row, or left out?"
    if over and 2 * feasible.low > 3 * cell.interval.high and not explain_misprint(cell.interval, feasible):
        return ""
    return None


def _is_selection(grid: Grid) -> bool:
    table = grid.table
    return bool(SELECTION.search(" ".join([table.caption, table.unit, *grid.labels]))) or any(
        re.match(r"^rank", label, re.IGNORECASE) for label in grid.labels
    )
