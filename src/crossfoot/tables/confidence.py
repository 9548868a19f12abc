"""How far the cells of an extracted table can be relied on."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.documents.table import Table
from crossfoot.numbers.grammar import Convention
from crossfoot.numbers.verdicts import CONTRADICTED, ERROR, QUESTION
from crossfoot.tables.blame import ASKED_WITH
from crossfoot.tables.doubts import IDLE, Doubt
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.relations import SUMS

HIGH, MEDIUM, LOW, NONE = "high", "medium", "low", "no numbers"
AT_LEAST = {HIGH: 0.8, MEDIUM: 0.5}
# what a number counts that no identity covers, where the format holds its text and where it was read off a
# page
UNCOVERED = {True: 0.9, False: 0.6}


@dataclass(frozen=True)
class Confidence:
    """How many cells of a table hold a number, and for how many of them something speaks.

    confirmed: in an identity that holds. unread: in a column of numbers, and not readable as one. doubtful:
    with an alternative, in a row of another length or, read off a page, in failing identities alone. score:
    from 0 to 1. word: high, medium, low, or no numbers.
    """

    numbers: int
    confirmed: int
    doubtful: int
    score: float | None
    word: str
    unread: int = 0


def confidence_of(
    table: Table, checks: list[Check], doubts: list[Doubt], as_text: bool, document: Convention | None = None
) -> Confidence:
    """The share of the numbers that can be relied on.

    A number counts 1 where an identity confirms it, `UNCOVERED` where none covers it, 0 in doubt or not read.
    The share is high from 0.8 with no such number, medium from 0.5.
    checks, doubts: of this table alone; as_text: whether the format holds the text of each cell;
    document: as for `Grid`.
    """
    grid = Grid(table, document)
    unread = {(row, column.position) for column in grid.columns for row in column.unread}
    numbers = {
        (row, column.position)
        for column in grid.columns
        if column.is_numeric
        for row in column.cells
        if any(letter.isdigit() for letter in column.cells[row].text)
    }
    numbers |= unread
    states = cell_states(grid, checks, doubts)
    irregular = {row for row, line in enumerate(table.body_lines) if line in table.irregular_lines}
    confirmed = {cell for cell in numbers if states.get(cell) == "holds"}
    # where the format holds the text, what fails is the author's
    failing = {"doubtful"} if as_text else {"doubtful", "contradicted", "involved"}
    if table.is_seen:
        failing |= {"asked"}
    unread -= confirmed
    doubtful = {
        cell
        for cell in numbers - unread
        if states.get(cell) in failing or (cell[0] in irregular and cell not in confirmed)
    }
    if not numbers:
        return Confidence(0, 0, 0, None, NONE)
    score = (len(confirmed) + UNCOVERED[as_text] * len(numbers - confirmed - doubtful - unread)) / len(
        numbers
    )
    word = next(
        (
            word
            for word, least in AT_LEAST.items()
            if score >= least and not (word == HIGH and (doubtful or unread))
        ),
        LOW,
    )
    return Confidence(len(numbers), len(confirmed), len(doubtful), score, word, len(unread))


def cell_states(grid: Grid, checks: list[Check], doubts: list[Doubt]) -> dict[tuple[int, int], str]:
    """The state of each cell that something covers, by row and column (from 0).

    contradicted; doubtful; asked: a question stands on it; involved: in an identity that fails, and in none
    that holds; or holds. What else a sum that is asked about stands on has no state: it need not agree.
    """
    arithmetic = [check for check in checks if check.check not in IDLE]
    states = dict.fromkeys(
        _covered(grid, [check for check in arithmetic if check.verdict == CONTRADICTED]), "involved"
    )
    states |= dict.fromkeys(_covered(grid, [check for check in arithmetic if check.holds]), "holds")
    asked = [
        check
        for check in arithmetic
        if check.check in SUMS and (check.severity == QUESTION or check.diagnosis.startswith(ASKED_WITH))
    ]
    for cell in _covered(grid, asked):
        states.pop(cell, None)
    for name, chosen in (("asked", QUESTION), ("contradicted", ERROR)):
        for check in checks:
            if check.severity == chosen and check.row is not None and check.position >= 0:
                states[check.row - 1, check.position] = name
    for doubt in doubts:
        if doubt.alone or _of_one_cell(doubt, doubts):
            states |= {(row, column): "doubtful" for row, column, *_ in doubt.cells}
    # what a reader of pictures doubts and no identity confirms
    for cell, readings in grid.table.alternatives.items():
        if not readings and states.get(cell) is None:
            states[cell] = "doubtful"
    return {cell: state for cell, state in states.items() if cell[0] >= 0}


def _covered(grid: Grid, checks: list[Check]) -> list[tuple[int, int]]:
    """The cells of this table that checks stand on."""
    return [(row, column) for check in checks for table, row, column in check.cells if table == grid.key]


def _of_one_cell(doubt: Doubt, doubts: list[Doubt]) -> bool:
    """Whether all alternatives that settle the same are in one cell, though which is right is open."""
    rivals = [other for other in doubts if set(other.settles) & set(doubt.settles)]
    return len(rivals) > 1 and len({tuple(cell[:2] for cell in rival.cells) for rival in rivals}) == 1
