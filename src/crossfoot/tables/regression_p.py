"""What p the numbers of an estimate allow, by the tests that are usual."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.numbers.distributions import normal_p, t_p
from crossfoot.tables.regressions import Estimate, Regressions
from crossfoot.tables.significance import SE, T

# stars by other probabilities than those of the estimate over its standard error
OTHER_TESTS = re.compile(
    r"\bbootstrap|\bpermutation|\brandomi[sz]ation|\bmultiple (?:hypothes|test|comparison)|\badjusted p|"
    r"\bwild\b|\bq-?values?|\bbonferroni|\bfalse discovery|\bromano|\bbayes|\bcredible|\bposterior|\bdickey|"
    r"\bunit root|\bcointegrat|\bmackinnon|\bpesaran",
    re.IGNORECASE,
)
CLUSTERS = re.compile(r"\bcluster", re.IGNORECASE)
FEWEST = 4.0


@dataclass(frozen=True)
class Range:
    """From the least to the greatest |t|, or p."""

    low: float
    high: float

    def meets(self, low: float, high: float) -> bool:
        return self.low <= high and low <= self.high


def degrees(regressions: Regressions, estimate: Estimate) -> tuple[float, float]:
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


def size_of(estimate: Estimate, kind: str = "", opening: str = "") -> Range | None:
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


def probabilities(size: Range, df: float, sides: int) -> Range:
    """What p can be: least by the normal distribution, most by t with the fewest degrees of freedom."""
    return Range(normal_p(size.high) * sides / 2, t_p(size.low, df) * sides / 2)


def shown(p: Range) -> str:
    low, high = (f"{value:.3f}" if value >= 0.0005 else "less than 0.001" for value in (p.low, p.high))
    return low if low == high else f"{low} to {high}"
