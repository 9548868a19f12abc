"""Where tables meet the disk: Parquet for programs and, beside it, CSV for people."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as parquet_files

from bilateral.study.dictionary import to_arrow, to_csv_text
from lib import files


def read_table(path: str | Path) -> pd.DataFrame:
    return pd.read_parquet(path)


def read_csv_text(path: str | Path) -> pd.DataFrame:
    """A CSV with every cell as text; empty stays empty text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def write_table(frame: pd.DataFrame, parquet: str | Path, dictionary: str | Path) -> None:
    """The table as Parquet and, beside it, as the CSV that the dictionary of columns describes."""
    parquet = Path(parquet)
    described = read_csv_text(dictionary)
    typed = to_arrow(parquet.stem, frame, described)
    with files.replaced(parquet) as whole:
        parquet_files.write_table(typed, whole)
    files.write_text(to_csv_text(parquet.stem, frame, described), parquet.with_suffix(".csv"))


def write_tables(frames: dict[str, pd.DataFrame], dictionary: str | Path) -> None:
    """Writes each table. frames: by the path of its Parquet file."""
    for parquet, frame in frames.items():
        write_table(frame, parquet, dictionary)
