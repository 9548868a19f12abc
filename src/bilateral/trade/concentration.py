"""Concentration of trade over product classes: each measure once, on shares in percent.

A share list is complete: one entry a class, zeros included, adding up to 100. Where only the largest
shares are printed, `extremes` gives the most even and the most uneven complete lists that fit them;
every measure here rises (or falls) all the way from the one to the other, so that its values there
bound it (Marshall, Olkin and Arnold 2011, *Inequalities: Theory of Majorization*, ch. 1 and 3).
HS chapter 00 (unallocated) is a class like any other.
"""

from __future__ import annotations

import math
from decimal import Decimal

from bilateral.intervals import Interval, total

WHOLE = Decimal(100)
Number = Decimal | float


def top_share(shares: list[Interval], count: int) -> Interval:
    """CRn: the joint share of the `count` largest classes, in percent.

    shares: in falling order. Raises ValueError when fewer than `count` are given.
    Bain (1959), *Industrial Organization*.
    """
    if count > len(shares):
        raise ValueError(f"{count} shares asked for, {len(shares)} given")
    return total(shares[:count])


def concentration_ratio(shares: list[Number], count: int) -> Number:
    """CRn of a complete list, in percent. Bain (1959)."""
    return sum(sorted(shares, reverse=True)[:count])


def herfindahl(shares: list[Number]) -> Number:
    """Herfindahl–Hirschman index, 0–10,000: the sum of squared percentages.

    Hirschman (1964), "The Paternity of an Index", American Economic Review 54(5).
    """
    return sum(share * share for share in shares)


def normalised_herfindahl(shares: list[Number]) -> Number:
    """HHI from 0 (all classes equal) to 10,000 (one class): (HHI − 10,000/n) / (1 − 1/n), n classes.

    UNCTAD (2023), *Handbook of Statistics*, annex, in its form on 0–1. Raises ValueError for one class.
    """
    if len(shares) < 2:
        raise ValueError("one class is neither concentrated nor not")
    even = 10_000 / type(shares[0])(len(shares))
    return (herfindahl(shares) - even) / (1 - even / 10_000)


def effective_number(shares: list[Number]) -> Number:
    """How many equal classes have this HHI: 10,000 / HHI.

    Adelman (1969), "Comment on the 'H' Concentration Measure", Review of Economics and Statistics 51(1).
    """
    return 10_000 / herfindahl(shares)


def theil(shares: list[Number]) -> float:
    """Theil's T in nats: 0 (all classes equal) to ln n (one class).

    Theil (1967), *Economics and Information Theory*, ch. 4.
    """
    parts = [float(share) / 100 for share in shares]
    return sum(part * math.log(part * len(parts)) for part in parts if part > 0)


def gini(shares: list[Number]) -> Number:
    """Gini coefficient over the classes, 0 (all equal) to 1 − 1/n (one class).

    Gini (1912), *Variabilità e mutabilità*; the form for sorted data of Sen (1973), p. 31.
    """
    rising = sorted(shares)
    weighted = sum(rank * share for rank, share in enumerate(rising, start=1))
    count = len(rising)
    return (2 * weighted / sum(rising) - (count + 1)) / count


def extremes(shares: list[Interval], classes: int) -> tuple[list[Decimal], list[Decimal]]:
    """The most even and the most uneven complete lists that the k largest shares allow.

    shares: the k largest, in falling order, as intervals in percent. classes: how many there are in all.
    No class that is not given exceeds the k-th. The most uneven list takes the high ends, open or not,
    and where they add up to more than 100 the last shares give way, below their low end if need be: a
    bound, not always attained. Raises ValueError when no shares that add up to 100 fit.
    """
    others = classes - len(shares)
    if others < 0 or not shares:
        raise ValueError(f"{len(shares)} shares given for {classes} classes")
    most_even = _most_even(shares, others)
    most_uneven, rest = [], WHOLE
    for limit in [share.high for share in shares] + [shares[-1].high] * others:
        most_uneven.append(min(limit, rest))
        rest -= most_uneven[-1]
    return most_even, most_uneven


def herfindahl_range(shares: list[Interval], classes: int) -> Interval:
    """The least and the greatest HHI (0–10,000) that the k largest shares allow; see `extremes`."""
    most_even, most_uneven = extremes(shares, classes)
    return Interval(herfindahl(most_even), herfindahl(most_uneven))


def _most_even(shares: list[Interval], others: int) -> list[Decimal]:
    """All classes at one level, as far as the intervals, and the k-th share above the others, allow."""

    def at(level: Decimal) -> list[Decimal]:
        settled = [min(max(level, share.low), share.high) for share in shares]
        return settled + [min(level, shares[-1].high)] * others

    knots = sorted({Decimal(0), *(end for share in shares for end in (share.low, share.high) if end >= 0)})
    least, most = sum(at(knots[0])), sum(at(knots[-1]))
    if least > WHOLE:
        raise ValueError(f"the shares add up to more than 100: {least} at least")
    if most < WHOLE:
        raise ValueError(f"the shares add up to less than 100: {most} at most, {others} further classes included")
    for below, above in zip(knots, knots[1:], strict=False):
        if sum(at(above)) >= WHOLE:
            # between two knots the sum rises along a straight line
            reached, rise = sum(at(below)), sum(at(above)) - sum(at(below))
            return at(below if not rise else below + (above - below) * (WHOLE - reached) / rise)
    return at(knots[-1])
