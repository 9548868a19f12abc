"""Exchange rates, and what the document prints of direct investment, typed."""

import re

import pandas as pd

from bilateral.clean.row_checks import fault, known, number_of, once, require, year_of
from bilateral.study.dictionary import check_table, columns_of
from crossfoot import Interval, Number

ECONOMY = "an economy of the study"
ABOUT = re.compile(r"^about (.+)$")


def clean_exchange_rates(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Annual average rates: year, jpy_per_usd, source, line. Raises InputError for a cell of another type."""
    require(rows, name, ["year", "yen_per_usd", "source"])
    records, expected = [], "yen per US dollar"
    for row in rows.to_dict("records"):
        rate = number_of(row, name, "yen_per_usd", expected)
        if rate.value <= 0:
            raise fault(row, name, "yen_per_usd", expected)
        records.append(
            {"year": year_of(row, name), "jpy_per_usd": float(rate.value)}
            | {"source": row["source"], "line": int(row["line"])}
        )
    frame = pd.DataFrame(records, columns=columns_of("exchange_rates"))
    once(frame, ["year"], name, "rate of")
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
        known(row, name, "destination", codes, ECONOMY)
        about = ABOUT.match(row["printed"])
        number = number_of(row, name, "printed", "a number", about[1] if about else None)
        interval = number.about if about else Interval.rounded(number.value, number.decimals)
        records.append(
            {key: row[key] for key in ("measure", "release", "locator")}
            | {"year": year_of(row, name), "destination": codes[row["destination"]]}
            | {"approximate": bool(about), "line": int(row["line"])}
            | _with_bounds("printed", number, interval)
        )
    return check_table("printed_investment", pd.DataFrame(records, columns=columns_of("printed_investment")))


def clean_earlier_releases(rows: pd.DataFrame, name: str, codes: dict[str, str]) -> pd.DataFrame:
    """Flows as earlier releases had them, with the bounds of their rounding (earlier_releases).

    rows: year, destination, jpy_billion, release, reported_by. codes: as in clean_printed_investment. Raises
    InputError for a cell of another type or an economy that the study does not name.
    """
    require(rows, name, ["year", "destination", "jpy_billion", "release", "reported_by"])
    records = []
    for row in rows.to_dict("records"):
        known(row, name, "destination", codes, ECONOMY)
        number = number_of(row, name, "jpy_billion", "a number")
        records.append(
            {key: row[key] for key in ("release", "reported_by")}
            | {"year": year_of(row, name), "destination": codes[row["destination"]]}
            | {"line": int(row["line"])}
            | _with_bounds("jpy_billion", number, Interval.rounded(number.value, number.decimals))
        )
    return check_table("earlier_releases", pd.DataFrame(records, columns=columns_of("earlier_releases")))


def _with_bounds(name: str, number: Number, interval: Interval) -> dict[str, float]:
    bounds = {"": number.value, "_low": interval.low, "_high": interval.high}
    return {f"{name}{end}": float(bound) for end, bound in bounds.items()}
