"""Trade by area and goods: groups, shares, the printed points, growth, and where an agreement's partner
stands."""

import numpy as np
import pandas as pd
import pytest

from bilateral.sources.customs_goods import SECTIONS
from bilateral.trade.customs import customs_change, customs_check, customs_growth, customs_trade
from bilateral.trade.event import event_study, placement
from bilateral.trade.intensity import customs_intensity

FLOW = {"reporter": "JPN", "flow": "export", "valuation": "FOB", "period": "calendar"}
# Foodstuff … Others in their order, and steel within manufactures
AMOUNTS = [1.0, 2.0, 10.0, 4.0, 20.0, 6.0, 7.0, 8.0, 2.0]


def goods(partner, year, times=1.0):
    rows = {"Grand Total": sum(AMOUNTS), "Iron And Steel Products": 15.0}
    rows |= dict(zip(SECTIONS, AMOUNTS, strict=True))
    level = {"Grand Total": "grand_total", "Iron And Steel Products": "item"}
    return pd.DataFrame(
        {
            "goods": name,
            "level": level.get(name, "section"),
            "jpy_billion": value * times,
            "partner": partner,
            "year": year,
            **FLOW,
            "source": "C",
            "vintage": "v",
        }
        for name, value in rows.items()
    )


PRICES = pd.DataFrame(
    [
        ("exchange_rate", "JPN", 2014, 100.0, "A"),
        ("exchange_rate", "JPN", 2015, 125.0, "A"),
        ("exchange_rate", "JPN", 2014, 101.0, "B"),
        ("consumer_prices", "JPN", 2014, 2.0, "W"),
        ("consumer_prices", "JPN", 2015, 50.0, "W"),
        ("consumer_prices", "USA", 2014, 1.0, "W"),
        ("consumer_prices", "USA", 2015, 25.0, "W"),
    ],
    columns=["series", "economy", "year", "value", "source"],
)
FILE = pd.concat(
    [goods("IND", 2014), goods("IND", 2015, 2.0), goods("WLD", 2014, 10.0), goods("WLD", 2015, 10.0)]
)


def test_groups_add_to_the_total_and_shares_have_their_wholes():
    trade = customs_trade(FILE, PRICES, 2015)
    india = trade[(trade["partner"] == "IND") & (trade["year"] == 2014)].set_index("goods_group")
    # machinery, electrical and transport 6 + 7 + 8; the rest 60 − 10 − 21 − 15
    assert india["jpy_billion"].to_dict() == {
        "total": 60.0,
        "mineral_fuels": 10.0,
        "machinery": 21.0,
        "iron_and_steel": 15.0,
        "rest": 14.0,
        "without_fuels": 50.0,
    }
    assert india.loc["machinery", "share_of_flow_pct"] == pytest.approx(35.0)
    assert india.loc["total", "partner_share_pct"] == pytest.approx(10.0)
    # source A reaches the latest year, so it converts: ¥60 billion at 100 yen are US$ 600 million
    assert india.loc["total", "usd_million"] == pytest.approx(600.0)
    # 2014 in prices of 2015: consumer prices rose by half in Japan and by a quarter in the United States
    assert india.loc["total", "jpy_billion_real"] == pytest.approx(90.0)
    assert india.loc["total", "usd_million_real"] == pytest.approx(750.0)


def test_a_printed_point_stands_beside_each_rate():
    totals = pd.DataFrame(
        [
            {
                **FLOW,
                "partner": "IND",
                "year": 2014,
                "usd_million": 599.0,
                "source": "Author 2025",
                "derived": None,
            }
        ]
    )
    found = customs_check(FILE, totals, PRICES, "Author").set_index("rate_source")
    assert found.loc["A", "usd_million"] == pytest.approx(600.0)
    assert found.loc["A", "distance_pct"] == pytest.approx(100 / 599)
    assert found.loc["B", "usd_million"] == pytest.approx(60_000 / 101)
    assert found.loc["B", "implied_yen_per_usd"] == pytest.approx(60_000 / 599)
    assert found.loc["A", "rates_apart_pct"] == pytest.approx(1.0)
    assert customs_check(FILE, totals, PRICES, None).empty


def test_growth_has_no_interval_under_eight_years_and_says_so():
    trade = pd.DataFrame(
        {"partner": "IND", "flow": "export", "goods_group": "total", "year": range(2014, 2024)}
    ).assign(jpy_billion=lambda rows: 100 * 1.1 ** (rows["year"] - 2014), usd_million=1.0)
    found = customs_growth(trade, [(2014, 2023), (2020, 2023)])
    yen = found[found["currency"] == "JPY"].set_index("year_from")
    assert yen.loc[2014, "cagr_pct"] == pytest.approx(10.0)
    assert yen.loc[2014, "growth_pct"] == pytest.approx(10.0)
    assert yen.loc[2020, "change_pct"] == pytest.approx(33.1) and pd.isna(yen.loc[2020, "growth_pct"])
    assert yen.loc[2020, "note"].startswith("4 years, fewer than 8")
    gap = customs_growth(trade[trade["year"] != 2018], [(2014, 2023)])
    assert set(gap["note"]) == {"a year is missing: no trend"} and gap["growth_pct"].isna().all()


def test_sections_add_to_the_change_of_the_total():
    found = customs_change(FILE, "IND", [(2014, 2015)])
    sections = found[found["level"] == "section"]
    assert sections["change_jpy_billion"].sum() == pytest.approx(60.0)
    assert sections["part_of_change_pct"].sum() == pytest.approx(100.0)
    steel = found[found["goods"] == "Iron And Steel Products"].iloc[0]
    assert (steel["part_of_change_pct"], steel["change_pct"]) == (pytest.approx(25.0), pytest.approx(100.0))


def test_the_farthest_of_six_has_the_least_p_and_an_interval_without_zero():
    # others' mean 0; n = 6, so U = max(e, −e·6/4): 3, 1, 0, 1.5, 4.5 and D = max(−e, e·6/4): 4.5, 1.5, 0, 1,
    # 3
    found = placement(10.0, np.array([3.0, 1.0, 0.0, -1.0, -3.0]))
    assert (found.gap, found.rank) == (10.0, 1)
    assert found.p == pytest.approx(1 / 6) and found.alpha == pytest.approx(1 / 6)
    assert (found.low, found.high) == (pytest.approx(5.5), pytest.approx(14.5))
    # at the mean all are as extreme
    middle = placement(0.0, np.array([3.0, 1.0, 0.0, -1.0, -3.0]))
    assert middle.p == 1.0 and middle.low < 0 < middle.high
    with pytest.raises(ValueError):
        placement(1.0, np.array([1.0]))


@pytest.mark.parametrize("others", [5, 30])
def test_the_interval_is_what_a_permutation_of_all_units_does_not_refuse(others):
    random = np.random.default_rng(others)
    for _ in range(50):
        values = random.standard_normal(others)
        treated = float(random.standard_normal() * 2)
        found = placement(treated, values)

        def p(shift, treated=treated, values=values):
            units = np.append(values, treated - shift)
            away = np.abs(units - units.mean())
            return (away >= away[-1] - 1e-9).mean()

        assert found.p == pytest.approx(p(0.0))
        for end, inside in ((found.low, 1e-6), (found.high, -1e-6)):
            assert p(end + inside) > found.alpha + 1e-12 >= p(end - inside)


def test_the_interval_covers_an_effect_as_often_as_it_says():
    random = np.random.default_rng(20110801)
    for others, effect in ((5, 0.4), (48, -1.0)):
        hits = 0
        for _ in range(2000):
            draws = random.standard_t(3, others + 1)
            found = placement(draws[0] + effect, draws[1:])
            hits += found.low <= effect <= found.high
        # exact, so no less than its level but for chance: 0.83 and 0.95 ± 3 standard errors
        assert hits / 2000 >= 1 - found.alpha - 3 * np.sqrt(found.alpha * (1 - found.alpha) / 2000)


def test_the_study_of_an_agreement_leaves_its_year_out_and_compares_with_the_years_before():
    # all at 100; the partner doubles from 2012, one of the others halves in 2013
    years = range(2009, 2014)
    paths = {
        "IND": [100, 100, 150, 200, 200],
        "CHN": [100] * 5,
        "KOR": [50] * 5,
        "THA": [80, 80, 80, 80, 40],
        "VNM": [np.nan, np.nan, np.nan, 5, 5],
    }
    rows = [
        {"partner": partner, "flow": "export", "year": year, "jpy_billion": value, "goods_group": group}
        for partner, values in paths.items()
        for year, value in zip(years, values, strict=True)
        for group in ("total", "without_fuels")
    ]
    trade = pd.DataFrame(rows)
    areas = trade[trade["goods_group"] == "total"].assign(goods="Grand Total")
    found = event_study(areas, trade, "IND", ["CHN", "KOR", "THA", "VNM"], 2011, [(2012, 2013)])
    own = found[(found["comparison"] == "group") & (found["goods_group"] == "total")]
    yearly = own[own["year_from"] == own["year_to"]].set_index("year_from")
    # Viet Nam has no years before, so four are ranked
    assert set(own["economies"]) == {4} and set(own["least_p"]) == {0.25}
    assert yearly.loc[2009, "gap_pct"] == pytest.approx(0.0) and yearly.loc[2012, "gap_pct"] == pytest.approx(
        100.0
    )
    # 2013: ln 2 less the mean of 0, 0 and ln ½ is 4/3 ln 2
    assert yearly.loc[2013, "gap_pct"] == pytest.approx(100 * (2 ** (4 / 3) - 1))
    window = own[own["year_to"] > own["year_from"]]
    assert window[["base_from", "base_to"]].to_numpy().tolist() == [[2009, 2010], [2010, 2010]]
    assert window["gap_pct"].tolist() == pytest.approx([100 * (2 ** (7 / 6) - 1)] * 2)
    assert set(window["rank"]) == {1}


def test_intensity_takes_both_ways_from_one_customs():
    trade = pd.DataFrame(
        [
            {"reporter": "JPN", "partner": "IND", "flow": "export", "valuation": "FOB", "usd_million": 10.0},
            {"reporter": "JPN", "partner": "IND", "flow": "import", "valuation": "CIF", "usd_million": 6.0},
            {"reporter": "JPN", "partner": "WLD", "flow": "export", "valuation": "FOB", "usd_million": 700.0},
            {"reporter": "JPN", "partner": "CHN", "flow": "export", "valuation": "FOB", "usd_million": 90.0},
        ]
    ).assign(year=2020, goods_group="total")
    world = pd.DataFrame(
        [
            ("JPN", "export", 500.0),
            ("JPN", "import", 400.0),
            ("IND", "export", 300.0),
            ("IND", "import", 200.0),
            ("WLD", "import", 10_400.0),
        ],
        columns=["economy", "flow", "usd_million"],
    ).assign(year=2020)
    found = customs_intensity(trade, world).set_index("exporter")
    # (10/500) / (200/10,000) and (6/300) / (400/10,200); nothing is known of China's trade with the world
    assert found.loc["JPN", "intensity"] == pytest.approx(1.0)
    assert found.loc["IND", "intensity"] == pytest.approx(0.02 / (400 / 10_200))
    assert len(found) == 2 and found.loc["IND", "valuation"] == "CIF"
