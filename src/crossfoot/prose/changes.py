"""Changes from one amount to another: the direction that the words give them, and the growth they state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE
from crossfoot.prose.amounts import SPAN_OF_TIME, comparable, is_open, same_base, same_noun
from crossfoot.prose.change_checks import CHANGE, aside, check_direction, check_steps
from crossfoot.prose.directions import PER_CURRENCY
from crossfoot.prose.growth import ANNUAL, GROWTH, Change, check_growth, check_multiple
from crossfoot.prose.moves import Move, read_moves, verb_before
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import PERCENT, POINTS, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, unknown
from crossfoot.prose.years import place_of

PAIRS = pattern(r"\bfrom {a:MNP} and {b:MNP}{~} to {c:MNP} and {d:MNP}{~}\brespectively")
ABOVE = pattern(
    r"(?:{b:M}{__60}, )?{d:M}(?: \({p:P}\))? (?:above|below|(?:more|less|higher|lower) than) "
    rf"(?:the|its) (?:(?:[\w'’.-]+|{OPEN}[YDO]\d+{CLOSE}) ){{1,6}}of {{a:M}}"
)
# "increased by 5, up from 20"
BY = re.compile(r"\bby (?:about |around |some |nearly |almost |over |more than )?$", re.IGNORECASE)
# between two amounts of which the second is of another thing
ANOTHER = re.compile(
    r"[;:]|\b(?:and|but|with|while|whereas|which|who|that|because|although|including|compared|after|"
    r"reflecting|as|till|until|accompanied)\b"
)
PLACES = re.compile(r"\b(?:in|at) (?:the )?[A-Z][a-z]")
# "27 of the 90 seats": the amount before can be the one that changed
WITHIN = pattern(
    r"{c:MNPF}(?:{__40}|{__20}\([^()]{0,40}\) )\b(?:of|in|at|to|for|by|with|from|across|among|over)\b{__20}$"
)
RATE_BEFORE = re.compile(
    r"(?:\b(?:compound(?:ed)?|average|mean|annual|yearly|annuali[sz]ed) ){1,4}$", re.IGNORECASE
)
RATES_THEMSELVES = ("growth", "expansion", "contraction")
# a percentage of something else than the two amounts as printed
ADJUSTED = re.compile(
    r"\b(?:constant|real|terms|adjust\w*|organic\w*|comparable|like-for-like|underlying|volume|basis|"
    r"exclud\w*|prorated|inflation)\b",
    re.IGNORECASE,
)


# a sentence on the amount of the one before, and that amount
REFERS = re.compile(r"^(?:It|They|This|That|Th(?:is|at|e) (?:figure|number|total|amount|value|level|sum))\b")
STATED = re.compile(
    r"\b(?:was|were|is|are|reached|stood at|totall?ed|amounted to|came to|proposed|provides?|provided)"
    r"(?: an?| a total of| about)?\s$"
)


def check_changes(sentence: Sentence) -> list[Statement]:
    """Direction, difference and growth of each change of which enough stands in the sentence.

    Growth without its base is kept as not checkable.
    """
    told: set[frozenset[int]] = set()
    found = [statement for move in read_moves(sentence) for statement in _judged(sentence, move, told)]
    return [*found, *_above(sentence), *_respectively(sentence)]


def _judged(sentence: Sentence, move: Move, told: set[frozenset[int]]) -> Iterator[Statement]:
    """told: adds the pairs of levels whose direction was judged."""
    text, amounts = sentence.skeleton, move.amounts
    a, b, d, p = (amounts.get(part) for part in "abdp")
    rate = RATE_BEFORE.search(text[: move.at])
    said = (
        re.split(r"[,(—–]", move.gap)[-1]
        + text[rate.start() if rate else move.at : move.end]
        + aside(text, move.end)
    )
    if p and (
        ADJUSTED.search(text[move.start : move.at] + said)
        or move.order.endswith("p")
        and text.startswith(" of ", move.end)
    ):
        p = None
    if a and b:
        change = _change(sentence, move, a, b)
        if not comparable(a, b):
            if "ab" in move.order:
                why = "the two amounts are not of one kind"
                yield unknown(sentence, change.span, CHANGE, change.word, change.stands_on, why)
            return
        if not _are_alike(sentence, move, a, b):
            return
        # growth "from 3.5 to 1.0 per cent" is a rate that falls
        is_rate = move.word.lower() in RATES_THEMSELVES and PERCENT in (a.kind, b.kind)
        if not move.again and not is_rate and frozenset((id(a), id(b), move.sign)) not in told:
            told.add(frozenset((id(a), id(b), move.sign)))
            direction = _direction(sentence, move, change)
            yield direction
            if direction.verdict == NOT_CHECKABLE:
                return
            yield from check_steps(sentence, change)
        yield from check_multiple(sentence, change)
        for stated in (d, p):
            if stated:
                yield check_growth(sentence, change, stated, said)
    elif d and p and not b and (level := _carried(sentence, move, d)):
        move.amounts["b"] = level
        yield from _percentage(sentence, move, d, p)
    elif d and p and p.kind == PERCENT and d.kind != POINTS and not ANNUAL.search(said):
        yield from _percentage(sentence, move, d, p)
    elif p and b and (level := _carried(sentence, move, b)) and _are_alike(sentence, move, level, b):
        change = _change(sentence, move, level, b)
        yield check_direction(sentence, change)
        yield check_growth(sentence, change, p, said)
    elif p and b and move.word.lower() in ("up", "down"):
        why = "the earlier amount is not in the sentence"
        yield unknown(sentence, (move.start, move.end), GROWTH, p.text, [b, p], why)


def _carried(sentence: Sentence, move: Move, like: Quantity) -> Quantity | None:
    """The level that the sentence before gives what "it" or "this amount" is, where it gives no other."""
    before = sentence.previous
    first = next((one for one in sentence.quantities if one.number is not None), None)
    if (
        not before
        or not REFERS.match(sentence.text)
        or all(first is not one for one in move.amounts.values())
    ):
        return None
    alike = [one for one in before.quantities if one.number is not None and comparable(one, like)]
    if len(alike) != 1 or not STATED.search(before.text[: alike[0].start]) or is_open(alike[0]):
        return None
    return alike[0]


def _change(sentence: Sentence, move: Move, a: Quantity, b: Quantity) -> Change:
    behind = sentence.skeleton[move.at : move.end].partition(OPEN)[0]
    years = (move.years.get("a"), move.years.get("b"))
    return Change(a, b, years, move.sign, move.word, move.start, move.end, behind)


def _are_alike(sentence: Sentence, move: Move, a: Quantity, b: Quantity) -> bool:
    """Whether the words after two amounts leave them the same thing, and the second what the first became."""
    after_a, after_b = (sentence.text[one.end :] for one in (a, b))
    between = ""
    if "ab" in move.order:
        between = sentence.skeleton[place_of(sentence, a)[1] : place_of(sentence, b)[0]]
    if move.gap and SPAN_OF_TIME.match(after_b) and not SPAN_OF_TIME.match(after_a):
        return False
    return (
        same_noun(after_a, after_b)
        and same_base(after_a, after_b)
        and not PLACES.search(between)
        and not PER_CURRENCY.match(after_a)
        and not PER_CURRENCY.match(after_b)
    )


def _direction(sentence: Sentence, move: Move, change: Change) -> Statement:
    """Where what stands before the level leaves doubt, a contradiction cannot be checked."""
    found, why = check_direction(sentence, change), ""
    if found.verdict == CONTRADICTED and move.gap:
        before = sentence.skeleton[: move.start]
        within = WITHIN.search(before)
        if within and comparable(change.a, sentence.quantities[int(within["c"])]):
            why = "an amount just before can be the one that changed"
        elif ANOTHER.search(move.gap):
            why = "another clause stands between the amount and the word"
        elif BY.search(before):
            why = "the first amount is a change, the other may be the level before it"
    return unknown(sentence, change.span, CHANGE, move.word, change.stands_on, why) if why else found


def _percentage(sentence: Sentence, move: Move, d: Quantity, p: Quantity) -> Iterator[Statement]:
    """A difference in percent of the level before, which is given or follows from the level after."""
    level = move.amounts.get("a") or move.amounts.get("b")
    if not level or not comparable(d, level) or is_open(d, level) or p.value < 0 < move.sign:
        return
    size, hundred = abs(d.amount), Number.exactly(100)
    before, slips = level.amount, []
    if "b" in move.amounts:
        before = before - size if move.sign > 0 else before + size
        slips = [("a share of the later amount, not of the earlier", hundred * size / level.amount)]
    if before.wide.low > 0 and level.amount.wide.low > 0:
        share, stands_on = hundred * size / before, [level, d, p]
        sign = -1 if p.value < 0 else 1
        span = (move.start, move.end)
        yield compare(sentence, span, GROWTH, p, [share], stands_on, sign=sign, slips=slips)


def _above(sentence: Sentence) -> Iterator[Statement]:
    """B, D (P) above A: the difference of B and A, and in percent of A."""
    for match, named in sentence.find(ABOVE):
        a, b, d, p = (named.get(name) for name in "abdp")
        if (
            not a
            or not d
            or not comparable(a, d)
            or is_open(a, d)
            or b
            and (not comparable(a, b) or is_open(b))
        ):
            continue
        span, stands_on = match.span(), [one for one in (a, b, d) if one]
        if b:
            yield compare(sentence, span, GROWTH, d, [abs(b.amount - a.amount)], stands_on)
        if p and p.value > 0 and a.amount.wide.low > 0:
            share = Number.exactly(100) * d.amount / a.amount
            yield compare(sentence, span, GROWTH, p, [share], [a, d, p])


def _respectively(sentence: Sentence) -> Iterator[Statement]:
    """From A and B to C and D respectively."""
    for match, named in sentence.find(PAIRS):
        for first, last in (("a", "c"), ("b", "d")):
            if statement := _pair(sentence, match, named[first], named[last]):
                yield statement


def _pair(sentence: Sentence, match: re.Match, a: Quantity, b: Quantity) -> Statement | None:
    text = sentence.skeleton
    verb = verb_before(text, match.start())
    if not verb or not comparable(a, b):
        return None
    places = re.findall(f"{OPEN}Y(\\d+){CLOSE}", match[0])
    years = [sentence.quantities[int(place)] for place in places]
    ends = (years[0], years[-1]) if years else (None, None)
    sign = -1 if verb["down"] else 1
    return check_direction(sentence, Change(a, b, ends, sign, verb[0], verb.start(), match.end(), ""))
