"""A figure of matplotlib, seaborn or Altair as text in SVG and as pixels; other tables as cells."""

import base64
import io
import re
from importlib.util import find_spec
from typing import Any

import pandas as pd

from crossfoot import InputError

# pixels for an inch in Word
DPI = 200
MINUS = re.compile(r"^-(?=[\d.])")
MOST_WORDS = 12
GOES_IN = "a figure, axes or grid of matplotlib or seaborn, an Altair chart, a DataFrame or a Styler"


def check_title(what: str, title: str) -> None:
    """what: such as figure 'adoption'."""
    if not 0 < len(title.split()) <= MOST_WORDS:
        found = f"a title of {len(title.split())} words ({title[:60]!r})"
        raise InputError(
            what, found, f"what it shows, in at most {MOST_WORDS} words; units and notes have their own place"
        )


def pictures(anything: Any, narrow: Any = None) -> dict | None:
    """wide and, where given, narrow as SVG, and the wide one as PNG in base64; None for what is no figure."""
    drawn = _drawn(anything)
    if drawn is None:
        return None
    svg, png = drawn
    made: dict = {"wide": {"svg": svg}, "png": base64.b64encode(png).decode("ascii")}
    if narrow is not None:
        small = _drawn(narrow)
        if small is None:
            raise InputError("show(…)", f"narrow={type(narrow).__name__}", "a figure")
        made["narrow"] = {"svg": small[0]}
    return made


def _drawn(anything: Any) -> tuple[str, bytes] | None:
    if type(anything).__module__.partition(".")[0] == "altair" and hasattr(anything, "to_json"):
        return _altair(anything)
    figure = _figure_of(anything)
    return _matplotlib(figure) if figure is not None else None


def _altair(chart: Any) -> tuple[str, bytes]:
    if find_spec("vl_convert") is None:
        raise InputError(
            "an Altair chart", "no package that draws it", "vl-convert-python (pip install vl-convert-python)"
        )
    import vl_convert

    specification = chart.to_json()
    svg = vl_convert.vegalite_to_svg(specification)
    return svg, vl_convert.vegalite_to_png(specification, scale=2)


def _figure_of(anything: Any) -> Any:
    """matplotlib's figure of a figure, axes, or grid of seaborn."""
    if isinstance(anything, pd.DataFrame | pd.Series):
        return None
    figure = getattr(anything, "figure", anything)
    # axes of a subfigure
    while type(figure).__name__ == "SubFigure":
        figure = figure.figure
    return figure if hasattr(figure, "savefig") and hasattr(figure, "axes") else None


def _matplotlib(figure: Any) -> tuple[str, bytes]:
    import matplotlib
    import matplotlib.pyplot as plt

    vector, pixels = io.StringIO(), io.BytesIO()
    # one drawing is the same bytes in every run, and its words are words
    with matplotlib.rc_context({"svg.hashsalt": "bilateral", "svg.fonttype": "none"}):
        figure.savefig(vector, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        figure.savefig(pixels, format="png", dpi=DPI, metadata={"Software": None})
    # Jupyter would show an open one a second time
    plt.close(figure)
    return vector.getvalue(), pixels.getvalue()


def styled(styler: Any) -> pd.DataFrame:
    """The cells of a pandas Styler as it displays them, without what it hides.

    Raises InputError for headings of several levels.
    """
    between = "\x1f"
    if styler.columns.nlevels > 1:
        raise InputError("show(…)", f"{styler.columns.nlevels} rows of headings", "one")
    head, *lines = styler.to_string(delimiter=between).splitlines()
    labels = [label.strip() for label in head.split(between)]
    rows = [[MINUS.sub("−", cell.strip()) for cell in line.split(between)] for line in lines]
    if any(len(row) != len(labels) for row in rows):
        raise InputError("show(…)", "a cell of several lines", "one line a cell")
    frame = pd.DataFrame(rows, columns=labels)
    # a hidden column leaves its place
    return frame.loc[:, [bool(label) or frame.iloc[:, at].any() for at, label in enumerate(labels)]]
