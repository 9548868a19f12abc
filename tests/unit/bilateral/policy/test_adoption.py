import numpy as np
import pandas as pd
import pytest

from bilateral.policy.adoption import adoption_by_round, adoption_trend


def rounds(*rows):
    frame = pd.DataFrame(
        rows, columns=["round", "call_from", "call_to", "decided_on", "applications", "adopted"]
    )
    return frame.assign(
        **{name: pd.to_datetime(frame[name]) for name in ("call_from", "call_to", "decided_on")}
    )


THREE = rounds(
    ("1", "2020-05-26", "2020-06-15", "2020-07-17", 10, 5),
    ("2", "2020-09-03", "2020-10-02", "2020-11-05", 20, 5),
    ("3", "2020-09-30", "2020-10-30", "2020-12-02", 100, 20),
    ("total", None, None, None, 999, 999),
)


def test_days_by_hand():
    found = adoption_by_round(THREE)
    assert list(found["round"]) == ["1", "2", "3", "all"]
    assert list(found["call_days"])[:3] == [21, 30, 31] and list(found["selection_days"])[:3] == [32, 34, 33]
    # 30 September to 2 October, both counted
    assert list(found["shared_days"])[1:3] == [0, 3] and list(found["before_last_decision"])[1:3] == [
        "no",
        "yes",
    ]


def test_a_call_inside_the_one_before_shares_its_own_days():
    found = adoption_by_round(
        rounds(
            ("1", "2020-01-01", "2020-12-31", "2021-01-31", 9, 3),
            ("2", "2020-03-01", "2020-03-10", "2020-04-01", 9, 3),
        )
    )
    assert found["shared_days"].iloc[1] == 10


def test_rates_are_counted_and_never_taken_from_the_printed_total():
    found = adoption_by_round(THREE).set_index("round")
    assert (found.loc["all", "applications"], found.loc["all", "adopted"]) == (130, 30)
    # Wilson for 5 of 10 with z = 1.959964: centre 0.5,
    # half width z sqrt(0.25/10 + z²/400) / (1 + z²/10) = 0.263405
    assert found.loc["1", ["rate_pct", "rate_pct_low", "rate_pct_high"]].astype(float).round(3).tolist() == [
        50.0,
        23.659,
        76.341,
    ]


def all_rounds(trend):
    return trend[trend["left_out"] == "none"].set_index(["per", "errors"])


def test_a_trend_that_one_round_makes_is_gone_without_it():
    # about 30 of 100 in every round but the last
    shares = (30, 31, 30, 29, 31, 80)
    frame = rounds(
        *[
            (str(n), f"202{n}-01-01", f"202{n}-02-01", f"202{n}-03-01", 100, adopted)
            for n, adopted in enumerate(shares, start=1)
        ]
    )
    trend = adoption_trend(frame)
    per_round = trend[(trend["per"] == "round") & (trend["errors"] == "binomial")].set_index("left_out")
    assert list(per_round.index) == ["none", "1", "2", "3", "4", "5", "6"]
    assert per_round.loc["none", "p_value"] < 0.001 and per_round.loc["6", "log_odds"] == pytest.approx(
        0, abs=0.02
    )
    assert (per_round["n"] == [6, 5, 5, 5, 5, 5, 5]).all() and per_round.loc["1", "p_value"] < 0.001
    assert set(adoption_trend(frame.head(3))["left_out"]) == {"none"}


def test_a_known_trend_is_recovered():
    times = np.arange(1, 9)
    rate = 1 / (1 + np.exp(-(-1.5 + 0.3 * times)))
    seeded = np.random.default_rng(7).binomial(20_000, rate)
    frame = rounds(
        *[
            (str(n), f"20{10 + n}-01-01", f"20{10 + n}-02-01", f"20{10 + n}-03-01", 20_000, int(k))
            for n, k in zip(times, seeded, strict=True)
        ]
    )
    trend = all_rounds(adoption_trend(frame))
    for errors in ("binomial", "scaled by dispersion"):
        row = trend.loc[("round", errors)]
        assert (
            row["log_odds"] == pytest.approx(0.3, abs=0.01)
            and row["log_odds_low"] < 0.3 < row["log_odds_high"]
        )
        assert row["intercept"] == pytest.approx(-1.5, abs=0.05)
    # a year apart: the two counts of time agree but for leap days
    assert trend.loc[("year", "binomial"), "log_odds"] == pytest.approx(
        trend.loc[("round", "binomial"), "log_odds"], rel=1e-3
    )


def test_errors_grow_with_the_dispersion():
    # rates that no line explains: 30, 10, 30, 10 of 50
    frame = rounds(
        *[
            (str(n), f"202{n}-01-01", f"202{n}-02-01", f"202{n}-03-01", 50, k)
            for n, k in enumerate((30, 10, 30, 10), start=1)
        ]
    )
    trend = all_rounds(adoption_trend(frame))
    plain, scaled = trend.loc[("round", "binomial")], trend.loc[("round", "scaled by dispersion")]
    assert plain["dispersion"] > 5
    # by hand: half widths are z s and t s sqrt(dispersion), with t = 4.302653 for two degrees of freedom
    half = (plain["log_odds_high"] - plain["log_odds_low"]) / 2 / 1.959964
    assert (scaled["log_odds_high"] - scaled["log_odds_low"]) / 2 == pytest.approx(
        half * 4.302653 * np.sqrt(plain["dispersion"]), rel=1e-4
    )
