"""Rows of trade in one form, whatever their producer, and what was changed to read them."""

import json
from dataclasses import dataclass, field

from bilateral.sources.amounts import PLAIN, Convention, moved, value_of
from crossfoot import InputError

# where it went, how it was recorded, what it was worth; and the repairs of the row, as JSON
TRADE = (
    "producer reporter partner flow valuation period year hs_revision hs_code usd_million repairs line"
).split()
FLOWS = {"M": "import", "X": "export"}
# United Nations (2011), International Merchandise Trade Statistics: imports are valued CIF, exports FOB
VALUATIONS = {"import": "CIF", "export": "FOB"}
# rule, reason
ZERO_LOST = ("hs_zero_padded", "HS codes have leading zeros")
CODE_MENDED = ("hs_code_without_decimals", "a code that was saved as a number with decimals")


@dataclass(frozen=True)
class Codes:
    """What turns the sources' codes into ISO alpha-3: areas, Comtrade's code to ISO, "" for what is not an
    economy; names, ISO to name; pair, the study's economies; countries, products: the bytes of BACI's two
    code files,
    where there is a BACI file."""

    areas: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    pair: frozenset[str] = frozenset()
    countries: bytes = b""
    products: bytes = b""


@dataclass
class Repairs:
    """What was changed in one row: column, printed, used, rule, reason."""

    made: list[list[str]] = field(default_factory=list)

    def add(self, column: str, printed: str, used: str, rule: str, reason: str) -> None:
        self.made.append([column, printed, used, rule, reason])

    def code(self, printed: str, used: str) -> str:
        if printed != used:
            self.add("hs_code", printed, used, *(CODE_MENDED if "." in printed else ZERO_LOST))
        return used

    def amount(self, printed: str, convention: Convention, own: Convention, shift: int) -> str:
        """In US$ million; on record where the cell is not written as the producer does."""
        value = value_of(printed, convention)
        if convention not in (own, PLAIN) and f"{value}" != printed:
            self.add("usd_million", printed, f"{value:f}", "number_format", f"{convention}")
        return moved(value, shift)

    def __str__(self) -> str:
        return json.dumps(self.made, ensure_ascii=False) if self.made else ""


def padded(code: str) -> str:
    """An HS code with the leading zero it lost: codes have 2, 4 or 6 digits, and no chapter begins with two
    zeros."""
    return code.zfill(len(code) + len(code) % 2) if code.isascii() and code.isdigit() else code


def once(seen: dict, key: object, line: int, name: str, said: str, expected: str = "once") -> None:
    """Notes the line of a key. Raises InputError where an earlier line has it. seen: key to line."""
    if (first := seen.setdefault(key, line)) != line:
        raise InputError(f"{name}: line {line}", f"{said} a second time, first on line {first}", expected)


def some(rows: list, name: str, what: str) -> list:
    if not rows:
        raise InputError(name, "none", what)
    return rows
