"""Estimators recover what was put into seeded series."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from bilateral.trade.models import break_year, chow, growth, model_series, models_of, sup_f


def series(years=22, rate=0.08, jump=0.0, at=11, noise=0.05, seed=1):
    time = np.arange(years)
    shocks = np.random.default_rng(seed).normal(0, noise, years)
    return pd.Series(np.exp(7 + rate * time + np.where(time >= at, jump, 0) + shocks), index=2000 + time)


def test_growth_without_noise_is_exact():
    found = growth(series(noise=1e-9), "growth")
    assert found["estimate"] == pytest.approx(100 * np.expm1(0.08), abs=1e-4) and found["n"] == 22


def test_the_interval_covers_the_truth_as_often_as_it_says_or_little_less():
    hits = 0
    for seed in range(200):
        found = growth(series(seed=seed), "growth")
        hits += found["low"] <= 100 * np.expm1(0.08) <= found["high"]
    # HAC intervals of short series are known to be somewhat too narrow
    assert 160 <= hits <= 200


def test_a_known_break_is_found_in_its_year():
    found = sup_f(series(jump=-0.6), 2000, 1)
    assert (
        found["estimate"] == 2011 and found["p_value"] < 0.01 and found["statistic"] > found["critical_5pct"]
    )
    assert chow(series(jump=-0.6), 2011)[0]["p_value"] < 0.001


def test_no_break_is_found_where_none_is_at_about_the_stated_rate():
    rejected = sum(sup_f(series(seed=seed), 999, 7)["p_value"] < 0.05 for seed in range(100))
    assert rejected <= 12


def test_chow_agrees_with_two_separate_regressions():
    values = series(jump=0.2)
    logs, time = np.log(values.to_numpy()), np.arange(22.0)

    def squares(part):
        fit = stats.linregress(time[part], logs[part])
        return ((logs[part] - fit.intercept - fit.slope * time[part]) ** 2).sum()

    together, apart = squares(slice(None)), squares(slice(0, 11)) + squares(slice(11, None))
    expected = ((together - apart) / 2) / (apart / 18)
    found = chow(values, 2011)[0]
    assert found["statistic"] == pytest.approx(expected) and found["critical_5pct"] == pytest.approx(
        stats.f.isf(0.05, 2, 18)
    )


def test_chow_needs_three_years_on_each_side():
    assert chow(series(10), 2002) == []


def test_the_simulated_values_are_the_same_each_time():
    assert sup_f(series(), 999, 3) == sup_f(series(), 999, 3)


def test_the_break_year_is_the_first_that_lies_mostly_after():
    assert break_year("2011-08-01", "calendar") == 2012
    assert break_year("2011-08-01", "fiscal-04") == 2011
    assert break_year("2011-03-01", "calendar") == 2011
    assert break_year("2011-02-01", "fiscal-04") == 2011


def test_no_logarithm_of_zero():
    with pytest.raises(ValueError, match="no logarithm"):
        models_of(pd.Series([1.0, 0.0], index=[2000, 2001]), 2001, 999, 1)


def test_short_or_broken_series_are_left_out():
    keys = {"reporter": "JPN", "partner": "IND", "flow": "export", "valuation": "FOB", "period": "calendar"}
    values = series(12)
    long = pd.DataFrame({**keys, "source": "long", "year": values.index, "usd_million": values.to_numpy()})
    gap = long[long["year"] != 2005].assign(source="gap")
    short = long[long["year"] < 2005].assign(source="short")
    found = model_series(pd.concat([long, gap, short]), "2006-01-01", 999, 1)
    assert set(found["source"]) == {"long"} and (found["n"] >= 5).all()
    assert set(found["model"]) == {"growth", "growth_before", "growth_after", "chow", "sup_f", "adf", "kpss"}
