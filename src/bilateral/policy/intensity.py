"""Subsidy per yen invested, per job and per wafer, and which of these rest on values that look filled down a
column; and whether one third is the rule."""

from decimal import ROUND_DOWN, Decimal

import pandas as pd

from bilateral.policy.ledger import bounds_of
from bilateral.study.dictionary import columns_of
from crossfoot import CONTRADICTED, Interval, verdict

THREE = Interval.exactly(3)
# measure: what the subsidy is divided by, after ¥ billion times the factor
PER_COUNT = {
    "subsidy_per_job": ("jobs", 1000, "JPY million per job"),
    "subsidy_per_capacity": ("capacity_thousand_wafers_month", 1, "JPY billion per thousand wafers a month"),
}
# two neighbours may be alike by chance
SHORTEST_RUN = 3
FIGURES = ["capacity_thousand_wafers_month", "jobs"]


def filled_down(sites: pd.DataFrame, entities: pd.DataFrame, table: str) -> pd.DataFrame:
    """Runs of one figure over consecutive sites of different companies: table, column, value, rows,
    companies, plans.

    sites, entities: the clean tables plan_sites and plan_entities; table: where they stand. A plan's first
    company stands for it. A run of a single company may be true and is not listed.
    """
    company = entities[entities["entity_no"] == 1].set_index("plan")["entity"]
    found = []
    for column in FIGURES:
        given = sites.dropna(subset=[column])
        for _, run in given.groupby(given[column].ne(given[column].shift()).cumsum()):
            companies = run["plan"].map(company).nunique()
            if len(run) >= SHORTEST_RUN and companies > 1:
                value, plans = int(run[column].iloc[0]), "; ".join(dict.fromkeys(run["plan"]))
                found.append((table, column, value, len(run), companies, plans))
    return pd.DataFrame(found, columns=columns_of("repeated_values"))


def subsidy_intensity(ledger: pd.DataFrame, repeated: pd.DataFrame) -> pd.DataFrame:
    """What a plan's maximum subsidy is of its investment (share, percent), per job (¥ million) and per
    thousand wafers a month (¥ billion): plan, measure, low, high, unit, doubt.

    ledger: of policy.ledger.subsidy_ledger. repeated: of filled_down; what rests on such a
    value says so in doubt. A measure whose inputs are not given has no row. Jobs and capacity are taken as
    printed.
    """
    doubtful = {
        (column, plan)
        for column, plans in zip(repeated["column"], repeated["plans"], strict=True)
        for plan in plans.split("; ")
    }
    rows = []
    for plan in ledger.to_dict("records"):
        subsidy, investment = bounds_of(plan, "max_subsidy"), bounds_of(plan, "investment")
        if not subsidy:
            continue
        if investment:
            percent = subsidy / investment * Interval.exactly(100)
            rows.append((plan["plan"], "subsidy_per_investment", *_bounds(percent), "%", ""))
        for measure, (column, factor, unit) in PER_COUNT.items():
            if not pd.isna(plan[column]):
                value = subsidy * Interval.exactly(factor) / Interval.exactly(int(plan[column]))
                doubt = "the same figure stands in other plans" if (column, plan["plan"]) in doubtful else ""
                rows.append((plan["plan"], measure, *_bounds(value), unit, doubt))
    return pd.DataFrame(rows, columns=columns_of("subsidy_intensity"))


def one_third_rule(ledger: pd.DataFrame) -> pd.DataFrame:
    """Each stated subsidy held against a third of the stated investment, in two readings of their exactness.

    as_printed takes both decimals of a number as known. to_tenths takes amounts of ¥1 billion or more as
    rounded to ¥0.1 billion, which fits wherever the second decimal is a zero. Columns: plan, the amounts,
    third (¥ billion, of the number as printed), as_printed, to_tenths, diagnosis.
    """
    both = ledger.dropna(subset=["investment_jpy_billion", "max_subsidy_jpy_billion"])
    rows = []
    for plan in both.to_dict("records"):
        invested, granted = (
            Decimal(str(plan[f"{amount}_jpy_billion"])) for amount in ("investment", "max_subsidy")
        )
        third = invested / 3
        stated, whole = bounds_of(plan, "max_subsidy"), bounds_of(plan, "investment")
        if stated is None or whole is None:
            raise ValueError(f"plan {plan['plan']} has an amount without bounds")
        strict = verdict(stated, Interval.exactly(third), whole / THREE)
        coarse = verdict(_to_tenths(granted), Interval.exactly(third), _to_tenths(invested) / THREE)
        rows.append(
            {
                "plan": plan["plan"],
                "investment_jpy_billion": float(invested),
                "max_subsidy_jpy_billion": float(granted),
                "third_jpy_billion": float(third),
                "as_printed": strict,
                "to_tenths": coarse,
                "diagnosis": _explain(granted, third, strict, coarse),
            }
        )
    return pd.DataFrame(rows)


def _bounds(value: Interval) -> tuple[float, float]:
    return float(value.low), float(value.high)


def _explain(granted: Decimal, third: Decimal, strict: str, coarse: str) -> str:
    if strict != CONTRADICTED:
        return ""
    if coarse != CONTRADICTED:
        return "a third, rounded to ¥0.1 billion"
    if third.quantize(Decimal("0.1"), ROUND_DOWN) == granted:
        return "a third, cut to ¥0.1 billion rather than rounded"
    return f"{float(granted / third / 3):.1%} of the investment"


def _to_tenths(value: Decimal) -> Interval:
    """The number rounded to tenths where it is printed with a zero after them, else as printed."""
    return Interval.rounded(value, 1 if value >= 1 and value == round(value, 1) else 2)
