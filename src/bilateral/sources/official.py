"""Files as official sources give them, recognised by their headers, as rows of one form.

Comtrade's CSV download (and a snapshot of its answers, which has the same header), CEPII's yearly BACI files, the
tables of India's Export Import Data Bank, and snapshots of World Bank indicators. Every cell stays the text
that was printed, but for amounts, which are moved to US$ million without rounding.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from bilateral.sources.csv_rows import read_series
from bilateral.study.economies import codes_by_word
from crossfoot import InputError

# rows of trade: where it went, how it was recorded, and what it was worth
TRADE = [
    "reporter",
    "partner",
    "flow",
    "valuation",
    "period",
    "year",
    "hs_revision",
    "hs_code",
    "usd_million",
    "line",
]
COMTRADE = {
    "reportercode",
    "partnercode",
    "flowcode",
    "period",
    "cmdcode",
    "primaryvalue",
    "classificationcode",
}
BREAKDOWNS = {"partner2code": "0", "customscode": "C00", "motcode": "0"}
BACI = ["t", "i", "j", "k", "v", "q"]
BACI_NAME = re.compile(r"BACI_HS(\d{2})_Y(\d{4})_V\w+\.csv$", re.IGNORECASE)
REVISIONS = {"92": "H0", "96": "H1", "02": "H2", "07": "H3", "12": "H4", "17": "H5", "22": "H6"}
WORLD_BANK = ["indicator", "economy", "year", "value"]
FLOWS = {"M": "import", "X": "export"}
# United Nations (2011), International Merchandise Trade Statistics: imports are valued CIF, exports FOB
VALUATIONS = {"import": "CIF", "export": "FOB"}
FISCAL_YEAR = re.compile(r"^(\d{4})\s*-\s*(\d{4})\s*(?:\([RP]\))?$")
PART_YEAR = re.compile(r"^\d{4}\s*-\s*\d{4}\s*\(.+\)$")
DIRECTION = re.compile(r"\b(Export|Import)\s*:", re.IGNORECASE)
COUNTRY = re.compile(r"\bCountry\s*(?:Name)?\s*:\s*([A-Z][A-Z .()&-]*[A-Z)])", re.IGNORECASE)
MERCHANDISE = {"TX.VAL.MRCH.CD.WT": "exports", "TM.VAL.MRCH.CD.WT": "imports"}
YEN = "PA.NUS.FCRF"


@dataclass(frozen=True)
class Codes:
    """What turns the sources' codes into ISO alpha-3: areas, Comtrade's code to ISO; names, ISO to name; pair,
    the study's economies; countries, products: the text of BACI's two code files, where there is a BACI file."""

    areas: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    pair: frozenset[str] = frozenset()
    countries: bytes = b""
    products: bytes = b""


def recognise(content: bytes) -> str:
    """comtrade, baci, eidb, world_bank, or "series" for a CSV in the study's own columns."""
    head = content[:200_000].decode("utf-8-sig", errors="replace")
    header = [cell.strip().lower() for cell in next(csv.reader(head.splitlines()[:1]), [])]
    if set(header) >= COMTRADE:
        return "comtrade"
    if header == BACI:
        return "baci"
    if header == WORLD_BANK:
        return "world_bank"
    folded = head.lower()
    return "eidb" if "hscode" in folded.replace(" ", "") and "commodity" in folded else "series"


def read_official(content: bytes, name: str, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """Header and rows; those of trade have the columns TRADE whatever their source.

    Raises InputError in one line for a file that is recognised and not whole, and as read_series.
    """
    return READERS[recognise(content)](content, name, codes)


def _series(content: bytes, name: str, codes: Codes) -> tuple[list[str], list[list[str]]]:
    return read_series(content, name)


def _comtrade(content: bytes, name: str, codes: Codes) -> tuple[list[str], list[list[str]]]:
    reader = csv.reader(io.StringIO(_text(content)))
    header = [cell.strip().lower() for cell in next(reader)]
    rows, seen = [], {}
    for cells in reader:
        if not cells:
            continue
        place = f"{name}: line {reader.line_num}"
        # the site's downloads close each row, but not the header, with a comma
        if len(cells) == len(header) + 1 and cells[-1] == "":
            cells.pop()
        if len(cells) != len(header):
            raise InputError(
                place, f"{len(cells)} cells", f"{len(header)}, as in the header; is the file whole?"
            )
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        if any(row.get(column, total) not in (total, "") for column, total in BREAKDOWNS.items()):
            continue
        if row["flowcode"] not in FLOWS:
            continue  # re-exports and re-imports are part of exports and imports
        flow = FLOWS[row["flowcode"]]
        key = (row["reportercode"], row["partnercode"], row["flowcode"], row["period"], row["cmdcode"])
        if key in seen:
            raise InputError(
                place, f"{' '.join(key)} a second time, first on line {seen[key]}", "each figure once"
            )
        seen[key] = reader.line_num
        if not (row["period"].isdecimal() and len(row["period"]) == 4):
            raise InputError(place, f"period {row['period']!r}", "a year; monthly figures are not read")
        rows.append(
            [
                _economy(row, "reporter", codes, place),
                _economy(row, "partner", codes, place),
                flow,
                VALUATIONS[flow],
                "calendar",
                row["period"],
                row["classificationcode"],
                row["cmdcode"],
                _million(row["primaryvalue"], -6, place),
                str(reader.line_num),
            ]
        )
    return TRADE, _some(rows, name, "rows over all modes, procedures and second partners")


def _economy(row: dict, role: str, codes: Codes, place: str) -> str:
    code = row[f"{role}code"]
    found = codes.areas.get(code) or row.get(f"{role}iso")
    if not found:
        raise InputError(
            place, f"{role} {code}", "a code of data/comtrade_areas.csv, or its ISO code beside it"
        )
    return found


def _baci(content: bytes, name: str, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """BACI reconciles what both sides report, FOB; here the exporter stands as reporter."""
    match = BACI_NAME.search(name)
    if not match or match[1] not in REVISIONS:
        raise InputError(
            name, "a name that does not say the HS revision", "CEPII's own, as BACI_HS92_Y2010_V202501.csv"
        )
    countries = _code_file(codes.countries, name, "country_codes", "country_code", "country_iso3")
    products = _code_file(codes.products, name, "product_codes", "code", "code")
    rows, lines = [], csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline=""))
    next(lines)
    for cells in lines:
        if len(cells) != len(BACI):
            raise InputError(
                f"{name}: line {lines.line_num}",
                f"{len(cells)} cells",
                "t, i, j, k, v, q; is the file whole?",
            )
        year, exporter, importer, product, value = (cell.strip() for cell in cells[:5])
        place = f"{name}: line {lines.line_num}"
        for code in (exporter, importer):
            if code not in countries:
                raise InputError(place, f"country {code}", "a code of country_codes")
        if not {countries[exporter], countries[importer]} <= codes.pair:
            continue
        if year != match[2]:
            raise InputError(place, f"year {year}", f"{match[2]}, as in the file's name")
        product = product.zfill(6)
        if product not in products:
            raise InputError(place, f"product {product}", "a code of product_codes")
        rows.append(
            [
                countries[exporter],
                countries[importer],
                "export",
                "FOB",
                "calendar",
                year,
                REVISIONS[match[1]],
                product,
                _million(value, -3, place),
                str(lines.line_num),
            ]
        )
    return TRADE, _some(rows, name, f"trade between {' and '.join(sorted(codes.pair))}")


def _code_file(content: bytes, name: str, stem: str, key: str, value: str) -> dict[str, str]:
    if not content:
        raise InputError(name, f"no {stem} file beside it", f"{stem}_….csv, which CEPII packs with BACI")
    found = list(csv.DictReader(io.StringIO(_text(content))))
    if not found or not {key, value} <= set(found[0]):
        raise InputError(
            f"{name}: {stem}", f"columns {', '.join(found[0]) if found else 'none'}", f"{key}, {value}"
        )
    pad = 6 if stem == "product_codes" else 0
    return {row[key].strip().zfill(pad): row[value].strip().zfill(pad) for row in found}


def _eidb(content: bytes, name: str, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """One country's trade with India by HS code: fiscal years from April."""
    title, table = (
        _eidb_html(content)
        if content.lstrip()[:1] == b"<" or b"<table" in content.lower()
        else _eidb_csv(content)
    )
    direction, country = DIRECTION.search(title), COUNTRY.search(title)
    if not re.search(r"US\s*\$\s*Million", title, re.IGNORECASE):
        raise InputError(name, "no unit, or another", "Values in US $ Million above the table")
    if not direction or not country:
        raise InputError(
            name,
            "no direction" if not direction else "no country",
            "Export or Import, and Country, above the table",
        )
    partners = {word.upper(): code for word, code in codes_by_word(codes.names).items()}
    partner = partners.get(" ".join(country[1].upper().split()))
    if partner is None:
        raise InputError(name, f"country {country[1]!r}", "an economy of `names`")
    flow = direction[1].lower()
    (line, header), *body = table
    header = [" ".join(cell.split()) for cell in header]
    partial = [cell for cell in header if PART_YEAR.match(cell) and not FISCAL_YEAR.match(cell)]
    if partial:
        raise InputError(f"{name}: line {line}", f"column {partial[0]!r}", "whole fiscal years")
    years = {place: match for place, cell in enumerate(header) if (match := FISCAL_YEAR.match(cell))}
    if not years or any(int(match[2]) != int(match[1]) + 1 for match in years.values()):
        raise InputError(
            f"{name}: line {line}",
            f"columns {', '.join(header)}",
            "HSCode, Commodity and fiscal years such as 2010-2011",
        )
    code_at = [cell.lower().replace(" ", "") for cell in header].index("hscode")
    rows, totals = [], {}
    for line, cells in body:
        place = f"{name}: line {line}"
        code = cells[code_at].strip().lstrip("*").strip() if len(cells) == len(header) else ""
        if not code:
            if any(cell.strip().lower() == "total" for cell in cells) and len(cells) == len(header):
                totals = {at: cells[at] for at in years}
            continue
        if not (code.isascii() and code.isdigit()):
            raise InputError(place, f"HSCode {code!r}", "digits")
        for at, match in years.items():
            amount = (
                _million(cells[at].replace(",", ""), 0, place) if cells[at].strip() not in ("", "-") else ""
            )
            rows.append(
                [
                    "IND",
                    partner,
                    flow,
                    VALUATIONS[flow],
                    "fiscal-04",
                    match[1],
                    "",
                    code.zfill(len(code) + len(code) % 2),
                    amount,
                    str(line),
                ]
            )
    for at, printed in totals.items():
        amounts = [Decimal(row[8]) for row in rows if row[5] == years[at][1] and row[8]]
        total = Decimal(_million(printed.replace(",", ""), 0, f"{name}: Total"))
        # each of the amounts and the total are rounded to two decimals
        if abs(sum(amounts) - total) > Decimal("0.005") * (len(amounts) + 1):
            raise InputError(
                f"{name}: Total, {years[at][0]}",
                f"{total}, and rows that sum to {sum(amounts)}",
                "one sum; is the table whole?",
            )
    return TRADE, _some(rows, name, "rows with an HSCode")


def _eidb_csv(content: bytes) -> tuple[str, list[tuple[int, list[str]]]]:
    """What stands above the table, and its rows with their lines, the header first."""
    reader = csv.reader(io.StringIO(_text(content)))
    above, table = [], []
    for cells in reader:
        if table or "hscode" in [cell.lower().replace(" ", "") for cell in cells]:
            table.append((reader.line_num, cells))
        else:
            above.append(" ".join(cells))
    return "\n".join(above), table


def _eidb_html(content: bytes) -> tuple[str, list[tuple[int, list[str]]]]:
    # imported here: the study's own series are CSV
    from bs4 import BeautifulSoup

    page = BeautifulSoup(_text(content), "html.parser")
    for script in page(["script", "style"]):
        script.decompose()
    for table in page("table"):
        rows = [
            (row.sourceline, [cell.get_text(" ", strip=True) for cell in row(["th", "td"])])
            for row in table("tr")
        ]
        starts = [
            at
            for at, (_, cells) in enumerate(rows)
            if "hscode" in [cell.lower().replace(" ", "") for cell in cells]
        ]
        if starts:
            table.extract()
            return "\n".join(page.stripped_strings), rows[starts[0] :]
    return "", [(1, [""])]


def _world_bank(content: bytes, name: str, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """Merchandise trade in the columns of the study's series, or yen per US dollar; years without a value are left out."""
    _, rows = read_series(content, name)
    indicators = {row[0] for row in rows}
    names = codes.names | {"WLD": "World"}
    found = []
    for indicator, economy, year, value, line in rows:
        if not value:
            continue
        if indicator == YEN:
            found.append([year, value, f"World Bank WDI {YEN}", line])
        elif indicator in MERCHANDISE and economy in names:
            found.append(
                [
                    year,
                    names[economy],
                    MERCHANDISE[indicator],
                    _million(value, -6, f"{name}: line {line}"),
                    line,
                ]
            )
        else:
            raise InputError(
                f"{name}: line {line}",
                f"{indicator} of {economy}",
                f"{', '.join([*MERCHANDISE, YEN])}, and an economy of `names`",
            )
    if len({indicator == YEN for indicator in indicators}) > 1:
        raise InputError(name, "rates and amounts in one file", "one of the two")
    columns = (
        ["year", "yen_per_usd", "source", "line"]
        if YEN in indicators
        else ["year", "economy", "flow", "usd_million", "line"]
    )
    return columns, _some(found, name, "values")


READERS = {"series": _series, "comtrade": _comtrade, "baci": _baci, "eidb": _eidb, "world_bank": _world_bank}


def _some(rows: list, name: str, what: str) -> list:
    if not rows:
        raise InputError(name, "none", what)
    return rows


def _million(text: str, shift: int, place: str) -> str:
    """The amount in US$ million, exactly. shift: the power of ten from the file's unit."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise InputError(place, repr(text), "an amount, not negative")
    return f"{number.scaleb(shift):f}"


def _text(content: bytes) -> str:
    """UTF-8, or the Latin-1 that Comtrade's site writes for names of economies."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def codes_by_area(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Comtrade's code to ISO alpha-3, from rows of economy and comtrade_code."""
    return {row["comtrade_code"]: row["economy"] for row in rows}
