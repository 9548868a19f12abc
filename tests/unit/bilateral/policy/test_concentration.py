"""Shares of subsidies, the aggregate rate and implied investment, by hand."""

import pandas as pd
import pytest

from bilateral.policy.concentration import subsidy_concentration
from bilateral.policy.ledger import LIMIT, TOTAL


def plan(key, programme, entities, subsidy=None, investment=None, cap=None):
    row = {
        "plan": key,
        "programme": programme,
        "entities": entities,
        "cap_group": "c" if cap else None,
        "max_subsidy_missing": "capped" if cap else None,
    }
    for name, amount in (("max_subsidy", subsidy), ("investment", investment)):
        row[f"{name}_jpy_billion"] = amount
        row[f"{name}_jpy_billion_low"] = None if amount is None else amount - 0.5
        row[f"{name}_jpy_billion_high"] = None if amount is None else amount + 0.5
    if cap:
        row |= {"max_subsidy_jpy_billion_low": 0.0, "max_subsidy_jpy_billion_high": cap}
    return row


LEDGER = pd.DataFrame(
    [
        plan("1", "p", "A Co.; Parent", subsidy=50.0),
        plan("2", "p", "A Co.", subsidy=10.0),
        plan("3", "p", "B Co.", subsidy=20.0),
        plan("4", "q", "C Co.", subsidy=10.0, investment=30.0),
        plan("5", "q", "D Co.", cap=5.0),
        plan("6", "q", "E Co.", cap=5.0),
    ]
)


def found(shared_cap):
    table = subsidy_concentration(LEDGER, shared_cap)
    return table.set_index(["measure", "programme", "group"])


@pytest.mark.parametrize(("shared_cap", "cap"), [(TOTAL, (4.95, 5.05)), (LIMIT, (0.0, 5.0))])
def test_a_share_is_least_where_the_rest_is_greatest(shared_cap, cap):
    # A Co. has 59 to 61; B and C 29 to 31; the cap is 4.95 to 5.05 as a total, 0 to 5 as a limit
    row = found(shared_cap).loc[("share_of_subsidies", "all", "A Co.")]
    assert row["low"] == pytest.approx(100 * 59 / (59 + 31 + cap[1]))
    assert row["high"] == pytest.approx(100 * 61 / (61 + 29 + cap[0])) and row["plans"] == 2


def test_companies_under_one_cap_are_one_group():
    row = found(TOTAL).loc[("share_of_subsidies", "q", "D Co.; E Co.")]
    assert row["low"] == pytest.approx(100 * 4.95 / (4.95 + 10.5)) and row["plans"] == 2
    assert ("share_of_subsidies", "q", "D Co.") not in found(TOTAL).index


def test_the_aggregate_rate_is_of_plans_with_both_amounts():
    row = found(TOTAL).loc[("aggregate_rate", "all", "all")]
    assert (row["low"], row["high"]) == pytest.approx((100 * 9.5 / 30.5, 100 * 10.5 / 29.5))
    assert row["plans"] == 1 and ("aggregate_rate", "p", "all") not in found(TOTAL).index


def test_implied_investment_is_what_is_stated_and_three_times_the_other_subsidies():
    row = found(TOTAL).loc[("imputed_investment", "all", "all")]
    # 30 ± 0.5, and three times 50, 10, 20 ± 0.5 each and the cap
    assert (row["low"], row["high"]) == pytest.approx((29.5 + 3 * (78.5 + 4.95), 30.5 + 3 * (81.5 + 5.05)))
    assert row["note"] == "three times the subsidy for the 5 plans that state no investment"
