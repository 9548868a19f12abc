"""Labels in the head of a table on a PDF page, and the columns that they stand over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen

# lines of a head that stand as near to each other, in type sizes, are beside each other
STUB_STEP = 0.8


@dataclass
class Label:
    words: list[Word]
    line: int
    first: int
    last: int

    @property
    def text(self) -> str:
        return joined(self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def spans(self) -> bool:
        return self.last > self.first


def phrases_of(
    line: Line, edges: list[float], content: Sequence[tuple[float, float]] = ()
) -> list[list[Word]]:
    """Labels of one line: apart where a gap is wide, or wider than a space where a column ends in it.

    content: with it, also a space apart where both labels begin, or end, where their columns do.
    """
    found = [[line.words[0]]]
    for number, (before, word) in enumerate(pairwise(line.words), start=1):
        gap, size = word.x0 - before.x1, min(before.size, word.size)
        if word.raised:
            size = before.size
        edge = any(before.x1 - 0.5 <= place <= word.x0 + 0.5 for place in edges)
        flush = edge and bool(content) and _are_flush(found[-1], line.words[number:], content)
        if gap > 0.95 * size or (edge and gap > chosen().word_gap * size) or flush:
            found.append([])
        found[-1].append(word)
    return found


def _are_flush(before: list[Word], after: list[Word], content: Sequence[tuple[float, float]]) -> bool:
    size = min(before[-1].size, after[0].size)
    # the end of the label that begins there
    last = next((a for a, b in pairwise(after) if b.x0 - a.x1 > chosen().word_gap * size), after[-1])

    def is_flush(label: list[Word]) -> bool:
        return any(
            abs(label[0].x0 - start) < chosen().flush * size
            or abs(label[-1].x1 - end) < chosen().flush * size
            for start, end in content
        )

    return is_flush(before) and is_flush(after[: after.index(last) + 1])


def content_of(edges: list[float], body: list[Line]) -> list[tuple[float, float]]:
    """From where to where the body's words reach in each column."""
    found = []
    for start, end in pairwise(edges):
        words = [word for line in body for word in line.words if start <= word.middle < end]
        found.append((min((w.x0 for w in words), default=start), max((w.x1 for w in words), default=end)))
    return found


def columns_of(phrase: list[Word], edges: list[float], content: list[tuple[float, float]]) -> tuple[int, int]:
    """First and last column that a label covers."""
    x0, x1, size = phrase[0].x0, phrase[-1].x1, phrase[0].size
    middle = (x0 + x1) / 2
    own = next(
        (n for n, (start, end) in enumerate(pairwise(edges)) if start <= middle < end),
        0 if middle < edges[0] else len(edges) - 2,
    )
    covered = [
        n
        for n, ((start, end), (a, b)) in enumerate(zip(pairwise(edges), content, strict=True))
        if min(x1, b) - max(x0, a) > 0.5 * min(b - a, x1 - x0)
        and min(x1, b) - max(x0, a) > 0.4 * size
        or min(x1, end) - max(x0, start) > 0.6 * (end - start)
    ]
    if len(covered) < 2:
        return (covered[0], covered[0]) if covered else (own, own)
    return covered[0], covered[-1]


def with_stub(lines: list[Line], edges: list[float]) -> list[Line]:
    """The lines, a label over the rows that stands between two of them on the upper one."""
    found = [lines[0]]
    for line in lines[1:]:
        before = found[-1]
        near = line.base - before.base < STUB_STEP * line.size
        if near and line.x1 < edges[1] < before.x0:
            found[-1] = Line([*line.words, *before.words], before.block)
        else:
            found.append(line)
    return found
