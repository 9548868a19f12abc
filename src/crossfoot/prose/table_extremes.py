"""Whether a cell is the highest or lowest that a sentence says it is."""

from __future__ import annotations

import re

from crossfoot.numbers.grammar import is_not_available
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.table_index import Entry, Index

MOST = r"highest|largest|greatest|biggest|most|maximum|peak\w*|record|high of"
LEAST = r"lowest|smallest|least|fewest|minimum|low of"
# what a sentence says of a number beyond its place in a table
SAYS_MORE = re.compile(
    rf"\b(?:(?P<ordinal>second|third|fourth|fifth)[- ](?:\w+est|most)|"
    rf"(?<!at )(?:(?P<most>{MOST})|(?P<least>{LEAST}))|"
    r"best|worst|fastest|slowest|leading|outperform\w*|exceed\w*|surpass\w*|overt\w+k\w*|"
    r"(?:higher|lower|greater|larger|smaller|better|worse|more|less|fewer) than|majority|doubled|"
    r"tripled|halved)\b",
    re.IGNORECASE,
)


def more_said(sentence: Sentence, one: Quantity, entry: Entry, index: Index) -> str:
    """The words that say more of an amount than the table bears out; "" for none.

    Of several the one nearest before the amount counts, else the first behind it. Words inside the amount
    ("more than 5") are its own.
    """
    found = [
        match
        for match in SAYS_MORE.finditer(sentence.text)
        if match.end() <= one.start or match.start() >= one.end
    ]
    own = [
        match
        for match in found
        if not any(other.start <= match.start() < other.end for other in sentence.quantities)
    ]
    if not own:
        return ""
    before = [match for match in own if match.end() <= one.start]
    match = before[-1] if before else own[0]
    if match["ordinal"] or not (match["most"] or match["least"]):
        return match[0]
    return "" if _is_extreme(entry, index, bool(match["most"])) else match[0]


def _is_extreme(entry: Entry, index: Index, is_most: bool) -> bool:
    """Whether no cell of its column, but for totals, goes beyond it; or of its row, where that has years. Of
    figures that are not available nobody knows."""
    rows, columns = index.lines
    if any(is_not_available(cells[entry.cell.column]) for cells in index.grid.table.body):
        return False
    column = next(line for line in columns if line.place == entry.cell.column)
    row = next(line for line in rows if line.place == entry.cell.row)
    totals = {line.place for line in rows if line.is_total or index.grid.roles[line.place] == "measure"}
    along = [cell for place, cell in column.cells.items() if place not in totals or cell is entry]
    lines = [along, list(row.cells.values()) if sum(bool(line.years) for line in columns) > 2 else []]
    for cells in lines:
        values = [cell.number.face.low for cell in cells if cell.kind == entry.kind]
        if len(values) > 2 and entry.number.face.low == (max(values) if is_most else min(values)):
            return True
    return False
