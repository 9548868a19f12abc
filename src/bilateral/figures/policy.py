"""Subsidies, adoption by round, and who is in charge of critical products."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from bilateral.figures.parts import mark_key
from bilateral.figures.style import (
    BLUE,
    DARK_BLUE,
    GREY,
    LIGHT_BLUE,
    LIGHT_GREY,
    PALETTE,
    VERMILION,
    add_frame,
)
from bilateral.study.dictionary import fixed

PROGRAMMES = {
    "specified_semiconductor": (DARK_BLUE, "specified semiconductors"),
    "economic_security": (PALETTE[4], "economic security"),
}
LOW, HIGH = "max_subsidy_jpy_billion_low", "max_subsidy_jpy_billion_high"
OTHER_LOW = "other_reading_jpy_billion_low"
PALE_BLUE = "#CFE3F1"
CAP_HATCH: dict[str, Any] = {"facecolor": "white", "edgecolor": GREY, "hatch": "/////", "linewidth": 0.8}


def draw_subsidies(totals: pd.DataFrame, source: str) -> Figure:
    """Maximum subsidies in ¥ billion: by year of approval and programme, and by criterion and year.

    totals: the analysis table subsidy_totals. Filled is what is sure in every reading of shared caps, hatched
    what a cap adds; the numbers are those of the reading that the study chooses.
    """
    figure, (years, criteria) = plt.subplots(
        1, 2, figsize=(10.2, 4.9), layout="constrained", width_ratios=[0.85, 1]
    )
    by_year = _split(totals, "programme and year").sort_values("first", ascending=False)
    for year, parts in by_year.groupby("last", sort=True):
        _stack(
            years, str(year), [(PROGRAMMES[row.first][0], row) for row in parts.itertuples()], upright=True
        )
    years.set(title="By year of approval and programme", xlabel="", ylabel="¥ billion")
    years.grid(axis="x", visible=False)
    years.margins(y=0.1)
    handles = [Patch(color=colour, label=label) for colour, label in PROGRAMMES.values()]
    years.legend(handles=handles, edgecolor="none", framealpha=1, loc="upper left")
    by_criterion = _split(totals, "criterion and year")
    by_criterion = by_criterion[by_criterion["first"] != "not stated"]
    shades = dict(
        zip(sorted(by_criterion["last"].unique()), (PALETTE[4], DARK_BLUE, PALETTE[7]), strict=False)
    )
    for criterion, parts in by_criterion.groupby("first", sort=False):
        _stack(criteria, criterion, [(shades[row.last], row) for row in parts.itertuples()], upright=False)
    criteria.invert_yaxis()
    criteria.set(title="Economic security, by criterion and year", xlabel="¥ billion", ylabel="")
    criteria.grid(axis="y", visible=False)
    criteria.margins(x=0.14)
    criteria.legend(
        handles=[Patch(color=colour, label=year) for year, colour in shades.items()]
        + [Patch(**CAP_HATCH, label="under a shared cap")],
        frameon=False,
        loc="lower right",
    )
    add_frame(
        figure,
        "Maximum subsidies of approved semiconductor plans",
        "¥ billion, calendar year of approval",
        "A cap that plans share counts once. A maximum is what may be paid, not what was.\n" + source,
    )
    return figure


def _split(totals: pd.DataFrame, by: str) -> pd.DataFrame:
    """Rows of a total by two keys, with the keys as `first` and `last`."""
    own = totals[totals["by"] == by]
    return own.assign(
        first=own["group"].str.rsplit(", ", n=1).str[0], last=own["group"].str.rsplit(", ", n=1).str[1]
    )


def _stack(panel: Axes, place: str, parts: list[tuple], upright: bool) -> None:
    """One bar: what the print gives, on each other, then what caps add at most; labelled with its bounds."""
    draw = panel.bar if upright else panel.barh
    start, thick = ("bottom", "width") if upright else ("left", "height")
    low, high = (sum(getattr(row, bound) for _, row in parts) for bound in (LOW, HIGH))
    base = 0.0
    for colour, row in parts:
        size: dict[str, Any] = {start: base, thick: 0.62}
        sure = min(getattr(row, LOW), getattr(row, OTHER_LOW))
        draw(place, sure, color=colour, linewidth=0, **size)
        base += sure
    is_capped = any(row.subsidy_capped for _, row in parts)
    if is_capped:
        draw(place, high - base, **CAP_HATCH | {start: base, thick: 0.62})
    decimals = 0 if upright else 1
    label = (
        f"{fixed(low, decimals, 'low')} to {fixed(high, decimals, 'high')}"
        if is_capped
        else f"{(low + high) / 2:,.{decimals}f}"
    )
    where, shift = ((place, high), (0, 4)) if upright else ((high, place), (5, 0))
    panel.annotate(
        label,
        where,
        shift,
        textcoords="offset points",
        fontsize=9,
        ha="center" if upright else "left",
        va="bottom" if upright else "center",
    )


def draw_investment_subsidy(ledger: pd.DataFrame, source: str) -> Figure:
    """Maximum subsidy against planned investment, ¥ billion, log scales, with the line of one third.

    ledger: the analysis table subsidy_ledger. A cap is drawn as an arrow from the cap down; plans without a
    stated investment are counted in the note.
    """
    stated = ledger.dropna(subset=["investment_jpy_billion"])
    known, capped = (
        stated[stated["max_subsidy_jpy_billion"].notna()],
        stated[stated["max_subsidy_jpy_billion"].isna()],
    )
    without = len(ledger[ledger["criterion"].notna()]) - len(stated)
    figure, panel = plt.subplots(figsize=(8.2, 5.4), layout="constrained")
    reach = np.array(
        [stated["investment_jpy_billion"].min() * 0.7, stated["investment_jpy_billion"].max() * 1.6]
    )
    panel.plot(reach, reach / 3, color=GREY, linestyle="--", linewidth=1.4, zorder=1)
    panel.scatter(
        known["investment_jpy_billion"], known["max_subsidy_jpy_billion"], color=BLUE, s=46, zorder=3
    )
    for row in capped.itertuples():
        panel.annotate(
            "",
            (row.investment_jpy_billion, row.max_subsidy_jpy_billion_high / 2.2),
            (row.investment_jpy_billion, row.max_subsidy_jpy_billion_high),
            arrowprops={"arrowstyle": "->", "color": VERMILION, "linewidth": 1.6},
        )
        panel.plot(
            row.investment_jpy_billion,
            row.max_subsidy_jpy_billion_high,
            marker="_",
            color=VERMILION,
            markersize=12,
            markeredgewidth=2,
        )
    for place, row in enumerate(stated.sort_values("investment_jpy_billion").itertuples()):
        top = (
            row.max_subsidy_jpy_billion
            if not pd.isna(row.max_subsidy_jpy_billion)
            else row.max_subsidy_jpy_billion_high
        )
        # neighbours' numbers on two sides of the line, so that they do not meet
        shift, side = ((-6, 4), "right") if place % 2 else ((7, -9), "left")
        panel.annotate(
            row.plan.split("-")[1],
            (row.investment_jpy_billion, top),
            shift,
            textcoords="offset points",
            fontsize=9,
            ha=side,
        )
    panel.set(
        xscale="log",
        yscale="log",
        xlabel="Planned investment, ¥ billion",
        ylabel="Maximum subsidy, ¥ billion",
        xlim=reach,
    )
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    handles = [
        mark_key("o", "amount printed", BLUE),
        Line2D([], [], color=GREY, linestyle="--", label="a third of the investment"),
    ]
    if len(capped):
        handles.append(mark_key("_", "up to, by a cap", VERMILION, "none", markersize=11, markeredgewidth=2))
    add_frame(
        figure,
        "Is one third the rule?",
        "Plans under the economic security programme; numbers are those of the table",
        f"{without} further plans state no investment. Scales are logarithmic.\n" + source,
        handles,
    )
    return figure


def draw_adoption(rounds: pd.DataFrame, trend: pd.DataFrame, source: str) -> Figure:
    """Adoption rate of each round with its Wilson interval and the fitted trend; beside it calls and
    decisions.

    rounds, trend: the analysis tables adoption and adoption_trend.
    """
    single = rounds[rounds["round"] != "all"].reset_index(drop=True)
    whole = rounds[rounds["round"] == "all"].iloc[0]
    whole_trend = trend[(trend["per"] == "round") & (trend["left_out"] == "none")]
    fit = whole_trend[whole_trend["errors"] != "binomial"].iloc[0]
    figure, (rates, calls) = plt.subplots(1, 2, figsize=(10.2, 4.9), layout="constrained")
    places = single.index + 1
    rates.errorbar(
        places,
        single["rate_pct"],
        yerr=[single["rate_pct"] - single["rate_pct_low"], single["rate_pct_high"] - single["rate_pct"]],
        fmt="o",
        color=BLUE,
        markersize=7,
        linewidth=1.8,
        capsize=4,
        zorder=3,
    )
    curve = np.linspace(0.7, len(single) + 0.3, 60)
    rates.plot(
        curve,
        100 / (1 + np.exp(-(fit["intercept"] + fit["log_odds"] * curve))),
        color=VERMILION,
        linestyle="--",
        linewidth=1.8,
    )
    rates.axhline(whole["rate_pct"], color=LIGHT_GREY, linewidth=1.6, zorder=1)
    for place, row in zip(places, single.itertuples(), strict=True):
        rates.annotate(
            f"{row.adopted}/{row.applications}",
            (place, 0),
            (0, 4),
            textcoords="offset points",
            ha="center",
            fontsize=8.5,
            color=GREY,
        )
    rates.set(
        title="Adopted, percent of applications",
        xlabel="Round",
        ylabel="",
        ylim=(0, 100),
        xticks=list(places),
    )
    rates.grid(axis="x", visible=False)
    for place, row in zip(places, single.itertuples(), strict=True):
        opened, closed, decided = (
            mdates.date2num(day) for day in (row.call_from, row.call_to, row.decided_on)
        )
        calls.barh(place, closed - opened, left=opened, height=0.5, color=BLUE, linewidth=0)
        calls.barh(place, decided - closed, left=closed, height=0.5, color=PALE_BLUE, linewidth=0)
        calls.plot(decided, place, marker="D", color=VERMILION, markersize=6)
        calls.annotate(
            f"{row.selection_days} days",
            (decided, place),
            (9, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=GREY,
        )
    calls.xaxis_date()
    calls.xaxis.set_major_locator(mdates.YearLocator())
    calls.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    calls.invert_yaxis()
    calls.set(title="Call, selection and decision", xlabel="", ylabel="Round", yticks=list(places))
    calls.set_xlim(
        single["call_from"].min() - pd.Timedelta(days=45), single["decided_on"].max() + pd.Timedelta(days=230)
    )
    calls.grid(axis="y", visible=False)
    handles = [
        Line2D([], [], marker="o", color=BLUE, label="rate, Wilson 95% interval"),
        Line2D([], [], color=VERMILION, linestyle="--", label="binomial trend over rounds"),
        Line2D([], [], color=LIGHT_GREY, linewidth=1.6, label="all rounds"),
        Patch(color=BLUE, label="call open"),
        Patch(color=PALE_BLUE, label="selection"),
        mark_key("D", "decision", VERMILION),
    ]
    shared = single[single["shared_days"].fillna(0) > 0]
    overlap = "".join(
        f" Calls {int(row.round) - 1} and {row.round} share {row.shared_days:.0f} days."
        for row in shared.itertuples()
    )
    add_frame(
        figure,
        "Applications adopted by round",
        "Programme for diversifying overseas supply chains",
        f"Below each round: adopted/applications. The trend's odds ratio is {fit['odds_ratio']:.2f} a "
        f"round, p = {fit['p_value']:.3f} with errors scaled"
        f" by dispersion.{overlap}\n" + source,
        handles,
        columns=3,
    )
    return figure


def draw_responsibility(products: pd.DataFrame, source: str) -> Figure:
    """Each critical product with its ministry, its agency and the HS headings it covers.

    products: the analysis table critical_responsibility.
    """
    figure, (bodies, headings) = plt.subplots(
        1, 2, figsize=(10.2, 6.6), layout="constrained", width_ratios=[1.25, 1], sharey=True
    )
    ministries, agencies = (list(dict.fromkeys(products[role])) for role in ("ministry", "agency"))
    columns = [*ministries, *agencies]
    for row, product in enumerate(products.itertuples()):
        pair = sorted(columns.index(body) for body in (product.ministry, product.agency))
        bodies.hlines(row, *pair, color=LIGHT_GREY, linewidth=2, zorder=1)
        bodies.scatter([columns.index(product.ministry)], [row], s=85, color=BLUE, zorder=3)
        bodies.scatter([columns.index(product.agency)], [row], s=85, color=VERMILION, marker="s", zorder=3)
    bodies.axvline(len(ministries) - 0.5, color="black", linewidth=0.8)
    bodies.set_xticks(range(len(columns)), columns, rotation=40, ha="left")
    bodies.xaxis.tick_top()
    labels = [
        textwrap.fill(f"{row.product_no}  {row.product.split(' (')[0]}", 32) for row in products.itertuples()
    ]
    bodies.set_yticks(range(len(products)), labels)
    bodies.set(xlim=(-0.6, len(columns) - 0.4), xlabel="", ylabel="")
    headings.barh(range(len(products)), products["headings_whole"], color=DARK_BLUE, height=0.6, linewidth=0)
    headings.barh(
        range(len(products)),
        products["headings_part"],
        left=products["headings_whole"],
        color=LIGHT_BLUE,
        height=0.6,
        linewidth=0,
    )
    for row, product in enumerate(products.itertuples()):
        total = product.headings_whole + product.headings_part
        headings.annotate(
            f"{total}" if total else "none: a service",
            (total, row),
            (5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    headings.set(xlabel="HS headings (4 digits)", ylabel="")
    headings.grid(axis="y", visible=False)
    headings.tick_params(labelleft=False)
    headings.margins(x=0.12)
    bodies.invert_yaxis()
    handles = [
        mark_key("o", "ministry in charge", BLUE, markersize=9),
        mark_key("s", "agency that supports supply", VERMILION, markersize=8),
        Patch(color=DARK_BLUE, label="whole headings"),
        Patch(color=LIGHT_BLUE, label="headings in part"),
    ]
    add_frame(
        figure,
        "Who is in charge of which critical product",
        "Ministries and agencies as abbreviated in the table; HS headings that each product names",
        source,
        handles,
    )
    return figure
