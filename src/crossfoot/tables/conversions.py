"""Amounts in two currencies, at the rate that the caption or a note gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import permutations
from math import log10

from crossfoot.numbers.grammar import CURRENCY, CURRENCY_WORD, read_number
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.tables.columns import Column, computed
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.rules import Rows, Rule, checked, held, misprint_of, most

MONEY = rf"(?:{CURRENCY}|(?i:{CURRENCY_WORD}))"
RATE = r"(?P<{}>\d{{1,5}}(?:,\d{{3}})?(?:\.\d+)?)(?![\d.]*\d)"
# ¥140.5 = US$1; 1 euro = 1.08 dollars; 82.5 rupees to the dollar
RATES = re.compile(
    rf"(?:{MONEY}\s?1(?:\.0+)?|\b1 {MONEY})\s?[=≈:]\s?(?:{MONEY}\s?)?{RATE.format('after')}|"
    rf"(?:{MONEY}\s?)?(?<![\d.,]){RATE.format('before')}(?:\s?{MONEY})?\s?[=≈:]\s?"
    rf"(?:{MONEY}\s?1(?![\d.,]*\d)|1 {MONEY})|"
    rf"(?:{MONEY}\s?{RATE.format('of_sign')}|{RATE.format('of_word')}\s?{MONEY})\s(?:to|per|a|for)\s"
    rf"(?:the\s|one\s|1\s)?(?:US\s)?{MONEY}"
)
# rows that must fit
LEAST = 3


def check_conversions(grid: Grid, known: set[int]) -> list[Check]:
    """Columns of amounts of which one is the other at a printed rate, in most rows. known: columns that
    other checks explain."""
    table = grid.table
    rates = [rate for text in (table.caption, table.unit, *table.notes) for rate in _rates(text)]
    columns = [column for column in grid.amounts if not column.is_percentage and column.position not in known]
    found: list[Check] = []
    done: set[frozenset[int]] = set()
    for rate in rates:
        for one, other in permutations(columns, 2):
            pair = frozenset((one.position, other.position))
            rows = _converted(one, other, rate.wide, rate.face)
            if pair not in done and rows:
                done.add(pair)
                rule = Rule("conversion", f"{one.label} at {rate.face.low.normalize():f}", rows)
                found += checked(grid, other, rule, "the rate is printed", misprint_of)
    return found


def _rates(text: str) -> Iterator[Number]:
    for match in RATES.finditer(text):
        number = read_number(next(part for part in match.groups() if part))
        if number and number.face.low > 0 and number.face.low != 1:
            yield number


def _converted(one: Column, other: Column, rate: Interval, face: Interval) -> Rows:
    """What each row gives for the other column, in its unit; nothing where too few rows fit."""
    rows = [
        row
        for row in other.numbers
        if row in one.numbers and min(one.numbers[row].face.low, other.numbers[row].face.low) > 0
    ]
    if len(rows) < LEAST:
        return {}
    ratios = sorted(other.numbers[row].face.low * face.low / one.numbers[row].face.low for row in rows)
    power = round(log10(ratios[len(ratios) // 2]))
    formula = partial(_at_rate, rate, Interval.exactly(Decimal(1).scaleb(power)))
    found = {row: computed([one.cells[row]], formula) for row in rows}
    values = {other.cells[row].face for row in rows}
    return found if len(values) >= LEAST and most(held(other, found), len(rows)) else {}


def _at_rate(rate: Interval, scale: Interval, values: Sequence[Interval]) -> Interval:
    return values[0] * scale / rate
