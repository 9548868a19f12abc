"""Totals, structure, change, mirror and critical products, from official figures and printed shares."""

import pandas as pd

import files
import tables
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
)
from bilateral.trade.tidy import CHANGE, MIRROR, STRUCTURE, stacked
from bilateral.trade.totals import balance_decomposition, totals_with_balance


def main(inputs: dict[str, str], cite: str, printed: str, tops: list[int], classes: int, outputs: dict[str, str]) -> None:
    read = {name: tables.read_table(path) for name, path in inputs.items() if path.endswith(".parquet")}
    totals, shares, flows = read["reported_totals"], read["chapter_shares"], read["hs_flows"]
    balances = totals_with_balance(totals, printed)
    by_chapter = flows[flows["hs_code"].str.len() == 2]
    tops = sorted(tops)
    codes = read["critical_product_codes"]
    results = {
        "trade_totals": balances,
        "trade_balance_change": balance_decomposition(balances),
        "trade_structure": stacked(
            [
                structure_of_flows(flows, tops, classes),
                structure_of_printed(shares, tops, classes, cite),
                two_way_of_flows(flows),
                two_way_trade(shares, totals, cite),
                intensity(totals, read["merchandise_trade"]),
            ],
            STRUCTURE,
        ),
        "section_shares": section_shares(shares, tables.read_csv_text(inputs["chapters"])),
        "trade_change": stacked([change_of_flows(flows, tops[-1]), change_of_printed(shares, cite)], CHANGE),
        "trade_mirror": stacked([mirror_totals(totals), mirror_structure(by_chapter, shares, classes)], MIRROR),
        "critical_products": critical_shares(
            pd.concat([known_shares(flows), printed_shares(shares, cite)]), read["specified_products"], codes
        ),
        "critical_concordance": concordance(codes, tables.read_csv_text(inputs["revisions"])),
    }
    for name, frame in results.items():
        tables.write_table(frame, outputs[name], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.cite,
            snakemake.params.printed,
            snakemake.params.tops,
            snakemake.params.classes,
            files.named(snakemake.output),
        )
