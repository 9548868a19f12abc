"""Reads the CSV files of official figures, checks each against its record, and keeps its rows as text."""

import csv
import hashlib
import io
from pathlib import Path

import files

from bilateral.sources.official import Codes, codes_by_area, read_official, recognise
from bilateral.sources.records import as_named, check_source
from crossfoot import InputError


def main(
    inputs: list[str],
    sources: str,
    areas: str,
    names: dict[str, str],
    pair: dict[str, str],
    outputs: list[str],
) -> None:
    records = files.read_yaml(sources)
    known = codes_by_area(csv.DictReader(io.StringIO(files.read_text(areas))))
    for path, output in zip(inputs, outputs, strict=True):
        content, copy, path = files.read_bytes(path), path, as_named(path)
        check_source(path, hashlib.sha256(content).hexdigest(), records, content)
        beside = (
            [_beside(copy, stem) for stem in ("country_code", "product_code")]
            if recognise(content, path) == "baci"
            else []
        )
        header, rows = read_official(content, path, Codes(known, names, frozenset(pair.values()), *beside))
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
        files.write_text(text.getvalue(), output)


def _beside(path: str, stem: str) -> bytes:
    """BACI's code file of that name in the same folder; empty without one.

    Raises InputError where there are two.
    """
    found = sorted(Path(path).parent.glob(f"{stem}*.csv"))
    if len(found) > 1:
        raise InputError(path, f"{len(found)} files {stem}*.csv beside it", "those of its own release")
    return files.read_bytes(found[0]) if found else b""


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.series,
            snakemake.input.sources,
            snakemake.input.areas,
            snakemake.params.names,
            snakemake.params.pair,
            snakemake.output,
        )
