"""Draws the trade figures, each as SVG and PNG."""

from pathlib import Path

import files
import tables
from bilateral.figures.style import use_style
from bilateral.figures.trade import draw_concentration, draw_ranks, draw_sections, draw_share_structure
from bilateral.figures.trade_totals import draw_mirror, draw_totals


def main(inputs: dict[str, str], names: dict[str, str], seen_from: str, printed_source: str, cite: str,
         table_numbers: list[str], flows_source: str, folder: str) -> None:  # fmt: skip
    use_style()
    shares, chapters = tables.read_table(inputs["shares"]), tables.read_csv_text(inputs["chapters"])
    tables_of = f"Tables {' and '.join(table_numbers)}"
    source = f"Source: {cite}, {tables_of}."
    totals, mirror = tables.read_table(inputs["totals"]), tables.read_table(inputs["mirror"])
    sections, section_names = tables.read_table(inputs["section_shares"]), tables.read_csv_text(inputs["sections"])
    figures = {
        "totals": draw_totals(totals, names, seen_from, printed_source, cite),
        "share_structure": draw_share_structure(shares, chapters, names, source),
        "ranks": draw_ranks(shares, chapters, names, source),
        "sections": draw_sections(sections, section_names, names, source),
        "concentration": draw_concentration(tables.read_table(inputs["concentration"]), names, source),
        "mirror": draw_mirror(mirror, chapters, names, f"Source: {flows_source}; {cite}."),
    }
    for name, figure in figures.items():
        files.write_figure(figure, Path(folder) / name)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.names,
            snakemake.params.seen_from,
            snakemake.params.printed_source,
            snakemake.params.cite,
            snakemake.params.table_numbers,
            snakemake.params.flows_source,
            snakemake.params.folder,
        )
