"""Exchange rates, and what the document prints of direct investment, typed."""

import re

import pandas as pd

from bilateral.clean.row_checks import fault, require
from bilateral.study.dictionary import check_table, columns_of
from crossfoot import InputError, Interval, read_number

YEAR = re.compile(r"^\d{4}$", re.ASCII)
ABOUT = re.compile(r"^about (.+)$")


def clean_exchange_rates(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Annual average rates: year, jpy_per_usd, source, line. Raises InputError for a cell of another type."""
    require(rows, name, ["year", "yen_per_usd", "source"])
    records = []
    for row in rows.to_dict("records"):
        rate = read_number(row["yen_per_usd"])
        if rate is None or not rate.is_plain or rate.value <= 0 or not YEAR.match(row["year"]):
            raise InputError(
                f"{name}: line {row['line']}", repr(row["yen_per_usd"]), "a year and yen per US dollar"
            )
        records.append(
            {
                "year": int(row["year"]),
                "jpy_per_usd": float(rate.value),
                "source": row["source"],
                "line": int(row["line"]),
            }
        )
    frame = pd.DataFrame(records, columns=columns_of("exchange_rates"))
    if frame["year"].duplicated().any():
        raise InputError(
            name, f"two rates for {frame.loc[frame['year'].duplicated(), 'year'].iloc[0]}", "one a year"
        )
    return check_table("exchange_rates", frame)


def clean_printed_investment(rows: pd.DataFrame, name: str, codes: dict[str, str]) -> pd.DataFrame:
    """What the document prints: year, destination, measure, printed with its bounds, approximate, release,
    locator, line. codes: ISO code of each word for an economy (economies.codes_by_word). "about 50" stands
    for what rounds to it at its last digit that is not zero.

    Raises InputError for a cell of another type or an economy that the study does not name.
    """
    require(rows, name, ["year", "destination", "measure", "printed", "release", "locator"])
    records = []
    for row in rows.to_dict("records"):
        if not YEAR.match(row["year"]):
            raise fault(row, name, "year", "a year of four digits")
        about = ABOUT.match(row["printed"])
        number = read_number(about[1] if about else row["printed"])
        named = row["destination"] in codes and row["year"].isdecimal()
        if number is None or not number.is_plain or not named:
            raise InputError(
                f"{name}: line {row['line']}",
                f"{row['destination']}: {row['printed']!r}",
                "an economy of the study and a number",
            )
        interval = number.about if about else Interval.rounded(number.value, number.decimals)
        records.append(
            {
                "year": int(row["year"]),
                "destination": codes[row["destination"]],
                "measure": row["measure"],
                "printed": float(number.value),
                "printed_low": float(interval.low),
                "printed_high": float(interval.high),
                "approximate": bool(about),
                "release": row["release"],
                "locator": row["locator"],
                "line": int(row["line"]),
            }
        )
    return check_table("printed_investment", pd.DataFrame(records, columns=columns_of("printed_investment")))


def clean_earlier_releases(rows: pd.DataFrame, name: str, codes: dict[str, str]) -> pd.DataFrame:
    """Flows as earlier releases had them: destination, year, jpy_billion with the bounds of its rounding,
    release, reported_by, line.

    rows: year, destination, jpy_billion, release, reported_by. codes: as in clean_printed_investment. Raises
    InputError for a cell of another type or an economy that the study does not name.
    """
    require(rows, name, ["year", "destination", "jpy_billion", "release", "reported_by"])
    records = []
    for row in rows.to_dict("records"):
        number = read_number(row["jpy_billion"])
        named = row["destination"] in codes and row["year"].isdecimal()
        if number is None or not number.is_plain or not named:
            raise InputError(
                f"{name}: line {row['line']}",
                f"{row['destination']}, {row['year']}: {row['jpy_billion']!r}",
                "an economy of the study, a year and a number",
            )
        interval = Interval.rounded(number.value, number.decimals)
        records.append(
            {
                "destination": codes[row["destination"]],
                "year": int(row["year"]),
                "jpy_billion": float(number.value),
                "jpy_billion_low": float(interval.low),
                "jpy_billion_high": float(interval.high),
                "release": row["release"],
                "reported_by": row["reported_by"],
                "line": int(row["line"]),
            }
        )
    return check_table("earlier_releases", pd.DataFrame(records))
