"""Changes from one amount to another: the direction that the words give them, and the growth they state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossfoot.numbers import words
from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, QUESTION, RANKING, WITHIN_ROUNDING
from crossfoot.prose.amounts import EACH, SPAN_OF_TIME, comparable, readings_of, same_base, same_noun
from crossfoot.prose.directions import BREAK, OF_CURRENCY, PER_CURRENCY, WORDS, direction_of, is_denied
from crossfoot.prose.growth import GROWTH, TOLD_AGAIN, Change, check_growth, check_multiple, stated_growth
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record, unknown

CHANGE = "change"
TOO_FAR = 10  # times the lesser amount
FROM_TO = pattern(
    r"\bfrom (?:(?:its|a|an|the) {..25})?{a:MNPFT}(?P<after_a>{~}) to (?:reach |about )?{b:MNPFT}"
    r"(?P<after_b>(?:\s?\([^()]{0,80}\)|{__40}\b(?:in|by|at|of) {=YD}){0,2})(?:{z:YD})?"
)
TO_FROM = pattern(
    r"{b:MNPF}(?P<after_b>{~}),? (?P<verb>up|down) (?:[a-z]+ly )?(?:by )?(?:{g:PTXMN} )?from "
    r"(?:only |just |{..30} of )?{a:MNPF}(?P<after_a>(?:{__40}\bin {=YD})?)(?:{y:YD})?"
)
BUT_FROM = pattern(
    r"(?:{__20}\b(?:in|of) {y:YD})?,? (?:but|and|though|yet|while) (?:still |also )?(?P<verb>up|down) "
    r"(?:[a-z]+ly )?from (?:only |just )?{c:MNPF}"
)
FROM_LAST = pattern(rf"\b(?P<verb>{words.UP}|{words.DOWN}) (?:[a-z]+ly )?to {{b:MNP}}{{..40}} from {{a:MNP}}")
UP_BY = pattern(r"{b:MN}(?P<after_b>{~}),? (?P<verb>up|down) (?:by )?{g:PX}")
PAIRS = pattern(r"\bfrom {a:MNP} and {b:MNP}{~} to {c:MNP} and {d:MNP}{~}\brespectively")
FURTHER = pattern(
    r"\s?(?:\([^()]{0,80}\)\s?)?,?\s?(?:and )?(?:then |further |again )?(?:to )?{c:MNPF}"
    r"(?:\s?\([^()]{0,80}\))? in {x:YD}"
)
# what still belongs to an amount: up to a comma, bracket or the next amount
ASIDE = re.compile(rf"[^{OPEN},;()]{{0,30}}")
# "increased by 5, up from 20"
BY = re.compile(r"\bby (?:about |around |some |nearly |almost |over |more than )?$", re.IGNORECASE)
SINCE = re.compile(r"\s(?:from|on|over|compared|year)")
# before what rises while its number falls
RANKED = re.compile(r"\b(?:rank\w*|place|position|league table|frequency|speed|pace)\b", re.IGNORECASE)
# between two amounts of which the second is of another thing
ANOTHER = re.compile(
    r"[;:]|\b(?:and|but|with|while|whereas|which|who|that|because|although|including|compared|after|"
    r"reflecting|as)\b"
)
# "to 5 million tonnes" before "from", and "from" behind "to 5 million tonnes"
UNITS = rf"[^{OPEN}{CLOSE},;()]{{0,40}}"
REACHED = re.compile(
    rf"\bto {UNITS}{OPEN}[MNPF]\d+{CLOSE}(?: (?:and|or|to) {OPEN}[MNPF]\d+{CLOSE})?[^{OPEN}{CLOSE};]*"
    rf"(?:{OPEN}[YD]\d+{CLOSE}[^{OPEN}{CLOSE};]*)?$"
)
FROM_AGAIN = re.compile(rf"^{UNITS}(?:{OPEN}[YD]\d+{CLOSE}{UNITS})?\bfrom {UNITS}{OPEN}[MNPF]\d+{CLOSE}")
# "between 5 and 6 million, down from 7 to 8 million"
RANGE_AFTER = re.compile(rf"^ ?(?:to|or|and|-|–) {OPEN}[MNPF]\d+{CLOSE}")
RANGE_BEFORE = re.compile(rf"\b(?:between|from) {UNITS}{OPEN}[MNPF]\d+{CLOSE}{UNITS}(?:and|to|or) $")
LOSS, GAIN = re.compile(r"\b(?:loss|deficit)\b"), re.compile(r"\b(?:gain|profit|surplus|earnings|income)\b")
# a word in -s that is a noun here: "the amount available for raises"
NOUN_BEFORE = re.compile(r"\b(?:for|of|in|the|these|those|any|some|such|further|pay|wage|price|tax)\s$")
PLACES = re.compile(r"\b(?:in|at) (?:the )?[A-Z][a-z]")
# "27 of the 90 seats": the amount before can be the one that changed
WITHIN = pattern(
    r"{c:MNPF}(?:{__40}|{__20}\([^()]{0,40}\) )\b(?:of|in|at|to|for|by|with|from|across|among|over)\b{__20}$"
)


def check_changes(sentence: Sentence) -> list[Statement]:
    """Direction and growth of each change whose two amounts stand in the sentence.

    Growth without its base is kept as not checkable. An amount that one form has told is left alone by the
    next.
    """
    told: set[int] = set()
    return [
        *_forwards(sentence, told),
        *_backwards(sentence, told),
        *_from_last(sentence, told),
        *_by_so_much(sentence, told),
        *_respectively(sentence),
    ]


def _forwards(sentence: Sentence, told: set[int]) -> Iterator[Statement]:
    """From A in one year to B in another. told: adds the later amounts."""
    for match, named in sentence.find(FROM_TO):
        change = _from_to(sentence, match, named)
        if change and comparable(change.a, change.b):
            yield from _check(sentence, change)
            told.add(id(change.b))
        elif change and change.direction:
            why = "the two amounts are not of one kind"
            yield unknown(sentence, change.span, CHANGE, change.word, change.stands_on, why)


def _backwards(sentence: Sentence, told: set[int]) -> Iterator[Statement]:
    """B, up (by so much) from A. told: adds the later amounts."""
    text = sentence.skeleton
    for match, named in sentence.find(TO_FROM):
        a, b, verb = named["a"], named["b"], match["verb"]
        if id(b) in told or not comparable(a, b) or is_denied(text[: match.start("verb")]):
            continue
        after_a, after_b = text[match.end("a") + 1 :], text[match.end("b") + 1 :]
        if RANGE_AFTER.match(after_a) or RANGE_BEFORE.search(text[: match.start()]):
            continue
        if not same_base(after_a, after_b) or SPAN_OF_TIME.match(after_b) and not SPAN_OF_TIME.match(after_a):
            continue
        told.add(id(b))
        sign = 1 if verb.lower() == "up" else -1
        change = Change(a, b, (named.get("y"), None), sign, verb, *match.span(), "")
        direction = _direction(sentence, change)
        why = ""
        if _is_within(sentence, match.start(), a):
            why = "an amount just before can be the one that changed"
        elif ANOTHER.search(match["after_b"]):
            why = "another clause stands between the amount and the word"
        elif BY.search(text[: match.start()]):
            why = "the first amount is a change, the other may be the level before it"
        if why and direction.verdict == CONTRADICTED:
            yield unknown(sentence, match.span(), CHANGE, verb, change.stands_on, why)
            continue
        yield from (direction, *_but_from(sentence, change))
        if "g" in named:
            said = text[match.start("verb") : match.end()] + _aside(text, match.end())
            yield check_growth(sentence, change, named["g"], said)


def _but_from(sentence: Sentence, change: Change) -> Iterator[Statement]:
    """It was B, down from A but up from C: the second word is of B too."""
    if match := BUT_FROM.match(sentence.skeleton, change.end):
        earlier = sentence.quantities[int(match["c"])]
        if comparable(earlier, change.b):
            sign = 1 if match["verb"].lower() == "up" else -1
            span = (change.start, match.end())
            yield _direction(
                sentence, Change(earlier, change.b, (None, None), sign, match["verb"], *span, "")
            )


def _from_last(sentence: Sentence, told: set[int]) -> Iterator[Statement]:
    """It rose to B from A."""
    text = sentence.skeleton
    for match, named in sentence.find(FROM_LAST):
        a, b = named["a"], named["b"]
        if (
            id(b) not in told
            and comparable(a, b)
            and same_noun(text[match.end("b") + 1 :], text[match.end() :])
            and same_base(text[match.end("b") + 1 :], text[match.end() :])
            and not is_denied(text[: match.start()])
            and not RANGE_AFTER.match(text[match.end("a") + 1 :])
            and not (match["verb"].endswith("s") and NOUN_BEFORE.search(text[: match.start()]))
            and not PER_CURRENCY.match(text[match.end() :])
            and not OF_CURRENCY.search(text[: match.start()])
        ):
            sign = 1 if WORDS[1].match(match["verb"]) else -1
            yield _direction(sentence, Change(a, b, (None, None), sign, match["verb"], *match.span(), ""))


def _by_so_much(sentence: Sentence, told: set[int]) -> Iterator[Statement]:
    """B, up by so much from something that the sentence does not say."""
    for match, named in sentence.find(UP_BY):
        if id(named["b"]) not in told and SINCE.match(sentence.skeleton[match.end() : match.end() + 40]):
            stands_on = [named["b"], named["g"]]
            why = "the earlier amount is not in the sentence"
            yield unknown(sentence, match.span(), GROWTH, named["g"].text, stands_on, why)


def _respectively(sentence: Sentence) -> Iterator[Statement]:
    """From A and B to C and D respectively."""
    for match, named in sentence.find(PAIRS):
        for first, last in (("a", "c"), ("b", "d")):
            if statement := _pair(sentence, match, named[first], named[last]):
                yield statement


def _aside(text: str, at: int) -> str:
    """What still belongs to the amount that ends at a place of the skeleton."""
    return match[0] if (match := ASIDE.match(text, at)) else ""


def _clause_start(text: str, at: int) -> int:
    """Where the clause begins that reaches a place of the skeleton, 160 characters back at most."""
    begin = max(0, at - 160)
    return max((stop.end() for stop in BREAK.finditer(text, begin, at)), default=begin)


def _is_within(sentence: Sentence, at: int, earlier: Quantity) -> bool:
    """Whether the amount before this place, which is like the earlier one, is a part of the amount here."""
    before = WITHIN.search(sentence.skeleton[:at])
    return before is not None and comparable(earlier, sentence.quantities[int(before["c"])])


RATE_BEFORE = re.compile(
    r"(?:\b(?:compound(?:ed)?|average|mean|annual|yearly|annuali[sz]ed) ){1,4}$", re.IGNORECASE
)


def _from_to(sentence: Sentence, match: re.Match, named: dict[str, Quantity]) -> Change | None:
    text = sentence.skeleton
    between, begin = match["after_a"], _clause_start(text, match.start())
    after_a, after_b = text[match.end("a") + 1 :], text[match.end("b") + 1 :]
    # "rose to 5 from 4, with sales falling to 3 from 6": what follows "to" is another one's
    if ANOTHER.search(between) or any(form.search(between) for form in WORDS.values()):
        return None
    if REACHED.search(text[begin : match.start()]) or FROM_AGAIN.match(after_b):
        return None
    # amounts of two places are not a change, and a price of a currency falls as the currency rises
    if PLACES.search(between) or PER_CURRENCY.match(after_a) or PER_CURRENCY.match(after_b):
        return None
    if not same_noun(after_a, after_b) or not same_base(after_a, after_b):
        return None
    before = text[begin : match.start()]
    # a rank that rises becomes a lesser number
    if RANKED.search(before):
        return None
    direction, word, at = direction_of(before)
    # "an annual growth of": what makes it a rate stands before the word
    rate = RATE_BEFORE.search(before[:at]) if word else None
    lead = before[rate.start() if rate else at :] if word else ""
    inside = re.findall(f"{OPEN}[YD](\\d+){CLOSE}", match["after_a"])
    years = (sentence.quantities[int(inside[-1])] if inside else None, named.get("z"))
    # the quote begins with the clause, so that it says what changed
    start = begin if word else match.start()
    return Change(named["a"], named["b"], years, direction, word, start, match.end(), lead)


def _check(sentence: Sentence, change: Change) -> list[Statement]:
    text, found = sentence.skeleton, []
    if change.direction:
        found.append(_direction(sentence, change))
        found += _steps(sentence, change)
    found += check_multiple(sentence, change)
    stated, span = stated_growth(sentence, change)
    if stated:
        lead = change.lead + text[change.end : span[1]] + _aside(text, span[1])
        if change.direction or change.word:
            found.append(
                check_growth(
                    sentence,
                    replace(change, start=min(change.start, span[0]), end=max(change.end, span[1])),
                    stated,
                    lead,
                )
            )
        told = TOLD_AGAIN.search(text, change.end, span[1])
        if told and change.direction * (1 if told["up"] else -1) < 0:
            # "fell from 5 to 3, an increase of 40%"
            again = replace(
                change,
                direction=-change.direction,
                word=told[0],
                start=min(change.start, span[0]),
                end=span[1],
            )
            found.append(_direction(sentence, again))
    return found


def _direction(sentence: Sentence, change: Change) -> Statement:
    """Whether the amounts go the way that the word says."""
    faces = [quantity.amount.face.low for quantity in (change.a, change.b)]
    if any(not face.is_infinite() and face < 0 for face in faces):
        why = "of negative numbers the words can mean the size or the value"
        return unknown(sentence, change.span, CHANGE, change.word, change.stands_on, why)
    judged, difference = min(
        ((_way(a, b, change.direction), b - a) for a, b in readings_of(change.a, change.b)),
        key=lambda outcome: RANKING.index(outcome[0]),
    )
    if judged == CONTRADICTED and change.direction < 0 and change.a.kind == PERCENT and not any(change.years):
        # "fell from 5 to 10 percent" can say by how much
        return record(
            sentence,
            change.span,
            CHANGE,
            change.word,
            NOT_CHECKABLE,
            change.stands_on,
            severity=QUESTION,
            diagnosis="question: from one share to a larger one, or by so much?",
        )
    around = sentence.skeleton[max(0, change.start - 60) : change.end + 30]
    if judged == CONTRADICTED and LOSS.search(around) and GAIN.search(around):
        why = "a gain and a loss are told without a sign"
        return unknown(sentence, change.span, CHANGE, change.word, change.stands_on, why)
    small, large = sorted(abs(one.value) for one in (change.a, change.b))
    loose = NUMBER in (change.a.kind, change.b.kind) and not (change.a.scale and change.b.scale)
    loose = loose or any(EACH.match(sentence.text[one.end :]) for one in (change.a, change.b))
    if judged == CONTRADICTED and loose and large > TOO_FAR * small:
        why = "the two amounts are too far apart to be of one thing"
        return unknown(sentence, change.span, CHANGE, change.word, change.stands_on, why)
    scale = min(change.a.scale, change.b.scale)
    low, high = (
        bound if bound.is_infinite() else bound.scaleb(-scale)
        for bound in (difference.wide.low, difference.wide.high)
    )
    return record(
        sentence,
        change.span,
        CHANGE,
        change.word,
        judged,
        change.stands_on,
        computed=f"from {change.a.text} to {change.b.text}",
        low=low,
        high=high,
        diagnosis="the amounts go the other way" if judged == CONTRADICTED else "",
    )


def _way(earlier: Number, later: Number, direction: int) -> str:
    """The verdict on a direction: contradicted where the amounts surely go the other way, or stay."""
    low, high = (earlier, later) if direction > 0 else (later, earlier)
    if high.wide.is_below(low.wide) or (high.wide.high <= low.wide.low and high.wide != low.wide):
        return CONTRADICTED
    return HOLDS if low.face.is_below(high.face) else WITHIN_ROUNDING


def _steps(sentence: Sentence, change: Change) -> list[Statement]:
    """Of "from A in … to B in …, C in … and D in …", whether each further step goes the same way."""
    found, last, end = [], change.b, change.end
    while match := FURTHER.match(sentence.skeleton, end):
        further = sentence.quantities[int(match["c"])]
        if not comparable(last, further):
            break
        step = replace(
            change, a=last, b=further, years=(None, sentence.quantities[int(match["x"])]), end=match.end()
        )
        statement = _direction(sentence, step)
        if statement.verdict == CONTRADICTED:
            statement = replace(
                statement,
                verdict=NOT_CHECKABLE,
                severity=QUESTION,
                diagnosis="question: this step goes the other way",
            )
        found.append(statement)
        last, end = further, match.end()
    return found


def _pair(sentence: Sentence, match: re.Match, a: Quantity, b: Quantity) -> Statement | None:
    text = sentence.skeleton
    begin = _clause_start(text, match.start())
    direction, word, at = direction_of(text[begin : match.start()])
    if not direction or not comparable(a, b):
        return None
    places = re.findall(f"{OPEN}Y(\\d+){CLOSE}", match[0])
    years = [sentence.quantities[int(place)] for place in places]
    ends = (years[0], years[-1]) if years else (None, None)
    return _direction(sentence, Change(a, b, ends, direction, word, begin + at, match.end(), ""))
