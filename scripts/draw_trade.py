"""Draws the trade figures, each as SVG and PNG."""

from pathlib import Path

import files
import tables

from bilateral.figures.style import use_style
from bilateral.figures.trade import draw_concentration, draw_ranks, draw_sections, draw_share_structure
from bilateral.figures.trade_totals import draw_mirror, draw_totals


def main(
    inputs: dict[str, str],
    names: dict[str, str],
    seen_from: str,
    printed_source: str | None,
    cite: str | None,
    table_numbers: list[str],
    flows_source: str,
    wanted: list[str],
    folder: str,
) -> None:
    use_style(inputs["fonts"])
    read = {
        name: tables.read_table(path)
        for name, path in inputs.items()
        if name not in ("chapters", "sections", "fonts")
    }
    chapters, section_names = (
        tables.read_csv_text(inputs["chapters"]),
        tables.read_csv_text(inputs["sections"]),
    )
    source = f"Source: {cite}, Table{'s' * (len(table_numbers) > 1)} {' and '.join(table_numbers)}."
    figures = {
        "totals": lambda: draw_totals(read["totals"], names, seen_from, printed_source, cite),
        "share_structure": lambda: draw_share_structure(read["shares"], chapters, names, source),
        "ranks": lambda: draw_ranks(read["shares"], chapters, names, source),
        "sections": lambda: draw_sections(read["section_shares"], section_names, names, source),
        "concentration": lambda: draw_concentration(read["concentration"], names, source),
        "mirror": lambda: draw_mirror(read["mirror"], chapters, names, f"Source: {flows_source}; {cite}."),
    }
    for name in wanted:
        files.write_figure(figures[name](), Path(folder) / name)


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
            snakemake.params.figures,
            snakemake.params.folder,
        )
