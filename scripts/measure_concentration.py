"""Recomputes the printed concentration measures as intervals and judges them; follows the ranks."""

from lib import tables
from lib.run import run

from bilateral.trade.printed_measures import check_concentration, rank_changes


@tables.written
def main(*, shares: str, printed: str, tops: list[int], classes: int) -> tables.Tables:
    chapter_shares = tables.read_table(shares)
    checked = check_concentration(chapter_shares, tables.read_table(printed), tops, classes)
    return {"trade_concentration": checked, "chapter_ranks": rank_changes(chapter_shares)}


if __name__ == "__main__":
    run(main)
