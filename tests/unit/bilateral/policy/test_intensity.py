import pandas as pd

from bilateral.policy.intensity import one_third_rule, subsidy_intensity

NOTHING_REPEATED = pd.DataFrame(columns=["column", "plans"])


def ledger(*amounts):
    rows = []
    for number, (investment, subsidy) in enumerate(amounts, start=1):
        rows.append(
            {
                "plan": str(number),
                "jobs": None,
                "capacity_thousand_wafers_month": None,
                "investment_jpy_billion": investment,
                "investment_jpy_billion_low": investment - 0.005,
                "investment_jpy_billion_high": investment + 0.005,
                "max_subsidy_jpy_billion": subsidy,
                "max_subsidy_jpy_billion_low": subsidy - 0.005,
                "max_subsidy_jpy_billion_high": subsidy + 0.005,
            }
        )
    return pd.DataFrame(rows).round(6)


def test_a_third_in_two_readings_of_the_print():
    # thirds: 15.90, 0.2767, 17.7667, 1.4667, 20.00; 17.77 is printed as 17.80, 1.47 as 1.40, and 15.00 is a
    # quarter
    rule = one_third_rule(ledger((47.70, 15.90), (0.83, 0.28), (53.30, 17.80), (4.40, 1.40), (60.00, 15.00)))
    assert list(rule["as_printed"]) == ["holds", "holds", "contradicted", "contradicted", "contradicted"]
    assert list(rule["to_tenths"]) == ["holds", "holds", "holds", "contradicted", "contradicted"]
    assert list(rule["diagnosis"]) == [
        "",
        "",
        "a third, rounded to ¥0.1 billion",
        "a third, cut to ¥0.1 billion rather than rounded",
        "25.0% of the investment",
    ]


def test_a_third_that_needs_the_rounding_of_the_investment():
    # 10.01 / 3 = 3.3367 prints 3.34; 10.005 / 3 = 3.3350 does too, and 3.33 needs less than that
    assert list(one_third_rule(ledger((10.01, 3.33)))["as_printed"]) == ["contradicted"]
    assert list(one_third_rule(ledger((10.01, 3.34)))["as_printed"]) == ["holds"]
    # 1.11 / 3 = 0.37; 1.115 / 3 = 0.3717 at most: 0.38 is out,
    # but 1.13 / 3 = 0.3767 prints 0.38 and 1.125 / 3 = 0.375 may print 0.37
    assert list(one_third_rule(ledger((1.13, 0.38)))["as_printed"]) == ["holds"]


def test_per_yen_per_job_and_per_wafer():
    frame = ledger((30.0, 10.0)).assign(jobs=1000, capacity_thousand_wafers_month=55)
    found = subsidy_intensity(frame, NOTHING_REPEATED).set_index("measure")
    # 9.995 / 30.005 and 10.005 / 29.995; ¥9,995 million over 1,000 jobs; 9.995 / 55
    assert found.loc["subsidy_per_investment", ["low", "high"]].astype(float).round(4).tolist() == [
        33.3111,
        33.3556,
    ]
    assert found.loc["subsidy_per_job", ["low", "high"]].astype(float).tolist() == [9.995, 10.005]
    assert found.loc["subsidy_per_capacity", ["low", "high"]].astype(float).round(5).tolist() == [
        0.18173,
        0.18191,
    ]
    assert (found["doubt"] == "").all()


def test_a_figure_that_repeats_is_in_doubt_where_it_is_used():
    frame = ledger((30.0, 10.0), (30.0, 10.0)).assign(jobs=[5, 6], capacity_thousand_wafers_month=[105, 55])
    repeated = pd.DataFrame([("capacity_thousand_wafers_month", "1; 9")], columns=["column", "plans"])
    found = subsidy_intensity(frame, repeated)
    doubted = found[found["doubt"] != ""]
    assert list(zip(doubted["plan"], doubted["measure"], strict=True)) == [("1", "subsidy_per_capacity")]
