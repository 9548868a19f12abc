import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.policy.ledger import LIMIT, TOTAL, subsidy_ledger, subsidy_totals, total_subsidy

CRITERIA = pd.DataFrame(
    [("B", "Machines"), ("B", "Machines"), ("D(3)", "Raw materials")], columns=["criterion", "product_group"]
)


def plan(
    key,
    programme="p",
    approved="2024-02-06",
    investment=None,
    subsidy=None,
    cap=None,
    cap_group=None,
    criterion=None,
):
    row = {
        "plan": key,
        "programme": programme,
        "approved_on": pd.Timestamp(approved),
        "revised_on": pd.NaT,
        "criterion": criterion,
        "purpose": None,
        "cap_group": cap_group,
    }
    for name, value in (("investment", investment), ("max_subsidy", subsidy)):
        row[f"{name}_jpy_billion"] = value
        row[f"{name}_jpy_billion_low"] = None if value is None else round(value - 0.05, 2)
        row[f"{name}_jpy_billion_high"] = None if value is None else round(value + 0.05, 2)
        row[f"{name}_missing"] = None if value is not None else "not_available"
    if cap:
        row |= {
            "max_subsidy_jpy_billion_low": 0.0,
            "max_subsidy_jpy_billion_high": cap,
            "max_subsidy_missing": "capped",
        }
    return row


def site(key, number, prefecture, capacity, jobs):
    return {
        "plan": key,
        "site": number,
        "prefecture": prefecture,
        "product": "DRAM (1β generation)",
        "capacity_thousand_wafers_month": capacity,
        "jobs": jobs,
        "first_production_from": pd.Timestamp("2025-09-01"),
        "first_production_to": pd.Timestamp("2025-09-30"),
    }


PLANS = pd.DataFrame(
    [
        plan("1", subsidy=100.0),
        plan("2", programme="q", approved="2024-04-01", investment=30.0, subsidy=10.0, criterion="B"),
        plan("3", programme="q", approved="2023-07-28", cap=18.87, cap_group="shared", criterion="D(3)"),
        plan("4", programme="q", approved="2023-07-28", cap=18.87, cap_group="shared", criterion="D(3)"),
        plan("5", programme="q", approved="2023-07-28", cap=2.0, criterion="D(3)"),
    ]
)
SITES = pd.DataFrame([site("1", 1, "Mie", 105, 7400), site("1", 2, "Iwate", 105, 1600)])
ENTITIES = pd.DataFrame(
    [("1", 2, "B Co."), ("1", 1, "A Co."), ("2", 1, "C Co.")], columns=["plan", "entity_no", "entity"]
)


@pytest.fixture
def ledger():
    return subsidy_ledger(PLANS, SITES, ENTITIES, CRITERIA)


def group(totals, by, name):
    found = totals[(totals["by"] == by) & (totals["group"] == name)]
    assert len(found) == 1
    return found.iloc[0]


def test_a_second_site_belongs_to_its_plan(ledger):
    assert len(ledger) == 5
    first = ledger.iloc[0]
    assert (first["sites"], first["jobs"], first["capacity_thousand_wafers_month"]) == (2, 9000, 210)
    assert (first["prefectures"], first["entities"], first["product_group"]) == (
        "Mie; Iwate",
        "A Co.; B Co.",
        "DRAM",
    )
    assert ledger["product_group"].iloc[1] == "Machines" and pd.isna(ledger["sites"].iloc[1])


def test_a_fiscal_year_begins_in_april(ledger):
    assert list(ledger["fiscal_year"]) == [2023, 2024, 2023, 2023, 2023] and list(ledger["approval_year"])[
        :2
    ] == [2024, 2024]


def test_a_shared_cap_counts_once(ledger):
    # 18.87 for two plans together and 2.00 for the third
    capped = group(subsidy_totals(ledger, LIMIT), "criterion", "D(3)")
    assert (capped["max_subsidy_jpy_billion_low"], capped["max_subsidy_jpy_billion_high"]) == (0, 20.87)
    assert (capped["plans"], capped["subsidy_capped"]) == (3, 3)
    whole = group(subsidy_totals(ledger, LIMIT), "all", "all")
    # 99.95 + 9.95 and 100.05 + 10.05 + 18.87 + 2
    assert (whole["max_subsidy_jpy_billion_low"], whole["max_subsidy_jpy_billion_high"]) == (109.9, 130.97)


def test_a_shared_cap_that_is_the_total_is_in_full_where_all_its_plans_are(ledger):
    totals = subsidy_totals(ledger, TOTAL)
    whole = group(totals, "all", "all")
    # 18.87 is printed, so 18.865 at least; the cap of a single plan stays one
    assert whole["max_subsidy_jpy_billion_low"] == pytest.approx(109.9 + 18.865)
    assert whole["max_subsidy_jpy_billion_high"] == pytest.approx(100.05 + 10.05 + 18.875 + 2)
    # the other reading beside it, and the other way round
    limit = group(subsidy_totals(ledger, LIMIT), "all", "all")
    for end in ("low", "high"):
        assert whole[f"other_reading_jpy_billion_{end}"] == limit[f"max_subsidy_jpy_billion_{end}"]
        assert limit[f"other_reading_jpy_billion_{end}"] == whole[f"max_subsidy_jpy_billion_{end}"]


def test_of_a_shared_cap_one_plan_alone_may_have_nothing(ledger):
    parted = ledger.assign(criterion=ledger["criterion"].where(ledger["plan"] != "4", "E"))
    row = group(subsidy_totals(parted, TOTAL), "criterion", "E")
    assert (row["max_subsidy_jpy_billion_low"], row["max_subsidy_jpy_billion_high"]) == (0, 18.87)


def test_a_plan_in_two_prefectures_may_lie_wholly_in_either(ledger):
    for prefecture in ("Mie", "Iwate"):
        row = group(subsidy_totals(ledger, LIMIT), "prefecture", prefecture)
        assert (row["max_subsidy_jpy_billion_low"], row["max_subsidy_jpy_billion_high"], row["plans"]) == (
            0,
            100.05,
            1,
        )
    assert group(subsidy_totals(ledger, LIMIT), "prefecture", "not stated")["plans"] == 4


def test_an_investment_that_is_not_stated_leaves_no_upper_bound(ledger):
    totals = subsidy_totals(ledger, LIMIT)
    assert pd.isna(group(totals, "all", "all")["investment_jpy_billion_high"])
    assert group(totals, "all", "all")["investment_jpy_billion_low"] == 29.95
    assert group(totals, "criterion", "B")["investment_jpy_billion_high"] == 30.05
    assert pd.isna(group(totals, "criterion", "D(3)")["investment_jpy_billion_low"])


@given(st.lists(st.tuples(st.floats(0.1, 500), st.booleans()), min_size=1, max_size=8), st.data())
def test_whatever_plans_under_a_cap_receive_lies_in_the_bounds(plans, data):
    rows = [
        plan(str(n), cap=20.0, cap_group="c") if capped else plan(str(n), subsidy=round(amount, 1))
        for n, (amount, capped) in enumerate(plans)
    ]
    left, paid = 20.0, 0.0
    for row in rows:
        if row["cap_group"]:
            share = data.draw(st.floats(0, left))
            left -= share
            paid += share
        else:
            paid += row["max_subsidy_jpy_billion"]
    bounds = total_subsidy(pd.DataFrame(rows), set())
    assert float(bounds.low) - 1e-9 <= paid <= float(bounds.high) + 1e-9
