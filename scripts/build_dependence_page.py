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

from bilateral.sources.baci import read_product_names
from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.dependence import Thresholds
from bilateral.trade.world.dependence_page import COLUMNS, parts, script, supplier_parts
from bilateral.trade.world.page import world_page

SUPPLIERS = 4


def main(
    *,
    dependence: list[str],
    supply: list[str],
    checks: list[str],
    areas: str,
    chapters: str,
    template: str,
    style: str,
    page_script: str,
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
    """dependence, supply: of each year at the level that the page shows. economy: shown first, where it
    imports. product_names: the source's list of products, if it has one."""
    checked = [files.read_json(path) for path in checks]
    none = areas_without_economy(files.read_text(areas), areas)
    half = Path(data).with_name(f"{files.UNFINISHED}dependence")
    shutil.rmtree(half, ignore_errors=True)
    with database.opened(mem_mb, threads, spill) as connection:
        database.view(connection, "dependence", dependence)
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
    names = {}
    for path in product_names:
        names = read_product_names(files.read_bytes(path), path)
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
        "columns": [(name, said.format(supplier=supplier), places) for name, said, places in COLUMNS],
        "thresholds": asdict(Thresholds(**thresholds)),
        "files": list({entry["file"]: entry for check in checked for entry in check["files"]}.values()),
    }
    shutil.rmtree(data, ignore_errors=True)
    Path(data).parent.mkdir(parents=True, exist_ok=True)
    half.replace(data)
    look = {"template": template, "style": style, "script": page_script}
    files.write_text(world_page({name: files.read_text(path) for name, path in look.items()}, about), page)


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
