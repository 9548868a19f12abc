"""The same bytes on any number of threads, and with memory so small that the disk has to help."""

import hashlib
from pathlib import Path

import measure_dependence
import pytest

from tests.benchmarks.generated_world import write_world
from tests.unit.bilateral.trade.world.conftest import AREAS, convert, measure, supply_of


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Enough rows for many row groups, and for sorting beyond a small memory."""
    return write_world(
        tmp_path_factory.mktemp("large") / "baci", [2021, 2022], rows=400_000, economies=60, products=3000
    )


def digests(source, folder: Path, memory_mb: int, threads: int) -> dict[str, str]:
    for year in (2021, 2022):
        convert(source, folder, year, memory_mb, threads)
    for level in (2, 4):
        measure(folder, 2022, level, folder, threads)
    measure_dependence.main(
        supply=str(supply_of(folder, 6, 2022)),
        areas=AREAS,
        year=2022,
        level=6,
        supplier="AAA",
        blocs={"BLOC": ["AAH", "AAO", "AAV"]},
        thresholds={},
        threads=threads,
        dependence_of=folder / "dependence.parquet",
    )
    found = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.parquet")
    }
    assert len(found) == 25
    return found


@pytest.fixture(scope="module")
def reference(large, tmp_path_factory):
    return digests(large.folder, tmp_path_factory.mktemp("one"), 1000, 1)


@pytest.mark.parametrize(("memory_mb", "threads"), [(1000, 4), (400, 4)])
def test_the_same_bytes(large, reference, tmp_path, memory_mb, threads):
    assert digests(large.folder, tmp_path, memory_mb, threads) == reference
