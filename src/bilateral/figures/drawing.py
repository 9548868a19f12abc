"""A figure at one size: its panels, lines with gaps, names in place of legends, and the layout of all."""

from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from bilateral.figures.style import GROUND, INK, SOFT, TEXT, Size, check_fonts

# points between a line's end and its name; height of a line of text over the size of its type
GAP, LEADING = 5, 1.22


class Drawing:
    """One figure. Panels stand side by side where the size has room, else below each other."""

    def __init__(
        self,
        size: Size,
        panels: int = 1,
        height: float = 2.6,
        across: int | None = None,
        ratios: Sequence[float] | None = None,
        **share: Any,
    ) -> None:
        """height: inches of a panel. across: panels side by side in a wide figure, where not the usual
        number. ratios: widths of panels side by side. share: sharex and sharey of matplotlib."""
        self.size = size
        self.columns = max(1, min(panels, 1 if size.narrow else across or size.across))
        rows = -(-panels // self.columns)
        self.figure, grid = plt.subplots(
            rows,
            self.columns,
            figsize=(size.inches, height * rows),
            layout="constrained",
            squeeze=False,
            width_ratios=ratios if ratios and self.columns == len(ratios) else None,
            **share,
        )
        self.axes: list[Axes] = list(grid.flat)[:panels]
        for unused in list(grid.flat)[panels:]:
            unused.remove()
        for axis in self.axes:
            axis.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        self._ends: list[tuple[Axes, list[Annotation]]] = []

    def years(self, axis: Axes, first: int, last: int, margin: float = 0.5) -> None:
        """The axis has these years, and names the last one and others at equal steps before it."""
        axis.set_xlim(first - margin, last + margin)
        # inches of a panel less those of its numbers and names, over those of a year and the gap after it
        step = year_step(last - first, max(2, int((self.size.inches / self.columns - 0.9) / 0.42)))
        axis.set_xticks(range(last, first - 1, -step)[::-1])
        axis.tick_params(axis="x", labelbottom=True)

    def name_ends(self, axis: Axes, ends: Sequence[tuple[str, float, float, str]]) -> None:
        """Names at the ends of lines, in place of a legend. ends: name, year, value, colour."""
        # a name takes two fifths of a panel at most
        room = 0.4 * 72 * self.size.inches / self.columns
        made = [
            axis.annotate(
                broken(self.figure, name, room),
                (year, value),
                (GAP, 0),
                textcoords="offset points",
                va="center",
                color=colour,
                fontweight="bold" if colour != SOFT else "normal",
                annotation_clip=False,
            )
            for name, year, value, colour in ends
        ]
        self._ends.append((axis, made))

    def lines(
        self, axis: Axes, lines: Iterable[tuple[str, pd.Series, str]], value: str = "", **look: Any
    ) -> bool:
        """Lines by year, each with its name at its end, of one name once; says whether there is any.

        lines: name, values, colour. value: of the last value, after the name, as in " {:.0f}%"."""
        ends = {}
        for name, line, colour in lines:
            if line.notna().any():
                end = draw_line(axis, line.sort_index(), colour, **look)
                ends[name] = (name + value.format(end[1]), *end, colour)
        self.name_ends(axis, list(ends.values()))
        return bool(ends)

    def key(self, handles: Sequence[Any], columns: int | None = None) -> None:
        """What marks mean, above the panels, where it can't be said beside them."""
        rows = columns or (1 if self.size.narrow else len(handles))
        self.figure.legend(handles=list(handles), loc="outside upper left", ncols=rows)

    def finish(self, name: str) -> Figure:
        """The figure with everything in its place; the last step of each. name: for an error's place.

        Raises InputError for characters that no font has."""
        check_fonts(self.figure, name)
        # a panel's width less its numbers
        room = 72 * self.size.inches / self.columns - 40
        for axis in self.axes:
            axis.set_title(broken(self.figure, axis.get_title(loc="left"), room))
        settle(self.figure)
        for axis, texts in self._ends:
            _spread(axis, texts)
        return self.figure


def text_width(figure: Figure, text: str, points: float = TEXT, weight: str = "normal") -> float:
    """Points that a line of text takes."""
    canvas: Any = figure.canvas
    font = FontProperties(size=points, weight=weight)
    return canvas.get_renderer().get_text_width_height_descent(text, font, False)[0] * 72 / figure.dpi


def broken(figure: Figure, title: str, room: float) -> str:
    """A panel's title in as many lines as it needs for this many points."""
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(figure, longer, weight="bold") <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def year_step(span: int, most: int) -> int:
    """Years between two named ones: 1, 2, 3, 4, 5 or a multiple of five, so that `most` are named at most."""
    steps = (1, 2, 3, 4, 5, *range(10, 1000, 5))
    return next(step for step in steps if span // step + 1 <= most)


def settle(figure: Figure) -> None:
    """Fixes the axes where the layout puts them, rounded.

    The layout's solver orders its variables by memory address, so that its last digits differ from run
    to run, and with them ids in the SVG.
    """
    layout: Any = figure.get_layout_engine()
    if layout is None:
        return
    # in inches; nothing is cut at the edge
    layout.set(w_pad=0.03, h_pad=0.04, wspace=0.03, hspace=0.05)
    layout.execute(figure)
    # without any engine: one that only holds the place has every file drawn twice
    figure.set_layout_engine(None)
    for axes in figure.axes:
        left, bottom, width, height = (round(float(x), 4) for x in axes.get_position(original=True).bounds)
        axes.set_position((left, bottom, width, height))


def _spread(axis: Axes, texts: list[Annotation]) -> None:
    """Moves names apart, up and down, where they would touch."""
    scale = 72 / axis.figure.dpi
    heights = [axis.transData.transform(text.xy)[1] * scale for text in texts]
    order = sorted(range(len(texts)), key=lambda at: heights[at])
    box = axis.get_window_extent()
    step = LEADING * TEXT * max((text.get_text().count("\n") + 1 for text in texts), default=1)
    more = (step - LEADING * TEXT) / 2
    low, high = box.y0 * scale + 1 + more, box.y1 * scale + 4 - more
    places = spread([heights[at] for at in order], step, low, high)
    for at, place in zip(order, places, strict=True):
        texts[at].set_position((GAP, round(place - heights[at], 2)))


def spread(
    heights: list[float], step: float, low: float = float("-inf"), high: float = float("inf")
) -> list[float]:
    """The nearest places (least squares) to these, in their order, that stand `step` apart, from low to high
    where there is room.

    heights: ascending. Places that would touch stand about their mean (pool adjacent violators: Ayer,
    Brunk, Ewing, Reid and Silverman 1955).
    """
    blocks: list[list[float]] = []
    for at, height in enumerate(heights):
        blocks.append([height - at * step])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    high -= (len(heights) - 1) * step
    flat = [max(low, min(_mean(block), high)) for block in blocks for _ in block]
    return [place + at * step for at, place in enumerate(flat)]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def draw_line(axis: Axes, line: pd.Series, colour: str, **look: Any) -> tuple[float, float]:
    """A line by year that breaks where a year is missing; a year between two missing ones is a point.

    Gives the last year that has a value, with the value, for its name. line: by year, with one value at
    least.
    """
    line = line.dropna()
    last = float(line.index[-1]), float(line.iloc[-1])
    line = line.reindex(range(int(line.index.min()), int(line.index.max()) + 1))
    axis.plot(line.index, line, color=colour, **look)
    alone = line[line.notna() & line.shift(1).isna() & line.shift(-1).isna()]
    if len(alone):
        axis.scatter(alone.index, alone, s=14, color=colour, linewidth=0)
    return last


def draw_printed(axis: Axes, years: Any, values: Any, **look: Any) -> None:
    """What the document prints: open circles in ink."""
    usual: dict[str, Any] = {"s": 34, "facecolor": GROUND, "edgecolor": INK, "linewidth": 1.4, "zorder": 5}
    axis.scatter(years, values, **usual | look)


def zero_line(axis: Axes, at: float = 0) -> None:
    """The line that values are read from: zero, or one for a ratio."""
    axis.axhline(at, color=INK, linewidth=0.9, zorder=1.5)


def say(axis: Axes, text: str, at: tuple[float, float], shift: tuple[float, float], **look: Any) -> None:
    """A few words at a place of the data, moved by points; with a thin line to it where `arrow` is true.

    Each line of them is a text of its own, which a page's font leaves where it is."""
    arrow = {"arrowstyle": "-", "color": SOFT, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 4}
    arrows = arrow if look.pop("arrow", False) else None
    lines, height = text.split("\n"), LEADING * look.get("fontsize", TEXT)
    above = {"top": 0, "center": (len(lines) - 1) / 2}.get(look.get("va", ""), len(lines) - 1)
    for number, line in enumerate(lines):
        axis.annotate(
            line,
            at,
            (shift[0], shift[1] + (above - number) * height),
            textcoords="offset points",
            annotation_clip=False,
            arrowprops=arrows if number == len(lines) - 1 else None,
            **{"color": SOFT} | look,
        )


def line_key(colour: str, label: str, dash: Any = "-") -> Line2D:
    """A line for the key."""
    return Line2D([], [], color=colour, linestyle=dash, label=label)


def mark_key(marker: str, label: str, edge: str, face: str | None = None, **look: Any) -> Line2D:
    """A mark for the key, filled with its edge's colour unless a face is given."""
    return Line2D(
        [],
        [],
        marker=marker,
        linestyle="none",
        color=edge,
        markerfacecolor=face or edge,
        markeredgecolor=edge,
        label=label,
        **{"markersize": 6} | look,
    )


def nothing_to_draw(size: Size, name: str, why: str) -> Figure:
    """A figure that says why there is nothing to show; a study's rules draw it all the same."""
    drawing = Drawing(size, height=0.9)
    axis = drawing.axes[0]
    axis.set_axis_off()
    axis.text(0, 0.5, why, transform=axis.transAxes, va="center", color=SOFT, wrap=True)
    return drawing.finish(name)
