"""What of the tables of two versions changed: cells, and what one version lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from crossfoot.run.audit import Audit
from crossfoot.run.versions_alignment import Sides, align
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

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell under a label of the new version."""
        for block in self.new.blocks:
            yield from product(range(len(block.rows)), block.columns)

    def was(self, at: tuple[int, int]) -> Cell | None:
        """The number that a cell of the new version had in the old one."""
        origin = self.origin(*at)
        return (
            None if origin is None or origin[0] is None else self.old.grid.number_at((origin[0], origin[1]))
        )

    def said(self, row: int, column: int) -> str:
        rows = self.new.blocks[self.new.block_of[column]].rows
        return f"{self.new.grid.table.title}, {rows[row].said}, {self.new.columns[column].said}"

    def changed(self, same_kind: bool) -> Iterator[tuple[tuple[int, int], Change]]:
        """Place and change of each cell that prints another number in the new version, or a number in one
        version alone. same_kind: whether both versions are of one format, in which stars are read alike."""
        for row, column in self.places:
            origin = self.origin(row, column)
            if origin is None or origin[0] is None:
                continue
            at = (origin[0], origin[1])
            old, new = (
                side.grid.table.body[y][x].strip()
                for side, (y, x) in ((self.old, at), (self.new, (row, column)))
            )
            stars = [len("".join(STARS.findall(text))) for text in (old, new)]
            if self.new.value(row, column) != self.old.value(*at) or (same_kind and stars[0] != stars[1]):
                link = f"t{self.second + 1}-{row + 1}-{column + 1}"
                yield (row, column), Change("cell", self.said(row, column), old, new, link=link)


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
        yield from _renamed(pair, link)
        yield from _lines_lacking("gone", pair.old, set(pair.columns.values()), pair, "")
        yield from _lines_lacking("added", pair.new, set(pair.columns), pair, link)


def _renamed(pair: Pair, link: str) -> Iterator[Change]:
    """Columns and rows that stand under another name; one that only counts its line has none."""
    columns = [("column", pair.old.columns[was], pair.new.columns[now]) for now, was in pair.columns.items()]
    rows = [
        ("row", pair.old.blocks[old].rows[was], pair.new.blocks[new].rows[now])
        for (old, new), found in pair.rows.items()
        for now, was in found.items()
    ]
    for kind, was, now in [*columns, *rows]:
        counts = was.form == now.form and was.form != was.name
        if was.name and now.name and was.name != now.name and not counts:
            yield Change("renamed", f"{pair.new.grid.table.title}, {kind}", was.said, now.said, link=link)


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


def broken_checks(old: Audit, new: Audit, pairs: list[Pair]) -> Iterator[Change]:
    """Sums and the like of the new version that fail and did not fail in the old one."""
    earlier = {
        (pair.second, check["check"], check["row"], check["position"]): check
        for pair in pairs
        for check in old.by_table[pair.first].get("checks", [])
    }
    by_table = {pair.second: pair for pair in pairs}
    for place, about in enumerate(new.by_table):
        for number, check in enumerate(about.get("checks", []), start=1):
            if check["severity"] not in ("error", "question"):
                continue
            row = None if check["row"] is None else check["row"] - 1
            origin = by_table[place].origin(row, check["position"]) if place in by_table else None
            was = None if origin is None or origin[0] is None else origin[0] + 1
            before = earlier.get((place, check["check"], was, origin[1])) if origin else None
            held = before is not None and before["verdict"] in HOLD
            is_known = before is not None and before["severity"] == check["severity"]
            if is_known or (check["severity"] == "question" and not held):
                continue
            yield Change(
                "broken" if held else "new",
                f"{new.tables[place].title}, row {check['row']}, {check['column']}",
                quote=check["printed"],
                why=f"{check['check'].replace('_', ' ')}: {check['diagnosis'] or check['inputs']}",
                link=f"t{place + 1}-f{number}",
            )


def unconfirmed_cells(old: Audit, new: Audit, pairs: list[Pair]) -> Iterator[Change]:
    """By table and check, numbers that an identity confirmed in the old version and that none is held
    against in the new one."""
    for pair in pairs:
        before, after = (
            audit.by_table[place].get("checks") for audit, place in ((old, pair.first), (new, pair.second))
        )
        if before is None or after is None:
            continue
        looked_at = {
            tuple(cell)
            for check in after
            if check["verdict"] in HOLD or check["severity"] in ("error", "question")
            for cell in check["cells"]
        }
        lost: dict[str, list[str]] = {}
        held = {
            (check["row"] - 1, check["position"]): check["check"]
            for check in before
            if check["verdict"] in HOLD and check["row"] and check["position"] >= 0
        }
        for at in pair.places:
            check = held.get(pair.origin(*at))  # type: ignore[arg-type]
            if check and at not in looked_at and pair.new.grid.number_at(at):
                lost.setdefault(check, []).append(pair.said(*at).partition(", ")[2])
        for check, cells in lost.items():
            why = f"{check.replace('_', ' ')}: held for {len(cells)} in the old version, is not made now"
            yield Change("unconfirmed", pair.new.grid.table.title, quote="; ".join(cells[:3]), why=why)
