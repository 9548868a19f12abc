"""A line through a short annual series, with an interval that allows for autocorrelated errors.

The errors of yearly figures are alike from one year to the next, and their autocorrelation cannot be told
well from ten to twenty-five years: residuals of a fitted line show too little of it. So the line is fitted by
generalised least squares at the upper limit of the autocorrelations that agree with the residuals. How often
its intervals cover, beside those of other estimators: docs/short_series.md, made by
tests/benchmarks/test_short_series.py.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import signal, stats

# fewer years than this have a line but no interval
SHORTEST_INTERVAL = 8
# the probability of residuals no more autocorrelated than those found: at the median, and at the upper limit
MEDIAN, UPPER = 0.5, 0.25
AUTOCORRELATIONS = np.linspace(0, 1, 21)
# beyond this a stationary start says nothing
GREATEST_FITTED = 0.98
DRAWS, SEED = 5000, 1


@dataclass(frozen=True)
class Slope:
    """Change a year, its 95% interval, t statistic and p-value (None under eight years), and the
    autocorrelation that they allow for."""

    value: float
    low: float | None
    high: float | None
    statistic: float | None
    p_value: float | None
    autocorrelation: float | None

    @property
    def note(self) -> str:
        if self.low is None:
            return f"no interval: fewer than {SHORTEST_INTERVAL} years"
        return f"Prais–Winsten at autocorrelation {self.autocorrelation:.2f}"


def slope_of(values: pd.Series) -> Slope:
    """The change a year of a line through values of consecutive years; see `lines`.

    Under eight years it is that of ordinary least squares, without an interval.
    Raises ValueError for years that are not consecutive, or fewer than three.
    """
    years = values.index.to_numpy()
    if len(years) < 3 or (np.diff(years) != 1).any():
        raise ValueError(f"a line needs three consecutive years or more, not {list(years)}")
    series = values.to_numpy(dtype=float)[None, :]
    if len(years) < SHORTEST_INTERVAL:
        time = _time(len(years))
        return Slope(float(series[0] @ time / (time @ time)), None, None, None, None, None)
    slope, error, rho = (float(found[0]) for found in lines(series))
    freedom = len(years) - 3
    reach, statistic = stats.t.isf(0.025, freedom) * error, slope / error
    p_value = 2 * stats.t.sf(abs(statistic), freedom)
    return Slope(slope, slope - reach, slope + reach, statistic, p_value, rho)


def lines(series: np.ndarray, probability: float = UPPER) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slope, its standard error (for Student's t with n − 3 degrees of freedom) and the autocorrelation
    allowed for, of each row (one series each, of consecutive years).

    Prais and Winsten (1954), "Trend Estimators and Serial Correlation", Cowles Commission Discussion Paper
    383, at the autocorrelation of `autocorrelation_of` with the probability, at most 0.98.
    """
    count = series.shape[1]
    rho = np.minimum(autocorrelation_of(residuals(series), probability), GREATEST_FITTED)[:, None]
    first = np.sqrt(1 - rho**2)

    def quasi_difference(rows: np.ndarray) -> np.ndarray:
        return np.concatenate([first * rows[:, :1], rows[:, 1:] - rho * rows[:, :-1]], axis=1)

    ones = quasi_difference(np.ones((1, count)))
    time, outcome = quasi_difference(_time(count)[None, :]), quasi_difference(series)
    # of time and outcome what the constant leaves
    whole = (ones**2).sum(axis=1, keepdims=True)
    time = time - ones * (time * ones).sum(axis=1, keepdims=True) / whole
    outcome = outcome - ones * (outcome * ones).sum(axis=1, keepdims=True) / whole
    squares = (time**2).sum(axis=1)
    slope = (time * outcome).sum(axis=1) / squares
    rest = ((outcome - slope[:, None] * time) ** 2).sum(axis=1)
    return slope, np.sqrt(rest / (count - 3) / squares), rho[:, 0]


def autocorrelation_of(rest: np.ndarray, probability: float) -> np.ndarray:
    """The first-order autocorrelation, 0 to 1, under which residuals of a line as little autocorrelated as
    those of each row, or less, have the given probability.

    With one half it is median-unbiased (Andrews (1993), "Exactly Median-Unbiased Estimation of First Order
    Autoregressive/Unit Root Models", Econometrica 61(1)); with a quarter, the upper end of a one-sided 75%
    interval. The distribution is simulated for the very number of years, with normal errors.
    """
    return np.interp(_first_order(rest), _quantiles(rest.shape[1], probability), AUTOCORRELATIONS)


@lru_cache(maxsize=64)
def _quantiles(count: int, probability: float) -> np.ndarray:
    """The quantile of the residuals' autocorrelation at each of AUTOCORRELATIONS, for `count` years."""
    noise = np.random.default_rng(SEED).standard_normal((DRAWS, count))
    found = [
        np.quantile(_first_order(residuals(autoregressive(noise, rho))), probability)
        for rho in AUTOCORRELATIONS
    ]
    return np.maximum.accumulate(found)


def autoregressive(noise: np.ndarray, rho: float) -> np.ndarray:
    """Each row of independent shocks as a first-order autoregression, stationary from its first year on; a
    random walk where rho is 1."""
    shocks = noise.copy()
    if rho < 1:
        shocks[:, 0] /= np.sqrt(1 - rho**2)
    return signal.lfilter([1.0], [1.0, -rho], shocks, axis=1)


def residuals(series: np.ndarray) -> np.ndarray:
    """What a line by ordinary least squares leaves of each row."""
    time = _time(series.shape[1])
    centred = series - series.mean(axis=1, keepdims=True)
    return centred - np.outer(centred @ time / (time @ time), time)


def _first_order(rest: np.ndarray) -> np.ndarray:
    return (rest[:, 1:] * rest[:, :-1]).sum(axis=1) / (rest**2).sum(axis=1)


def _time(count: int) -> np.ndarray:
    return np.arange(count) - (count - 1) / 2
