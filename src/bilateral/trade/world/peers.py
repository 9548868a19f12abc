"""How unusual a flow is among flows of its size."""

import numpy as np


def among_peers(totals: np.ndarray, values: np.ndarray, factor: float = 2.0) -> tuple[np.ndarray, np.ndarray]:
    """How many other flows are of about the same size, and what percentage of them has a lower value.

    totals, values: of each flow, in one order. Peers are the other flows with at least 1/factor and at most
    factor times the total. The percentage is NaN without peers. Small flows are concentrated for being small,
    so that flows of other sizes say little; the factor is a convention of ours.
    """
    order = np.argsort(totals, kind="stable")
    sizes = totals[order]
    first = np.searchsorted(sizes, sizes / factor, side="left")
    after = np.searchsorted(sizes, sizes * factor, side="right")
    count = after - first - 1
    ranks = np.unique(values[order], return_inverse=True)[1]
    peers, percentiles = np.empty(len(totals), dtype=np.int64), np.full(len(totals), np.nan)
    peers[order] = count
    percentiles[order] = np.where(count > 0, 100 * _lower(ranks, first, after) / np.maximum(count, 1), np.nan)
    return peers, percentiles


def _lower(ranks: np.ndarray, first: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Of each place, how many of ranks[first:after] are below its own rank.

    By the bits of the ranks, the highest first: the ranks are parted by each bit, in order, and the bounds
    move along (a wavelet matrix; Claude, Navarro and Ordóñez 2015).
    """
    found, parted = np.zeros(len(ranks), dtype=np.int64), ranks
    for bit in reversed(range(int(ranks.max(initial=0)).bit_length())):
        low = parted >> bit & 1 == 0
        before = np.concatenate([[0], np.cumsum(low)])
        lows, own = (before[first], before[after]), ranks >> bit & 1 == 1
        found += np.where(own, lows[1] - lows[0], 0)
        first, after = (
            np.where(own, before[-1] + bound - count, count)
            for bound, count in zip((first, after), lows, strict=True)
        )
        parted = np.concatenate([parted[low], parted[~low]])
    return found
