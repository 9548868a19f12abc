"""The pair among others, and the largest supplier's share."""

import pandas as pd
import pytest

from bilateral.figures.style import COLOURS, ECONOMIES, NARROW, WIDE
from bilateral.figures.value_chains import draw_import_content, draw_suppliers
from tests.figures import check_words

PAIR = {"reporter": "JPN", "partner": "IND"}
NAMES = {"JPN": "Japan", "IND": "India", "CHN": "China", "KOR": "Korea"}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)


@SIZES
def test_the_pair_is_in_colour_and_on_top_and_others_are_grey(size):
    rows = [
        (economy, year, 13.0, other)
        for economy, other in (("JPN", 11.0), ("IND", 11.1), ("KOR", 11.2), ("CHN", 99.0))
        for year in (1995, 2020)
    ]
    frame = pd.DataFrame(rows, columns=["economy", "year", "import_content_pct", "other_pct"])
    figure = draw_import_content(frame, PAIR, NAMES, size)
    for panel in figure.axes:
        assert [line.get_color() for line in panel.lines] == [
            COLOURS["others"],
            COLOURS["others"],
            ECONOMIES[1],
            ECONOMIES[0],
        ]
    # four lines that end at one value have four names
    check_words(figure)


@SIZES
def test_a_panel_a_mineral_that_the_pair_has(size):
    rows = [
        (reporter, year, code, share)
        for reporter, code, share in (("JPN", "2504", 90.4), ("IND", "2504", 0.0), ("JPN", "2822", 100.0))
        for year in (2023, 2024)
    ]
    frame = pd.DataFrame(rows, columns=["reporter", "year", "hs_code", "top_share_pct"])
    figure = draw_suppliers(frame, PAIR, NAMES, size)
    assert [axis.get_title(loc="left") for axis in figure.axes] == ["Natural graphite", "Cobalt oxides"]
    assert [text.get_text() for text in figure.axes[0].texts] == ["Japan 90%", "India 0%"]
    check_words(figure)
