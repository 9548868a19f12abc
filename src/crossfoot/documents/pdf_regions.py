"""Where tables stand on a PDF page: stacks of rules, and lines whose words align in columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from crossfoot.documents.pdf_line_kinds import NUMBERISH, Kind, bars, is_captioned, is_table, kind_of_line
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_rules import Drawn, Rule
from crossfoot.documents.pdf_words import Word

SHORTEST_STACK = 60.0
CLOSE = 8.0
# a rule shorter than this share of the one above may stand over a footnote
SHORT = 0.5
# lines of a text, at least
PARAGRAPH = 4
# the first line over a table stands nearer than so many type sizes; over a band of colour or a rule, so many
NEAR_HEAD, NEAR_BAND = 1.8, 2.4


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
    for first, last, stack in _stacks(lines, kinds, drawn, sideways, left, right):
        for position in range(first, last + 1):
            taken[position] = True
        regions.append((first, last, stack))
    found = [_grown(first, last, stack, lines, kinds, taken, drawn) for first, last, stack in regions]
    for first, last in _runs(lines, kinds, taken):
        found.append((first, last, []))
    found = _merged(sorted(found, key=lambda item: item[0]), lines, kinds)
    found = [
        (first, _with_tail(last, first, stack, lines, kinds, taken), stack) for first, last, stack in found
    ]
    made = [_region(first, last, stack, lines, drawn, sideways) for first, last, stack in found]
    return [region for region in made if not _is_figure(region, lines, kinds, drawn)]


def _stacks(
    lines: list[Line], kinds: list[Kind], drawn: Drawn, sideways: list[Word], left: float, right: float
) -> list[tuple[int, int, list[Rule]]]:
    """Runs of rules of one width with cells between: positions of their lines, and the rules."""
    rules = [
        rule
        for rule in drawn.across
        if rule.length >= SHORTEST_STACK and rule.end > left - CLOSE and rule.start < right + CLOSE
    ]
    levels: list[tuple[float, float, float]] = []
    for rule in rules:
        if levels and rule.place - levels[-1][0] <= 2:
            place, start, end = levels[-1]
            levels[-1] = (place, min(start, rule.start), max(end, rule.end))
        else:
            levels.append((rule.place, rule.start, rule.end))
    found: list[tuple[int, int, list[Rule]]] = []
    current: list[tuple[float, float, float]] = []

    def close() -> None:
        if len(current) >= 2:
            inside = _between(lines, current[0][0], current[-1][0], current)
            if len(inside) >= 2 and any(kinds[n].cells >= 2 for n in inside):
                found.append((inside[0], inside[-1], [Rule(*level) for level in current]))
        current.clear()

    for level in levels:
        if current and not (
            _same_width(current, level)
            and _tabular(lines, kinds, current[-1], level, drawn, sideways)
            and not (len(current) > 2 and _is_footnote(lines, current[-1], level))
        ):
            close()
        current.append(level)
    close()
    return found


def _between(
    lines: list[Line], top: float, bottom: float, stack: list[tuple[float, float, float]]
) -> list[int]:
    start, end = min(s for _, s, _ in stack), max(e for _, _, e in stack)
    return [
        n
        for n, line in enumerate(lines)
        if top < line.base - 0.3 * line.size < bottom and line.x0 > start - CLOSE and line.x1 < end + CLOSE
    ]


def _same_width(stack: list[tuple[float, float, float]], level: tuple[float, float, float]) -> bool:
    """Whether a rule goes with those above: as wide, or a part of their width."""
    start, end = min(s for _, s, _ in stack), max(e for _, _, e in stack)
    inside = level[1] > start - CLOSE and level[2] < end + CLOSE
    around = level[1] < start + CLOSE and level[2] > end - CLOSE
    return inside or around


def _tabular(
    lines: list[Line], kinds: list[Kind], above: tuple, below: tuple, drawn: Drawn, sideways: list[Word]
) -> bool:
    """Whether what stands between two rules are cells and no prose, caption, note or figure."""
    inside = [n for n, line in enumerate(lines) if above[0] < line.base - 0.3 * line.size < below[0]]
    if any(kinds[n].caption or kinds[n].figure for n in inside):
        return False
    if any(
        above[0] < word.top and word.bottom < below[0] and above[1] < word.middle < above[2]
        for word in sideways
    ):
        # heads set sideways
        return not any(kinds[n].prose for n in inside)
    if not inside:
        return below[0] - above[0] < 40
    if any(kinds[n].note for n in inside) and not any(kinds[n].cells > 2 for n in inside):
        return False
    divided = any(
        rule.start < above[0] + 3 and rule.end > below[0] - 3 and above[1] + 3 < rule.place < above[2] - 3
        for rule in drawn.down
    )
    start, end = min(above[1], below[1]), max(above[2], below[2])
    # a long text that begins inside is a cell; running text between two rules is not a row
    indented = 0.1 * (end - start)
    prose = sum(kinds[n].prose and kinds[n].cells < 2 and lines[n].x0 < start + indented for n in inside)
    if divided:
        return True
    narrow = all(
        lines[n].x1 - lines[n].x0 < 0.75 * (end - start)
        or kinds[n].cells >= 2
        or lines[n].x0 > start + indented
        for n in inside
    )
    # a label alone fills its row; a heading between a table and a drawing does not
    filled = below[0] - above[0] < sum(2.3 * lines[n].size for n in inside) + 2 * lines[inside[0]].size
    return (
        prose == 0
        and (any(kinds[n].cells >= 2 for n in inside) or narrow and filled and len(inside) <= 6)
        or (prose <= 0.34 * len(inside) and sum(kinds[n].cells >= 2 for n in inside) >= 0.5 * len(inside))
    )


def _is_footnote(lines: list[Line], above: tuple, below: tuple) -> bool:
    """Whether a short rule below a table is that over a footnote: columns of text stand between."""
    inside = [line for line in lines if above[0] < line.base - 0.3 * line.size < below[0]]
    short = below[2] - below[1] < SHORT * (above[2] - above[1])
    return short and len(inside) >= PARAGRAPH and sum(map(_is_text, inside)) > 0.5 * len(inside)


def _is_text(line: Line) -> bool:
    """Whether a line is of prose, also of several columns of it: no cell is a figure, and most have words."""
    phrases = line.phrases()
    return len(line.words) >= 3 * len(phrases) and not any(NUMBERISH.match(joined(p)) for p in phrases)


def _grown(
    first: int, last: int, stack: list[Rule], lines, kinds, taken, drawn: Drawn
) -> tuple[int, int, list[Rule]]:
    """A stack of rules with the rows outside it: a head above, a body below without a closing rule."""
    pitch = _pitch(lines[first : last + 1])
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
        and _goes_on(lines, kinds, last, last + 1, pitch, starts)
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
    first = above
    return first, last, stack


def _reach(upper: Line, lower: Line, drawn: Drawn) -> float:
    """How far apart two lines of a head may be, in type sizes: further where colour or a rule is between."""
    banded = any(
        top < upper.base - 0.3 * upper.size < bottom < lower.base and left < upper.x0 and upper.x1 < right
        for left, right, top, bottom in drawn.fills
    )
    ruled = any(
        upper.base < rule.place < lower.base - 0.5 * lower.size and rule.start < lower.x0 + CLOSE
        for rule in drawn.across
    )
    return NEAR_BAND if banded or ruled else NEAR_HEAD


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
            and _aligned(line, starts)
        )
        if not (near and label and line.text[:1].islower()) or bars(kind):
            break
        last += 1
        taken[last] = True
    return last


def _pitch(lines: list[Line]) -> float:
    steps = [b.base - a.base for a, b in zip(lines, lines[1:], strict=False) if b.base - a.base > 2]
    return median(steps) if steps else 14.0


def _goes_on(
    lines: list[Line], kinds: list[Kind], before: int, number: int, pitch: float, starts: set[int]
) -> bool:
    kind, line = kinds[number], lines[number]
    if kind.caption or kind.figure or kind.note or (kind.prose and kind.cells < 3):
        return False
    if line.base - lines[before].base > max(2.6 * pitch, 3 * line.size):
        return False
    if kind.cells >= 2:
        return True
    return _aligned(line, starts) and any(
        kinds[n].cells >= 2 and not bars(kinds[n]) and lines[n].base - lines[n - 1].base < 2.6 * pitch
        for n in range(number + 1, min(number + 4, len(lines)))
    )


def _aligned(line: Line, starts: set[int]) -> bool:
    return any(abs(line.x0 - start) < 16 for start in starts)


def _runs(lines: list[Line], kinds: list[Kind], taken: list[bool]) -> list[tuple[int, int]]:
    """Runs of lines without rules whose phrases align: three lines of cells, or two under a caption."""
    found, number = [], 0
    while number < len(lines):
        if taken[number] or kinds[number].cells < 2 or bars(kinds[number]):
            number += 1
            continue
        first = last = number
        following = number + 1
        while following < len(lines) and not taken[following]:
            inside = lines[first : last + 1]
            starts = {round(phrase[0].x0) for line in inside for phrase in line.phrases()}
            steps = sorted(
                b.base - a.base for a, b in zip(inside, inside[1:], strict=False) if b.base - a.base > 2
            )
            pitch = steps[len(steps) // 2] if steps else 1.9 * lines[last].size
            if not _goes_on(lines, kinds, last, following, pitch, starts):
                break
            last = following
            following += 1
        while last > first and kinds[last].cells < 2:
            last -= 1
        captioned = is_captioned(lines, kinds, first)
        if is_table(lines[first : last + 1], captioned):
            found.append((first, last))
            for position in range(first, last + 1):
                taken[position] = True
        number = last + 1
    return found


def _merged(
    found: list[tuple[int, int, list[Rule]]], lines: list[Line], kinds: list[Kind]
) -> list[tuple[int, int, list[Rule]]]:
    """Neighbouring parts of one table as one: nothing but rows between, and no caption."""
    kept: list[tuple[int, int, list[Rule]]] = []
    for first, last, stack in found:
        if kept and first - kept[-1][1] == 1 and not kinds[first].caption:
            before_first, before_last, before = kept[-1]
            gap = lines[first].base - lines[before_last].base
            # two whole stacks are two tables; an open one and a run are one
            if (
                gap < 2.2 * _pitch(lines[before_first : last + 1])
                and not (len(before) > 2 and len(stack) > 2)
                and _alike(lines, kept[-1], first, last)
            ):
                kept[-1] = (before_first, last, sorted([*before, *stack], key=lambda rule: rule.place))
                continue
        kept.append((first, last, stack))
    return kept


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


def _is_figure(region: Region, lines: list[Line], kinds: list[Kind], drawn: Drawn) -> bool:
    """Whether the region lies under the caption of a figure, or holds the bars and curves of one."""
    inside = [
        box
        for box in drawn.fills
        if region.left < box[0]
        and box[1] < region.right
        and region.top - 20 < box[2]
        and box[3] < region.bottom + 20
    ]
    bottoms = [round(box[3]) for box in inside]
    if (
        len(inside) > 12
        and len({round(box[3] - box[2]) for box in inside}) > 6
        and max(map(bottoms.count, bottoms)) > len(inside) / 3
    ):
        return True
    for number in range(region.first - 1, max(region.first - 8, -1), -1):
        if kinds[number].caption or kinds[number].prose or kinds[number].note:
            return False
        if kinds[number].figure:
            return True
    return False
