"""A grid of cells, and the lines of a text that hold cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from crossfoot.documents.markup import is_bold, plain

RAISED_AT_FIGURE = re.compile(
    r"^\s*(?P<figure>[(<>–−-]*\s*(?:US)?[$€£¥]?\d[\d,. \u00a0]*%?\)?)\s*"
    r"(?:(?:<sup\b[^<>]*>\s*[(\[]?[\w,*†‡§]{1,5}[)\]]?\s*</sup>\s*)+|\^[a-z0-9]{1,2}\^)\s*$",
    re.IGNORECASE,
)
OTHER_TAG = re.compile(r"<(?!/?sup\b)[^<>]*>", re.IGNORECASE)
NUMBER_OF_ITEM = re.compile(r"^[(\[]?\d{1,3}[.)\]]?$")


@dataclass
class CellGrid:
    """Rows of printed cells, the document line (from 1) of each, and what the format says of them.

    bold: whether each row is bold throughout. header_rows: how many rows the format itself marks as
    header, or 0 where it does not say. spanned: whether the first row has labels over several columns.
    caption: of an HTML <caption>. alternatives: other readings of cells, by row and column from 0.
    figures: cells that are a figure with a raised mark, and the figure alone. is_seen: read from a picture.
    """

    rows: list[list[str]]
    lines: list[int]
    bold: list[bool]
    first_line: int
    last_line: int
    header_rows: int = 0
    spanned: bool = False
    caption: str = ""
    alternatives: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    figures: dict[tuple[int, int], str] = field(default_factory=dict)
    is_seen: bool = False

    def without_marks(self) -> CellGrid:
        """The same with raised marks taken off figures; the cells as printed are then the alternatives."""
        rows, alternatives = [list(row) for row in self.rows], dict(self.alternatives)
        for (row, column), figure in self.figures.items():
            alternatives[row, column] = [rows[row][column]]
            rows[row][column] = figure
        return replace(self, rows=rows, alternatives=alternatives, figures={})

    @property
    def is_list(self) -> bool:
        """Whether this is a numbered list set as a grid, and no table."""
        numbered = sum(bool(NUMBER_OF_ITEM.match(row[0])) for row in self.rows)
        return (
            max(map(len, self.rows)) == 2
            and numbered >= 0.8 * len(self.rows)
            and sum(len(row[-1]) > 60 for row in self.rows) > len(self.rows) / 3
        )


def is_tabbed(line: str) -> bool:
    """True for a row of tab-separated cells; false for markup that tabs merely indent."""
    return "\t" in line and bool(line.strip()) and ("\t" in line.strip() or not re.match(r"\s+<", line))


def is_piped(line: str) -> bool:
    return line.lstrip().startswith("|")


def grid_of(cells: list[list[str]], lines: list[int], **known) -> CellGrid:
    """A grid of cells in markup. lines: the document line of each row; known: further fields of the grid."""
    rows = [[plain(cell) for cell in row] for row in cells]
    bold = [any(c.strip() for c in row) and all(is_bold(c) for c in row if c.strip()) for row in cells]
    first, last = known.pop("first_line", lines[0]), known.pop("last_line", lines[-1])
    figures = {
        (number, column): plain(match["figure"])
        for number, row in enumerate(cells)
        for column, cell in enumerate(row)
        if (match := RAISED_AT_FIGURE.match(OTHER_TAG.sub("", cell)))
    }
    return CellGrid(rows, lines, bold, first, last, figures=figures, **known)
