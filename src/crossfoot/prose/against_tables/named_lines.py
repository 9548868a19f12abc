"""A sentence and the lines of a table that it names whole."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.numbers.number import Number
from crossfoot.prose.against_tables.cells import Entry, Index, Line, fits
from crossfoot.prose.amounts import sum_of
from crossfoot.prose.growth import loose
from crossfoot.prose.quantities import PERCENT, TIMES, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare
from crossfoot.prose.word_stems import Words, stems
from crossfoot.prose.years import place_of


@dataclass(frozen=True)
class Whole:
    """A sentence and the lines of a table that it names whole, with their places in it. is_sure: whether the
    table has every word of it."""

    sentence: Sentence
    index: Index
    lines: tuple[tuple[int, Line], ...]
    is_sure: bool
    years: tuple[Quantity, ...]

    def cell(self, line: Line, year: int, like: Quantity | None = None) -> Entry | None:
        """The one cell of a line of a year (0: of none), in the unit of an amount, else no percentage; none
        where the head of its column says more than the sentence: "2024 enacted"."""
        found = [
            cell
            for cell in line.cells.values()
            if cell.years == ({year} if year else set())
            and (cell.sure or not year)
            and (fits(cell, like) if like else cell.kind != PERCENT)
        ]
        said = Words.of(self.sentence.text).stems
        if len(found) != 1 or not stems(self.index.grid.labels[found[0].cell.column]) <= said:
            return None
        return found[0]

    def line_of(self, one: Quantity) -> Line | None:
        """The line that an amount is of: the only one, else the only one before it."""
        before = [line for start, line in self.lines if start < one.start]
        # "rose to A, with Germany at B"
        later = [
            other for other in self.sentence.quantities if other.kind == one.kind and other.start > one.end
        ]
        found = before if len(self.lines) > 1 or later else [line for _, line in self.lines]
        return found[0] if len(found) == 1 else None

    def of_year(self, line: Line, year: int) -> tuple[list[Entry], Entry | None, bool]:
        """The items beside a line in a year, their only total, and whether they make it."""
        lines = self.index.lines[0 if line.is_row else 1]
        roles = self.index.grid.roles
        items = [one for one in lines if not one.is_total and (not one.is_row or roles[one.place] == "item")]
        found = [cell for one in items if (cell := self.cell(one, year))]
        totals = [cell for one in lines if one.is_total and (cell := self.cell(one, year))]
        total = totals[0] if len(totals) == 1 else None
        is_all = total is not None and sum_of(one.number for one in found).wide.overlaps(total.number.wide)
        return found, total, is_all

    def tell(self, kind: str, one: Quantity, meaning: list[Number] | Number, *cells: Entry) -> Statement:
        """An amount against what cells give."""
        span, against = place_of(self.sentence, one), "; ".join(cell.place for cell in cells)
        meanings = meaning if isinstance(meaning, list) else [meaning]
        stated = loose(one) if one.kind == TIMES else one
        return compare(self.sentence, span, kind, stated, meanings, [one, *self.years], against=against)
