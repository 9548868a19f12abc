"""What a sentence may say of a break: how often it errs, what it finds, and each statistic by other means."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.tsa.stattools import adfuller

from bilateral.trade.breaks import (
    BREAK,
    Draws,
    f_statistics,
    find_break,
    growth_change,
    possible_breaks,
    possible_places,
    unit_root,
)
from bilateral.trade.trend import autoregressive

DRAWS = Draws(2000, 4)
YEARS, MIDDLE = 20, 10
AFTER = np.maximum(np.arange(YEARS) - MIDDLE + 1, 0)


def conclusions(series, places, count=1000):
    """What is said of each of many made-up series, by the property that decides it."""
    noise = np.random.default_rng(77).standard_normal((count, YEARS))
    return [find_break(row, places, DRAWS).conclusion for row in series(noise)]


@pytest.mark.parametrize("places", [possible_places(YEARS), (MIDDLE,)])
def test_a_break_is_said_of_few_random_walks(places):
    said = conclusions(lambda noise: noise.cumsum(axis=1), places)
    assert len(said) == 1000 and said.count(BREAK) <= 70


@pytest.mark.parametrize(("rho", "least"), [(0.0, 0.6), (0.4, 0.5)])
def test_a_real_break_of_level_is_found_more_often_than_not(rho, least):
    # the level falls by six standard deviations of the shocks
    said = conclusions(lambda noise: autoregressive(noise, rho) - 6.0 * (AFTER > 0), (MIDDLE,), count=200)
    assert said.count(BREAK) >= least * 200


def test_a_real_change_of_growth_is_found_in_random_walks_too():
    said = conclusions(lambda noise: noise.cumsum(axis=1) - 2.0 * AFTER, (MIDDLE,), count=200)
    assert said.count(BREAK) >= 0.5 * 200


def test_a_plain_break_is_found_in_its_year():
    random = np.random.default_rng(1)
    series = 0.08 * np.arange(22) - 0.9 * (np.arange(22) >= 11) + random.normal(0, 0.05, 22)
    places = possible_places(22)
    found = find_break(series, places, DRAWS)
    assert found.place == 11 and found.p_value < 0.05 and found.statistic > found.critical
    assert found.conclusion == BREAK and 11 in possible_breaks(series, places, DRAWS)


def test_f_agrees_with_two_separate_regressions():
    series = np.random.default_rng(2).normal(0, 1, 22).cumsum()
    time = np.arange(22.0)

    def squares(part):
        fit = stats.linregress(time[part], series[part])
        return ((series[part] - fit.intercept - fit.slope * time[part]) ** 2).sum()

    together, apart = squares(slice(None)), squares(slice(0, 9)) + squares(slice(9, None))
    assert f_statistics(series[None, :], (9,))[0, 0] == pytest.approx(((together - apart) / 2) / (apart / 18))


def test_the_dickey_fuller_t_is_that_of_statsmodels():
    series = np.random.default_rng(3).normal(0, 1, 21).cumsum() + 40
    statistic, p_value, critical = unit_root(series, Draws(20_000, 1))
    expected = adfuller(series, maxlag=1, regression="ct", autolag=None, result_object=True)
    assert statistic == pytest.approx(expected.statistic)
    # MacKinnon's small-sample value has no lag in it; one lag moves it by some hundredths
    assert critical == pytest.approx(expected.critical_values["5%"], abs=0.15)
    assert 0 < p_value < 1


def test_the_set_of_years_holds_the_true_one():
    held = years = 0
    for seed in range(200):
        noise = np.random.default_rng(seed).standard_normal((1, YEARS))
        series = autoregressive(noise, 0.4)[0] - 6.0 * (AFTER > 0)
        found = possible_breaks(series, possible_places(YEARS), DRAWS)
        held, years = held + (MIDDLE in found), years + len(found)
    # of fifteen places that a set can hold
    assert held >= 0.92 * 200 and years < 8 * 200


def test_growth_before_and_after_by_hand():
    # changes 1, 1, 2, 2 before and 4, 5, 6 since the fifth place
    series = np.array([0.0, 1, 2, 4, 6, 10, 15, 21])
    change, low, high, statistic, p_value = growth_change(series, 5)
    expected = stats.ttest_ind([4, 5, 6], [1, 1, 2, 2], equal_var=False)
    assert change == pytest.approx(3.5) and statistic == pytest.approx(3.5 / np.sqrt(1 / 3 + 1 / 12))
    assert p_value == pytest.approx(expected.pvalue) and low < 3.5 < high


def test_the_simulated_values_are_the_same_each_time():
    series = np.random.default_rng(5).normal(0, 1, 15)
    first, second = (find_break(series, possible_places(15), Draws(999, 3)) for _ in range(2))
    assert first == second
