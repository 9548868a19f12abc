"""The simplest slip that explains a contradicted number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from crossfoot.numbers.intervals import Interval

Year = TypeVar("Year", int, str)


def explain_other_year(printed: float, printed_by_year: Mapping[Year, float], year: Year) -> str:
    """The one other year for which the very same number is printed; "" when there is none or several."""
    same = [other for other, value in printed_by_year.items() if other != year and value == printed]
    return f"the number printed for {same[0]}" if len(same) == 1 else ""


def explain_misprint(printed: Interval, feasible: Interval) -> str:
    """The sign, a power of ten, two digits exchanged or a digit too many; "" for none."""
    for power in (1, 2, 3, -1, -2, -3):
        factor = Interval.exactly(Decimal(10) ** power)
        if (printed * factor).overlaps(feasible):
            return f"a power of ten: {factor.low.normalize():f} times the printed number"
    if not (printed.low.is_finite() and printed.high.is_finite()):
        return ""
    if (-printed).overlaps(feasible) and not printed.overlaps(feasible):
        return "the other sign"
    middle = (printed.low + printed.high) / 2
    half = (printed.high - printed.low) / 2
    decimals = decimals_of(half * 2)
    digits = f"{middle:.{decimals}f}"
    for swapped in digits_exchanged(digits):
        if Interval.rounded(swapped, decimals).overlaps(feasible):
            return f"two digits exchanged: {swapped} for {digits}"
    for place, digit in enumerate(digits):
        shorter = digits[:place] + digits[place + 1 :]
        if (
            digit.isdigit()
            and shorter[-1:].isdigit()
            and Decimal(shorter) != middle
            and Interval.rounded(shorter, _decimals(shorter)).overlaps(feasible)
        ):
            return f"a digit too many: {shorter} for {digits}"
    return ""


def digits_exchanged(digits: str) -> list[str]:
    """The number with each pair of neighbouring digits that differ exchanged."""
    pairs = [(place, digits[place : place + 2]) for place in range(len(digits) - 1)]
    return [
        digits[:place] + pair[::-1] + digits[place + 2 :]
        for place, pair in pairs
        if pair.isdigit() and pair[0] != pair[1]
    ]


def decimals_of(value: Decimal) -> int:
    """The decimals a number needs, without trailing zeros; 0 for infinity."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2])
