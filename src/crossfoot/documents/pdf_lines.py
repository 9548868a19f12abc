"""Printed lines of a PDF page, in reading order: words on one baseline, and columns of text told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median

from crossfoot.documents.captions import read_caption
from crossfoot.documents.pdf_rules import Rule
from crossfoot.documents.pdf_words import Page, Word
from crossfoot.documents.settings import chosen

# a word of nothing but strokes is a rule that was typed
TYPED_RULE = re.compile(r"^[-–—_=]{8,}$")
DIGITS = re.compile(r"\d")


@dataclass
class Line:
    """Words on one baseline, left to right. block: the column of text it is in, counted down the page."""

    words: list[Word]
    block: int = 0

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def base(self) -> float:
        return max(
            (word for word in self.words if not word.raised),
            key=lambda word: word.size,
            default=self.words[0],
        ).base

    @property
    def size(self) -> float:
        return max((word.size for word in self.words if not word.raised), default=self.words[0].size)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if not word.raised)

    @property
    def text(self) -> str:
        return joined(self.words)

    def phrases(self, gap: float | None = None) -> list[list[Word]]:
        """Words that belong together: none further from the one before than `gap` type sizes."""
        gap = chosen().phrase_gap if gap is None else gap
        found = [[self.words[0]]]
        for before, word in zip(self.words, self.words[1:], strict=False):
            if word.x0 - before.x1 > gap * max(min(word.size, before.size), 0.7 * self.size):
                found.append([])
            found[-1].append(word)
        return found


def joined(words: list[Word], apart: float = 0.1) -> str:
    """Words of one line as text, with a space where the file or a gap has one."""
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        if before is None:
            text = word.text
        elif word.x0 - before.x1 > apart * min(word.size, before.size) or (word.spaced and not word.raised):
            text += " " + word.text
        else:
            text += word.text
    return text


def read_lines(words: list[Word]) -> list[Line]:
    """Upright words as lines, from the top of the page down; raised marks join the line beside them."""
    upright = sorted((word for word in words if word.angle == 0), key=lambda word: (word.base, word.x0))
    groups: list[list[Word]] = []
    for word in upright:
        for group in groups[-6:][::-1]:
            first = group[0]
            if abs(word.base - first.base) <= 0.22 * min(word.size, first.size):
                group.append(word)
                break
        else:
            groups.append([word])
    lines = [Line(sorted(group, key=lambda word: word.x0)) for group in groups]
    lines = _with_raised(lines)
    for line in lines:
        line.words = _whole(line.words)
    return sorted(lines, key=lambda line: (line.base, line.x0))


def _with_raised(lines: list[Line]) -> list[Line]:
    """Small words above a baseline as parts of the line below, where one stands directly beside them."""
    kept = []
    for number, line in enumerate(lines):
        rest = []
        for word in line.words:
            host = next(
                (
                    other
                    for other in lines[max(0, number - 3) : number + 6]
                    if other is not line and _raises(word, other)
                ),
                None,
            )
            if host is None:
                rest.append(word)
            else:
                word.raised = True
                host.words = sorted([*host.words, word], key=lambda word: word.x0)
        line.words = rest
        if rest:
            kept.append(line)
    return [line for line in kept if line.words]


def _raises(word: Word, line: Line) -> bool:
    for number, other in enumerate(line.words):
        if (
            other.raised
            or word.size > 0.85 * other.size
            or not 0.12 * other.size < other.base - word.base < 0.75 * other.size
        ):
            continue
        # a mark stands close behind a word, or before the first one, as that of a footnote does
        behind, before = (word.x0 - other.x1) / other.size, (other.x0 - word.x1) / other.size
        if -0.2 < behind < 0.35 or -0.2 < before < (1.6 if number == 0 else 0.2):
            return True
    return False


def _whole(words: list[Word]) -> list[Word]:
    """Words with the parts joined that only the file keeps apart: no space between, same size."""
    found = [words[0]]
    for word in words[1:]:
        before = found[-1]
        close = -0.3 * word.size < word.x0 - before.x1 < 0.08 * word.size
        if (
            word.raised
            and not before.raised
            and not before.text[-1].isdigit()
            and close
            and word.text in "*†‡"
        ):
            close = True
        elif word.raised != before.raised or abs(word.size - before.size) > 0.5 or word.spaced:
            close = False
        if close:
            found[-1] = replace(
                before,
                text=before.text + word.text,
                x1=word.x1,
                top=min(before.top, word.top),
                bottom=max(before.bottom, word.bottom),
                bold=before.bold and word.bold,
            )
        else:
            found.append(word)
    return found


def reading_order(page: Page) -> list[Line]:
    """The page's lines, column of text by column of text; `block` counts the columns from the top."""
    upright = [word for word in page.words if word.angle == 0]
    typed = [word for word in upright if TYPED_RULE.match(word.text)]
    if typed:
        page.drawn.across += [Rule(word.base - 0.3 * word.size, word.x0, word.x1) for word in typed]
        page.drawn.across.sort(key=lambda rule: (rule.place, rule.start))
    words = [word for word in upright if not TYPED_RULE.match(word.text)]
    if not words:
        return []
    lines: list[Line] = []
    for number, block in enumerate(_columns(words, page.drawn.across, 0)):
        for line in read_lines(block):
            line.block = number
            lines.append(line)
    return lines


def _columns(words: list[Word], across: list[Rule], depth: int) -> list[list[Word]]:
    """Words split at white strips between columns of text, and between captions of tables side by side."""
    found = _gutter(words, across) if depth < 3 and len(words) > 20 else None
    if found is None:
        return [words]
    middle, top, bottom = found
    bottom = _above_caption(words, top, bottom)
    above = [word for word in words if word.base <= top]
    below = [word for word in words if word.base > bottom]
    inside = [word for word in words if top < word.base <= bottom]
    left = [word for word in inside if word.middle < middle]
    right = [word for word in inside if word.middle >= middle]
    parts = [_columns(part, across, depth + 1) for part in (above, left, right, below) if part]
    return [block for part in parts for block in part]


def _above_caption(words: list[Word], top: float, bottom: float) -> float:
    """Where columns of text end: above the number of a table whose title stands close below all of them."""
    last = max((word.base for word in words if top < word.base <= bottom), default=top)
    line = [word for word in words if abs(word.base - last) < 0.1 * word.size]
    caption = read_caption(joined(sorted(line, key=lambda word: word.x0))) if line else None
    below = min((word.base for word in words if word.base > bottom), default=last + 99)
    return (
        last - line[0].size
        if caption and not caption[1] and below - last < chosen().title_below * line[0].size
        else bottom
    )


def _gutter(words: list[Word], across: list[Rule]) -> tuple[float, float, float] | None:
    """The strip between two columns: its middle, and from where to where no word and no rule crosses it."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    size = median(word.size for word in words)
    lines = read_lines([Word(**vars(word)) for word in words])
    best = None
    for middle in _beside_captions(lines) + [left + (right - left) * step / 60 for step in range(20, 41)]:
        crossing = sorted(
            [word.base for word in words if word.x0 < middle + 0.4 * size and word.x1 > middle - 0.4 * size]
            + [rule.place for rule in across if rule.start < middle - size and rule.end > middle + size]
        )
        edges = [-1.0, *crossing, max(word.base for word in words)]
        for top, bottom in zip(edges, edges[1:], strict=False):
            # the word that crosses at the foot of a strip is outside of it
            bottom = bottom if bottom == edges[-1] and bottom not in crossing else bottom - 0.5 * size
            if bottom - top > 3 * size and (best is None or bottom - top > best[2] - best[1]):
                inside = [line for line in lines if top < line.base <= bottom]
                if _are_columns(inside, middle, size):
                    best = (middle, top, bottom)
    if best is None:
        return None
    # the middle of the white strip, so that no word of the columns is cut off
    middle, top, bottom = best
    beside = [word for word in words if top < word.base <= bottom]
    edge = max((word.x1 for word in beside if word.middle < middle), default=middle)
    start = min((word.x0 for word in beside if word.middle >= middle), default=middle)
    return (edge + start) / 2, top, bottom


def _beside_captions(lines: list[Line]) -> list[float]:
    found = []
    for line in lines:
        phrases = line.phrases()
        for before, phrase in zip(phrases, phrases[1:], strict=False):
            if read_caption(joined(phrase)):
                start = phrase[0].x0
                # in the middle, and as near as a strip may be: lines below may reach further than this one
                found.append(max((before[-1].x1 + start) / 2, start - 12))
                found.append(start - 0.45 * max(phrase[0].size, before[-1].size))
    return found


def _are_columns(lines: list[Line], middle: float, size: float) -> bool:
    sides: list[list[list[Word]]] = [[], []]
    for line in lines:
        for side, part in enumerate(
            ([w for w in line.words if w.middle < middle], [w for w in line.words if w.middle >= middle])
        ):
            if part:
                sides[side].append(part)
    if not all(sides):
        return False
    captions = [any(read_caption(joined(part)) for part in side) for side in sides]
    if all(captions) and any(
        read_caption(joined([w for w in line.words if w.middle < middle]) or "-")
        and read_caption(joined([w for w in line.words if w.middle >= middle]) or "-")
        for line in lines
    ):
        return True
    prose = [_prose_lines(side) for side in sides]
    counts = [len(side) for side in sides]
    if min(counts) < chosen().text_lines or sum(counts) < 4 * chosen().text_lines:
        return False
    strong = sum(prose) >= 0.5 * sum(counts) and min(prose) >= 3
    return (
        strong
        or any(p >= max(8, 0.7 * c) for p, c in zip(prose, counts, strict=True))
        # a table beside text has lines of its own
        and (
            min(prose) >= 2
            or any(captions)
            or len(lines) - counts[prose.index(max(prose))] >= chosen().own_lines * min(counts)
        )
    )


def _prose_lines(parts: list[list[Word]]) -> int:
    """Lines of running text: most of the column's width, several words without gaps, few digits."""
    left, right = min(part[0].x0 for part in parts), max(part[-1].x1 for part in parts)
    count = 0
    for part in parts:
        gaps = max((b.x0 - a.x1 for a, b in zip(part, part[1:], strict=False)), default=0)
        figures = sum(bool(DIGITS.search(word.text)) for word in part)
        if (
            part[-1].x1 - part[0].x0 > 0.75 * (right - left)
            and len(part) >= 4
            and gaps < 1.3 * part[0].size
            and figures <= len(part) / 3
        ):
            count += 1
    return count
