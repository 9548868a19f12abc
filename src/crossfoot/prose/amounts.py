"""When two amounts of a sentence can be compared, and how they can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, Quantity

NOUN = re.compile(r"^\+?\s([a-z][a-z-]+)")
# of what an amount is a part, per what it is counted, and how long it is
WHOLE = re.compile(r"^ of (?:the |all |its |their |total )*([A-Za-z][\w-]+)")
EACH = re.compile(r"^(?: [a-z]+){0,2}? (?:per|an?|each|every) ([a-z]+)")
SPAN_OF_TIME = re.compile(r"^\+?[ -](year|month|week|day|hour|minute)s?\b(?! (?:ago|earlier|before|later))")
NOT_NOUNS = (
    "in by to and or of at from as for with on over during between per after before until since under "
    "than about a an the up down its this that which it was were is had has respectively thereafter more "
    "within across among compared only year years yearly annually almost nearly"
)
NO_NOUN = frozenset(NOT_NOUNS.split())


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts are of one kind and unit; dollars without a country are any dollars' like, and a
    number without a unit may share the other's."""
    if a.measure and b.measure and a.measure != b.measure:
        return False
    kinds = {FRACTION: PERCENT}
    same = kinds.get(a.kind, a.kind) == kinds.get(b.kind, b.kind)
    return same and (a.currency == b.currency or {a.currency, b.currency} == {"$", "USD"})


def readings_of(a: Quantity, b: Quantity) -> list[tuple[Number, Number]]:
    """Two amounts as they can be meant: "from 3 in 2000 to 5 million in 2010" may give the scale once."""
    found = [(a.amount, b.amount)]
    for one, other, first in ((a, b, True), (b, a, False)):
        if (
            other.scale > 0
            and not one.scale
            and one.kind in (NUMBER, MONEY)
            and (other.measure and not one.measure or "," not in one.digits and abs(one.value) < 1000)
        ):
            scaled = one.amount * Number.exactly(Decimal(10) ** other.scale)
            half = Decimal(1).scaleb(other.scale - len(one.digits.partition(".")[2])) / 2
            if scaled.is_point:
                scaled = Number(scaled.face, Interval(scaled.face.low - half, scaled.face.high + half))
            found.append((scaled, other.amount) if first else (other.amount, scaled))
        # "2 billion kWh, up from 1 billion": the unit stands once
        elif other.measure and not one.measure and other.scale > one.scale > 0:
            in_unit = one.amount * Number.exactly(Decimal(10) ** (other.scale - one.scale))
            found.append((in_unit, other.amount) if first else (other.amount, in_unit))
    return found


def same_noun(after_a: str, after_b: str) -> bool:
    """Whether the words after two amounts can name the same thing: not "from 12 countries to 15 regions"."""
    nouns = [
        match[1] if (match := NOUN.match(text)) and match[1] not in NO_NOUN else ""
        for text in (after_a, after_b)
    ]
    return not all(nouns) or nouns[0].rstrip("s") == nouns[1].rstrip("s")


def same_base(after_a: str, after_b: str) -> bool:
    """Whether the words after two amounts leave them the same whole and measure: not "50% of output to 30% of
    sales", "$5 a day to $100 a month", "3 months to 1 year"."""
    for form in (WHOLE, EACH, SPAN_OF_TIME):
        one, other = (form.match(text) for text in (after_a, after_b))
        if one and other and one[1].lower().rstrip("s") != other[1].lower().rstrip("s"):
            return False
    return True


def sum_of(numbers: Iterable[Number]) -> Number:
    """The sum of numbers; exactly 0 for none."""
    return sum(numbers, Number.exactly(0))


def is_open(*quantities: Quantity) -> bool:
    """Whether one of them has no end: "more than 5"."""
    return any(
        abs(bound) == INFINITY
        for quantity in quantities
        for bound in (quantity.amount.wide.low, quantity.amount.wide.high)
    )
