"""Draws the figures of a pair, each as SVG and PNG."""

from pathlib import Path

import files
import tables

from bilateral.figures.pair import draw_flow_structure, draw_intensity, draw_mirror_gaps, draw_partner_shares
from bilateral.figures.style import use_style


def main(
    inputs: dict,
    names: dict[str, str],
    pair: dict[str, str],
    years: dict[str, int],
    wanted: list[str],
    folder: str,
) -> None:
    use_style(inputs["fonts"])
    read = {
        name: tables.read_table(inputs[name]) for name in ("pair_trade", "trade_mirror", "trade_structure")
    }
    figures = {
        "partner_shares": lambda: draw_partner_shares(read["pair_trade"], names, pair, years),
        "intensity": lambda: draw_intensity(read["trade_structure"], names, pair, years),
        "mirror_gaps": lambda: draw_mirror_gaps(
            read["trade_mirror"], names, pair, years, sorted(set(read["pair_trade"]["source"].dropna()))
        ),
        "flow_structure": lambda: draw_flow_structure(
            read["trade_structure"], tables.read_csv_text(inputs["chapters"]), names
        ),
    }
    for name in wanted:
        files.write_figure(figures[name](), Path(folder) / name)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.names,
            snakemake.params.pair,
            snakemake.params.years,
            snakemake.params.figures,
            snakemake.params.folder,
        )
