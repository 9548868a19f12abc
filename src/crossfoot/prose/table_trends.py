"""What a sentence says in words alone of a row or column over the years: it rose, fell, doubled."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers import words
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, POINTS, SPAN, TIMES
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement
from crossfoot.prose.table_claims import Decided, on_record
from crossfoot.prose.table_index import Entry, Index
from crossfoot.prose.table_names import clauses
from crossfoot.prose.table_words import DENIED, SUPPOSED
from crossfoot.prose.word_stems import Words

TREND = "table_trend"
UP = r"rose|risen|increased|grew|grown|climbed|expanded|gained"
DOWN = r"fell|fallen|declined|decreased|dropped|shrank|contracted"
VERB = re.compile(
    rf"\b(?:(?P<more>more than |over )?(?P<times>{'|'.join([*words.TIMES, *words.HALVED])})|"
    rf"(?P<up>{UP})|(?:{DOWN}))\b",
    re.IGNORECASE,
)
AMOUNTS = frozenset([MONEY, NUMBER, PERCENT, POINTS, TIMES, FRACTION])
# of a rate of change, or of what the table need not have
OTHER = re.compile(
    r"\b(?:most|mostly|except|excluding|annual|average|than|faster|slow\w*|by)\b", re.IGNORECASE
)
# around twice what doubled, a quarter each way
ROOM = Decimal("0.25")


def check_trends(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    """Each verb of direction or multiple without an amount, whose clause names one row or column before it,
    held against that line's cells of the two years that the sentence names, or the only two of the table.
    """
    text, found = sentence.text, []
    spans = {int(year) for one in sentence.quantities if one.kind == SPAN for year in one.label.split()}
    years = sorted(spans | {one.year for one in sentence.quantities if one.year})
    for start, end in clauses(text):
        verbs = list(VERB.finditer(text, start, end))
        amounts = [one for one in sentence.quantities if one.kind in AMOUNTS and start <= one.start < end]
        beside = VERB.sub("", text[start:end])
        if len(verbs) != 1 or amounts or SUPPOSED.search(beside) or OTHER.search(beside):
            continue
        for index in (index for number in sentence.named for index in tables.get(number, [])):
            ends = _ends(index, Words.of(text[start : verbs[0].start()]), years)
            if ends and (one := _decided(text, start, verbs[0], ends)):
                found.append(on_record(sentence, index, one))
    return found


def _ends(index: Index, said: Words, years: list[int]) -> tuple[Entry, Entry] | None:
    """The cells of the first and last year of the one line that is named."""
    named = [line for lines in index.lines for line in lines if line.is_named(said)]
    dated = [cell for cell in named[0].cells.values() if len(cell.years) == 1] if len(named) == 1 else []
    ends = years or sorted({year for cell in dated for year in cell.years})
    if len(ends) != 2:
        return None
    first, last = ([cell for cell in dated if year in cell.years] for year in ends)
    return (first[0], last[0]) if len(first) == len(last) == 1 and first[0].kind == last[0].kind else None


def _decided(text: str, start: int, verb: re.Match, ends: tuple[Entry, Entry]) -> Decided | None:
    first, last = (cell.number for cell in ends)
    if first.wide.overlaps(last.wide) or first.face.low <= 0:
        return None
    if verb["times"]:
        word, ratio = verb["times"].lower(), last.face.low / first.face.low
        value = Decimal(words.TIMES.get(word, 0)) or words.HALVED[word]
        truth = ratio >= value if verb["more"] else abs(ratio - value) <= value * ROOM
    else:
        truth = first.wide.is_below(last.wide) == bool(verb["up"])
    truth = truth != bool(DENIED.search(text[start : verb.start()]))
    return Decided(TREND, (start, verb.end()), verb[0], truth, ends, True)
