"""Grids of cells in a text: tab-separated runs, Markdown pipe rows, HTML tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bilateral.extract.markup import is_bold, plain

PIPE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
LABELLED = re.compile(r"^(?:Notes?|Sources?|Figure|Table)\b", re.IGNORECASE)
TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)


@dataclass
class Grid:
    """Rows of printed cells, the document line (from 1) of each, and what the format says of them.

    bold: whether each row is bold throughout.
    header_rows: how many rows the format itself marks as header, or 0 where it does not say.
    caption: of an HTML <caption>; text_before: what stands on the first line before the grid,
    text_after: behind it on the last.
    """

    rows: list[list[str]]
    lines: list[int]
    bold: list[bool]
    first_line: int
    last_line: int
    header_rows: int = 0
    caption: str = ""
    irregular_lines: list[int] = field(default_factory=list)


def find_grids(lines: list[str]) -> list[Grid]:
    """All grids of at least two rows and two columns, in the order of the document."""
    grids = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if TABLE_TAG.search(line):
            number = _html(lines, number, grids)
        elif line.lstrip().startswith("|"):
            number = _pipe(lines, number, grids)
        elif "\t" in line and line.strip():
            number = _tabs(lines, number, grids)
        else:
            number += 1
    return [grid for grid in grids if len(grid.rows) > 1 and max(map(len, grid.rows)) > 1]


def _grid(cells: list[list[str]], lines: list[int], **known) -> Grid:
    rows = [[plain(cell) for cell in row] for row in cells]
    bold = [any(c.strip() for c in row) and all(is_bold(c) for c in row if c.strip()) for row in cells]
    return Grid(rows, lines, bold, lines[0], known.pop("last_line", lines[-1]), **known)


def _tabs(lines: list[str], start: int, grids: list[Grid]) -> int:
    end = start
    while end < len(lines) and lines[end].strip():
        without_tab = "\t" not in lines[end]
        # a group row whose trailing tabs were trimmed stands between two rows with tabs
        between_rows = end + 1 < len(lines) and "\t" in lines[end + 1] and lines[end + 1].strip()
        if without_tab and not (between_rows and len(lines[end]) < 120 and not LABELLED.match(lines[end])):
            break
        end += 1
    grids.append(_grid([line.split("\t") for line in lines[start:end]], list(range(start + 1, end + 1))))
    return end


def _pipe(lines: list[str], start: int, grids: list[Grid]) -> int:
    end, cells, numbers, header_rows = start, [], [], 0
    while end < len(lines) and lines[end].lstrip().startswith("|"):
        if PIPE_RULE.match(lines[end].strip()):
            header_rows = header_rows or len(cells)
        else:
            row = re.split(r"(?<!\\)\|", lines[end].strip())[1:]
            cells.append(row[:-1] if len(row) > 1 and not row[-1].strip() else row)
            numbers.append(end + 1)
        end += 1
    if cells:
        grids.append(_grid(cells, numbers, header_rows=header_rows, last_line=end))
    return end


def _html(lines: list[str], start: int, grids: list[Grid]) -> int:
    depth, end = 0, start
    while end < len(lines):
        depth += sum(-1 if tag.group(1) else 1 for tag in TABLE_TAG.finditer(lines[end]))
        end += 1
        if depth <= 0:
            break
    # imported here because parsing is slow to load and most documents hold no HTML
    from bs4 import BeautifulSoup

    soup = BeautifulSoup("\n".join(lines[start:end]), "html.parser")
    for element in soup.find_all("table"):
        if element.find_parent("table") is None:
            grid = _html_grid(element, start)
            if grid:
                grid.last_line = max(grid.last_line, end)
                grids.append(grid)
    return end


def _html_grid(element, start: int) -> Grid | None:
    """One <table> with its row and column spans laid out; a spanned cell's text stands first in it."""
    cells, numbers, heads, bold = [], [], 0, []
    waiting: dict[int, int] = {}
    for row in element.find_all("tr"):
        if row.find_parent("table") is not element:
            continue
        laid_out: list[str] = []
        printed = row.find_all(["td", "th"], recursive=False)
        for cell in printed:
            while waiting.get(len(laid_out), 0):
                waiting[len(laid_out)] -= 1
                laid_out.append("")
            span, rows = (min(_span(cell, name), 1000) for name in ("colspan", "rowspan"))
            for offset in range(span):
                if rows > 1:
                    waiting[len(laid_out)] = rows - 1
                laid_out.append(cell.decode_contents() if offset == 0 else "")
        while waiting.get(len(laid_out), 0):
            waiting[len(laid_out)] -= 1
            laid_out.append("")
        if not printed:
            continue
        if len(cells) == heads and all(cell.name == "th" for cell in printed):
            heads += 1
        bold.append(all(cell.name != "th" and cell.find(["b", "strong"]) for cell in printed if cell.text.strip()))
        cells.append(laid_out)
        numbers.append(start + (row.sourceline or 1))
    if not cells:
        return None
    caption = element.find("caption")
    grid = _grid(cells, numbers, header_rows=heads if heads < len(cells) else 0)
    grid.bold = [was or now for was, now in zip(grid.bold, bold, strict=True)]
    grid.caption = plain(caption.decode_contents()) if caption else ""
    return grid


def _span(cell, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return max(1, int(value)) if value.isdecimal() else 1
