"""India's Export Import Data Bank: one country's trade with India by HS code, fiscal years from April.

Its portal gives pages (the old one with the country's name within the table) and workbooks; people save them
as CSV. Amounts have two decimals, and the Total row is their sum. A compiled file of HS chapters has both
flows: flow, fiscal_year_from_april, hs2, usd_million; an empty amount is not reported, 0.0 is under 5,000
dollars.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from bilateral.sources.amounts import ENGLISH, Convention, settle, value_of
from bilateral.sources.sheets import Line, Sheet, decoded, is_workbook, plain_code, ragged, read_sheet
from bilateral.sources.trade_rows import TRADE, VALUATIONS, Codes, Repairs, once, padded, some
from bilateral.study.economies import codes_by_word, names_in
from crossfoot import InputError, read_hs_chapter

CHAPTERS = ["flow", "fiscal_year_from_april", "hs2", "usd_million"]
FLOWS = {"india_exports": "export", "india_imports": "import"}
AMOUNT = re.compile(r"\d+(\.\d{1,2})?", re.ASCII)
# chapters that a year of this pair has at least; fewer is a file cut short
FEWEST = 80
FISCAL_YEAR = re.compile(r"^(\d{4})\s*[-–]\s*(\d{4}|\d{2})\s*(?:\([RPF]\))?$")
PART_YEAR = re.compile(r"^\d{4}\s*[-–]\s*\d{2,4}\s*\(.+\)$|^[A-Z][a-z]{2}\w*\W*\d{2,4}\b")
DIRECTION = re.compile(r"\b(Export|Import)\s*:|\bEidb\s*-+>\s*(Export|Import)\b", re.IGNORECASE)
COUNTRY = re.compile(
    r"\bCountry\s*(?:Name)?\s*:\s*([^\s:][^\n:]*?)\s*(?:$|\s{3}|\bDated\b|\bReport\b|\bValues\b)",
    re.IGNORECASE | re.MULTILINE,
)
UNIT = re.compile(r"US\s*\$\s*Million", re.IGNORECASE)
DECIMALS = 2
GAPS = ("", "-")


def is_header(cells: list[str]) -> bool:
    """Whether a row is the bank's header."""
    words = [cell.lower().replace(" ", "") for cell in cells]
    return "hscode" in words and "commodity" in words


def is_page(text: str) -> bool:
    """Whether a web page has the bank's table."""
    folded = text.lower()
    return "<table" in folded and "hscode" in folded.replace(" ", "") and "commodity" in folded


def read_eidb(content: bytes, name: str, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """Rows of TRADE. Raises InputError for a table that does not say what it is of, or is not whole."""
    page = not is_workbook(content) and is_page(decoded(content, name))
    title, table = page_table(decoded(content, name)) if page else sheet_table(content, name)
    (line, header), *body = table
    years = _years([" ".join(cell.split()) for cell in header], f"{name}: line {line}")
    flow, partner = _about(title, name, codes)
    code_at = [cell.lower().replace(" ", "") for cell in header].index("hscode")
    figures, total = _figures(body, len(header), code_at, name)
    cells = [(at, cells[place]) for at, _, cells in figures for place in years]
    cells += [(total[0], total[1][place]) for place in years]
    convention = settle(
        ((at, text) for at, text in cells if text not in GAPS), name, own=ENGLISH, decimals=DECIMALS
    )
    rows = []
    for at, code, printed in figures:
        for place, year in years.items():
            repairs = Repairs()
            used = padded(plain_code(code))
            repairs.code(code, used)
            text = printed[place]
            amount = "" if text in GAPS else repairs.amount(text, convention, ENGLISH, 0)
            rows.append(
                ["eidb", "IND", partner, flow, VALUATIONS[flow], "fiscal-04", year, "", used]
                + [amount, str(repairs), str(at)]
            )
    some(rows, name, "rows with an HSCode")
    _check_codes(rows, name)
    _check_total(figures, total, years, convention, name)
    return TRADE, rows


def _years(header: list[str], place: str) -> dict[int, str]:
    """By column: the year in which each fiscal year begins."""
    partial = [cell for cell in header if PART_YEAR.match(cell) and not FISCAL_YEAR.match(cell)]
    if partial:
        raise InputError(place, f"column {partial[0]!r}", "whole fiscal years, such as 2010-2011")
    years = {at: match for at, cell in enumerate(header) if (match := FISCAL_YEAR.match(cell))}
    if not years or any(int(match[2]) % 100 != (int(match[1]) + 1) % 100 for match in years.values()):
        raise InputError(
            place, f"columns {', '.join(header)}", "HSCode, Commodity and fiscal years such as 2010-2011"
        )
    found = {at: match[1] for at, match in years.items()}
    if len(set(found.values())) < len(found):
        raise InputError(
            place, f"columns {', '.join(header)}", "each fiscal year once: values without quantities"
        )
    return found


def _about(title: str, name: str, codes: Codes) -> tuple[str, str]:
    """Direction and partner, from what stands above the table. Raises InputError for what is not said, or
    another unit."""
    if not UNIT.search(title):
        raise InputError(name, "no unit, or another", "Values in US $ Million above the table")
    said = {(one or other).lower() for one, other in DIRECTION.findall(title)}
    country = COUNTRY.search(title)
    if len(said) != 1 or not country:
        what = "no country" if len(said) == 1 else "both directions" if said else "no direction"
        raise InputError(name, what, "Export or Import, and Country, above the table")
    words = {word.upper(): code for word, code in codes_by_word(codes.names).items()}
    words |= {word: code for word, code in names_in("eidb").items() if code in codes.names}
    partner = words.get(" ".join(country[1].upper().split()))
    if partner is None:
        raise InputError(name, f"country {country[1]!r}", "an economy of `names`")
    return said.pop(), partner


def _figures(
    body: list[Line], width: int, code_at: int, name: str
) -> tuple[list[tuple[int, str, list[str]]], Line]:
    """The rows with a code (line, code, cells) and the Total row. Raises InputError for a ragged row, or no
    Total."""
    figures, total = [], None
    for line, cells in body:
        place = f"{name}: line {line}"
        if total is not None and len(cells) != width:
            continue  # shares and notes below the table
        if len(cells) != width:
            raise ragged(place, cells, width)
        if is_header(cells):
            continue
        code = cells[code_at].lstrip("*").strip()
        if any(cell.strip().rstrip(":").lower() in ("total", "grand total") for cell in cells):
            if total is not None:
                raise InputError(place, "a second Total", f"one, as on line {total[0]}")
            total = (line, cells)
        elif code and total is None:
            if not (plain_code(code).isascii() and plain_code(code).isdigit()):
                raise InputError(place, f"HSCode {code!r}", "digits")
            figures.append((line, code, cells))
        elif code and plain_code(code).isdigit():
            raise InputError(place, f"HSCode {code} below the Total", "one table: Total is its last row")
        elif total is None and any(cells):
            raise InputError(place, "a row without an HSCode", "an HSCode in each row above the Total")
    if total is None:
        raise InputError(name, "no row Total", "the Total below the rows; is the table whole?")
    return figures, total


def _check_codes(rows: list[list[str]], name: str) -> None:
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        once(seen, (row[6], row[8]), int(row[-1]), name, f"HSCode {row[8]}")
    if len({len(row[8]) for row in rows}) > 1:
        found = "HS codes of more than one level"
        raise InputError(name, found, "one level: a total of chapters and headings counts twice")


def _check_total(
    figures: list, total: Line, years: dict[int, str], convention: Convention, name: str
) -> None:
    for place, year in years.items():
        amounts = [value_of(cells[place], convention) for _, _, cells in figures if cells[place] not in GAPS]
        printed = total[1][place]
        stated = Decimal(0) if printed in GAPS else value_of(printed, convention)
        # each of the amounts and the total are rounded to two decimals
        if abs(sum(amounts) - stated) > Decimal("0.005") * (len(amounts) + 1):
            found = f"{stated}, and rows that sum to {sum(amounts)}"
            raise InputError(f"{name}: Total, {year}-{int(year) + 1}", found, "one sum; is the table whole?")


def sheet_table(content: bytes, name: str) -> tuple[str, list[Line]]:
    """What stands above the table of a CSV or workbook, and its rows with their lines, the header first."""
    above: list[str] = []
    table: list[Line] = []
    for line, cells in read_sheet(content, name).rows():
        if table or is_header(cells):
            table.append((line, cells))
        else:
            above.append("   ".join(cells))
    if table:
        width = max(at for at, cell in enumerate(table[0][1], start=1) if cell)
        table = [(line, cells[:width] if not any(cells[width:]) else cells) for line, cells in table]
    return "\n".join(above), table


def page_table(text: str) -> tuple[str, list[Line]]:
    """As sheet_table, of a web page; what stands within the table but in none of its cells is above it
    too."""
    # imported here: the study's own series are CSV
    from bs4 import BeautifulSoup

    page = BeautifulSoup(text, "html.parser")
    for script in page(["script", "style"]):
        script.decompose()
    for choice in page("select"):
        chosen = choice.find("option", selected=True)
        choice.replace_with(chosen.get_text(" ", strip=True) if chosen else "")
    for table in page("table"):
        rows = [(row.sourceline or 0, list(_cells(row))) for row in table("tr")]
        starts = [at for at, (_, cells) in enumerate(rows) if is_header(cells)]
        if starts:
            for row in table("tr"):
                row.extract()
            above = "\n".join(" ".join(text.split()) for text in page.stripped_strings)
            above += "".join("\n" + " ".join(cells) for _, cells in rows[: starts[0]])
            return above, [(line, cells) for line, cells in rows[starts[0] :] if any(cells)]
    return "", []


def _cells(row) -> Iterator[str]:
    """A row's cells; one that spans columns stands in the first of them."""
    for cell in row(["th", "td"]):
        yield " ".join(cell.get_text(" ", strip=True).split())
        span = str(cell.get("colspan", "1"))
        yield from [""] * (int(span) - 1 if span.isdigit() else 0)


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
