"""Draws the investment figures, each as SVG and PNG."""

from pathlib import Path

import files
import tables

from bilateral.figures.investment import draw_groups, draw_partner
from bilateral.figures.style import use_style


def main(
    by_group: str,
    destinations: str,
    printed: str,
    fonts: list[str],
    names: dict[str, str],
    pair: dict[str, str],
    rival: str,
    groups: list[str] | dict[str, list[str]],
    release: str,
    cite: str | None,
    folder: str,
) -> None:
    use_style(fonts)
    source = f"Source: Bank of Japan, release of {release}."
    figures = {
        "investment_groups": draw_groups(
            tables.read_table(by_group), groups, names, names[pair["reporter"]], source
        ),
        "investment_partner": draw_partner(
            tables.read_table(destinations), tables.read_table(printed), names, pair, rival, source, cite
        ),
    }
    for name, figure in figures.items():
        files.write_figure(figure, Path(folder) / name)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.groups,
            snakemake.input.destinations,
            snakemake.input.printed,
            snakemake.input.fonts,
            snakemake.params.names,
            snakemake.params.pair,
            snakemake.params.rival,
            snakemake.params.groups,
            snakemake.params.release,
            snakemake.params.cite,
            snakemake.params.folder,
        )
