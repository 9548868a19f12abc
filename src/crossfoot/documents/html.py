"""Tables and prose of a whole HTML document."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import Comment, Declaration, Doctype, PageElement, ProcessingInstruction

from crossfoot.documents.flow import Flow
from crossfoot.documents.html_grids import (
    close_cells,
    hidden_classes,
    html_grid,
    is_hidden,
    is_layout,
    taken_apart,
)
from crossfoot.documents.markup import escaped
from crossfoot.documents.passages import Passage, Unread
from crossfoot.documents.plain_text import paragraphs_of
from crossfoot.documents.table import Table
from crossfoot.documents.typed_text import typed_grids
from crossfoot.documents.unread import PICTURE

UNPRINTED = set(
    "script style template noscript head svg math object iframe nav select textarea button".split()
)
INLINE = set(
    (
        "a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strong sub "
        "sup time tt u var wbr"
    ).split()
)
MARKS = {"sup": ("<sup>", "</sup>"), "b": ("**", "**"), "strong": ("**", "**")}
# pictures, and the least width and height of one that can be a table, in pixels
DRAWN, SMALLEST = {"img", "svg", "canvas", "object"}, 60
HEADING = re.compile(r"^h([1-6])$")


def read_html(
    text: str, document: str, leave_out: Callable[[int], str] = lambda page: ""
) -> tuple[list[Table], list[Passage], list[Unread]]:
    """Every table, captioned or not, the paragraphs of the prose, and captions whose table was not read.

    Line numbers are those of the document. Scripts, styles and hidden parts are left out; a table that holds
    tables is a layout and is read through, unless it has figures of its own. leave_out: why what follows is
    not to be read, or "".
    """
    soup = BeautifulSoup(close_cells(text), "html.parser")
    hidden = hidden_classes("".join(style.get_text() for style in soup.find_all("style")))
    flow, line, left_out = Flow(), 1, ""
    pieces: list[str] = []
    heading = 0

    def close() -> None:
        nonlocal heading
        words = " ".join("".join(pieces).split())
        if words:
            flow.add("", line)
            flow.add("#" * heading + " " * bool(heading) + words, line)
        pieces.clear()

    # (element, whether it ends here): a stack of our own, since documents may be nested deeper than calls can
    # be
    waiting: list[tuple[PageElement, bool]] = [(soup, False)]
    while waiting:
        element, ends = waiting.pop()
        if isinstance(element, NavigableString):
            if not isinstance(element, (Comment, Declaration, Doctype, ProcessingInstruction)):
                pieces.append(escaped(str(element)))
            continue
        if not isinstance(element, Tag):
            continue
        name = element.name
        if ends:
            if _is_inline(name):
                pieces.append(_closing(element))
            else:
                close()
                heading = 0 if HEADING.match(name) else heading
            continue
        if is_hidden(element, hidden):
            continue
        if name in DRAWN and not _is_small(element):
            close()
            flow.drawn[len(flow.lines)] = PICTURE
        if name in UNPRINTED or element.get("role") == "navigation":
            continue
        if name == "br":
            pieces.append(" ")
            continue
        if not _is_inline(name):
            close()
            if left_out := leave_out(0):
                break
            line = element.sourceline or line
            if match := HEADING.match(name):
                heading = int(match[1])
        if name == "table" and not is_layout(element):
            inner = taken_apart(element)
            _add_table(element, flow, hidden)
            waiting += [(table, False) for table in reversed(inner)]
            continue
        if name == "pre" and _add_typed(element, flow):
            continue
        if _is_inline(name):
            pieces.append(_opening(element))
        waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element.contents)]
    close()
    tables, prose, unread = flow.read(document, "line")
    return (
        tables,
        prose,
        [*unread, *([Unread(f"line {line}", f"from here on: {left_out}")] if left_out else [])],
    )


def _is_inline(name: str) -> bool:
    # tags of inline XBRL only name what they hold
    return name in INLINE or name.startswith("ix:")


def _is_small(image: Tag) -> bool:
    """Whether a picture is too small for a table, as an icon or a dot that counts readers is."""
    sizes = [str(image.get(name, "")).removesuffix("px") for name in ("width", "height")]
    return any(size.isascii() and size.isdecimal() and int(size[:6]) < SMALLEST for size in sizes)


def _opening(element: Tag) -> str:
    return MARKS.get(element.name, ("", ""))[0] if element.get_text(strip=True) else ""


def _closing(element: Tag) -> str:
    return MARKS.get(element.name, ("", ""))[1] if element.get_text(strip=True) else ""


def _add_typed(element: Tag, flow: Flow) -> bool:
    """Adds tables that spaces align in text as it was typed, and the text around them; whether any are."""
    lines, start = element.get_text().split("\n"), element.sourceline or 1
    grids = {grid.first_line: grid for grid in typed_grids(lines, set())}
    taken = {line for grid in grids.values() for line in range(grid.first_line, grid.last_line + 1)}
    for number, text in sorted([*paragraphs_of(lines, taken), *((n, "") for n in grids)]) if grids else []:
        flow.add("", start + number - 1)
        if text:
            flow.add(escaped(text), start + number - 1)
        else:
            grid = grids[number]
            places = [start + line - 1 for line in grid.lines]
            flow.add_grid(grid.rows, places, grid.bold, grid.header_rows, grid.alternatives)
    return bool(grids)


def _add_table(element: Tag, flow: Flow, hidden: frozenset[str]) -> None:
    picture = element.find("img") is not None
    grid = html_grid(element, 0, hidden)
    if grid is None or len(grid.rows) < 2 or max(map(len, grid.rows)) < 2:
        for row in grid.rows if grid else []:
            flow.add("", element.sourceline or 1)
            flow.add(escaped(" ".join(row)), element.sourceline or 1)
        if picture:
            flow.drawn[len(flow.lines)] = PICTURE
        return
    if grid.caption:
        flow.add("", element.sourceline or 1)
    else:
        flow.add("", grid.lines[0])
    made = flow.add_grid(grid.rows, grid.lines, grid.bold, grid.header_rows, {})
    made.spanned, made.caption, made.figures = grid.spanned, grid.caption, grid.figures
