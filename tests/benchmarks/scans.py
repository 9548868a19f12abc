"""How many figures of scanned pages are read right, by tesseract and our own rows and columns.

python -m tests.benchmarks.scans [FOLDER] prints it for scans of documents of the ICDAR 2013 set (pages from
the first on), whose tables are the truth: figures that stand, sign by sign, in the right column of a
matching row; and of those that do not, how many the reading marks, in doubt or no number among numbers.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from itertools import chain
from pathlib import Path

from crossfoot.documents.document import read_document
from crossfoot.documents.table import Table
from crossfoot.documents.tesseract import recognise
from tests.benchmarks.icdar import FIGURE, FOLDER, truth_of
from tests.benchmarks.scoring import Rows, folded
from tests.conftest import REFERENCE

SCANS = REFERENCE / "documents/scans"


def truth(name: str, pages: int) -> list[Rows]:
    """The tables of the pages that were scanned."""
    path = FOLDER / f"{name}-str.xml"
    starts = [
        min(int(region.get("page", 1)) for region in table.iter("region"))
        for table in ET.parse(path).iter("table")
        if table.find(".//cell") is not None
    ]
    return [rows for rows, start in zip(truth_of(path), starts, strict=True) if start <= pages]


def figures(rows: Rows, table: Table) -> tuple[int, int, int]:
    """How many figures of the truth are right in a table, are wrong and marked so, and there are."""
    read = [[folded(cell) for cell in row] for row in (*table.header, *table.body)]
    right = marked = total = 0
    for row in rows:
        wanted = [folded(cell) for cell in row]
        # the row of which most cells are the same
        place = max(
            range(len(read)), key=lambda n: sum(a == b for a, b in zip(wanted, read[n], strict=False))
        )
        for column, (cell, other) in enumerate(
            zip(wanted, [*read[place], *[""] * len(wanted)], strict=False)
        ):
            if not FIGURE.match(cell):
                continue
            total += 1
            right += cell == other
            doubtful = (place - len(table.header), column) in table.alternatives or not FIGURE.match(other)
            marked += cell != other and doubtful
    return right, marked, total


def main(folder: str = str(SCANS)) -> None:
    sums = [0, 0, 0]
    for path in sorted(Path(folder).glob("*.pdf")):
        reading = read_document(path.read_bytes(), path.name, recognise=recognise)
        for rows in truth(path.stem.rstrip("ab"), reading.pages or 1):
            known = set(chain.from_iterable(rows))
            best = max(
                reading.tables,
                key=lambda table: len(known & set(chain.from_iterable([*table.header, *table.body]))),
                default=Table(path.name, "", "", header=[[""]]),
            )
            found = figures(rows, best)
            sums = [a + b for a, b in zip(sums, found, strict=True)]
            print(
                f"{path.stem}: {found[0]} of {found[2]} figures right, {found[1]} wrong and marked",
                flush=True,
            )
    print(f"all: {sums[0]} of {sums[2]} ({100 * sums[0] / max(sums[2], 1):.1f}%), {sums[1]} wrong and marked")


if __name__ == "__main__":
    main(*sys.argv[1:])
