"""Reads the yearly input-output tables of each economy, checked, into one table as printed."""

import pandas as pd
from lib import files
from lib.run import run

from bilateral.sources.oecd_input_output import read_input_output


def main(*, tables: list[str], sources: str, stacked: str) -> None:
    records, frames = files.read_yaml(sources), []
    for path in tables:
        frames.append(read_input_output(*files.read_source(path, records)))
    with files.replaced(stacked) as whole:
        pd.concat(frames, ignore_index=True).to_parquet(whole, index=False)


if __name__ == "__main__":
    run(main)
