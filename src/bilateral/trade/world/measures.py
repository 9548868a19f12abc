"""Every measure of every pair of economies in one year, as SQL.

The definitions are those of `bilateral.trade`: HHI on 0–10,000, HS chapter 00 a class, at HS 2 all chapters
as classes and at finer levels the codes that a pair has. Sums are of integers and therefore the same in any
order; a product of two is a 128-bit integer. Only the last division of each measure is in floating point.

Relations: `sums` (exporter, importer, hs_code, usd_thousandths: one row a key) is the year; `before` the year
before; `back` the year as the other side reports it, `sums` itself where both sides are reconciled; `areas`
(area) are those that are no economies: in every total, and in no row.
"""

from __future__ import annotations

# classes at HS 2 that count only where a table has them; bilateral.trade.structure
OPTIONAL = ("00", "98", "99")


def prepare(relation: str) -> str:
    """A table `keyed_…` of one of the relations with numbers for pairs and codes, from `economies` and
    `codes`: numbers join several times as fast as texts. `pair` is the flow, `reverse` the flow in the other
    direction."""
    return f"""
        CREATE OR REPLACE TEMP TABLE keyed_{relation} AS
        SELECT (e.place * 1024 + m.place)::INTEGER AS pair, (m.place * 1024 + e.place)::INTEGER AS reverse,
               c.place AS code, usd_thousandths AS usd
        FROM {relation} JOIN economies e ON e.economy = exporter JOIN economies m ON m.economy = importer
        JOIN codes c USING (hs_code)"""


# where both sides are reconciled, the other side's figures are these
SAME_BACK = "CREATE OR REPLACE TEMP VIEW keyed_back AS FROM keyed_sums"
ECONOMIES = """
    CREATE OR REPLACE TEMP TABLE economies AS
    SELECT economy, (row_number() OVER (ORDER BY economy) - 1)::INTEGER AS place,
           economy IN (SELECT area FROM areas) AS area FROM (
        SELECT exporter AS economy FROM sums UNION SELECT importer FROM sums UNION
        SELECT exporter FROM before UNION SELECT importer FROM before UNION
        SELECT exporter FROM back UNION SELECT importer FROM back)"""
CODES = """
    CREATE OR REPLACE TEMP TABLE codes AS
    SELECT hs_code, (row_number() OVER (ORDER BY hs_code) - 1)::INTEGER AS place FROM (
        SELECT hs_code FROM sums UNION SELECT hs_code FROM before UNION SELECT hs_code FROM back)"""


def flow_totals(level: int, chapters: int, largest: int) -> str:
    """A table `pairs` with what each flow is on its own: total, sum of squares, classes, and its largest
    codes.

    chapters: HS chapters that trade can fall into, 00 included. largest: how many codes to keep; of two with
    the same trade the lower code comes first.
    """
    special = f"count(*) FILTER (code IN (SELECT place FROM codes WHERE hs_code IN {OPTIONAL}))"
    classes = f"{chapters - 1} + {special}" if level == 2 else "count(*)"
    # one number that sorts by trade and then by code: 2^13 is more codes than HS has at any level
    key = "(usd::HUGEINT << 13) + (8191 - code)"
    return f"""
        CREATE OR REPLACE TEMP TABLE pairs AS
        SELECT pair, any_value(reverse) AS reverse, sum(usd) AS total, sum(usd::HUGEINT * usd) AS squares,
               count(*) FILTER (usd > 0) AS traded, {classes} AS classes, max({key}, {largest}) AS largest
        FROM keyed_sums GROUP BY pair"""


# Lawrence (1984): half of Σ |s − s′| is 1 − Σ min(s, s′); over the product of both totals the minima are
# exact
CHANGE = """
    CREATE OR REPLACE TEMP TABLE change AS
    WITH earlier AS (SELECT pair, sum(usd) AS total FROM keyed_before GROUP BY pair)
    SELECT pair, earlier.total AS earlier, coalesce(common, 0) AS common
    FROM earlier LEFT JOIN (
        SELECT pair, sum(least(s.usd::HUGEINT * earlier.total, b.usd::HUGEINT * pairs.total)) AS common
        FROM keyed_sums s JOIN keyed_before b USING (pair, code)
        JOIN pairs USING (pair) JOIN earlier USING (pair)
        GROUP BY pair) USING (pair)"""
# Grubel and Lloyd (1975): 1 − Σ |x − m| / Σ (x + m) is 2 Σ min(x, m) / Σ (x + m)
TWO_WAY = """
    CREATE OR REPLACE TEMP TABLE two_way AS
    WITH other AS (SELECT reverse AS pair, sum(usd) AS total FROM keyed_back GROUP BY reverse)
    SELECT pair, other.total AS other, coalesce(common, 0) AS common
    FROM other LEFT JOIN (
        SELECT s.pair, sum(least(s.usd, b.usd)) AS common
        FROM keyed_sums s JOIN keyed_back b ON b.reverse = s.pair AND b.code = s.code
        GROUP BY s.pair) USING (pair)"""


def trade_with_the_world(imports: str) -> str:
    """Tables `exports` and `imports` of each economy with all others; imports: "sums" or "back", whose they
    are."""
    return f"""
        CREATE OR REPLACE TEMP TABLE exports AS
        SELECT pair // 1024 AS economy, sum(usd) AS usd FROM keyed_sums GROUP BY economy;
        CREATE OR REPLACE TEMP TABLE imports AS
        SELECT pair % 1024 AS economy, sum(usd) AS usd FROM keyed_{imports} GROUP BY economy"""


def pair_measures(tops: list[int], reconciled: bool = True) -> str:
    """One row a flow with trade: its total, concentration, change, two-way trade and intensity, in order.

    A measure is missing where it is not defined: the normalised HHI with one class, change without trade in
    the year before, two-way trade without the other direction on record, and intensity where an economy's
    imports are not on record. reconciled: whether an economy without imports on record has none, rather than
    reports none.
    """
    sums = {n: f"list_sum(list_transform(largest[1:{n}], lambda key: (key >> 13)::BIGINT))" for n in tops}
    indent = " " * 15
    ratios = ",\n".join(
        f"{indent}100 * {top}::DOUBLE / total::DOUBLE AS top_{n}_share" for n, top in sums.items()
    )
    own = "coalesce(own.usd, 0)" if reconciled else "own.usd"
    return f"""
        WITH measured AS (
            SELECT pair, total, traded, classes,
                   10000 * (squares::DOUBLE / total::DOUBLE / total::DOUBLE) AS hhi,
{ratios}
            FROM pairs WHERE total > 0)
        SELECT e.economy AS exporter, m.economy AS importer, total / 1e9 AS usd_million,
               traded AS products, classes,
               {", ".join(f"top_{n}_share" for n in tops)}, hhi,
               CASE WHEN classes > 1 THEN (hhi - 10000 / classes) / (1 - 1 / classes) END AS hhi_normalised,
               CASE WHEN earlier > 0
                    THEN 1 - change.common::DOUBLE / (earlier::DOUBLE * total::DOUBLE) END AS lawrence,
               2 * two_way.common::DOUBLE / (total + other)::DOUBLE AS grubel_lloyd,
               CASE WHEN imports.usd > 0 AND world.usd > {own}
                    THEN (total / exports.usd) / (imports.usd / (world.usd - {own})) END AS trade_intensity
        FROM measured JOIN economies e ON e.place = pair // 1024 JOIN economies m ON m.place = pair % 1024
        LEFT JOIN change USING (pair) LEFT JOIN two_way USING (pair)
        JOIN exports ON exports.economy = e.place LEFT JOIN imports ON imports.economy = m.place
        LEFT JOIN imports own ON own.economy = e.place CROSS JOIN (SELECT sum(usd) AS usd FROM imports) world
        WHERE NOT e.area AND NOT m.area ORDER BY exporter, importer"""


def largest_codes(count: int) -> str:
    """The `count` largest codes of each flow, falling; of equal shares each has the rank of the first, as in
    bilateral.trade.structure."""
    return f"""
        WITH keys AS (SELECT pair, total, unnest(largest[1:{count}]) AS key FROM pairs),
             listed AS (
                SELECT pair, total, (key >> 13)::BIGINT AS usd, (8191 - (key & 8191))::INTEGER AS code
                FROM keys)
        SELECT e.economy AS exporter, m.economy AS importer,
               rank() OVER (PARTITION BY pair ORDER BY usd DESC)::SMALLINT AS rank, hs_code,
               100 * usd::DOUBLE / total::DOUBLE AS share_pct
        FROM listed JOIN economies e ON e.place = pair // 1024 JOIN economies m ON m.place = pair % 1024
        JOIN codes ON codes.place = code
        WHERE usd > 0 AND NOT e.area AND NOT m.area ORDER BY exporter, importer, rank, hs_code"""


# Balassa (1965): the share of a code in the economy's exports over its share in the world's
ADVANTAGE = """
    CREATE OR REPLACE TEMP TABLE advantage AS
    WITH cells AS (SELECT pair // 1024 AS economy, code, sum(usd) AS usd FROM keyed_sums GROUP BY ALL),
         products AS (SELECT code, sum(usd) AS usd FROM cells GROUP BY code),
         world AS (SELECT sum(usd) AS usd FROM cells)
    SELECT cells.economy, cells.code, cells.usd,
           (cells.usd / exports.usd) / (products.usd / world.usd) AS rca,
           NOT area AND cells.usd::HUGEINT * world.usd >= exports.usd::HUGEINT * products.usd AS has, area
    FROM cells JOIN exports USING (economy) JOIN products USING (code)
    JOIN economies ON economies.place = cells.economy CROSS JOIN world
    WHERE cells.usd > 0 ORDER BY cells.economy, cells.code"""
# symmetric: Laursen (2015), −1 to 1 and 0 where the economy has the world's share
ADVANTAGES = """
    SELECT e.economy AS exporter, hs_code, usd / 1e9 AS usd_million, rca,
           (rca - 1) / (rca + 1) AS rca_symmetric
    FROM advantage JOIN economies e ON e.place = advantage.economy JOIN codes ON codes.place = code
    WHERE NOT e.area ORDER BY exporter, hs_code"""
# where an economy has a revealed comparative advantage of 1 or more; places in `economies` and `codes`
HAS_ADVANTAGE = "SELECT economy, code FROM advantage WHERE has"
# relations eci (place, value) and pci (place, value) come from bilateral.trade.complexity
EXPORTERS = """
    SELECT e.economy AS exporter, sum(usd) / 1e9 AS usd_million, count(*) FILTER (has) AS diversity,
           any_value(eci.value) AS eci
    FROM advantage JOIN economies e ON e.place = advantage.economy
    LEFT JOIN eci ON eci.place = advantage.economy
    WHERE NOT e.area GROUP BY exporter ORDER BY exporter"""
PRODUCTS = """
    SELECT hs_code, sum(usd) / 1e9 AS usd_million, count(*) FILTER (has) AS ubiquity,
           any_value(pci.value) AS pci
    FROM advantage JOIN codes ON codes.place = code LEFT JOIN pci ON pci.place = code
    GROUP BY hs_code ORDER BY hs_code"""

# the same flow by its two ends: `sums` is what exporters report, `back` what importers do;
# bilateral.trade.mirror
MIRROR = """
    WITH sent AS (SELECT pair, sum(usd) AS usd FROM keyed_sums GROUP BY pair),
         received AS (SELECT pair, sum(usd) AS usd FROM keyed_back GROUP BY pair)
    SELECT e.economy AS exporter, m.economy AS importer, sent.usd / 1e9 AS exporter_usd_million,
           received.usd / 1e9 AS importer_usd_million, (received.usd - sent.usd) / 1e9 AS gap_usd_million,
           CASE WHEN sent.usd > 0
                THEN 100 * received.usd::DOUBLE / sent.usd::DOUBLE END AS percent_of_exporter
    FROM sent JOIN received USING (pair)
    JOIN economies e ON e.place = pair // 1024 JOIN economies m ON m.place = pair % 1024
    WHERE NOT e.area AND NOT m.area ORDER BY exporter, importer"""
