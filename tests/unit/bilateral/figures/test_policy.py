import pandas as pd
import pytest

from bilateral.figures.policy import draw_adoption, draw_investment_subsidy, draw_subsidies
from bilateral.figures.style import use_style


@pytest.fixture(autouse=True)
def style():
    use_style()


def total(by, group, low, high, capped=0):
    return {
        "by": by,
        "group": group,
        "max_subsidy_jpy_billion_low": low,
        "max_subsidy_jpy_billion_high": high,
        "other_reading_jpy_billion_low": low,
        "subsidy_capped": capped,
    }


def test_what_a_cap_adds_is_hatched_above_what_is_known():
    totals = pd.DataFrame(
        [
            total("programme and year", "specified_semiconductor, 2022", 99.0, 99.0),
            total("programme and year", "economic_security, 2022", 10.0, 30.0, 1),
            total("criterion and year", "D(3), 2022", 10.0, 30.0, 1),
            total("criterion and year", "not stated, 2022", 99.0, 99.0),
        ]
    )
    years, criteria = draw_subsidies(totals, "Source: X.").axes
    assert [(bar.get_y(), bar.get_height(), bool(bar.get_hatch())) for bar in years.patches] == [
        (0, 99, False),
        (99, 10, False),
        (109, 20, True),
    ]
    assert [(bar.get_x(), bar.get_width(), bool(bar.get_hatch())) for bar in criteria.patches] == [
        (0, 10, False),
        (10, 20, True),
    ]
    assert [text.get_text() for text in years.texts] == ["109 to 129"] and [
        text.get_text() for text in criteria.texts
    ] == ["10.0 to 30.0"]


def test_a_capped_subsidy_is_no_point():
    ledger = pd.DataFrame(
        [
            ("3.4-1", "B", 30.0, 10.0, 10.005),
            ("3.4-2", "B", 8.0, None, 2.67),
            ("3.4-3", "B", None, 5.0, 5.05),
        ],
        columns=[
            "plan",
            "criterion",
            "investment_jpy_billion",
            "max_subsidy_jpy_billion",
            "max_subsidy_jpy_billion_high",
        ],
    )
    figure = draw_investment_subsidy(ledger, "Source: X.")
    panel = figure.axes[0]
    assert [tuple(point) for point in panel.collections[0].get_offsets()] == [(30.0, 10.0)]
    line = panel.lines[0]
    assert (line.get_ydata() * 3 == line.get_xdata()).all()
    assert any(text.get_text().startswith("1 further plans state no investment") for text in figure.texts)


def test_rates_and_intervals_stand_where_the_table_has_them():
    rounds = pd.DataFrame(
        [
            ("1", "2020-05-26", "2020-06-15", "2020-07-17", 10, 5, 50.0, 23.7, 76.3, 32, None),
            ("2", "2020-06-10", "2020-07-02", "2020-08-05", 20, 5, 25.0, 11.2, 46.9, 34, 6),
            ("all", None, None, None, 30, 10, 33.3, 19.2, 51.2, None, None),
        ],
        columns=[
            "round",
            "call_from",
            "call_to",
            "decided_on",
            "applications",
            "adopted",
            "rate_pct",
            "rate_pct_low",
            "rate_pct_high",
            "selection_days",
            "shared_days",
        ],
    )
    for name in ("call_from", "call_to", "decided_on"):
        rounds[name] = pd.to_datetime(rounds[name])
    trend = pd.DataFrame(
        [("none", "round", "scaled by dispersion", -1.0, 0.1, 1.1, 0.2)],
        columns=["left_out", "per", "errors", "intercept", "log_odds", "odds_ratio", "p_value"],
    )
    figure = draw_adoption(rounds, trend, "Source: X.")
    rates = figure.axes[0]
    points = rates.lines[0]
    assert list(points.get_ydata()) == [50.0, 25.0]
    assert [[round(end[1], 1) for end in bar] for bar in rates.collections[0].get_segments()] == [
        [23.7, 76.3],
        [11.2, 46.9],
    ]
    assert any("Calls 1 and 2 share 6 days." in text.get_text() for text in figure.texts)
