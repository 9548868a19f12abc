"""Sums over years, with and without financial centres, and the way to a target; by hand."""

import pandas as pd
import pytest

from bilateral.fdi.cumulative import cumulative_flows, spans, target_reached
from bilateral.fdi.flows import asia_without

FLOWS = {
    "Asia": [100.0, 200.0, 300.0],
    "World": [400.0, 400.0, 400.0],
    "IND": [10.0, 20.0, 90.0],
    "SGP": [40.0, 50.0, 110.0],
    "HKG": [10.0, 10.0, 10.0],
    "KOR": [5.0, None, 5.0],
}
REGIONS = dict.fromkeys(("IND", "SGP", "HKG", "KOR"), "Asia")
BY_YEAR = pd.DataFrame(
    [
        (2022 + at, name, "region" if name in ("Asia", "World") else "country", flow)
        for name, flows in FLOWS.items()
        for at, flow in enumerate(flows)
    ],
    columns=["year", "destination", "kind", "jpy_billion"],
)
TARGET = {"jpy_billion": 500, "first": 2023, "last": 2026, "counts": "all there is"}


def test_which_years_are_added():
    assert spans([2014, 2024], {"first": 2022, "last": 2026}) == [
        ("all", 2014, 2024),
        ("last five", 2020, 2024),
        ("five before", 2015, 2019),
        ("target", 2022, 2024),
    ]
    assert spans([2022, 2024], None) == [("all", 2022, 2024)]
    assert spans([2022, 2024], {"first": 2025, "last": 2026}) == [("all", 2022, 2024)]


def test_shares_over_years_with_and_without_financial_centres():
    found = cumulative_flows(BY_YEAR, REGIONS, ["HKG", "SGP"], TARGET)
    rows = found[found["years"] == "all"].set_index("destination")
    # 120 of 600; of 600 − 200 − 30 = 370; of 1,200
    assert rows.loc["IND", "jpy_billion"] == 120
    assert rows.loc["IND", "share_of_asia_pct"] == pytest.approx(20)
    assert rows.loc["IND", "share_without_centres_pct"] == pytest.approx(12000 / 370)
    assert rows.loc["IND", "share_of_world_pct"] == pytest.approx(10)
    assert pd.isna(rows.loc["SGP", "share_without_centres_pct"])
    assert pd.isna(rows.loc["World", "share_of_asia_pct"])
    # a year of Korea's is missing
    assert pd.isna(rows.loc["KOR", "jpy_billion"])
    own = found[(found["years"] == "target") & (found["destination"] == "IND")].iloc[0]
    assert (own["year_from"], own["year_to"], own["jpy_billion"]) == (2023, 2024, 110)


def test_no_centre_and_a_missing_one():
    wide = BY_YEAR.pivot(index="year", columns="destination", values="jpy_billion")
    assert asia_without(wide, []).isna().all()
    assert asia_without(wide, ["SGP"]).tolist() == [60, 150, 190]
    assert asia_without(wide, ["KOR"]).isna().tolist() == [False, True, False]


def test_the_way_to_a_target():
    row = target_reached(BY_YEAR, "IND", TARGET).iloc[0]
    # two of four years: 110 of 500, and of 250 at an even pace
    assert (row["reached_to"], row["direct_investment_jpy_billion"], row["left_jpy_billion"]) == (
        2024,
        110,
        390,
    )
    assert row["share_of_target_pct"] == pytest.approx(22)
    assert row["share_of_even_pace_pct"] == pytest.approx(44)


def test_a_target_without_a_year_and_no_target():
    row = target_reached(BY_YEAR, "IND", TARGET | {"first": 2025}).iloc[0]
    assert row["target_jpy_billion"] == 500 and pd.isna(row["direct_investment_jpy_billion"])
    assert target_reached(BY_YEAR, "IND", None).empty
