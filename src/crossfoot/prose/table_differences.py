"""How far an amount is above or below another one of its row: "$17 million (7%) above the 2025 amount"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import WITHIN_ROUNDING
from crossfoot.prose.amounts import SPAN_OF_TIME, is_open
from crossfoot.prose.growth import growth
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, cut_off
from crossfoot.prose.table_index import Entry, Index, Line, fits
from crossfoot.prose.word_stems import YEAR, Words
from crossfoot.prose.years import place_of

# of more places across the base has to be named
LONGEST = 8
# of a column that prints changes
CHANGE = "table_change"
CHANGED = re.compile(r"\b(?:change|growth)\b", re.IGNORECASE)
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
    rf"^\)?,?\s?(?:\([^()]*\)\s?)?,?\s?(?:\w+ )??(?:(?P<more>{MORE})|(?P<less>{LESS})|difference)\b(?! of\b)",
    re.IGNORECASE,
)
# between the two amounts of one change: "$17 million (7%)", "an 18% increase (up $3 billion)"
JOIN = re.compile(
    rf"^(?:\s(?:{MORE}|{LESS}))?[\s,;(]*(?:(?:or|about|nearly|roughly|an?|{MORE}|{LESS}|up|down|of|by)\s)*$",
    re.IGNORECASE,
)
AVERAGED = re.compile(r"\baverag\w*(?: of)? $")
AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|relative to|than|over|above|below|from|under)\b(.*)", re.IGNORECASE
)


@dataclass(frozen=True)
class Stated:
    """A change that a sentence states. parts: its amount and percent, or one of them; way: 1, -1 or 0 where
    it does not say; base: the words that say from what."""

    parts: tuple[Quantity, ...]
    way: int
    base: Words

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


def check_differences(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """Each stated change between two cells of the row that the sentence names.

    It holds where the row is named, the words behind it name the base, and two cells give all that is stated
    of it. One part is contradicted where the cells that give the other part, and another amount of the
    sentence, give another.
    """
    found = []
    for stated, levels in _changes(sentence):
        candidates = [one for index in indexes for one in _candidates(sentence, index, stated, levels)]
        found += _judged(sentence, stated, candidates)
    return found


def _changes(sentence: Sentence) -> Iterator[tuple[Stated, list[Quantity]]]:
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
    levels = [one for one in amounts if not any(one is part for part in inside)]
    for parts, way in groups:
        yield Stated(tuple(parts), way, _base(sentence, parts[-1], inside)), levels


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


@dataclass(frozen=True)
class Candidate:
    """Two cells of a line. is_named: whether the sentence names the line, not only an earlier one; anchors:
    amounts of the sentence that one of the cells prints; names, of_base: how much of the names of the places
    across the sentence has, and the words for the base; fitting: the stated parts that they bear out."""

    line: Line
    now: Entry
    base: Entry
    is_named: bool
    anchors: tuple[Quantity, ...]
    names: int
    of_base: int
    fitting: tuple[Quantity, ...]

    @property
    def rank(self) -> tuple[float, ...]:
        named = self.is_named, len(self.anchors), self.of_base, self.names, len(self.line.words)
        return (len(self.fitting), *named, -sum(self._distance(part) for part in self.fitting))

    def _distance(self, part: Quantity) -> float:
        change = computed(part, self.now, self.base)
        return float(abs(abs(change.face.low) - abs(part.value)) / abs(part.value)) if change else 1


def _candidates(
    sentence: Sentence, index: Index, stated: Stated, levels: list[Quantity]
) -> Iterator[Candidate]:
    said, earlier = Words.of(sentence.text), Words.of(sentence.before)
    rows, columns = index.lines
    for lines, across in ((rows, columns), (columns, rows)):
        labels = {line.place: line.label for line in across}
        names = {line.place: line.shares(said) for line in across}
        of_base = {line.place: line.shares(stated.base) for line in across}
        nows = {line.place: line.years for line in across if len(line.years) == 1 or line.is_named(said)}
        bases = {line.place: line.years for line in across if _is_base(line, stated.base, len(across))}
        for line in lines:
            is_named = line.is_named(said)
            if not (bases and (is_named or line.is_named(earlier) or _has_two(line, levels))):
                continue
            for first, second in product(nows.keys() & line.cells.keys(), bases.keys() & line.cells.keys()):
                now, base = line.cells[first], line.cells[second]
                if (
                    labels[first] != labels[second]
                    and now.kind == base.kind
                    and _is_later(nows[first], bases[second])
                ):
                    anchors = tuple(one for one in levels if _prints(now, one) or _prints(base, one))
                    fitting = tuple(stated.fitting(now, base))
                    yield Candidate(
                        line, now, base, is_named, anchors, names[first], of_base[second], fitting
                    )


def _is_base(line: Line, said: Words, many: int) -> bool:
    """Whether the words for a base can mean a place across: where they or it have a year, by that; of many
    places by name alone."""
    if CHANGED.search(line.label):
        return False
    if line.years:
        named = line.shares(said) if said.years or many > LONGEST else True
        return len(line.years) == 1 and bool(named)
    return line.is_named(said) and not said.years


def _is_later(now: frozenset[int], base: frozenset[int]) -> bool:
    return bool(now) == bool(base) and (not now or max(now) >= max(base))


def _has_two(line: Line, levels: list[Quantity]) -> bool:
    """Whether a row prints two of these amounts."""
    if not line.is_row or len(levels) < 2:
        return False
    return sum(any(_prints(cell, one) for cell in line.cells.values()) for one in levels) > 1


def _prints(cell: Entry, one: Quantity) -> bool:
    return fits(cell, one) and cell.number.wide.overlaps(one.amount.wide)


def _judged(sentence: Sentence, stated: Stated, candidates: list[Candidate]) -> list[Statement]:
    best = max(candidates, key=lambda one: one.rank, default=None)
    if not best or not best.fitting:
        return []
    if len(best.fitting) == len(stated.parts):
        both = len({id(one) for one in best.anchors}) > 1
        joint = len(best.fitting) > 1 and (best.is_named or best.anchors or best.of_base)
        # two digits alone are soon met with by chance
        digits = _digits(best.fitting[0])
        single = best.of_base and (best.anchors or digits > 2 or best.is_named and best.names > 1)
        return [_statement(sentence, best, part) for part in stated.parts] if both or joint or single else []
    wrong = next(part for part in stated.parts if part not in best.fitting)
    if not _is_sure(sentence, best, stated):
        return []
    found = [_statement(sentence, best, part) for part in best.fitting]
    if _of_rounded(wrong, best):
        why = "the difference of the rounded amounts"
        return [
            *found,
            replace(_statement(sentence, best, wrong), verdict=WITHIN_ROUNDING, severity="", diagnosis=why),
        ]
    return [*found, _statement(sentence, best, wrong)]


def _is_sure(sentence: Sentence, best: Candidate, stated: Stated) -> bool:
    """Whether no other cells can be meant: the sentence prints both, or names their line last before the
    change, whose other part is theirs: one that others would hardly give, where the table is not named."""
    if not best.is_named or not best.of_base:
        return False
    if len({id(one) for one in best.anchors}) > 1:
        return True
    before = sentence.text[: stated.parts[0].start]
    since = max([one.end for one in sentence.quantities if one.end < stated.parts[0].start - 1], default=0)
    other = best.fitting[0]
    is_cited = best.now.grid.table.number in sentence.named
    rare = (
        abs(other.value) >= (10 if is_cited else 50)
        if other.kind == PERCENT
        else _digits(other) > 2 - is_cited
    )
    return rare and best.line.is_named(Words.of(before[since:]))


def _digits(part: Quantity) -> int:
    return len(re.sub(r"\D", "", part.digits).strip("0"))


def _of_rounded(part: Quantity, one: Candidate) -> bool:
    """Whether the two amounts, each rounded as the part is, differ by it."""
    now, base = (round(cell.number.face.low, part.decimals) for cell in (one.now, one.base))
    return part.kind != PERCENT and abs(now - base) == abs(part.value)


def _statement(sentence: Sentence, one: Candidate, part: Quantity) -> Statement:
    change = computed(part, one.now, one.base)
    if change is None:
        raise ValueError(f"{part.text!r} is no change between two cells")
    sign = 1 if part.value < 0 or change.face.low >= 0 else -1
    against = f"{one.now.place}, and {one.base.place}"
    # what it is held against is itself decided only where it holds
    stands_on = [part, *one.anchors] if part in one.fitting else [part]
    return compare(
        sentence, place_of(sentence, part), CHANGE, part, [change], stands_on, sign=sign, against=against
    )
