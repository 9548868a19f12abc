"""What any drawn figure must keep: room for its words, and colours that read on both grounds."""

from itertools import combinations

import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

# Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", table of matrices for severity 1.0, for linear RGB
BLIND = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def linear(colour: str) -> np.ndarray:
    """#rrggbb as linear RGB (IEC 61966-2-1)."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    high, low = sorted((float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other)))[::-1]
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, blindness: str = "none") -> np.ndarray:
    """CIELAB under D65, as a reader with that blindness sees it."""
    seen = np.clip(np.array(BLIND[blindness]) @ linear(colour), 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in np.array(to_xyz) @ seen / [0.9505, 1.0, 1.089]
    )
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, blindness: str = "none") -> float:
    """CIE76 colour difference."""
    return float(np.linalg.norm(lab(one, blindness) - lab(other, blindness)))


def words(figure: Figure) -> list[tuple[str, Bbox]]:
    """Each level text that is drawn, with the box it takes in pixels."""
    figure.canvas.draw()
    hidden = [label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for label in _hidden(axis)]
    return [
        (text.get_text(), text.get_window_extent())
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and not text.get_rotation() and text not in hidden
    ]


def _hidden(axis: Axis) -> list[Text]:
    """Names at ticks beyond the limits are made, not drawn."""
    low, high = sorted(axis.get_view_interval())
    slack = 1e-6 * (high - low)
    return [
        label
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]
        if not low - slack <= tick.get_loc() <= high + slack
        for label in (tick.label1, tick.label2)
    ]


def check_words(figure: Figure) -> None:
    """Nothing leaves the figure, nothing covers another text, and there is no title above the panels."""
    assert not figure.texts and figure.get_suptitle() == ""
    found = words(figure)
    width, height = figure.get_size_inches() * figure.dpi
    for text, box in found:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1, text
    for (one, first), (other, second) in combinations(found, 2):
        # letters do not fill their box, which has room for marks above and tails below
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        small = min(first.height, second.height)
        assert across <= 1 or down <= 0.3 * small, f"{one!r} and {other!r}"
