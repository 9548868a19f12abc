"""Concentration (CRn, HHI) of printed shares: what the largest allow, and what explains a wrong figure.

A share list is complete: one entry a class, zeros included, adding up to 100. Where only the largest
shares are printed, `extremes` gives the most even and the most uneven complete lists that fit them;
every measure here rises (or falls) all the way from the one to the other, so that its values there
bound it (Marshall, Olkin and Arnold 2011, *Inequalities: Theory of Majorization*, ch. 1 and 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_misprint

WHOLE = Decimal(100)
# into how many parts the interval of the last given share is cut, where unprinted classes may be as large
PIECES = 20
Joint = Mapping[int, Interval]
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


def extremes(
    shares: list[Interval], classes: int, joint: Joint | None = None
) -> tuple[list[Decimal], list[list[Decimal]]]:
    """The most even complete list that the k largest shares allow, and the most uneven ones.

    shares: the k largest, in falling order, as intervals in percent. classes: how many there are in all.
    joint: what the first n of them are together, by n, where that is known too. No class that is not given
    exceeds the k-th. Every list that fits is less even than the first, and more even than one of the others,
    of which each stands for a part of the k-th share's interval; open ends count as closed.
    Raises ValueError when no shares that add up to 100 fit.
    """
    others = classes - len(shares)
    if others < 0 or not shares:
        raise ValueError(f"{len(shares)} shares given for {classes} classes")
    lows, highs = [max(share.low, Decimal(0)) for share in shares], [share.high for share in shares]
    least, _ = _cumulated(lows, highs, others, joint or {})
    last, width = lows[-1], highs[-1] - lows[-1]
    pieces = PIECES if joint and others and width else 1
    most_uneven = []
    for piece in range(pieces):
        # within the piece unprinted classes reach its upper end, so that narrow pieces bound tightly
        low, high = last + width * piece / pieces, last + width * (piece + 1) / pieces
        at_least = [max(share, low) for share in lows]
        try:
            _, most = _cumulated(at_least, [*highs[:-1], high], others, joint or {})
        except ValueError:
            continue
        most_uneven.append(_with_rest(most, high, others))
    return _hull([*enumerate(least), *([(classes, WHOLE)] if others else [])]), most_uneven


def _cumulated(
    lows: list[Decimal], highs: list[Decimal], others: int, joint: Joint
) -> tuple[list[Decimal], list[Decimal]]:
    """The least and the greatest sum of the first 0, 1, … k shares, each attained by one list for all of
    them.

    No other class exceeds the last high end. Raises ValueError when no shares that add up to 100 fit.
    """
    rest = highs[-1] * others
    if sum(lows) > WHOLE:
        raise ValueError(f"the shares add up to more than 100: {sum(lows)} at least")
    if sum(highs) + rest < WHOLE:
        raise ValueError(
            f"the shares add up to less than 100: {sum(highs) + rest} at most, "
            f"{others} further classes included"
        )
    least, most = [Decimal(0)], [Decimal(0)]
    for number, (low, high) in enumerate(zip(lows, highs, strict=True), start=1):
        known = joint.get(number)
        least.append(max(least[-1] + low, known.low) if known else least[-1] + low)
        most.append(min(most[-1] + high, known.high) if known else most[-1] + high)
    least[-1], most[-1] = max(least[-1], WHOLE - rest), min(most[-1], WHOLE)
    # what comes after must fit as well
    for place in range(len(lows) - 1, -1, -1):
        least[place] = max(least[place], least[place + 1] - highs[place])
        most[place] = min(most[place], most[place + 1] - lows[place])
    if any(low > high for low, high in zip(least, most, strict=True)):
        raise ValueError("the joint shares do not fit the shares")
    return least, most


def _with_rest(cumulated: list[Decimal], limit: Decimal, others: int) -> list[Decimal]:
    """The shares of these sums, and the rest in as few further classes as the limit allows."""
    found = [after - before for before, after in zip(cumulated, cumulated[1:], strict=False)]
    rest = WHOLE - cumulated[-1]
    for _ in range(others):
        found.append(min(limit, rest))
        rest -= found[-1]
    return found


def _hull(points: list[tuple[int, Decimal]]) -> list[Decimal]:
    """The steps of the least concave curve above the points: the most even falling list with such sums."""
    corners: list[tuple[int, Decimal]] = []
    for place, height in points:
        while len(corners) > 1:
            (x0, y0), (x1, y1) = corners[-2:]
            if (y1 - y0) * (place - x1) > (height - y1) * (x1 - x0):
                break
            corners.pop()
        corners.append((place, height))
    return [
        (y1 - y0) / (x1 - x0)
        for (x0, y0), (x1, y1) in zip(corners, corners[1:], strict=False)
        for _ in range(x1 - x0)
    ]


def herfindahl_range(shares: list[Interval], classes: int, joint: Joint | None = None) -> Interval:
    """The least and the greatest HHI (0–10,000) that the k largest shares allow; see `extremes`."""
    most_even, most_uneven = extremes(shares, classes, joint)
    return Interval(herfindahl(most_even), max(herfindahl(found) for found in most_uneven))


def implied_measures(
    exact: list[Interval], rounded: list[Interval], tops: list[int], classes: int, joint: Joint | None = None
) -> dict[str, tuple[Interval, Interval]]:
    """top_n_share for each n, and hhi: what the shares imply at face value and what rounding allows.

    exact, rounded: the largest shares in falling order, in percent. joint: what the first n are together, by
    n, where that is printed and may be relied on. Raises ValueError when no complete list of shares fits
    them.
    """
    measures = {f"top_{n}_share": (top_share(exact, n), top_share(rounded, n)) for n in tops}
    feasible = herfindahl_range(rounded, classes, joint)
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
