"""Measures of every pair of economies, every exporter and every product, in one year at one level of HS."""

import duckdb
import numpy as np
from lib import database, files
from lib.run import run

from bilateral.trade.complexity import complexity
from bilateral.trade.world import measures
from bilateral.trade.world import structure as meeting
from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.peers import among_peers

# the other side of each: whose figures the flow in the other direction, and the mirror, are
OTHER = {"both": "both", "exporter": "importer", "importer": "exporter"}
DECIMALS = 10  # beyond these, what numpy adds up differs between machines


def main(
    *,
    flows: list[str],
    before: list[str],
    areas: str,
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
    structure: str,
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
        "structure": structure,
        "mirror": mirror,
    }
    none = areas_without_economy(files.read_text(areas), areas)
    with database.opened(mem_mb, threads, spill) as connection:
        connection.execute("CREATE TABLE areas AS SELECT unnest($1)::VARCHAR AS area", [none])
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
        meeting.MARGINS,
    ):
        connection.execute(query)
    _complexity(connection)
    _matches(connection)
    queries = {
        "pairs": measures.pair_measures(tops, reconciled=OTHER[side] == side),
        "largest": measures.largest_codes(largest_count),
        "advantages": measures.ADVANTAGES,
        "exporters": measures.EXPORTERS,
        "products": measures.PRODUCTS,
        "structure": meeting.STRUCTURE,
    }
    if side == "exporter":
        queries["mirror"] = measures.MIRROR
    for name, query in queries.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name}_{side} AS {query}")
    _peers(connection, f"pairs_{side}")
    return list(queries)


def _complexity(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables eci and pci: place, value; a value that is not defined is missing."""
    shape = _shape(connection)
    held = connection.execute(measures.HAS_ADVANTAGE).fetchnumpy()
    advantage = np.zeros(shape, dtype=bool)
    advantage[held["economy"], held["code"]] = True
    for name, values in zip(("eci", "pci"), complexity(advantage), strict=True):
        found = {"place": np.arange(len(values), dtype=np.int32), "value": values.round(DECIMALS) + 0.0}
        connection.register(f"made_{name}", found)
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS "
            f"SELECT place, CASE WHEN NOT isnan(value) THEN value END AS value FROM made_{name}"
        )


def _shape(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    counts = [
        database.one_row(connection, f"SELECT count(*) FROM {name}")[0] for name in ("economies", "codes")
    ]
    return counts[0], counts[1]


def _matches(connection: duckdb.DuckDBPyConnection) -> None:
    """Table matches: of each pair, complementarity and similarity of exports."""
    shape = _shape(connection)
    sold, bought = (
        meeting.profile(connection.execute(meeting.PROFILES[name]).fetchnumpy(), shape)
        for name in ("exports", "imports")
    )
    pairs = np.arange(shape[0])[:, None] * 1024 + np.arange(shape[0])[None, :]
    found = {"pair": pairs.ravel().astype(np.int32)}
    for name, other in (("complementarity", bought), ("export_similarity", sold)):
        found[name] = meeting.common(sold, other).ravel().round(DECIMALS)
    connection.register("made", found)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE matches AS SELECT pair, "
        + ", ".join(f"CASE WHEN NOT isnan({name}) THEN {name} END AS {name}" for name in list(found)[1:])
        + " FROM made"
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
