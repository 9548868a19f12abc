"""Signs in cells of their own beside a number ("$", ")", "%"), as filings set them, joined to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from crossfoot.documents.markup import plain

BEFORE = re.compile(r"^(?:[A-Z]{0,3}[$€£¥₹]|Rs\.?)\s*\(?$|^\($")
AFTER = re.compile(r"^(?:\)?\s*[%‰]?|[%‰]\s*\)|\)?[*†‡§]{1,3})$")
NUMBER = re.compile(r"^[(<>~≈]*\s*[–−+-]?\s*(?:[A-Z]{0,3}[$€£¥₹])?\s*[(]?\s*\.?\d")
AMOUNT = re.compile(r"\d[.,]\d")
# of nothing there is no currency and no percent
NOTHING = re.compile(r"^(?:[-–—]+|n\.?/?[am]\.?|\*+)$", re.IGNORECASE)
RAISED = re.compile(
    r"^\s*(?:<(?:span|font|div|p)\b[^<>]*>\s*)*<sup\b[^<>]*>[^<>]{1,6}</sup>(?:\s*</(?:span|font|div|p)>)*\s*$"
)
TAG = re.compile(r"<(?!/?sup\b)[^<>]*>", re.IGNORECASE)


@dataclass
class Layout:
    """cells: by row the HTML in each place of the grid. widths: over how many columns the cell that begins
    there reaches, and 0 where none begins."""

    cells: list[list[str]]
    widths: list[list[int]]

    def reaches(self, row: int, column: int) -> int:
        """Columns of a label; 0 where none begins, or it says nothing."""
        return self.widths[row][column] if plain(self.cells[row][column]) else 0


def signs_joined(layout: Layout, heads: int) -> None:
    """Joins signs to their numbers, and drops the columns that then hold nothing. heads: rows of the head.

    A column holds signs where each cell below the head is a sign or blank, and no row (a label of the head,
    say) has something of its own in it and in the column of the numbers.
    """
    # what is raised in a cell of its own is the mark of a note
    texts = [["†" if RAISED.match(cell) else plain(cell) for cell in row] for row in layout.cells]
    width = max(map(len, texts))
    for row, cells, widths in zip(texts, layout.cells, layout.widths, strict=True):
        row += [""] * (width - len(row))
        cells += [""] * (width - len(cells))
        widths += [0] * (width - len(widths))
    kept = [column for column in range(width) if any(row[column] for row in texts)]
    for place in range(len(kept) - 2, -1, -1):
        column, beside = kept[place], kept[place + 1]
        bare = place and _is_bare(layout, texts, column, beside, heads)
        if bare or _is_sign_column(texts, column, beside, heads, BEFORE):
            _fold(layout, texts, column, beside, heads, BEFORE)
            del kept[place]
    # a number that reaches over both columns stands in that of "$" until it is folded
    for place in range(len(kept) - 1, 0, -1):
        if _is_sign_column(texts, kept[place], kept[place - 1], heads, AFTER):
            _fold(layout, texts, kept[place], kept[place - 1], heads, AFTER)
            del kept[place]
    # of the columns that a cell reached over, those that are left
    for number, widths in enumerate(layout.widths):
        layout.cells[number] = [layout.cells[number][column] for column in kept]
        layout.widths[number] = [
            bisect_left(kept, column + widths[column]) - place for place, column in enumerate(kept)
        ]


def _is_sign_column(
    texts: list[list[str]], column: int, beside: int, heads: int, sign: re.Pattern[str]
) -> bool:
    found = 0
    for number, row in enumerate(texts):
        text, other = row[column], row[beside]
        if not text or not other:
            continue
        # without a head the first row has amounts
        if not sign.match(text) or number < heads and not AMOUNT.search(other):
            return False
        if not (NUMBER.match(other) or NOTHING.match(other)):
            return False
        if text.startswith(")") and "(" not in other and not NOTHING.match(other):
            return False
        found += 1
    return found > 0 and all(not row[column] or sign.match(row[column]) or not row[beside] for row in texts)


def _is_bare(layout: Layout, texts: list[list[str]], column: int, beside: int, heads: int) -> bool:
    """Whether a column is blank but for labels of the head that reach over the next column."""
    if any(row[column] for row in texts[heads:]):
        return False
    return all(
        layout.widths[number][column] > 1 and not texts[number][beside]
        for number in range(min(heads, len(texts)))
        if texts[number][column]
    )


def _fold(
    layout: Layout, texts: list[list[str]], column: int, beside: int, heads: int, sign: re.Pattern[str]
) -> None:
    """Puts what stands in a column into the one beside it."""
    for number, row in enumerate(texts):
        if not row[column]:
            continue
        cells, widths = layout.cells[number], layout.widths[number]
        if not row[beside]:
            if number < heads or not sign.match(row[column]):
                cells[beside], row[beside] = cells[column], row[column]
                # a label keeps what it reaches over
                widths[beside] = max(widths[column] - max(beside - column, 0), 1)
        elif not NOTHING.match(row[beside]):
            inside = TAG.sub("", cells[beside]).strip()
            outside = TAG.sub("", cells[column]).strip()
            cells[beside] = outside + inside if sign is BEFORE else inside + outside
            row[beside] = plain(cells[beside])
