"""Heads and rows of a table on a PDF page that stand apart from it, with labels of rows between."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from crossfoot.documents.pdf_line_kinds import Kind, is_figure, is_year
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_rules import Rule
from crossfoot.documents.pdf_runs import pitch_of
from crossfoot.documents.settings import chosen

# the unit of all columns, on a line under their labels
UNIT_OF_ALL = re.compile(
    r"^[(\[].*\b(?:thousands?|millions?|billions?|percent(?:ages?)?|000s?|per share)\b.*[)\]]$", re.IGNORECASE
)
NO_LABEL = re.compile(r"^[(\[a-z]|[.:;]$")
# how far left of a figure its currency stands, in type sizes
SIGN = 6
Part = tuple[int, int, list[Rule]]


def with_heads(found: list[Part], lines: list[Line], kinds: list[Kind]) -> list[Part]:
    """Parts of a page (first line, last line, rules), each with the head above it, and joined to a part that
    is nothing but a head, or whose rows go on in it."""
    kept: list[Part] = []
    found = [part for whole in found for part in _apart_at_text(*whole, lines, kinds)]
    for number, (first, last, stack) in enumerate(found):
        floor = kept[-1][1] if kept else -1
        end = found[number + 1][0] if number + 1 < len(found) else len(lines)
        last = _below(first, last, end, stack, lines, kinds)
        first, joins = _reach(first, last, floor, lines, kinds)
        if joins and _goes_on(kept[-1], first, last, lines):
            before = kept.pop()
            first, stack = before[0], sorted([*before[2], *stack], key=lambda rule: rule.place)
            floor = kept[-1][1] if kept else -1
        kept.append((_over(first, last, floor, lines, kinds), _without_foot(first, last, lines), stack))
    return kept


def _apart_at_text(
    first: int, last: int, stack: list[Rule], lines: list[Line], kinds: list[Kind]
) -> list[Part]:
    """Tables below each other with a sentence between, which runs from the labels over the figures."""
    inside = lines[first : last + 1]
    starts = [line.phrases()[1][0].x0 for line in inside if _amounts(line)]
    start, right = median(starts or [0.0]), max(line.x1 for line in inside)
    texts = [
        n
        for n in range(first, last + 1)
        if kinds[n].prose and kinds[n].cells == 1 and lines[n].x0 < start < (start + right) / 2 < lines[n].x1
    ]
    between = [lines[above + 1 : below] for above, below in pairwise([first - 1, *texts, last + 1])]
    rows = [sum(map(bool, map(_amounts, part))) for part in between]
    # the last may be the head of a table whose rows are a part of their own
    if not texts or min(rows[:-1]) < 2 or rows[-1] == 1:
        return [(first, last, stack)]
    parts = []
    for above, below in pairwise([first - 1, *texts, last + 1]):
        top = above + 1
        # the sentence goes on
        while above >= first and top < below and len(lines[top].phrases()) == 1 and lines[top].x1 < start:
            top += 1
        if below - top > 1:
            upper = lines[above].base if above >= first else 0.0
            lower = lines[below].top if below <= last else float("inf")
            parts.append((top, below - 1, [rule for rule in stack if upper < rule.place < lower]))
    return parts


def _without_foot(first: int, last: int, lines: list[Line]) -> int:
    """The last line of a part of figures but for what stands alone far below, as a number of a page does."""
    while last > first + 1 and _start(lines[first : last + 1]):
        foot = lines[last]
        far = foot.base - lines[last - 1].base > 2 * foot.size and len(foot.phrases()) == 1
        if not far or is_figure(foot.text) and not (foot.text.isdigit() and len(foot.text) < 4):
            break
        last -= 1
    return last


def _amounts(line: Line) -> int:
    """How many figures other than years stand behind the label of a line."""
    texts = [joined(phrase) for phrase in line.phrases()]
    return sum(is_figure(text) and not is_year(text) for text in texts[1:])


def _start(lines: list[Line]) -> float:
    """Where the figures of some rows begin."""
    return min(
        (phrases[1][0].x0 for line in lines if _amounts(line) and len(phrases := line.phrases()) > 1),
        default=0.0,
    )


def _is_near(lines: list[Line], number: int, pitch: float = 0.0) -> bool:
    """Whether a line stands close to the next, or no more than a blank line above it."""
    upper, lower = lines[number], lines[number + 1]
    near = chosen().band_near * min(max(upper.size, lower.size), lower.size + 2)
    return lower.base - upper.base < max(near, chosen().blank_line * pitch)


def _is_label_of_columns(line: Line, start: float) -> bool:
    """Whether a line has words over the columns of figures, beside at most a label of the rows, and no
    figures but years."""
    phrases = line.phrases()
    over = [phrase for phrase in phrases if phrase[0].x0 > start - 2 * line.size]
    rest = phrases[: len(phrases) - len(over)]
    texts = [joined(phrase) for phrase in over]
    return (
        bool(over)
        and (not rest or len(rest) == 1 and rest[0][-1].x1 < start and len(over) > 1)
        and all(is_year(text) or not is_figure(text) for text in texts)
    )


def _reach(first: int, last: int, floor: int, lines: list[Line], kinds: list[Kind]) -> tuple[int, bool]:
    """The first line of a part without a head once the head is found, and whether nothing but labels of rows
    stand between it and the part before."""
    start = _start(lines[first : last + 1])
    if not start or not _amounts(lines[first]):
        return first, False
    pitch = pitch_of(lines[first : last + 1])
    labels, number = 0, first - 1
    while number > floor and labels <= chosen().labels_between:
        line, kind = lines[number], kinds[number]
        if kind.caption or kind.figure or kind.note or not _is_near(lines, number, pitch):
            return first, False
        if line.x1 < start:
            labels += 1
        elif line.x0 > start and UNIT_OF_ALL.match(line.text):
            pass
        elif _is_label_of_columns(line, start) and (len(line.phrases()) > 1 or not labels):
            return number, False
        elif _amounts(line) and line.phrases()[1][0].x0 > start - SIGN * line.size:
            first, labels = number, 0
        else:
            return first, False
        number -= 1
    return first, 0 <= floor == number and _is_near(lines, number, pitch)


def _below(first: int, last: int, end: int, stack: list[Rule], lines: list[Line], kinds: list[Kind]) -> int:
    """The last line of a part with the rows right below it, or below the labels under what is but a head."""
    inside = lines[first : last + 1]
    start = _start(inside)
    right = max(*(line.x1 for line in inside), *(rule.end for rule in stack), 0)
    # figures reach further right than labels in the middle of their columns
    right += (1 if start else 4) * lines[last].size
    labels = chosen().labels_between if start else 0
    start = start or min(*(line.x0 for line in inside), *(rule.start for rule in stack), right)
    number = last + 1
    while number < end and labels <= chosen().labels_between and _is_near(lines, number - 1):
        line, kind = lines[number], kinds[number]
        if kind.caption or kind.figure or kind.note:
            break
        if _amounts(line) and line.phrases()[1][0].x0 > start - 2 * line.size and line.x1 < right:
            last = number
        elif line.x1 < start:
            labels += 1
        elif not UNIT_OF_ALL.match(line.text):
            break
        number += 1
    return last


def _goes_on(before: Part, first: int, last: int, lines: list[Line]) -> bool:
    """Whether a part is but a head of the next, or its rows have as many figures, ending where its do."""
    above, below = lines[before[0] : before[1] + 1], lines[first : last + 1]
    if not any(map(_amounts, above)):
        return all(_is_label_of_columns(line, _start(below)) for line in above)
    (end, most), (other, others) = (
        (max(line.x1 for line in rows if _amounts(line)), max(map(_amounts, rows))) for rows in (above, below)
    )
    return abs(end - other) < lines[first].size and most == others


def _over(first: int, last: int, floor: int, lines: list[Line], kinds: list[Kind]) -> int:
    """The first line of a head, with a label over its columns alone on a line above it."""
    start, top = _start(lines[first : last + 1]), first - 2
    while (
        start
        and first - 1 > floor
        and first > top
        and not _amounts(lines[first])
        and (len(lines[first].phrases()) > 1 or first == top + 1)
        and not (kinds[first - 1].caption or kinds[first - 1].figure or kinds[first - 1].note)
        and lines[first].base - lines[first - 1].base < chosen().head_near * lines[first].size
        and lines[first - 1].x0 > start
        # a unit, or the end of a caption or sentence
        and not NO_LABEL.search(lines[first - 1].text)
        and _is_label_of_columns(lines[first - 1], start)
    ):
        first -= 1
    return first
