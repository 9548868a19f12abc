"""What of the tables of two versions changed: cells, and what one version lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.run.alignment import YEARS, Sides, align, words
from crossfoot.tables.columns import Cell

HOLD = ("holds", "within_rounding", "found")
STARS = re.compile(r"\*+(?=\)?$)")
# letters of a sentence in the summary
LETTERS = 100


@dataclass(frozen=True)
class Change:
    """One thing that changed, or that no longer agrees.

    kind: cell, sentence (a number of the prose); gone, added (a table, row, column or sentence with numbers
    that one version lacks); renamed (a table with another number or caption); stale (the prose still has the
    old value of a changed cell, or the old number of a table), broken (it held in the old version) or new
    (contradicted, and not to be compared).
    where: table, row and column, or page and line. old, new: what is printed. quote: of the prose, from the
    old version where it is gone. why: of what no longer agrees. link: into the page of the new version.
    """

    kind: str
    where: str
    old: str = ""
    new: str = ""
    quote: str = ""
    why: str = ""
    link: str = ""

    def __str__(self) -> str:
        quote = self.quote if len(self.quote) <= LETTERS else f"{self.quote[:LETTERS]}…"
        arrow = f"{self.old or '–'} → {self.new or '–'}" if self.old or self.new else ""
        return ": ".join(part for part in (self.where, arrow, quote, self.why) if part)


@dataclass(frozen=True)
class Changed:
    """A cell that changed: name, the words of its row, or of its column where the row has none; years, of
    both; was, now: its numbers; stands_still: whether another cell of its row has the old number now."""

    change: Change
    name: frozenset[str]
    years: frozenset[str]
    was: Cell | None
    now: Cell | None
    stands_still: bool


class Pair:
    """A table of the old version and the same of the new one. first, second: their places, from 0.

    columns: by the place in the new version, that in the old one. rows: the same by the block of each.
    """

    def __init__(self, old: Sides, new: Sides, first: int, second: int):
        self.old, self.new, self.first, self.second = old, new, first, second
        self.columns = align(old.columns, new.columns)
        self.rows: dict[tuple[int, int], dict[int, int]] = {}
        for now, was in self.columns.items():
            key = old.block_of[was], new.block_of[now]
            if min(key) >= 0 and key not in self.rows:
                self.rows[key] = align(old.blocks[key[0]].rows, new.blocks[key[1]].rows)

    def origin(self, row: int | None, column: int) -> tuple[int | None, int] | None:
        """Where a cell of the new version stood in the old one; a row of None is the whole column, a column
        of -1 the whole table. None where the old version lacks it."""
        was = self.columns.get(column) if column >= 0 else -1
        if was is None or row is None or column < 0:
            return None if was is None else (None, was)
        rows = self.rows.get((self.old.block_of[was], self.new.block_of[column]), {})
        return (rows[row], was) if row in rows else None

    def changed(self, same_kind: bool) -> Iterator[Changed]:
        """Cells that print another number in the new version, or a number in one version alone.

        same_kind: whether both versions are of one format, in which stars are read alike.
        """
        grid = self.new.grid
        for block in self.new.blocks:
            for row, column in ((row, column) for row in range(len(block.rows)) for column in block.columns):
                origin = self.origin(row, column)
                if origin is None or origin[0] is None:
                    continue
                at = (origin[0], origin[1])
                here, there = grid.number_at((row, column)), self.old.grid.number_at(at)
                old, new = (
                    table.body[y][x].strip()
                    for table, (y, x) in ((self.old.grid.table, at), (grid.table, (row, column)))
                )
                stars = same_kind and [len("".join(STARS.findall(text))) for text in (old, new)]
                same_stars = not stars or stars[0] == stars[1]
                if self.new.value(row, column) == self.old.value(*at) and same_stars:
                    continue
                line, label = block.rows[row], self.new.columns[column].said
                where = f"{grid.table.title}, {line.said}, {label}"
                beside = [grid.number_at((row, place)) for place in block.columns]
                yield Changed(
                    Change("cell", where, old, new, link=f"t{self.second + 1}-{row + 1}-{column + 1}"),
                    words(line.said) if line.name else frozenset(),
                    frozenset(YEARS.findall(f"{line.said} {label}")),
                    there,
                    here,
                    any(one and there and one.face == there.face for one in beside),
                )


def lacking(before: list[Sides], after: list[Sides], pairs: list[Pair]) -> Iterator[Change]:
    """Tables, rows and columns with numbers that one version lacks, and tables of another name."""
    for kind, sides, known in (
        ("gone", before, {pair.first for pair in pairs}),
        ("added", after, {pair.second for pair in pairs}),
    ):
        for place, one in enumerate(sides):
            if place not in known and one.numbers:
                caption = one.grid.table.caption
                link = f"t{place + 1}" if kind == "added" else ""
                yield Change(kind, f"{one.grid.table.title}{f' ({caption})' if caption else ''}", link=link)
    for pair in pairs:
        link = f"t{pair.second + 1}"
        old, new = pair.old.grid.table, pair.new.grid.table
        if old.number and new.number and old.title != new.title:
            yield Change("renamed", new.caption or "table", old.title, new.title, link=link)
        if pair.old.caption != pair.new.caption:
            yield Change("renamed", f"{new.title}, its caption", old.caption, new.caption, link=link)
        yield from _lines_lacking("gone", pair.old, set(pair.columns.values()), pair, "")
        yield from _lines_lacking("added", pair.new, set(pair.columns), pair, link)


def _lines_lacking(kind: str, side: Sides, columns: set[int], pair: Pair, link: str) -> Iterator[Change]:
    """Rows and columns of one side that the other one lacks. columns: those that it has."""
    title = side.grid.table.title
    mine = 0 if kind == "gone" else 1
    for number, block in enumerate(side.blocks):
        found = [rows for key, rows in pair.rows.items() if key[mine] == number]
        known = {place for rows in found for place in (rows.values() if kind == "gone" else rows)}
        of = f" ({side.columns[block.columns[0]].said})" if number else ""
        for place in block.columns:
            if place not in columns:
                yield Change(kind, f"{title}, column {side.columns[place].said}", link=link)
        for place, row in enumerate(block.rows):
            if found and row.numbers and place not in known:
                to = f"{link}-{place + 1}-{block.columns[0] + 1}" if link else ""
                yield Change(kind, f"{title}, row {row.said}{of}", link=to)
