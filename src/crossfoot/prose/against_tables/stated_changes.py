"""The changes that a sentence states, with the levels beside them: "$17 million (7%) above the 2025 one"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.numbers.number import Number
from crossfoot.prose.against_tables.cells import Entry, fits
from crossfoot.prose.amounts import SPAN_OF_TIME, is_open
from crossfoot.prose.growth import growth
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import cut_off
from crossfoot.prose.word_stems import YEAR, Words

MORE = (
    r"above|more|greater|higher|over|increases?|increased|increasing|rise|rose|growth|grew|gain(?:s|ed)?|"
    r"adds?|added|climbed|jumped"
)
LESS = (
    r"below|less|lower|fewer|under|decreases?|decreased|decreasing|reductions?|reduced|reducing|declined?|"
    r"fall|fell|cuts?|dropp?(?:ed|s)?|lost|loses|shed"
)
BEFORE = re.compile(
    rf"\b(?:(?P<more>{MORE}|up)|(?P<less>{LESS}|down)|difference)\b,?(?: \w+){{0,3}}? ?(?:of|by|,)?\s?\(?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"^\)?,?\s?(?:\([^()]*\)\s?)?,?\s?(?:\w+ )??(?:(?P<more>{MORE})|(?P<less>{LESS})|difference)\b(?! of\b)"
    # "at $23 million, gained 2%" says how much it gained behind
    r"(?! (?:by |about |some )?[^\w\s]?\d)",
    re.IGNORECASE,
)
# between the two amounts of one change: "$17 million (7%)", "an 18% increase (up $3 billion)"
JOIN = re.compile(
    rf"^(?:\s(?:{MORE}|{LESS}))?[\s,;(]*(?:(?:or|about|nearly|roughly|an?|{MORE}|{LESS}|up|down|of|by)\s)*$",
    re.IGNORECASE,
)
AVERAGED = re.compile(r"\baverag\w*(?: of)? $")
AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|relative to|against|than|over|above|below|from|under)\b(.*)", re.IGNORECASE
)


# between a level and its change: "$7.1 billion, a reduction of $1.1 billion", "to $7.1 billion"
LEVEL = re.compile(r"^[^;:$]{0,140}?,\W+(?:which (?:is|was|would be|would have been) )?(?:an? )?[\w ]{0,24}$")
TO = re.compile(r"^[)\s]*to (?:reach |a total of )?$")
ORIGIN = re.compile(r"^[^;:$]{0,80}?(?:\(|\b(?:amount|level|total) of )$")


@dataclass(frozen=True)
class Stated:
    """A change that a sentence states. parts: its amount and percent, or one of them; way: 1, -1 or 0 where
    it does not say; base: the words that say from what; level: the amount that it led to, and origin: the one
    that it began with, where they stand beside it."""

    parts: tuple[Quantity, ...]
    way: int
    base: Words
    level: Quantity | None = None
    origin: Quantity | None = None

    def fitting(self, now: Entry, base: Entry) -> list[Quantity]:
        """Which of its parts two cells bear out; one alone must not be cut off."""
        loose = len(self.parts) > 1
        return [
            part
            for part in self.parts
            if _is_close(part, now, base) and _is_so(part, self.way, computed(part, now, base), loose)
        ]


def computed(part: Quantity, now: Entry, base: Entry) -> Number | None:
    """The change between two cells in the unit of a stated one; None where they have none."""
    if part.kind == PERCENT and now.kind != PERCENT:
        wide = base.number.wide
        return growth(base.number, now.number) if wide.low > 0 else None
    if not fits(now, part):
        return None
    return now.number - base.number


def _is_close(part: Quantity, now: Entry, base: Entry) -> bool:
    """Whether a change between two cells can be the stated one at all: quick, and true too often."""
    low, high, stated = float(base.number.face.low), float(now.number.face.low), abs(float(part.value))
    if part.kind == PERCENT and now.kind != PERCENT:
        change = 100 * (high / low - 1) if low > 0 else 0.0
    else:
        change = high - low
    return abs(abs(change) - stated) <= 0.3 * stated + 1.1 * 10.0**-part.decimals


def _is_so(part: Quantity, way: int, change: Number | None, loose: bool) -> bool:
    if change is None or way * change.face.low < 0 or not part.value:
        return False
    negative = part.value < 0
    if negative and change.face.low > 0:
        return False
    size, stated = abs(change), -part.amount if negative else part.amount
    if size.wide.overlaps(stated.wide):
        return True
    return loose and not negative and size.wide.overlaps(cut_off(part, part.amount))


def stated_changes(sentence: Sentence) -> Iterator[tuple[Stated, list[Quantity]]]:
    amounts = [one for one in sentence.quantities if one.kind in (MONEY, NUMBER, PERCENT)]
    groups: list[tuple[list[Quantity], int]] = []
    place = 0
    while place < len(amounts):
        one = amounts[place]
        way = _way(sentence, one)
        if way is None or is_open(one):
            place += 1
            continue
        parts = [one]
        if place + 1 < len(amounts):
            other = amounts[place + 1]
            if (other.kind == PERCENT) != (one.kind == PERCENT) and JOIN.match(
                sentence.text[one.end : other.start]
            ):
                parts.append(other)
        groups.append((parts, way))
        place += len(parts)
    inside = [part for parts, _ in groups for part in parts]
    levels = [one for one in amounts if not any(one is part for part in inside) and not is_open(one)]
    for parts, way in groups:
        level, origin = _level(sentence.text, parts, groups, levels), None
        after = [one for one in levels if one.start >= parts[-1].end]
        if after and ORIGIN.match(sentence.text[parts[-1].end : after[0].start]):
            origin = after[0]
        yield Stated(tuple(parts), way, _base(sentence, parts[-1], inside), level, origin), levels


def _level(
    text: str, parts: list[Quantity], groups: list[tuple[list[Quantity], int]], levels: list[Quantity]
) -> Quantity | None:
    """The amount before a change, other changes of it apart, or right behind it."""
    after = [one for one in levels if one.start >= parts[-1].end]
    if after and TO.match(text[parts[-1].end : after[0].start]):
        return after[0]
    before = [one for one in levels if one.end <= parts[0].start]
    if not before:
        return None
    first = next(other[0] for other, _ in groups if other[0].start >= before[-1].end)
    is_beside = LEVEL.match(text[before[-1].end : first.start])
    again = first is parts[0] or re.search(r"\band\b[\w ]{0,24}$", text[: parts[0].start])
    return before[-1] if is_beside and again and before[-1].kind != PERCENT else None


def _way(sentence: Sentence, one: Quantity) -> int | None:
    """1 or -1 for a change up or down, 0 for one that does not say; None for no change."""
    before, after = sentence.text[max(0, one.start - 50) : one.start], sentence.text[one.end : one.end + 50]
    # the levels of a change, and a time, are none
    if before.endswith((" from ", " to ")) or SPAN_OF_TIME.match(after):
        return None
    match = BEFORE.search(before) or AFTER.match(after)
    if match:
        return 1 if match["more"] else -1 if match["less"] else 0
    if one.digits.startswith("-"):
        return -1
    return 1 if one.text.startswith("+") else None


def is_change(sentence: Sentence, one: Quantity) -> bool:
    """Whether the words beside an amount make it a change, or a mean, which no cell prints."""
    return _way(sentence, one) is not None or bool(AVERAGED.search(sentence.text[: one.start]))


def _base(sentence: Sentence, last: Quantity, changes: list[Quantity]) -> Words:
    """What the words behind a change compare it with, else what the sentence does elsewhere."""
    later = [one.start for one in changes if one.start >= last.end]
    behind = sentence.text[last.end : min([*later, len(sentence.text)])].split(";")[0]
    if AGAINST.search(behind) or YEAR.search(behind):
        return Words.of(behind)
    other = AGAINST.search(sentence.text)
    return Words.of(other[1] if other else behind)
