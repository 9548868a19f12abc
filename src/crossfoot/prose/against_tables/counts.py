"""Counts, ranks and the largest few of a table that a sentence names."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.prose.against_tables.cells import Index, fits
from crossfoot.prose.amounts import sum_of
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.ranks import COUNT, TOP
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, record, unknown
from crossfoot.prose.word_stems import stems
from crossfoot.prose.years import place_of, year_of

CITED = "table_cited"
IN_TABLE = pattern(
    r"{n:N}(?P<_noun>(?: [^\W\d_][\w’'-]*){1,4}?s\b)(?P<_said>[^"
    + OPEN
    + CLOSE
    + r";]{0,200}?)\(?(?:see |in |of )?{k:K}"
)
TOP_SHARE = pattern(
    r"\b(?:top|largest|first|leading) {n:N}(?P<_what>{..60})\b(?:account(?:ed|s|ing)? for|ma[dk]e up|"
    r"represent(?:ed|s|ing)?|had|held|hold|rose to|fell to|was|is|were|are|of) {..20}{t:P}"
)
# "12 plans have been approved by the board (Table 4)": the verb may name what the table lists
PASSIVE = re.compile(
    r"^ (?:have|has|had|were|are|was) (?:been )?(\w+)(?: (?:by|in|since|so far)\b[^,;]*|"
    r" including\b.*|, including\b.*)?,?\s?$"
)
# what a count can be of that a row of the table is not
PARTIAL = re.compile(
    r"\b(?:another|further|other|remaining|additional|new|first|last|only|of|each|per|every|among|"
    r"amongst|most|years?|months?|days?|percent|times|points?)\b",
    re.IGNORECASE,
)

# before a count that is not of all
OF_SOME = re.compile(
    r"\b(?:of|for|after|another|further|other|than|to|these|those|from|next|last|first)(?: the)?\s$",
    re.IGNORECASE,
)


def check_counts(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    """N things (Table k): the rows, numbers and values of the table; the top n of a year; and whether the
    table is there.

    A count that the table does not show is contradicted where the table is a list of what is counted:
    numbered or named rows whose caption or labels share a word with the sentence, and about as many as
    stated; else not checkable.
    """
    found = []
    for number in sentence.tables():
        if tables and number not in tables:
            one = next(one for one in sentence.quantities if one.label == number and one.kind == "K")
            why = f"no Table {number} was found in the document"
            found.append(unknown(sentence, place_of(sentence, one), CITED, one.text, [one], why))
    for match, named in sentence.find(IN_TABLE):
        for index in tables.get(named["k"].label, [])[:1]:
            statement = _count(sentence, match, named["n"], index)
            found += [statement] if statement else []
    for match, named in sentence.find(TOP_SHARE):
        for number in reversed(sentence.named):
            tops = [_top(sentence, match, named, index) for index in tables.get(number, [])]
            if any(tops):
                found += [one for one in tops if one][:1]
                break
    return found


class _Listing:
    """What a table lists, for a count to be held against: names, or else rows, and their last number."""

    def __init__(self, index: Index):
        self.index, grid = index, index.grid
        numbering = [column for column in grid.columns if column.is_numbering]
        self.numbers = {int(cell.amount.value) for column in numbering for cell in column.numbers.values()}
        texts = (one for one in grid.columns if not (one.is_numeric or one.is_numbering) and one.cells)
        text = next(texts, None)
        names = [cell.text for row, cell in text.cells.items() if row in grid.items] if text else []
        rows = [row for row in grid.items if grid.first_label(row)]
        self.last = max(self.numbers, default=0)
        self.length = len(names) or len(rows)
        # "Average cost of day care" can be one of what is listed
        listed = sum(role in ("item", "measure") for role in grid.roles)
        self.lengths = {len(rows), len(self.numbers), self.last, len(names), len(set(names)), listed}
        self.lengths.add(len(grid.labels) - 1)
        # numbered, or named in the first column and not of years
        is_first = text is not None and text.position == 0
        self.is_list = bool(numbering) or is_first and not any(one.is_years for one in grid.columns)

    def shows(self, count: Quantity) -> str:
        """The place of what in the table is the count: as many rows, or a cell; "" where nothing is."""
        if int(count.value) in self.lengths:
            return f"Table {self.index.grid.key}, rows"
        printed = [
            entry.place
            for entry in self.index.entries
            if count.value >= 20 and fits(entry, count) and entry.number.wide.overlaps(count.amount.wide)
        ]
        return (printed or [""])[0]

    def is_of(self, match: re.Match) -> bool:
        """Whether the table's caption or labels have a word of what is counted."""
        words = stems(" ".join([self.index.grid.table.caption, *self.index.grid.labels]))
        passive = PASSIVE.match(match["_said"])
        return _shared(stems(match["_noun"] + (f" {passive[1]}" if passive else "")), words)


def _count(sentence: Sentence, match: re.Match, count: Quantity, index: Index) -> Statement | None:
    """A count against what the table shows; contradicted where it surely lists what is counted."""
    value = count.value
    if count.meant or count.scale or value != value.to_integral_value() or value < 2:
        return None
    span, listing, key = match.span(), _Listing(index), index.grid.key
    tell = partial(record, sentence, span, COUNT, count.text)
    if against := listing.shows(count):
        return tell(HOLDS, [count], computed=f"{int(value)}", low=value, high=value, against=against)
    length, last = listing.length, listing.last
    near = 0.6 * length <= value <= 1.67 * max(length, last)
    if not (listing.is_list and listing.is_of(match) and near and _counts_all(sentence, match)):
        why = f"Table {key} has {length} rows; what is counted may be something else"
        return unknown(sentence, span, COUNT, count.text, [count], why)
    diagnosis = f"the table has {length} rows"
    if last and last != length:
        diagnosis += f", numbered to {last}"
    if int(value) in listing.numbers and value < length:
        diagnosis += f"; stale: row {int(value)} of the list is not its last"
    low, high = Decimal(min(length, last or length)), Decimal(max(length, last))
    tell = partial(tell, computed=f"{length}", low=low, high=high, against=f"Table {key}, rows")
    return tell(CONTRADICTED, [count], diagnosis=diagnosis)


def _counts_all(sentence: Sentence, match: re.Match) -> bool:
    """Whether the words do not say that the count is of some alone, or of what a row is not."""
    return not PARTIAL.search(match["_noun"] + match["_said"].split(" by ")[0]) and not OF_SOME.search(
        sentence.skeleton[: match.start()]
    )


def _shared(said: frozenset[str], told: frozenset[str]) -> bool:
    """Whether stems of five letters and more begin alike in both."""
    return any(word[:6] == other[:6] and len(word) >= 5 for word in said for other in told)


def _top(sentence: Sentence, match: re.Match, named: dict[str, Quantity], index: Index) -> Statement | None:
    """The joint share of the n largest: the row that gives it, or the first n rows of a ranked table."""
    n, total, year = int(named["n"].value), named["t"], year_of(sentence, named["t"])
    entries = [
        entry
        for entry in index.entries
        if fits(entry, total) and (not index.has_years or year in entry.years)
    ]
    printed = [
        entry
        for entry in entries
        if re.fullmatch(
            rf"(?:top|largest|cr)\s?{n}",
            index.grid.row_label(entry.cell.row, entry.cell.column) or index.grid.first_label(entry.cell.row),
            re.IGNORECASE,
        )
    ]
    number, against = None, ""
    if len(printed) == 1:
        number, against = printed[0].number, printed[0].place
    columns = {entry.cell.column for entry in entries}
    rows = [entry for entry in entries if index.grid.roles[entry.cell.row] == "item"]
    is_ranked = any(column.is_numbering for column in index.grid.columns)
    if not number and len(columns) == 1 and len(rows) >= n and is_ranked:
        largest = sorted(rows, key=lambda entry: entry.number.face.low, reverse=True)[:n]
        number = sum_of(entry.number for entry in largest)
        against = f"Table {index.grid.key}, {index.grid.labels[columns.pop()]}, the {n} largest"
    if not number:
        return None
    return compare(sentence, match.span(), TOP, total, [number], [named["n"], total], against=against)
