"""Reads the CSV files of official figures, checks each against its record, and keeps its rows as text."""

import csv
import io
from pathlib import Path

from lib import files
from lib.run import run

from bilateral.sources.comtrade import codes_by_area
from bilateral.sources.official import read_official, recognise
from bilateral.sources.trade_rows import Codes
from crossfoot import InputError


def main(
    *,
    series: list[str],
    beside: list[str],
    sources: str,
    areas: str,
    names: dict[str, str],
    pair: dict[str, str],
    rows: list[str],
) -> None:
    """beside: BACI's code files in the folders of `series`. rows: where the rows of each file go."""
    records = files.read_yaml(sources)
    listed = csv.DictReader(io.StringIO(files.read_text(areas)))
    if not {"economy", "comtrade_code"} <= set(listed.fieldnames or []):
        raise InputError(
            f"{areas}: line 1", ", ".join(listed.fieldnames or ["nothing"]), "economy, comtrade_code"
        )
    known = codes_by_area(listed)
    for path, output in zip(series, rows, strict=True):
        copy, (content, path) = path, files.read_source(path, records)
        own = (
            [_beside(copy, stem, beside) for stem in ("country_code", "product_code")]
            if recognise(content, path) == "baci"
            else []
        )
        header, body = read_official(content, path, Codes(known, names, frozenset(pair.values()), *own))
        files.write_csv([header, *body], output)


def _beside(path: str, stem: str, beside: list[str]) -> bytes:
    """BACI's code file of that name in the same folder; empty without one.

    Raises InputError where there are two.
    """
    found = [
        other for other in beside if Path(other).parent == Path(path).parent and Path(other).match(f"{stem}*")
    ]
    if len(found) > 1:
        raise InputError(path, f"{len(found)} files {stem}*.csv beside it", "those of its own release")
    return files.read_bytes(found[0]) if found else b""


if __name__ == "__main__":
    run(main)
