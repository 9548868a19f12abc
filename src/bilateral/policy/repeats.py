"""Values that look filled down a column."""

import pandas as pd

# two neighbours may be alike by chance
SHORTEST_RUN = 3
FIGURES = ["capacity_thousand_wafers_month", "jobs"]


def filled_down(sites: pd.DataFrame, entities: pd.DataFrame, table: str) -> pd.DataFrame:
    """Runs of one figure over consecutive sites of different companies: table, column, value, rows,
    companies, plans.

    sites, entities: the clean tables plan_sites and plan_entities; table: where they stand. A plan's first
    company stands for it. A run of a single company may be true and is not listed.
    """
    company = entities[entities["entity_no"] == 1].set_index("plan")["entity"]
    found = []
    for column in FIGURES:
        given = sites.dropna(subset=[column])
        for _, run in given.groupby(given[column].ne(given[column].shift()).cumsum()):
            companies = run["plan"].map(company).nunique()
            if len(run) >= SHORTEST_RUN and companies > 1:
                found.append(
                    {
                        "table": table,
                        "column": column,
                        "value": int(run[column].iloc[0]),
                        "rows": len(run),
                        "companies": companies,
                        "plans": "; ".join(dict.fromkeys(run["plan"])),
                    }
                )
    return pd.DataFrame(found, columns=["table", "column", "value", "rows", "companies", "plans"])
