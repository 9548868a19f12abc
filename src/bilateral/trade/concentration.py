"""Concentration of trade over product classes: each measure once, on shares in percent.

A share list is complete: one entry a class, zeros included, adding up to 100. Between the most even and
the most uneven list that printed shares allow (`crossfoot.extremes`), every measure here rises or falls
all the way, so that its values there bound it. HS chapter 00 (unallocated) is a class like any other.
"""

import math
from decimal import Decimal
from typing import TypeVar

from crossfoot import herfindahl

Share = TypeVar("Share", Decimal, float)


def concentration_ratio(shares: list[Share], count: int) -> Share:
    """CRn of a complete list, in percent. Bain (1959)."""
    return sum(sorted(shares, reverse=True)[:count], type(shares[0])(0))


def normalised_herfindahl(shares: list[Share]) -> Share:
    """HHI from 0 (all classes equal) to 10,000 (one class): (HHI − 10,000/n) / (1 − 1/n), n classes.

    UNCTAD (2023), *Handbook of Statistics*, annex, in its form on 0–1. Raises ValueError for one class.
    """
    if len(shares) < 2:
        raise ValueError("one class is neither concentrated nor not")
    even = 10_000 / type(shares[0])(len(shares))
    return (herfindahl(shares) - even) / (1 - even / 10_000)


def effective_number(shares: list[Share]) -> Share:
    """How many equal classes have this HHI: 10,000 / HHI.

    Adelman (1969), "Comment on the 'H' Concentration Measure", Review of Economics and Statistics 51(1).
    """
    return 10_000 / herfindahl(shares)


def theil(shares: list[Share]) -> float:
    """Theil's T in nats: 0 (all classes equal) to ln n (one class).

    Theil (1967), *Economics and Information Theory*, ch. 4.
    """
    parts = [float(share) / 100 for share in shares]
    return sum(part * math.log(part * len(parts)) for part in parts if part > 0)


def gini(shares: list[Share]) -> Share:
    """Gini coefficient over the classes, 0 (all equal) to 1 − 1/n (one class).

    Gini (1912), *Variabilità e mutabilità*; the form for sorted data of Sen (1973), p. 31.
    """
    rising = sorted(shares)
    count, zero = len(rising), type(rising[0])(0)
    weighted = sum((rank * share for rank, share in enumerate(rising, start=1)), zero)
    return (2 * weighted / sum(rising, zero) - (count + 1)) / count
