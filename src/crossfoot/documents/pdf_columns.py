"""The columns of a table on a PDF page: strips that no row's words cross, and vertical rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crossfoot.documents.pdf_line_kinds import NUMBERISH, is_figure
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen

# how a column of ranks begins
RANKS = ["1", "2", "3"]
FEWEST_RANKS = len(RANKS)
THOUSANDS = re.compile(r"^[(\-–−+$€£¥]*\d{1,3}$"), re.compile(r"^\d{3}(?:[.,]\d+)?[)%*†]*$")
SIGNS_BEFORE = re.compile(r"^(?:US)?[$€£¥₹(<>~≈±+\-–−]+$|^Rs\.?$")
BULLETS = "•▪◦"
SIGNS_AFTER = re.compile(r"^[%)*†‡§‰]+$|^\([a-z0-9]\)$|^[a-z]$")


def are_apart(before: Word, word: Word) -> bool:
    """Whether the gap between two words of a line can be one between two columns."""
    gap, size = word.x0 - before.x1, min(word.size, before.size)
    if _is_typed_space(before, word, gap):
        # figures in columns as wide as the widest of them
        return are_two_figures(before, word)
    if word.raised or before.raised:
        return gap > chosen().word_gap * max(word.size, before.size)
    if gap >= chosen().word_gap * size:
        return True
    return gap > chosen().figure_gap * size and are_two_figures(before, word)


def are_two_figures(before: Word, word: Word) -> bool:
    """Whether two words are figures, and not one whose thousands a space parts."""
    both = NUMBERISH.match(before.text) and NUMBERISH.match(word.text) and before.text[-1] not in ",;:"
    return bool(both) and not _are_thousands(before, word) and not (before.raised or word.raised)


def _are_thousands(before: Word, word: Word) -> bool:
    return bool(THOUSANDS[0].match(before.text) and THOUSANDS[1].match(word.text))


def _is_typed_space(before: Word, word: Word, gap: float) -> bool:
    """Whether a gap is one character wide where all characters are alike, as a typewriter leaves it."""
    width = (before.x1 - before.x0) / len(before.text)
    other = (word.x1 - word.x0) / len(word.text)
    return (
        abs(width - other) < chosen().typed_alike * width
        and abs(gap - width) < 3 * chosen().typed_alike * width
        and abs(width - chosen().typed_width * word.size) < 3 * chosen().typed_alike * width
    )


def strips(body: list[Line], region: Region) -> list[tuple[float, float]]:
    """White strips between columns, from left to right, as (start, end).

    body: the lines of cells below the head. A strip is crossed by hardly any line, and at least one line has
    words on both sides of it, as far apart as cells stand.
    """
    left, step = region.left - 1, chosen().strip_step
    count = int((region.right - left) / step) + 3
    blocked, opened = [0] * (count + 1), [0] * (count + 1)

    def mark(array: list[int], start: float, end: float) -> None:
        a, b = max(0, round((start - left) / step)), min(count, round((end - left) / step))
        if b > a:
            array[a] += 1
            array[b] -= 1

    counted = 0
    edge = min((line.x0 for line in body), default=left)
    for line in body:
        phrases = line.phrases(chosen().word_gap)
        # a label alone may run over all columns: at the left, or in the middle as the heading of a part
        if len(phrases) == 1 and len(body) > 2:
            text = joined(line.words)
            heading = len(line.words) > 1 and not any(is_figure(word.text) for word in line.words)
            if line.x0 < edge + 2 * line.size or (heading and not is_figure(text)):
                continue
        counted += 1
        for word in line.words:
            mark(blocked, word.x0, word.x1)
        for before, word in pairwise(line.words):
            mark(opened if are_apart(before, word) else blocked, before.x1, word.x0)
    allowed = 0 if counted < chosen().strip_lines else int(chosen().strip_crossed * counted)
    found: list[tuple[float, float]] = []
    start: int | None = None
    most = crossed = open_here = 0
    size = min((line.size for line in body), default=8)
    for cell in range(count):
        crossed += blocked[cell]
        open_here += opened[cell]
        if crossed <= allowed and open_here > 0:
            if start is None:
                start, most = cell, 0
            most = max(most, open_here)
        elif start is not None:
            _add(found, left + start * step, left + cell * step, most, counted, size)
            start = None
    return found


def _add(
    found: list[tuple[float, float]], start: float, end: float, lines: int, of: int, size: float
) -> None:
    # one line alone shows a column only by a wide gap
    if end - start >= (1.5 * size if lines < min(2, of) else 0.15 * size):
        found.append((start, end))


def boundaries(body: list[Line], region: Region, head: Sequence[Line] = ()) -> list[float]:
    """Where one column ends and the next begins, without the table's own sides.

    Within a strip that the body leaves white the boundary is where the fewest labels of the head are cut.
    """
    height = region.bottom - region.top
    vertical: dict[int, float] = {}
    for rule in region.down:
        if region.left + 4 < rule.place < region.right - 4:
            near = next((place for place in vertical if abs(place - rule.place) <= 3), round(rule.place))
            vertical[near] = (
                vertical.get(near, 0) + min(rule.end, region.bottom) - max(rule.start, region.top)
            )
    hard = sorted(float(place) for place, length in vertical.items() if length >= 0.55 * height)
    found = list(hard)
    for start, end in strips(body, region):
        if not any(start - 4 <= place <= end + 4 for place in hard):
            found.append(_between_labels(start, end, head, body))
    ranks = _behind_ranks(body, head)
    if ranks and not any(abs(place - ranks) < 4 for place in found):
        found.append(ranks)
    found = _with_narrow(sorted(found), hard, body, region)
    return _without_gaps(_without_signs(found, hard, body, region), hard, body, head, region)


def _between_labels(start: float, end: float, head: Sequence[Line], body: Sequence[Line] = ()) -> float:
    """The middle of the widest part of a strip that the fewest words of the head cross.

    Where a word of the body crosses it, it is that of the part that the fewest of both cross.
    """
    labels, rows = (
        [word for line in lines for word in line.words if word.x1 > start and word.x0 < end]
        for lines in (head, body)
    )
    place = _least_crossed(start, end, labels)
    if any(word.x0 < place < word.x1 for word in rows):
        place = _least_crossed(start, end, labels + rows)
    return place


def _least_crossed(start: float, end: float, words: list[Word]) -> float:
    edges = sorted({start, end, *(max(start, min(end, x)) for word in words for x in (word.x0, word.x1))})
    parts = [
        (sum(w.x0 < (a + b) / 2 < w.x1 for w in words), a - b, (a + b) / 2)
        for a, b in pairwise(edges)
        if b > a
    ]
    return min(parts)[2] if parts else (start + end) / 2


def _behind_ranks(body: list[Line], head: Sequence[Line]) -> float | None:
    """Where a column of ranks, 1, 2, 3, ends that stands close before the labels, with a label of its own."""
    ranked = [line for line in body if len(line.words) > 2 and line.words[0].text.isdigit()]
    if len(ranked) < FEWEST_RANKS or [line.words[0].text for line in ranked[:FEWEST_RANKS]] != RANKS:
        return None
    end, start = max(line.words[0].x1 for line in ranked), min(line.words[1].x0 for line in ranked)
    same = all(abs(line.words[1].x0 - start) < 1 for line in ranked)
    labels = [word for line in head for word in line.words]
    headed = any(abs(word.x0 - start) < 1 for word in labels) and any(word.x1 < start for word in labels)
    return (end + start) / 2 if same and headed and end < start else None


def _with_narrow(places: list[float], hard: list[float], body: list[Line], region: Region) -> list[float]:
    """Columns that every line divides into as many figures, a space apart, divided there."""
    found = list(places)
    for start, end in pairwise([region.left - 99, *places, region.right + 99]):
        parts = [
            [word for word in line.words if start <= word.middle < end and not word.raised] for line in body
        ]
        rows = [part for part in parts if len(part) > 1 and all(is_figure(word.text) for word in part)]
        filled = sum(len(part) > 0 for part in parts)
        share = chosen().narrow_share
        if len(rows) < chosen().narrow_rows or len(rows) < share * filled:
            continue
        count = max(len(row) for row in rows)
        whole = [row for row in rows if len(row) == count]
        thousands = sum(_are_thousands(before, word) for row in whole for before, word in pairwise(row))
        if len(whole) < share * len(rows) or thousands > (1 - share) * len(whole):
            continue
        for number in range(1, count):
            low = max(row[number - 1].x1 for row in whole)
            high = min(row[number].x0 for row in whole)
            if high - low > 0 and not any(
                word.x0 < (low + high) / 2 < word.x1 for row in rows for word in row
            ):
                found.append((low + high) / 2)
    return sorted(found)


def _without_gaps(
    places: list[float], hard: list[float], body: list[Line], head: Sequence[Line], region: Region
) -> list[float]:
    """The column of labels as one where a part of it, of no more than words, is filled only where the rest is
    not and no label of the head stands over it."""
    while places and places[0] not in hard:
        second = places[1] if len(places) > 1 else region.right + 99
        one = [any(word.middle < places[0] for word in line.words) for line in body]
        parts = [[word for word in line.words if places[0] <= word.middle < second] for line in body]
        if (
            any(a and part for a, part in zip(one, parts, strict=True))
            or any(is_figure(joined(part)) for part in parts if part)
            or any(places[0] <= word.middle < second for line in head for word in line.words)
        ):
            break
        places = places[1:]
    return places


def _has_text(body: list[Line], start: float, end: float) -> bool:
    """Whether most lines of a column have several words."""
    parts = [[word for word in line.words if start <= word.middle < end] for line in body]
    return sum(len(part) > 2 for part in parts) > sum(0 < len(part) <= 2 for part in parts)


def _without_signs(places: list[float], hard: list[float], body: list[Line], region: Region) -> list[float]:
    """Columns of nothing but currency signs, percent signs or marks join the figures beside them."""
    changed = True
    while changed and places:
        changed = False
        edges = [region.left - 99, *places, region.right + 99]
        for number, (start, end) in enumerate(pairwise(edges)):
            cells = [
                joined(part) for line in body if (part := [w for w in line.words if start <= w.middle < end])
            ]
            if not cells:
                # an empty column between rules stays, one between strips is none
                drop = places[number] if number < len(places) else places[-1]
            elif number < len(places) and (
                (all(SIGNS_BEFORE.match(cell) for cell in cells) and not all(cell in "–-−" for cell in cells))
                or all(cell in BULLETS for cell in cells)
                and _has_text(body, end, edges[number + 2])
            ):
                drop = places[number]
            elif number and all(SIGNS_AFTER.match(cell) for cell in cells):
                drop = places[number - 1]
            else:
                continue
            if drop in hard and cells:
                continue
            places = [place for place in places if place != drop]
            hard = [place for place in hard if place != drop]
            changed = True
            break
    return places
