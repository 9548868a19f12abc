"""Types and checks the official trade figures."""

import files
import pandas as pd
import tables

from bilateral.clean.rows import once, within
from bilateral.clean.series import FLOW_KEYS, OWN_COLUMNS, clean_hs_flows, clean_merchandise, clean_totals
from bilateral.sources.records import vintage_of
from bilateral.study.dictionary import check_table, empty_table
from bilateral.study.economies import codes_by_word


def main(
    inputs: dict,
    series: dict,
    years: dict[str, int],
    hs_level: int | None,
    names: dict[str, str],
    pair: dict[str, str],
    outputs: dict[str, str],
) -> None:
    """A kind of figures that the study does not have gives a table without rows."""
    records, words = files.read_yaml(inputs["sources"]), codes_by_word(names)
    clean = {
        "economies": check_table(
            "economies", pd.DataFrame({"economy": list(names), "name": list(names.values())})
        )
    }
    for text in inputs["trade_totals"]:
        path = series["trade_totals"]
        totals = clean_totals(tables.read_csv_text(text), path, words, pair, vintage_of(path, records))
        clean["reported_totals"] = within(totals, years, "series.trade_totals")
    for text in inputs["merchandise_trade"]:
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
        for text, spec in zip(inputs["hs_flows"], series.get("hs_flows", []), strict=True)
    ]
    if cleaned:
        flows = check_table("hs_flows", pd.concat([frame for frame, _ in cleaned], ignore_index=True))
        once(flows, [*FLOW_KEYS, "hs_code", "source"], "config.yaml: series.hs_flows")
        clean["hs_flows"] = within(flows, years, "series.hs_flows")
        clean["series_repairs"] = check_table(
            "series_repairs", pd.concat([repairs for _, repairs in cleaned], ignore_index=True)
        )
    for name, path in outputs.items():
        tables.write_table(clean[name] if name in clean else empty_table(name), path, inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.series,
            snakemake.params.years,
            snakemake.params.hs_level,
            snakemake.params.names,
            snakemake.params.pair,
            files.named(snakemake.output),
        )
