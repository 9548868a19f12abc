"""Who gets how much of the subsidies, what they are of all investment, and what investment they imply."""

import pandas as pd

from bilateral.policy.ledger import TOTAL, bounds_of, total_subsidy
from bilateral.study.dictionary import columns_of
from crossfoot import Interval, total

PERCENT = Interval.exactly(100)
THREE = Interval.exactly(3)
ALL = "all"


def subsidy_concentration(ledger: pd.DataFrame, shared_cap: str) -> pd.DataFrame:
    """Long table of bounds: the share of each company in all subsidies and in its programme's
    (percent), the aggregate rate (subsidies over investment of the plans that state both, percent), and
    investment where each plan without a stated one has three times its subsidy (¥ billion).

    ledger: of subsidy_ledger. shared_cap: of ledger.subsidy_totals. A plan is its first company's, and plans
    that share a cap are one group, in the names of all. programme is "all" where no single one is meant.
    """
    groups = ledger["entities"].str.split("; ").str[0]
    for _, plans in ledger.dropna(subset=["cap_group"]).groupby("cap_group"):
        groups.loc[plans.index] = "; ".join(dict.fromkeys(groups.loc[plans.index]))
    shown = ledger.assign(group=groups)
    caps = set(ledger["cap_group"].dropna()) if shared_cap == TOTAL else set()
    rows = []
    for programme, plans in [(ALL, shown), *shown.groupby("programme", sort=True)]:
        shares = [
            (group, len(part), _share(plans, part, caps)) for group, part in plans.groupby("group", sort=True)
        ]
        for group, count, share in sorted(shares, key=lambda row: -row[2].low):
            rows.append(("share_of_subsidies", group, programme, count, share, "%", ""))
        rows += _rates(plans, programme, caps)
    return pd.DataFrame(
        [(*about, float(value.low), float(value.high), unit, note) for *about, value, unit, note in rows],
        columns=columns_of("subsidy_concentration"),
    )


def _share(plans: pd.DataFrame, part: pd.DataFrame, caps: set[str]) -> Interval:
    """part over the whole of plans: the larger the part and the smaller the rest, the higher."""
    own, rest = (total_subsidy(some, caps) for some in (part, plans.drop(part.index)))
    least, most = own.low + rest.high, own.high + rest.low
    low = Interval.exactly(own.low) / Interval.exactly(least) if least else Interval.exactly(0)
    high = Interval.exactly(own.high) / Interval.exactly(most) if most else Interval.exactly(1)
    return Interval((low * PERCENT).low, (high * PERCENT).high)


def _rates(plans: pd.DataFrame, programme: str, caps: set[str]) -> list[tuple]:
    stated = plans["investment_jpy_billion"].notna()
    both = plans[stated & plans["max_subsidy_jpy_billion"].notna()]
    rows = []
    if len(both):
        rate = total_subsidy(both, caps) / _invested(both) * PERCENT
        note = "of the plans that state both amounts"
        rows.append(("aggregate_rate", ALL, programme, len(both), rate, "%", note))
    implied = _invested(plans[stated]) + total_subsidy(plans[~stated], caps) * THREE
    note = f"three times the subsidy for the {int((~stated).sum())} plans that state no investment"
    return [*rows, ("imputed_investment", ALL, programme, len(plans), implied, "JPY billion", note)]


def _invested(plans: pd.DataFrame) -> Interval:
    return total(amount for row in plans.to_dict("records") if (amount := bounds_of(row, "investment")))
