"""Comtrade's two sides measured and shown: each reporter's own figures, and the two of one flow beside each
other."""

import json
import re

import build_world_page
import duckdb
import measure_world
import pytest

from tests.conftest import ROOT
from tests.unit.bilateral.trade.world.test_conversion import bulk, convert_comtrade

# reporter, flow, partner, chapter, US$
REPORTED = [
    (392, "X", 699, "87", 60_000_000),
    (392, "X", 699, "84", 40_000_000),
    (392, "M", 699, "27", 30_000_000),
    (392, "M", 699, "84", 10_000_000),
    (699, "X", 392, "27", 25_000_000),
    (699, "X", 392, "84", 15_000_000),
    (699, "M", 392, "87", 66_000_000),
    (699, "M", 392, "84", 44_000_000),
]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("comtrade")
    rows = [
        (reporter, flow, partner, chapter + "01" * step, value)
        for reporter, flow, partner, chapter, value in REPORTED
        for step in range(3)
    ]
    flows = convert_comtrade(folder, {"all.txt": bulk(*rows).encode()})
    tables = {
        name: folder / f"{name}.parquet"
        for name in ("pairs", "largest", "advantages", "exporters", "products", "structure", "mirror")
    }
    sides = ["exporter", "importer"]
    measure_world.main(
        flows=[flows[f"{side}_2"] for side in sides],
        before=[],
        areas=str(ROOT / "data/comtrade_areas.csv"),
        sides=sides,
        year=2022,
        level=2,
        tops=[3],
        classes=97,
        largest_count=10,
        threads=1,
        **tables,
    )
    return folder, tables


def rows_of(path, columns: str) -> list[tuple]:
    return duckdb.execute(f"SELECT {columns} FROM '{path}' ORDER BY ALL").fetchall()


def test_each_side_is_measured_on_its_own(results):
    _, tables = results
    assert rows_of(tables["pairs"], "exporter, importer, reported_by, usd_million") == [
        ("IND", "JPN", "exporter", 40),
        ("IND", "JPN", "importer", 40),
        ("JPN", "IND", "exporter", 100),
        ("JPN", "IND", "importer", 110),
    ]
    hhi = {
        (exporter, side): value
        for exporter, side, value in rows_of(tables["pairs"], "exporter, reported_by, hhi")
    }
    assert hhi[("IND", "exporter")] == pytest.approx(62.5**2 + 37.5**2) and hhi[
        ("IND", "importer")
    ] == pytest.approx(75**2 + 25**2)


def test_two_way_trade_is_one_reporter_s(results):
    # Japan's exports by Japan (87: 60, 84: 40) and its imports by Japan (27: 30, 84: 10): 2 × 10 / 140
    found = {
        (exporter, side): value
        for exporter, side, value in rows_of(results[1]["pairs"], "exporter, reported_by, grubel_lloyd")
    }
    assert found[("JPN", "exporter")] == pytest.approx(20 / 140)
    # the same flows as India has them: its imports (87: 66, 84: 44) and exports (27: 25, 84: 15)
    assert found[("JPN", "importer")] == pytest.approx(30 / 150)
    assert (
        found[("IND", "exporter")] == found[("JPN", "importer")]
        and found[("IND", "importer")] == found[("JPN", "exporter")]
    )


def test_the_mirror_by_hand(results):
    assert rows_of(
        results[1]["mirror"],
        "exporter, importer, exporter_usd_million, importer_usd_million, gap_usd_million, "
        "percent_of_exporter",
    ) == [("IND", "JPN", 40, 40, 0, 100), ("JPN", "IND", 100, 110, 10, pytest.approx(110))]


def test_the_page_lets_a_reader_choose_who_reports(results):
    folder, tables = results
    look = {
        name: str(ROOT / f"workflow/report/{file}")
        for name, file in (("template", "world.html.j2"), ("style", "page.css"))
    }
    build_world_page.main(
        pairs=[tables["pairs"]],
        largest=[tables["largest"]],
        checks=[folder / "out/checks/2022.json"],
        finer=[],
        dependence=[],
        chapters=ROOT / "data/hs_chapters.csv",
        **look,
        page_script=[str(ROOT / f"workflow/report/{name}.js") for name in ("lookup", "world")],
        pair=["JPN", "IND"],
        level=2,
        tops=[3],
        spill=folder / "spill",
        threads=1,
        mem_mb=400,
        page=folder / "page/index.html",
        data=folder / "page/data",
    )
    page = (folder / "page/index.html").read_text(encoding="utf-8")
    about = json.loads(re.search(r'id="about">(.*?)</script>', page)[1])
    assert (
        about["sides"] == ["exporter", "importer"]
        and about["pair"] == ["JPN", "IND"]
        and about["economies"] == {"IND": "India", "JPN": "Japan"}
    )
    script = (folder / "page/data/JPN.js").read_text(encoding="utf-8")
    flows = json.loads(re.fullmatch(r'receive\("JPN", (.*)\);\n', script)[1])
    assert set(flows["IND"]) == {"exporter", "importer"} and flows["IND"]["exporter"][0][0] == 2022
    assert flows["IND"]["exporter"][0][2] == [["87", 60], ["84", 40]]
