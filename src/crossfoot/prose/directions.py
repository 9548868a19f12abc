"""Which way the words of a sentence say that an amount goes."""

from __future__ import annotations

import re

from crossfoot.numbers import words
from crossfoot.prose.growth import MULTIPLE
from crossfoot.prose.patterns import OPEN

# of the forms in -ing those that are verbs, and those that stand beside their amounts: "falling by 7 points,
# from"
BESIDE = r"(?:\b(?:by|is|of|are|was|been|were) |, )"
WORDS = {
    1: re.compile(rf"\b(?:{words.UP})\b|{BESIDE}(?P<ing>{words.RISING})\b", re.IGNORECASE),
    -1: re.compile(rf"\b(?:{words.DOWN})\b|{BESIDE}(?P<ing>{words.FALLING})\b", re.IGNORECASE),
}
FORMS_IN_ING = {1: re.compile(rf"\b(?:{words.RISING})\b"), -1: re.compile(rf"\b(?:{words.FALLING})\b")}
DENIED = re.compile(
    r"\b(?:not|never|no|without|fail(?:s|ed|ing)? to|instead|rather|unless|nor|neither|hardly|slow\w*|faster|"
    r"range of)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
SUPPOSED = re.compile(r"\b(?:would|could|might|should|if)\b[^.;]{0,25}$", re.IGNORECASE)
# where these stand between the word of direction and the amounts, or before it, the words may say something
# else
OTHER = re.compile(
    r"\b(?:not|never|no|without|fail(?:s|ed|ing)? to|instead|rather|would|could|might|should|if|"
    r"unless|slow\w*|faster|accelerat\w*|decelerat\w*|moderat\w*|eas(?:ed|ing)|deepen\w*|neither|nor|hardly|"
    r"depreciat\w*|appreciat\w*|rang(?:e[ds]?|ing)|shift\w*|mov(?:ed|ing)|rank\w*|despite|although|whereas|"
    r"while|was|were|is|are|than|forecasts?|projections?|estimates?|expectations?|targets?|outlook|"
    r"assumptions?|exempt\w*|pass(?:ed|ing)|cuts? in|hikes?)\b|\b(?:rates?|pace|speed)(?: of)? $",
    re.IGNORECASE,
)
# before what rises while its number falls
RANKED = re.compile(r"\b(?:rank\w*|place|position|league table|frequency|speed|pace)\b", re.IGNORECASE)
BREAK = re.compile(
    r"[;:]|, (?:and|but|while|whereas|which|with)\b|\b(?:while|whereas|but|because|although)\b"
)
# the word and its amounts side by side, whatever other words of direction stand before
DIRECTLY = re.compile(rf"^(?: (?:\w+ly|further|again|back))?(?:,? (?:by )?{OPEN}[^,;]{{0,60}})?,? $")
PER_CURRENCY = re.compile(
    r"^\s?(?:per|to the|to one|against the|to a) (?:US )?(?:dollar|euro|yen|pound|USD)", re.IGNORECASE
)
OF_CURRENCY = re.compile(
    r"\b(?:yen|dollar|rupee|euro|pound|yuan|renminbi|peso|won|baht|rupiah|ringgit|dong|riel|currency|"
    r"exchange rate)\s(?:\w+\s)?$",
    re.IGNORECASE,
)


def direction_of(before: str) -> tuple[int, str, int]:
    """Which way the words before "from" point (0: neither or both); the word and where it begins."""
    found = [
        (one.start("ing") if one["ing"] else one.start(), one["ing"] or one[0], sign)
        for sign, form in WORDS.items()
        for one in form.finditer(before)
    ]
    found += [
        (one.start(), one[0], sign)
        for sign, form in FORMS_IN_ING.items()
        for one in form.finditer(before)
        if DIRECTLY.match(before[one.end() :])
    ]
    found += [
        (one.start(), one[0], -1 if one["word"].lower() in words.HALVED else 1)
        for one in MULTIPLE.finditer(before)
    ]
    if not found:
        return 0, "", 0
    at, word, sign = max(found)
    rest = before[at + len(word) :]
    both_ways = len({sign for *_, sign in found}) > 1 and not DIRECTLY.match(rest)
    if (
        both_ways
        or len(rest) > 90
        # "in the wake of rising prices, the sector curtailed imports from": another clause
        or "," in rest
        and not DIRECTLY.match(rest)
        or OTHER.search(rest)
        or is_denied(before[:at])
        or OF_CURRENCY.search(before[:at])
    ):
        return 0, "", 0
    return sign, word, at


def is_denied(before: str) -> bool:
    """Whether the words just before deny or suppose what follows."""
    return bool(DENIED.search(before) or SUPPOSED.search(before))
