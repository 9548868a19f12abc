"""Growth, breaks and stationarity of short annual series.

Series here have some ten to twenty observations, so asymptotic results are rough: each row says its n,
critical values of the sup-F test are simulated for that very n, and tests of stationarity have little
power. Log-linear models: ln y = a + b t, growth in percent a year is 100 (exp b − 1).
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
from scipy.stats import f
from statsmodels.tools.sm_exceptions import InterpolationWarning
from statsmodels.tsa.stattools import adfuller, kpss

from bilateral.trade.trend import hac_slope

SERIES = ["reporter", "partner", "flow", "valuation", "period", "source"]
COLUMNS = [
    *SERIES,
    "model",
    "year_from",
    "year_to",
    "n",
    "estimate",
    "low",
    "high",
    "statistic",
    "p_value",
    "critical_5pct",
    "note",
]
TRIM = 0.15
SHORTEST = 10


def model_series(totals: pd.DataFrame, breaks_on: str | None, simulations: int, seed: int) -> pd.DataFrame:
    """All models of each series of at least ten consecutive years; estimates in percent a year.

    totals: the clean table reported_totals. breaks_on: day of the event, ISO, where there is one to test. A
    series breaks in the first year that lies for the greater part after it.
    """
    rows = []
    for keys, series in totals.groupby(SERIES, sort=True):
        values = series.set_index("year")["usd_million"].sort_index()
        # a year without trade has no logarithm
        if (
            len(values) < SHORTEST
            or values.index[-1] - values.index[0] != len(values) - 1
            or (values <= 0).any()
        ):
            continue
        about = dict(zip(SERIES, keys, strict=True))
        breaks_in = break_year(breaks_on, about["period"]) if breaks_on else None
        rows += [about | row for row in models_of(values, breaks_in, simulations, seed)]
    return pd.DataFrame(rows, columns=COLUMNS)


def break_year(day: str, period: str) -> int:
    """The first year that lies for the greater part after the day; fiscal-04 begins in April."""
    first_month = int(period.split("-")[1]) if period.startswith("fiscal-") else 1
    event = pd.Timestamp(day)
    begins = pd.Timestamp(event.year if event.month >= first_month else event.year - 1, first_month, 1)
    middle = begins + (begins + pd.DateOffset(years=1) - begins) / 2
    return begins.year if event <= middle else begins.year + 1


def models_of(values: pd.Series, breaks_in: int | None, simulations: int, seed: int) -> list[dict]:
    """Growth over all years; growth on both sides of a break to test, and Chow; sup-F, ADF and KPSS.

    values: by consecutive year, positive. Raises ValueError when one is not.
    """
    if (values <= 0).any():
        raise ValueError(f"no logarithm of {values.min()} in {values.idxmin()}")
    rows = [growth(values, "growth")]
    if breaks_in:
        for name, part in (
            ("growth_before", values[values.index < breaks_in]),
            ("growth_after", values[values.index >= breaks_in]),
        ):
            if len(part) >= 4:
                rows.append(growth(part, name))
        rows += chow(values, breaks_in)
    rows.append(sup_f(values, simulations, seed))
    rows += stationarity(values)
    return rows


def _row(values: pd.Series, model: str, **found) -> dict:
    return {
        "model": model,
        "year_from": int(values.index[0]),
        "year_to": int(values.index[-1]),
        "n": len(values),
        **found,
    }


def growth(values: pd.Series, name: str) -> dict:
    """Log-linear growth in percent a year with a 95% interval; errors as in trend.hac_slope."""
    slope = hac_slope(np.log(values))
    estimate, low, high = (100 * np.expm1(rate) for rate in (slope.value, slope.low, slope.high))
    return _row(
        values,
        name,
        estimate=estimate,
        low=low,
        high=high,
        statistic=slope.statistic,
        p_value=slope.p_value,
        note=f"percent a year; HAC with {slope.lags} lags, t with {len(values) - 2} degrees of freedom",
    )


def chow(values: pd.Series, breaks_in: int) -> list[dict]:
    """F test of one log-linear trend against two, split before `breaks_in`; none with under 3 years a side.

    Chow (1960), "Tests of Equality Between Sets of Coefficients in Two Linear Regressions",
    Econometrica 28(3). Assumes independent errors of one variance.
    """
    first = int((values.index < breaks_in).sum())
    if min(first, len(values) - first) < 3:
        return []
    statistic = _f_statistics(np.log(values.to_numpy())[None, :], [first])[0, 0]
    freedom = len(values) - 4
    return [
        _row(
            values,
            "chow",
            estimate=breaks_in,
            statistic=statistic,
            p_value=f.sf(statistic, 2, freedom),
            critical_5pct=f.isf(0.05, 2, freedom),
            note=f"level and trend change in {breaks_in}; F(2, {freedom})",
        )
    ]


def sup_f(values: pd.Series, simulations: int, seed: int) -> dict:
    """Largest Chow F over break years, the first and last 15% (and 3 years at least) left out.

    Andrews (1993), "Tests for Parameter Instability and Structural Change with Unknown Change Point",
    Econometrica 61(4). His tables hold for regressors without a trend and many observations; so the
    critical value and p-value are simulated for this n and trend with independent normal errors, and
    the note gives the p-value under errors with the first-order autocorrelation of the residuals.
    """
    splits = _splits(len(values))
    observed = _f_statistics(np.log(values.to_numpy())[None, :], splits)[0]
    best = int(observed.argmax())
    random = np.random.default_rng(seed)
    noise = random.standard_normal((simulations, len(values)))
    null = _f_statistics(noise, splits).max(axis=1)
    rho = _autocorrelation(np.log(values.to_numpy()))
    correlated = noise.copy()
    correlated[:, 0] /= np.sqrt(1 - rho**2)
    for year in range(1, len(values)):
        correlated[:, year] += rho * correlated[:, year - 1]
    p_correlated = _p_value(observed[best], _f_statistics(correlated, splits).max(axis=1))
    year = int(values.index[splits[best]])
    return _row(
        values,
        "sup_f",
        estimate=year,
        statistic=observed[best],
        p_value=_p_value(observed[best], null),
        critical_5pct=float(np.quantile(null, 0.95)),
        note=f"break in {year}; simulated, {simulations} draws; "
        f"p {p_correlated:.3f} with autocorrelation {rho:.2f}",
    )


def _splits(count: int) -> list[int]:
    edge = max(3, int(np.ceil(TRIM * count)))
    return list(range(edge, count - edge + 1))


def _p_value(statistic: float, null: np.ndarray) -> float:
    return float((1 + (null >= statistic).sum()) / (1 + len(null)))


def _autocorrelation(logs: np.ndarray) -> float:
    """First-order autocorrelation of the residuals from a trend, kept within ±0.9."""
    residuals = _residuals(logs[None, :])[0]
    return float(np.clip((residuals[1:] @ residuals[:-1]) / (residuals @ residuals), -0.9, 0.9))


def _residuals(series: np.ndarray) -> np.ndarray:
    """Residuals of each row from its own line."""
    length = series.shape[1]
    design = np.column_stack([np.ones(length), np.arange(length) - (length - 1) / 2])
    basis, _ = np.linalg.qr(design)
    return series - (series @ basis) @ basis.T


def _f_statistics(series: np.ndarray, splits: list[int]) -> np.ndarray:
    """Chow's F of each row (one series each) at each split."""
    length = series.shape[1]
    together = (_residuals(series) ** 2).sum(axis=1)
    found = []
    for split in splits:
        apart = (_residuals(series[:, :split]) ** 2).sum(axis=1) + (_residuals(series[:, split:]) ** 2).sum(
            axis=1
        )
        found.append(((together - apart) / 2) / (apart / (length - 4)))
    return np.stack(found, axis=1)


def stationarity(values: pd.Series) -> list[dict]:
    """ADF (null: unit root) and KPSS (null: stationary), both around a trend, of the logarithms.

    Dickey and Fuller (1979), JASA 74; Kwiatkowski, Phillips, Schmidt and Shin (1992), Journal of
    Econometrics 54. With so few years neither can tell much.
    """
    logs = np.log(values.to_numpy())
    found = adfuller(logs, maxlag=1, regression="ct", autolag=None, result_object=True)
    rows = [
        _row(
            values,
            "adf",
            statistic=found.statistic,
            p_value=found.pvalue,
            critical_5pct=found.critical_values["5%"],
            note="null: unit root; trend, 1 lag; little power at this n",
        )
    ]
    with warnings.catch_warnings():
        # p-values of KPSS are tabulated from 0.01 to 0.10, and the note says so
        warnings.simplefilter("ignore", InterpolationWarning)
        found = kpss(logs, regression="ct", nlags=1, result_object=True)
    rows.append(
        _row(
            values,
            "kpss",
            statistic=found.statistic,
            p_value=found.pvalue,
            critical_5pct=found.critical_values["5%"],
            note="null: stationary around a trend; 1 lag; p tabulated from 0.01 to 0.10",
        )
    )
    return rows
