"""What the committed tables say of trade, against figures that others computed with code of their own."""

import pandas as pd
import pytest

from tests.conftest import ROOT


def read(name):
    return pd.read_csv(ROOT / f"results/analysis/{name}.csv", dtype={"hs_chapter": str})


def test_concentration_of_indias_exports_with_and_without_fuels():
    rows = read("trade_composition")
    exports = rows[rows["flow"] == "export"].set_index("year")
    assert exports.loc[[2010, 2013, 2018, 2021], "hhi"].round().tolist() == [1781, 2110, 590, 724]
    assert exports.loc[[2010, 2013, 2018, 2021], "hhi_without_fuels"].round().tolist() == [691, 523, 590, 667]
    assert exports.loc[[2011, 2019], "fuels_usd_million"].round().tolist() == [2640, 431]


def test_what_stagnant_imports_hide():
    parts = read("printed_parts")
    imports = parts[parts["flow"] == "import"].set_index(["goods_group", "year"])
    for group, year, value in (
        ("mineral_fuels", 2015, 1280),
        ("mineral_fuels", 2023, 113),
        ("without_fuels", 2015, 3587),
        ("without_fuels", 2023, 5523),
        ("machinery", 2015, 443),
        ("machinery", 2023, 1138),
    ):
        row = imports.loc[group, year]
        assert row["usd_million_low"] <= value <= row["usd_million_high"]
    # the document does not print fuels in 2023; the customs have them: ¥16.0 billion, at 140.5 yen US$ 113.8
    # million
    customs = read("customs_trade").set_index(["partner", "flow", "goods_group", "year"])
    fuels = customs.loc["IND", "import", "mineral_fuels"]
    assert fuels.loc[[2014, 2015, 2023], "jpy_billion"].round(1).tolist() == [290.3, 155.0, 16.0]
    assert fuels.loc[2023, "usd_million"] == pytest.approx(113.8, abs=0.1)
    falls = (
        read("printed_hhi_change").set_index(["flow", "year_from", "hs_chapter"]).loc["export", 2010, "84"]
    )
    assert falls["part_of_hhi_change_pct_low"] <= 110 <= falls["part_of_hhi_change_pct_high"]


def test_the_charts_points_lie_on_the_customs():
    check = read("customs_check").set_index(["rate_source", "flow", "year"]).sort_index()
    world_bank = check.loc["World Bank, from the International Monetary Fund", "export"]
    assert world_bank["usd_million"].round().to_dict() == {2014: 8127, 2023: 15910}
    assert world_bank["printed_usd_million"].to_dict() == {2014: 8121, 2023: 15894}
    assert (check["distance_pct"].abs() < 0.35).all()


def test_intensity_by_the_customs_agrees_with_other_sources():
    rows = read("customs_intensity").set_index(["exporter", "importer", "year"])["intensity"].sort_index()
    # from IMF DOTS and BACI: .51, .66, .78
    out = rows.loc["JPN", "IND"]
    assert out.loc[[2011, 2020, 2023]].tolist() == pytest.approx([0.51, 0.66, 0.78], abs=0.01)
    assert rows.loc["IND", "JPN", 2023] == pytest.approx(0.39, abs=0.01)


def test_no_p_is_less_than_so_many_economies_can_give():
    rows = read("customs_event")
    assert (rows["p_value"] >= 1 / rows["economies"] - 1e-4).all()
    group = rows[rows["comparison"] == "group"].groupby("flow")["economies"].first()
    assert group.to_dict() == {"export": 5, "import": 6}
