"""Totals of a pair's trade over time, as each side and each source reports them."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bilateral.figures.drawing import Drawing, draw_line, draw_printed, line_key, mark_key
from bilateral.figures.style import COLOURS, GROUND, INK, Size, economy_colours

# the flow of the one side that is the other's, seen from there
MIRRORED = {"export": "import", "import": "export"}
FISCAL = (0, (3, 1.5))


def draw_totals(
    totals: pd.DataFrame,
    names: dict[str, str],
    pair: dict[str, str],
    printed_source: str | None,
    document: str | None,
    size: Size,
) -> Figure:
    """Trade in US$ billion from the reporter to the partner, and the other way, a panel each on one scale; a
    line for each side's own reports by period and source, fiscal years dashed, which are never joined. A
    line a side is named at its end; more have a key.

    totals: the analysis table trade_totals (US$ million). printed_source: how the source of the document's
    own figures begins, and document: how it is cited; none without one. What both sides' reports are
    reconciled to is a grey triangle.
    """
    own = (
        totals["source"].str.startswith(printed_source) if printed_source else pd.Series(False, totals.index)
    )
    drawing = Drawing(size, 2, height=2.5 if size.narrow else 2.8, sharey=True)
    colours = economy_colours(names, pair)
    key: dict[str, Line2D] = {}
    named: list[tuple[Axes, list]] = []
    years = int(totals["year"].min()), int(totals["year"].max())
    for axis, flow in zip(drawing.axes, MIRRORED, strict=True):
        # the reporter's own flow, and the partner's of the other direction
        here = ((totals["reporter"] != pair["partner"]) & (totals["flow"] == flow)) | (
            (totals["reporter"] == pair["partner"]) & (totals["flow"] == MIRRORED[flow])
        )
        found, ends = _lines(axis, totals[here & ~own], names, colours)
        key |= found
        named.append((axis, ends))
        printed = totals[here & own]
        draw_printed(axis, printed["year"], printed["usd_million"] / 1000)
        if len(printed):
            key[f"printed in {document}"] = mark_key("o", "", INK, GROUND, markeredgewidth=1.4)
        way = (pair["reporter"], pair["partner"])[:: 1 if flow == "export" else -1]
        axis.set_title(f"{names[way[0]]} to {names[way[1]]}, US$ billion")
        axis.tick_params(labelleft=True)
        drawing.years(axis, *years)
    for axis in drawing.axes:
        axis.set_ylim(0, None)
    if len(key) <= 2:
        for axis, ends in named:
            drawing.name_ends(axis, ends)
    else:
        for label, handle in key.items():
            handle.set_label(label)
        drawing.key(list(key.values()), columns=1 if size.narrow else 2)
    return drawing.finish("totals")


def _lines(
    axis: Axes, rows: pd.DataFrame, names: dict[str, str], colours: dict[str, str]
) -> tuple[dict[str, Line2D], list[tuple[str, float, float, str]]]:
    """Draws a line for each reporter, period and source; gives what a key says, and names for ends."""
    key, ends = {}, []
    for (reporter, period, source), series in rows.groupby(["reporter", "period", "source"], sort=True):
        line = series.set_index("year")["usd_million"].sort_index() / 1000
        if not line.notna().any():
            continue
        if reporter not in names:
            axis.scatter(line.index, line, marker="^", s=26, color=COLOURS["others"], zorder=3, linewidth=0)
            key[f"both, reconciled ({source})"] = mark_key("^", "", COLOURS["others"])
            continue
        calendar = period == "calendar"
        dash = "-" if calendar else FISCAL
        end = draw_line(axis, line, colours[reporter], linestyle=dash)
        ends.append((names[reporter], *end, colours[reporter]))
        label = f"reported by {names[reporter]}" + ("" if calendar else ", fiscal years")
        key[label] = line_key(colours[reporter], "", dash)
    return key, ends
