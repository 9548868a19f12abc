"""The picture of a finding's page: the frames are where the numbers are printed."""

import base64
import struct
import zlib

import typst

from crossfoot.documents.document import read_document
from crossfoot.run.clippings import FRAMES, SHADES, clippings

PAGE = """#set page(width: 16cm, height: 9cm{flipped})
*Table 1: Exports (US\\$ million)*
#table(columns: 3, [Partner], [2020], [2021],
  [India], [14.1], [15.2], [China], [31.4], [33.0], [Korea], [9.9], [10.4], [Total], [55.4], [99.3])
"""
SIDEWAYS = """#set page(width: 9cm, height: 16cm)
#rotate(-90deg, reflow: true)[
*Table 1: Exports (US\\$ million)*
#table(columns: 3, [Partner], [2020], [2021],
  [India], [14.1], [15.2], [China], [31.4], [33.0], [Korea], [9.9], [10.4], [Total], [55.4], [99.3])]
"""
CHECK = {
    "check": "total_row",
    "severity": "error",
    "row": 4,
    "position": 2,
    "printed": "99.3",
    "cells": [[0, 2], [1, 2], [2, 2], [3, 2]],
}


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a PNG without filters, by its specification."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, data, size = 8, b"", (0, 0)
    while place < len(png):
        (length,), kind = struct.unpack(">I", png[place : place + 4]), png[place + 4 : place + 8]
        body = png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0] == zlib.crc32(
            kind + body
        )
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        data += body if kind == b"IDAT" else b""
        place += 12 + length
    width, height = size
    raw = zlib.decompress(data)
    return width, height, [raw[n * (width + 1) + 1 : (n + 1) * (width + 1)] for n in range(height)]


def drawn(source: str) -> list[bytes]:
    content = typst.compile(source.encode())
    reading = read_document(content, "a.pdf")
    (found,) = clippings(content, reading, {0: [CHECK]})
    assert found["clipping"] == 0 and found["of"] == "error total_row"
    return pixels(base64.b64decode(found["png"]))[2]


def frames(rows: list[bytes], severity: str) -> list[tuple[int, int]]:
    """Where, from the left and from above, dots of a frame stand."""
    colour = SHADES + list(FRAMES).index(severity)
    return [(x, y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == colour]


def test_what_fails_is_framed_below_what_it_stands_on():
    rows = drawn(PAGE.replace("{flipped}", ""))
    wrong, others = frames(rows, "error"), frames(rows, "")
    assert wrong and others and not frames(rows, "question")
    assert max(y for _, y in others) < min(y for _, y in wrong)
    # one column: the frames are as far from the left
    assert abs(max(x for x, _ in wrong) - max(x for x, _ in others)) < 8
    inside = {
        rows[y][x]
        for y in range(min(y for _, y in wrong), max(y for _, y in wrong))
        for x in range(min(x for x, _ in wrong), max(x for x, _ in wrong))
    }
    # the print stands in its frame
    assert min(inside) < SHADES // 3


def test_a_page_that_is_read_sideways_is_shown_upright():
    upright, turned = drawn(PAGE.replace("{flipped}", "")), drawn(SIDEWAYS)
    boxes = []
    for rows in (upright, turned):
        wrong = frames(rows, "error")
        boxes.append(
            (
                max(x for x, _ in wrong) - min(x for x, _ in wrong),
                max(y for _, y in wrong) - min(y for _, y in wrong),
            )
        )
        dark = sum(dot < SHADES // 3 for y in {y for _, y in wrong} for dot in rows[y])
        assert dark > 20
    assert all(abs(one - other) <= 3 for one, other in zip(*boxes, strict=True))


def test_a_cell_that_is_not_on_the_page_has_no_frame():
    content = typst.compile(PAGE.replace("{flipped}", "").encode())
    reading = read_document(content, "a.pdf")
    reading.tables[0].body[3][2] = "77.7"
    rows = pixels(base64.b64decode(next(clippings(content, reading, {0: [CHECK]}))["png"]))[2]
    assert frames(rows, "error") == [] and frames(rows, "")


WIDE = """#set page(width: 24cm, height: 9cm)
*Table 1: Exports (US\\$ million)*
#table(columns: (6cm, 3cm, 3cm, 3cm, 3cm, 3cm), stroke: none,
  [Partner], [2017], [2018], [2019], [2020], [2021],
  [India], [11.1], [12.1], [13.1], [14.1], [15.2], [China], [21.4], [22.4], [23.4], [31.4], [33.0],
  [Korea], [6.9], [7.9], [8.9], [9.9], [10.4], [Total], [39.4], [42.4], [45.4], [55.4], [99.3])
"""


def test_columns_that_no_finding_is_about_are_left_out():
    """The page is 680 points wide; the labels and one column fit on a telephone."""
    check = {**CHECK, "position": 5, "cells": [[row, 5] for row in range(4)]}
    content = typst.compile(WIDE.encode())
    reading = read_document(content, "a.pdf")
    (found,) = clippings(content, reading, {0: [check]})
    rows = pixels(base64.b64decode(found["png"]))[2]
    assert frames(rows, "error") and frames(rows, "")
    assert len(rows[0]) < 700 and min(min(row) for row in rows) < SHADES // 3


LONG = """#set page(width: 16cm, height: 29cm, margin: 1cm)
*Table 1: Exports (US\\$ million)*
#table(columns: 2, stroke: none, [Partner], [2021],
  ..range(40).map(n => ([Place #(n + 1)], [#(100 + n)])).flatten(), [Total], [999])
"""


def test_of_a_long_sum_the_first_row_and_the_total_are_seen():
    """41 rows are 800 points high; a picture has 400, the head and the total in it."""
    check = CHECK | {"row": 41, "position": 1, "printed": "999", "cells": [[row, 1] for row in range(41)]}
    content = typst.compile(LONG.encode())
    (found,) = clippings(content, read_document(content, "a.pdf"), {0: [check]})
    rows = pixels(base64.b64decode(found["png"]))[2]
    wrong, others = frames(rows, "error"), frames(rows, "")
    assert wrong and min(y for _, y in others) < 150 and len(rows) < 2 * 400 + 40
