"""A line through a short annual series, with errors that allow for what such series are like."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import statsmodels.api as sm


@dataclass(frozen=True)
class Slope:
    """Change a year with its 95% interval, t statistic, p-value and the lags allowed for."""

    value: float
    low: float
    high: float
    statistic: float
    p_value: float
    lags: int


def hac_slope(values: pd.Series) -> Slope:
    """The slope a year of a line through values by year, with HAC errors; years may be missing in between.

    Lags floor(4 (n/100)^(2/9)), a small-sample correction, Student's t with n − 2 degrees of freedom.
    Newey and West (1987), "A Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation
    Consistent Covariance Matrix", Econometrica 55(3).
    """
    lags = int(4 * (len(values) / 100) ** (2 / 9))
    design = sm.add_constant(values.index.to_numpy(dtype=float) - values.index[0])
    fit = sm.OLS(values.to_numpy(), design).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    low, high = fit.conf_int()[1]
    return Slope(fit.params[1], low, high, fit.tvalues[1], fit.pvalues[1], lags)
