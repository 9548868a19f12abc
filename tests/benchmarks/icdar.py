"""The US set of the ICDAR 2013 competition: 40 PDFs of public bodies.

python -m tests.benchmarks.icdar [READER] prints how well it is read. READER is "this project" or one of
COMPARED in readers. The truth is by Göbel, Hassan, Oro and Orsi (2013): cells with their rows and columns.
Set REFERENCE_DATA where the set is not beside the project.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from tests.benchmarks.exact_cells import Documents, print_set
from tests.benchmarks.scoring import Rows
from tests.conftest import REFERENCE

FOLDER = REFERENCE / "benchmarks/icdar2013_us"
# every third document is looked at only as a sum
HELD_BACK = 3
LEADERS = re.compile(r"\s*(?:\.\s?){4,}$|\.?(?:\s\.)+$")
# a word that a line breaks is whole in print
BROKEN = re.compile(r"(?<=[a-z])- (?!and |or |to )(?=[a-z])")


def truth_of(path: Path) -> list[Rows]:
    """The tables of one `-str.xml`, a label that spans in its first place."""
    tables = []
    for table in ET.parse(path).iter("table"):
        cells: dict[tuple[int, int], str] = {}
        for region in table.iter("region"):
            down, across = int(region.get("row-increment", 0)), int(region.get("col-increment", 0))
            for cell in region.iter("cell"):
                place = int(cell.get("start-row", 0)) + down, int(cell.get("start-col", 0)) + across
                cells[place] = _as_printed(cell.findtext("content") or "")
        if cells:
            height, width = max(r for r, _ in cells) + 1, max(c for _, c in cells) + 1
            rows = [[cells.get((r, c), "") for c in range(width)] for r in range(height)]
            tables.append([row for row in rows if any(row)])
    return tables


def _as_printed(text: str) -> str:
    return BROKEN.sub("", LEADERS.sub("", " ".join(text.split())))


def documents() -> Documents:
    found = []
    for pdf in sorted(FOLDER.glob("*.pdf")):
        stem = pdf.stem.rstrip("ab")
        found.append((stem, pdf, [truth_of(path) for path in sorted(FOLDER.glob(f"{stem}*-str.xml"))]))
    return found


def is_held_back(name: str) -> bool:
    return int(re.sub(r"\D", "", name)) % HELD_BACK == 0


if __name__ == "__main__":
    print_set(documents(), is_held_back, *(sys.argv[1:] or ["this project"]))
