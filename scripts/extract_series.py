"""Reads the CSV files of official figures, checks each against its record, and keeps its rows as text."""

import csv
import hashlib
import io

import files
from bilateral.extract.series import read_series
from bilateral.sources import check_source


def main(inputs: list[str], sources: str, outputs: list[str]) -> None:
    records = files.read_yaml(sources)
    for path, output in zip(inputs, outputs, strict=True):
        content = files.read_bytes(path)
        check_source(path, hashlib.sha256(content).hexdigest(), records)
        header, rows = read_series(content, path)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
        files.write_text(text.getvalue(), output)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(snakemake.input.series, snakemake.input.sources, snakemake.output)
