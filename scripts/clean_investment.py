"""Types the investment flows, checks their identities, and types rates and printed figures."""

import files
import tables

from bilateral.clean.fdi import check_fdi_identities, clean_fdi_flows
from bilateral.clean.investment_inputs import clean_exchange_rates, clean_printed_investment
from bilateral.clean.rows import within
from bilateral.study.dictionary import empty_table
from bilateral.study.economies import codes_by_word


def main(
    inputs: dict,
    choices: dict[str, str],
    years: dict[str, int],
    names: dict[str, str],
    outputs: dict[str, str],
) -> None:
    cells, destinations = (tables.read_csv_text(inputs[name]) for name in ("cells", "destinations"))
    words = codes_by_word(names)
    cells = within(cells, years, "investment.flows")
    printed = [
        clean_printed_investment(tables.read_csv_text(path), choices["printed"], words)
        for path in inputs["printed"]
    ]
    clean = {
        "fdi_flows": clean_fdi_flows(cells, destinations, choices["release"]),
        "fdi_identities": check_fdi_identities(cells, destinations),
        "exchange_rates": clean_exchange_rates(
            tables.read_csv_text(inputs["rates"]), choices["exchange_rates"]
        ),
        "printed_investment": printed[0] if printed else empty_table("printed_investment"),
    }
    for name, frame in clean.items():
        tables.write_table(frame, outputs[name], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.choices,
            snakemake.params.years,
            snakemake.params.names,
            files.named(snakemake.output),
        )
