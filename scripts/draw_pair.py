"""Draws the figures of a pair, each as SVG and PNG."""

from lib import files, tables
from lib.run import run

from bilateral.figures.pair import draw_flow_structure, draw_intensity, draw_mirror_gaps, draw_partner_shares
from bilateral.figures.style import use_style


def main(
    *,
    trade: str,
    mirror: str,
    structure: str,
    chapters: str,
    fonts: list[str],
    names: dict[str, str],
    pair: dict[str, str],
    years: dict[str, int],
    svg: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    by_year, measured = tables.read_table(trade), tables.read_table(structure)
    figures = {
        "partner_shares": lambda: draw_partner_shares(by_year, names, pair, years),
        "intensity": lambda: draw_intensity(measured, names, pair, years),
        "mirror_gaps": lambda: draw_mirror_gaps(
            tables.read_table(mirror), names, pair, years, sorted(set(by_year["source"].dropna()))
        ),
        "flow_structure": lambda: draw_flow_structure(measured, tables.read_csv_text(chapters), names),
    }
    files.write_figures(figures, svg, png)


if __name__ == "__main__":
    run(main)
