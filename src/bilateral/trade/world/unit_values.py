"""What imports of a product are worth by weight, as SQL over `flows` (as importers report them, at HS 6).

A unit value is value over net weight, US$ per kg: one product, one unit. It stands in for a price that nobody
records, and also moves with what a code is a mixture of (Berthou and Emlinger 2011). A flow without a weight
is in no unit value; one whose unit value is far from the product's median in the world is in none either,
since weights in grams or tons are common slips. The shares of both are told.
"""

from collections.abc import Iterable, Mapping

# times or parts of the world's median beyond which a weight is doubted, and the flows that a median takes;
# conventions of ours
FAR, ENOUGH = 100, 5


# each flow with its unit value, and whether that fits the product's median in the world
PRICED = """
    SELECT importer, exporter, hs_code, usd_thousandths AS usd, net_weight_kg AS kg,
           CASE WHEN usd_thousandths > 0 THEN usd_thousandths / 1000 / net_weight_kg END AS price
    FROM flows"""
JUDGED = f"""
    SELECT importer, exporter, hs_code, usd, kg, price,
           CASE WHEN price IS NULL THEN NULL
                WHEN middle IS NULL THEN true
                ELSE price BETWEEN middle / {FAR} AND middle * {FAR} END AS fits
    FROM ({PRICED}) LEFT JOIN medians USING (hs_code)"""
# small tables, made first: what is read of millions of flows is then read once for each
PREPARE = f"""
    CREATE TEMP TABLE medians AS
    SELECT hs_code, median(price) AS middle FROM ({PRICED}) GROUP BY hs_code HAVING count(price) >= {ENOUGH};
    CREATE TEMP TABLE world AS
    SELECT hs_code, sum(usd) FILTER (fits) / 1000 / sum(kg) FILTER (fits) AS world_usd_per_kg
    FROM ({JUDGED}) GROUP BY hs_code"""


def among(column: str, listed: Iterable[str]) -> str:
    """SQL: whether a text is one of those listed."""
    texts = ", ".join("'" + text.replace("'", "''") + "'" for text in listed)
    return f"{column} IN ({texts})" if texts else "false"


def unit_values(supplier: Iterable[str], areas: Iterable[str], blocs: Mapping[str, Iterable[str]]) -> str:
    """SQL, after PREPARE: one row an importer and product with imports: shares of value with a weight and
    with a doubtful one, the unit value, quartiles of those of its suppliers, each counted once, and its ratio
    to the world's, which is the value of all that is weighed over its weight; the named supplier's beside it.

    supplier: the economy, or the members of the bloc, that is named. areas: names of those that are no
    economies: in the sums, no importer and none of the suppliers. blocs: importers of their own.
    """
    areas = list(areas)
    of_blocs = "".join(
        f"""
            UNION ALL
            SELECT '{bloc}', exporter, hs_code, sum(usd), sum(usd) FILTER (fits), sum(kg) FILTER (fits),
                   sum(usd) FILTER (NOT fits), sum(usd) FILTER (fits) / 1000 / sum(kg) FILTER (fits)
            FROM ({JUDGED}) WHERE {among("importer", members)} AND NOT {among("exporter", members)}
            GROUP BY exporter, hs_code"""
        for bloc, members in sorted(blocs.items())
    )
    return f"""
        WITH bought AS (
            SELECT importer, exporter, hs_code, usd, CASE WHEN fits THEN usd END AS weighed,
                   CASE WHEN fits THEN kg END AS kg, CASE WHEN NOT fits THEN usd END AS doubtful,
                   CASE WHEN fits THEN price END AS price
            FROM ({JUDGED}) WHERE NOT {among("importer", areas)}{of_blocs}),
             told AS (
            SELECT *, CASE WHEN {among("exporter", areas)} THEN NULL ELSE price END AS of_supplier,
                   {among("exporter", supplier)} AS named FROM bought),
             sums AS (
            SELECT importer, hs_code, sum(usd)::DOUBLE AS usd, coalesce(sum(weighed), 0)::DOUBLE AS weighed,
                   coalesce(sum(doubtful), 0)::DOUBLE AS doubtful, sum(kg)::BIGINT AS net_weight_kg,
                   count(of_supplier)::SMALLINT AS suppliers,
                   quantile_cont(of_supplier, [0.25, 0.5, 0.75]) AS quartiles,
                   sum(weighed) FILTER (named) / 1000 / sum(kg) FILTER (named) AS named_usd_per_kg
            FROM told GROUP BY importer, hs_code HAVING sum(usd) > 0)
        SELECT importer, hs_code, usd / 1e9 AS usd_million, 100 * weighed / usd AS weighed_pct,
               100 * doubtful / usd AS doubtful_pct, net_weight_kg,
               weighed / 1000 / net_weight_kg AS usd_per_kg, suppliers,
               quartiles[1] AS supplier_q1, quartiles[2] AS supplier_median, quartiles[3] AS supplier_q3,
               weighed / 1000 / net_weight_kg / world_usd_per_kg AS over_world, world_usd_per_kg,
               named_usd_per_kg, named_usd_per_kg / world_usd_per_kg AS named_over_world,
               CASE WHEN net_weight_kg IS NULL
                    THEN CASE WHEN doubtful > 0 THEN 'doubtful_weight' ELSE 'no_weight' END END AS missing
        FROM sums JOIN world USING (hs_code)"""
