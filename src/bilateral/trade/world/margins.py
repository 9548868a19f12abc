"""How an exporter's goods and an importer's needs meet: margins, complementarity, similarity of exports."""

import numpy as np

from bilateral.trade.world.arrays import Columns, on_cores
from bilateral.trade.world.flows import Flows, parted
from bilateral.trade.world.measures import DECIMALS, Year, only, together


def structure_measures(year: Year) -> Columns:
    """The table structure, one row a flow with trade.

    Hummels and Klenow (2005): the extensive margin is how much of what the importer buys is in codes that the
    exporter sells it, the intensive one the exporter's share in those codes; their product is its share in
    all imports.
    """
    bought = year.now.cells("importer", year.shape)
    shares = shares_of(year.sold), shares_of(bought)
    overlaps = [common(shares[0], other).round(DECIMALS) for other in (shares[1], shares[0])]
    needs_of = bought.sum(axis=1)

    def of_block(now: Flows) -> dict[str, np.ndarray]:
        exporter, importer = parted(now.pair)
        of_code = bought.ravel()[now.of_rows(importer * year.shape[1]) + now.code]
        covered = now.sums(np.where(now.usd > 0, of_code, 0))
        needs = needs_of[importer]
        with np.errstate(invalid="ignore", divide="ignore"):
            columns = {
                "pair": now.pair,
                "import_share_pct": 100 * (now.total / needs),
                "extensive_margin": covered / needs,
                "intensive_margin": now.total / covered,
                "complementarity": overlaps[0][exporter, importer],
                "export_similarity": overlaps[1][exporter, importer],
            }
        return only(columns, (now.total > 0) & year.between_economies(now.pair))

    return year.named(together(on_cores(of_block, year.now.blocks(), year.threads)))


def shares_of(amounts: np.ndarray) -> np.ndarray:
    """Of each row, the share of each cell; 0 in a row without amounts."""
    return amounts / np.maximum(amounts.sum(axis=1, keepdims=True), 1)


def common(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of each row of one and each of other, the sum of the smaller share of each code, 0 to 1.

    Exports of one against imports of the other: complementarity, 1 − Σ |m − x| / 2 (Michaely 1996). Exports
    of both: similarity (Finger and Kreinin 1979). NaN where a side has no trade.
    """
    found = np.stack([np.minimum(row, other).sum(axis=1) for row in one])
    found[one.sum(axis=1) == 0] = np.nan
    found[:, other.sum(axis=1) == 0] = np.nan
    return found
