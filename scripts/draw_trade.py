"""Draws the trade figures, each as SVG and PNG."""

from lib import files, tables
from lib.run import run

from bilateral.figures.style import use_style
from bilateral.figures.trade import draw_concentration, draw_ranks, draw_sections, draw_share_structure
from bilateral.figures.trade_totals import draw_mirror, draw_totals


def main(
    *,
    totals: str,
    mirror: str,
    shares: str = "",
    concentration: str = "",
    section_shares: str = "",
    chapters: str,
    sections: str,
    fonts: list[str],
    names: dict[str, str],
    seen_from: str,
    printed_source: str | None,
    cite: str | None,
    table_numbers: list[str],
    flows_source: str,
    svg: list[str],
    png: list[str],
) -> None:
    """shares and what is measured of them: where the document prints shares, in tables of these numbers."""
    use_style(fonts)
    chapter_labels, section_labels = tables.read_csv_text(chapters), tables.read_csv_text(sections)
    source = f"Source: {cite}, Table{'s' * (len(table_numbers) > 1)} {' and '.join(table_numbers)}."
    figures = {
        "totals": lambda: draw_totals(tables.read_table(totals), names, seen_from, printed_source, cite),
        "share_structure": lambda: draw_share_structure(
            tables.read_table(shares), chapter_labels, names, source
        ),
        "ranks": lambda: draw_ranks(tables.read_table(shares), chapter_labels, names, source),
        "sections": lambda: draw_sections(tables.read_table(section_shares), section_labels, names, source),
        "concentration": lambda: draw_concentration(tables.read_table(concentration), names, source),
        "mirror": lambda: draw_mirror(
            tables.read_table(mirror), chapter_labels, names, f"Source: {flows_source}; {cite}."
        ),
    }
    files.write_figures(figures, svg, png)


if __name__ == "__main__":
    run(main)
