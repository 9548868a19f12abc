"""Two flows of one pair held against each other, and against the world.

Values in any one currency unit, by product class; a class that a flow does not have counts as 0.
"""

import pandas as pd

from bilateral.trade.change import aligned


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
