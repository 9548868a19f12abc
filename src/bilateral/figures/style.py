"""One look for every figure: colours, type, and the two sizes that each is drawn in."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bilateral.study.characters import beyond, check_characters

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# a page puts its own colours in the place of these four, so a figure has no other ink, grid or ground
INK, SOFT, LINE, GROUND = "#1f2328", "#5b6168", "#d9dce0", "#ffffff"

# One colour, one thing. Each stands 3:1 at least on white and on #161618, and those that meet in a figure
# differ for readers without red or green cones (tests/unit/bilateral/figures/test_colours.py).
COLOURS = {
    "exports": "#17a193",
    "imports": "#b23c6e",
    "balance": "#a0741a",
    "fuels": "#8f5c27",
    "machinery": "#4f78b8",
    "rest": "#3aa565",
    "manufacturing": "#2f8fd0",
    "services": "#7d6a14",
    "together": "#2f8a5d",
    "contradicted": "#d3202f",
    "others": "#85898f",
}
# economies: the pair's reporter, its partner, then the others in the order of the study's names
ECONOMIES = ("#2462c4", "#dd7713", "#c368c9", "#327c2c", "#1795b5", "#97720f", "#8b7cf0")
FLOW_COLOURS = {"export": COLOURS["exports"], "import": COLOURS["imports"], "balance": COLOURS["balance"]}
# type in points; a narrow figure is shown at about 1.4 pixels a point, so that the smallest has 11
TEXT, SMALL = 8.5, 8.0


@dataclass(frozen=True)
class Size:
    """How wide a figure is in inches, and how many panels stand side by side."""

    name: str
    inches: float
    across: int

    @property
    def narrow(self) -> bool:
        return self.across == 1


# for the text width of a page of paper; for a screen of 390 pixels
WIDE, NARROW = Size("wide", 6.5, 2), Size("narrow", 3.6, 1)

SETTINGS: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": LINE,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.labelcolor": SOFT,
    "axes.labelsize": TEXT,
    "axes.linewidth": 0.8,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlepad": 7,
    "axes.titlesize": TEXT,
    "axes.titleweight": "bold",
    "axes.unicode_minus": True,
    "figure.facecolor": "none",
    "font.size": TEXT,
    "grid.color": LINE,
    "grid.linewidth": 0.8,
    "hatch.linewidth": 0.8,
    "legend.borderaxespad": 0,
    "legend.borderpad": 0,
    "legend.columnspacing": 1.4,
    "legend.fontsize": TEXT,
    "legend.frameon": False,
    "legend.handletextpad": 0.5,
    "legend.labelcolor": INK,
    "lines.linewidth": 1.9,
    "lines.solid_capstyle": "round",
    "savefig.facecolor": "none",
    "svg.fonttype": "none",
    "text.color": INK,
    "xtick.bottom": False,
    "xtick.color": SOFT,
    "xtick.labelsize": SMALL,
    "ytick.color": SOFT,
    "ytick.labelsize": SMALL,
    "ytick.left": False,
}


def use_style(fonts: Sequence[str] = ()) -> None:
    """Sets the look and what makes two drawings of one figure the same bytes.

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
    settings: Any = SETTINGS | {"font.family": families}
    matplotlib.rcParams.update(settings)


def economy_colours(names: dict[str, str], pair: dict[str, str]) -> dict[str, str]:
    """ISO code to colour: the pair's own two, then the others as the study names them; grey where the safe
    colours end."""
    pair_codes = (pair["reporter"], pair["partner"])
    codes = [*pair_codes, *(code for code in names if code not in pair_codes)]
    return dict.fromkeys(codes, COLOURS["others"]) | dict(zip(codes, ECONOMIES, strict=False))


def check_fonts(figure: Figure, name: str) -> None:
    """Raises InputError where a text of the figure has characters that none of its fonts has, which would be
    boxes."""
    from matplotlib import font_manager, rcParams
    from matplotlib.text import Text

    text = "".join(artist.get_text() for artist in figure.findobj(Text))
    if beyond(text):
        files = (font_manager.findfont(family) for family in rcParams["font.family"])
        check_characters(
            f"figure {name!r}",
            text,
            {code for file in files for code in font_manager.get_font(file).get_charmap()},
        )


def svg_text(figure: Figure, name: str) -> str:
    """The figure as SVG on a transparent ground, its text in whatever sans-serif the page has.

    name: of the file; it keeps the ids of several figures on one page apart.
    """
    import matplotlib

    drawn = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name}):
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    # groups are numbered anew in every figure, and nothing refers to them
    text = re.sub(r'<g id="[^"]*"', "<g", drawn.getvalue())
    text = re.sub(r' transform="rotate\(-0 [^"]*"', "", text)
    return re.sub(r"font-family: [^;\"]*", "font-family: sans-serif", text)


def png_bytes(figure: Figure) -> bytes:
    """The figure as PNG on white, for what shows no SVG."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=200, facecolor=GROUND, metadata={"Software": None})
    return drawn.getvalue()
