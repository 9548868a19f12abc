"""Totals, structure, change, mirror and critical products, from official figures and printed shares."""

import pandas as pd
from lib import tables
from lib.run import run

from bilateral.trade.critical import concordance, critical_shares, known_shares, printed_shares
from bilateral.trade.mirror import mirror_structure, mirror_totals
from bilateral.trade.structure import (
    change_of_flows,
    change_of_printed,
    intensity,
    section_shares,
    structure_of_flows,
    structure_of_printed,
    two_way_of_flows,
    two_way_trade,
    with_trade,
)
from bilateral.trade.tidy import CHANGE, MIRROR, STRUCTURE, stacked
from bilateral.trade.totals import balance_decomposition, totals_with_balance


def main(
    *,
    totals: str,
    merchandise: str,
    flows: str,
    shares: str = "",
    products: str = "",
    product_codes: str = "",
    revisions: str,
    chapters: str,
    dictionary: str,
    cite: str | None,
    printed_source: str | None,
    tops: list[int],
    classes: int | None,
    totals_and_balance: str,
    balance_change: str,
    structure: str,
    change: str,
    mirror: str,
    sections: str = "",
    critical: str = "",
    critical_codes: str = "",
) -> None:
    """shares, products, product_codes: only where the document prints them; so with sections and critical."""
    reported, traded = tables.read_table(totals), with_trade(tables.read_table(flows))
    balances = totals_with_balance(reported, printed_source)
    tops = sorted(tops)
    structures = [
        structure_of_flows(traded, tops, classes),
        two_way_of_flows(traded),
        intensity(reported, tables.read_table(merchandise)),
    ]
    changes, mirrors = [change_of_flows(traded, tops[-1] if tops else 0)], [mirror_totals(reported)]
    results = {totals_and_balance: balances, balance_change: balance_decomposition(balances)}
    known = [known_shares(traded)]
    if shares and cite is not None and classes is not None:
        printed = tables.read_table(shares)
        structures[1:1] = [structure_of_printed(printed, tops, classes, cite)]
        structures[3:3] = [two_way_trade(printed, reported, cite)]
        results[sections] = section_shares(
            printed, tables.read_csv_text(chapters, "hs_chapter", "section", "label")
        )
        changes.append(change_of_printed(printed, cite))
        mirrors.append(mirror_structure(traded[traded["hs_code"].str.len() == 2], printed, classes))
        known.append(printed_shares(printed, cite))
    results |= {
        structure: stacked(structures, STRUCTURE),
        change: stacked(changes, CHANGE),
        mirror: stacked(mirrors, MIRROR),
    }
    if products:
        codes = tables.read_table(product_codes)
        results[critical] = critical_shares(pd.concat(known), tables.read_table(products), codes)
        results[critical_codes] = concordance(codes, tables.read_csv_text(revisions, "hs_code", "note"))
    tables.write_tables(results, dictionary)


if __name__ == "__main__":
    run(main)
