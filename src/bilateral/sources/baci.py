"""CEPII's BACI: yearly files of exporter, importer, product and value, reconciled from what both sides
report, FOB.

The codes of economies and products are in two files of the release, whose columns have had other names.
"""

import re
from collections.abc import Iterable

from bilateral.sources.amounts import PLAIN, settle
from bilateral.sources.sheets import Sheet, plain_code, read_sheet
from bilateral.sources.trade_rows import TRADE, Codes, Repairs, some
from crossfoot import InputError

COLUMNS = ["t", "i", "j", "k", "v", "q"]
# of q, metric tons; releases leave some cells of it empty as well (V202601)
NO_QUANTITY = "NA"
# releases before 2017 call the product hs6
PRODUCT = ("k", "hs6")
NAME = re.compile(r"BACI_?(?:HS)?(\d{2})_Y?(\d{4})(?:_V\w+)?\.(?:csv|txt)(?:\.gz)?$", re.IGNORECASE)
REVISIONS = {"92": "H0", "96": "H1", "02": "H2", "07": "H3", "12": "H4", "17": "H5", "22": "H6"}
# what releases have called the columns of their lists, the newest first
CODE = ("country_code", "code", "ccode", "i")
ISO3 = ("country_iso3", "iso_3digit_alpha", "iso3", "iso_3")
COUNTRY_NAME = ("country_name", "country_name_full", "name_english", "country_name_abbreviation", "name")
PRODUCT_CODE = ("code", "hs6", "k")
PRODUCT_NAME = ("description", "description_en", "name")
# "Other Asia, not elsewhere specified", which releases call TWN, S19 or N/A, is Taiwan
TAIWAN = "490"
ISO = re.compile(r"[A-Z]{3}")
ENDED = re.compile(r"\(\s*(?:\.\.\.|…|before|until)", re.IGNORECASE)


def columns_of(header: Iterable[str]) -> list[str] | None:
    """The columns of a yearly file under their present names, in the file's order; None for another file."""
    plain = ["k" if cell.strip().lower() in PRODUCT else cell.strip().lower() for cell in header]
    return plain if sorted(plain) == sorted(COLUMNS) else None


def read_countries(content: bytes, name: str) -> dict[str, tuple[str, str]]:
    """By BACI's code: the ISO alpha-3 code, or BACI's own where there is none, and the name (or the code).

    Codes of economies that ended come first, so that of two codes of one economy the present one comes last.
    """
    header, records, at = _listed(content, name, CODE, ISO3)
    called_at = [*_places(header, COUNTRY_NAME), at[1]][0]
    found = {}
    for line, cells in records:
        code, iso, called = cells[at[0]], cells[at[1]], cells[called_at]
        code = plain_code(code).lstrip("0")
        if not code.isdigit():
            raise InputError(f"{name}: line {line}", f"country code {code!r}", "digits")
        if code in found:
            raise InputError(f"{name}: line {line}", f"country code {code} a second time", "each code once")
        found[code] = ("TWN" if code == TAIWAN else iso if ISO.fullmatch(iso) else code, called)
    return dict(sorted(found.items(), key=lambda item: not ENDED.search(item[1][1])))


def read_products(content: bytes, name: str) -> list[str]:
    """The six-digit codes of the release, zero-padded."""
    _, records, (at,) = _listed(content, name, PRODUCT_CODE)
    return sorted({plain_code(cells[at]).zfill(6) for _, cells in records})


def read_product_names(content: bytes, name: str) -> dict[str, str]:
    """What the release calls each of its six-digit codes."""
    _, records, (code, said) = _listed(content, name, PRODUCT_CODE, PRODUCT_NAME)
    return {plain_code(cells[code]).zfill(6): cells[said] for _, cells in records}


def _listed(content: bytes, name: str, *wanted: tuple[str, ...]) -> tuple[list[str], list, list[int]]:
    """Header and rows of a list of codes, and where each wanted column stands, by any of its names."""
    records = list(read_sheet(content, name).records())
    header = [cell.lower() for cell in records[0][1]]
    at = []
    for names in wanted:
        known = _places(header, names)
        if not known:
            raise InputError(name, f"columns {', '.join(header)}", " or ".join(names))
        at.append(known[0])
    return header, records[1:], at


def _places(header: list[str], names: tuple[str, ...]) -> list[int]:
    return [header.index(column) for column in names if column in header]


def read_baci(sheet: Sheet, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """Rows of TRADE between the economies of the study; the exporter stands as reporter."""
    name = sheet.name
    match = NAME.search(name)
    if not match or match[1] not in REVISIONS:
        raise InputError(
            name, "a name that does not say the HS revision", "CEPII's own, as BACI_HS92_Y2010_V202501.csv"
        )
    for content, stem in ((codes.countries, "country_codes"), (codes.products, "product_codes")):
        if not content:
            raise InputError(name, f"no {stem} file beside it", f"{stem}_….csv, which CEPII packs with BACI")
    countries = read_countries(codes.countries, f"{name}: country_codes")
    products = set(read_products(codes.products, f"{name}: product_codes"))
    records = sheet.records()
    columns = columns_of(next(records)[1]) or COLUMNS
    kept = []
    t, i, j, k, v = (columns.index(column) for column in COLUMNS[:5])
    for line, cells in records:
        year, exporter, importer = (plain_code(cells[at]) for at in (t, i, j))
        for code in (exporter, importer):
            if code not in countries:
                raise InputError(f"{name}: line {line}", f"country {code}", "a code of country_codes")
        ends = countries[exporter][0], countries[importer][0]
        if not set(ends) <= codes.pair:
            continue
        if year != match[2]:
            raise InputError(f"{name}: line {line}", f"year {year}", f"{match[2]}, as in the file's name")
        product = plain_code(cells[k]).zfill(6)
        if product not in products:
            raise InputError(f"{name}: line {line}", f"product {product}", "a code of product_codes")
        kept.append((line, ends, product, cells[v]))
    # where the file was saved anew, all of its amounts tell how; the pair's may be too few
    amounts = (
        ((line, cells[v]) for line, cells in _body(sheet))
        if sheet.delimiter == ";"
        else ((line, value) for line, _, _, value in kept)
    )
    convention = settle(amounts, f"{name}: v", surely=sheet.delimiter != ";")
    rows = []
    for line, ends, product, value in kept:
        repairs = Repairs()
        # lost zeros are CEPII's own way with products
        amount = repairs.amount(value, convention, PLAIN, -3)
        rows.append(
            ["baci", *ends, "export", "FOB", "calendar", match[2], REVISIONS[match[1]], product]
            + [amount, str(repairs), str(line)]
        )
    return TRADE, some(rows, name, f"trade between {' and '.join(sorted(codes.pair))}")


def _body(sheet: Sheet):
    records = sheet.records()
    next(records)
    return records
