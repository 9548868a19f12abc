"""Printed numbers as intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from bilateral.intervals import Interval

PRINTED = re.compile(
    r"^(?P<bound>[<>]?)\s*(?P<sign>[-–−]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"\s*(?P<unit>%?)(?P<mark>[*†‡]*)$",
    re.ASCII,
)
NOT_AVAILABLE = {"n.a.", "n.a", "na", "..", "…", "..."}


@dataclass(frozen=True)
class Printed:
    """A printed number: value, decimals, unit ("%" or ""), bound ("<", ">" or "") and footnote mark."""

    value: Decimal
    decimals: int
    unit: str = ""
    bound: str = ""
    mark: str = ""

    @cached_property
    def interval(self) -> Interval:
        """Every value it can stand for; a printed `<x` of an amount is [0, x). Raises ValueError for `>x`."""
        if self.bound == "<":
            return Interval(Decimal(0), self.value, open_high=True)
        if self.bound:
            raise ValueError(f"{self.bound}{self.value} has no upper bound")
        return Interval.rounded(self.value, self.decimals)

    @property
    def about(self) -> Interval:
        """What "about x" stands for: every value that rounds to it at its last digit that is not zero."""
        digits = f"{self.value:f}"
        zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
        return Interval.rounded(self.value, self.decimals - zeros)


@lru_cache(maxsize=10_000)
def read_number(cell: str) -> Printed | None:
    """The number a cell prints, or None when it is no number."""
    match = PRINTED.match(cell.strip())
    if not match:
        return None
    digits = match["digits"].replace(",", "") + (match["fraction"] or "")
    return Printed(
        value=Decimal(("-" if match["sign"] else "") + digits),
        decimals=len(match["fraction"] or ".") - 1,
        unit=match["unit"],
        bound=match["bound"],
        mark=match["mark"],
    )


def read_count(cell: str) -> int | None:
    """The whole number, not negative, that a cell prints, with or without thousands commas; or None."""
    number = read_number(cell)
    if number is None or number.decimals or number.unit or number.bound or number.mark or number.value < 0:
        return None
    return int(number.value)


def is_not_available(cell: str) -> bool:
    return cell.strip().lower() in NOT_AVAILABLE
