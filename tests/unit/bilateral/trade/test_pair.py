import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.pair import pair_facts, pair_trade

PAIR, YEARS = {"reporter": "KOR", "partner": "IND"}, {"first": 2019, "last": 2021}
KEYS = ["reporter", "partner", "flow", "valuation", "period", "source", "year", "usd_million"]
TOTALS = pd.DataFrame(
    [
        ("KOR", "IND", "export", "FOB", "calendar", "S", 2019, 30.0),
        ("KOR", "IND", "export", "FOB", "calendar", "S", 2020, 0.0),
        ("KOR", "IND", "import", "CIF", "fiscal-04", "S", 2020, 5.0),
        ("reconciled", "IND", "export", "FOB", "calendar", "BACI", 2020, 7.0),
    ],
    columns=KEYS,
)
WORLD = pd.DataFrame(
    [("KOR", "export", 2019, 600.0), ("KOR", "export", 2020, 500.0), ("KOR", "import", 2020, 400.0)],
    columns=["economy", "flow", "year", "usd_million"],
)


def test_a_share_is_of_all_trade_and_what_is_missing_has_a_reason():
    found = pair_trade(TOTALS, WORLD, PAIR, YEARS)
    assert list(found.columns) == columns_of("pair_trade") and len(found) == 4 * 3
    by = found.set_index(["reporter", "flow", "year"])
    # by hand: 30 of 600; no trade is a share of nothing, and no gap
    assert (
        by.loc[("KOR", "export", 2019), "share_pct"] == 5
        and by.loc[("KOR", "export", 2020), "share_pct"] == 0
    )
    assert by.loc[("KOR", "export", 2021), "missing"] == "no_figure"
    assert list(by.loc[("KOR", "import")]["missing"]) == ["no_figure", "other_year", "no_figure"]
    assert set(by.loc["IND"]["missing"]) == {"not_reported"}
    assert (found["share_pct"].isna() == found["missing"].notna()).all()


def test_without_figures_of_all_trade_amounts_stay():
    found = pair_trade(TOTALS, WORLD.iloc[:0], PAIR, YEARS).set_index(["reporter", "flow", "year"])
    assert (
        found.loc[("KOR", "export", 2019), "usd_million"] == 30
        and found.loc[("KOR", "export", 2019), "missing"] == "no_merchandise_figure"
    )


def test_a_pair_of_which_nobody_reports_has_every_year_all_the_same():
    found = pair_trade(TOTALS.iloc[:0], WORLD, PAIR, YEARS)
    assert len(found) == 12 and set(found["missing"]) == {"not_reported"}


def test_a_fact_that_is_not_stated_is_left_out():
    assert pair_facts({"reporter": "KOR", "first_year": 2019, "break_on": None}).to_numpy().tolist() == [
        ["reporter", "KOR"],
        ["first_year", "2019"],
    ]
