"""What several figures draw: lines with gaps, and what stands in their legends."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bilateral.figures.style import BLUE, VERMILION, add_frame

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
