"""Where two pictures differ, by hand."""

import io

import pytest
from PIL import Image

from bilateral.changes.pictures import MARK, changed_figures, difference


def png(size, colour, dot=None):
    picture = Image.new("RGBA", size, colour)
    if dot:
        picture.paste(dot[1], dot[0])
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


RED, BLUE = (200, 0, 0, 255), (0, 0, 200, 255)


def test_a_changed_colour_is_marked_where_it_is():
    marked, share = difference(
        png((40, 20), "white", ((0, 0, 10, 10), RED)), png((40, 20), "white", ((0, 0, 10, 10), BLUE))
    )
    # a square of 10 by 10 in 40 by 20
    assert share == pytest.approx(100 * 100 / 800)
    picture = Image.open(io.BytesIO(marked)).convert("RGB")
    assert picture.getpixel((5, 5)) == MARK and picture.getpixel((30, 15)) == (255, 255, 255)


def test_what_nobody_sees_is_no_difference():
    assert difference(png((4, 4), (100, 100, 100)), png((4, 4), (103, 100, 100)))[1] == 0
    # a transparent ground is white paper
    assert difference(png((4, 4), (0, 0, 0, 0)), png((4, 4), "white"))[1] == 0


def test_a_larger_picture_differs_where_the_other_has_nothing():
    assert difference(png((10, 10), RED), png((10, 20), RED))[1] == pytest.approx(50)


def test_new_gone_and_redrawn_figures():
    one, other = png((4, 4), RED), png((4, 4), BLUE)
    drawings = ({"a": b"1", "same": b"1"}, {"a": b"2", "same": b"2"})
    found = changed_figures(
        {"a": one, "gone": one, "same": one}, {"a": other, "new": one, "same": one}, drawings
    )
    assert [(figure.name, figure.share_pct) for figure in found] == [
        ("a", 100),
        ("gone", 100),
        ("new", 100),
        # the file of the drawing alone
        ("same", 0),
    ]
    assert found[3].difference is None and found[1].after is None and found[2].before is None
