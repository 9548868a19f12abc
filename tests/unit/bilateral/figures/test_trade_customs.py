"""Figures of trade by Japan's customs: their titles follow from the rows."""

import pandas as pd
import pytest

from bilateral.figures.style import use_style
from bilateral.figures.trade_customs import (
    draw_agreement_gap,
    draw_customs_totals,
    draw_fuels_and_rest,
    draw_intensity_both_ways,
)

KEYS = ("reporter", "partner", "flow", "valuation", "period", "source")
NAMES = {"JPN": "Japan", "IND": "India", "CHN": "China", "VNM": "Viet Nam", "IDN": "Indonesia"}


@pytest.fixture(autouse=True)
def _style():
    use_style()


def texts(figure):
    return [text.get_text() for text in figure.texts]


def trade():
    return pd.DataFrame(
        [
            ("IND", "export", 2010, 80.0, 800.0),
            ("IND", "export", 2014, 100.0, 1000.0),
            ("IND", "export", 2016, 250.0, 1500.0),
            ("IND", "import", 2010, 50.0, 400.0),
            ("IND", "import", 2014, 60.0, 500.0),
            ("IND", "import", 2016, 61.0, 501.0),
            ("VNM", "import", 2010, 1.0, 1.0),
            ("CHN", "import", 2010, 1.0, 1.0),
            ("CHN", "export", 2010, 1.0, 1.0),
        ],
        columns=["partner", "flow", "year", "jpy_billion", "usd_million"],
    ).assign(reporter="JPN", goods_group="total")


def test_totals_say_the_change_in_dollars_and_mark_the_printed_points():
    check = pd.DataFrame({"flow": ["export"], "year": [2014], "printed_usd_million": [1001.0]})
    figure = draw_customs_totals(trade(), check, "IND", NAMES, "Author (2025)", "Customs")
    assert texts(figure)[0] == "2014 to 2016: exports +50%, imports unchanged"
    assert "Circles: printed in Author (2025)" in texts(figure)[2]
    (points,) = [
        one for one in figure.axes[0].collections if len(one.get_offsets()) and one.get_sizes()[0] == 46
    ][:1]
    assert points.get_offsets().tolist() == [[2014.0, 1.001]]
    assert [note.get_text() for note in figure.axes[0].texts] == ["exports", "imports"]


def test_the_gap_says_the_rank_and_who_is_not_compared():
    event = pd.DataFrame(
        [
            (flow, first, last, gap, gap - 10, gap + 10, rank)
            for flow, rank in (("export", 1), ("import", 3))
            for first, last, gap in ((2012, 2012, 10.0), (2013, 2013, 20.0), (2012, 2013, 15.0))
        ],
        columns=["flow", "year_from", "year_to", "gap_pct", "low", "high", "rank"],
    ).assign(
        partner="IND",
        comparison="group",
        goods_group="without_fuels",
        base_from=2009,
        base_to=2010,
        economies=5,
        level_pct=80.0,
        least_p=0.2,
    )
    figure = draw_agreement_gap(event, trade(), NAMES, 2011, ["CHN", "VNM"], "Customs")
    assert texts(figure)[0] == "India's growth rank: exports 1 of 5, imports 3 of 5"
    assert "No exports to Viet Nam in the years before." in texts(figure)[2]
    assert "least possible p: 0.20" in figure.axes[0].get_title(loc="left")


@pytest.mark.parametrize(
    ("back", "title"),
    [
        ([0.5, 0.4], "Intensity rose to India, not from India"),
        ([0.5, 0.9], "Trade intensity of Japan and India, both ways"),
    ],
)
def test_intensity_claims_one_way_only_where_it_is_so(back, title):
    rows = [("JPN", "IND", 2011, 0.5), ("JPN", "IND", 2012, 0.7)]
    rows += [("IND", "JPN", year, value) for year, value in zip((2011, 2012), back, strict=True)]
    rows += [
        ("JPN", "IDN", 2011, 2.0),
        ("JPN", "IDN", 2012, 2.0),
        ("IDN", "JPN", 2011, 4.0),
        ("IDN", "JPN", 2012, 3.0),
    ]
    frame = pd.DataFrame(rows, columns=["exporter", "importer", "year", "intensity"]).assign(reporter="JPN")
    assert texts(draw_intensity_both_ways(frame, "IND", NAMES, "Customs"))[0] == title


@pytest.mark.parametrize(
    ("last", "title"),
    [(690.0, "Without fuels, concentration did not fall"), (400.0, "Concentration with and")],
)
def test_fuels_claim_flat_concentration_only_where_it_is_so(last, title):
    rows = pd.DataFrame(
        {
            "year": [2010, 2011],
            "fuels_usd_million": [2000.0, 400.0],
            "rest_usd_million": [3000.0, 4000.0],
            "fuels_at_base_brent_usd_million": [1500.0, 400.0],
            "hhi": [1781.0, 724.0],
            "hhi_without_fuels": [691.0, last],
        }
    ).assign(**dict(zip(KEYS, ("IND", "JPN", "export", "FOB", "fiscal-04", "S"), strict=True)))
    assert texts(draw_fuels_and_rest(rows, NAMES, 2015, "Ministry"))[0].startswith(title)
