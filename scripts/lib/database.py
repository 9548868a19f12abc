"""DuckDB within the memory that the configuration allows, and Parquet that is written whole or not at all."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow
import pyarrow.parquet as parquet
from pyarrow import csv

from bilateral.trade.world.arrays import Columns, to_arrow, to_names
from crossfoot import InputError
from lib import files

# bytes of a CSV that each thread holds at a time; the default takes ten times as much and is no faster
BUFFER = 1 << 22
# bytes that are parsed at a time, of which some wait
PARSED = 1 << 20
# what Python and its libraries take beside the database
BESIDE_MB = 220


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
        found = f"{memory_mb}, too little with {threads} threads"
        raise InputError("config.yaml: world.memory_mb", found, "more memory, or fewer threads") from None
    except duckdb.IOException as error:
        raise InputError(
            str(spill), str(error).splitlines()[0], "files that can be read, and room on the disk"
        ) from None
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


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


def batches(
    path: str | Path, columns: list[str], delimiter: str, types: dict[str, pyarrow.DataType], none: list[str]
) -> Iterator[pyarrow.RecordBatch]:
    """Rows of a CSV, plain or gzip, with a header; the columns that have a type, of which every cell is;
    none: what a cell says that has no number.

    Raises pyarrow.ArrowException, or OSError, at a cell that is no such thing, or a row of other cells.
    """
    yield from csv.open_csv(
        path,
        read_options=csv.ReadOptions(block_size=PARSED, column_names=columns, skip_rows=1),
        parse_options=csv.ParseOptions(delimiter=delimiter),
        convert_options=csv.ConvertOptions(column_types=types, include_columns=list(types), null_values=none),
    )


def write_text(connection: duckdb.DuckDBPyConnection, query: str, path: str | Path) -> None:
    """The query's rows, in its order, as CSV."""
    with files.replaced(path) as whole:
        connection.execute(f"COPY ({query}) TO {quoted(whole)} (FORMAT csv, HEADER)")


def write(connection: duckdb.DuckDBPyConnection, query: str, path: str | Path) -> None:
    """The query's rows, in its order, as Parquet."""
    with files.replaced(path) as whole:
        connection.execute(f"COPY ({query}) TO {quoted(whole)} (FORMAT parquet, COMPRESSION zstd)")


def read_parts(path: str | Path, columns: list[str], texts: list[str]) -> Iterator[pyarrow.RecordBatch]:
    """The columns of a Parquet file, part by part; texts: those of few values, as places in a list of these,
    of which each part has its own."""
    files.check_readable(path)
    try:
        with parquet.ParquetFile(path, read_dictionary=texts) as file:
            for part in range(file.num_row_groups):
                yield from file.read_row_group(part, columns).to_batches()
    except (pyarrow.ArrowException, OSError) as error:
        expected = "the file as its rule wrote it; delete it to make it again"
        raise InputError(str(path), str(error).splitlines()[0], expected) from None


def table(columns: Columns, **constants: Any) -> pyarrow.Table:
    """Columns of one length, NaN as missing, after columns of one value."""
    rows = len(next(iter(columns.values())))
    made: dict[str, pyarrow.Array] = {
        name: to_names(np.zeros(rows), [value]) if isinstance(value, str) else to_arrow(np.full(rows, value))
        for name, value in constants.items()
    }
    for name, values in columns.items():
        made[name] = values if isinstance(values, pyarrow.Array) else to_arrow(values)
    return pyarrow.table(made)


def write_table(parts: list[pyarrow.Table], path: str | Path) -> None:
    """Tables of the same columns, one after another, as Parquet; names are read as text."""
    whole = pyarrow.concat_tables(parts)
    texts = [field.name for field in whole.schema if not pyarrow.types.is_primitive(field.type)]
    with files.replaced(path) as unfinished:
        parquet.write_table(
            whole,
            unfinished,
            compression="zstd",
            use_dictionary=texts,
            store_schema=False,
            # a file has one or few parts, of which the least and greatest values say nothing
            write_statistics=False,
        )


@contextmanager
def written_in_parts(
    path: str | Path, texts: list[str], whole: list[str], missing: str = ""
) -> Iterator[Callable[[pyarrow.Table], None]]:
    """What writes one table after another to a Parquet file, without a missing value but in the column
    `missing`. texts: columns with a dictionary; whole: of whole numbers, which are read three times as fast
    as differences."""
    with files.replaced(path) as unfinished, ExitStack() as opened_files:
        writers: list[parquet.ParquetWriter] = []

        def write_part(table: pyarrow.Table) -> None:
            schema = pyarrow.schema([field.with_nullable(field.name == missing) for field in table.schema])
            if not writers:
                writer = parquet.ParquetWriter(
                    unfinished,
                    schema,
                    compression="zstd",
                    use_dictionary=texts,
                    column_encoding=dict.fromkeys(whole, "DELTA_BINARY_PACKED"),
                    store_schema=False,
                )
                writers.append(opened_files.enter_context(writer))
            writers[0].write_table(pyarrow.Table.from_arrays(table.columns, schema=schema))

        yield write_part
