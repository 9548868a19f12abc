"""The stars of a regression table, held against the levels that its note gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from crossfoot.tables.certainty import A_BIT, OF_PLACE
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.regression_p import OTHER_TESTS, Range, degrees, probabilities, shown, size_of
from crossfoot.tables.regressions import Estimate, Regressions
from crossfoot.tables.relations import place_of
from crossfoot.tables.rules import most, summed
from crossfoot.tables.significance import SE, P, T

# a column of means, with their deviations in brackets, has no stars
MEAN = re.compile(r"\b(?:means?|averages?|baseline)\b", re.IGNORECASE)
# estimates of the same row and column that must fit, so that one that does not is accused
LEAST_NEAR = 3
NAMES = {SE: "standard errors", T: "t"}


@dataclass(frozen=True)
class Starred:
    """An estimate with what its p can be, two- and one-sided, and two-sided by the observations alone; and
    the p that its stars stand for."""

    estimate: Estimate
    ranges: list[Range]
    by_count: Range
    meant: Range

    def fits(self, sides: int) -> bool:
        return self.ranges[2 - sides].meets(self.meant.low, self.meant.high)


def check_stars(grid: Grid, regressions: Regressions) -> list[Check]:
    """The stars are those of the levels in the note."""
    if not regressions.levels:
        return []
    if not any(estimate.mark for estimate in regressions.estimates):
        return []
    entries = _starred(regressions, size_of)
    basis = "standard errors or t as the table says"
    if not entries:
        entries, basis = _by_data(grid, regressions)
    fit = [entry for entry in entries if entry.fits(2) or entry.fits(1)]
    if not most(len(fit), len(entries)):
        return []
    evidence = f"{len(fit)} of {len(entries)} estimates have the stars of the note; {basis}"
    wrong = [entry for entry in entries if entry not in fit]
    said = [(entry.estimate.cell, [*entry.estimate.parts.values()], _of_stars(entry)) for entry in wrong]
    found = summed(grid, "coefficient_stars", len(fit), evidence, said)
    weights = {place_of(one.estimate.cell): _weight(one, entries, fit) for one in wrong}
    return [replace(one, weight=weights.get(((one.row or 0) - 1, one.position))) for one in found]


def _weight(wrong: Starred, entries: list[Starred], fit: list[Starred]) -> tuple[float, float]:
    """How often stars fit elsewhere, and whether they do in the row and the column of an estimate, whose
    statistics are signed as its coefficients are."""
    at = wrong.estimate.cell
    near = [
        one
        for one in entries
        if one is not wrong and (one.estimate.cell.row == at.row or one.estimate.cell.column == at.column)
    ]
    column = [one.estimate for one in entries if one.estimate.cell.column == at.column]
    signs = {
        (one.cell.face.low < 0, t.face.low < 0) for one in column if (t := one.parts.get(T)) and t.face.low
    }
    are_unsigned = (True, False) in signs and (True, True) not in signs
    belongs = len(near) >= LEAST_NEAR and all(one in fit for one in near) and not are_unsigned
    return A_BIT * len(fit), OF_PLACE * belongs


def _of_stars(entry: Starred) -> str:
    mark, meant = entry.estimate.mark, entry.meant
    said = "no star"
    if mark:
        said = f"{mark} stands for p " + (
            f"of {meant.low:g} to {meant.high:g}" if meant.low else f"below {meant.high:g}"
        )
    parts = entry.estimate.parts
    beside = " and ".join(part.text for part in parts.values()) or "what is in brackets"
    source = "p is printed as" if P in parts else f"{entry.estimate.cell.text} with {beside} gives p of"
    return f"{said}; {source} {shown(entry.by_count)}"


def _starred(regressions: Regressions, sized: Callable[[Estimate], Range | None]) -> list[Starred]:
    levels = sorted(set(regressions.levels.values()))
    is_usual = not (regressions.are_ratios or OTHER_TESTS.search(regressions.about))
    found = []
    for estimate in regressions.estimates:
        p, size = estimate.parts.get(P), sized(estimate) if is_usual else None
        if not (p or size) or (estimate.mark and estimate.mark not in regressions.levels):
            continue
        if MEAN.search(regressions.grid.labels[estimate.cell.column]):
            continue
        if estimate.mark:
            high = regressions.levels[estimate.mark]
            meant = Range(max([level for level in levels if level < high], default=0.0), high)
        else:
            meant = Range(levels[-1], 1.0)
        if p and 0 <= p.amount.value <= 1:
            # a printed p says what the stars go by
            printed = Range(float(p.interval.low), float(p.interval.high))
            found.append(Starred(estimate, [printed, printed], printed, meant))
        elif size:
            few, many = degrees(regressions, estimate)
            ranges = [probabilities(size, few, sides) for sides in (2, 1)]
            found.append(Starred(estimate, ranges, probabilities(size, many, 2), meant))
    return found


def _by_data(grid: Grid, regressions: Regressions) -> tuple[list[Starred], str]:
    """What brackets hold that no note explains: the one kind by which nearly all stars are right."""
    openings = {opening for estimate in regressions.estimates for opening in estimate.unknown}
    if len(openings) != 1:
        return [], ""
    opening = next(iter(openings))
    fitting = {}
    for kind in (SE, T):
        entries = _starred(regressions, partial(size_of, kind=kind, opening=opening))
        held = sum(entry.fits(2) for entry in entries)
        fitting[kind] = (held / len(entries) if len(entries) >= 8 else 0.0, entries)
    best, other = (SE, T) if fitting[SE][0] > fitting[T][0] else (T, SE)
    are_negative = any(one.unknown[opening].face.low < 0 for one in regressions.estimates if one.unknown)
    if fitting[best][0] < 0.85 or fitting[other][0] > 0.6 or (best == SE and are_negative):
        return [], ""
    return fitting[best][1], f"brackets hold {NAMES[best]}, as the stars show"
