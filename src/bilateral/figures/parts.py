"""What several figures draw: lines with gaps, and what stands in their legends."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bilateral.figures.style import BLUE, GREY, VERMILION, add_frame

# the height of a line of text, in inches
LINE = 0.19
# colour, dash and words of each flow
FLOWS = {"export": (BLUE, "-", "exports"), "import": (VERMILION, "--", "imports")}


def nothing_to_draw(title: str, why: str) -> Figure:
    """A figure that says why there is nothing to show; a study's rules draw it all the same."""
    figure, axis = plt.subplots(figsize=(8.2, 2.4), layout="constrained")
    axis.set_axis_off()
    add_frame(figure, title, "", why)
    return figure


def draw_with_gaps(axis: Axes, line: pd.Series, **look) -> None:
    """A line by year that breaks where a year is missing; a year between two missing ones is a point."""
    axis.plot(line.index, line, linewidth=2, **look)
    alone = line[line.notna() & line.shift(1).isna() & line.shift(-1).isna()]
    if len(alone):
        axis.scatter(alone.index, alone, s=16, color=look["color"])


def line_key(colour: str, dash: Any, label: str) -> Line2D:
    """A line for the legend. dash: a line style of matplotlib."""
    return Line2D([], [], color=colour, linestyle=dash, linewidth=2, label=label)


def mark_key(marker: str, label: str, edge: str, face: str | None = None, **look) -> Line2D:
    """A mark for the legend, filled with its edge's colour unless a face is given."""
    return Line2D(
        [],
        [],
        marker=marker,
        color="none",
        markerfacecolor=face or edge,
        markeredgecolor=edge,
        label=label,
        **look,
    )


def label_ends(
    axis: Axes, lines: pd.DataFrame, names: dict[str, str], colours: dict[str, str], inches: float
) -> None:
    """Names at the ends of lines by year, moved apart where they would touch, in place of a legend; the years
    of the axis end with the lines.

    lines: a column a line. names: of the columns. colours: of those that stand out. inches: about the height
    of the axis, which the layout settles later. Call it once the axis has its limits.
    """
    first, last = lines.index[0], lines.index[-1]
    low, high = axis.get_ylim()
    step = LINE / inches * (high - low)
    ends = lines.ffill().iloc[-1].dropna().sort_values()
    places = ends.to_list()
    for _ in range(200):
        for at in range(len(places) - 1):
            short = step - (places[at + 1] - places[at])
            if short > 0:
                places[at : at + 2] = [places[at] - short / 2, places[at + 1] + short / 2]
    for code, place in zip(ends.index, places, strict=True):
        axis.annotate(
            names.get(str(code), str(code)),
            (last, place),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            fontsize=10.5,
            color=colours.get(str(code), GREY),
            fontweight="bold" if code in colours else "normal",
            annotation_clip=False,
        )
    margin = 0.03 * (last - first)
    axis.set_xlim(first - margin, last + 0.25 * (last - first))
    every = max(1, -(-(last - first) // 5))
    axis.set_xticks([year for year in range(first, last + 1) if (last - year) % every == 0])
