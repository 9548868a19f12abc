"""Amounts of one column of a file: which way of writing numbers it follows, and what they are worth.

A column has one convention for its decimals and thousands. Where its cells allow two that differ in value,
that is an error and never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from crossfoot import InputError

E_NOTATION = re.compile(r"[-+]?\d+([.,]\d+)?[eE][-+]?\d+")
NEGATIVE = re.compile(r"^[-−–(△▲]")
ALIKE = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("’‘`´", "'"))
WORDS = {",": "commas", ".": "dots", " ": "spaces", "'": "apostrophes"}


@dataclass(frozen=True)
class Convention:
    """decimal: "." or ",". thousands: what stands between groups, "" for nothing."""

    decimal: str
    thousands: str

    def __str__(self) -> str:
        parts = ["decimals after a comma"] if self.decimal == "," else []
        parts += [f"thousands apart by {WORDS[self.thousands]}"] if self.thousands else []
        return " and ".join(parts) or "plain figures"


PLAIN, ENGLISH = Convention(".", ""), Convention(".", ",")
CONVENTIONS = (
    PLAIN,
    ENGLISH,
    Convention(",", ""),
    Convention(",", "."),
    *(Convention(decimal, mark) for decimal in ".," for mark in (" ", "'")),
)


def settle(
    cells: Iterable[tuple[int, str]],
    place: str,
    own: Convention = PLAIN,
    decimals: int | None = None,
    surely: bool = True,
) -> Convention:
    """The one convention that all cells of a column follow.

    cells: line and text. place: file, and column if it helps. own: how the producer writes. decimals: the
    most that it gives. surely: take `own` where it fits beside others; where the file was saved anew with
    semicolons it is not sure.
    Raises InputError for a cell that is not an amount, is negative or in E-notation, a mixture, or two
    readings.
    """
    left, before = list(CONVENTIONS), None
    seen: dict[str, int] = {}
    for line, text in cells:
        text = text.translate(ALIKE)
        fit = [one for one in left if _pattern(one, decimals).fullmatch(text)]
        if not fit:
            if before and any(_pattern(one, decimals).fullmatch(text) for one in CONVENTIONS):
                raise InputError(
                    f"{place}: line {line}",
                    f"{text!r}, and {before[1]!r} on line {before[0]}",
                    "one way of writing numbers in a column",
                )
            raise _not_an_amount(f"{place}: line {line}", text, decimals)
        if len(fit) < len(left):
            before = (line, text)
        left = fit
        if not text.isdigit():
            seen.setdefault(text, line)
    if own in left and surely:
        return own
    for text, line in seen.items():
        values = dict.fromkeys(f"{value_of(text, one):f}" for one in left)
        if len(values) > 1:
            raise InputError(
                f"{place}: line {line}",
                f"{text!r}, which may be {' or '.join(values)}",
                "figures whose decimals and thousands can be told apart, such as 1234.5",
            )
    return own if own in left else left[0]


def value_of(text: str, convention: Convention) -> Decimal:
    """The amount that a cell of that convention prints."""
    text = text.translate(ALIKE)
    if convention.thousands:
        text = text.replace(convention.thousands, "")
    return Decimal(text.replace(convention.decimal, "."))


def moved(value: Decimal, shift: int) -> str:
    """The amount times a power of ten, exactly, in full."""
    return f"{value.scaleb(shift):f}"


@lru_cache(maxsize=64)
def _pattern(convention: Convention, decimals: int | None) -> re.Pattern:
    point, mark = re.escape(convention.decimal), re.escape(convention.thousands)
    groups = [r"\d+"]
    if mark:
        groups.append(rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+")
    if convention.thousands == ",":  # India: 1,23,45,678
        groups.append(r"[1-9]\d?(?:,\d{2})*,\d{3}")
    digits = rf"\d{{1,{decimals}}}" if decimals else r"\d+"
    return re.compile(rf"(?:{'|'.join(groups)})(?:{point}{digits})?|{point}{digits}", re.ASCII)


def _not_an_amount(place: str, text: str, decimals: int | None) -> InputError:
    if E_NOTATION.fullmatch(text):
        return InputError(
            place,
            f"{text!r}, in which digits are lost",
            "an amount in full: format the column as a number before saving",
        )
    if NEGATIVE.match(text):
        return InputError(place, repr(text), "an amount, not negative")
    said = f" of at most {decimals} decimals" if decimals else ""
    return InputError(place, repr(text), f"an amount{said}")
