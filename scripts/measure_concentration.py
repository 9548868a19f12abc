"""Recomputes the printed concentration measures as intervals and judges them; follows the ranks."""

from lib import tables
from lib.run import run

from bilateral.trade.printed_measures import check_concentration
from bilateral.trade.turnover import rank_changes


def main(
    *, shares: str, printed: str, dictionary: str, tops: list[int], classes: int, **written: str
) -> None:
    chapter_shares = tables.read_table(shares)
    checked = check_concentration(chapter_shares, tables.read_table(printed), tops, classes)
    results = {"trade_concentration": checked, "chapter_ranks": rank_changes(chapter_shares)}
    tables.write_tables(results, written, dictionary)


if __name__ == "__main__":
    run(main)
