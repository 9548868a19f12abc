"""Lines through short series: against another implementation, and by how often their intervals cover."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats
from scipy.linalg import toeplitz

from bilateral.trade.trend import (
    MEDIAN,
    UPPER,
    autocorrelation_of,
    autoregressive,
    lines,
    residuals,
    slope_of,
)


def made(draws, years, rho, seed):
    return autoregressive(np.random.default_rng(seed).standard_normal((draws, years)), rho)


@pytest.mark.parametrize("years", [10, 15, 25])
@pytest.mark.parametrize("rho", [0.0, 0.4, 0.8])
def test_an_interval_of_95_percent_covers_at_least_92(years, rho):
    # of 6,000 draws the share has a standard error of a third of a point
    slope, error, _ = lines(0.05 * np.arange(years) + made(6000, years, rho, 20))
    reach = stats.t.isf(0.025, years - 3) * error
    assert (np.abs(slope - 0.05) <= reach).mean() >= 0.92


def test_the_line_is_that_of_generalised_least_squares():
    series = made(1, 14, 0.5, 3)[0] + 0.1 * np.arange(14)
    found = slope_of(pd.Series(series, index=range(2000, 2014)))
    fit = sm.GLS(
        series, sm.add_constant(np.arange(14.0)), sigma=toeplitz(found.autocorrelation ** np.arange(14))
    ).fit()
    assert found.value == pytest.approx(fit.params[1])
    # one degree of freedom more for the autocorrelation
    error = fit.bse[1] * np.sqrt(12 / 11)
    assert found.high - found.value == pytest.approx(stats.t.isf(0.025, 11) * error)
    assert found.statistic == pytest.approx(fit.params[1] / error)
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(found.statistic), 11))


@pytest.mark.parametrize("rho", [0.2, 0.5, 0.8])
def test_the_median_of_the_autocorrelation_is_the_true_one(rho):
    rest = residuals(made(4000, 20, rho, 9))
    assert np.median(autocorrelation_of(rest, MEDIAN)) == pytest.approx(rho, abs=0.03)
    # three in four upper limits lie above it
    assert (autocorrelation_of(rest, UPPER) >= rho).mean() == pytest.approx(0.75, abs=0.02)


def test_an_exact_line():
    found = slope_of(pd.Series([1.0, 3.0, 5.0, 7.0], index=range(2000, 2004)))
    assert found.value == pytest.approx(2.0)


def test_fewer_than_eight_years_have_no_interval_and_say_so():
    seven, eight = (slope_of(pd.Series(made(1, n, 0.0, 1)[0], index=range(2000, 2000 + n))) for n in (7, 8))
    assert seven.low is seven.high is seven.p_value is None and "fewer than 8 years" in seven.note
    assert eight.low < eight.value < eight.high and "autocorrelation" in eight.note


@pytest.mark.parametrize("years", [[2000, 2001], [2000, 2001, 2003]])
def test_a_line_needs_three_consecutive_years(years):
    with pytest.raises(ValueError, match="three consecutive years"):
        slope_of(pd.Series([1.0, 2.0, 3.0][: len(years)], index=years))
