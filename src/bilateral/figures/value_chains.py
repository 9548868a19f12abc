"""Imports within exports over the years, and the largest supplier's part in critical minerals."""

import pandas as pd
from matplotlib.figure import Figure

from bilateral.figures.drawing import Drawing, draw_line
from bilateral.figures.style import COLOURS, SOFT, Size, economy_colours

MINERALS = {"2504": "Natural graphite", "2822": "Cobalt oxides", "282520": "Lithium oxides"}


def draw_import_content(
    economies: pd.DataFrame, pair: dict[str, str], names: dict[str, str], size: Size
) -> Figure:
    """Import content of exports in percent by year, of all imports and without energy, on one scale; the pair
    in colour.

    economies: the analysis table value_chains, of any economies.
    """
    drawing = Drawing(size, 2, height=2.9 if size.narrow else 3.3, sharey=True)
    colours = economy_colours(names, pair)
    own = list(pair.values())
    # the pair's lines lie above the others
    ordered = sorted(set(economies["economy"]), key=lambda code: (code in own, code))
    first, last = int(economies["year"].min()), int(economies["year"].max())
    for panel, column, title in (
        (drawing.axes[0], "import_content_pct", "All imports"),
        (drawing.axes[1], "other_pct", "Without imported energy"),
    ):
        wide = economies.pivot(index="year", columns="economy", values=column)
        ends = []
        for code in ordered:
            if wide[code].isna().all():
                continue
            in_pair = code in own
            end = draw_line(
                panel,
                wide[code],
                colours[code] if in_pair else COLOURS["others"],
                linewidth=2.2 if in_pair else 1,
                alpha=1 if in_pair else 0.75,
            )
            ends.append((names.get(code, code), *end, colours[code] if in_pair else SOFT))
        panel.set_title(title)
        panel.tick_params(labelleft=True)
        drawing.years(panel, first, last)
        drawing.name_ends(panel, ends)
    for panel in drawing.axes:
        panel.set_ylim(0, None)
    return drawing.finish("import_content")


def draw_suppliers(
    suppliers: pd.DataFrame, pair: dict[str, str], names: dict[str, str], size: Size
) -> Figure:
    """The largest known supplier's share, in percent, of the pair's imports of each mineral, a panel a
    mineral.

    suppliers: the analysis table critical_suppliers.
    """
    own = suppliers[suppliers["reporter"].isin(pair.values())]
    codes = [code for code in MINERALS if code in set(own["hs_code"])]
    drawing = Drawing(size, len(codes), height=1.75 if size.narrow else 2.6, across=3, sharey=True)
    colours = economy_colours(names, pair)
    first, last = int(own["year"].min()), int(own["year"].max())
    for panel, code in zip(drawing.axes, codes, strict=True):
        wide = own[own["hs_code"] == code].pivot(index="year", columns="reporter", values="top_share_pct")
        lines = [
            (names[reporter], wide[reporter], colours[reporter])
            for reporter in pair.values()
            if reporter in wide
        ]
        drawing.lines(panel, lines, " {:.0f}%", marker="o", markersize=3.5)
        panel.set_title(MINERALS[code])
        panel.set_ylim(0, 100)
        panel.tick_params(labelleft=True)
        drawing.years(panel, first, last, margin=0.3)
    return drawing.finish("critical_suppliers")
