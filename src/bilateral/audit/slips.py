"""The simplest slip that explains a contradicted number."""

from __future__ import annotations

from decimal import Decimal

from bilateral.intervals import Interval, total
from bilateral.trade.concentration import top_share


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
        return (
            f"one row too many: {count + 1} rows give it, with a share of "
            f"{max(extra.low, Decimal(0)).normalize():f}% to {min(extra.high, shares[count - 1].high).normalize():f}% in row {count + 1}"
        )
    if count > 1 and top_share(shares, count - 1).overlaps(printed):
        return f"one row too few: the sum of {count - 1} rows"
    return explain_misprint(printed, top_share(shares, count))


def explain_herfindahl(printed: Interval, shares: list[Interval], chapters: list[str], feasible: Interval) -> str:
    """Which slip turns a feasible HHI into what is printed; "" for none.

    shares and chapters: the printed ones in falling order; feasible: the HHI they allow (0–10,000).
    """
    squares = {chapter: share * share for chapter, share in zip(chapters, shares, strict=True)}
    if total(squares.values()).overlaps(printed):
        return f"the squares of the {len(shares)} printed shares alone, without the chapters below them"
    if "00" in squares and (feasible - squares["00"]).overlaps(printed):
        return "chapter 00 left out"
    return explain_misprint(printed, feasible)


def explain_other_year(printed: float, printed_by_year: dict[int, float], year: int) -> str:
    """The one other year for which the very same number is printed; "" when there is none or several."""
    same = [other for other, value in printed_by_year.items() if other != year and value == printed]
    return f"the number printed for {same[0]}" if len(same) == 1 else ""


def explain_misprint(printed: Interval, feasible: Interval) -> str:
    """A power of ten or two digits exchanged; "" for neither."""
    for power in (1, 2, 3, -1, -2, -3):
        factor = Interval.exactly(Decimal(10) ** power)
        if (printed * factor).overlaps(feasible):
            return f"a power of ten: {factor.low.normalize():f} times the printed number"
    middle = (printed.low + printed.high) / 2
    half = (printed.high - printed.low) / 2
    decimals = max(0, -(half * 2).normalize().as_tuple().exponent)
    digits = f"{middle:.{decimals}f}"
    for place in range(len(digits) - 1):
        pair = digits[place : place + 2]
        if not pair.isdigit() or pair[0] == pair[1]:
            continue
        swapped = Decimal(digits[:place] + pair[::-1] + digits[place + 2 :])
        if Interval.rounded(swapped, decimals).overlaps(feasible):
            return f"two digits exchanged: {swapped} for {digits}"
    return ""


def one_character_apart(one: str, other: str) -> bool:
    """Whether two labels are alike but for one character replaced, left out or put in."""
    if len(one) == len(other):
        return sum(mine != theirs for mine, theirs in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
