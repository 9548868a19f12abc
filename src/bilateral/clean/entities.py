"""Several companies that stand run together in one cell."""

import re

# A legal form ends a name, and so does an abbreviation in parentheses; ", Ltd." may still follow either.
LEGAL_FORM = (
    r"(?:Corporation|Incorporated|Inc\.|Co\.,? Ltd\.|Limited Company|Limited|Ltd\.|K\.K\.|G\.K\.|LLC|Company)"
)
SHORT_FORM = r"\s\([A-Z][A-Za-z&.-]*\)"
NAME_END = re.compile(
    rf"(?:{LEGAL_FORM}(?:,?\s{LEGAL_FORM})*(?:{SHORT_FORM})?|{SHORT_FORM})(?:,\s(?:Ltd\.|Inc\.))?"
    rf"(?!,\s(?:Ltd|Inc)\b|\s+{LEGAL_FORM})(?=\s+[A-Z]|\s*[,;/]\s*[A-Z]|\s+and\s+[A-Z])"
)
SEPARATOR = re.compile(r"^(?:[,;/]|and\b)\s*")


def split_entities(cell: str) -> list[str]:
    """The names in the cell, in printed order; a cell without a legal form inside is one name."""
    names, start = [], 0
    for match in NAME_END.finditer(cell):
        names.append(cell[start : match.end()].strip())
        start = match.end()
    return [SEPARATOR.sub("", name) for name in (*names, cell[start:].strip()) if name]
