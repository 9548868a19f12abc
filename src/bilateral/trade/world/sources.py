"""The files of a whole year of trade, as CEPII (BACI) and the United Nations (Comtrade, bulk files) publish them.

Each source gives one query whose rows are year, exporter, importer, hs_code (text, zero-padded) and amount (US
dollars, exact to a thousandth); the codes of economies become ISO 3166-1 alpha-3 where they have one.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilateral.sources.official import BACI, BACI_NAME, BREAKDOWNS
from crossfoot import HS_CHAPTERS, InputError

ISO = re.compile(r"[A-Z]{3}")
# who reports a flow: one of its two ends, or both where a source reconciles them
SIDES = {"baci": ["both"], "comtrade": ["exporter", "importer"]}
FLOW_CODES = {"exporter": "X", "importer": "M"}
COMTRADE = [
    "period",
    "reportercode",
    "flowcode",
    "partnercode",
    "cmdcode",
    "classificationcode",
    "primaryvalue",
    *BREAKDOWNS,
]
LEVELS = (6, 4, 2)
AMOUNT = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Header:
    """What the first line of a file says: its columns, in lower case, and what stands between them."""

    columns: list[str]
    delimiter: str


def read_header(line: str, kind: str, name: str) -> Header:
    """Raises InputError when the columns are not those of the source. kind: baci or comtrade."""
    delimiter = "\t" if "\t" in line else ","
    columns = [
        cell.strip().lower() for cell in next(csv.reader([line.lstrip("\ufeff")], delimiter=delimiter), [])
    ]
    if kind == "baci" and columns != BACI:
        raise InputError(
            f"{name}: line 1",
            f"columns {', '.join(columns)}",
            f"{', '.join(BACI)}, as in BACI's yearly files",
        )
    missing = [column for column in COMTRADE if column not in columns]
    if kind == "comtrade" and missing:
        raise InputError(f"{name}: line 1", f"no column {missing[0]}", "the columns of Comtrade's bulk files")
    return Header(columns, delimiter)


def baci_files(names: Iterable[str], folder: str, year: int) -> tuple[str, str, str]:
    """The year's file among the names in the folder, and the codes of economies and of products beside it.

    Raises InputError when one of them is missing or stands there twice.
    """
    names = sorted(names)
    plain = {name: BACI_NAME.search(name.removesuffix(".gz")) for name in names}
    found = {
        f"file of {year}": [name for name, match in plain.items() if match and int(match[2]) == year],
        "file of countries": [
            name for name in names if name.startswith("country_codes") and name.endswith(".csv")
        ],
        "file of products": [
            name for name in names if name.startswith("product_codes") and name.endswith(".csv")
        ],
    }
    expected = {
        f"file of {year}": f"BACI_HS22_Y{year}_V202401b.csv or the like",
        "file of countries": "country_codes_V….csv",
        "file of products": "product_codes_HS…_V….csv",
    }
    for what, listed in found.items():
        if len(listed) != 1:
            said = " and ".join(listed) if listed else f"no {what}"
            raise InputError(folder, said, f"one {what}: {expected[what]}")
    return tuple(listed[0] for listed in found.values())


def comtrade_files(names: Iterable[str], folder: str) -> list[str]:
    """The bulk files of a year: all of its folder that are text or gzip. Raises InputError when there is none."""
    found = sorted(
        name
        for name in names
        if name.removesuffix(".gz").endswith((".csv", ".txt", ".tsv")) or name.endswith(".gz")
    )
    if not found:
        raise InputError(
            folder, "no file of Comtrade", "bulk files of one year, .txt or .csv, or .gz of them"
        )
    return found


def baci_economies(content: str, name: str) -> dict[str, tuple[str, str]]:
    """By BACI's code: the ISO alpha-3 code, or BACI's own where there is none, and the name."""
    rows = list(csv.DictReader(io.StringIO(content.lstrip("\ufeff"))))
    needed = ["country_code", "country_name", "country_iso3"]
    if not rows or not set(needed) <= set(rows[0]):
        raise InputError(name, f"columns {', '.join(rows[0]) if rows else 'none'}", ", ".join(needed))
    return {
        row["country_code"].strip(): (
            _iso(row["country_iso3"], row["country_code"]),
            row["country_name"].strip(),
        )
        for row in rows
    }


def baci_products(content: str, name: str) -> list[str]:
    """The six-digit codes of the release, zero-padded."""
    rows = list(csv.DictReader(io.StringIO(content.lstrip("\ufeff"))))
    if not rows or "code" not in rows[0]:
        raise InputError(name, f"columns {', '.join(rows[0]) if rows else 'none'}", "code")
    return sorted({row["code"].strip().zfill(6) for row in rows})


def comtrade_economies(content: str, name: str) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """From the UN's reference of partner areas: as `baci_economies`, and the codes of groups such as the world."""
    try:
        areas = json.loads(content)["results"]
        groups = [str(area["PartnerCode"]) for area in areas if area["isGroup"]]
        economies = {
            str(area["PartnerCode"]): (
                _iso(area["PartnerCodeIsoAlpha3"] or "", str(area["PartnerCode"])),
                area["PartnerDesc"].strip(),
            )
            for area in areas
        }
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            name,
            f"no list of areas ({error})",
            "results with PartnerCode, PartnerDesc, PartnerCodeIsoAlpha3 and isGroup",
        ) from None
    return {code: economy for code, economy in economies.items() if code not in groups}, groups


def _iso(text: str, code: str) -> str:
    return text.strip() if ISO.fullmatch(text.strip()) else code.strip()


def rows_of(kind: str, side: str, level: int, relations: list[str], groups: list[str]) -> str:
    """The rows of one side and level in the source's own codes: year, exporter, importer, hs_code, amount.

    relations: each of the year's files, every cell text. groups: areas that are no economies. BACI has rows of six
    digits alone; Comtrade has all levels, and what is confidential stands in the coarser ones alone.
    """
    if kind == "baci":
        return f"SELECT t AS year, i AS exporter, j AS importer, lpad(k, greatest(6, length(k))::INTEGER, '0') AS hs_code, v::DECIMAL(18,6)::DECIMAL(24,6) * 1000 AS amount FROM {relations[0]}"
    economies = {"exporter": ("reportercode", "partnercode"), "importer": ("partnercode", "reportercode")}[
        side
    ]
    none = ", ".join(f"'{code}'" for code in ["0", *groups])
    whole = " AND ".join(f"coalesce({column}, '') IN ('', '{total}')" for column, total in BREAKDOWNS.items())
    return "\nUNION ALL\n".join(
        f"SELECT period AS year, {economies[0]} AS exporter, {economies[1]} AS importer, cmdcode AS hs_code, primaryvalue::DECIMAL(18,3)::DECIMAL(24,6) AS amount "
        f"FROM {relation} WHERE flowcode = '{FLOW_CODES[side]}' AND partnercode NOT IN ({none}) AND reportercode NOT IN ({none}) "
        f"AND {whole} AND regexp_full_match(cmdcode, '\\d{{{level}}}')"
        for relation in relations
    )


def flows_from(rows: str, kind: str, year: int) -> str:
    """Rows of `rows_of` with the economies of `names` and codes that exist, in order; missing where there is none.
    BACI's products are those of `products`, its release's list; Comtrade's are of any chapter."""
    product = (
        "p.hs_code"
        if kind == "baci"
        else f"CASE WHEN left(r.hs_code, 2) IN {tuple(sorted(HS_CHAPTERS))} THEN r.hs_code END"
    )
    listed = "LEFT JOIN products p ON p.hs_code = r.hs_code" if kind == "baci" else ""
    return f"""
        SELECT {year}::SMALLINT AS year, e.name AS exporter, m.name AS importer, {product} AS hs_code, left({product}, 2) AS chapter,
               (amount * 1000)::BIGINT AS usd_thousandths
        FROM ({rows}) r LEFT JOIN names e ON e.code = r.exporter LEFT JOIN names m ON m.code = r.importer {listed}
        ORDER BY exporter, importer, hs_code"""


def coarser(level: int) -> str:
    """Sums by code of that many digits, from `flows` of a finer level, which has a column for the chapter: to group by a
    text with few values takes half the time."""
    code = "chapter" if level == 2 else f"left(hs_code, {level})"
    return f"""
        SELECT year, exporter, importer, {code} AS hs_code, chapter, sum(usd_thousandths)::BIGINT AS usd_thousandths
        FROM flows GROUP BY ALL"""


# what the source's file holds, read on its own
OF_SOURCE = "SELECT count(*), coalesce(sum(amount), 0), min(year), max(year), count(amount), min(amount) FROM ({rows})"
# what was written; sorted, so that a key that stands twice stands next to itself
OF_FLOWS = """
    SELECT count(*), coalesce(sum(usd_thousandths), 0), count(exporter), count(importer), count(hs_code),
           count(*) FILTER (again) FROM (
        SELECT *, exporter = lag(exporter) OVER () AND importer = lag(importer) OVER () AND hs_code = lag(hs_code) OVER () AS again
        FROM flows)"""


def first_fault(
    lines: Iterator[str],
    header: Header,
    kind: str,
    year: int,
    economies: dict,
    products: set[str],
    groups: list[str],
    place: str,
) -> InputError | None:
    """The first row that is not as the source describes it, or none. lines: of the file, without its header.

    Slow, and asked only once something is known to be wrong: it says in which line.
    """
    reader = csv.reader(lines, delimiter=header.delimiter)
    seen: dict[tuple, int] = {}
    try:
        for cells in reader:
            at = f"{place}: line {reader.line_num + 1}"
            if not cells:
                continue
            if len(cells) != len(header.columns):
                return InputError(
                    at, f"{len(cells)} cells", f"{len(header.columns)}, as in the header; is the file whole?"
                )
            row = dict(zip(header.columns, (cell.strip() for cell in cells), strict=True))
            fault = _fault(row, kind, year, economies, products, groups)
            if fault:
                return InputError(at, *fault)
            key = _key(row, kind, groups)
            if key in seen:
                return InputError(
                    at,
                    f"{' '.join(key)} a second time, first on line {seen[key]}",
                    "each exporter, importer and product once",
                )
            if key:
                seen[key] = reader.line_num + 1
    except EOFError:
        return InputError(
            place,
            "the end of the file within its compressed data",
            "a whole gzip file; is the download complete?",
        )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return InputError(place, f"no readable text ({error})", "UTF-8 text, or gzip of it")
    return None


def _key(row: dict[str, str], kind: str, groups: list[str]) -> tuple | None:
    if kind == "baci":
        return row["i"], row["j"], row["k"].zfill(6)
    if _counts(row, groups):
        return row["reportercode"], row["flowcode"], row["partnercode"], row["cmdcode"]
    return None


def _counts(row: dict[str, str], groups: list[str]) -> bool:
    """Whether a row of Comtrade is of trade that is read: not of a group, a breakdown, or re-exports."""
    return (
        row["flowcode"] in FLOW_CODES.values()
        and not {row["reportercode"], row["partnercode"]} & {"0", *groups}
        and all(row[column] in ("", total) for column, total in BREAKDOWNS.items())
        and row["cmdcode"].isdigit()
        and len(row["cmdcode"]) in LEVELS
    )


def _fault(
    row: dict[str, str], kind: str, year: int, economies: dict, products: set[str], groups: list[str]
) -> tuple[str, str] | None:
    if kind == "comtrade" and not _counts(row, groups):
        return None
    period, product, amount, ends = (
        (row["t"], row["k"], row["v"], [row["i"], row["j"]])
        if kind == "baci"
        else (row["period"], row["cmdcode"], row["primaryvalue"], [row["reportercode"], row["partnercode"]])
    )
    if period != str(year):
        return f"year {period}", f"{year}, as the file is named"
    for code in ends:
        if code not in economies:
            return f"economy {code!r}", "a code of the source's list of economies"
    if not AMOUNT.fullmatch(amount):
        return f"value {amount!r}", "a number, not negative"
    if kind == "baci" and (not product.isdigit() or len(product) > 6):
        return f"product {product!r}", "up to six digits"
    if kind == "baci" and product.zfill(6) not in products:
        return f"product {product!r}", "a code of the source's list of products"
    if kind == "comtrade" and product[:2] not in HS_CHAPTERS:
        return f"product {product!r}", "a code in an HS chapter"
    return None
