"""How far each economy depends on its suppliers of each product, in one year at one level of HS."""

import numpy as np
from lib import database, files
from lib.run import run

from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.dependence import Thresholds, dependence_table, members_of
from bilateral.trade.world.supply import COLUMNS, TEXTS


def main(
    *,
    supply: str,
    areas: str,
    year: int,
    level: int,
    supplier: str,
    blocs: dict[str, list[str]],
    thresholds: dict[str, float],
    threads: int,
    dependence_of: str,
) -> None:
    """supplier: whose share in all imports is told, an economy or one of `blocs`; these are importers too."""
    none = areas_without_economy(files.read_text(areas), areas)
    found = dependence_table(
        [*database.read_parts(supply, COLUMNS, TEXTS)],
        members_of(supplier, blocs),
        blocs,
        none,
        Thresholds(**thresholds),
        threads,
    )
    database.write_table([database.table(found, year=np.int16(year), hs_level=np.int8(level))], dependence_of)


if __name__ == "__main__":
    run(main)
