"""What a printed number, date or list stands for."""

import re
from dataclasses import replace
from decimal import Decimal

from crossfoot import FRACTIONS, INFINITY, ORDINALS, WORDS, Interval, Number, read_number

SPOKEN = {word: str(n) for words in (WORDS, ORDINALS) for n, word in enumerate(words)} | FRACTIONS
# what stands before a number and says how it is meant
ABOUT = ("about", "around", "approximately")
NEARLY = ("nearly", "almost")
AT_LEAST, ABOVE = ("at least",), ("more than", "over", "above")
AT_MOST, BELOW = ("at most", "up to"), ("less than", "below", "under")
MEANT = "|".join(ABOUT + NEARLY + AT_LEAST + ABOVE + AT_MOST + BELOW)
QUALIFIER = re.compile(rf"^({MEANT})\s+(.+)$", re.IGNORECASE)
ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$", re.IGNORECASE)
YES, NO = "yes", "no"


def read_stated(text: str) -> Number | None:
    """The number a text states, or None: "1.7%" is all numbers that round to it; "about 50" rounds at the
    last digit that is not zero, and "nearly 50" is what of that is less; "at least", "more than" and their
    opposites are open-ended. Currency signs, thousands commas, ordinals ("12th", "third") and number words
    up to twenty are read; a scale word belongs into the claim's unit."""
    match = QUALIFIER.match(text.strip())
    meant, plain = (" ".join(match[1].lower().split()), match[2]) if match else ("", text.strip())
    plain = SPOKEN.get(plain.lower(), plain)
    printed = read_number(ORDINAL.sub(r"\1", plain))
    if printed is None or printed.bound or printed.mark or not replace(printed, currency="").is_plain:
        return None
    value = printed.value
    face, exact = Interval.exactly(value), Interval.rounded(value, printed.decimals)
    digits = f"{value:f}"
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits and value else 0
    loose = Interval.rounded(value, printed.decimals - zeros)
    if meant in ABOUT:
        return Number(face, loose)
    if meant in NEARLY:
        return Number.between(Interval(loose.low, value, open_high=True))
    if meant in AT_LEAST + ABOVE:
        return Number.between(Interval(value, INFINITY, open_low=meant in ABOVE))
    if meant in AT_MOST + BELOW:
        return Number.between(Interval(-INFINITY, value, open_high=meant in BELOW))
    return Number(face, exact)


def decimals_of(text: str) -> int:
    """How many decimals a stated number has."""
    digits = re.search(r"\.(\d+)", text)
    return len(digits[1]) if digits else 0


def printed_as(value: Decimal, like: str, decimals: int) -> str:
    """The number with that many decimals, and with thousands commas where `like` has them."""
    return f"{value:{',' if ',' in like else ''}.{decimals}f}"
