"""The pair's totals, products and trade with the world, from files of the whole world's trade."""

import pandas as pd
from lib import database, files
from lib.run import run

from bilateral.sources.records import SOURCES, check_records, check_source
from bilateral.trade.world.pair_series import MERCHANDISE, products, totals
from crossfoot import InputError


def main(
    *,
    sent: list[str],
    received: list[str],
    checks: list[str],
    sources: str,
    kind: str,
    folder: str,
    pair: dict[str, str],
    source: str,
    spill: str,
    threads: int,
    mem_mb: int,
    trade_totals: str,
    merchandise_trade: str,
    hs_flows: str,
) -> None:
    """sent, received: flows of every year as exporters and as importers report them, at the study's level.
    source: what the study calls the files' producer. Raises InputError where `sources` has no record of a
    file in `folder`, or one of other files."""
    checked = [files.read_json(path) for path in checks]
    _check_records(files.read_yaml(sources), folder, checked)
    # a year of several revisions has none that could be named
    said = [(each["year"], *each["revisions"]) if len(each["revisions"]) == 1 else (each["year"], "HS")
            for each in checked]  # fmt: skip
    with database.opened(mem_mb, threads, spill) as connection:
        database.view(connection, "sent", sent)
        database.view(connection, "received", received)
        connection.register("revisions", pd.DataFrame(said, columns=["year", "hs_revision"]))
        for query, path in (
            (totals(kind, pair, source), trade_totals),
            (MERCHANDISE, merchandise_trade),
            (products(kind, pair), hs_flows),
        ):
            database.write_text(connection, query, path)


def _check_records(records: list[dict], folder: str, checked: list[dict]) -> None:
    check_records(records)
    read = {f"{folder}/{entry['file']}": entry["sha256"] for each in checked for entry in each["files"]}
    own = [record["path"] for record in records if record["path"].startswith(f"{folder}/")]
    if not own:
        raise InputError(SOURCES, f"no record of a file in {folder}/", "what is cited for the world's trade")
    for path in own:
        if path in read:
            check_source(path, read[path], records)


if __name__ == "__main__":
    run(main)
