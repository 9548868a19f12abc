"""Changes: from X in one year to Z in another, the direction the words give it, and the growth they state."""

from __future__ import annotations

import re
from dataclasses import replace

from bilateral.audit.statements import words
from bilateral.audit.statements.amounts import comparable, readings_of, same_noun
from bilateral.audit.statements.growth import GROWTH, MULTIPLE, Change, check_growth, check_multiple
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
from bilateral.audit.statements.statement import Statement, record, unknown
from bilateral.audit.tables.grid import QUESTION
from bilateral.audit.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, WITHIN_ROUNDING

CHANGE = "change"
FROM_TO = pattern(
    r"\bfrom (?:(?:its|a|an|the) {..25})?{a:MNPFT}(?P<after_a>{~}) to (?:reach |about )?{b:MNPFT}"
    r"(?P<after_b>(?:\s?\([^()]{0,80}\)|[^"
    + OPEN
    + CLOSE
    + r";(),]{0,40}?\b(?:in|by|at|of) (?="
    + OPEN
    + r"[YD])){0,2})(?:{z:YD})?"
)
TO_FROM = pattern(
    r"{b:MNPF}(?P<after_b>{~}),? (?P<verb>up|down) (?:by )?(?:{g:PTXMN} )?from "
    r"(?:only |just |{..30} of )?{a:MNPF}(?P<after_a>(?:[^"
    + OPEN
    + CLOSE
    + r";(),]{0,40}?\bin (?="
    + OPEN
    + r"[YD]))?)(?:{y:YD})?"
)
FROM_LAST = pattern(r"\b(?P<verb>%s|%s) (?:[a-z]+ly )?to {b:MNP}{..40} from {a:MNP}" % (words.UP, words.DOWN))
UP_BY = pattern(r"{b:MN}(?P<after_b>{~}),? (?P<verb>up|down) (?:by )?{g:PX}")
PAIRS = pattern(r"\bfrom {a:MNP} and {b:MNP}{~} to {c:MNP} and {d:MNP}{~}\brespectively")
FURTHER = pattern(
    r"\s?(?:\([^()]{0,80}\)\s?)?,?\s?(?:and )?(?:then |further |again )?(?:to )?{c:MNPF}"
    r"(?:\s?\([^()]{0,80}\))? in {x:YD}"
)
RISE = re.compile(
    rf"\b(?:{words.UP})\b|(?<=\bby )(?:{words.RISING})\b|(?<=\b(?:is|of) )(?:{words.RISING})\b|(?<=\b"
    rf"(?:are|was) )(?:{words.RISING})\b|(?<=\b(?:been|were) )(?:{words.RISING})\b|, "
    rf"(?:{words.RISING})\b",
    re.IGNORECASE,
)
FALL = re.compile(
    rf"\b(?:{words.DOWN})\b|(?<=\bby )(?:{words.FALLING})\b|(?<=\b(?:is|of) )(?:{words.FALLING})\b|"
    rf"(?<=\b(?:are|was) )(?:{words.FALLING})\b|(?<=\b(?:been|were) )(?:{words.FALLING})\b|, "
    rf"(?:{words.FALLING})\b",
    re.IGNORECASE,
)
# where these stand between the word of direction and the amounts, or before it, the words may say something else
OTHER = re.compile(
    r"\b(?:not|never|no|without|fail(?:s|ed|ing)? to|instead|rather|would|could|might|should|if|"
    r"unless|slow\w*|faster|accelerat\w*|decelerat\w*|moderat\w*|"
    r"eas(?:ed|ing)|deepen\w*|neither|nor|hardly|depreciat\w*|appreciat\w*|shift\w*|mov"
    r"(?:ed|ing)|rank\w*|despite|although|whereas|while|"
    r"was|were|is|are|than|exempt\w*|pass(?:ed|ing)|cuts? in|hikes?)\b|\b(?:rates?|pace|speed)(?: of)? $",
    re.IGNORECASE,
)
BREAK = re.compile(r"[;:]|, (?:and|but|while|whereas|which|with)\b|\b(?:while|whereas|but|because|although)\b")
# the word and its amounts side by side, whatever other words of direction stand before
DIRECTLY = re.compile(rf"^(?: (?:\w+ly|further|again|back))?(?:,? (?:by )?{OPEN}[^,;]{{0,60}})?,? $")
# what still belongs to an amount: up to a comma, bracket or the next amount
ASIDE = re.compile(rf"[^{OPEN},;()]{{0,30}}")
PLACES = re.compile(r"\b(?:in|at) (?:the )?[A-Z][a-z]")
PER_CURRENCY = re.compile(
    r"^\s?(?:per|to the|to one|against the|to a) (?:US )?(?:dollar|euro|yen|pound|USD)", re.IGNORECASE
)
OF_CURRENCY = re.compile(
    r"\b(?:yen|dollar|rupee|euro|pound|yuan|renminbi|peso|won|baht|rupiah|ringgit|dong|riel|currency|"
    r"exchange rate)\s(?:\w+\s)?$",
    re.IGNORECASE,
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
            and not _negated(sentence.skeleton[: match.start("verb")])
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
            found.append(_direction(sentence, change))
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
            told |= {id(named["b"])}
    for match, named in sentence.find(FROM_LAST):
        direction = 1 if RISE.match(match["verb"]) else -1
        text = sentence.skeleton
        if (
            id(named["b"]) not in told
            and comparable(named["a"], named["b"])
            and same_noun(text[match.end("b") + 1 :], text[match.end() :])
            and not _negated(text[: match.start()])
            and not (
                PER_CURRENCY.match(sentence.skeleton[match.end() :])
                or OF_CURRENCY.search(sentence.skeleton[: match.start()])
            )
        ):
            found.append(
                _direction(
                    sentence,
                    Change(
                        named["a"], named["b"], (None, None), direction, match["verb"], match.start(), match.end(), ""
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


def _from_to(sentence: Sentence, match: re.Match, named: dict[str, Quantity]) -> Change | None:
    text = sentence.skeleton
    # amounts of two places are no change, and a price of a currency falls as the currency rises
    if PLACES.search(match["after_a"]) or PER_CURRENCY.match(text[match.end("b") + 1 :]):
        return None
    if not same_noun(text[match.end("a") + 1 :], text[match.end("b") + 1 :]):
        return None
    begin = max(
        (stop.end() for stop in BREAK.finditer(text, max(0, match.start() - 160), match.start())),
        default=max(0, match.start() - 160),
    )
    before = text[begin : match.start()]
    direction, word, at = _direction_of(before)
    inside = re.findall(f"{OPEN}[YD](\\d+){CLOSE}", match["after_a"])
    years = (sentence.quantities[int(inside[-1])] if inside else None, named.get("z"))
    # the quote begins with the clause, so that it says what changed
    start = begin if word else match.start()
    return Change(named["a"], named["b"], years, direction, word, start, match.end(), before[at:] if word else "")


def _direction_of(before: str) -> tuple[int, str, int]:
    """Which way the words before "from" point, 0 where they do not or do both; the word and where it begins."""
    found = sorted(
        [(one.start(), one[0], sign) for sign, words_ in ((1, RISE), (-1, FALL)) for one in words_.finditer(before)]
    )
    # "falling by 7 points, from": of the forms in -ing only those beside their amounts
    found += [
        (one.start(), one[0], sign)
        for sign, words_ in ((1, words.RISING), (-1, words.FALLING))
        for one in re.finditer(rf"\b(?:{words_})\b", before)
        if DIRECTLY.match(before[one.end() :]) and not any(at <= one.start() < at + len(word) for at, word, _ in found)
    ]
    multiples = [
        (one.start(), one[0], -1 if one["word"].lower() in words.HALVED else 1) for one in MULTIPLE.finditer(before)
    ]
    found = sorted([*found, *multiples])
    if not found:
        return 0, "", 0
    at, word, sign = found[-1]
    # what lies between the word and its amounts, and a little before it
    rest = before[at + len(word) :]
    if len({sign for *_, sign in found}) > 1 and not DIRECTLY.match(rest):
        return 0, "", 0
    if OF_CURRENCY.search(before[:at]):
        return 0, "", 0
    if (
        len(rest) > 90
        or OTHER.search(rest)
        or _negated(before[:at])
        or re.search(r"\b(?:a|the|than|despite|of|with) $", before[:at])
        and re.match(r"(?:grew|rose)", word)
    ):
        return 0, "", 0
    return sign, word.strip(" ,"), at


def _negated(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:not|never|no|without|fail(?:s|ed|ing)? to|instead|rather|would|could|might|should|if|"
            r"unless|nor|neither|hardly|slow\w*|faster)\b[^.;]{0,25}$",
            before,
            re.IGNORECASE,
        )
    )


def _check(sentence: Sentence, change: Change) -> list[Statement]:
    text, found = sentence.skeleton, []
    if change.direction:
        found.append(_direction(sentence, change))
        found += _steps(sentence, change)
    found += check_multiple(sentence, change)
    stated, span = _stated_growth(sentence, change)
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
    return found


def _direction(sentence: Sentence, change: Change) -> Statement | None:
    if any(
        not quantity.number.face.low.is_infinite() and quantity.number.face.low < 0 for quantity in (change.a, change.b)
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
        step = replace(change, a=last, b=further, years=(None, sentence.quantities[int(match["x"])]), end=match.end())
        statement = _direction(sentence, step)
        if statement and statement.verdict == CONTRADICTED:
            statement = replace(
                statement, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis="question: this step goes the other way"
            )
        found.append(statement)
        last, end = further, match.end()
    return found


def _stated_growth(sentence: Sentence, change: Change) -> tuple[Quantity | None, tuple[int, int]]:
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


AFTER = pattern(
    r"(?:{~})?[,(—–]\s?(?:or |i\.e\.,? |that is,? |representing |a |which is |equivalent to |"
    r"corresponding to |thus |meaning |marking |an? ){0,2}"
    r"(?:(?:up|down|(?:(?:total|overall|cumulative|average|annual|net|sharp|compound|strong) ){0,2}"
    r"(?:increase|rise|growth|gain|jump|decline|fall|drop|decrease|reduction)"
    r"(?: rate)? of|growing by|rising by|falling by) {g:PTXMN}"
    r"|{h:PTX} (?:(?:total|overall|cumulative|annual|net) )?(?:increase|rise|growth|gain|jump|"
    r"decline|fall|drop|decrease|reduction|higher|lower)\b)"
)
# ", exhibiting a compound annual growth rate (CAGR) of 14%", ", advancing at a 26.6% CAGR"
RATE = (
    r"(?:CAGR|(?:compound(?:ed)? |average |mean ){0,2}(?:annual|yearly) (?:average )?"
    r"(?:growth|increase|rise|decline|decrease)(?: rate)?)"
)
AFTER_RATE = pattern(
    r"(?:{~})?[,(—–]\s?(?:\w+ ){0,4}(?:" + RATE + r"(?: ?\([^()]{0,40}\))? (?:of|at|by) {g:P}|{h:P} " + RATE + r")"
)


def _pair(sentence: Sentence, match: re.Match, named: dict[str, Quantity], first: str, last: str) -> Statement | None:
    a, b = named[first], named[last]
    begin = max(
        (stop.end() for stop in BREAK.finditer(sentence.skeleton, max(0, match.start() - 160), match.start())),
        default=max(0, match.start() - 160),
    )
    direction, word, at = _direction_of(sentence.skeleton[begin : match.start()])
    if not direction or not comparable(a, b):
        return None
    years = [sentence.quantities[int(place)] for place in re.findall(f"{OPEN}Y(\\d+){CLOSE}", match[0])]
    return _direction(
        sentence,
        Change(a, b, (years[0], years[-1]) if years else (None, None), direction, word, begin + at, match.end(), ""),
    )
