"""Direct investment: groups of destinations, and the partner beside its rival."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from bilateral.figures.parts import label_ends, mark_key
from bilateral.figures.style import BLUE, DARK_BLUE, LIGHT_BLUE, VERMILION, add_frame
from bilateral.figures.words import VERDICT_WORDS, possessive

# narrow enough for a telephone, where a figure is 390 pixels wide
WIDTH = 5.8
DOTTED = {"linewidth": 2, "marker": "o", "markersize": 4.5}


def draw_groups(
    groups: pd.DataFrame,
    order: list[str] | dict[str, list[str]],
    names: dict[str, str],
    reporter: str,
    source: str,
) -> Figure:
    """Net flows by group of destinations: manufacturing light, non-manufacturing dark, a panel a group.

    groups: the analysis table fdi_groups (¥ billion). order: the groups shown, or each with its economies.
    Disinvestment hangs below zero and is never netted inside a bar; the mark is the net total.
    """
    across, down = min(2, len(order)), -(-len(order) // 2)
    figure, grid = plt.subplots(
        down, across, figsize=(WIDTH, 1.9 + 2.5 * down), layout="constrained", sharey=True, squeeze=False
    )
    panels = grid.flatten()
    for unused in panels[len(order) :]:
        unused.remove()
    for panel, group in zip(panels[: len(order)], order, strict=True):
        own = groups[groups["group"] == group].pivot(index="year", columns="industry", values="jpy_billion")
        above, below = pd.Series(0.0, index=own.index), pd.Series(0.0, index=own.index)
        for industry, colour in (("manufacturing", LIGHT_BLUE), ("non_manufacturing", DARK_BLUE)):
            flow = own[industry]
            base = above.where(flow >= 0, below)
            panel.bar(own.index, flow, bottom=base, color=colour, width=0.78, linewidth=0)
            above, below = above + flow.clip(lower=0), below + flow.clip(upper=0)
        panel.scatter(own.index, own["total"], marker="_", s=70, color=VERMILION, linewidth=2.2, zorder=4)
        panel.axhline(0, color="black", linewidth=0.9)
        panel.set(title=group, xlabel="", ylabel="")
        panel.set_xticks([year for year in own.index if (year - own.index[-1]) % 3 == 0])
        panel.grid(axis="x", visible=False)
    panels[0].set_ylabel("¥ billion")
    handles = [
        Patch(color=LIGHT_BLUE, label="manufacturing"),
        Patch(color=DARK_BLUE, label="non-manufacturing"),
        mark_key("_", "net total", VERMILION, "none", markersize=10, markeredgewidth=2.2),
    ]
    own = isinstance(order, dict)
    members = order.items() if isinstance(order, dict) else ()
    several = {group: codes for group, codes in members if len(codes) > 1}
    held = "".join(
        f"\n{group}: {', '.join(names[code] for code in codes)}." for group, codes in several.items()
    )
    whole = groups[groups["industry"] == "total"].groupby("group")["jpy_billion"].sum().reindex(list(order))
    add_frame(
        figure,
        f"{possessive(reporter)} direct investment: {whole.idxmax()} receives most",
        f"Net outward flow to the groups shown, ¥ billion, {groups['year'].min()} to {groups['year'].max()}",
        "Bars below zero are disinvestment."
        + (held if own else "\nOther Asia is Hong Kong, Korea and Taiwan; ASEAN includes all its members.")
        + f"\n{source}",
        handles,
    )
    return figure


def draw_partner(
    by_year: pd.DataFrame,
    printed: pd.DataFrame,
    names: dict[str, str],
    pair: dict[str, str],
    rival: str,
    source: str,
    cite: str | None,
) -> Figure:
    """The partner's flow beside the rival's, and below their shares of what goes to Asia, without the
    financial centres where the study names any.

    by_year: the analysis table fdi_destinations. printed: fdi_printed; an amount that fits after the
    power of ten it is off is said to, and is drawn where it stands only when it is on the scale.
    """
    figure, (amounts, shares) = plt.subplots(2, 1, figsize=(WIDTH, 7.6), layout="constrained", sharex=True)
    colours = {pair["partner"]: BLUE, rival: VERMILION}
    without = by_year["share_without_centres_pct"].notna().any()
    share = "share_without_centres_pct" if without else "share_of_asia_pct"
    of = "Asia without financial centres" if without else "the flow to Asia"
    own = by_year[by_year["destination"].isin(colours)]
    for panel, column, title in (
        (amounts, "jpy_billion", "Net flow, ¥ billion"),
        (shares, share, f"Share of {of}, percent"),
    ):
        wide = own.pivot(index="year", columns="destination", values=column)
        for code, dash in ((pair["partner"], "-"), (rival, "--")):
            panel.plot(wide.index, wide[code], color=colours[code], linestyle=dash, **DOTTED)
        panel.axhline(0, color="black", linewidth=0.8)
        panel.set(title=title, xlabel="", ylabel="")
        panel.grid(axis="x", visible=False)
        label_ends(panel, wide, names, colours, 2.65)
    said = "".join(
        f"\n{row.printed:,.0f} printed for {row.year}, {row.official:,.1f} official "
        f"({VERDICT_WORDS.get(row.verdict, row.verdict)})."
        for row in printed[printed["measure"] == "jpy_billion"].itertuples()
    )
    add_frame(
        figure,
        _partner_title(own, names, pair, rival),
        f"{possessive(names[pair['reporter']])} net outward direct investment, calendar years",
        ("A share is high, too, where others disinvested." if (by_year["jpy_billion"] < 0).any() else "")
        + (f"\n{cite}, ¥ billion:{said}" if said else "")
        + f"\n{source}",
    )
    return figure


def _partner_title(own: pd.DataFrame, names: dict[str, str], pair: dict[str, str], rival: str) -> str:
    """Since when the partner has had more than its rival, where it still has; else what is drawn."""
    wide = own.pivot(index="year", columns="destination", values="jpy_billion")[
        [pair["partner"], rival]
    ].dropna()
    partner = names[pair["partner"]]
    behind = wide.index[wide[pair["partner"]] <= wide[rival]]
    ahead = wide.index[wide.index > behind[-1]] if len(behind) else wide.index
    if len(ahead) and len(behind):
        return f"{partner} has received more than {names[rival]} since {ahead[0]}"
    return f"{possessive(names[pair['reporter']])} direct investment in {partner}"
