"""What must hold among the numbers of a regression table.

An estimate is accused where most estimates of its table obey the same rule, and nothing that prints the same,
no usual test (normal or t, one- or two-sided) and no degrees of freedom that are usual save it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crossfoot.numbers.number import Number
from crossfoot.tables.certainty import A_BIT, OF_PLACE
from crossfoot.tables.columns import Cell, Implied
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.regression_p import OTHER_TESTS, degrees, probabilities, shown, size_of
from crossfoot.tables.regression_stars import check_stars
from crossfoot.tables.regressions import Estimate, Regressions
from crossfoot.tables.rules import most, summed
from crossfoot.tables.significance import SE, P, T

CONFIDENCE = re.compile(r"\bconfidence|\bCI\b|\bC\.I\.")


def check_estimates(grid: Grid) -> list[Check]:
    """Coefficient, standard error, t, p, stars and interval of each estimate, held against each other."""
    regressions = Regressions(grid)
    if not regressions.estimates:
        return []
    found = [*_t_of_error(grid, regressions), *_signs(grid, regressions), *_p_of_t(grid, regressions)]
    found += [*_intervals(grid, regressions), *check_stars(grid, regressions)]
    return found


def _t_of_error(grid: Grid, regressions: Regressions) -> list[Check]:
    """The coefficient over its standard error is the printed t."""
    if regressions.are_ratios:
        return []
    entries = []
    for estimate in regressions.estimates:
        error, t = estimate.parts.get(SE), estimate.parts.get(T)
        if error and t and error.interval.low > 0:
            ratio = abs(estimate.cell.amount) / error.amount
            entries.append((t, Implied([estimate.cell, error], ratio.face, ratio.wide)))
    fit = sum(abs(t.amount).wide.overlaps(implied.feasible) for t, implied in entries)
    if not most(fit, len(entries)):
        return []
    evidence = f"fits in {fit} of {len(entries)} estimates"
    found = []
    for t, implied in entries:
        # the sign is another check's
        if t.amount.value < 0:
            implied = Implied(implied.cells, -implied.face, -implied.feasible)
        found.append(grid.compare("coefficient_t", t, implied, "coefficient / standard error", evidence))
    return found


def _signs(grid: Grid, regressions: Regressions) -> list[Check]:
    """t has the sign of its coefficient, where t is printed with signs."""
    entries = [
        (estimate.cell, t)
        for estimate in regressions.estimates
        if (t := estimate.parts.get(T)) and estimate.cell.face.low and t.face.low
    ]
    signed = [(cell, t) for cell, t in entries if t.face.low < 0]
    alike = [(cell, t) for cell, t in entries if (t.face.low < 0) == (cell.face.low < 0)]
    negative = sum(cell.face.low < 0 for cell, _ in entries)
    if len(signed) < 3 or not most(len(alike), len(entries)) or 2 * len(signed) < negative:
        return []
    evidence = f"{len(alike)} of {len(entries)} have the same sign, {len(signed)} of them negative"
    found = summed(
        grid,
        "coefficient_sign",
        len(alike),
        evidence,
        [
            (t, [cell], f"t of {_sign(t)} under a coefficient of {_sign(cell)}")
            for cell, t in entries
            if (cell, t) not in alike
        ],
    )
    # a column of statistics without a sign is no column of t
    columns = {t.column for _, t in signed}
    elsewhere = A_BIT * len(alike)
    return [replace(one, weight=(elsewhere, OF_PLACE * (one.position in columns))) for one in found]


def _sign(cell: Cell) -> str:
    return f"{cell.face.low:f}"


def _p_of_t(grid: Grid, regressions: Regressions) -> list[Check]:
    """p is that of t, or of coefficient and standard error."""
    if regressions.are_ratios or OTHER_TESTS.search(regressions.about):
        return []
    entries = []
    for estimate in regressions.estimates:
        p, size = estimate.parts.get(P), size_of(estimate)
        if not p or not size or not 0 <= p.amount.value <= 1:
            continue
        low, high = max(float(p.interval.low), 0.0), min(float(p.interval.high), 1.0)
        ranges = [probabilities(size, degrees(regressions, estimate)[0], sides) for sides in (2, 1)]
        entries.append((estimate, p, ranges, [one.meets(low, high) for one in ranges]))
    wrong = [entry for entry in entries if not any(entry[3])]
    fit = len(entries) - len(wrong)
    if not most(fit, len(entries)):
        return []
    evidence = f"fits in {fit} of {len(entries)} estimates"
    return summed(
        grid,
        "coefficient_p",
        fit,
        evidence,
        [
            (
                p,
                [estimate.cell, *estimate.parts.values()],
                f"coefficient and t or standard error give p of {shown(ranges[0])}",
            )
            for estimate, p, ranges, _ in wrong
        ],
    )


def _intervals(grid: Grid, regressions: Regressions) -> list[Check]:
    """An interval holds its estimate, and is symmetric about it where those of the table are."""
    said = [*regressions.texts, *regressions.grid.labels]
    if not any(CONFIDENCE.search(text) for text in said) and not any(
        grid.first_label(row).lower().startswith(("ci", "95%")) for row in range(len(grid.roles))
    ):
        return []
    entries = [(one, *one.interval) for one in regressions.estimates if one.interval]
    inside = [
        (one, cell, low, high)
        for one, cell, low, high in entries
        if not (one.cell.interval.is_below(low.wide) or high.wide.is_below(one.cell.interval))
    ]
    if not most(len(inside), len(entries)) or OTHER_TESTS.search(regressions.about):
        return []
    evidence = f"{len(inside)} of {len(entries)} intervals hold their estimates"
    outside = [
        (cell, [one.cell], f"the estimate of {one.cell.amount.value} lies outside")
        for one, cell, low, high in entries
        if not any(one is other for other, *_ in inside)
    ]
    found = summed(grid, "interval_holds_estimate", len(inside), evidence, outside)
    return found + ([] if regressions.are_ratios else _centres(grid, inside))


def _centres(grid: Grid, inside: list[tuple[Estimate, Cell, Number, Number]]) -> list[Check]:
    two = Number.exactly(2)
    entries = [(one, cell, (low + high) / two) for one, cell, low, high in inside]
    fit = sum(one.cell.interval.overlaps(centre.wide) for one, _, centre in entries)
    if not most(fit, len(entries)):
        return []
    evidence = f"{fit} of {len(entries)} intervals have the estimate in the middle"
    return [
        grid.question(
            "interval_centre",
            cell,
            f"is the interval not symmetric? Its middle is {centre.face.low}, "
            f"the estimate {one.cell.amount.value}",
            cells=[one.cell],
            low=centre.wide.low,
            high=centre.wide.high,
            evidence=evidence,
        )
        for one, cell, centre in entries
        if not one.cell.interval.overlaps(centre.wide)
    ]
