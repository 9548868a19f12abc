"""Physical units behind the numbers of a text."""

from __future__ import annotations

import re

from crossfoot.numbers.grammar import PHYSICAL, either

# after a whole number that is measured, not counted
MEASURED = re.compile(
    r"[\s-](?:metric )?(?:tonn?es?|tons?|[kMG]?t|kg|kilo\w*|grams?|km2?|met"
    r"(?:re|er)s?|miles?|hectares?|ha|acres?|litres?|liters?|gallons?|barrels?|bushels?|"
    r"[kMGT]Wh?|[kMGT]?wh|mega\w*|giga\w*|tera\w*|watts?|square|cubic|degrees?|points?|hours?|"
    r"minutes?|TEUs?|crowns?|Mt|Gt|bpd|mm|cm)\b"
)
UNIT_BEHIND = re.compile(rf"[\s-](?P<unit>{either(PHYSICAL)})(?![A-Za-z])")


def unit_behind(match: re.Match) -> tuple[str, int]:
    """The base unit that stands behind a number, and its power of ten; one that is not known as printed."""
    if known := UNIT_BEHIND.match(match.string, match.end()):
        return PHYSICAL[known["unit"]]
    other = MEASURED.match(match.string, match.end())
    return (other[0].strip(" -").removesuffix("s"), 0) if other else ("", 0)
