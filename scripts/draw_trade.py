"""Draws the trade figures, each as SVG and PNG."""

from lib import files, tables
from lib.run import run

from bilateral.figures.style import use_style
from bilateral.figures.trade import draw_concentration, draw_ranks, draw_sections, draw_share_structure
from bilateral.figures.trade_customs import (
    draw_agreement_gap,
    draw_customs_totals,
    draw_fuels_and_rest,
    draw_intensity_both_ways,
)
from bilateral.figures.trade_totals import draw_mirror, draw_totals


def main(
    *,
    totals: str,
    mirror: str,
    shares: str = "",
    concentration: str = "",
    section_shares: str = "",
    customs: str = "",
    check: str = "",
    event: str = "",
    intensity: str = "",
    composition: str = "",
    chapters: str,
    sections: str,
    fonts: list[str],
    names: dict[str, str],
    seen_from: str,
    partner: str,
    compare: list[str],
    agreement: str | None,
    base: int | None,
    printed_source: str | None,
    cite: str | None,
    table_numbers: list[str],
    flows_source: str,
    customs_source: str,
    svg: list[str],
    png: list[str],
) -> None:
    """shares and what is measured of them: where the document prints shares, in tables of these numbers.
    customs, check, event, intensity, composition: where the study has customs, and trade by HS chapter."""
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
        "customs_totals": lambda: draw_customs_totals(
            tables.read_table(customs), tables.read_table(check), partner, names, cite, customs_source
        ),
        "agreement_gap": lambda: draw_agreement_gap(
            tables.read_table(event),
            tables.read_table(customs),
            names,
            int(str(agreement)[:4]),
            compare,
            customs_source,
        ),
        "intensity_both_ways": lambda: draw_intensity_both_ways(
            tables.read_table(intensity), partner, names, customs_source
        ),
        "fuels_and_rest": lambda: draw_fuels_and_rest(
            tables.read_table(composition), names, base or 0, flows_source
        ),
    }
    files.write_figures(figures, svg, png)


if __name__ == "__main__":
    run(main)
