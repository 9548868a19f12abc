"""Tables and prose of a text or Markdown document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.documents.cells import is_piped
from crossfoot.documents.flow import name_tables
from crossfoot.documents.grids import BAR, TABLE_TAG, find_grids
from crossfoot.documents.markup import prose_text
from crossfoot.documents.notes import LABEL
from crossfoot.documents.passages import Passage, Unread
from crossfoot.documents.prose import is_prose, outside_prose
from crossfoot.documents.table import Table
from crossfoot.documents.tables import blocks_apart, number_lines, tables_in
from crossfoot.documents.typed_text import typed_grids
from crossfoot.documents.unread import PICTURE, captions_without_table

STARTS = re.compile(
    r"^\s*(?:#|>|[-*+•]\s|\(?\d{1,3}[.)]\s|\||<(?:p|div|h\d|table|ul|ol|li|sup)\b|\[\^|\*\*|!\[|---|===|```|~~~)",
    re.IGNORECASE,
)
IMAGE = re.compile(r"^\s*(?:!\[|<(?:img|figure|svg)\b)", re.IGNORECASE)
FENCE = re.compile(r"^\s*(?:```|~~~)")
BROKEN = re.compile(r"[^\W\d_]-$")
ENDS = re.compile(r"[.?!:;。][\"'”’)\]*]*\s*$")
# lines of a text that are read in one go
PIECE = 20_000
# longer lines are whole paragraphs
WIDEST = 130


def pieces_of(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """A long text in pieces, which blank lines outside tables part, and how many lines stand before each."""
    start = depth = 0
    for number, line in enumerate(lines):
        depth += sum(-1 if tag[1] else 1 for tag in TABLE_TAG.finditer(line)) if "<" in line else 0
        if number - start >= PIECE and depth <= 0 and not line.strip():
            yield start, lines[start:number]
            start = number
    yield start, lines[start:]


def read_plain(
    lines: list[str], document: str, before: int = 0
) -> tuple[list[Table], list[Passage], list[Unread]]:
    """Every table, captioned or not, the paragraphs of the prose, hard-wrapped lines joined, and captions
    whose table was not read.

    before: how many lines of the document stand before these. Raises InputError when an HTML table is never
    closed.
    """
    parts, numbers = blocks_apart(lines)
    numbers = [number + before for number in numbers]
    grids = find_grids(parts, document)
    taken = {line for grid in grids for line in range(grid.first_line, grid.last_line + 1)}
    grids = sorted(grids + typed_grids(parts, taken), key=lambda grid: grid.first_line)
    tables = tables_in(parts, grids, document, every=True)
    outside = outside_prose(parts, tables, document)
    prose = [
        Passage(prose_text(text), numbers[first - 1])
        for first, text in paragraphs_of(parts, outside)
        if is_prose(text)
    ]
    unread = captions_without_table(
        parts,
        tables,
        lambda position: f"line {numbers[position]}",
        lambda position: PICTURE if _is_over_picture(parts, position) else "",
    )
    for table in tables:
        number_lines(table, numbers)
    name_tables(tables)
    return tables, prose, unread


def _is_over_picture(lines: list[str], position: int) -> bool:
    """Whether the next line with anything in it is a picture."""
    following = next((line for line in lines[position + 1 : position + 4] if line.strip()), "")
    return bool(IMAGE.match(following))


def paragraphs_of(lines: list[str], outside: set[int]) -> list[tuple[int, str]]:
    """First line (from 1) and text of each paragraph."""
    found: list[tuple[int, str]] = []
    run: list[tuple[int, str]] = []
    fenced = False
    for number, line in [*enumerate(lines, start=1), (len(lines) + 1, "")]:
        fence = bool(FENCE.match(line))
        if fence or fenced or not line.strip() or number in outside:
            found += _joined(run)
            run = []
        else:
            # a list that is set as a grid: its text is the longest cell
            run.append((number, max(BAR.split(line), key=len).strip() if is_piped(line) else line.strip()))
        fenced ^= fence
    return found


def _joined(run: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines as paragraphs: one goes on where the next word had no room, or in mid-sentence."""
    # a paragraph is kept in pieces: it can go on over thousands of lines
    found: list[tuple[int, list[str]]] = []
    width = max((len(line) for _, line in run), default=0)
    before = ""
    for number, line in run:
        first = line.split(" ", 1)[0]
        full = len(before) + 1 + len(first) > width
        goes_on = (
            found
            and len(before) <= WIDEST
            and width <= WIDEST
            and not STARTS.match(line)
            and not LABEL.match(line)
            and not before.startswith("#")
        )
        if goes_on and (
            full and len(before) > 40 or not ENDS.search(before) and (full or line[:1].islower())
        ):
            pieces = found[-1][1]
            if BROKEN.search(before) and line[:1].islower():
                pieces[-1] = pieces[-1][:-1]
                pieces.append(line)
            else:
                pieces += [" ", line]
        else:
            found.append((number, [line]))
        before = line
    return [(number, "".join(pieces)) for number, pieces in found]
