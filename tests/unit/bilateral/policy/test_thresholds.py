import pandas as pd

from bilateral.policy.thresholds import plans_against_criteria

CRITERIA = pd.DataFrame(
    [
        ("B", "minimum_investment", 30.0, "Investing ¥30 billion or more"),
        ("B", "further_conditions", None, "More applies to parts"),
        ("A", "minimum_investment", 200.0, "Investing ¥200 billion or more"),
        ("D", "cutting_edge_equipment", None, "Equipment"),
    ],
    columns=["criterion", "kind", "threshold_jpy_billion", "text"],
)


NOTHING = (
    pd.DataFrame(columns=["table", "line", "plan"]),
    pd.DataFrame(columns=["table", "column", "rule", "line", "printed"]),
)


def bounded(name, amount):
    return {
        f"{name}_jpy_billion_low": None if amount is None else round(amount - 0.005, 4),
        f"{name}_jpy_billion_high": None if amount is None else round(amount + 0.005, 4),
    }


def judged(criterion, investment, subsidy=None, repaired=NOTHING, capped=None):
    row = {
        "plan": "1",
        "criterion": criterion,
        "max_subsidy_missing": capped,
        **bounded("max_subsidy", subsidy),
        "investment_jpy_billion": investment,
        **bounded("investment", investment),
    }
    return plans_against_criteria(pd.DataFrame([row]), CRITERIA, *repaired).iloc[0]


def test_each_status_at_its_edge():
    assert judged("B", 30.01)["status"] == "meets"
    assert judged("B", 30.00)["status"] == "meets_to_rounding"
    assert judged("B", 29.99)["status"] == "below"
    assert judged("B", None)["status"] == "not_checkable"
    assert judged("D", 0.5)["status"] == "no_threshold"


def test_a_plan_below_is_a_question_that_names_a_clause_where_there_is_one():
    question = judged("B", 2.7)["question"]
    assert question.startswith("¥2.70 billion is below ¥30 billion; does the criterion's clause cover it: ")
    assert question.endswith(": 'More applies to parts'?")
    assert judged("A", 2.7)["question"] == "¥2.70 billion is below ¥200 billion"
    assert judged("B", 31.0)["question"] == ""


def test_a_plan_without_a_criterion_is_not_judged():
    row = {
        "plan": "1",
        "criterion": None,
        "investment_jpy_billion": None,
        "investment_jpy_billion_low": None,
        "investment_jpy_billion_high": None,
    }
    assert plans_against_criteria(pd.DataFrame([row]), CRITERIA, *NOTHING).empty


def test_a_corrected_cell_is_judged_as_printed_too_and_by_three_times_the_subsidy():
    repaired = (
        pd.DataFrame([("3.4", 108, "1")], columns=["table", "line", "plan"]),
        pd.DataFrame(
            [
                ("3.4", "Planned investment (¥ billion)", "correction", 108, "8.00"),
                ("3.4", "Maximum subsidy", "correction", 108, "1p to 1/3"),
            ],
            columns=["table", "column", "rule", "line", "printed"],
        ),
    )
    found = judged("B", None, 8.0, repaired)
    assert (found["status"], found["status_as_printed"], found["status_implied"]) == (
        "not_checkable",
        "below",
        "below",
    )
    assert (found["as_printed_jpy_billion_low"], found["as_printed_jpy_billion_high"]) == (7.995, 8.005)
    assert (found["implied_jpy_billion_low"], found["implied_jpy_billion_high"]) == (23.985, 24.015)
    assert found["question"] == (
        "was ¥30 billion reached? No investment is stated; the amount printed as investment is the subsidy; "
        "three times the subsidy would be below"
    )


def test_three_times_the_subsidy_is_for_plans_without_an_investment_and_without_a_cap():
    assert judged("B", None, 40.5)["status_implied"] == "meets"
    assert judged("B", 40.0, 13.3)["status_implied"] is None
    assert judged("B", None, 18.87, capped="capped")["status_implied"] is None
    found = judged("B", 40.0, 13.3)
    assert found["status_as_printed"] == found["status"] == "meets"
