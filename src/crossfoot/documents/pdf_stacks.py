"""Tables that rules show on a PDF page: runs of rules of one width with cells between."""

from __future__ import annotations

from crossfoot.documents.pdf_line_kinds import Kind
from crossfoot.documents.pdf_lines import Line
from crossfoot.documents.pdf_rules import Drawn, Rule
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen


def find_stacks(
    lines: list[Line], kinds: list[Kind], drawn: Drawn, sideways: list[Word], left: float, right: float
) -> list[tuple[int, int, list[Rule]]]:
    """Runs of rules of one width with cells between: positions of their lines, and the rules."""
    rules = [
        rule
        for rule in drawn.across
        if rule.length >= chosen().table_rule
        and rule.end > left - chosen().rule_ends
        and rule.start < right + chosen().rule_ends
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
            _same_width(current, level) and _tabular(lines, kinds, current[-1], level, drawn, sideways)
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
        if top < line.base - 0.3 * line.size < bottom
        and line.x0 > start - chosen().rule_ends
        and line.x1 < end + chosen().rule_ends
    ]


def _same_width(stack: list[tuple[float, float, float]], level: tuple[float, float, float]) -> bool:
    """Whether a rule goes with those above: as wide, or a part of their width."""
    start, end = min(s for _, s, _ in stack), max(e for _, _, e in stack)
    inside = level[1] > start - chosen().rule_ends and level[2] < end + chosen().rule_ends
    around = level[1] < start + chosen().rule_ends and level[2] > end - chosen().rule_ends
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
    # so is one that ends before the cells of another line of the row begin
    beside = min((phrase[0].x0 for n in inside for phrase in lines[n].phrases()[1:]), default=0)
    prose = sum(
        kinds[n].prose and kinds[n].cells < 2 and lines[n].x0 < start + indented and lines[n].x1 > beside
        for n in inside
    )
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
