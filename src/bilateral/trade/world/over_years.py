"""Dependence over years, and sums over lists of products, as SQL over every year's tables.

Relations: `dependence` (all years of one level), `supply` (year, and bilateral.trade.world.supply, at HS 6),
and `listed` (product_no, product, hs_code of the data, certain).
"""

from collections.abc import Iterable


def names(listed: Iterable[str]) -> str:
    """SQL: a list of texts."""
    return "[" + ", ".join("'" + name.replace("'", "''") + "'" for name in listed) + "]::VARCHAR[]"


# by first and last year with imports; a product is dependent where all three indicators are above
CHANGES = """
    WITH years AS (
        SELECT importer, hs_code, min(year) AS first_year, max(year) AS last_year,
               count(*)::SMALLINT AS years, count(*) FILTER (criteria = 3)::SMALLINT AS years_dependent,
               min_by(hhi, year) AS hhi_first, max_by(hhi, year) AS hhi_last,
               min_by(named_pct, year) AS named_pct_first, max_by(named_pct, year) AS named_pct_last,
               min_by(largest_supplier, year) AS largest_supplier_first,
               max_by(largest_supplier, year) AS largest_supplier_last
        FROM dependence GROUP BY importer, hs_code)
    SELECT importer, hs_code, first_year, last_year, years, years_dependent, hhi_first, hhi_last,
           hhi_last - hhi_first AS hhi_change, named_pct_first, named_pct_last,
           named_pct_last - named_pct_first AS named_pct_change, largest_supplier_first, largest_supplier_last
    FROM years ORDER BY importer, hs_code"""


def by_supplier(areas: Iterable[str], blocs: dict[str, list[str]]) -> str:
    """SQL: a table `bought`: year, importer, product_no, product, supplier (missing: areas that are no
    economies), low and high, of each product that is listed. A bloc buys from outside itself."""
    importers = "\nUNION ALL\n".join(
        [
            f"SELECT year, economy AS importer, * EXCLUDE (year, economy) FROM flows "
            f"WHERE NOT list_contains({names(areas)}, economy)",
            *(
                f"SELECT year, '{bloc}' AS importer, * EXCLUDE (year, economy) FROM flows "
                f"WHERE list_contains({names(members)}, economy) "
                f"AND NOT coalesce(list_contains({names(members)}, supplier), false)"
                for bloc, members in sorted(blocs.items())
            ),
        ]
    )
    return f"""
        CREATE OR REPLACE TEMP TABLE bought AS
        WITH own AS (SELECT year, economy, product_no, product, certain, suppliers, amounts, unknown
                     FROM supply JOIN listed USING (hs_code) WHERE imports > 0),
             flows AS (SELECT year, economy, product_no, product, certain,
                              unnest(suppliers) AS supplier, unnest(amounts) AS amount FROM own
                       UNION ALL
                       SELECT year, economy, product_no, product, certain, NULL, unknown FROM own
                       WHERE unknown > 0)
        SELECT year, importer, product_no, product, supplier,
               coalesce(sum(amount) FILTER (certain), 0)::BIGINT AS low, sum(amount)::BIGINT AS high
        FROM ({importers}) GROUP BY ALL"""


def critical(supplier: Iterable[str]) -> str:
    """SQL: imports of each listed product: bounds of the amount, of the share of the largest supplier and of
    the named one. The HHI, of known suppliers, is missing where the amount is not exact.

    A share is least with the supplier's least amount among the others' greatest. The largest is the one with
    the greatest upper bound; it is certain where its lower bound is at least any other's upper bound.
    """
    named = f"list_contains({names(supplier)}, supplier)"
    return f"""
        WITH sums AS (
                SELECT year, importer, product_no, product, sum(low) AS low, sum(high) AS high,
                       count(supplier)::SMALLINT AS suppliers,
                       sum(low::HUGEINT * low) FILTER (supplier IS NOT NULL) AS squares,
                       coalesce(sum(low) FILTER ({named}), 0) AS named_low,
                       coalesce(sum(high) FILTER ({named}), 0) AS named_high
                FROM bought GROUP BY ALL),
             ranked AS (
                SELECT year, importer, product_no, supplier, low, high,
                       lead(high) OVER of_product AS next, row_number() OVER of_product AS place
                FROM bought WHERE supplier IS NOT NULL
                WINDOW of_product AS (PARTITION BY year, importer, product_no ORDER BY high DESC, supplier)),
             top AS (FROM ranked WHERE place = 1)
        SELECT year, importer, product_no, product, s.low / 1e9 AS usd_million_low,
               s.high / 1e9 AS usd_million_high, suppliers,
               CASE WHEN s.low = s.high
                    THEN 10000 * (coalesce(squares, 0)::DOUBLE / s.low / s.low) END AS hhi,
               supplier AS largest_supplier, t.low >= coalesce(next, 0) AS largest_is_certain,
               100 * t.low::DOUBLE / (t.low + s.high - t.high) AS largest_pct_low,
               100 * t.high::DOUBLE / (t.high + s.low - t.low) AS largest_pct_high,
               100 * named_low::DOUBLE / (named_low + s.high - named_high) AS named_pct_low,
               100 * named_high::DOUBLE / (named_high + s.low - named_low) AS named_pct_high
        FROM sums s LEFT JOIN top t USING (year, importer, product_no)
        ORDER BY product_no, importer, year"""
