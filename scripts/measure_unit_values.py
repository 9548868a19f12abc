"""What each economy's imports of each product are worth by weight, in one year at HS 6."""

from lib import database, files
from lib.run import run

from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.dependence import members_of
from bilateral.trade.world.unit_values import PREPARE, unit_values


def main(
    *,
    flows: list[str],
    areas: str,
    year: int,
    supplier: str,
    blocs: dict[str, list[str]],
    spill: str,
    threads: int,
    mem_mb: int,
    unit_values_of: str,
) -> None:
    """flows: one file, as importers report them. supplier: whose unit value is told, or one of `blocs`."""
    none = areas_without_economy(files.read_text(areas), areas)
    query = unit_values(members_of(supplier, blocs), none, blocs)
    with database.opened(mem_mb, threads, spill) as connection:
        database.view(connection, "flows", flows)
        connection.execute(PREPARE)
        database.write(
            connection,
            f"SELECT {year}::SMALLINT AS year, * FROM ({query}) ORDER BY importer, hs_code",
            unit_values_of,
        )


if __name__ == "__main__":
    run(main)
