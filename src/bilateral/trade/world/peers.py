"""How unusual a flow is among flows of its size."""

from __future__ import annotations

from bisect import bisect_left, insort

import numpy as np


def among_peers(totals: np.ndarray, values: np.ndarray, factor: float = 2.0) -> tuple[np.ndarray, np.ndarray]:
    """How many other flows are of about the same size, and what percentage of them has a lower value.

    totals, values: of each flow, in one order. Peers are the other flows with at least 1/factor and at most
    factor times the total. The percentage is NaN without peers. Small flows are concentrated for being small,
    so that flows of other sizes say little; the factor is a convention of ours.
    """
    order = np.argsort(totals, kind="stable")
    sizes, listed = totals[order], values[order].tolist()
    first = np.searchsorted(sizes, sizes / factor, side="left")
    after = np.searchsorted(sizes, sizes * factor, side="right")
    count, lower = after - first - 1, np.full(len(totals), np.nan)
    window: list[float] = []
    start = end = 0
    for place, value in enumerate(listed):
        # both ends of the window only ever move up
        while end < after[place]:
            insort(window, listed[end])
            end += 1
        while start < first[place]:
            del window[bisect_left(window, listed[start])]
            start += 1
        if count[place]:
            lower[place] = 100 * bisect_left(window, value) / count[place]
    peers, percentiles = np.empty(len(totals), dtype=np.int64), np.empty(len(totals))
    peers[order], percentiles[order] = count, lower
    return peers, percentiles
