"""What the figures plot, not their pixels."""

import pandas as pd
import pytest

from bilateral.figures.style import use_style
from bilateral.figures.trade import draw_concentration, draw_share_structure

NAMES = {"JPN": "Japan", "IND": "India"}
CHAPTERS = pd.DataFrame({"hs_chapter": ["84", "85"], "label": ["Machinery", "Electrical machinery"]})
KEYS = {"reporter": "JPN", "partner": "IND"}


@pytest.fixture(autouse=True)
def _style():
    use_style()


def texts(figure):
    return [text.get_text() for text in figure.texts]


def test_share_structure_shows_each_printed_share_and_leaves_the_rest_blank():
    shares = pd.DataFrame(
        [("export", 2000, 1, "84", 31.7), ("export", 2005, 1, "85", 40.0), ("export", 2005, 2, "84", 30.0)],
        columns=["flow", "year", "rank", "hs_chapter", "share_pct"],
    ).assign(**KEYS)
    figure = draw_share_structure(shares, CHAPTERS, NAMES, "Source: X.")
    panel = figure.axes[0]
    assert panel.get_title(loc="left") == "Japan's exports to India"
    assert [label.get_text() for label in panel.get_yticklabels()] == [
        "85  Electrical machinery",
        "84  Machinery",
    ]
    assert sorted(text.get_text() for text in panel.texts) == ["30.0", "31.7", "40.0"]
    assert any("Percent" in text for text in texts(figure)) and any(
        "Source: X." in text for text in texts(figure)
    )
    assert "2 largest" in texts(figure)[0]


def test_concentration_plots_ranges_and_marks_verdicts():
    rows = pd.DataFrame(
        [
            (2000, "top_3_share", 54.7, 54.55, 54.85, "holds"),
            (2000, "hhi", 1500.0, 1400.0, 1450.0, "contradicted"),
            (2005, "top_3_share", None, 50.0, 51.0, "not_printed"),
            (2005, "hhi", 1420.0, 1400.0, 1450.0, "within_rounding"),
        ],
        columns=["year", "measure", "printed", "low", "high", "verdict"],
    ).assign(flow="import", **KEYS)
    figure = draw_concentration(rows, NAMES, "Source: X.")
    shares, hhi = figure.axes
    assert hhi.get_ylabel() == "HHI (0–10,000)" and shares.get_ylabel() == "percent"
    ranges = hhi.collections[0].get_segments()
    assert [(segment[0][1], segment[1][1]) for segment in ranges] == [(1400, 1450), (1400, 1450)]
    points = {tuple(point) for collection in hhi.collections[1:] for point in collection.get_offsets()}
    assert points == {(2000, 1500.0), (2005, 1420.0)}
    # what is not printed has a range and no point
    assert sum(len(collection.get_offsets()) for collection in shares.collections[1:]) == 1
