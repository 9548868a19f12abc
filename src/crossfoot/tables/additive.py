"""Checks of the additive structure of a table: where its identities hold, and where one fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.amounts import COLUMNS, ROWS
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import OBSERVATIONS, About, Check, Grid
from crossfoot.tables.structure import DERIVED, Identity, find_identities
from crossfoot.tables.sum_doubts import are_parts, cell_of, doubt_of, label_of, places_off, read_sum

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
            misses = [one for one in identity.misses if one not in quotients] if are_parts(grid) else []
            identity = replace(identity, misses=tuple(misses))
        if (
            identity.axis == ROWS
            and len({bool(OBSERVATIONS.match(grid.first_label(row))) for row in identity.lines}) > 1
        ):
            continue
        found += _checked(grid, identity, added)
        places = {*identity.hits, *identity.misses}
        known |= {(identity.axis, *cell_of(identity.axis, identity.parent, place)) for place in places}
    return found, known


def _as_derived(grid: Grid, identity: Identity) -> Identity:
    """A sum of two of which one is a balance or a change, as that one: the difference of the others."""
    if len(identity.terms) != 2 or identity.labelled:
        return identity
    for (one, _), (other, _) in (identity.terms, identity.terms[::-1]):
        if DERIVED.search(label_of(grid, identity.axis, one)) and not DERIVED.search(
            label_of(grid, identity.axis, identity.parent)
        ):
            terms = ((identity.parent, 1), (other, -1))
            return Identity(identity.axis, one, terms, identity.hits, identity.misses, True)
    return identity


def _checked(grid: Grid, identity: Identity, added: set[int]) -> Iterator[Check]:
    """added: places that add up in some identity, or are added in one of the other axis."""
    places = sorted({*identity.hits, *identity.misses})
    lines = "columns" if identity.axis == ROWS else "rows"
    # what adds up only where numbers are rounded more coarsely than they are printed is not counted
    fit = len(places) - len(places_off(grid, identity, as_printed=True))
    evidence = f"{fit} of {len(places)} {lines} add up"
    if identity.labelled:
        evidence = f"labelled {label_of(grid, identity.axis, identity.parent)!r}; {evidence}"
    for place in places:
        read = read_sum(grid, identity, place)
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
            asked = doubt_of(grid, identity, place, cell, implied, added)
            if asked is None:
                yield grid.compare(identity.axis, cell, implied, words, evidence)
            elif asked:
                yield grid.question(identity.axis, cell, asked, **about)


def _words(grid: Grid, identity: Identity, cells: list[Cell]) -> str:
    if identity.axis == COLUMNS:
        signs = " ".join(f"{'−' if sign < 0 else '+'} {grid.labels[line]}" for line, sign in identity.terms)
        return signs.removeprefix("+ ")
    if off := [str(line + 1) for line, sign in identity.terms if sign < 0]:
        rest = [str(line + 1) for line, sign in identity.terms if sign > 0]
        return f"row {' + '.join(rest)} less row {', '.join(off)}"
    rows = sorted(cell.row + 1 for cell in cells)
    if len(rows) > 2 and rows[-1] - rows[0] == len(rows) - 1:
        return f"sum of rows {rows[0]} to {rows[-1]}"
    return f"sum of rows {', '.join(map(str, rows))}"
