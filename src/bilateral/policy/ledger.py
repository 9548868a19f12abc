"""Approved plans of every programme as one ledger, and its totals with bounds."""

from decimal import Decimal

import pandas as pd

from crossfoot import Interval, total

# what a table of plans does not say
NOT_STATED = "not stated"
FISCAL_YEAR_BEGINS = 4
AMOUNTS = ["investment", "max_subsidy"]
# what a cap that plans share is: all that they get together, or the most that they can get
TOTAL, LIMIT = "total", "limit"


def bounds_of(row: dict, amount: str) -> Interval | None:
    """What the printed amount can be in ¥ billion; None where none is given.

    row: a plan, with <amount>_jpy_billion_low and _high.
    """
    low, high = row[f"{amount}_jpy_billion_low"], row[f"{amount}_jpy_billion_high"]
    # str() gives a bound back as it was printed
    return None if pd.isna(low) else Interval(Decimal(str(low)), Decimal(str(high)), open_high=True)


def subsidy_ledger(
    plans: pd.DataFrame, sites: pd.DataFrame, entities: pd.DataFrame, criteria: pd.DataFrame
) -> pd.DataFrame:
    """One row a plan: who, where, what, when, how much; a second site adds to its plan and is none itself.

    plans, sites, entities, criteria: the clean tables subsidy_plans, plan_sites, plan_entities,
    subsidy_criteria. Amounts in ¥ billion with bounds. Capacity (thousand 300 mm wafers a month) and jobs are
    the sums of a plan's sites. product_group is that of the criterion, else what the sites make.
    fiscal_year begins in April.
    """
    names = entities.sort_values(["plan", "entity_no"]).groupby("plan")["entity"].agg("; ".join)
    group = criteria.drop_duplicates("criterion").set_index("criterion")["product_group"]
    at = sites.assign(made=sites["product"].str.replace(r"\s*\(.*\)$", "", regex=True)).groupby("plan")
    frame = plans[["plan", "programme", "approved_on", "revised_on"]].copy()
    frame["approval_year"] = plans["approved_on"].dt.year
    frame["fiscal_year"] = frame["approval_year"] - (plans["approved_on"].dt.month < FISCAL_YEAR_BEGINS)
    frame["entities"] = plans["plan"].map(names)
    frame["criterion"] = plans["criterion"]
    frame["product_group"] = (
        plans["criterion"].map(group).fillna(plans["plan"].map(at["made"].agg(_distinct)))
    )
    frame["purpose"] = plans["purpose"]
    frame["sites"] = plans["plan"].map(at.size()).astype("Int64")
    frame["prefectures"] = plans["plan"].map(at["prefecture"].agg(_distinct))
    for amount in AMOUNTS:
        columns = [
            f"{amount}_jpy_billion",
            f"{amount}_jpy_billion_low",
            f"{amount}_jpy_billion_high",
            f"{amount}_missing",
        ]
        frame[columns] = plans[columns]
    frame["cap_group"] = plans["cap_group"]
    frame["capacity_thousand_wafers_month"] = (
        plans["plan"].map(at["capacity_thousand_wafers_month"].sum()).astype("Int64")
    )
    frame["jobs"] = plans["plan"].map(at["jobs"].sum()).astype("Int64")
    frame["first_production_from"] = plans["plan"].map(at["first_production_from"].min())
    frame["first_production_to"] = plans["plan"].map(at["first_production_to"].max())
    return frame


def subsidy_totals(ledger: pd.DataFrame, shared_cap: str) -> pd.DataFrame:
    """Totals over all plans and by programme, criterion, product group, year and prefecture: by, group,
    plans, sums of what is given, and bounds of the maximum subsidies, in the reading of shared caps that is
    chosen and in the other one.

    ledger: of subsidy_ledger. shared_cap: TOTAL or LIMIT. A cap that plans share counts once; as a total, it
    is in full in a group that has all of these plans. A plan with sites in two prefectures can
    lie wholly in either, so that prefectures have bounds and do not add up. Investment sums the plans that
    state one; its upper bound is missing where a plan does not, and both are where none does.
    """
    shown = ledger.assign(
        all="all",
        criterion=ledger["criterion"].fillna(NOT_STATED),
        prefecture=ledger["prefectures"].fillna(NOT_STATED).str.split("; "),
    )
    shown["criterion and year"] = shown["criterion"] + ", " + shown["approval_year"].astype(str)
    shown["programme and year"] = shown["programme"] + ", " + shown["approval_year"].astype(str)
    kinds = [
        "all",
        "programme",
        "criterion",
        "product_group",
        "approval_year",
        "fiscal_year",
        "programme and year",
        "criterion and year",
        "prefecture",
    ]
    other = {TOTAL: LIMIT, LIMIT: TOTAL}[shared_cap]
    members = ledger.groupby("cap_group")["plan"].agg(set).to_dict()
    rows = []
    for by in kinds:
        for group, plans in shown.explode(by).groupby(by, sort=True):
            shared = plans["prefectures"].str.contains(";").fillna(False) & (by == "prefecture")
            together = {cap for cap, of_cap in members.items() if of_cap <= set(plans["plan"])}
            subsidy, otherwise = (
                _subsidy(plans, shared, together if reading == TOTAL else set())
                for reading in (shared_cap, other)
            )
            rows.append(
                {"by": by, "group": str(group), "plans": len(plans)}
                | {"subsidy_capped": int((plans["max_subsidy_missing"] == "capped").sum())}
                | {f"max_subsidy_jpy_billion_{end}": float(getattr(subsidy, end)) for end in ("low", "high")}
                | {
                    f"other_reading_jpy_billion_{end}": float(getattr(otherwise, end))
                    for end in ("low", "high")
                }
                | _investment(plans, shared)
            )
    return pd.DataFrame(rows)


def _subsidy(plans: pd.DataFrame, elsewhere: pd.Series, totals: set[str]) -> Interval:
    """elsewhere: plans that may lie wholly in another group; they add to the upper bound alone."""
    apart = Interval(Decimal(0), total_subsidy(plans[elsewhere], set()).high)
    return total_subsidy(plans[~elsewhere], totals) + apart


def _investment(plans: pd.DataFrame, elsewhere: pd.Series) -> dict:
    invested = [
        amount for row in plans[~elsewhere].to_dict("records") if (amount := bounds_of(row, "investment"))
    ]
    investment = total(invested)
    missing = int(plans["investment_jpy_billion_low"].isna().sum())
    return {
        "investment_missing": missing,
        "investment_jpy_billion_low": float(investment.low) if invested else None,
        "investment_jpy_billion_high": None if missing or elsewhere.any() else float(investment.high),
    }


def total_subsidy(plans: pd.DataFrame, totals: set[str]) -> Interval:
    """Bounds in ¥ billion of the joint maximum subsidy of plans; the cap of a cap group counts once.

    totals: cap groups of which the printed cap is what these plans get together. Of another one a plan may
    have nothing, and all plans together no more than all of it.
    """
    alone = plans[plans["cap_group"].isna()].to_dict("records")
    caps = plans[plans["cap_group"].notna()].drop_duplicates("cap_group").to_dict("records")
    amounts = [bounds_of(row, "max_subsidy") for row in alone]
    for row in caps:
        cap = bounds_of(row, "max_subsidy")
        if cap and row["cap_group"] in totals:
            cap = Interval.rounded(cap.high, -int(cap.high.as_tuple().exponent))
        amounts.append(cap)
    return total(amount for amount in amounts if amount)


def _distinct(texts: pd.Series) -> str:
    return "; ".join(dict.fromkeys(texts))
