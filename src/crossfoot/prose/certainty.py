"""How sure a sentence's contradiction with itself is: one place decides whether it is called wrong, or asked.

A contradiction has two explanations: a number is wrong, or the words relate others than were read. Three
numbers of which two give the third speak for the first where they are near: what belongs to something else is
rarely within a factor of two. A word beside two amounts (rose, four, between) speaks for neither.
"""

from __future__ import annotations

from dataclasses import replace
from math import log10

from crossfoot.numbers.verdicts import ERROR, NOT_CHECKABLE, QUESTION
from crossfoot.prose.statement import SENTENCE, Statement

# numbers of which the others give one; and what no document can print: a day, a p of its own statistic
TIED = frozenset({"growth", "share", "sum", "difference", "average", "conversion", "restated"})
IMPOSSIBLE = frozenset({"date", "test"})
# as powers of ten
NEAR, SAME = log10(2), log10(1.01)
ASKED = "are these words of these numbers?"


def as_certain(one: Statement) -> Statement:
    """A contradiction of a sentence with itself as an error, or as a question; all else as it is."""
    if one.severity != ERROR or one.against != SENTENCE or one.kind in IMPOSSIBLE:
        return one
    if one.kind in TIED and one.apart is not None and (_is_near(abs(one.apart)) or _is_slip(one)):
        return one
    words = "; ".join(filter(None, [one.diagnosis, ASKED]))
    return replace(one, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=f"question: {words}")


def _is_near(apart: float) -> bool:
    """Whether two numbers are near, or the same but for the place of the point: millions for billions."""
    return apart <= NEAR or round(apart) >= 1 and abs(apart - round(apart)) <= SAME


def _is_slip(one: Statement) -> bool:
    """Whether a slip gives the very number: a share of the rest, an amount counted twice."""
    return bool(one.diagnosis) and not one.diagnosis.startswith("a power of ten")
