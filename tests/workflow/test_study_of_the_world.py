"""A study that has nothing but files of the whole world's trade has chapters on its pair, measured alike."""

import hashlib
import shutil

import pandas as pd
import pytest
import yaml

from bilateral.study.config import check_config
from crossfoot import InputError
from tests.benchmarks.generated_world import write_world
from tests.conftest import ROOT
from tests.projects import Project, copy_of_project, once

CONFIG = {
    "title": "Japan and India in the world's files",
    "names": {"JPN": "Japan", "IND": "India"},
    "pair": {"reporter": "JPN", "partner": "IND"},
    "years": {"first": 2018, "last": 2022},
    "hs_level": 2,
    "concentration": {"top": [3, 5, 10], "classes": 97},
    "series": {"world": "made-up BACI"},
    "models": {"simulations": 999, "seed": 1},
    "world": {
        "input": {"baci": "baci"},
        "years": {"first": 2018, "last": 2022},
        "hs_levels": [2],
        "largest": 10,
        "memory_mb": 500,
    },
}


@pytest.fixture(scope="module")
def study(base) -> Project:
    folder = base / "world_alone/studies/world_alone"

    def build() -> str:
        shutil.rmtree(base / "world_alone", ignore_errors=True)
        project = copy_of_project(base / "world_alone")
        (folder / "data").mkdir(parents=True)
        (folder / "config.yaml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
        years = list(range(2018, 2023))
        made = write_world(folder / "baci", years, rows=9_000, economies=10, products=600)
        listed = next(made.folder.glob("country_codes*"))
        text = listed.read_text(encoding="utf-8")
        first, second = list(made.capability)[:2]
        text = text.replace(f"{first}\n", "JPN\n").replace(f"{second}\n", "IND\n")
        listed.write_text(text, encoding="utf-8")
        # what is cited: a file of the release
        about = dict.fromkeys(("producer", "title", "citation", "address", "licence", "vintage"), "made up")
        sha256 = hashlib.sha256(listed.read_bytes()).hexdigest()
        record = about | {"path": f"baci/{listed.name}", "accessed": "2026-11-22", "sha256": sha256}
        (folder / "data/sources.yaml").write_text(yaml.safe_dump([record]), encoding="utf-8")
        return project.built("--directory", "studies/world_alone")

    once(base / "world_alone.log", build)
    return Project(folder)


def test_the_pair_s_measures_are_those_of_all_pairs(study):
    structure = pd.read_parquet(study.folder / "results/analysis/trade_structure.parquet")
    change = pd.read_parquet(study.folder / "results/analysis/trade_change.parquet")
    totals = pd.read_parquet(study.folder / "results/clean/reported_totals.parquet")
    assert set(totals["year"]) == set(range(2018, 2023)) and set(totals["flow"]) == {"export", "import"}
    whole = structure[structure["hs_code"].isna()]
    compared = 0
    for year in range(2018, 2023):
        pairs = pd.read_parquet(study.folder / f"results/world/pairs/hs2/{year}.parquet")
        pairs = pairs.set_index(["exporter", "importer"])
        for flow, ends in (("export", ("JPN", "IND")), ("import", ("IND", "JPN"))):
            row = pairs.loc[ends]
            own = whole[(whole["flow"] == flow) & (whole["year"] == year)].set_index("measure")["low"]
            for measure in ("hhi", "hhi_normalised", "top_3_share", "top_10_share"):
                assert own[measure] == pytest.approx(row[measure], rel=1e-9), (year, flow, measure)
                compared += 1
            total = totals[(totals["flow"] == flow) & (totals["year"] == year)]["usd_million"]
            assert total.item() == pytest.approx(row["usd_million"], rel=1e-12)
    assert compared == 5 * 2 * 4 and len(change)


def test_its_report_has_chapters_on_trade_and_the_page_of_all_pairs(study):
    page = (study.folder / "results/report/index.html").read_text(encoding="utf-8")
    assert "Japan’s exports to India" in page
    # the source is told, and no other
    assert "made-up BACI" in page and "WDI" not in page
    assert (study.folder / "results/report/world/index.html").is_file()
    for figure in ("partner_shares", "intensity", "flow_structure"):
        assert (study.folder / f"results/figures/{figure}.svg").is_file()


@pytest.mark.parametrize("key", ["world", "hs_level", "models"])
def test_what_it_cannot_do_without(key):
    schema = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text(encoding="utf-8"))
    check_config(CONFIG, schema)
    with pytest.raises(InputError, match=rf"series\.world: found no key '{key}'"):
        check_config({name: value for name, value in CONFIG.items() if name != key}, schema)
