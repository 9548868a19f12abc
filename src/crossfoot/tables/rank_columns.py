"""Columns of ranks beside the numbers that are ranked, in whatever order the rows stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.ranked import rank_columns
from crossfoot.tables.rules import most

# ranks that must agree with a column before it is what they rank
LEAST = 4
# by row, the best and the worst rank that its number can have
Ranks = dict[int, tuple[int, int]]


def check_rank_columns(grid: Grid) -> list[Check]:
    """Each rank against the column whose order gives nearly all of them; a rank twice and another nowhere."""
    found: list[Check] = []
    for ranks in rank_columns(grid):
        values = [int(cell.amount.value) for cell in ranks.values()]
        # what stands in the order of its ranks is checked as a list
        if len(ranks) < LEAST or values == sorted(set(values)):
            continue
        trials = [
            (column, sign, given)
            for column in grid.amounts
            for sign in (-1, 1)
            if (given := _ranks_of(column, ranks, sign))
            and column.numbers[min(ranks)] is not ranks[min(ranks)]
        ]
        label = grid.labels[next(iter(ranks.values())).column]
        best = max(
            trials,
            key=lambda trial: (_fit(ranks, trial[2]), len(_words(label) & _words(trial[0].label))),
            default=None,
        )
        if best and most(_fit(ranks, best[2]), len(ranks), least=LEAST):
            found += _checks(grid, ranks, *best)
        elif values != sorted(values):
            found += _twice(grid, ranks)
    return found


def _words(label: str) -> set[str]:
    return set(re.findall(r"\w+", label.lower()))


def _ranks_of(column: Column, ranks: dict[int, Cell], sign: int) -> Ranks | None:
    """sign: -1 where the largest number is first. None where a ranked row prints no number."""
    if not all(row in column.numbers for row in ranks):
        return None
    values = {row: column.numbers[row].interval for row in ranks}
    found = {}
    for row, own in values.items():
        others = [one for other, one in values.items() if other != row]
        if sign < 0:
            ahead = sum(one.low >= own.high for one in others), sum(one.high > own.low for one in others)
        else:
            ahead = sum(one.high <= own.low for one in others), sum(one.low < own.high for one in others)
        found[row] = (1 + ahead[0], 1 + ahead[1])
    return found


def _fit(ranks: dict[int, Cell], given: Ranks) -> int:
    return sum(given[row][0] <= cell.amount.value <= given[row][1] for row, cell in ranks.items())


def _checks(grid: Grid, ranks: dict[int, Cell], column: Column, sign: int, given: Ranks) -> Iterator[Check]:
    """A rank that does not fit is wrong where another row has it too; else its number may be."""
    counts = Counter(int(cell.amount.value) for cell in ranks.values())
    evidence = f"{_fit(ranks, given)} of {len(ranks)} ranks are those of {column.label!r}"
    for row, cell in ranks.items():
        best, worst = given[row]
        number = column.numbers[row]
        about: About = {"cells": [number], "inputs": f"{column.label}: {number.text}", "evidence": evidence}
        if best <= cell.amount.value <= worst:
            yield grid.record("rank", cell, HOLDS, **about)
            continue
        order = "largest" if sign < 0 else "smallest"
        named = f"{best}" if best == worst else f"{best} to {worst}"
        words = f"by {column.label}, {number.text} is number {named} from the {order}"
        if counts[int(cell.amount.value)] > 1 and not any(counts[rank] for rank in range(best, worst + 1)):
            yield grid.record(
                "rank", cell, CONTRADICTED, diagnosis=f"{words}; {cell.text} stands twice", **about
            )
        else:
            yield grid.question("rank", cell, words, **about)


def _twice(grid: Grid, ranks: dict[int, Cell]) -> Iterator[Check]:
    """One rank twice where another is nowhere, and it is no tie: ranks that are those of these rows alone."""
    values = [int(cell.amount.value) for cell in ranks.values()]
    repeated = [value for value, count in Counter(values).items() if count > 1]
    lacking = sorted(set(range(1, len(values) + 1)) - set(values))
    if len(repeated) == len(lacking) == 1 and lacking[0] != repeated[0] + 1:
        cell = next(cell for cell in reversed(ranks.values()) if cell.amount.value == repeated[0])
        words = f"{repeated[0]} stands twice, and {lacking[0]} nowhere"
        yield grid.question("rank", cell, words, cells=list(ranks.values()), evidence="a column of ranks")
