"""Groups of destinations, and the partner beside its rival."""

import pandas as pd
import pytest

from bilateral.figures.investment import draw_groups, draw_partner
from bilateral.figures.style import ECONOMIES, NARROW, WIDE
from tests.figures import check_words

PAIR = {"reporter": "JPN", "partner": "IND"}
NAMES = {"JPN": "Japan", "IND": "India", "KOR": "Korea", "CHN": "China"}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)


def test_disinvestment_hangs_below_zero_and_nothing_is_netted_inside_a_bar():
    groups = pd.DataFrame(
        [
            (2016, "ASEAN", "manufacturing", 800.0),
            (2016, "ASEAN", "non_manufacturing", -1400.0),
            (2016, "ASEAN", "total", -600.0),
            (2017, "ASEAN", "manufacturing", 100.0),
            (2017, "ASEAN", "non_manufacturing", 50.0),
            (2017, "ASEAN", "total", 150.0),
        ],
        columns=["year", "group", "industry", "jpy_billion"],
    )
    panel = draw_groups(groups, ["ASEAN"], WIDE).axes[0]
    bars = [
        (round(bar.get_x() + bar.get_width() / 2), bar.get_y(), bar.get_height()) for bar in panel.patches
    ]
    assert bars == [(2016, 0, 800.0), (2017, 0, 100.0), (2016, 0, -1400.0), (2017, 100.0, 50.0)]
    assert [tuple(point) for point in panel.collections[0].get_offsets()] == [(2016, -600.0), (2017, 150.0)]


def by_year(flows):
    rows = [
        (year, code, flow)
        for year, both in flows.items()
        for code, flow in zip(("IND", "CHN"), both, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["year", "destination", "jpy_billion"])
    return frame.assign(share_of_asia_pct=frame["jpy_billion"], share_without_centres_pct=float("nan"))


def printed(amount, verdict="magnitude", official=800.0):
    columns = ["measure", "printed", "year", "official", "verdict"]
    return pd.DataFrame([("jpy_billion", amount, 2022, official, verdict)], columns=columns)


FLOWS = {2020: (100.0, 1000.0), 2021: (None, 900.0), 2022: (800.0, 300.0)}


def words(axis):
    return [text.get_text() for text in axis.texts if text.get_text()]


@SIZES
def test_an_amount_off_the_scale_is_said_at_the_edge_and_drawn_where_a_tenth_of_it_lies(size):
    figure = draw_partner(by_year(FLOWS), printed(7000.0), NAMES, PAIR, "CHN", size)
    amounts = figure.axes[0]
    assert words(amounts) == ["India", "China", "printed: 7,000", "a tenth of it"]
    assert amounts.collections[-1].get_offsets().tolist() == [[2022, 700]]
    assert (
        amounts.get_ylim()[1] < 2000 and figure.axes[1].get_title(loc="left") == "Percent of the flow to Asia"
    )
    check_words(figure)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (printed(900.0, "revision"), ["printed: 900"]),
        (printed(7000.0, "contradicted"), ["printed: 7,000"]),
        (printed(70000.0), ["printed: 70,000", "a 100th of it"]),
        # the official figures may end before the printed year
        (printed(7000.0, "not_checkable", None), ["printed: 7,000"]),
        (printed(7000.0)[:0], []),
    ],
)
def test_what_is_said_of_the_printed_amount(row, said):
    assert words(draw_partner(by_year(FLOWS), row, NAMES, PAIR, "CHN", WIDE).axes[0])[2:] == said


def test_the_rival_has_the_third_colour_wherever_it_is_named():
    lines = draw_partner(by_year(FLOWS), printed(1.0)[:0], NAMES, PAIR, "CHN", WIDE).axes[0].lines
    assert [line.get_color() for line in lines[:2]] == [ECONOMIES[1], ECONOMIES[2]]
