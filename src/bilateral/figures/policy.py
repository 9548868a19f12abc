"""Subsidies, adoption by round, and who is in charge of critical products."""

import re
import textwrap

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from bilateral.figures.drawing import Drawing, mark_key, say
from bilateral.figures.style import COLOURS, ECONOMIES, GROUND, INK, LINE, SMALL, SOFT, Size

# the policies are the reporter's own, so they have its colour
OWN = ECONOMIES[0]
# what stands behind a firm's name; firms that are named
FORMS = re.compile(r",? (Corporation|Inc\.|K\.K\.|G\.K\.|Co\.?,? Ltd\.|Industries, Ltd\.|Ltd\.)$")
NAMED = 7
# ¥ billion to which most subsidies are rounded
TENTH = 0.1


def draw_subsidies(ledger: pd.DataFrame, totals: pd.DataFrame, size: Size) -> Figure:
    """Maximum subsidies in ¥ billion by the first firm of each plan, the largest first, a segment a plan with
    the year of its approval, and the rest together.

    ledger: the analysis table subsidy_ledger. totals: subsidy_totals, whose row `all` counts a cap that plans
    share once.
    """
    stated = ledger.dropna(subset=["max_subsidy_jpy_billion"])
    stated = stated.assign(firm=stated["entities"].str.split("; ").str[0])
    by_firm = stated.groupby("firm")["max_subsidy_jpy_billion"].sum().sort_values(ascending=False)[:NAMED]
    whole = totals[totals["by"] == "all"].iloc[0]
    bounds = [whole["max_subsidy_jpy_billion_low"], whole["max_subsidy_jpy_billion_high"]]
    rest = max(sum(bounds) / 2 - by_firm.sum(), 0)
    others = len(ledger) - int(stated["firm"].isin(by_firm.index).sum())
    drawing = Drawing(size, height=0.6 + 0.27 * (len(by_firm) + 1))
    axis = drawing.axes[0]
    for row, firm in enumerate(by_firm.index):
        start = 0.0
        for plan in stated[stated["firm"] == firm].sort_values("approved_on").itertuples():
            amount = plan.max_subsidy_jpy_billion
            axis.barh(row, amount, left=start, height=0.66, color=OWN, edgecolor=GROUND, linewidth=1)
            start += amount
        share = f" ({100 * start / (sum(bounds) / 2):.0f}%)" if row == 0 else ""
        say(axis, f"{start:,.1f}{share}", (start, row), (4, 0), va="center", color=INK)
    axis.barh(len(by_firm), rest, height=0.66, color=COLOURS["others"], linewidth=0)
    say(axis, f"{rest:,.1f}", (rest, len(by_firm)), (4, 0), va="center", color=INK)
    labels = [*map(short_name, by_firm.index), f"{others} other plans"]
    axis.set_yticks(range(len(labels)), labels, color=INK)
    axis.set_ylim(len(labels) - 0.5, -0.5)
    axis.set_xlim(0, 1.01 * max(by_firm.max(), rest))
    axis.set_xticks([])
    axis.grid(visible=False)
    axis.spines["bottom"].set_visible(False)
    return drawing.finish("subsidies")


def short_name(firm: str) -> str:
    """A firm without its legal form, or its abbreviation where one stands in brackets."""
    if found := re.search(r"\(([A-Z]{2,})\)", firm):
        return found[1]
    return FORMS.sub("", firm)


def draw_investment_subsidy(ledger: pd.DataFrame, size: Size) -> Figure:
    """Maximum subsidy in percent of the planned investment, a row a plan that states both, on the range that
    its digits leave, and lighter on that of subsidies rounded to ¥0.1 billion; the line is one third.

    ledger: the analysis table subsidy_ledger.
    """
    stated = ledger.dropna(subset=["investment_jpy_billion"])
    subsidy, investment = "max_subsidy_jpy_billion", "investment_jpy_billion"
    shares = pd.DataFrame(
        {
            "name": [
                f"{short_name(row.entities.split('; ')[0])} ({row.plan.split('-')[-1]})"
                for row in stated.itertuples()
            ],
            "low": 100 * stated[f"{subsidy}_low"] / stated[f"{investment}_high"].fillna(stated[investment]),
            "high": 100 * stated[f"{subsidy}_high"] / stated[f"{investment}_low"],
            "share": 100 * stated[subsidy] / stated[investment],
            "tenths_low": 100 * (stated[subsidy] - TENTH / 2) / stated[investment],
            "tenths_high": 100 * (stated[subsidy] + TENTH / 2) / stated[investment],
            "size": stated[investment],
        }
    ).sort_values("size", ascending=False)
    rows = range(len(shares))
    drawing = Drawing(size, height=0.6 + 0.22 * len(shares))
    panel = drawing.axes[0]
    panel.axvline(100 / 3, color=INK, linewidth=0.9, zorder=1)
    panel.hlines(rows, shares["tenths_low"], shares["tenths_high"], color=OWN, alpha=0.25, linewidth=7)
    panel.hlines(rows, shares["low"], shares["high"], color=OWN, alpha=0.45, linewidth=7)
    panel.scatter(shares["share"], rows, color=OWN, s=22, linewidth=0, zorder=3)
    panel.set_yticks(rows, list(shares["name"]), color=INK)
    panel.set_ylim(len(shares) - 0.4, -0.8)
    panel.grid(axis="y", visible=False)
    panel.grid(axis="x", visible=True)
    panel.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    panel.set_xlabel("percent of investment")
    say(panel, "one third", (100 / 3, -0.8), (0, 3), ha="center", va="bottom", color=INK)
    return drawing.finish("investment_subsidy")


def draw_adoption(rounds: pd.DataFrame, trend: pd.DataFrame, size: Size) -> Figure:
    """Adoption in percent of applications by round, with Wilson intervals, the fitted trend and the rate of
    all rounds; and the numbers of applications and of those adopted.

    rounds, trend: the analysis tables adoption and adoption_trend.
    """
    single = rounds[rounds["round"] != "all"].reset_index(drop=True)
    whole = rounds[rounds["round"] == "all"].iloc[0]
    fits = trend[(trend["per"] == "round") & (trend["left_out"] == "none")]
    fit = fits[fits["errors"] != "binomial"].iloc[0]
    drawing = Drawing(size, 2, height=2.5 if size.narrow else 2.8)
    rates, numbers = drawing.axes
    places = single.index + 1
    rates.vlines(places, single["rate_pct_low"], single["rate_pct_high"], color=OWN, alpha=0.35, linewidth=5)
    rates.scatter(places, single["rate_pct"], color=OWN, s=28, linewidth=0, zorder=3)
    curve = np.linspace(0.4, len(single) + 0.6, 60)
    rates.plot(
        curve,
        100 / (1 + np.exp(-(fit["intercept"] + fit["log_odds"] * curve))),
        color=INK,
        linestyle=(0, (3, 2)),
        linewidth=1.2,
    )
    rates.axhline(whole["rate_pct"], color=SOFT, linewidth=0.9)
    rates.set_ylim(0, 100)
    rates.set_title("Adopted, percent of applications")
    drawing.name_ends(
        rates,
        [
            ("trend", curve[-1], 100 / (1 + np.exp(-(fit["intercept"] + fit["log_odds"] * curve[-1]))), INK),
            (f"all {whole['rate_pct']:.0f}%", curve[-1], whole["rate_pct"], SOFT),
        ],
    )
    numbers.bar(places, single["applications"], color=OWN, alpha=0.35, width=0.72, linewidth=0)
    numbers.bar(places, single["adopted"], color=OWN, width=0.72, linewidth=0)
    for place, row in zip(places, single.itertuples(), strict=True):
        say(numbers, f"{row.applications}", (place, row.applications), (0, 2), ha="center", color=INK)
    numbers.set_ylim(0, single["applications"].max() * 1.15)
    numbers.set_title("Applications (adopted: dark)")
    years = [day.year for day in single["decided_on"]]
    ticks = [
        f"{place}\n’{year % 100:02}" if place == 1 or year != years[place - 2] else f"{place}"
        for place, year in zip(places, years, strict=True)
    ]
    for panel in drawing.axes:
        panel.set_xticks(list(places), ticks)
        panel.set_xlim(0.4, len(single) + 0.6)
        panel.set_xlabel("round, year of decision")
    return drawing.finish("adoption")


def draw_responsibility(products: pd.DataFrame, size: Size) -> Figure:
    """Each critical product with its ministry and its agency, and how many HS headings (4 digits) it covers,
    whole ones darker than those in part.

    products: the analysis table critical_responsibility.
    """
    labels = [
        textwrap.shorten(
            f"{row.product_no} {row.product.split(' (')[0]}", 24 if size.narrow else 34, placeholder="…"
        )
        for row in products.itertuples()
    ]
    drawing = Drawing(size, 2, height=0.9 + 0.24 * len(products), ratios=[1.3, 1], sharey=not size.narrow)
    bodies, headings = drawing.axes
    ministries, agencies = (list(dict.fromkeys(products[role])) for role in ("ministry", "agency"))
    columns = [*ministries, *agencies]
    rows = range(len(products))
    for row, product in enumerate(products.itertuples()):
        pair = sorted(columns.index(body) for body in (product.ministry, product.agency))
        bodies.hlines(row, pair[0], pair[1], color=LINE, linewidth=1.5, zorder=1)
    bodies.scatter([columns.index(name) for name in products["ministry"]], rows, s=40, color=OWN, zorder=3)
    bodies.scatter(
        [columns.index(name) for name in products["agency"]],
        rows,
        s=32,
        facecolor=GROUND,
        edgecolor=OWN,
        linewidth=1.5,
        marker="s",
        zorder=3,
    )
    bodies.set_xticks(range(len(columns)), columns, rotation=55, ha="left", rotation_mode="anchor")
    bodies.xaxis.tick_top()
    bodies.set_xlim(-0.6, len(columns) - 0.4)
    bodies.grid(visible=False)
    whole, part = products["headings_whole"], products["headings_part"]
    headings.barh(rows, whole, color=OWN, height=0.6, linewidth=0)
    headings.barh(rows, part, left=whole, color=OWN, alpha=0.4, height=0.6, linewidth=0)
    for row, total in enumerate(whole + part):
        text = f"{total}" if total else "a service"
        say(headings, text, (total, row), (4, 0), va="center", color=INK, fontsize=SMALL)
    headings.set_xlim(0, 1.25 * max((whole + part).max(), 1))
    headings.set_xticks([])
    headings.grid(visible=False)
    headings.set_title("HS headings")
    for panel in drawing.axes:
        panel.set_yticks(rows, labels, color=INK)
        panel.set_ylim(len(products) - 0.4, -0.6)
        panel.spines["bottom"].set_visible(False)
        panel.tick_params(length=0)
    drawing.key(
        [
            mark_key("o", "ministry", OWN),
            mark_key("s", "agency", OWN, GROUND, markeredgewidth=1.5),
            Patch(color=OWN, label="whole headings"),
            Patch(color=OWN, alpha=0.4, label="in part"),
        ],
        columns=2 if size.narrow else 4,
    )
    return drawing.finish("critical_responsibility")
