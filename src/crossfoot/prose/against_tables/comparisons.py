"""What a sentence says in words of the rows and columns of a table: one way from its clauses to a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers import words
from crossfoot.numbers.verdicts import CONTRADICTED, ERROR, FOUND, HOLDS, NOT_CHECKABLE, NOTE, QUESTION
from crossfoot.prose.against_tables import words as said
from crossfoot.prose.against_tables.cells import Entry, Index, Tables
from crossfoot.prose.against_tables.clauses import LISTED, SUPERLATIVE, Clause, Decided, Pair, Reading
from crossfoot.prose.against_tables.names import joined
from crossfoot.prose.against_tables.whole import is_whole
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record
from crossfoot.prose.word_stems import YEAR

COMPARISON, TREND = "table_comparison", "table_trend"
FIGURE = re.compile(
    r"(?<![\w.])(?<!Table )(?<!Figure )(?<!Section )(?P<n>\d[\d,]*(?:\.\d+)?|\.\d+)(?![\w-]|\.\d)"
)
# around twice what doubled, a quarter each way
ROOM = Decimal("0.25")


def check_claims(sentence: Sentence, tables: Tables, every: list[Index]) -> list[Statement]:
    """What a sentence says in words of the rows or columns of the tables that it or its passage names, else
    of the one table that has all its words: comparisons, superlatives, orders, directions over the years.

    A list in another order than every column has is contradicted, and a comparison of two cells in the words
    of one table. Any other that no cell bears out is a question.
    """
    found = [index for number in sentence.named for index in tables.by_number.get(number, [])]
    whole = [index for index in every if is_whole(sentence, index)] if YEAR.search(sentence.text) else []
    is_sure = len(whole) == 1 and found in ([], whole)
    return [
        on_record(sentence, index, one, is_sure)
        for index in (whole if is_sure else found)
        for one in decide(sentence.text, index)
        # "largest" can be meant of its own years
        if found or one.truth or one.kind == COMPARISON
    ]


def decide(text: str, index: Index) -> list[Decided]:
    """Every statement of a text on the rows and columns of a table that its cells decide."""
    reading = Reading(text, index, index.names, index.names.mentions(text))
    found: list[Decided] = []
    for start, end in clauses(text):
        if said.SUPPOSED.search(text[start:end]):
            continue
        for form, judge, sign, of_quality in OPERATORS:
            for match in form.finditer(text, start, end):
                clause = Clause(reading, start, end, match, sign, of_quality)
                found += [one for is_row in (True, False) if (one := judge(clause, is_row))][:1]
    for match in said.ORDER.finditer(text):
        found += reading.order(match)
    return found


def clauses(text: str) -> Iterator[Pair]:
    """Where each clause of a text begins and ends."""
    start = 0
    for stop in said.CLAUSE.finditer(text):
        yield start, stop.start()
        start = stop.start()
    yield start, len(text)


def compared(clause: Clause, is_row: bool) -> Decided | None:
    """One line against another, or against all others."""
    # the gap between two is none of the cells
    if said.DERIVED.search(clause.before.rsplit(",", 1)[-1]):
        return None
    subjects = clause.subjects(is_row)
    some = said.SOME_OTHERS.match(clause.behind)
    others = said.OTHERS.match(clause.behind) or some
    objects = [] if others else joined(clause.text, clause.after(), is_row)
    # what stands between may be another, which the table does not name
    if objects and said.APART.search(clause.text[clause.match.end() : objects[0].start]):
        return None
    if not subjects or not (objects or others):
        return None
    # "on the news, our model beats all others": the column is no subject
    if not (is_row or objects) and (
        clause.subjects(True) or clause.of_quality and len(clause.names.rows) > 3
    ):
        return None
    clause.reading.objects = objects
    pairs = clause.pairs(is_row, subjects, objects)
    named = [*subjects, *objects]
    return clause.against(COMPARISON, named, is_row, pairs, of_all=not objects, some=bool(some))


def better(clause: Clause, is_row: bool) -> Decided | None:
    """One line against what the text compared something with last, or against all others."""
    if any(form.search(clause.text, clause.start, clause.end) for form, *_ in said.COMPARED):
        return None
    subjects = clause.subjects(is_row)
    if not subjects or not is_row and clause.subjects(True):
        return None
    if not clause.reading.objects and not clause.of_quality:
        return None
    pairs = clause.pairs(is_row, subjects, clause.reading.objects)
    of_all = not clause.reading.objects
    return clause.against(COMPARISON, subjects, is_row, pairs, of_all=of_all, is_bare=True)


def extreme(clause: Clause, is_row: bool) -> Decided | None:
    """One line against all others."""
    if said.NOT_OF_ALL.search(clause.before) or said.SCOPE.search(clause.text[clause.start : clause.end]):
        return None
    # "the largest decrease" is none of the cells
    if said.DERIVED.search(clause.behind):
        return None
    subjects = clause.subjects(is_row) or joined(clause.text, clause.after(), is_row)
    if len(subjects) != 1 or not is_row and clause.subjects(True):
        return None
    # of one against all the whole name is needed
    if not subjects[0].is_whole:
        return None
    cells, truths, across = [], [], []
    pairs = clause.pairs(is_row, subjects, [])
    lines, others = ({pair[side] for pair in pairs} for side in (0, 1))
    for place in clause.measures(is_row):
        mine, rest = (
            [cell for line in sorted(of) if (cell := clause.reading.cell(is_row, line, place))]
            for of in (lines, others)
        )
        if mine and len(rest) > 1:
            found = [{clause.is_beyond(one, other) for other in rest} for one in mine]
            cells += [*mine, *rest]
            across.append(place)
            is_so = any(beyond == {True} for beyond in found)
            truths.append(is_so or (False if all(False in beyond for beyond in found) else None))
    truth = clause.agreed(is_row, truths, across)
    truth = None if truth is False and True in truths else truth
    return None if truth is None else clause.decided(SUPERLATIVE, subjects, truths, truth, cells)


def trend(clause: Clause, is_row: bool) -> Decided | None:
    """One line from one year to another: the two that the text names, or the only two of the table."""
    beside = said.TREND.sub("", clause.text[clause.start : clause.end])
    subjects = clause.subjects(is_row)
    years = sorted({int(year) for year in YEAR.findall(clause.text)})
    if len(subjects) != 1 or len(subjects[0].lines) != 1 or said.NO_TREND.search(beside):
        return None
    if FIGURE.search(YEAR.sub("", beside)) or not subjects[0].is_whole:
        return None
    (line,) = subjects[0].lines
    along = [clause.reading.cell(is_row, line, place) for place in clause.names.lines(not is_row)]
    dated = [cell for cell in along if cell and len(cell.years) == 1]
    ends = years or sorted({year for cell in dated for year in cell.years})
    if len(ends) != 2:
        return None
    first, last = ([cell for cell in dated if year in cell.years] for year in ends)
    if len(first) != 1 or len(last) != 1 or first[0].kind != last[0].kind:
        return None
    truth = _moved(clause, first[0], last[0])
    return None if truth is None else clause.decided(TREND, subjects, [truth], truth, [*first, *last])


def _moved(clause: Clause, first: Entry, last: Entry) -> bool | None:
    before, after, match = first.number, last.number, clause.match
    if before.wide.overlaps(after.wide) or before.face.low <= 0:
        return None
    if match["times"]:
        word, ratio = match["times"].lower(), after.face.low / before.face.low
        value = Decimal(words.TIMES.get(word, 0)) or words.HALVED[word]
        return ratio >= value if match["more"] else abs(ratio - value) <= value * ROOM
    return before.wide.is_below(after.wide) == bool(match["up"])


OPERATORS = [
    (form, judge, sign, of_quality)
    for forms, judge in ((said.COMPARED, compared), (said.BARE, better), (said.SUPERLATIVES, extreme))
    for form, sign, of_quality in forms
] + [(said.TREND, trend, 1, False)]


def on_record(sentence: Sentence, index: Index, one: Decided, is_sure: bool) -> Statement:
    shown = "; ".join(f"{index.grid.where(entry.cell)}: {entry.cell.text}" for entry in one.cells[:4])
    more = f" and {len(one.cells) - 4} more" if len(one.cells) > 4 else ""
    judged, severity, why = HOLDS, "", ""
    if not one.whole:
        judged, severity = (FOUND, "") if one.truth else (NOT_CHECKABLE, NOTE)
        share = "at least half" if one.truth else "most"
        so = "so" if one.truth else "the opposite"
        why = f"{share} of the cells that the words can mean say {so}, not all"
    elif not one.truth and one.kind == LISTED:
        judged, severity, why = CONTRADICTED, ERROR, "the table has another order"
    elif not one.truth and is_sure and one.kind == COMPARISON and len(one.cells) == 2:
        judged, severity, why = CONTRADICTED, ERROR, "the cells say the opposite"
    elif not one.truth and not (one.is_named and (is_sure or sentence.tables())):
        judged, severity = NOT_CHECKABLE, NOTE
        why = "the cells say the opposite; the sentence may mean another measure, or fewer rows"
    elif not one.truth:
        # rows and measure are linked by their names alone
        judged, severity = NOT_CHECKABLE, QUESTION
        why = "question: the cells say the opposite; are these the rows and the measure meant?"
    made = record(
        sentence,
        (0, 0),
        one.kind,
        one.stated,
        judged,
        [],
        computed=shown + more,
        against=index.title,
        severity=severity,
        diagnosis=why,
    )
    return replace(made, quote=sentence.text[slice(*one.span)], start=one.span[0])
