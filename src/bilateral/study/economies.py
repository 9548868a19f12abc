"""Economies by code: what official sources call them, and how a mistyped code is mended.

economies.csv beside this file has a row for each: its code (ISO 3166-1 alpha-3, with EUU and XKX as the World
Bank has them), its usual name, and with | between them what sources call it also, what India's Export Import
Data Bank (eidb) and Japan's customs alone call it, and what texts call some of them and their people.
"""

from bilateral.study.project import rows_beside
from crossfoot import InputError

_ROWS = rows_beside(__file__)
# by code the names that sources use, the usual one first
SOURCES_NAMES: dict[str, list[str]] = {
    row["code"]: [row["name"], *filter(None, row["also"].split("|"))] for row in _ROWS
}


def names_in(source: str) -> dict[str, str]:
    """By the names that only this source uses (eidb, japan_customs), or that texts do, the code."""
    return {name: row["code"] for row in _ROWS for name in filter(None, row[source].split("|"))}


def codes_by_word(names: dict[str, str]) -> dict[str, str]:
    """Every word by which a file may call one of these economies, to its code: its code, what official
    sources call it, and its name in the study. names: code to display name, in any language."""
    words = {word: code for code in names for word in (code, *SOURCES_NAMES.get(code, []))}
    return words | {name: code for code, name in names.items()}


def check_code(place: str, code: str) -> None:
    """Raises InputError for a code that no economy has, with the code that was likely meant."""
    if code in SOURCES_NAMES:
        return
    named = [
        known
        for known, called in SOURCES_NAMES.items()
        if code.casefold() in (word.casefold() for word in called)
    ]
    if code.upper() in SOURCES_NAMES or named:
        raise InputError(place, repr(code), repr(code.upper() if code.upper() in SOURCES_NAMES else named[0]))
    # imported here: a sound configuration never needs it
    from difflib import get_close_matches

    begun = [
        known
        for known, called in SOURCES_NAMES.items()
        if len(code) > 2 and called[0].upper().startswith(code.upper())
    ]
    near = list(dict.fromkeys([*begun, *get_close_matches(code.upper(), SOURCES_NAMES, n=3, cutoff=0.6)]))[:3]
    likely = (
        f"; near it are {', '.join(f'{match} ({SOURCES_NAMES[match][0]})' for match in near)}" if near else ""
    )
    raise InputError(place, repr(code), f"a code of ISO 3166-1 alpha-3{likely}")
