"""Recomputes the printed concentration measures as intervals and judges them; follows the ranks."""

import files
import tables

from bilateral.trade.printed_measures import check_concentration
from bilateral.trade.turnover import rank_changes


def main(
    shares: str, measures: str, dictionary: str, tops: list[int], classes: int, concentration: str, ranks: str
) -> None:
    chapter_shares = tables.read_table(shares)
    checked = check_concentration(chapter_shares, tables.read_table(measures), tops, classes)
    tables.write_table(checked, concentration, dictionary)
    tables.write_table(rank_changes(chapter_shares), ranks, dictionary)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.shares,
            snakemake.input.measures,
            snakemake.input.dictionary,
            snakemake.params.tops,
            snakemake.params.classes,
            snakemake.output.concentration,
            snakemake.output.ranks,
        )
