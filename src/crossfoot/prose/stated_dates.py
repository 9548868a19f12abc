"""Durations, the order of dates, weekdays, and days that exist, as a sentence states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers.dates import YEARS
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, WITHIN_ROUNDING
from crossfoot.prose.patterns import pattern
from crossfoot.prose.quantities import DATE, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, record
from crossfoot.prose.years import place_of

DURATION, ORDER, DAY = "duration", "order", "date"
YEARS_WORD = r"[ -](?P<_unit>years?|decades?)\b"
DURATIONS = [
    pattern(
        r"\b(?:from|between) {y:YD} (?:to|and|until|through) {z:YD},? ?\(?(?:over|within|i\.e\.,?|or|"
        r"a span of|a period of|spanning|a) (?:the )?{n:N}"
        + YEARS_WORD
        + r"(?! (?:before|after|ago|earlier|later|old))"
    ),
    pattern(
        r"\b(?:from|between) {y:YD} (?:to|and|until|through) {z:YD}(?:, | \()(?:the )?{n:N}"
        + YEARS_WORD
        + r"(?=[,.;)])"
    ),
    pattern(
        r"\b(?:the|a|an|this|these|over|during|past|last) {n:N}"
        + YEARS_WORD
        + r"(?: period| span)?,? ?\(?(?:from|between) {y:YD} (?:to|and|until|through) {z:YD}(?! (?:to|from))"
    ),
    pattern(r"{n:N}" + YEARS_WORD + r"(?: period| span)? \({s:S}\)"),
]
PERIOD = pattern(
    r"\b(?P<_word>from|between) (?:early |late |mid-|the end of |end-|the beginning of )?{y:YD} "
    r"(?:to|and|until|till|through) (?:early |late |mid-|the end of |end-)?{z:YD}"
)
BEGIN = (
    r"(?:signed|adopted|enacted|agreed|approved|announced|proposed|launched|founded|established|"
    r"created|born|introduced|started|began|opened|concluded|drafted|submitted)"
)
FINISH = (
    r"(?:entered into force|came into force|took effect|promulgated|ratified|came into effect|"
    r"completed|ended|closed|died|dissolved|abolished|repealed|expired|inaugurated|implemented)"
)
THEN = pattern(
    rf"\b{BEGIN}\b{{..40}}(?:in|on) {{y:YD}},? (?:and|then|before|until) (?:"
    rf"(?:it|then|was|were|finally|later|officially|subsequently|formally|has|had|been|being|the act|"
    rf"the law|the treaty) ){{0,4}}{FINISH}\b{{..40}}(?:in|on) {{z:YD}}"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = pattern(r"\b(?P<_day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),? (?:the )?{y:D}")
# an act that comes again, or a look back
REPEATED = re.compile(
    r"\b(?:re-|again|new|second|amend\w*|previous\w*|earlier|after|provision\w*|retroactiv\w*|backdat\w*)\b"
)
# before "from": amounts in the form of years, or a look backwards
AMOUNTS = re.compile(
    r"\b(?:rose|fell|grew|increas\w+|declin\w+|decreas\w+|drop\w*|reduc\w+|back|extend\w*|postpon\w*|"
    r"delay\w*|mov\w+|brought forward|revis\w+|chang\w+|shift\w*|accelerat\w+|advanc\w+|target|deadline|"
    r"due date|compar\w+|differ\w+)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def check_stated_dates(sentence: Sentence) -> list[Statement]:
    """N years from Y to Z, periods and acts in their order, weekdays, and days that exist."""
    return [statement for check in (_durations, _orders, _weekdays, _days) for statement in check(sentence)]


def _durations(sentence: Sentence) -> Iterator[Statement]:
    """N years from Y to Z."""
    told = set()
    for form in DURATIONS:
        for match, named in sentence.find(form):
            first, last = _years(named)
            if (
                first
                and last
                and id(named["n"]) not in told
                and not AMOUNTS.search(sentence.skeleton[: match.start()])
            ):
                told.add(id(named["n"]))
                yield _duration(sentence, match, named, last - first)


def _orders(sentence: Sentence) -> Iterator[Statement]:
    """Periods that run backwards; first one act and then another."""
    for match, named in sentence.find(PERIOD):
        if not AMOUNTS.search(sentence.skeleton[: match.start()]):
            found = _order(sentence, match, named["y"], named["z"], "the period runs backwards")
            # that 2015 is before 2017 says nothing, and years are compared "between 2020 and 2019"
            is_between = match["_word"].lower() == "between"
            yield from (one for one in found if one.verdict == CONTRADICTED and not is_between)
    for match, named in sentence.find(THEN):
        if not REPEATED.search(match[0] + sentence.skeleton[match.end() : match.end() + 30]):
            yield from _order(sentence, match, named["y"], named["z"], "the second is earlier than the first")


def _weekdays(sentence: Sentence) -> Iterator[Statement]:
    for match, named in sentence.find(WEEKDAY):
        period = named["y"].period
        if period and period.precision == "day":
            right = WEEKDAYS[period.first.weekday()].capitalize()
            is_right = right == match["_day"].capitalize()
            yield record(
                sentence,
                match.span(),
                DAY,
                match["_day"],
                HOLDS if is_right else CONTRADICTED,
                [named["y"]],
                computed=right,
                diagnosis="" if is_right else f"that day is a {right}",
            )


def _days(sentence: Sentence) -> Iterator[Statement]:
    """Days that no calendar has."""
    for quantity in sentence.quantities:
        year = re.search(r"(\d{4})$", quantity.text)
        if quantity.kind == DATE and quantity.period is None and year and int(year[1]) in YEARS:
            yield record(
                sentence,
                place_of(sentence, quantity),
                DAY,
                quantity.text,
                CONTRADICTED,
                [quantity],
                diagnosis="there is no such day",
            )


def _years(named: dict[str, Quantity]) -> tuple[int | None, int | None]:
    if "s" in named:
        first, last = (int(year) for year in named["s"].label.split())
        return first, last
    return named["y"].year, named["z"].year


def _duration(sentence: Sentence, match: re.Match, named: dict[str, Quantity], years: int) -> Statement:
    """In whole years, with the first year counted or not; of months, a year more or less."""
    stated, decade = named["n"], match["_unit"].startswith("decade")
    if decade:
        stated = replace(
            stated,
            number=Number(
                stated.amount.face, Interval(stated.value - Decimal("0.3"), stated.value + Decimal("0.3"))
            ),
        )
    unit = Number.exactly(10 if decade else 1)
    months = any(name in named and named[name].kind == DATE for name in "yz")
    lengths = [years, years + 1, *([years - 1] if months else [])]
    stands_on = [quantity for name, quantity in named.items() if name in "nyzs"]
    return compare(
        sentence,
        match.span(),
        DURATION,
        stated,
        [Number.exactly(length) / unit for length in lengths],
        stands_on,
    )


def _order(
    sentence: Sentence, match: re.Match, first: Quantity, last: Quantity, wrong: str
) -> Iterator[Statement]:
    """Whether one date is not after another; nothing where one of the days does not exist."""
    if not first.period or not last.period:
        return
    fiscal = "fiscal" in (first.label, last.label)
    backwards = last.period.last < first.period.first and not (
        fiscal and first.period.first.year - last.period.first.year <= 1
    )
    follows = first.period.last <= last.period.first
    yield record(
        sentence,
        match.span(),
        ORDER,
        f"{first.text} … {last.text}",
        CONTRADICTED if backwards else HOLDS if follows else WITHIN_ROUNDING,
        [first, last],
        diagnosis=wrong if backwards else "",
    )
