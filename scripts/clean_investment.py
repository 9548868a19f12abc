"""Types the investment flows, checks their identities, and types rates and printed figures."""

from lib import tables
from lib.run import run

from bilateral.clean.fdi import check_fdi_identities, clean_fdi_flows
from bilateral.clean.investment_inputs import (
    clean_earlier_releases,
    clean_exchange_rates,
    clean_printed_investment,
)
from bilateral.clean.row_checks import within
from bilateral.sources.boj import COLUMNS
from bilateral.study.dictionary import empty_table
from bilateral.study.economies import codes_by_word


@tables.written
def main(
    *,
    cells: str,
    rate_rows: str,
    printed_rows: list[str],
    earlier_rows: list[str],
    destinations: str,
    release: str,
    named: dict[str, str],
    years: dict[str, int],
    names: dict[str, str],
) -> tables.Tables:
    """printed_rows, earlier_rows: none where the study has none. named: the paths that errors name."""
    flows = within(tables.read_csv_text(cells, *COLUMNS), years, "investment.flows")
    places = tables.read_csv_text(destinations, "name", "code", "region", "group")
    words = codes_by_word(names)
    printed = [
        clean_printed_investment(tables.read_csv_text(path), named["printed"], words) for path in printed_rows
    ]
    earlier = [
        clean_earlier_releases(tables.read_csv_text(path), named["releases"], words) for path in earlier_rows
    ]
    return {
        "fdi_flows": clean_fdi_flows(flows, places, release),
        "fdi_identities": check_fdi_identities(flows, places),
        "exchange_rates": clean_exchange_rates(tables.read_csv_text(rate_rows), named["exchange_rates"]),
        "printed_investment": printed[0] if printed else empty_table("printed_investment"),
        "earlier_releases": earlier[0] if earlier else empty_table("earlier_releases"),
    }


if __name__ == "__main__":
    run(main)
