"""One statement of the prose with its verdict, and how it goes on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from math import log10
from typing import Any

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import (
    CONTRADICTED,
    NOT_CHECKABLE,
    WITHIN_ROUNDING,
    Judged,
    best_verdict,
    severity_of,
)
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.sentences import Sentence

SENTENCE = "sentence"


@dataclass(frozen=True)
class Statement(Judged):
    """A number or word of the prose, and what it was held against.

    page, line, quote: where it stands and its words. kind; stated: the number or word itself. computed: what
    it was held against, at face value; low, high: all that this can be, in the unit of the stated number.
    against: the sentence, or table, row and column. verdict, severity (error, question, note or ""),
    diagnosis: the slip that explains a contradiction, or why it cannot be checked. place: passage and
    sentence, from 0; start: of the words in it. cells: (passage, sentence, quantity) that it stands on.
    apart: by what power of ten the stated number is what it was held against; None where nothing tells.
    """

    page: int | None
    line: int
    quote: str
    kind: str
    stated: str
    computed: str
    low: Decimal | None
    high: Decimal | None
    against: str
    verdict: str
    severity: str
    diagnosis: str
    place: tuple[int, int]
    start: int
    cells: frozenset[tuple[int, int, int]]
    apart: float | None = None

    @property
    def key(self) -> tuple:
        """What identifies a statement: kind, where, and the quantities it stands on."""
        return (self.kind, *self.place, tuple(sorted(self.cells)))


COLUMNS = [
    field.name for field in fields(Statement) if field.name not in ("place", "start", "cells", "apart")
]


def record(
    sentence: Sentence,
    span: tuple[int, int],
    kind: str,
    stated: str,
    judged: str,
    stands_on: Iterable[Quantity],
    *,
    computed: str = "",
    low: Decimal | None = None,
    high: Decimal | None = None,
    against: str = SENTENCE,
    severity: str = "",
    diagnosis: str = "",
) -> Statement:
    """A statement of a sentence. span: of its words, in the skeleton."""
    places = {
        id(quantity): (*one.place, n)
        for one in (sentence.previous, sentence)
        if one
        for n, quantity in enumerate(one.quantities)
    }
    cells = frozenset(places[id(quantity)] for quantity in stands_on)
    low, high = (None if bound is None or bound.is_infinite() else bound for bound in (low, high))
    return Statement(
        sentence.page,
        sentence.line,
        sentence.quote(*span),
        kind,
        " ".join(stated.split()),
        computed,
        low,
        high,
        against,
        judged,
        severity_of(judged, severity),
        diagnosis,
        sentence.place,
        span[0],
        cells,
    )


def without_cut(sentence: Sentence, found: list[Statement]) -> list[Statement]:
    """Without what is contradicted in a cut sentence: amounts can belong to words that stand elsewhere."""
    return [one for one in found if not (sentence.is_cut and one.verdict == CONTRADICTED)]


def one_verdict(found: list[Statement]) -> list[Statement]:
    """Without what holds of amounts that are contradicted: "rose from 4 to 8, tripled" has one verdict."""
    wrong = [one.cells for one in found if one.verdict == CONTRADICTED]
    return [
        one
        for one in found
        if not (one.holds and one.against == SENTENCE and any(one.cells and one.cells <= of for of in wrong))
    ]


def record_text(
    sentence: Sentence, span: tuple[int, int], kind: str, stated: str, judged: str, **about: Any
) -> Statement:
    """A statement by the place of its words in the text, which stands on the quantities there."""
    start, end = span
    inside = [one for one in sentence.quantities if start <= one.start and one.end <= end]
    made = record(sentence, (0, 0), kind, stated, judged, inside, **about)
    return replace(made, quote=sentence.text[start:end].strip(" ,;:("), start=start)


def unknown(
    sentence: Sentence, span: tuple[int, int], kind: str, stated: str, stands_on: Iterable[Quantity], why: str
) -> Statement:
    """A statement that cannot be checked, and why."""
    return record(sentence, span, kind, stated, NOT_CHECKABLE, stands_on, diagnosis=why)


def compare(
    sentence: Sentence,
    span: tuple[int, int],
    kind: str,
    stated: Quantity,
    meanings: list[Number],
    stands_on: Iterable[Quantity],
    *,
    sign: int = 1,
    slips: Iterable[tuple[str, Number]] = (),
    against: str = SENTENCE,
) -> Statement:
    """A stated quantity held against what can be computed, for each thing that it can mean.

    meanings: one that holds is enough. slips: what a common slip would give, tried in this order before
    misprints.
    sign: -1 where the words say "fell by". Cutting off in place of rounding counts as rounding.
    """
    stands_on = list(stands_on)
    number = stated.amount if sign > 0 else -stated.amount
    judged, computed = best_verdict(number.wide, meanings)
    diagnosis = ""
    if judged == CONTRADICTED:
        if any(meaning.wide.overlaps(cut_off(stated, number)) for meaning in meanings):
            judged, diagnosis = WITHIN_ROUNDING, "cut off, not rounded"
        else:
            diagnosis = _explain(stated, number, computed, slips)
    wide, face = (
        in_units(interval if sign > 0 else -interval, stated) for interval in (computed.wide, computed.face)
    )
    made = record(
        sentence,
        span,
        kind,
        stated.text,
        judged,
        stands_on,
        computed=shown(face, stated),
        low=wide.low,
        high=wide.high,
        against=against,
        diagnosis=diagnosis,
    )
    known = {id(one) for one in (stated, *stands_on)}
    # where another number of the sentence is what follows, the stated one is of something else
    is_said = any(
        one.kind == stated.kind and one.amount.wide.overlaps(computed.wide)
        for one in sentence.quantities
        if id(one) not in known and one.number is not None
    )
    return replace(made, apart=None if is_said else apart_of(number.value, computed.face))


def apart_of(value: Decimal, face: Interval) -> float | None:
    """A number as a power of ten times what follows; None where one of them is not known, or has another
    sign."""
    end = face.low if face.high.is_infinite() else face.high
    other = end if face.low.is_infinite() else (face.low + end) / 2
    if value.is_infinite() or other.is_infinite() or value * other <= 0:
        return None
    return log10(value / other)


def _explain(stated: Quantity, number: Number, computed: Number, slips: Iterable[tuple[str, Number]]) -> str:
    """The slip that gives a contradicted number, else a misprint of a number stated without "about"; or
    ""."""
    for words, slip in slips:
        if slip.wide.overlaps(number.wide):
            return words
    if stated.meant:
        return ""
    return explain_misprint(in_units(number.wide, stated), in_units(computed.wide, stated))


def cut_off(stated: Quantity, number: Number) -> Interval:
    """What prints as stated when further digits are dropped."""
    if stated.meant or number.face.low != number.face.high:
        return number.wide
    step = Decimal(1).scaleb(-stated.decimals)
    value = number.face.low
    return (
        Interval(value, value + step, open_high=True)
        if value >= 0
        else Interval(value - step, value, open_low=True)
    )


def in_units(interval: Interval, like: Quantity) -> Interval:
    """In the unit of the printed number: billions where it is in billions."""
    if any(bound.is_infinite() for bound in (interval.low, interval.high)):
        return interval
    return Interval(
        interval.low.scaleb(-like.scale),
        interval.high.scaleb(-like.scale),
        interval.open_low,
        interval.open_high,
    )


def shown(interval: Interval, like: Quantity) -> str:
    """What was computed, with one decimal more than the stated number has."""
    decimals = len(like.digits.partition(".")[2]) + 1
    low, high = (f"{bound:,.{decimals}f}" for bound in (interval.low, interval.high))
    low, high = (text.rstrip("0").rstrip(".") if "." in text else text for text in (low, high))
    return low if low == high else f"{low} to {high}"
