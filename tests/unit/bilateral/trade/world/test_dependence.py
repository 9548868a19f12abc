"""Dependence in made-up worlds whose truth is known, by hand and by the study's own measure."""

from pathlib import Path

import measure_dependence
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.trade.critical import supplier_concentration
from bilateral.trade.world.flows import CODE
from bilateral.trade.world.order import in_parts
from bilateral.trade.world.supply import supply_columns
from tests.unit.bilateral.trade.world.conftest import AREAS, convert, supply_of
from tests.unit.bilateral.trade.world.test_conversion import FILE, YEAR, folder_of

COUNTRIES = """country_code,country_name,country_iso2,country_iso3
36,Australia,AU,AUS
156,China,CN,CHN
276,Germany,DE,DEU
251,France,FR,FRA
392,Japan,JP,JPN
699,India,IN,IND
702,Singapore,SG,SGP
837,Bunkers,N/A,BUN
899,"Areas, nes",N/A,N/A
"""
MAGNETS, CARS, GRAPHITE = "850511", "870323", "250410"
# exporter, importer, product, thousand US dollars
WORLD = [
    # China alone makes magnets; Singapore passes some of them on
    (156, 392, MAGNETS, 90),
    (156, 702, MAGNETS, 100),
    (702, 392, MAGNETS, 10),
    # cars come from everywhere, and Germany and France trade with each other
    (276, 392, CARS, 30),
    (251, 392, CARS, 30),
    (392, 276, CARS, 500),
    (276, 251, CARS, 60),
    (251, 276, CARS, 40),
    (699, 251, CARS, 100),
    # of Japan's graphite a quarter comes from nobody knows where
    (36, 392, GRAPHITE, 45),
    (156, 392, GRAPHITE, 30),
    (899, 392, GRAPHITE, 25),
    (392, 837, GRAPHITE, 5),
]


def measured(tmp_path: Path, rows: list[tuple], **choices) -> pd.DataFrame:
    folder = folder_of(tmp_path, [f"{YEAR},{i},{j},{k},{v},1" for i, j, k, v in rows])
    (folder / "country_codes_V202601.csv").write_text(COUNTRIES)
    (folder / "product_codes_HS22_V202601.csv").write_text(
        f"code,description\n{MAGNETS},a\n{CARS},b\n{GRAPHITE},c\n"
    )
    assert (folder / FILE).exists()
    convert(folder, tmp_path / "out", YEAR)
    path = tmp_path / "dependence.parquet"
    measure_dependence.main(
        supply=str(supply_of(tmp_path / "out", 6, YEAR)),
        areas=AREAS,
        year=YEAR,
        level=6,
        **{"supplier": "CHN", "blocs": {}, "thresholds": {}} | choices,
        threads=2,
        dependence_of=path,
    )
    return pd.read_parquet(path).set_index(["importer", "hs_code"])


def test_a_monopolist_and_who_passes_its_goods_on(tmp_path):
    found = measured(tmp_path, WORLD)
    japan = found.loc[("JPN", MAGNETS)]
    # 90 and 10 of 100: 0.9² + 0.1² = 0.82; China has 190 of the world's 200
    assert japan[["suppliers", "largest_supplier"]].tolist() == [2, "CHN"]
    assert japan[["hhi", "largest_pct", "named_pct"]].tolist() == pytest.approx([8200, 90, 90])
    assert pd.isna(japan["imports_over_exports"]) and japan["criteria"] == 3 and japan["single_point"]
    # Singapore imports ten times what it passes on, and from one supplier
    passing = found.loc[("SGP", MAGNETS)]
    assert passing[["hhi", "imports_over_exports", "criteria"]].tolist() == pytest.approx([10_000, 10, 3])
    assert passing["single_point"]
    assert ("CHN", MAGNETS) not in found.index


def test_spread_imports_and_a_large_exporter_are_no_dependence(tmp_path):
    cars = measured(tmp_path, WORLD).loc[("JPN", CARS)]
    assert cars[["hhi", "imports_over_exports"]].tolist() == pytest.approx([5000, 60 / 500])
    # concentrated and from abroad, but Japan exports more than it imports
    assert cars["criteria"] == 2 and not cars["single_point"] and cars["named_pct"] == 0
    # of equal suppliers the first by name
    assert cars["largest_supplier"] == "DEU"


def test_areas_that_are_no_economies_are_in_the_total_alone(tmp_path):
    found = measured(tmp_path, WORLD)
    row = found.loc[("JPN", GRAPHITE)]
    # 45 and 30 of 100 are known: 0.45² + 0.3² = 0.2925
    assert row[["usd_million", "unknown_pct", "hhi", "suppliers"]].tolist() == pytest.approx(
        [0.1, 25, 2925, 2]
    )
    assert row["largest_supplier"] == "AUS" and row["imports_over_exports"] == pytest.approx(100 / 5)
    assert not {"899", "837", "BUN"} & set(found.index.get_level_values("importer"))


def test_a_bloc_is_one_importer_and_its_own_trade_is_inside(tmp_path):
    found = measured(
        tmp_path, WORLD, supplier="EUR", blocs={"EUR": ["DEU", "FRA"]}, thresholds={"external_share": 0.9}
    )
    bloc = found.loc[("EUR", CARS)]
    # 500 from Japan and 100 from India from outside, 100 among the two; exports 30 + 30 + 60 + 40
    assert bloc[["usd_million", "suppliers", "largest_supplier"]].tolist() == [0.6, 2, "JPN"]
    assert bloc[["external_pct", "imports_over_exports"]].tolist() == pytest.approx([100 * 6 / 7, 600 / 160])
    assert bloc["hhi"] == pytest.approx(10_000 * (25 + 1) / 36)
    assert bloc["criteria"] == 2  # 86% is not above 90%
    assert found.loc[("JPN", CARS), "named_pct"] == 100 and found.loc[("JPN", MAGNETS), "named_pct"] == 0
    assert ("EUR", MAGNETS) not in found.index


flows = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("XYZ899"), st.sampled_from(["01", "02"])),
    st.integers(1, 10**15),
    min_size=1,
)


@settings(max_examples=40)
@given(flows, st.integers(1, 4), st.integers(1, 5))
def test_suppliers_in_lists_whatever_the_batches(made, size, cut):
    """Rows of each economy and code as counted one by one, and the same tables however the rows came."""
    rows = sorted(
        ((economy, code, supplier, usd) for (economy, supplier, code), usd in made.items()),
        key=lambda row: (row[0], row[1], -row[3], row[2]),
    )
    columns = ["economy", "hs_code", "supplier", "usd"]
    economies, codes = sorted({name for row in rows for name in (row[0], row[2])}), ["01", "02"]
    own = [(economies.index(row[0]) << CODE) | codes.index(row[1]) for row in rows]
    table = pa.table(
        {"own": own, "supplier": [economies.index(row[2]) for row in rows], "usd": [row[3] for row in rows]}
    )
    areas = np.isin(economies, ["9"])

    def listed(batches: list) -> list[dict]:
        return [
            row
            for part in in_parts(batches, 0, size)
            for row in pa.table(supply_columns(part, economies, codes, areas)).to_pylist()
        ]

    whole = listed(table.to_batches())
    assert whole == listed(table.to_batches(max_chunksize=cut))
    frame = pd.DataFrame(rows, columns=columns)
    for row, (_, own) in zip(whole, frame.groupby(["economy", "hs_code"]), strict=True):
        known = own[own["supplier"] != "9"]
        assert row["imports"] == own["usd"].sum() and row["unknown"] == own["usd"].sum() - known["usd"].sum()
        assert row["suppliers"] == known["supplier"].tolist() and row["amounts"] == known["usd"].tolist()


@pytest.mark.parametrize("level", [2, 6])
def test_the_study_s_own_measure_gives_the_same(made_world, results, tmp_path, level):
    year = 2022
    path = tmp_path / "dependence.parquet"
    measure_dependence.main(
        supply=str(supply_of(results, level, year)), areas=AREAS, year=year, level=level,
        supplier="AAA", blocs={}, thresholds={}, threads=2,
        dependence_of=path,
    )  # fmt: skip
    # three importers of the world: the study's measure is made for a pair, and slow for more
    some = [("importer", "in", ["AAA", "AAH", "AAO"])]
    ours = pd.read_parquet(path, filters=some).set_index(["importer", "hs_code"])
    rows = pd.read_parquet(results / f"flows/hs{level}/{year}_both.parquet", filters=some)
    assert len(rows) > 100 and set(rows["importer"]) == {"AAA", "AAH", "AAO"}
    rows = rows.rename(columns={"importer": "reporter", "exporter": "partner"})
    theirs = supplier_concentration(rows.assign(usd_million=rows["usd_thousandths"] / 1e9)[
        ["reporter", "partner", "hs_code", "usd_million"]
    ]).set_index(["reporter", "hs_code"])  # fmt: skip
    assert list(ours.index) == list(theirs.index)
    assert ours["suppliers"].tolist() == theirs["suppliers"].tolist()
    for mine, study in (
        ("usd_million", "total"), ("hhi", "hhi_low"), ("hhi", "hhi_high"), ("largest_pct", "top_share_pct")
    ):  # fmt: skip
        assert ours[mine].tolist() == pytest.approx(theirs[study].tolist(), rel=1e-12)
    assert ours["largest_supplier"].tolist() == theirs["top_partner"].tolist()
