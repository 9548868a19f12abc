import pandas as pd
import pytest

from bilateral.trade.critical import critical_shares
from bilateral.trade.mirror import mirror_structure, mirror_totals
from bilateral.trade.totals import balance_decomposition, cagr, totals_with_balance


def totals(*rows):
    columns = ["reporter", "partner", "flow", "valuation", "period", "year", "usd_million", "source"]
    return pd.DataFrame(rows, columns=columns).assign(vintage="v", derived=None)


TRADE = totals(
    ("JPN", "IND", "export", "FOB", "calendar", 2014, 8113.8, "DOTS"),
    ("JPN", "IND", "import", "CIF", "calendar", 2014, 6981.9, "DOTS"),
    ("JPN", "IND", "export", "FOB", "calendar", 2020, 9080.7, "DOTS"),
    ("JPN", "IND", "import", "CIF", "calendar", 2020, 4718.3, "DOTS"),
    ("IND", "JPN", "import", "CIF", "calendar", 2014, 9968.6, "DOTS"),
    ("IND", "JPN", "import", "CIF", "fiscal-04", 2014, 10131.4, "MoC"),
    ("JPN", "IND", "export", "FOB", "calendar", 2014, 8121.0, "Author 2025"),
    ("JPN", "IND", "import", "CIF", "calendar", 2014, 6989.0, "Author 2025"),
)


def test_a_balance_is_of_one_reporter_period_and_source():
    found = totals_with_balance(TRADE, "Author")
    balances = found[found["flow"] == "balance"]
    assert sorted(balances["usd_million"].round(1)) == [1131.9, 1132.0, 4362.4]
    assert set(balances["valuation"]) == {"FOB less CIF"}


def test_printed_points_are_held_against_their_like_alone():
    found = totals_with_balance(TRADE, "Author")
    printed = found[found["source"] == "Author 2025"].set_index("flow")
    assert printed.loc["export", "distance_usd_million"] == pytest.approx(7.2)
    assert printed.loc["balance", "distance_usd_million"] == pytest.approx(0.1)
    assert found[found["source"] == "DOTS"]["distance_usd_million"].isna().all()


def test_the_change_of_a_balance_is_the_sum_of_its_parts():
    row = balance_decomposition(totals_with_balance(TRADE, "Author")).set_index("source").loc["DOTS"]
    assert row["from_exports"] == pytest.approx(966.9) and row["from_imports"] == pytest.approx(2263.6)
    assert row["balance_change"] == pytest.approx(row["from_exports"] + row["from_imports"])
    assert (row["year_from"], row["year_to"]) == (2014, 2020)


def test_cagr_by_hand():
    assert cagr(100, 121, 2) == pytest.approx(10)
    with pytest.raises(ValueError, match="no growth rate"):
        cagr(0, 1, 2)


def test_the_mirror_joins_one_source_and_period_only():
    found = mirror_totals(TRADE).set_index("measure")
    assert len(found) == 2 and found.loc["usd_million", "gap_low"] == pytest.approx(9968.6 - 8113.8)
    assert found.loc["percent_of_exporter", "importer_low"] == pytest.approx(9968.6 / 8113.8 * 100)
    assert (found["exporter"] == "JPN").all()


def test_mirror_of_structure_bounds_what_is_not_printed():
    flows = pd.DataFrame(
        {
            "reporter": "IND",
            "partner": "JPN",
            "flow": "export",
            "period": "fiscal-04",
            "year": 2010,
            "hs_code": ["27", "29", "89"],
            "usd_million": [60.0, 30.0, 10.0],
        }
    )
    printed = pd.DataFrame(
        {
            "reporter": "JPN",
            "partner": "IND",
            "flow": "import",
            "period": "calendar",
            "year": 2010,
            "rank": [1, 2],
            "hs_chapter": ["27", "26"],
            "share_pct": [55.0, 30.0],
            "share_pct_low": [54.95, 29.95],
            "share_pct_high": [55.05, 30.05],
        }
    )
    measures = pd.DataFrame(
        columns=["reporter", "partner", "flow", "year", "measure", "value_low", "value_high"]
    )
    found = mirror_structure(flows, printed, measures, 97)
    chapter = found[found["scope"] == "chapter"].set_index("hs_chapter")
    assert (chapter.loc["29", "importer_low"], chapter.loc["29", "importer_high"]) == (0.0, 30.05)
    assert chapter.loc["26", "exporter_low"] == 0.0 and chapter.loc["27", "gap_high"] == pytest.approx(-4.95)
    common = found[found["measure"] == "ranks_in_common_of_2"].iloc[0]
    assert common["importer_low"] == 1.0 and "fiscal against calendar" in common["why"]


PRODUCTS = pd.DataFrame({"product_no": [1, 2], "product": ["Chips", "Clouds"]})
CODES = pd.DataFrame({"product_no": [1, 1], "hs_code": ["8541", "903082"], "hs_level": [4, 6]})


def traded(codes_and_shares):
    keys = {
        "reporter": "JPN",
        "partner": "IND",
        "flow": "export",
        "valuation": "FOB",
        "period": "calendar",
        "year": 2020,
        "source": "S",
    }
    return pd.DataFrame(
        {**keys, "hs_code": code, "share_pct_low": low, "share_pct_high": high}
        for code, low, high in codes_and_shares
    )


def test_coarse_data_give_an_upper_bound_that_says_so():
    found = critical_shares(
        traded([("85", 10.0, 10.0), ("84", 90.0, 90.0), ("rest", 0.0, 2.0)]), PRODUCTS, CODES
    ).set_index("product_no")
    # chapter 85 is known, 90 is not among the classes and has at most 2
    assert tuple(found.loc[1, ["share_pct_low", "share_pct_high", "exactness", "classes"]]) == (
        0.0,
        12.0,
        "upper_bound",
        "85 90",
    )
    assert found.loc[2, "exactness"] == "not_applicable" and pd.isna(found.loc[2, "share_pct_high"])


def test_fine_data_give_the_share_itself():
    rows = [("854110", 3.0, 3.0), ("854140", 4.0, 4.0), ("903082", 1.0, 1.0), ("903090", 92.0, 92.0)]
    found = critical_shares(traded(rows), PRODUCTS, CODES).set_index("product_no").loc[1]
    assert (found["share_pct_low"], found["share_pct_high"], found["exactness"]) == (8.0, 8.0, "exact")
