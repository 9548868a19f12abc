"""Where findings stand on their page, as a picture: the part of the page around their cells, and frames."""

from __future__ import annotations

import base64
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import pairwise

from crossfoot.documents.document import Document
from crossfoot.documents.pdf_file import Pdf
from crossfoot.documents.pdf_words import Page, Word
from crossfoot.documents.table import Table

# pictures of a document, the most of a page that one shows (points; a telephone is as high), dots to a point
MOST_PICTURES, HIGHEST, DOTS = 40, 400.0, 2.0
ABOVE, BELOW, BESIDE = 42.0, 16.0, 12.0
# around a line of print, what its accents and the like may take
EDGE = 2.0
# a gap between two columns, and what is left out between two strips at least
GAP, LEFT_OUT = 8.0, 24.0
# shades of grey and dots of a frame; then its colours: what fails, what is asked about, what these stand on
SHADES, THICK = 16, 2
FRAMES = {"error": (0xB0, 0x10, 0x20), "question": (0xD0, 0x80, 0x00), "": (0x30, 0x70, 0xB0)}
Box = tuple[float, float, float, float]


def clippings(
    content: bytes,
    reading: Document,
    by_table: dict[int, list[dict]],
    in_time: Callable[[Callable[[], bytes]], bytes] = lambda work: work(),
) -> Iterator[dict]:
    """{"clipping": the table's place, "of": severity and kind of its findings, "png": base64} for each table
    and kind of findings that are seen on its page.

    by_table: the checks of each table, from 0, as `check_record`. A cell that is not found on the page has no
    frame. in_time: as for `check_reading`.
    """
    found: dict[tuple[int, str], list[dict]] = {}
    for place, checks in sorted(by_table.items()):
        for check in checks:
            if check["severity"] in ("error", "question"):
                found.setdefault((place, f"{check['severity']} {check['check']}"), []).append(check)
    if not found:
        return
    with Pdf(content, reading.document) as pdf:
        for place, of in sorted(found, key=lambda one: one[1])[:MOST_PICTURES]:
            table = reading.tables[place]
            # a page that cannot be drawn takes no finding and no other picture down
            with suppress(Exception):
                marked = _marked(found[place, of], table)
                if png := in_time(partial(_clipping, pdf, table, marked)):
                    yield {"clipping": place, "of": of, "png": base64.b64encode(png).decode()}


def _clipping(pdf: Pdf, table: Table, cells: dict[tuple[int, int], str]) -> bytes:
    """Of a table that goes on over pages, the page of what fails; b"" where nothing of it is seen."""
    rows = [(not severity, row) for (row, _), severity in cells.items() if row >= 0]
    if not rows:
        return b""
    number = table.body_lines[min(rows)[1]]
    page = pdf.page(number, 1)
    boxes = _boxes(page, table, cells, number) if page else []
    return _picture(pdf, page, boxes) if page and boxes else b""


def _marked(checks: list[dict], table: Table) -> dict[tuple[int, int], str]:
    """By cell, the severity of the finding that is about it, or "" for one that a finding stands on."""
    found: dict[tuple[int, int], str] = {}
    for check in checks:
        if check["row"] and check["position"] >= 0:
            found[(check["row"] - 1, check["position"])] = check["severity"]
        for row, column in check["cells"]:
            # of a sum that fails with no cell to blame, the cell that prints it
            is_sum = check["row"] is None and table.body[row][column].strip() == check["printed"]
            found.setdefault((row, column), check["severity"] if is_sum else "")
    return found


def _boxes(page: Page, table: Table, cells: dict[tuple[int, int], str], number: int) -> list[tuple[Box, str]]:
    """The place of each cell: the words that print it, on the line that prints most of its row."""
    lines = _lines(page.words)
    found = []
    for (row, column), severity in cells.items():
        if row >= len(table.body) or table.body_lines[row] != number:
            continue
        tokens = table.body[row][column].split()
        wanted = Counter(token for cell in table.body[row] for token in cell.split())
        near = [[*lines.get(key, ()), *lines.get(key + 1, ())] for key in lines]
        best = max(near, key=lambda line: (wanted & Counter(word.text for word in line)).total(), default=[])
        if not tokens or tokens[0] not in {word.text for word in best}:
            continue
        # of equal numbers in a row, the one that stands as far along as its column
        before = sum(cell.split()[:1] == tokens[:1] for cell in table.body[row][:column])
        alike = sorted((word for word in best if word.text == tokens[0]), key=lambda one: one.x0)
        word = alike[min(before, len(alike) - 1)]
        found.append(((word.x0 - 2, word.top - 1.5, word.x1 + 2, word.bottom + 1.5), severity))
    return found


def _picture(pdf: Pdf, page: Page, boxes: list[tuple[Box, str]]) -> bytes:
    """A PNG of the page around the boxes, as high as allowed; b"" where the page cannot be drawn."""
    bands = _bands(page, boxes)
    top, bottom = bands[0][0], bands[-1][1]
    shown = [word for word in page.words if top < word.base < bottom]
    strips = _strips(page, shown, [box for box, _ in boxes])
    left, right = strips[0][0], strips[-1][1]
    # a page that is read sideways is turned around its middle
    shift = (page.height - page.width) / 2 if page.turn % 180 else 0.0
    part = (left + shift, right + shift, top - shift, bottom - shift)
    drawn = pdf.picture(page.number, part, -page.turn, DOTS * 72)
    if drawn is None:
        return b""
    width, height = drawn.width, drawn.height
    shades = bytes(value * (SHADES - 1) // 255 for value in range(256))
    dots = drawn.dots.translate(shades)
    rows = [bytearray(dots[row * width : (row + 1) * width]) for row in range(height)]
    # what fails is drawn last, over the others
    for box, severity in sorted(boxes, key=lambda one: ["", "question", "error"].index(one[1])):
        x0, y0, x1, y1 = (
            round((at - edge) * DOTS) for at, edge in zip(box, (left, top, left, top), strict=True)
        )
        colour = SHADES + list(FRAMES).index(severity)
        for y in range(max(y0, 0), min(y1, height)):
            is_edge = min(y - y0, y1 - 1 - y) < THICK
            for x in range(max(x0, 0), min(x1, width)):
                if is_edge or min(x - x0, x1 - 1 - x) < THICK:
                    rows[y][x] = colour
    torn = bytes([SHADES - 1, SHADES // 2, SHADES // 2, SHADES - 1])
    kept = [(round((x0 - left) * DOTS), round((x1 - left) * DOTS)) for x0, x1 in strips]
    rows = [bytearray(torn.join(bytes(row[x0:x1]) for x0, x1 in kept)) for row in rows]
    across = [bytearray([shade]) * len(rows[0]) for shade in torn]
    whole, *others = ([*rows[round((y0 - top) * DOTS) : round((y1 - top) * DOTS)]] for y0, y1 in bands)
    for band in others:
        whole += [*across, *band]
    return _png(len(whole[0]), len(whole), whole)


def _bands(page: Page, boxes: list[tuple[Box, str]]) -> list[tuple[float, float]]:
    """From above, what is shown of the page: all of the boxes, or the first and what leads to the last one
    that fails. No line of print is cut."""
    first, last = min(box[1] for box, _ in boxes), max(box[3] for box, _ in boxes)
    top = _uncut(page, max(0.0, first - ABOVE), first)
    end = max([box[3] for box, severity in boxes if severity] or [last]) + BELOW
    if end <= top + HIGHEST:
        bottom = min(page.height, last + BELOW, top + HIGHEST)
        under = [
            word.top - EDGE
            for word in page.words
            if word.top - EDGE < bottom < word.bottom + EDGE and word.top > last
        ]
        return [(top, min([bottom, *under]))]
    head = min(box[3] for box, _ in boxes) + 2
    return [(top, head), (_uncut(page, end - HIGHEST + head - top, end - BELOW), min(page.height, end))]


def _uncut(page: Page, top: float, before: float) -> float:
    """A top edge, below the line that it would cut."""
    cut = [
        word.bottom + EDGE
        for word in page.words
        if word.top - EDGE < top < word.bottom + EDGE and word.bottom < before
    ]
    return max([top, *cut])


def _strips(page: Page, shown: list[Word], boxes: list[Box]) -> list[tuple[float, float]]:
    """From left to right what is shown of the page: the labels of the rows, and the columns with boxes; one
    strip where little lies between. A telephone shows no more."""
    left = max(0.0, min(word.x0 for word in shown) - BESIDE)
    right = min(page.width, max(word.x1 for word in shown) + BESIDE)
    columns: list[list[Box]] = []
    for box in sorted(boxes):
        if columns and box[0] < max(other[2] for other in columns[-1]):
            columns[-1].append(box)
        else:
            columns.append([box])
    strips = [(left, _label_end(shown, boxes, left) + GAP)]
    for column in columns:
        x0, x1 = min(box[0] for box in column), max(box[2] for box in column)
        beside = [word for word in shown if any(box[1] < word.base < box[3] + 2 for box in column)]
        before = [word.x1 for word in beside if word.x1 <= x0]
        after = [word.x0 for word in beside if word.x0 >= x1]
        # up to the middle between two columns, where their heads meet
        start = (max(before) + x0) / 2 if before else left
        end = (min(after) + x1) / 2 if after else right
        if start < strips[-1][1] + LEFT_OUT:
            strips[-1] = (strips[-1][0], max(strips[-1][1], end))
        else:
            strips.append((start, end))
    return strips


def _label_end(shown: list[Word], boxes: list[Box], left: float) -> float:
    """How far the labels of the rows reach: to the first gap of a line that is wider than between words."""
    first, found = min(box[0] for box in boxes), left
    for line in _lines(shown).values():
        gaps = (word.x1 for word, other in pairwise(line) if other.x0 - word.x1 > GAP)
        end = next(gaps, line[-1].x1)
        found = max(found, end) if end < first else found
    return found


def _lines(words: list[Word]) -> dict[int, list[Word]]:
    """The words of each line from left to right, by the height of the line."""
    found: dict[int, list[Word]] = {}
    for word in sorted(words, key=lambda one: one.x0):
        found.setdefault(round(word.base / 3), []).append(word)
    return found


def _png(width: int, height: int, rows: list[bytearray]) -> bytes:
    """Rows of numbers of colours as a file (PNG specification, third edition: colour type 3)."""
    grey = [(value * 255 // (SHADES - 1),) * 3 for value in range(SHADES)]
    palette = bytes(part for colour in [*grey, *FRAMES.values()] for part in colour)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    parts = chunk(b"IHDR", head) + chunk(b"PLTE", palette) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
