"""The cells that an amount of a sentence can be: by row, column and year, and what they make together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.numbers.number import INFINITY, Number
from crossfoot.prose.against_tables.cells import Entry, Index, Line, fits
from crossfoot.prose.against_tables.changes import CHANGED
from crossfoot.prose.against_tables.codes import code_before, coded
from crossfoot.prose.against_tables.years import period_of
from crossfoot.prose.amounts import is_open
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.word_stems import Words
from crossfoot.prose.years import year_of

VALUES = (MONEY, NUMBER, PERCENT, FRACTION)
# from an amount to the next one of the same thing
STEP = re.compile(r"^[^;.]{0,60}\bto (?:reach )?$")
SEPARATOR = re.compile(r"[;,:()]|\b(?:and|while|but|from|to|compared|against|in|up|down)\b")
IN_BRACKETS = re.compile(r"^\s?\([^()]{0,40}\)")
OVERALL = re.compile(r"\b(?:total|overall|altogether|in all)\b", re.IGNORECASE)
# so many other cells can have as good a name, of a number of two digits, before a match is chance
RIVALS = 3


@dataclass(frozen=True)
class Match:
    """A cell that an amount can be. of_row, of_column: how much of their names the words have; is_so: whether
    it prints the amount."""

    entry: Entry
    of_row: int
    of_column: int
    is_so: bool

    @property
    def rank(self) -> int:
        return self.of_row + self.of_column


@dataclass(frozen=True)
class Found:
    """What an amount can be in a table, the best names first. by_code: a code names the row."""

    quantity: Quantity
    index: Index
    is_cited: bool
    matches: list[Match]
    by_code: bool

    @property
    def printed(self) -> Match | None:
        """The cell that prints the amount, where few others have as good a name and none a better one."""
        good = next((one for one in self.matches if one.is_so), None)
        if not good or self.matches[0].rank > good.rank:
            return None
        rivals = [one for one in self.matches if not one.is_so and one.rank == good.rank]
        return None if len(rivals) > RIVALS + max(0, digits(self.quantity) - 2) else good


def digits(one: Quantity) -> int:
    return len(re.sub(r"\D", "", one.digits).strip("0"))


def find_cells(sentence: Sentence, one: Quantity, index: Index) -> Found:
    is_cited = index.number in sentence.named
    code = code_before(sentence, one) if any(entry.code for entry in index.entries) else ""
    if code:
        entries = coded(index, code, year_of(sentence, one)) if is_cited else []
        matches = [Match(entry, 3, 3, prints(entry, one)) for entry in entries if fits(entry, one)]
    else:
        matches = list(_matches(sentence, one, index, is_cited))
    matches.sort(key=lambda match: (match.rank, match.is_so), reverse=True)
    return Found(one, index, is_cited, matches, bool(code))


def _matches(sentence: Sentence, one: Quantity, index: Index, is_cited: bool) -> Iterator[Match]:
    near, said, year = _near(sentence, one), Words.of(sentence.text), year_of(sentence, one)
    rows, columns = index.lines
    columns = [line for line in columns if not CHANGED.search(line.label)]
    of_kind = {line.place for line in columns if any(fits(cell, one) for cell in line.cells.values())}
    across = {line.place: _of(line, near, said, year) for line in columns}
    years = {line.place: line.years for line in columns}
    part = _in_part(rows, near) if is_cited else []
    is_overall = bool(OVERALL.search(near.text))
    for row in rows:
        of_row = _of(row, near, said, year)
        if row.is_total and not row.words:
            of_row = 3 if is_overall else 1
        # "China" of "Mainland China", not a row that is named elsewhere in the sentence
        elif of_row < 3 and part:
            if part != [row]:
                continue
        elif of_row < 2:
            continue
        dated = {
            place
            for place in across
            if year in years[place] | row.years
            or not (years[place] or row.years)
            or is_cited
            and year is None
        }
        # the column with the best name may have no number in this row
        best = max((across[place] for place in dated & of_kind), default=0)
        fitting = [place for place in dated & row.cells.keys() if fits(row.cells[place], one)]
        for place in fitting:
            entry, of_column = row.cells[place], across[place] or int(len(fitting) == 1)
            is_unit = entry.sure or one.kind == NUMBER and not one.scale and digits(one) > 2
            # a share of two digits is soon met with by chance, and every whole is 100
            is_rare = one.kind not in (PERCENT, FRACTION) or digits(one) > 2 or of_column > 1
            is_whole = row.is_total and entry.kind == PERCENT and entry.number.face.low == 100
            is_meant = is_cited or is_unit and is_rare and not is_whole
            if of_column and (of_column == best or best < 3) and is_meant:
                yield Match(entry, of_row, of_column, _is_so(sentence, one, entry, said))


def _in_part(rows: list[Line], near: Words) -> list[Line]:
    """The one row of which a text has words, or most: more than half of them, and more than of any other."""
    shared = {row.place: len(row.words & near.stems) for row in rows}
    most = max(shared.values(), default=0)
    best = [row for row in rows if most and shared[row.place] == most]
    is_alone = sum(map(bool, shared.values())) == 1
    return best if len(best) == 1 and (is_alone or 1 < most > len(best[0].words) / 2) else []


def _is_so(sentence: Sentence, one: Quantity, entry: Entry, said: Words) -> bool:
    if is_open(one):
        # "less than 5,000" is true of any small number, and "since 2010 below" of more than one
        value, face = abs(one.value), entry.number.face.low
        return (
            prints(entry, one) and abs(value - face) * 5 <= value and not period_of(sentence.text, one.start)
        )
    return prints(entry, one, "gap" in said.stems)


def prints(entry: Entry, one: Quantity, either_sign: bool = False) -> bool:
    """Whether a cell prints an amount; of a gap or deficit with either sign."""
    number = abs(entry.number) if either_sign else entry.number
    return number.wide.overlaps(in_its_unit(entry, one).wide) and (number.face.low != 0 or not one.value)


def _of(line: Line, near: Words, said: Words, year: int | None) -> int:
    """3 and more where the words near an amount name a line, or its year is the line's; 2 where the sentence
    names it, 1 where it has one of its words; else 0."""
    if line.years and not (year is None and line.words):
        return 3 + len(line.words & said.stems) if year in line.years else 0
    if line.is_named(near):
        return 3
    if line.is_named(said):
        return 2
    return int(bool(line.words & said.stems))


def in_its_unit(entry: Entry, quantity: Quantity) -> Number:
    """The quantity; where the table prints no unit, without its scale word."""
    stated = quantity.amount
    if entry.sure or not quantity.scale or INFINITY in (stated.wide.high, -stated.wide.low):
        return stated
    return stated / Number.exactly(10**quantity.scale)


def lead(sentence: Sentence, quantity: Quantity) -> str:
    """The words that lead to a quantity from the one before; of "from A to B" what leads to A leads to B."""
    amounts = [other for other in sentence.quantities if other.kind in VALUES]
    place = next(n for n, other in enumerate(amounts) if other is quantity)
    while place and STEP.search(sentence.text[amounts[place - 1].end : amounts[place].start]):
        place -= 1
    since = amounts[place - 1].end if place else 0
    start = max(
        (stop.end() for stop in re.finditer(r"[;:]", sentence.text[: amounts[place].start])), default=0
    )
    return sentence.text[max(since, start) : amounts[place].start]


def _near(sentence: Sentence, quantity: Quantity) -> Words:
    """The words that lead to a quantity, and just after it."""
    inside = IN_BRACKETS.match(sentence.text[quantity.end :])
    begin = quantity.end + (inside.end() if inside else 0)
    later = [other.start for other in sentence.quantities if other.kind in VALUES and other.start > begin]
    after = SEPARATOR.split(sentence.text[begin : min([*later, begin + 60])])[0]
    return Words.of(f"{lead(sentence, quantity)} {after}")
