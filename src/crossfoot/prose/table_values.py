"""Values that a sentence takes from a table it names, looked up by row, column and year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crossfoot.numbers.number import INFINITY, Number
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import HOLDS, NOT_CHECKABLE, QUESTION, WITHIN_ROUNDING
from crossfoot.prose.amounts import is_open, sum_of
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, in_units, record, unknown
from crossfoot.prose.table_codes import VALUE, check_codes, code_before, coded, is_change
from crossfoot.prose.table_index import Entry, Index, fits, stems
from crossfoot.prose.years import dated_by, place_of, year_of

AVERAGE = "average"
# from an amount to the next one of the same thing
STEP = re.compile(r"^[^;.]{0,60}\bto (?:reach )?$")
SEPARATOR = re.compile(r"[;,:()]|\b(?:and|while|but|from|to|compared|against|in|up|down)\b")
IN_BRACKETS = re.compile(r"^\s?\([^()]{0,40}\)")
# what a cell can be of only where the table says so; and words of which one excludes the other
MEASURES = stems(
    "gap difference margin balance surplus deficit ratio change growth increase decrease decline rise gain "
    "loss average mean median target goal forecast projection capita between excluding"
)
PAIRS = [
    (stems(one), stems(other))
    for one, other in (
        ("imports imported", "exports exported"),
        ("women female girls", "men male boys"),
        ("urban", "rural"),
        ("inward inflows", "outward outflows"),
        ("production output", "consumption"),
        ("public", "private"),
        ("revenue", "expenditure spending"),
        ("supply", "demand"),
    )
]
OVERALL = re.compile(r"\b(?:total|overall|altogether|in all)\b", re.IGNORECASE)
AVERAGED = pattern(
    r"\bfrom {y:Y} to {z:Y}(?P<_what>[^;"
    + OPEN
    + CLOSE
    + r"]{0,90}?)\b(?:averaged|averaging|(?:had|was) an average of|on average (?:was|were)) {m:NMP}"
)


@dataclass(frozen=True)
class Found:
    """What a quantity is in a table: the entries that its words name, by code or by a part of the row's
    name."""

    quantity: Quantity
    entries: list[Entry]
    by_code: bool
    by_part: bool = False


def check_values(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    """Each amount and share of a sentence against the cell that its words and year name, in the tables that
    the sentence or its passage names.

    tables: by number. What one table prints as stated is held against no other. A cell contradicts where a
    code names it, or another amount of the sentence stands in the same row or column as printed; else a
    difference is not checkable.
    """
    statements = []
    for number in sentence.named:
        for index in tables.get(number, []):
            statements += _averages(sentence, index)
            found = [one for quantity in sentence.quantities if (one := _find(sentence, quantity, index))]
            known = [one for one in found if any(holds(entry, one.quantity) for entry in one.entries)]
            statements += check_codes(sentence, index)
            statements += [
                statement for one in found if (statement := _against_cell(sentence, one, known, index))
            ]
    found_at = {one.start for one in statements if one.holds}
    return [one for one in statements if one.holds or one.start not in found_at]


def holds(entry: Entry, quantity: Quantity) -> bool:
    return entry.number.wide.overlaps(_in_its_unit(entry, quantity).wide)


def _in_its_unit(entry: Entry, quantity: Quantity) -> Number:
    """The quantity; where the table prints no unit, without its scale word."""
    stated = quantity.amount
    if entry.sure or not quantity.scale or INFINITY in (stated.wide.high, -stated.wide.low):
        return stated
    return stated / Number.exactly(10**quantity.scale)


def _find(sentence: Sentence, quantity: Quantity, index: Index) -> Found | None:
    """The entries that the words and the year of a quantity name, or None."""
    if quantity.kind not in (MONEY, NUMBER, PERCENT) or is_change(sentence, quantity):
        return None
    if quantity.kind == NUMBER and len(quantity.digits.replace(",", "").replace(".", "").rstrip("0")) < 2:
        return None
    entries = [entry for entry in index.entries if fits(entry, quantity)]
    if index.has_years and (year := year_of(sentence, quantity)):
        entries = [entry for entry in entries if year in entry.years]
    if any(entry.code for entry in entries):
        code = code_before(sentence, quantity)
        entries = coded(index, code, year_of(sentence, quantity)) if code else []
        return Found(quantity, entries, True) if entries else None
    if OVERALL.search(_lead(sentence, quantity)):
        overall = [entry for entry in entries if entry.total and not entry.row]
        entries = overall or entries
    before, after = _words(sentence, quantity)
    has_rows, by_part = any(entry.row for entry in entries), False
    if has_rows:
        named = _in_named_rows(entries, before, after)
        by_part = not named
        entries = named or _in_row_of_part(entries, before)
    said = before | after
    best = max((len(entry.column & said) for entry in entries), default=0)
    if best:
        entries = [entry for entry in entries if len(entry.column & said) == best]
    # columns that are years alone need no words
    elif not has_rows or _needs_words(entries):
        return None
    return Found(quantity, entries, False, by_part) if entries else None


def _in_row_of_part(entries: list[Entry], said: frozenset[str]) -> list[Entry]:
    """The entries of the one row that shares a word with what is said: "China" of "Mainland China"."""
    named = [entry for entry in entries if entry.row & said]
    return named if len({entry.cell.row for entry in named}) == 1 else []


def _in_named_rows(entries: list[Entry], before: frozenset[str], after: frozenset[str]) -> list[Entry]:
    """The entries whose row has the most words, all of them before the quantity, or before and after it."""
    for said in (before, before | after):
        if named := [entry for entry in entries if entry.row and entry.row <= said]:
            most = max(len(entry.row) for entry in named)
            return [entry for entry in named if len(entry.row) == most]
    return []


def _needs_words(entries: list[Entry]) -> bool:
    """Whether entries stand in several columns that words tell apart."""
    return any(entry.column for entry in entries) and len({entry.cell.column for entry in entries}) > 1


def _lead(sentence: Sentence, quantity: Quantity) -> str:
    """The words that lead to a quantity from the one before; of "from A to B" what leads to A leads to B."""
    amounts = [other for other in sentence.quantities if other.kind in (MONEY, NUMBER, PERCENT)]
    place = next(n for n, other in enumerate(amounts) if other is quantity)
    while place and STEP.search(sentence.text[amounts[place - 1].end : amounts[place].start]):
        place -= 1
    since = amounts[place - 1].end if place else 0
    start = max(
        (stop.end() for stop in re.finditer(r"[;:]", sentence.text[: amounts[place].start])), default=0
    )
    return sentence.text[max(since, start) : amounts[place].start]


def _words(sentence: Sentence, quantity: Quantity) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words that lead to a quantity, and just after it."""
    inside = IN_BRACKETS.match(sentence.text[quantity.end :])
    begin = quantity.end + (inside.end() if inside else 0)
    later = [
        other.start
        for other in sentence.quantities
        if other.kind in (MONEY, NUMBER, PERCENT) and other.start > begin
    ]
    after = SEPARATOR.split(sentence.text[begin : min([*later, begin + 60])])[0]
    return stems(_lead(sentence, quantity)), stems(after)


def _against_cell(sentence: Sentence, one: Found, known: list[Found], index: Index) -> Statement | None:
    """A quantity against the cell that is named; contradicted only by the one cell that can be meant.

    known: what the sentence takes from the same table as printed.
    """
    quantity, span = one.quantity, place_of(sentence, one.quantity)
    dated = dated_by(sentence, quantity) if index.has_years else None
    stands_on = [quantity, *([dated] if dated else [])]
    fitting = [entry for entry in one.entries if holds(entry, quantity)]
    # "less than 5,000" is true of any small number
    if is_open(quantity):
        fitting = [entry for entry in fitting if _is_close(quantity, entry)]
    if fitting and (len(one.entries) <= 4 or len(fitting) == 1):
        return _as_printed(sentence, span, quantity, fitting[0], stands_on)
    if len(one.entries) != 1 or not one.entries[0].sure:
        return None
    entry = one.entries[0]
    others = _same_figure(index, entry, quantity)
    is_supported = one.by_code or _has_neighbour(one, entry, known)
    if not is_supported or not (others or _is_near(quantity, entry)) or _is_other(sentence, quantity, entry):
        words = f"{entry.place} has {entry.cell.text}; the sentence may mean something else"
        return unknown(sentence, span, VALUE, quantity.text, stands_on, words)
    slips = [
        (
            f"the figure of {other.grid.where(other.cell)}" + (f" ({other.code})" if other.code else ""),
            other.number,
        )
        for other in others[:1]
    ]
    found = compare(
        sentence, span, VALUE, quantity, [entry.number], stands_on, against=entry.place, slips=slips
    )
    if one.by_part and not found.holds:
        why = f"question: {found.diagnosis or 'the table has another number'}; is this its row?"
        return replace(found, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=why)
    return found


def _as_printed(
    sentence: Sentence, span: tuple[int, int], quantity: Quantity, entry: Entry, stands_on: list[Quantity]
) -> Statement:
    stated = _in_its_unit(entry, quantity)
    judged = HOLDS if entry.number.face.overlaps(stated.wide) else WITHIN_ROUNDING
    wide = in_units(entry.number.wide, quantity) if entry.sure else entry.number.wide
    return record(
        sentence,
        span,
        VALUE,
        quantity.text,
        judged,
        stands_on,
        computed=entry.cell.text,
        low=wide.low,
        high=wide.high,
        against=entry.place,
    )


def _has_neighbour(one: Found, entry: Entry, known: list[Found]) -> bool:
    """Whether another quantity of the sentence is printed in the row or column of an entry."""
    return any(
        holds(match, other.quantity)
        and (match.cell.row == entry.cell.row or match.cell.column == entry.cell.column)
        for other in known
        if other is not one and len(other.entries) == 1
        for match in other.entries
    )


def _same_figure(index: Index, entry: Entry, quantity: Quantity) -> list[Entry]:
    """Other entries of the same year or row that print the quantity."""
    return [
        other
        for other in index.entries
        if fits(other, quantity)
        and other.sure
        and other is not entry
        and other.number.face.overlaps(quantity.amount.wide)
        and (other.years == entry.years or other.row == entry.row and other.code == entry.code)
    ]


def _is_near(quantity: Quantity, entry: Entry) -> bool:
    """Whether a quantity is of the size of an entry, or a misprint makes it so."""
    value, face = abs(quantity.value), abs(entry.number.face.low)
    if face / 3 < value < face * 3 or _differ_in_one_digit(quantity.digits, entry.cell.text):
        return True
    return not quantity.meant and bool(
        explain_misprint(in_units(quantity.amount.wide, quantity), in_units(entry.number.wide, quantity))
    )


def _is_close(quantity: Quantity, entry: Entry) -> bool:
    """Whether a quantity without an end is within a fifth of an entry."""
    return abs(quantity.value - entry.number.face.low) * 5 <= abs(quantity.value)


def _differ_in_one_digit(one: str, other: str) -> bool:
    """Whether two numbers are printed alike but for one digit."""
    pair = [re.sub(r"[^\d.]", "", text) for text in (one, other)]
    return len(pair[0]) == len(pair[1]) > 2 and sum(a != b for a, b in zip(*pair, strict=True)) == 1


def _is_other(sentence: Sentence, quantity: Quantity, entry: Entry) -> bool:
    """Whether the words beside a quantity name a measure, or one of two, that cell and table do not name."""
    beside = _lead(sentence, quantity)[-60:] + " " + sentence.text[quantity.end : quantity.end + 25]
    table = entry.grid.table
    named = stems(" ".join([table.caption, table.panel, table.unit, *entry.grid.labels])) | entry.row
    if (stems(beside) & MEASURES) - named:
        return True
    for pair in PAIRS:
        # the one said last is meant
        said = [
            next(one for one in pair if word in one)
            for part in beside.split()
            for word in stems(part)
            if any(word in one for one in pair)
        ]
        if said and not named & said[-1] and any(named & one for one in pair):
            return True
    return False


def _averages(sentence: Sentence, index: Index) -> list[Statement]:
    """From one year to another a column averaged so much: the mean of the rows of these years."""
    found = []
    for match, named in sentence.find(AVERAGED):
        first, last, mean = named["y"].year, named["z"].year, named["m"]
        if first is None or last is None:
            continue
        said = stems(match["_what"]) | stems(sentence.text[mean.end : mean.end + 30])
        entries = [
            entry
            for entry in index.entries
            if fits(entry, mean)
            and not entry.row
            and len(entry.years) == 1
            and min(entry.years) in range(first, last + 1)
        ]
        best = max((len(entry.column & said) for entry in entries), default=0)
        entries = [entry for entry in entries if best and len(entry.column & said) == best]
        if len(entries) != last - first + 1 or len({entry.cell.column for entry in entries}) != 1:
            continue
        total = sum_of(entry.number for entry in entries)
        where = f"Table {index.grid.key}, {index.grid.labels[entries[0].cell.column]}, {first} to {last}"
        found.append(
            compare(
                sentence,
                match.span(),
                AVERAGE,
                mean,
                [total / Number.exactly(len(entries))],
                [mean, named["y"], named["z"]],
                against=where,
            )
        )
    return found
