"""The study's own pair as files of the whole world have it: what its chapters on trade read, as SQL.

Relations: `sent` and `received`, the flows of all years at one level as exporters and as importers report
them; one and the same where the source reconciles both. `revisions`: year, hs_revision.
"""

# where the build puts each kind of official figures
FILES = {
    "trade_totals": "results/world/pair/pair_totals.csv",
    "merchandise_trade": "results/world/pair/pair_merchandise.csv",
    "hs_flows": "results/world/pair/pair_products.csv",
}
# amounts are exact: thousandths of a US dollar as millions
MILLION = "(sum(usd_thousandths)::DECIMAL(29,0) * 0.000000001::DECIMAL(9,9))"


def sides(kind: str, pair: dict[str, str]) -> list[dict[str, str]]:
    """Each flow as one side sees it: relation, reporter, partner, flow, valuation.

    kind: baci or comtrade. What is reconciled is one figure, FOB, seen from the study's reporter; else each
    end reports its exports FOB and its imports CIF.
    """
    ends = [pair["reporter"]] if kind == "baci" else [pair["reporter"], pair["partner"]]
    other = {pair["reporter"]: pair["partner"], pair["partner"]: pair["reporter"]}
    valuations = {"export": "FOB", "import": "FOB" if kind == "baci" else "CIF"}
    return [
        {
            "relation": "sent" if flow == "export" else "received",
            "reporter": end,
            "partner": other[end],
            "flow": flow,
            "valuation": valuation,
        }
        for end in ends
        for flow, valuation in valuations.items()
    ]


def as_series(kind: str, pair: dict[str, str], source: str) -> dict:
    """The key `series` of a configuration that names FILES; by code, the flows of the study's reporter."""
    own = [
        {key: side[key] for key in ("reporter", "partner", "flow", "valuation")}
        | {"file": FILES["hs_flows"], "source": source, "period": "calendar"}
        for side in sides(kind, pair)
        if side["reporter"] == pair["reporter"]
    ]
    return FILES | {"hs_flows": own}


def _each(kind: str, pair: dict[str, str], columns: str) -> str:
    parts = []
    for side in sides(kind, pair):
        exporter, importer = side["reporter"], side["partner"]
        if side["flow"] == "import":
            exporter, importer = importer, exporter
        said = ", ".join(f"'{side[key]}' AS {key}" for key in ("reporter", "partner", "flow", "valuation"))
        parts.append(
            f"SELECT year, {said}, {columns}, {MILLION} AS usd_million FROM {side['relation']} "
            f"WHERE exporter = '{exporter}' AND importer = '{importer}' GROUP BY ALL"
        )
    return "\nUNION ALL\n".join(parts)


def totals(kind: str, pair: dict[str, str], source: str) -> str:
    """SQL: year, period, reporter, flow, valuation, usd_million, source."""
    said = source.replace("'", "''")
    return f"""
        SELECT year, 'calendar' AS period, reporter, flow || 's' AS flow, valuation, usd_million,
               '{said}' AS source
        FROM ({_each(kind, pair, "1 AS one")}) ORDER BY reporter, flow, year"""


def products(kind: str, pair: dict[str, str]) -> str:
    """SQL: reporter, partner, flow, valuation, period, year, hs_revision, hs_code, usd_million."""
    keys = "reporter, partner, flow, valuation, 'calendar' AS period, year, hs_revision, hs_code"
    return f"""
        SELECT {keys}, usd_million
        FROM ({_each(kind, pair, "hs_code")}) JOIN revisions USING (year)
        ORDER BY reporter, flow, year, hs_code"""


# exports as all exporters report them, imports as all importers do
MERCHANDISE = f"""
    WITH each AS (
        SELECT year, exporter AS economy, 'exports' AS flow, usd_thousandths FROM sent
        UNION ALL SELECT year, importer, 'imports', usd_thousandths FROM received)
    SELECT year, economy, flow, {MILLION} AS usd_million FROM each GROUP BY ALL
    UNION ALL SELECT year, 'WLD', flow, {MILLION} FROM each GROUP BY ALL
    ORDER BY economy, flow, year"""
