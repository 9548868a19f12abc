"""The page on which any flow can be looked up, with one script of data for each exporter."""

import shutil
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb
import files
import tables
import warehouse

from bilateral.trade.world.page import columns, exporter_script, page_rows, world_page


def main(
    inputs: dict,
    pair: list[str],
    level: int,
    tops: list[int],
    memory_mb: int,
    threads: int,
    spill: str,
    page: str,
    data: str,
) -> None:
    checks = [files.read_json(path) for path in inputs["checks"]]
    half = Path(data).with_name(f"{files.UNFINISHED}data")
    shutil.rmtree(half, ignore_errors=True)
    with warehouse.database(memory_mb, threads, spill) as connection:
        warehouse.view(connection, "pairs", inputs["pairs"])
        warehouse.view(connection, "largest", inputs["largest"])
        flows, sides = connection.execute(
            "SELECT count(DISTINCT (exporter, importer)), list(DISTINCT reported_by ORDER BY reported_by) FROM pairs"
        ).fetchone()
        exporters = []
        for exporter, rows in groupby(_fetched(connection.execute(page_rows(tops))), key=itemgetter(0)):
            exporters.append(exporter)
            files.write_text(exporter_script(exporter, list(rows), tops), half / f"{exporter}.js")
    economies = {code: name for check in checks for code, name in check["economies"].items()}
    chapters = tables.read_csv_text(inputs["chapters"])
    about = {
        "economies": economies,
        "exporters": exporters,
        # the study's own flow, or where its exporter has none the first there is
        "pair": pair if pair[0] in exporters else [exporters[0], ""],
        "years": [check["year"] for check in checks],
        "sides": sides,
        "columns": columns(tops),
        "labels": dict(zip(chapters["hs_chapter"], chapters["label"], strict=True)),
        "level": level,
        "flows": f"{flows:,}",
        "files": list({entry["file"]: entry for check in checks for entry in check["files"]}.values()),
    }
    look = {name: files.read_text(inputs[name]) for name in ("template", "style", "script")}
    shutil.rmtree(data, ignore_errors=True)
    half.replace(data)
    files.write_text(world_page(look, about), page)


def _fetched(connection: duckdb.DuckDBPyConnection):
    """Rows a few thousand at a time: all of them may not fit into memory."""
    while rows := connection.fetchmany(20_000):
        yield from rows


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            {
                **files.named(snakemake.input, "pairs", "largest", "checks"),
                **{name: list(snakemake.input[name]) for name in ("pairs", "largest", "checks")},
            },
            snakemake.params.pair,
            snakemake.params.level,
            snakemake.params.tops,
            snakemake.resources.mem_mb,
            snakemake.threads,
            snakemake.params.spill,
            snakemake.output.page,
            snakemake.output.data,
        )
