"""Values that a sentence takes from a table, looked up by row, column and year."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers.grammar import is_not_available
from crossfoot.numbers.number import Number
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED, ERROR, FOUND, HOLDS, WITHIN_ROUNDING
from crossfoot.prose.against_tables.cells import Entry, Index, asked, fits, told
from crossfoot.prose.against_tables.codes import VALUE, check_codes
from crossfoot.prose.against_tables.links import VALUES, Found, digits, find_cells, in_its_unit, lead
from crossfoot.prose.against_tables.stated_changes import is_change
from crossfoot.prose.against_tables.words import LEAST, MOST, PLAIN
from crossfoot.prose.amounts import is_open
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, in_units, record, unknown
from crossfoot.prose.word_stems import stems
from crossfoot.prose.years import dated_by, place_of, year_of

# what a cell can be of only where the table says so; and words of which one excludes the other
MEASURES = frozenset(
    "gap difference margin balance surplus deficit ratio change growth increase decrease decline rise gain "
    "loss average mean median target targeted planned goal forecast projected projection capita between "
    "excluding".split()
)
PAIRS = [
    (stems(one), stems(other))
    for one, other in (
        ("imports imported", "exports exported"),
        ("women female girls", "men male boys"),
        ("urban", "rural"),
        ("inward inflows", "outward outflows"),
        ("production output", "consumption"),
        ("public", "private"),
        ("revenue", "expenditure spending"),
        ("supply", "demand"),
    )
]

# "91.5% of it": of what the sentence said, not of a row
OF_THAT = re.compile(r"^ of (?:it|this|that|them|these|those|which)\b")
# what a sentence says of a number beyond its place in a table
SAYS_MORE = re.compile(
    rf"\b(?:(?P<ordinal>second|third|fourth|fifth)[- ](?:\w+est|most)|"
    rf"(?<!at )(?:(?P<most>{MOST})|(?P<least>{LEAST}))|"
    r"best|worst|fastest|slowest|leading|outperform\w*|exceed\w*|surpass\w*|overt\w+k\w*|"
    r"(?:higher|lower|greater|larger|smaller|better|worse|more|less|fewer) than|majority|doubled|"
    r"tripled|halved)\b",
    re.IGNORECASE,
)

EXTREME_IN = re.compile(rf"\b(?:{MOST}|{LEAST}) (?:in|for|at) (?:the )?[^\W\d][^(),;\d]{{1,40}} \($")
SIGNED = re.compile(r"\b(?:(?P<plus>surplus)|deficit)(?: [\w-]+){0,3} of $")
BALANCE = re.compile(r"\bbalance\b", re.IGNORECASE)
# a value before or after a revision is another than the table's
REVISED = re.compile(r"\b(?:revis(?:ed|ion)|provisional|preliminary|updated|superseded)\b", re.IGNORECASE)
RANGING = re.compile(r"\brang(?:es?|ed|ing) (?:from|between)\b", re.IGNORECASE)


def check_values(sentence: Sentence, indexes: list[Index], is_borne_out: bool) -> list[Statement]:
    """Each amount and share of a sentence against the cell that its words and year name.

    A cell of a table that neither the sentence nor its passage names can bear an amount out, not contradict
    it. Another one contradicts where a code names it, or another amount of the sentence stands in the same
    row or column as printed; else a difference is not checkable. is_borne_out: whether the table was found to
    say what the sentence says beyond its numbers.
    """
    named = (index for index in indexes if index.number in sentence.named)
    statements = [made for index in named for made in check_codes(sentence, index)]
    found = []
    for one in sentence.quantities:
        # "reduced the posts of the lab by 140"
        is_by = sentence.text[: one.start].endswith(" by ")
        of_that = is_by or one.kind == PERCENT and OF_THAT.match(sentence.text[one.end :])
        if one.kind in VALUES and not of_that and not is_change(sentence, one):
            found += [
                find_cells(sentence, one, index)
                for index in indexes
                if digits(one) > 1 or one.kind != NUMBER and index.number in sentence.named
            ]
    found = [one for one in found if one.matches]
    known = [one for one in found if one.printed]
    for quantity in dict.fromkeys(one.quantity for one in found):
        here = [one for one in found if one.quantity is quantity]
        printed = [(one.is_cited, match.rank, n) for n, one in enumerate(here) if (match := one.printed)]
        if printed:
            best = here[max(printed)[2]]
            statements.append(_as_printed(sentence, best, is_borne_out))
        else:
            statements += [made for one in here if (made := _against_cell(sentence, one, known))]
            slips = [made for one in here if (made := _thousandfold(sentence, one))]
            statements += slips if len(slips) == 1 else []
    return statements


def check_signs(sentence: Sentence, indexes: list[Index]) -> list[Statement]:
    """ "a surplus of €5 billion in 2023": contradicted where the balance of that year prints a deficit of it,
    in a table that has the other words; a question where it has not."""
    found = []
    for one in sentence.quantities:
        match = SIGNED.search(sentence.text[: one.start]) if one.kind in VALUES else None
        year = year_of(sentence, one) if match else None
        cells = [
            (index, cell)
            for index in (indexes if match and year else ())
            for line in (*index.lines[0], *index.lines[1])
            for cell in (line.cells.values() if BALANCE.search(line.label) else ())
            if cell.years == {year} and re.sub(r"[^\d.]", "", cell.cell.text) == one.digits
        ]
        wrong = [pair for pair in cells if (pair[1].number.face.low > 0) != bool(match and match["plus"])]
        if wrong and wrong == cells and digits(one) > 1:
            index, cell = wrong[0]
            made = told(sentence, VALUE, one, cell.number, cell.place, stands_on=[one])
            why = f"{cell.place} has {cell.cell.text}"
            made = replace(made, verdict=CONTRADICTED, severity=ERROR, diagnosis=why)
            words = stems(sentence.skeleton) - PLAIN - stems("surplus deficit balance")
            found.append(made if index.has_words(words) else asked(made, why))
    return found


def _thousandfold(sentence: Sentence, one: Found) -> Statement | None:
    """A question where the one cell that the words beside an amount of money name prints three of its digits
    or more, a thousand times above or below: millions for billions."""
    match, quantity = one.matches[0], one.quantity
    is_alone = len(one.matches) == 1 or one.matches[1].rank < match.rank
    is_named = min(match.of_row, match.of_column) > 2 and match.entry.sure
    if one.is_cited or quantity.kind != MONEY or digits(quantity) < 3 or not (is_alone and is_named):
        return None
    entry = match.entry
    for power in (3, -3):
        if (quantity.amount * Number.exactly(Decimal(10) ** power)).wide.overlaps(entry.number.wide):
            made = told(sentence, VALUE, quantity, entry.number, entry.place)
            return asked(made, f"{entry.place} has {entry.cell.text}, a thousand times as much or as little")
    return None


def _against_cell(sentence: Sentence, one: Found, known: list[Found]) -> Statement | None:
    """An amount against the one cell that can be meant.

    known: what the sentence takes from tables as printed.
    """
    top = [match for match in one.matches if match.rank == one.matches[0].rank]
    quantity, span, entry = one.quantity, place_of(sentence, one.quantity), top[0].entry
    if not one.is_cited or len(top) > 1 or top[0].is_so or not entry.sure or is_open(quantity):
        return None
    stands_on = _stands_on(sentence, one)
    others = _same_figure(one.index, entry, quantity)
    is_supported = one.by_code or top[0].of_row != 2 and _has_neighbour(one, entry, known)
    if not is_supported or not (others or _is_near(quantity, entry)) or _is_other(sentence, quantity, entry):
        words = f"{entry.place} has {entry.cell.text}; the sentence may mean something else"
        return unknown(sentence, span, VALUE, quantity.text, stands_on, words)
    slips = [
        (
            f"the figure of {other.grid.where(other.cell)}" + (f" ({other.code})" if other.code else ""),
            other.number,
        )
        for other in others[:1]
    ]
    found = told(sentence, VALUE, quantity, entry.number, entry.place, stands_on=stands_on, slips=slips)
    if REVISED.search(sentence.text) and not found.holds:
        return unknown(sentence, span, VALUE, quantity.text, stands_on, "a value that was revised")
    if RANGING.search(sentence.text) and not found.holds:
        return unknown(sentence, span, VALUE, quantity.text, stands_on, "a range over rows")
    if top[0].of_row < 2 and not found.holds:
        return asked(found, f"{found.diagnosis or 'the table has another number'}; is this its row?")
    return found


def _stands_on(sentence: Sentence, one: Found) -> list[Quantity]:
    dated = dated_by(sentence, one.quantity) if one.index.has_years else None
    return [one.quantity, *([dated] if dated else [])]


def _as_printed(sentence: Sentence, one: Found, is_borne_out: bool) -> Statement:
    """An amount that a cell prints: it holds, or is found where the sentence says more than the table."""
    match, quantity = one.printed, one.quantity
    if match is None:
        raise ValueError(f"no cell prints {quantity.text!r}")
    entry, stated = match.entry, in_its_unit(match.entry, quantity)
    judged = HOLDS if entry.number.face.overlaps(stated.wide) else WITHIN_ROUNDING
    more, far = ("", None) if is_borne_out else more_said(sentence, quantity, entry, one.index)
    why = f"the number stands in the table; what “{more}” says of it was not checked" if more else ""
    wide = in_units(entry.number.wide, quantity) if entry.sure else entry.number.wide
    made = record(
        sentence,
        place_of(sentence, quantity),
        VALUE,
        quantity.text,
        FOUND if more else judged,
        _stands_on(sentence, one),
        computed=entry.cell.text,
        low=wide.low,
        high=wide.high,
        against=entry.place,
        diagnosis=why,
    )
    # the very row and superlative side by side: "highest in services (71.6 per cent)"
    if far and match.of_row > 2 and EXTREME_IN.search(sentence.text[: quantity.start]):
        return asked(made, f"what “{more}” says: {far.place} has {far.cell.text}")
    return made


def _has_neighbour(one: Found, entry: Entry, known: list[Found]) -> bool:
    """Whether another quantity of the sentence is printed in the row or column of an entry."""
    return any(
        entry.cell.row == match.entry.cell.row or entry.cell.column == match.entry.cell.column
        for other in known
        if other.index is one.index and other.quantity is not one.quantity and (match := other.printed)
    )


def _same_figure(index: Index, entry: Entry, quantity: Quantity) -> list[Entry]:
    """Other entries of the same year or row that print the quantity."""
    return [
        other
        for other in index.entries
        if fits(other, quantity)
        and other.sure
        and other is not entry
        and other.number.face.overlaps(quantity.amount.wide)
        and (other.years == entry.years or other.row == entry.row and other.code == entry.code)
    ]


def _is_near(quantity: Quantity, entry: Entry) -> bool:
    """Whether a quantity is of the size of an entry, or a misprint makes it so."""
    value, face = abs(quantity.value), abs(entry.number.face.low)
    if face / 3 < value < face * 3 or _differ_in_one_digit(quantity.digits, entry.cell.text):
        return True
    return not quantity.meant and bool(
        explain_misprint(in_units(quantity.amount.wide, quantity), in_units(entry.number.wide, quantity))
    )


def _differ_in_one_digit(one: str, other: str) -> bool:
    """Whether two numbers are printed alike but for one digit."""
    pair = [re.sub(r"[^\d.]", "", text) for text in (one, other)]
    return len(pair[0]) == len(pair[1]) > 2 and sum(a != b for a, b in zip(*pair, strict=True)) == 1


def _is_other(sentence: Sentence, quantity: Quantity, entry: Entry) -> bool:
    """Whether the words beside a quantity name a measure, or one of two, that cell and table do not name."""
    beside = lead(sentence, quantity)[-60:] + " " + sentence.text[quantity.end : quantity.end + 25]
    table = entry.grid.table
    named = stems(" ".join([table.caption, table.panel, table.unit, *entry.grid.labels])) | entry.row
    # "increased" is no measure, though the stem is
    if any(word.removesuffix("s") in MEASURES and not stems(word) & named for word in beside.lower().split()):
        return True
    for pair in PAIRS:
        # the one said last is meant
        said = [
            next(one for one in pair if word in one)
            for part in beside.split()
            for word in stems(part)
            if any(word in one for one in pair)
        ]
        if said and not named & said[-1] and any(named & one for one in pair):
            return True
    return False


def more_said(sentence: Sentence, one: Quantity, entry: Entry, index: Index) -> tuple[str, Entry | None]:
    """The words that say more of an amount than the table bears out ("" for none), and of a superlative the
    cell that goes beyond it.

    Of several the one nearest before the amount counts, else the first behind it. Words inside the amount
    ("more than 5") are its own.
    """
    # "$5 million (2%) more than last year" is of another amount
    taken = [
        (other.start, other.end + 2 * (other is not one and other.kind in VALUES))
        for other in sentence.quantities
    ]
    own = [
        match
        for match in SAYS_MORE.finditer(sentence.text)
        if not any(start <= match.start() <= end for start, end in taken)
    ]
    if not own:
        return "", None
    before = [match for match in own if match.end() <= one.start]
    match = before[-1] if before else own[0]
    if match["ordinal"] or not (match["most"] or match["least"]):
        return match[0], None
    far = _farthest(entry, index, bool(match["most"]))
    if any(cell.number.face.low == entry.number.face.low for cell in far):
        return "", None
    return match[0], far[0] if far else None


def _farthest(entry: Entry, index: Index, is_most: bool) -> list[Entry]:
    """The largest or smallest cell of its column, but for totals, and of its row, where that has years. Of
    figures that are not available nobody knows."""
    rows, columns = index.lines
    if any(is_not_available(cells[entry.cell.column]) for cells in index.grid.table.body):
        return []
    column = next(line for line in columns if line.place == entry.cell.column)
    row = next(line for line in rows if line.place == entry.cell.row)
    totals = {line.place for line in rows if line.is_total or index.grid.roles[line.place] == "measure"}
    along = [cell for place, cell in column.cells.items() if place not in totals or cell is entry]
    lines = [along, list(row.cells.values()) if sum(bool(line.years) for line in columns) > 2 else []]
    alike = [[cell for cell in cells if cell.kind == entry.kind] for cells in lines]
    return [
        (max if is_most else min)(cells, key=lambda cell: cell.number.face.low)
        for cells in alike
        if len(cells) > 2
    ]
