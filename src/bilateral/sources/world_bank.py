"""World Bank indicators: a snapshot of answers (one value a row), or the site's own download (a year a
column)."""

import re

from bilateral.sources.amounts import PLAIN, moved, settle, value_of
from bilateral.sources.csv_rows import series_of
from bilateral.sources.sheets import Sheet, aligned
from bilateral.sources.trade_rows import Codes, once, some
from crossfoot import InputError

SNAPSHOT = ["indicator", "economy", "year", "value"]
MERCHANDISE = {"TX.VAL.MRCH.CD.WT": "exports", "TM.VAL.MRCH.CD.WT": "imports"}
YEN = "PA.NUS.FCRF"
YEN_OF = "JPN"
# DataBank calls indicators series, and years 2019 [YR2019]
WIDE = {"country code": "economy", "indicator code": "indicator", "series code": "indicator"}
YEAR = re.compile(r"(\d{4})(?:\s*\[YR\1\])?")
MISSING = ("", "..")


def header_at(rows: list[list[str]]) -> int | None:
    """Which of the first rows is the header of the site's download."""
    for at, cells in enumerate(rows):
        if {WIDE.get(cell.lower()) for cell in cells} >= {"economy", "indicator"}:
            return at
    return None


def read_snapshot(sheet: Sheet, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """As read_download, of a file in the columns of SNAPSHOT; an economy or indicator that is not known is an
    error."""
    _, rows = series_of(sheet)
    names = codes.names | {"WLD": "World"}
    for indicator, economy, _, value, *_, line in rows:
        known = economy == YEN_OF if indicator == YEN else indicator in MERCHANDISE and economy in names
        if value and not known:
            expected = f"{', '.join(MERCHANDISE)} of an economy of `names`, or {YEN} of {YEN_OF}"
            raise InputError(f"{sheet.name}: line {line}", f"{indicator} of {economy}", expected)
    return _figures([(int(row[-1]), *row[:4]) for row in rows if row[3]], sheet, names)


def read_download(sheet: Sheet, codes: Codes) -> tuple[list[str], list[list[str]]]:
    """Merchandise trade in the columns of the study's series, or yen per US dollar; years without a value are
    left out,
    and so are economies that the study does not name.

    Raises InputError for other indicators alone, or rates and amounts in one file.
    """
    lines = list(sheet.rows())
    start = header_at([cells for _, cells in lines]) or 0
    body = [(line, cells) for line, cells in lines[start:] if len(cells) > 2 and any(cells[2:])]
    records = list(aligned(iter(body), sheet.name))
    (line, header), *rows = records
    role = {WIDE[cell.lower()]: at for at, cell in enumerate(header) if cell.lower() in WIDE}
    years = {at: match[1] for at, cell in enumerate(header) if (match := YEAR.fullmatch(cell))}
    if not years:
        raise InputError(
            f"{sheet.name}: line {line}", f"columns {', '.join(header)[:200]}", "a column a year"
        )
    names = codes.names | {"WLD": "World"}
    found, others = [], set()
    for line, cells in rows:
        indicator, economy = cells[role["indicator"]], cells[role["economy"]]
        if indicator != YEN and indicator not in MERCHANDISE:
            others.add(indicator)
        elif economy == YEN_OF if indicator == YEN else economy in names:
            found += [
                (line, indicator, economy, year, cells[at])
                for at, year in years.items()
                if cells[at] not in MISSING
            ]
    if others and not found:
        expected = f"{', '.join([*MERCHANDISE, YEN])} of the study's economies"
        raise InputError(sheet.name, f"indicator {sorted(others)[0]}", expected)
    return _figures(found, sheet, names)


def _figures(values: list[tuple], sheet: Sheet, names: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    """values: line, indicator, economy, year, value."""
    some(values, sheet.name, "values of the study's economies")
    rates = {indicator == YEN for _, indicator, *_ in values}
    if len(rates) > 1:
        raise InputError(sheet.name, "rates and amounts in one file", "one of the two")
    convention = settle(
        ((line, value) for line, *_, value in values), sheet.name, surely=sheet.delimiter != ";"
    )
    seen: dict[tuple, int] = {}
    rows = []
    for line, indicator, economy, year, value in values:
        once(seen, (indicator, economy, year), line, sheet.name, f"{indicator} of {economy} {year}")
        amount = value_of(value, convention)
        if rates == {True}:
            used = value if convention == PLAIN else f"{amount:f}"
            rows.append([year, used, f"World Bank WDI {YEN}", str(line)])
        else:
            rows.append([year, names[economy], MERCHANDISE[indicator], moved(amount, -6), str(line)])
    columns = (
        ["year", "yen_per_usd", "source"] if rates == {True} else ["year", "economy", "flow", "usd_million"]
    )
    return [*columns, "line"], rows
