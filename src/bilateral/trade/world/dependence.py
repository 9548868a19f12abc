"""How far each economy depends on a few others for a product, as SQL over `supply`.

`supply` has one row an economy and product (bilateral.trade.world.supply). Amounts are thousandths of a US
dollar; the HHI is on 0–10,000. What comes from areas that are no economies is part of the imports, and of
no supplier: the HHI counts it as many suppliers of no size, and is at most hhi + unknown_pct² were it one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """Above which a product is called dependent or a single point of failure.

    hhi (0–1), external_share and imports_over_exports: the three core indicators of European Commission
    (2021), SWD(2021) 352: concentration of imports from outside, their share in all imports, and their ratio
    to exports, which stand for what could be made at home. single_point: of one supplier in the imports, and
    in the world's exports; half or more, so that there is one such supplier at most.
    """

    hhi: float = 0.4
    external_share: float = 0.5
    imports_over_exports: float = 1.0
    single_point: float = 0.5


def names(listed: Iterable[str]) -> str:
    """SQL: a list of texts."""
    return "[" + ", ".join("'" + name.replace("'", "''") + "'" for name in listed) + "]::VARCHAR[]"


def of_economies(areas: Iterable[str]) -> str:
    """SQL: the rows of `supply` of economies with imports; all imports of an economy are from outside it."""
    return f"""
        SELECT economy AS importer, hs_code, exports, imports, unknown, 0::BIGINT AS inside,
               suppliers, amounts
        FROM supply WHERE imports > 0 AND NOT list_contains({names(areas)}, economy)"""


def of_bloc(bloc: str, members: Iterable[str]) -> str:
    """SQL: the same of a bloc, in which all members are one importer; `inside` is their trade with each
    other."""
    inside = f"list_contains({names(members)}, "
    return f"""
        WITH own AS (FROM supply WHERE {inside}economy)),
             flows AS (SELECT hs_code, unnest(suppliers) AS supplier, unnest(amounts) AS amount FROM own),
             sums AS (SELECT hs_code, supplier, sum(amount)::BIGINT AS amount FROM flows
                      WHERE NOT {inside}supplier) GROUP BY ALL),
             totals AS (SELECT hs_code, sum(exports)::BIGINT AS exports, sum(unknown)::BIGINT AS unknown
                        FROM own GROUP BY ALL),
             trade AS (SELECT hs_code, coalesce(sum(amount) FILTER ({inside}supplier)), 0)::BIGINT AS inside
                       FROM flows GROUP BY ALL),
             lists AS (SELECT hs_code, sum(amount)::BIGINT AS outside,
                              list(supplier ORDER BY amount DESC, supplier) AS suppliers,
                              list(amount ORDER BY amount DESC, supplier) AS amounts
                       FROM sums GROUP BY ALL)
        SELECT '{bloc}' AS importer, hs_code, exports, coalesce(outside, 0) + unknown AS imports, unknown,
               coalesce(inside, 0) AS inside, coalesce(suppliers, []) AS suppliers,
               coalesce(amounts, []) AS amounts
        FROM totals LEFT JOIN trade USING (hs_code) LEFT JOIN lists USING (hs_code)
        WHERE coalesce(outside, 0) + unknown > 0"""


def dependence(rows: str, supplier: Iterable[str], areas: Iterable[str], limits: Thresholds) -> str:
    """SQL: one row for each of `rows` (of_economies or of_bloc), in any order.

    supplier: the economy, or the members of the bloc, whose share in the imports is `named_pct`. areas: names
    of those that are no economies. imports_over_exports is missing without exports, which then meets the
    criterion. `criteria` counts those of the three core indicators that are above their threshold;
    `single_point` says that one supplier has more than its threshold of the imports and of the world's
    exports.
    """
    named = " + ".join(f"coalesce(amounts[list_position(suppliers, '{name}')], 0)" for name in supplier)
    half = limits.single_point
    return f"""
        WITH world AS (SELECT hs_code, sum(exports) AS usd FROM supply GROUP BY hs_code),
             points AS (SELECT hs_code, economy AS exporter FROM supply JOIN world USING (hs_code)
                        WHERE exports > {half} * usd AND NOT list_contains({names(areas)}, economy)),
             measured AS (
                SELECT importer, hs_code, imports / 1e9 AS usd_million, len(amounts)::SMALLINT AS suppliers,
                       100 * unknown::DOUBLE / imports AS unknown_pct,
                       CASE WHEN len(amounts) > 0
                            THEN 10000 * (list_inner_product(amounts::DOUBLE[], amounts::DOUBLE[])
                                          / imports / imports) ELSE 0 END AS hhi,
                       suppliers[1] AS largest_supplier, 100 * amounts[1]::DOUBLE / imports AS largest_pct,
                       100 * ({named})::DOUBLE / imports AS named_pct,
                       100 * imports::DOUBLE / (imports + inside) AS external_pct,
                       CASE WHEN exports > 0 THEN imports::DOUBLE / exports END AS imports_over_exports
                FROM ({rows}))
        SELECT m.*,
               ((hhi > {10000 * limits.hhi})::TINYINT
                + (external_pct > {100 * limits.external_share})::TINYINT
                + coalesce(imports_over_exports > {limits.imports_over_exports}, true)::TINYINT
               )::TINYINT AS criteria,
               coalesce(largest_supplier = exporter AND largest_pct > {100 * half}, false) AS single_point
        FROM measured m LEFT JOIN points USING (hs_code)"""


def members_of(supplier: str, blocs: Mapping[str, list[str]]) -> list[str]:
    """The economies of a bloc, or the economy itself."""
    return list(blocs.get(supplier, [supplier]))
