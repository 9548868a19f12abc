"""Subsidies, their share of the investment, and adoption by round."""

import pandas as pd
import pytest

from bilateral.figures.policy import draw_adoption, draw_investment_subsidy, draw_subsidies, short_name
from bilateral.figures.style import NARROW, WIDE
from tests.figures import check_words

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)


def ledger(*rows):
    frame = pd.DataFrame(
        rows, columns=["plan", "entities", "investment_jpy_billion", "max_subsidy_jpy_billion"]
    ).astype({"investment_jpy_billion": float, "max_subsidy_jpy_billion": float})
    for column in ("investment_jpy_billion", "max_subsidy_jpy_billion"):
        frame[f"{column}_low"], frame[f"{column}_high"] = frame[column] - 0.05, frame[column] + 0.05
    return frame.assign(approved_on=pd.to_datetime("2023-04-28"))


def totals(low, high):
    return pd.DataFrame(
        [("all", low, high)], columns=["by", "max_subsidy_jpy_billion_low", "max_subsidy_jpy_billion_high"]
    )


@SIZES
def test_a_firm_has_a_segment_for_each_plan_and_the_rest_is_one_bar(size):
    plans = [(f"3.4-{number}", f"Firm {number} Corporation", None, 10 - number) for number in range(1, 9)]
    plans += [("3.2-1", "Long Name Manufacturing (LNM); Other, Ltd.", None, 50.0)] * 2
    plans += [("3.4-9", "Capped, Inc.", None, None)]
    # 100 + 9 + 8 + 7 + 6 + 5 + 4 are named; two firms and the capped plan are not
    figure = draw_subsidies(ledger(*plans), totals(145.0, 151.0), size)
    axis = figure.axes[0]
    assert [bar.get_width() for bar in axis.patches] == [50, 50, 9, 8, 7, 6, 5, 4, 9]
    assert [label.get_text() for label in axis.get_yticklabels()] == [
        "LNM",
        *[f"Firm {number}" for number in range(1, 7)],
        "3 other plans",
    ]
    assert axis.texts[0].get_text() == "100.0 (68%)" and axis.texts[-1].get_text() == "9.0"
    check_words(figure)


@pytest.mark.parametrize(
    ("firm", "short"),
    [
        ("Japan Advanced Semiconductor Manufacturing (JASM)", "JASM"),
        ("Kioxia Corporation", "Kioxia"),
        ("Ibiden Co., Ltd.", "Ibiden"),
        ("Micron Memory Japan, K.K.", "Micron Memory Japan"),
        ("Rohm Co. Ltd.", "Rohm"),
        ("Resonac", "Resonac"),
    ],
)
def test_a_firm_is_called_by_its_short_name(firm, short):
    assert short_name(firm) == short


def test_a_plan_without_an_investment_has_no_share():
    plans = ledger(("3.4-1", "A Corporation", 30.0, 10.0), ("3.4-2", "B Inc.", None, 5.0))
    panel = draw_investment_subsidy(plans, WIDE).axes[0]
    points = panel.collections[-1].get_offsets()
    assert points.tolist() == [[pytest.approx(100 / 3), 0]]
    assert [label.get_text() for label in panel.get_yticklabels()] == ["A (1)"]
    # by its digits 9.95 to 10.05 of 29.95 to 30.05
    (segment,) = panel.collections[1].get_segments()
    assert segment[:, 0].tolist() == pytest.approx([995 / 30.05, 1005 / 29.95])


@SIZES
def test_rates_and_intervals_stand_where_the_table_has_them(size):
    rounds = pd.DataFrame(
        [
            ("1", "2020-07-17", 10, 5, 50.0, 23.7, 76.3),
            ("2", "2020-08-05", 2000, 500, 25.0, 11.2, 46.9),
            ("3", "2021-08-05", 1, 0, 0.0, 0.0, 79.3),
            ("all", None, 2011, 505, 25.1, 19.2, 31.2),
        ],
        columns=[
            "round",
            "decided_on",
            "applications",
            "adopted",
            "rate_pct",
            "rate_pct_low",
            "rate_pct_high",
        ],
    ).assign(decided_on=lambda frame: pd.to_datetime(frame["decided_on"]))
    trend = pd.DataFrame(
        [("none", "round", "scaled by dispersion", -1.0, 0.1)],
        columns=["left_out", "per", "errors", "intercept", "log_odds"],
    )
    figure = draw_adoption(rounds, trend, size)
    rates, numbers = figure.axes
    assert rates.collections[1].get_offsets().tolist() == [[1, 50.0], [2, 25.0], [3, 0.0]]
    assert [[end[1] for end in bar] for bar in rates.collections[0].get_segments()][0] == [23.7, 76.3]
    assert [bar.get_height() for bar in numbers.patches] == [10, 2000, 1, 5, 500, 0]
    assert [label.get_text() for label in numbers.get_xticklabels()] == ["1\n’20", "2", "3\n’21"]
    check_words(figure)
