"""Pages of reports, books and papers with tables, from the benchmark of OpenDataLoader (Apache-2.0).

python -m tests.benchmarks.opendataloader [READER] prints how well they are read. The truth is Markdown with
the tables in HTML, one page a document. Set REFERENCE_DATA where the set is not beside the project.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser

from tests.benchmarks.exact_cells import Documents, print_set
from tests.benchmarks.scoring import Rows
from tests.conftest import REFERENCE

FOLDER = REFERENCE / "benchmarks/opendataloader_tables"


class _Tables(HTMLParser):
    """The tables of a text in HTML: each cell where it begins, blank where it goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[dict[tuple[int, int], str]] = []
        self.row, self.place = -1, (-1, -1)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        if tag == "table":
            self.tables.append({})
            self.row = -1
        elif tag == "tr":
            self.row += 1
        elif tag in ("td", "th"):
            cells, column = self.tables[-1], 0
            while (self.row, column) in cells:
                column += 1
            self.place = self.row, column
            spans = dict(attributes)
            for down in range(int(spans.get("rowspan", 1))):
                for across in range(int(spans.get("colspan", 1))):
                    cells[self.row + down, column + across] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.place = (-1, -1)

    def handle_data(self, data: str) -> None:
        if self.place in (self.tables[-1] if self.tables else {}):
            cells = self.tables[-1]
            cells[self.place] = f"{cells[self.place]} {data.strip()}".strip()


def truth_of(text: str) -> list[Rows]:
    parser = _Tables()
    parser.feed(text)
    found = []
    for cells in parser.tables:
        height, width = max(r for r, _ in cells) + 1, max(c for _, c in cells) + 1
        rows = [[cells.get((r, c), "") for c in range(width)] for r in range(height)]
        found.append([row for row in rows if any(row)])
    return found


def documents() -> Documents:
    # where large files were left out, a line that names the file stands in its place
    paths = [path for path in sorted(FOLDER.glob("*.pdf")) if path.read_bytes().startswith(b"%PDF")]
    return [(p.stem, p, [truth_of(p.with_suffix(".md").read_text(encoding="utf-8"))]) for p in paths]


def is_held_back(name: str) -> bool:
    """Every second document is looked at only as a sum."""
    return [path.stem for path in sorted(FOLDER.glob("*.pdf"))].index(name) % 2 == 1


if __name__ == "__main__":
    print_set(documents(), is_held_back, *(sys.argv[1:] or ["this project"]))
