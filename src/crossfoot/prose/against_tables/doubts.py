"""What makes an amount one of something else than the line of a table that its words name."""

from __future__ import annotations

import re

from crossfoot.prose.against_tables.cells import Entry, Index, Line, fits
from crossfoot.prose.against_tables.named_lines import Whole
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.sentences import Sentence

# before an amount that a level is beyond, or comes near to
BOUND = re.compile(
    r"\b(?:(?P<beyond>exceed(?:s|ed|ing)?)|(?:nearly|almost|just|about|around|roughly) \w+(?: to| at)?) $",
    re.IGNORECASE,
)
# the rows are those that a country trades with; "their exports" are none of its exports
PARTNERS = re.compile(
    r"\b(?:partner|destination|market|origin|source|buyer|supplier|customer)s?\b", re.IGNORECASE
)
THEIRS = re.compile(r"^ (?:[\w-]+ ){0,2}(?:exports|imports|sales|purchases|shipments)\b", re.IGNORECASE)
FROM = re.compile(r"\b(?:(?:exports|sales) (?:from|by)|imports (?:to|into|by))(?: the)? $", re.IGNORECASE)
TO_US = re.compile(r"\b(?:to|from) us\b")


def is_bound(text: str, one: Quantity, cell: Entry) -> bool:
    """Whether the words make an amount one that the cell is beyond, or that it nearly is."""
    if not (match := BOUND.search(text[: one.start])):
        return False
    gap = cell.number.face.low - one.value
    return gap > 0 if match["beyond"] else abs(gap) * 20 <= abs(one.value)


def is_reversed(sentence: Sentence, index: Index) -> bool:
    """Whether a sentence tells the trade of a partner, where the table has the trade with it."""
    text, head = sentence.text, f"{index.grid.labels[0]} {index.grid.table.caption}"
    if not (PARTNERS.search(head) or TO_US.search(text)):
        return False
    return any(
        text[one.start : one.end].endswith(("'s", "’s", "s'", "s’"))
        and THEIRS.match(text[one.end :])
        or FROM.search(text[: one.start])
        for one in index.names.mentions(text)
    )


def is_of_another(whole: Whole, one: Quantity, line: Line, cell: Entry, total: Entry | None) -> bool:
    """Whether an amount that the cell of a line does not print can be of another line: another amount of the
    sentence is the line's, or this one the total's; of a total not named, it stands in a line that the
    sentences before name."""
    sentence, index = whole.sentence, whole.index
    beside = [other for other in sentence.quantities if other.kind == one.kind and other.start != one.start]
    if any(cell.number.wide.overlaps(other.amount.wide) for other in beside):
        return True
    if beside and total and total.number.wide.overlaps(one.amount.wide):
        return True
    before = index.names.mentions(sentence.before) if line.is_total else []
    named = {(mention.is_row, place) for mention in before for place in mention.lines}
    return any(
        {(True, other.cell.row), (False, other.cell.column)} & named
        for other in index.entries
        if other.years == cell.years and fits(other, one) and other.number.wide.overlaps(one.amount.wide)
    )
