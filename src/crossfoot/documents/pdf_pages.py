"""One PDF page as an audit reads it: lines of text and tables, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from crossfoot.documents.captions import CAPTION, read_caption
from crossfoot.documents.markup import escaped
from crossfoot.documents.pdf_file import Pdf
from crossfoot.documents.pdf_grids import PdfGrid, lay_out
from crossfoot.documents.pdf_lines import Line, reading_order
from crossfoot.documents.pdf_not_tables import chart_in, is_figure_part, is_named_table, is_no_table
from crossfoot.documents.pdf_pictures import is_seen, mark_doubtful, see_page, see_part
from crossfoot.documents.pdf_regions import Region, find_regions
from crossfoot.documents.pdf_rules import Box, Drawn
from crossfoot.documents.pdf_words import Page, Word
from crossfoot.documents.pictures import Recognise
from crossfoot.documents.settings import chosen
from crossfoot.documents.unread import OUTLINES, PICTURE, figure_name

# a table that is a picture, or whose cells are outlines of letters: how far below its caption it may begin
# and how far it is looked for, in points; the least height and width, the
# least number of segments, and how many a box has
GAP, BELOW, LOWEST, NARROWEST, SEGMENTS, SIDES = 60.0, 300.0, 30.0, 100.0, 200, 4
# so many boxes at least are a chart
BARS = 3
NOTE_NUMBER = re.compile(r"^\d{1,3}(?:[,;]\d{1,3})*$")
# a caption without a mark after its number is one where a table stands close to it
UNMARKED, NEAR = re.compile(r"^\S.{0,110}[^.;,:]$"), 4


@dataclass(slots=True)
class TextLine:
    """A printed line outside tables. line: its number on the page, from 1; first: its first word's width."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    block: int
    line: int
    first: float
    raised: bool


@dataclass
class PlacedGrid:
    """A table on a page: its number of line on the page and the baselines of its first and last line.

    is_seen: whether it was read from a picture.
    """

    grid: PdfGrid
    line: int
    top: float
    bottom: float
    block: int
    is_seen: bool = False


@dataclass
class PageContent:
    """items: lines and tables in reading order; why: "" or why the page, or its rules, could not be read.

    drawn, parts: what stands under a caption and is no text, and its box, by the caption's line on the page.
    is_picture: whether nothing can be read but a picture of the page; is_seen: whether it was read so.
    figures: what its captions call the figures on it.
    """

    number: int
    width: float
    height: float
    items: list[TextLine | PlacedGrid] = field(default_factory=list)
    why: str = ""
    drawn: dict[int, str] = field(default_factory=dict)
    parts: dict[int, Box] = field(default_factory=dict)
    is_picture: bool = False
    is_seen: bool = False
    figures: list[str] = field(default_factory=list)

    def pitch(self, size: float) -> float:
        """The usual step from one line of that type size to the next on this page; 0 where there is none."""
        steps = [
            round(b.base - a.base, 1)
            for a, b in pairwise(self.items)
            if isinstance(a, TextLine)
            and isinstance(b, TextLine)
            and a.block == b.block
            and abs(a.size - size) <= 0.5
            and abs(b.size - size) <= 0.5
            and 0.8 * size < b.base - a.base < 2.5 * size
        ]
        return Counter(steps).most_common(1)[0][0] if steps else 0.0


def read_page(pdf: Pdf, number: int, max_objects: int, recognise: Recognise | None = None) -> PageContent:
    """Page `number` (from 1) of a PDF. Nothing of the page is kept in memory but what is returned.

    recognise: reads pages that are pictures, and pictures under captions of tables, which are named without.
    """
    page = pdf.page(number, max_objects)
    if page is None:
        return PageContent(number, 0, 0, why="it is broken and cannot be loaded")
    content = _laid_out(page, max_objects)
    if not recognise or not (content.is_picture or content.parts):
        return content
    # laying out changes words
    page = pdf.page(number, max_objects) or page
    if content.is_picture:
        if failed := see_page(pdf, page, recognise):
            content.why += f"; {failed}"
            return content
        return _laid_out(page, max_objects)
    failures = {box: see_part(pdf, page, box, recognise) for box in content.parts.values()}
    content = _laid_out(page, max_objects)
    for line, box in content.parts.items():
        content.drawn[line] += f"; {failures[box]}" if failures.get(box) else ""
    return content


def _laid_out(page: Page, max_objects: int) -> PageContent:
    content = PageContent(page.number, page.width, page.height)
    content.why = _why_unread(page, max_objects)
    if content.why and page.drawn.complete:
        content.is_picture = True
        return content
    letters = sum(len(word.text) for word in page.words)
    content.is_seen = page.hidden > letters / 2 or (0.0, page.width, 0.0, page.height) in page.seen
    sideways = [word for word in page.words if word.angle in (90, 270)]
    lines = reading_order(page)
    position = 0
    for block in sorted({line.block for line in lines}):
        inside = [line for line in lines if line.block == block]
        numbers = {id(line): position + n for n, line in enumerate(inside, start=1)}
        position += len(inside)
        _read_block(inside, numbers, page, sideways, content)
    texts = [item for item in content.items if isinstance(item, TextLine)]
    drawn = page.drawn
    if content.is_seen or drawn.pictures or drawn.outlines or drawn.curves or len(drawn.fills) >= BARS:
        content.figures = [name for item in texts if (name := figure_name(item.text))]
    for item in texts:
        if read_caption(item.text) and (
            found := _drawn_under(item, texts, page) or _drawn_over(item, page, content)
        ):
            content.drawn[item.line], content.parts[item.line] = found
    return content


def _drawn_under(caption: TextLine, texts: list[TextLine], page: Page) -> tuple[str, Box] | None:
    """What stands between a caption and the next text below it, and where, if it is no text."""
    foot = min(
        (
            text.base - text.size
            for text in texts
            # a caption of several lines, and a unit in brackets, go on close to it
            if text.base > caption.base + 4 * caption.size and text.x1 > caption.x0
        ),
        default=caption.base + BELOW,
    )
    foot = min(foot, caption.base + BELOW)

    def stands_under(x0: float, x1: float, top: float) -> bool:
        return x0 < caption.x1 and x1 > caption.x0 and caption.base - 2 < top < foot

    for box in _pictures(page):
        if stands_under(*box[:3]) and box[2] < caption.base + GAP:
            return PICTURE, box
    drawn = [*page.drawn.outlines, *((*box, SIDES) for box in page.drawn.fills)]
    if sum(part[4] for part in drawn if stands_under(*part[:3])) < SEGMENTS:
        return None
    # what stands beside them further to the right than the caption goes is of the same table
    beside = [part for part in drawn if caption.base - 2 < part[2] < foot]
    lefts, rights, tops, bottoms, _ = zip(*beside, strict=True)
    return OUTLINES, (min(lefts), max(rights), min(tops), max(bottoms))


def _pictures(page: Page) -> list[Box]:
    """The pictures that are as large as a table."""
    return [
        (x0, x1, top, bottom)
        for x0, x1, top, bottom in page.drawn.pictures
        if bottom - top > LOWEST and x1 - x0 > NARROWEST
    ]


def _drawn_over(caption: TextLine, page: Page, content: PageContent) -> tuple[str, Box] | None:
    """The picture right above a caption that no table and no picture stands below, and where."""
    for item in content.items:
        if (
            isinstance(item, PlacedGrid)
            and item.top < caption.base + GAP
            and item.bottom > caption.base - GAP
        ):
            return None
    for box in _pictures(page):
        x0, x1, _, bottom = box
        if x0 < caption.x1 and x1 > caption.x0 and 0 <= caption.base - bottom < GAP:
            return PICTURE, box
    return None


def _why_unread(page: Page, most: int) -> str:
    letters = sum(len(word.text) for word in page.words)
    covered = sum((x1 - x0) * (bottom - top) for x0, x1, top, bottom in page.drawn.pictures)
    if letters < chosen().page_letters and covered > chosen().page_picture * page.width * page.height:
        return "it is a picture without a text layer"
    if letters and page.unmapped > 0.3 * letters:
        return "its text layer does not say which letters are printed"
    if not page.drawn.complete:
        return f"more than {most:,} drawing objects: its text was read, its rules were not"
    if not page.words and (page.drawn.curves > 50 or covered > 0.1 * page.width * page.height):
        return "it has drawings or pictures and no text layer"
    return ""


def _read_block(
    lines: list[Line], numbers: dict[int, int], page: Page, sideways: list, content: PageContent
) -> None:
    first, last = 0, len(lines)
    # a line alone in the margin is a running head or foot, and no part of a table
    while (
        first < last
        and lines[first].base < chosen().page_margin * page.height
        and _alone(lines, first, first + 1)
        and not read_caption(lines[first].text)
    ):
        first += 1
    while (
        last > first
        and lines[last - 1].base > (1 - chosen().page_margin) * page.height
        and _alone(lines, last - 1, last - 2)
    ):
        last -= 1
    core = lines[first:last]
    inside: dict[int, PlacedGrid | None] = {}
    for region, grid in _tables(core, page.drawn, sideways):
        part = core[region.first : region.last + 1]
        if grid_is_seen := content.is_seen or is_seen(page, part):
            mark_doubtful(grid, page, part)
        placed = PlacedGrid(
            grid,
            numbers[id(part[0])],
            min(region.top, part[0].base),
            part[-1].base,
            lines[0].block,
            grid_is_seen,
        )
        inside[first + region.first] = placed
        for position in range(first + region.first + 1, first + region.last + 1):
            inside[position] = None
    for position, line in enumerate(lines):
        if position not in inside:
            near = any(inside.get(p) for p in range(position + 1, position + NEAR)) or (
                position and position - 1 in inside
            )
            text = line.text
            caption = bool(near and CAPTION.match(text) and UNMARKED.match(text))
            content.items.append(_text_line(line, numbers[id(line)], caption))
        elif placed_here := inside[position]:
            content.items.append(placed_here)


def _tables(
    lines: list[Line], drawn: Drawn, sideways: list[Word], first: int = 0, last: int = -1
) -> Iterator[tuple[Region, PdfGrid]]:
    """The tables among some lines (by position) of a column of text; what is none is left out."""
    beside_chart = last >= 0
    end = last + 1 if beside_chart else len(lines)
    for region in find_regions(lines[first:end], drawn, sideways):
        region.first, region.last = region.first + first, region.last + first
        part = lines[region.first : region.last + 1]
        grid = lay_out(part, region)
        if grid is None:
            continue
        rows = grid.rows[grid.heads :]
        if not is_named_table(lines, region.first):
            if beside_chart and len(rows) < chosen().chart_lines - 1:
                continue
            if chart := chart_in(lines, region, rows, drawn):
                # a table may stand above or below it
                left = drawn.without(*chart)
                above = sum(line.base < chart[0] for line in part)
                below = sum(line.base < chart[1] + chosen().chart_labels * line.size for line in part)
                if 0 < above < len(part):
                    yield from _tables(lines, left, sideways, region.first, region.first + above - 1)
                if 0 < below < len(part):
                    yield from _tables(lines, left, sideways, region.first + below, region.last)
                continue
            if is_figure_part(lines, region, rows) or is_no_table(lines, region, grid.rows):
                continue
        yield region, grid


def _alone(lines: list[Line], number: int, other: int) -> bool:
    if not 0 <= other < len(lines):
        return True
    return abs(lines[other].base - lines[number].base) > 1.6 * lines[number].size


def _text_line(line: Line, number: int, caption: bool) -> TextLine:
    first = next((word for word in line.words if not word.raised), line.words[0])
    text = _marked_up(line)
    if caption or (line.bold and CAPTION.match(text)):
        text = f"**{text}**"
    return TextLine(
        text,
        line.x0,
        line.x1,
        line.base,
        line.size,
        line.bold,
        line.block,
        number,
        first.x1 - first.x0,
        line.words[0].raised,
    )


def _marked_up(line: Line) -> str:
    """The text of a line as other readers get it: markup escaped, numbers of footnotes raised."""
    text = ""
    for before, word in zip([None, *line.words], line.words, strict=False):
        piece = escaped(word.text)
        if word.raised and NOTE_NUMBER.match(word.text) and not (before and before.text.endswith("10")):
            text += f"<sup>{piece}</sup>"
        elif before is None or (
            word.x0 - before.x1 <= 0.1 * min(word.size, before.size) and not (word.spaced and not word.raised)
        ):
            text += piece
        else:
            text += " " + piece
    return text
