"""Writes the interactive figures as Vega-Lite specifications, and the JavaScript that draws them."""

import json
from pathlib import Path

import files
import tables
import vl_convert

from bilateral.figures.charts.investment import groups_chart, partner_chart
from bilateral.figures.charts.policy import adoption_chart, investment_subsidy_chart, subsidies_chart
from bilateral.figures.charts.trade import concentration_chart, ranks_chart, share_structure_chart
from bilateral.figures.charts.trade_totals import mirror_chart, totals_chart
from bilateral.study.dictionary import to_records


def main(
    inputs: dict[str, str],
    dictionary: str,
    chapters: str,
    config: dict,
    wanted: list[str],
    folder: str,
    javascript: str,
) -> None:
    described = tables.read_csv_text(dictionary)
    read = {table: to_records(table, tables.read_table(path), described) for table, path in inputs.items()}
    labels = tables.read_csv_text(chapters).set_index("hs_chapter")["label"].to_dict()
    names, pair, cite, numbers = config["names"], config["pair"], config["cite"], config["tables"] or {}
    shares = [flow["table"] for flow in numbers.get("chapter_shares", [])]
    shares_of = f"{cite}, Table{'s' * (len(shares) > 1)} {' and '.join(shares)}"
    flows_of = "; ".join(flows["source"] for flows in (config["series"] or {}).get("hs_flows", []))
    investment = config["investment"] or {}
    bank = f"Source: Bank of Japan, release of {investment.get('release')}."

    def source(*roles: str) -> str:
        return (
            f"Source: {cite}, Table{'s' * (len(roles) > 1)} {' and '.join(numbers[role] for role in roles)}."
        )

    charts = {
        "totals": lambda: totals_chart(
            read["trade_totals"], names, pair["reporter"], config["printed_source"], cite
        ),
        "share_structure": lambda: share_structure_chart(read["chapter_shares"], labels, names, shares_of),
        "ranks": lambda: ranks_chart(read["chapter_shares"], labels, names, shares_of),
        "concentration": lambda: concentration_chart(read["trade_concentration"], names, shares_of),
        "mirror": lambda: mirror_chart(read["trade_mirror"], labels, names, f"Source: {flows_of}; {cite}."),
        "investment_groups": lambda: groups_chart(
            read["fdi_groups"], investment["groups"], names[pair["reporter"]], bank
        ),
        "investment_partner": lambda: partner_chart(
            read["fdi_destinations"], read["fdi_printed"], names, pair, investment["rival"], bank, cite
        ),
        "subsidies": lambda: subsidies_chart(
            read["subsidy_totals"], source("facility_plans", "supply_plans")
        ),
        "investment_subsidy": lambda: investment_subsidy_chart(
            read["subsidy_ledger"], read["one_third_rule"], source("supply_plans")
        ),
        "adoption": lambda: adoption_chart(
            read["adoption"], read["adoption_trend"], source("diversification_rounds")
        ),
    }
    for name in wanted:
        text = json.dumps(
            charts[name](), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
        files.write_text(text + "\n", Path(folder) / f"{name}.json")
    files.write_text(bundle(), javascript)


def bundle() -> str:
    """Vega, Vega-Lite and vega-embed as one script that loads nothing further and sets window.vegaEmbed."""
    notice = (
        f"/* Vega {vl_convert.get_vega_version()}, Vega-Lite {vl_convert.get_vegalite_versions()[-1]}, vega-embed "
        f"{vl_convert.get_vega_embed_version()}: University of Washington Interactive Data Lab, BSD-3-Clause; "
        "with D3 modules: Mike Bostock, ISC */"
    )
    # its own names stay its own, so that it runs in a page as a plain script, too
    return f"{notice}\n(() => {{\n{vl_convert.javascript_bundle()}\n}})();\n"


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input, "dictionary", "chapters"),
            snakemake.input.dictionary,
            snakemake.input.chapters,
            snakemake.params.choices,
            snakemake.params.charts,
            snakemake.params.folder,
            snakemake.output.javascript,
        )
