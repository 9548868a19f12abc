"""Labels of rows that name a whole without the word total: World, All provinces, Four members."""

from __future__ import annotations

import re

from crossfoot.numbers.words import NUMBER_WORDS

WHOLE = re.compile(
    r"^(?:world|sum|overall|(?:al)?together|(?:both|all)(?! others?\b)(?: [\w-]+){0,3})\s?[:*†‡¹²³⁴]*$",
    re.IGNORECASE,
)
# what a row of growth adds up, where the caption says so
CONTRIBUTIONS = re.compile(r"\bcontributions?\b", re.IGNORECASE)
GROWTH = re.compile(r"\b(?:growth|change|GDP)\b", re.IGNORECASE)
COUNTED = re.compile(r"^(?:the )?(?P<count>[a-z]+|\d{1,2}) [\w-]+s$", re.IGNORECASE)


def is_whole(label: str, caption: str = "") -> bool:
    """caption: of the table, where it is a row's label."""
    is_of_growth = bool(GROWTH.search(label) and CONTRIBUTIONS.search(caption))
    return is_of_growth or bool(WHOLE.match(label))


def counts(label: str, items: int) -> bool:
    """Whether a label such as "Four members" counts so many items."""
    match = COUNTED.match(label)
    return match is not None and str(NUMBER_WORDS.get(match["count"].lower(), match["count"])) == str(items)
