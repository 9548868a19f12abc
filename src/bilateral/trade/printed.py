"""Printed shares of one flow in one year: what each chapter can have had."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from crossfoot import InputError, Interval, extremes

if TYPE_CHECKING:
    import pandas as pd


def printed_intervals(of_year: pd.DataFrame) -> list[Interval]:
    """The printed shares in falling order. of_year: rows of chapter_shares of one flow and year."""
    return [
        # str() gives a bound back as it was printed
        Interval(Decimal(str(low)), Decimal(str(high)), open_high=True)
        for low, high in zip(
            *(in_order(of_year)[name] for name in ("share_pct_low", "share_pct_high")), strict=True
        )
    ]


def whole_shares(of_year: pd.DataFrame, classes: int) -> tuple[list[Decimal], list[Decimal]]:
    """The most even and the most uneven shares of all classes that the printed ones allow.

    of_year: rows of chapter_shares of one flow and year. Raises InputError where none add up to 100.
    """
    try:
        return extremes(printed_intervals(of_year), classes)
    except ValueError as error:
        first = of_year.iloc[0]
        flow = "–".join(first[key] for key in ("reporter", "partner", "flow"))
        raise InputError(
            f"chapter_shares: {flow} {first['year']} (line {first['line']})",
            str(error),
            "shares of one whole, by tables.chapter_shares and concentration.classes in config.yaml",
        ) from error


def in_order(of_year: pd.DataFrame) -> pd.DataFrame:
    """The rows by falling share, as printed where two are equal."""
    return of_year.sort_values(["share_pct", "rank"], ascending=[False, True])


class PrintedShares:
    """Bounds in percent of each printed chapter (`bounds`), of any other (0 to `limit`), and of all
    others together (at most `rest`)."""

    def __init__(self, of_year: pd.DataFrame):
        lows, highs = of_year["share_pct_low"].tolist(), of_year["share_pct_high"].tolist()
        self.bounds = dict(zip(of_year["hs_chapter"], zip(lows, highs, strict=True), strict=True))
        self.limit = min(highs)
        self.rest = 100 - sum(lows)

    def of(self, chapter: str) -> tuple[float, float]:
        return self.bounds.get(chapter, (0.0, self.limit))
