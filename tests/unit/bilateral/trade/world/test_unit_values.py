"""Unit values in made-up worlds whose prices are known, with weights that are missing or slipped."""

from pathlib import Path

import measure_unit_values
import numpy as np
import pandas as pd
import pytest

from bilateral.study.dictionary import columns_of
from bilateral.trade.world.unit_values import FAR
from tests.unit.bilateral.trade.world.conftest import AREAS

GRAPHITE, MAGNETS = "250410", "850511"
# exporter, importer, product, US$, kilograms
WORLD = [
    ("CHN", "JPN", GRAPHITE, 2_000, 1_000),
    ("BRA", "JPN", GRAPHITE, 1_200, 200),
    ("MOZ", "JPN", GRAPHITE, 800, 200),
    # a fifth of the value has no weight
    ("DEU", "JPN", GRAPHITE, 1_000, None),
    # nowhere in particular: in the sum, and no supplier
    ("899", "JPN", GRAPHITE, 100, 100),
    ("CHN", "IND", GRAPHITE, 900, 900),
    # nobody weighs magnets
    ("CHN", "JPN", MAGNETS, 500, None),
    ("JPN", "837", GRAPHITE, 50, 10),
]


def measured(tmp_path: Path, rows: list[tuple], supplier: str = "CHN", **choices) -> pd.DataFrame:
    flows = pd.DataFrame(rows, columns=["exporter", "importer", "hs_code", "usd", "net_weight_kg"])
    flows["usd_thousandths"] = (flows.pop("usd") * 1000).round().astype("int64")
    flows.astype({"net_weight_kg": "Int64"}).to_parquet(tmp_path / "flows.parquet")
    measure_unit_values.main(
        flows=[str(tmp_path / "flows.parquet")],
        areas=AREAS,
        year=2022,
        supplier=supplier,
        **{"blocs": {}} | choices,
        spill=tmp_path / "spill",
        threads=2,
        mem_mb=400,
        unit_values_of=tmp_path / "unit_values.parquet",
    )
    found = pd.read_parquet(tmp_path / "unit_values.parquet")
    assert list(found) == columns_of("world_unit_values")
    return found.set_index(["importer", "hs_code"])


def test_a_product_by_hand(tmp_path):
    found = measured(tmp_path, WORLD)
    row = found.loc[("JPN", GRAPHITE)]
    # 4,100 of 5,100 US$ are weighed, at 1,500 kg
    assert row["usd_million"] == pytest.approx(0.0051) and row["weighed_pct"] == pytest.approx(100 * 41 / 51)
    assert row["net_weight_kg"] == 1_500 and row["usd_per_kg"] == pytest.approx(4_100 / 1_500)
    # suppliers ask for 2, 4 and 6 a kilogram, however much they sell
    assert row["suppliers"] == 3
    assert row[["supplier_q1", "supplier_median", "supplier_q3"]].tolist() == [3, 4, 5]
    # all flows of the world: 5,050 US$ and 2,410 kg, bunkers included
    assert row["world_usd_per_kg"] == pytest.approx(5_050 / 2_410)
    assert row["over_world"] == pytest.approx(4_100 / 1_500 / (5_050 / 2_410))
    assert row["named_usd_per_kg"] == 2 and row["named_over_world"] == pytest.approx(2 * 2_410 / 5_050)
    assert pd.isna(row["missing"]) and row["doubtful_pct"] == 0
    assert found.loc[("IND", GRAPHITE), "over_world"] == pytest.approx(1 / (5_050 / 2_410))
    assert not {"837", "899"} & set(found.index.get_level_values("importer"))


def test_no_weight_is_a_reason_and_not_a_zero(tmp_path):
    row = measured(tmp_path, WORLD).loc[("JPN", MAGNETS)]
    assert row["missing"] == "no_weight" and row["weighed_pct"] == 0 and row["suppliers"] == 0
    assert row[["net_weight_kg", "usd_per_kg", "supplier_median", "over_world"]].isna().all()


def test_a_bloc_buys_from_outside_and_names_its_suppliers(tmp_path):
    rows = [
        ("CHN", "DEU", GRAPHITE, 100, 50),
        ("CHN", "FRA", GRAPHITE, 300, 50),
        ("BRA", "FRA", GRAPHITE, 100, 100),
        ("DEU", "FRA", GRAPHITE, 900, 10),
    ]
    found = measured(tmp_path, rows, supplier="BRIC", blocs={"EUR": ["DEU", "FRA"], "BRIC": ["BRA", "CHN"]})
    row = found.loc[("EUR", GRAPHITE)]
    # China's two flows are one supplier's, at 400 / 100
    assert row["usd_per_kg"] == pytest.approx(500 / 200) and row["suppliers"] == 2
    assert row["supplier_median"] == pytest.approx((4 + 1) / 2) and row["named_usd_per_kg"] == 2.5
    assert found.loc[("FRA", GRAPHITE), "named_usd_per_kg"] == pytest.approx(400 / 150)
    assert ("BRIC", GRAPHITE) not in found.index


@pytest.mark.parametrize("slip", [1 / 1000, 1000])
def test_a_weight_in_grams_or_tons_is_told_and_left_out(tmp_path, slip):
    rows = [(f"S{n:02d}", "JPN", GRAPHITE, 100, 100) for n in range(9)]
    rows.append(("CHN", "JPN", GRAPHITE, 300, round(300 * slip)))
    row = measured(tmp_path, rows).loc[("JPN", GRAPHITE)]
    assert row["usd_per_kg"] == 1 and row["weighed_pct"] == 75 and row["doubtful_pct"] == 25
    assert pd.isna(row["named_usd_per_kg"])
    only = [*rows[:-1], ("CHN", "IND", GRAPHITE, 300, round(300 * slip))]
    row = measured(tmp_path, only).loc[("IND", GRAPHITE)]
    assert row["missing"] == "doubtful_weight" and row["doubtful_pct"] == 100


def test_of_few_flows_none_is_doubted(tmp_path):
    rows = [("CHN", "JPN", GRAPHITE, 100, 100), ("BRA", "JPN", GRAPHITE, 100, 100_000)]
    row = measured(tmp_path, rows).loc[("JPN", GRAPHITE)]
    assert row["weighed_pct"] == 100 and row["usd_per_kg"] == pytest.approx(200 / 100_100)


def test_true_prices_are_found_among_missing_and_slipped_weights(tmp_path):
    """Prices spread by a factor of about three around each product's; one flow in ten has no weight, one in
    fifty a weight a thousand times off, either way."""
    draws = np.random.default_rng(1)
    rows, true = [], {}
    for product in ("010121", "250410", "870323"):
        true[product] = price = float(np.exp(draws.normal(1, 2)))
        for importer in ("JPN", "IND", "DEU", "USA"):
            for place in range(60):
                weight = int(draws.integers(1_000, 100_000))
                usd = weight * price * float(np.exp(draws.normal(0, 0.5)))
                shown = None if draws.random() < 0.1 else weight
                if shown and draws.random() < 0.02:
                    shown = weight * 1000 if draws.random() < 0.5 else max(1, weight // 1000)
                rows.append((f"S{place:02d}", importer, product, usd, shown, weight))
    found = measured(tmp_path, [row[:5] for row in rows])
    frame = pd.DataFrame(rows, columns=["exporter", "importer", "hs_code", "usd", "shown", "true"])
    # what would be measured were only the right weights printed
    right = frame[frame["shown"] == frame["true"]].groupby(["importer", "hs_code"])[["usd", "true"]].sum()
    assert (
        0 < (frame["shown"].notna() & (frame["shown"] != frame["true"])).mean() < 0.05 and FAR < 1000 / 3**2
    )
    assert found["usd_per_kg"].tolist() == pytest.approx((right["usd"] / right["true"]).tolist(), rel=1e-6)
    for product, price in true.items():
        own = found.xs(product, level="hs_code")
        assert (own["supplier_median"] / price).between(0.8, 1.25).all()
        # a lognormal spread of 0.5: quartiles at e^±0.34
        assert ((own["supplier_q3"] / own["supplier_q1"]) / np.exp(2 * 0.6745 * 0.5)).between(0.6, 1.6).all()
