"""Whether a cell is the highest or lowest that a sentence says it is, of its column or of its years."""

from __future__ import annotations

import re

from crossfoot.numbers.grammar import is_not_available
from crossfoot.prose.against_tables.cells import Entry, Index, asked, fits, told
from crossfoot.prose.against_tables.words import LEAST, MOST
from crossfoot.prose.patterns import pattern
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement

# what a sentence says of a number beyond its place in a table
SAYS_MORE = re.compile(
    rf"\b(?:(?P<ordinal>second|third|fourth|fifth)[- ](?:\w+est|most)|"
    rf"(?<!at )(?:(?P<most>{MOST})|(?P<least>{LEAST}))|"
    r"best|worst|fastest|slowest|leading|outperform\w*|exceed\w*|surpass\w*|overt\w+k\w*|"
    r"(?:higher|lower|greater|larger|smaller|better|worse|more|less|fewer) than|majority|doubled|"
    r"tripled|halved)\b",
    re.IGNORECASE,
)

RANK = "table_rank"
HIGH, LOW = r"peaked|highest|largest|greatest", r"lowest|smallest"
PEAKS = [
    pattern(rf"\b(?:(?P<_high>{HIGH})|(?P<_low>{LOW})) in {{y:Y}},? ?(?:at|with|\() ?{{..12}}{{n:MNP}}"),
    pattern(
        r"\b(?:(?P<_high>peaked at|a (?:peak|high|maximum) of)|(?P<_low>a (?:low|minimum) of)) {n:MNP}"
        r",? in {y:Y}"
    ),
]
# of some years alone, or of another place
OF_SOME = re.compile(r"\b(?:since|until|so far|second|third|among|before|after|between)\b", re.IGNORECASE)


def check_peaks(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """ "largest in 2022, at 6,741", "a low of 4,063 in 2021": an amount that one line of all tables prints is
    asked about where another year of the line goes beyond it, or where its cell is of another year."""
    found = [one for form in PEAKS for one in sentence.find(form)]
    if not found or OF_SOME.search(sentence.text):
        return []
    made = [_peak(sentence, named["n"], named["y"], bool(match["_high"]), indexes) for match, named in found]
    return [one for one in made if one]


def _peak(
    sentence: Sentence, one: Quantity, year: Quantity, is_most: bool, indexes: list[Index]
) -> Statement | None:
    if sum(digit.isdigit() for digit in one.digits.strip("0")) < 3 or one.meant or year.label:
        return None
    lines: list[tuple[dict[int, Entry], int]] = []
    for index in indexes:
        for line in (*index.lines[0], *index.lines[1]):
            dated = {
                min(cell.years): cell
                for cell in line.cells.values()
                if len(cell.years) == 1 and cell.sure and fits(cell, one)
            }
            is_dated = len(dated) == len(line.cells) > 2 and year.year in dated
            here = [of for of, cell in dated.items() if abs(cell.number).wide.overlaps(abs(one.amount).wide)]
            if is_dated and len(here) == 1:
                lines.append((dated, here[0]))
    if len(lines) != 1:
        return None
    dated, printed = lines[0]
    meant, mine = dated[year.year or 0], dated[printed]
    far = (max if is_most else min)(dated.values(), key=lambda cell: abs(cell.number).face.low)
    ends = (abs(mine.number).wide, abs(far.number).wide)
    if mine is not meant:
        why = f"that is the figure of {printed}; {meant.place} has {meant.cell.text}"
    elif ends[0].is_below(ends[1]) if is_most else ends[1].is_below(ends[0]):
        why = f"{far.place} has {far.cell.text}"
    else:
        return None
    return asked(told(sentence, RANK, one, abs(far.number), far.place, stands_on=[one, year]), why)


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
