"""Lines, their names, years on an axis, and the file that comes of a figure."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.figures.drawing import Drawing, draw_line, spread, year_step
from bilateral.figures.style import GROUND, INK, LINE, NARROW, SOFT, WIDE, png_bytes, svg_text
from crossfoot import InputError
from tests.figures import check_words

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=12).map(sorted), st.floats(0.1, 100))
def test_names_stand_apart_and_move_no_further_than_they_must(heights, step):
    found = spread(heights, step)
    assert all(b - a >= step - 1e-6 for a, b in zip(found, found[1:], strict=False))
    # what pushes apart on both sides alike leaves the middle where it is
    assert np.mean(found) == pytest.approx(np.mean(heights), abs=1e-6)
    if all(b - a >= step for a, b in zip(heights, heights[1:], strict=False)):
        assert found == pytest.approx(heights, abs=1e-6)


def test_two_names_at_one_height_move_half_a_step_each():
    assert spread([10, 10, 50], 12) == [4, 16, 50]
    assert spread([10, 10, 50], 12, low=8) == [8, 20, 50]
    assert spread([10, 49, 50], 12, high=50) == [10, 38, 50]


@pytest.mark.parametrize(
    ("span", "most", "step"), [(0, 2, 1), (4, 5, 1), (5, 5, 2), (25, 5, 10), (25, 7, 4), (200, 5, 45)]
)
def test_years_at_equal_steps(span, most, step):
    assert year_step(span, most) == step and span // step + 1 <= most


def test_a_line_breaks_where_a_year_is_missing_and_a_lone_year_is_a_point():
    axis = Drawing(WIDE).axes[0]
    end = draw_line(axis, pd.Series({2018: 1.0, 2019: 2.0, 2021: 4.0, 2022: None}), "#000000")
    assert end == (2021, 4.0)
    assert np.isnan(axis.lines[0].get_ydata()).tolist() == [False, False, True, False]
    assert axis.collections[0].get_offsets().tolist() == [[2021, 4]]


def test_each_line_with_a_value_is_named_once_at_its_last_year():
    drawing = Drawing(WIDE)
    axis = drawing.axes[0]
    one, none = pd.Series({2020: 7.0, 2019: 2.0}), pd.Series({2019: float("nan")})
    assert drawing.lines(axis, [("a", one, INK), ("b", none, INK), ("a", one * 2, INK)], " {:.0f}%")
    assert [(text.get_text(), text.xy) for text in axis.texts] == [("a 14%", (2020, 14.0))]
    assert len(axis.lines) == 2
    assert not Drawing(WIDE).lines(axis, [("b", none, INK)])


@SIZES
def test_names_at_the_ends_do_not_touch_whatever_the_values(size):
    drawing = Drawing(size, 2, height=2.5)
    for axis, factor in zip(drawing.axes, (1.0, 1e9), strict=True):
        ends = []
        for number, value in enumerate((1.0, 1.0, 1.001, 1.002, 900.0)):
            line = pd.Series({2000: 0.0, 2025: value * factor})
            ends.append((f"Economy {number}", *draw_line(axis, line, INK), INK))
        drawing.years(axis, 2000, 2025)
        drawing.name_ends(axis, ends)
        axis.yaxis.set_major_formatter("{x:.0e}")
    check_words(drawing.finish("names"))


def test_a_long_title_is_broken_where_its_panel_ends():
    drawing = Drawing(WIDE, 2)
    drawing.axes[0].set_title("Bosnia and Herzegovina in the trade of Trinidad and Tobago")
    drawing.axes[1].set_title("¥ billion")
    figure = drawing.finish("titles")
    first, second = (axis.get_title(loc="left") for axis in drawing.axes)
    assert first.split() == "Bosnia and Herzegovina in the trade of Trinidad and Tobago".split()
    assert first.count("\n") == 1 and second == "¥ billion"
    check_words(figure)


@SIZES
def test_panels_stand_side_by_side_or_below_each_other(size):
    drawing = Drawing(size, 2)
    first, second = (axis.get_subplotspec() for axis in drawing.axes)
    assert (first.rowspan == second.rowspan) == (size is WIDE)
    assert drawing.figure.get_figwidth() == size.inches


def test_the_files_have_text_as_text_no_ids_to_clash_and_the_page_s_own_four_colours():
    drawing = Drawing(WIDE)
    axis = drawing.axes[0]
    axis.plot([2000, 2001], [1, 2], color=INK)
    axis.scatter([2000], [1], color=GROUND, edgecolor=SOFT)
    figure = drawing.finish("plain")
    text = svg_text(figure, "plain")
    assert text == svg_text(figure, "plain") and "<dc:date>" not in text
    assert ">2000.0<" in text or ">2000<" in text.replace("\n", "")
    assert set(re.findall(r"font-family: ([^;\"]*)", text)) == {"sans-serif"}
    assert '<g id="' not in text and {INK, SOFT, LINE, GROUND} == set(re.findall("#[0-9a-f]{6}", text))
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert ids and ids.isdisjoint(re.findall(r' id="([^"]+)"', svg_text(figure, "other")))
    assert png_bytes(figure).startswith(b"\x89PNG")


def test_axes_stand_where_they_stand_in_every_run():
    for axes in Drawing(WIDE, 3).finish("grid").axes:
        assert all(edge == round(edge, 4) for edge in axes.get_position().bounds)


def test_a_name_that_no_font_has_stops_the_figure():
    drawing = Drawing(WIDE)
    drawing.axes[0].set_title("韓国")
    with pytest.raises(
        InputError, match="figure 'x'.*characters that no font here has: 韓国; expected `font:`"
    ):
        drawing.finish("x")
