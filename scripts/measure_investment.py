"""Destinations, groups, partner by year and over years; the target; printed beside official figures."""

from lib import tables
from lib.run import run

from bilateral.fdi.cumulative import cumulative_flows, target_reached
from bilateral.fdi.flows import (
    destination_concentration,
    destinations_by_year,
    groups_by_year,
    partner_measures,
    volatility,
)
from bilateral.fdi.releases import compare_releases, growth_by_release
from crossfoot import InputError


@tables.written
def main(
    *,
    flows: str,
    rates: str,
    printed: str,
    earlier: str,
    destinations: str,
    partner: str,
    partner_table: str,
    rival: str,
    groups: list[str] | dict[str, list[str]],
    centres: list[str],
    target: dict | None,
) -> tables.Tables:
    """groups: names of groups of data/destinations.csv, or codes of each group of the study's own. target:
    none where the study has none."""
    reported = tables.read_table(flows)
    places = (
        tables.read_csv_text(destinations, "name", "code", "region", "group")
        .drop_duplicates("code")
        .set_index("code")
    )
    region, group = places["region"].to_dict(), places["group"].to_dict()
    if isinstance(groups, dict):
        group = {code: name for name, codes in groups.items() for code in codes}
    yen_per_usd, stated = tables.read_table(rates), tables.read_table(printed)
    by_year = destinations_by_year(reported, yen_per_usd, region, centres)
    listed = set(by_year["destination"])
    for place, code in (("pair.partner", partner), ("investment.rival", rival)):
        if code not in listed:
            raise InputError(
                f"config.yaml: {place}",
                f"{code}, to which the flows list nothing",
                f"one of {', '.join(sorted(code for code in listed & set(places.index) if code.isupper()))}",
            )
    by_group = groups_by_year(reported, group)
    for name in groups:
        if name not in set(by_group["group"]):
            raise InputError(
                "config.yaml: investment.groups",
                f"{name!r}, to which the flows list nothing",
                f"one of {', '.join(sorted(set(by_group['group'])))}"
                if isinstance(groups, list)
                else "economies that the flows list",
            )
    others = sorted(code for code in listed - {partner, rival} if region.get(code) == "Asia")
    releases = growth_by_release(by_year, tables.read_table(earlier), yen_per_usd, stated)
    return {
        "fdi_destinations": by_year,
        "fdi_groups": by_group,
        partner_table: partner_measures(by_year, partner, rival, others),
        "fdi_volatility": volatility(by_year),
        "fdi_concentration": destination_concentration(by_year, region),
        "fdi_printed": compare_releases(stated, by_year, releases),
        "fdi_cumulative": cumulative_flows(by_year, region, centres, target),
        "fdi_target": target_reached(by_year, partner, target),
        "fdi_releases": releases,
    }


if __name__ == "__main__":
    run(main)
