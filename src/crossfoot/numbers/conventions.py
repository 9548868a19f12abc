"""How a column, table or document writes its numbers: 1,234.5 or 1.234,5, thousands by spaces or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from crossfoot.numbers.grammar import FIXED, POINT, Convention, one_form, read_number

# digits with what may stand between them; thousands by plain spaces; thousands in another way or not apart
CORE = re.compile(rf"(?<![0-9A-Za-z])[.,]?[0-9](?:[0-9.,'{FIXED}]|[ ](?=[0-9]{{3}}(?![0-9])))*")
SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
GROUPED = re.compile(rf"[0-9]{{1,3}}(?:[.,'{FIXED}][0-9]{{3}})+(?:[.,][0-9]+)?|[0-9]{{4,}}(?:[.,][0-9]+)?")
# so many numbers such as 1,234 say by themselves that a comma sets thousands apart
ENOUGH = 3


@dataclass(frozen=True)
class Evidence:
    """What one text tells.

    decimal: the sign before its decimals where it leaves no choice, else ""; decimals: how many it has then.
    either: the sign in it that may part decimals or thousands, else "". spaced, grouped: whether thousands
    stand apart by plain spaces, or in another way."""

    decimal: str = ""
    decimals: int = 0
    either: str = ""
    spaced: bool = False
    grouped: bool = False


@lru_cache(maxsize=20_000)
def evidence_of(text: str) -> Evidence:
    """What the one number of a text tells; nothing where it prints none, or several."""
    found = CORE.findall(one_form(text))
    if len(found) != 1:
        return Evidence()
    core = found[0].rstrip(".,")
    decimal, decimals, open_sign = _decimal_sign(core)
    return Evidence(
        decimal,
        decimals,
        open_sign,
        bool(SPACED.fullmatch(core)),
        not open_sign and bool(GROUPED.fullmatch(core)),
    )


def _decimal_sign(core: str) -> tuple[str, int, str]:
    core = re.sub(rf"[ '{FIXED}]", "_", core)
    signs = [character for character in core if character in ".,"]
    if not signs:
        return "", 0, ""
    first, last = signs[0], signs[-1]
    whole, _, rest = core.rpartition(last)
    if first != last:
        # both stand in it: the last one, which stands once, parts the decimals
        return (last, len(rest), "") if signs.count(last) == 1 else ("", 0, "")
    if len(signs) > 1:
        # one sign several times sets thousands apart
        return ({",": ".", ".": ","}[last], 0, "") if len(rest) == 3 else ("", 0, "")
    if len(rest) == 3 and re.fullmatch(r"[1-9][0-9]{0,2}", whole):
        return "", 0, last
    return last, len(rest), ""


def settle(texts: Iterable[str], fallback: Convention | None = None) -> Convention | None:
    """The convention in which the numbers of a column, table or document are written.

    texts: cells, of which those without a number say nothing. fallback: of what they stand in. None where
    nothing decides. A plain space sets thousands apart where a number needs it and none writes its thousands
    otherwise.
    """
    seen = [evidence_of(text) for text in texts]
    spaces = any(one.spaced for one in seen) and not any(one.grouped and not one.spaced for one in seen)
    votes = Counter(one.decimal for one in seen if one.decimal)
    open_signs = Counter(one.either for one in seen if one.either)
    for sign, other in ((".", ","), (",", ".")):
        if votes[sign] > votes[other] and not (
            fallback and fallback.decimal == other and not _is_uniform(seen, sign, open_signs)
        ):
            return Convention(sign, spaces)
    if fallback:
        return Convention(fallback.decimal, spaces)
    if open_signs["."] and not (open_signs[","] >= ENOUGH):
        return None
    return Convention(".", spaces) if open_signs or spaces else None


def _is_uniform(seen: list[Evidence], sign: str, open_signs: Counter[str]) -> bool:
    """Whether all numbers can have this sign before their decimals: 12,34 among 1,234 is rather a slip."""
    decimals = {one.decimals for one in seen if one.decimal == sign and one.decimals}
    return not any(one.decimal not in (sign, "") for one in seen) and (not open_signs[sign] or 3 in decimals)


def settle_columns(columns: Iterable[Iterable[str]], fallback: Convention | None = None) -> Convention | None:
    """The convention of a table or document: the one of most of its columns that settle by themselves."""
    columns = [list(texts) for texts in columns]
    votes = Counter(
        convention.decimal
        for texts in columns
        if any(evidence_of(text).decimal for text in texts) and (convention := settle(texts))
    )
    if votes["."] != votes[","]:
        return Convention("." if votes["."] > votes[","] else ",")
    return settle([text for texts in columns for text in texts], fallback) if not votes else fallback


def is_ambiguous(text: str) -> bool:
    """Whether a text prints a number that can be read in two ways, such as 1.234."""
    return evidence_of(text).either == "." and read_number(text, POINT) is not None
