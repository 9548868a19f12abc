"""Trade by the reporter's own customs, and what the partner's figures say of its composition."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bilateral.figures.drawing import Drawing, draw_line, draw_printed, say, zero_line
from bilateral.figures.style import COLOURS, FLOW_COLOURS, INK, SMALL, SOFT, Size
from bilateral.figures.words import FLOWS
from crossfoot import InputError


def draw_customs_totals(
    trade: pd.DataFrame, check: pd.DataFrame, partner: str, document: str | None, size: Size
) -> Figure:
    """The pair's exports and imports in US$ billion and in ¥ trillion, with the document's printed points on
    the dollars.

    trade: customs_trade. check: customs_check. document: how the document is cited.
    """
    own = trade[(trade["partner"] == partner) & (trade["goods_group"] == "total")]
    drawing = Drawing(size, 2, height=2.5 if size.narrow else 2.7)
    for axis, column, unit in (
        (drawing.axes[0], "usd_million", "US$ billion"),
        (drawing.axes[1], "jpy_billion", "¥ trillion"),
    ):
        _flows(drawing, axis, own.assign(value=own[column] / 1000))
        axis.set_title(unit)
        axis.set_ylim(0, None)
    points = check[check["year"].isin(own["year"])].drop_duplicates(["flow", "year"])
    draw_printed(drawing.axes[0], points["year"], points["printed_usd_million"] / 1000)
    if len(points):
        highest = points.sort_values("printed_usd_million").iloc[-1]
        say(
            drawing.axes[0],
            f"printed in\n{document}",
            (highest["year"], highest["printed_usd_million"] / 1000),
            (-14, 9),
            ha="right",
            va="center",
            color=INK,
            arrow=True,
        )
    return drawing.finish("customs_totals")


def _flows(drawing: Drawing, axis: Axes, rows: pd.DataFrame) -> None:
    """Exports and imports by year, named at their ends. rows: flow, year, value."""
    values = {flow: rows[rows["flow"] == flow].set_index("year")["value"] for flow in FLOWS}
    drawing.lines(axis, [(name, values[flow], FLOW_COLOURS[flow]) for flow, name in FLOWS.items()])
    drawing.years(axis, int(rows["year"].min()), int(rows["year"].max()))


def draw_agreement_gap(event: pd.DataFrame, names: dict[str, str], agreement: str, size: Size) -> Figure:
    """By year, the partner's trade without fuels over what it would be had it grown as the others' mean, with
    the range that the others' own gaps allow; a panel for exports and one for imports, on one scale by powers
    of two.

    event: customs_event. agreement: the day on which it entered into force, as in 2011-08-01.
    """
    rows = event[
        (event["comparison"] == "group")
        & (event["goods_group"] == "without_fuels")
        & (event["year_from"] == event["year_to"])
    ]
    # a year's value stands at its middle
    begins = int(agreement[:4]) + (int(agreement[5:7] or 1) - 1) / 12 - 0.5
    drawing = Drawing(size, 2, height=2.5 if size.narrow else 2.9, sharey=True)
    partner = names[rows["partner"].iloc[0]]
    lowest, highest = 1.0, 1.0
    for axis, flow in zip(drawing.axes, FLOWS, strict=True):
        yearly = rows[rows["flow"] == flow].set_index("year_from").sort_index()
        # a gap of +100% and one of −50% are as far from none
        ratios = 1 + yearly[["gap_pct", "low", "high"]] / 100
        lowest, highest = min(lowest, ratios["low"].min()), max(highest, ratios["high"].max())
        colour = FLOW_COLOURS[flow]
        axis.vlines(ratios.index, ratios["low"], ratios["high"], color=colour, alpha=0.3, linewidth=5)
        axis.plot(ratios.index, ratios["gap_pct"], color=colour, marker="o", markersize=3.5, zorder=3)
        axis.axvline(begins, color=SOFT, linewidth=0.9, linestyle=(0, (2, 2)))
        zero_line(axis, 1)
        axis.set_title(f"Exports to {partner}" if flow == "export" else f"Imports from {partner}")
        drawing.years(axis, int(ratios.index.min()), int(ratios.index.max()))
        last = ratios["gap_pct"].iloc[-1]
        text = f"{last:.1f} times" if round(last, 1) != 1 else "the same"
        drawing.name_ends(axis, [(text, ratios.index[-1], last, colour)])
    powers = [power for power in range(-8, 9) if lowest / 1.3 < 2.0**power < highest * 1.3]
    _by_powers(drawing, {2.0**power: _times(power) for power in powers}, lowest / 1.15, highest * 1.35)
    first = drawing.axes[0]
    say(first, "agreement", (begins, highest * 1.25), (4, 0), va="top")
    say(first, "as the others", (first.get_xlim()[1], 1), (-2, -3), ha="right", va="top", color=INK)
    return drawing.finish("agreement_gap")


def _by_powers(drawing: Drawing, ticks: dict[float, str], low: float, high: float) -> None:
    """Every panel on a scale by powers of two, with these ticks."""
    for axis in drawing.axes:
        axis.set_yscale("log", base=2)
        axis.set_yticks(list(ticks), list(ticks.values()))
        axis.set_ylim(low, high)
        axis.minorticks_off()
        axis.tick_params(labelleft=True)


def _times(power: int) -> str:
    words = {-2: "a quarter", -1: "half", 0: "same", 1: "twice"}
    return words.get(power, f"{2**power} times" if power > 0 else f"1/{2**-power}")


def draw_intensity_both_ways(
    intensity: pd.DataFrame, partner: str, names: dict[str, str], size: Size
) -> Figure:
    """Trade intensity of the pair both ways, and beside it of the first other partner for which it is known,
    on one scale by powers of two; 1 is what shares in world trade lead to expect.

    intensity: customs_intensity.
    """
    if intensity.empty:
        found = f"no year with the trade of {names[partner]} and the world"
        raise InputError("config.yaml: series.merchandise_trade", found, "one that the customs have")
    reporter = intensity["reporter"].iloc[0]
    others = sorted((set(intensity["importer"]) | set(intensity["exporter"])) - {reporter, partner})
    shown = [partner, *others[:1]]
    drawing = Drawing(size, len(shown), height=2.4 if size.narrow else 2.9, sharey=True)
    drawn = intensity[intensity["exporter"].isin(shown) | intensity["importer"].isin(shown)]
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    for axis, other in zip(drawing.axes, shown, strict=True):
        lines = []
        for exporter, importer, flow in ((reporter, other, "export"), (other, reporter, "import")):
            own = intensity[(intensity["exporter"] == exporter) & (intensity["importer"] == importer)]
            lines.append((FLOWS[flow], own.set_index("year")["intensity"], FLOW_COLOURS[flow]))
        drawing.lines(axis, lines, " {:.2g}")
        zero_line(axis, 1)
        axis.set_title(f"{names[reporter]} and {names[other]}")
        drawing.years(axis, first, last)
    low, high = (getattr(drawn["intensity"][drawn["intensity"] > 0], end)() for end in ("min", "max"))
    low, high = min(low, 0.9) / 1.2, max(high, 1.1) * 1.2
    ticks = [2.0**power for power in range(-12, 13) if low <= 2.0**power <= high]
    _by_powers(drawing, {tick: f"{tick:g}" for tick in ticks}, low, high)
    say(drawing.axes[0], "1: expected from world trade", (first, 1), (-3, 3), fontsize=SMALL)
    return drawing.finish("intensity_both_ways")


def draw_fuels_and_rest(composition: pd.DataFrame, base: int, size: Size) -> Figure:
    """Fuels and the rest of a flow in US$ billion, fuels also at the oil price of a base year; and the flow's
    concentration by HS chapter with and without fuels.

    composition: trade_composition; of several flows, exports before imports, and the one of most years.
    """
    flows = composition.groupby(["reporter", "partner", "flow", "source"])
    longest = max(flows.groups, key=lambda key: (key[2] == "export", len(flows.groups[key])))
    own = flows.get_group(longest).set_index("year").sort_index()
    drawing = Drawing(size, 2, height=2.5 if size.narrow else 2.7)
    amounts, concentration = drawing.axes
    fuels, rest = COLOURS["fuels"], COLOURS["rest"]
    oil = own["fuels_at_base_brent_usd_million"] / 1000
    ends = [
        ("all else", *draw_line(amounts, own["rest_usd_million"] / 1000, rest), rest),
        ("fuels", *draw_line(amounts, own["fuels_usd_million"] / 1000, fuels), fuels),
    ]
    amounts.plot(oil.index, oil, color=fuels, linewidth=1.3, linestyle=(0, (1, 1.4)))
    # below its line, where there is room above the axis
    is_low = oil.iloc[0] < 0.15 * max(own["rest_usd_million"].max(), own["fuels_usd_million"].max()) / 1000
    say(
        amounts,
        f"fuels at the oil\nprice of {base}",
        (oil.index[0], oil.iloc[0]),
        (0, 4 if is_low else -5),
        va="bottom" if is_low else "top",
        color=fuels,
    )
    amounts.set_title("US$ billion")
    drawing.name_ends(amounts, ends)
    both = [("all goods", own["hhi"], INK), ("without fuels", own["hhi_without_fuels"], rest)]
    drawing.lines(concentration, both)
    concentration.set_title("Concentration (HHI)")
    for axis in drawing.axes:
        axis.set_ylim(0, None)
        drawing.years(axis, int(own.index.min()), int(own.index.max()))
    concentration.yaxis.set_major_formatter("{x:,.0f}")
    return drawing.finish("fuels_and_rest")
