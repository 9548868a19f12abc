"""Pages that are pictures, and pictures on pages, read into the words and rules of the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from crossfoot.documents.dots import SKEW_DPI, skew_of
from crossfoot.documents.pdf_file import Pdf
from crossfoot.documents.pdf_grids import PdfGrid
from crossfoot.documents.pdf_lines import Line
from crossfoot.documents.pdf_rules import Box
from crossfoot.documents.pdf_words import Page, Word
from crossfoot.documents.pictures import UNCLEAR, Recognise, Unrecognised, read_picture

# around letters that are drawn as outlines, in points
AROUND = 3.0
# degrees by which a page is turned until it can be read
TURNS = (0.0, 90.0, -90.0)


def see_page(pdf: Pdf, page: Page, recognise: Recognise) -> str:
    """Puts what the picture of a whole page says in the place of its words and rules; why not, or ""."""
    page.words, page.unmapped = [], 0
    width, height = page.width, page.height
    why = ""
    for turn in TURNS:
        # turned around its middle
        x, y = ((width - height) / 2, (height - width) / 2) if turn else (0.0, 0.0)
        box = (x, width - x, y, height - y)
        small = pdf.picture(page.number, box, turn, SKEW_DPI)
        why = _see(pdf, page, box, turn + (skew_of(small) if small else 0.0), recognise, (0.0, 0.0))
        if not why:
            page.width, page.height = width - 2 * x, height - 2 * y
            page.seen = [(0.0, page.width, 0.0, page.height)]
            page.drawn.pictures, page.drawn.outlines, page.drawn.fills = [], [], []
        if why != UNCLEAR:
            break
    return why


def see_part(pdf: Pdf, page: Page, box: Box, recognise: Recognise) -> str:
    """Adds what a picture on a page says to its words and rules; why not, or ""."""
    left, right, top, bottom = box
    if any(left < word.middle < right and top < word.base < bottom for word in page.words):
        return "text stands in it"
    box = (
        max(left - AROUND, 0),
        min(right + AROUND, page.width),
        max(top - AROUND, 0),
        min(bottom + AROUND, page.height),
    )
    return _see(pdf, page, box, 0.0, recognise, (box[0], box[2]))


def _see(
    pdf: Pdf, page: Page, box: Box, skew: float, recognise: Recognise, corner: tuple[float, float]
) -> str:
    """corner: where the upper left corner of the box is on the page once it is read."""
    picture = pdf.picture(page.number, box, skew)
    if picture is None:
        return "it cannot be drawn"
    try:
        seen = read_picture(replace(picture, left=corner[0], top=corner[1]), recognise)
    except Unrecognised as error:
        return str(error)
    page.words += seen.words
    page.doubts += seen.doubts
    page.seen.append(box)
    drawn = page.drawn
    drawn.across = sorted([*drawn.across, *seen.across], key=lambda rule: (rule.place, rule.start))
    drawn.down = sorted([*drawn.down, *seen.down], key=lambda rule: (rule.place, rule.start))
    return "" if seen.words else "no word could be read in it"


def is_seen(page: Page, lines: list[Line]) -> bool:
    """Whether any line was read from a picture."""
    return any(
        left < word.middle < right and top < word.base < bottom
        for left, right, top, bottom in page.seen
        for line in lines
        for word in line.words
    )


def mark_doubtful(grid: PdfGrid, page: Page, lines: list[Line]) -> None:
    """Gives cells with a word in doubt an entry among the alternatives, with another reading if known."""
    # of equal words of a column, the first is in the first cell that holds it
    order: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for word in sorted((word for line in lines for word in line.words), key=lambda word: word.base):
        order[_column(grid, word), word.text].append(word)
    for (column, text), words in order.items():
        cells = [
            row
            for row, cells in enumerate(grid.rows)
            if 0 <= column < len(cells) and text in cells[column].split()
        ]
        for row, word in zip(cells, words, strict=False):
            for other, reading in page.doubts:
                if (word.x0, word.base) == (other.x0, other.base):
                    readings = grid.alternatives.setdefault((row, column), [])
                    readings += [grid.rows[row][column].replace(word.text, reading)] if reading else []


def _column(grid: PdfGrid, word: Word) -> int:
    return sum(edge < word.middle for edge in grid.edges) - 1
