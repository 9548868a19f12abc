"""What a sentence says of the rows and columns that it names: which is greater, best, in what order.

One way for every such statement: names of the sentence are linked to rows and columns, an operator is read,
and it is held against every cell that the names leave open. It is decided only where all of these agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.numbers.verdicts import CONTRADICTED, ERROR, FOUND, HOLDS, NOT_CHECKABLE, NOTE, QUESTION
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement
from crossfoot.prose.table_index import Entry, Index
from crossfoot.prose.table_names import Mention, Names, clauses, joined
from crossfoot.prose.table_words import (
    AGAIN,
    APART,
    BY,
    DEGREE,
    DENIED,
    DERIVED,
    NOT_OF_ALL,
    OPERATORS,
    ORDER,
    OTHERS,
    SCOPE,
    SOME_OTHERS,
    SUPERLATIVES,
    SUPPOSED,
)

COMPARISON, SUPERLATIVE, LISTED = "table_comparison", "table_superlative", "table_order"
# "A gains, beating C", "A gains, but still falls behind C": the subject stands before the clause
PARTICIPLE = re.compile(r"^\w+ing\b")
ELLIPSIS = re.compile(
    r"^\W*(?:(?:and|but|while|whereas|though|although|also|still|even|it|they|only|\w+ly|perform\w*)\W+)+$"
)
# what stands for several measures of quality together
OVERALL = re.compile(r"\bF-?(?:1|score|measure)\b|\b(?:average|avg|overall|mean)\b", re.IGNORECASE)
# of cells that print alike, the share that does not stand against what the others say of quality
TIES = 0.2
# and the share that must say the same
MOST = 0.75


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


def check_claims(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    """Comparisons, superlatives and orders of the rows or columns that a sentence names, in the tables that
    the sentence or its passage names.

    A list in another order than every column has is contradicted. Any other that no cell bears out is a
    question.
    """
    found = []
    for number in sentence.named:
        for index in tables.get(number, []):
            found += [on_record(sentence, index, one) for one in decide(sentence.text, index)]
    return found


def decide(text: str, index: Index) -> list[Decided]:
    """Every statement of a text on the rows and columns of a table that its cells decide."""
    names = Names(index)
    mentions = names.mentions(text)
    found = []
    for start, end in clauses(text):
        if SUPPOSED.search(text[start:end]):
            continue
        for forms, judge in ((OPERATORS, Clause.compared), (SUPERLATIVES, Clause.extreme)):
            for form, sign, of_quality in forms:
                for match in form.finditer(text, start, end):
                    clause = Clause(text, start, end, match, sign, of_quality, names, mentions)
                    found += [one for is_row in (True, False) if (one := judge(clause, is_row))][:1]
    for match in ORDER.finditer(text):
        found += _order(text, match, mentions, names)
    return found


@dataclass(frozen=True)
class Clause:
    """A clause of a text with one operator. match: its words; sign: 1 for more, -1 for less; of_quality:
    whether it speaks of better and worse; mentions: the names of rows and columns in the whole text."""

    text: str
    start: int
    end: int
    match: re.Match
    sign: int
    of_quality: bool
    names: Names
    mentions: list[Mention]

    @property
    def inside(self) -> list[Mention]:
        return [one for one in self.mentions if self.start <= one.start < self.end]

    @property
    def before(self) -> str:
        return self.text[self.start : self.match.start()]

    @property
    def behind(self) -> str:
        return self.text[self.match.end() : self.end]

    @property
    def is_denied(self) -> bool:
        return bool(DENIED.search(self.before))

    def _subjects(self, is_row: bool) -> list[Mention]:
        """The names before the operator; where the clause leaves its subject out, the first of the text, and
        of "A is worse than B and outperforms C" the first of the clause."""
        before = [one for one in self.inside if one.end <= self.match.start()]
        if not before and (PARTICIPLE.search(self.match[0]) or ELLIPSIS.match(self.before)):
            before = [one for one in self.mentions if one.end <= self.match.start()]
            return joined(self.text, before, is_row)
        again = AGAIN.search(self.before)
        return joined(self.text, before if again else before[::-1], is_row)

    def _after(self) -> list[Mention]:
        return [one for one in self.inside if one.start >= self.match.end()]

    def measures(self, is_row: bool) -> list[int]:
        """The places across: those that the clause names, else the sentence, else all; of several measures of
        quality the one that sums the others up."""
        places = self.names.lines(not is_row)
        for among in (self.inside, self.mentions):
            named = [set(one.lines) for one in among if one.is_row != is_row]
            if named:
                places = sorted(set.intersection(*named) or set.union(*named))
                break
        overall = [place for place in places if is_row and OVERALL.search(self.names.grid.labels[place])]
        return overall if self.of_quality and overall else places

    def _decided(
        self, kind: str, names: list[Mention], truths: list[bool | None], truth: bool, cells: list[Entry]
    ) -> Decided:
        span = min(one.start for one in names), max(self.match.end(), *(one.end for one in names))
        span = min(span[0], self.match.start()) if kind == SUPERLATIVE else span[0], span[1]
        whole = len(set(truths)) == 1
        is_row = names[0].is_row
        across = {cell.cell.column if is_row else cell.cell.row for cell in cells}
        # whether the clause names the measure, or the table has one alone
        is_named = len(across) == 1 or any(one.is_row != is_row for one in self.inside)
        return Decided(kind, span, self.match[0], truth != self.is_denied, tuple(cells), whole, is_named)

    def compared(self, is_row: bool) -> Decided | None:
        """One line against another, or against all others."""
        # the gap between two is none of the cells
        if DERIVED.search(self.before):
            return None
        subjects = self._subjects(is_row)
        some = SOME_OTHERS.match(self.behind)
        others = OTHERS.match(self.behind) or some
        objects = [] if others else joined(self.text, self._after(), is_row)
        # what stands between may be another, which the table does not name
        if objects and APART.search(self.text[self.match.end() : objects[0].start]):
            return None
        if not subjects or not (objects or others):
            return None
        held = [
            (ours, theirs)
            for first, second in _pairs(self.names, is_row, subjects, objects)
            for place in self.measures(is_row)
            if (ours := self.names.cell(is_row, first, place))
            and (theirs := self.names.cell(is_row, second, place))
        ]
        truths = [self._is_beyond(ours, theirs) for ours, theirs in held]
        truth = _agreed(truths, self.of_quality)
        if truth is None or some and not truth:
            return None
        degree = DEGREE.search(self.text[self.start : self.match.end()])
        if truth and degree and not _is_of_degree(bool(degree["little"]), held):
            if not degree["little"] or not _is_of_degree(False, held, 0.25):
                return None
            truth = False
        amount = BY.search(self.behind)
        if truth and amount and not _by_so_much(amount, held):
            if len({theirs.cell.column if is_row else theirs.cell.row for _, theirs in held}) > 1:
                return None
            truth = False
        cells = [cell for pair in held for cell in pair]
        return self._decided(COMPARISON, [*subjects, *objects], truths, truth, cells)

    def extreme(self, is_row: bool) -> Decided | None:
        """One line against all others."""
        if NOT_OF_ALL.search(self.before) or SCOPE.search(self.text[self.start : self.end]):
            return None
        # "the largest decrease" is none of the cells
        if DERIVED.search(self.behind):
            return None
        subjects = self._subjects(is_row) or joined(self.text, self._after(), is_row)
        if len(subjects) != 1:
            return None
        ours = set(subjects[0].lines)
        cells, truths = [], []
        for place in self.measures(is_row):
            mine = [cell for line in ours if (cell := self.names.cell(is_row, line, place))]
            others = (line for line in self.names.lines(is_row) if line not in ours)
            rest = [cell for line in others if (cell := self.names.cell(is_row, line, place))]
            if len(mine) == 1 and len(rest) > 1:
                beyond = {self._is_beyond(mine[0], other) for other in rest}
                cells += [*mine, *rest]
                truths.append(False if False in beyond else None if None in beyond else True)
        truth = _agreed(truths, self.of_quality)
        return None if truth is None else self._decided(SUPERLATIVE, subjects, truths, truth, cells)

    def _is_beyond(self, ours: Entry, theirs: Entry) -> bool | None:
        return _is_beyond(self.names, ours, theirs, self.sign, self.of_quality)


def _pairs(
    names: Names, is_row: bool, subjects: list[Mention], objects: list[Mention]
) -> list[tuple[int, int]]:
    """Which lines are held against which: in blocks that repeat a name, each against its like."""
    ours = {line for one in subjects for line in one.lines}
    if not objects:
        return [(one, other) for one in ours for other in names.lines(is_row) if other not in ours]
    found = []
    for one in subjects:
        for other in objects:
            if len(one.lines) == len(other.lines):
                found += list(zip(one.lines, other.lines, strict=True))
            else:
                found += [(first, second) for first in one.lines for second in other.lines]
    return [(first, second) for first, second in found if first != second]


def _agreed(truths: list[bool | None], of_quality: bool) -> bool | None:
    """What cells say together. Of size all must say the same; of quality, for which a sentence need not name
    its measure, three in four, and one in five may print alike."""
    said = [truth for truth in truths if truth is not None]
    if not said or len(truths) - len(said) > (len(truths) * TIES if of_quality else 0):
        return None
    share = sum(said) / len(said)
    least = MOST if of_quality else 1
    return True if share >= least else False if 1 - share >= least else None


def _is_beyond(names: Names, ours: Entry, theirs: Entry, sign: int, of_quality: bool) -> bool | None:
    """Whether one cell is beyond another in the way that the words say; None where they print alike."""
    if ours.kind != theirs.kind or ours.number.wide.overlaps(theirs.number.wide):
        return None
    more = theirs.number.wide.is_below(ours.number.wide)
    way = -sign if of_quality and names.less_is_better(ours) else sign
    return more == (way > 0)


def _by_so_much(amount: re.Match, held: list[tuple[Entry, Entry]]) -> bool:
    """Whether a stated difference is that of one of the pairs, in points or in percent."""
    printed = amount["n"] or amount["m"]
    value, half = float(printed), 0.75 * 10 ** -len(printed.partition(".")[2])
    for ours, theirs in held:
        one, other = float(ours.number.face.low), float(theirs.number.face.low)
        options = [abs(one - other), 100 * abs(one - other)]
        options += [100 * abs(one / other - 1)] if other else []
        if any(abs(option - value) <= half for option in options):
            return True
    return False


def _is_of_degree(is_little: bool, held: list[tuple[Entry, Entry]], much: float = 0.01) -> bool:
    """Whether differences are at most a tenth of the lesser cell ("slightly") in most pairs, or above so much
    of it in most ("much")."""
    shares = []
    for ours, theirs in held:
        low, high = sorted(abs(float(one.number.face.low)) for one in (ours, theirs))
        shares.append((high - low) / low if low else 1.0)
    fitting = sum(share <= 0.1 if is_little else share > much for share in shares)
    return 2 * fitting > len(shares)


def _order(text: str, match: re.Match, mentions: list[Mention], names: Names) -> list[Decided]:
    """Names in the order of their numbers: "the top three, in descending order, are A, B and C"."""
    listed = joined(text, [one for one in mentions if one.start >= match.end()], True)
    if len(listed) < 2 or any(len(one.lines) != 1 for one in listed):
        return []
    sign = -1 if (match["way"] or "").lower() == "ascending" else 1
    places = names.lines(False)
    rows = [one.lines[0] for one in listed]
    held = [
        (first, second)
        for place in places
        for one, other in zip(rows, rows[1:], strict=False)
        if (first := names.cell(True, one, place)) and (second := names.cell(True, other, place))
    ]
    by_place: dict[int, set[bool | None]] = {}
    for first, second in held:
        by_place.setdefault(first.cell.column, set()).add(_is_beyond(names, first, second, sign, False))
    truths = {False if False in found else None if None in found else True for found in by_place.values()}
    if len(truths) != 1 or None in truths:
        return []
    cells = tuple(dict.fromkeys(cell for pair in held for cell in pair))
    span = (match.start(), listed[-1].end)
    return [Decided(LISTED, span, match[0], bool(truths.pop()), cells, True)]


def on_record(sentence: Sentence, index: Index, one: Decided) -> Statement:
    shown = "; ".join(f"{index.grid.where(entry.cell)}: {entry.cell.text}" for entry in one.cells[:4])
    more = f" and {len(one.cells) - 4} more" if len(one.cells) > 4 else ""
    judged, severity, why = HOLDS, "", ""
    if not one.whole:
        judged, severity = (FOUND, "") if one.truth else (NOT_CHECKABLE, NOTE)
        why = (
            f"most of the cells that the words can mean say {'so' if one.truth else 'the opposite'}, not all"
        )
    elif not one.truth and one.kind == LISTED:
        judged, severity, why = CONTRADICTED, ERROR, "the table has another order"
    elif not one.truth and not (one.is_named and sentence.tables()):
        judged, severity = NOT_CHECKABLE, NOTE
        why = "the cells say the opposite; the sentence may mean another measure, or fewer rows"
    elif not one.truth:
        # rows and measure are linked by their names alone
        judged, severity = NOT_CHECKABLE, QUESTION
        why = "question: the cells say the opposite; are these the rows and the measure meant?"
    return Statement(
        sentence.page,
        sentence.line,
        sentence.text[one.span[0] : one.span[1]],
        one.kind,
        one.stated,
        shown + more,
        None,
        None,
        f"Table {index.grid.key}",
        judged,
        severity,
        why,
        sentence.place,
        one.span[0],
        frozenset(),
    )
