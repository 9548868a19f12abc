"""Trade structure as printed: the ranked chapters, and how concentrated they are."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from bilateral.figures.drawing import Drawing, draw_printed, mark_key, say
from bilateral.figures.style import COLOURS, FLOW_COLOURS, GROUND, INK, SMALL, SOFT, Size
from bilateral.figures.words import FLOWS, code_and_label, flow_title

# letters of a chapter's name, where there is room for them and where there is little
LETTERS = {"wide": 34, "narrow": 19}
CONTRADICTED = "contradicted"
KEYS = ["reporter", "partner", "flow"]


def draw_share_structure(
    shares: pd.DataFrame, chapters: pd.DataFrame, names: dict[str, str], size: Size
) -> Figure:
    """The printed shares in percent by chapter and year, a table in shades for each flow, the latest largest
    first; a dot where a chapter is not among the printed ones.

    shares: the clean table chapter_shares. chapters: hs_chapter, label. names: ISO code to display name.
    """
    # the one figure that needs it; the others need not wait a second for it
    import seaborn as sns

    flows = list(shares.groupby(KEYS, sort=True))
    rows = max(of_flow["hs_chapter"].nunique() for _, of_flow in flows)
    drawing = Drawing(size, len(flows), height=0.6 + 0.19 * rows, across=1)
    labels = chapters.set_index("hs_chapter")["label"]
    highest = shares["share_pct"].max()
    for panel, ((reporter, partner, flow), of_flow) in zip(drawing.axes, flows, strict=True):
        grid = of_flow.pivot(index="hs_chapter", columns="year", values="share_pct")
        grid = grid.sort_values(list(grid.columns)[::-1], ascending=False, na_position="last", kind="stable")
        missing = grid.isna().to_numpy().nonzero()
        # the colour's shades let the ground through, so that they serve a dark page too
        shades = [to_rgba(FLOW_COLOURS[flow], alpha) for alpha in (0.06, 0.66)]
        sns.heatmap(
            grid,
            ax=panel,
            cmap=LinearSegmentedColormap.from_list(flow, shades),
            vmin=0,
            vmax=highest,
            annot=True,
            fmt=".1f",
            cbar=False,
            linewidths=1.5,
            linecolor=GROUND,
            annot_kws={"fontsize": SMALL, "color": INK},
        )
        for row, column in zip(*missing, strict=True):
            panel.text(column + 0.5, row + 0.5, "·", ha="center", va="center", color=SOFT)
        panel.set(xlabel="", ylabel="")
        panel.xaxis.tick_top()
        panel.tick_params(length=0, rotation=0)
        names_of_codes = [code_and_label(code, labels, LETTERS[size.name]) for code in grid.index]
        panel.set_yticks(panel.get_yticks(), names_of_codes, color=INK)
        panel.grid(visible=False)
        panel.spines["bottom"].set_visible(False)
        panel.set_title(flow_title(reporter, partner, flow, names))
    return drawing.finish("share_structure")


def draw_concentration(concentration: pd.DataFrame, size: Size) -> Figure:
    """Printed concentration as circles on the range that the printed shares leave possible, a row for each
    flow and year: HHI, and the joint share that is contradicted most, else that of most chapters. A
    contradicted value is a red disc.

    concentration: the analysis table trade_concentration (CRn in percent, HHI on 0–10,000).
    """
    tops = concentration[concentration["measure"] != "hhi"]
    wrong = (tops["verdict"] == CONTRADICTED).groupby(tops["measure"]).sum()
    measures = sorted(
        set(tops["measure"]), key=lambda measure: (wrong[measure], int(measure.split("_")[1])), reverse=True
    )[:1]
    if (concentration["measure"] == "hhi").any():
        measures.append("hhi")
    places = _rows(concentration)
    drawing = Drawing(size, len(measures), height=0.5 + 0.19 * len(places), sharey=not size.narrow)
    for panel, measure in zip(drawing.axes, measures, strict=True):
        _ranges(panel, concentration[concentration["measure"] == measure], places)
        panel.set_ylim(max(places.values()) + 0.7, min(places.values()) - 0.9)
        panel.set_yticks(list(places.values()), [FLOWS.get(key[-1], str(key[-1])) for key in places])
        for label, key in zip(panel.get_yticklabels(), places, strict=False):
            if len(key) == len(KEYS):
                label.set(fontweight="bold", color=INK)
        panel.grid(visible=False)
        panel.grid(axis="x", visible=True)
        panel.set_title(
            "HHI (0–10,000)"
            if measure == "hhi"
            else f"Share of the top {measure.split('_')[1]} chapters, percent"
        )
        if measure == "hhi":
            panel.xaxis.set_major_formatter("{x:,.0f}")
    possible = Patch(color=COLOURS["others"], alpha=0.6, label="possible by the printed shares")
    drawing.key([mark_key("o", "printed", INK, GROUND, markersize=4), possible])
    return drawing.finish("concentration")


def _rows(concentration: pd.DataFrame) -> dict[tuple, float]:
    """Where each flow's heading and each of its years stand, downwards."""
    places: dict[tuple, float] = {}
    at = 0.0
    for key, of_flow in concentration.groupby(KEYS, sort=True):
        places[key] = at
        for year in sorted(of_flow["year"].unique()):
            at += 1
            places[(*key, year)] = at
        at += 1.3
    return places


def _ranges(panel: Axes, rows: pd.DataFrame, places: dict[tuple, float]) -> None:
    keys = [tuple(key) for key in rows[[*KEYS, "year"]].itertuples(index=False)]
    at = pd.Series([places[key] for key in keys], index=rows.index)
    colours = rows["flow"].map(FLOW_COLOURS)
    panel.hlines(at, rows["low"], rows["high"], color=colours, alpha=0.45, linewidth=9, zorder=2)
    wrong = rows["verdict"] == CONTRADICTED
    draw_printed(panel, rows["printed"][~wrong], at[~wrong], s=15, linewidth=1.1)
    draw_printed(
        panel,
        rows["printed"][wrong],
        at[wrong],
        s=34,
        facecolor=COLOURS["contradicted"],
        edgecolor=GROUND,
        linewidth=0.8,
    )
    span = rows[["low", "printed"]].min().min(), rows[["high", "printed"]].max().max()
    room = 0.12 * (span[1] - span[0] or 1)
    panel.set_xlim(span[0] - room, span[1] + room)
    if wrong.any():
        first = at[wrong].idxmin()
        say(
            panel,
            "printed, not possible",
            (rows.loc[first, "printed"], at[first]),
            (0, 8),
            ha="center",
            color=COLOURS["contradicted"],
            fontweight="bold",
        )
