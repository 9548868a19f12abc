"""What "about", "nearly" and "more than" make of a printed number."""

from __future__ import annotations

from crossfoot.numbers import words
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number

MEANT = (
    ("about", (*words.ABOUT, "≈", "or so")),
    ("nearly", words.NEARLY),
    ("above", (*words.ABOVE, ">", "≥", "or more", "and above", "and over")),
    ("below", (*words.BELOW, "<", "≤", "or less")),
)


def meant_by(qualifier: str) -> str:
    """about, nearly, above or below; "" for words that change nothing. Others may stand beside."""
    padded = f" {qualifier} "
    for meant, options in MEANT:
        if any(padded.startswith(f" {option} ") or padded.endswith(f" {option} ") for option in options):
            return meant
    return ""


def qualified(face: Interval, wide: Interval, meant: str, decimals: int) -> Number:
    """A number that is stated as about, nearly, above or below what is printed.

    about: what rounds to it at its last digit that is not zero, and at least a twentieth each way. nearly: a
    tenth less, up to it. above, below: from what prints so, without end.
    """
    value = face.low
    loose = Interval.rounded(value, decimals)
    if meant == "about":
        room = abs(value) / 20
        return Number(face, Interval(min(loose.low, value - room), max(loose.high, value + room)))
    if meant == "nearly":
        return Number.between(Interval(min(loose.low, value - abs(value) / 10), wide.high))
    if meant == "above":
        return Number.between(Interval(wide.low, INFINITY))
    return Number.between(Interval(-INFINITY, wide.high))
