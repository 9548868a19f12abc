"""Draws the trade figures, each as SVG and PNG."""

from pathlib import Path

import files
import tables
from bilateral.figures.style import use_style
from bilateral.figures.trade import draw_concentration, draw_share_structure


def main(
    shares: str, concentration: str, chapters: str, names: dict[str, str], source: str, folder: str
) -> None:
    use_style()
    chapter_shares, labels = tables.read_table(shares), tables.read_csv_text(chapters)
    figures = {
        "share_structure": draw_share_structure(chapter_shares, labels, names, source),
        "concentration": draw_concentration(tables.read_table(concentration), names, source),
    }
    for name, figure in figures.items():
        files.write_figure(figure, Path(folder) / name)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.shares,
            snakemake.input.concentration,
            snakemake.input.chapters,
            snakemake.params.names,
            snakemake.params.source,
            snakemake.params.folder,
        )
