"""Changes: from X in one year to Z in another, the direction the words give it, and the growth they state."""

from __future__ import annotations

import re
from dataclasses import replace

from crossfoot.numbers import words
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, QUESTION, WITHIN_ROUNDING
from crossfoot.prose.amounts import comparable, readings_of, same_noun
from crossfoot.prose.directions import BREAK, OF_CURRENCY, PER_CURRENCY, WORDS, direction_of, is_denied
from crossfoot.prose.growth import GROWTH, TOLD_AGAIN, Change, check_growth, check_multiple, stated_growth
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record, unknown

CHANGE = "change"
FROM_TO = pattern(
    r"\bfrom (?:(?:its|a|an|the) {..25})?{a:MNPFT}(?P<after_a>{~}) to (?:reach |about )?{b:MNPFT}"
    r"(?P<after_b>(?:\s?\([^()]{0,80}\)|{__40}\b(?:in|by|at|of) {=YD}){0,2})(?:{z:YD})?"
)
TO_FROM = pattern(
    r"{b:MNPF}(?P<after_b>{~}),? (?P<verb>up|down) (?:by )?(?:{g:PTXMN} )?from (?:only |just |{..30} of )?{a:MNPF}"
    r"(?P<after_a>(?:{__40}\bin {=YD})?)(?:{y:YD})?"
)
FROM_LAST = pattern(r"\b(?P<verb>%s|%s) (?:[a-z]+ly )?to {b:MNP}{..40} from {a:MNP}" % (words.UP, words.DOWN))
UP_BY = pattern(r"{b:MN}(?P<after_b>{~}),? (?P<verb>up|down) (?:by )?{g:PX}")
PAIRS = pattern(r"\bfrom {a:MNP} and {b:MNP}{~} to {c:MNP} and {d:MNP}{~}\brespectively")
FURTHER = pattern(
    r"\s?(?:\([^()]{0,80}\)\s?)?,?\s?(?:and )?(?:then |further |again )?(?:to )?{c:MNPF}"
    r"(?:\s?\([^()]{0,80}\))? in {x:YD}"
)
# what still belongs to an amount: up to a comma, bracket or the next amount
ASIDE = re.compile(rf"[^{OPEN},;()]{{0,30}}")
PLACES = re.compile(r"\b(?:in|at) (?:the )?[A-Z][a-z]")
# "27 of the 90 seats": the amount before can be the one that changed
WITHIN = pattern(
    r"{c:MNPF}(?:{__40}|{__20}\([^()]{0,40}\) )\b(?:of|in|at|to|for|by|with|from|across|among|over)\b{__20}$"
)


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
            found.append(
                unknown(
                    sentence,
                    (change.start, change.end),
                    CHANGE,
                    change.word,
                    change.stands_on,
                    "the two amounts are not of one kind",
                )
            )
    for match, named in sentence.find(TO_FROM):
        if (
            id(named["b"]) not in told
            and comparable(named["a"], named["b"])
            and not is_denied(sentence.skeleton[: match.start("verb")])
        ):
            years = (named.get("y"), None)
            change = Change(
                named["a"],
                named["b"],
                years,
                1 if match["verb"].lower() == "up" else -1,
                match["verb"],
                match.start(),
                match.end(),
                "",
            )
            told |= {id(named["b"])}
            direction = _direction(sentence, change)
            if (
                direction
                and direction.verdict == CONTRADICTED
                and _is_within(sentence, match.start(), named["a"])
            ):
                found.append(
                    unknown(
                        sentence,
                        match.span(),
                        CHANGE,
                        match["verb"],
                        change.stands_on,
                        "an amount just before can be the one that changed",
                    )
                )
                continue
            found.append(direction)
            if "g" in named:
                found.append(
                    check_growth(
                        sentence,
                        change,
                        named["g"],
                        sentence.skeleton[match.start("verb") : match.end()]
                        + ASIDE.match(sentence.skeleton, match.end())[0],
                    )
                )
    for match, named in sentence.find(FROM_LAST):
        direction = 1 if WORDS[1].match(match["verb"]) else -1
        text = sentence.skeleton
        if (
            id(named["b"]) not in told
            and comparable(named["a"], named["b"])
            and same_noun(text[match.end("b") + 1 :], text[match.end() :])
            and not is_denied(text[: match.start()])
            and not (
                PER_CURRENCY.match(sentence.skeleton[match.end() :])
                or OF_CURRENCY.search(sentence.skeleton[: match.start()])
            )
        ):
            found.append(
                _direction(
                    sentence,
                    Change(
                        named["a"],
                        named["b"],
                        (None, None),
                        direction,
                        match["verb"],
                        match.start(),
                        match.end(),
                        "",
                    ),
                )
            )
    for match, named in sentence.find(UP_BY):
        if id(named["b"]) not in told:
            rest = sentence.skeleton[match.end() : match.end() + 40]
            if re.match(r"\s(?:from|on|over|compared|year)", rest):
                found.append(
                    unknown(
                        sentence,
                        match.span(),
                        GROWTH,
                        named["g"].text,
                        [named["b"], named["g"]],
                        "the earlier amount is not in the sentence",
                    )
                )
    found += [
        _pair(sentence, match, named, *ends)
        for match, named in sentence.find(PAIRS)
        for ends in (("a", "c"), ("b", "d"))
    ]
    return [statement for statement in found if statement]


def _is_within(sentence: Sentence, at: int, earlier: Quantity) -> bool:
    """Whether the amount at this place is what another amount, which the earlier one is like, is part of or spread over."""
    before = WITHIN.search(sentence.skeleton[:at])
    return bool(before) and comparable(earlier, sentence.quantities[int(before["c"])])


def _from_to(sentence: Sentence, match: re.Match, named: dict[str, Quantity]) -> Change | None:
    text = sentence.skeleton
    # amounts of two places are no change, and a price of a currency falls as the currency rises
    between = match["after_a"]
    # "fell to 2.9 in 2023 from 3.3 in 2022, and the debt rose to 58.9": the later amount is another one's
    if BREAK.search(between) and any(form.search(between) for form in WORDS.values()):
        return None
    if PLACES.search(between) or PER_CURRENCY.match(text[match.end("b") + 1 :]):
        return None
    if not same_noun(text[match.end("a") + 1 :], text[match.end("b") + 1 :]):
        return None
    begin = max(
        (stop.end() for stop in BREAK.finditer(text, max(0, match.start() - 160), match.start())),
        default=max(0, match.start() - 160),
    )
    before = text[begin : match.start()]
    direction, word, at = direction_of(before)
    inside = re.findall(f"{OPEN}[YD](\\d+){CLOSE}", match["after_a"])
    years = (sentence.quantities[int(inside[-1])] if inside else None, named.get("z"))
    # the quote begins with the clause, so that it says what changed
    start = begin if word else match.start()
    return Change(
        named["a"], named["b"], years, direction, word, start, match.end(), before[at:] if word else ""
    )


def _check(sentence: Sentence, change: Change) -> list[Statement]:
    text, found = sentence.skeleton, []
    if change.direction:
        found.append(_direction(sentence, change))
        found += _steps(sentence, change)
    found += check_multiple(sentence, change)
    stated, span = stated_growth(sentence, change)
    if stated:
        lead = change.lead + text[change.end : span[1]] + ASIDE.match(text, span[1])[0]
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


def _direction(sentence: Sentence, change: Change) -> Statement | None:
    if any(
        not quantity.amount.face.low.is_infinite() and quantity.amount.face.low < 0
        for quantity in (change.a, change.b)
    ):
        return unknown(
            sentence,
            (change.start, change.end),
            CHANGE,
            change.word,
            change.stands_on,
            "of negative numbers the words can mean the size or the value",
        )
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
    if judged == CONTRADICTED and change.direction < 0 and change.a.kind == PERCENT and not any(change.years):
        # "fell from 5 to 10 percent" can say by how much
        span = (change.start, change.end)
        return record(
            sentence,
            span,
            CHANGE,
            change.word,
            NOT_CHECKABLE,
            change.stands_on,
            severity=QUESTION,
            diagnosis="question: from one share to a larger one, or by so much?",
        )
    return record(
        sentence,
        (change.start, change.end),
        CHANGE,
        change.word,
        judged,
        change.stands_on,
        computed=computed,
        low=low,
        high=high,
        diagnosis=diagnosis,
    )


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
        if statement and statement.verdict == CONTRADICTED:
            statement = replace(
                statement,
                verdict=NOT_CHECKABLE,
                severity=QUESTION,
                diagnosis="question: this step goes the other way",
            )
        found.append(statement)
        last, end = further, match.end()
    return found


def _pair(
    sentence: Sentence, match: re.Match, named: dict[str, Quantity], first: str, last: str
) -> Statement | None:
    a, b = named[first], named[last]
    begin = max(
        (
            stop.end()
            for stop in BREAK.finditer(sentence.skeleton, max(0, match.start() - 160), match.start())
        ),
        default=max(0, match.start() - 160),
    )
    direction, word, at = direction_of(sentence.skeleton[begin : match.start()])
    if not direction or not comparable(a, b):
        return None
    years = [sentence.quantities[int(place)] for place in re.findall(f"{OPEN}Y(\\d+){CLOSE}", match[0])]
    return _direction(
        sentence,
        Change(
            a,
            b,
            (years[0], years[-1]) if years else (None, None),
            direction,
            word,
            begin + at,
            match.end(),
            "",
        ),
    )
