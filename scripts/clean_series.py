"""Types and checks the official trade figures."""

import pandas as pd

import files
import tables
from bilateral.clean.schemas import check_table
from bilateral.clean.series import clean_hs_flows, clean_merchandise, clean_totals
from bilateral.sources import vintage_of


def main(
    trade_totals: str,
    merchandise_trade: str,
    hs_flows: list[str],
    sources: str,
    dictionary: str,
    series: dict,
    names: dict[str, str],
    pair: dict[str, str],
    outputs: dict[str, str],
) -> None:
    records = files.read_yaml(sources)
    economies = pd.DataFrame({"economy": list(names), "name": list(names.values())})
    tables.write_table(check_table("economies", economies), outputs["economies"], dictionary)
    path = series["trade_totals"]
    totals = clean_totals(tables.read_csv_text(trade_totals), path, names, pair, vintage_of(path, records))
    tables.write_table(totals, outputs["reported_totals"], dictionary)
    merchandise = clean_merchandise(tables.read_csv_text(merchandise_trade), series["merchandise_trade"], names)
    tables.write_table(merchandise, outputs["merchandise_trade"], dictionary)
    cleaned = [
        clean_hs_flows(tables.read_csv_text(text), spec["file"], spec, spec["source"], vintage_of(spec["file"], records))
        for text, spec in zip(hs_flows, series["hs_flows"], strict=True)
    ]
    flows = check_table("hs_flows", pd.concat([frame for frame, _ in cleaned], ignore_index=True))
    tables.write_table(flows, outputs["hs_flows"], dictionary)
    repairs = check_table("series_repairs", pd.concat([repairs for _, repairs in cleaned], ignore_index=True))
    tables.write_table(repairs, outputs["series_repairs"], dictionary)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.trade_totals,
            snakemake.input.merchandise_trade,
            snakemake.input.hs_flows,
            snakemake.input.sources,
            snakemake.input.dictionary,
            snakemake.params.series,
            snakemake.params.names,
            snakemake.params.pair,
            {
                "reported_totals": snakemake.output.reported_totals,
                "merchandise_trade": snakemake.output.merchandise_trade,
                "hs_flows": snakemake.output.hs_flows,
                "series_repairs": snakemake.output.series_repairs,
                "economies": snakemake.output.economies,
            },
        )
