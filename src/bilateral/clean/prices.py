"""Prices and exchange rates by year, typed: Brent, changes of consumer prices, national currency per US$."""

import pandas as pd

from bilateral.clean.row_checks import fault, once, require, year_of
from bilateral.study.dictionary import check_table, columns_of
from crossfoot import InputError, read_number

# a file of each kind: its column of values, its unit, and whether values are above zero
BRENT = ("usd_per_barrel", "US$ a barrel", True)
CONSUMER_PRICES = ("inflation_pct", "percent on the year", False)
EXCHANGE_RATES = ("units_per_usd", "currency per US$", True)
# the World Bank's snapshot of one currency
YEN = ("yen_per_usd", "currency per US$", True)
KEYS = ["series", "economy", "year", "source"]


def clean_prices(files: list[tuple[str, str, pd.DataFrame]], records: dict[str, dict]) -> pd.DataFrame:
    """The clean table annual_prices: series (brent, consumer_prices or exchange_rate), economy, year, value.

    files: kind (as series), name, and rows as text, of each file. records: by file, its record in
    data/sources.yaml, for producer and vintage. Raises InputError for a column that is missing, a value that
    is none or, of a price, not above zero, a value twice, or a gap in the years.
    """
    found = []
    for kind, name, rows in files:
        column, unit, positive = {
            "brent": BRENT,
            "consumer_prices": CONSUMER_PRICES,
            "exchange_rate": YEN if YEN[0] in rows.columns else EXCHANGE_RATES,
        }[kind]
        alone = {"brent": "WLD"}.get(kind) or ("JPN" if column == YEN[0] else None)
        require(rows, name, ["year", column] if alone else ["year", "economy", column])
        for row in rows.to_dict("records"):
            number = read_number(row[column])
            if number is None or not number.is_bare or (positive and number.value <= 0):
                raise fault(row, name, column, "a number above zero" if positive else "a number")
            found.append(
                {
                    "series": kind,
                    "economy": alone or row["economy"],
                    "year": year_of(row, name),
                    "value": float(number.value),
                    "unit": unit,
                    "source": records[name]["producer"],
                    "vintage": records[name]["vintage"],
                    "line": int(row["line"]),
                }
            )
        own = pd.DataFrame([one for one in found if one["source"] == records[name]["producer"]])
        once(own, KEYS, name)
        _without_gaps(own[own["series"] == kind], name)
    frame = pd.DataFrame(found, columns=columns_of("annual_prices"))
    return check_table("annual_prices", frame.sort_values(KEYS, ignore_index=True))


def _without_gaps(rows: pd.DataFrame, name: str) -> None:
    for economy, years in rows.groupby("economy")["year"]:
        missing = sorted(set(range(years.min(), years.max())) - set(years))
        if missing:
            raise InputError(name, f"{economy} without {missing[0]}", "each year from the first to the last")
