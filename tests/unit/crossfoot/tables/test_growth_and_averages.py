"""Growth over years, indices, averages among their members, and means and percentages of counts."""

import pytest

from tests.unit.crossfoot.tables.test_regressions import problems

CAGR = """
Product | 2010 | 2020 | CAGR (%)
Rice | 100 | 200 | 7.2
Tea | 250 | 400 | 4.8
Cloth | 80 | 240 | 11.6
Steel | 500 | 650 | 2.7
"""


def test_compound_growth_between_two_columns():
    # 2^(1/10) = 1.0718, 1.6^(1/10) = 1.0481, 3^(1/10) = 1.1161, 1.3^(1/10) = 1.0266
    assert problems(CAGR) == []
    assert problems(CAGR.replace("11.6", "20.0")) == [("growth_over_years", "question", "20.0")]
    assert problems(CAGR.replace("11.6", "200.0")) == [("growth_over_years", "question", "200.0")]


def test_growth_that_most_rows_do_not_show_is_left_alone():
    assert problems(CAGR.replace("11.6", "8.1").replace("7.2", "9.9").replace("4.8", "1.1")) == []


def test_growth_in_all_between_two_columns():
    text = CAGR.replace("CAGR (%)", "Growth 2010–20 (%)")
    for rate, growth in (("7.2", "100"), ("4.8", "60"), ("11.6", "200"), ("2.7", "30")):
        text = text.replace(rate, growth)
    assert problems(text) == []
    assert problems(text.replace("| 30", "| 23")) == [("growth_over_years", "question", "23")]


def test_a_row_of_growth_under_years():
    # 210/200 = 1.05, 231/210 = 1.1, 220/231 = 0.952, 275/220 = 1.25, 264/275 = 0.96
    text = """
 | 2015 | 2016 | 2017 | 2018 | 2019 | 2020
Exports | 200 | 210 | 231 | 220 | 275 | 264
Growth (%) | | 5.0 | 10.0 | -4.8 | 25.0 | -4.0
Imports | 150 | 171 | 160 | 180 | 190 | 155
"""
    assert problems(text) == []
    # the share of the later amount: 55/275
    assert problems(text.replace("25.0", "20.0")) == [("growth_over_years", "question", "20.0")]


INDICES = """
Year | Output | Output (2010 = 100) | Output (2013 = 100)
2010 | 250.0 | 100.0 | 80.0
2011 | 265.0 | 106.0 | 84.8
2012 | 295.0 | 118.0 | 94.4
2013 | 312.5 | 125.0 | 100.0
2014 | 350.0 | 140.0 | 112.0
2015 | 375.0 | 150.0 | 120.0
"""


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        # 140 − 25 in place of 140/1.25
        ("112.0", "115.0", {("index_rebased", "error", "115.0")}),
        ("118.0 |", "181.0 |", {("index_level", "error", "181.0")}),
        ("125.0 | 100.0", "125.0 | 104.0", {("index_rebased", "error", "104.0")}),
    ],
)
def test_indices(right, wrong, expected):
    assert problems(INDICES) == []
    assert set(problems(INDICES.replace(right, wrong))) == expected


MEANS = """
Partner | Farm goods | Industry | Fuels
Japan | 4.2 | 2.1 | 0.7
China | 15.6 | 8.4 | 3.3
Korea | 9.0 | 4.0 | 2.5
Weighted mean | 11.3 | 6.2 | 2.9
"""


def test_an_average_lies_among_its_members():
    assert problems(MEANS) == []
    assert problems(MEANS.replace("11.3", "16.9")) == [("average_within", "question", "16.9")]
    # who lists the largest says nothing of the others; the mean of the EU is of others too
    assert problems(MEANS.replace("11.3", "16.9"), caption="The largest partners") == []
    assert problems(MEANS.replace("11.3", "16.9").replace("Weighted mean", "EU average")) == []


def test_a_column_of_all_lies_among_both_groups():
    text = """
Sector | Men | Women | All
Farming | 12.1 | 10.4 | 11.5
Textiles | 13.0 | 11.2 | 11.9
Steel | 19.4 | 17.3 | 19.1
Banking | 27.6 | 22.8 | 24.9
Health | 21.5 | 18.9 | 19.5
"""
    assert problems(text) == []
    assert problems(text.replace("19.1", "20.3")) == [("average_within", "question", "20.3")]


def test_a_mean_lies_between_minimum_and_maximum():
    text = """
Variable | Mean | Min | Max
Wage | 12.1 | 8.0 | 40.2
Age | 41.0 | 18 | 64
Size | 3.2 | 1 | 9
Years | 11.5 | 4 | 20
"""
    assert problems(text) == []
    assert problems(text.replace("41.0", "71.0")) == [("average_within", "question", "71.0")]
