"""Counts, ranks and the largest few of a table that a sentence names."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.prose.amounts import sum_of
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import ORDINAL, Quantity
from crossfoot.prose.ranks import COUNT, RANK, TOP
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, record, unknown
from crossfoot.prose.table_codes import code_before, coded, unlisted
from crossfoot.prose.table_index import Index, fits, stems
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


def check_counts(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    """N things (Table k): the rows, numbers and values of the table; the top n of a year; and whether the table is
    there.

    A count that the table does not show is contradicted where the table is a list of what is counted: numbered or
    named rows whose caption or labels share a word with the sentence, and about as many as stated; else not
    checkable.
    """
    found = []
    for number in sentence.tables():
        if tables and number not in tables:
            quantity = next(one for one in sentence.quantities if one.label == number and one.kind == "K")
            found.append(
                unknown(
                    sentence,
                    place_of(sentence, quantity),
                    CITED,
                    quantity.text,
                    [quantity],
                    f"no Table {number} was found in the document",
                )
            )
    for match, named in sentence.find(IN_TABLE):
        for index in tables.get(named["k"].label, [])[:1]:
            statement = _count(sentence, match, named["n"], index)
            found += [statement] if statement else []
    for match, named in sentence.find(TOP_SHARE):
        for number in reversed(sentence.named):
            statement = next(
                (one for index in tables.get(number, []) if (one := _top(sentence, match, named, index))),
                None,
            )
            if statement:
                found.append(statement)
                break
    return found + _rank(sentence, tables)


def _count(sentence: Sentence, match: re.Match, count: Quantity, index: Index) -> Statement | None:
    grid, value = index.grid, count.value
    if count.meant or count.scale or value != value.to_integral_value() or value < 2:
        return None
    span = match.span()
    rows = [row for row in grid.items if grid.first_label(row)]
    firsts = [column for column in grid.columns if column.is_numbering]
    numbers = {int(cell.number.value) for column in firsts for cell in column.numbers.values()}
    text = next(
        (
            column
            for column in grid.columns
            if not column.is_numeric and not column.is_numbering and column.cells
        ),
        None,
    )
    named = [cell.text for row, cell in text.cells.items() if row in grid.items] if text else []
    possible = {
        len(rows),
        len(numbers),
        max(numbers, default=0),
        len(named),
        len(set(named)),
        len(grid.labels) - 1,
    }
    against = f"Table {grid.key}"

    def held(computed: str, against: str) -> Statement:
        return record(
            sentence,
            span,
            COUNT,
            count.text,
            HOLDS,
            [count],
            computed=computed,
            low=value,
            high=value,
            against=against,
        )

    if int(value) in possible:
        return held(f"{int(value)}", f"{against}, rows")
    for entry in index.entries if value >= 20 else []:
        if fits(entry, count) and entry.number.wide.overlaps(count.amount.wide):
            return held(entry.cell.text, entry.place)
    totals = [
        sum((cell.number.value for row, cell in column.numbers.items() if row in grid.items), Decimal(0))
        for column in grid.columns
        if column.is_numeric
    ]
    if value in totals:
        return held(f"{value}", f"{against}, a column's sum")
    told = stems(" ".join([grid.table.caption, *grid.labels]))
    shared = _shared(stems(match["_noun"]), told)
    if passive := PASSIVE.match(match["_said"]):
        shared |= _shared(stems(passive[1]), told)
    near = 0.6 * len(named) <= value <= 1.67 * max(len(named), max(numbers, default=0))
    listing = (
        bool(firsts)
        or bool(text)
        and text.position == 0
        and not any(column.is_years for column in grid.columns)
    )
    before = sentence.skeleton[: match.start()]
    sure = (
        listing
        and shared
        and near
        and not PARTIAL.search(match["_noun"] + match["_said"].split(" by ")[0])
        and not re.search(
            r"\b(?:of|for|after|another|further|other|than|to|these|those|from|next|last|first)(?: the)?\s$",
            before,
            re.IGNORECASE,
        )
    )
    rows_ = len(named) or len(rows)
    if not sure:
        return unknown(
            sentence,
            span,
            COUNT,
            count.text,
            [count],
            f"Table {grid.key} has {rows_} rows; what is counted may be something else",
        )
    low, high = sorted({rows_, max(numbers, default=rows_)})[0], max(rows_, max(numbers, default=0))
    stale = int(value) in numbers
    diagnosis = (
        f"the table has {rows_} rows"
        + (f", numbered to {max(numbers)}" if numbers and max(numbers) != rows_ else "")
        + (f"; stale: row {int(value)} of the list is not its last" if stale and value < rows_ else "")
    )
    return record(
        sentence,
        span,
        COUNT,
        count.text,
        CONTRADICTED,
        [count],
        computed=f"{rows_}",
        low=Decimal(low),
        high=Decimal(high),
        against=f"{against}, rows",
        diagnosis=diagnosis,
    )


def _shared(said: frozenset[str], told: frozenset[str]) -> set[str]:
    """Stems of five letters and more that begin alike in both."""
    return {word for word in said for other in told if word[:6] == other[:6] and len(word) >= 5}


def _top(sentence: Sentence, match: re.Match, named: dict[str, Quantity], index: Index) -> Statement | None:
    """The joint share of the n largest: the row that gives it, or the sum of the first n rows of a ranked table."""
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
    if len(printed) == 1:
        return compare(
            sentence,
            match.span(),
            TOP,
            total,
            [printed[0].number],
            [named["n"], total],
            against=printed[0].place,
        )
    columns = {entry.cell.column for entry in entries}
    rows = [entry for entry in entries if index.grid.roles[entry.cell.row] == "item"]
    if len(columns) != 1 or len(rows) < n or not any(column.is_numbering for column in index.grid.columns):
        return None
    largest = sorted(rows, key=lambda entry: entry.number.face.low, reverse=True)[:n]
    joint = sum_of(entry.number for entry in largest)
    return compare(
        sentence,
        match.span(),
        TOP,
        total,
        [joint],
        [named["n"], total],
        against=f"Table {index.grid.key}, {index.grid.labels[columns.pop()]}, the {n} largest",
    )


def _rank(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    """The rank of a code in a year: "(17.2%, 1st) in 2023"."""
    found = []
    for place, quantity in enumerate(sentence.quantities):
        if quantity.kind != ORDINAL or not re.search(
            rf"(?:\(ranked |{OPEN}P\d+{CLOSE}, |ranked )$",
            sentence.skeleton[: place_of(sentence, quantity)[0]],
        ):
            continue
        code, year = code_before(sentence, quantity), _rank_year(sentence, quantity)
        for index in (index for number in sentence.named for index in tables.get(number, [])):
            ranks = next((column for column in index.grid.columns if column.is_numbering), None)
            if not (code and year and ranks):
                continue
            entries = coded(index, code, year)
            if len(entries) == 1 and entries[0].cell.row in ranks.numbers:
                rank = ranks.numbers[entries[0].cell.row]
                found.append(
                    compare(
                        sentence,
                        place_of(sentence, quantity),
                        RANK,
                        quantity,
                        [Number.exactly(rank.amount.value)],
                        [quantity],
                        against=entries[0].place,
                    )
                )
            elif below := unlisted(index, code, year):
                ranked = Interval(Decimal(below[1] + 1), INFINITY)
                found.append(
                    compare(
                        sentence,
                        place_of(sentence, quantity),
                        RANK,
                        quantity,
                        [Number(Interval(ranked.low, ranked.low), ranked)],
                        [quantity],
                        against=f"Table {index.grid.key}, {year}: not among the {below[1]} listed",
                    )
                )
    return found


def _rank_year(sentence: Sentence, quantity: Quantity) -> int | None:
    start, end = place_of(sentence, quantity)
    match = re.match(rf"\)? ?(?:in|by) {OPEN}[YD](\d+){CLOSE}", sentence.skeleton[end:]) or re.search(
        rf"{OPEN}[YD](\d+){CLOSE},? \(?(?:ranked )$", sentence.skeleton[:start]
    )
    year = sentence.quantities[int(match[1])] if match else None
    return year.period.start.year if year and year.period else None
