"""What the words of a text can name: their stems, short forms in capitals, years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# words that tell no row or column from another
STOP_WORDS = (
    "the and for from with that this its per all are was were has have had been not "
    "total totals subtotal grand number "
    "share shares percent percentage year years million billion trillion thousand usd jpy inr eur value "
    "values amount amounts country countries other which whose than more less about over"
)
STOP = frozenset(STOP_WORDS.split())
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
WORD = re.compile(r"[^\W\d_]{3,}")
NAME = re.compile(r"[A-Za-z][\w&’'-]*")
SHORT = re.compile(r"\b[A-Z][A-Z&]{1,9}(?=s?\b)")
BRACKETED = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")


@dataclass(frozen=True)
class Words:
    """What a text can name: its words, their stems, short forms in capitals, years."""

    text: str
    stems: frozenset[str]
    short: frozenset[str]
    years: frozenset[int]

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, text: str) -> Words:
        years = frozenset(int(year) for year in YEAR.findall(text))
        return cls(text, stems(text), frozenset(SHORT.findall(text)), years)


def short_forms(label: str) -> frozenset[str]:
    """Short forms of a name: printed with it, or its first letters ("DOD" of "Department of Defense")."""
    words = [word for word in NAME.findall(BRACKETED.sub("", label)) if word[0].isalpha()]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    letters = "".join(word[0].upper() for word in words)
    found = {letters[:size] for size in range(3, len(letters) + 1)} if capitals[:1] == letters[:1] else set()
    if len(capitals) > 1:
        found.add(capitals)
    alone = {label.strip()} if SHORT.fullmatch(label.strip()) else set()
    return frozenset({*found, *alone, *BRACKETED.findall(label)})


def stems(text: str) -> frozenset[str]:
    """The words of a text that tell things apart, without their plural."""
    return frozenset(
        stem for word in WORD.findall(text.lower()) if (stem := _stem(word)) not in STOP and word not in STOP
    )


# endings that leave the same thing named: "awarded", "award"; "employees", "employment"
ENDING = re.compile(r"(?<=\w{4})(?:ments?|ees?|ings?|ed)$|(?<=\w{5})ions?$")


# of a difference, which a table prints with either sign
GAPS = frozenset("gap gaps difference differences shortfall shortfalls deficit deficits imbalance".split())


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word in GAPS:
        return "gap"
    word = word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
    return ENDING.sub("", word).removesuffix("e")
