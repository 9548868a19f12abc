"""Types and checks the official trade figures."""

import pandas as pd
from lib import files, tables
from lib.run import run

from bilateral.clean.customs import check_coverage, clean_customs
from bilateral.clean.prices import clean_prices
from bilateral.clean.row_checks import once, within
from bilateral.clean.series import (
    FLOW_KEYS,
    OWN_COLUMNS,
    check_against_totals,
    clean_hs_flows,
    clean_merchandise,
    clean_totals,
)
from bilateral.sources.records import vintage_of
from bilateral.study.dictionary import check_table, empty_table
from bilateral.study.economies import codes_by_word


@tables.written
def main(
    *,
    total_rows: list[str],
    merchandise_rows: list[str],
    flow_rows: list[str],
    customs_rows: list[str],
    price_rows: list[str],
    sources: str,
    series: dict,
    years: dict[str, int],
    hs_level: int | None,
    names: dict[str, str],
    pair: dict[str, str],
) -> tables.Tables:
    """A kind of figures that the study does not have gives a table without rows; customs and prices give
    none."""
    records, words = files.read_yaml(sources), codes_by_word(names)
    clean = {
        table: empty_table(table)
        for table in ("reported_totals", "merchandise_trade", "hs_flows", "series_repairs")
    }
    listed = pd.DataFrame({"economy": list(names), "name": list(names.values())})
    clean["economies"] = check_table("economies", listed)
    for text in total_rows:
        path = series["trade_totals"]
        totals = clean_totals(tables.read_csv_text(text), path, words, pair, vintage_of(path, records))
        clean["reported_totals"] = within(totals, years, "series.trade_totals")
    for text in merchandise_rows:
        merchandise = clean_merchandise(tables.read_csv_text(text), series["merchandise_trade"], words)
        clean["merchandise_trade"] = within(merchandise, years, "series.merchandise_trade")
    cleaned = [
        clean_hs_flows(
            tables.read_csv_text(text),
            spec["file"],
            {"columns": OWN_COLUMNS, "hs_level": hs_level} | spec,
            spec["source"],
            vintage_of(spec["file"], records),
        )
        for text, spec in zip(flow_rows, series.get("hs_flows", []), strict=True)
    ]
    repairs = [repairs for _, repairs in cleaned]
    if cleaned:
        flows = check_table("hs_flows", pd.concat([frame for frame, _ in cleaned], ignore_index=True))
        once(flows, [*FLOW_KEYS, "hs_code", "source"], "config.yaml: series.hs_flows")
        check_against_totals(flows, clean["reported_totals"], "config.yaml: series.hs_flows")
        clean["hs_flows"] = within(flows, years, "series.hs_flows")
    if customs_rows:
        customs = series["customs"]
        rows, path = tables.read_csv_text(customs_rows[0]), customs["file"]
        if "coverage" in customs:
            check_coverage(rows, tables.read_csv_text(customs_rows[1]), customs["coverage"])
        clean["customs_goods"], left_out = clean_customs(
            rows, path, pair, customs["compare"], customs["source"], vintage_of(path, records)
        )
        repairs.append(left_out)
    if price_rows:
        kinds = [(kind, series["prices"][kind]) for kind in ("brent", "consumer_prices")]
        kinds += [("exchange_rate", path) for path in series["prices"]["exchange_rates"]]
        read = [
            (kind, path, tables.read_csv_text(text))
            for (kind, path), text in zip(kinds, price_rows, strict=True)
        ]
        clean["annual_prices"] = clean_prices(read, {record["path"]: record for record in records})
    if repairs:
        clean["series_repairs"] = check_table("series_repairs", pd.concat(repairs, ignore_index=True))
    return clean


if __name__ == "__main__":
    run(main)
