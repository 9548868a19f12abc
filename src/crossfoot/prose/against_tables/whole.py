"""Sentences of which one table has every word: values, sums, shares, ratios, rates, ranks, directions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, ERROR
from crossfoot.prose.against_tables import doubts, words
from crossfoot.prose.against_tables.cells import Entry, Index, Line, asked, fits, told
from crossfoot.prose.against_tables.links import digits
from crossfoot.prose.against_tables.named_lines import Whole
from crossfoot.prose.against_tables.stated_changes import is_change
from crossfoot.prose.amounts import is_open, sum_of
from crossfoot.prose.growth import ANNUAL, COMPOUND, SHORTER, growth, yearly
from crossfoot.prose.patterns import pattern
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, TIMES, YEAR, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement
from crossfoot.prose.word_stems import Words, stems

VALUE, SUM, RATIO, SHARE, RATE = "table_value", "table_sum", "table_ratio", "table_share", "table_rate"
GAP, RANK, COUNT, TREND = "table_difference", "table_rank", "count", "table_trend"
KINDS = (MONEY, NUMBER, PERCENT, TIMES, FRACTION)
FROM_TO = [
    pattern(r"\bfrom {a:MN}{..60}\bin {y:Y}{..60}\bto {b:MN}{..60}\b(?:in|by) {z:Y}"),
    pattern(r"\bfrom {a:MN}{..60}\bto {b:MN}{..60}\b(?:between|from) {y:Y} (?:and|to) {z:Y}"),
    pattern(r"\b(?:between|from) {y:Y} (?:and|to) {z:Y}{__60}\bfrom {a:MN}{..30}\bto {b:MN}"),
]


def check_whole(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """Values, sums, differences, ratios, shares, yearly rates, superlatives and directions of the lines and
    years that a sentence names.

    Contradicted only where one table alone names all that the sentence says, and a slip, or arithmetic on its
    cells, decides; of a change one end of which a cell prints the other end is asked about.
    """
    amounts = [one for one in sentence.quantities if one.kind in KINDS]
    years = tuple(one for one in sentence.quantities if one.kind == YEAR)
    if not amounts or len(amounts) > 4 or words.NOT_SO.search(sentence.skeleton):
        return []
    fiscal = {one.text.removeprefix("FY").strip() for one in years if one.label == "fiscal"}
    ends = next((one[1] for form in FROM_TO for one in sentence.find(form)), None)
    found = []
    # no amount of money is of a table of shares
    of_money = any(one.kind == MONEY for one in amounts)
    for index in indexes:
        if of_money and all(entry.kind == PERCENT for entry in index.entries):
            continue
        is_sure = is_whole(sentence, index)
        heads = " ".join(line.label for lines in index.lines for line in lines) if fiscal else ""
        is_meant = (is_sure or ends) and all(year in heads for year in fiscal)
        is_meant = is_meant and not doubts.is_reversed(sentence, index)
        if is_meant and (lines := _lines(sentence, index, is_sure)):
            found.append(Whole(sentence, index, lines, is_sure, years))
    sure = [one for one in found if one.is_sure]
    if ends and not any(is_open(one) for one in amounts):
        made = [told for one in found if (told := _end(one, ends, len(sure) == 1 and one.is_sure))]
        return made if len(made) == 1 else []
    if len(sure) != 1 or ends:
        return []
    # without a year a few words are soon those of a table
    is_certain = bool(years or sentence.tables())
    return [one for one in _judged(sure[0], amounts) if is_certain or one.holds]


def is_whole(sentence: Sentence, index: Index) -> bool:
    """Whether a table has every word of a sentence that names none, or it."""
    cited, part = sentence.tables(), words.PART_OF_YEAR.search(sentence.text)
    said = stems(sentence.skeleton) - words.PLAIN | stems(part[0] if part else "")
    return (not cited or index.number in cited) and index.has_words(said)


def _lines(sentence: Sentence, index: Index, is_sure: bool) -> tuple[tuple[int, Line], ...]:
    """The rows, or else columns, that are named whole, with their place; else the only total, by its name or
    as "total". Where the table has all words of a sentence and names none, its total at the place -1."""
    mentions = index.names.mentions(sentence.text)
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


def _end(whole: Whole, ends: dict[str, Quantity], is_sure: bool) -> Statement | None:
    """The end of a change that its cell does not print where the other end's cell does."""
    pairs = []
    for amount, of in (("a", "y"), ("b", "z")):
        line = whole.lines[0][1] if len(whole.lines) == 1 else None
        cell = whole.cell(line, ends[of].year or 0, ends[amount]) if line else None
        if not cell:
            return None
        pairs.append((ends[amount], cell, ends[of]))
    wrong = [pair for pair in pairs if not pair[1].number.wide.overlaps(pair[0].amount.wide)]
    if len(wrong) != 1:
        return None
    one, cell, dated = wrong[0]
    return _against(replace(whole, years=(dated,)), one, cell, is_sure and whole.lines[0][0] >= 0)


def _against(whole: Whole, one: Quantity, cell: Entry, is_sure: bool) -> Statement | None:
    """An amount that the cell of its line and year does not print: contradicted where a slip explains it,
    else asked about where it is of the cell's size."""
    others = [other for other in whole.index.entries if other is not cell and fits(other, one)]
    slips = [
        (f"the figure of {whole.index.grid.where(other.cell)}", other.number)
        for other in sorted(others, key=lambda other: other.cell.row != cell.cell.row)
        if other.cell.row == cell.cell.row or other.cell.column == cell.cell.column and digits(one) > 2
    ]
    stands_on = [one, *whole.years]
    made = told(whole.sentence, VALUE, one, cell.number, cell.place, stands_on=stands_on, slips=slips)
    if made.verdict != CONTRADICTED or is_sure and made.diagnosis:
        return made if made.verdict == CONTRADICTED else None
    is_near = abs(one.value - cell.number.face.low) * 3 <= abs(cell.number.face.low)
    why = "; ".join(filter(None, [made.diagnosis, f"the table has {cell.cell.text} there"]))
    return asked(made, why) if is_near or made.diagnosis else None


def _judged(whole: Whole, amounts: list[Quantity]) -> Iterator[Statement]:
    """What a sentence of which nothing is left open says, amount by amount."""
    sentence, text = whole.sentence, whole.sentence.text
    said = sorted({one.year or 0 for one in whole.years}) or [0]
    if len(amounts) == 2 and amounts[0].kind == NUMBER and words.TOGETHER.search(text) and len(said) == 1:
        yield from _counted(whole, amounts[0], amounts[1], said[0])
        return
    lines = [line for _, line in whole.lines]
    for one in amounts:
        line, behind = whole.line_of(one), text[one.end :]
        if len(said) == 2 and len(amounts) == 1 and one.kind == PERCENT and line:
            yield from _rate(whole, one, line, said)
        if len(said) != 1:
            return
        like = one if one.kind in (MONEY, NUMBER) else None
        cells = [cell for each in lines if (cell := whole.cell(each, said[0], like))]
        cells = cells if len(cells) == len(lines) else []
        cell = whole.cell(line, said[0], like) if line else None
        is_changed, is_alone = is_change(sentence, one), len(amounts) == 1 and not is_open(one)
        if one.kind == TIMES:
            is_ratio = len(cells) == 2 and line == lines[0] and not words.MORE_THAN.match(behind)
            if is_ratio and cells[1].number.wide.low > 0:
                yield whole.tell(RATIO, one, cells[0].number / cells[1].number, *cells)
        elif one.kind in (PERCENT, FRACTION):
            # "339 (85%)"
            is_behind = cell and text[: one.start].endswith(f"{cell.cell.text} (")
            of_total = is_behind or words.OF_TOTAL.search(text)
            if cell and line and of_total and not is_changed:
                yield from _share(whole, one, line, cell, said[0])
            elif (
                cell and line and said[0] and is_changed and is_alone and not of_total and one.kind == PERCENT
            ):
                yield from _growth(whole, one, line, cell, said[0])
        elif len(lines) == 2 and (words.MORE_THAN.match(behind) or text[: one.start].endswith(" by ")):
            if cells and is_alone:
                yield whole.tell(GAP, one, abs(cells[0].number - cells[1].number), *cells)
        elif len(cells) > 1 and words.TOGETHER.search(text):
            if is_alone and not is_changed:
                yield whole.tell(SUM, one, sum_of(cell.number for cell in cells), *cells)
        elif line and not is_changed and not is_open(one) and not (cell and doubts.is_bound(text, one, cell)):
            yield from _level(whole, one, line, cell, said[0])


def _rate(whole: Whole, one: Quantity, line: Line, years: list[int]) -> Iterator[Statement]:
    """A rate a year between two years, of one line."""
    text = whole.sentence.text
    ends = [cell for year in years if (cell := whole.cell(line, year))]
    if len(ends) != 2 or not ANNUAL.search(text) or SHORTER.search(text) or ends[0].number.wide.low <= 0:
        return
    sign = -1 if words.FELL.search(text) else 1

    def over(count: int) -> Statement:
        made = yearly(ends[0].number, ends[1].number, count, False, bool(COMPOUND.search(text)))
        return whole.tell(RATE, one, [rate if sign > 0 else -rate for rate in made], *ends)

    span = years[1] - years[0]
    made = over(span)
    fits_over = [
        f"this is the rate over {other} years, not {span}"
        for other in (span + 1, span - 1)
        if other and over(other).holds
    ]
    # a mean of the rates of the years is another number
    yield made if made.holds else asked(made, [*fits_over, f"{made.against} give {made.computed}% a year"][0])


def _share(whole: Whole, one: Quantity, line: Line, cell: Entry, year: int) -> Iterator[Statement]:
    """A share of the only total of a year, where the line prints none."""
    _, total, is_all = whole.of_year(line, year)
    has_shares = any(other.kind == PERCENT for other in line.cells.values())
    if not total or total == cell or has_shares or total.number.wide.low <= 0:
        return
    made = whole.tell(SHARE, one, Number.exactly(100) * cell.number / total.number, cell, total)
    text = whole.sentence.text
    if words.CHANGED.search(text) or words.MOVING.search(text) and not words.OF_LEVEL.match(text[one.end :]):
        made = _share_of_change(whole, one, line, cell, total) or made
        yield from [made] if made.holds else []
    else:
        yield made if is_all or made.holds else asked(made, f"{made.against} give {made.computed}")


def _share_of_change(whole: Whole, one: Quantity, line: Line, cell: Entry, total: Entry) -> Statement | None:
    """A share of the change of the total since the year before, where it is so."""
    lines = whole.index.lines[0 if line.is_row else 1]
    of_total = next(other for other in lines if total in other.cells.values())
    year = min(cell.years, default=0) - 1
    before, total_before = whole.cell(line, year), whole.cell(of_total, year)
    if not before or not total_before:
        return None
    change, of = cell.number - before.number, total.number - total_before.number
    if of.wide.low <= 0 <= of.wide.high:
        return None
    made = whole.tell(SHARE, one, Number.exactly(100) * change / of, before, cell, total_before, total)
    return made if made.holds else None


def _growth(whole: Whole, one: Quantity, line: Line, cell: Entry, year: int) -> Iterator[Statement]:
    """The growth of a line in one year: another one is contradicted where a misprint explains it."""
    before = whole.cell(line, year - 1)
    if not before or before.number.wide.low <= 0 or words.NOT_OF_ENDS.search(whole.sentence.text):
        return
    change = growth(before.number, cell.number)
    made = whole.tell(RATE, one, -change if words.FELL.search(whole.sentence.text) else change, before, cell)
    # output is told to grow in constant prices, whatever those of the table
    if made.holds or not words.OF_OUTPUT.search(whole.sentence.text):
        yield made if made.holds or made.diagnosis else asked(made, f"{made.against} give {made.computed}%")


def _level(whole: Whole, one: Quantity, line: Line, cell: Entry | None, year: int) -> Iterator[Statement]:
    """The value of one line in one year; where its cell prints it, whether it is the largest or smallest, and
    whether it rose or fell."""
    if not cell:
        yield from _in_other_currency(whole, one, line, year) if one.kind == MONEY else ()
    elif not cell.number.wide.overlaps(one.amount.wide):
        made = _against(whole, one, cell, whole.lines[0][0] >= 0) if year else None
        total = whole.of_year(line, year)[1] if made else None
        if made and not doubts.is_of_another(whole, one, line, cell, total):
            yield made
    else:
        yield from _extreme(whole, one, line, cell, year)
        yield from _direction(whole, one, line, cell, year) if year else ()


def _extreme(whole: Whole, one: Quantity, line: Line, cell: Entry, year: int) -> Iterator[Statement]:
    match = words.EXTREME.search(whole.sentence.text)
    if not match:
        return
    of_years = [other for other in line.cells.values() if len(other.years) == 1 and other.kind == cell.kind]
    items, _, is_all = whole.of_year(line, year)
    # "the largest exporter": of the rows; a total, and what peaked: of the years; else of both
    readings = [] if line.is_total or match[0].lower().startswith("peak") else [items]
    readings += [] if readings and words.RANKED.search(whole.sentence.text) else [of_years]
    is_most = not match["least"]
    far = [
        (max if is_most else min)(cells, key=lambda other: other.number.face.low)
        for cells in readings
        if cells
    ]
    ends = [(cell, other)[:: 1 if is_most else -1] for other in far]
    if ends and all(less.number.wide.is_below(more.number.wide) for less, more in ends):
        why = f"{far[0].place} has {far[0].cell.text}"
        made = replace(whole.tell(RANK, one, far[0].number, far[0]), stated=match[0], diagnosis=why)
        yield made if is_all or items not in readings else asked(made, why)


def _direction(whole: Whole, one: Quantity, line: Line, cell: Entry, year: int) -> Iterator[Statement]:
    """ "fell to €5 billion in 2023" where the year before had less: contradicted where all before did."""
    match = words.MOVED.search(whole.sentence.text, 0, one.start)
    before = [other for of in range(1800, year) if (other := whole.cell(line, of, one))]
    # "had fallen to €5 billion by 2023": since a year that the table need not have
    is_long = words.LONG_AGO.search(whole.sentence.text)
    if not match or is_long or not before or before[-1].years != {year - 1}:
        return
    is_so = [
        cell.number.wide.is_below(other.number.wide)
        if match["up"]
        else other.number.wide.is_below(cell.number.wide)
        for other in before
    ]
    if is_so[-1]:
        why = f"{before[-1].place} has {before[-1].cell.text}"
        made = whole.tell(TREND, one, before[-1].number, before[-1], cell)
        made = replace(made, stated=match[0], verdict=CONTRADICTED, severity=ERROR, diagnosis=why)
        yield made if all(is_so) else asked(made, why)


def _in_other_currency(whole: Whole, one: Quantity, line: Line, year: int) -> Iterator[Statement]:
    """The very number of a cell with the sign of another currency than the table's."""
    cell = whole.cell(line, year)
    is_same = cell and cell.kind == MONEY and cell.number.face.overlaps(one.amount.face)
    if cell and is_same and cell.currency and len(re.sub(r"\D", "", cell.cell.text)) > 2:
        why = f"the table has {cell.cell.text} in {cell.currency}, not {one.currency}"
        made = whole.tell(VALUE, one, cell.number, cell)
        yield replace(made, verdict=CONTRADICTED, severity=ERROR, diagnosis=why)


def _counted(whole: Whole, count: Quantity, one: Quantity, year: int) -> Iterator[Statement]:
    """The number of rows whose total a sentence states, "the four countries together": where they make it."""
    rows = whole.index.lines[0]
    noun = words.COUNTED.match(whole.sentence.text[count.end :])
    head = whole.index.grid.labels[0].lower()
    if not rows or not noun or not head or noun["noun"][:4] != head[:4]:
        return
    items, total, is_all = whole.of_year(rows[0], year)
    if total and is_all and total.number.wide.overlaps(one.amount.wide) and count.value != len(items):
        made = told(whole.sentence, COUNT, count, Number.exactly(len(items)), f"{whole.index.title}, rows")
        yield replace(made, diagnosis=f"{len(items)} rows make {total.cell.text}")
