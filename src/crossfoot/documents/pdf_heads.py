"""The head of a table on a PDF page: labels over one column or several, on one level or more, also set
sideways."""

from __future__ import annotations

from itertools import pairwise

from crossfoot.documents.pdf_head_boxes import in_boxes
from crossfoot.documents.pdf_head_labels import Label, columns_of, content_of, phrases_of, with_stub
from crossfoot.documents.pdf_line_kinds import YEAR
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_parts import UNIT_OF_ALL
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen


def lay_out_head(lines: list[Line], edges: list[float], region: Region, body: list[Line]) -> list[list[str]]:
    """Rows of the head.

    A label over several columns stands first in them. One that stands beside two levels stands in the upper
    one.
    """
    width = len(edges) - 1
    if not lines:
        return []
    content = content_of(edges, body)
    if boxed := in_boxes(lines, content, region):
        return boxed
    unit = next((line for line in lines[1:] if _is_unit_of_all(line, content)), None)
    if unit:
        # it stands under every label, and on a level of its own
        rest = lay_out_head([line for line in lines if line is not unit], edges, region, body)
        return [*rest, ["", unit.text, *[""] * (width - 2)]]
    lines = with_stub(lines, edges)
    labels: list[Label] = []
    # from the lowest line up, so that a label stands over all of a span below it
    for number, line in reversed(list(enumerate(lines))):
        pieces = [
            label
            for phrase in phrases_of(line, edges, content)
            for label in [Label(phrase, number, *columns_of(phrase, edges, content))]
        ]
        below = [label for label in labels if label.spans and label.line == number + 1]
        labels = _spread(pieces, line, lines, number, edges, content, region, below) + labels
    breaks = _breaks(labels, lines, region, edges)
    levels = 1 + len(breaks)
    cells: list[list[list[Label]]] = [[[] for _ in range(width)] for _ in range(levels)]
    for label in labels:
        level = sum(label.line >= place for place in breaks)
        cells[level][label.first].append(label)
    rows = [[_text(parts) for parts in row] for row in cells]
    spanned = _spanned(labels, breaks, levels, width)
    for column in range(width if not _gaps(labels, lines) else 0):
        _lift(rows, column, spanned)
    return [row for row in rows if any(row)]


def _is_unit_of_all(line: Line, content: list[tuple[float, float]]) -> bool:
    """Whether a line is a unit in the middle of all columns but the first."""
    middle = (content[min(1, len(content) - 1)][0] + content[-1][1]) / 2
    return (
        len(content) > 2
        and bool(UNIT_OF_ALL.match(line.text))
        and abs((line.x0 + line.x1) / 2 - middle) < 2 * chosen().centred * line.size
    )


def _text(labels: list[Label]) -> str:
    text = ""
    for label in sorted(labels, key=lambda label: (label.line, label.x0)):
        if text.endswith("-") and len(text) > 2 and text[-2].islower() and label.text[:1].islower():
            text = text[:-1] + label.text
        else:
            text = f"{text} {label.text}".strip()
    return text


def _lift(rows: list[list[str]], column: int, spanned: list[set[int]]) -> None:
    """A label that stands beside the lower levels alone, under no other label, belongs to the first."""
    filled = [level for level, row in enumerate(rows) if row[column]]
    if not filled:
        return
    top = filled[0]
    while top and column not in spanned[top - 1]:
        top -= 1
    if len(filled) > 1 and any(column in spanned[level] for level in range(filled[0], filled[-1])):
        # parts under a label that spans keep their level
        if top != filled[0]:
            rows[top][column], rows[filled[0]][column] = rows[filled[0]][column], ""
        return
    text = " ".join(rows[level][column] for level in filled)
    for level in filled:
        rows[level][column] = ""
    rows[top][column] = text


def _spanned(labels: list[Label], breaks: list[int], levels: int, width: int) -> list[set[int]]:
    """For each level, the columns that a label over several columns covers."""
    found: list[set[int]] = [set() for _ in range(levels)]
    for label in labels:
        if label.spans:
            found[sum(label.line >= place for place in breaks)] |= set(range(label.first, label.last + 1))
    return found


def _spread(
    labels: list[Label],
    line: Line,
    lines: list[Line],
    number: int,
    edges: list[float],
    content,
    region: Region,
    spans: list[Label],
) -> list[Label]:
    """Labels with the columns under them: those of the rule below, or those around their middle.

    spans: labels over several columns on the line below.
    """
    lower = _lower(lines[number + 1 :], edges, content)
    below = (
        lines[number + 1].base - 0.7 * lines[number + 1].size
        if number + 1 < len(lines)
        else line.base + 1.2 * line.size
    )
    width = region.right - region.left
    under = [r for r in region.across if line.base - 0.2 * line.size < r.place]
    # what is below a rule over the whole width stands over other lines
    below = min([below + 0.5 * line.size, *(r.place for r in under if r.length >= 0.97 * width)])
    rules = [r for r in under if r.place < below and r.length < 0.97 * width]
    for rule in rules:
        over = [label for label in labels if rule.start - 4 <= (label.x0 + label.x1) / 2 <= rule.end + 4]
        columns = _under(rule, edges, content)
        if (
            # labels that nothing stands below have a column each
            (len(over) == 1 or over and lower)
            and len(columns) >= len(over)
            and columns[0] <= over[0].first
            and columns[-1] >= over[-1].last
        ):
            for label, (first, last) in zip(over, _shared(over, columns, edges, content), strict=True):
                label.first, label.last = first, last
    if lower and not rules and not _share_out(labels, lower, edges):
        _centre(labels, lower, edges, content, spans)
    return labels


def _lower(lines: list[Line], edges: list[float], content) -> dict[int, list[list[Word]]]:
    """The labels of some lines of a head by column."""
    lower: dict[int, list[list[Word]]] = {}
    for phrase in (phrase for line in lines for phrase in phrases_of(line, edges)):
        lower.setdefault(columns_of(phrase, edges, content)[0], []).append(phrase)
    return lower


def _share_out(labels: list[Label], lower: dict[int, list[list[Word]]], edges: list[float]) -> bool:
    """Labels at one end of equally many columns each, all with labels of their own below, stand over them.

    They are years, or labels under each of which the same ones stand.
    """
    if len(labels) > 1 and YEAR.match(labels[-1].text) and not YEAR.match(labels[0].text):
        # the label of the rows may stand beside them
        labels = labels[1:]
    firsts, width = [label.first for label in labels], len(edges) - 1
    steps = {after - before for before, after in pairwise(firsts)}
    if len(steps) != 1:
        return False
    (step,) = steps
    starts = [first - step + 1 for first in firsts] if firsts[-1] == width - 1 else firsts
    if step < 2 or starts[0] != 1 or starts[-1] + step != width or not set(range(1, width)) <= set(lower):
        return False
    # the same labels stand under each
    texts = {column: [joined(phrase) for phrase in phrases] for column, phrases in lower.items()}
    if any(texts[column] != texts[column + step] for column in range(1, width - step)):
        return False
    for label, start in zip(labels, starts, strict=True):
        label.first, label.last = start, start + step - 1
    return True


def _shared(labels: list[Label], columns: list[int], edges: list[float], content) -> list[tuple[int, int]]:
    """Columns under one rule, divided so that each label above stands in the middle of its own."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(1e9, [])] * (len(columns) + 1)
    best[0] = (0.0, [])
    for label in labels:
        step: list[tuple[float, list[tuple[int, int]]]] = [(1e9, [])] * (len(columns) + 1)
        for start, (cost, runs) in enumerate(best):
            for end in range(start + 1, len(columns) + 1):
                total = cost + _off(label, columns[start], columns[end - 1], edges, content)
                if cost < 1e9 and total < step[end][0]:
                    step[end] = (total, [*runs, (columns[start], columns[end - 1])])
        best = step
    return best[-1][1]


def _off(label: Label, first: int, last: int, edges: list[float], content) -> float:
    """How far a label is from the middle of some columns: of their content, or of the space they take.

    Columns that are flush right reach from the end of the column before to their own end, those flush left
    likewise.
    """
    middle = (label.x0 + label.x1) / 2
    spaces = [(content[first][0], content[last][1], 0.0), (edges[first], edges[last + 1], 0.0)]
    # of two that fit as well, the one of the columns alone
    less = chosen().flush_costs * label.words[0].size
    if first:
        spaces.append((content[first - 1][1], content[last][1], less))
    if last + 1 < len(content):
        spaces.append((content[first][0], content[last + 1][0], less))
    return min(abs((start + end) / 2 - middle) + cost for start, end, cost in spaces)


def _under(rule, edges: list[float], content) -> list[int]:
    return [n for n, (a, b) in enumerate(content) if rule.start - 3 <= (a + b) / 2 <= rule.end + 3] or [
        n for n, (start, end) in enumerate(pairwise(edges)) if rule.start <= (start + end) / 2 <= rule.end
    ]


def _centre(
    labels: list[Label], lower: dict[int, list[list[Word]]], edges: list[float], content, spans: list[Label]
) -> None:
    """A label in the middle over columns that have labels further down stands over all of them."""
    for position, label in enumerate(labels):
        middle, size = (label.x0 + label.x1) / 2, label.words[0].size
        every = range(1, len(content))
        alone = len(labels) == 1 and len(every) > 1 and set(every) <= set(lower)
        # alone on its line, in the middle of all but the labels of the rows
        if alone and _off(label, every[0], every[-1], edges, content) < size:
            label.first, label.last = every[0], every[-1]
            return
        under = [(p[0].x0, p[-1].x1) for p in lower.get(label.first, [])] + [content[label.first]]
        sizes = {round(word.size) for phrase in lower.get(label.first, []) for word in phrase}
        alike = not sizes or any(abs(other - size) < 0.15 * size for other in sizes)
        over = next((other for other in spans if other.first <= label.first <= other.last), None)
        if (
            not over
            and not label.spans
            and alike
            and any(abs(middle - (a + b) / 2) < 0.4 * size for a, b in under)
        ):
            continue
        if not label.spans and abs(label.x1 - content[label.first][1]) < chosen().flush * size:
            # flush with the figures below it
            continue
        least = labels[position - 1].last + 1 if position else 0
        most = labels[position + 1].first - 1 if position + 1 < len(labels) else len(content) - 1
        best = None
        for first in range(least, label.first + 1):
            for last in range(label.last, most + 1):
                if last == first or not set(range(first, last + 1)) <= set(lower):
                    continue
                if any(
                    first <= s.last and last >= s.first and not first <= s.first <= s.last <= last
                    for s in spans
                ):
                    # a part of a span below
                    continue
                off = _off(label, first, last, edges, content)
                if off < 1.5 * size and (best is None or off < best[0] - 0.3 * size):
                    best = (off, first, last)
        # flush with its own column, and not quite in the middle of several
        flush = any(abs(label.x0 - a) < 0.6 * size or abs(label.x1 - b) < 0.6 * size for a, b in under)
        if best and not (flush and not label.spans and best[0] > 0.6 * size):
            label.first, label.last = best[1], best[2]
    if any(label.spans for label in labels):
        # beside labels that span, one in the middle of what they leave spans all of it
        for number, label in enumerate(labels[1:], start=1):
            end = labels[number + 1].first if number + 1 < len(labels) else len(content)
            left = range(labels[number - 1].last + 1, end)
            if (
                not label.spans
                and len(left) > 1
                and set(left) <= set(lower)
                and _off(label, left[0], left[-1], edges, content) < 0.6 * label.words[0].size
            ):
                label.first, label.last = left[0], left[-1]


def _breaks(labels: list[Label], lines: list[Line], region: Region, edges: list[float]) -> list[int]:
    """Positions of lines that begin a new level: below a rule within the head, or below labels that span."""
    found = set()
    for number in range(1, len(lines)):
        upper, lower = lines[number - 1], lines[number]
        between = [
            r
            for r in region.across
            if upper.base - 0.1 * upper.size < r.place < lower.base - 0.4 * lower.size and r.length > 12
        ]
        if between:
            found.add(number)
    found |= _gaps(labels, lines)
    spanning = [label for label in labels if label.spans]
    for label in spanning:
        for number in range(label.line + 1, len(lines)):
            under = [
                other
                for other in labels
                if other.line == number and other.first <= label.last and other.last >= label.first
            ]
            if not under:
                continue
            # the same label goes on in a further line where it still spans the same columns
            if (
                len(under) == 1
                and under[0].spans
                and (under[0].first, under[0].last) == (label.first, label.last)
            ):
                continue
            if not any(label.line < place <= number for place in found):
                found.add(number)
            break
    return sorted(found)


def _gaps(labels: list[Label], lines: list[Line]) -> set[int]:
    """Lines below a wide gap with a label under each label above it, where all other steps are narrow."""
    steps = [lower.base - upper.base for upper, lower in pairwise(lines)]
    if len(steps) < 2:
        return set()
    place = max(range(len(steps)), key=lambda n: steps[n]) + 1
    others = [step for n, step in enumerate(steps, start=1) if n != place]
    upper, lower = ({x.first for x in labels if (x.line < place) == above} for above in (True, False))
    spans = any(label.spans and label.line < place for label in labels)
    wide = (
        steps[place - 1] > chosen().levels_apart * max(others)
        and len(upper) > 1
        and upper <= lower
        and not spans
    )
    return {place} if wide else set()


def sideways_heads(words: list[Word], edges: list[float]) -> list[str]:
    """Labels set sideways, one for each column, or "" for all where there are none."""
    found = []
    for start, end in pairwise(edges):
        inside = [word for word in words if start <= word.middle < end and word.angle in (90, 270)]
        columns: list[list[Word]] = []
        # lines of sideways text stand beside each other: from left to right where it is read upwards
        for word in sorted(inside, key=lambda word: word.middle if word.angle == 90 else -word.middle):
            if columns and abs(columns[-1][0].middle - word.middle) < 0.4 * word.size:
                columns[-1].append(word)
            else:
                columns.append([word])
        lines = [sorted(column, key=lambda w: -w.bottom if w.angle == 90 else w.top) for column in columns]
        found.append(" ".join(word.text for line in lines for word in line))
    return found
