"""DuckDB within the memory that the configuration allows, and Parquet that is written whole or not at all."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pyarrow.parquet as parquet

from crossfoot import InputError
from lib import files

# bytes of a CSV that each thread holds at a time; the default takes ten times as much and is no faster
BUFFER = 1 << 22
# what Python and its libraries take beside the database
BESIDE_MB = 200


@contextmanager
def opened(memory_mb: int, threads: int, spill: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that goes to the folder `spill` for what does not fit; the folder goes with it."""
    spill = Path(spill)
    shutil.rmtree(spill, ignore_errors=True)
    spill.mkdir(parents=True)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{memory_mb - BESIDE_MB}MB",
        "threads": threads,
        "temp_directory": str(spill),
        # nothing is fetched from the network, whatever a query asks for
        "autoinstall_known_extensions": False,
    }
    connection = duckdb.connect(config=settings)
    try:
        yield connection
    except duckdb.OutOfMemoryException:
        raise InputError(
            "config.yaml: world.memory_mb",
            f"{memory_mb}, too little with {threads} threads",
            "more memory, or fewer threads",
        ) from None
    except duckdb.IOException as error:
        raise InputError(
            str(spill), str(error).splitlines()[0], "files that can be read, and room on the disk"
        ) from None
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def one_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    """The row of a query that always gives one, such as one of totals."""
    row = connection.execute(query).fetchone()
    if row is None:
        raise LookupError(f"no row from {query}")
    return row


def quoted(path: str | Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def view(connection: duckdb.DuckDBPyConnection, name: str, paths: Sequence[str | Path]) -> None:
    """A relation of that name over Parquet files."""
    connection.execute(
        f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet([{', '.join(map(quoted, paths))}])"
    )


def view_text(
    connection: duckdb.DuckDBPyConnection, name: str, path: str | Path, columns: list[str], delimiter: str
) -> None:
    """A relation of that name over a CSV, plain or gzip, with a header; every cell is text."""
    types = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    connection.execute(f"""
        CREATE OR REPLACE VIEW {name} AS FROM read_csv(
            {quoted(path)}, auto_detect=false, header=true, delim={quoted(delimiter)},
            quote='"', buffer_size={BUFFER}, columns={{{types}}})""")


def write(connection: duckdb.DuckDBPyConnection, query: str, path: str | Path) -> None:
    """The query's rows, in its order, as Parquet."""
    with files.replaced(path) as whole:
        connection.execute(f"COPY ({query}) TO {quoted(whole)} (FORMAT parquet, COMPRESSION zstd)")


def write_text(connection: duckdb.DuckDBPyConnection, query: str, path: str | Path) -> None:
    """The query's rows, in its order, as CSV."""
    with files.replaced(path) as whole:
        connection.execute(f"COPY ({query}) TO {quoted(whole)} (FORMAT csv, HEADER)")


@contextmanager
def written_in_parts(
    path: str | Path, texts: list[str], encodings: dict[str, str]
) -> Iterator[Callable[[pyarrow.Table], None]]:
    """What writes one table after another to a Parquet file. texts: columns with a dictionary; encodings: of
    other columns."""
    with files.replaced(path) as whole, ExitStack() as opened_files:
        writers: list[parquet.ParquetWriter] = []

        def write_part(table: pyarrow.Table) -> None:
            if not writers:
                writer = parquet.ParquetWriter(
                    whole, table.schema, compression="zstd", use_dictionary=texts, column_encoding=encodings
                )
                writers.append(opened_files.enter_context(writer))
            writers[0].write_table(table)

        yield write_part
