"""Bounds from printed shares by hand: no wider than they must be, and never too narrow."""

import pandas as pd
import pytest

from bilateral.trade.critical import critical_shares, printed_shares
from bilateral.trade.mirror import mirror_structure
from bilateral.trade.printed_measures import check_concentration
from bilateral.trade.structure import change_of_printed, intensity, structure_of_flows, two_way_trade
from bilateral.trade.totals import totals_with_balance

# the document prints no joint shares
NO_MEASURES = pd.DataFrame(
    columns=["reporter", "partner", "flow", "year", "measure", "value_low", "value_high"]
)
PAIR = {"reporter": "JPN", "partner": "IND", "valuation": "FOB", "period": "calendar"}


def printed(flow: str, year: int, **shares: int) -> pd.DataFrame:
    """Rows of chapter_shares in whole percent, chapters as c84, by falling share."""
    return pd.DataFrame(
        {
            **PAIR,
            "flow": flow,
            "year": year,
            "rank": rank,
            "hs_chapter": chapter[1:],
            "share_pct": share,
            "share_pct_low": share - 0.5,
            "share_pct_high": share + 0.5,
            "line": 1,
        }
        for rank, (chapter, share) in enumerate(shares.items(), start=1)
    )


def two_way(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    totals = pd.DataFrame(
        {**PAIR, "flow": flow, "year": 2000, "usd_million": 100.0, "source": "S"}
        for flow in ("export", "import")
    )
    return two_way_trade(pd.concat([exports, imports]), NO_MEASURES, totals, 97, "S")


def test_the_overlap_of_what_is_not_printed_counts_above():
    found = two_way(printed("export", 2000, c84=80), printed("import", 2000, c84=10))
    whole = found[found["hs_code"].isna()].set_index("measure").loc["grubel_lloyd"]
    # of 200: twice 9.5 in chapter 84 at least; twice 10.5 there and 20.5 elsewhere at most
    assert (whole["low"], whole["high"]) == (pytest.approx(0.095), pytest.approx(0.31))
    balanced = found.set_index("measure").loc["grubel_lloyd_balanced"]
    # the overlap over the smaller flow, here 100
    assert (balanced["low"], balanced["high"]) == (pytest.approx(0.095), pytest.approx(0.31))


def test_a_chapter_that_may_be_balanced_has_an_index_of_up_to_one():
    found = two_way(printed("export", 2000, c84=10), printed("import", 2000, c84=10))
    row = found[found["hs_code"] == "84"].iloc[0]
    # 9.5 against 10.5: twice the smaller over the sum
    assert (row["low"], row["high"]) == (pytest.approx(0.95), 1.0)


def test_a_share_that_fell_has_changed():
    for before, after in ((80, 60), (60, 80)):
        rows = pd.concat([printed("export", 2000, c84=before), printed("export", 2005, c84=after)])
        found = change_of_printed(rows, NO_MEASURES, 97, "S").set_index("measure")
        # 79.5 to 60.5 is a fall of 19 points at least
        assert found.loc["krugman", "low"] >= 0.19 - 1e-9


def test_equal_shares_have_one_rank():
    trade = pd.DataFrame({"hs_code": ["01", "02", "03"], "usd_million": [3.0, 3.0, 1.0]})
    found = structure_of_flows(trade.assign(**PAIR, flow="export", year=2000, source="S"), [1], 97)
    ranks = found[found["measure"] == "rank"].set_index("hs_code")["low"]
    assert ranks.to_dict() == {"01": 1, "02": 1, "03": 3}


def test_an_hhi_that_ends_below_what_the_shares_allow_is_contradicted():
    # 59.95² + 40.05² = 5198.005 is the least; what prints as 5197.505 ± 0.5 stays below it
    shares = pd.concat([printed("import", 2000, a84=60, b85=40)])
    shares[["share_pct_low", "share_pct_high"]] = [[59.95, 60.05], [39.95, 40.05]]
    measure = {**PAIR, "flow": "import", "year": 2000, "measure": "hhi", "value": 5197.5}
    for high, expected in ((5198.005, "contradicted"), (5198.006, "within_rounding")):
        measures = pd.DataFrame([measure | {"value_low": 5197.0, "value_high": high}])
        found = check_concentration(shares, measures, [1], 2).set_index("measure")
        assert found.loc["hhi", "verdict"] == expected


def test_world_trade_is_of_calendar_years():
    trade = {**PAIR, "flow": "export", "year": 2000, "usd_million": 20.0, "source": "S"}
    totals = pd.DataFrame([trade, trade | {"period": "fiscal-04", "usd_million": 30.0}])
    figures = [
        ("JPN", "export", 100.0),
        ("JPN", "import", 100.0),
        ("IND", "import", 90.0),
        ("WLD", "import", 1000.0),
    ]
    figures += [("WLD", "export", 950.0)]
    world = pd.DataFrame(figures, columns=["economy", "flow", "usd_million"]).assign(year=2000)
    found = intensity(totals, world)
    # (20 / 100) / (90 / (1000 − 100))
    assert list(found["low"]) == [pytest.approx(2.0)] and set(found["period"]) == {"calendar"}


TOTALS = ["reporter", "partner", "flow", "valuation", "period", "year", "usd_million", "source"]


def test_print_is_held_against_the_one_official_figure():
    rows = [
        ("JPN", "IND", "export", "FOB", "calendar", 2014, 8121.0, "Author 2025"),
        ("JPN", "IND", "export", "FOB", "calendar", 2014, 8113.8, "DOTS"),
        ("reconciled", "IND", "export", "FOB", "calendar", 2014, 8000.0, "Author 2025"),
        ("reconciled", "IND", "export", "FOB", "calendar", 2014, 8050.0, "BACI"),
    ]

    def official(*more):
        totals = pd.DataFrame([*rows, *more], columns=TOTALS).assign(vintage="v", derived=None)
        found = totals_with_balance(totals, "Author")
        return found[found["source"] == "Author 2025"].set_index("reporter")["official_usd_million"]

    one = official()
    # reconciled trade is nobody's official figure
    assert one["JPN"] == 8113.8 and pd.isna(one["reconciled"])
    # of two official figures none is taken
    assert pd.isna(official(("JPN", "IND", "export", "FOB", "calendar", 2014, 8200.0, "Comtrade"))["JPN"])


def test_the_mirror_is_of_the_importer_s_imports():
    sent = pd.DataFrame({"hs_code": ["27", "29"], "usd_million": [60.0, 40.0]}).assign(
        reporter="IND", partner="JPN", flow="export", period="calendar", year=2000
    )
    received = pd.concat([printed("import", 2000, c27=55), printed("export", 2000, c27=5)])
    found = mirror_structure(sent, received, NO_MEASURES, 97)
    chapter = found[found["hs_chapter"] == "27"].iloc[0]
    assert (chapter["gap_low"], chapter["gap_high"]) == (pytest.approx(-5.5), pytest.approx(-4.5))


def test_a_class_that_is_not_printed_has_at_most_the_last_printed_share():
    traded = printed_shares(printed("export", 2000, c84=60, c85=20), "S")
    assert traded[traded["hs_code"] == "rest"]["share_pct_high"].item() == 20.5


def test_a_product_with_a_finer_code_than_the_data_has_an_upper_bound():
    products = pd.DataFrame({"product_no": [1], "product": ["Chips"]})
    codes = pd.DataFrame({"product_no": [1, 1], "hs_code": ["8541", "903082"], "hs_level": [4, 6]})
    keys = {**PAIR, "flow": "export", "year": 2000, "source": "S"}
    traded = pd.DataFrame(
        {**keys, "hs_code": code, "share_pct_low": share, "share_pct_high": share}
        for code, share in (("8541", 3.0), ("9030", 1.0), ("2701", 96.0))
    )
    found = critical_shares(traded, products, codes).iloc[0]
    # 9030 holds other instruments too
    assert (found["share_pct_low"], found["share_pct_high"], found["exactness"]) == (0.0, 4.0, "upper_bound")
