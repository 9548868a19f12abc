"""A product that splits between revisions, an economy that appears, and a share that moves, all by hand."""

from pathlib import Path

import compare_dependence
import duckdb
import pandas as pd
import pytest
import sum_critical_imports

from bilateral.study.dictionary import columns_of
from crossfoot.errors import InputError
from tests.unit.bilateral.trade.world.conftest import AREAS

LIST = "product,hs_code\nCells,854140\nWafers,381800\nKits,300410\n"
PAIRS = """from_revision,from_code,to_revision,to_code
HS 2017,854140,HS 2022,854142
HS 2017,854140,HS 2022,854143
HS 2017,300410,HS 2022,300693
HS 2017,300420,HS 2022,300693
HS 2017,300410,HS 2022,300410
"""
# economy, code, exports, unknown, amount of each supplier; thousandths of a US dollar
SUPPLY = [
    ("JPN", "854142", 0, 0, {"CHN": 60, "DEU": 10}),
    ("JPN", "854143", 0, 0, {"DEU": 30}),
    ("JPN", "300410", 0, 0, {"CHN": 40, "DEU": 20}),
    ("JPN", "300693", 0, 0, {"DEU": 40, "IND": 10}),
    ("DEU", "381800", 0, 50, {"CHN": 50}),
    ("DEU", "854142", 0, 0, {"FRA": 5, "CHN": 15}),
    ("FRA", "854142", 0, 0, {"DEU": 5, "CHN": 5}),
]


def written(tmp_path: Path, revisions: str = '["HS 2022"]') -> dict:
    rows = [
        {
            "economy": economy, "hs_code": code, "exports": exports,
            "imports": unknown + sum(bought.values()), "unknown": unknown,
            "suppliers": sorted(bought, key=bought.get, reverse=True),
            "amounts": sorted(bought.values(), reverse=True),
        }
        for economy, code, exports, unknown, bought in SUPPLY
    ]  # fmt: skip
    pd.DataFrame(rows).to_parquet(tmp_path / "supply.parquet")
    (tmp_path / "list.csv").write_text(LIST)
    (tmp_path / "pairs.csv").write_text(PAIRS)
    (tmp_path / "checks.json").write_text(f'{{"revisions": {revisions}}}')
    return {
        "supply": [str(tmp_path / "supply.parquet")], "checks": [str(tmp_path / "checks.json")],
        "areas": AREAS, "codes": str(tmp_path / "list.csv"), "concordance": [str(tmp_path / "pairs.csv")],
        "years": [2022], "supplier": "CHN", "blocs": {}, "list_revision": "HS 2017",
        "spill": tmp_path / "spill", "threads": 1, "mem_mb": 400,
        "critical_imports": tmp_path / "critical.parquet",
    }  # fmt: skip


def found(tmp_path: Path, **choices) -> pd.DataFrame:
    arguments = written(tmp_path) | choices
    sum_critical_imports.main(**arguments)
    return pd.read_parquet(arguments["critical_imports"]).set_index(["importer", "product"])


def test_a_product_that_was_split_is_whole_again(tmp_path):
    table = found(tmp_path)
    assert sorted([*table.index.names, *table.columns]) == sorted(columns_of("world_critical_imports"))
    cells = table.loc[("JPN", "Cells")]
    assert cells["usd_million_low"] * 1e9 == cells["usd_million_high"] * 1e9 == 100
    assert cells["hhi"] == pytest.approx(10_000 * (0.6**2 + 0.4**2))
    assert cells["largest_supplier"] == "CHN" and cells["largest_is_certain"]
    assert cells[["largest_pct_low", "named_pct_high"]].tolist() == pytest.approx([60, 60])


def test_what_may_be_another_product_is_a_bound(tmp_path):
    kits = found(tmp_path).loc[("JPN", "Kits")]
    # 60 are surely so, 50 more may be: China has 40 of 60 to 110, Germany 20 of 70 at least and 60 of 100 at
    # most
    assert [round(kits[f"usd_million_{end}"] * 1e9) for end in ("low", "high")] == [60, 110]
    assert pd.isna(kits["hhi"]) and kits["largest_supplier"] == "DEU" and not kits["largest_is_certain"]
    assert kits[["named_pct_low", "named_pct_high"]].tolist() == pytest.approx([4000 / 110, 4000 / 60])
    assert kits[["largest_pct_low", "largest_pct_high"]].tolist() == pytest.approx([2000 / 70, 6000 / 100])


def test_areas_count_in_the_amount_and_a_bloc_buys_from_outside(tmp_path):
    table = found(tmp_path, blocs={"EUR": ["DEU", "FRA"]})
    wafers = table.loc[("DEU", "Wafers")]
    assert wafers["usd_million_low"] * 1e9 == 100 and wafers["suppliers"] == 1
    assert wafers[["hhi", "named_pct_low"]].tolist() == pytest.approx([2500, 50])
    bloc = table.loc[("EUR", "Cells")]
    assert bloc["usd_million_low"] * 1e9 == pytest.approx(20) and bloc["named_pct_low"] == 100


def test_years_of_two_revisions_and_a_code_that_is_none(tmp_path):
    arguments = written(tmp_path, '["HS 2017", "HS 2022"]')
    with pytest.raises(InputError, match="years of HS 2017 and HS 2022"):
        sum_critical_imports.main(**arguments)
    (tmp_path / "list.csv").write_text("product,hs_code\nCells,85414\n")
    with pytest.raises(InputError, match=r"list.csv: line 2: found HS code '85414'"):
        sum_critical_imports.main(**arguments)


def test_changes_over_years_and_an_economy_that_appears(tmp_path):
    columns = "year importer hs_code hhi largest_supplier named_pct criteria"
    rows = [
        (2020, "JPN", "01", 3000.0, "CHN", 40.0, 1),
        (2021, "JPN", "01", 5000.0, "CHN", 60.0, 3),
        (2022, "JPN", "01", 8000.0, "IND", 10.0, 3),
        (2022, "SSD", "01", 10000.0, "KEN", 0.0, 3),
    ]
    pd.DataFrame(rows, columns=columns.split()).to_parquet(tmp_path / "all.parquet")
    (tmp_path / "checks.json").write_text('{"revisions": ["HS 2022"]}')
    compare_dependence.main(
        dependence=[str(tmp_path / "all.parquet")], checks=[str(tmp_path / "checks.json")], level=6,
        spill=tmp_path / "spill", threads=1, mem_mb=400, changes=tmp_path / "changes.parquet",
    )  # fmt: skip
    japan, appeared = duckdb.sql(f"FROM '{tmp_path / 'changes.parquet'}'").fetchall()
    names = duckdb.sql(f"FROM '{tmp_path / 'changes.parquet'}'").columns
    assert names == columns_of("world_dependence_changes")
    assert japan == ("JPN", "01", 2020, 2022, 3, 2, 3000, 8000, 5000, 40, 10, -30, "CHN", "IND")
    assert appeared[:6] == ("SSD", "01", 2022, 2022, 1, 1) and appeared[8] == 0
