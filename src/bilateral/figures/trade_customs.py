"""Trade by Japan's own customs, and what India's figures say of its composition: narrow figures, with a
finding each.

A title states what the rows show and is worked out from them, so that it holds for whatever they are.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bilateral.figures.parts import FLOWS, draw_with_gaps, mark_key
from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, VERMILION, add_frame
from bilateral.figures.words import flow_title, period_title, possessive
from crossfoot import InputError

# inches; a screen of 390 pixels shows it at three quarters of its size
WIDTH, HEIGHT = 5.2, 7.0
# a change smaller than this part is called none
NONE = 0.1


def _panels(count: int = 2) -> tuple[Figure, list[Axes]]:
    figure, axes = plt.subplots(count, 1, figsize=(WIDTH, HEIGHT), layout="constrained", sharex=True)
    for axis in axes:
        axis.grid(axis="x", visible=False)
        axis.tick_params(labelbottom=True)
    return figure, list(axes)


def _labelled(axis: Axes, line: pd.Series, label: str, colour: str, **look) -> None:
    """A line with its name at its last year."""
    draw_with_gaps(axis, line, color=colour, **look)
    known = line.dropna()
    axis.annotate(
        label,
        (known.index[-1], known.iloc[-1]),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        color=colour,
        fontsize=10,
    )


def _room(axis: Axes, years: pd.Index, part: float) -> None:
    """Room for the names at the right, as a part of the years, and a tick every third year, the last one
    too."""
    axis.set_xlim(years.min() - 0.5, years.max() + part * (years.max() - years.min()) + 0.5)
    axis.set_xticks(range(years.max(), years.min() - 1, -3))


def draw_customs_totals(
    trade: pd.DataFrame,
    check: pd.DataFrame,
    partner: str,
    names: dict[str, str],
    document: str | None,
    source: str,
) -> Figure:
    """The pair's exports and imports in US$ and in yen, with the document's printed points on the dollars.

    trade: customs_trade. check: customs_check.
    """
    own = trade[(trade["partner"] == partner) & (trade["goods_group"] == "total")]
    figure, axes = _panels()
    for axis, column, scale, unit in (
        (axes[0], "usd_million", 1000, "US$ billion"),
        (axes[1], "jpy_billion", 1000, "¥ trillion"),
    ):
        for flow, (colour, dash, label) in FLOWS.items():
            line = own[own["flow"] == flow].set_index("year")[column].sort_index() / scale
            _labelled(axis, line, label, colour, linestyle=dash)
        axis.set(title=unit, ylabel="", xlabel="", ylim=(0, None))
        _room(axis, own["year"], 0.2)
    points = check.drop_duplicates(["flow", "year"])
    for flow, (colour, _, _) in FLOWS.items():
        of_flow = points[points["flow"] == flow]
        axes[0].scatter(
            of_flow["year"],
            of_flow["printed_usd_million"] / 1000,
            s=46,
            facecolor="white",
            edgecolor=colour,
            linewidth=1.8,
            zorder=4,
        )
    reporter = names[own["reporter"].iloc[0]]
    first = int(points["year"].min()) if len(points) else int(own["year"].min())
    last = int(own["year"].max())
    grown = own[own["year"].isin([first, last])].pivot(index="flow", columns="year", values="usd_million")
    percent = {
        flow: f"{change:+d}%" if change else "unchanged"
        for flow, change in ((grown[last] / grown[first] - 1) * 100).round().astype(int).items()
    }
    note = f"Calendar years; exports FOB, imports CIF.\nSource: {source}; own calculation."
    if len(points):
        note = f"Circles: printed in {document}. {note}"
    add_frame(
        figure,
        f"{first} to {last}: exports {percent['export']}, imports {percent['import']}",
        f"{possessive(reporter)} trade with {names[partner]}; the change in US$",
        note,
    )
    return figure


def draw_agreement_gap(
    event: pd.DataFrame,
    trade: pd.DataFrame,
    names: dict[str, str],
    begins: int,
    compare: list[str],
    source: str,
) -> Figure:
    """By year, the partner's trade over what it would be had it grown as the others' mean: exports and
    imports, without fuels, each with the gaps that the permutation test does not refuse. event:
    customs_event."""
    rows = event[(event["comparison"] == "group") & (event["goods_group"] == "without_fuels")]
    partner = names[rows["partner"].iloc[0]]
    before = trade[(trade["year"] < begins) & trade["jpy_billion"].notna()]
    compared = {flow: set(of_flow["partner"]) for flow, of_flow in before.groupby("flow")}
    figure, axes = _panels()
    longest = rows[(rows["year_from"] < rows["year_to"]) & (rows["base_from"] < rows["base_to"])]
    longest = longest.sort_values("year_to").groupby("flow").last()
    for axis, flow in zip(axes, FLOWS, strict=True):
        yearly = rows[(rows["flow"] == flow) & (rows["year_from"] == rows["year_to"])].set_index("year_from")
        colour = FLOWS[flow][0]
        # a gap of +100% and one of −50% are as far from none
        ratios = 1 + yearly[["gap_pct", "low", "high"]] / 100
        axis.vlines(ratios.index, ratios["low"], ratios["high"], color=LIGHT_GREY, linewidth=6, zorder=1)
        axis.plot(
            ratios.index, ratios["gap_pct"], color=colour, marker="o", markersize=5, linewidth=2, zorder=3
        )
        axis.axhline(1, color="black", linewidth=0.9)
        axis.axvline(begins, color=GREY, linewidth=1, linestyle=":")
        _room(axis, ratios.index, 0)
        axis.set_yscale("log", base=2)
        axis.set_yticks([0.5, 1, 2, 4], ["half", "same", "twice", "4 times"])
        axis.set_ylim(0.36, 7)
        axis.minorticks_off()
        found = longest.loc[flow]
        axis.set(
            title=f"{FLOWS[flow][2].capitalize()}, {found['level_pct']:.0f}% intervals "
            f"(least possible p: {found['least_p']:.2f})",
            xlabel="",
        )
    axes[0].annotate(
        "agreement", (begins, 4.6), xytext=(4, 0), textcoords="offset points", color=GREY, fontsize=9.5
    )
    ranks = {
        flow: f"{FLOWS[flow][2]} {row['rank']} of {row['economies']}" for flow, row in longest.iterrows()
    }
    absent = [names[code] for code in compare if code not in compared["export"]]
    note = f"Others: {', '.join(names[code] for code in compare)}.\n"
    note += f"No exports to {' and '.join(absent)} in the years before. " if absent else ""
    add_frame(
        figure,
        f"{possessive(partner)} growth rank: {ranks['export']}, {ranks['import']}",
        "Trade without fuels over what it would be had it grown as the others'",
        f"{note}Base: the years before {begins}.\nSource: {source}; own calculation.",
    )
    return figure


def draw_intensity_both_ways(
    intensity: pd.DataFrame, partner: str, names: dict[str, str], source: str
) -> Figure:
    """Trade intensity of the pair both ways, and below it of the first other partner for which it is known.

    intensity: customs_intensity.
    """
    if intensity.empty:
        raise InputError(
            "config.yaml: series.merchandise_trade",
            f"no year with the trade of {names[partner]} and the world",
            "one that the customs have",
        )
    reporter = intensity["reporter"].iloc[0]
    others = sorted((set(intensity["importer"]) | set(intensity["exporter"])) - {reporter, partner})
    shown = [partner, *others[:1]]
    figure, axes = _panels(len(shown)) if len(shown) > 1 else _panels(2)
    change = {}
    for axis, other in zip(axes, shown, strict=False):
        for exporter, importer, colour, dash in (
            (reporter, other, BLUE, "-"),
            (other, reporter, VERMILION, "--"),
        ):
            own = intensity[(intensity["exporter"] == exporter) & (intensity["importer"] == importer)]
            line = own.set_index("year")["intensity"].sort_index()
            _labelled(axis, line, f"to {names[importer]}", colour, linestyle=dash)
            if other == partner:
                change[importer] = line.iloc[-1] / line.iloc[0] - 1
        axis.axhline(1, color="black", linewidth=0.9)
        axis.set(title=f"{names[reporter]} and {names[other]}", ylabel="", xlabel="", ylim=(0, None))
        _room(axis, line.index, 0.3)
    axes[0].annotate(
        "1: what its weight in world trade leads to expect",
        (intensity["year"].min(), 1),
        xytext=(0, 4),
        textcoords="offset points",
        fontsize=9.5,
    )
    axes[0].set_ylim(0, 1.2)
    for axis in axes[len(shown) :]:
        axis.set_visible(False)
    one_way = change[partner] > NONE and change[reporter] < NONE
    add_frame(
        figure,
        f"Intensity rose to {names[partner]}, not from {names[partner]}"
        if one_way
        else f"Trade intensity of {names[reporter]} and {names[partner]}, both ways",
        "Share in the exporter's exports over share in the world's imports",
        f"Both ways by the customs of {names[reporter]}; trade with the world: WDI.\n"
        f"Source: {source}; own calculation.",
    )
    return figure


def draw_fuels_and_rest(composition: pd.DataFrame, names: dict[str, str], base: int, source: str) -> Figure:
    """Fuels and the rest of a flow in US$, and its HHI with and without fuels.

    composition: trade_composition.
    """
    flows = composition.groupby(["reporter", "partner", "flow", "source"])
    # of several, exports before imports, and the one of most years
    longest = max(flows.groups, key=lambda key: (key[2] == "export", len(flows.groups[key])))
    own = flows.get_group(longest).set_index("year").sort_index()
    about = dict(own.iloc[0]) | dict(zip(("reporter", "partner", "flow", "source"), longest, strict=True))
    figure, axes = _panels()
    oil = own["fuels_at_base_brent_usd_million"] / 1000
    _labelled(axes[0], own["rest_usd_million"] / 1000, "the rest", BLUE)
    _labelled(axes[0], own["fuels_usd_million"] / 1000, "fuels", VERMILION, linestyle="--")
    axes[0].plot(oil.index, oil, color=VERMILION, linewidth=1.2, linestyle=":")
    _labelled(axes[1], own["hhi"], "all chapters", VERMILION, linestyle="--")
    _labelled(axes[1], own["hhi_without_fuels"], "without fuels", BLUE)
    axes[0].set(title="US$ billion", ylim=(0, None))
    axes[1].set(title="Concentration: HHI by chapter (0–10,000)", ylim=(0, None))
    for axis in axes:
        axis.set(xlabel="", ylabel="")
        _room(axis, own.index, 0.36)
    # the two ends lie close to each other
    for note, shift in zip(axes[1].texts, (7, -7), strict=True):
        note.set_position((5, shift))
    flat = abs(own["hhi_without_fuels"].iloc[-1] / own["hhi_without_fuels"].iloc[0] - 1) < NONE
    handles = [mark_key("", f"fuels at the price of Brent in {base}", VERMILION, linestyle=":")]
    handles[0].set_color(VERMILION)
    add_frame(
        figure,
        "Without fuels, concentration did not fall" if flat else "Concentration with and without fuels",
        f"{flow_title(about['reporter'], about['partner'], about['flow'], names)}, {about['valuation']}, "
        f"{period_title(about['period'])}",
        f"Fuels: HS 27. Prices of Brent: US EIA.\nSource: {source}; own calculation.",
        handles,
    )
    return figure
