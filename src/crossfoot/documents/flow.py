"""A document as one text: paragraphs, captions and notes as lines of markup, and tables at their places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crossfoot.documents.cells import CellGrid
from crossfoot.documents.markup import prose_text
from crossfoot.documents.passages import Passage, Unread
from crossfoot.documents.prose import is_prose, outside_prose
from crossfoot.documents.table import Table
from crossfoot.documents.tables import number_lines, tables_in
from crossfoot.documents.unread import captions_without_table

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# positions from a caption to what stands under it, with blank lines and a unit, so long at most, between
NEAR, UNIT = 5, 60


@dataclass
class Flow:
    """lines: each a whole paragraph, caption, note or row of a table, in markup; grids: with lines counted in
    `lines`.

    numbers: where each line stands: the line, paragraph or page of the document. places: its line on the
    page. drawn: what stands in the place of a line and is no text, by its position in `lines`. seen: numbers
    of what was read from a picture.
    """

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    grids: list[CellGrid] = field(default_factory=list)
    drawn: dict[int, str] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def add(self, text: str, number: int, place: int = 0) -> None:
        self.lines.append(text)
        self.numbers.append(number)
        self.places.append(place or number)

    def add_grid(
        self,
        rows: list[list[str]],
        numbers: list[int],
        bold: list[bool],
        heads: int,
        alternatives: dict[tuple[int, int], list[str]],
        place: int = 0,
    ) -> CellGrid:
        """A table, one line a row. numbers: where each row stands."""
        first = len(self.lines) + 1
        for row, number in zip(rows, numbers, strict=True):
            self.add("\t".join(row) + "\t", number, place)
        grid = CellGrid(
            list(rows),
            list(range(first, first + len(rows))),
            list(bold),
            first,
            len(self.lines),
            header_rows=heads,
            alternatives=alternatives,
        )
        self.grids.append(grid)
        return grid

    def read(self, document: str, counted: str) -> tuple[list[Table], list[Passage], list[Unread]]:
        """Every table with its place, the paragraphs of the prose, and captions whose table was not read.

        counted: what `numbers` count.
        """
        tables = tables_in(self.lines, self.grids, document, every=True)
        outside = outside_prose(self.lines, tables, document)
        paged = counted == "page"
        prose = [
            Passage(
                prose_text(text),
                self.places[n],
                self.numbers[n] if paged else None,
                self.numbers[n] in self.seen,
            )
            for n, text in enumerate(self.lines)
            if text and n + 1 not in outside and is_prose(text)
        ]
        unread = captions_without_table(
            self.lines, tables, lambda position: f"{counted} {self.numbers[position]}", self._drawn_under
        )
        for table in tables:
            number_lines(table, self.numbers)
            table.counted = counted
        name_tables(tables)
        return tables, prose, unread

    def _drawn_under(self, position: int) -> str:
        """What is drawn at a caption or below it, with no more than a unit between; "" for text."""
        for n in range(position, position + NEAR):
            if n in self.drawn:
                return self.drawn[n]
            if n > position and n < len(self.lines) and len(self.lines[n]) > UNIT:
                break
        return ""


def name_tables(tables: list[Table]) -> None:
    """A table without a number is called by its line, or by its page and its place among the tables there."""
    seen: Counter[int] = Counter()
    for table in tables:
        number = table.header_lines[0]
        seen[number] += 1
        if not table.number:
            place = ORDINALS[seen[number] - 1] if seen[number] <= len(ORDINALS) else f"{seen[number]}th"
            table.name = (
                f"{table.counted} {number}, {place} table"
                if table.counted == "page"
                else f"table of {table.counted} {number}"
            )
