"""Totals, structure, change, mirror and critical products, from official figures and printed shares."""

import files
import pandas as pd
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
    with_trade,
)
from bilateral.trade.tidy import CHANGE, MIRROR, STRUCTURE, stacked
from bilateral.trade.totals import balance_decomposition, totals_with_balance


def main(
    inputs: dict[str, str],
    cite: str | None,
    printed: str | None,
    tops: list[int],
    classes: int | None,
    outputs: dict[str, str],
) -> None:
    read = {name: tables.read_table(path) for name, path in inputs.items() if path.endswith(".parquet")}
    totals, flows = read["reported_totals"], with_trade(read["hs_flows"])
    balances = totals_with_balance(totals, printed)
    tops = sorted(tops)
    structure = [
        structure_of_flows(flows, tops, classes),
        two_way_of_flows(flows),
        intensity(totals, read["merchandise_trade"]),
    ]
    changes, mirrors = [change_of_flows(flows, tops[-1] if tops else 0)], [mirror_totals(totals)]
    results = {"trade_totals": balances, "trade_balance_change": balance_decomposition(balances)}
    traded = [known_shares(flows)]
    if "chapter_shares" in read:
        shares = read["chapter_shares"]
        structure[1:1] = [structure_of_printed(shares, tops, classes, cite)]
        structure[3:3] = [two_way_trade(shares, totals, cite)]
        results["section_shares"] = section_shares(shares, tables.read_csv_text(inputs["chapters"]))
        changes.append(change_of_printed(shares, cite))
        mirrors.append(mirror_structure(flows[flows["hs_code"].str.len() == 2], shares, classes))
        traded.append(printed_shares(shares, cite))
    results |= {
        "trade_structure": stacked(structure, STRUCTURE),
        "trade_change": stacked(changes, CHANGE),
        "trade_mirror": stacked(mirrors, MIRROR),
    }
    if "specified_products" in read:
        codes = read["critical_product_codes"]
        results["critical_products"] = critical_shares(pd.concat(traded), read["specified_products"], codes)
        results["critical_concordance"] = concordance(codes, tables.read_csv_text(inputs["revisions"]))
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
