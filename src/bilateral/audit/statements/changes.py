"""Changes: from X in one year to Z in another, the direction the words give it, and the growth they state."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bilateral.audit.statements import words
from bilateral.audit.statements.quantities import (
    CLOSE,
    FRACTION,
    MONEY,
    NUMBER,
    OPEN,
    PERCENT,
    POINTS,
    TIMES,
    Quantity,
    pattern,
)
from bilateral.audit.statements.sentences import Sentence
from bilateral.audit.statements.statement import Statement, judge, record, unknown
from bilateral.audit.tables.grid import QUESTION
from bilateral.audit.values import INFINITY, Number
from bilateral.audit.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, WITHIN_ROUNDING
from bilateral.intervals import Interval

CHANGE, GROWTH = "change", "growth"
FROM_TO = pattern(r"\bfrom (?:(?:its|a|an|the) {..25})?{a:MNPFT}(?P<after_a>{~}) to (?:reach |about )?{b:MNPFT}(?P<after_b>(?:\s?\([^()]{0,80}\)|[^" + OPEN + CLOSE + r";(),]{0,40}?\b(?:in|by|at|of) (?=" + OPEN + r"[YD])){0,2})(?:{z:YD})?")
TO_FROM = pattern(r"{b:MNPF}(?P<after_b>{~}),? (?P<verb>up|down) (?:by )?(?:{g:PTX} )?from (?:only |just )?{a:MNPF}(?P<after_a>(?:[^" + OPEN + CLOSE + r";(),]{0,40}?\bin (?=" + OPEN + r"[YD]))?)(?:{y:YD})?")
FROM_LAST = pattern(r"\b(?P<verb>%s|%s) (?:[a-z]+ly )?to {b:MNP}{..40} from {a:MNP}" % (words.UP, words.DOWN))
UP_BY = pattern(r"{b:MN}(?P<after_b>{~}),? (?P<verb>up|down) (?:by )?{g:PX}")
PAIRS = pattern(r"\bfrom {a:MNP} and {b:MNP}{~} to {c:MNP} and {d:MNP}{~}\brespectively")
FURTHER = pattern(r"\s?(?:\([^()]{0,80}\)\s?)?,?\s?(?:and )?(?:then )?(?:to )?{c:MNPF}(?:\s?\([^()]{0,80}\))? in {x:YD}")
RISE = re.compile(rf"\b(?:{words.UP})\b|(?<=\bby )(?:{words.RISING})\b|(?<=\b(?:is|of) )(?:{words.RISING})\b|(?<=\b(?:are|was) )(?:{words.RISING})\b|(?<=\b(?:been|were) )(?:{words.RISING})\b|, (?:{words.RISING})\b", re.IGNORECASE)
FALL = re.compile(rf"\b(?:{words.DOWN})\b|(?<=\bby )(?:{words.FALLING})\b|(?<=\b(?:is|of) )(?:{words.FALLING})\b|(?<=\b(?:are|was) )(?:{words.FALLING})\b|(?<=\b(?:been|were) )(?:{words.FALLING})\b|, (?:{words.FALLING})\b", re.IGNORECASE)
MULTIPLE = re.compile(r"\b(?:(?P<meant>more than|over|nearly|almost|about|roughly|approximately|less than|at least) )?(?P<word>%s)\b" % "|".join([*words.TIMES, *words.HALVED]), re.IGNORECASE)
# where these stand between the word of direction and the amounts, or before it, the words may say something else
OTHER = re.compile(
    r"\b(?:not|never|no|without|fail\w*|instead|rather|would|could|might|should|if|unless|slow\w*|faster|accelerat\w*|decelerat\w*|moderat\w*|"
    r"eas(?:ed|ing)|deepen\w*|neither|nor|hardly|depreciat\w*|appreciat\w*|shift\w*|mov(?:ed|ing)|rank\w*|despite|although|whereas|while|"
    r"was|were|is|are|than|exempt\w*|pass(?:ed|ing)|cuts? in|hikes?)\b|\b(?:rates?|pace|speed)(?: of)? $",
    re.IGNORECASE,
)
ANNUAL = re.compile(r"\b(?:annual(?:ly|i[sz]ed)?|per year|a year|each year|every year|per annum|CAGR|compound|year[- ]on[- ]year|yearly|a month|per month|monthly|quarterly)\b", re.IGNORECASE)
BREAK = re.compile(r"[;:]|, (?:and|but|while|whereas|which|with)\b|\b(?:while|whereas|but|because|although)\b")
PLACES = re.compile(r"\b(?:in|at) (?:the )?[A-Z][a-z]")
PER_CURRENCY = re.compile(r"^\s?(?:per|to the|to one|against the|to a) (?:US )?(?:dollar|euro|yen|pound|USD)", re.IGNORECASE)
OF_CURRENCY = re.compile(r"\b(?:yen|dollar|rupee|euro|pound|yuan|renminbi|peso|won|baht|rupiah|ringgit|dong|riel|currency|exchange rate)\s(?:\w+\s)?$", re.IGNORECASE)
NOUN = re.compile(r"^\s([a-z][a-z-]+)")
NO_NOUN = frozenset("in by to and or of at from as for with on over during between per after before until since under than about a an the up down its "
                    "this that which it was were is had has respectively thereafter more within across among compared only year years yearly annually "
                    "almost nearly".split())  # fmt: skip


@dataclass(frozen=True)
class Change:
    """From a in one period to b in another; direction 1, -1 or 0 (not said), word: that says so; start, end: of the words in
    the skeleton; lead: from the word of direction to "from"."""

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


def check_changes(sentence: Sentence) -> list[Statement]:
    """Direction and growth of each change whose two amounts stand in the sentence; growth without its base is kept as
    not checkable."""
    found, told = [], set()
    for match, named in sentence.find(FROM_TO):
        change = _from_to(sentence, match, named)
        if change and comparable(change.a, change.b):
            found += _check(sentence, change)
            told |= {id(change.b)}
        elif change and change.direction:
            found.append(unknown(sentence, (change.start, change.end), CHANGE, change.word, change.stands_on, "the two amounts are not of one kind"))
    for match, named in sentence.find(TO_FROM):
        if id(named["b"]) not in told and comparable(named["a"], named["b"]) and not _negated(sentence.skeleton[: match.start("verb")]):
            years = (named.get("y"), None)
            change = Change(named["a"], named["b"], years, 1 if match["verb"].lower() == "up" else -1, match["verb"], match.start(), match.end(), "")
            found.append(_direction(sentence, change))
            if "g" in named:
                found.append(_growth(sentence, change, named["g"], _is_annual(sentence, match.start("verb"), match.end())))
            told |= {id(named["b"])}
    for match, named in sentence.find(FROM_LAST):
        direction = 1 if RISE.match(match["verb"]) else -1
        if id(named["b"]) not in told and comparable(named["a"], named["b"]) and not _negated(sentence.skeleton[: match.start()]) and not (
                PER_CURRENCY.match(sentence.skeleton[match.end() :]) or OF_CURRENCY.search(sentence.skeleton[: match.start()])):
            found.append(_direction(sentence, Change(named["a"], named["b"], (None, None), direction, match["verb"], match.start(), match.end(), "")))
    for match, named in sentence.find(UP_BY):
        if id(named["b"]) not in told:
            rest = sentence.skeleton[match.end() : match.end() + 40]
            if re.match(r"\s(?:from|on|over|compared|year)", rest):
                found.append(unknown(sentence, match.span(), GROWTH, named["g"].text, [named["b"], named["g"]], "the earlier amount is not in the sentence"))
    found += [_pair(sentence, match, named, *ends) for match, named in sentence.find(PAIRS) for ends in (("a", "c"), ("b", "d"))]
    return [statement for statement in found if statement]


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts are of one kind and unit; dollars without a country are any dollars' like."""
    kinds = {FRACTION: PERCENT}
    same = kinds.get(a.kind, a.kind) == kinds.get(b.kind, b.kind)
    return same and (a.currency == b.currency or {a.currency, b.currency} == {"$", "USD"})


def readings_of(a: Quantity, b: Quantity) -> list[tuple[Number, Number]]:
    """Two amounts as they can be meant: "from 3 in 2000 to 5 million in 2010" may give the scale once."""
    found = [(a.number, b.number)]
    for one, other, first in ((a, b, True), (b, a, False)):
        if other.scale > 0 and not one.scale and "," not in one.digits and one.kind in (NUMBER, MONEY) and abs(one.value) < 1000:
            scaled = one.number * Number.exactly(Decimal(10) ** other.scale)
            half = Decimal(1).scaleb(other.scale - len(one.digits.partition(".")[2])) / 2
            if scaled.is_point:
                scaled = Number(scaled.face, Interval(scaled.face.low - half, scaled.face.high + half))
            found.append((scaled, other.number) if first else (other.number, scaled))
    return found


def _from_to(sentence: Sentence, match: re.Match, named: dict[str, Quantity]) -> Change | None:
    text = sentence.skeleton
    # amounts of two places are no change, and a price of a currency falls as the currency rises
    if PLACES.search(match["after_a"]) or PER_CURRENCY.match(text[match.end("b") + 1 :]):
        return None
    if not _same_noun(text[match.end("a") + 1 :], text[match.end("b") + 1 :]):
        return None
    begin = max((stop.end() for stop in BREAK.finditer(text, max(0, match.start() - 160), match.start())), default=max(0, match.start() - 160))
    before = text[begin : match.start()]
    direction, word, at = _direction_of(before)
    inside = re.findall(f"{OPEN}[YD](\\d+){CLOSE}", match["after_a"])
    years = (sentence.quantities[int(inside[-1])] if inside else None, named.get("z"))
    start = begin + at if word else match.start()
    return Change(named["a"], named["b"], years, direction, word, start, match.end(), before[at:] if word else "")


def _direction_of(before: str) -> tuple[int, str, int]:
    """Which way the words before "from" point, 0 where they do not or do both; the word and where it begins."""
    found = sorted([(one.start(), one[0], sign) for sign, words_ in ((1, RISE), (-1, FALL)) for one in words_.finditer(before)])
    multiples = [(one.start(), one[0], -1 if one["word"].lower() in words.HALVED else 1) for one in MULTIPLE.finditer(before)]
    found = sorted([*found, *multiples])
    if not found or len({sign for *_, sign in found}) > 1:
        return 0, "", 0
    at, word, sign = found[-1]
    # what lies between the word and its amounts, and a little before it
    rest = before[at + len(word) :]
    if OF_CURRENCY.search(before[:at]):
        return 0, "", 0
    if len(rest) > 90 or OTHER.search(rest) or _negated(before[:at]) or re.search(r"\b(?:a|the|than|despite|of|with) $", before[:at]) and re.match(r"(?:grew|rose)", word):
        return 0, "", 0
    return sign, word.strip(" ,"), at


def _negated(before: str) -> bool:
    return bool(re.search(r"\b(?:not|never|no|without|fail\w*|instead|rather|would|could|might|should|if|unless|nor|neither|hardly|slow\w*|faster)\b[^.;]{0,25}$", before, re.IGNORECASE))


def _same_noun(after_a: str, after_b: str) -> bool:
    """Whether the words after two amounts can name the same thing: not "from 12 countries to 15 regions"."""
    nouns = [match[1] if (match := NOUN.match(text)) and match[1] not in NO_NOUN else "" for text in (after_a, after_b)]
    return not all(nouns) or nouns[0].rstrip("s") == nouns[1].rstrip("s")


def _check(sentence: Sentence, change: Change) -> list[Statement]:
    text, found = sentence.skeleton, []
    if change.direction:
        found.append(_direction(sentence, change))
        found += _steps(sentence, change)
    found += _multiple(sentence, change)
    stated, span = _stated_growth(sentence, change)
    if stated:
        lead = change.lead + text[change.end : span[1] + 30]
        if change.direction or change.word:
            found.append(_growth(sentence, replace(change, start=min(change.start, span[0]), end=max(change.end, span[1])), stated, bool(ANNUAL.search(lead))))
    return found


def _direction(sentence: Sentence, change: Change) -> Statement | None:
    if any(quantity.number.face.low < 0 for quantity in (change.a, change.b)):
        return unknown(sentence, (change.start, change.end), CHANGE, change.word, change.stands_on, "of negative numbers the words can mean the size or the value")
    outcomes = []
    for a, b in readings_of(change.a, change.b):
        low, high = (a, b) if change.direction > 0 else (b, a)
        if high.wide.is_below(low.wide) or (high.wide.high <= low.wide.low and high.wide != low.wide):
            outcomes.append((CONTRADICTED, b - a))
        elif low.face.is_below(high.face):
            outcomes.append((HOLDS, b - a))
        else:
            outcomes.append((WITHIN_ROUNDING, b - a))
    judged, difference = min(outcomes, key=lambda one: (HOLDS, WITHIN_ROUNDING, CONTRADICTED).index(one[0]))
    scale = min(change.a.scale, change.b.scale)
    wide = difference.wide
    low, high = (bound if bound.is_infinite() else bound.scaleb(-scale) for bound in (wide.low, wide.high))
    computed = f"from {change.a.text} to {change.b.text}"
    diagnosis = "the amounts go the other way" if judged == CONTRADICTED else ""
    return record(sentence, (change.start, change.end), CHANGE, change.word, judged, change.stands_on, computed=computed, low=low, high=high, diagnosis=diagnosis)


def _steps(sentence: Sentence, change: Change) -> list[Statement]:
    """Of "from A in … to B in …, C in … and D in …", whether each further step goes the same way."""
    found, last, end = [], change.b, change.end
    while match := FURTHER.match(sentence.skeleton, end):
        further = sentence.quantities[int(match["c"])]
        if not comparable(last, further):
            break
        step = replace(change, a=last, b=further, years=(None, sentence.quantities[int(match["x"])]), end=match.end())
        statement = _direction(sentence, step)
        if statement and statement.verdict == CONTRADICTED:
            statement = replace(statement, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis="question: this step goes the other way")
        found.append(statement)
        last, end = further, match.end()
    return found


def _stated_growth(sentence: Sentence, change: Change) -> tuple[Quantity | None, tuple[int, int]]:
    """The one amount that says how much the change is, before "from" or after the change, and where its words stand."""
    text, nothing = sentence.skeleton, (None, (0, 0))
    tokens = [sentence.quantities[int(place)] for kind, place in re.findall(f"{OPEN}([A-Z])(\\d+){CLOSE}", change.lead) if kind in (NUMBER, MONEY, PERCENT, POINTS, TIMES, FRACTION)]
    if len(tokens) == 1 and re.search(rf"(?:\bby|\bof|{words.UP}|{words.DOWN}) {OPEN}[A-Z]\d+{CLOSE}", change.lead, re.IGNORECASE):
        return tokens[0], (change.start, change.end)
    if tokens:
        return nothing
    after = AFTER.match(text, change.end)
    if after:
        quantity = sentence.quantities[int(after["g"] or after["h"])]
        return quantity, (change.end, after.end())
    return nothing


AFTER = pattern(
    r"(?:{~})?[,(]\s?(?:or |i\.e\.,? |that is,? |representing |a |which is |equivalent to |corresponding to |thus |meaning |marking |an? ){0,2}"
    r"(?:(?:up|down|(?:(?:total|overall|cumulative|average|annual|net|sharp|compound|strong) ){0,2}(?:increase|rise|growth|gain|jump|decline|fall|drop|decrease|reduction)(?: rate)? of|growing by|rising by|falling by) {g:PTXMN}"
    r"|{h:PTX} (?:(?:total|overall|cumulative|annual|net) )?(?:increase|rise|growth|gain|jump|decline|fall|drop|decrease|reduction|higher|lower)\b)"
)


def _growth(sentence: Sentence, change: Change, stated: Quantity, annual: bool) -> Statement | None:
    """Stated growth, difference, points or multiple against what the two amounts give."""
    span, stands_on = (change.start, change.end), [*change.stands_on, stated]
    a, b = change.a, change.b
    if any(quantity.number.wide.low <= 0 or quantity.number.wide.high == INFINITY for quantity in (a, b)):
        return unknown(sentence, span, GROWTH, stated.text, stands_on, "an amount is open-ended, zero or negative")
    sign = -1 if change.direction < 0 else 1
    pairs = readings_of(a, b)
    shares = a.kind in (PERCENT, FRACTION, POINTS)
    difference = [later - earlier for earlier, later in pairs]
    percent = [growth(earlier, later) for earlier, later in pairs]
    if annual:
        years = _years(change.years)
        if not years or stated.kind not in (PERCENT, POINTS, FRACTION):
            return unknown(sentence, span, GROWTH, stated.text, stands_on, "a rate a year, and the years are not given")
        readings = [rate for earlier, later in pairs for rate in yearly(earlier, later, years, shares)]
        slips = [("growth over the whole period, not a year", number) for number in percent]
        return judge(sentence, span, GROWTH, stated, readings, stands_on, sign=sign, slips=[(text, number) for text, number in slips])
    if stated.kind == NUMBER and change.lead.split(OPEN)[0].endswith("a factor of "):
        return judge(sentence, span, GROWTH, _loose(stated), [later / earlier for earlier, later in pairs], stands_on)
    if stated.kind == TIMES:
        ratios = [later / earlier for earlier, later in pairs]
        return judge(sentence, span, GROWTH, _loose(stated), [*ratios, *(ratio - Number.exactly(1) for ratio in ratios)], stands_on)
    if stated.kind == POINTS and not shares or stated.kind in (NUMBER, MONEY) and not comparable(stated, a):
        return unknown(sentence, span, GROWTH, stated.text, stands_on, "not in the unit of the two amounts")
    if stated.kind in (POINTS, NUMBER, MONEY):
        slips = [("percent, not percentage points", number) for number in percent] if stated.kind == POINTS else []
        return judge(sentence, span, GROWTH, stated, difference, stands_on, sign=sign, slips=slips)
    slips = [("percentage points, not percent", number) for number in difference] if shares else []
    slips += [("a share of the later amount, not of the earlier", Number.exactly(100) * (later - earlier) / later) for earlier, later in pairs]
    slips += [("the later amount in percent of the earlier, not the growth", Number.exactly(100) * later / earlier) for earlier, later in pairs]
    return judge(sentence, span, GROWTH, stated, percent, stands_on, sign=sign, slips=slips)


def growth(earlier: Number, later: Number) -> Number:
    """In percent."""
    return Number.exactly(100) * (later / earlier - Number.exactly(1))


def yearly(earlier: Number, later: Number, years: int, shares: bool) -> list[Number]:
    """What "a year" can mean over some years: compound, logarithmic and simple growth; of shares points a year too. The
    base year may count."""

    def compound(interval: Interval, n: int) -> Interval:
        return Interval(*(100 * ((bound.ln() / n).exp() - 1) for bound in (interval.low, interval.high)))

    def logarithmic(interval: Interval, n: int) -> Interval:
        return Interval(*(100 * bound.ln() / n for bound in (interval.low, interval.high)))

    ratio, found = later / earlier, []
    for n in (years, years + 1):
        found += [Number(rate(ratio.face, n), rate(ratio.wide, n)) for rate in (compound, logarithmic)]
        found.append(growth(earlier, later) / Number.exactly(n))
        found += [(later - earlier) / Number.exactly(n)] if shares else []
    return found


def _years(years: tuple[Quantity | None, Quantity | None]) -> int:
    """From one year to the other; 0 where one is not given."""
    first, last = (year.period.start.year if year and year.period else None for year in years)
    return max(0, last - first) if first and last else 0


def _is_annual(sentence: Sentence, start: int, end: int) -> bool:
    return bool(ANNUAL.search(sentence.skeleton[max(0, start - 30) : end + 30]))


def _loose(stated: Quantity) -> Quantity:
    """A multiple in words is an approximation: a tenth each way."""
    value = stated.value
    if stated.meant:
        return stated
    wide = Interval(min(stated.number.wide.low, value * Decimal("0.9")), max(stated.number.wide.high, value * Decimal("1.1")))
    return replace(stated, number=Number(stated.number.face, wide))


def _multiple(sentence: Sentence, change: Change) -> list[Statement]:
    """doubled, tripled, halved: within a quarter of the multiple; "more than" and "nearly" on their side of it."""
    match = MULTIPLE.search(change.word)
    if not match:
        return []
    lead = sentence.skeleton[max(0, change.start - 15) : change.start]
    meant = (match["meant"] or "").lower()
    word = match["word"].lower()
    span, stands_on = (change.start, change.end), change.stands_on
    if re.search(r"\bnot $", lead) or any(quantity.number.wide.low <= 0 or quantity.number.wide.high == INFINITY for quantity in (change.a, change.b)):
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
    return [judge(sentence, span, GROWTH, stated, [later / earlier for earlier, later in readings_of(change.a, change.b)], stands_on)]


def _pair(sentence: Sentence, match: re.Match, named: dict[str, Quantity], first: str, last: str) -> Statement | None:
    a, b = named[first], named[last]
    begin = max((stop.end() for stop in BREAK.finditer(sentence.skeleton, max(0, match.start() - 160), match.start())), default=max(0, match.start() - 160))
    direction, word, at = _direction_of(sentence.skeleton[begin : match.start()])
    if not direction or not comparable(a, b):
        return None
    return _direction(sentence, Change(a, b, (None, None), direction, word, begin + at, match.end(), ""))
