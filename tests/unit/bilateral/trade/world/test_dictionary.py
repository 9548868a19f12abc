"""Each table of the world has the columns of the dictionary, in its order and of its types."""

import measure_dependence
import pyarrow.parquet as parquet
import pytest

from bilateral.study.dictionary import columns_of, describe, dictionary_of_project
from tests.unit.bilateral.trade.world.conftest import AREAS, TABLES, supply_of

KINDS = {"integer": "int", "number": "double", "text": "string", "boolean": "bool"}


def check(table: str, path) -> None:
    schema = parquet.read_schema(path)
    named = f"world_{table}"
    assert schema.names == columns_of(named), named
    for row in describe(named, schema.names, dictionary_of_project()).itertuples():
        kind = str(schema.field(row.column).type)
        for outer in ("list<element: ", "dictionary<values="):
            kind = kind.removeprefix(outer)
        assert kind.startswith(KINDS[row.type]), (named, row.column, kind)


@pytest.mark.parametrize("table", TABLES)
def test_measures_of_pairs_economies_and_products(results, table):
    check(table, results / f"{table}/hs2/2022.parquet")


def test_flows_suppliers_and_dependence(results, tmp_path):
    check("flows", results / "flows/hs6/2022_both.parquet")
    check("supply", supply_of(results, 6, 2022))
    measure_dependence.main(
        supply=str(supply_of(results, 6, 2022)), areas=AREAS, year=2022, level=6, supplier="AAA", blocs={},
        thresholds={}, threads=1, dependence_of=tmp_path / "d.parquet",
    )  # fmt: skip
    check("dependence", tmp_path / "d.parquet")
