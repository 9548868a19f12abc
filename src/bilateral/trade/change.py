"""Two lists of values or shares by product class held against each other: how a composition changed, how
alike two compositions are, trade in both directions, and a flow against the world.

A class that one of the two does not have counts as 0. HS chapter 00 is a class like any other.
"""

import math

import pandas as pd


def krugman(before: pd.Series, after: pd.Series) -> float:
    """Sum of absolute differences of shares, as fractions: 0 (the same) to 2 (nothing in common).

    Krugman (1991), *Geography and Trade*, p. 75.
    """
    first, second = aligned(before, after)
    return float((second - first).abs().sum()) / 100


def lawrence(before: pd.Series, after: pd.Series) -> float:
    """Structural change: half of Krugman's sum, 0 to 1. Lawrence (1984), *Can America Compete?*, p. 54."""
    return krugman(before, after) / 2


def finger_kreinin(one: pd.Series, other: pd.Series) -> float:
    """Similarity: the sum of the smaller shares, 0 to 100.

    Finger and Kreinin (1979), "A Measure of 'Export Similarity'", Economic Journal 89.
    """
    first, second = aligned(one, other)
    return float(first.combine(second, min).sum())


def lilien(before: pd.Series, after: pd.Series) -> tuple[float, int]:
    """Dispersion of growth over classes, weighted by mean shares, and how many classes entered.

    sqrt(Σ s̄ᵢ (Δ ln sᵢ)²): growth relative to the flow's is the growth of the share. Classes without
    trade in either year have no growth rate and are left out. 0 means that all grew alike.
    Lilien (1982), "Sectoral Shifts and Cyclical Unemployment", Journal of Political Economy 90(4), in
    the form with mean weights of Mussida and Pastore (2012).
    """
    first, second = aligned(before, after)
    both = (first > 0) & (second > 0)
    weights = (first[both] + second[both]) / 200
    growth = (second[both] / first[both]).map(math.log)
    return math.sqrt(float((weights * growth * growth).sum())), int(both.sum())


def rank_turnover(before: pd.Series, after: pd.Series, count: int) -> float:
    """Share of the `count` largest classes that were not among them before, 0 to 1."""
    earlier, later = (set(shares.nlargest(count).index) for shares in (before, after))
    return len(later - earlier) / count


def herfindahl_contributions(before: pd.Series, after: pd.Series) -> pd.Series:
    """What each class adds to the change of the HHI (0–10,000); they add up to it."""
    first, second = aligned(before, after)
    return second**2 - first**2


def growth_contributions(before: pd.Series, after: pd.Series) -> pd.Series:
    """What each class adds to the growth of the flow, in percentage points; they add up to it.

    before, after: values, not shares. Raises ValueError when there was no trade before.
    """
    first, second = aligned(before, after)
    if first.sum() <= 0:
        raise ValueError("no trade in the earlier year, so no growth")
    return (second - first) / first.sum() * 100


def aligned(before: pd.Series, after: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Both over all classes that one of them has; what the other does not have is 0."""
    first, second = before.align(after, join="outer")
    return first.fillna(0.0), second.fillna(0.0)


def grubel_lloyd_by_class(exports: pd.Series, imports: pd.Series) -> pd.Series:
    """Intra-industry trade of each class: 0 (one way) to 1 (balanced); missing where there is no trade.

    Grubel and Lloyd (1975), *Intra-industry Trade*, ch. 2.
    """
    out, back = aligned(exports, imports)
    traded = out + back
    return 1 - (out - back).abs() / traded.where(traded > 0)


def grubel_lloyd(exports: pd.Series, imports: pd.Series) -> float:
    """The classes' index weighted by their trade, 0 to 1. Grubel and Lloyd (1975). Depends on the level
    of aggregation. Raises ValueError when there is no trade."""
    out, back = aligned(exports, imports)
    traded = float((out + back).sum())
    if traded <= 0:
        raise ValueError("no trade in either direction")
    return 1 - float((out - back).abs().sum()) / traded


def grubel_lloyd_balanced(exports: pd.Series, imports: pd.Series) -> float:
    """The index corrected for the overall imbalance, 0 to 1. Grubel and Lloyd (1975), ch. 2.

    Raises ValueError when all trade is one way, where the correction divides by zero.
    """
    out, back = aligned(exports, imports)
    traded, imbalance = float((out + back).sum()), abs(float((out - back).sum()))
    if traded <= imbalance:
        raise ValueError("all trade goes one way")
    return (traded - float((out - back).abs().sum())) / (traded - imbalance)


def trade_intensity(
    bilateral: float, exports: float, partner_imports: float, world_imports: float, reporter_imports: float
) -> float:
    """Share of the partner in the reporter's exports over its share in the imports open to the reporter.

    1 means as much as the partner's weight in world trade leads to expect. All in one unit and year.
    Kojima (1964), "The Pattern of International Trade among Advanced Countries", Hitotsubashi Journal of
    Economics 5(1); Drysdale and Garnaut (1982), Hitotsubashi Journal of Economics 22(2).
    Raises ValueError when a denominator is not positive.
    """
    others = world_imports - reporter_imports
    if min(exports, partner_imports, others) <= 0:
        raise ValueError("exports, partner's imports and the rest of the world's imports must be positive")
    return (bilateral / exports) / (partner_imports / others)
