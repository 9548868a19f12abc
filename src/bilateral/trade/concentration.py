"""Concentration of trade over HS chapters when only the largest shares are printed, each rounded.

Scale: shares in percent, HHI on 0–10,000. Classes: all HS chapters that trade can fall into, chapter
00 (unallocated) among them. Known are the k largest shares; every other chapter has at most the
share of the k-th, and together they have what is left to 100.
"""

from __future__ import annotations

from decimal import Decimal

from bilateral.intervals import Interval, total

WHOLE = Decimal(100)


def top_share(shares: list[Interval], count: int) -> Interval:
    """CRn: the joint share of the `count` largest classes, in percent.

    shares: in falling order. Raises ValueError when fewer than `count` are given.
    Bain (1959), *Industrial Organization*, on concentration ratios.
    """
    if count > len(shares):
        raise ValueError(f"{count} shares asked for, {len(shares)} given")
    return total(shares[:count])


def herfindahl_range(shares: list[Interval], classes: int) -> Interval:
    """The least and the greatest HHI (0–10,000) that the k largest shares allow.

    shares: the k largest, in falling order, as intervals in percent; classes: how many classes there
    are in all. The least HHI spreads what is left evenly over the other classes; the greatest fills
    them one after another up to the k-th share. Both ends are attained or approached, and count as
    attained. Raises ValueError when no shares that add up to 100 fit.
    Hirschman (1964), "The Paternity of an Index", American Economic Review 54(5).
    """
    others = classes - len(shares)
    if others < 0 or not shares:
        raise ValueError(f"{len(shares)} shares given for {classes} classes")
    return Interval(_least(shares, others), _greatest(shares, others))


def _least(shares: list[Interval], others: int) -> Decimal:
    """Squares are least when all classes stand at one level, as far as the intervals let them."""
    level = _level(shares, others)
    settled = [min(max(level, share.low), share.high) for share in shares]
    return sum(value * value for value in settled) + others * level * level


def _level(shares: list[Interval], others: int) -> Decimal:
    """The share of each other class when everything adds up to 100 and is as even as can be."""

    def reached(level: Decimal) -> Decimal:
        return sum(min(max(level, share.low), share.high) for share in shares) + others * level

    if reached(Decimal(0)) > WHOLE:
        raise ValueError(f"the shares add up to more than 100: {reached(Decimal(0))} at least")
    knots = sorted({Decimal(0), *(end for share in shares for end in (share.low, share.high) if end >= 0)})
    for below, above in zip(knots, knots[1:], strict=False):
        if reached(above) >= WHOLE:
            rise = reached(above) - reached(below)
            return below if not rise else below + (above - below) * (WHOLE - reached(below)) / rise
    if not others:
        raise ValueError(f"the shares add up to less than 100: {reached(knots[-1])} at most")
    raise ValueError(f"what is left to 100 is more than {others} classes below the last share can hold")


def _greatest(shares: list[Interval], others: int) -> Decimal:
    """Squares are greatest when the larger classes take all they can."""
    squares = sum(share.high * share.high for share in shares)
    rest = WHOLE - sum(share.high for share in shares)
    if rest >= 0:
        limit = shares[-1].high
        full = int(rest / limit) if limit else 0
        if full > others or (full == others and rest > full * limit):
            raise ValueError(f"what is left to 100 is more than {others} classes below the last share can hold")
        return squares + full * limit * limit + (rest - full * limit) ** 2
    # too much by -rest: take it where it costs least, which never understates the maximum
    excess = -rest
    for share in sorted(shares, key=lambda share: share.low + share.high):
        cut = min(excess, share.high - share.low)
        squares -= cut * (share.low + share.high)
        excess -= cut
    return squares
