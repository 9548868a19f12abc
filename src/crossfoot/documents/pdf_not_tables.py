"""What stands in rows and columns on a PDF page and is no table: a chart, an equation, contents, text."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from crossfoot.documents.captions import CAPTION, read_caption
from crossfoot.documents.pdf_line_kinds import FIGURE, is_figure
from crossfoot.documents.pdf_lines import Line
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_rules import Box, Drawn
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen

Rows = list[list[str]]
# so many lines above a table its caption stands, and so many below a figure, of so many words at most
ABOVE, BELOW, LABELLED = 6, 16, 12
# years fall by equal steps down a column of labels as ticks do
YEARS = range(1800, 2101)
TICK = re.compile(r"^[-–−+]?[$£€]?\d[\d,]*(?:\.\d+)?%?$")
NO_SIGNS = str.maketrans({"–": "-", "−": "-", ",": "", "%": "", "$": "", "£": "", "€": "", "+": ""})
# a word of an equation: a sign, one letter with what is set around it, a letter of a typeface for formulas
OPERATOR = re.compile(r"[=+×·∑∏∫≤≥≡∈∂√]|[\U0001D400-\U0001D7FF]|[\uf8e0-\uf8ff]")
SYMBOL = re.compile(r"^\W*(?:[^\W\d_]\W*){0,2}\d?\W*$")
CONTENTS = re.compile(r"^(?:table\s+of\s+)?contents\b|^(?:índice|sommaire|inhalt)\b", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"^(?:\d{1,3}|[ivxlc]{1,7})$")
ENTRY = re.compile(
    r"^(?:(?i:appendix|annex|chapter|part|section|table|figure|box)\b"
    r"|(?:[A-Z]{1,2}[.-]?)?\d+(?:\.\d+)*\.?\s|(?:[A-Z]|[IVX]+)\.?\s)"
)
# what reports call tables as well
EXHIBIT = re.compile(r"^exhibit\b", re.IGNORECASE)
# so many numbers of pages that rise are contents in any case
MANY_PAGES = 8
BULLET, LONG = re.compile(r"^[•●▪■◦○]"), 30
GOES_ON, ENDED = re.compile(r"^[a-z]"), re.compile(r"[.;:!?)]$")


def is_named_table(lines: list[Line], first: int) -> bool:
    """Whether the caption of a table stands above the line at `first`, or further lines of it between."""
    above = lines[max(first - ABOVE, 0) : first]
    return any(read_caption(line.text) or CAPTION.match(line.text) for line in above)


def chart_in(lines: list[Line], region: Region, rows: Rows, drawn: Drawn) -> tuple[float, float] | None:
    """From where to where (top, bottom) a chart reaches in a region; None where it holds none.

    Curves run through it; or bars stand on one line; or figures at equal steps stand at its side, most of
    its cells being blank. lines: of the column of text; rows: those below the head.
    """
    size = median(line.size for line in lines[region.first : region.last + 1])
    width, reach, below = region.right - region.left, size, chosen().chart_reach * size
    if len(rows) < chosen().chart_lines:
        # axes and a legend alone are the foot of a chart, up to the text above it
        text = max((line.base for line in lines[: region.first] if len(line.words) > LABELLED), default=0.0)
        reach = min(region.top - text, chosen().chart_reach * size)

    def inside(x0: float, x1: float, top: float, bottom: float) -> bool:
        beside = region.left - 2 * size < x0 and x1 < region.right + 2 * size
        return beside and region.top - reach < top and bottom < region.bottom + below

    signs = [
        (top, bottom)
        for x0, x1, top, bottom, _ in drawn.outlines
        if inside(x0, x1, top, bottom) and x1 - x0 > chosen().chart_curve * width and bottom - top > size
    ]
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell]
    if sum(map(is_figure, filled)) > chosen().chart_figures * len(filled):
        words = [word for line in lines for word in line.words]
        signs += _bars([box for box in drawn.fills if inside(*box)], words)
    axes = _ticks([word for line in lines[region.first : region.last + 1] for word in line.words])
    if signs or len(filled) < chosen().chart_filled * len(cells) or len(axes) >= len(rows[0]):
        signs += axes
    # a figure may stand on the tallest bar
    top = min((top for top, _ in signs), default=region.bottom) - size
    return (top, max(bottom for _, bottom in signs)) if signs and top < region.bottom else None


def _bars(fills: list[Box], words: list[Word]) -> list[tuple[float, float]]:
    """Boxes of one width and several heights that stand on one line; shaded cells have words in them."""
    standing: dict[tuple[int, int], dict[int, Box]] = {}
    for box in fills:
        standing.setdefault((round(box[3]), round(box[1] - box[0])), {})[round((box[3] - box[2]) / 2)] = box
    return [
        (top, bottom)
        for boxes in standing.values()
        if len(boxes) >= chosen().chart_bars
        and sum(any(_is_in(word, box) for word in words) for box in boxes.values()) <= len(boxes) / 2
        for _, _, top, bottom in boxes.values()
    ]


def _is_in(word: Word, box: Box) -> bool:
    return box[0] < word.middle < box[1] and box[2] < word.base < box[3] + 0.1 * word.size


def _ticks(words: list[Word]) -> list[tuple[float, float]]:
    """Figures under each other that fall by equal steps, at equal steps down the page."""
    found: dict[int, tuple[float, float]] = {}
    ticks = sorted((word for word in words if TICK.match(word.text)), key=lambda word: word.base)
    for flush in (lambda word: word.x1, lambda word: word.x0, lambda word: word.middle):
        columns: list[list[Word]] = []
        for word in ticks:
            column = next((c for c in columns if abs(flush(c[-1]) - flush(word)) < 0.2 * word.size), None)
            if column:
                column.append(word)
            else:
                columns.append([word])
        for column in columns:
            if run := _falling(column):
                found[id(run[0])] = (run[0].top, run[-1].bottom)
    return list(found.values())


def _falling(column: list[Word]) -> list[Word]:
    values = [float(word.text.translate(NO_SIGNS)) for word in column]
    steps = [
        (round(after - before, 6), below.base - above.base)
        for (before, above), (after, below) in pairwise(zip(values, column, strict=True))
    ]
    start = 0
    for end in range(1, len(steps) + 1):
        if (
            end < len(steps)
            and steps[end][0] == steps[start][0] < 0
            and (abs(steps[end][1] - steps[start][1]) < 0.12 * steps[start][1])
        ):
            continue
        run = column[start : end + 1]
        if len(run) >= chosen().axis_ticks and not all(value in YEARS for value in values[start : end + 1]):
            return run
        start = end
    return []


def is_figure_part(lines: list[Line], region: Region, rows: Rows) -> bool:
    """Whether what looks like a table is the labels of a figure: most cells are blank.

    Or there are few rows, or few whole ones, and its caption is the next above, or below. lines: of the
    column of text; rows: below the head.
    """
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell]
    if len(filled) < chosen().table_filled * len(cells):
        return True
    whole = sum(sum(map(bool, row)) > max(1, len(row) / 2) for row in rows)
    few = len(rows) < chosen().chart_lines or whole <= chosen().chart_rows * len(rows)
    wordy = sum(map(is_figure, filled)) < chosen().chart_figures * len(filled)
    above = lines[max(region.first - ABOVE - 2, 0) : region.first][::-1]
    below = lines[region.last + 1 : region.last + BELOW]
    # up to the first sentence
    for number, near in enumerate((above, below)):
        caption = next((line for line in near if FIGURE.match(line.text) or len(line.words) > LABELLED), None)
        if (
            caption
            and FIGURE.match(caption.text)
            and not EXHIBIT.match(caption.text)
            and (few or (wordy and not number))
        ):
            return True
    return False


def is_no_table(lines: list[Line], region: Region, rows: Rows) -> bool:
    """Whether rows without a caption are an equation, an axis, contents, or text that runs on over cells.

    lines: of the column of text; rows: with the head.
    """
    titled = any(CONTENTS.match(line.text) for line in lines[: region.first])
    lines = lines[region.first : region.last + 1]
    words = [word.text for line in lines for word in line.words]
    symbols = sum(
        bool(OPERATOR.search(word) or (SYMBOL.match(word) and not word.isdigit())) for word in words
    )
    signs = sum(bool(OPERATOR.search(word)) for word in words)
    if signs and symbols > chosen().symbols * len(words):
        return True
    return _is_contents(rows, titled) or _runs_on(rows)


def _is_contents(rows: Rows, titled: bool) -> bool:
    """Whether the last column holds nothing but numbers of pages, and the others hardly a figure."""
    pages = [row[-1] for row in rows if row[-1]]
    titled = titled or any(CONTENTS.match(cell) for row in rows[:2] for cell in row)
    others = [cell for row in rows for cell in row[1:-1]]
    figures = sum(map(is_figure, others))
    if len(pages) < 3 or 10 * figures > len(others) or not all(map(PAGE_NUMBER.match, pages[1:])):
        return False
    numbers = [int(page) for page in pages if page.isdigit()]
    rising = len(numbers) > 1 and numbers == sorted(numbers) and numbers[0] < numbers[-1]
    labels = [" ".join(filter(None, row[:-1])) for row in rows if row[-1]]
    if not rising or len(numbers) >= MANY_PAGES:
        return rising
    return titled or sum(bool(ENTRY.match(label)) for label in labels) > 0.6 * len(labels)


def _runs_on(rows: Rows) -> bool:
    """Whether many cells go on with the sentence of the row above, and none is a figure."""
    cells = [cell for row in rows for cell in row if cell]
    if any(is_figure(cell) and cell[-1].isdigit() for cell in cells):
        return False
    pairs = [(a, b) for column in zip(*rows, strict=True) for a, b in pairwise(c for c in column if c)]
    below = sum(bool(GOES_ON.match(b)) and not ENDED.search(a) for a, b in pairs)
    return below > chosen().runs_on * max(len(pairs), 2)
