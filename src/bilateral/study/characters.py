"""Bytes as text; which characters of a text need more than the fonts that every text here is set in."""

import re
import unicodedata
from collections.abc import Collection

from crossfoot import InputError

# Latin, Greek, Cyrillic, punctuation, currencies, arrows and mathematical signs: in every built-in font
BUILT_IN = re.compile("[\u0000-\u036f\u0370-\u052f\u1e00-\u1eff\u2000-\u22ff]")
MOST = 12
# the mark that no reader sees, Unicode Standard Annex 9
LEFT_TO_RIGHT = "\u200e"


def decoded(content: bytes, name: str) -> str:
    """The text of a file in UTF-8, without a byte-order mark. Raises InputError naming the line of a byte
    that is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"{name}: line {line}", f"byte 0x{content[error.start]:02x}, which is not UTF-8", "UTF-8 text"
        ) from None


def beyond(text: str) -> set[str]:
    """The characters of a text that a font must be asked about, not marks that are no sign of their own."""
    return {
        character for character in BUILT_IN.sub("", text) if unicodedata.category(character)[0] not in "CZ"
    }


def in_line(text: str) -> str:
    """A name as it stands within a line that runs from left to right: one from right to left keeps what
    follows it, such as a year in brackets, on its right."""
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return f"{LEFT_TO_RIGHT}{text}{LEFT_TO_RIGHT}"
    return text


def check_characters(place: str, text: str, covered: Collection[int]) -> None:
    """Raises InputError for characters that no font has, which would be boxes.

    covered: code points of the fonts.
    """
    asked = beyond(text)
    absent = [
        character for character in dict.fromkeys(text) if character in asked and ord(character) not in covered
    ]
    if absent:
        more = f" and {len(absent) - MOST} more" if len(absent) > MOST else ""
        found = f"characters that no font here has: {''.join(absent[:MOST])}{more}"
        raise InputError(place, found, "`font:` in config.yaml, naming a font file that has them")
