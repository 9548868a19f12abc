"""Amounts that a sentence lists, each with a name: cells of one row or column of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE
from crossfoot.prose.against_tables.cells import Entry, Index, Line, asked, fits, told
from crossfoot.prose.against_tables.words import FOLLOWED, ORDERED
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, YEAR, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record
from crossfoot.prose.word_stems import Words
from crossfoot.prose.years import place_of

LISTED, RANK = "table_list", "table_rank"
# as many amounts of one line are no chance
FEWEST = 3
NEAR = 80


def check_lists(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """Three amounts or more that stand in one row or column of a table where their names say.

    One among them that the cell of its name does not print is contradicted where the sentence names the table
    and all others are printed, else a question.
    """
    amounts = [one for one in sentence.quantities if one.kind in (MONEY, NUMBER, PERCENT)]
    fewest = 2 if FOLLOWED.search(sentence.text) else FEWEST
    if len(amounts) < fewest:
        return []
    found = [
        (good, bad, index)
        for named in _names(sentence, amounts)
        for index in indexes
        for lines, across in (index.lines, index.lines[::-1])
        for good, bad in _along(amounts, named, lines, across, fewest)
    ]
    if not found:
        return []
    good, bad, index = max(
        found, key=lambda one: (len(one[0]), -len(one[1]), one[2].number in sentence.tables())
    )
    statements = [_statement(sentence, one, entry) for one, entry in good if len(good) >= FEWEST]
    if len(bad) == 1 and len(good) > FEWEST:
        wrong = _statement(sentence, *bad[0])
        if wrong.verdict == CONTRADICTED and index.number not in sentence.tables():
            why = f"the others stand in {index.title}, which has another number here"
            wrong = asked(wrong, why)
        statements.append(wrong)
    return statements if bad else [*statements, *_out_of_order(sentence, good)]


def _out_of_order(sentence: Sentence, good: list[tuple[Quantity, Entry]]) -> Iterator[Statement]:
    """Of "A (5), followed by B (2) and C (3)", all as their cells print them, the first that has more than
    the one before it."""
    listed = FOLLOWED.search(sentence.text)
    if not listed or ORDERED.search(sentence.text):
        return
    behind = [pair for pair in good if pair[0].start > listed.end()]
    before = [pair for pair in good if pair[0].end <= listed.start()]
    for (_, first), (one, second) in pairwise([*before[-1:], *behind]):
        if first.number.wide.is_below(second.number.wide):
            made = told(sentence, RANK, one, first.number, first.place)
            why = f"{second.place} has more: another order"
            yield replace(made, diagnosis=why) if made.verdict == CONTRADICTED else made
            return


def _names(sentence: Sentence, amounts: list[Quantity]) -> Iterator[list[Words]]:
    """The words before each amount, up to the one before it; and the words behind each."""
    text, ends = sentence.text, [0, *(one.end for one in amounts)]
    starts = [*(one.start for one in amounts), len(text)]
    yield [
        Words.of(text[max(end, start - NEAR) : start]) for end, start in zip(ends, starts[:-1], strict=False)
    ]
    yield [
        Words.of(text[end : min(start, end + NEAR)]) for end, start in zip(ends[1:], starts[1:], strict=True)
    ]


def _along(
    amounts: list[Quantity], named: list[Words], lines: list[Line], across: list[Line], fewest: int
) -> Iterator[tuple[list[tuple[Quantity, Entry]], list[tuple[Quantity, Entry]]]]:
    """Of each line, the amounts that the cells of their names print, and those that they do not."""
    places = [[other.place for other in across if other.is_named(words)] for words in named]
    if sum(map(bool, places)) < fewest:
        return
    for line in lines:
        good, bad = {}, []
        for one, options in zip(amounts, places, strict=True):
            cells = [
                line.cells[place] for place in options if place in line.cells and fits(line.cells[place], one)
            ]
            printed = [cell for cell in cells if cell.number.wide.overlaps(one.amount.wide)]
            if printed:
                good[id(printed[0])] = (one, printed[0])
            elif len(cells) == 1:
                bad.append((one, cells[0]))
        if len(good) >= fewest and len(good) > 2 * len(bad):
            yield list(good.values()), bad


def _statement(sentence: Sentence, one: Quantity, entry: Entry) -> Statement:
    return told(sentence, LISTED, one, entry.number, entry.place)


def check_other_year(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """Two amounts or more beside one year, which the named rows of a table print for one other year and none
    for that one: a question."""
    years = [one for one in sentence.quantities if one.kind == YEAR]
    amounts = [one for one in sentence.quantities if one.kind in (MONEY, NUMBER)]
    amounts = [one for one in amounts if sum(map(str.isdigit, one.digits)) > 2]
    if len(years) != 1 or years[0].label or len(amounts) < 2:
        return []
    said, year, found = Words.of(sentence.text), years[0].year, []
    for index in indexes:
        rows = [line for line in index.lines[0] if line.words and line.is_named(said)]
        dated = [cell for line in rows for cell in line.cells.values() if len(cell.years) == 1]
        printed = [
            [cell for cell in dated if fits(cell, one) and cell.number.face.overlaps(one.amount.face)]
            for one in amounts
        ]
        of_years = [{min(cell.years) for cell in cells} for cells in printed]
        shared = set.intersection(*of_years)
        is_there = any(cell.years == {year} for cell in dated)
        if len(shared) == 1 and is_there and not any(year in of_one for of_one in of_years):
            meant = [next(cell for cell in cells if cell.years == shared) for cells in printed]
            if len({cell.cell.row for cell in meant}) > 1:
                why = f"{meant[0].place} has {meant[0].cell.text}: these are the figures of {min(shared)}"
                made = record(
                    sentence, place_of(sentence, years[0]), LISTED, years[0].text, NOT_CHECKABLE, years
                )
                found.append(replace(asked(made, why), against=index.title))
    return found if len(found) == 1 else []
