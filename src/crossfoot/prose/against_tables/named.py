"""What a sentence says of the named rows of one table in named years: values, sums, shares, rates, ranks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, ERROR
from crossfoot.prose.against_tables import words as words
from crossfoot.prose.amounts import is_open, sum_of
from crossfoot.prose.growth import ANNUAL, COMPOUND, SHORTER, loose, yearly
from crossfoot.prose.patterns import pattern
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, TIMES, YEAR, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare
from crossfoot.prose.against_tables.stated_changes import is_change
from crossfoot.prose.against_tables.extremes import LEAST, MOST
from crossfoot.prose.against_tables.cells import Entry, Index, Line, asked, fits, told
from crossfoot.prose.word_stems import Words, stems
from crossfoot.prose.years import place_of

VALUE, SUM, RATIO, SHARE, RATE = "table_value", "table_sum", "table_ratio", "table_share", "table_rate"
GAP, RANK, COUNT = "table_difference", "table_rank", "count"
KINDS = (MONEY, NUMBER, PERCENT, TIMES)
EXTREME = re.compile(
    rf"(?<!second )(?<!third )(?<!second-)(?<!third-)\b(?:(?P<most>{MOST}|peaked)|(?P<least>{LEAST}))\b",
    re.IGNORECASE,
)
FROM_TO = [
    pattern(r"\bfrom {a:MN}{..60}\bin {y:Y}{..60}\bto {b:MN}{..60}\b(?:in|by) {z:Y}"),
    pattern(r"\bfrom {a:MN}{..60}\bto {b:MN}{..60}\b(?:between|from) {y:Y} (?:and|to) {z:Y}"),
    pattern(r"\b(?:between|from) {y:Y} (?:and|to) {z:Y}{__60}\bfrom {a:MN}{..30}\bto {b:MN}"),
]


@dataclass(frozen=True)
class Named:
    """A sentence and the lines of a table that it names whole, in its order. is_sure: whether no word of it
    says more than the table names."""

    sentence: Sentence
    index: Index
    lines: tuple[tuple[int, Line], ...]
    is_sure: bool

    @property
    def line(self) -> Line | None:
        return self.lines[0][1] if len(self.lines) == 1 else None

    def cell(self, line: Line, year: int, like: Quantity | None = None) -> Entry | None:
        """The one cell of a line of a year, in the unit of an amount, else no percentage; none where the head
        of its column says more than the sentence: "2024 enacted"."""
        found = [
            cell
            for cell in line.cells.values()
            if cell.years == {year} and cell.sure and (fits(cell, like) if like else cell.kind != PERCENT)
        ]
        if len(found) != 1 or not stems(self.index.grid.labels[found[0].cell.column]) <= self.said.stems:
            return None
        return found[0]

    @property
    def said(self) -> Words:
        return Words.of(self.sentence.text)

    def cells(self, year: int, like: Quantity | None = None) -> list[Entry]:
        """Of each named line; none where one of them has none."""
        found = [cell for _, line in self.lines if (cell := self.cell(line, year, like))]
        return found if len(found) == len(self.lines) else []

    def others(self, line: Line, year: int) -> tuple[list[Entry], Entry | None, bool]:
        """The items of a year, its only total, and whether they make it."""
        lines = self.index.lines[0 if line.is_row else 1]
        roles = self.index.grid.roles
        items = [one for one in lines if not one.is_total and (not one.is_row or roles[one.place] == "item")]
        found = [cell for one in items if (cell := self.cell(one, year))]
        totals = [cell for one in lines if one.is_total and (cell := self.cell(one, year))]
        total = totals[0] if len(totals) == 1 else None
        is_all = total is not None and sum_of(one.number for one in found).wide.overlaps(total.number.wide)
        return found, total, is_all


def check_named(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """Values, sums, differences, ratios, shares, yearly rates and superlatives of named lines and years.

    Contradicted only where one table alone names all that the sentence says, and a slip, or arithmetic on its
    cells, decides; of a change one end of which a cell prints the other end is asked about.
    """
    amounts = [one for one in sentence.quantities if one.kind in KINDS]
    years = [one for one in sentence.quantities if one.kind == YEAR]
    is_list = bool(words.FOLLOWED.search(sentence.text))
    if not amounts or len(amounts) > 4 or not (years or is_list) or words.NOT_SO.search(sentence.skeleton):
        return []
    if any(is_open(one) for one in amounts):
        return []
    fiscal = {one.text.removeprefix("FY").strip() for one in years if one.label == "fiscal"}
    said = stems(sentence.skeleton) - words.PLAIN
    ends = next((one[1] for form in FROM_TO for one in sentence.find(form)), None)
    cited = sentence.tables()
    facts = []
    for index in indexes:
        is_sure = (not cited or index.number in cited) and index.has_words(said)
        heads = " ".join(line.label for lines in index.lines for line in lines) if fiscal else ""
        is_meant = (is_sure or ends) and all(year in heads for year in fiscal)
        if is_meant and (lines := _lines(sentence, index, is_sure)):
            facts.append(Named(sentence, index, lines, is_sure))
    sure = [one for one in facts if one.is_sure]
    if ends:
        found = [made for one in facts if (made := _end(one, ends, len(sure) == 1 and one.is_sure))]
        return found if len(found) == 1 else []
    if len(sure) != 1:
        return []
    return list(_judged(sure[0], amounts, years, is_list))


def _lines(sentence: Sentence, index: Index, is_sure: bool) -> tuple[tuple[int, Line], ...]:
    """The rows, or else columns, that are named whole, with their place; else the only total, by its name or
    as "total". Where the table has all words of a sentence and names none, its total at the place -1."""
    mentions = [one for one in index.names.mentions(sentence.text) if not one.is_scope]
    for is_row, lines in zip((True, False), index.lines, strict=True):
        by_place = {line.place: line for line in lines if not line.years}
        found = [
            (one.start, by_place[min(one.lines)])
            for one in mentions
            if one.is_row == is_row and one.is_whole and len(one.lines) == 1 and min(one.lines) in by_place
        ]
        if found:
            return tuple(found) if len({line.place for _, line in found}) == len(found) else ()
    totals = [line for line in index.lines[0] if line.is_total]
    overall = words.IN_TOTAL.search(sentence.text)
    is_said = overall or any(line.words and line.is_named(Words.of(sentence.text)) for line in totals)
    if len(totals) != 1 or not (is_said or is_sure):
        return ()
    return ((overall.start() if overall else 0 if is_said else -1, totals[0]),)


def _end(named: Named, ends: dict[str, Quantity], is_sure: bool) -> Statement | None:
    """The end of a change that its cell does not print where the other end's cell does."""
    line = named.line
    pairs: list[tuple[Quantity, Entry, Quantity]] = []
    for amount, of in (("a", "y"), ("b", "z")):
        cell = named.cell(line, ends[of].year or 0, ends[amount]) if line else None
        if not cell:
            return None
        pairs.append((ends[amount], cell, ends[of]))
    right = [cell.number.wide.overlaps(one.amount.wide) for one, cell, _ in pairs]
    if right.count(True) != 1:
        return None
    one, cell, dated = pairs[right.index(False)]
    return _against(named, one, cell, [one, dated], is_sure and named.lines[0][0] >= 0)


def _against(
    named: Named, one: Quantity, cell: Entry, stands_on: list[Quantity], is_sure: bool
) -> Statement | None:
    """An amount that the cell of its line and year does not print: contradicted where a slip explains it,
    else asked about where it is of the cell's size."""
    line = next(line for _, line in named.lines if cell in line.cells.values())
    slips = [
        (f"the figure of {named.index.grid.where(other.cell)}", other.number)
        for other in line.cells.values()
        if other is not cell and fits(other, one)
    ]
    made = told(named.sentence, VALUE, one, cell.number, cell.place, stands_on=stands_on, slips=slips)
    if made.verdict != CONTRADICTED or is_sure and made.diagnosis:
        return made if made.verdict == CONTRADICTED else None
    is_near = abs(one.value - cell.number.face.low) * 3 <= abs(cell.number.face.low)
    why = "; ".join(filter(None, [made.diagnosis, f"the table has {cell.cell.text} there"]))
    return asked(made, why) if is_near or made.diagnosis else None


def _judged(
    named: Named, amounts: list[Quantity], years: list[Quantity], is_list: bool
) -> Iterator[Statement]:
    """What a sentence of which nothing is left open says, against the cells of its one table."""
    text, one, said = named.sentence.text, amounts[-1], {one.year for one in years}
    if is_list:
        yield from _followed(named, amounts)
    elif len(said) == 2 and len(amounts) == 1 and one.kind == PERCENT and named.line:
        yield from _rate(named, one, years)
    if is_list or len(said) != 1:
        return
    year = said.pop() or 0
    of_amount = one.kind in (MONEY, NUMBER)
    cells = named.cells(year, one if of_amount else None)
    tell = partial(_told, named.sentence, one, years)
    if len(amounts) == 2 and amounts[0].kind == NUMBER and words.TOGETHER.search(text):
        yield from _counted(named, amounts[0], one, year)
    if len(amounts) != 1:
        return
    if not cells and named.line and one.kind == MONEY:
        yield from _in_other_currency(named, one, year, years)
    is_level = of_amount and not is_change(named.sentence, one)
    if len(cells) == 2 and one.kind == TIMES and not words.MORE_THAN.match(text[one.end :]):
        is_between = named.lines[0][0] < one.start < named.lines[1][0]
        if is_between and cells[1].number.wide.low > 0:
            ratio = cells[0].number / cells[1].number
            yield tell(RATIO, loose(one), [ratio], cells)
    elif len(cells) > 1 and is_level and words.TOGETHER.search(text):
        yield tell(SUM, one, [sum_of(cell.number for cell in cells)], cells)
    elif (
        len(cells) == 2
        and of_amount
        and (words.MORE_THAN.match(text[one.end :]) or text[: one.start].endswith(" by "))
    ):
        yield tell(GAP, one, [abs(cells[0].number - cells[1].number)], cells)
    elif (
        len(cells) == 1
        and one.kind == PERCENT
        and words.OF_TOTAL.search(text)
        and not is_change(named.sentence, one)
    ):
        yield from _share(named, one, cells[0], year, tell)
    elif len(cells) == 1 and is_level:
        yield from _single(named, one, cells[0], year, years)


def _told(
    sentence: Sentence,
    one: Quantity,
    years: list[Quantity],
    kind: str,
    stated: Quantity,
    meanings: list[Number],
    cells: list[Entry],
) -> Statement:
    """An amount, or what it is stated as, against what cells give."""
    against = "; ".join(cell.place for cell in cells)
    return compare(sentence, place_of(sentence, one), kind, stated, meanings, [one, *years], against=against)


def _rate(named: Named, one: Quantity, years: list[Quantity]) -> Iterator[Statement]:
    """A rate a year between two years, of one line."""
    text = named.sentence.text
    first, last = sorted(year.year or 0 for year in years)
    line = named.lines[0][1]
    ends = [cell for year in (first, last) if (cell := named.cell(line, year))]
    if len(ends) != 2 or not ANNUAL.search(text) or SHORTER.search(text) or ends[0].number.wide.low <= 0:
        return
    sign = -1 if words.FELL.search(text) else 1

    def over(count: int) -> list[Number]:
        made = yearly(ends[0].number, ends[1].number, count, False, bool(COMPOUND.search(text)))
        return [rate if sign > 0 else -rate for rate in made]

    made = _told(named.sentence, one, years, RATE, one, over(last - first), ends)
    fits_over = [
        f"this is the rate over {other} years, not {last - first}"
        for other in (last - first + 1, last - first - 1)
        if other and _told(named.sentence, one, years, RATE, one, over(other), ends).holds
    ]
    # a mean of the rates of the years is another number
    yield made if made.holds else asked(made, [*fits_over, f"{made.against} give {made.computed}% a year"][0])


def _share(named: Named, one: Quantity, cell: Entry, year: int, tell: Callable) -> Iterator[Statement]:
    """A share of the only total of a year, where the line prints none."""
    line = named.lines[0][1]
    _, total, is_all = named.others(line, year)
    has_shares = any(other.kind == PERCENT for other in line.cells.values())
    if total and total != cell and not has_shares and total.number.wide.low > 0:
        share = Number.exactly(100) * cell.number / total.number
        made = tell(SHARE, one, [share], [cell, total])
        yield made if is_all or made.holds else asked(made, f"{made.against} give {made.computed}")


def _single(
    named: Named, one: Quantity, cell: Entry, year: int, years: list[Quantity]
) -> Iterator[Statement]:
    """The value of one line in one year; where its cell prints it, whether it is the largest or smallest."""
    if not cell.number.wide.overlaps(one.amount.wide):
        if made := _against(named, one, cell, [one, *years], named.lines[0][0] >= 0):
            yield made
        return
    match = EXTREME.search(named.sentence.text)
    if not match:
        return
    line = named.lines[0][1]
    of_years = [other for other in line.cells.values() if len(other.years) == 1 and other.kind == cell.kind]
    items, _, is_all = named.others(line, year)
    # "the largest exporter": of the rows; a total, and what peaked: of the years; else of both
    readings = [] if line.is_total or match[0].lower().startswith("peak") else [items]
    readings += [] if readings and words.RANKED.search(named.sentence.text) else [of_years]
    is_most = bool(match["most"])
    far = [
        (max if is_most else min)(cells, key=lambda other: other.number.face.low)
        for cells in readings
        if cells
    ]
    ends = [(cell, other)[:: 1 if is_most else -1] for other in far]
    if not ends or not all(less.number.wide.is_below(more.number.wide) for less, more in ends):
        return
    why = f"{far[0].place} has {far[0].cell.text}"
    made = told(named.sentence, RANK, one, far[0].number, far[0].place, stands_on=[one, *years])
    made = replace(made, stated=match[0], diagnosis=why)
    yield made if is_all or items not in readings else asked(made, why)


def _in_other_currency(named: Named, one: Quantity, year: int, years: list[Quantity]) -> Iterator[Statement]:
    """The very number of a cell with the sign of another currency than the table's."""
    cell = named.cell(named.lines[0][1], year)
    is_same = cell and cell.kind == MONEY and cell.number.face.overlaps(one.amount.face)
    if cell and is_same and cell.currency and len(re.sub(r"\D", "", cell.cell.text)) > 2:
        made = told(named.sentence, VALUE, one, cell.number, cell.place, stands_on=[one, *years])
        why = f"the table has {cell.cell.text} in {cell.currency}, not {one.currency}"
        yield replace(made, verdict=CONTRADICTED, severity=ERROR, diagnosis=why)


def _followed(named: Named, amounts: list[Quantity]) -> Iterator[Statement]:
    """A list behind "followed by": amounts that cells of one column print, in another order than theirs."""
    text = named.sentence.text
    if words.ORDERED.search(text) or any(one.kind not in (MONEY, NUMBER) for one in amounts):
        return
    columns: list[dict[int, Entry]] = []
    for one in amounts:
        before = [line for start, line in named.lines if start < one.start]
        cells = [each for each in before[-1].cells.values() if fits(each, one)] if before else []
        columns.append(
            {each.cell.column: each for each in cells if each.number.wide.overlaps(one.amount.wide)}
        )
    shared = set.intersection(*(set(of_one) for of_one in columns))
    if len(shared) != 1 or len(amounts) > len(named.lines):
        return
    column = shared.pop()
    for (first, second), one in zip(pairwise(columns), amounts[1:], strict=True):
        less, more = first[column], second[column]
        if less.number.wide.is_below(more.number.wide):
            made = told(named.sentence, RANK, one, less.number, less.place)
            yield replace(made, diagnosis=f"{more.place} has more: another order")
            return


def _counted(named: Named, count: Quantity, one: Quantity, year: int) -> Iterator[Statement]:
    """The number of rows whose total a sentence states, "the four countries together": where they make it."""
    rows = named.index.lines[0]
    noun = words.COUNTED.match(named.sentence.text[count.end :])
    head = named.index.grid.labels[0].lower()
    if not rows or not noun or not head or noun["noun"][:4] != head[:4]:
        return
    items, total, is_all = named.others(rows[0], year)
    if total and is_all and total.number.wide.overlaps(one.amount.wide) and count.value != len(items):
        made = told(named.sentence, COUNT, count, Number.exactly(len(items)), f"{named.index.title}, rows")
        yield replace(made, diagnosis=f"{len(items)} rows make {total.cell.text}")
