"""Figures of any pair: its weight in both sides' trade, intensity, the gap between the two sides, and its
structure."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bilateral.figures.parts import FLOWS, draw_with_gaps, line_key, nothing_to_draw
from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, VERMILION, add_frame
from bilateral.figures.words import flow_title, period_title, possessive

GAPS = "A year without a figure is a gap in a line; no figure stands in for it."
# codes of a flow that are shown, and letters of a code's name
SHOWN, LETTERS = 10, 34


def draw_partner_shares(
    trade: pd.DataFrame, names: dict[str, str], pair: dict[str, str], years: dict[str, int]
) -> Figure:
    """The pair's part in all exports and imports of each side. trade: the analysis table pair_trade."""
    figure, panels = plt.subplots(1, 2, figsize=(10.2, 4.4), layout="constrained")
    for axis, (own, other) in zip(panels, (("reporter", "partner"), ("partner", "reporter")), strict=True):
        of_side = trade[(trade["reporter"] == pair[own]) & trade["share_pct"].notna()]
        for flow, (colour, dash, _) in FLOWS.items():
            for _, series in of_side[of_side["flow"] == flow].groupby("source"):
                draw_with_gaps(
                    axis,
                    _every_year(series.set_index("year")["share_pct"], years),
                    color=colour,
                    linestyle=dash,
                )
        if of_side.empty:
            _no_figure(axis)
        axis.set(title=f"{names[pair[other]]} in the trade of {names[pair[own]]}", xlabel="", ylabel="")
        _of_years(axis, years)
        axis.set_ylim(bottom=0)
    panels[0].set_ylabel("percent")
    handles = [line_key(*look) for look in FLOWS.values()]
    sources = sorted(set(trade.loc[trade["share_pct"].notna(), "source"]))
    add_frame(
        figure,
        f"What {names[pair['reporter']]} and {names[pair['partner']]} are to each other",
        "The other side's part in all merchandise exports and imports, percent, calendar years",
        f"Each side by its own figures. {GAPS}\nSource: "
        f"{'; '.join([*sources, 'World Bank (merchandise trade)'])}.",
        handles,
    )
    return figure


def draw_intensity(
    structure: pd.DataFrame, names: dict[str, str], pair: dict[str, str], years: dict[str, int]
) -> Figure:
    """Trade intensity of both directions, where one is neutral. structure: the analysis table
    trade_structure."""
    found = structure[structure["measure"] == "trade_intensity"]
    figure, axis = plt.subplots(figsize=(8.2, 4.2), layout="constrained")
    handles = []
    for (reporter, partner), (colour, dash) in zip(
        _directions(pair), ((BLUE, "-"), (VERMILION, "--")), strict=True
    ):
        for _, series in found[found["reporter"] == reporter].groupby("source"):
            draw_with_gaps(
                axis, _every_year(series.set_index("year")["low"], years), color=colour, linestyle=dash
            )
        handles.append(line_key(colour, dash, flow_title(reporter, partner, "export", names)))
    if found.empty:
        _no_figure(axis)
    axis.axhline(1, color="black", linewidth=0.8)
    axis.set_ylim(bottom=0)
    _of_years(axis, years)
    add_frame(
        figure,
        "Trade intensity",
        "Ratio; one is what the partner's weight in world imports leads to expect",
        f"{GAPS}\nSource: {'; '.join(sorted(set(found['source']))) or 'none'}.",
        handles,
    )
    return figure


def draw_mirror_gaps(
    mirror: pd.DataFrame,
    names: dict[str, str],
    pair: dict[str, str],
    years: dict[str, int],
    sources: list[str],
) -> Figure:
    """What the importer reports above what the exporter reports, in percent. mirror: the analysis table
    trade_mirror."""
    found = mirror[(mirror["scope"] == "total") & (mirror["measure"] == "percent_of_exporter")]
    figure, axis = plt.subplots(figsize=(8.2, 4.2), layout="constrained")
    handles = []
    for (exporter, importer), (colour, dash) in zip(
        _directions(pair), ((BLUE, "-"), (VERMILION, "--")), strict=True
    ):
        # the table does not name the source: where two report a year, each has a line
        own = found[found["exporter"] == exporter]
        for _, series in own.groupby(
            ["exporter_period", own.groupby(["exporter_period", "year"]).cumcount()]
        ):
            draw_with_gaps(
                axis, _every_year(series.set_index("year")["gap_low"], years), color=colour, linestyle=dash
            )
        handles.append(line_key(colour, dash, f"{names[exporter]} to {names[importer]}"))
    if found.empty:
        _no_figure(axis)
    axis.axhline(0, color="black", linewidth=0.8)
    _of_years(axis, years)
    add_frame(
        figure,
        "The same trade from both sides",
        "Importer's figure (CIF) above the exporter's (FOB), percent of the exporter's",
        f"Freight and insurance alone put the importer above. {GAPS}\nSource: "
        f"{'; '.join(sources) or 'none'}.",
        handles,
    )
    return figure


def draw_flow_structure(structure: pd.DataFrame, chapters: pd.DataFrame, names: dict[str, str]) -> Figure:
    """The largest codes of each flow in its last year, with their shares of the first. structure:
    trade_structure."""
    found = structure[(structure["measure"] == "share") & (structure["basis"] == "all classes")]
    labels = chapters.set_index("hs_chapter")["label"]
    flows = sorted(
        set(found[["reporter", "partner", "flow", "period", "source"]].itertuples(index=False, name=None))
    )
    if not flows:
        return nothing_to_draw("The largest HS codes", "No flow by HS code has trade in the study's years.")
    columns = min(2, len(flows))
    lines = -(-len(flows) // columns)
    figure, panels = plt.subplots(
        lines,
        columns,
        figsize=(max(8.2, 5.4 * columns), 4.2 * lines + 0.6),
        layout="constrained",
        squeeze=False,
    )
    for axis, (reporter, partner, flow, period, source) in zip(panels.flat, flows, strict=False):
        own = found[
            (found["reporter"] == reporter)
            & (found["flow"] == flow)
            & (found["period"] == period)
            & (found["source"] == source)
        ]
        first, last = own["year"].min(), own["year"].max()
        by_code = {year: own[own["year"] == year].set_index("hs_code")["low"] for year in (first, last)}
        largest = by_code[last].sort_values(ascending=False, kind="stable").head(SHOWN)[::-1]
        before = by_code[first].reindex(largest.index).fillna(0.0)
        places = range(len(largest))
        axis.barh(places, largest, color=FLOWS[flow][0], height=0.62)
        if first != last:
            axis.scatter(before, places, color="white", edgecolor="black", s=34, zorder=3, clip_on=False)
        axis.set_yticks(places, [_called(code, labels) for code in largest.index])
        when = f"{last}; mark: {first}" if first != last else f"{last}"
        # a line each, since labels of codes leave a panel little room
        axis.set(
            title=f"{possessive(names[reporter])} {flow}s\n{'to' if flow == 'export' else 'from'} "
            f"{names[partner]}\n{when}",
            xlabel="",
            ylabel="",
        )
        axis.grid(axis="y", visible=False)
    for axis in list(panels.flat)[len(flows) :]:
        axis.axis("off")
    periods = sorted({period_title(period) for _, _, _, period, _ in flows})
    add_frame(
        figure,
        "What was traded",
        f"Share of each HS code in the flow, percent, {' and '.join(periods)}",
        f"The largest codes of the last year, {SHOWN} at most; the mark is the first year's share.\nSource: "
        f"{'; '.join(sorted({flow[-1] for flow in flows}))}.",
    )
    return figure


def _called(code: str, labels: pd.Series) -> str:
    name = labels.get(code[:2], "")
    return f"{code}  {name if len(name) <= LETTERS else name[: LETTERS - 1] + '…'}"


def _directions(pair: dict[str, str]) -> list[tuple[str, str]]:
    return [(pair["reporter"], pair["partner"]), (pair["partner"], pair["reporter"])]


def _every_year(line: pd.Series, years: dict[str, int]) -> pd.Series:
    return line.reindex(range(years["first"], years["last"] + 1))


def _of_years(axis: Axes, years: dict[str, int]) -> None:
    axis.set_xlim(years["first"] - 0.5, years["last"] + 0.5)
    axis.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    axis.grid(axis="x", visible=False)


def _no_figure(axis: Axes) -> None:
    axis.text(0.5, 0.5, "no figure", transform=axis.transAxes, ha="center", va="center", color=GREY)
    axis.tick_params(labelleft=False, color=LIGHT_GREY)
