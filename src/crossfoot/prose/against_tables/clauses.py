"""One clause of a sentence with its operator: what it says of rows and columns, and what the cells say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crossfoot.prose.against_tables import words as said
from crossfoot.prose.against_tables.cells import Entry, Index
from crossfoot.prose.against_tables.names import Mention, Names, groups, joined
from crossfoot.prose.word_stems import Words

LISTED, SUPERLATIVE = "table_order", "table_superlative"
# "A gains, but still falls behind C": the subject stands before the clause
ELLIPSIS = re.compile(
    r"^\W*(?:(?:and|but|while|whereas|which|that|though|although|also|still|even|it|they|only|with|\w+ly|perform\w*|"
    r"a|an|the|is|are|has|have|do|does|not|to|help\w*|system|model|points?|[\d.]+%?|get\w*|show\w*|obtain\w*|achiev\w*)\W+)+$"
)
# "the best performing system is not Alpha"
NEGATED = re.compile(r"^(?: [\w-]+){0,4} (?:is|are|was|were) not\b")
OF = re.compile(r"^\W*(?:of|from|to|in|by|for)(?: the)?\W*$")
POINTS = re.compile(r"\s?%?\s?(?:\w+ )?points?\b")
Pair = tuple[int, int]


@dataclass(frozen=True)
class Decided:
    """What the table says of a statement: truth, the words, the cells it was held against, whether all
    of them say so, and whether the sentence names the measure."""

    kind: str
    span: tuple[int, int]
    stated: str
    truth: bool
    cells: tuple[Entry, ...]
    whole: bool
    is_named: bool = True


@dataclass
class Reading:
    """A text, a table, what the text names of it, and with what it compared something last."""

    text: str
    index: Index
    names: Names
    mentions: list[Mention]
    objects: list[Mention] = field(default_factory=list)

    def cell(self, is_row: bool, line: int, across: int) -> Entry | None:
        return self.index.by_place.get((line, across) if is_row else (across, line))

    def is_beyond(self, ours: Entry, theirs: Entry, sign: int, of_quality: bool) -> bool | None:
        """Whether one cell is beyond another in the way that the words say; None where they print alike."""
        if ours.kind != theirs.kind or ours.number.wide.overlaps(theirs.number.wide):
            return None
        more = theirs.number.wide.is_below(ours.number.wide)
        way = -sign if of_quality and self.names.less_is_better(ours.cell) else sign
        return more == (way > 0)

    def order(self, match: re.Match) -> list[Decided]:
        """Names in the order of their numbers: "the top three, in descending order, are A, B and C"."""
        listed = joined(self.text, [one for one in self.mentions if one.start >= match.end()], True)
        if len(listed) < 2 or any(len(one.lines) != 1 for one in listed):
            return []
        sign = -1 if (match["way"] or "").lower() == "ascending" else 1
        rows = [line for one in listed for line in one.lines]
        cells: dict[Entry, None] = {}
        by_place: dict[int, set[bool | None]] = {}
        for place in self.names.columns:
            for one, other in zip(rows, rows[1:], strict=False):
                first, second = self.cell(True, one, place), self.cell(True, other, place)
                if first and second:
                    cells |= {first: None, second: None}
                    by_place.setdefault(place, set()).add(self.is_beyond(first, second, sign, False))
        truths = {False if False in found else None if None in found else True for found in by_place.values()}
        if len(truths) != 1 or None in truths:
            return []
        span = (match.start(), listed[-1].end)
        return [Decided(LISTED, span, match[0], bool(truths.pop()), tuple(cells), True)]


@dataclass(frozen=True)
class Clause:
    """A clause of a text with one operator. match: its words; sign: 1 for more, -1 for less; of_quality:
    whether it speaks of better and worse."""

    reading: Reading
    start: int
    end: int
    match: re.Match
    sign: int
    of_quality: bool

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def names(self) -> Names:
        return self.reading.names

    @property
    def inside(self) -> list[Mention]:
        """What the clause names."""
        return [one for one in self.reading.mentions if self.start <= one.start < self.end]

    @property
    def before(self) -> str:
        return self.text[self.start : self.match.start()]

    @property
    def behind(self) -> str:
        return self.text[self.match.end() : self.end]

    @property
    def is_denied(self) -> bool:
        return bool(said.DENIED.search(self.before) or NEGATED.match(self.behind))

    def subjects(self, is_row: bool) -> list[Mention]:
        """The names before the operator; where the clause leaves its subject out, the first of the
        text."""
        before = [one for one in self.inside if one.end <= self.match.start()]
        if not any(one.is_row == is_row for one in before) and ELLIPSIS.match(self.before):
            before = [one for one in self.reading.mentions if one.end <= self.match.start()]
            return joined(self.text, before, is_row)
        found = joined(self.text, before[::-1], is_row)
        # a row nearer to the operator is the subject, but for "the exports of Borduria"
        if found and not is_row:
            nearer = [one for one in before if one.is_row and one.start >= found[0].end]
            if nearer and not OF.match(self.text[found[0].end : nearer[0].start]):
                return []
        return found

    def after(self) -> list[Mention]:
        return [one for one in self.inside if one.start >= self.match.end()]

    def measures(self, is_row: bool) -> list[int]:
        """The places across: those that the clause names, else the sentence, else all; of quality, where the
        words are, the one that sums the others up."""
        names, places = self.names, self.names.lines(not is_row)
        years = Words.of(self.text).years
        of_years = {line.place for line in self.reading.index.lines[int(is_row)] if line.years & years}
        places = [place for place in places if place in of_years] or places
        for among in (self.inside, self.reading.mentions):
            named = [one for one in among if one.is_row != is_row]
            for lines in groups(self.text, named):
                if both := [place for place in places if place in lines]:
                    places = both
            if named:
                break
        if is_row and self.of_quality and not said.EVERY.search(self.text[self.start : self.end]):
            labels = names.grid.labels
            places = [place for place in places if said.OVERALL.search(labels[place])] or places
        return places

    def decided(
        self, kind: str, named: list[Mention], truths: list[bool | None], truth: bool, cells: list[Entry]
    ) -> Decided:
        span = min(one.start for one in named), max(self.match.end(), *(one.end for one in named))
        span = min(span[0], self.match.start()) if kind == SUPERLATIVE else span[0], span[1]
        is_row = named[0].is_row
        across = {cell.cell.column if is_row else cell.cell.row for cell in cells}
        # whether the clause names the measure, or the table has one alone
        is_named = len(across) == 1 or any(one.is_row != is_row and one.is_whole for one in self.inside)
        whole = len(set(truths)) == 1
        return Decided(kind, span, self.match[0], truth != self.is_denied, tuple(cells), whole, is_named)

    def against(
        self,
        kind: str,
        named: list[Mention],
        is_row: bool,
        pairs: list[Pair],
        *,
        of_all: bool = False,
        some: bool = False,
        is_bare: bool = False,
    ) -> Decided | None:
        """Of pairs of lines whether the first is beyond the second over the measures, by as much as is said.

        of_all: they are held against all others, of which each must be behind; some: against others of which
        the table need not show all.
        """
        held = [
            (ours, theirs)
            for first, second in pairs
            for place in self.measures(is_row)
            if (ours := self.reading.cell(is_row, first, place))
            and (theirs := self.reading.cell(is_row, second, place))
        ]
        truths = [self.is_beyond(*pair) for pair in held]
        across = [theirs.cell.column if is_row else theirs.cell.row for _, theirs in held]
        truth = self.agreed(is_row, truths, across, is_bare)
        if of_all and truth:
            rivals: dict[int, list[bool | None]] = {}
            for one, (_, theirs) in zip(truths, held, strict=True):
                rivals.setdefault(theirs.cell.row if is_row else theirs.cell.column, []).append(one)
            if any(self.agreed(is_row, of_one, [], is_bare) is not True for of_one in rivals.values()):
                return None
        if truth:
            truth = self._by_how_much(held, across)
            # what does not rise by so much may rise by less
            truth = truth or None if self.is_denied else truth
        if truth is None or some and not truth:
            return None
        return self.decided(kind, named, truths, truth, [cell for pair in held for cell in pair])

    def _by_how_much(self, held: list[tuple[Entry, Entry]], across: list[int]) -> bool | None:
        """Whether the differences are as large as the clause says; None where that is not known."""
        amount = said.BY.search(self.text, self.match.start(), self.end)
        if amount and not _by_so_much(amount, held):
            return None if len(set(across)) > 1 else False
        return True

    def pairs(self, is_row: bool, subjects: list[Mention], objects: list[Mention]) -> list[Pair]:
        """Each line of the subjects with each of the objects, or else with each other one."""
        own = frozenset[int]().union(*(one.lines for one in subjects))
        others = frozenset[int]().union(*(one.lines for one in objects))
        others = others if objects else frozenset(self.names.lines(is_row)) - own
        return [(one, other) for one in sorted(own) for other in sorted(others) if one != other]

    def is_beyond(self, ours: Entry, theirs: Entry) -> bool | None:
        return self.reading.is_beyond(ours, theirs, self.sign, self.of_quality)

    def agreed(
        self, is_row: bool, truths: list[bool | None], across: list[int], is_bare: bool = False
    ) -> bool | None:
        """What cells say together: all must say the same; of quality, for which a sentence need not name its
        measure, most where it does not."""
        known = [truth for truth in truths if truth is not None]
        words_of = self.text[self.start : self.end]
        if not known or said.OUT_OF.search(words_of):
            return None
        # whether the clause names one place across, or the table has one
        is_named = len(set(across)) == 1 or any(one.is_row != is_row for one in self.inside)
        if said.EVERY.search(words_of):
            return False if False in known and is_named else True if len(known) == len(truths) else None
        so = 2 * sum(known)
        if self.of_quality and not is_bare and not is_named:
            return so >= len(known)
        return True if all(known) else None if any(known) else False


def _by_so_much(amount: re.Match, held: list[tuple[Entry, Entry]]) -> bool:
    """Whether a stated difference is that of one of the pairs, in points or in percent."""
    printed = amount["n"] or amount["m"] or amount["k"]
    value, half = float(printed), 0.75 * 10 ** -len(printed.partition(".")[2])
    for ours, theirs in held:
        one, other = float(ours.number.face.low), float(theirs.number.face.low)
        options = [abs(one - other), 100 * abs(one - other)]
        is_points = POINTS.match(amount.string, amount.end())
        options += [100 * abs(one / other - 1)] if other and not is_points else []
        if any(abs(option - value) <= half for option in options):
            return True
    return False
