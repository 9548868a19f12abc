"""Growth, breaks and unit roots of short annual series, as rows of one table.

Log-linear models: ln y = a + b t, growth in percent a year is 100 (exp b − 1). A series that cannot be
modelled has a row that says why.
"""

import numpy as np
import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.breaks import (
    SHORTEST_SIDE,
    Break,
    Draws,
    find_break,
    growth_change,
    possible_breaks,
    possible_places,
    unit_root,
)
from bilateral.trade.groups import SERIES, groups
from bilateral.trade.trend import slope_of

SHORTEST_GROWTH, SHORTEST_BREAK = 3, 10
# changes of logarithms nearer to each other than this are one number
EXACT = 1e-9


def model_series(totals: pd.DataFrame, breaks_on: str | None, simulations: int, seed: int) -> pd.DataFrame:
    """All models of each series; growth in percent a year.

    totals: the clean table reported_totals. breaks_on: day of the event, ISO, where there is one to test. A
    series breaks in the first year that lies for the greater part after it. simulations, seed: what p-values
    of breaks rest on.
    """
    rows = []
    for about, series in groups(totals, SERIES):
        values = series.set_index("year")["usd_million"].sort_index()
        breaks_in = break_year(breaks_on, about["period"]) if breaks_on else None
        reason = why_not(values)
        found = (
            [_row(values, "none", note=reason)]
            if reason
            else models_of(values, breaks_in, Draws(simulations, seed))
        )
        rows += [about | row for row in found]
    return pd.DataFrame(rows, columns=columns_of("trade_models"))


def why_not(values: pd.Series) -> str:
    """Why a series has no models at all; "" for one that has. values: by year, in order."""
    zero = values.index[values <= 0]
    if len(zero):
        return f"no logarithm of a year without trade: {', '.join(map(str, zero))}"
    absent = sorted(set(range(values.index[0], values.index[-1] + 1)) - set(values.index))
    if absent:
        lack = "has" if len(absent) == 1 else "have"
        return f"{len(absent)} of the years {values.index[0]}–{values.index[-1]} {lack} no figure"
    if len(values) < SHORTEST_GROWTH:
        return f"fewer than {SHORTEST_GROWTH} years"
    if np.ptp(np.diff(np.log(values.to_numpy(dtype=float)))) < EXACT:
        return "the same change in every year: nothing to tell errors by"
    return ""


def break_year(day: str, period: str) -> int:
    """The first year that lies for the greater part after the day; fiscal-04 begins in April."""
    first_month = int(period.split("-")[1]) if period.startswith("fiscal-") else 1
    event = pd.Timestamp(day)
    begins = pd.Timestamp(event.year if event.month >= first_month else event.year - 1, first_month, 1)
    middle = begins + (begins + pd.DateOffset(years=1) - begins) / 2
    return begins.year if event <= middle else begins.year + 1


def models_of(values: pd.Series, breaks_in: int | None, draws: Draws) -> list[dict]:
    """Growth over all years and, of ten years or more, breaks and the unit root; with a year to test, growth
    on both sides of it and its change.

    values: by consecutive year, positive. One row a series has a conclusion: at the year to test, where there
    is one with three years on each side, otherwise at the unknown year; so that a sentence has one chance to
    err.
    """
    rows = [growth(values, "growth")]
    if len(values) < SHORTEST_BREAK:
        return [*rows, _row(values, "break_unknown", note=f"no test: fewer than {SHORTEST_BREAK} years")]
    logs = np.log(values.to_numpy(dtype=float))
    place = int((values.index < breaks_in).sum()) if breaks_in else 0
    known = SHORTEST_SIDE <= place <= len(values) - SHORTEST_SIDE
    if breaks_in:
        for name, part in (("growth_before", values.iloc[:place]), ("growth_after", values.iloc[place:])):
            rows += [growth(part, name)] if len(part) >= SHORTEST_GROWTH else []
        no_test = f"no test in {breaks_in}: fewer than {SHORTEST_SIDE} years on one side"
        rows += (
            _known_break(values, logs, place, draws) if known else [_row(values, "break_known", note=no_test)]
        )
    places = possible_places(len(values))
    found = find_break(logs, places, draws)
    years = [int(values.index[place]) for place in possible_breaks(logs, places, draws)]
    unknown = _tested(values, found) | {
        "low": min(years),
        "high": max(years),
        "conclusion": None if known else found.conclusion,
        "note": f"95% confidence set of the year: {', '.join(map(str, years))}; {_allowing(found)}",
    }
    root = dict(zip(("statistic", "p_value", "critical_5pct"), unit_root(logs, draws), strict=True))
    said = "Dickey–Fuller with trend and one lag; a small p speaks against a unit root"
    return [*rows, _row(values, "break_unknown", **unknown), _row(values, "unit_root", **root, note=said)]


def growth(values: pd.Series, name: str) -> dict:
    """Log-linear growth in percent a year with a 95% interval, of eight years or more; see trend.lines."""
    slope = slope_of(np.log(values))
    estimate, low, high = (
        None if rate is None else 100 * np.expm1(rate) for rate in (slope.value, slope.low, slope.high)
    )
    found = {"statistic": slope.statistic, "p_value": slope.p_value, "note": slope.note}
    return _row(values, name, estimate=estimate, low=low, high=high, **found)


def _known_break(values: pd.Series, logs: np.ndarray, place: int, draws: Draws) -> list[dict]:
    found = find_break(logs, (place,), draws)
    changed: dict = {"note": f"no test of growth: fewer than {SHORTEST_SIDE} changes on one side"}
    # the change to the first year after the break is one after it
    if place > SHORTEST_SIDE:
        estimate, low, high, statistic, p_value = growth_change(logs, place)
        changed = {"estimate": 100 * estimate, "low": 100 * low, "high": 100 * high}
        changed |= {"statistic": statistic, "p_value": p_value}
        changed |= {"note": "log points a year: mean change since less mean change before"}
    tested = _tested(values, found) | {"conclusion": found.conclusion, "note": _allowing(found)}
    return [_row(values, "growth_change", **changed), _row(values, "break_known", **tested)]


def _tested(values: pd.Series, found: Break) -> dict:
    return {
        "estimate": int(values.index[found.place]),
        "statistic": found.statistic,
        "p_value": found.p_value,
        "critical_5pct": found.critical,
    }


def _allowing(found: Break) -> str:
    return f"p simulated with autocorrelation {found.autocorrelation:.2f}"


def _row(values: pd.Series, model: str, **found) -> dict:
    return {
        "model": model,
        "year_from": int(values.index[0]),
        "year_to": int(values.index[-1]),
        "n": len(values),
        **found,
    }
