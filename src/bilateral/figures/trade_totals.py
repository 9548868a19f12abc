"""Totals of a pair's trade over time, and the same trade as both sides report it."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bilateral.figures.parts import FLOWS, draw_with_gaps, line_key, mark_key, nothing_to_draw
from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, VERMILION, add_frame
from bilateral.figures.words import RECONCILED, period_title

LINES = FLOWS | {"balance": (GREY, ":", "balance")}


def draw_totals(
    totals: pd.DataFrame,
    names: dict[str, str],
    seen_from: str,
    printed_source: str | None,
    document: str | None,
) -> Figure:
    """Exports, imports and balance, a panel for each reporter, period and source; never joined.

    totals: the analysis table trade_totals (US$ million). printed_source: how the source of the document's
    own figures begins; none without a document. Years without a figure are gaps. Printed points
    of the document stand on the panels of their reporter and period; reconciled figures, which no economy
    reports itself, on the calendar panel of the economy that they are seen from.
    """
    own = (
        totals["source"].str.startswith(printed_source) if printed_source else pd.Series(False, totals.index)
    )
    printed, series = totals[own], totals[~own]
    counts = series.groupby(["reporter", "period", "source"])["year"].nunique()
    counts = counts[counts > 1] if (counts > 1).any() else counts
    panels = sorted(counts.index, key=lambda panel: (panel[0] != seen_from, *panel))
    lone = series.set_index(["reporter", "period", "source"]).drop(panels)
    called = names | RECONCILED
    # both sides are named, and the one that reports comes first
    sides = dict.fromkeys(
        code for code in [*(panel[0] for panel in panels), *sorted(set(series["partner"]))] if code in names
    )
    figure, axes = plt.subplots(
        1,
        len(panels),
        figsize=(3.5 * max(2, len(panels)), 5.0),
        layout="constrained",
        sharey=True,
        squeeze=False,
    )
    for axis, (reporter, period, source) in zip(axes[0], panels, strict=True):
        own = series[
            (series["reporter"] == reporter) & (series["period"] == period) & (series["source"] == source)
        ]
        for flow, (colour, dash, _) in LINES.items():
            line = own[own["flow"] == flow].set_index("year")["usd_million"]
            if line.empty:
                continue
            # a year without a figure breaks the line, and one between two such years is a point
            line = line.reindex(range(line.index.min(), line.index.max() + 1))
            draw_with_gaps(axis, line / 1000, color=colour, linestyle=dash)
            points = printed[
                (printed["reporter"] == reporter) & (printed["period"] == period) & (printed["flow"] == flow)
            ]
            axis.scatter(
                points["year"],
                points["usd_million"] / 1000,
                s=42,
                facecolor="white",
                edgecolor=colour,
                linewidth=1.8,
                zorder=4,
            )
            if reporter == seen_from and period == "calendar":
                other = lone.reset_index()
                other = other[other["flow"] == flow]
                axis.scatter(
                    other["year"], other["usd_million"] / 1000, s=38, marker="^", color=colour, zorder=3
                )
        axis.axhline(0, color="black", linewidth=0.8)
        axis.set(title=f"{called[reporter]}, {period_title(period)}", xlabel="", ylabel="")
        axis.text(0, 1.0, source, transform=axis.transAxes, fontsize=8.5, color=GREY, va="bottom")
        axis.set_title(axis.get_title(loc="left"), loc="left", pad=17)
        axis.grid(axis="x", visible=False)
        axis.xaxis.set_major_locator(MaxNLocator(4, integer=True, prune="both"))
    axes[0][0].set_ylabel("US$ billion")
    handles = [line_key(*look) for look in LINES.values()]
    if len(printed):
        handles.append(mark_key("o", f"printed, {document}", GREY, "white"))
    others = ", ".join(sorted(set(lone.reset_index()["source"])))
    if others:
        handles.append(mark_key("^", f"reconciled, {others}", GREY))
    matched = printed.dropna(subset=["distance_usd_million"])
    distance = "; ".join(
        f"{row.flow} {row.year} {row.distance_usd_million:+,.1f}"
        for row in matched.itertuples()
        if pd.isna(row.derived)
    )
    derived = "".join(
        f" Its {flow}s: {how}."
        for flow, how in printed.dropna(subset=["derived"]).groupby("flow")["derived"].first().items()
    )
    add_frame(
        figure,
        f"Trade between {' and '.join(names[code] for code in sides)}",
        "US$ billion, current prices; exports FOB, imports CIF, so a balance mixes both",
        "Reporters, periods and sources are never joined; gaps are gaps."
        + (f" Printed less official, US$ million: {distance}.{derived}" if len(printed) else "")
        + f"\nSource: "
        f"{'; '.join([*sorted(set(series['source'])), *([document] if document and len(printed) else [])])}.",
        handles,
    )
    return figure


def draw_mirror(mirror: pd.DataFrame, chapters: pd.DataFrame, names: dict[str, str], source: str) -> Figure:
    """Dumbbells: each chapter's share as the exporter and as the importer report it, a panel for each
    direction, in the latest year that both sides have.

    mirror: the analysis table trade_mirror; a side is a range where it is printed, or not even printed.
    """
    rows = mirror[mirror["scope"] == "chapter"]
    if rows.empty:
        return nothing_to_draw(
            "The same trade from both sides",
            "In no year do official figures by HS chapter meet shares that the other side prints.\n" + source,
        )
    labels = chapters.set_index("hs_chapter")["label"].to_dict()
    latest = rows.groupby(["exporter", "importer"])["year"].max()
    periods: dict[str, str] = {}
    figure, axes = plt.subplots(
        len(latest), 1, figsize=(6.2, 4.4 * len(latest)), layout="constrained", squeeze=False, sharex=True
    )
    for axis, ((out, back), year) in zip(axes[:, 0], latest.items(), strict=True):
        own = (rows["exporter"] == out) & (rows["importer"] == back) & (rows["year"] == year)
        largest = rows[own].assign(size=rows[["exporter_low", "importer_low"]].max(axis=1))
        of_year = largest.sort_values("size").reset_index(drop=True)
        for side, colour, marker in (("exporter", BLUE, "o"), ("importer", VERMILION, "D")):
            low, high = of_year[f"{side}_low"], of_year[f"{side}_high"]
            axis.hlines(of_year.index, low, high, color=colour, linewidth=7, alpha=0.45, zorder=2)
            # a printed share is known to its rounding, so one mark stands for its range
            known = (low > 0) | (low == high)
            axis.scatter(
                ((low + high) / 2)[known], of_year.index[known], color=colour, marker=marker, s=32, zorder=3
            )
        ends = of_year[["exporter_low", "exporter_high", "importer_low", "importer_high"]]
        axis.hlines(
            of_year.index, ends.min(axis=1), ends.max(axis=1), color=LIGHT_GREY, linewidth=2, zorder=1
        )
        axis.set_yticks(
            of_year.index, [f"{code}  {labels.get(code, 'national use')}" for code in of_year["hs_chapter"]]
        )
        axis.tick_params(labelbottom=True)
        first = of_year.iloc[0]
        axis.set(title=f"{names[out]} to {names[back]}, {year}", xlabel="", ylabel="")
        for side, code in (("exporter", out), ("importer", back)):
            periods[code] = f"{names[code]}: {period_title(first[f'{side}_period'])}"
        axis.grid(axis="y", visible=False)
    handles = [mark_key("o", "exporter, FOB", BLUE, markersize=7), mark_key("D", "importer, CIF", VERMILION)]
    add_frame(
        figure,
        "The same trade from both sides",
        "Share of each HS chapter in percent of the flow",
        "Bar without a mark: that side does not print the chapter; its share lies anywhere in the bar.\n"
        "Sides differ by freight and insurance, third economies and revisions, and count other years:\n"
        f"{', '.join(periods.values())}.\n{source}",
        handles,
    )
    return figure
