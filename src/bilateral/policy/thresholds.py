"""Plans held against the least investment that their criterion asks for."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from bilateral.policy.ledger import bounds_of

MEETS, OPEN, BELOW, UNKNOWN, NO_THRESHOLD = (
    "meets",
    "meets_to_rounding",
    "below",
    "not_checkable",
    "no_threshold",
)


def plans_against_criteria(ledger: pd.DataFrame, criteria: pd.DataFrame) -> pd.DataFrame:
    """Each plan with a criterion: plan, criterion, threshold, investment with bounds, status, question.

    criteria: the clean table subsidy_criteria. status: meets; meets_to_rounding (the printed number can lie
    on either side); below; not_checkable (no investment stated); no_threshold. A plan below its threshold is
    a question to whoever approved it, not an error: further conditions may apply to it.
    """
    thresholds = criteria[criteria["kind"] == "minimum_investment"].set_index("criterion")[
        "threshold_jpy_billion"
    ]
    further = criteria[criteria["kind"] == "further_conditions"].set_index("criterion")["text"]
    rows = []
    for plan in ledger.dropna(subset=["criterion"]).to_dict("records"):
        threshold, investment = thresholds.get(plan["criterion"]), bounds_of(plan, "investment")
        if threshold is None:
            status = NO_THRESHOLD
        elif investment is None:
            status = UNKNOWN
        elif investment.low >= Decimal(str(threshold)):
            status = MEETS
        else:
            status = OPEN if Decimal(str(threshold)) in investment else BELOW
        question = ""
        if status == BELOW:
            question = f"¥{plan['investment_jpy_billion']:.2f} billion is below ¥{threshold:g} billion"
            if plan["criterion"] in further.index:
                question += f"; does the criterion's clause cover it: {further[plan['criterion']]!r}?"
        elif status == UNKNOWN:
            question = f"was ¥{threshold:g} billion reached? No investment is stated"
        rows.append(
            {"plan": plan["plan"], "criterion": plan["criterion"], "threshold_jpy_billion": threshold}
            | {name: plan[name] for name in ("investment_jpy_billion_low", "investment_jpy_billion_high")}
            | {"status": status, "question": question}
        )
    return pd.DataFrame(rows)
