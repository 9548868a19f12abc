"""Draws the figures of a pair, at both sizes."""

from lib import drawings, tables
from lib.run import run

from bilateral.figures.pair import draw_flow_structure, draw_intensity, draw_mirror_gaps, draw_partner_shares


@drawings.written
def main(
    *,
    trade: str,
    mirror: str,
    structure: str,
    chapters: str,
    names: dict[str, str],
    pair: dict[str, str],
    years: dict[str, int],
) -> drawings.Drawings:
    by_year, measured = tables.read_table(trade), tables.read_table(structure)
    return {
        "partner_shares": lambda size: draw_partner_shares(by_year, names, pair, years, size),
        "intensity": lambda size: draw_intensity(measured, names, pair, years, size),
        "mirror_gaps": lambda size: draw_mirror_gaps(tables.read_table(mirror), names, pair, years, size),
        "flow_structure": lambda size: draw_flow_structure(
            measured, tables.read_csv_text(chapters), names, size
        ),
    }


if __name__ == "__main__":
    run(main)
