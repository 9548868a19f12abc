"""Amounts of one column of a file: which way of writing numbers it follows, and what they are worth.

A column has one convention for its decimals and thousands. Where its cells allow two that differ in value,
that is an error and never a guess.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from crossfoot import Convention as Signs
from crossfoot import InputError, read_number

ALIKE = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("’‘`´", "'"))
WORDS = {",": "commas", ".": "dots", " ": "spaces", "'": "apostrophes"}
# whether a cell is an amount hangs on the places of its digits and zeros alone
SHAPE = ALIKE | str.maketrans(dict.fromkeys("23456789", "1"))
NO_SIGNS = str.maketrans(dict.fromkeys(",. '"))


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
        fit = [one for one in left if _fits(text, one, decimals)]
        if not fit:
            if before and any(_fits(text, one, decimals) for one in CONVENTIONS):
                found = f"{text!r}, and {before[1]!r} on line {before[0]}"
                raise InputError(f"{place}: line {line}", found, "one way of writing numbers in a column")
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
    """The amount that a cell of that convention prints. Raises ValueError where it prints none."""
    decimals = _decimals(text.translate(SHAPE), convention)
    if decimals is None:
        raise ValueError(f"{text!r} is not an amount with {convention}")
    return Decimal(text.translate(ALIKE).translate(NO_SIGNS)).scaleb(-decimals)


def moved(value: Decimal, shift: int) -> str:
    """The amount times a power of ten, exactly, in full."""
    return f"{value.scaleb(shift):f}"


@lru_cache(maxsize=10_000)
def _decimals(shape: str, convention: Convention) -> int | None:
    """How many decimals the cells of a shape have; None where they are not digits and the convention's signs.

    The grammar reads one cell of each shape: files have millions of cells, and few shapes.
    """
    if not set(shape) <= set("01" + convention.decimal + convention.thousands) or shape != shape.strip():
        return None
    number = read_number(shape, Signs(convention.decimal, spaces=True))
    return None if number is None else number.decimals


def _fits(text: str, convention: Convention, most: int | None) -> bool:
    decimals = _decimals(text.translate(SHAPE), convention)
    return decimals is not None and (most is None or decimals <= most)


def _not_an_amount(place: str, text: str, decimals: int | None) -> InputError:
    number = read_number(text) or read_number(text, Signs(",", spaces=True))
    if number and number.lost_digits:
        return InputError(
            place,
            f"{text!r}, in which digits are lost",
            "an amount in full: format the column as a number before saving",
        )
    if number and number.value < 0:
        return InputError(place, repr(text), "an amount, not negative")
    said = f" of at most {decimals} decimals" if decimals else ""
    return InputError(place, repr(text), f"an amount{said}")
