"""Direct investment: groups of destinations, and the partner beside its rival."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from bilateral.figures.drawing import Drawing, draw_printed, mark_key, say, zero_line
from bilateral.figures.style import COLOURS, INK, Size, economy_colours

INDUSTRIES = {"manufacturing": "manufacturing", "non_manufacturing": "services"}


def draw_groups(groups: pd.DataFrame, order: list[str] | dict[str, list[str]], size: Size) -> Figure:
    """Net flows in ¥ billion by group of destinations, manufacturing and the rest stacked, a panel a group on
    one scale.

    groups: the analysis table fdi_groups. order: the groups shown, or each with its economies. Disinvestment
    hangs below zero and is never netted inside a bar; the mark is the net total.
    """
    drawing = Drawing(size, len(order), height=1.7 if size.narrow else 2.2, sharey=True)
    for panel, group in zip(drawing.axes, order, strict=True):
        own = groups[groups["group"] == group].pivot(index="year", columns="industry", values="jpy_billion")
        above, below = pd.Series(0.0, index=own.index), pd.Series(0.0, index=own.index)
        for industry, thing in INDUSTRIES.items():
            flow = own[industry]
            base = above.where(flow >= 0, below)
            panel.bar(own.index, flow, bottom=base, color=COLOURS[thing], width=0.74, linewidth=0)
            above, below = above + flow.clip(lower=0), below + flow.clip(upper=0)
        panel.scatter(own.index, own["total"], marker="_", s=44, color=INK, linewidth=1.8, zorder=4)
        zero_line(panel)
        panel.set_title(group)
        panel.tick_params(labelleft=True)
        panel.yaxis.set_major_formatter("{x:,.0f}")
        drawing.years(panel, int(own.index.min()), int(own.index.max()), margin=0.6)
    drawing.key(
        [
            Patch(color=COLOURS["manufacturing"], label="manufacturing"),
            Patch(color=COLOURS["services"], label="other industries"),
            mark_key("_", "net total", INK, "none", markersize=8, markeredgewidth=1.8),
        ],
        columns=2 if size.narrow else 3,
    )
    return drawing.finish("investment_groups")


def draw_partner(
    by_year: pd.DataFrame,
    printed: pd.DataFrame,
    names: dict[str, str],
    pair: dict[str, str],
    rival: str,
    size: Size,
) -> Figure:
    """The partner's net flow in ¥ billion beside the rival's, and their shares of what goes to Asia, without
    the financial centres where the study names any.

    by_year: the analysis table fdi_destinations. printed: fdi_printed; what the document prints of the flow
    stands at its year, an amount beyond the scale at the edge, and where it fits after a power of ten, there
    too.
    """
    # the rival's colour is a safe one, wherever the study names it
    colours = economy_colours({rival: names[rival]} | names, pair)
    shown = [pair["partner"], rival]
    without = by_year["share_without_centres_pct"].notna().any()
    share = "share_without_centres_pct" if without else "share_of_asia_pct"
    own = by_year[by_year["destination"].isin(shown)]
    drawing = Drawing(size, 2, height=2.7)
    amounts, shares = drawing.axes
    for panel, column, title in (
        (amounts, "jpy_billion", "¥ billion"),
        (shares, share, f"Percent of {'Asia without centres' if without else 'the flow to Asia'}"),
    ):
        values = {code: own[own["destination"] == code].set_index("year")[column] for code in shown}
        lines = [(names[code], values[code], colours[code]) for code in shown]
        drawing.lines(panel, lines, marker="o", markersize=3.5)
        zero_line(panel)
        panel.set_title(title)
        panel.yaxis.set_major_formatter("{x:,.0f}")
        drawing.years(panel, int(own["year"].min()), int(own["year"].max()))
    low, high = amounts.get_ylim()
    # room for what stands at the edge
    amounts.set_ylim(low, high + 0.14 * (high - low))
    amounts_said = printed[(printed["measure"] == "jpy_billion") & printed["year"].isin(own["year"])]
    for row in amounts_said.itertuples():
        _print(amounts, row)
    return drawing.finish("investment_partner")


def _print(panel: Axes, row) -> None:
    """The printed amount: a circle where it is on the scale, else an arrow at the edge that says it, and a
    circle where it would be after the power of ten that the audit puts it down to."""
    top = panel.get_ylim()[1]
    if row.printed <= top:
        draw_printed(panel, [row.year], [row.printed])
        say(panel, f"printed: {row.printed:,.0f}", (row.year, row.printed), (-7, 6), ha="right", color=INK)
        return
    say(panel, f"printed: {row.printed:,.0f}", (row.year, top), (-8, -2), ha="right", va="top", color=INK)
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.1, "shrinkA": 0, "shrinkB": 0}
    panel.annotate("", (row.year, top), (0, -18), textcoords="offset points", arrowprops=arrow)
    factor = 10
    while row.printed / factor > top:
        factor *= 10
    if row.verdict == "magnitude":
        draw_printed(panel, [row.year], [row.printed / factor])
        text = f"a {'tenth' if factor == 10 else f'{factor}th'} of it"
        say(panel, text, (row.year, row.printed / factor), (7, -1), va="center", color=INK)
