"""What a change from one amount to another says, judged: its direction, its steps, its stated growth."""

from __future__ import annotations

import re
from dataclasses import replace

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, RANKING, WITHIN_ROUNDING
from crossfoot.prose.amounts import EACH, comparable, readings_of
from crossfoot.prose.growth import Change
from crossfoot.prose.patterns import OPEN, pattern
from crossfoot.prose.quantities import NUMBER
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record, unknown

CHANGE = "change"
TOO_FAR = 10  # times the lesser amount
FURTHER = pattern(
    r"\s?(?:\([^()]{0,80}\)\s?)?,?\s?(?:and )?(?:then |further |again )?(?:to )?{c:MNPF}"
    r"(?:\s?\([^()]{0,80}\))? in {x:YD}"
)
# what still belongs to an amount: up to a comma, bracket or the next amount
ASIDE = re.compile(rf"[^{OPEN},;()]{{0,30}}")
LOSS, GAIN = re.compile(r"\b(?:loss|deficit)\b"), re.compile(r"\b(?:gain|profit|surplus|earnings|income)\b")


def check_direction(sentence: Sentence, change: Change) -> Statement:
    """Whether the amounts go the way that the word says."""
    faces = [quantity.amount.face.low for quantity in (change.a, change.b)]
    if any(not face.is_infinite() and face < 0 for face in faces):
        why = "of negative numbers the words can mean the size or the value"
        return unknown(sentence, change.span, CHANGE, change.word, change.stands_on, why)
    judged, difference = min(
        ((_way(a, b, change.direction), b - a) for a, b in readings_of(change.a, change.b)),
        key=lambda outcome: RANKING.index(outcome[0]),
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


def check_steps(sentence: Sentence, change: Change) -> list[Statement]:
    """Of "from A in … to B in …, C in … and D in …", whether each further step goes the same way."""
    found, last, end = [], change.b, change.end
    while match := FURTHER.match(sentence.skeleton, end):
        further = sentence.quantities[int(match["c"])]
        if not comparable(last, further):
            break
        step = replace(
            change, a=last, b=further, years=(None, sentence.quantities[int(match["x"])]), end=match.end()
        )
        found.append(check_direction(sentence, step))
        last, end = further, match.end()
    return found


def aside(text: str, at: int) -> str:
    """What still belongs to the amount that ends at a place of the skeleton."""
    return match[0] if (match := ASIDE.match(text, at)) else ""
