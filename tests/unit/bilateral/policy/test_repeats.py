import pandas as pd

from bilateral.policy.intensity import filled_down

ENTITIES = pd.DataFrame(
    [("1", 1, "A"), ("2", 1, "B"), ("3", 1, "B"), ("3", 2, "A")], columns=["plan", "entity_no", "entity"]
)


def sites(*rows):
    return pd.DataFrame(
        [(plan, capacity, jobs, line) for line, (plan, capacity, jobs) in enumerate(rows, start=10)],
        columns=["plan", "capacity_thousand_wafers_month", "jobs", "line"],
    )


def test_one_figure_down_the_rows_of_two_companies():
    found = filled_down(sites(("1", 55, 1), ("1", 105, 2), ("2", 105, 3), ("3", 105, 4)), ENTITIES, "9")
    assert found.to_dict("records") == [
        {
            "table": "9",
            "column": "capacity_thousand_wafers_month",
            "value": 105,
            "rows": 3,
            "companies": 2,
            "plans": "1; 2; 3",
        }
    ]


def test_what_may_be_true_is_not_flagged():
    # two rows; three rows of one company; the same figure apart
    assert filled_down(sites(("1", 5, 1), ("2", 5, 2)), ENTITIES, "9").empty
    assert filled_down(sites(("2", 5, 1), ("2", 5, 2), ("3", 5, 3)), ENTITIES, "9").empty
    assert filled_down(sites(("1", 5, 1), ("2", 6, 2), ("1", 5, 3), ("2", 6, 4)), ENTITIES, "9").empty
