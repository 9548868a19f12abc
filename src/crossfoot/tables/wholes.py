"""Shares of one whole: blocks of columns, or of rows, that add up to 100 in most places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import log10, sqrt

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.amounts import COLUMNS, ROWS, Amount, Line, lines_of
from crossfoot.tables.columns import Cell, Column, sum_of
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.structure import MARGIN, UNLABELLED

SHARES = re.compile(r"\b(?:shares?|distribution|composition|breakdown|structure)\b", re.IGNORECASE)
RATIO_UNIT = re.compile(r"%|per ?cent", re.IGNORECASE)
WHOLE = Interval.exactly(100)
MOST_LINES, MOST_IN_BLOCK = 80, 30


@dataclass(frozen=True)
class Block:
    """Lines that follow on each other and add up to 100. hits: places where they do; misses: where not."""

    axis: str
    lines: tuple[int, ...]
    hits: tuple[int, ...]
    misses: tuple[int, ...]
    odds: float


def check_wholes(grid: Grid, summed: set[tuple[int, int]]) -> list[Check]:
    """The shares that add up to 100, by row or by column, where at least three do and not by chance.

    summed: cells (row and column from 0) that some sum confirms already; they need no other.
    """
    found: list[Check] = []
    by_axis = lines_of(grid)
    for axis in (COLUMNS, ROWS):
        for block in _blocks(axis, by_axis[axis]):
            for place in sorted({*block.hits, *block.misses}):
                found += _checked(grid, block, place, summed)
    return found


def _blocks(axis: str, lines: dict[int, Line]) -> Iterator[Block]:
    """The blocks least likely by chance, none of which share a line."""
    order = [line for line, amounts in lines.items() if _can_be_shares(amounts)]
    if len(order) > MOST_LINES:
        return
    trials = [
        block
        for first in range(len(order))
        for last in range(first + 2, min(len(order), first + MOST_IN_BLOCK) + 1)
        if (block := _block(axis, lines, tuple(order[first:last]), len(order)))
    ]
    used: set[int] = set()
    for block in sorted(trials, key=lambda block: -block.odds):
        if not used & set(block.lines):
            used |= set(block.lines)
            yield block


def _can_be_shares(amounts: Line) -> bool:
    printed = [amount.value for amount in amounts.values() if amount]
    return bool(printed) and all(0 <= value <= 100 for value in printed)


def _block(axis: str, lines: dict[int, Line], block: tuple[int, ...], count: int) -> Block | None:
    hits, misses, odds = [], [], 0.0
    seen: set[tuple[float, ...]] = set()
    for place in lines[block[0]]:
        parts = [amount for line in block if (amount := lines[line].get(place))]
        if len(parts) < 2 or any(place not in lines[line] for line in block):
            continue
        away = abs(sum(part.value for part in parts) - 100)
        if away > sum(part.half for part in parts) * 1.001:
            misses.append(place)
            continue
        hits.append(place)
        values = tuple(part.value for part in parts)
        if values not in seen and away <= _width(parts) and sorted(values)[-2] > 0:
            odds += log10(50 / _width(parts))
        seen.add(values)
    if len(hits) < UNLABELLED or 5 * len(misses) > len(hits) or odds < MARGIN + 2 * log10(count):
        return None
    return Block(axis, block, tuple(hits), tuple(misses), odds)


def _width(parts: list[Amount]) -> float:
    """By how much independent roundings may add up to another number: four standard deviations."""
    return min(4 * sqrt(sum(part.half**2 for part in parts) / 3), sum(part.half for part in parts))


def _checked(grid: Grid, block: Block, place: int, summed: set[tuple[int, int]]) -> Iterator[Check]:
    pairs = [(line, place) if block.axis == ROWS else (place, line) for line in block.lines]
    cells: list[Cell] = [cell for pair in pairs if (cell := grid.number_at(pair))]
    if not cells or all((cell.row, cell.column) in summed for cell in cells):
        return
    among = f"{len(block.hits)} of {len(block.hits) + len(block.misses)}"
    plain = sum_of(cells).face
    words = (
        f"these shares add up to {((plain.low + plain.high) / 2).normalize():f}, the others to 100; "
        "is one misprinted or left out?"
    )
    check = _check_whole(
        grid, cells, None if block.axis == ROWS else cells[0], f"{among} such sums are 100", words
    )
    if check.holds or len(block.misses) == 1:
        yield check


def check_shares(grid: Grid) -> list[Check]:
    """A column of percentages without a total, whose rows add up to 100 or nearly do."""
    if any(role in ("total", "measure") for role in grid.roles):
        return []
    found = []
    for column in grid.amounts:
        cells = [column.cells[row] for row in grid.items if row in column.numbers]
        if len(cells) >= 3 and _says_shares(grid, column) and all(cell.interval.high > 0 for cell in cells):
            joint = sum_of(cells)
            if Decimal(97) <= (joint.face.low + joint.face.high) / 2 <= Decimal(103):
                words = "the shares do not add up to 100; is a row left out, or one misprinted?"
                said = "shares that add up to nearly 100"
                found.append(_check_whole(grid, cells, None, said, words))
    return found


def _says_shares(grid: Grid, column: Column) -> bool:
    """Whether the label or the caption speaks of shares, and of percent."""
    is_percent = column.is_percentage or RATIO_UNIT.search(
        f"{grid.table.unit} {column.label} {grid.table.caption}"
    )
    return bool(is_percent and SHARES.search(f"{column.label} {grid.table.caption}"))


def _check_whole(grid: Grid, cells: list[Cell], anchor: Cell | None, evidence: str, words: str) -> Check:
    """anchor: the first of shares along a row; None for those of a column. words: what is asked of them."""
    joint = sum_of(cells)
    about: About = {
        "cells": cells,
        "low": joint.feasible.low,
        "high": joint.feasible.high,
        "printed": "100",
        "inputs": f"sum of {len(cells)} {'columns' if anchor else 'rows'}",
        "evidence": evidence,
        "column": "" if anchor else grid.labels[cells[0].column],
    }
    if joint.feasible.overlaps(WHOLE):
        judged = HOLDS if joint.face.overlaps(WHOLE) else WITHIN_ROUNDING
        return grid.record("shares_to_100", anchor, judged, **about)
    return grid.question("shares_to_100", anchor, words, **about)
