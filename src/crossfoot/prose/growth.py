"""Stated growth, differences, points and multiples against the two amounts of a change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.numbers import words
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.prose.amounts import comparable, readings_of
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, POINTS, TIMES, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, unknown

GROWTH = "growth"
MULTIPLE = re.compile(
    r"\b(?:(?P<meant>more than|over|nearly|almost|about|roughly|approximately|less than|at least) )?"
    r"(?P<word>%s)\b" % "|".join([*words.TIMES, *words.HALVED]),
    re.IGNORECASE,
)


ANNUAL = re.compile(
    r"\b(?:annual(?:ly|i[sz]ed)?|per year|a year|each year|every year|per annum|CAGR|compound|"
    r"year[- ]on[- ]year|yearly|(?:a|per|each|every) (?:month|quarter|week|day)|monthly|quarterly|"
    r"weekly)\b",
    re.IGNORECASE,
)
SHORTER = re.compile(
    r"\b(?:a|per|each|every) (?:month|quarter|week|day)\b|\b(?:monthly|quarterly|weekly)\b", re.IGNORECASE
)


# what says how much stands directly behind the change and its year
BEHIND = r"{__60}(?:{x:YD}{__40})?"
AFTER = pattern(
    BEHIND + r"[,(—–]\s?(?:or |i\.e\.,? |that is,? |representing |a |which is |equivalent to |"
    r"corresponding to |thus |meaning |marking |an? ){0,2}"
    r"(?:(?:up|down|(?:(?:total|overall|cumulative|average|annual|net|sharp|compound|strong) ){0,2}"
    r"(?:increase|rise|growth|gain|jump|decline|fall|drop|decrease|reduction)"
    r"(?: rate)? of|growing by|rising by|falling by) {g:PTXMN}"
    r"|{h:PTX} (?:(?:total|overall|cumulative|annual|net) )?(?:increase|rise|growth|gain|jump|"
    r"decline|fall|drop|decrease|reduction|higher|lower)\b)"
)
TOLD_AGAIN = re.compile(
    r"\b(?:(?P<up>up|increase|rise|growth|gain|jump|growing|rising|higher)|down|decline|fall|drop|decrease|reduction|falling|lower)\b"
)
# ", exhibiting a compound annual growth rate (CAGR) of 14%", ", advancing at a 26.6% CAGR"
RATE = (
    r"(?:CAGR|(?:compound(?:ed)? |average |mean ){0,2}(?:annual|yearly) (?:average )?"
    r"(?:growth|increase|rise|decline|decrease)(?: rate)?)"
)
AFTER_RATE = pattern(
    BEHIND
    + r"[,(—–]\s?(?:\w+ ){0,4}(?:"
    + RATE
    + r"(?: ?\([^()]{0,40}\))? (?:of|at|by) {g:P}|{h:P} "
    + RATE
    + r")"
)


@dataclass(frozen=True)
class Change:
    """From a in one period to b in another; direction 1, -1 or 0 (not said), word: that says so; start, end: of the
    words in the skeleton; lead: from the word of direction to "from"."""

    a: Quantity
    b: Quantity
    years: tuple[Quantity | None, Quantity | None]
    direction: int
    word: str
    start: int
    end: int
    lead: str

    @property
    def stands_on(self) -> list[Quantity]:
        return [self.a, self.b, *(year for year in self.years if year)]


def stated_growth(sentence: Sentence, change: Change) -> tuple[Quantity | None, tuple[int, int]]:
    """The one amount that says how much the change is, before "from" or after the change, and where its words stand."""
    text, nothing = sentence.skeleton, (None, (0, 0))
    tokens = [
        sentence.quantities[int(place)]
        for kind, place in re.findall(f"{OPEN}([A-Z])(\\d+){CLOSE}", change.lead)
        if kind in (NUMBER, MONEY, PERCENT, POINTS, TIMES, FRACTION)
    ]
    if len(tokens) == 1 and re.search(
        rf"(?:\bby|\bof|{words.UP}|{words.DOWN}) {OPEN}[A-Z]\d+{CLOSE}", change.lead, re.IGNORECASE
    ):
        return tokens[0], (change.start, change.end)
    if tokens:
        return nothing
    after = AFTER_RATE.match(text, change.end) or AFTER.match(text, change.end)
    if after:
        quantity = sentence.quantities[int(after["g"] or after["h"])]
        return quantity, (change.end, after.end())
    return nothing


def check_growth(sentence: Sentence, change: Change, stated: Quantity, said: str) -> Statement:
    """Stated growth, difference, points or multiple against what the two amounts give. said: the words around it,
    which may make it a rate a year."""
    span, stands_on = (change.start, change.end), [*change.stands_on, stated]
    a, b = change.a, change.b
    if any(quantity.amount.wide.low <= 0 or quantity.amount.wide.high == INFINITY for quantity in (a, b)):
        return unknown(
            sentence, span, GROWTH, stated.text, stands_on, "an amount is open-ended, zero or negative"
        )
    sign = -1 if change.direction < 0 else 1
    pairs = readings_of(a, b)
    shares = a.kind in (PERCENT, FRACTION, POINTS)
    difference = [later - earlier for earlier, later in pairs]
    percent = [growth(earlier, later) for earlier, later in pairs]
    if ANNUAL.search(said):
        years = _years(change.years)
        if not years or stated.kind not in (PERCENT, POINTS, FRACTION) or SHORTER.search(said):
            return unknown(
                sentence,
                span,
                GROWTH,
                stated.text,
                stands_on,
                "a rate of a year or less, and not the years or months",
            )
        readings = [rate for earlier, later in pairs for rate in yearly(earlier, later, years, shares)]
        slips = [("growth over the whole period, not a year", number) for number in percent]
        return compare(
            sentence,
            span,
            GROWTH,
            stated,
            readings,
            stands_on,
            sign=sign,
            slips=[(text, number) for text, number in slips],
        )
    if stated.kind == NUMBER and change.lead.split(OPEN)[0].endswith("a factor of "):
        return compare(
            sentence, span, GROWTH, _loose(stated), [later / earlier for earlier, later in pairs], stands_on
        )
    if stated.kind == TIMES:
        ratios = [later / earlier for earlier, later in pairs]
        return compare(
            sentence,
            span,
            GROWTH,
            _loose(stated),
            [*ratios, *(ratio - Number.exactly(1) for ratio in ratios)],
            stands_on,
        )
    if stated.kind == POINTS and not shares or stated.kind in (NUMBER, MONEY) and not comparable(stated, a):
        return unknown(sentence, span, GROWTH, stated.text, stands_on, "not in the unit of the two amounts")
    if stated.kind in (POINTS, NUMBER, MONEY):
        slips = (
            [("percent, not percentage points", number) for number in percent]
            if stated.kind == POINTS
            else []
        )
        return compare(sentence, span, GROWTH, stated, difference, stands_on, sign=sign, slips=slips)
    slips = [("percentage points, not percent", number) for number in difference] if shares else []
    slips += [
        ("a share of the later amount, not of the earlier", Number.exactly(100) * (later - earlier) / later)
        for earlier, later in pairs
    ]
    slips += [
        ("the later amount in percent of the earlier, not the growth", Number.exactly(100) * later / earlier)
        for earlier, later in pairs
    ]
    return compare(sentence, span, GROWTH, stated, percent, stands_on, sign=sign, slips=slips)


def growth(earlier: Number, later: Number) -> Number:
    """In percent."""
    return Number.exactly(100) * (later / earlier - Number.exactly(1))


def yearly(earlier: Number, later: Number, years: int, shares: bool) -> list[Number]:
    """What "a year" can mean over some years: compound, logarithmic and simple growth; of shares points a year too. The
    base year may count, or the rate be of the years after it."""

    def compound(interval: Interval, n: int) -> Interval:
        return Interval(*(100 * ((bound.ln() / n).exp() - 1) for bound in (interval.low, interval.high)))

    def logarithmic(interval: Interval, n: int) -> Interval:
        return Interval(*(100 * bound.ln() / n for bound in (interval.low, interval.high)))

    ratio, found = later / earlier, []
    for n in (years, years + 1, *([years - 1] if years > 1 else [])):
        found += [Number(rate(ratio.face, n), rate(ratio.wide, n)) for rate in (compound, logarithmic)]
        found.append(growth(earlier, later) / Number.exactly(n))
        found += [(later - earlier) / Number.exactly(n)] if shares else []
    return found


def _years(years: tuple[Quantity | None, Quantity | None]) -> int:
    """From one year to the other; 0 where one is not given."""
    first, last = (year.period.start.year if year and year.period else None for year in years)
    return max(0, last - first) if first and last else 0


def _loose(stated: Quantity) -> Quantity:
    """A multiple in words is an approximation: a tenth each way."""
    value = stated.value
    if stated.meant:
        return stated
    wide = Interval(
        min(stated.amount.wide.low, value * Decimal("0.9")),
        max(stated.amount.wide.high, value * Decimal("1.1")),
    )
    return replace(stated, number=Number(stated.amount.face, wide))


def check_multiple(sentence: Sentence, change: Change) -> list[Statement]:
    """doubled, tripled, halved: within a quarter of the multiple; "more than" and "nearly" on their side of it."""
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
    return [
        compare(
            sentence,
            span,
            GROWTH,
            stated,
            [later / earlier for earlier, later in readings_of(change.a, change.b)],
            stands_on,
        )
    ]
