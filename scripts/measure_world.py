"""Measures of every pair of economies, every exporter and every product, in one year at one level of HS."""

import duckdb
import numpy as np
from lib import database
from lib.run import run

from bilateral.trade.complexity import complexity
from bilateral.trade.world import measures
from bilateral.trade.world.peers import among_peers

# the other side of each: whose figures the flow in the other direction, and the mirror, are
OTHER = {"both": "both", "exporter": "importer", "importer": "exporter"}
ECI_DECIMALS = 10  # beyond these, eigenvectors differ between machines


def main(
    *,
    flows: list[str],
    before: list[str],
    sides: list[str],
    year: int,
    level: int,
    tops: list[int],
    classes: int,
    largest_count: int,
    spill: str,
    threads: int,
    mem_mb: int,
    pairs: str,
    largest: str,
    advantages: str,
    exporters: str,
    products: str,
    mirror: str | None = None,
) -> None:
    """flows: the file of each of `sides`; before: those of the year before, none in the first year.

    mirror: only where both sides report.
    """
    now, earlier = dict(zip(sides, flows, strict=True)), dict(zip(sides, before, strict=bool(before)))
    outputs = {
        "pairs": pairs,
        "largest": largest,
        "advantages": advantages,
        "exporters": exporters,
        "products": products,
        "mirror": mirror,
    }
    with database.opened(mem_mb, threads, spill) as connection:
        made = [
            _measure(connection, side, now, earlier, level, tops, classes, largest_count) for side in sides
        ]
        for name, path in outputs.items():
            parts = [
                f"SELECT {year}::SMALLINT AS year, {level}::TINYINT AS hs_level, '{side}' AS reported_by, * "
                f"FROM {name}_{side}"
                for side, found in zip(sides, made, strict=True)
                if name in found
            ]
            if parts and path:
                database.write(connection, "\nUNION ALL BY NAME\n".join(parts), path)


def _measure(
    connection: duckdb.DuckDBPyConnection,
    side: str,
    flows: dict[str, str],
    before: dict[str, str],
    level: int,
    tops: list[int],
    classes: int,
    largest_count: int,
) -> list[str]:
    """Tables of one side, each named for what it holds and the side; gives what they hold."""
    database.view(connection, "sums", [flows[side]])
    database.view(connection, "back", [flows[OTHER[side]]])
    if before:
        database.view(connection, "before", [before[side]])
    else:
        connection.execute("CREATE OR REPLACE VIEW before AS FROM sums WHERE false")
    for query in (
        measures.ECONOMIES,
        measures.CODES,
        measures.prepare("sums"),
        measures.prepare("before"),
        measures.SAME_BACK if OTHER[side] == side else measures.prepare("back"),
    ):
        connection.execute(query)
    # what exporters report is held against what importers report; what importers report, against itself
    imports = "back" if side == "exporter" else "sums"
    for query in (
        measures.flow_totals(level, classes, max(largest_count, *tops)),
        measures.CHANGE,
        measures.TWO_WAY,
        measures.trade_with_the_world(imports),
        measures.ADVANTAGE,
    ):
        connection.execute(query)
    _complexity(connection)
    tables = {
        "pairs": measures.pair_measures(tops, reconciled=OTHER[side] == side),
        "largest": measures.largest_codes(largest_count),
        "advantages": measures.ADVANTAGES,
        "exporters": measures.EXPORTERS,
        "products": measures.PRODUCTS,
    }
    if side == "exporter":
        tables["mirror"] = measures.MIRROR
    for name, query in tables.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name}_{side} AS {query}")
    _peers(connection, f"pairs_{side}")
    return list(tables)


def _complexity(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables eci and pci: place, value; a value that is not defined is missing."""
    held = connection.execute(measures.HAS_ADVANTAGE).fetchnumpy()
    shape = [
        database.one_row(connection, f"SELECT count(*) FROM {name}")[0] for name in ("economies", "codes")
    ]
    advantage = np.zeros(shape, dtype=bool)
    advantage[held["economy"], held["code"]] = True
    for name, values in zip(("eci", "pci"), complexity(advantage), strict=True):
        rounded = [
            None if np.isnan(value) else value for value in (values.round(ECI_DECIMALS) + 0.0).tolist()
        ]
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS "
            "SELECT unnest($1)::INTEGER AS place, unnest($2)::DOUBLE AS value",
            [list(range(len(rounded))), rounded],
        )


def _peers(connection: duckdb.DuckDBPyConnection, pairs: str) -> None:
    """Adds to the pairs how many flows are of a flow's size, and what percentage of these has a lower HHI."""
    found = connection.execute(f"SELECT usd_million, hhi FROM {pairs}").fetchnumpy()
    peers, percentiles = among_peers(found["usd_million"], found["hhi"])
    connection.register("among", {"peers": peers, "percentile": percentiles})
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE {pairs} AS
        SELECT p.*, a.peers, CASE WHEN a.peers > 0 THEN a.percentile END AS hhi_percentile
        FROM {pairs} p POSITIONAL JOIN among a""")


if __name__ == "__main__":
    run(main)
