"""Bounds from the chapter's printed shares, against programmes that a referee solved with code of his own."""

import pandas as pd
import pytest

from bilateral.trade.bounds import common_bounds
from bilateral.trade.printed import PrintedShares
from tests.conftest import ROOT

CHAPTERS = 97


def read(name):
    return pd.read_csv(ROOT / f"results/{name}.csv", dtype={"hs_chapter": str, "hs_code": str})


def printed(flow, year):
    shares = read("clean/chapter_shares")
    return PrintedShares(shares[(shares["flow"] == flow) & (shares["year"] == year)])


def totals(year):
    known = read("clean/reported_totals")
    known = known[(known["reporter"] == "JPN") & (known["year"] == year)]
    # the document's own figure where it prints one
    known = known.sort_values("source", key=lambda source: ~source.str.startswith("Umezaki"))
    amounts = known.drop_duplicates("flow").set_index("flow")["usd_million"]
    return amounts["export"], amounts["import"]


@pytest.mark.parametrize(("year", "most"), [(2015, 0.413), (2020, 0.494), (2023, 0.459)])
def test_two_way_trade_from_single_shares(year, most):
    amounts = totals(year)
    _, high = common_bounds(printed("export", year), printed("import", year), CHAPTERS, amounts)
    assert 2 * high / sum(amounts) == pytest.approx(most, abs=0.0006)
    if year == 2023:
        assert high / min(amounts) == pytest.approx(0.876, abs=0.0006)


def test_structural_change_of_imports_from_single_shares():
    low, high = common_bounds(printed("import", 2010), printed("import", 2015), CHAPTERS)
    assert (1 - high, 1 - low) == pytest.approx((0.233, 0.426), abs=0.0006)


def test_what_is_published_uses_the_joint_shares_too():
    structure = read("analysis/trade_structure")
    mine = structure[(structure["basis"] == "printed shares") & structure["hs_code"].isna()]
    mine = mine.set_index(["flow", "year", "measure"])
    hhi = mine.loc[("export", 2000, "hhi")]
    assert (hhi["low"], hhi["high"]) == pytest.approx((1406.1, 1454.6), abs=0.06)
    for year, most in ((2015, 0.413), (2020, 0.494), (2023, 0.459)):
        assert mine.loc[("both", year, "grubel_lloyd"), "high"] < most
    change = read("analysis/trade_change")
    lawrence = change[(change["measure"] == "lawrence") & (change["basis"] == "printed shares")]
    found = lawrence.set_index(["flow", "year_from"]).loc[("import", 2010)]
    assert (found["low"], found["high"]) == pytest.approx((0.233, 0.4255), abs=0.0001)


def test_one_fact_has_one_range():
    concentration = read("analysis/trade_concentration")
    concentration = concentration[concentration["measure"] == "hhi"].set_index(["flow", "year"])
    structure = read("analysis/trade_structure")
    structure = structure[(structure["basis"] == "printed shares") & (structure["measure"] == "hhi")]
    for row in structure.itertuples():
        here = concentration.loc[(row.flow, row.year)]
        # two decimals there, six here, both rounded outwards
        assert (row.low, row.high) == pytest.approx((here["low"], here["high"]), abs=0.01)
