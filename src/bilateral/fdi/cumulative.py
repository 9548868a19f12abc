"""Flows over several years, and what they are of a target."""

import pandas as pd

from bilateral.fdi.flows import ASIA, WORLD, asia_without
from bilateral.study.dictionary import columns_of

# yearly net flows swing with single deals, so several years are added
SPAN = 5


def spans(years: list[int], target: dict | None) -> list[tuple[str, int, int]]:
    """What is added up, with its first and last year: all years, the last five, the five before where there
    are as many, and those of the target that the flows have."""
    first, last = min(years), max(years)
    found = [("all", first, last)]
    if last - SPAN + 1 > first:
        found.append(("last five", last - SPAN + 1, last))
    if last - 2 * SPAN + 1 >= first:
        found.append(("five before", last - 2 * SPAN + 1, last - SPAN))
    if target and target["first"] <= last:
        found.append(("target", max(first, target["first"]), min(last, target["last"])))
    return found


def cumulative_flows(
    by_year: pd.DataFrame, region_of: dict[str, str], centres: list[str], target: dict | None = None
) -> pd.DataFrame:
    """fdi_cumulative, one row a span and destination: the flow and, over the same years, its shares.

    by_year: fdi_destinations. A destination of which a year is missing has no sum. A share is of net totals,
    so that a share of Asia is high where another destination disinvested. target: first and last year.
    """
    kinds = by_year.drop_duplicates("destination").set_index("destination")["kind"]
    wide = by_year.pivot(index="year", columns="destination", values="jpy_billion")
    rows = []
    for years, first, last in spans(by_year["year"].tolist(), target):
        sums = wide.loc[first:last].sum(skipna=False)
        without = asia_without(sums.to_frame().T, centres).iloc[0]
        for destination, kind in kinds.items():
            flow = sums[destination]
            in_asia = region_of.get(destination) == ASIA and kind == "country"
            of_asia = flow / sums.get(ASIA, float("nan")) * 100 if in_asia else None
            of_rest = flow / without * 100 if in_asia and destination not in centres else None
            of_world = flow / sums.get(WORLD, float("nan")) * 100
            rows.append((years, first, last, destination, kind, flow, of_asia, of_rest, of_world))
    columns = columns_of("fdi_cumulative")
    frame = pd.DataFrame(rows, columns=columns)
    frame[columns[-3:]] = frame[columns[-3:]].astype(float)
    return frame


def target_reached(by_year: pd.DataFrame, partner: str, target: dict | None) -> pd.DataFrame:
    """How far direct investment in the partner alone goes towards a target (fdi_target); no row
    without one.

    by_year: fdi_destinations. target: jpy_billion, first, last, counts. What else the target counts (loans,
    public money) is in no series here, so that the share is a least one, and no verdict on the target.
    """
    columns = columns_of("fdi_target")
    if not target:
        return pd.DataFrame(columns=columns)
    first, last, whole = target["first"], target["last"], float(target["jpy_billion"])
    flows = by_year[by_year["destination"] == partner].set_index("year")["jpy_billion"].dropna()
    counted = flows[(flows.index >= first) & (flows.index <= last)]
    row = [partner, target["counts"], whole, first, last]
    if counted.empty:
        return pd.DataFrame([[*row, None, None, None, None, None]], columns=columns)
    reached = float(counted.sum())
    even = whole * len(counted) / (last - first + 1)
    more = [max(counted.index), reached, reached / whole * 100, reached / even * 100, whole - reached]
    return pd.DataFrame([[*row, *more]], columns=columns)
