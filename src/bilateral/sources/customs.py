"""Japan's trade by area and principal goods, as its customs publish it, in billion yen.

The file has a total, nine sections that add to it, items that are part of a section, and in brackets parts of
an item; areas and the world. A list of goods that changes leaves goods of which one year is not whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from bilateral.sources.customs_goods import AREAS, ITEMS_OF, LEVELS, SECTION_OF, SECTIONS, TOTAL, WORLD
from bilateral.sources.sheets import Sheet
from bilateral.sources.trade_rows import VALUATIONS, once, some
from crossfoot import InputError

HEADER = ["ex_im", "area", "goods", "year", "billion_yen"]
CUSTOMS = [
    *("reporter", "partner", "flow", "valuation", "period", "year"),
    *("goods", "level", "jpy_billion", "partial", "line"),
]
REPORTER = "JPN"
AMOUNT = re.compile(r"\d+\.\d{6}")
# thousand yen: the last digit of an amount
UNIT = 1_000_000
# a last year with less trade than this part of the year before is one of some months
WHOLE = 0.5
# what a row's amount lacks of a whole year
OF_YEAR, BEGINS, ENDS = "some months", "goods or area begin", "goods end"
# flow, area, goods, year
Key = tuple[str, str, str, int]


def read_customs(sheet: Sheet) -> tuple[list[str], list[list[str]]]:
    """Rows of CUSTOMS, amounts as printed; `partial` says of which rows the year is not whole, and why.

    Raises InputError for an area or goods that the customs do not have, an amount that is none, a row twice,
    sections that do not add to the total, or parts greater than their whole.
    """
    name = sheet.name
    lines: dict[Key, int] = {}
    amounts: dict[Key, int] = {}
    rows: list[tuple[Key, str, int]] = []
    records = sheet.records()
    next(records)
    for line, (flow, area, goods, year, amount) in records:
        place = f"{name}: line {line}"
        for found, known, what in (
            (flow, VALUATIONS, "export or import"),
            (area, AREAS, "an area of Japan's customs"),
            (goods, LEVELS, "goods of Japan's customs"),
        ):
            if found not in known:
                raise InputError(place, repr(found), what)
        if not AMOUNT.fullmatch(amount) or not (len(year) == 4 and year.isascii() and year.isdigit()):
            raise InputError(place, f"{year}: {amount!r}", "a year, and billion yen with six decimals")
        key = (flow, AREAS[area], goods, int(year))
        once(lines, key, line, name, f"{flow} {area} {goods} {year}")
        amounts[key] = int(amount.replace(".", ""))
        rows.append((key, amount, line))
    some(rows, name, "rows of trade")
    _check_sections(amounts, lines, name)
    _check_parts(amounts, lines, name)
    partial = _partial(amounts, name)
    return CUSTOMS, [
        [REPORTER, partner, flow, VALUATIONS[flow], "calendar", str(year), goods, LEVELS[goods], amount]
        + [partial(flow, partner, goods, year), str(line)]
        for (flow, partner, goods, year), amount, line in rows
    ]


def _check_sections(amounts: dict[Key, int], lines: dict[Key, int], name: str) -> None:
    """The nine sections add to the total of each flow, area and year."""
    for flow, area, goods, year in amounts:
        parts = [amounts.get((flow, area, section, year)) for section in SECTIONS]
        if goods != TOTAL:
            if (flow, area, TOTAL, year) not in amounts:
                place = f"{name}: line {lines[flow, area, goods, year]}"
                raise InputError(
                    place, f"{flow} {area} {year} without {TOTAL}", "a total of each area and year"
                )
            continue
        stated = amounts[flow, area, TOTAL, year]
        if None in parts or sum(filter(None, parts)) != stated:
            found = f"{stated / UNIT:.6f}, and sections that add to {sum(filter(None, parts)) / UNIT:.6f}"
            place = f"{name}: line {lines[flow, area, goods, year]}"
            raise InputError(place, found, f"the sum of {len(SECTIONS)} sections: {', '.join(SECTIONS)}")


def _check_parts(amounts: dict[Key, int], lines: dict[Key, int], name: str) -> None:
    """The items of a section, and the parts of an item, are together no greater than it."""
    within: dict[tuple, int] = defaultdict(int)
    first: dict[tuple, int] = {}
    for (flow, area, goods, year), amount in amounts.items():
        level = LEVELS[goods]
        if level in ("item", "sub_item"):
            # in the year in which one item follows another, a part may lie in both
            wholes = (SECTION_OF[goods],) if level == "item" else tuple(ITEMS_OF[goods])
            within[flow, area, wholes, year] += amount
            first.setdefault((flow, area, wholes, year), lines[flow, area, goods, year])
    for key, parts in within.items():
        flow, area, wholes, year = key
        whole = sum(amounts.get((flow, area, goods, year), 0) for goods in wholes)
        if parts > whole:
            place = f"{name}: line {first[key]}"
            found = f"{' and '.join(wholes)} of {whole / UNIT:.6f}, and parts of {parts / UNIT:.6f}"
            raise InputError(place, found, "parts no greater than their whole")


def _partial(amounts: dict[Key, int], name: str):
    """A function that says of a flow, partner, goods and year what it lacks, or nothing.

    Raises InputError for goods of the world with a gap in their years."""
    spans: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for flow, area, goods, year in amounts:
        if area == WORLD or goods == TOTAL:
            spans[flow, area, goods].append(year)
    of_file = {year for _, _, _, year in amounts}
    first, last = min(of_file), max(of_file)
    for (flow, area, goods), years in spans.items():
        if len(set(years)) != max(years) - min(years) + 1:
            raise InputError(name, f"{flow} {area} {goods} in {_said(years)}", "years without a gap")
    world = {
        year: sum(amounts.get((flow, WORLD, TOTAL, year), 0) for flow in VALUATIONS)
        for year in (last - 1, last)
    }
    unfinished = last if world[last] < WHOLE * world[last - 1] else None

    def lacks(flow: str, partner: str, goods: str, year: int) -> str:
        known = [spans[key] for key in ((flow, WORLD, goods), (flow, partner, TOTAL)) if key in spans]
        if year == unfinished:
            return OF_YEAR
        if any(min(years) == year != first for years in known):
            return BEGINS
        return ENDS if any(max(years) == year != last for years in known) else ""

    return lacks


def _said(years: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(years)))
