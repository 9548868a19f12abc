"""Trade structure as printed: the ranked chapters, and how concentrated they are."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from bilateral.figures.parts import mark_key
from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, PALETTE, UNPRINTED, VERMILION, add_frame
from bilateral.figures.words import flow_title

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
    # the one figure that needs it; the others need not wait a second for it
    import seaborn as sns

    flows = list(shares.groupby(["reporter", "partner", "flow"], sort=True))
    figure, panels = plt.subplots(
        1, len(flows), figsize=(5.3 * len(flows), 7.2), layout="constrained", squeeze=False
    )
    labels = chapters.set_index("hs_chapter")["label"]
    highest = shares["share_pct"].max()
    for panel, ((reporter, partner, flow), of_flow) in zip(panels[0], flows, strict=True):
        grid = of_flow.pivot(index="hs_chapter", columns="year", values="share_pct")
        latest = list(grid.columns)[::-1]
        grid = grid.sort_values(latest, ascending=False, na_position="last", kind="stable")
        grid.index = [f"{chapter}  {labels.get(chapter, '')}" for chapter in grid.index]
        sns.heatmap(
            grid,
            ax=panel,
            cmap="YlGnBu",
            vmin=0,
            vmax=highest,
            annot=True,
            fmt=".1f",
            cbar=False,
            linewidths=1.5,
            linecolor="white",
            annot_kws={"fontsize": 9},
        )
        panel.set_facecolor(UNPRINTED)
        panel.grid(False)
        panel.set(title=flow_title(reporter, partner, flow, names), xlabel="", ylabel="")
        panel.tick_params(axis="y", rotation=0, length=0)
        panel.tick_params(axis="x", length=0)
    add_frame(
        figure,
        f"What was traded: the {shares['rank'].max()} largest HS chapters of each year",
        "Percent of the flow's value, by HS chapter (2 digits)",
        "Grey: not among those printed for that year, so no larger than the last of them; not zero.\n"
        + source,
    )
    return figure


def draw_ranks(shares: pd.DataFrame, chapters: pd.DataFrame, names: dict[str, str], source: str) -> Figure:
    """Ranks of the printed chapters over the years; a line breaks where a chapter is not printed.

    Chapters that were ever among the first three are in colour.
    """
    flows = list(shares.groupby(["reporter", "partner", "flow"], sort=True))
    figure, panels = plt.subplots(
        1, len(flows), figsize=(5.5 * len(flows), 5.6), layout="constrained", squeeze=False
    )
    labels = chapters.set_index("hs_chapter")["label"]
    for panel, ((reporter, partner, flow), of_flow) in zip(panels[0], flows, strict=True):
        ranks = of_flow.pivot(index="year", columns="hs_chapter", values="rank").astype(float)
        leaders = [chapter for chapter in ranks.columns if ranks[chapter].min() <= 3]
        places = range(len(ranks.index))
        for chapter in ranks.columns:
            colour = PALETTE[leaders.index(chapter) % len(PALETTE)] if chapter in leaders else LIGHT_GREY
            panel.plot(
                places,
                ranks[chapter],
                marker="o",
                markersize=7,
                linewidth=2.2,
                color=colour,
                zorder=3 if chapter in leaders else 2,
            )
            for place, side, offset in ((0, "right", -9), (len(ranks.index) - 1, "left", 9)):
                rank = ranks[chapter].iloc[place]
                if pd.notna(rank):
                    text = f"{chapter} {labels.get(chapter, '')}" if side == "left" else chapter
                    panel.annotate(
                        text,
                        (place, rank),
                        xytext=(offset, 0),
                        textcoords="offset points",
                        ha=side,
                        va="center",
                        fontsize=9,
                        color="black" if chapter in leaders else GREY,
                    )
        panel.set_xticks(list(places), [str(year) for year in ranks.index])
        panel.set_yticks(range(1, int(ranks.max().max()) + 1))
        panel.set(
            title=flow_title(reporter, partner, flow, names),
            ylabel="rank",
            xlabel="",
            xlim=(-0.9, len(ranks.index) + 3.9),
        )
        panel.invert_yaxis()
        panel.grid(False)
    add_frame(
        figure,
        "Which HS chapters led",
        "Rank by value among HS chapters (2 digits)",
        "A line breaks where the chapter is not among those printed. In colour: ever among the first three.\n"
        + source,
    )
    return figure


def draw_sections(
    sections: pd.DataFrame, section_names: pd.DataFrame, names: dict[str, str], source: str
) -> Figure:
    """Printed shares by HS section, stacked to 100 with what is not printed.

    sections: the analysis table section_shares (percent). The eight largest sections are in colour.
    """
    flows = list(sections.groupby(["reporter", "partner", "flow"], sort=True))
    figure, panels = plt.subplots(
        1, len(flows), figsize=(5.0 * len(flows), 5.4), layout="constrained", squeeze=False, sharey=True
    )
    labels = section_names.set_index("section")["label"]
    printed = sections[sections["section"] != "not printed"]
    largest = printed.groupby("section")["share_pct"].sum().sort_values(ascending=False, kind="stable").index
    in_colour = list(largest[: len(PALETTE)])
    for panel, ((reporter, partner, flow), of_flow) in zip(panels[0], flows, strict=True):
        grid = of_flow.pivot(index="year", columns="section", values="share_pct").fillna(0.0)
        bottom = pd.Series(0.0, index=grid.index)
        for section in [*[s for s in largest if s in grid], "not printed"]:
            colour = PALETTE[in_colour.index(section)] if section in in_colour else LIGHT_GREY
            style = (
                {"color": UNPRINTED, "hatch": "//", "edgecolor": "white"}
                if section == "not printed"
                else {"color": colour, "edgecolor": "white"}
            )
            panel.bar(
                [str(year) for year in grid.index],
                grid[section],
                bottom=bottom,
                width=0.75,
                linewidth=0.6,
                **style,
            )
            bottom += grid[section]
        panel.set(title=flow_title(reporter, partner, flow, names), xlabel="", ylabel="percent")
        panel.set_ylim(0, 100)
        panel.grid(axis="x", visible=False)
    handles = [Patch(color=PALETTE[i], label=labels[section]) for i, section in enumerate(in_colour)]
    handles += [
        Patch(color=LIGHT_GREY, label="Other, printed"),
        Patch(facecolor=UNPRINTED, hatch="//", edgecolor="white", label="Not printed"),
    ]
    add_frame(
        figure,
        "Trade by HS section",
        "Percent of the flow's value",
        "A section has at least what is shown: its chapters outside the printed ranks are in “not printed”.\n"
        + source,
        handles,
        columns=5,
    )
    return figure


def draw_concentration(concentration: pd.DataFrame, names: dict[str, str], source: str) -> Figure:
    """Printed CRn and HHI on the range that the printed shares allow, one row a flow.

    concentration: the analysis table trade_concentration (CRn in percent, HHI on 0–10,000).
    """
    flows = list(concentration.groupby(["reporter", "partner", "flow"], sort=True))
    figure, panels = plt.subplots(
        len(flows), 2, figsize=(10.2, 3.7 * len(flows)), layout="constrained", squeeze=False, sharex=True
    )
    for row, ((reporter, partner, flow), of_flow) in zip(panels, flows, strict=True):
        title = flow_title(reporter, partner, flow, names)
        is_hhi = of_flow["measure"] == "hhi"
        _ranges(row[0], of_flow[~is_hhi])
        _ranges(row[1], of_flow[is_hhi])
        row[0].set(title=f"{title}: joint share", ylabel="percent", xlabel="")
        row[1].set(title=f"{title}: HHI", ylabel="HHI (0–10,000)", xlabel="")
        for label in (
            of_flow[~is_hhi].sort_values("year").drop_duplicates("measure", keep="last").itertuples()
        ):
            row[0].annotate(
                label.measure.split("_")[1],
                (label.year, label.high),
                xytext=(14, 0),
                textcoords="offset points",
                va="center",
                color=GREY,
            )
        for panel in row:
            panel.set_xticks(sorted(of_flow["year"].unique()))
            panel.tick_params(labelbottom=True)
            panel.grid(axis="x", visible=False)
            panel.margins(x=0.14, y=0.12)
    counts = sorted({int(name.split("_")[1]) for name in concentration["measure"] if name != "hhi"})
    range_mark = Line2D([], [], color=LIGHT_GREY, linewidth=8, label="possible range")
    printed = [
        mark_key(mark, f"printed, {label}", edge, face, markersize=6.5)
        for mark, face, edge, label in VERDICT_MARKS.values()
    ]
    add_frame(
        figure,
        "How concentrated trade was: printed measures on what the printed shares allow",
        f"Joint share of the {', '.join(map(str, counts))} largest HS chapters in percent; HHI of all "
        f"chapters on 0–10,000",
        "Range: every value that the printed shares, rounding included, leave possible. HHI counts chapter 00"
        " (unallocated); no unprinted chapter exceeds the last printed one.\n"
        + source
        + " Ranges: own calculation.",
        [range_mark, *printed],
    )
    return figure


def _ranges(panel: plt.Axes, rows: pd.DataFrame) -> None:
    panel.vlines(rows["year"], rows["low"], rows["high"], color=LIGHT_GREY, linewidth=15, zorder=2)
    for name, (mark, face, edge, _) in VERDICT_MARKS.items():
        of_verdict = rows[rows["verdict"] == name]
        panel.scatter(
            of_verdict["year"],
            of_verdict["printed"],
            marker=mark,
            s=26,
            facecolor=face,
            edgecolor=edge,
            zorder=3,
        )
