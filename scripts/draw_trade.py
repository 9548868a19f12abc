"""Draws the trade figures at both sizes."""

from lib import drawings, tables
from lib.run import run

from bilateral.figures.pair import draw_mirror_gaps
from bilateral.figures.trade import draw_concentration, draw_share_structure
from bilateral.figures.trade_customs import (
    draw_agreement_gap,
    draw_customs_totals,
    draw_fuels_and_rest,
    draw_intensity_both_ways,
)
from bilateral.figures.trade_totals import draw_totals


@drawings.written
def main(
    *,
    totals: str,
    mirror: str,
    shares: str = "",
    concentration: str = "",
    customs: str = "",
    check: str = "",
    event: str = "",
    intensity: str = "",
    composition: str = "",
    chapters: str,
    names: dict[str, str],
    pair: dict[str, str],
    years: dict[str, int],
    agreement: str | None,
    base: int | None,
    printed_source: str | None,
    cite: str | None,
) -> drawings.Drawings:
    """shares and what is measured of them: where the document prints shares. customs, check, event,
    intensity, composition: where the study has customs, and trade by HS chapter. agreement: its date."""
    partner = pair["partner"]
    return {
        "totals": lambda size: draw_totals(
            tables.read_table(totals), names, pair, printed_source, cite, size
        ),
        "share_structure": lambda size: draw_share_structure(
            tables.read_table(shares), tables.read_csv_text(chapters), names, size
        ),
        "concentration": lambda size: draw_concentration(tables.read_table(concentration), size),
        "mirror": lambda size: draw_mirror_gaps(tables.read_table(mirror), names, pair, years, size),
        "customs_totals": lambda size: draw_customs_totals(
            tables.read_table(customs), tables.read_table(check), partner, cite, size
        ),
        "agreement_gap": lambda size: draw_agreement_gap(
            tables.read_table(event), names, str(agreement), size
        ),
        "intensity_both_ways": lambda size: draw_intensity_both_ways(
            tables.read_table(intensity), partner, names, size
        ),
        "fuels_and_rest": lambda size: draw_fuels_and_rest(tables.read_table(composition), base or 0, size),
    }


if __name__ == "__main__":
    run(main)
