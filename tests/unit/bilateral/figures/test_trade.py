"""What the figures plot, not their pixels."""

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from bilateral.figures.style import COLOURS, NARROW, WIDE
from bilateral.figures.trade import draw_concentration, draw_share_structure
from bilateral.figures.trade_totals import draw_totals
from tests.figures import check_words

NAMES = {"JPN": "Japan", "IND": "India"}
CHAPTERS = pd.DataFrame({"hs_chapter": ["84", "85"], "label": ["Machinery", "Electrical machinery " * 3]})
KEYS = {"reporter": "JPN", "partner": "IND"}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)


@SIZES
def test_share_structure_shows_each_printed_share_and_a_dot_for_the_rest(size):
    shares = pd.DataFrame(
        [("export", 2000, 1, "84", 31.7), ("export", 2005, 1, "85", 40.0), ("export", 2005, 2, "84", 30.0)],
        columns=["flow", "year", "rank", "hs_chapter", "share_pct"],
    ).assign(**KEYS)
    figure = draw_share_structure(shares, CHAPTERS, NAMES, size)
    panel = figure.axes[0]
    assert panel.get_title(loc="left") == "Japan's exports to India"
    called = [label.get_text() for label in panel.get_yticklabels()]
    assert called[0].startswith("85 Electrical") and called[0].endswith("…") and called[1] == "84 Machinery"
    assert sorted(text.get_text() for text in panel.texts) == ["30.0", "31.7", "40.0", "·"]
    check_words(figure)


def concentration(*rows):
    columns = ["year", "measure", "printed", "low", "high", "verdict"]
    return pd.DataFrame(rows, columns=columns).assign(flow="import", **KEYS)


@SIZES
def test_concentration_draws_ranges_and_what_is_contradicted_in_red(size):
    rows = concentration(
        (2000, "top_3_share", 56.0, 54.55, 54.85, "contradicted"),
        (2000, "top_10_share", 80.0, 79.5, 80.5, "holds"),
        (2000, "hhi", 1500.0, 1400.0, 1450.0, "contradicted"),
        (2005, "top_3_share", None, 50.0, 51.0, "not_printed"),
        (2005, "hhi", 1420.0, 1400.0, 1450.0, "within_rounding"),
    )
    figure = draw_concentration(rows, size)
    shares, hhi = figure.axes
    # the share that is contradicted most, not the largest
    assert shares.get_title(loc="left") == "Share of the top 3 chapters, percent"
    assert [bar[:, 0].tolist() for bar in hhi.collections[0].get_segments()] == [[1400, 1450], [1400, 1450]]
    held, wrong = hhi.collections[1:]
    assert held.get_offsets()[:, 0].tolist() == [1420] and wrong.get_offsets()[:, 0].tolist() == [1500]
    assert to_hex(wrong.get_facecolor()[0]) == COLOURS["contradicted"]
    # what is not printed has a range and no point
    assert [len(marks.get_offsets()) for marks in shares.collections[1:]] == [1, 1]
    assert [label.get_text() for label in shares.get_yticklabels()] == ["imports", "2000", "2005"]
    check_words(figure)


def test_without_a_contradiction_the_share_of_most_chapters_is_drawn():
    rows = concentration(
        (2000, "top_3_share", 54.7, 54.55, 54.85, "holds"), (2000, "top_10_share", 80.0, 79.5, 80.5, "holds")
    )
    (panel,) = draw_concentration(rows, WIDE).axes
    assert panel.get_title(loc="left") == "Share of the top 10 chapters, percent"


@SIZES
def test_totals_put_both_sides_reports_of_one_direction_together(size):
    rows = [
        ("JPN", "export", "calendar", "A", 2010, 1000.0),
        ("JPN", "export", "calendar", "A", 2012, 3000.0),
        ("IND", "import", "calendar", "A", 2010, 1100.0),
        ("IND", "import", "fiscal-04", "B", 2010, 1200.0),
        ("JPN", "import", "calendar", "A", 2010, 7.0),
        ("reconciled", "export", "calendar", "C", 2011, 1050.0),
        ("JPN", "export", "calendar", "Author, Table 1", 2010, 1001.0),
        ("JPN", "balance", "calendar", "A", 2010, 993.0),
    ]
    totals = pd.DataFrame(rows, columns=["reporter", "flow", "period", "source", "year", "usd_million"])
    totals["partner"] = "IND"
    figure = draw_totals(totals, NAMES, KEYS, "Author", "Author (2025)", size)
    out, back = figure.axes
    assert [axis.get_title(loc="left") for axis in (out, back)] == [
        "Japan to India, US$ billion",
        "India to Japan, US$ billion",
    ]
    assert len(out.lines) == 3 and len(back.lines) == 1
    assert {text.get_text() for text in figure.legends[0].texts} == {
        "reported by Japan",
        "reported by India",
        "reported by India, fiscal years",
        "both, reconciled (C)",
        "printed in Author (2025)",
    }
    assert out.get_shared_y_axes().joined(out, back)
    check_words(figure)


@SIZES
def test_a_line_a_side_is_named_at_its_end(size):
    rows = [
        (reporter, flow, "calendar", "A", year, amount)
        for reporter, flow, amount in (("JPN", "export", 1000.0), ("IND", "import", 1001.0))
        for year in (2010, 2011)
    ]
    totals = pd.DataFrame(rows, columns=["reporter", "flow", "period", "source", "year", "usd_million"])
    figure = draw_totals(totals, NAMES, KEYS, None, None, size)
    assert not figure.legends and {text.get_text() for text in figure.axes[0].texts} == {"Japan", "India"}
    check_words(figure)
