"""Shares and ranks of the codes that a sentence names, in ranked lists of codes by year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.prose.against_tables.cells import Entry, Index, told
from crossfoot.prose.against_tables.stated_changes import is_change
from crossfoot.prose.amounts import sum_of
from crossfoot.prose.patterns import CLOSE, OPEN
from crossfoot.prose.quantities import LABEL, NUMBER, ORDINAL, PERCENT, Quantity
from crossfoot.prose.ranks import RANK
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement
from crossfoot.prose.sums import SUM
from crossfoot.prose.years import place_of, year_of

VALUE = "table_value"
# the codes of the sentence before, by their number
ITEMS = re.compile(r"^\s(?:items?|products?|chapters?|codes?|headings?|groups?|categories|lines)\b")
TOGETHER = re.compile(r"\b(?:together|combined|joint|jointly|sum)\b", re.IGNORECASE)
RANKED = re.compile(rf"(?:\(ranked |{OPEN}P\d+{CLOSE}, |ranked )$")


def check_codes(sentence: Sentence, index: Index) -> Iterator[Statement]:
    """Shares of a code that the list of a year leaves out, which are no more than the least that it has;
    shares of several codes together; the rank of a code."""
    if not any(entry.code for entry in index.entries):
        return
    joint = _joint_codes(sentence)
    for one in sentence.quantities:
        code, year = code_before(sentence, one), year_of(sentence, one)
        against = f"Table {index.grid.key}, {year}: "
        if not year:
            continue
        if one.kind == ORDINAL and code and RANKED.search(sentence.skeleton[: place_of(sentence, one)[0]]):
            yield from _rank(sentence, one, index, code, year)
        if one.kind != PERCENT or is_change(sentence, one):
            continue
        if code and (below := _unlisted(index, code, year)):
            bound, listed = Number(below[0].wide, below[0].wide), f"not among the {below[1]} listed"
            made = told(sentence, VALUE, one, bound, against + listed)
            yield replace(made, verdict=WITHIN_ROUNDING) if made.verdict == HOLDS else made
        if shares := _shares_of(index, joint, year):
            yield told(sentence, SUM, one, sum_of(shares), against + ", ".join(joint))


def _own_codes(sentence: Sentence, until: int) -> list[str]:
    """The codes that a sentence names up to a place."""
    labels = [one for one in sentence.quantities if one.kind == LABEL and one.text.startswith("HS")]
    return list(dict.fromkeys(one.label for one in labels if one.start < until))


def code_before(sentence: Sentence, quantity: Quantity) -> str:
    """The one code that the sentence names before a quantity; "" where there are several."""
    codes = _own_codes(sentence, quantity.start)
    return codes[0] if len(codes) == 1 else ""


def _joint_codes(sentence: Sentence) -> list[str]:
    """Those of the sentence before, as "the three items", or those that this one names together."""
    before = list(sentence.codes_before)
    for one in sentence.quantities:
        is_all = one.kind == NUMBER and one.value == len(before) >= 2
        if is_all and ITEMS.match(sentence.text[one.end :]):
            return before
    own = _own_codes(sentence, len(sentence.text))
    return own if len(own) >= 2 and TOGETHER.search(sentence.text) else []


def coded(index: Index, code: str, year: int | None) -> list[Entry]:
    """The cells of a code in a year."""
    return [
        entry
        for entry in index.entries
        if entry.code
        and entry.code.lstrip("0") == code.lstrip("0")
        and (year in entry.years or not index.has_years)
    ]


def _unlisted(index: Index, code: str, year: int) -> tuple[Number, int] | None:
    """For a code that a ranked list of a year does not have, but that of another year does: what it can have,
    from nothing to the least that is listed, and how many are."""
    listed = [entry for entry in index.entries if entry.code and year in entry.years]
    is_ranked = any(column.is_numbering for column in index.grid.columns)
    is_known = any(entry.code.lstrip("0") == code.lstrip("0") for entry in index.entries)
    if not (listed and is_ranked and is_known) or coded(index, code, year):
        return None
    least = min((entry.number for entry in listed), key=lambda number: number.wide.high)
    return Number(least.face, Interval(Decimal(0), least.wide.high)), len(listed)


def _shares_of(index: Index, codes: list[str], year: int) -> list[Number]:
    """The shares of codes in a year, from 0 to the least listed where one is not; none where one is not
    known. The listed ones come first."""
    printed, not_listed = [], []
    for code in codes:
        cells, below = coded(index, code, year), _unlisted(index, code, year)
        if len(cells) != 1 and not below:
            return []
        printed += [cell.number for cell in cells]
        not_listed += [Number(Interval.exactly(0), below[0].wide)] if below else []
    return printed + not_listed


def _rank(sentence: Sentence, one: Quantity, index: Index, code: str, year: int) -> Iterator[Statement]:
    """The rank of a code in a year: "(17.2%, 1st) in 2023"."""
    ranks = next((column for column in index.grid.columns if column.is_numbering), None)
    entries = coded(index, code, year)
    if ranks and len(entries) == 1 and entries[0].cell.row in ranks.numbers:
        rank = Number.exactly(ranks.numbers[entries[0].cell.row].amount.value)
        yield told(sentence, RANK, one, rank, entries[0].place)
    elif ranks and (below := _unlisted(index, code, year)):
        least = Decimal(below[1] + 1)
        against = f"Table {index.grid.key}, {year}: not among the {below[1]} listed"
        yield told(sentence, RANK, one, Number(Interval.exactly(least), Interval(least, INFINITY)), against)
