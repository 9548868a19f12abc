"""Printed lines of a table on a PDF page that belong to one row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from crossfoot.documents.pdf_line_kinds import is_figure
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen

# a label that ends so goes on in the next line
UNFINISHED = re.compile(
    r"(?:[-,&–/(]|\s(?:of|and|or|the|for|in|to|with|from|by|on|than|per|de|des|et|y|und))$", re.IGNORECASE
)

# the heading of a part of a table
PANEL = re.compile(r"^panel\s+[A-Z0-9]\b", re.IGNORECASE)


@dataclass
class Row:
    """One printed line: the words of each column; filled: columns with words.

    heads: whether it is one label over several columns of figures.
    """

    line: Line
    cells: list[list[Word]]
    heads: bool = False

    @property
    def filled(self) -> list[int]:
        return [n for n, cell in enumerate(self.cells) if cell]


def grouped(rows: list[Row], edges: list[float], region: Region) -> list[list[Row]]:
    """Printed lines by row. Between two rules stands one row, unless it has several lines of figures."""
    width = region.right - region.left
    levels: list[list] = []
    for rule in region.across:
        if levels and rule.place - levels[-1][0].place < 2:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    places = [level[0].place for level in levels if sum(rule.length for rule in level) > 0.45 * width]
    slots: list[list[Row]] = []
    last = None
    for row in rows:
        slot = sum(place < row.line.base - 0.3 * row.line.size for place in places)
        if slot != last:
            slots.append([])
            last = slot
        slots[-1].append(row)
    divided = len(slots) > 1 and (len(slots) > 2 or len(rows) <= 4 or len(places) > 2)
    found: list[list[Row]] = []
    free: list[Row] = []
    for slot in slots:
        if divided and _values(slot) <= 1:
            found += _free_groups(free, edges) if free else []
            found += _parted(slot)
            free = []
        else:
            found += _free_groups(free, edges) if free else []
            free = slot
    return found + (_free_groups(free, edges) if free else [])


def _parted(slot: list[Row]) -> list[list[Row]]:
    """What stands between two rules as one row, or as several that wider gaps part, each with a label."""
    steps = [b.line.base - a.line.base for a, b in pairwise(slot)]
    if _values(slot) or len(slot) <= 3 or max(steps) < chosen().text_step * median(steps):
        return [slot]
    groups = _text_groups(slot, steps)
    whole = all(group[0].cells[0] and _begins(group[0].cells[0]) for group in groups)
    return groups if whole else [slot]


def _values(group: list[Row]) -> int:
    """How many of the lines hold figures in one and the same column."""
    counts: dict[int, int] = {}
    for row in group:
        for column in row.filled:
            text = joined(row.cells[column])
            if is_figure(text) and not UNFINISHED.search(text):
                counts[column] = counts.get(column, 0) + 1
    return max(counts.values(), default=0)


def _free_groups(rows: list[Row], edges: list[float]) -> list[list[Row]]:
    """Rows without rules: a line of figures is a row; a line of text joins the one above or below it."""
    width = len(edges) - 1
    numeric = _numeric_columns(rows, width)
    has_values = [any(column in numeric for column in row.filled) for row in rows]
    steps = [b.line.base - a.line.base for a, b in pairwise(rows)]
    pitch = median(
        [s for s, a, b in zip(steps, has_values, has_values[1:], strict=False) if a and b] or steps or [0]
    )
    if not any(has_values):
        return _text_groups(rows, steps)
    if spaced := _by_space(rows, steps, has_values):
        return spaced
    limit = max((row.cells[0][-1].x1 for row in rows if row.cells[0]), default=0)
    within = _within_labels(rows, steps)
    groups: list[list[Row]] = [[rows[0]]]
    valued = has_values[0]
    for number in range(1, len(rows)):
        row, before = rows[number], rows[number - 1]
        tight = steps[number - 1] < chosen().row_step * pitch
        if number in within or number - 1 in within:
            joins = True
        elif number + 1 in within and valued:
            joins = False
        elif has_values[number]:
            joins = not valued and _same_row(groups[-1], row, tight, limit)
        elif row.heads and not tight:
            joins = False
        elif not row.cells[0]:
            joins = True
        else:
            joins = _continues(before, row, tight, limit, has_values, number, steps, pitch)
        if joins:
            groups[-1].append(row)
            valued = valued or has_values[number]
        else:
            groups.append([row])
            valued = has_values[number]
    return groups


def _by_space(rows: list[Row], steps: list[float], has_values: list[bool]) -> list[list[Row]]:
    """Rows that space parts: figures stand below wide steps, further lines of their label below narrow ones.

    None where steps do not differ so.
    """
    narrow = [step < chosen().narrow_step * min(steps) for step in steps]
    if not any(narrow) or any(valued and near for valued, near in zip(has_values[1:], narrow, strict=True)):
        return []
    if any(near and not row.cells[0] for row, near in zip(rows[1:], narrow, strict=True)):
        return []
    if min(
        (s for s, near in zip(steps, narrow, strict=True) if not near), default=0
    ) < chosen().wide_step * min(steps):
        return []
    groups = [[rows[0]]]
    for row, near in zip(rows[1:], narrow, strict=True):
        if near:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _within_labels(rows: list[Row], steps: list[float]) -> set[int]:
    """Lines of figures that stand in the middle of a label of two lines, and touch no other line."""
    found = set()
    for number in range(1, len(rows) - 1):
        row = rows[number]
        near, room = chosen().beside_step * row.line.size, steps[max(number - 2, 0) : number + 2]
        above, below = steps[number - 1], steps[number]
        if (
            not row.cells[0]
            and rows[number - 1].filled == rows[number + 1].filled == [0]
            and max(above, below) < near
            and abs(above - below) < 0.25 * row.line.size
            and sum(step < near for step in room) == 2
        ):
            found.add(number)
    return found


def _numeric_columns(rows: list[Row], width: int) -> set[int]:
    found = set()
    for column in range(1 if width > 1 else 0, width):
        texts = [joined(row.cells[column]) for row in rows if row.cells[column]]
        if texts and sum(is_figure(text) for text in texts) >= 0.5 * len(texts):
            found.add(column)
    return found


def _fits(before: list[Word], word: Word, limit: float) -> bool:
    """Whether a word would still have had room behind a label, so that no line break was needed."""
    return before[-1].x1 + 0.25 * word.size + (word.x1 - word.x0) < limit - 0.3 * word.size


def _same_row(group: list[Row], row: Row, tight: bool, limit: float) -> bool:
    """Whether lines of label alone, above a line of figures, are the first lines of its label."""
    above = group[-1]
    if any(above.cells[1:]) and row.cells[0] and not tight:
        return False
    if tight:
        return True
    if not row.cells[0]:
        # figures beside the middle or the end of a label of several lines
        return len(group) > 1 or not (above.line.bold or PANEL.match(above.line.text))
    label, text = above.cells[0], joined(row.cells[0])
    if not label or (above.line.bold and not row.line.bold) or joined(label).endswith(":"):
        return False
    return text[:1].islower() or bool(UNFINISHED.search(joined(label)))


def _continues(
    before: Row,
    row: Row,
    tight: bool,
    limit: float,
    has_values: list[bool],
    number: int,
    steps: list[float],
    pitch: float,
) -> bool:
    """Whether a line of label goes on with the label above it."""
    if not before.cells[0]:
        return tight and len(row.filled) == 1
    text, label = joined(row.cells[0]), before.cells[0]
    if tight:
        # nearer to the row above than to the one below
        below = steps[number] if number < len(steps) else 99.0
        return steps[number - 1] <= below + 0.5 or not has_values[number - 1]
    if row.line.bold != before.line.bold:
        return False
    if text[:1].islower() or UNFINISHED.search(joined(label)):
        return not _fits(label, row.cells[0][0], limit)
    return False


def _begins(words: list[Word]) -> bool:
    return words[0].text[:1].isupper() or words[0].text[:1].isdigit()


def _text_groups(rows: list[Row], steps: list[float]) -> list[list[Row]]:
    """Rows of text alone: parted by wider gaps, or else where the first column begins anew."""
    apart = None
    if steps:
        least, most = min(steps), max(steps)
        if most > 1.25 * least:
            apart = (least + most) / 2
            if sum(step >= apart for step in steps) < 0.15 * len(steps):
                apart = None
    groups = [[rows[0]]]
    for step, row in zip(steps, rows[1:], strict=False):
        if not apart:
            new = bool(row.cells[0]) and len(row.filled) > 1
        elif step >= apart:
            new = True
        else:
            # a row may also begin where all its cells do
            new = len(row.filled) == len(row.cells) and all(map(_begins, row.cells))
        if new:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups
