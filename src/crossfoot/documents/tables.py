"""Every captioned table of a text, Markdown or HTML document."""

from __future__ import annotations

import re
from itertools import pairwise

from crossfoot.documents.captions import Caption, caption_above, caption_below, html_caption, panel_above
from crossfoot.documents.cells import CellGrid
from crossfoot.documents.grids import TABLE_TAG, find_grids
from crossfoot.documents.notes import LABEL, below_grid, is_abbreviation, label_kind, labelled
from crossfoot.documents.table import Table
from crossfoot.errors import InputError

NUMERIC = re.compile(
    r"^[(<>~≈]*[\s+\-–−±$£€¥₹]*(?:US\$|Rs\.?\s)?\d[\d,.\s]*\s*(?:%|‰)?[)*†‡a-c\s]*$|^(?:n\.?a\.?|\.\.\.?|[-–—])$",
    re.IGNORECASE,
)
YEAR = re.compile(r"^(?:FY\s?)?(?:1[89]|20)\d\d(?:[–/-]\d{2,4})?$")
# an amount that no label is: $ 46,752 or 12,393
AMOUNT = re.compile(r"^[(\s]*[$£€¥]\s?\(?\d[\d,.]*\)?$|^\(?\d{1,3}(?:,\d{3})+(?<!,000)\)?$")
# a unit as stands in a row of its own: (in millions, except per share amounts)
UNIT_ALONE = re.compile(
    r"^\(?(?:(?:amounts|dollars|shares|figures|expressed|stated|unaudited[,;]) )*"
    r"(?:in |per )?(?:thousands?|millions?|billions?|percent|%|US\$|dollars)\b[^()]{0,80}\)?$"
    r"|^\((?:in|US\$|\$)\s?[^()]{1,80}\)$|^\(unaudited\)$",
    re.IGNORECASE,
)
# where a line of HTML holds more than one block, each is read as a line of its own
BLOCK_EDGE = re.compile(
    r"(?=<table\b)|(?<=</table>)|(?=<p\b)|(?<=</p>)|(?<=</h[1-6]>)|(?<=</div>)", re.IGNORECASE
)


def extract_tables(lines: list[str], document: str) -> list[Table]:
    """Tables in the order of the document; cells, captions, notes and sources as printed.

    lines: the document's lines; document: its name, for the record and for errors.
    A grid counts as a table when a caption ("Table 3.1: …") stands above it. A panel that follows
    under the same caption is a table of its own with the same number; a part captioned
    "(continued)" is joined to the part before.
    Raises InputError when the document has no captioned table, an HTML table is never closed, or a
    continued part has another width.
    """
    tables = find_tables(lines, document)
    if not tables:
        raise InputError(document, f"no table in {len(lines)} lines", 'a caption ("Table 1: …") above a grid')
    return tables


def find_tables(lines: list[str], document: str) -> list[Table]:
    """As extract_tables, and an empty list for a document without tables."""
    parts, numbers = blocks_apart(lines)
    tables = tables_in(parts, find_grids(parts, document), document)
    for table in tables:
        number_lines(table, numbers)
    return tables


def tables_in(lines: list[str], grids: list[CellGrid], document: str, every: bool = False) -> list[Table]:
    """The tables that grids hold, with the captions, notes and sources of the lines around them.

    every: also grids whose caption stands below, or that have none; these have number and caption "".
    """
    tables: list[Table] = []
    if every:
        grids = [grid.without_marks() for grid in grids if not grid.is_list]
    below = _captions_below(lines, grids) if every else {}
    for position, grid in enumerate(grids):
        table, continued = _table(lines, grid, document, tables, below.get(position), every)
        if table is None:
            continue
        same = bool(tables) and table.number == tables[-1].number
        if same and every and len(table.header[0]) != len(tables[-1].header[0]):
            tables.append(table)
        elif same and (continued or every and _is_repeated(tables[-1], table)):
            _join(tables[-1], table)
        else:
            tables.append(table)
    for table, following in zip(tables, tables[1:], strict=False):
        # notes and source under the last panel speak for every panel
        if following.panel and following.number == table.number and not (table.notes or table.source):
            table.notes, table.source = following.notes, following.source
    return tables


def _is_repeated(table: Table, part: Table) -> bool:
    """Whether a table repeats the caption and the head of the one before, and so is its next part."""
    return bool(part.number) and (part.caption, part.panel, part.header) == (
        table.caption,
        table.panel,
        table.header,
    )


def _captions_below(lines: list[str], grids: list[CellGrid]) -> dict[int, Caption]:
    """Captions that stand below their grids, by the grid's position, where this names more grids than
    captions above do."""
    above = [html_caption(g.caption, g.first_line) or caption_above(lines, g.first_line) for g in grids]
    below = [caption_below(lines, g.last_line) for g in grids]
    used = {caption.line for caption in above if caption}
    if sum(map(bool, below)) > sum(map(bool, above)):
        return {n: caption for n, caption in enumerate(below) if caption}
    return {
        n: caption
        for n, (caption, other) in enumerate(zip(below, above, strict=True))
        if caption and not other and caption.line not in used
    }


def blocks_apart(lines: list[str]) -> tuple[list[str], list[int]]:
    """The lines with blocks of HTML outside tables apart, and the document line (from 1) of each."""
    parts, numbers, depth = [], [], 0
    for number, line in enumerate(lines, start=1):
        pieces = [line]
        if depth == 0 and "<" in line and "`" not in line and not line.lstrip().startswith("|"):
            pieces = _pieces(line)
        for piece in pieces:
            parts.append(piece)
            numbers.append(number)
        depth = max(0, depth + sum(-1 if tag.group(1) else 1 for tag in TABLE_TAG.finditer(line)))
    return parts, numbers


def _pieces(line: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for edge in [match.start() for match in BLOCK_EDGE.finditer(line)] + [len(line)]:
        depth = sum(-1 if tag.group(1) else 1 for tag in TABLE_TAG.finditer(line[:edge]))
        if depth == 0 and line[start:edge].strip():
            pieces.append(line[start:edge])
            start = edge
    return [*pieces, line[start:]] if line[start:].strip() or not pieces else pieces


def number_lines(table: Table, numbers: list[int]) -> None:
    for name in ("header_lines", "body_lines", "irregular_lines"):
        setattr(table, name, [numbers[line - 1] for line in getattr(table, name)])
    table.first_line, table.last_line = numbers[table.first_line - 1], numbers[table.last_line - 1]


def _table(
    lines: list[str], grid: CellGrid, document: str, earlier: list[Table], below: Caption | None, every: bool
) -> tuple[Table | None, bool]:
    """The table of a grid, and whether it continues the last one; None without a caption, unless `every`."""
    caption = below or html_caption(grid.caption, grid.first_line) or caption_above(lines, grid.first_line)
    width = max(map(len, grid.rows))
    if caption is None and earlier and width == len(earlier[-1].header[0]):
        panel = panel_above(lines, grid.first_line, earlier[-1].last_line)
        if panel and earlier[-1].number:
            before = earlier[-1]
            caption = Caption(before.number, before.caption, grid.first_line, before.unit, panel)
    if caption is None and every:
        caption = Caption("", grid.caption, grid.first_line)
    if caption is None:
        return None, False
    printed = "\n".join(cell for row in grid.rows for cell in row) + "\n"
    notes, sources, last_line = below_grid(lines, grid.last_line, printed, document, caption.number)
    rows, numbers, bold = list(grid.rows), list(grid.lines), list(grid.bold)
    while rows and (is_abbreviation(rows[-1]) or labelled(rows[-1])):
        glued = " ".join(cell for cell in rows.pop() if cell)
        numbers.pop(), bold.pop()
        label = LABEL.match(glued)
        if label and label_kind(label) == "source":
            sources.insert(0, glued)
        elif glued not in notes:
            notes.insert(0, glued)
    if len(rows) < 2:
        return None, False
    table = Table(document, caption.number, caption.title, caption.panel, caption.unit)
    table.first_line, table.last_line = min(caption.line, grid.first_line), max(last_line, caption.line)
    table.is_seen = grid.is_seen
    table.notes, table.source = notes, " ".join(sources)
    _lay_out(table, rows, numbers, bold, grid)
    return table, caption.continued


def _lay_out(
    table: Table, rows: list[list[str]], numbers: list[int], bold: list[bool], grid: CellGrid
) -> None:
    """Header and body, all rows of one width; columns that no row fills at the right end are dropped."""
    used = max(max((n for n, cell in enumerate(row, start=1) if cell), default=0) for row in rows)
    widths = [len(row) for row in rows]
    width = max(used, 1) if used < max(widths) and len(set(widths)) > 1 else max(widths)
    table.irregular_lines = [n for n, row in zip(numbers, rows, strict=True) if len(row) < width]
    spread = _spread(rows[0], width)
    rows = [(row + [""] * (width - len(row)))[:width] for row in rows]
    if len(rows) > 2 and spread != rows[0] and _is_header(rows[1], [spread], grid.spanned):
        rows[0] = spread
    stated = min(grid.header_rows, len(rows) - 1)
    bare = int(not stated and _is_row(rows[0]))
    if bare:
        # nothing stands over the first row, which is no head
        rows, numbers, bold = [[""] * width, *rows], [numbers[0], *numbers], [False, *bold]
    heads = max(stated, 1)
    while (
        not bare
        and heads < len(rows) - 1
        and _is_header(rows[heads], rows[:heads], grid.spanned and not stated)
    ):
        heads += 1
    table.header, table.body = rows[:heads], rows[heads:]
    table.header_lines, table.body_lines = numbers[:heads], numbers[heads:]
    table.bold_rows = [position for position, is_bold in enumerate(bold[heads:]) if is_bold]
    table.alternatives = {
        (row + bare - heads, column): readings
        for (row, column), readings in grid.alternatives.items()
        if heads <= row + bare < len(rows)
    }


def _spread(header: list[str], width: int) -> list[str]:
    """A first header row that lost its spans: each label takes an equal share of the missing cells.

    Where they do not come out even, the first label stands for itself alone.
    """
    missing = width - len(header)
    if missing <= 0:
        return header[:width]
    if sum(1 for cell in header[1:] if cell) and missing % sum(1 for cell in header if cell):
        return header[:1] + _spread(header[1:], width - 1)
    printed = sum(1 for cell in header if cell)
    if not printed or missing % printed:
        return header + [""] * missing
    return [part for cell in header for part in [cell] + [""] * (missing // printed if cell else 0)]


def _is_row(row: list[str]) -> bool:
    """Whether the first row of a table has a label and amounts."""
    values = [cell for cell in row[1:] if cell]
    return bool(row[0] and values) and 2 * sum(bool(AMOUNT.match(cell)) for cell in values) > len(values)


def _are_years(cells: list[str]) -> bool:
    """Whether cells are years that follow on each other, or the same ones again, as a head has them."""
    years = [int(cell[-4:]) for cell in cells if YEAR.match(cell) and cell[-4:].isdigit()]
    steps = [b - a for a, b in pairwise(years) if b != years[0]]
    return 1 < len(years) == sum(map(bool, cells)) and len(set(steps)) <= 1 and set(steps) <= {1, -1}


def _is_header(row: list[str], above: list[list[str]], spanned: bool) -> bool:
    """True when the row completes a header with gaps: no figures in it, years apart.

    It begins with a blank cell, or stands under one, or (spanned) under labels over several columns.
    """
    gaps = [all(not head[column] for head in above) for column in range(len(row))]
    filled = [column for column, cell in enumerate(row) if cell]
    if any(NUMERIC.match(cell) and not YEAR.match(cell) for cell in row):
        return False
    if len(filled) == 1 and row[filled[0]] and UNIT_ALONE.match(row[filled[0]]) and len(row) > 2:
        # the unit of all columns, under their labels
        return filled[0] > 0
    bare = all(gaps[1:]) and len(row) > 2
    units = all(UNIT_ALONE.match(cell) for head in above for cell in head if cell)
    if bare and len(filled) > 2 and (units or _are_years(row[1:])):
        # no column has a label yet
        return True
    if not any(gaps[1:]) or len(filled) < 2 or (row[0] and not gaps[0] and not spanned):
        return False
    if any(YEAR.match(cell) for cell in row) and row[0] and not (spanned and _are_years(row[1:])):
        return False
    # a row that fills none of the gaps is the first group row of the body
    return any(gaps[column] for column in filled)


def _join(table: Table, part: Table) -> None:
    """A continued part: its header goes when it repeats the table's, and is rows when it does not."""
    if len(part.header[0]) != len(table.header[0]):
        place = f"{part.document}: line {part.first_line}: Table {part.number} (continued)"
        raise InputError(place, f"{len(part.header[0])} columns", f"{len(table.header[0])} as before")
    repeated = part.header == table.header
    repeated = repeated or not any(map(any, part.header))
    rows = part.body if repeated else part.header + part.body
    lines = part.body_lines if repeated else part.header_lines + part.body_lines
    shift = len(table.body) + len(rows) - len(part.body)
    table.body += rows
    table.body_lines += lines
    table.bold_rows += [row + shift for row in part.bold_rows]
    table.irregular_lines += part.irregular_lines
    table.is_seen = table.is_seen or part.is_seen
    table.alternatives |= {
        (row + shift, column): readings for (row, column), readings in part.alternatives.items()
    }
    table.notes += [note for note in part.notes if note not in table.notes]
    table.source = " ".join(text for text in (table.source, part.source) if text)
    table.last_line = part.last_line
