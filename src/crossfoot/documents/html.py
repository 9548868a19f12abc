"""Tables and prose of a whole HTML document."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import Comment, Declaration, Doctype, PageElement, ProcessingInstruction

from crossfoot.documents.flow import Flow
from crossfoot.documents.grids import close_cells, html_grid, is_hidden
from crossfoot.documents.markup import escaped
from crossfoot.documents.passages import Passage
from crossfoot.documents.table import Table

UNPRINTED = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "svg",
    "math",
    "object",
    "iframe",
    "nav",
    "select",
    "textarea",
    "button",
}
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
}
HEADING = re.compile(r"^h([1-6])$")


def read_html(text: str, document: str) -> tuple[list[Table], list[Passage]]:
    """Every table, captioned or not, and the paragraphs of the prose. Line numbers are those of the document.

    Scripts, styles and hidden parts are left out; a table that holds tables is a layout and is read through.
    """
    soup = BeautifulSoup(close_cells(text), "html.parser")
    flow, line = Flow(), 1
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
            if name in INLINE:
                pieces.append(_closing(element))
            else:
                close()
                heading = 0 if HEADING.match(name) else heading
            continue
        if name in UNPRINTED or is_hidden(element):
            continue
        if name == "br":
            pieces.append(" ")
            continue
        if name not in INLINE:
            close()
            line = element.sourceline or line
            if match := HEADING.match(name):
                heading = int(match[1])
        if name == "table" and element.find("table") is None:
            _add_table(element, flow)
            continue
        if name in INLINE:
            pieces.append(_opening(element))
        waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element.contents)]
    close()
    return flow.read(document, "line")


def _opening(element: Tag) -> str:
    return (
        {"sup": "<sup>", "b": "**", "strong": "**"}.get(element.name, "")
        if element.get_text(strip=True)
        else ""
    )


def _closing(element: Tag) -> str:
    return (
        {"sup": "</sup>", "b": "**", "strong": "**"}.get(element.name, "")
        if element.get_text(strip=True)
        else ""
    )


def _add_table(element: Tag, flow: Flow) -> None:
    grid = html_grid(element, 0)
    if grid is None or len(grid.rows) < 2 or max(map(len, grid.rows)) < 2:
        for row in grid.rows if grid else []:
            flow.add("", element.sourceline or 1)
            flow.add(escaped(" ".join(row)), element.sourceline or 1)
        return
    if grid.caption:
        flow.add("", element.sourceline or 1)
    else:
        flow.add("", grid.lines[0])
    made = flow.add_grid(grid.rows, grid.lines, grid.bold, grid.header_rows, {})
    made.spanned, made.caption, made.figures = grid.spanned, grid.caption, grid.figures
