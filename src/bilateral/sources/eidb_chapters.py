"""India's trade with the study's other economy by HS chapter, compiled from the Export Import Data Bank.

One file has both flows: flow, fiscal_year_from_april, hs2, usd_million. An empty amount is not reported; 0.0
is under 5,000 dollars.
"""

import re

from bilateral.sources.sheets import Sheet
from bilateral.sources.trade_rows import TRADE, VALUATIONS, Codes, once, some
from crossfoot import InputError, read_hs_chapter

HEADER = ["flow", "fiscal_year_from_april", "hs2", "usd_million"]
FLOWS = {"india_exports": "export", "india_imports": "import"}
AMOUNT = re.compile(r"\d+(\.\d{1,2})?", re.ASCII)
# chapters that a year of this pair has at least; fewer is a file cut short
FEWEST = 80


def is_chapters(header: list[str]) -> bool:
    return header == HEADER


def read_chapters(sheet: Sheet, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """Rows of TRADE. Raises InputError for a pair without India, another flow or code, a chapter twice, an
    amount that is none, or a year that is not whole."""
    name = sheet.name
    others = sorted(codes.pair - {"IND"})
    if "IND" not in codes.pair or len(others) != 1:
        raise InputError(name, f"the pair {' and '.join(sorted(codes.pair))}", "IND and its partner")
    records = sheet.records()
    next(records)
    body = some(list(records), name, "rows of trade")
    rows: list[list[str]] = []
    seen: dict[tuple[str, str, str], int] = {}
    for line, (flow, year, code, amount) in body:
        place = f"{name}: line {line}"
        if flow not in FLOWS:
            raise InputError(place, repr(flow), " or ".join(FLOWS))
        if not (len(year) == 4 and year.isascii() and year.isdigit()):
            raise InputError(place, repr(year), "a year of four digits")
        if read_hs_chapter(code) != code:
            raise InputError(place, repr(code), "an HS chapter of two digits")
        once(seen, (flow, year, code), line, name, f"{flow} {year} {code}")
        if amount and not AMOUNT.fullmatch(amount):
            raise InputError(place, repr(amount), "US$ million of at most two decimals, or nothing")
        direction = FLOWS[flow]
        rows.append(
            ["eidb", "IND", others[0], direction, VALUATIONS[direction], "fiscal-04", year, "", code]
            + [amount, "", str(line)]
        )
    counts: dict[tuple[str, str], int] = {}
    for flow, year, _ in seen:
        counts[flow, year] = counts.get((flow, year), 0) + 1
    for (flow, year), count in counts.items():
        if count < FEWEST:
            raise InputError(name, f"{flow} {year} with {count} chapters", f"{FEWEST} or more; is it whole?")
    return TRADE, rows
