"""Margins, complementarity and similarity by hand, and areas that are no economies."""

import numpy as np
import pandas as pd
import pytest

from bilateral.trade.world.margins import common
from tests.unit.bilateral.trade.world.test_reference import measured

# thousandths of a US dollar; 899 is no economy
WORLD = {
    ("AAA", "BBB", "01"): 60,
    ("AAA", "BBB", "02"): 20,
    ("CCC", "BBB", "02"): 20,
    ("899", "BBB", "03"): 100,
    ("BBB", "AAA", "03"): 50,
    ("CCC", "AAA", "01"): 50,
    ("AAA", "899", "01"): 20,
}


@pytest.fixture
def tables(tmp_path):
    return measured(WORLD, None, tmp_path)


def test_by_hand(tables):
    found = tables["structure"].set_index(["exporter", "importer"])
    row = found.loc[("AAA", "BBB")]
    # BBB buys 60 of 01, 40 of 02 and 100 of 03: AAA sells it 80 of the 100 in its two codes
    assert row[["import_share_pct", "extensive_margin", "intensive_margin"]].tolist() == pytest.approx(
        [40, 0.5, 0.8]
    )
    # AAA sells 80% and 20%; BBB buys 30%, 20%, 50%; BBB sells 03 alone
    assert row[["complementarity", "export_similarity"]].tolist() == pytest.approx([0.5, 0])
    # CCC sells 2/7 of 02 and 5/7 of 01
    assert found.loc[("CCC", "AAA"), "export_similarity"] == pytest.approx(5 / 7 + 0.2)
    assert ("899", "BBB") not in found.index


def test_an_area_is_in_the_totals_and_in_no_row(tables):
    pairs = tables["pairs"].set_index(["exporter", "importer"])
    assert not {"899"} & {*pairs.index.get_level_values(0), *pairs.index.get_level_values(1)}
    assert not (tables["exporters"]["exporter"] == "899").any()
    assert not (tables["advantages"]["exporter"] == "899").any()
    assert tables["exporters"].set_index("exporter").loc["AAA", "usd_million"] == pytest.approx(100 / 1e9)
    assert tables["products"].set_index("hs_code").loc["03", "usd_million"] == pytest.approx(150 / 1e9)
    # BBB has 200 of 320 imports, of which AAA bought 100
    assert pairs.loc[("AAA", "BBB"), "trade_intensity"] == pytest.approx((80 / 100) / (200 / 220))
    # of 150 of 03 in a world of 320, BBB has 50 and nothing else
    rca = tables["advantages"].set_index(["exporter", "hs_code"]).loc[("BBB", "03")]
    assert rca["rca"] == pytest.approx(320 / 150)
    assert rca["rca_symmetric"] == pytest.approx((320 - 150) / (320 + 150))


def test_margins_multiply_to_the_share_and_overlap_is_one_with_itself(results):
    found = pd.read_parquet(results / "structure/hs4/2022.parquet")
    product = 100 * found["extensive_margin"] * found["intensive_margin"]
    assert found["import_share_pct"].tolist() == pytest.approx(product.tolist())
    assert found[["complementarity", "export_similarity"]].stack().between(0, 1).all()
    shares = np.array([[0.5, 0.5, 0], [0, 0.25, 0.75], [0, 0, 0]])
    again = common(shares, shares)
    assert again[:2, :2].tolist() == [[1, 0.25], [0.25, 1]] and np.isnan(again[2]).all()
