"""Every captioned table of a text, Markdown or HTML document."""

from __future__ import annotations

import re

from bilateral.errors import StudyError
from bilateral.extract.captions import caption_above, panel_above, read_caption
from bilateral.extract.grids import Grid, find_grids
from bilateral.extract.notes import below_grid, is_abbreviation
from bilateral.extract.table import Table

NUMERIC = re.compile(
    r"^[(<>~≈]*[\s+\-–−±$£€¥₹]*(?:US\$)?\d[\d,.\s]*\s*(?:%|‰)?[)*†‡a-c\s]*$|^(?:n\.?a\.?|\.\.\.?|[-–—])$",
    re.IGNORECASE,
)
YEAR = re.compile(r"^(?:FY\s?)?(?:1[89]|20)\d\d(?:[–/-]\d{2,4})?$")


def extract_tables(lines: list[str], document: str) -> list[Table]:
    """Tables in the order of the document; cells, captions, notes and sources as printed.

    lines: the document's lines; document: its name, for the record and for errors.
    A grid counts as a table when a caption ("Table 3.1: …") stands above it. A panel that follows
    under the same caption is a table of its own with the same number; a part captioned
    "(continued)" is joined to the part before.
    Raises StudyError when the document has no captioned table.
    """
    tables: list[Table] = []
    for grid in find_grids(lines):
        table = _table(lines, grid, document, tables)
        if table is None:
            continue
        if tables and table.number == tables[-1].number and table.caption == "(continued)":
            _join(tables[-1], table)
        else:
            tables.append(table)
    for table, following in zip(tables, tables[1:], strict=False):
        # notes and source under the last panel speak for every panel
        if following.panel and following.number == table.number and not (table.notes or table.source):
            table.notes, table.source = following.notes, following.source
    if not tables:
        raise StudyError(document, f"no table in {len(lines)} lines", 'a caption ("Table 1: …") above a grid')
    return tables


def _table(lines: list[str], grid: Grid, document: str, earlier: list[Table]) -> Table | None:
    named = read_caption(grid.caption) if grid.caption else None
    caption = None if named else caption_above(lines, grid.first_line)
    notes, sources, last_line = below_grid(lines, grid.last_line)
    if named:
        table = Table(document, *named, first_line=grid.first_line)
    elif caption:
        table = Table(document, caption.number, caption.title, caption.panel, caption.unit)
        table.first_line = caption.line
        if caption.continued and earlier and earlier[-1].number == caption.number:
            table.caption = "(continued)"
    else:
        panel = panel_above(lines, grid.first_line, earlier[-1].last_line) if earlier else None
        if panel is None:
            return None
        table = Table(document, earlier[-1].number, earlier[-1].caption, panel, earlier[-1].unit)
        table.first_line = grid.first_line
    rows, numbers, bold = list(grid.rows), list(grid.lines), list(grid.bold)
    while rows and is_abbreviation(rows[-1]):
        glued = " ".join(cell for cell in rows.pop() if cell)
        numbers.pop(), bold.pop()
        if glued not in notes:
            notes.insert(0, glued)
    if len(rows) < 2:
        return None
    width = max(map(len, rows))
    table.irregular_lines = [n for n, row in zip(numbers, rows, strict=True) if len(row) != width]
    rows[0] = _spread(rows[0], width)
    rows = [row + [""] * (width - len(row)) for row in rows]
    heads = max(grid.header_rows, 1)
    while heads < len(rows) - 1 and _is_header(rows[heads], rows[:heads]):
        heads += 1
    table.header, table.body = rows[:heads], rows[heads:]
    table.header_lines, table.body_lines = numbers[:heads], numbers[heads:]
    table.bold_rows = [position for position, is_bold in enumerate(bold[heads:]) if is_bold]
    table.notes, table.source = notes, " ".join(sources)
    table.last_line = last_line
    return table


def _spread(header: list[str], width: int) -> list[str]:
    """A first header row that lost its spans: each label takes an equal share of the missing cells."""
    printed = sum(1 for cell in header if cell)
    missing = width - len(header)
    if not missing or not printed or missing % printed:
        return header
    return [part for cell in header for part in [cell] + [""] * (missing // printed if cell else 0)]


def _is_header(row: list[str], above: list[list[str]]) -> bool:
    """True when the row completes a header with gaps: no figures in it, years apart."""
    gaps = [all(not head[column] for head in above) for column in range(len(row))]
    filled = [column for column, cell in enumerate(row) if cell]
    if not any(gaps[1:]) or not filled or any(NUMERIC.match(c) and not YEAR.match(c) for c in row):
        return False
    if any(YEAR.match(cell) for cell in row) and row[0]:
        return False
    # a row that fills none of the gaps is the first group row of the body
    return any(gaps[column] for column in filled) and len(filled) > 1


def _join(table: Table, part: Table) -> None:
    table.body += part.body
    table.bold_rows += [row + len(table.body_lines) for row in part.bold_rows]
    table.body_lines += part.body_lines
    table.irregular_lines += part.irregular_lines
    table.notes += [note for note in part.notes if note not in table.notes]
    table.source = " ".join(text for text in (table.source, part.source) if text)
    table.last_line = part.last_line
