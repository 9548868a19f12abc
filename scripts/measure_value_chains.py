"""Imports within exports by economy and industry; the trade in critical products."""

from lib import tables
from lib.run import run

from bilateral.sources.oecd_input_output import tables_of
from bilateral.trade.critical import codes_in_revision, covered_shares, designations, suppliers_by_year
from bilateral.trade.value_chains import (
    by_economy,
    by_industry,
    change_within,
    held_against_published,
    with_published,
)


@tables.written
def main(
    *,
    stacked: str,
    published: str,
    pair: dict[str, str],
    critical: dict,
    lines: str = "",
    chapters: str = "",
    minerals: str = "",
    designated: str = "",
    products: str = "",
    product_codes: str = "",
    revisions: str = "",
) -> tables.Tables:
    """critical: the study's choices on critical products, empty where it has none."""
    years, stated = tables_of(tables.read_table(stacked)), tables.read_table(published)
    whole, parts = by_economy(years), by_industry(years)
    own = parts[parts["economy"].isin(pair.values())].reset_index(drop=True)
    results = {
        "value_chains": with_published(whole.assign(industry="TOTAL"), stated).drop(columns="industry"),
        # of all economies they would be four times as long
        "value_chains_industries": with_published(own, stated),
        "value_chains_change": change_within(parts),
        "value_chains_check": held_against_published(whole, parts, stated),
    }
    if critical:
        listed, codes = tables.read_table(products), tables.read_table(product_codes)
        results["critical_exports"] = covered_shares(
            tables.read_table(lines), tables.read_table(chapters), listed, codes, critical
        )
        results["critical_code_revisions"] = codes_in_revision(
            codes, tables.read_csv_text(revisions, "hs_code", "since", "until"), critical["hs_revision"]
        )
        results["critical_suppliers"] = suppliers_by_year(tables.read_table(minerals))
        source = critical["codes_from"]
        results["critical_designations"] = designations(
            listed, tables.read_table(designated), source["cite"], source["date"]
        )
    return results


if __name__ == "__main__":
    run(main)
