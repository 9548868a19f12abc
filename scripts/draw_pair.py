"""Draws the figures of a pair, at both sizes."""

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
    narrow: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    by_year, measured = tables.read_table(trade), tables.read_table(structure)
    figures = {
        "partner_shares": lambda size: draw_partner_shares(by_year, names, pair, years, size),
        "intensity": lambda size: draw_intensity(measured, names, pair, years, size),
        "mirror_gaps": lambda size: draw_mirror_gaps(tables.read_table(mirror), names, pair, years, size),
        "flow_structure": lambda size: draw_flow_structure(
            measured, tables.read_csv_text(chapters), names, size
        ),
    }
    files.write_figures(figures, svg, narrow, png)


if __name__ == "__main__":
    run(main)
