"""Figures of any pair: its weight in both sides' trade, intensity, the gap between the two sides, and its
structure."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bilateral.figures.drawing import Drawing, mark_key, nothing_to_draw, zero_line
from bilateral.figures.style import FLOW_COLOURS, GROUND, INK, SOFT, Size
from bilateral.figures.words import FLOWS, code_and_label, flow_title

# codes of a flow that are shown, and letters of a code's name
SHOWN, LETTERS = 10, {"wide": 34, "narrow": 22}


def draw_partner_shares(
    trade: pd.DataFrame, names: dict[str, str], pair: dict[str, str], years: dict[str, int], size: Size
) -> Figure:
    """The other side's part, in percent, of all exports and imports of each side, a panel a side; they differ
    too much for one scale. trade: the analysis table pair_trade."""
    years = _spanned(years, trade.loc[trade["share_pct"].notna(), "year"])
    drawing = Drawing(size, 2, height=2.4 if size.narrow else 2.6)
    for axis, (own, other) in zip(
        drawing.axes, (("reporter", "partner"), ("partner", "reporter")), strict=True
    ):
        of_side = trade[(trade["reporter"] == pair[own]) & trade["share_pct"].notna()]
        lines = [
            (FLOWS[flow], series.set_index("year")["share_pct"], FLOW_COLOURS[flow])
            for flow in FLOWS
            for _, series in of_side[of_side["flow"] == flow].groupby("source")
        ]
        _draw(drawing, axis, lines, years)
        axis.set_title(f"{names[pair[other]]} in the trade of {names[pair[own]]}")
        axis.set_ylim(0, None)
    return drawing.finish("partner_shares")


def draw_intensity(
    structure: pd.DataFrame, names: dict[str, str], pair: dict[str, str], years: dict[str, int], size: Size
) -> Figure:
    """Trade intensity of both directions, where one is neutral. structure: the analysis table
    trade_structure."""
    found = structure[structure["measure"] == "trade_intensity"]
    years = _spanned(years, found["year"])
    drawing = Drawing(size, height=2.5 if size.narrow else 2.8)
    axis = drawing.axes[0]
    lines = [
        (_arrow(ends, names), series.set_index("year")["low"], FLOW_COLOURS[flow])
        for ends, flow in _directions(pair)
        for _, series in found[found["reporter"] == ends[0]].groupby("source")
    ]
    zero_line(axis, 1)
    _draw(drawing, axis, lines, years)
    axis.set_ylim(0, None)
    return drawing.finish("intensity")


def draw_mirror_gaps(
    mirror: pd.DataFrame, names: dict[str, str], pair: dict[str, str], years: dict[str, int], size: Size
) -> Figure:
    """What the importer reports above what the exporter reports, in percent of the latter.

    mirror: the analysis table trade_mirror."""
    found = mirror[(mirror["scope"] == "total") & (mirror["measure"] == "percent_of_exporter")]
    years = _spanned(years, found["year"])
    drawing = Drawing(size, height=2.5 if size.narrow else 2.8)
    axis = drawing.axes[0]
    lines = []
    for ends, flow in _directions(pair):
        # the table does not name the source: where two report a year, each has a line
        own = found[found["exporter"] == ends[0]]
        keys = ["exporter_period", own.groupby(["exporter_period", "year"]).cumcount()]
        for _, series in own.groupby(keys):
            lines.append((_arrow(ends, names), series.set_index("year")["gap_low"], FLOW_COLOURS[flow]))
    zero_line(axis)
    _draw(drawing, axis, lines, years)
    return drawing.finish("mirror_gaps")


def _spanned(years: dict[str, int], found: pd.Series) -> dict[str, int]:
    """The study's years from the first to the last that there is a figure for."""
    own = found[(found >= years["first"]) & (found <= years["last"])]
    return {"first": int(own.min()), "last": int(own.max())} if len(own) else years


def _draw(
    drawing: Drawing, axis: Axes, lines: list[tuple[str, pd.Series, str]], years: dict[str, int]
) -> None:
    """Lines of these years; says so where there is none. lines: name, values, colour."""
    first, last = years["first"], years["last"]
    shown = (
        (name, line[(line.index >= first) & (line.index <= last)], colour) for name, line, colour in lines
    )
    is_drawn = drawing.lines(axis, shown)
    drawing.years(axis, first, last)
    if not is_drawn:
        axis.text(0.5, 0.5, "no figure", transform=axis.transAxes, ha="center", va="center", color=SOFT)
        axis.tick_params(labelleft=False)


def draw_flow_structure(
    structure: pd.DataFrame, chapters: pd.DataFrame, names: dict[str, str], size: Size
) -> Figure:
    """The largest codes of each flow in its last year, in percent of the flow, with their shares of the first
    year as circles. structure: trade_structure."""
    found = structure[(structure["measure"] == "share") & (structure["basis"] == "all classes")]
    labels = chapters.set_index("hs_chapter")["label"]
    keys = ["reporter", "partner", "flow", "period", "source"]
    flows = list(found.groupby(keys, sort=True))
    if not flows:
        return nothing_to_draw(size, "flow_structure", "No flow by HS code has trade in the study's years.")
    drawing = Drawing(size, len(flows), height=0.7 + 0.21 * SHOWN, across=1)
    for axis, ((reporter, partner, flow, _, _), own) in zip(drawing.axes, flows, strict=True):
        first, last = own["year"].min(), own["year"].max()
        by_code = {year: own[own["year"] == year].set_index("hs_code")["low"] for year in (first, last)}
        largest = by_code[last].sort_values(ascending=False, kind="stable").head(SHOWN)
        before = by_code[first].reindex(largest.index).fillna(0.0)
        places = range(len(largest))
        axis.barh(places, largest, color=FLOW_COLOURS[flow], height=0.62, linewidth=0)
        if first != last:
            axis.scatter(before, places, color=GROUND, edgecolor=INK, s=24, zorder=3, clip_on=False)
        axis.set_yticks(
            places, [code_and_label(code, labels, LETTERS[size.name]) for code in largest.index], color=INK
        )
        axis.set_ylim(len(largest) - 0.4, -0.6)
        axis.set_xlim(0, None)
        axis.set_title(f"{flow_title(reporter, partner, flow, names)}, {last}")
        axis.grid(axis="y", visible=False)
        axis.grid(axis="x", visible=True)
    years = sorted({int(own["year"].min()) for _, own in flows if own["year"].nunique() > 1})
    if years:
        said = f"share in {years[0]}" if len(years) == 1 else "share in the first year"
        drawing.key([mark_key("o", said, INK, GROUND)])
    return drawing.finish("flow_structure")


def _directions(pair: dict[str, str]) -> list[tuple[tuple[str, str], str]]:
    """Exporter and importer both ways, each as the reporter's flow."""
    here, there = pair["reporter"], pair["partner"]
    return [((here, there), "export"), ((there, here), "import")]


def _arrow(ends: tuple[str, str], names: dict[str, str]) -> str:
    return f"{names[ends[0]]} to {names[ends[1]]}"
