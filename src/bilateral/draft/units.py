"""Units as tables write them ("JPY billion", "US$ million", "%"), in the terms of the grammar of numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from crossfoot import Interval, read_number

PERCENT, POINTS, PLAIN, UNKNOWN = "%", "points", "", "?"
MONEY = re.compile(
    r"(?P<sign>US\$|\$|€|£|₹|¥|\b(?:USD|JPY|EUR|INR|CNY|GBP|KRW))[\s_]*(?P<scale>thousand|million|billion|trillion|"
    r"mn|bn)?\b",
    re.IGNORECASE,
)
SHARE = re.compile(r"%|\bper ?cent\b|\bshares?\b|(?:^|_)(?:pct|share)(?:$|_)", re.IGNORECASE)
IN_POINTS = re.compile(r"percentage points?", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """name: a currency, %, points, or "" for counts, indices and all else; power: of ten."""

    name: str = PLAIN
    power: int = 0

    def fits(self, other: Unit) -> bool:
        """Whether two amounts can be one; a bare number of a table can be anything but a percentage."""
        names = {self.name, other.name}
        if UNKNOWN in names:
            return not names & {PERCENT, POINTS}
        return len(names) == 1 or names == {"$", "USD"}


@lru_cache(maxsize=5000)
def unit_of(text: str) -> Unit | None:
    """The unit that a label, caption or the name of a column states; None where it states none."""
    if IN_POINTS.search(text):
        return Unit(POINTS)
    if money := MONEY.search(text.replace("_", " ")):
        sign = money["sign"] if not money["sign"].isalpha() else money["sign"].upper()
        number = read_number(f"{sign} 1 {money['scale'] or ''}".strip())
        if number is not None and not re.search(r"(?:\b|_)per(?:\b|_)|/", text):
            return Unit(number.currency, number.power)
    return Unit(PERCENT) if SHARE.search(text) else None


def in_unit(interval: Interval, power: int) -> Interval:
    """An interval of base units in units of a power of ten."""
    if not power:
        return interval
    return Interval(
        interval.low.scaleb(-power) if interval.low.is_finite() else interval.low,
        interval.high.scaleb(-power) if interval.high.is_finite() else interval.high,
        interval.open_low,
        interval.open_high,
    )


def shown(value: Decimal, unit: Unit) -> str:
    """A number with its unit, as a line of the listing has it."""
    number = f"{value:,f}"
    scale = {3: " thousand", 6: " million", 9: " billion", 12: " trillion"}.get(unit.power, "")
    if unit.name in (PERCENT, POINTS):
        return number + {PERCENT: "%", POINTS: " percentage points"}[unit.name]
    return f"{unit.name} {number}{scale}".strip() if unit.name not in (PLAIN, UNKNOWN) else number + scale
