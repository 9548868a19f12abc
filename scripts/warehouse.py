"""DuckDB within the memory that the configuration allows, and Parquet that is written whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

import files

# what Python and its libraries take beside the database
BESIDE_MB = 200


@contextmanager
def database(memory_mb: int, threads: int, spill: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that goes to the folder `spill` for what does not fit; the folder goes with it."""
    spill = Path(spill)
    shutil.rmtree(spill, ignore_errors=True)
    spill.mkdir(parents=True)
    settings = {
        "memory_limit": f"{max(100, memory_mb - BESIDE_MB)}MB",
        "threads": threads,
        "temp_directory": str(spill),
        # nothing is fetched from the network, whatever a query asks for
        "autoinstall_known_extensions": False,
    }
    connection = duckdb.connect(config=settings)
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def quoted(path: str | Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def view(connection: duckdb.DuckDBPyConnection, name: str, paths: list[str | Path]) -> None:
    """A relation of that name over Parquet files."""
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet([{', '.join(map(quoted, paths))}])")


def write(connection: duckdb.DuckDBPyConnection, query: str, path: str | Path) -> None:
    """The query's rows, in its order, as Parquet."""
    with files.replaced(path) as whole:
        connection.execute(f"COPY ({query}) TO {quoted(whole)} (FORMAT parquet, COMPRESSION zstd)")
