"""How an exporter's goods and an importer's needs meet: margins, complementarity, similarity of exports.

SQL over the tables of bilateral.trade.world.measures, and two matrices of shares.
"""

from __future__ import annotations

import numpy as np

# Hummels and Klenow (2005): how much of what the importer buys is in codes that the exporter sells it, and
# the exporter's share in those codes; their product is its share in all imports
MARGINS = """
    CREATE OR REPLACE TEMP TABLE margins AS
    WITH bought AS (SELECT pair % 1024 AS economy, code, sum(usd) AS usd FROM keyed_sums GROUP BY ALL),
         needs AS (SELECT economy, sum(usd) AS usd FROM bought GROUP BY economy),
         sold AS (
            SELECT pair, sum(bought.usd) AS covered, sum(s.usd) AS own
            FROM keyed_sums s JOIN bought ON bought.economy = pair % 1024 AND bought.code = s.code
            WHERE s.usd > 0 GROUP BY pair)
    SELECT pair, 100 * own::DOUBLE / needs.usd::DOUBLE AS import_share_pct,
           covered::DOUBLE / needs.usd::DOUBLE AS extensive_margin,
           own::DOUBLE / covered::DOUBLE AS intensive_margin
    FROM sold JOIN needs ON needs.economy = pair % 1024"""
# share of each code in what an economy sells and buys, by places in `economies` and `codes`
PROFILES = {
    name: f"""
        SELECT economy, code, usd::DOUBLE / sum(usd) OVER (PARTITION BY economy)::DOUBLE AS share
        FROM (SELECT {end} AS economy, code, sum(usd) AS usd FROM keyed_sums
              GROUP BY ALL HAVING sum(usd) > 0)"""
    for name, end in (("exports", "pair // 1024"), ("imports", "pair % 1024"))
}
# relation matches: pair, complementarity, export_similarity
STRUCTURE = """
    SELECT e.economy AS exporter, m.economy AS importer, import_share_pct, extensive_margin, intensive_margin,
           complementarity, export_similarity
    FROM margins JOIN matches USING (pair)
    JOIN economies e ON e.place = pair // 1024 JOIN economies m ON m.place = pair % 1024
    WHERE NOT e.area AND NOT m.area ORDER BY exporter, importer"""


def profile(found: dict[str, np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    """Shares by economy (down) and code (across). found: columns of PROFILES."""
    shares = np.zeros(shape)
    shares[found["economy"], found["code"]] = found["share"]
    return shares


def common(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of each row of one and each of other, the sum of the smaller share of each code, 0 to 1.

    Exports of one against imports of the other: complementarity, 1 − Σ |m − x| / 2 (Michaely 1996). Exports
    of both: similarity (Finger and Kreinin 1979). NaN where a side has no trade.
    """
    found = np.stack([np.minimum(row, other).sum(axis=1) for row in one])
    found[one.sum(axis=1) == 0] = np.nan
    found[:, other.sum(axis=1) == 0] = np.nan
    return found
