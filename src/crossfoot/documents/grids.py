"""Grids of cells in a text: tab-separated runs, Markdown pipe rows, HTML tables."""

from __future__ import annotations

import re

from crossfoot.documents.cells import CellGrid, grid_of, is_piped, is_tabbed
from crossfoot.documents.markup import plain
from crossfoot.errors import InputError

PIPE_RULE = re.compile(r"^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
BAR = re.compile(r"(?<!\\)\|")
LABELLED = re.compile(r"^(?:(?:notes?|(?:data )?sources?)\s*[:.]|(?:figure|table)\s+\d)", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"^\s*\d{1,4}\s*$")
OPENS_TABLE = re.compile(r"(?<!`)<table\b", re.IGNORECASE)
TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
LONGEST_GROUP_ROW = 120


def find_grids(lines: list[str], name: str) -> list[CellGrid]:
    """All grids of at least two rows and two columns, in the order of the document.

    name: the document's, for errors. Raises InputError for an HTML table that is not closed.
    """
    grids: list[CellGrid] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if OPENS_TABLE.search(line):
            number = _html(lines, number, grids, name)
        elif is_piped(line):
            number = _pipe(lines, number, grids)
        elif is_tabbed(line):
            number = _tabs(lines, number, grids)
        elif _is_unframed(lines, number):
            number = _pipe(lines, number, grids, framed=False)
        else:
            number += 1
    return [grid for grid in grids if len(grid.rows) > 1 and max(map(len, grid.rows)) > 1]


def _tabs(lines: list[str], start: int, grids: list[CellGrid]) -> int:
    """Rows up to a blank line; a lone blank line or page number inside the table does not end it."""
    kept, end, width = [], start, lines[start].count("\t")
    while end < len(lines):
        if is_tabbed(lines[end]) or (lines[end].strip() and _is_group_row(lines[end])):
            kept.append(end)
            end += 1
            continue
        following = end
        while following < len(lines) and (
            not lines[following].strip() or PAGE_NUMBER.match(lines[following])
        ):
            following += 1
        goes_on = following > end and following < len(lines) and is_tabbed(lines[following])
        if not (goes_on and lines[following].count("\t") == width > 1):
            break
        end = following
    grids.append(grid_of([lines[n].split("\t") for n in kept], [n + 1 for n in kept]))
    return kept[-1] + 1


def _is_group_row(line: str) -> bool:
    """A row whose trailing tabs were trimmed: a short label, not a sentence, a note or abbreviations."""
    text = plain(line)
    return (
        len(text) < LONGEST_GROUP_ROW
        and not LABELLED.match(text)
        and not text.endswith(".")
        and "=" not in text
        and not re.match(r"^(?:#|</?(?:p|div|h\d|table|ul|ol|li|hr)\b|---|\*\)|†)", line.strip())
        and not is_piped(line)
    )


def _bars(line: str) -> int:
    return len(BAR.findall(line))


def _is_unframed(lines: list[str], start: int) -> bool:
    """Pipe rows without outer pipes begin here: a rule of as many columns follows, or two rows of as many."""
    bars = _bars(lines[start])
    following = lines[start + 1 : start + 3]
    if not bars or not following or PIPE_RULE.match(lines[start].strip()):
        return False
    if PIPE_RULE.match(following[0].strip()) and "-" in following[0]:
        return _bars(following[0]) == bars
    return len(following) == 2 and all(
        _bars(line) == bars and " | " in line for line in [lines[start], *following]
    )


def _pipe(lines: list[str], start: int, grids: list[CellGrid], framed: bool = True) -> int:
    end, header_rows = start, 0
    cells: list[list[str]] = []
    numbers: list[int] = []
    while end < len(lines) and (is_piped(lines[end]) if framed else _bars(lines[end])):
        line = lines[end].strip()
        # the rule stands below one header row or two; further down, only a full one is not a row of dashes
        if PIPE_RULE.match(line) and (len(cells) <= 2 and not header_rows or "---" in line):
            if len(cells) <= 2:
                header_rows = header_rows or len(cells)
        else:
            row = BAR.split(line)[1 if framed else 0 :]
            cells.append(
                row[:-1] if len(row) > 1 and not row[-1].strip() and (framed or line.endswith("|")) else row
            )
            numbers.append(end + 1)
        end += 1
    if cells:
        grids.append(grid_of(cells, numbers, header_rows=header_rows, first_line=start + 1, last_line=end))
    return end


def _html(lines: list[str], start: int, grids: list[CellGrid], name: str) -> int:
    depth, end = 0, start
    while end < len(lines):
        depth += sum(-1 if tag.group(1) else 1 for tag in TABLE_TAG.finditer(lines[end]))
        end += 1
        if depth <= 0:
            break
    if depth > 0:
        raise InputError(f"{name}: line {start + 1}", "<table> that is never closed", "</table>")
    # imported here because parsing is slow to load and most documents hold no HTML
    from bs4 import BeautifulSoup

    from crossfoot.documents.html_grids import close_cells, html_grids

    soup = BeautifulSoup(close_cells("\n".join(lines[start:end])), "html.parser")
    # listed before any is taken out of another
    outermost = [table for table in soup.find_all("table") if table.find_parent("table") is None]
    for grid in (grid for table in outermost for grid in html_grids(table, start)):
        grid.last_line = max(grid.last_line, end)
        grids.append(grid)
    return end
