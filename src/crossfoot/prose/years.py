"""Which year the words of a sentence give an amount."""

from __future__ import annotations

import re

from crossfoot.prose.directions import BREAK
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.sentences import Sentence

YEAR_AFTER = re.compile(
    rf"^(?:,? ?{OPEN}[OP]\d+{CLOSE})?\)?(?:\s?\([^()]{{0,80}}\))?[^{OPEN}{CLOSE};()]{{0,40}}?\b"
    rf"(?:in|by|during|for|as of|at|of)\s(?:end-|the end of |fiscal )?{OPEN}[YD](\d+){CLOSE}"
)
YEAR_BEFORE = re.compile(rf"{OPEN}[YD](\d+){CLOSE}[^{OPEN}{CLOSE};]{{0,90}}$")
FROM_TO_YEARS = pattern(r"\bfrom {a:MNP}[^;]{0,60}?\bin {y:YD}[^;]{0,60}?\bto {b:MNP}[^;]{0,60}?\bin {z:YD}")


def place_of(sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    place = next(n for n, other in enumerate(sentence.quantities) if other is quantity)
    token = f"{OPEN}{quantity.kind}{place}{CLOSE}"
    start = sentence.skeleton.index(token)
    return start, start + len(token)


def year_of(sentence: Sentence, quantity: Quantity) -> int | None:
    """The year that the words give a quantity."""
    dated = dated_by(sentence, quantity)
    return dated.year if dated else None


def dated_by(sentence: Sentence, quantity: Quantity) -> Quantity | None:
    """The year or date of a quantity: after it, before it in its clause, or the only one of the sentence; in
    "exports rose from A to B" after "… from C in 2005 to D in 2015" the years of the change before it."""
    start, end = place_of(sentence, quantity)
    text = sentence.skeleton
    dates = [other if other.period else None for other in sentence.quantities]
    match = YEAR_AFTER.match(text[end : end + 200])
    if match and not re.search(rf"{OPEN}[MNP]\d+{CLOSE}", text[end : end + match.start(1)].partition(")")[2]):
        return dates[int(match[1])]
    changes = [found for found in sentence.find(FROM_TO_YEARS) if found[0].end() < start]
    if changes:
        named = changes[-1][1]
        if re.search(r"\bfrom\s$", text[:start]):
            return named["y"] if named["y"].period else None
        if re.search(rf"\bfrom {OPEN}[MNP]\d+{CLOSE}[^;{OPEN}{CLOSE}]{{0,30}}\bto\s$", text[:start]):
            return named["z"] if named["z"].period else None
    clause = text[max([stop.end() for stop in BREAK.finditer(text, 0, start)], default=0) : start]
    if match := YEAR_BEFORE.search(clause):
        return dates[int(match[1])]
    alone = {other.year: other for other in dates if other}
    return next(iter(alone.values())) if len(alone) == 1 else None
