"""Trade intensity both ways by one economy's own customs, beside other partners.

Japan's customs record both directions: what it sends a partner (FOB) and what it takes from it (CIF). The
partner's exports are thus measured where they arrive, freight and insurance included, for every partner
alike.
"""

import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.change import trade_intensity


def intensity_of(amount: float, exporter: str, importer: str, year: int, world: pd.Series) -> float | None:
    """Intensity of a year's trade; None where it, or a figure of all trade that it is held against, is not
    known. world: merchandise trade by economy, flow and year."""
    needed = [(exporter, "export"), (importer, "import"), ("WLD", "import"), (exporter, "import")]
    figures = [amount, *(world.get((*key, year)) for key in needed)]
    if any(figure is None or pd.isna(figure) for figure in figures):
        return None
    return trade_intensity(*figures)


def customs_intensity(trade: pd.DataFrame, merchandise: pd.DataFrame) -> pd.DataFrame:
    """Intensity of the exporter's trade with the importer, each year for which world trade of both is known.

    trade: customs_trade (its group total, US$ million). merchandise: exports and imports with the world of
    each economy and of the world (WLD), US$ million. The share of the importer in the exporter's exports
    over its share in the imports open to the exporter; 1 is what its weight in world trade leads to expect
    (change.trade_intensity).
    """
    world = merchandise.set_index(["economy", "flow", "year"])["usd_million"]
    whole = trade[(trade["goods_group"] == "total") & (trade["partner"] != "WLD")]
    rows = []
    for row in whole.sort_values(["flow", "partner", "year"]).to_dict("records"):
        sides = [row["reporter"], row["partner"]]
        exporter, importer = sides if row["flow"] == "export" else sides[::-1]
        found = intensity_of(row["usd_million"], exporter, importer, row["year"], world)
        if found is not None:
            about = {name: row[name] for name in ("reporter", "valuation", "year", "usd_million")}
            rows.append(about | {"exporter": exporter, "importer": importer, "intensity": found})
    return pd.DataFrame(rows, columns=columns_of("customs_intensity"))
