"""Captions of tables under which no table was read."""

from __future__ import annotations

import re
from collections.abc import Callable

from crossfoot.documents.captions import CONTINUED, read_caption
from crossfoot.documents.markup import plain
from crossfoot.documents.passages import Unread
from crossfoot.documents.table import Table

PICTURE = "a picture"
OUTLINES = "drawings (the cells are drawn as outlines)"
CHART = "a chart"
# words of why a part of a PDF was not read that is there, and is no text
NO_TEXT = (PICTURE, OUTLINES, "text layer")
FIGURE = re.compile(
    r"^((?:figure|fig\.|chart|graph|diagram)\s*(?:[A-Z]?\.?\d+|(?-i:[IVXL]+))(?:[.\-–]\d+)*[a-z]?)(?:\s*[.:–—]|\*\*|$)",
    re.IGNORECASE,
)
# longer lines are sentences that begin with the name of a table; a caption is quoted as far as this
LONGEST, QUOTED = 300, 80
# so many captions that follow on each other are a list of tables
LISTED = 3
LIST_ENTRY = re.compile(r"(?:\.\s?){3,}|…|\s\d{1,3}$")
MID_SENTENCE = re.compile(r"(?:[\w,;(]|[–—-])$")
# titles are the same when they begin with the same letters
SAME = 15


def figure_name(text: str) -> str:
    """What a caption of a figure calls it ("Figure 3"); "" for another text."""
    found = FIGURE.match(text.lstrip("*_# "))
    return found[1] if found else ""


def figures_unread(named: list[tuple[int, str]]) -> list[Unread]:
    """One entry for all figures of a document. named: page and name of each."""
    pages = {name: page for page, name in named}
    if not pages:
        return []
    first, last = min(pages.values()), max(pages.values())
    names = ", ".join(f"{name} (page {page})" for name, page in pages.items())
    place = f"page {first}" if first == last else f"pages {first} to {last}"
    return [Unread(place, f"what {names} {'shows' if len(pages) == 1 else 'show'} was not read")]


def captions_without_table(
    lines: list[str],
    tables: list[Table],
    place: Callable[[int], str],
    under: Callable[[int], str] = lambda position: "",
) -> list[Unread]:
    """Each caption of a table that was not read, by its place and words.

    lines: paragraphs and rows in markup; tables: with their lines counted in `lines`. Positions are from 0.
    place: where the line at a position stands; under: what is drawn below it ("a picture"), or "".
    """
    read = {line for table in tables for line in range(table.first_line, table.last_line + 1)}
    filled = [position for position, line in enumerate(lines) if line.strip()]
    captions: dict[int, tuple[str, str]] = {}
    for position in filled:
        line = lines[position]
        found = read_caption(line) if len(line) <= LONGEST + QUOTED else None
        if found and position + 1 not in read and len(plain(line)) <= LONGEST and not CONTINUED.search(line):
            captions[position] = found
    listed = _listed(filled, captions)
    known = {(table.number, _start(table.caption)) for table in tables}
    numbers = {table.number for table in tables}
    unread: dict[tuple[str, str], Unread] = {}
    for order, position in enumerate(filled):
        if position not in captions:
            continue
        (number, title), drawn = captions[position], under(position)
        following = lines[filled[order + 1]] if order + 1 < len(filled) else ""
        before = plain(lines[filled[order - 1]]) if order else ""
        if not drawn and (
            position in listed
            or LIST_ENTRY.search(title)
            or (number, _start(title)) in known
            # a sentence that goes on in a line of its own, or names a table that was read
            or (MID_SENTENCE.search(before) and (not title or number in numbers))
            or (number in numbers and (not title or len(title) > QUOTED))
        ):
            continue
        if not title and len(following) <= LONGEST and not read_caption(following):
            title = plain(following)
        words = f"“{title[:QUOTED].rstrip()}{'…' if len(title) > QUOTED else ''}”: " if title else ""
        why = (
            f"{words}below its caption there is no text, but {drawn}"
            if drawn
            else f"{words}no table was found at its caption"
        )
        unread[number, _start(title)] = Unread(f"{place(position)}, Table {number}", why)
    return list(unread.values())


def _start(title: str) -> str:
    return re.sub(r"[\W_]+", "", CONTINUED.sub("", title)).lower()[:SAME]


def _listed(filled: list[int], captions: dict[int, tuple[str, str]]) -> set[int]:
    """Positions of captions that stand in a list of tables."""
    found: set[int] = set()
    run: list[int] = []
    for position in [*filled, -1]:
        if position in captions:
            run.append(position)
            continue
        found |= set(run) if len(run) >= LISTED else set()
        run = []
    return found
