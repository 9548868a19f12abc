"""Where the numbers of the prose stand, and which statements stand on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

from crossfoot.documents.document import Passage
from crossfoot.documents.passages import in_one_line
from crossfoot.numbers.verdicts import FORESEEN, NOT_CHECKABLE
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, POINTS, TIMES
from crossfoot.prose.sentences import LONGEST, Sentence, read_sentences
from crossfoot.prose.statement import Statement

AMOUNTS = NUMBER + MONEY + PERCENT + POINTS + TIMES
# that a span of years begins before it ends checks none of them
TRIVIAL = "order"
# passage, start and end in its text in one line, statements by their place, whether it is a number
Mark = tuple[int, int, int, list[int], bool]


def find_marks(prose: list[Passage], found: list[Statement]) -> list[Mark]:
    """The numbers that the prose states, apart from years, dates and the like, and what else a statement
    decides or asks about, in the order of the text.

    found: of `find_statements`. Words ("the largest") are marked where a statement on them stands on no
    number of its quote.
    """
    of_cell, of_sentence = defaultdict(list), defaultdict(list)
    for place, one in enumerate(found):
        if one.quote and (one.kind != TRIVIAL or one.is_problem):
            for cell in one.cells:
                of_cell[cell].append(place)
            if is_decided(one) and not one.cells:
                of_sentence[one.place].append(place)
    marks: list[Mark] = []
    at, number = 0, -1
    for sentence in read_sentences(prose):
        if sentence.place[0] != number:
            at, number = 0, sentence.place[0]
            text = in_one_line(prose[number].text)
        start = max(0, text.find(sentence.text, at))
        at = start + len(sentence.text)
        own = list(_of_numbers(sentence, of_cell, found))
        for place in of_sentence[sentence.place]:
            first = sentence.text.find(found[place].quote)
            last = first + len(found[place].quote)
            inside = [mark for mark in own if first <= mark[0] and mark[1] <= last]
            for mark in inside:
                mark[2].append(place)
            if first >= 0 and not inside and not any(mark[0] < last and first < mark[1] for mark in own):
                own.append((first, last, [place], False))
        marks += [
            (number, start + first, start + last, told, is_one) for first, last, told, is_one in sorted(own)
        ]
    return marks


def is_decided(one: Statement) -> bool:
    """Whether a statement is held against something, or asked about."""
    return one.verdict != NOT_CHECKABLE or one.is_problem


def _of_numbers(
    sentence: Sentence, of_cell: dict[tuple[int, int, int], list[int]], found: list[Statement]
) -> Iterator[tuple[int, int, list[int], bool]]:
    """Its amounts; and its years, ranks and the like where a statement on them stands on no amount of it."""
    # a sentence that cannot be taken is named among the statements
    with suppress(*FORESEEN):
        read = sentence.quantities if len(sentence.text) <= LONGEST else []
        amounts = {(*sentence.place, n) for n, one in enumerate(read) if one.digits and one.kind in AMOUNTS}
        for place, one in enumerate(read):
            told = of_cell.get((*sentence.place, place), [])
            if (*sentence.place, place) in amounts:
                yield one.start, one.end, list(told), True
            elif told := [n for n in told if is_decided(found[n]) and not amounts & found[n].cells]:
                yield one.start, one.end, told, False
