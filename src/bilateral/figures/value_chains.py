"""Imports within exports over the years, and China's and others' part in critical minerals."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, VERMILION, add_frame
from bilateral.figures.words import possessive

# narrow enough for a telephone, where a figure is 390 pixels wide
WIDTH = 5.6
MINERALS = {"2504": "Natural graphite", "2822": "Cobalt oxides", "282520": "Lithium oxides"}


def draw_import_content(economies: pd.DataFrame, pair: dict[str, str], names: dict[str, str]) -> Figure:
    """Import content of exports by year, above all of it, below without energy; the pair in colour.

    economies: the analysis table value_chains, of any economies.
    """
    figure, panels = plt.subplots(2, 1, figsize=(WIDTH, 7.4), layout="constrained", sharex=True)
    colours = {pair["reporter"]: BLUE, pair["partner"]: VERMILION}
    ordered = sorted(set(economies["economy"]), key=lambda code: code in colours)
    for panel, column, title in (
        (panels[0], "import_content_pct", "All imports"),
        (panels[1], "other_pct", "Without imported energy products"),
    ):
        wide = economies.pivot(index="year", columns="economy", values=column)[ordered]
        for code in ordered:
            own = colours.get(code)
            panel.plot(wide.index, wide[code], color=own or LIGHT_GREY, linewidth=2.4 if own else 1.3)
        _label_ends(panel, wide, {code: names.get(code, code) for code in ordered}, colours)
        panel.set(title=title, ylim=(0, None), xlabel="", ylabel="")
        panel.grid(axis="x", visible=False)
    panels[1].xaxis.get_major_locator().set_params(integer=True)
    add_frame(
        figure,
        _title(economies, pair, names),
        "Import content of exports, percent",
        "Imports within exports, direct and through home suppliers.\nSource: OECD Input–Output Tables, "
        "edition of 2023;\nown computation after Hummels, Ishii and Yi (2001).",
    )
    return figure


def draw_suppliers(suppliers: pd.DataFrame, pair: dict[str, str], names: dict[str, str]) -> Figure:
    """The largest known supplier's share in the pair's imports of each mineral, a panel a mineral.

    suppliers: the analysis table critical_suppliers.
    """
    own = suppliers[suppliers["reporter"].isin(pair.values())]
    codes = [code for code in MINERALS if code in set(own["hs_code"])]
    figure, panels = plt.subplots(
        len(codes),
        1,
        figsize=(WIDTH, 1.5 + 1.95 * len(codes)),
        layout="constrained",
        sharex=True,
        squeeze=False,
    )
    colours = {pair["reporter"]: BLUE, pair["partner"]: VERMILION}
    for panel, code in zip(panels[:, 0], codes, strict=True):
        wide = own[own["hs_code"] == code].pivot(index="year", columns="reporter", values="top_share_pct")
        for reporter in wide:
            panel.plot(wide.index, wide[reporter], color=colours[reporter], linewidth=2.4, marker="o")
        _label_ends(panel, wide, names, colours)
        panel.set(title=f"{MINERALS[code]} (HS {code})", ylim=(0, 105), xlabel="", ylabel="")
        panel.grid(axis="x", visible=False)
    panels[-1, 0].xaxis.get_major_locator().set_params(integer=True)
    supplier = own["top_partner"].dropna().unique()
    whose = possessive(names.get(supplier[0], supplier[0])) if len(supplier) == 1 else "Largest supplier's"
    last = own[own["year"] == own["year"].max()].pivot(
        index="hs_code", columns="reporter", values="top_share_pct"
    )
    higher = [code for code in codes if last.loc[code, pair["reporter"]] > last.loc[code, pair["partner"]]]
    words = " and ".join(MINERALS[code].split()[-1 if code == "2504" else 0].lower() for code in higher)
    add_frame(
        figure,
        f"{whose} share is higher in {names[pair['reporter']]}: {words}"
        if 0 < len(higher) < len(codes)
        else f"{whose} share in imports of critical minerals",
        "Percent of imports by value, CIF",
        "HS 2017 until 2021, HS 2022 since.\nSource: UN Comtrade.",
    )
    return figure


def _title(economies: pd.DataFrame, pair: dict[str, str], names: dict[str, str]) -> str:
    """What the last year shows of the pair."""
    last = economies[economies["year"] == economies["year"].max()].set_index("economy")
    reporter, partner = pair["reporter"], pair["partner"]
    if not {reporter, partner} <= set(last.index):
        return "Imports within exports"
    here, there = names[reporter], names[partner]
    for one, other, first, second in ((reporter, partner, here, there), (partner, reporter, there, here)):
        if (
            last.loc[one, "import_content_pct"] < last.loc[other, "import_content_pct"]
            and last.loc[one, "other_pct"] > last.loc[other, "other_pct"]
        ):
            return f"Without energy, {first} imports more for its exports"
        if last.loc[one, "import_content_pct"] > last.loc[other, "import_content_pct"] and (
            last.loc[one, "other_pct"] > last.loc[other, "other_pct"]
        ):
            return f"{first} imports more for its exports than {second}"
    return "Imports within exports"


def _label_ends(axis: Axes, wide: pd.DataFrame, names: dict[str, str], colours: dict[str, str]) -> None:
    """Names at the ends of the lines, moved apart where they would touch."""
    ends = wide.iloc[-1].dropna().sort_values()
    step = 0.062 * max(float(wide.max().max()), 1.0) * 2.6 / max(axis.get_position().height * 7.4, 1.0)
    places: list[float] = []
    for value in ends:
        places.append(max(float(value), places[-1] + step) if places else float(value))
    over = places[-1] - max(float(ends.iloc[-1]), places[-1] - step) if places else 0.0
    for (code, _), place in zip(ends.items(), places, strict=True):
        axis.annotate(
            names.get(str(code), str(code)),
            (wide.index[-1], place - over / 2),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
            color=colours.get(str(code), GREY),
            fontweight="bold" if code in colours else "normal",
            annotation_clip=False,
        )
    axis.set_xlim(wide.index[0], wide.index[-1] + 0.24 * (wide.index[-1] - wide.index[0]))
