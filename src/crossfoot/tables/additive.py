"""Checks of the additive structure of a table: every place where an identity holds, and every one where it fails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.columns import Cell, Implied
from crossfoot.tables.grid import NOT_ADDITIVE, RATIO, About, Check, Grid
from crossfoot.tables.structure import COLUMNS, ROWS, Identity, find_identities
from crossfoot.tables.total_rows import are_alike, note_mark

# what is no more than the derived one of three columns or rows
DERIVED = re.compile(
    r"\b(?:balances?|net|differences?|gaps?|surplus(?:es)?|deficits?|changes?|increases?|decreases?)\b",
    re.IGNORECASE,
)
# a single place off by less than the whole numbers of its parts were rounded to is asked about where so many fit
MANY = 8


def check_structure(grid: Grid) -> list[Check]:
    """Each place of each identity that the table's numbers alone show, or its labels."""
    found: list[Check] = []
    identities = [_as_derived(grid, identity) for identity in find_identities(grid)]
    for identity in identities:
        added = {place for other in identities if other.axis == identity.axis for place in other.hits}
        found += _checked(grid, identity, added)
    return found


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
    """added: places that add up in some identity of the same axis."""
    among = len(identity.hits) + len(identity.misses)
    lines = "columns" if identity.axis == ROWS else "rows"
    evidence = f"{len(identity.hits)} of {among} {lines} add up"
    if identity.labelled:
        evidence = f"labelled {_label(grid, identity.axis, identity.parent)!r}; {evidence}"
    for place in sorted({*identity.hits, *identity.misses}):
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
        elif place in identity.misses:
            asked = _doubt(grid, identity, place, cell, implied, added)
            if asked is None:
                yield grid.compare(identity.axis, cell, implied, words, evidence)
            elif asked:
                yield grid.question(identity.axis, cell, asked, **about)


def _read(grid: Grid, identity: Identity, place: int) -> tuple[Cell, Implied] | None:
    """The cell of the sum and what its terms add up to; what prints nothing adds nothing."""
    at = grid.number_at
    pairs = [(line, place) if identity.axis == ROWS else (place, line) for line, _ in identity.terms]
    whole = at((identity.parent, place) if identity.axis == ROWS else (place, identity.parent))
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
    if identity.axis == ROWS:
        label = grid.labels[place]
        alike = [one for one in others if are_alike(grid.labels[one], label)]
        if _is_other_kind(grid, place, others) or (not alike and place not in added):
            return ""
    else:
        alike = [one for one in others if grid.roles[one] == grid.roles[place]]
        if RATIO.search(grid.first_label(place)) or NOT_ADDITIVE.search(grid.first_label(place)):
            return ""
    least, most = (min(one.face.low for one in implied.cells), max(one.face.high for one in implied.cells))
    # what lies among its parts may be their mean
    if least < cell.face.low < most and not alike:
        return ""
    if away <= _coarse(cell, implied.cells):
        is_single = len(identity.misses) == 1 and len(identity.hits) >= MANY
        return "off by what rounding can explain, and all others add up to the unit" if is_single else ""
    if said := note_mark(grid, cell):
        return f"the rows do not add up to it; {said}"
    if len(others) < 3:
        return "it does not add up here, as it does elsewhere"
    return None


def _is_other_kind(grid: Grid, place: int, others: list[int]) -> bool:
    """Whether a column holds quotients, or percentages among amounts."""
    percent = {column.position for column in grid.columns if column.is_percentage}
    is_quotient = bool(NOT_ADDITIVE.search(grid.labels[place]) or RATIO.search(grid.labels[place]))
    same = [
        one
        for one in others
        if (one in percent) == (place in percent)
        and (not is_quotient or NOT_ADDITIVE.search(grid.labels[one]) or RATIO.search(grid.labels[one]))
    ]
    return not same


def _coarse(cell: Cell, cells: list[Cell]) -> float:
    """By how much a sum may be off where its numbers were rounded more coarsely than they are printed."""
    units = [_unit(one) for one in cells]
    # a total in round hundreds may be rounded while its parts are not
    return sum(units) / 2 + min(_unit(cell, zeros=True), abs(_middle(cell.face)) / 100) / 2


def _unit(cell: Cell, zeros: bool = False) -> float:
    amount = cell.amount
    digits = re.sub(r"\D", "", cell.text)
    count = len(digits) - len(digits.rstrip("0")) if zeros and not amount.decimals else 0
    return 10.0 ** (count - amount.decimals)


def _middle(interval: Interval) -> float:
    return float(interval.low + interval.high) / 2
