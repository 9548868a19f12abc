"""Measures of every pair of economies, every exporter and every product, in one year at one level of HS."""

import numpy as np
from lib import database, files
from lib.run import run

from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.flows import COLUMNS, NONE, TEXTS, placed
from bilateral.trade.world.margins import structure_measures
from bilateral.trade.world.measures import Year, advantage_measures, mirror, pair_measures
from bilateral.trade.world.peers import among_peers

# the other side of each: whose figures the flow in the other direction, and the mirror, are
OTHER = {"both": "both", "exporter": "importer", "importer": "exporter"}


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
    threads: int,
    **outputs: str,
) -> None:
    """flows: the file of each of `sides`; before: those of the year before, none in the first year.

    outputs: pairs, largest, advantages, exporters, products, structure, and where both sides report mirror.
    """
    none = areas_without_economy(files.read_text(areas), areas)
    now, earlier = dict(zip(sides, flows, strict=True)), dict(zip(sides, before, strict=bool(before)))
    parts: dict[str, list] = {name: [] for name in outputs}
    for side in sides:
        paths = dict.fromkeys([now[side], now[OTHER[side]], *([earlier[side]] if before else [])])
        economies, codes, found = placed(database.read_parts(path, COLUMNS, TEXTS) for path in paths)
        of_path = dict(zip(paths, found, strict=True))
        back = of_path[now[OTHER[side]]]
        of_side = Year(
            economies,
            codes,
            np.isin(economies, none),
            of_path[now[side]],
            of_path[earlier[side]] if before else NONE,
            back,
            # what exporters report is held against importers' reports; what these report, against itself
            back if side == "exporter" else of_path[now[side]],
            reconciled=OTHER[side] == side,
            threads=threads,
        )
        for name, columns in _tables(of_side, side, level, classes, tops, largest_count).items():
            constants = {"year": np.int16(year), "hs_level": np.int8(level), "reported_by": side}
            parts[name].append(database.table(columns, **constants))
    for name, path in outputs.items():
        database.write_table(parts[name], path)


def _tables(of_side: Year, side: str, level: int, classes: int, tops: list[int], largest_count: int) -> dict:
    """The tables of one side, by name."""
    pairs, largest = pair_measures(of_side, level, classes, tops, largest_count)
    pairs["peers"], pairs["hhi_percentile"] = among_peers(pairs["usd_million"], pairs["hhi"])
    advantages, exporters, products = advantage_measures(of_side)
    tables = {"pairs": pairs, "largest": largest, "advantages": advantages, "exporters": exporters}
    tables |= {"products": products, "structure": structure_measures(of_side)}
    return tables | ({"mirror": mirror(of_side)} if side == "exporter" else {})


if __name__ == "__main__":
    run(main)
