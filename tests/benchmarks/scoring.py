"""How close an extracted table is to the printed one: exact figures, and GriTS."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache, lru_cache

Rows = list[list[str]]
DIGIT = re.compile(r"\d")


def folded(text: str | None) -> str:
    """A cell as it is compared: no white space, every dash a minus, quotes alike."""
    return re.sub(r"[\s\\]", "", text or "").translate(str.maketrans("’‘“”–—−‐", "''\"\"----"))


def is_number(text: str) -> bool:
    return bool(DIGIT.search(text)) and not re.search(r"[^\W\d]{3,}", text)


def without_blank_columns(rows: Rows) -> Rows:
    width = max(map(len, rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    used = [column for column in range(width) if any(folded(row[column]) for row in rows)]
    return [[row[column] for column in used] for row in rows]


def exact_figures(truth: Rows, found: Rows, heads: int) -> tuple[int, int]:
    """How many figures of the truth's body stand in the same column of a matching row, and how many there
    are.

    truth: head and body, heads rows of which are the head. Rows are matched in order, so that as many cells
    agree as can.
    """
    wanted = [[folded(cell) for cell in row] for row in without_blank_columns(truth)][heads:]
    given = [[folded(cell) for cell in row] for row in without_blank_columns(found)]

    def agreeing(row: list[str], other: list[str]) -> tuple[int, int]:
        numbers = sum(a == b and is_number(a) for a, b in zip(row, other, strict=False))
        return numbers, sum(a == b for a, b in zip(row, other, strict=False))

    best = [[(0, 0)] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    for i, row in enumerate(wanted, start=1):
        for j, other in enumerate(given, start=1):
            a, b = agreeing(row, other)
            best[i][j] = max(
                best[i - 1][j], best[i][j - 1], (best[i - 1][j - 1][0] + a, best[i - 1][j - 1][1] + b)
            )
    return best[-1][-1][0] if wanted and given else 0, sum(is_number(cell) for row in wanted for cell in row)


def grits(truth: Rows, found: Rows, likeness: Callable[[int, int, int, int], float]) -> float:
    """Grid table similarity (Smock, Pesala and Abraham 2022), with rows and columns matched one after the
    other.

    likeness: of cell (row, column) of the truth and cell (row, column) of what was found, from 0 to 1.
    """
    if not truth or not found:
        return 0.0
    rows, columns, others, across = len(truth), len(truth[0]), len(found), len(found[0])
    cell = lru_cache(maxsize=None)(likeness)
    row_pairs = _aligned(
        rows,
        others,
        lambda i, k: sum(
            cell(i, a, k, b) for a, b in _aligned(columns, across, lambda a, b: cell(i, a, k, b))
        ),
    )
    column_pairs = _aligned(
        columns,
        across,
        lambda a, b: sum(cell(i, a, k, b) for i, k in _aligned(rows, others, lambda i, k: cell(i, a, k, b))),
    )
    total = sum(cell(i, a, k, b) for i, k in row_pairs for a, b in column_pairs)
    return 2 * total / (rows * columns + others * across)


def _aligned(count: int, other: int, reward: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pairs in order, of the greatest sum of rewards."""
    best = [[0.0] * (other + 1) for _ in range(count + 1)]
    gained = [[reward(i, k) for k in range(other)] for i in range(count)]
    for i in range(count):
        for k in range(other):
            best[i + 1][k + 1] = max(best[i][k + 1], best[i + 1][k], best[i][k] + gained[i][k])
    pairs, i, k = [], count, other
    while i and k:
        if best[i][k] == best[i - 1][k]:
            i -= 1
        elif best[i][k] == best[i][k - 1]:
            k -= 1
        else:
            i, k = i - 1, k - 1
            pairs.append((i, k))
    return pairs[::-1]


def grits_content(truth: Rows, found: Rows) -> float:
    """GriTS of content: cells are as alike as the longest parts that their texts have in common."""
    a, b = (
        [[folded(cell) for cell in row] for row in without_blank_columns(rows)] for rows in (truth, found)
    )

    @cache
    def alike(one: str, other: str) -> float:
        return (
            1.0
            if one == other
            else 0.0
            if not one or not other
            else SequenceMatcher(None, one, other, autojunk=False).ratio()
        )

    return grits(a, b, lambda i, j, k, m: alike(a[i][j], b[k][m]))


def grits_topology(truth: Rows, heads: int, found: Rows, found_heads: int) -> float:
    """GriTS of topology: cells are as alike as the boxes of columns and rows that they span, seen from each
    place in them."""
    a, b = without_blank_columns(truth), without_blank_columns(found)
    spans, others = _spans(a, heads), _spans(b, found_heads)

    def alike(i: int, j: int, k: int, m: int) -> float:
        (left, right), (start, end) = spans[i][j], others[k][m]
        one, other = (left - j, right - j), (start - m, end - m)
        inside = min(one[1], other[1]) - max(one[0], other[0])
        return max(inside, 0) / (max(one[1], other[1]) - min(one[0], other[0]))

    return grits(a, b, alike)


def _spans(rows: Rows, heads: int) -> list[list[tuple[int, int]]]:
    """For each cell the columns that its label spans: in the upper rows of a head, the blank cells to its
    right."""
    found = []
    for number, row in enumerate(rows):
        spans = [(column, column + 1) for column in range(len(row))]
        if number < heads - 1:
            start = 0
            for column in range(1, len(row)):
                if (
                    folded(row[column])
                    or not folded(row[start])
                    or not any(folded(r[column]) for r in rows[number + 1 : heads])
                ):
                    start = column
                spans[column] = (start, column + 1)
            for column in range(len(row) - 2, -1, -1):
                if spans[column][0] == spans[column + 1][0]:
                    spans[column] = spans[column + 1]
        found.append(spans)
    return found
