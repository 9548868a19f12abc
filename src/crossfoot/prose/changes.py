"""Changes from one amount to another: the direction that the words give them, and the growth they state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.numbers import words
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.prose.amounts import SPAN_OF_TIME, comparable, same_base, same_noun
from crossfoot.prose.change_checks import CHANGE, aside, check_change, check_direction
from crossfoot.prose.directions import BREAK, OF_CURRENCY, PER_CURRENCY, WORDS, direction_of, is_denied
from crossfoot.prose.growth import GROWTH, Change, check_growth
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, unknown

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
            yield from check_change(sentence, change)
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
        direction = check_direction(sentence, change)
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
            said = text[match.start("verb") : match.end()] + aside(text, match.end())
            yield check_growth(sentence, change, named["g"], said)


def _but_from(sentence: Sentence, change: Change) -> Iterator[Statement]:
    """It was B, down from A but up from C: the second word is of B too."""
    if match := BUT_FROM.match(sentence.skeleton, change.end):
        earlier = sentence.quantities[int(match["c"])]
        if comparable(earlier, change.b):
            sign = 1 if match["verb"].lower() == "up" else -1
            span = (change.start, match.end())
            yield check_direction(
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
            yield check_direction(
                sentence, Change(a, b, (None, None), sign, match["verb"], *match.span(), "")
            )


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


def _clause_start(text: str, at: int) -> int:
    """Where the clause begins that reaches a place of the skeleton, 160 characters back at most."""
    begin = max(0, at - 160)
    return max((stop.end() for stop in BREAK.finditer(text, begin, at)), default=begin)


def _is_within(sentence: Sentence, at: int, earlier: Quantity) -> bool:
    """Whether the amount before this place, which is like the earlier one, is a part of the amount here."""
    before = WITHIN.search(sentence.skeleton[:at])
    return before is not None and comparable(earlier, sentence.quantities[int(before["c"])])


RATES_THEMSELVES = ("growth", "expansion", "inflation")
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
    # growth "from 3.5 to 1.0 per cent" is a rate that falls
    if word.lower() in RATES_THEMSELVES and PERCENT in (named["a"].kind, named["b"].kind):
        direction = 0
    # "an annual growth of": what makes it a rate stands before the word
    rate = RATE_BEFORE.search(before[:at]) if word else None
    lead = before[rate.start() if rate else at :] if word else ""
    inside = re.findall(f"{OPEN}[YD](\\d+){CLOSE}", match["after_a"])
    years = (sentence.quantities[int(inside[-1])] if inside else None, named.get("z"))
    # the quote begins with the clause, so that it says what changed
    start = begin if word else match.start()
    return Change(named["a"], named["b"], years, direction, word, start, match.end(), lead)


def _pair(sentence: Sentence, match: re.Match, a: Quantity, b: Quantity) -> Statement | None:
    text = sentence.skeleton
    begin = _clause_start(text, match.start())
    direction, word, at = direction_of(text[begin : match.start()])
    if not direction or not comparable(a, b):
        return None
    places = re.findall(f"{OPEN}Y(\\d+){CLOSE}", match[0])
    years = [sentence.quantities[int(place)] for place in places]
    ends = (years[0], years[-1]) if years else (None, None)
    return check_direction(sentence, Change(a, b, ends, direction, word, begin + at, match.end(), ""))
