"""Composition by HS chapter: fuels and the rest, what adds up, what printed shares allow."""

import pandas as pd
import pytest

from bilateral.trade.composition import composition, composition_change, printed_hhi_change, printed_parts

KEYS = {"reporter": "IND", "partner": "JPN", "flow": "export", "valuation": "FOB", "period": "fiscal-04"}
FLOWS = pd.DataFrame(
    [
        (2010, "27", 50.0),
        (2010, "29", 30.0),
        (2010, "84", 20.0),
        (2010, "03", None),
        (2011, "27", 10.0),
        (2011, "29", 30.0),
        (2011, "85", 60.0),
    ],
    columns=["year", "hs_code", "usd_million"],
).assign(**KEYS, source="S")
PRICES = pd.DataFrame(
    [("brent", "WLD", year, value, "E") for year, value in ((2010, 80.0), (2011, 120.0), (2012, 40.0))]
    + [
        ("consumer_prices", "USA", year, value, "W")
        for year, value in ((2010, 0.0), (2011, 0.0), (2012, 20.0))
    ],
    columns=["series", "economy", "year", "value", "source"],
)


def test_fuels_the_rest_and_concentration_with_and_without_them():
    first, second = composition(FLOWS, PRICES, 2010).to_dict("records")
    # shares 50, 30, 20; without fuels 60, 40
    assert first["hhi"] == pytest.approx(3800.0) and first["hhi_without_fuels"] == pytest.approx(5200.0)
    assert (first["fuels_usd_million"], first["rest_usd_million"], first["machinery_usd_million"]) == (
        50,
        50,
        20,
    )
    assert second["machinery_share_pct"] == pytest.approx(60.0)
    # nine months of 2010 at 80 and three of 2011 at 120; then nine at 120 and three at 40
    assert first["brent_usd_per_barrel"] == pytest.approx(90.0)
    assert second["brent_usd_per_barrel"] == pytest.approx(100.0)
    assert second["fuels_at_base_brent_usd_million"] == pytest.approx(9.0)
    # consumer prices: 1 in fiscal 2010, (9 × 1 + 3 × 1.2)/12 = 1.05 in fiscal 2011
    assert second["rest_usd_million_real"] == pytest.approx(90 / 1.05)
    assert (first["chapters"], second["chapters"]) == (3, 3) and pd.isna(first["chapters_entered"])
    assert (second["chapters_entered"], second["entered_usd_million"]) == (1, 60.0)
    assert (second["chapters_left"], second["left_usd_million"]) == (1, 20.0)


def test_contributions_add_up_to_the_change_of_total_and_index():
    found = composition_change(FLOWS, [(2010, 2011), (2010, 2015)]).set_index("hs_chapter")
    assert len(found) == 4  # a span that the flow does not cover is none, and one that is given twice is one
    # 2,500 → 100, 900 → 900, 400 → 0, 0 → 3,600
    assert found["hhi_change"].to_dict() == pytest.approx(
        {"27": -2400.0, "29": 0.0, "84": -400.0, "85": 3600.0}
    )
    assert found["hhi_change"].sum() == pytest.approx(4600 - 3800)


def shares(*rows):
    frame = pd.DataFrame(rows, columns=["year", "hs_chapter", "share_pct"])
    half = {"share_pct_low": frame["share_pct"] - 0.05, "share_pct_high": frame["share_pct"] + 0.05}
    keys = {"reporter": "JPN", "partner": "IND", "flow": "import", "valuation": "CIF", "period": "calendar"}
    return frame.assign(**half, **keys, rank=1, line=1)


def test_printed_parts_are_the_share_of_the_total_and_unprinted_ones_at_most_the_last():
    printed = shares((2015, "27", 26.3), (2015, "84", 4.3), (2020, "29", 20.0), (2020, "84", 5.0))
    totals = pd.DataFrame({"year": [2015, 2020], "usd_million": [4867.4, 1000.0], "source": "IMF"}).assign(
        reporter="JPN", partner="IND", flow="import", valuation="CIF", period="calendar"
    )
    found = printed_parts(printed, totals, "Author").set_index(["year", "goods_group"])
    fuels = found.loc[2015, "mineral_fuels"]
    assert (fuels["usd_million_low"], fuels["usd_million_high"]) == (
        pytest.approx(4867.4 * 0.2625),
        pytest.approx(4867.4 * 0.2635),
    )
    # 85 and 87 are not printed: nothing to the last printed 4.35 each
    machinery = found.loc[2015, "machinery"]
    assert (machinery["share_pct_low"], machinery["share_pct_high"]) == (
        pytest.approx(4.25),
        pytest.approx(13.05),
    )
    assert found.loc[2020, "mineral_fuels"]["usd_million_high"] == pytest.approx(50.5)
    assert found.loc[2020, "without_fuels"]["usd_million_low"] == pytest.approx(949.5)


def test_machinery_is_more_than_the_whole_fall_of_the_index():
    # Table 3.6: HS 84 of 30.6% in 2010 and 18.2% in 2023; printed HHI 1,441 and 892: 605 of 549 points
    printed = shares((2010, "84", 30.6), (2023, "84", 18.2))
    keys = ["reporter", "partner", "flow", "valuation", "period"]
    measures = printed[[*keys, "year"]].assign(measure="hhi", value=[1441.0, 892.0])
    (row,) = printed_hhi_change(printed, measures).to_dict("records")
    middle = (18.2**2 - 30.6**2) / (892 - 1441) * 100
    assert round(middle) == 110
    assert row["part_of_hhi_change_pct_low"] < middle < row["part_of_hhi_change_pct_high"]
    assert row["hhi_change_low"] == pytest.approx(18.15**2 - 30.65**2)
