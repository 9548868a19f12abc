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
    """What a table lists, for a count to be held against."""

    def __init__(self, index: Index):
        self.index, self.grid = index, index.grid
        grid = self.grid
        self.rows = [row for row in grid.items if grid.first_label(row)]
        self.numbering = [column for column in grid.columns if column.is_numbering]
        self.numbers = {
            int(cell.amount.value) for column in self.numbering for cell in column.numbers.values()
        }
        texts = (one for one in grid.columns if not (one.is_numeric or one.is_numbering) and one.cells)
        self.text = next(texts, None)
        cells = self.text.cells if self.text else {}
        self.names = [cell.text for row, cell in cells.items() if row in grid.items]

    @property
    def length(self) -> int:
        return len(self.names) or len(self.rows)

    @property
    def last_number(self) -> int:
        return max(self.numbers, default=0)

    @property
    def is_list(self) -> bool:
        """Whether its rows are numbered, or named in the first column and not of years."""
        is_first = self.text is not None and self.text.position == 0
        return bool(self.numbering) or is_first and not any(one.is_years for one in self.grid.columns)

    def shows(self, count: Quantity) -> tuple[str, str] | None:
        """What in the table is the count, as printed, and its place; None where nothing is."""
        value, against = count.value, f"Table {self.grid.key}"
        rows, names = len(self.rows), self.names
        of_rows = {rows, len(self.numbers), self.last_number, len(names), len(set(names))}
        # "Average cost of day care" can be one of what is listed
        of_rows.add(sum(role in ("item", "measure") for role in self.grid.roles))
        if int(value) in of_rows | {len(self.grid.labels) - 1}:
            return f"{int(value)}", f"{against}, rows"
        for entry in self.index.entries if value >= 20 else []:
            if fits(entry, count) and entry.number.wide.overlaps(count.amount.wide):
                return entry.cell.text, entry.place
        amounts = [column.numbers.items() for column in self.grid.columns if column.is_numeric]
        items = self.grid.items
        sums = [sum((cell.amount.value for row, cell in one if row in items), Decimal(0)) for one in amounts]
        return (f"{value}", f"{against}, a column's sum") if value in sums else None

    def is_of(self, match: re.Match) -> bool:
        """Whether the table's caption or labels have a word of what is counted."""
        words = stems(" ".join([self.grid.table.caption, *self.grid.labels]))
        passive = PASSIVE.match(match["_said"])
        return bool(_shared(stems(match["_noun"]), words) or (passive and _shared(stems(passive[1]), words)))


def _count(sentence: Sentence, match: re.Match, count: Quantity, index: Index) -> Statement | None:
    """A count against what the table shows; contradicted where it surely lists what is counted."""
    value = count.value
    if count.meant or count.scale or value != value.to_integral_value() or value < 2:
        return None
    span, listing = match.span(), _Listing(index)
    tell = partial(record, sentence, span, COUNT, count.text)
    if shown := listing.shows(count):
        computed, against = shown
        return tell(HOLDS, [count], computed=computed, low=value, high=value, against=against)
    length, last, key = listing.length, listing.last_number, index.grid.key
    near = 0.6 * len(listing.names) <= value <= 1.67 * max(len(listing.names), last)
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


def _shared(said: frozenset[str], told: frozenset[str]) -> set[str]:
    """Stems of five letters and more that begin alike in both."""
    return {word for word in said for other in told if word[:6] == other[:6] and len(word) >= 5}


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
