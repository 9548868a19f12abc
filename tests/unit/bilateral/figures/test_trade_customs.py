"""Figures of trade by the reporter's customs: what they plot, and that they stand extreme values."""

import pandas as pd
import pytest

from bilateral.figures.style import COLOURS, NARROW, WIDE
from bilateral.figures.trade_customs import (
    draw_agreement_gap,
    draw_customs_totals,
    draw_fuels_and_rest,
    draw_intensity_both_ways,
)
from crossfoot import InputError
from tests.figures import check_words

NAMES = {"JPN": "Japan", "IND": "India", "CHN": "China", "IDN": "Indonesia"}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)


def words(axis):
    return [text.get_text() for text in axis.texts]


def trade(factor=1.0):
    rows = [
        ("IND", flow, year, amount * factor, 10 * amount)
        for flow, amounts in (("export", (80.0, 100.0, 250.0)), ("import", (50.0, 60.0, 61.0)))
        for year, amount in zip((2010, 2014, 2016), amounts, strict=True)
    ]
    columns = ["partner", "flow", "year", "jpy_billion", "usd_million"]
    return pd.DataFrame(rows, columns=columns).assign(reporter="JPN", goods_group="total")


@SIZES
@pytest.mark.parametrize("factor", [1e-6, 1, 1e6])
def test_totals_mark_the_printed_points_on_the_dollars(size, factor):
    check = pd.DataFrame({"flow": ["export"], "year": [2014], "printed_usd_million": [1001.0]})
    figure = draw_customs_totals(trade(factor), check, "IND", "Author (2025)", size)
    dollars, yen = figure.axes
    assert dollars.collections[-1].get_offsets().tolist() == [[2014.0, 1.001]]
    assert words(dollars) == ["exports", "imports", "printed in", "Author (2025)"]
    assert words(yen) == ["exports", "imports"]
    check_words(figure)


def test_totals_without_printed_points():
    check = pd.DataFrame(columns=["flow", "year", "printed_usd_million"])
    assert words(draw_customs_totals(trade(), check, "IND", None, WIDE).axes[0]) == ["exports", "imports"]


@SIZES
@pytest.mark.parametrize(("gap", "said"), [(-0.04, "the same"), (165.0, "2.6 times"), (-60.0, "0.4 times")])
def test_the_gap_is_a_ratio_on_a_scale_of_powers_of_two(size, gap, said):
    event = pd.DataFrame(
        [
            (flow, year, year, last, last - 30, last + 300)
            for flow in ("export", "import")
            for year, last in ((2010, 0.0), (2012, 10.0), (2013, gap))
        ],
        columns=["flow", "year_from", "year_to", "gap_pct", "low", "high"],
    ).assign(partner="IND", comparison="group", goods_group="without_fuels")
    figure = draw_agreement_gap(event, NAMES, "2011-08-01", size)
    axis = figure.axes[0]
    assert axis.lines[0].get_ydata().tolist() == pytest.approx([1, 1.1, 1 + gap / 100])
    # a year's value stands at its middle, the first of August a month later
    assert axis.lines[1].get_xdata()[0] == pytest.approx(2011 + 1 / 12)
    assert words(axis)[0] == said and "same" in [label.get_text() for label in axis.get_yticklabels()]
    check_words(figure)


def intensity(*rows):
    return pd.DataFrame(rows, columns=["exporter", "importer", "year", "intensity"]).assign(reporter="JPN")


@SIZES
@pytest.mark.parametrize("high", [0.7, 40.0])
def test_intensity_shares_one_scale_and_one_line_at_one(size, high):
    rows = [("JPN", "IND", 2011, 0.5), ("JPN", "IND", 2012, high), ("IND", "JPN", 2012, 0.04)]
    rows += [("JPN", "IDN", 2012, 2.0), ("IDN", "JPN", 2012, 2.04)]
    figure = draw_intensity_both_ways(intensity(*rows), "IND", NAMES, size)
    first, second = figure.axes
    assert first.get_ylim() == second.get_ylim() and first.get_yscale() == "log"
    assert words(first)[:2] == [f"exports {high:.2g}", "imports 0.04"]
    assert words(second) == ["exports 2", "imports 2"]
    check_words(figure)


def test_intensity_of_no_year_is_one_line():
    with pytest.raises(InputError, match="no year with the trade of India and the world"):
        draw_intensity_both_ways(intensity(), "IND", NAMES, WIDE)


@SIZES
@pytest.mark.parametrize("fuels", [400.0, 2e6, 0.0])
def test_everything_but_fuels_has_one_colour_in_both_panels(size, fuels):
    rows = pd.DataFrame(
        {
            "year": [2010, 2011],
            "fuels_usd_million": [2000.0, fuels],
            "rest_usd_million": [3000.0, 4000.0],
            "fuels_at_base_brent_usd_million": [1500.0, fuels],
            "hhi": [1781.0, 724.0],
            "hhi_without_fuels": [691.0, 690.0],
        }
    ).assign(reporter="IND", partner="JPN", flow="export", source="S")
    figure = draw_fuels_and_rest(rows, 2015, size)
    amounts, concentration = figure.axes
    assert amounts.lines[0].get_color() == concentration.lines[1].get_color() == COLOURS["rest"]
    assert words(concentration) == ["all goods", "without fuels"]
    check_words(figure)
