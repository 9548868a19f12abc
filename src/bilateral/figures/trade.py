"""Trade structure as printed: the ranked chapters, and how concentrated they are."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, UNPRINTED, VERMILION, add_frame

FLOW_TITLES = {"export": "{reporter}'s exports to {partner}", "import": "{reporter}'s imports from {partner}"}
VERDICT_MARKS = {
    "holds": ("o", BLUE, BLUE, "holds"),
    "within_rounding": ("o", "white", BLUE, "within rounding"),
    "contradicted": ("X", VERMILION, VERMILION, "contradicted"),
}


def draw_share_structure(
    shares: pd.DataFrame, chapters: pd.DataFrame, names: dict[str, str], source: str
) -> Figure:
    """The printed shares by chapter and year, one panel a flow, the latest largest first.

    shares: the clean table chapter_shares (percent). chapters: hs_chapter, label. names: ISO code to
    display name. source: what the source line says.
    """
    flows = list(shares.groupby(["reporter", "partner", "flow"], sort=True))
    figure, panels = plt.subplots(1, len(flows), figsize=(6.1 * len(flows), 7.6), layout="constrained", squeeze=False)
    labels = chapters.set_index("hs_chapter")["label"]
    highest = shares["share_pct"].max()
    for panel, ((reporter, partner, flow), of_flow) in zip(panels[0], flows, strict=True):
        grid = of_flow.pivot(index="hs_chapter", columns="year", values="share_pct")
        latest = list(grid.columns)[::-1]
        grid = grid.sort_values(latest, ascending=False, na_position="last", kind="stable")
        grid.index = [f"{chapter}  {labels[chapter]}" for chapter in grid.index]
        sns.heatmap(
            grid, ax=panel, cmap="YlGnBu", vmin=0, vmax=highest, annot=True, fmt=".1f", cbar=False,
            linewidths=1.5, linecolor="white", annot_kws={"fontsize": 9},
        )  # fmt: skip
        panel.set_facecolor(UNPRINTED)
        panel.grid(False)
        panel.set(title=_flow_title(reporter, partner, flow, names), xlabel="", ylabel="")
        panel.tick_params(axis="y", rotation=0, length=0)
        panel.tick_params(axis="x", length=0)
    add_frame(
        figure,
        f"What was traded: the {shares['rank'].max()} largest HS chapters of each year",
        "Percent of the flow's value, by HS chapter (2 digits)",
        "Grey: not among those printed for that year, so no larger than the last of them; not zero.\n" + source,
    )
    return figure


def draw_concentration(concentration: pd.DataFrame, names: dict[str, str], source: str) -> Figure:
    """Printed CRn and HHI on the range that the printed shares allow, one row a flow.

    concentration: the analysis table trade_concentration (CRn in percent, HHI on 0–10,000).
    """
    flows = list(concentration.groupby(["reporter", "partner", "flow"], sort=True))
    figure, panels = plt.subplots(
        len(flows), 2, figsize=(11.5, 3.9 * len(flows)), layout="constrained", squeeze=False, sharex=True
    )
    for row, ((reporter, partner, flow), of_flow) in zip(panels, flows, strict=True):
        title = _flow_title(reporter, partner, flow, names)
        is_hhi = of_flow["measure"] == "hhi"
        _ranges(row[0], of_flow[~is_hhi])
        _ranges(row[1], of_flow[is_hhi])
        row[0].set(title=f"{title}: joint share of the largest", ylabel="percent", xlabel="")
        row[1].set(title=f"{title}: HHI", ylabel="HHI (0–10,000)", xlabel="")
        for label in of_flow[~is_hhi].sort_values("year").drop_duplicates("measure", keep="last").itertuples():
            row[0].annotate(label.measure.split("_")[1], (label.year, label.high), xytext=(14, 0),
                            textcoords="offset points", va="center", color=GREY)  # fmt: skip
        for panel in row:
            panel.set_xticks(sorted(of_flow["year"].unique()))
            panel.tick_params(labelbottom=True)
            panel.grid(axis="x", visible=False)
            panel.margins(x=0.09, y=0.12)
    counts = sorted({int(name.split("_")[1]) for name in concentration["measure"] if name != "hhi"})
    range_mark = Line2D([], [], color=LIGHT_GREY, linewidth=8, label="possible range")
    printed = [
        Line2D([], [], marker=mark, color="none", markerfacecolor=face, markeredgecolor=edge, markersize=6.5,
               label=f"printed, {label}")
        for mark, face, edge, label in VERDICT_MARKS.values()
    ]  # fmt: skip
    add_frame(
        figure,
        "How concentrated trade was: printed measures on what the printed shares allow",
        f"Joint share of the {', '.join(map(str, counts))} largest HS chapters in percent; HHI of all chapters on 0–10,000",
        "Range: every value that the printed shares, rounding included, leave possible. HHI counts chapter 00"
        " (unallocated); no unprinted chapter exceeds the last printed one.\n" + source + " Ranges: own calculation.",
        [range_mark, *printed],
    )
    return figure


def _ranges(panel: plt.Axes, rows: pd.DataFrame) -> None:
    panel.vlines(rows["year"], rows["low"], rows["high"], color=LIGHT_GREY, linewidth=15, zorder=2)
    for name, (mark, face, edge, _) in VERDICT_MARKS.items():
        of_verdict = rows[rows["verdict"] == name]
        panel.scatter(of_verdict["year"], of_verdict["printed"], marker=mark, s=26, facecolor=face, edgecolor=edge, zorder=3)


def _flow_title(reporter: str, partner: str, flow: str, names: dict[str, str]) -> str:
    return FLOW_TITLES[flow].format(reporter=names[reporter], partner=names[partner])
