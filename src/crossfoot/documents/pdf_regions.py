"""Where tables stand on a PDF page: stacks of rules and runs of aligned lines, grown, merged and bounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from crossfoot.documents.pdf_line_kinds import Kind, bars, is_figure, is_year, kind_of_line
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_parts import with_heads
from crossfoot.documents.pdf_rules import Drawn, Rule
from crossfoot.documents.pdf_runs import find_runs, goes_on, is_aligned, pitch_of
from crossfoot.documents.pdf_stacks import find_stacks
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen


@dataclass
class Region:
    """Lines (by position) that a table takes, the rules and sideways words in it, its sides."""

    first: int
    last: int
    left: float
    right: float
    top: float
    bottom: float
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    sideways: list[Word] = field(default_factory=list)


def find_regions(lines: list[Line], drawn: Drawn, sideways: list[Word]) -> list[Region]:
    """The tables of one column of text, from its top to its foot. lines: of that column alone."""
    if not lines:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    kinds = [kind_of_line(line, left, right) for line in lines]
    taken = [False] * len(lines)
    regions = []
    for first, last, stack in find_stacks(lines, kinds, drawn, sideways, left, right):
        for position in range(first, last + 1):
            taken[position] = True
        regions.append((first, last, stack))
    found = [_grown(first, last, stack, lines, kinds, taken, drawn) for first, last, stack in regions]
    for first, last in find_runs(lines, kinds, taken):
        found.append((first, last, []))
    found = _merged(sorted(found, key=lambda item: item[0]), lines, kinds)
    found = with_heads(found, lines, kinds)
    found = [
        (first, _with_tail(last, first, stack, lines, kinds, taken), stack) for first, last, stack in found
    ]
    found = [part for item in found for part in _apart_at_heads(*item, lines)]
    return [_region(first, last, stack, lines, drawn, sideways) for first, last, stack in found]


def _grown(
    first: int, last: int, stack: list[Rule], lines, kinds, taken, drawn: Drawn
) -> tuple[int, int, list[Rule]]:
    """A stack of rules with the rows outside it: a head above, a body below without a closing rule."""
    pitch = pitch_of(lines[first : last + 1])
    starts = {round(phrase[0].x0) for line in lines[first : last + 1] for phrase in line.phrases()}
    start, end = min(r.start for r in stack), max(r.end for r in stack)
    reach = min(
        (
            r.start
            for r in drawn.down
            if start - 3 < r.place < end + 3 and r.start < stack[0].place + 3 < r.end
        ),
        default=stack[0].place,
    )
    while (
        first
        and not taken[first - 1]
        and lines[first - 1].base - 0.5 * lines[first - 1].size > reach
        and not bars(kinds[first - 1])
    ):
        first -= 1
        taken[first] = True
    body = [n for n in range(first, last + 1) if lines[n].base > stack[1].place]
    open_below = not body or len(stack) == 2
    while (
        open_below
        and last + 1 < len(lines)
        and not taken[last + 1]
        and goes_on(lines, kinds, last, last + 1, pitch, starts)
    ):
        last += 1
        taken[last] = True
    # a head of several lines, some of which may hold one label alone
    above = first
    while (
        above
        and first - above < 6
        and not taken[above - 1]
        and not bars(kinds[above - 1])
        and (
            lines[above].base - lines[above - 1].base
            < max(
                _reach(lines[above - 1], lines[above], drawn) * lines[above].size,
                1.2 * pitch if above == first else 0,
            )
        )
    ):
        above -= 1
    while above < first and kinds[above].cells < 2 and not _stands_apart(lines, above, first):
        above += 1
    for position in range(above, first):
        taken[position] = True
    if kinds[above].cells < 2 and _is_ruled_off(lines[above], lines[above + 1], stack, start, end):
        # a title within the box of the table
        above += 1
    return above, last, stack


def _reach(upper: Line, lower: Line, drawn: Drawn) -> float:
    """How far apart two lines of a head may be, in type sizes: further where colour or a rule is between."""
    banded = any(
        top < upper.base - 0.3 * upper.size < bottom < lower.base and left < upper.x0 and upper.x1 < right
        for left, right, top, bottom in drawn.fills
    )
    ruled = any(
        upper.base < rule.place < lower.base - 0.5 * lower.size and rule.start < lower.x0 + chosen().rule_ends
        for rule in drawn.across
    )
    return chosen().band_near if banded or ruled else chosen().head_near


def _is_ruled_off(line: Line, below: Line, stack: list[Rule], start: float, end: float) -> bool:
    """Whether a rule over the whole table parts a line from the one below it."""
    near = chosen().rule_ends
    return line.x0 > start + near and any(
        line.base < rule.place < below.base and rule.start < start + near and rule.end > end - near
        for rule in stack
    )


def _stands_apart(lines: list[Line], number: int, first: int) -> bool:
    """Whether a lone label above a head begins further right than the table, as one over columns does."""
    left = min(line.x0 for line in lines[number : first + 1])
    return lines[number].x0 > left + 4 * lines[number].size and any(
        len(line.phrases()) > 1 for line in lines[number:first]
    )


def _with_tail(
    last: int, first: int, stack: list[Rule], lines: list[Line], kinds: list[Kind], taken: list[bool]
) -> int:
    """The last line of a table whose last label, or its cell of text, goes on over further lines."""
    if stack and stack[-1].place > lines[last].base:
        return last
    starts = {round(phrase[0].x0) for phrase in lines[last].phrases()}
    labels = max(
        (line.phrases()[0][-1].x1 for line in lines[first : last + 1] if len(line.phrases()) > 1), default=0
    )
    while last + 1 < len(lines) and not taken[last + 1]:
        line, kind = lines[last + 1], kinds[last + 1]
        near = line.base - lines[last].base < 1.4 * line.size and abs(line.size - lines[last].size) < 0.3
        label = (
            any(abs(line.x0 - start) < 2 for start in starts)
            and line.x1 <= labels + 2
            or line.x0 > labels
            and is_aligned(line, starts)
        )
        if not (near and label and (line.text[:1].islower() or line.text[0] == "(")) or bars(kind):
            break
        last += 1
        taken[last] = True
    return last


def _merged(
    found: list[tuple[int, int, list[Rule]]], lines: list[Line], kinds: list[Kind]
) -> list[tuple[int, int, list[Rule]]]:
    """Neighbouring parts of one table as one: nothing but rows between, and no caption."""
    kept: list[tuple[int, int, list[Rule]]] = []
    for first, last, stack in found:
        if (
            kept
            and first > kept[-1][1]
            and not any(kinds[n].caption for n in range(kept[-1][1] + 1, first + 1))
        ):
            before_first, before_last, before = kept[-1]
            gap, pitch = lines[first].base - lines[before_last].base, pitch_of(lines[before_first : last + 1])
            beside = first - before_last == 1
            # two whole stacks are two tables; an open one and a run are one
            beside = first - before_last == 1 and gap < 2.2 * pitch
            if beside and _alike(lines, kept[-1], first, last) and not (len(before) > 2 and len(stack) > 2):
                kept[-1] = (before_first, last, sorted([*before, *stack], key=lambda rule: rule.place))
                continue
        kept.append((first, last, stack))
    return kept


def _apart_at_heads(
    first: int, last: int, stack: list[Rule], lines: list[Line]
) -> list[tuple[int, int, list[Rule]]]:
    """A region as several tables where a label of its head comes again below a gap, above further rows."""
    pitch = pitch_of(lines[first : last + 1])

    def head(number: int) -> set[str]:
        """The first labels of the lines from here to the first figures."""
        texts: set[str] = set()
        for line in lines[number : min(number + chosen().head_lines, last)]:
            phrases = [joined(phrase) for phrase in line.phrases()]
            if sum(is_figure(text) and not is_year(text) for text in phrases[1:]) >= chosen().row_figures:
                return texts
            texts.add(phrases[0])
        return set()

    known = head(first)
    starts = [
        n
        for n in range(first + chosen().table_lines, last - 1)
        if known and lines[n].base - lines[n - 1].base > chosen().tables_apart * pitch and known & head(n)
    ]
    sides = [first, *starts, last + 1]
    return [
        (
            a,
            b - 1,
            [
                r
                for r in stack
                if (a == first or r.place > lines[a - 1].base) and (b > last or r.place < lines[b].top)
            ],
        )
        for a, b in pairwise(sides)
    ]


def _alike(lines: list[Line], before: tuple[int, int, list[Rule]], first: int, last: int) -> bool:
    a = max(len(line.phrases()) for line in lines[before[0] : before[1] + 1])
    b = max(len(line.phrases()) for line in lines[first : last + 1])
    return abs(a - b) <= 1 or not before[2]


def _region(
    first: int, last: int, stack: list[Rule], lines: list[Line], drawn: Drawn, sideways: list[Word]
) -> Region:
    inside = lines[first : last + 1]
    left, right = min(line.x0 for line in inside), max(line.x1 for line in inside)
    top, bottom = min(line.top for line in inside), max(line.bottom for line in inside)
    if stack:
        left, right = min(left, *(r.start for r in stack)), max(right, *(r.end for r in stack))
        top, bottom = min(top, stack[0].place), max(bottom, stack[-1].place)
    region = Region(first, last, left, right, top, bottom)
    # heads set sideways stand above the first line of cells
    heads = [
        w
        for w in sideways
        if left - 4 < w.middle < right + 4
        and top - 90 < w.top
        and w.bottom < bottom + 4
        and (w.bottom > top - 14)
    ]
    region.sideways = heads
    if heads:
        region.top = min(top, *(word.top for word in heads))
    region.across = [
        r
        for r in drawn.across
        if region.top - 6 <= r.place <= bottom + 6 and r.end > left - 2 and r.start < right + 2
    ]
    region.down = [
        r for r in drawn.down if left - 4 <= r.place <= right + 4 and r.end > region.top and r.start < bottom
    ]
    return region
