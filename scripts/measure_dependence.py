"""How far each economy depends on its suppliers of each product, in one year at one level of HS."""

from lib import database, files
from lib.run import run

from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.dependence import Thresholds, dependence, members_of, of_bloc, of_economies


def main(
    *,
    supply: str,
    areas: str,
    year: int,
    level: int,
    supplier: str,
    blocs: dict[str, list[str]],
    thresholds: dict[str, float],
    spill: str,
    threads: int,
    mem_mb: int,
    dependence_of: str,
) -> None:
    """supplier: whose share in all imports is told, an economy or one of `blocs`; these are importers too."""
    none = areas_without_economy(files.read_text(areas), areas)
    limits, named = Thresholds(**thresholds), members_of(supplier, blocs)
    parts = [of_economies(none), *(of_bloc(bloc, members) for bloc, members in sorted(blocs.items()))]
    with database.opened(mem_mb, threads, spill) as connection:
        database.view(connection, "supply", [supply])
        query = "\nUNION ALL\n".join(
            f"SELECT {year}::SMALLINT AS year, {level}::TINYINT AS hs_level, * "
            f"FROM ({dependence(part, named, none, limits)})"
            for part in parts
        )
        # on several threads a join gives its rows in any order
        database.write(connection, f"FROM ({query}) ORDER BY importer, hs_code", dependence_of)


if __name__ == "__main__":
    run(main)
