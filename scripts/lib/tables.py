"""Where tables meet the disk: Parquet for programs and, beside it, CSV for people."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow
import pyarrow.dataset  # noqa: F401 - what pandas loads with its first table, here once for all jobs
import pyarrow.parquet as parquet_files

from bilateral.study.dictionary import columns_of, to_arrow, to_csv_text
from crossfoot import InputError
from lib import files

# by name
Tables = dict[str, pd.DataFrame]


def read_table(path: str | Path) -> pd.DataFrame:
    """A table that a rule wrote; a rule of the study's own may have given it as CSV alone.

    Raises InputError for another file, or one without a column of its own.
    """
    plain = Path(path).with_suffix(".csv")
    if not columns_of(Path(path).stem) and plain.is_file() and not Path(path).exists():
        return pd.read_csv(plain)
    files.check_readable(path)
    try:
        frame = pd.read_parquet(path)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        found = f"no Parquet file ({str(error).splitlines()[0]})"
        raise InputError(
            str(path), found, "the table as its rule wrote it; delete it to make it again"
        ) from None
    absent = [column for column in columns_of(Path(path).stem) if column not in frame]
    if absent:
        expected = "the table as its rule wrote it; delete it to make it again"
        raise InputError(str(path), f"no column {absent[0]!r}", expected)
    return frame


def read_csv_text(path: str | Path, *columns: str) -> pd.DataFrame:
    """A CSV with every cell as text; empty stays empty text, and lines without a character are left out.

    Raises InputError naming the line that has more or fewer cells than the header, or the first of `columns`
    that the header lacks.
    """
    reader = csv.reader(io.StringIO(files.read_text(path)), strict=True)
    rows: list[list[str]] = []
    try:
        header = next(reader, None)
        if header is None:
            raise InputError(str(path), "an empty file", "a header and rows")
        absent = [column for column in columns if column not in header]
        if absent:
            found = f"no column {absent[0]!r} among {', '.join(header)}"
            raise InputError(f"{path}: line 1", found, ", ".join(columns))
        for cells in reader:
            if cells and len(cells) != len(header):
                expected = f"{len(header)}, as in the header"
                raise InputError(
                    f"{path}: line {reader.line_num}", f"{len(cells)} cell{'s' * (len(cells) != 1)}", expected
                )
            rows += [cells] if cells else []
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}", f"what is no CSV ({error})", "CSV") from None
    # the second of two columns of one name is called name.1, as in pandas
    names = [
        f"{name}.{header[:at].count(name)}" if name in header[:at] else name for at, name in enumerate(header)
    ]
    return pd.DataFrame(rows, columns=names, dtype=str)


def write(frames: Tables, inputs: dict, outputs: dict) -> None:
    """Writes each table as Parquet and, beside it, as the CSV that the dictionary of columns describes.

    inputs, outputs: the rule's, by name: the dictionary, and the path of each table. Raises InputError where
    these are not the tables of `frames`.
    """
    written = {name: path for name, path in outputs.items() if name != "csv"}
    if other := sorted(frames.keys() ^ written.keys()):
        raise InputError("the rule's outputs", ", ".join(written), f"{', '.join(frames)}; see {other[0]}")
    columns = ("table", "column", "type", "unit", "decimals", "meaning")
    described = read_csv_text(inputs["dictionary"], *columns)
    for table, frame in frames.items():
        typed = to_arrow(table, frame, described)
        with files.replaced(written[table]) as whole:
            parquet_files.write_table(typed, whole)
        text = to_csv_text(table, frame, described)
        files.write_text(text, Path(written[table]).with_suffix(".csv"))


def written(main: Callable[..., Tables]) -> Callable[..., Tables]:
    """The main of a script gives the tables that its rule names, and `run` writes them."""
    main.write = write  # type: ignore[attr-defined]
    return main
