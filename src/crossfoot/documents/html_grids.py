"""HTML tables as grids: spans laid out, hidden parts left out, tables within tables taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from crossfoot.documents.captions import CAPTION, UNIT
from crossfoot.documents.cells import CellGrid, grid_of
from crossfoot.documents.html_signs import AMOUNT, Layout, signs_joined
from crossfoot.documents.markup import plain

CELLS = ("td", "th")
# what stands in a cell and is never printed
UNPRINTED = ("style", "script", "noscript", "template")
# what a browser does not show, by the style of the element itself or of its class
HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$))",
    re.IGNORECASE,
)
# a cell that keeps its place and shows nothing
BLANKED = re.compile(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
NO_SIZE = re.compile(r"(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)", re.IGNORECASE)
CUT_OFF = re.compile(r"(?:^|;)\s*overflow\s*:\s*(?:hidden|clip)", re.IGNORECASE)
# names that style sheets in common use give to text for screen readers alone
FOR_SCREEN_READERS = re.compile(
    r"^(?:[\w]+-)?(?:sr-only|visually-?hidden|screen-reader-(?:text|only))$", re.IGNORECASE
)
CELL_TAG = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|td|th)\b[^<>]*>", re.IGNORECASE)
ONE_CLASS = re.compile(r"^[\w-]*\.([\w-]+)$")
STYLE_MARK = re.compile("[@{};]")
BOLD = re.compile(r"<(?:b|strong)\b", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
FIGURE = re.compile(r"^[(<>~–−+\-]*\s*(?:[A-Z]{0,3}[$€£¥₹])?\s*[(–−-]?\s*\.?\d[\d,. ]*\s*[%)]*$|^[–—-]$")
# the widest span that is laid out, as in browsers, and the text of a table that stands for one value
WIDEST_SPAN, SHORT = 1000, 40
# own figures from which a table that holds tables is one itself
FEWEST_FIGURES = 3


def hidden_classes(style: str) -> frozenset[str]:
    """Classes that a style sheet hides everywhere; rules for printing or small screens are left aside."""
    found = set()
    for rule in _unconditional(style).split("}"):
        selectors, _, body = rule.partition("{")
        if HIDDEN.search(body):
            found |= {match[1] for one in selectors.split(",") if (match := ONE_CLASS.match(one.strip()))}
    return frozenset(found)


def _unconditional(style: str) -> str:
    """A style sheet without its rules that begin with @, such as those for one medium, and their blocks."""
    pieces, start, depth, skipping = [], 0, 0, False
    for mark in STYLE_MARK.finditer(style):
        if not skipping and mark[0] == "@":
            pieces.append(style[start : mark.start()])
            skipping, depth = True, 0
        elif skipping:
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
            if mark[0] in "};" and depth <= 0:
                skipping, start = False, mark.end()
    return "".join([*pieces, "" if skipping else style[start:]])


def is_hidden(element: Tag, classes: frozenset[str] = frozenset()) -> bool:
    """Whether a browser does not show an element, by what it says itself or by its class.

    Rows that are hidden from screen readers are copies that scripts lay over a table.
    """
    style = str(element.get("style") or "")
    return (
        element.get("hidden") is not None
        or element.name in ("ix:header", "ix:hidden")
        or bool(HIDDEN.search(style))
        or bool(NO_SIZE.search(style) and CUT_OFF.search(style))
        or any(name in classes or FOR_SCREEN_READERS.match(name) for name in element.get("class") or [])
        or element.get("aria-hidden") == "true"
        and element.name in ("table", "thead", "tbody", "tfoot", "tr")
    )


def cells_of(row: Tag) -> list[Tag]:
    return [child for child in row.contents if isinstance(child, Tag) and child.name in CELLS]


def own_rows(table: Tag) -> list[Tag]:
    """Its rows that hold cells, without those of tables in it: the first <thead> first, any <tfoot> last."""
    rows: list[Tag] = []
    waiting = [child for child in reversed(table.contents) if isinstance(child, Tag)]
    while waiting:
        child = waiting.pop()
        if child.name == "tr":
            if cells_of(child):
                rows.append(child)
        elif child.name not in ("table", "caption", *CELLS):
            waiting += [inner for inner in reversed(child.contents) if isinstance(inner, Tag)]
    head = next((row.parent for row in rows if row.parent and row.parent.name == "thead"), None)
    rows.sort(key=lambda row: 0 if row.parent is head else 2 if _group(row) == "tfoot" else 1)
    return rows


def _group(row: Tag) -> str:
    return row.parent.name if row.parent else ""


def is_layout(table: Tag) -> bool:
    """Whether a table only places other tables and text on the page: it holds some, and few figures."""
    if table.find("table") is None:
        return False
    figures = holders = 0
    for row in own_rows(table):
        for cell in cells_of(row):
            inner = cell.find("table")
            if inner is None or _stands_for_text(inner, cell):
                figures += bool(FIGURE.match(plain(cell.get_text(" ", strip=True)[:SHORT])))
            else:
                holders += 1
    return figures < max(FEWEST_FIGURES, holders)


def _stands_for_text(table: Tag, cell: Tag) -> bool:
    """Whether a table in a cell merely aligns one value in it."""
    return len(own_rows(table)) < 2 and len(cell.get_text(strip=True)[: SHORT + 1]) <= SHORT


def taken_apart(table: Tag) -> list[Tag]:
    """Tables in the cells of a table that are none of its values, taken out of it."""
    found: list[Tag] = []
    if table.find("table") is None:
        return found
    for row in own_rows(table):
        for cell in cells_of(row):
            while (inner := cell.find("table")) is not None:
                if _stands_for_text(inner, cell):
                    inner.replace_with(inner.get_text("", strip=True))
                else:
                    found.append(inner.extract())
    return found


def html_grids(table: Tag, start: int) -> Iterator[CellGrid]:
    """The grids of a <table> and of the tables in it. start: lines of the document before its text."""
    waiting = [table]
    while waiting:
        element = waiting.pop(0)
        if is_layout(element):
            waiting += [inner for inner in element.find_all("table") if inner.find_parent("table") is element]
            continue
        waiting += taken_apart(element)
        if grid := html_grid(element, start):
            yield grid


def html_grid(table: Tag, start: int, classes: frozenset[str] = frozenset()) -> CellGrid | None:
    """One <table> with its row and column spans laid out; a spanned cell's text stands first in it.

    What is hidden is taken out of the element. None where nothing is left.
    """
    for part in table.find_all(lambda element: element.name in UNPRINTED or is_hidden(element, classes)):
        if part.decomposed:
            continue
        if part.name in CELLS and BLANKED.search(str(part.get("style") or "")):
            part.clear()
        else:
            part.decompose()
    rows = own_rows(table)
    caption = table.find("caption")
    title = plain(caption.decode_contents()) if caption else ""
    if not title:
        title, rows = _title_row(rows)
    if not rows:
        return None
    layout, group = Layout([], []), rows[0].parent
    waiting: dict[int, int] = {}
    for row in rows:
        if row.parent is not group:
            # no cell reaches out of its part of the table
            waiting, group = {}, row.parent
        _lay_out(cells_of(row), waiting, layout)
    # rows that only set widths or keep a distance print nothing
    kept = [n for n, cells in enumerate(layout.cells) if any(map(plain, cells))]
    if not kept:
        return None
    marked = _header_rows(rows)
    heads = sum(n < marked for n in kept)
    heads = heads if heads < len(kept) else 0
    rows = [rows[n] for n in kept]
    layout = Layout([layout.cells[n] for n in kept], [layout.widths[n] for n in kept])
    bold = [all(BOLD.search(cell) for cell in cells if plain(cell)) for cells in layout.cells]
    signs_joined(layout, max(heads, 1))
    cells: list[list[str]] = []
    lines: list[int] = []
    bolds: list[bool] = []
    for row, raw, is_bold in zip(rows, layout.cells, bold, strict=True):
        parts = _stacked(raw) if len(cells) >= heads else [raw]
        cells += parts
        lines += [start + (row.sourceline or 1)] * len(parts)
        bolds += [is_bold] * len(parts)
    grid = grid_of(cells, lines)
    grid.bold = [was or now for was, now in zip(grid.bold, bolds, strict=True)]
    grid.header_rows, grid.caption = heads, title
    grid.spanned = any(layout.reaches(0, column) > 1 for column in range(len(layout.cells[0])))
    return grid


def _title_row(rows: list[Tag]) -> tuple[str, list[Tag]]:
    """The caption that stands in the first rows, with the unit under it, and the rows that follow."""
    title = ""
    while len(rows) > 2:
        texts = [cell.get_text(" ", strip=True) for cell in cells_of(rows[0])]
        printed = [plain(text) for text in texts if text]
        if len(printed) != 1 or not (UNIT if title else CAPTION).match(printed[0]):
            break
        title, rows = f"{title} {printed[0]}".strip(), rows[1:]
    return title, rows


def _lay_out(printed: list[Tag], waiting: dict[int, int], layout: Layout) -> None:
    """Adds the cells of a row, with empty ones under a span from above and behind a span over columns.

    waiting: by column, for how many further rows a cell from above spans it; brought up to date.
    """
    cells: list[str] = []
    widths: list[int] = []

    def fill() -> None:
        while waiting.get(len(cells), 0):
            waiting[len(cells)] -= 1
            cells.append("")
            widths.append(0)

    for cell in printed:
        fill()
        columns = min(max(_span(cell, "colspan"), 1), WIDEST_SPAN)
        # 0 spans all that is left of its part of the table
        depth = _span(cell, "rowspan") or WIDEST_SPAN**2
        for offset in range(columns):
            if depth > 1:
                waiting[len(cells)] = depth - 1
            cells.append(cell.decode_contents() if offset == 0 else "")
            widths.append(columns if offset == 0 else 0)
    fill()
    layout.cells.append(cells)
    layout.widths.append(widths)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return int(value[:6]) if value.isascii() and value.isdecimal() else 1


def _header_rows(rows: list[Tag]) -> int:
    """Rows of the first <thead>, or else the leading rows of <th> alone, blank cells aside; a label over the
    whole width is a group."""
    head = rows[0].parent
    if head and head.name == "thead":
        in_head = sum(row.parent is head for row in rows)
        return in_head if in_head < len(rows) else 0
    heads = 0
    for row in rows:
        cells = cells_of(row)
        printed = [cell for cell in cells if cell.name == "th" or cell.get_text(strip=True)]
        labels = [cell for cell in printed if cell.get_text(strip=True)]
        if any(cell.name != "th" for cell in printed) or len(cells) < 2 and heads:
            break
        if len(labels) < 2 and len(printed) < len(cells):
            break
        values = [plain(cell.get_text(" ", strip=True)) for cell in labels[1:]]
        if heads and sum(bool(AMOUNT.search(value)) for value in values) > len(values) / 2:
            # labels and figures alike are set as labels
            break
        heads += 1
    return heads if heads < len(rows) else 0


def _stacked(raw: list[str]) -> list[list[str]]:
    """A row whose cells hold several lines each, one under the other, as so many rows."""
    parts = [LINE_BREAK.split(cell) for cell in raw]
    filled = [part for part in parts if plain("".join(part))]
    counts = {len(part) for part in filled}
    if len(filled) < 2 or len(counts) != 1 or counts == {1}:
        return [raw]
    if not any(all(FIGURE.match(plain(line)) for line in part) for part in filled):
        return [raw]
    number = counts.pop()
    return [[part[line] if len(part) == number else "" for part in parts] for line in range(number)]


def close_cells(markup: str) -> str:
    """HTML with the end tags of cells and rows that it may leave out."""
    pieces, last = [], 0
    # for each open table, what is open in it: nothing, a row, or a row and a cell
    tables: list[list[str]] = []
    for tag in CELL_TAG.finditer(markup):
        ends, name = bool(tag[1]), tag[2].lower()
        if name == "table" and not ends:
            tables.append([])
            continue
        if not tables:
            continue
        open_here, closing = tables[-1], ""
        # a cell ends a cell, a row or a part of the table ends a row, and so does the table's end
        keep = 0 if name not in ("td", "th") else 1
        while len(open_here) > keep and not (ends and open_here[-1] == name):
            closing += f"</{open_here.pop()}>"
        if ends and open_here and open_here[-1] == name:
            open_here.pop()
        elif not ends and name in ("tr", "td", "th"):
            open_here.append(name)
        if name == "table":
            tables.pop()
        if closing:
            pieces += [markup[last : tag.start()], closing]
            last = tag.start()
    return "".join([*pieces, markup[last:]])
