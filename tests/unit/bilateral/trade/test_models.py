"""Which models each series gets, and what stands in the table of one that gets none."""

import numpy as np
import pandas as pd
import pytest

from bilateral.trade.breaks import BREAK, NO_BREAK, Draws
from bilateral.trade.models import break_year, growth, model_series, models_of

KEYS = {"reporter": "JPN", "partner": "IND", "flow": "export", "valuation": "FOB", "period": "calendar"}


def series(years=22, rate=0.08, noise=0.05, seed=1):
    time = np.arange(years)
    shocks = np.random.default_rng(seed).normal(0, noise, years)
    return pd.Series(np.exp(7 + rate * time + shocks), index=2000 + time)


def totals(values, source):
    return pd.DataFrame({**KEYS, "source": source, "year": values.index, "usd_million": values.to_numpy()})


def modelled(*frames, breaks_on="2006-01-01"):
    return model_series(pd.concat(frames), breaks_on, 999, 1)


def test_growth_without_noise_is_exact():
    found = growth(series(noise=1e-9), "growth")
    assert found["estimate"] == pytest.approx(100 * np.expm1(0.08), abs=1e-4) and found["n"] == 22
    assert found["low"] < found["estimate"] < found["high"]


def test_the_break_year_is_the_first_that_lies_mostly_after():
    assert break_year("2011-08-01", "calendar") == 2012
    assert break_year("2011-08-01", "fiscal-04") == 2011
    assert break_year("2011-03-01", "calendar") == 2011
    assert break_year("2011-02-01", "fiscal-04") == 2011


def test_a_series_that_cannot_be_modelled_says_why():
    whole = totals(series(12), "whole")
    found = modelled(
        whole,
        whole[~whole["year"].isin([2005, 2007])].assign(source="gap"),
        whole[whole["year"] < 2002].assign(source="two"),
        whole.assign(source="same", usd_million=2.0 ** np.arange(12)),
        whole.assign(source="zero", usd_million=whole["usd_million"].where(whole["year"] != 2003, 0.0)),
    ).set_index("source")
    assert found.loc["gap", "model"] == found.loc["two", "model"] == found.loc["zero", "model"] == "none"
    assert found.loc["gap", "note"] == "2 of the years 2000–2011 have no figure"
    assert found.loc["same", "note"] == "the same change in every year: nothing to tell errors by"
    assert found.loc["two", "note"] == "fewer than 3 years"
    assert found.loc["zero", "note"] == "no logarithm of a year without trade: 2003"


def test_nine_years_have_growth_and_no_test_of_a_break():
    found = modelled(totals(series(9), "nine")).set_index("model")
    assert found.loc["growth", "low"] < found.loc["growth", "high"]
    assert found.loc["break_unknown", "note"] == "no test: fewer than 10 years"
    assert found["conclusion"].isna().all()


def test_parts_of_fewer_than_eight_years_have_growth_without_an_interval():
    found = modelled(totals(series(12), "twelve")).set_index("model")
    for part in ("growth_before", "growth_after"):
        assert found.loc[part, "n"] == 6 and np.isfinite(found.loc[part, "estimate"])
        assert pd.isna(found.loc[part, "low"]) and "fewer than 8 years" in found.loc[part, "note"]


@pytest.mark.parametrize(
    ("breaks_in", "decides"), [(2011, "break_known"), (2001, "break_unknown"), (None, "break_unknown")]
)
def test_one_statistic_decides(breaks_in, decides):
    found = pd.DataFrame(models_of(series(), breaks_in, Draws(999, 1))).set_index("model")
    assert list(found.index[found["conclusion"].notna()]) == [decides]
    assert found.loc[decides, "conclusion"] in (BREAK, NO_BREAK)
    assert (found.loc[decides, "p_value"] < 0.05) == (found.loc[decides, "conclusion"] == BREAK)
    if breaks_in == 2001:
        assert found.loc["break_known", "note"] == "no test in 2001: fewer than 3 years on one side"
    if breaks_in == 2011:
        values = np.log(series())
        change = values.diff()
        expected = 100 * (change.loc[2011:].mean() - change.loc[:2010].mean())
        assert found.loc["growth_change", "estimate"] == pytest.approx(expected)


def test_two_changes_on_one_side_are_too_few_to_compare_growth():
    found = pd.DataFrame(models_of(series(12), 2003, Draws(999, 1))).set_index("model")
    assert found.loc["growth_change", "note"] == "no test of growth: fewer than 3 changes on one side"
    assert pd.isna(found.loc["growth_change", "p_value"]) and found.loc["break_known", "p_value"] > 0


def test_the_set_of_years_stands_in_the_row():
    found = pd.DataFrame(models_of(series(), None, Draws(999, 1))).set_index("model").loc["break_unknown"]
    years = found["note"].split(": ")[1].split(";")[0].split(", ")
    assert (found["low"], found["high"]) == (int(years[0]), int(years[-1]))
