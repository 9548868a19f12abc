"""What of the numbers of a sentence gives what another of its numbers should be."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import permutations

AMOUNT = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥₹]\s?)?(?P<digits>\d+(?:,\d{2,3})*(?:\.\d+)?)(?![\d-])"
    r"(?:\s?(?P<unit>%|per ?cent\b|thousand\b|million\b|billion\b|trillion\b))?"
)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
PERCENT = ("%", "percent", "per cent")
# a computed number is told with few digits
NEAR = Decimal("0.005")
OTHERS = "by the other numbers of its sentence it is"
MULTIPLES = {2: "doubled", 3: "tripled", 4: "quadrupled"}


def as_multiple(computed: str) -> str:
    """A ratio of a later to an earlier amount, in words: "doubled (2.0 times)"."""
    ratio = Decimal(computed.replace(",", ""))
    word = MULTIPLES.get(round(ratio))
    if word and abs(ratio - round(ratio)) <= ratio / 20:
        return f"{word} ({ratio:.1f} times)"
    return f"{'rose' if ratio > 1 else 'fell'} to {ratio:.{1 if ratio > 1 else 2}f} times what it was"


def what_gives(kind: str, quote: str, stated: str, computed: str) -> str:
    """The numbers of a quote, and what they are taken for, that give what was computed in place of the stated
    number, up to the verb: "from 40 to 48 it is"."""
    found = AMOUNT.finditer(quote.replace(stated, " ", 1))
    amounts = [(one[0], _value(one)) for one in found if one["unit"] or not YEAR.fullmatch(one[0])]
    meant = AMOUNT.search(computed)
    if not meant or not 2 <= len(amounts) <= 6:
        return OTHERS
    wanted, is_share = _value(meant), meant["unit"] in PERCENT
    names, total = [name for name, _ in amounts], sum((value for _, value in amounts), Decimal(0))
    said = f"{', '.join(names[:-1])} and {names[-1]}"
    if kind == "sum" and _is_near(total, wanted):
        return f"{said} add up to"
    if kind == "average" and _is_near(total / len(amounts), wanted):
        return f"the mean of {said} is"
    for (a, first), (b, second) in permutations(amounts, 2):
        if is_share and second and _is_near(100 * first / second, wanted):
            return f"{a} of {b} is"
        if is_share and first and _is_near(100 * abs(second / first - 1), wanted):
            return f"from {a} to {b} it is"
        if kind not in ("growth", "sum") and not is_share and _is_near(first * second, wanted):
            return f"{a} times {b} is"
        if _is_near(first - second, wanted):
            return f"{a} less {b} is"
    return OTHERS


def _value(amount: re.Match) -> Decimal:
    return Decimal(amount["digits"].replace(",", "")).scaleb(SCALES.get(amount["unit"] or "", 0))


def _is_near(value: Decimal, wanted: Decimal) -> bool:
    return abs(value - wanted) <= NEAR * abs(wanted)
