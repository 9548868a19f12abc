"""config.yaml names the last snapshot of each source once a refresh was asked to put it in use."""

from lib.snapshots import with_latest

CONFIG = """series:
  merchandise_trade: data/raw/world_bank/2026-05-02/merchandise.csv  # as answered
  hs_flows:
    - {file: data/raw/comtrade/2026-05-02-2/exports.csv, source: UN Comtrade}
investment:
  flows: data/raw/boj_workbooks/2026-05-02
  target: data/raw/own_2026-05-02.csv
"""


def test_each_source_s_last_snapshot_takes_the_place_of_an_earlier_one():
    records = [
        {"path": f"data/raw/{path}"}
        for path in (
            "world_bank/2026-05-02/merchandise.csv",
            "world_bank/2026-06-02/merchandise.csv",
            "comtrade/2026-05-02-2/exports.csv",
            "comtrade/2026-05-02-10/exports.csv",
            "boj_workbooks/2026-06-01/dif24cy.xlsx",
            "e_stat/2026-06-01/table.csv",
        )
    ]
    assert with_latest(CONFIG, records) == (
        CONFIG.replace("world_bank/2026-05-02", "world_bank/2026-06-02")
        .replace("comtrade/2026-05-02-2/", "comtrade/2026-05-02-10/")
        .replace("boj_workbooks/2026-05-02", "boj_workbooks/2026-06-01")
    )
    # a file by hand, and a source without a recorded snapshot, stay
    assert with_latest(CONFIG, []) == CONFIG
