"""Concentration (CRn, HHI) of printed shares: what the largest allow, and what explains a wrong figure.

A share list is complete: one entry a class, zeros included, adding up to 100. Where only the largest
shares are printed, `extremes` gives the most even and the most uneven complete lists that fit them;
every measure here rises (or falls) all the way from the one to the other, so that its values there
bound it (Marshall, Olkin and Arnold 2011, *Inequalities: Theory of Majorization*, ch. 1 and 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_misprint

WHOLE = Decimal(100)
Share = TypeVar("Share", Decimal, float)


def top_share(shares: list[Interval], count: int) -> Interval:
    """CRn: the joint share of the `count` largest classes, in percent.

    shares: in falling order. Raises ValueError when fewer than `count` are given.
    Bain (1959), *Industrial Organization*.
    """
    if count > len(shares):
        raise ValueError(f"{count} shares asked for, {len(shares)} given")
    return total(shares[:count])


def herfindahl(shares: Iterable[Share]) -> Share:
    """Herfindahl–Hirschman index, 0–10,000: the sum of squared percentages.

    Hirschman (1964), "The Paternity of an Index", American Economic Review 54(5).
    """
    squares = [share * share for share in shares]
    return sum(squares[1:], squares[0])


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
        raise ValueError(
            f"the shares add up to less than 100: {most} at most, {others} further classes included"
        )
    for below, above in zip(knots, knots[1:], strict=False):
        if sum(at(above)) >= WHOLE:
            # between two knots the sum rises along a straight line
            reached, rise = sum(at(below)), sum(at(above)) - sum(at(below))
            return at(below if not rise else below + (above - below) * (WHOLE - reached) / rise)
    return at(knots[-1])


def implied_measures(
    exact: list[Interval], rounded: list[Interval], tops: list[int], classes: int
) -> dict[str, tuple[Interval, Interval]]:
    """top_n_share for each n, and hhi: what the shares imply at face value and what rounding allows.

    exact, rounded: the largest shares in falling order, in percent. Raises ValueError when no complete
    list of shares fits them.
    """
    measures = {f"top_{n}_share": (top_share(exact, n), top_share(rounded, n)) for n in tops}
    feasible = herfindahl_range(rounded, classes)
    try:
        at_face_value = herfindahl_range(exact, classes)
    except ValueError:
        # the shares fit together only once their rounding is allowed for
        at_face_value = feasible
    return measures | {"hhi": (at_face_value, feasible)}


def explain_measure(
    name: str, value: Interval, shares: list[Interval], chapters: Sequence[str | None], feasible: Interval
) -> str:
    """The slip that explains a contradicted top_n_share or hhi; "" for none."""
    if name == "hhi":
        return explain_herfindahl(value, shares, chapters, feasible)
    count = int(name.split("_")[1])
    return (
        explain_top_share(value, shares, count) if count <= len(shares) else explain_misprint(value, feasible)
    )


def explain_top_share(printed: Interval, shares: list[Interval], count: int) -> str:
    """Which slip turns the joint share of the `count` largest into what is printed; "" for none.

    shares: the printed shares in falling order, in percent. A share that is not printed is at most
    the last printed one.
    """
    if count < len(shares):
        one_more = top_share(shares, count + 1)
    else:
        unprinted = Interval(Decimal(0), shares[-1].high, open_low=True, open_high=True)
        one_more = top_share(shares, count) + unprinted
    if one_more.overlaps(printed):
        extra = printed - top_share(shares, count)
        least, most = max(extra.low, Decimal(0)), min(extra.high, shares[count - 1].high)
        return (
            f"one row too many: {count + 1} rows give it, with a share of "
            f"{least.normalize():f}% to {most.normalize():f}% in row {count + 1}"
        )
    if count > 1 and top_share(shares, count - 1).overlaps(printed):
        return f"one row too few: the sum of {count - 1} rows"
    return explain_misprint(printed, top_share(shares, count))


def explain_herfindahl(
    printed: Interval, shares: list[Interval], chapters: Sequence[str | None], feasible: Interval
) -> str:
    """Which slip turns a feasible HHI into what is printed; "" for none.

    shares and chapters: the printed ones in falling order; feasible: the HHI they allow (0–10,000).
    """
    squares = {chapter: share * share for chapter, share in zip(chapters, shares, strict=True)}
    if total(squares.values()).overlaps(printed):
        return f"the squares of the {len(shares)} printed shares alone, without the chapters below them"
    if "00" in squares and (feasible - squares["00"]).overlaps(printed):
        return "chapter 00 left out"
    return explain_misprint(printed, feasible)
