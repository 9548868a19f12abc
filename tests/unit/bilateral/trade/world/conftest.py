"""A small world in BACI's form, converted and measured without Snakemake."""

from pathlib import Path

import convert_world
import measure_world
import pytest

from tests.benchmarks.generated_world import VERSION, write_world

AREAS = str(Path(__file__).parents[5] / "data/comtrade_areas.csv")
YEARS = [2020, 2021, 2022]
TOPS, CHAPTERS, LARGEST = [3, 5, 10], 97, 10
TABLES = ["pairs", "largest", "advantages", "exporters", "products", "structure"]


def supply_of(results: Path, level: int, year: int) -> Path:
    return results / f"supply/hs{level}/{year}.parquet"


def convert(
    source: Path, results: Path, year: int, memory_mb: int = 500, threads: int = 2
) -> dict[int, Path]:
    """One year of a folder of BACI files; the flows by level."""
    flows = {level: results / f"flows/hs{level}/{year}_both.parquet" for level in (6, 4, 2)}
    about = [str(source / f"country_codes_{VERSION}.csv"), str(source / f"product_codes_HS22_{VERSION}.csv")]
    data = sorted(str(path) for path in source.glob(f"BACI_HS22_Y{year}_*"))
    convert_world.main(
        kind="baci",
        year=year,
        data=data,
        about=about,
        spill=results / f"spill-{year}",
        threads=threads,
        mem_mb=memory_mb,
        areas=AREAS,
        checks=results / f"checks/{year}.json",
        **{f"both_{level}": str(path) for level, path in flows.items()},
        **{f"supply_{level}": str(supply_of(results, level, year)) for level in flows},
    )
    return flows


def measure(results: Path, year: int, level: int, into: Path, threads: int = 2) -> dict[str, Path]:
    """One year's measures from the flows in `results`; the file of each table."""
    flows, before = (results / f"flows/hs{level}/{of}_both.parquet" for of in (year, year - 1))
    tables = {name: into / f"{name}/hs{level}/{year}.parquet" for name in TABLES}
    measure_world.main(
        flows=[flows],
        before=[before] if before.exists() else [],
        areas=AREAS,
        sides=["both"],
        year=year,
        level=level,
        tops=TOPS,
        classes=CHAPTERS,
        largest_count=LARGEST,
        threads=threads,
        **tables,
    )
    return tables


@pytest.fixture(scope="session")
def made_world(tmp_path_factory):
    """The generated files of three years."""
    return write_world(
        tmp_path_factory.mktemp("made") / "baci", YEARS, rows=20_000, economies=14, products=900
    )


@pytest.fixture(scope="session")
def results(made_world, tmp_path_factory) -> Path:
    """Flows and measures of all its years at HS 2 and 4."""
    folder = tmp_path_factory.mktemp("world")
    for year in YEARS:
        convert(made_world.folder, folder, year)
    for year in YEARS:
        for level in (2, 4):
            measure(folder, year, level, folder)
    return folder
