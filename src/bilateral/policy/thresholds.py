"""Plans held against the least investment that their criterion asks for."""

from decimal import Decimal

import pandas as pd

from bilateral.policy.ledger import bounds_of
from crossfoot import Interval, read_number

THREE = Interval.exactly(3)
# the column of plans whose cells the study may have corrected
PRINTED_COLUMN = "Planned investment (¥ billion)"
MEETS, OPEN, BELOW, UNKNOWN, NO_THRESHOLD = "meets meets_to_rounding below not_checkable no_threshold".split()


def plans_against_criteria(
    ledger: pd.DataFrame, criteria: pd.DataFrame, plans: pd.DataFrame, repairs: pd.DataFrame
) -> pd.DataFrame:
    """Each plan with a criterion: plan, criterion, threshold, investment with bounds and status; the same of
    the amount that is printed as investment, where the study corrects it, and of three times the subsidy,
    where no investment is stated; question.

    criteria, plans, repairs: the clean tables subsidy_criteria, subsidy_plans, repairs. status: meets;
    meets_to_rounding (the printed number can lie on either side); below; not_checkable (no investment
    stated); no_threshold. A plan below its threshold is a question to whoever approved it, not an error:
    further conditions may apply to it.
    """
    thresholds = criteria[criteria["kind"] == "minimum_investment"].set_index("criterion")[
        "threshold_jpy_billion"
    ]
    further = criteria[criteria["kind"] == "further_conditions"].set_index("criterion")["text"]
    printed = _printed_amounts(plans, repairs)
    rows = []
    for plan in ledger.dropna(subset=["criterion"]).to_dict("records"):
        threshold, investment = thresholds.get(plan["criterion"]), bounds_of(plan, "investment")
        as_printed = printed.get(plan["plan"], investment)
        subsidy = bounds_of(plan, "max_subsidy")
        # of a cap no single plan's part is known
        implied = (
            subsidy * THREE
            if subsidy and not investment and plan["max_subsidy_missing"] != "capped"
            else None
        )
        status, printed_status = _status(threshold, investment), _status(threshold, as_printed)
        implied_status = _status(threshold, implied) if implied else None
        row = {"plan": plan["plan"], "criterion": plan["criterion"], "threshold_jpy_billion": threshold}
        for name, amount in (("investment", investment), ("as_printed", as_printed), ("implied", implied)):
            for end in ("low", "high"):
                row[f"{name}_jpy_billion_{end}"] = float(getattr(amount, end)) if amount else None
        row |= {"status": status, "status_as_printed": printed_status, "status_implied": implied_status}
        question = ""
        if status == BELOW:
            question = f"¥{plan['investment_jpy_billion']:.2f} billion is below ¥{threshold:g} billion"
            if plan["criterion"] in further.index:
                question += f"; does the criterion's clause cover it: {further[plan['criterion']]!r}?"
        elif status == UNKNOWN:
            question = f"was ¥{threshold:g} billion reached? No investment is stated"
            if printed_status == BELOW:
                question += "; the amount printed as investment is the subsidy"
            if implied_status == BELOW:
                question += "; three times the subsidy would be below"
        rows.append(row | {"question": question})
    return pd.DataFrame(rows)


def _status(threshold: float | None, investment: Interval | None) -> str:
    if threshold is None:
        return NO_THRESHOLD
    if investment is None:
        return UNKNOWN
    limit = Decimal(str(threshold))
    if investment.low >= limit:
        return MEETS
    return OPEN if limit in investment else BELOW


def _printed_amounts(plans: pd.DataFrame, repairs: pd.DataFrame) -> dict[str, Interval]:
    """What is printed as the investment of a plan, where a correction took it away, by plan."""
    corrected = repairs[(repairs["column"] == PRINTED_COLUMN) & (repairs["rule"] == "correction")]
    by_line = plans.set_index(["table", "line"])["plan"]
    found = {}
    for row in corrected.to_dict("records"):
        number = read_number(row["printed"])
        if number is not None and (row["table"], row["line"]) in by_line.index:
            found[by_line[row["table"], row["line"]]] = number.wide
    return found
