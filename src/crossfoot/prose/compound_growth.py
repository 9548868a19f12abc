"""A multiple in so many years, and the compound rate a year that it is said to be."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers import words
from crossfoot.numbers.grammar import either, read_number
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.numbers.rates import compound
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE, QUESTION, verdict
from crossfoot.prose.growth import GROWTH
from crossfoot.prose.quantities import MONEY
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, apart_of, record_text

COUNT = rf"(?:\d{{1,2}}|{either(words.NUMBER_WORDS)})"
MULTIPLIED = (
    r"\b(?P<meant>(?:more than|over|nearly|almost|about|roughly|at least|less than) )?"
    rf"(?P<multiple>{either([*words.TIMES, *words.HALVED])})\b"
)
SPAN = (
    rf"(?:\b(?:in|over|within|during) (?:the (?:past|last|next)? ?|only |just )?(?P<years>{COUNT}) years\b"
    r"|\b(?:between|from) (?P<first>(?:19|20)\d\d) (?:and|to) (?P<last>(?:19|20)\d\d)\b)"
)
RATE = (
    r"\b(?:compound(?:ed)? (?:average )?(?:annual|yearly) (?:average )?(?:growth|increase)(?: rate)?"
    r"(?: \([A-Z]{4}\))?|CAGR) (?:of|at|was|is|equals) (?:about )?"
    r"(?P<rate>\d{1,2}(?:\.\d{1,2})?)\s?(?:%|per\s?cent)"
)
FORM = re.compile(rf"{MULTIPLIED}[^.;:%]{{0,60}}?{SPAN}[^;:%]{{0,60}}?{RATE}", re.IGNORECASE)


def check_compound_growth(sentence: Sentence) -> list[Statement]:
    """ "doubled in ten years, a compound annual growth of 7.2%": a multiple in a word is within a tenth.

    A rate that fits one year more or less alone is a question. Where two amounts are given they decide.
    """
    if sum(quantity.kind == MONEY for quantity in sentence.quantities) > 1:
        return []
    return [_judged(sentence, match) for match in FORM.finditer(sentence.text) if _years(match) > 1]


def _years(match: re.Match) -> int:
    if match["first"]:
        return int(match["last"]) - int(match["first"])
    text = match["years"].lower()
    number = read_number(text) if text.isdigit() else None
    return int(number.value) if number else int(words.NUMBER_WORDS.get(text, 0))


def _judged(sentence: Sentence, match: re.Match) -> Statement:
    word, years, text = match["multiple"].lower(), _years(match), match["rate"]
    ratio = _ratio(
        Decimal(words.TIMES.get(word, 0)) or words.HALVED[word], (match["meant"] or "").strip().lower()
    )
    printed = Interval.rounded(Decimal(text), len(text.partition(".")[2]))
    implied = compound(ratio, years)
    judged, about = verdict(printed, implied.face, implied.wide), {}
    if judged == CONTRADICTED:
        other = next((n for n in (years + 1, years - 1) if compound(ratio, n).face.overlaps(printed)), None)
        if other:
            about = {
                "severity": QUESTION,
                "diagnosis": f"question: this is the rate over {other} years, not {years}",
            }
            judged = NOT_CHECKABLE
    low, high = (None if end.is_infinite() else end for end in (implied.wide.low, implied.wide.high))
    computed = f"{implied.face.low:.2f}" if implied.face.low.is_finite() else ""
    made = record_text(
        sentence, match.span(), GROWTH, f"{text}%", judged, computed=computed, low=low, high=high, **about
    )
    return replace(made, apart=apart_of(Decimal(text), implied.face))


def _ratio(value: Decimal, meant: str) -> Number:
    tenth = value / 10
    wide = {
        "more than": Interval(value, INFINITY),
        "over": Interval(value, INFINITY),
        "at least": Interval(value, INFINITY),
        "nearly": Interval(value - tenth, value),
        "almost": Interval(value - tenth, value),
        "less than": Interval(Decimal("0.01"), value),
    }.get(meant, Interval(value - tenth, value + tenth))
    return Number(Interval.exactly(value), wide)
