"""The page on which an economy's dependence and a product's importers can be looked up, and its data."""

import csv
import io
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import duckdb
from lib import database, files
from lib.run import run

from bilateral.sources import baci, comtrade
from bilateral.trade.critical import REVISIONS
from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.dependence import Thresholds
from bilateral.trade.world.dependence_page import COLUMNS, parts, script, supplier_parts
from bilateral.trade.world.flow_page import world_page

SUPPLIERS = 4


def main(
    *,
    dependence: list[str],
    supply: list[str],
    unit_values: list[str],
    checks: list[str],
    areas: str,
    chapters: str,
    template: str,
    style: str,
    page_script: list[str],
    years: list[int],
    level: int,
    economy: str,
    supplier: str,
    blocs: dict[str, list[str]],
    thresholds: dict[str, float],
    spill: str,
    threads: int,
    mem_mb: int,
    page: str,
    data: str,
    product_names: list[str],
) -> None:
    """dependence, supply: of each year at the level that the page shows; unit_values: too, at HS 6 alone.
    economy: shown first, where it imports. product_names: the source's lists of products, if it has some."""
    checked = [files.read_json(path) for path in checks]
    none = areas_without_economy(files.read_text(areas), areas)
    half = Path(data).with_name(f"{files.UNFINISHED}dependence")
    shutil.rmtree(half, ignore_errors=True)
    with database.opened(mem_mb, threads, spill) as connection:
        database.view(connection, "measured", dependence)
        # a level without unit values has no such column on the page
        priced = "SELECT *, NULL::DOUBLE AS usd_per_kg FROM measured"
        if unit_values:
            database.view(connection, "unit_values", unit_values)
            of_kg = "SELECT year, importer, hs_code, usd_per_kg FROM unit_values"
            priced = f"FROM measured LEFT JOIN ({of_kg}) USING (year, importer, hs_code)"
        connection.execute(f"CREATE VIEW dependence AS {priced}")
        rows = [
            f"SELECT {year} AS year, * FROM read_parquet({database.quoted(path)})"
            for year, path in zip(years, supply, strict=True)
        ]
        connection.execute(f"CREATE VIEW every AS {' UNION ALL '.join(rows)}")
        connection.execute("CREATE TABLE areas AS SELECT unnest($1)::VARCHAR AS area", [none])
        connection.execute("CREATE VIEW supply AS FROM every WHERE economy NOT IN (FROM areas)")
        importers = _written(connection, parts("importer", "hs_code", "importer"), half / "importers")
        # a part a heading, since a product alone would make thousands of files
        heading = "left(hs_code, 4)" if level == 6 else "hs_code"
        _written(connection, parts("hs_code", "importer", heading), half / "products")
        _written(connection, supplier_parts(SUPPLIERS), half / "suppliers")
        codes = [
            found
            for (found,) in connection.execute(
                "SELECT DISTINCT hs_code FROM dependence ORDER BY 1"
            ).fetchall()
        ]
    described = csv.DictReader(io.StringIO(files.read_text(chapters)))
    labels = {row["hs_chapter"]: row["label"] for row in described}
    revision = (checked[-1]["revisions"] or [""])[-1]
    names = _product_names(product_names, revision)
    labels |= {found: names.get(found, labels.get(found[:2], ""))[:90] for found in codes}
    files.write_text(
        script("names", json.dumps(labels, ensure_ascii=False, separators=(",", ":"))), half / "names.js"
    )
    known = {found: name for check in checked for found, name in check["economies"].items()}
    about = {
        "economies": {found: known.get(found, found) for found in [*known, *blocs] if found not in none},
        "importers": importers,
        "first": economy if economy in importers else importers[0],
        "years": years,
        "level": level,
        "supplier": known.get(supplier, supplier),
        "revision": revision,
        "columns": [
            (name, said.format(supplier=supplier), places)
            for name, said, places in COLUMNS[: None if unit_values else -1]
        ],
        "thresholds": asdict(Thresholds(**thresholds)),
        "files": list({entry["file"]: entry for check in checked for entry in check["files"]}.values()),
    }
    shutil.rmtree(data, ignore_errors=True)
    Path(data).parent.mkdir(parents=True, exist_ok=True)
    half.replace(data)
    template, style, *scripts = map(files.read_text, (template, style, *page_script))
    files.write_text(world_page(template, style, scripts, about), page)


def _product_names(lists: list[str], revision: str) -> dict[str, str]:
    """What the source calls its codes: BACI's one list, or of Comtrade's the one of that HS revision."""
    for path in lists:
        content, name = files.read_bytes(path), Path(path).name
        if not name.endswith(".json"):
            return baci.read_product_names(content, path)
        if revision and name == f"H{REVISIONS.index(revision)}.json":
            return comtrade.read_product_names(content, path)
    return {}


def _written(connection: duckdb.DuckDBPyConnection, query: str, folder: Path) -> list[str]:
    """One script for each part; gives the parts."""
    found = []
    rows = connection.execute(query)
    while some := rows.fetchmany(20):
        for part, text in some:
            files.write_text(script(part, text), folder / f"{part}.js")
            found.append(part)
    return found


if __name__ == "__main__":
    run(main)
