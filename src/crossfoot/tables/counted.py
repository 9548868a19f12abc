"""Means of whole numbers, and percentages of a count, that so many cases cannot give."""

from __future__ import annotations

import re

from crossfoot.numbers.granularity import nearest, possible, tells
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import Check, Grid, summed

COUNT = re.compile(
    r"^(?:n|obs\.?|observations|no\. of (?:obs\.?|observations|respondents|firms))$", re.IGNORECASE
)
MEAN = re.compile(r"^(?:mean|average|m|mean (?:score|rating|answer|response))$", re.IGNORECASE)
OF_COUNT = re.compile(r"\bn\s?=\s?(\d{1,3})(?![\d,.]\d|\d)", re.IGNORECASE)
WHOLE_NUMBERS = re.compile(
    r"\bLikert\b|\b(?:\d{1,2}|three|four|five|six|seven|nine|ten)[- ]point\b|"
    r"\bscale (?:\w+ )?(?:from|of) (?:1|0|one|zero) (?:to|\(|=)|"
    r"\b(?:1|0) ?= ?\w[^.;]{0,40}\b(?:5|7|10|4|6|9) ?=",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"\b(?:items?|composite|index|indices|averaged|subscales?|weighted|factor|imput\w+|adjusted)\b",
    re.IGNORECASE,
)


def check_counted(grid: Grid) -> list[Check]:
    """Mean beside n where the answers are said to be whole numbers; percentages under "n = 40"."""
    return [*_means(grid), *_percentages(grid)]


def _means(grid: Grid) -> list[Check]:
    table = grid.table
    about = " ".join([table.caption, table.unit, table.panel, *table.notes, *grid.labels])
    heads = [label.strip() for label in table.header[-1]] if table.header else []
    by_place = {column.position: column for column in grid.columns}
    counts = [
        by_place[place] for place, label in enumerate(heads) if COUNT.match(label) and place in by_place
    ]
    means = [by_place[place] for place, label in enumerate(heads) if MEAN.match(label) and place in by_place]
    if len(counts) != 1 or len(means) != 1 or not WHOLE_NUMBERS.search(about) or SEVERAL.search(about):
        return []
    entries = []
    for row, cell in means[0].numbers.items():
        number = counts[0].numbers.get(row)
        if number and not number.amount.decimals and number.amount.value >= 2 and not cell.amount.bound:
            n = int(number.amount.value)
            if tells(cell.amount.decimals, n) and grid.roles[row] not in ("total", "measure"):
                entries.append((cell, number, n))
    wrong = [(cell, number, n) for cell, number, n in entries if not _is_possible(cell, n, 1)]
    # where many fail, the means are of several answers
    if len(wrong) > 1 and 3 * len(wrong) > len(entries):
        return []
    evidence = (
        f"the scale is of whole numbers; {len(entries) - len(wrong)} of {len(entries)} means are possible"
    )
    return _found(grid, "mean_of_count", len(entries) - len(wrong), wrong, 1, evidence)


def _percentages(grid: Grid) -> list[Check]:
    found: list[Check] = []
    for column in grid.amounts:
        match = OF_COUNT.search(column.label)
        if not match or not _is_percent(grid, column):
            continue
        n = int(match[1])
        entries = [cell for cell in column.numbers.values() if tells(cell.amount.decimals, n, 100) and n >= 2]
        wrong = [cell for cell in entries if not _is_possible(cell, n, 100)]
        # each question may have its own missing answers: only where all else fits is the odd one out suspect
        if len(entries) < 4 or len(wrong) > 1:
            continue
        evidence = f"label {column.label!r}; {len(entries) - len(wrong)} of {len(entries)} are possible"
        found += _found(
            grid,
            "share_of_count",
            len(entries) - len(wrong),
            [(cell, cell, n) for cell in wrong],
            100,
            evidence,
        )
    return found


def _is_percent(grid: Grid, column: Column) -> bool:
    about = f"{column.label} {grid.table.unit} {grid.table.caption}"
    return column.is_percentage or bool(
        re.search(r"%|\bper ?cent|\bpercentages?\b|\bshares?\b", about, re.IGNORECASE)
    )


def _is_possible(cell: Cell, n: int, scale: int) -> bool:
    return possible(cell.amount.value, cell.amount.decimals, n, scale)


def _found(
    grid: Grid, kind: str, fit: int, wrong: list[tuple[Cell, Cell, int]], scale: int, evidence: str
) -> list[Check]:
    said = []
    for cell, number, n in wrong:
        below, above = nearest(cell.amount.value, n, scale)
        decimals = cell.amount.decimals + 1
        words = f"{n} cases give {below:.{decimals}f} or {above:.{decimals}f}"
        said.append((cell, [number] if number is not cell else [], words))
    return summed(grid, kind, fit, evidence, said)
