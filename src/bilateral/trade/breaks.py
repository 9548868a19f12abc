"""Whether a short annual series breaks, in which years it may have, and whether it has a unit root.

One statistic decides: Chow's F of one line against two, at a year that is named before looking or at the
year where it is largest. Its p-value is simulated for the very number of years, with errors as
autocorrelated as the residuals of one line (median-unbiased, up to a random walk). How often it errs and what
it finds: tests/benchmarks/test_short_series.py and docs/short_series.md.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import stats

from bilateral.trade.trend import AUTOCORRELATIONS, MEDIAN, autocorrelation_of, autoregressive, residuals

TRIM = 0.15
# years on each side of a break
SHORTEST_SIDE = 3
SIGNIFICANT = 0.05
BREAK, NO_BREAK = "a break", "no break can be told"


@dataclass(frozen=True)
class Draws:
    """How many series are drawn behind a p-value, and from which seed."""

    count: int
    seed: int


@dataclass(frozen=True)
class Break:
    """The first place after the break, F, its p-value and 5% critical value, and the autocorrelation that
    these allow for."""

    place: int
    statistic: float
    p_value: float
    critical: float
    autocorrelation: float

    @property
    def conclusion(self) -> str:
        """What a sentence may say of the series."""
        return BREAK if self.p_value < SIGNIFICANT else NO_BREAK


def possible_places(count: int) -> tuple[int, ...]:
    """Where a series of `count` years can break: 15% of them, and three at least, lie on each side."""
    edge = max(SHORTEST_SIDE, int(np.ceil(TRIM * count)))
    return tuple(range(edge, count - edge + 1))


def find_break(series: np.ndarray, places: tuple[int, ...], draws: Draws) -> Break:
    """The likeliest break of level and trend among `places`, with its p-value; one place is a known date.

    Chow (1960), "Tests of Equality Between Sets of Coefficients in Two Linear Regressions", Econometrica
    28(3); the largest over places, Andrews (1993), "Tests for Parameter Instability and Structural Change
    with Unknown Change Point", Econometrica 61(4). Their tables hold for independent errors, or many years.
    """
    observed = f_statistics(series[None, :], places)[0]
    best = int(observed.argmax())
    rho = _rho(series)
    null = _null_f(len(series), places, rho, draws)
    return Break(
        places[best],
        float(observed[best]),
        _p_value(observed[best], null),
        float(np.quantile(null, 1 - SIGNIFICANT)),
        rho,
    )


def possible_breaks(series: np.ndarray, places: tuple[int, ...], draws: Draws) -> list[int]:
    """The places that a 95% confidence set for the date of one break holds; nearly all when there is none.

    A place is in it when two lines that part there fit hardly worse than at the best place. Eo and Morley
    (2015), "Likelihood-Ratio-Based Confidence Sets for the Timing of Structural Breaks", Quantitative
    Economics 6(2), with critical values simulated as in `find_break`: without a break, where the best place
    tells least.
    """
    misfit = _misfit(series[None, :], places)[0]
    limits = _null_misfit(len(series), places, _rho(series), draws)
    return [place for place, found, limit in zip(places, misfit, limits, strict=True) if found <= limit]


def unit_root(series: np.ndarray, draws: Draws) -> tuple[float, float, float]:
    """The Dickey–Fuller t with a trend and one lag, its p-value and 5% critical value, both simulated for the
    very number of years from random walks with a drift.

    Dickey and Fuller (1979), "Distribution of the Estimators for Autoregressive Time Series with a Unit
    Root", JASA 74. A small p speaks against a unit root; with so few years a large one says little.
    """
    found, null = float(_dickey_fuller(series[None, :])[0]), _null_unit_root(len(series), draws)
    return found, _p_value(-found, -null), float(np.quantile(null, SIGNIFICANT))


def growth_change(series: np.ndarray, place: int) -> tuple[float, float, float, float, float]:
    """Mean yearly change from `place` on less that before: its value, 95% interval, t and p-value.

    Welch (1947), Biometrika 34, on first differences: right for a random walk, whose changes are independent;
    cautious for a series that returns to its trend. Three changes on each side are needed.
    """
    changes = np.diff(series)
    before, after = changes[: place - 1], changes[place - 1 :]
    found = stats.ttest_ind(after, before, equal_var=False)
    interval = found.confidence_interval()
    return (
        float(after.mean() - before.mean()),
        float(interval.low),
        float(interval.high),
        float(found.statistic),
        float(found.pvalue),
    )


def f_statistics(series: np.ndarray, places: tuple[int, ...]) -> np.ndarray:
    """Chow's F of each row (one series each) at each place."""
    together = (residuals(series) ** 2).sum(axis=1)
    found = []
    for place in places:
        apart = (_two_lines(series, place) ** 2).sum(axis=1)
        found.append(((together - apart) / 2) / (apart / (series.shape[1] - 4)))
    return np.stack(found, axis=1)


def _two_lines(series: np.ndarray, place: int) -> np.ndarray:
    return np.concatenate([residuals(series[:, :place]), residuals(series[:, place:])], axis=1)


def _misfit(series: np.ndarray, places: tuple[int, ...]) -> np.ndarray:
    """The sum of squares about two lines, at each place, over that at the best one."""
    squares = np.stack([(_two_lines(series, place) ** 2).sum(axis=1) for place in places], axis=1)
    return squares / squares.min(axis=1, keepdims=True)


def _dickey_fuller(series: np.ndarray) -> np.ndarray:
    changes = np.diff(series, axis=1)
    outcome = changes[:, 1:]
    count = outcome.shape[1]
    time = np.broadcast_to(np.arange(count) - (count - 1) / 2, outcome.shape)
    # the level less its mean, so that a constant far from zero costs no digits
    level = series[:, 1:-1] - series.mean(axis=1, keepdims=True)
    design = np.stack([level, np.ones_like(outcome), time, changes[:, :-1]], axis=2)
    inverse = np.linalg.inv(design.transpose(0, 2, 1) @ design)
    found = np.einsum("dij,dtj,dt->di", inverse, design, outcome)
    rest = outcome - np.einsum("dtj,dj->dt", design, found)
    variance = (rest**2).sum(axis=1) / (count - design.shape[2])
    return found[:, 0] / np.sqrt(variance * inverse[:, 0, 0])


def _rho(series: np.ndarray) -> float:
    """Median-unbiased autocorrelation of the residuals of one line, rounded up so that few are simulated."""
    found = autocorrelation_of(residuals(series[None, :]), MEDIAN)[0]
    return float(AUTOCORRELATIONS[np.searchsorted(AUTOCORRELATIONS, found - 1e-9)])


def _drawn(count: int, rho: float, draws: Draws) -> np.ndarray:
    return autoregressive(np.random.default_rng(draws.seed).standard_normal((draws.count, count)), rho)


@lru_cache(maxsize=128)
def _null_f(count: int, places: tuple[int, ...], rho: float, draws: Draws) -> np.ndarray:
    return f_statistics(_drawn(count, rho, draws), places).max(axis=1)


@lru_cache(maxsize=128)
def _null_misfit(count: int, places: tuple[int, ...], rho: float, draws: Draws) -> np.ndarray:
    return np.quantile(_misfit(_drawn(count, rho, draws), places), 1 - SIGNIFICANT, axis=0)


@lru_cache(maxsize=64)
def _null_unit_root(count: int, draws: Draws) -> np.ndarray:
    return _dickey_fuller(_drawn(count, 1.0, draws))


def _p_value(statistic: float, null: np.ndarray) -> float:
    return float((1 + (null >= statistic).sum()) / (1 + len(null)))
