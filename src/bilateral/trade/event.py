"""Did trade with one partner grow otherwise after an agreement than trade with others? An event study.

One economy is treated and few are not, so that no estimate of a variance is to be had. What can be had is
where the treated one stands among all: if the agreement changed nothing and the economies are alike but for
it, each rank is as likely. That is a test, and the shifts that it does not refuse are an interval (Abadie,
Diamond and Hainmueller 2010, "Synthetic Control Methods for Comparative Case Studies", JASA 105(490),
section 2.4, for placebos in space; Conley and Taber 2011, "Inference with Difference in Differences with a
Small Number of Policy Changes", Review of Economics and Statistics 93(1), for few treated units).
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bilateral.sources.customs_goods import TOTAL, WORLD
from bilateral.study.dictionary import columns_of

# of the interval, where there are economies enough for it
ALPHA = 0.05
# areas that hold others of the list
GROUPS_OF_AREAS = (WORLD, "EUU")
SHOWN = {"gap_pct": "gap", "low": "low", "high": "high"}


@dataclass(frozen=True)
class Placement:
    """gap: the treated unit less the mean of the others. p: share of units with a gap as large, its own
    counted. low, high: the gaps that are not refused at `alpha`; rank: 1 for the largest."""

    gap: float
    low: float
    high: float
    alpha: float
    p: float
    rank: int


def placement(treated: float, others: np.ndarray) -> Placement:
    """Where a unit stands among n − 1 others, by permutation of which one is treated.

    A unit's statistic is its value less the mean of all others; two-sided. The least p that n units can give
    is 1/n, so the interval is at 95% where n is 20 or more and at 1 − 1/n below. It is exact: with s the gap
    less the shift, another unit with deviation e from the others' mean is as extreme for
    −max(−e, e n/(n − 2)) ≤ s ≤ max(e, −e n/(n − 2)).
    Raises ValueError for fewer than two others.
    """
    n = len(others) + 1
    if n < 3:
        raise ValueError(f"{n - 1} to compare with, two or more are needed")
    deviations = others - others.mean()
    gap = float(treated - others.mean())
    up = np.maximum(deviations, -deviations * n / (n - 2))
    down = np.maximum(-deviations, deviations * n / (n - 2))
    as_extreme = int(((-down <= gap) & (gap <= up)).sum())
    alpha = ALPHA if n * ALPHA >= 1 else 1 / n
    # so many others must be as extreme for p to exceed alpha
    needed = max(1, math.floor(n * alpha + 1e-9))
    return Placement(
        gap=gap,
        low=gap - float(np.sort(up)[-needed]),
        high=gap + float(np.sort(down)[-needed]),
        alpha=alpha,
        p=(1 + as_extreme) / n,
        rank=1 + int((others > treated).sum()),
    )


def event_study(
    goods: pd.DataFrame,
    trade: pd.DataFrame,
    partner: str,
    compare: list[str],
    begins: int,
    windows: list[tuple[int, int]],
) -> pd.DataFrame:
    """The partner's trade against that of others since before an agreement, each year and over windows.

    goods: customs_goods. trade: customs_trade. begins: the year in which the agreement entered into force;
    it is neither before nor after. An economy's value is the log of its trade less its mean over the base
    years, all years before and, for the windows, also the last of them alone; over a window, the mean over
    its years. gap_pct: the partner's value less the mean of the others', in percent; the currency cancels.
    Comparisons: `group`, the economies of `compare`, total and without fuels; `areas`, all areas of the
    customs that trade in every year, total alone. Economies without trade in one of the years are left out
    of a comparison.
    """
    near = trade[trade["partner"].isin([partner, *compare])]
    tables = [("group", name, near[near["goods_group"] == name]) for name in ("total", "without_fuels")]
    areas = goods[(goods["goods"] == TOTAL) & ~goods["partner"].isin(GROUPS_OF_AREAS)]
    tables.append(("areas", "total", areas))
    rows = []
    for comparison, group, table in tables:
        for flow, of_flow in table.groupby("flow"):
            about = {"partner": partner, "flow": flow, "goods_group": group, "comparison": comparison}
            rows += [about | row for row in _gaps(of_flow, partner, begins, windows)]
    return pd.DataFrame(rows, columns=columns_of("customs_event"))


def _gaps(trade: pd.DataFrame, partner: str, begins: int, windows: list[tuple[int, int]]) -> list[dict]:
    wide = trade.pivot(index="year", columns="partner", values="jpy_billion").sort_index()
    wide = wide.loc[:, (wide > 0).all()]
    before = [year for year in wide.index if year < begins]
    if partner not in wide or wide.shape[1] < 3 or not before:
        return []
    logs = np.log(wide)
    bases = list(dict.fromkeys([(before[0], before[-1]), (before[-1], before[-1])]))
    rows = []
    for first_base, last_base in bases:
        grown = logs - logs.loc[first_base:last_base].mean()
        spans = [(year, year) for year in wide.index] if (first_base, last_base) == bases[0] else []
        spans += [(first, min(last, wide.index[-1])) for first, last in windows]
        for first, last in spans:
            values = grown.loc[first:last].mean()
            others = values.drop(partner)
            found = placement(values[partner], others.to_numpy())
            rows.append(
                {"base_from": first_base, "base_to": last_base, "year_from": first, "year_to": last}
                | {name: 100 * math.expm1(getattr(found, at)) for name, at in SHOWN.items()}
                | {"economies": len(values), "level_pct": 100 * (1 - found.alpha), "p_value": found.p}
                | {"least_p": 1 / len(values), "rank": found.rank}
            )
    return rows
