"""Why a sum that fails may be no error: what to ask of it, or that there is nothing to ask."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers.intervals import Interval, total
from crossfoot.tables.amounts import COLUMNS, RATE_OF_CHANGE, ROWS
from crossfoot.tables.averages import COUNT
from crossfoot.tables.blame import misprint
from crossfoot.tables.columns import Cell, Implied, most_rounding, unit_rounding
from crossfoot.tables.grid import NOT_ADDITIVE, OBSERVATIONS, RATIO, TOTAL, Grid
from crossfoot.tables.relations import middle
from crossfoot.tables.structure import DERIVED, STRONG, Identity

ROUNDED = re.compile(r"\bround(?:ed|ing)\b", re.IGNORECASE)
SAYS_OF_GAPS = re.compile(
    r"^\W*(?:[-–—]|\.\.|n\.?[ap]\.?)\W+(?:indicates?|means?|denotes?|represents?|not )", re.IGNORECASE
)
# errors of sampling add up as squares
SAMPLED = re.compile(r"\bmargins? of error\b|\bstandard (?:error|deviation)|±", re.IGNORECASE)
MONEY_UNIT = re.compile(r"[$€£¥₹]")
# a note's mark at the end of a label, and words with which a note says that parts need not add up
LABEL_MARK = re.compile(r"\s?\([a-z]\)$")
SAYS_NO_SUM = re.compile(
    r"\b(?:add|sum|total|count|double|more than one|multiple|several|overlap|round|exclud|includ)\w*",
    re.IGNORECASE,
)
CHAINED = re.compile(r"\bchain(?:ed|[- ]linked|[- ]volumes?)\b", re.IGNORECASE)
TOP = re.compile(r"\btop\b|\b(?:largest|leading|main|major|principal|selected)\b", re.IGNORECASE)
WORLD = re.compile(r"^(?:the )?(?:world|global|all\b)", re.IGNORECASE)
CONTINUED = re.compile(r"\b(?:contd|continued|concld|concluded)\b", re.IGNORECASE)
# a single place that is off by less than rounding is asked about where so many others fit to the unit
MANY = 8
# of the most that rounding can do, a sum is rarely off by this share
UNLIKELY = 0.75
# what shares of a whole add up to, rounded, and what a misprint of it is not below
HUNDRED, LEAST_WHOLE = Interval(Decimal(99), Decimal(101)), Decimal(90)


def are_parts(grid: Grid) -> bool:
    """Whether rows are all parts of the whole below them. Volumes in chained prices are not (System of
    National Accounts 2008, 15.58), nor is the top of a list above the world."""
    table = grid.table
    if CHAINED.search(" ".join([table.caption, table.unit, *table.notes])):
        return False
    labels = map(grid.first_label, range(len(table.body)))
    return not (TOP.search(table.caption) and any(map(WORLD.match, labels)))


def cell_of(axis: str, line: int, place: int) -> tuple[int, int]:
    """The row and the column of a place of a line."""
    return (line, place) if axis == ROWS else (place, line)


def label_of(grid: Grid, axis: str, line: int) -> str:
    return grid.first_label(line) if axis == ROWS else grid.labels[line]


def read_sum(grid: Grid, identity: Identity, place: int) -> tuple[Cell, Implied] | None:
    """The cell of the sum and what its terms add up to; what prints nothing adds nothing."""
    at = grid.number_at
    pairs = [cell_of(identity.axis, line, place) for line, _ in identity.terms]
    whole = at(cell_of(identity.axis, identity.parent, place))
    terms = [
        (cell, sign) for pair, (_, sign) in zip(pairs, identity.terms, strict=True) if (cell := at(pair))
    ]
    if whole is None or not terms:
        return None
    face = total(cell.face if sign > 0 else -cell.face for cell, sign in terms)
    feasible = total(cell.interval if sign > 0 else -cell.interval for cell, sign in terms)
    return whole, Implied([cell for cell, _ in terms], face, feasible)


def places_off(grid: Grid, identity: Identity, as_printed: bool) -> list[int]:
    """The places that do not add up to the unit; as_printed: that no rounding of the last digit explains."""
    found = []
    for place in sorted({*identity.hits, *identity.misses}):
        if read := read_sum(grid, identity, place):
            cell, implied = read
            given = implied.feasible if as_printed else implied.face
            if not given.overlaps(cell.interval):
                found.append(place)
    return found


def doubt_of(
    grid: Grid, identity: Identity, place: int, cell: Cell, implied: Implied, added: set[int]
) -> str | None:
    """Why a place that fails is no error: what to ask, "" for nothing to ask; None for an error."""
    away = abs(_middle(implied.face) - _middle(cell.face))
    others = [one for one in identity.hits if identity.hits[one] > 0]
    if place in identity.hits or away <= most_rounding(cell, implied.cells):
        off = places_off(grid, identity, as_printed=False)
        if off != [place] or _says_rounded(grid):
            return ""
        is_far = away > max(unit_rounding(cell, implied.cells), most_rounding(cell, implied.cells) * UNLIKELY)
        if is_far and len(others) - (place in others) > 1:
            return "it adds up only if these numbers are rounded more coarsely than they are printed"
        is_single = not identity.misses and len(identity.hits) > MANY and cell.interval == cell.face
        return "off by what rounding can explain, while all others add up to the unit" if is_single else ""
    if identity.axis == ROWS:
        label = grid.labels[place]
        alike = [one for one in others if are_alike(grid.labels[one], label)]
        if SAMPLED.search(label) or _is_other_kind(grid, place, others):
            return ""
        if is_other_share(cell, implied):
            return ""
        if not alike and place not in added:
            return _asked_of_other(grid, identity, place, cell, implied)
    else:
        # below a head in the body the columns are of other things
        if place not in grid.under_head and grid.under_head.issuperset(others):
            return ""
        if CONTINUED.search(grid.table.caption):
            return "the table is continued; do columns on another page belong to this sum?"
        alike = [one for one in others if grid.roles[one] == grid.roles[place]]
        label = grid.first_label(place)
        if any(kind.search(label) for kind in (RATIO, NOT_ADDITIVE, OBSERVATIONS)):
            return ""
        # the number of firms is that of both groups beside the difference of their means
        if COUNT.match(label) and total(one.interval for one in implied.cells).overlaps(cell.interval):
            return ""
        if implied.face.high < cell.face.low and _has_unsplit(grid, identity):
            return ""
    rare = _holds_with_rare(grid, identity, place, implied, cell)
    if rare is not None:
        return rare
    least, most = (min(one.face.low for one in implied.cells), max(one.face.high for one in implied.cells))
    # what lies among its parts may be their mean
    if least < cell.face.low < most and not alike and place not in added:
        return ""
    if away <= 2 * _half(implied.feasible + cell.interval):
        return "off by little more than rounding explains"
    gap = next(
        (line for line, _ in identity.terms if not grid.number_at(cell_of(identity.axis, line, place))), None
    )
    # a column that prints nothing where other rows add up is nothing
    without = [one for one in others if gap is not None and not grid.number_at((one, gap))]
    if identity.axis == COLUMNS and len(without) > 2:
        gap = None
    if gap is not None and implied.face.high < cell.face.low:
        # a note says what stands where no number does, and it may be an amount
        is_told = any(SAYS_OF_GAPS.search(note) for note in grid.table.notes)
        return "" if is_told else f"{label_of(grid, identity.axis, gap) or 'a line'} prints nothing here"
    if not _is_comparable(grid, identity, place, others):
        return _unless_marked(grid, implied, cell, "no place that adds up prints all these numbers")
    if (line := _fitting(grid, identity, place, implied, cell)) is not None:
        beside = [grid.number_at(cell_of(identity.axis, line, hit)) for hit in identity.hits]
        # a line of zeros is a further term wherever it prints another number
        if all(one and not one.face.high for one in beside):
            return ""
        return f"it adds up with {label_of(grid, identity.axis, line)}, which is no part of it elsewhere"
    if said := note_mark(grid, cell):
        return f"the rows do not add up to it; {said}"
    is_total = identity.labelled and TOTAL.search(label_of(grid, identity.axis, identity.parent))
    if len(others) < (2 if is_total else 3):
        return "it does not add up here, as it does elsewhere"
    return None


def _asked_of_other(grid: Grid, identity: Identity, place: int, cell: Cell, implied: Implied) -> str | None:
    """Of a column that is labelled unlike those that add up: what to ask, where it can be meant as a sum."""
    others = [one for one in identity.hits if identity.hits[one] > 0 and one != place]
    most = max(max(abs(one.face.low), abs(one.face.high)) for one in implied.cells)
    is_mean = max(abs(cell.face.low), abs(cell.face.high)) <= most
    rare = _holds_with_rare(grid, identity, place, implied, cell) is not None
    is_slip = len(others) > 1 and bool(
        misprint(middle(cell.face), middle(implied.face), cell.amount.decimals)
    )
    is_strong = len(others) > 1 or identity.odds >= STRONG
    if rare or not is_strong or not _is_comparable(grid, identity, place, others):
        return ""
    # percentages that are no shares are growth, whatever digit a sum lacks; so is what its label calls so
    label = grid.labels[place]
    is_rate = cell.amount.unit == "%" or NOT_ADDITIVE.search(label) and not DERIVED.search(label)
    if is_mean and (not is_slip or is_rate):
        return ""
    # a slip that gives the sum to the last digit is none by chance, unless the number can be a mean
    if is_slip and not is_mean and len(identity.terms) > 2:
        return None
    return "it does not add up here, as it does in the other columns"


def is_other_share(cell: Cell, implied: Implied) -> bool:
    """Whether shares add up to 100, and below them stands the share of their total in something else."""
    is_share = cell.amount.unit == "%" and implied.feasible.overlaps(HUNDRED)
    return is_share and cell.interval.high < LEAST_WHOLE


def _is_other_kind(grid: Grid, place: int, others: list[int]) -> bool:
    """Whether a column holds quotients, or percentages among amounts."""
    signs = {
        column.position: any(cell.amount.unit == "%" for cell in column.numbers.values())
        for column in grid.columns
    }
    # a percent sign at the first and the last number of a column speaks for all of it
    if RATE_OF_CHANGE.search(grid.labels[place]) or signs.get(place) and not any(map(signs.get, others)):
        return True
    percent = {column.position for column in grid.columns if column.is_percentage}
    is_quotient = bool(NOT_ADDITIVE.search(grid.labels[place]) or RATIO.search(grid.labels[place]))
    same = [
        one
        for one in others
        if (one in percent) == (place in percent)
        and (not is_quotient or NOT_ADDITIVE.search(grid.labels[one]) or RATIO.search(grid.labels[one]))
    ]
    return not same


def _has_unsplit(grid: Grid, identity: Identity) -> bool:
    """Whether a row prints a whole and a sign that it has no parts: totals of such are more than theirs."""
    texts = {column.position: column.cells for column in grid.columns}

    def is_unsplit(row: int) -> bool:
        parts = [texts[line].get(row) for line, _ in identity.terms if line in texts]
        return bool(parts) and all(part and part.number is None for part in parts)

    return any(is_unsplit(row) and grid.number_at((row, identity.parent)) for row in grid.items)


def _is_comparable(grid: Grid, identity: Identity, place: int, others: list[int]) -> bool:
    """Whether some place that adds up prints every term that this one does."""

    def printed(at: int) -> set[int]:
        return {line for line, _ in identity.terms if grid.number_at(cell_of(identity.axis, line, at))}

    return any(printed(place) <= printed(other) for other in others)


def _unless_marked(grid: Grid, implied: Implied, cell: Cell, asked: str) -> str:
    """What is asked; nothing where the sum holds without the terms that carry a mark: they are not added."""
    rest = [
        one
        for one in implied.cells
        if not (one.amount.mark or grid.first_label(one.row).endswith(("*", "†", "‡")))
    ]
    holds = bool(rest) and total(one.interval for one in rest).overlaps(cell.interval)
    return "" if holds else asked


def _holds_with_rare(grid: Grid, identity: Identity, place: int, implied: Implied, cell: Cell) -> str | None:
    """Of lines among the terms that most places leave empty: "" where the sum holds with those that are no
    terms, what to ask where it holds without those that are; None where it does not."""

    def is_rare(line: int) -> bool:
        hits = [grid.number_at(cell_of(identity.axis, line, hit)) for hit in identity.hits if hit != place]
        # a credit of 0 in all other rows is left empty there
        filled = [
            one for one in hits if one and (line in terms or one.face.low != one.face.high or one.face.low)
        ]
        return 2 * len(filled) < len(hits)

    terms = {line for line, _ in identity.terms}
    lines = range(min(terms), max(terms | {identity.parent}))
    here = {line: grid.number_at(cell_of(identity.axis, line, place)) for line in lines if is_rare(line)}
    more = [one.interval for line, one in here.items() if one and line not in terms | {identity.parent}]
    if more and total([implied.feasible, *more]).overlaps(cell.interval):
        return ""
    rare = [one for line, one in here.items() if one and line in terms]
    rest = [one.interval for one in implied.cells if one not in rare]
    if rare and rest and total(rest).overlaps(cell.interval) and all(sign > 0 for _, sign in identity.terms):
        return _unless_marked(grid, implied, cell, "it holds without what most other places leave empty")
    return None


def _fitting(grid: Grid, identity: Identity, place: int, implied: Implied, cell: Cell) -> int | None:
    """The line among or beside the terms that would make up the difference; None for none."""
    terms = {identity.parent, *(line for line, _ in identity.terms)}
    for line in range(min(terms) - 1, max(terms) + 2):
        other = None if line in terms else grid.number_at(cell_of(identity.axis, line, place))
        if other and other.face.low and (implied.feasible + other.interval).overlaps(cell.interval):
            return line
    return None


def _says_rounded(grid: Grid) -> bool:
    return any(ROUNDED.search(note) for note in grid.table.notes)


def _half(interval: Interval) -> float:
    return float(interval.high - interval.low) / 2


def _middle(interval: Interval) -> float:
    return float(interval.low + interval.high) / 2


def are_alike(one: str, other: str) -> bool:
    """Whether two labels differ in digits alone, as years do, or end in the same unit: "$m"."""
    if not (one and other):
        return False
    unit = one.split()[-1]
    without_digits = [re.sub(r"[\d\W]+", " ", label).strip() for label in (one, other)]
    return without_digits[0] == without_digits[1] or bool(
        MONEY_UNIT.search(unit) and unit == other.split()[-1]
    )


def note_mark(grid: Grid, cell: Cell) -> str | None:
    """What the note to the label of a cell's column, or of its row, says on why it need not add up.

    "" for a mark whose note is not in the table; None for no mark, or a note that says nothing of it.
    """
    for label in (grid.labels[cell.column], grid.first_label(cell.row)):
        if mark := LABEL_MARK.search(label):
            note = next((note for note in grid.table.notes if note.strip().startswith(mark[0].strip())), "")
            if not note or SAYS_NO_SUM.search(note):
                return f"note: {note[:200]}" if note else f"the note to {mark[0].strip()} may say why"
    return None
