"""The page on which any flow can be looked up, with one script of data for each exporter."""

import shutil
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb
from lib import database, files, tables
from lib.run import run

from bilateral.trade.world.conversion import one_row
from bilateral.trade.world.flow_page import columns, exporter_script, page_rows, world_page


def main(
    *,
    pairs: list[str],
    largest: list[str],
    checks: list[str],
    finer: list[str],
    dependence: list[str],
    chapters: str,
    template: str,
    style: str,
    page_script: list[str],
    pair: list[str],
    level: int,
    tops: list[int],
    spill: str,
    threads: int,
    mem_mb: int,
    page: str,
    data: str,
) -> None:
    """pairs, largest: tables of each year at the level of HS that the page shows; finer: of other levels;
    dependence: its tables and page, if it is measured."""
    checked = [files.read_json(path) for path in checks]
    half = Path(data).with_name(f"{files.UNFINISHED}data")
    shutil.rmtree(half, ignore_errors=True)
    with database.opened(mem_mb, threads, spill) as connection:
        database.view(connection, "pairs", pairs)
        database.view(connection, "largest", largest)
        flows, sides = one_row(
            connection,
            "SELECT count(DISTINCT (exporter, importer)), "
            "list(DISTINCT reported_by ORDER BY reported_by) FROM pairs",
        )
        exporters = []
        for exporter, rows in groupby(_fetched(connection.execute(page_rows(tops))), key=itemgetter(0)):
            exporters.append(exporter)
            files.write_text(exporter_script(exporter, list(rows), tops), half / f"{exporter}.js")
    economies = {code: name for check in checked for code, name in check["economies"].items()}
    described = tables.read_csv_text(chapters)
    about = {
        "economies": economies,
        "exporters": exporters,
        # the study's own flow, or where its exporter has none the first there is
        "pair": pair if pair[0] in exporters else [exporters[0], ""],
        "years": [check["year"] for check in checked],
        "sides": sides,
        "columns": columns(tops),
        "labels": dict(zip(described["hs_chapter"], described["label"], strict=True)),
        "level": level,
        "dependence": bool(dependence),
        "flows": f"{flows:,}",
        "files": list({entry["file"]: entry for check in checked for entry in check["files"]}.values()),
    }
    shutil.rmtree(data, ignore_errors=True)
    half.replace(data)
    template, style, *scripts = map(files.read_text, (template, style, *page_script))
    files.write_text(world_page(template, style, scripts, about), page)


def _fetched(connection: duckdb.DuckDBPyConnection):
    """Rows a few thousand at a time: all of them may not fit into memory."""
    while rows := connection.fetchmany(20_000):
        yield from rows


if __name__ == "__main__":
    run(main)
