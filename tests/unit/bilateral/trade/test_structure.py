"""Bounds from printed shares must hold the measures of the trade that was printed."""

import numpy as np
import pandas as pd
import pytest

from bilateral.trade.change import grubel_lloyd, grubel_lloyd_balanced, krugman, lilien
from bilateral.trade.structure import (
    change_of_flows,
    change_of_printed,
    intensity,
    section_shares,
    structure_of_flows,
    structure_of_printed,
    two_way_of_flows,
    two_way_trade,
)

KEYS = {"reporter": "JPN", "partner": "IND", "valuation": "FOB", "period": "calendar"}
CODES = [f"{n:02d}" for n in range(1, 41)]
NO_MEASURES = pd.DataFrame(
    columns=["reporter", "partner", "flow", "year", "measure", "value_low", "value_high"]
)


def random_trade(seed: int, year: int, flow: str) -> pd.DataFrame:
    values = np.random.default_rng(seed).pareto(1.1, len(CODES)) + 0.01
    return pd.DataFrame(
        {**KEYS, "flow": flow, "year": year, "hs_code": CODES, "usd_million": values, "source": "S"}
    )


def as_printed(trade: pd.DataFrame, ranks: int = 10) -> pd.DataFrame:
    """The largest shares, rounded to one decimal, as the clean table chapter_shares has them."""
    share = trade["usd_million"] / trade["usd_million"].sum() * 100
    top = trade.assign(share_pct=share.round(1)).sort_values("usd_million", ascending=False).head(ranks)
    return top.assign(
        rank=range(1, ranks + 1),
        hs_chapter=top["hs_code"],
        share_pct_low=(top["share_pct"] - 0.05).round(2),
        share_pct_high=(top["share_pct"] + 0.05).round(2),
    )


def shares(trade: pd.DataFrame) -> pd.Series:
    values = trade.set_index("hs_code")["usd_million"]
    return values / values.sum() * 100


@pytest.mark.parametrize("seed", range(25))
def test_structure_of_what_was_printed_lies_in_its_bounds(seed):
    trade = random_trade(seed, 2000, "export")
    bounds = structure_of_printed(as_printed(trade), NO_MEASURES, [3, 5, 10], len(CODES), "S")
    bounds = bounds.set_index("measure")
    # the same classes: forty codes and no others
    points = structure_of_flows(trade.assign(hs_code=trade["hs_code"] + "01"), [3, 5, 10], 97)
    points = points[points["hs_code"].isna()].set_index("measure")
    for measure, point in points["low"].items():
        assert bounds.loc[measure, "low"] - 1e-9 <= point <= bounds.loc[measure, "high"] + 1e-9, measure
    assert (bounds["low"] < bounds["high"]).all()


@pytest.mark.parametrize("seed", range(25))
def test_change_of_what_was_printed_lies_in_its_bounds(seed):
    before, after = random_trade(seed, 2000, "export"), random_trade(seed + 100, 2005, "export")
    found = change_of_printed(
        pd.concat([as_printed(before), as_printed(after)]), NO_MEASURES, len(CODES), "S"
    ).set_index("measure")
    truth = krugman(shares(before), shares(after))
    assert found.loc["krugman", "low"] <= truth <= found.loc["krugman", "high"]
    assert found.loc["finger_kreinin", "low"] <= 100 - 50 * truth <= found.loc["finger_kreinin", "high"]
    assert found.loc["lilien", "low"] <= lilien(shares(before), shares(after))[0]
    assert pd.isna(found.loc["lilien", "high"])


@pytest.mark.parametrize("seed", range(25))
def test_two_way_trade_of_what_was_printed_lies_in_its_bounds(seed):
    out, back = random_trade(seed, 2000, "export"), random_trade(seed + 200, 2000, "import")
    totals = pd.DataFrame(
        {**KEYS, "flow": flow, "year": 2000, "usd_million": trade["usd_million"].sum(), "source": "S"}
        for flow, trade in (("export", out), ("import", back))
    )
    found = two_way_trade(
        pd.concat([as_printed(out), as_printed(back)]), NO_MEASURES, totals, len(CODES), "S"
    )
    whole = found[found["hs_code"].isna()].set_index("measure")
    exports, imports = (trade.set_index("hs_code")["usd_million"] for trade in (out, back))
    for measure, truth in (
        ("grubel_lloyd", grubel_lloyd(exports, imports)),
        ("grubel_lloyd_balanced", grubel_lloyd_balanced(exports, imports)),
    ):
        assert whole.loc[measure, "low"] - 1e-9 <= truth <= whole.loc[measure, "high"] + 1e-9
    for row in found[found["measure"] == "grubel_lloyd_class"].itertuples():
        x, m = exports[row.hs_code], imports[row.hs_code]
        assert row.low - 1e-9 <= 1 - abs(x - m) / (x + m) <= row.high + 1e-9


def test_two_way_trade_of_complete_tables_where_both_flows_are_given():
    rows = [("export", "84", 10.0), ("export", "85", 30.0), ("import", "84", 10.0), ("import", "87", 10.0)]
    trade = pd.DataFrame(rows, columns=["flow", "hs_code", "usd_million"]).assign(
        **KEYS, year=2000, source="S"
    )
    found = two_way_of_flows(trade)
    whole = found[found["hs_code"].isna()].set_index("measure")["low"]
    # trade 60, differences 0 + 30 + 10, imbalance 20
    assert whole["grubel_lloyd"] == pytest.approx(1 / 3) and whole["grubel_lloyd_balanced"] == pytest.approx(
        0.5
    )
    assert found.dropna(subset=["hs_code"]).set_index("hs_code")["low"].to_dict() == {
        "84": 1.0,
        "85": 0.0,
        "87": 0.0,
    }
    assert two_way_of_flows(trade[trade["flow"] == "export"]).empty


def test_chapters_without_a_row_are_classes_without_trade():
    trade = pd.DataFrame(
        {
            **KEYS,
            "flow": "export",
            "year": 2000,
            "hs_code": ["84", "99"],
            "usd_million": [1.0, 1.0],
            "source": "S",
        }
    )
    found = structure_of_flows(trade, [1], 97).set_index("measure")
    # 96 chapters, no 00, and the national 99
    assert found.loc["hhi", "classes"] == 97 and found.loc["hhi", "low"] == 5000
    assert (
        found.loc["gini", "low"] == pytest.approx(1 - 2 / 97)
        and found.loc["hhi", "chapter_00"] == "not in the table"
    )


def test_shares_and_ranks_of_each_code_with_trade():
    trade = pd.DataFrame(
        {
            **KEYS,
            "flow": "export",
            "year": 2000,
            "hs_code": ["8401", "8402", "8403"],
            "usd_million": [1.0, 3.0, None],
            "source": "S",
        }
    )
    found = (
        structure_of_flows(trade, [1], 97).dropna(subset=["hs_code"]).set_index(["measure", "hs_code"])["low"]
    )
    assert found["share"].to_dict() == {"8402": 75.0, "8401": 25.0}
    assert found["rank"].to_dict() == {"8402": 1.0, "8401": 2.0}


def test_new_and_vanished_chapters_and_growth():
    rows = [(2000, "84", 80.0), (2000, "85", 20.0), (2010, "84", 90.0), (2010, "87", 60.0)]
    trade = pd.DataFrame(rows, columns=["year", "hs_code", "usd_million"]).assign(
        **KEYS, flow="export", source="S"
    )
    found = change_of_flows(trade, 2).set_index(["measure", "hs_code"])["low"]
    assert found["new", "87"] == 60.0 and found["vanished", "85"] == 20.0
    assert found["growth"].iloc[0] == pytest.approx(50.0)
    assert found["growth_contribution"].sum() == pytest.approx(50.0)


def test_intensity_needs_all_of_world_trade():
    totals = pd.DataFrame(
        [{**KEYS, "flow": "export", "year": y, "usd_million": 20.0, "source": "S"} for y in (2000, 2001)]
    )
    world = pd.DataFrame(
        [
            ("JPN", "export", 100.0),
            ("JPN", "import", 100.0),
            ("IND", "import", 90.0),
            ("WLD", "import", 1000.0),
        ],
        columns=["economy", "flow", "usd_million"],
    ).assign(year=2000)
    found = intensity(totals, world)
    assert list(found["year"]) == [2000] and found["low"].item() == pytest.approx(2.0)


def test_sections_add_up_to_the_whole():
    printed = as_printed(random_trade(1, 2000, "export"))
    chapters = pd.DataFrame({"hs_chapter": CODES, "section": ["I"] * 20 + ["II"] * 20})
    found = section_shares(printed, chapters)
    assert found["share_pct"].sum() == pytest.approx(100) and "not printed" in set(found["section"])
