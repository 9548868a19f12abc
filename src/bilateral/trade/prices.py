"""Prices of other years and other currencies: what a series of values is divided by.

annual_prices: series, economy, year, value, source.
"""

import pandas as pd


def price_level(prices: pd.DataFrame, economy: str, base: int) -> pd.Series:
    """Consumer prices by year, 1 in the base year, chained from their changes in percent on the year."""
    own = prices[(prices["series"] == "consumer_prices") & (prices["economy"] == economy)]
    level = (1 + own.set_index("year")["value"].sort_index() / 100).cumprod()
    return level / level.get(base, float("nan"))


def rates(prices: pd.DataFrame, economy: str, source: str | None = None) -> pd.Series:
    """Units of the economy's currency per US dollar by year, from one source: the first that stands there to
    the latest year where none is named."""
    own = prices[(prices["series"] == "exchange_rate") & (prices["economy"] == economy)]
    if source is None and len(own):
        source = own.sort_values(["year", "source"])["source"].iloc[-1]
    return own[own["source"] == source].set_index("year")["value"].sort_index()


def brent(prices: pd.DataFrame) -> pd.Series:
    """US dollars a barrel by year."""
    return prices[prices["series"] == "brent"].set_index("year")["value"].sort_index()


def over_period(by_year: pd.Series, period: str) -> pd.Series:
    """Calendar years' values as means over the years of a period; missing where the next year is needed and
    not there. By months, since the values are annual: a fiscal year from April (fiscal-04) has nine months of
    its own year and three of the next."""
    following = int(period.split("-")[1]) - 1 if period.startswith("fiscal-") else 0
    if not following:
        return by_year
    return ((12 - following) * by_year + following * by_year.shift(-1)) / 12
