"""Labels of rows that name a whole without the word total: World, All provinces, Four members."""

from __future__ import annotations

import re

from crossfoot.numbers.words import NUMBER_WORDS

WHOLE = re.compile(r"^(?:world|sum|overall|all(?! others?\b)(?: [\w-]+){0,3})\s?[:*†‡¹²³⁴]*$", re.IGNORECASE)
COUNTED = re.compile(r"^(?:the )?(?P<count>[a-z]+|\d{1,2}) [\w-]+s$", re.IGNORECASE)


def is_whole(label: str) -> bool:
    return bool(WHOLE.match(label))


def counts(label: str, items: int) -> bool:
    """Whether a label such as "Four members" counts so many items."""
    match = COUNTED.match(label)
    return match is not None and str(NUMBER_WORDS.get(match["count"].lower(), match["count"])) == str(items)
