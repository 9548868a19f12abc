"""Cells of the Bank of Japan's yearly direct-investment workbooks, each with its place.

Each workbook holds, on sheets of one layout, outward investment by region and industry and by country
and industry. A sheet is recognised by its title, its header by what stands above and beside the
figures; no cell address is taken for granted. A compiled CSV has the main figures of some destinations.
"""

import re

from bilateral.sources.csv_rows import read_series
from crossfoot import InputError

HEADER = ["year", "area", "industry", "flow_100_million_yen", "line"]
INDUSTRIES = {
    "manufacturing": "Manufacturing (total)",
    "non_manufacturing": "Non-manufacturing (total)",
    "total": "Total",
}
REGIONS = ("World", "Asia", "ASEAN")
SECTIONS = {
    "region": "1. Direct Investment Abroad (by Region and Industry)",
    "country": "3. Direct Investment Abroad (by Country and Industry)",
}
YEAR = re.compile(r"Outward / Inward Direct Investment, (\d{4})\s*C\.Y\.")
UNIT = "(100 million yen)"
TOTALS = ("Manufacturing (total)", "Non-manufacturing (total)", "Total")
FOOTNOTE_MARK = re.compile(r"\s*(?:\(?注\d*\)?|\*+|\d\))$")
# confidential, and nothing reported
SIGNS = frozenset("XⅩ.-–—―－")
COLUMNS = (
    "file sheet address year section destination destination_ja industry industry_ja level printed"
).split()
Sheet = dict[tuple[int, int], object]


def read_boj_workbook(sheets: dict[str, Sheet], name: str) -> list[list[str]]:
    """Rows of COLUMNS, one a figure: every cell the printed string, numbers in full.

    sheets: by title, the filled cells by (row, column), both from 1. name: the workbook's.
    level is total (manufacturing, non-manufacturing, all) or industry. "X" is confidential, "." or
    a dash nothing reported. Raises InputError when a section, the unit, a header or a total is not where the
    layout has it.
    """
    rows = []
    for section, title in SECTIONS.items():
        found = [(label, cells, at) for label, cells in sheets.items() if (at := _find(cells, title))]
        if len(found) != 1:
            texts = {_folded(value) for cells in sheets.values() for value in cells.values()}
            titles = sorted(text for text in texts if re.match(r"^\d\. Direct Investment", text))
            said = "; ".join(titles) or "no such title"
            raise InputError(name, f"{len(found)} sheets titled {title!r} ({said})", "one")
        rows += _section(*found[0], section, name)
    return rows


def _section(label: str, cells: Sheet, title_at: tuple[int, int], section: str, name: str) -> list[list[str]]:
    place = f"{name}: sheet {label}"
    years = {match[1] for text in map(_folded, cells.values()) if (match := YEAR.search(text))}
    if len(years) != 1:
        raise InputError(
            place, f"years {sorted(years)}", 'one, as in "Outward / Inward Direct Investment, 2023C.Y."'
        )
    if not _find(cells, UNIT):
        raise InputError(place, "no unit", UNIT)
    industries = _industries(cells, place)
    first_row = min(industries)
    columns = _destinations(cells, title_at[0], first_row, place)
    rows = []
    for row, industry in industries.items():
        for column, destination in columns.items():
            value, at = cells.get((row, column)), address(row, column)
            if value is None:
                expected = f"a figure for {destination[0]}, {industry[0]}"
                raise InputError(f"{place}, {at}", "an empty cell", expected)
            if isinstance(value, str) and value.strip() not in SIGNS:
                raise InputError(f"{place}, {at}", repr(value), 'a number, "X", "." or a dash')
            printed = value.strip().replace("Ⅹ", "X") if isinstance(value, str) else repr(value)
            rows.append([name, label, at, *years, section, *destination, *industry, printed])
    return rows


def _industries(cells: Sheet, place: str) -> dict[int, tuple[str, str, str]]:
    """By row of figures: English label (which stands in the row below), Japanese label, level."""
    found = {}
    # labels stand left of the figures; the notes below the last total are no industries
    labels = {
        row: (column, _folded(value))
        for (row, column), value in sorted(cells.items(), reverse=True)
        if column <= 4 and _folded(value)
    }
    ends = [row for row, (_, text) in labels.items() if text == TOTALS[-1]]
    starts = [row for row, (_, text) in labels.items() if text == TOTALS[0]]
    if len(ends) != 1 or len(starts) != 1:
        raise InputError(
            place, f"{len(starts)} rows {TOTALS[0]!r} and {len(ends)} rows {TOTALS[-1]!r}", "one of each"
        )
    for row in range(starts[0] - 1, ends[0] + 1, 2):
        above, below = labels.get(row), labels.get(row + 1)
        if above is None or below is None or above[0] != below[0]:
            raise InputError(
                f"{place}, row {row}", "labels that do not come in pairs", "Japanese above English"
            )
        level = "total" if below[1] in TOTALS else "industry"
        found[row] = (below[1], above[1], level)
    missing = [label for label in TOTALS if label not in {english for english, _, _ in found.values()}]
    if missing:
        raise InputError(place, f"no row {missing[0]!r}", ", ".join(TOTALS))
    return found


def _destinations(cells: Sheet, title_row: int, first_row: int, place: str) -> dict[int, tuple[str, str]]:
    """By column of figures: English and Japanese header, of one line or more."""
    figures = sorted({column for row, column in cells if row == first_row and column > 4})
    found = {}
    for column in figures:
        texts = [
            _folded(cells[row, column]) for row in range(title_row + 1, first_row) if (row, column) in cells
        ]
        texts = [FOOTNOTE_MARK.sub("", text) for text in texts if not _is_notice(text)]
        english = [text for text in texts if text.isascii() or re.match(r"^[A-Z][a-zé]|Côte", text)]
        japanese = [text for text in texts if text not in english]
        # a name that is spelt alike in both, such as EU, stands twice
        words = list(dict.fromkeys(english))
        if not words:
            raise InputError(
                f"{place}, {address(first_row, column)}",
                "no English header above the column",
                "a destination",
            )
        found[column] = (" ".join(words), " ".join(japanese) or words[0])
    twice = {name for name, _ in found.values() if [n for n, _ in found.values()].count(name) > 1}
    if twice or not found:
        raise InputError(
            place,
            f"{sorted(twice)} in two columns" if twice else "no columns of figures",
            "each destination once",
        )
    return found


def _is_notice(text: str) -> bool:
    """True for what stands above figures without naming a destination: unit, titles, references."""
    return (
        text in (UNIT, "(参考 Reference)")
        or "単位" in text
        or "Direct Investment" in text
        or "直接投資" in text
    )


def _find(cells: Sheet, text: str) -> tuple[int, int] | None:
    """The first place where this very text stands."""
    places = [place for place, value in cells.items() if _folded(value) == text]
    return min(places) if places else None


def _folded(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def address(row: int, column: int) -> str:
    """A1 style."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def read_fdi_csv(content: bytes, name: str) -> list[list[str]]:
    """Rows of COLUMNS; the address is the line. Raises InputError for another header or
    industry."""
    header, rows = read_series(content, name)
    if header != HEADER:
        raise InputError(f"{name}: line 1", ", ".join(header[:-1]), ", ".join(HEADER[:-1]))
    cells = []
    for year, area, industry, flow, line in rows:
        if industry not in INDUSTRIES:
            raise InputError(f"{name}: line {line}", repr(industry), "one of " + ", ".join(INDUSTRIES))
        section = "region" if area in REGIONS else "country"
        cells.append(
            [name, "", f"line {line}", year, section, area, "", INDUSTRIES[industry], "", "total", flow]
        )
    return cells
