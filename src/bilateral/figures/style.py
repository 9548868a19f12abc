"""One look for every figure: readable in print, in grey and by colour-blind readers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bilateral.study.characters import beyond, check_characters

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

# Okabe and Ito (2008), "Color Universal Design": told apart by colour-blind readers
BLUE, VERMILION = "#0072B2", "#D55E00"
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C6D31"]
GREY, LIGHT_GREY = "#6B6B6B", "#BDBDBD"
UNPRINTED = "#EDEDED"
LIGHT_BLUE, DARK_BLUE = "#9CC9E8", "#12507B"
# seaborn's theme whitegrid for the context notebook, as matplotlib's settings (a test holds them to seaborn):
# a process that draws waits a second for seaborn, and only one figure calls its functions
THEME = {
    "axes.axisbelow": True,
    "axes.edgecolor": ".8",
    "axes.grid": True,
    "axes.labelcolor": ".15",
    "axes.linewidth": 1.25,
    "grid.color": ".8",
    "grid.linewidth": 1,
    "legend.title_fontsize": 12,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.force_edgecolor": True,
    "text.color": ".15",
    "xtick.bottom": False,
    "xtick.color": ".15",
    "xtick.major.size": 6,
    "xtick.major.width": 1.25,
    "xtick.minor.size": 4,
    "xtick.minor.width": 1,
    "ytick.color": ".15",
    "ytick.left": False,
    "ytick.major.size": 6,
    "ytick.major.width": 1.25,
    "ytick.minor.size": 4,
    "ytick.minor.width": 1,
}


def use_style(fonts: Sequence[str] = ()) -> None:
    """Sets the theme and what makes two drawings of one figure the same bytes.

    fonts: files of further fonts, tried in their order for what the built-in one lacks.
    """
    # what takes the colours alone need not wait for matplotlib
    import matplotlib
    from matplotlib import font_manager

    # a matplotlibrc of the user or in the study's folder is none of the rule's inputs
    matplotlib.rcdefaults()
    matplotlib.use("Agg")
    families = ["DejaVu Sans"]
    for path in fonts:
        font_manager.fontManager.addfont(path)
        families.append(font_manager.FontProperties(fname=path).get_name())
    settings: Any = THEME | {
        "font.family": families,
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.labelsize": 10,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "legend.fontsize": 9.5,
        "svg.hashsalt": "bilateral",
        "svg.fonttype": "path",
        "savefig.dpi": 150,
    }
    matplotlib.rcParams.update(settings)


def _check_fonts(figure: Figure, title: str) -> None:
    """Raises InputError where a text of the figure has characters that none of its fonts has."""
    from matplotlib import font_manager, rcParams
    from matplotlib.text import Text

    text = "".join(artist.get_text() for artist in figure.findobj(Text))
    if beyond(text):
        files = (font_manager.findfont(family) for family in rcParams["font.family"])
        check_characters(
            f"figure {title!r}",
            text,
            {code for file in files for code in font_manager.get_font(file).get_charmap()},
        )


def add_frame(
    figure: Figure, title: str, unit: str, note: str, handles: list | None = None, columns: int | None = None
) -> None:
    """Title, unit and legend above, note and source below, clear of the axes; the last step of a figure.

    A figure that is narrower than one of them, as one of a single panel may be, is widened.
    Raises InputError for characters that no font has, which would be boxes."""
    inches = figure.get_figheight()
    texts: list[Artist] = [
        figure.text(0.01, 1 - 0.10 / inches, title, fontsize=13, fontweight="bold", va="top"),
        figure.text(0.01, 1 - 0.38 / inches, unit, fontsize=10, color=GREY, va="top"),
        figure.text(0.01, 0.08 / inches, note, fontsize=8.5, color=GREY, va="bottom", linespacing=1.35),
    ]
    above, below = 0.68, 0.28 + 0.17 * note.count("\n")
    if handles:
        legend = figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(0.002, 1 - 0.60 / inches),
            ncols=columns or len(handles),
            frameon=False,
            borderpad=0,
        )
        # constrained layout would make room for it a second time
        legend.set_in_layout(False)
        texts.append(legend)
        above += 0.08 + 0.24 * -(-len(handles) // (columns or len(handles)))
    _check_fonts(figure, title)
    _widen(figure, texts)
    bottom = below / inches
    # imported here, where a figure has been drawn: whoever only asks for a colour does not load it
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    layout = figure.get_layout_engine()
    if not isinstance(layout, ConstrainedLayoutEngine):
        raise TypeError(f"found the layout {layout}, expected constrained")
    layout.set(rect=(0.005, bottom, 0.99, 1 - bottom - above / inches))
    _settle(figure, layout)


def _widen(figure: Figure, texts: list[Artist]) -> None:
    """Makes the figure as wide as its widest text, in whole tenths of an inch, with a hundredth on both
    sides."""
    # as measured here, texts are a hundredth or two wider than they are drawn
    inches = max(text.get_window_extent().width for text in texts) / figure.dpi
    if inches > figure.get_figwidth():
        figure.set_figwidth(math.ceil(10 * inches / 0.98) / 10)


def _settle(figure: Figure, layout: ConstrainedLayoutEngine) -> None:
    """Fixes the axes where the layout puts them, rounded.

    The layout's solver orders its variables by memory address, so that its last digits differ from run
    to run, and with them ids in the SVG.
    """
    layout.execute(figure)
    # without any engine: one that only holds the place has every file drawn twice
    figure.set_layout_engine(None)
    for axes in figure.axes:
        left, bottom, width, height = (round(float(x), 4) for x in axes.get_position(original=True).bounds)
        axes.set_position((left, bottom, width, height))
