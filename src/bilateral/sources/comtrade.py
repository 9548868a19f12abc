"""UN Comtrade: its downloads since 2023 and before, and snapshots of its answers.

What holds in such a file: HS alone, of one revision for a reporter's flow with a partner in a year; one row
over all modes of transport, customs procedures and second partners for each figure; chapters that sum to
TOTAL, and partners that sum to the world where all of them are there.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from bilateral.sources.amounts import PLAIN, settle, value_of
from bilateral.sources.sheets import Sheet, plain_code
from bilateral.sources.trade_rows import FLOWS, TRADE, VALUATIONS, Codes, Repairs, once, padded, some
from crossfoot import InputError

# names of columns, letters and digits alone, as the programme calls them since 2023
REQUIRED = "reportercode partnercode flowcode period cmdcode primaryvalue classificationcode".split()
# before 2023, and in the R package comtradr
ALIASES = {
    "classification": "classificationcode",
    "tradeflowcode": "flowcode",
    "commoditycode": "cmdcode",
    "tradevalueus": "primaryvalue",
    "tradevalueusd": "primaryvalue",
    "2ndpartnercode": "partner2code",
    "secondpartnercode": "partner2code",
    "customsproccode": "customscode",
    "modeoftransportcode": "motcode",
    "netweightkg": "netwgt",
    "flag": "legacyestimationflag",
}
# what a row says that is over all second partners, procedures and modes
BREAKDOWNS = {"partner2code": "0", "customscode": "C00", "motcode": "0"}
# net weight in kilograms and whether it is estimated; downloads may lack them
WEIGHT = ("netwgt", "isnetwgtestimated", "legacyestimationflag")
# of the older flag: net weight, quantity and net weight (UNSD 2009, Quantity and Weight Data in UN Comtrade)
WEIGHT_ESTIMATED = ("4", "6")
# before 2023 flows had numbers; 3 and 4, re-exports and re-imports, are part of exports and imports
FLOW_NUMBERS = {"1": "M", "2": "X", "3": "RX", "4": "RM"}
CLASSIFICATION = re.compile(r"H\d|HS")
OTHER_CLASSIFICATIONS = {"S": "SITC", "B": "BEC", "E": "services"}
HS = "HS: H0 (1992) to H6 (2022); download the trade by HS codes"
# rows that the preview, a free key and a subscription answer at most
LIMITS = (500, 100_000, 250_000)
# figures may be rounded to dollars
ROUNDING = Decimal("0.5")
WORLD = "0"
# the European Union and ASEAN, whose members are partners of their own
GROUPS = ("97", "975")


def canonical(header: Iterable[str]) -> list[str]:
    """Columns under their names since 2023, in lower case without blanks and signs."""
    plain = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in header]
    return [name if ALIASES.get(name, name) in plain else ALIASES.get(name, name) for name in plain]


def check_header(columns: list[str], name: str) -> None:
    """Raises InputError for a column of REQUIRED that is missing, or is there twice. columns: canonical."""
    for column in REQUIRED:
        if columns.count(column) != 1:
            found = f"{'no' if column not in columns else 'more than one'} column {column}"
            raise InputError(f"{name}: line 1", found, f"Comtrade's columns: {', '.join(REQUIRED)}")


def read_product_names(content: bytes, name: str) -> dict[str, str]:
    """What the UN's reference of a revision (H6.json) calls each code: `text` begins with the code itself."""
    try:
        listed = {str(entry["id"]): str(entry["text"]) for entry in json.loads(content)["results"]}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(name, f"no list of products ({error})", "results with id and text") from None
    return {code: text.removeprefix(code).lstrip(" -") for code, text in listed.items() if code.isdecimal()}


Kept = list[tuple[int, dict[str, str], str]]


def read_comtrade(sheet: Sheet, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """Rows of TRADE. Raises InputError for what a file of Comtrade's cannot be."""
    name = sheet.name
    kept, count = _kept(sheet)
    convention = settle(
        ((line, row["primaryvalue"]) for line, row, _ in kept),
        f"{name}: primaryValue",
        surely=sheet.delimiter != ";",
    )
    figures = {key_of(row): value_of(row["primaryvalue"], convention) for _, row, _ in kept}
    check_revisions(kept, name)
    held = check_totals(figures, name)
    check_world(figures, name)
    if count in LIMITS and not held:
        found = f"{count} rows, the most that one download holds, and no TOTAL to hold them against"
        raise InputError(name, found, "a whole download: ask for less at a time, and for TOTAL")
    rows = []
    for line, row, printed in kept:
        ends = [economy_of(row, role, codes, f"{name}: line {line}") for role in ("reporter", "partner")]
        if not all(ends):
            continue
        repairs, flow = Repairs(), FLOWS[row["flowcode"]]
        rows.append(
            ["comtrade", *ends, flow, VALUATIONS[flow], "calendar", row["period"], row["classificationcode"]]
            + [repairs.code(printed, row["cmdcode"])]
            + [repairs.amount(row["primaryvalue"], convention, PLAIN, -6), str(repairs), str(line)]
        )
    return TRADE, some(rows, name, "rows over all modes, procedures and second partners")


def _kept(sheet: Sheet) -> tuple[Kept, int]:
    """The rows that count, each with its line, as `normalised` and its code as printed; and how many the file
    has."""
    name, records = sheet.name, sheet.records()
    columns = canonical(next(records)[1])
    check_header(columns, name)
    kept: Kept = []
    broken: dict[tuple[str, ...], int] = {}
    seen: dict[tuple[str, ...], int] = {}
    count = 0
    for line, cells in records:
        count += 1
        row, printed = normalised(columns, cells)
        if fault := row_fault(row):
            raise InputError(f"{name}: line {line}", *fault)
        if row["flowcode"] not in FLOWS:
            continue
        key = key_of(row)
        if is_breakdown(row):
            broken.setdefault(key, line)
            continue
        once(seen, key, line, name, " ".join(key), "each figure once")
        kept.append((line, row, printed))
    alone = [key for key in broken if key not in seen]
    if alone:
        raise InputError(
            f"{name}: line {broken[alone[0]]}",
            f"{' '.join(alone[0])} in breakdown rows alone",
            "a row over all modes of transport, customs procedures and second partners",
        )
    return kept, count


def normalised(columns: list[str], cells: list[str]) -> tuple[dict[str, str], str]:
    """A row by canonical column, codes as Comtrade writes them; and the commodity code as it is printed."""
    row = dict(zip(columns, cells, strict=True))
    printed = row["cmdcode"]
    for column in ("reportercode", "partnercode", "period", "cmdcode", "flowcode", "partner2code", "motcode"):
        if column in row:
            row[column] = plain_code(row[column])
    for column in ("reportercode", "partnercode"):
        row[column] = row[column].lstrip("0") or "0"
    row["cmdcode"] = padded(row["cmdcode"])
    row["flowcode"] = FLOW_NUMBERS.get(row["flowcode"], row["flowcode"].upper())
    return row, printed


def key_of(row: dict[str, str]) -> tuple[str, ...]:
    return row["reportercode"], row["partnercode"], row["flowcode"], row["period"], row["cmdcode"]


def is_breakdown(row: dict[str, str]) -> bool:
    return any(row.get(column, total) not in (total, "") for column, total in BREAKDOWNS.items())


def row_fault(row: dict[str, str]) -> tuple[str, str] | None:
    """What was found and expected, where a row is not of annual trade in goods by HS code."""
    said = row["classificationcode"]
    if not CLASSIFICATION.fullmatch(said):
        other = OTHER_CLASSIFICATIONS.get(said[:1].upper(), "")
        return f"classification {said!r}{f' ({other})' if other else ''}", HS
    if row.get("typecode", "C") not in ("C", ""):
        return f"type {row['typecode']!r}", "C, goods"
    if not (row["period"].isdecimal() and len(row["period"]) == 4):
        return f"period {row['period']!r}", "a year; monthly figures are not read"
    if row["cmdcode"].isdigit() and len(row["cmdcode"]) > 6:
        return f"commodity {row['cmdcode']!r}", "an HS code of up to six digits"
    return None


def check_revisions(kept: Kept, name: str) -> None:
    """Raises InputError where a reporter's flow with a partner in a year is of two revisions."""
    first: dict[tuple, tuple[str, int]] = {}
    for line, row, _ in kept:
        said, at = first.setdefault(key_of(row)[:-1], (row["classificationcode"], line))
        if said != row["classificationcode"]:
            found = f"{' '.join(key_of(row)[:-1])} in {row['classificationcode']}, and in {said} on line {at}"
            raise InputError(f"{name}: line {line}", found, "one HS revision a year: a download of each")


def check_totals(figures: dict[tuple, Decimal], name: str) -> bool:
    """Chapters sum to TOTAL, up to half a dollar for each figure. Says whether every flow has one to be held
    against.

    figures: by key_of. Raises InputError with both figures.
    """
    parts: dict[tuple, list[Decimal]] = defaultdict(list)
    for key, amount in figures.items():
        if len(key[-1]) == 2 and key[-1].isdigit():
            parts[key[:-1]].append(amount)
    for key, amounts in parts.items():
        total = figures.get((*key, "TOTAL"))
        if total is not None and abs(sum(amounts) - total) > ROUNDING * (len(amounts) + 1):
            raise InputError(
                f"{name}: {' '.join(key)}",
                f"TOTAL {total:f}, and chapters that sum to {sum(amounts):f}",
                "one sum; are chapters missing, or is TOTAL of more than the download?",
            )
    return bool(parts) and all((*key, "TOTAL") in figures for key in parts)


def check_world(figures: dict[tuple, Decimal], name: str) -> None:
    """Partners never sum to more than the world; where most codes agree, the file has all partners and all
    must.

    figures: by key_of. Raises InputError with both figures.
    """
    partners: dict[tuple, list[Decimal]] = defaultdict(list)
    for (reporter, partner, *rest), amount in figures.items():
        if partner not in (WORLD, *GROUPS):
            partners[(reporter, *rest)].append(amount)
    short = []
    held = 0
    for (reporter, *rest), amounts in partners.items():
        world = figures.get((reporter, WORLD, *rest))
        if world is None:
            continue
        held += 1
        gap = sum(amounts) - world
        if abs(gap) > ROUNDING * (len(amounts) + 1):
            short.append((gap, reporter, rest, world, sum(amounts)))
    worst = max(short, default=None, key=lambda one: one[0])
    if worst and (worst[0] > 0 or 2 * len(short) < held):
        gap, reporter, rest, world, total = worst
        raise InputError(
            f"{name}: {reporter} {' '.join(rest)}",
            f"the world {world:f}, and partners that sum to {total:f}",
            "partners within the world's figure" if gap > 0 else "one sum; are partners missing?",
        )


def economy_of(row: dict[str, str], role: str, codes: Codes, place: str) -> str:
    """The ISO code of a row's end, "" for an area that is not an economy."""
    code, said = row[f"{role}code"], row.get(f"{role}iso", "")
    if code in codes.areas:
        # what ended, such as Sudan until 2011, goes by its ISO code where the file gives one that the study
        # asks for
        return codes.areas[code] or (said if said in codes.pair else "")
    if re.fullmatch(r"[A-Z]{3}", said):
        return said
    if said:
        return ""
    raise InputError(place, f"{role} {code}", "a code of data/comtrade_areas.csv, or its ISO code beside it")


def codes_by_area(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Comtrade's code to ISO alpha-3, from rows of economy and comtrade_code."""
    return {row["comtrade_code"]: row["economy"] for row in rows}
