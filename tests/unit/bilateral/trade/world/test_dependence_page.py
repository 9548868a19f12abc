"""The data of the page are the tables', part by part, and the page opens from a disk and stays small."""

import json
import re
from pathlib import Path

import build_dependence_page
import measure_dependence
import measure_unit_values
import pandas as pd
import pytest

from bilateral.trade.world.dependence_page import COLUMNS
from tests.conftest import ROOT
from tests.unit.bilateral.trade.world.conftest import AREAS, YEARS, supply_of

BLOC = {"BLOC": ["AAH", "AAO"]}
PLACE = {name: place for place, (name, _, _) in enumerate(COLUMNS)}


@pytest.fixture(scope="module")
def built(made_world, results, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    common = {"areas": AREAS, "level": 6, "supplier": "AAA", "blocs": BLOC, "thresholds": {}, "threads": 2}
    machine = {"spill": folder / "spill", "mem_mb": 400}
    for year in YEARS:
        measure_dependence.main(
            supply=str(supply_of(results, 6, year)),
            year=year,
            dependence_of=folder / f"{year}.parquet",
            **common,
        )
        measure_unit_values.main(
            flows=[str(results / f"flows/hs6/{year}_both.parquet")],
            year=year,
            unit_values_of=folder / f"priced_{year}.parquet",
            **{
                name: (common | machine)[name]
                for name in ("areas", "supplier", "blocs", "spill", "threads", "mem_mb")
            },
        )
    build_dependence_page.main(
        dependence=[str(folder / f"{year}.parquet") for year in YEARS],
        supply=[str(supply_of(results, 6, year)) for year in YEARS],
        unit_values=[str(folder / f"priced_{year}.parquet") for year in YEARS],
        checks=[str(results / f"checks/{year}.json") for year in YEARS],
        chapters=str(ROOT / "data/hs_chapters.csv"),
        template=str(ROOT / "workflow/report/dependence.html.j2"),
        style=str(ROOT / "workflow/report/page.css"),
        page_script=[str(ROOT / f"workflow/report/{name}.js") for name in ("lookup", "dependence")],
        years=YEARS,
        economy="AAO",
        page=str(folder / "out/dependence.html"),
        data=str(folder / "out/dependence"),
        product_names=[str(next(made_world.folder.glob("product_codes*")))],
        **common,
        **machine,
    )
    return folder


def part(built: Path, name: str) -> dict:
    """What the script of a part hands to the page."""
    text = (built / f"out/dependence/{name}.js").read_text(encoding="utf-8")
    assert text.startswith(f'receive("{name.split("/")[-1]}", ') and text.endswith(");\n")
    return json.loads(text[text.index(", ") + 2 : -3])


def test_each_part_has_the_figures_of_the_tables(built):
    table = pd.concat(pd.read_parquet(built / f"{year}.parquet") for year in YEARS)
    importers = {path.stem for path in (built / "out/dependence/importers").glob("*.js")}
    assert importers == set(table["importer"]) and "BLOC" in importers
    own = part(built, "importers/AAO")
    rows = table[table["importer"] == "AAO"]
    assert sum(len(years) for years in own.values()) == len(rows)
    for row in rows.itertuples():
        found = own[row.hs_code][str(row.year)]
        assert abs(found[PLACE["hhi"]] - row.hhi) <= 0.5 and found[PLACE["criteria"]] == row.criteria
        assert found[PLACE["largest"]] == row.largest_supplier
        # the same numbers where the product is looked up
        heading = row.hs_code[:4]
        assert row.Index > 5 or part(built, f"products/{heading}")[row.hs_code]["AAO"][str(row.year)] == found


def test_unit_values_stand_beside_and_at_hs_6_alone(built):
    rows = pd.read_parquet(built / f"priced_{YEARS[-1]}.parquet").set_index(["importer", "hs_code"])
    for code, years in part(built, "importers/AAO").items():
        if str(YEARS[-1]) in years:
            shown, exact = years[str(YEARS[-1])][PLACE["usd_per_kg"]], rows.loc[("AAO", code), "usd_per_kg"]
            assert pd.isna(exact) if shown is None else shown == pytest.approx(exact, rel=0.01, abs=1e-4)
    # the generator asks three dollars a kilogram for everything
    assert rows["usd_per_kg"].median() == pytest.approx(3, rel=0.01)
    assert rows["over_world"].median() == pytest.approx(1, rel=0.01)


def test_suppliers_are_the_largest_with_their_shares(built, results):
    supply = pd.read_parquet(supply_of(results, 6, YEARS[-1])).set_index(["economy", "hs_code"])
    for code, years in part(built, "suppliers/AAO-8").items():
        if str(YEARS[-1]) in years:
            names, shares = years[str(YEARS[-1])]
            row = supply.loc[("AAO", code)]
            assert names == list(row["suppliers"][:4])
            exact = [100 * amount / row["imports"] for amount in row["amounts"][:4]]
            assert all(abs(share - value) <= 0.5 for share, value in zip(shares, exact, strict=True))


def test_products_have_names_and_the_page_reads_no_file(built):
    code = next(iter(part(built, "importers/AAO")))
    assert part(built, "names")[code] == f"Goods {code}, made up"
    page = (built / "out/dependence.html").read_text(encoding="utf-8")
    assert "HS 2022, 6 digits" in page and "US$ per kg: imports over their net weight" in page
    assert "fetch(" not in page and "http" not in page.replace("http://www.w3.org/2000/svg", "")
    about = json.loads(page.split('id="about">')[1].split("</script>")[0])
    assert about["first"] == "AAO" and about["years"] == YEARS and "BLOC" in about["economies"]


@pytest.mark.parametrize("page", ["dependence", "world"])
def test_every_colour_that_a_page_draws_with_is_one_of_the_style_s(page):
    report = ROOT / "workflow/report"
    style, template = (
        (report / name).read_text(encoding="utf-8") for name in ("page.css", f"{page}.html.j2")
    )
    used = set(re.findall(r"var\((--[a-z]+)\)", template))
    assert used and used <= set(re.findall(r"(--[a-z]+):", style))
