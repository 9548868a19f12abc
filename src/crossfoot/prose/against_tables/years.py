"""What a sentence says of a line of a table over its years: above or below so much, an average, a sum, how
many years."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import HOLDS, NOT_CHECKABLE, QUESTION
from crossfoot.prose.against_tables.cells import Entry, Index, Line, asked, fits, told
from crossfoot.prose.amounts import is_open, sum_of
from crossfoot.prose.patterns import pattern
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record
from crossfoot.prose.word_stems import Words
from crossfoot.prose.years import place_of

BOUND, AVERAGE, SUM, YEARS, RANK = "table_bound", "average", "table_sum", "table_years", "table_rank"
KINDS = (MONEY, NUMBER, PERCENT, FRACTION)
Y = r"(?:the |fiscal |end of |FY)*\s?((?:19|20)\d\d)"
# each form with what it says of a year
PERIODS: list[tuple[re.Pattern, Callable[[int, list[int]], bool]]] = [
    (
        re.compile(rf"\b(?:from|between|for)\s{Y}\s?(?:to|through|and|-|–|until)\s?{Y}", re.IGNORECASE),
        lambda year, said: said[0] <= year <= said[1],
    ),
    (re.compile(rf"\b{Y}\s?[-–]\s?{Y}"), lambda year, said: said[0] <= year <= said[1]),
    (re.compile(rf"\bin\s{Y} and {Y}", re.IGNORECASE), lambda year, said: year in said),
    (
        re.compile(rf"\b(?:since|beginning in|starting in)\s{Y}", re.IGNORECASE),
        lambda year, said: year >= said[0],
    ),
    (re.compile(rf"\bafter\s{Y}", re.IGNORECASE), lambda year, said: year > said[0]),
    (re.compile(rf"\b(?:prior to|before)\s{Y}", re.IGNORECASE), lambda year, said: year < said[0]),
]
EVERY = re.compile(
    r"\b(?:(?:each|every|per|all) (?:\w+ )?years?|throughout|always|never|annually)\b", re.IGNORECASE
)
MEAN = re.compile(r"\b(?:averag\w+|mean)\b", re.IGNORECASE)
AVERAGED = re.compile(r"\b(?:averages?|averaged|averaging|an average of|on average (?:was|were)) $")
TOTAL = re.compile(r"\b(?:in total|total\w*|altogether|combined|cumulative\w*)\b", re.IGNORECASE)
EXACTLY = re.compile(r"\b(?:exactly|each|every|constant|unchanged|remained)\b", re.IGNORECASE)
OF_YEARS = re.compile(r"^ (?:of (?:the )?(\d+) )?(?:\w+ )?years\b")
COMPARED = re.compile(r"\b(?:more|less|fewer|above|below|over|under|than|exceed\w*)\b", re.IGNORECASE)
HIGH, LOW = r"peaked|highest|largest|greatest", r"lowest|smallest"
PEAKS = [
    pattern(rf"\b(?:(?P<_high>{HIGH})|(?P<_low>{LOW})) in {{y:Y}},? ?(?:at|with|\() ?{{..12}}{{n:MNP}}"),
    pattern(
        r"\b(?:(?P<_high>peaked at|a (?:peak|high|maximum) of)|(?P<_low>a (?:low|minimum) of)) {n:MNP}"
        r",? in {y:Y}"
    ),
]
# of some years alone, or of another place
OF_SOME = re.compile(r"\b(?:since|until|so far|second|third|among|before|after|between)\b", re.IGNORECASE)
# a bound that is this near to what it bounds was written for it
TIGHT, VERY_TIGHT = Decimal("0.25"), Decimal("0.05")


def check_periods(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """Bounds, averages, sums and counts of years, each against the line whose words the sentence has, over
    the years that it names.

    Only what holds is told; an average that a sentence says of a line of a table it names can be
    contradicted, and a count of years is a question where the table has another. Of lines with names as good,
    one alone must say so.
    """
    found = []
    for one in sentence.quantities:
        period = period_of(sentence.text, one.start) if one.kind in KINDS else None
        if one.kind in KINDS and _is_of_years(sentence, one, period):
            for index in indexes:
                lines = _lines(sentence, one, index)
                said = [made for line in lines if (made := _of_line(sentence, one, index, line, period))]
                if len(said) == 1:
                    found += said
                    break
    return found


def _is_of_years(sentence: Sentence, one: Quantity, period: Callable | None) -> bool:
    """Whether the words beside an amount make it a bound, a mean, a sum or a count of years."""
    around = _around(sentence, one)
    said = period and (EXACTLY.search(around) or MEAN.search(around) or TOTAL.search(around))
    return bool(said or is_open(one) or OF_YEARS.match(sentence.text[one.end :]))


def _around(sentence: Sentence, one: Quantity) -> str:
    return sentence.text[max(0, one.start - 60) : one.end + 30]


def period_of(text: str, at: int) -> Callable[[int], bool] | None:
    """Which years an amount at a place is of: the last period before it, else the first behind, or None."""
    found = sorted(
        ((match, holds) for form, holds in PERIODS for match in form.finditer(text)),
        key=lambda one: one[0].start(),
    )
    if not found:
        return None
    before = [one for one in found if one[0].start() < at]
    match, holds = before[-1] if before else found[0]
    said = [int(year) for year in match.groups()]
    return lambda year: holds(year, said)


def _lines(sentence: Sentence, one: Quantity, index: Index) -> list[Line]:
    """The rows or columns of a table by years whose labels share most words with the sentence, near the
    amount and in all."""
    rows, columns = index.lines
    lines = columns if sum(bool(line.years) for line in rows) > 2 else rows
    ends = [other.end for other in sentence.quantities if other.end <= one.start and other.kind in KINDS]
    behind = re.split(r"[,;(]", sentence.text[one.end : one.end + 60])[0]
    near, said = Words.of(sentence.text[max(ends, default=0) : one.start] + behind), Words.of(sentence.text)
    counts_years = OF_YEARS.match(sentence.text[one.end :])
    ranked = [
        ((line.is_named(near), len(line.words & near.stems), len(line.words & said.stems)), line)
        for line in lines
        if counts_years or any(fits(cell, one) for cell in line.cells.values())
    ]
    best = max((rank for rank, _ in ranked), default=(False, 0, 0))
    return [line for rank, line in ranked if rank == best] if best[2] else []


def _of_line(
    sentence: Sentence, one: Quantity, index: Index, line: Line, period: Callable[[int], bool] | None
) -> Statement | None:
    rows, columns = index.lines
    across = {other.place: other.years for other in (columns if line.is_row else rows)}
    dated = {next(iter(across[place])): cell for place, cell in line.cells.items() if len(across[place]) == 1}
    text, is_cited = sentence.text, index.number in sentence.named
    if match := OF_YEARS.match(text[one.end :]):
        # "in 12 of 17 years": 12 is counted
        is_whole = text[: one.start].endswith(" of ")
        is_plain = is_cited and one.kind == NUMBER and not (period or is_whole or COMPARED.search(text))
        return _years(sentence, one, line, dated, match[1], len(across)) if is_plain else None
    cells = {year: cell for year, cell in dated.items() if (not period or period(year)) and fits(cell, one)}
    if len(cells) < 2 or len(line.words) < (1 if is_cited else 2):
        return None
    against = f"{index.title}, {line.label}, {min(cells)} to {max(cells)}"
    around, numbers = _around(sentence, one), [cell.number for cell in cells.values()]
    if is_open(one):
        return _bound(sentence, one, cells, period, against)
    if not period:
        return None
    stated, place = one.amount.wide, place_of(sentence, one)
    if EXACTLY.search(around) and all(number.wide.overlaps(stated) for number in numbers):
        return record(sentence, place, BOUND, one.text, HOLDS, [one], computed=one.text, against=against)
    mean = MEAN.search(around)
    if not (mean or TOTAL.search(around)):
        return None
    computed = sum_of(numbers) / Number.exactly(len(cells) if mean else 1)
    computed = abs(computed) if one.value > 0 else computed
    is_said = mean and AVERAGED.search(text[: one.start]) and index.number in sentence.tables()
    if computed.wide.overlaps(stated) or is_said and line.is_named(Words.of(text)):
        return told(sentence, AVERAGE if mean else SUM, one, computed, against)
    return None


def _bound(
    sentence: Sentence, one: Quantity, cells: dict[int, Entry], period: Callable | None, against: str
) -> Statement | None:
    """A bound that every cell keeps, and one of them nearly reaches."""
    is_least = one.meant == "above"
    nearest = (min if is_least else max)(cells.values(), key=lambda cell: cell.number.face.low)
    value = nearest.number.face.low
    keeps = value >= one.value if is_least else value <= one.value
    room = TIGHT if period or EVERY.search(sentence.text) else VERY_TIGHT
    if not keeps or abs(value - one.value) > room * abs(one.value):
        return None
    computed = f"the {'least' if is_least else 'greatest'} is {nearest.cell.text}"
    return record(
        sentence, place_of(sentence, one), BOUND, one.text, HOLDS, [one], computed=computed, against=against
    )


def _years(
    sentence: Sentence, one: Quantity, line: Line, dated: dict[int, Entry], of: str | None, years: int
) -> Statement | None:
    """In how many years a line has more than nothing. of: of how many, as printed."""
    some = sum(cell.number.face.low > 0 for cell in dated.values())
    if (
        of
        and int(of) > years
        or not line.is_named(Words.of(sentence.text))
        or some == len(dated) != one.value
    ):
        return None
    holds = some == one.value
    return record(
        sentence,
        place_of(sentence, one),
        YEARS,
        one.text,
        HOLDS if holds else NOT_CHECKABLE,
        [one, *(other for other in sentence.quantities if other.start > one.end and other.digits == of)][:2],
        computed=str(some),
        against=f"{next(iter(dated.values())).title}, {line.label}",
        severity="" if holds else QUESTION,
        diagnosis="" if holds else f"question: {line.label} has a number above nothing in {some} years",
    )


def check_peaks(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """ "largest in 2022, at 6,741", "a low of 4,063 in 2021": an amount that one line of all tables prints is
    asked about where another year of the line goes beyond it, or where its cell is of another year."""
    found = [one for form in PEAKS for one in sentence.find(form)]
    if not found or OF_SOME.search(sentence.text):
        return []
    made = [_peak(sentence, named["n"], named["y"], bool(match["_high"]), indexes) for match, named in found]
    return [one for one in made if one]


def _peak(
    sentence: Sentence, one: Quantity, year: Quantity, is_most: bool, indexes: list[Index]
) -> Statement | None:
    if sum(digit.isdigit() for digit in one.digits.strip("0")) < 3 or one.meant or year.label:
        return None
    lines: list[tuple[dict[int, Entry], int]] = []
    for index in indexes:
        for line in (*index.lines[0], *index.lines[1]):
            dated = {
                min(cell.years): cell
                for cell in line.cells.values()
                if len(cell.years) == 1 and cell.sure and fits(cell, one)
            }
            is_dated = len(dated) == len(line.cells) > 2 and year.year in dated
            here = [of for of, cell in dated.items() if abs(cell.number).wide.overlaps(abs(one.amount).wide)]
            if is_dated and len(here) == 1:
                lines.append((dated, here[0]))
    if len(lines) != 1:
        return None
    dated, printed = lines[0]
    meant, mine = dated[year.year or 0], dated[printed]
    far = (max if is_most else min)(dated.values(), key=lambda cell: abs(cell.number).face.low)
    ends = (abs(mine.number).wide, abs(far.number).wide)
    if mine is not meant:
        why = f"that is the figure of {printed}; {meant.place} has {meant.cell.text}"
    elif ends[0].is_below(ends[1]) if is_most else ends[1].is_below(ends[0]):
        why = f"{far.place} has {far.cell.text}"
    else:
        return None
    return asked(told(sentence, RANK, one, abs(far.number), far.place, stands_on=[one, year]), why)
