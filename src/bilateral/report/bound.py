"""Numbers of the prose, each bound to the cell it comes from.

A bound number is a Markdown link whose address is its place: value:<table>/<rows>/<column>, with rows
counted from 1 as they stand in the table's CSV, as in 3 or, where a number is drawn from several, 1-4+6.
A number computed from several columns or tables has all their places, joined by a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from crossfoot import InputError

SCHEME = "value:"
LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(value:([^)\s]+)\)")


@dataclass(frozen=True)
class Place:
    """The cells that a number comes from: a table such as analysis/adoption, rows from 1, a column."""

    table: str
    rows: tuple[int, ...]
    column: str

    def address(self) -> str:
        return f"{SCHEME}{self.cells()}"

    def cells(self) -> str:
        return f"{self.table}/{_ranges(self.rows)}/{self.column}"

    @classmethod
    def read(cls, address: str) -> Place:
        """From an address as `address` gives it."""
        folder, table, rows, column = address.removeprefix(SCHEME).split("/")
        listed: list[int] = []
        for part in filter(None, rows.split("+")):
            first, _, last = part.partition("-")
            listed += range(int(first), int(last or first) + 1)
        return cls(f"{folder}/{table}", tuple(listed), column)


def address_of(places: Iterable[Place]) -> str:
    """One address for all the places that a number comes from."""
    return SCHEME + ";".join(place.cells() for place in places)


def read_places(address: str) -> tuple[Place, ...]:
    """The places of an address as `address_of` gives it."""
    return tuple(map(Place.read, filter(None, address.removeprefix(SCHEME).split(";"))))


def merged(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places in their order, those of one column as one."""
    rows: dict[tuple[str, str], set[int]] = {}
    for place in places:
        rows.setdefault((place.table, place.column), set()).update(place.rows)
    return tuple(Place(table, tuple(sorted(found)), column) for (table, column), found in rows.items())


def link(text: str, places: Iterable[Place]) -> str:
    """A text as Markdown that leads to its places."""
    escaped = re.sub(r"([\\\[\]])", r"\\\1", text)
    return f"[{escaped}]({address_of(places)})"


@dataclass(frozen=True)
class BoundTable:
    """A published table whose cells have their place. frame: as published, rows from 0."""

    name: str
    frame: pd.DataFrame

    def is_point(self, row: int, column: str) -> bool:
        """Whether a lower and an upper bound of this row are one number."""
        other = re.sub("(low|high)$", lambda end: "high" if end[0] == "low" else "low", column)
        return (
            other != column
            and other in self.frame
            and self.frame.loc[row, column] == self.frame.loc[row, other]
        )

    def rows(self, where: dict, column: str) -> list[int]:
        """Labels of the rows that `where` leaves. Raises InputError for a column that is not there."""
        absent = [name for name in [*where, column] if name and name not in self.frame]
        if absent:
            raise InputError(
                f"results/{self.name}", f"no column {absent[0]!r}", ", ".join(self.frame.columns)
            )
        left = self.frame
        for name, wanted in where.items():
            left = left[left[name].isin(wanted if isinstance(wanted, list) else [wanted])]
        return list(left.index)

    def place(self, rows: list[int], column: str) -> Place:
        """rows: by their labels."""
        return Place(self.name, tuple(self.frame.index.get_loc(row) + 1 for row in rows), column)


def plain(markdown: str) -> str:
    """The text with its bound numbers as plain text."""
    return LINK.sub(lambda link: link[1], markdown)


def _ranges(rows: tuple[int, ...]) -> str:
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return "+".join(f"{first}" if first == last else f"{first}-{last}" for first, last in parts)


def conditions(where: dict) -> str:
    return ", ".join(f"{name} {value!r}" for name, value in where.items()) or "no condition"
