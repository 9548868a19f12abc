"""What a sentence says of the rows and columns that it names: which is greater, best, in what order.

One way for every such statement: names of the sentence are linked to rows and columns, an operator is read,
and it is held against every cell that the names leave open. It is decided only where all of these agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
        inside = [one for one in mentions if start <= one.start < end]
        if SUPPOSED.search(text[start:end]):
            continue
        for form, sign, of_quality in OPERATORS:
            for match in form.finditer(text, start, end):
                found += _comparison(text, (start, end), match, sign, of_quality, inside, mentions, names)
        for form, sign, of_quality in SUPERLATIVES:
            for match in form.finditer(text, start, end):
                found += _superlative(text, (start, end), match, sign, of_quality, inside, mentions, names)
    for match in ORDER.finditer(text):
        found += _order(text, match, mentions, names)
    return found


def _measures(names: Names, is_row: bool, inside: list[Mention], everywhere: list[Mention]) -> list[int]:
    """The places across: those that the clause names, else the sentence, else all."""
    for among in (inside, everywhere):
        named = [set(one.lines) for one in among if one.is_row != is_row]
        if named:
            common = set.intersection(*named)
            return sorted(common or set.union(*named))
    return names.lines(not is_row)


def _is_named(cells: Iterable[Entry], is_row: bool, inside: list[Mention]) -> bool:
    """Whether the clause names the measure, or the table has one alone."""
    across = {entry.cell.column if is_row else entry.cell.row for entry in cells}
    return len(across) == 1 or any(one.is_row != is_row for one in inside)


def _comparison(
    text: str,
    clause: tuple[int, int],
    match: re.Match,
    sign: int,
    of_quality: bool,
    inside: list[Mention],
    mentions: list[Mention],
    names: Names,
) -> list[Decided]:
    before = [one for one in inside if one.end <= match.start()]
    after = [one for one in inside if one.start >= match.end()]
    # the gap between two is none of the cells
    if DERIVED.search(text[clause[0] : match.start()]):
        return []
    # "A is worse than B and outperforms C": the subject is A
    again = AGAIN.search(text[clause[0] : match.start()])
    for is_row in (True, False):
        subjects = joined(text, before if again else before[::-1], is_row)
        behind = text[match.end() : clause[1]]
        some = SOME_OTHERS.match(behind)
        others = OTHERS.match(behind) or some
        objects = [] if others else joined(text, after, is_row)
        # what stands between may be another, which the table does not name
        if objects and APART.search(text[match.end() : objects[0].start]):
            continue
        if not subjects or not (objects or others):
            continue
        pairs = _pairs(names, is_row, subjects, objects)
        places = _measures(names, is_row, inside, mentions)
        held = [
            (ours, theirs)
            for first, second in pairs
            for place in places
            if (ours := names.cell(is_row, first, place)) and (theirs := names.cell(is_row, second, place))
        ]
        truths = [_is_beyond(names, ours, theirs, sign, of_quality) for ours, theirs in held]
        truth, whole = _agreed(truths, of_quality), len(set(truths)) == 1
        if truth is None or some and not truth:
            return []
        degree = DEGREE.search(text[clause[0] : match.end()])
        if truth and degree and not _is_of_degree(bool(degree["little"]), held):
            return []
        amount = BY.search(text[match.end() : clause[1]])
        if truth and amount and not _by_so_much(amount, held):
            if len(held) > 1:
                return []
            truth = False
        if DENIED.search(text[clause[0] : match.start()]):
            truth = not truth
        cells = tuple(cell for pair in held for cell in pair)
        span = (min(one.start for one in subjects), max(one.end for one in [*objects, *subjects]))
        span = (span[0], max(span[1], match.end()))
        return [Decided(COMPARISON, span, match[0], truth, cells, whole, _is_named(cells, is_row, inside))]
    return []


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


def _is_of_degree(is_little: bool, held: list[tuple[Entry, Entry]]) -> bool:
    """Whether differences are at most a tenth of the lesser cell ("slightly") in most pairs, or above a
    hundredth of it in most ("much")."""
    shares = []
    for ours, theirs in held:
        low, high = sorted(abs(float(one.number.face.low)) for one in (ours, theirs))
        shares.append((high - low) / low if low else 1.0)
    fitting = sum(share <= 0.1 if is_little else share > 0.01 for share in shares)
    return 2 * fitting > len(shares)


def _superlative(
    text: str,
    clause: tuple[int, int],
    match: re.Match,
    sign: int,
    of_quality: bool,
    inside: list[Mention],
    mentions: list[Mention],
    names: Names,
) -> list[Decided]:
    if NOT_OF_ALL.search(text[clause[0] : match.start()]) or SCOPE.search(text[clause[0] : clause[1]]):
        return []
    # "the largest decrease" is none of the cells
    if DERIVED.search(text[match.end() : clause[1]]):
        return []
    before = [one for one in inside if one.end <= match.start()]
    after = [one for one in inside if one.start >= match.end()]
    for is_row in (True, False):
        subjects = joined(text, before[::-1], is_row) or joined(text, after, is_row)
        if len(subjects) != 1:
            continue
        ours = set(subjects[0].lines)
        measured = [one for one in inside if one.is_row != is_row]
        places = _measures(names, is_row, measured, mentions)
        held, truths = [], []
        for place in places:
            mine = [cell for line in ours if (cell := names.cell(is_row, line, place))]
            rest = [
                cell
                for line in names.lines(is_row)
                if line not in ours and (cell := names.cell(is_row, line, place))
            ]
            if len(mine) != 1 or len(rest) < 2:
                continue
            beyond = {_is_beyond(names, mine[0], other, sign, of_quality) for other in rest}
            held += [*mine, *rest]
            truths.append(False if False in beyond else None if None in beyond else True)
        truth, whole = _agreed(truths, of_quality), len(set(truths)) == 1
        if truth is None:
            continue
        if DENIED.search(text[clause[0] : match.start()]):
            truth = not truth
        span = (min(subjects[0].start, match.start()), max(subjects[0].end, match.end()))
        named = _is_named(held, is_row, inside)
        return [Decided(SUPERLATIVE, span, match[0], truth, tuple(held), whole, named)]
    return []


def _order(text: str, match: re.Match, mentions: list[Mention], names: Names) -> list[Decided]:
    """Names in the order of their numbers: "the top three, in descending order, are A, B and C"."""
    listed = joined(text, [one for one in mentions if one.start >= match.end()], True)
    if len(listed) < 2 or any(len(one.lines) != 1 for one in listed):
        return []
    sign = -1 if (match["way"] or "").lower() == "ascending" else 1
    places = _measures(names, True, [], [])
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
