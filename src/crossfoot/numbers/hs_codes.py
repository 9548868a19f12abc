"""Harmonised System codes as zero-padded text with their level."""

from __future__ import annotations

# World Customs Organization (2022), Harmonized System Nomenclature: chapters 1 to 97, of which 77 is
# reserved for future use. 00 is what customs leave unallocated; 98 and 99 are for national use.
HS_CHAPTERS = frozenset(f"{number:02d}" for number in range(100)) - {"77"}
LEVELS = {2: "chapter", 4: "heading", 6: "subheading"}


def read_hs_code(text: str) -> tuple[str, int] | None:
    """The code and its level (2, 4 or 6 digits), or None when no such code can exist."""
    code = text.strip()
    if not code.isascii() or not code.isdigit() or len(code) not in LEVELS or code[:2] not in HS_CHAPTERS:
        return None
    # a heading is numbered from 01 within its chapter; subheading 00 means "not subdivided"
    if len(code) >= 4 and code[2:4] == "00":
        return None
    return code, len(code)


def read_hs_chapter(text: str) -> str | None:
    """A chapter printed as a number, "3" for "03", as two digits; None when no such chapter exists."""
    code = text.strip()
    if not code.isascii() or not code.isdigit() or len(code) > 2:
        return None
    return code.zfill(2) if code.zfill(2) in HS_CHAPTERS else None
