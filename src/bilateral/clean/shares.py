"""Printed HS chapter shares by rank and year, and the measures printed below them."""

import re

import pandas as pd

from bilateral.clean.repairs import REASONS, RepairLog
from bilateral.clean.table_checks import cell_error
from crossfoot import InputError, Number, Table, read_count, read_hs_chapter, read_number

YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
CODE_AND_SHARE = re.compile(r"^(?P<code>\d+)\s+(?P<share>\S+)$")
TOP = re.compile(r"^Top (\d+)$", re.IGNORECASE)


def clean_chapter_shares(
    table: Table, flow: dict[str, str], log: RepairLog
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares (year, rank, hs_chapter, share_pct with its bounds, line) and printed measures
    (year, measure, value with its bounds, line), both with reporter, partner, flow, valuation, period.

    A chapter and its share may stand in one column a year or in two. Bounds are those of rounding:
    low included, high excluded. hhi is on 0–10,000, top_k_share is a percentage.
    Raises InputError for a missing or extra column, a rank out of sequence, a chapter that does not
    exist or stands twice, or a cell that is no share.
    """
    years = _columns_by_year(table)
    keys = {name: flow[name] for name in ("reporter", "partner", "flow", "valuation", "period")}
    shares: list[dict] = []
    measures: list[dict] = []
    above: dict[int, Number] = {}
    rank = 0
    for row, cells in enumerate(table.body):
        printed_rank = read_count(cells[0])
        if printed_rank is not None:
            rank += 1
            if printed_rank != rank:
                raise cell_error(table, row, 0, f"rank {rank}")
            for year, columns in years.items():
                chapter, share = _chapter_and_share(table, row, columns, log)
                if share.wide.low >= above.get(year, share).wide.high:
                    used, other = f"{share.value}%, by its size", "one of the two shares is misprinted"
                    log.add(table, row, columns[-1], used, "rank_order", alternative=other)
                above[year] = share
                record = {"table": table.number, **keys, "year": year, "rank": rank, "hs_chapter": chapter}
                shares.append(record | _bounds("share_pct", share) | {"line": table.body_lines[row]})
        elif any(cells[1:]) or TOP.match(cells[0]) or cells[0].upper() == "HHI":
            measure, unit = _measure(table, row)
            if measure in {found["measure"] for found in measures}:
                raise cell_error(table, row, 0, "each measure once")
            for year, columns in years.items():
                value = _measure_value(table, row, columns, unit)
                record = {"table": table.number, **keys, "year": year, "measure": measure}
                measures.append(record | _bounds("value", value) | {"line": table.body_lines[row]})
    if not shares or not measures:
        expected = "ranked rows, then Top k and HHI"
        raise InputError(table.place(), f"{len(shares)} shares, {len(measures)} measures", expected)
    frame = pd.DataFrame(shares)
    twice = frame[frame.duplicated(["year", "hs_chapter"])]
    if len(twice):
        first = twice.iloc[0]
        place = f"{table.document}: line {first['line']}: Table {table.number}, {first['year']}"
        raise InputError(place, f"HS chapter {first['hs_chapter']} twice", "each chapter once a year")
    return frame, pd.DataFrame(measures)


def _columns_by_year(table: Table) -> dict[int, list[int]]:
    years: dict[int, list[int]] = {}
    for column, label in enumerate(table.labels[1:], start=1):
        match = YEAR.search(label)
        if not match:
            place = f"{table.place()}, column {column + 1}"
            raise InputError(place, repr(label), "a year in the header of each column after the first")
        years.setdefault(int(match[1]), []).append(column)
    width = max(len(columns) for columns in years.values())
    for year, columns in years.items():
        if len(columns) != width or width > 2:
            expected = "a chapter and its share a year, in one column or in two, alike for all years"
            raise InputError(f"{table.place()}, {year}", f"{len(columns)} columns", expected)
        if "share" not in table.labels[columns[-1]].lower():
            found = repr(table.labels[columns[-1]])
            raise InputError(f"{table.place()}, {year}", found, "the share in the last column of a year")
    return years


def _chapter_and_share(table: Table, row: int, columns: list[int], log: RepairLog) -> tuple[str, Number]:
    cells = [table.body[row][column] for column in columns]
    if len(cells) == 1:
        match = CODE_AND_SHARE.match(cells[0])
        if not match:
            raise cell_error(table, row, columns[0], 'a chapter and its share, such as "84 31.7%"')
        cells = [match["code"], match["share"]]
    chapter, share = read_hs_chapter(cells[0]), read_number(cells[1])
    if chapter is None:
        raise cell_error(table, row, columns[0], f"an HS chapter, which {cells[0]!r} is not")
    if share is None or not share.is_plain or share.bound or not 0 <= share.value <= 100:
        raise cell_error(table, row, columns[-1], f"a share from 0% to 100%, which {cells[1]!r} is not")
    if chapter != cells[0]:
        unallocated = f"{REASONS['hs_zero_padded']}; 00 is trade not allocated to a chapter"
        reason = unallocated if chapter == "00" else ""
        log.add(table, row, columns[0], chapter, "hs_zero_padded", reason, printed=cells[0])
    if share.unit != "%":
        log.add(table, row, columns[-1], f"{share.value}%", "share_is_percentage", printed=cells[1])
    return chapter, share


def _measure(table: Table, row: int) -> tuple[str, str]:
    label = table.body[row][0]
    if (match := TOP.match(label)) and int(match[1]):
        return f"top_{match[1]}_share", "%"
    if label.upper() == "HHI":
        return "hhi", ""
    raise cell_error(table, row, 0, 'a rank, "Top k" or "HHI"')


def _measure_value(table: Table, row: int, columns: list[int], unit: str) -> Number:
    printed = [column for column in columns if table.body[row][column]]
    expected = "one percentage a year" if unit else "one index from 0 to 10,000 a year"
    value = read_number(table.body[row][printed[0]]) if len(printed) == 1 else None
    limit = 100 if unit else 10_000
    if (
        value is None
        or not value.is_plain
        or value.unit != unit
        or value.bound
        or not 0 <= value.value <= limit
    ):
        raise cell_error(table, row, (printed or columns)[0], expected)
    return value


def _bounds(name: str, printed: Number) -> dict[str, float]:
    interval = printed.wide
    return {
        name: float(printed.value),
        f"{name}_low": float(interval.low),
        f"{name}_high": float(interval.high),
    }
