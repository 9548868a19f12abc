"""Figures of two builds, and a picture of where they differ."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

# what differs is drawn in this colour on a pale copy of the new figure
MARK = (214, 39, 40)
PALE = 0.25
# steps of brightness, of 255, below which nobody sees a difference
SEEN = 8


@dataclass(frozen=True)
class Figure:
    """One that changed. before, after, difference: PNG, None where there is none; share_pct: of its area, how
    much differs; 0 where only the drawing's file does."""

    name: str
    before: bytes | None
    after: bytes | None
    difference: bytes | None
    share_pct: float


def changed_figures(
    old: dict[str, bytes], new: dict[str, bytes], drawings: tuple[dict[str, bytes], dict[str, bytes]]
) -> list[Figure]:
    """old, new: PNG by name; drawings: the same figures as SVG, old and new."""
    found = []
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if before == after:
            if drawings[0].get(name, b"") != drawings[1].get(name, b"") and name in drawings[0]:
                found.append(Figure(name, before, after, None, 0.0))
        elif before is None or after is None:
            found.append(Figure(name, before, after, None, 100.0))
        else:
            marked, share = difference(before, after)
            found.append(Figure(name, before, after, marked if share else None, share))
    return found


def difference(before: bytes, after: bytes) -> tuple[bytes, float]:
    """A PNG of what differs, and the share of its area in percent; of two sizes the larger one counts."""
    one, other = _opened(before), _opened(after)
    size = (max(one.width, other.width), max(one.height, other.height))
    one, other = _on_white(one, size), _on_white(other, size)
    mask = ImageChops.difference(one, other).convert("L").point(lambda step: 255 if step > SEEN else 0)
    pale = Image.blend(Image.new("RGB", size, "white"), other, PALE)
    pale.paste(MARK, mask=mask)
    kept = io.BytesIO()
    pale.quantize(64).save(kept, "PNG")
    return kept.getvalue(), 100 * mask.histogram()[255] / (size[0] * size[1])


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGBA")


def _on_white(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    ground = Image.new("RGBA", size, "white")
    ground.alpha_composite(picture)
    return ground.convert("RGB")
