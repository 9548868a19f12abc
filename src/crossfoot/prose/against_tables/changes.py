"""How far an amount is above or below another one of its row: "$17 million (7%) above the 2025 amount"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from crossfoot.numbers.verdicts import CONTRADICTED, ERROR, WITHIN_ROUNDING
from crossfoot.prose.against_tables import words
from crossfoot.prose.against_tables.cells import Entry, Index, Line, asked, fits, told
from crossfoot.prose.against_tables.stated_changes import Stated, computed, stated_changes
from crossfoot.prose.quantities import PERCENT, SPAN, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement
from crossfoot.prose.word_stems import Words

# of more places across the base has to be named
LONGEST = 8
# of a column that prints changes
CHANGE = "table_change"
CHANGED = re.compile(r"\b(?:change|growth)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """Two cells of a line. is_named: whether the sentence names the line, not only an earlier one; anchors:
    amounts of the sentence that one of the cells prints; names, of_base: how much of the names of the places
    across the sentence has, and the words for the base; fitting: the stated parts that they bear out."""

    index: Index
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
                        index, line, now, base, is_named, anchors, names[first], of_base[second], fitting
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


def check_differences(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """Each stated change between two cells of the row that the sentence names, and the levels beside it.

    It holds where the row is named, the words behind it name the base, and two cells give all that is stated
    of it. One part is contradicted where two other figures fit the same cells; where one alone does, it is
    asked about.
    """
    found: list[Statement] = []
    # cells of which all that is said of a change fits: what the others of the sentence are of
    meant: set[tuple[Line, Entry]] = set()
    for stated, levels in stated_changes(sentence):
        options = [one for index in indexes for one in _candidates(sentence, index, stated, levels)]
        best = max(options, key=lambda one: one.rank, default=None)
        if best and len(best.fitting) < len(stated.parts) and not best.is_named:
            same = [one for one in options if (one.line, one.now) in meant and one.of_base]
            best = max(same, key=lambda one: one.rank, default=best)
        if best and len(best.fitting) == len(stated.parts) > 1:
            meant.add((best.line, best.now))
        if best and best.fitting:
            found += _judged(sentence, stated, best, best.is_named or (best.line, best.now) in meant)
        elif odd := _unfit(sentence, stated, options):
            found.append(odd)
    return found


def _unfit(sentence: Sentence, stated: Stated, found: list[Candidate]) -> Statement | None:
    """A change between the two years that a sentence names, of the one line that it names before it, which no
    two years of the line give: contradicted where the sentence names the table, asked about where its passage
    does."""
    named = [one for one in found if one.is_named and _named_before(sentence, one, stated)]
    if not stated.way or len(stated.parts) > 1 or any(one.fitting for one in named):
        return None
    if not sentence.text[: stated.parts[0].start].endswith((" by ", " of ")):
        return None
    ends = [one for one in named if _is_between(sentence, one)]
    cited = [one for one in ends if one.index.number in sentence.named]
    if len(ends) != 1 or not cited or not computed(stated.parts[0], ends[0].now, ends[0].base):
        return None
    made = _statement(sentence, ends[0], stated.parts[0])
    if made.holds:
        made = replace(made, verdict=CONTRADICTED, severity=ERROR, diagnosis="it went the other way")
    if ends[0].index.number in sentence.tables():
        return made
    return asked(made, f"{made.diagnosis or 'is this the row?'}; {made.against} give {made.computed}")


def _is_between(sentence: Sentence, one: Candidate) -> bool:
    """Whether two cells are of the two years that a sentence names, and it speaks of nothing in between."""
    spans = {int(year) for one in sentence.quantities if one.kind == SPAN for year in one.label.split()}
    years = sorted(spans | {one.year for one in sentence.quantities if one.year})
    is_so = len(years) == 2 and (one.base.years, one.now.years) == ({years[0]}, {years[1]})
    return is_so and not words.NOT_OF_ENDS.search(sentence.text)


def _judged(sentence: Sentence, stated: Stated, one: Candidate, is_meant: bool) -> list[Statement]:
    """is_meant: whether the sentence names the line, or another change of it is of the same cell."""
    wrong = [part for part in stated.parts if part not in one.fitting]
    if not wrong and not _is_alike(sentence, one):
        return []
    found = [_statement(sentence, one, part) for part in one.fitting]
    if not wrong and len(found) > 1 and one.is_named and sum(map(_digits, one.fitting)) > 2:
        levels = [
            (level, cell) for level, cell in ((stated.level, one.now), (stated.origin, one.base)) if level
        ]
        wrong_levels = [pair for pair in levels if _is_odd(sentence, one, *pair)][:1]
        found += [told(sentence, CHANGE, level, cell.number, cell.place) for level, cell in wrong_levels]
    if wrong and is_meant and one.of_base:
        odd = _statement(sentence, one, wrong[0])
        now, base = (round(cell.number.face.low, wrong[0].decimals) for cell in (one.now, one.base))
        if wrong[0].kind != PERCENT and abs(now - base) == abs(wrong[0].value):
            why = "the difference of the rounded amounts"
            return [*found, replace(odd, verdict=WITHIN_ROUNDING, severity="", diagnosis=why)]
        if _is_sure(sentence, one, stated):
            return [*found, odd]
        if one.is_named and _named_before(sentence, one, stated):
            return [asked(odd, f"{one.now.place} and {one.base.place} give {odd.computed}")]
    return [] if wrong else found


def _is_alike(sentence: Sentence, one: Candidate) -> bool:
    """Whether so much fits two cells that it is no chance."""
    both = len({id(level) for level in one.anchors}) > 1
    joint = len(one.fitting) > 1 and (one.is_named or one.anchors or one.of_base)
    is_cited = one.index.number in sentence.named
    # two digits alone are soon met with by chance
    digits = _digits(one.fitting[0])
    is_meant = one.is_named and (one.names > 1 or is_cited and _is_between(sentence, one))
    single = one.of_base and (one.anchors or digits > 2 or is_meant)
    return bool(both or joint or single)


def _is_odd(sentence: Sentence, one: Candidate, level: Quantity, cell: Entry) -> bool:
    """Whether a level is none of the row, nor of another row that the sentence names."""
    said = Words.of(sentence.text)
    named = [one.line, *(line for lines in one.index.lines for line in lines if line.is_named(said))]
    return fits(cell, level) and not any(
        _prints(each, level) for line in named for each in line.cells.values()
    )


def _named_before(sentence: Sentence, one: Candidate, stated: Stated) -> bool:
    before = sentence.text[: stated.parts[0].start]
    ends = [other.end for other in sentence.quantities if other.end < stated.parts[0].start - 1]
    return one.line.is_named(Words.of(before[max(ends, default=0) :]))


def _is_sure(sentence: Sentence, best: Candidate, stated: Stated) -> bool:
    """Whether no other cells can be meant: the sentence prints both, or names their line last before the
    change, whose other part is theirs: one that others would hardly give, where the table is not named."""
    if not best.is_named:
        return False
    if len({id(one) for one in best.anchors}) > 1:
        return True
    other = best.fitting[0]
    is_cited = best.now.grid.table.number in sentence.named
    rare = (
        abs(other.value) >= (10 if is_cited else 50)
        if other.kind == PERCENT
        else _digits(other) > 2 - is_cited
    )
    return rare and _named_before(sentence, best, stated)


def _digits(part: Quantity) -> int:
    return len(re.sub(r"\D", "", part.digits).strip("0"))


def _statement(sentence: Sentence, one: Candidate, part: Quantity) -> Statement:
    change = computed(part, one.now, one.base)
    if change is None:
        raise ValueError(f"{part.text!r} is no change between two cells")
    sign = 1 if part.value < 0 or change.face.low >= 0 else -1
    against = f"{one.now.place}, and {one.base.place}"
    # what it is held against is itself decided only where it holds
    stands_on = [part, *one.anchors] if part in one.fitting else [part]
    return told(sentence, CHANGE, part, change, against, stands_on=stands_on, sign=sign)
