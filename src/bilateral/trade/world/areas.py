"""Areas that are no economies: bunkers, free zones, special categories, areas not elsewhere specified.

Their trade is part of every total; no measure is of them, and none counts them as a supplier or a market.
"""

from __future__ import annotations

import pandas as pd

NO_ECONOMY = "not an economy"


def areas_without_economy(areas: pd.DataFrame) -> list[str]:
    """Codes of Comtrade, which BACI uses too, of the areas that are no economies; those that ended are
    economies. areas: data/comtrade_areas.csv, all text."""
    return areas.loc[areas["note"].str.startswith(NO_ECONOMY), "comtrade_code"].tolist()
