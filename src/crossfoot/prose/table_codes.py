"""Shares and ranks of the codes that a sentence names, in ranked lists of codes by year."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.prose.amounts import sum_of
from crossfoot.prose.quantities import LABEL, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement
from crossfoot.prose.sums import SUM
from crossfoot.prose.table_changes import is_change
from crossfoot.prose.table_index import Entry, Index, told
from crossfoot.prose.years import year_of

VALUE = "table_value"
# the codes of the sentence before, by their number
ITEMS = re.compile(r"^\s(?:items?|products?|chapters?|codes?|headings?|groups?|categories|lines)\b")
TOGETHER = re.compile(r"\b(?:together|combined|joint|jointly|sum)\b", re.IGNORECASE)


def check_codes(sentence: Sentence, index: Index) -> list[Statement]:
    """Shares of a code that the list of a year leaves out, and shares of several codes together."""
    return [*_unlisted(sentence, index), *_together(sentence, index)]


def code_before(sentence: Sentence, quantity: Quantity) -> str:
    """The one code that the sentence names before a quantity; "" where there are several."""
    codes = {
        other.label
        for other in sentence.quantities
        if other.kind == LABEL and other.start < quantity.start and other.text.startswith("HS")
    }
    return codes.pop() if len(codes) == 1 else ""


def coded(index: Index, code: str, year: int | None) -> list[Entry]:
    """The cells of a code in a year."""
    return [
        entry
        for entry in index.entries
        if entry.code
        and entry.code.lstrip("0") == code.lstrip("0")
        and (year in entry.years or not index.has_years)
    ]


def unlisted(index: Index, code: str, year: int) -> tuple[Number, int] | None:
    """For a code that a ranked list of a year does not have, but that of another year does: what it can have,
    from nothing to the least that is listed, and how many are."""
    listed = [entry for entry in index.entries if entry.code and year in entry.years]
    ranked = any(column.is_numbering for column in index.grid.columns)
    if (
        not listed
        or not ranked
        or coded(index, code, year)
        or not any(entry.code.lstrip("0") == code.lstrip("0") for entry in index.entries)
    ):
        return None
    least = min((entry.number for entry in listed), key=lambda number: number.wide.high)
    return Number(least.face, Interval(Decimal(0), least.wide.high)), len(listed)


def _unlisted(sentence: Sentence, index: Index) -> list[Statement]:
    """Shares of a code that the list of the year leaves out: no more than the least that it has."""
    found = []
    for quantity in sentence.quantities:
        code, year = (
            (code_before(sentence, quantity), year_of(sentence, quantity))
            if quantity.kind == PERCENT and not is_change(sentence, quantity)
            else ("", None)
        )
        if code and year and (below := unlisted(index, code, year)):
            bound = Number(below[0].wide, below[0].wide)
            against = f"Table {index.grid.key}, {year}: not among the {below[1]} listed"
            one = told(sentence, VALUE, quantity, bound, against)
            found.append(replace(one, verdict=WITHIN_ROUNDING) if one.verdict == HOLDS else one)
    return found


def _together(sentence: Sentence, index: Index) -> list[Statement]:
    """Shares of "the three items" that the sentence before names, or of the codes that this one names
    together, by year."""
    codes = _joint_codes(sentence)
    if not any(
        coded(index, code, None) or any(entry.code.lstrip("0") == code.lstrip("0") for entry in index.entries)
        for code in codes
    ):
        return []
    found = []
    for quantity in sentence.quantities:
        if quantity.kind != PERCENT or is_change(sentence, quantity):
            continue
        year = year_of(sentence, quantity)
        shares = _shares_of(index, codes, year) if year else None
        if not shares:
            continue
        against = f"Table {index.grid.key}, {year}: {', '.join(codes)}"
        found.append(told(sentence, SUM, quantity, sum_of(shares), against))
    return found


def _shares_of(index: Index, codes: tuple[str, ...], year: int) -> list[Number] | None:
    """The shares of codes in a year, from 0 to the least listed where one is not; None where one is not
    known.

    The listed ones come first.
    """
    printed, not_listed = [], []
    for code in codes:
        cells = coded(index, code, year)
        if len(cells) > 1:
            return None
        if cells:
            printed.append(cells[0].number)
        elif below := unlisted(index, code, year):
            not_listed.append(Number(Interval.exactly(0), below[0].wide))
        else:
            return None
    return printed + not_listed


def _joint_codes(sentence: Sentence) -> tuple[str, ...]:
    for quantity in sentence.quantities:
        if (
            quantity.kind == NUMBER
            and quantity.value == len(sentence.codes_before) >= 2
            and ITEMS.match(sentence.text[quantity.end :])
        ):
            return sentence.codes_before
    own = tuple(
        dict.fromkeys(
            one.label for one in sentence.quantities if one.kind == LABEL and one.text.startswith("HS")
        )
    )
    return own if len(own) >= 2 and TOGETHER.search(sentence.text) else ()
