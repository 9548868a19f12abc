"""What the published policy tables say of the chapter, against sums by hand."""

import pandas as pd
import pytest

from tests.conftest import ROOT


def read(name):
    return pd.read_csv(ROOT / f"results/analysis/{name}.csv")


def test_totals_by_programme():
    totals = read("subsidy_totals").set_index(["by", "group"])
    # 476.0 + 92.9 + 46.5 + 167.0 + 150.0 + 732.0, each rounded to 0.1
    facilities = totals.loc[("programme", "specified_semiconductor")]
    assert (
        facilities["max_subsidy_jpy_billion_low"],
        facilities["max_subsidy_jpy_billion_high"],
    ) == pytest.approx((1664.1, 1664.7))
    # 20 amounts to 0.01 that add up to 408.50, two of them printed as investments, and the shared cap of
    # 18.87 once
    supply = totals.loc[("programme", "economic_security")]
    assert supply["other_reading_jpy_billion_low"] == pytest.approx(408.5 - 20 * 0.005)
    assert supply["other_reading_jpy_billion_high"] == pytest.approx(408.5 + 20 * 0.005 + 18.87)
    # the note calls the cap the total, so that it is there in full
    assert supply["max_subsidy_jpy_billion_low"] == pytest.approx(408.5 - 20 * 0.005 + 18.865)
    assert supply["max_subsidy_jpy_billion_high"] == pytest.approx(408.5 + 20 * 0.005 + 18.875)
    whole = totals.loc[("all", "all")]
    assert whole["max_subsidy_jpy_billion_low"] == pytest.approx(2091.365)
    assert whole["other_reading_jpy_billion_low"] == pytest.approx(2072.5)
    assert (facilities["plans"], supply["plans"]) == (6, 23)
    # Yokkaichi's 92.9 is in Mie alone, and the 150.0 of the plan with a second site may be
    mie, iwate = totals.loc[("prefecture", "Mie")], totals.loc[("prefecture", "Iwate")]
    assert (mie["max_subsidy_jpy_billion_low"], mie["max_subsidy_jpy_billion_high"]) == pytest.approx(
        (92.85, 243.0)
    )
    assert (iwate["max_subsidy_jpy_billion_low"], iwate["max_subsidy_jpy_billion_high"]) == pytest.approx(
        (0, 150.05)
    )


def test_one_third_is_the_rule_but_for_one_plan_cut_rather_than_rounded():
    rule = read("one_third_rule").set_index("plan")
    assert len(rule) == 13
    # 53.3/3 = 17.77, 388.3/3 = 129.43, 211.6/3 = 70.53, 4.4/3 = 1.47, 21.1/3 = 7.03
    assert list(rule.index[rule["as_printed"] == "contradicted"]) == [
        "3.4-6",
        "3.4-18",
        "3.4-19",
        "3.4-21",
        "3.4-23",
    ]
    assert list(rule.index[rule["to_tenths"] == "contradicted"]) == ["3.4-21"]


def test_open_questions_and_the_figure_filled_down():
    criteria = read("plan_criteria").set_index("plan")
    assert list(criteria.index[criteria["status"] == "below"]) == ["3.4-20", "3.4-21", "3.4-23"]
    assert criteria.loc["3.4-5", "status"] == "meets_to_rounding"
    assert list(criteria.index[criteria["status"] == "not_checkable"]) == ["3.4-2", "3.4-22", "3.4-24"]
    # as printed two more, whose printed investment is the subsidy; one row explains both counts
    below = criteria.index[criteria["status_as_printed"] == "below"]
    assert list(below) == ["3.4-20", "3.4-21", "3.4-22", "3.4-23", "3.4-24"]
    assert criteria.loc["3.4-22", "question"].count("printed as investment is the subsidy") == 1
    repeated = read("repeated_values")
    assert repeated[["column", "value", "rows"]].to_numpy().tolist() == [
        ["capacity_thousand_wafers_month", 105, 6]
    ]


def test_who_gets_how_much():
    found = read("subsidy_concentration").set_index(["measure", "programme", "group"])
    jasm = found.xs("Japan Advanced Semiconductor Manufacturing (JASM)", level="group")
    # (476 + 732) of 2091.77, and of 1664.4
    assert jasm.loc[("share_of_subsidies", "all"), "low"] == pytest.approx(100 * 1208 / 2091.77, abs=0.02)
    own = jasm.loc[("share_of_subsidies", "specified_semiconductor"), "high"]
    assert own == pytest.approx(100 * 1208 / 1664.4, abs=0.02)
    rate = found.loc[("aggregate_rate", "all", "all")]
    assert rate["low"] < 33.32 < rate["high"] and rate["plans"] == 13


def test_adoption():
    adoption = read("adoption").set_index("round")
    assert (adoption.loc["all", "applications"], adoption.loc["all", "adopted"]) == (449, 124)
    assert adoption.loc["3", "shared_days"] == 3 and list(
        adoption.index[adoption["before_last_decision"] == "yes"]
    ) == ["3", "8"]
    every = read("adoption_trend").set_index(["left_out", "per", "errors"])
    trend = every.loc["none"]
    # it rests on the eighth round: a referee's code gives .001 with it and .12 without
    assert trend.loc[("round", "binomial"), "p_value"] == pytest.approx(0.001, abs=0.0005)
    assert every.loc[("8", "round", "binomial"), "p_value"] == pytest.approx(0.12, abs=0.005)
    without = every.xs(("round", "binomial"), level=("per", "errors")).drop(index="none")["p_value"]
    assert list(without.index[without > 0.05]) == ["8"]
    assert (
        trend.loc[("round", "binomial"), "p_value"]
        < 0.01
        < 0.05
        < trend.loc[("round", "scaled by dispersion"), "p_value"]
    )


def test_critical_products():
    bodies = read("responsible_bodies").set_index("body")
    assert (
        bodies.loc["METI", "products"],
        bodies.loc["NEDO", "products"],
        bodies.loc["JOGMEC", "products"],
    ) == (8, 7, 2)
    products = read("critical_responsibility").set_index("product_no")
    # 27 headings and the subheading 2801.30
    assert (products.loc[10, "headings_whole"], products.loc[10, "headings_part"]) == (27, 1)
