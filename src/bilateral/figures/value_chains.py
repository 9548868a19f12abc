"""Imports within exports over the years, and China's and others' part in critical minerals."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from bilateral.figures.parts import label_ends
from bilateral.figures.style import BLUE, LIGHT_GREY, VERMILION, add_frame
from bilateral.figures.words import possessive

# narrow enough for a telephone, where a figure is 390 pixels wide
WIDTH = 5.6
WORDS = {"2504": "graphite", "2822": "cobalt", "282520": "lithium"}
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
        panel.set(title=title, ylim=(0, None), xlabel="", ylabel="")
        label_ends(panel, wide, names, colours, 2.55)
        panel.grid(axis="x", visible=False)
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
        panel.set(title=f"{MINERALS[code]} (HS {code})", ylim=(0, 105), xlabel="", ylabel="")
        label_ends(panel, wide, names, colours, 1.6)
        panel.grid(axis="x", visible=False)
    last = own[own["year"] == own["year"].max()].pivot(
        index="hs_code", columns="reporter", values="top_share_pct"
    )
    higher = [code for code in codes if last.loc[code, pair["reporter"]] > last.loc[code, pair["partner"]]]
    words = " and ".join(WORDS[code] for code in higher)
    supplier = own["top_partner"].dropna().unique()
    one = names.get(supplier[0], supplier[0]) if len(supplier) == 1 else "The largest supplier"
    add_frame(
        figure,
        f"{one} supplies more of {possessive(names[pair['reporter']])} {words}"
        if 0 < len(higher) < len(codes)
        else f"{possessive(one)} share in imports of critical minerals",
        f"Percent of imports by value (CIF), {names[pair['reporter']]} beside {names[pair['partner']]}",
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
            return f"Without energy, {possessive(first)} exports hold more imports than {possessive(second)}"
        if last.loc[one, "import_content_pct"] > last.loc[other, "import_content_pct"] and (
            last.loc[one, "other_pct"] > last.loc[other, "other_pct"]
        ):
            return f"{possessive(first)} exports hold more imports than {possessive(second)}"
    return "Imports within exports"
