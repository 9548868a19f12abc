"""Numbers that a text states of an event, in the grammar of docs/internals.md."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crossfoot import Interval, read_number

GRAMMAR = "target|result|fact NAME =|~|>=|<= NUMBER UNIT [ / PERIOD][ of NAME]"
PIECE = re.compile(
    r"^(?P<kind>target|result|fact) (?P<quantity>[a-z][a-z0-9_]*) "
    r"(?P<relation>=|~|>=|<=) (?P<value>\d+(?:\.\d+)?) "
    r"(?P<unit>[A-Za-z][A-Za-z ]*?)(?: / (?P<period>P[1-9]\d*Y(?:/\d{4})?|R/P[1-9]\d*Y))?"
    r"(?: of (?P<part_of>[a-z][a-z0-9_]*))?$",
    re.ASCII,
)
MONEY = re.compile(r"^[A-Z]{3} (thousand|million|billion|trillion)$")


@dataclass(frozen=True)
class Stated:
    """One number: kind, quantity, relation, value, unit, ISO 8601 period or None, the quantity it is part of
    or None."""

    kind: str
    quantity: str
    relation: str
    value: Decimal
    unit: str
    period: str | None
    part_of: str | None

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """What it can stand for. A target and a count are exact; money is rounded as printed; about is
        rounded at its last digit that is not zero; at least and at most leave the other bound open."""
        if self.relation in (">=", "<="):
            return (self.value, None) if self.relation == ">=" else (None, self.value)
        printed = read_number(f"{self.value:f}")
        if printed is None:
            raise ValueError(f"{self.value} is not a number that a document can print")
        if self.relation == "~":
            interval = printed.about
        elif self.kind != "target" and MONEY.match(self.unit):
            interval = printed.wide
        else:
            interval = Interval.exactly(self.value)
        return interval.low, interval.high


def read_stated(cell: str) -> list[Stated]:
    """The numbers of a cell, pieces apart by ";"; none for an empty cell.

    Raises ValueError with the piece that does not parse, repeats a quantity, or is part of what the cell
    does not state.
    """
    found: dict[str, Stated] = {}
    pieces = [piece.strip() for piece in cell.split(";")] if cell else []
    for piece in pieces:
        match = PIECE.match(piece)
        if not match or match["quantity"] in found:
            raise ValueError(piece)
        parts: dict[str, Any] = match.groupdict()
        found[match["quantity"]] = Stated(**parts | {"value": Decimal(match["value"])})
    for piece, stated in zip(pieces, found.values(), strict=True):
        if stated.part_of is not None and (stated.part_of not in found or stated.part_of == stated.quantity):
            raise ValueError(piece)
    return list(found.values())
