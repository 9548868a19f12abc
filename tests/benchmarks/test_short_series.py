"""How often intervals and tests of short series are right: the tables of docs/short_series.md, written here.

Series are a line with first-order autoregressive normal errors, stationary from the first year, or a random
walk (autocorrelation 1). Width is that of the 95% interval, as a multiple of the interval of ordinary least
squares with Student's t where errors are independent.
"""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from bilateral.trade import trend
from bilateral.trade.breaks import BREAK, Draws, find_break, growth_change, possible_breaks, possible_places
from tests.conftest import ROOT

pytestmark = pytest.mark.benchmark

BEGIN, END = "<!-- short series: begin, written by make bench -->", "<!-- short series: end -->"
YEARS, AUTOCORRELATIONS = (10, 15, 20, 25), (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
# the least that an interval must cover where autocorrelation is not above this
PROMISED, COVERAGE = 0.8, 0.92
DRAWS = 10_000
Interval = tuple[np.ndarray, np.ndarray]


def made(draws: int, years: int, rho: float, seed: int) -> np.ndarray:
    return trend.autoregressive(np.random.default_rng(seed).standard_normal((draws, years)), rho)


def fitted(series: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slope by ordinary least squares, residuals, and time."""
    time = np.arange(series.shape[1]) - (series.shape[1] - 1) / 2
    return series @ time / (time @ time), trend.residuals(series), time


def ordinary(series: np.ndarray) -> Interval:
    slope, rest, time = fitted(series)
    return slope, np.sqrt((rest**2).sum(axis=1) / (len(time) - 2) / (time @ time))


def bartlett(series: np.ndarray, width: int) -> Interval:
    slope, rest, time = fitted(series)
    scores = rest * time
    variance = (scores**2).sum(axis=1)
    for lag in range(1, width):
        variance += 2 * (1 - lag / width) * (scores[:, lag:] * scores[:, :-lag]).sum(axis=1)
    return slope, np.sqrt(np.maximum(variance, 1e-12)) / (time @ time)


def newey_west(series: np.ndarray) -> Interval:
    years = series.shape[1]
    slope, error = bartlett(series, int(4 * (years / 100) ** (2 / 9)) + 1)
    return slope, error * np.sqrt(years / (years - 2))


def fixed_b(series: np.ndarray) -> Interval:
    return bartlett(series, series.shape[1] // 2)


def cosines(series: np.ndarray) -> Interval:
    slope, rest, time = fitted(series)
    place = (np.arange(len(time)) + 0.5) / len(time)
    waves = np.sqrt(2) * np.cos(np.pi * np.outer(np.arange(1, 5), place))
    return slope, np.sqrt((((rest * time) @ waves.T) ** 2).mean(axis=1)) / (time @ time)


def prais_winsten(probability: float) -> Callable[[np.ndarray], Interval]:
    def fit(series: np.ndarray) -> Interval:
        return trend.lines(series, probability)[:2]

    return fit


def student(freedom: int) -> Callable:
    return lambda estimator, years: stats.t.isf(0.025, years - freedom)


def simulated(rho: float, level: float = 0.95) -> Callable:
    """The critical value that covers at this level under this autocorrelation, for the very number of
    years."""

    def critical(estimator: Callable, years: int) -> float:
        slope, error = estimator(made(20_000, years, rho, 3))
        return float(np.quantile(np.abs(slope / error), level))

    return critical


def bootstrap(series: np.ndarray) -> Interval:
    """Parametric bootstrap-t: the critical value under the very autocorrelation that is found."""
    slope, error, rho = trend.lines(series, trend.MEDIAN)
    grid = trend.AUTOCORRELATIONS[::2]
    values = [simulated(at)(prais_winsten(trend.MEDIAN), series.shape[1]) for at in grid]
    return slope, error * np.interp(rho, grid, values)


CANDIDATES: dict[str, tuple[Callable, Callable]] = {
    "ordinary least squares, t": (ordinary, student(2)),
    "Newey–West, t": (newey_west, student(2)),
    "fixed-b, half of the years, simulated": (fixed_b, simulated(0.0)),
    "four cosines, simulated": (cosines, simulated(0.0)),
    "ordinary, critical value of autocorrelation .8": (ordinary, simulated(0.8, 0.93)),
    "four cosines, critical value of autocorrelation .8": (cosines, simulated(0.8, 0.93)),
    "Prais–Winsten, bootstrap-t": (bootstrap, lambda estimator, years: 1.0),
    "Prais–Winsten at the median, t": (prais_winsten(trend.MEDIAN), student(3)),
    "**Prais–Winsten at the upper limit, t**": (prais_winsten(trend.UPPER), student(3)),
}


def measured(estimator: Callable, critical: Callable) -> dict[tuple[int, float], tuple[float, float]]:
    """Coverage and width by years and autocorrelation."""
    found = {}
    for years in YEARS:
        value = critical(estimator, years)
        _, error = ordinary(made(DRAWS, years, 0.0, 7))
        unit = stats.t.isf(0.025, years - 2) * error.mean()
        for rho in AUTOCORRELATIONS:
            slope, error = estimator(made(DRAWS, years, rho, 7))
            found[years, rho] = (
                float((np.abs(slope) <= value * error).mean()),
                float(value * error.mean() / unit),
            )
    return found


def growth_lines() -> tuple[list[str], dict]:
    head = " | ".join(f"{rho:g}" for rho in AUTOCORRELATIONS)
    lines = [
        "| estimator | years | " + head + " | least to .8 |",
        "|---|---|" + "---|" * (len(AUTOCORRELATIONS) + 1),
    ]
    every = {}
    for name, (estimator, critical) in CANDIDATES.items():
        every[name] = found = measured(estimator, critical)
        for years in YEARS:
            row = [found[years, rho] for rho in AUTOCORRELATIONS]
            cells = " | ".join(f"{100 * covered:.0f} ({width:.1f})" for covered, width in row)
            least = min(found[years, rho][0] for rho in AUTOCORRELATIONS if rho <= PROMISED)
            lines.append(f"| {name if years == YEARS[0] else ''} | {years} | {cells} | {100 * least:.1f} |")
    return lines, every


# a break at the middle of 20 years: how the line changes there, in shocks' standard deviations
CHANGES = {
    "none": lambda after: 0 * after,
    "level by 6": lambda after: -6.0 * (after > 0),
    "growth by 1.2 a year": lambda after: -1.2 * after,
}


def break_lines(years: int = 20, series: int = 1000) -> list[str]:
    lines = [
        "| errors | break | 'a break', year unknown | 'a break', year known | growth differs, p < .05 | "
        "years in the set, of " + f"{len(possible_places(years))} | set holds the year |",
        "|---|---|---|---|---|---|---|",
    ]
    middle, draws, places = years // 2, Draws(4000, 5), possible_places(years)
    after = np.maximum(np.arange(years) - middle + 1, 0)
    for rho in (0.0, 0.4, 0.8, 1.0):
        for name, change in CHANGES.items():
            rows = made(series, years, rho, 11) + change(after)
            unknown = [find_break(row, places, draws).conclusion == BREAK for row in rows]
            known = [find_break(row, (middle,), draws).conclusion == BREAK for row in rows]
            differs = [growth_change(row, middle)[4] < 0.05 for row in rows]
            sets = [possible_breaks(row, places, draws) for row in rows]
            cells = " | ".join(f"{100 * np.mean(share):.0f}%" for share in (unknown, known, differs))
            held = "–" if name == "none" else f"{100 * np.mean([middle in found for found in sets]):.0f}%"
            lines.append(
                f"| {rho:g} | {name} | {cells} | {np.mean([len(found) for found in sets]):.1f} | {held} |"
            )
    return lines


def test_the_tables_of_short_series():
    growth, every = growth_lines()
    breaks = break_lines()
    page = ROOT / "docs/short_series.md"
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    within = (
        "Coverage of 95% intervals of growth in percent and, in brackets, their width, by autocorrelation of "
        f"the errors; {DRAWS:,} series each, seeded."
    )
    between = (
        "Breaks in the middle of 20 years, in standard deviations of the yearly shocks; 1,000 series each, "
        "seeded. Where there is none, the shares are errors; elsewhere, what is found."
    )
    text = "\n".join([before + BEGIN, within, "", *growth, "", between, "", *breaks, END + after])
    page.write_text(text, encoding="utf-8")
    chosen = every["**Prais–Winsten at the upper limit, t**"]
    assert min(covered for (_, rho), (covered, _) in chosen.items() if rho <= PROMISED) >= COVERAGE
