"""What must hold among the numbers of a regression table.

An estimate is accused where most estimates of its table obey the same rule, and nothing that prints the same,
no usual test (normal or t, one- or two-sided) and no degrees of freedom that the observations allow, saves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crossfoot.numbers.distributions import normal_p, t_p
from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.columns import Cell, Implied
from crossfoot.tables.grid import Check, Grid, most
from crossfoot.tables.regressions import Estimate, Regressions
from crossfoot.tables.significance import P, SE, T

# stars by other probabilities than those of the estimate over its standard error
OTHER_TESTS = re.compile(
    r"\bbootstrap|\bpermutation|\brandomi[sz]ation|\bmultiple (?:hypothes|test|comparison)|\badjusted p|\bq-?values?|"
    r"\bbonferroni|\bfalse discovery|\bromano|\bbayes|\bcredible|\bposterior|\bdickey|\bunit root|\bcointegrat|"
    r"\bmackinnon|\bpesaran|\bwild\b",
    re.IGNORECASE,
)
CLUSTERS = re.compile(r"\bcluster", re.IGNORECASE)
CONFIDENCE = re.compile(r"\bconfidence|\bCI\b|\bC\.I\.")
FEWEST = 4.0
NAMES = {SE: "standard errors", T: "t", P: "p"}


@dataclass(frozen=True)
class Range:
    """From the least to the greatest |t|, or p."""

    low: float
    high: float

    def meets(self, low: float, high: float) -> bool:
        return self.low <= high and low <= self.high


def check_estimates(grid: Grid) -> list[Check]:
    """Coefficient, standard error, t, p, stars and interval of each estimate, held against each other."""
    regressions = Regressions(grid)
    if not regressions.estimates:
        return []
    found = [*_t_of_error(grid, regressions), *_signs(grid, regressions), *_p_of_t(grid, regressions)]
    found += [*_intervals(grid, regressions), *_stars(grid, regressions)]
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
    return _summed(
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


def _sign(cell: Cell) -> str:
    return f"{cell.face.low:f}"


def _summed(
    grid: Grid, kind: str, fit: int, evidence: str, wrong: list[tuple[Cell, list[Cell], str]]
) -> list[Check]:
    """One check for all that hold, as such a check says little of any digit, and one for each that is wrong."""
    found = [grid.record(kind, None, HOLDS, inputs=f"{fit} that hold", evidence=evidence)] if fit else []
    return found + [
        grid.record(kind, cell, CONTRADICTED, cells=cells, evidence=evidence, diagnosis=words)
        for cell, cells, words in wrong
    ]


def _degrees(regressions: Regressions, estimate: Estimate) -> tuple[float, float]:
    """The fewest degrees of freedom that any test can have, and that one by the observations can have.

    Standard errors by clusters, whether the notes say so or not, have those of the clusters: of a few.
    """
    count = regressions.observations.get(estimate.cell.column)
    if count is None:
        stated = re.search(r"\b[nN] ?= ?(\d[\d,]*)", regressions.about)
        count = int(stated[1].replace(",", "")) if stated else None
    if count is None:
        return FEWEST, FEWEST
    # fixed effects can take half of the observations
    coefficients = {one.cell.row for one in regressions.estimates}
    by_count = float(max(1, count // 2 - len(coefficients) - 1))
    few = min(FEWEST, by_count)
    return few, few if CLUSTERS.search(regressions.about) else by_count


def _size(estimate: Estimate, kind: str = "", opening: str = "") -> Range | None:
    """All that |t| can be, from the printed t or the standard error; of a kind that brackets may hold."""
    t = estimate.unknown.get(opening) if kind == T else estimate.parts.get(T)
    error = estimate.unknown.get(opening) if kind == SE else estimate.parts.get(SE)
    if t and kind in ("", T):
        wide = abs(t.amount).wide
        return Range(float(wide.low), float(wide.high))
    if error and error.interval.high > 0 and kind in ("", SE):
        wide = abs(estimate.cell.amount).wide
        least = max(float(error.interval.low), 0.0)
        return Range(
            float(wide.low) / float(error.interval.high), float(wide.high) / least if least else float("inf")
        )
    return None


def _probabilities(size: Range, df: float, sides: int) -> Range:
    """What p can be: least by the normal distribution, most by t with the fewest degrees of freedom."""
    return Range(normal_p(size.high) * sides / 2, t_p(size.low, df) * sides / 2)


def _p_of_t(grid: Grid, regressions: Regressions) -> list[Check]:
    """p is that of t, or of coefficient and standard error."""
    if regressions.are_ratios or OTHER_TESTS.search(regressions.about):
        return []
    entries = []
    for estimate in regressions.estimates:
        p, size = estimate.parts.get(P), _size(estimate)
        if not p or not size or not 0 <= p.amount.value <= 1:
            continue
        low, high = float(max(p.interval.low, 0)), float(min(p.interval.high, 1))
        ranges = [_probabilities(size, _degrees(regressions, estimate)[0], sides) for sides in (2, 1)]
        entries.append((estimate, p, ranges, [one.meets(low, high) for one in ranges]))
    wrong = [entry for entry in entries if not any(entry[3])]
    fit = len(entries) - len(wrong)
    if not most(fit, len(entries)):
        return []
    evidence = f"fits in {fit} of {len(entries)} estimates"
    return _summed(
        grid,
        "coefficient_p",
        fit,
        evidence,
        [
            (
                p,
                [estimate.cell, *estimate.parts.values()],
                f"coefficient and t or standard error give p of {_shown(ranges[0])}",
            )
            for estimate, p, ranges, _ in wrong
        ],
    )


def _shown(p: Range) -> str:
    low, high = (f"{value:.3f}" if value >= 0.0005 else "less than 0.001" for value in (p.low, p.high))
    return low if low == high else f"{low} to {high}"


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
    found = _summed(grid, "interval_holds_estimate", len(inside), evidence, outside)
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
            f"is the interval not symmetric? Its middle is {centre.face.low}, the estimate {one.cell.amount.value}",
            cells=[one.cell],
            low=centre.wide.low,
            high=centre.wide.high,
            evidence=evidence,
        )
        for one, cell, centre in entries
        if not one.cell.interval.overlaps(centre.wide)
    ]


@dataclass(frozen=True)
class Starred:
    """An estimate with what its p can be, two- and one-sided, and two-sided by the observations alone; and the p
    that its stars stand for."""

    estimate: Estimate
    ranges: list[Range]
    by_count: Range
    meant: Range

    def fits(self, sides: int) -> bool:
        return self.ranges[2 - sides].meets(self.meant.low, self.meant.high)

    @property
    def needs_few(self) -> bool:
        """Whether only far fewer degrees of freedom than observations explain that it has no more stars."""
        return self.fits(2) and self.by_count.high < self.meant.low


def _stars(grid: Grid, regressions: Regressions) -> list[Check]:
    """The stars are those of the levels in the note."""
    if not regressions.levels or regressions.are_ratios or OTHER_TESTS.search(regressions.about):
        return []
    if not any(estimate.mark for estimate in regressions.estimates):
        return []
    entries = _starred(grid, regressions, _size)
    basis = "standard errors or t as the table says"
    if not entries:
        entries, basis = _by_data(grid, regressions)
    fit = [entry for entry in entries if entry.fits(2) or entry.fits(1)]
    # the odd one out alone is suspect: more than a tenth tells of another test
    if not most(len(fit), len(entries), share=0.9):
        return _other_brackets(grid, regressions, entries)
    evidence = f"{len(fit)} of {len(entries)} estimates have the stars of the note; {basis}"
    wrong = [entry for entry in entries if entry not in fit]
    found = _summed(
        grid,
        "coefficient_stars",
        len(fit),
        evidence,
        [(entry.estimate.cell, [*entry.estimate.parts.values()], _of_stars(entry)) for entry in wrong],
    )
    return found + _by_some_tests(grid, fit, evidence)


def _of_stars(entry: Starred) -> str:
    mark = entry.estimate.mark
    said = f"{mark} stands for p of {entry.meant.low:g} to {entry.meant.high:g}" if mark else "no star"
    said = said if entry.meant.low or not mark else f"{mark} stands for p below {entry.meant.high:g}"
    return f"{said}; coefficient and standard error or t give p of {_shown(entry.by_count)}"


def _by_some_tests(grid: Grid, fit: list[Starred], evidence: str) -> list[Check]:
    """Stars that few degrees of freedom, or one-sided tests in a table of two-sided ones, explain: questions."""
    found = [
        grid.question(
            "coefficient_stars",
            entry.estimate.cell,
            f"{_of_stars(entry)}: is a star left out, or are there few clusters?",
            cells=list(entry.estimate.parts.values()),
            evidence=evidence,
        )
        for entry in fit
        if entry.needs_few
    ]
    # where many ask for it, there are few clusters
    found = found if 10 * len(found) <= len(fit) else []
    alone = {
        sides: [entry for entry in fit if entry.fits(sides) and not entry.fits(3 - sides)] for sides in (1, 2)
    }
    if not alone[1] or len(alone[2]) < max(3, 3 * len(alone[1])):
        return found
    return found + [
        grid.question(
            "coefficient_stars",
            entry.estimate.cell,
            f"{_of_stars(entry)}: is the test one-sided? {len(alone[2])} others are two-sided",
            cells=list(entry.estimate.parts.values()),
            evidence=evidence,
        )
        for entry in alone[1]
    ]


def _starred(
    grid: Grid, regressions: Regressions, size_of: Callable[[Estimate], Range | None]
) -> list[Starred]:
    levels = sorted(set(regressions.levels.values()))
    found = []
    for estimate in regressions.estimates:
        size = size_of(estimate)
        if size is None or (estimate.mark and estimate.mark not in regressions.levels):
            continue
        if estimate.mark:
            high = regressions.levels[estimate.mark]
            meant = Range(max([level for level in levels if level < high], default=0.0), high)
        else:
            meant = Range(levels[-1], 1.0)
        few, many = _degrees(regressions, estimate)
        ranges = [_probabilities(size, few, sides) for sides in (2, 1)]
        found.append(Starred(estimate, ranges, _probabilities(size, many, 2), meant))
    return found


def _by_data(grid: Grid, regressions: Regressions) -> tuple[list[Starred], str]:
    """What brackets hold that no note explains: the one kind by which nearly all stars are right."""
    openings = {opening for estimate in regressions.estimates for opening in estimate.unknown}
    if len(openings) != 1:
        return [], ""
    opening = next(iter(openings))
    fitting = {}
    for kind in (SE, T):
        entries = _starred(grid, regressions, lambda one, kind=kind: _size(one, kind, opening))
        held = sum(entry.fits(2) for entry in entries)
        fitting[kind] = (held / len(entries) if len(entries) >= 8 else 0.0, entries)
    best, other = (SE, T) if fitting[SE][0] > fitting[T][0] else (T, SE)
    are_negative = any(one.unknown[opening].face.low < 0 for one in regressions.estimates if one.unknown)
    if fitting[best][0] < 0.9 or fitting[other][0] > 0.6 or (best == SE and are_negative):
        return [], ""
    return fitting[best][1], f"brackets hold {NAMES[best]}, as the stars show"


def _other_brackets(grid: Grid, regressions: Regressions, entries: list[Starred]) -> list[Check]:
    """Brackets that hold something else than the note says: a question, where all else fits."""
    if len(entries) < 8:
        return []
    for said, other in ((SE, T), (T, SE)):
        parts = [(one, one.parts.get(said)) for one in regressions.estimates]
        if not all(part for _, part in parts):
            continue
        turned = [Estimate(one.cell, one.mark, {other: part}) for one, part in parts if part]
        again = _turned(grid, regressions, turned)
        held = sum(entry.fits(2) for entry in again)
        if held >= 0.9 * len(again):
            words = f"do the brackets hold {NAMES[other]}, not {NAMES[said]}? By these, {held} of {len(again)} stars are right"
            return [grid.question("coefficient_stars", None, words)]
    return []


def _turned(grid: Grid, regressions: Regressions, turned: Iterable[Estimate]) -> list[Starred]:
    other = Regressions(grid)
    other.__dict__["estimates"] = list(turned)
    return _starred(grid, other, _size)
