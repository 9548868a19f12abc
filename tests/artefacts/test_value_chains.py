"""The published results against figures from outside: other computations, the producer's, sums by hand."""

import pandas as pd
import pytest

from tests.conftest import ROOT

RESULTS = ROOT / "results/analysis"
# computed by others from the same tables (Hummels, Ishii and Yi 2001), to two decimals
CONTROL = {
    "JPN": {1995: 5.59, 2000: 6.98, 2005: 11.06, 2010: 12.65, 2014: 16.91, 2018: 15.23, 2020: 13.56},
    "IND": {1995: 10.87, 2000: 13.39, 2005: 17.33, 2010: 21.40, 2014: 22.83, 2018: 19.68, 2020: 17.58},
}


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(RESULTS / f"{name}.csv", dtype={"hs_code": str})


@pytest.mark.parametrize("economy", CONTROL)
def test_import_content_is_what_others_compute(economy):
    own = read("value_chains").query("economy == @economy").set_index("year")["import_content_pct"]
    assert own.loc[list(CONTROL[economy])].round(2).to_dict() == CONTROL[economy]


def test_import_content_is_the_oecd_s_own():
    check = read("value_chains_check").set_index(["scope", "economy"])["median_points"]
    assert (check["industry"] < 0.01).all() and len(check["industry"]) == 8
    # its total counts what visitors buy, and is lower without that
    assert (check["total_with_visitors"] < 0.01).all() and (check["total"] > 0.03).all()
    # published for Japan, 2014
    row = read("value_chains").query("economy == 'JPN' and year == 2014").iloc[0]
    assert row["published_pct"] == pytest.approx(16.82) == round(row["visitors_included_pct"], 2)


def test_all_of_exports_is_imports_value_added_and_taxes():
    rows = read("value_chains")
    parts = rows[["import_content_pct", "domestic_value_added_pct", "taxes_pct"]].sum(axis=1)
    assert len(rows) == 7 * 26 and parts.between(99.9, 100.1).all()


def test_industries_add_up_to_their_economy():
    whole = read("value_chains").set_index(["economy", "year"])["import_content_pct"]
    parts = read("value_chains_industries").groupby(["economy", "year"])["contribution_points"].sum()
    assert ((whole.loc[parts.index] - parts).abs() < 0.005).all() and len(parts) == 52


def test_china_in_graphite():
    """China's and the world's exports of natural graphite to Japan, from the file: 95.220 of 102.663 and
    53.602 of 61.473 million dollars; to India 15.022 of 29.825 and 4.483 of 43.170."""
    rows = read("critical_suppliers").query("hs_code == '2504'").set_index(["reporter", "year"])
    for key, share in {
        ("JPN", 2019): 92.75,
        ("JPN", 2024): 87.20,
        ("IND", 2019): 50.37,
        ("IND", 2024): 10.38,
    }.items():
        assert rows.loc[key, "top_share_pct"] == share
    # .8720 squared, and with .1280 squared
    assert rows.loc[("JPN", 2024), ["hhi_low", "hhi_high"]].tolist() == [7603, 7768]


def test_the_lines_of_hs6_cover_what_the_source_says():
    lines = pd.read_csv(ROOT / "results/clean/exports_hs6.csv").groupby("year")["usd_million"].sum()
    chapters = (
        pd.read_csv(ROOT / "results/clean/exports_hs6_coverage.csv").groupby("year")["usd_million"].sum()
    )
    assert (lines / chapters * 100).round(1).to_dict() == {2017: 97.9, 2018: 97.9, 2019: 96.0}


def test_one_product_was_designated_after_the_text_its_codes_are_credited_to():
    rows = read("critical_designations")
    assert rows.loc[rows["older_than_designation"], "product_no"].tolist() == [12]
    assert rows.loc[~rows["in_document"], "product_no"].tolist() == [13, 14, 15, 16]


def test_direct_investment_beside_the_target():
    row = read("fdi_target").iloc[0]
    # 541.86 + 845.51 + 845.58 of 5,000, and of three fifths of it
    assert row["direct_investment_jpy_billion"] == pytest.approx(2233.0, abs=0.05)
    assert (row["share_of_target_pct"], row["share_of_even_pace_pct"]) == (44.7, 74.4)


def test_shares_of_asia_with_and_without_financial_centres():
    rows = read("fdi_destinations").set_index(["destination", "year"])
    # 255.61 / (4,492.49 − 271.36 − 865.74); 845.58 / (5,680.44 − 291.71 − 1,989.53)
    assert rows.loc[("IND", 2014), "share_without_centres_pct"] == 7.62
    assert rows.loc[("IND", 2024), "share_without_centres_pct"] == 24.88
    # of all of Asia
    assert rows.loc[("CHN", 2014), "share_of_asia_pct"] == 24.61
    assert rows.loc[("CHN", 2024), "share_of_asia_pct"] == 3.90


def test_the_printed_growth_has_one_verdict():
    growth = read("fdi_printed").query("measure == 'growth_pct'").iloc[0]
    claim = pd.read_csv(ROOT / "results/audit/claims.csv").set_index("id").loc["fdi-2023-growth"]
    assert growth["verdict"] == claim["outside_verdict"] == "contradicted"
    release = read("fdi_releases").query("year == 2023 and release == '2024'").iloc[0]
    # 706.9 over 539, and that over 140.49 / 131.50
    assert (release["growth_jpy_pct"], release["growth_usd_pct"]) == (31.2, 22.8)
