"""The pair's own files out of the world's: BACI's one figure of a flow, Comtrade's two, all amounts exact."""

import json
from pathlib import Path

import pair_of_world
import pandas as pd
import pytest
import yaml

from bilateral.clean.series import OWN_COLUMNS, clean_hs_flows, clean_merchandise, clean_totals
from bilateral.sources.records import KEYS
from bilateral.study.economies import codes_by_word
from bilateral.trade.world.pair_series import as_series
from crossfoot.errors import InputError
from tests.unit.bilateral.trade.world.conftest import YEARS
from tests.unit.bilateral.trade.world.test_conversion import INDIA, JAPAN, convert_comtrade

KINDS = ["trade_totals", "merchandise_trade", "hs_flows"]


def taken(folder: Path, sent: list, received: list, checks: list, kind: str, pair: dict, **changed) -> dict:
    """The clean tables, by the study's own readers of its files. changed: in the record of the sources."""
    paths = {name: folder / f"pair/{name}.csv" for name in KINDS}
    listed = json.loads(Path(checks[0]).read_text(encoding="utf-8"))["files"][0]
    record = dict.fromkeys(KEYS, "made up") | {"path": f"w/{listed['file']}", "sha256": listed["sha256"]}
    (folder / "sources.yaml").write_text(yaml.safe_dump([record | changed]), encoding="utf-8")
    pair_of_world.main(
        sent=[str(path) for path in sent],
        received=[str(path) for path in received],
        checks=[str(path) for path in checks],
        sources=str(folder / "sources.yaml"),
        folder="w",
        kind=kind,
        pair=pair,
        source="World's files",
        spill=folder / "pair/spill",
        threads=1,
        mem_mb=400,
        **paths,
    )
    rows = {
        name: pd.read_csv(path, dtype=str, keep_default_na=False).assign(line=lambda frame: "2")
        for name, path in paths.items()
    }
    words = codes_by_word({code: code for code in pair.values()})
    specs = as_series(kind, pair, "World's files")["hs_flows"]
    return {
        "totals": clean_totals(rows["trade_totals"], "totals", words, pair, "v"),
        "merchandise": clean_merchandise(rows["merchandise_trade"], "merchandise", words),
        "flows": [
            clean_hs_flows(
                rows["hs_flows"], "flows", {"columns": OWN_COLUMNS, "hs_level": 2} | spec, spec["source"], "v"
            )[0]
            for spec in specs
        ],
    }


def test_reconciled_flows_are_seen_from_the_study_s_reporter(results, made_world, tmp_path):
    pair = {"reporter": "AAA", "partner": "AAH"}
    flows = [results / f"flows/hs2/{year}_both.parquet" for year in YEARS]
    checks = [results / f"checks/{year}.json" for year in YEARS]
    found = taken(tmp_path, flows, flows, checks, "baci", pair)
    whole = pd.concat(pd.read_parquet(path) for path in flows)
    own = whole[whole["exporter"].isin(pair.values()) & whole["importer"].isin(pair.values())]
    sums = own.groupby(["exporter", "year"])["usd_thousandths"].sum()
    totals = found["totals"].set_index(["flow", "year"])["usd_million"]
    for (exporter, year), amount in sums.items():
        flow = "export" if exporter == "AAA" else "import"
        assert totals[(flow, year)] == pytest.approx(amount / 1e9, rel=1e-12)
    assert set(found["totals"]["reporter"]) == {"AAA"} and set(found["totals"]["valuation"]) == {"FOB"}
    exports, imports = found["flows"]
    assert len(exports) + len(imports) == len(own)
    for frame, exporter in ((exports, "AAA"), (imports, "AAH")):
        expected = own[own["exporter"] == exporter].set_index(["year", "hs_code"])["usd_thousandths"]
        for row in frame.itertuples():
            assert row.usd_million == pytest.approx(expected[(row.year, row.hs_code)] / 1e9, rel=1e-12)
    world = found["merchandise"]
    assert set(world["economy"]) == {"AAA", "AAH", "WLD"}
    for year in YEARS:
        of_year = world[(world["year"] == year) & (world["economy"] == "WLD")].set_index("flow")
        assert of_year["usd_million"].tolist() == pytest.approx([made_world.usd[year] / 1e6] * 2, rel=1e-12)


def test_comtrade_keeps_each_reporter_s_figure(tmp_path):
    flows = convert_comtrade(tmp_path, {"japan.txt": JAPAN.encode(), "india.csv": INDIA.encode()})
    pair = {"reporter": "JPN", "partner": "IND"}
    found = taken(
        tmp_path,
        [flows["exporter_2"]],
        [flows["importer_2"]],
        [tmp_path / "out/checks/2022.json"],
        "comtrade",
        pair,
    )
    keys = ["reporter", "flow", "valuation", "usd_million"]
    # by hand, of the files: exports FOB and imports CIF as each side reports them
    assert found["totals"][keys].sort_values(keys).values.tolist() == [
        ["IND", "export", "FOB", 0.000075],
        ["IND", "import", "CIF", 0.00021],
        ["JPN", "export", "FOB", 0.0002005],
        ["JPN", "import", "CIF", 0.00008],
    ]
    exports, imports = found["flows"]
    assert exports[["hs_code", "usd_million"]].values.tolist() == [["87", 0.0002005]]
    assert imports[["hs_code", "usd_million"]].values.tolist() == [["27", 0.00008]]
    world = found["merchandise"].set_index(["economy", "flow"])["usd_million"]
    # what goes nowhere in particular is part of what the world sends
    assert world[("WLD", "export")] == pytest.approx(0.0002765) and world[("JPN", "export")] == pytest.approx(
        0.0002015
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"path": "data/raw/other.csv"}, "no record of a file in w/"),
        ({"sha256": "0" * 64}, "is not the one recorded"),
    ],
)
def test_what_the_files_are_must_be_on_record(results, tmp_path, changed, said):
    flows, checks = [results / f"flows/hs2/{YEARS[0]}_both.parquet"], [results / f"checks/{YEARS[0]}.json"]
    with pytest.raises(InputError, match=said):
        taken(tmp_path, flows, flows, checks, "baci", {"reporter": "AAA", "partner": "AAH"}, **changed)
