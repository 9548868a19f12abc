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


def judged(criterion, investment):
    row = {
        "plan": "1",
        "criterion": criterion,
        "investment_jpy_billion": investment,
        "investment_jpy_billion_low": None if investment is None else round(investment - 0.005, 4),
        "investment_jpy_billion_high": None if investment is None else round(investment + 0.005, 4),
    }
    return plans_against_criteria(pd.DataFrame([row]), CRITERIA).iloc[0]


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
    assert plans_against_criteria(pd.DataFrame([row]), CRITERIA).empty
