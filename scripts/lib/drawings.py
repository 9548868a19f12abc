"""Where figures meet the disk: each wide as SVG and PNG, and narrow as SVG."""

from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from bilateral.figures.style import NARROW, WIDE, Size, png_bytes, svg_text, use_style
from lib import files

# what draws each figure at a size, by the figure's name
Drawings = dict[str, Callable[[Size], Figure]]


def write(drawings: Drawings, inputs: dict, outputs: dict) -> None:
    """Draws the figures whose paths are among the outputs of the rule, with the fonts among its inputs."""
    use_style(inputs["fonts"])
    for wide, phone, pixels in zip(outputs["svg"], outputs["narrow"], outputs["png"], strict=True):
        draw = drawings[Path(wide).stem]
        for size, path in ((WIDE, wide), (NARROW, phone)):
            figure = draw(size)
            files.write_text(svg_text(figure, Path(path).stem), path)
            if size is WIDE:
                files.write_bytes(png_bytes(figure), pixels)
            plt.close(figure)


def written(main: Callable[..., Drawings]) -> Callable[..., Drawings]:
    """The main of a script gives the figures that its rule names, and `run` draws them."""
    main.write = write  # type: ignore[attr-defined]
    return main
