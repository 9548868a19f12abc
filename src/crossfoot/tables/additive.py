"""Checks of the additive structure of a table: where its identities hold, and where one fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.amounts import COLUMNS, RATE_OF_CHANGE, ROWS
from crossfoot.tables.blame import misprint
from crossfoot.tables.columns import Cell, Implied, most_rounding, unit_rounding
from crossfoot.tables.grid import NOT_ADDITIVE, OBSERVATIONS, RATIO, TOTAL, About, Check, Grid
from crossfoot.tables.structure import DERIVED, STRONG, Identity, find_identities

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
CONTINUED = re.compile(r"\b(?:contd|continued|concld|concluded)\b", re.IGNORECASE)
# a single place that is off by less than rounding is asked about where so many others fit to the unit
MANY = 8
# of the most that rounding can do, a sum is rarely off by this share
UNLIKELY = 0.75
# what shares of a whole add up to, rounded, and what a misprint of it is not below
HUNDRED, LEAST_WHOLE = Interval(Decimal(99), Decimal(101)), Decimal(90)
# kind of sum, row and column of the cell that holds it, from 0
Place = tuple[str, int, int]


def check_structure(grid: Grid, quotients: set[int]) -> tuple[list[Check], set[Place]]:
    """Each place of each identity that a table's numbers or labels show, and the cells of these sums.

    quotients: columns that are one, and add up by chance alone. Where a sum fails and that is no matter to
    raise, there is no check, and its cell is known all the same.
    """
    found: list[Check] = []
    known: set[Place] = set()
    identities = [_as_derived(grid, identity) for identity in find_identities(grid)]
    for identity in identities:
        # lines that are added, up or across, hold amounts
        added = {place for other in identities if other.axis == identity.axis for place in other.hits}
        added |= {line for other in identities if other.axis != identity.axis for line in other.lines}
        if identity.axis == ROWS:
            identity = replace(identity, misses=tuple(one for one in identity.misses if one not in quotients))
        if (
            identity.axis == ROWS
            and len({bool(OBSERVATIONS.match(grid.first_label(row))) for row in identity.lines}) > 1
        ):
            continue
        found += _checked(grid, identity, added)
        places = {*identity.hits, *identity.misses}
        known |= {(identity.axis, *_cell_of(identity.axis, identity.parent, place)) for place in places}
    return found, known


def _cell_of(axis: str, line: int, place: int) -> tuple[int, int]:
    """The row and the column of a place of a line."""
    return (line, place) if axis == ROWS else (place, line)


def _as_derived(grid: Grid, identity: Identity) -> Identity:
    """A sum of two of which one is a balance or a change, as that one: the difference of the others."""
    if len(identity.terms) != 2 or identity.labelled:
        return identity
    for (one, _), (other, _) in (identity.terms, identity.terms[::-1]):
        if DERIVED.search(_label(grid, identity.axis, one)) and not DERIVED.search(
            _label(grid, identity.axis, identity.parent)
        ):
            terms = ((identity.parent, 1), (other, -1))
            return Identity(identity.axis, one, terms, identity.hits, identity.misses, True)
    return identity


def _label(grid: Grid, axis: str, line: int) -> str:
    return grid.first_label(line) if axis == ROWS else grid.labels[line]


def _checked(grid: Grid, identity: Identity, added: set[int]) -> Iterator[Check]:
    """added: places that add up in some identity, or are added in one of the other axis."""
    places = sorted({*identity.hits, *identity.misses})
    lines = "columns" if identity.axis == ROWS else "rows"
    # what adds up only where numbers are rounded more coarsely than they are printed is not counted
    fit = len(places) - len(_off(grid, identity, as_printed=True))
    evidence = f"{fit} of {len(places)} {lines} add up"
    if identity.labelled:
        evidence = f"labelled {_label(grid, identity.axis, identity.parent)!r}; {evidence}"
    for place in places:
        read = _read(grid, identity, place)
        if read is None:
            continue
        cell, implied = read
        words = _words(grid, identity, implied.cells)
        about: About = {
            "cells": implied.cells,
            "low": implied.feasible.low,
            "high": implied.feasible.high,
            "inputs": words,
            "evidence": evidence,
        }
        if implied.feasible.overlaps(cell.interval):
            is_exact = implied.face.overlaps(cell.interval)
            yield grid.record(identity.axis, cell, HOLDS if is_exact else WITHIN_ROUNDING, **about)
        else:
            asked = _doubt(grid, identity, place, cell, implied, added)
            if asked is None:
                yield grid.compare(identity.axis, cell, implied, words, evidence)
            elif asked:
                yield grid.question(identity.axis, cell, asked, **about)


def _read(grid: Grid, identity: Identity, place: int) -> tuple[Cell, Implied] | None:
    """The cell of the sum and what its terms add up to; what prints nothing adds nothing."""
    at = grid.number_at
    pairs = [_cell_of(identity.axis, line, place) for line, _ in identity.terms]
    whole = at(_cell_of(identity.axis, identity.parent, place))
    terms = [
        (cell, sign) for pair, (_, sign) in zip(pairs, identity.terms, strict=True) if (cell := at(pair))
    ]
    if whole is None or not terms:
        return None
    face = total(cell.face if sign > 0 else -cell.face for cell, sign in terms)
    feasible = total(cell.interval if sign > 0 else -cell.interval for cell, sign in terms)
    return whole, Implied([cell for cell, _ in terms], face, feasible)


def _words(grid: Grid, identity: Identity, cells: list[Cell]) -> str:
    if identity.axis == COLUMNS:
        signs = " ".join(f"{'−' if sign < 0 else '+'} {grid.labels[line]}" for line, sign in identity.terms)
        return signs.removeprefix("+ ")
    if any(sign < 0 for _, sign in identity.terms):
        (one, _), (other, _) = identity.terms
        return f"row {one + 1} less row {other + 1}"
    rows = sorted(cell.row + 1 for cell in cells)
    if len(rows) > 2 and rows[-1] - rows[0] == len(rows) - 1:
        return f"sum of rows {rows[0]} to {rows[-1]}"
    return f"sum of rows {', '.join(map(str, rows))}"


def _doubt(
    grid: Grid, identity: Identity, place: int, cell: Cell, implied: Implied, added: set[int]
) -> str | None:
    """Why a place that fails is no error: what to ask, "" for nothing to ask; None for an error."""
    away = abs(_middle(implied.face) - _middle(cell.face))
    others = [one for one in identity.hits if identity.hits[one] > 0]
    if place in identity.hits or away <= most_rounding(cell, implied.cells):
        off = _off(grid, identity, as_printed=False)
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
        (line for line, _ in identity.terms if not grid.number_at(_cell_of(identity.axis, line, place))), None
    )
    # a column that prints nothing where other rows add up is nothing
    without = [one for one in others if gap is not None and not grid.number_at((one, gap))]
    if identity.axis == COLUMNS and len(without) > 2:
        gap = None
    if gap is not None and implied.face.high < cell.face.low:
        # a note says what stands where no number does, and it may be an amount
        is_told = any(SAYS_OF_GAPS.search(note) for note in grid.table.notes)
        return "" if is_told else f"{_label(grid, identity.axis, gap) or 'a line'} prints nothing here"
    if not _is_comparable(grid, identity, place, others):
        return _unless_marked(grid, implied, cell, "no place that adds up prints all these numbers")
    if (line := _fitting(grid, identity, place, implied, cell)) is not None:
        beside = [grid.number_at(_cell_of(identity.axis, line, hit)) for hit in identity.hits]
        # a line of zeros is a further term wherever it prints another number
        if all(one and not one.face.high for one in beside):
            return ""
        return f"it adds up with {_label(grid, identity.axis, line)}, which is no part of it elsewhere"
    if said := note_mark(grid, cell):
        return f"the rows do not add up to it; {said}"
    is_total = identity.labelled and TOTAL.search(_label(grid, identity.axis, identity.parent))
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
        misprint(_value(cell.face), _value(implied.face), cell.amount.decimals)
    )
    is_strong = len(others) > 1 or identity.odds >= STRONG
    if rare or not is_strong or not _is_comparable(grid, identity, place, others):
        return ""
    # percentages that are no shares are growth, whatever digit a sum lacks
    if is_mean and (not is_slip or cell.amount.unit == "%"):
        return ""
    # a slip that gives the sum to the last digit is none by chance, unless the number can be a mean
    if is_slip and not is_mean and len(identity.terms) > 2:
        return None
    return "it does not add up here, as it does in the other columns"


def is_other_share(cell: Cell, implied: Implied) -> bool:
    """Whether shares add up to 100, and below them stands the share of their total in something else."""
    is_share = cell.amount.unit == "%" and implied.feasible.overlaps(HUNDRED)
    return is_share and cell.interval.high < LEAST_WHOLE


def _value(interval: Interval) -> Decimal:
    return (interval.low + interval.high) / 2


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
        return {line for line, _ in identity.terms if grid.number_at(_cell_of(identity.axis, line, at))}

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
        hits = [grid.number_at(_cell_of(identity.axis, line, hit)) for hit in identity.hits if hit != place]
        # a credit of 0 in all other rows is left empty there
        filled = [
            one for one in hits if one and (line in terms or one.face.low != one.face.high or one.face.low)
        ]
        return 2 * len(filled) < len(hits)

    terms = {line for line, _ in identity.terms}
    lines = range(min(terms), max(terms | {identity.parent}))
    here = {line: grid.number_at(_cell_of(identity.axis, line, place)) for line in lines if is_rare(line)}
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
        other = None if line in terms else grid.number_at(_cell_of(identity.axis, line, place))
        if other and other.face.low and (implied.feasible + other.interval).overlaps(cell.interval):
            return line
    return None


def _says_rounded(grid: Grid) -> bool:
    return any(ROUNDED.search(note) for note in grid.table.notes)


def _off(grid: Grid, identity: Identity, as_printed: bool) -> list[int]:
    """The places that do not add up to the unit; as_printed: that no rounding of the last digit explains."""
    found = []
    for place in sorted({*identity.hits, *identity.misses}):
        if read := _read(grid, identity, place):
            cell, implied = read
            given = implied.feasible if as_printed else implied.face
            if not given.overlaps(cell.interval):
                found.append(place)
    return found


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
