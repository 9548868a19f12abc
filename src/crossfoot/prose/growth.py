"""Stated growth, differences, points and multiples against the two amounts of a change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.numbers import words
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.numbers.rates import compound, logarithmic
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE, QUESTION
from crossfoot.prose.amounts import comparable, readings_of
from crossfoot.prose.patterns import OPEN
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, POINTS, TIMES, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, unknown

GROWTH = "growth"
POINTS_MEANT = "percentage points, not percent"
MULTIPLES = "|".join([*words.TIMES, *words.HALVED])
MULTIPLE = re.compile(
    r"\b(?:(?P<meant>more than|over|nearly|almost|about|roughly|approximately|less than|at least) )?"
    rf"(?P<word>{MULTIPLES})\b",
    re.IGNORECASE,
)


ANNUAL = re.compile(
    r"\b(?:annual(?:ly|i[sz]ed)?|per year|a year(?! (?:ago|earlier|before|later))|each year|every year|"
    r"per annum|CAGR|compound|year[- ]on[- ]year|yearly|(?:a|per|each|every) (?:month|quarter|week|day)|"
    r"monthly|quarterly|weekly)\b",
    re.IGNORECASE,
)
COMPOUND = re.compile(r"\b(?:compound\w*|CAGR)\b", re.IGNORECASE)
SHORTER = re.compile(
    r"\b(?:a|per|each|every) (?:month|quarter|week|day)\b|\b(?:monthly|quarterly|weekly)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Change:
    """From a in one period to b in another; direction 1, -1 or 0 (not said), word: that says so; start, end:
    of the words in the skeleton; lead: from the word of direction to "from"."""

    a: Quantity
    b: Quantity
    years: tuple[Quantity | None, Quantity | None]
    direction: int
    word: str
    start: int
    end: int
    lead: str

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def stands_on(self) -> list[Quantity]:
        return [self.a, self.b, *(year for year in self.years if year)]


def check_growth(sentence: Sentence, change: Change, stated: Quantity, said: str) -> Statement:
    """Stated growth, difference, points or multiple against what the two amounts give.

    said: the words around it, which may make it a rate a year.
    """
    a, b = change.a, change.b
    if any(quantity.amount.wide.low <= 0 or quantity.amount.wide.high == INFINITY for quantity in (a, b)):
        return _unknown(sentence, change, stated, "an amount is open-ended, zero or negative")
    pairs = readings_of(a, b)
    are_shares = a.kind in (PERCENT, FRACTION, POINTS)
    if ANNUAL.search(said):
        return _yearly_rate(sentence, change, stated, said, pairs, are_shares)
    ratios = [later / earlier for earlier, later in pairs]
    if stated.kind == NUMBER and change.lead.split(OPEN)[0].endswith("a factor of "):
        # what fell by a factor of three is a third
        ratios = [Number.exactly(1) / ratio for ratio in ratios] if change.direction < 0 else ratios
        return _compare(sentence, change, loose(stated), ratios, stands_on=stated, sign=1)
    if stated.kind == TIMES:
        meanings = [*ratios, *(ratio - Number.exactly(1) for ratio in ratios)]
        return _compare(sentence, change, loose(stated), meanings, stands_on=stated, sign=1)
    if stated.kind == NUMBER and are_shares and sentence.text.startswith(" points", stated.end):
        points = [later - earlier for earlier, later in pairs]
        return _compare(sentence, change, replace(stated, kind=POINTS), points, stands_on=stated)
    if (
        stated.kind == POINTS
        and not are_shares
        or stated.kind in (NUMBER, MONEY)
        and not comparable(stated, a)
    ):
        return _unknown(sentence, change, stated, "not in the unit of the two amounts")
    differences = [later - earlier for earlier, later in pairs]
    percent = [growth(earlier, later) for earlier, later in pairs]
    if stated.kind in (POINTS, NUMBER, MONEY):
        of_points = percent if stated.kind == POINTS else []
        slips = [("percent, not percentage points", number) for number in of_points]
        return _compare(sentence, change, stated, differences, slips)
    hundred = Number.exactly(100)
    slips = [(POINTS_MEANT, number) for number in differences if are_shares]
    slips += [
        ("a share of the later amount, not of the earlier", hundred * (later - earlier) / later)
        for earlier, later in pairs
    ]
    slips += [
        ("the later amount in percent of the earlier, not the growth", hundred * later / earlier)
        for earlier, later in pairs
    ]
    found = _compare(sentence, change, stated, percent, slips)
    if found.diagnosis == POINTS_MEANT:
        # many write so, and mean the points
        words = "question: percentage points are meant, not percent?"
        return replace(found, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=words)
    return found


def _yearly_rate(
    sentence: Sentence,
    change: Change,
    stated: Quantity,
    said: str,
    pairs: list[tuple[Number, Number]],
    are_shares: bool,
) -> Statement:
    """A rate a year, where the years of the change are given and no shorter time is meant."""
    years = _years(change.years)
    if not years or stated.kind not in (PERCENT, POINTS, FRACTION) or SHORTER.search(said):
        return _unknown(sentence, change, stated, "a rate of a year or less, and not the years or months")
    is_compound = bool(COMPOUND.search(said)) and not are_shares

    def over(n: int) -> list[Number]:
        return [rate for pair in pairs for rate in yearly(*pair, n, are_shares, is_compound)]

    slips = [("growth over the whole period, not a year", growth(*pair)) for pair in pairs]
    if is_compound:
        slips += [("growth divided by the years", growth(*pair) / Number.exactly(years)) for pair in pairs]
    found = _compare(sentence, change, stated, over(years), slips)
    for other in {max(1, years - 1), years + 1} if found.verdict == CONTRADICTED else ():
        if _compare(sentence, change, stated, over(other)).holds:
            words = f"question: this is the rate over {other} years, not {years}"
            return replace(found, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=words)
    return found


def _unknown(sentence: Sentence, change: Change, stated: Quantity, why: str) -> Statement:
    span, stands_on = (change.start, change.end), [*change.stands_on, stated]
    return unknown(sentence, span, GROWTH, stated.text, stands_on, why)


def _compare(
    sentence: Sentence,
    change: Change,
    stated: Quantity,
    meanings: list[Number],
    slips: list[tuple[str, Number]] | None = None,
    *,
    stands_on: Quantity | None = None,
    sign: int | None = None,
) -> Statement:
    """stands_on: the quantity as printed, where the stated one was widened. sign: else that of the change."""
    return compare(
        sentence,
        (change.start, change.end),
        GROWTH,
        stated,
        meanings,
        [*change.stands_on, stands_on or stated],
        sign=sign or (-1 if change.direction < 0 else 1),
        slips=slips or [],
    )


def growth(earlier: Number, later: Number) -> Number:
    """In percent."""
    return Number.exactly(100) * (later / earlier - Number.exactly(1))


def yearly(
    earlier: Number, later: Number, years: int, shares: bool, is_compound: bool = False
) -> list[Number]:
    """What "a year" can mean over some years: compound, logarithmic and simple growth; of shares points a
    year too. is_compound: where the words say so."""
    ratio = later / earlier
    if is_compound:
        return [compound(ratio, years)]
    found = [
        compound(ratio, years),
        logarithmic(ratio, years),
        growth(earlier, later) / Number.exactly(years),
    ]
    return [*found, (later - earlier) / Number.exactly(years)] if shares else found


def _years(years: tuple[Quantity | None, Quantity | None]) -> int:
    """From one year to the other; 0 where one is not given."""
    first, last = (year.year if year else None for year in years)
    return max(0, last - first) if first and last else 0


def loose(stated: Quantity) -> Quantity:
    """A multiple in words is an approximation: a tenth each way."""
    value = stated.value
    if stated.meant:
        return stated
    wide = Interval(
        min(stated.amount.wide.low, value * Decimal("0.9")),
        max(stated.amount.wide.high, value * Decimal("1.1")),
    )
    return replace(stated, number=Number(stated.amount.face, wide))


def _near_face(ratio: Number) -> Number:
    """A ratio that rounding moves by a tenth at most: the multiple in a word has room of its own."""
    face = ratio.face.low
    return Number(
        ratio.face,
        Interval(max(ratio.wide.low, face * Decimal("0.9")), min(ratio.wide.high, face * Decimal("1.1"))),
    )


def check_multiple(sentence: Sentence, change: Change) -> list[Statement]:
    """doubled, tripled, halved: within a sixth of the multiple, asked about within a quarter; or on the side
    that "nearly" says."""
    match = MULTIPLE.search(change.word)
    if not match:
        return []
    meant = (match["meant"] or "").lower()
    word = match["word"].lower()
    span, stands_on = (change.start, change.end), change.stands_on
    if any(
        quantity.amount.wide.low <= 0 or quantity.amount.wide.high == INFINITY
        for quantity in (change.a, change.b)
    ):
        return []
    value = Decimal(words.TIMES.get(word, 0)) or words.HALVED[word]
    room = value / 4
    bounds = Interval(value - room, value + room)
    if meant in ("more than", "over", "at least"):
        bounds = Interval(Decimal(0), value) if word in words.HALVED else Interval(value, INFINITY)
    elif meant in ("nearly", "almost"):
        bounds = Interval(value, value + room) if word in words.HALVED else Interval(value - room, value)
    elif meant == "less than":
        bounds = Interval(value, INFINITY) if word in words.HALVED else Interval(Decimal(0), value)
    stated = Quantity(TIMES, match[0], 0, 0, Number.between(bounds), meant="about", digits=f"{value:f}")
    ratios = [_near_face(later / earlier) for earlier, later in readings_of(change.a, change.b)]
    found = compare(sentence, span, GROWTH, stated, ratios, stands_on)
    room = value / 6
    if found.holds and not meant:
        bounds = Interval(value - room, value + room)
        closely = replace(stated, number=Number.between(bounds))
        if not compare(sentence, span, GROWTH, closely, ratios, stands_on).holds:
            why = f"question: it became {found.computed} times as much; {match[0]}?"
            return [replace(found, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=why)]
    return [found]
