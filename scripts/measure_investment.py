"""Destinations, groups and the partner by year; volatility, concentration, and printed figures beside official ones."""

import files
import tables

from bilateral.fdi.flows import (
    destination_concentration,
    destinations_by_year,
    groups_by_year,
    partner_measures,
    volatility,
)
from bilateral.fdi.releases import compare_releases
from crossfoot import InputError


def main(
    inputs: dict[str, str],
    partner: str,
    rival: str,
    groups: list[str] | dict[str, list[str]],
    partner_table: str,
    outputs: dict[str, str],
) -> None:
    flows, rates, printed = (tables.read_table(inputs[name]) for name in ("flows", "rates", "printed"))
    destinations = tables.read_csv_text(inputs["destinations"]).drop_duplicates("code").set_index("code")
    by_year = destinations_by_year(flows, rates, destinations["region"].to_dict())
    listed = set(by_year["destination"])
    in_asia = destinations.index[destinations["region"] == "Asia"]
    for place, code in (("pair.partner", partner), ("investment.rival", rival)):
        if code not in listed:
            raise InputError(
                f"config.yaml: {place}",
                f"{code}, to which the flows list nothing",
                f"one of {', '.join(sorted(listed & set(destinations.index)))}",
            )
    members = sorted(code for code in in_asia if code in listed and code not in (partner, rival))
    # groups of the study's own, or those of data/destinations.csv
    own = (
        {code: group for group, codes in groups.items() for code in codes} if isinstance(groups, dict) else {}
    )
    group_of = own or destinations["group"].to_dict()
    results = {
        "fdi_destinations": by_year,
        "fdi_groups": groups_by_year(flows, group_of),
        partner_table: partner_measures(by_year, partner, rival, members),
        "fdi_volatility": volatility(by_year),
        "fdi_concentration": destination_concentration(by_year, destinations["region"].to_dict()),
        "fdi_printed": compare_releases(printed, by_year),
    }
    for name, frame in results.items():
        tables.write_table(frame, outputs[name], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.partner,
            snakemake.params.rival,
            snakemake.params.groups,
            snakemake.params.partner_table,
            files.named(snakemake.output),
        )
