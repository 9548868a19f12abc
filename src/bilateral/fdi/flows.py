"""Direct investment by destination: shares, ranks, growth, concentration, trend.

Net flows can be negative (disinvestment). A share of a total is given as it is, so a negative flow has a
negative share; growth and the manufacturing share are given only where they mean something, between
positive figures; concentration counts positive flows alone and says how many were not.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.trend import SHORTEST_INTERVAL, slope_of
from crossfoot import herfindahl

ASIA, WORLD = "Asia", "World"


def asia_without(wide: pd.DataFrame, centres: Iterable[str]) -> pd.Series:
    """The flow to Asia less that to the financial centres, by row of a table with a column a destination;
    missing where one of them is, or where no centre is named.

    What goes to a centre is often on its way to a third economy (Damgaard, Elkjaer and Johannesen 2019).
    """
    named = list(centres)
    parts = wide.reindex(columns=[*wide.columns, *({ASIA, *named} - set(wide.columns))])
    return parts[ASIA] - parts[named].sum(axis=1, skipna=False) if named else parts[ASIA] * float("nan")


def destinations_by_year(
    flows: pd.DataFrame, rates: pd.DataFrame, region_of: dict[str, str], centres: Iterable[str] = ()
) -> pd.DataFrame:
    """fdi_destinations, one row a year and destination; shares of Asia for its countries, and without the
    financial centres for the others.

    flows: the clean table fdi_flows. rates: exchange_rates (annual averages). region_of: code to region.
    centres: codes of financial centres. rank_in_asia is among the countries of Asia that the release lists.
    """
    centres = list(centres)
    wide = flows.pivot(
        index=["year", "destination", "kind", "release"], columns="industry", values="jpy_billion"
    )
    wide = wide.reindex(
        columns=sorted({*wide.columns, "manufacturing", "non_manufacturing", "total"})
    ).reset_index()
    frame = wide.rename(columns={"total": "jpy_billion"})
    rate = rates.set_index("year")["jpy_per_usd"]
    frame["usd_million"] = frame["jpy_billion"] * 1000 / frame["year"].map(rate)
    parts = frame[["manufacturing", "non_manufacturing"]]
    frame["manufacturing_pct"] = (frame["manufacturing"] / frame["jpy_billion"] * 100).where(
        (parts >= 0).all(axis=1) & (frame["jpy_billion"] > 0)
    )
    whole = frame.pivot(index="year", columns="destination", values="jpy_billion")
    whole = whole.reindex(columns=[*whole.columns, *({ASIA, WORLD} - set(whole.columns))])
    in_asia = (frame["destination"].map(region_of) == ASIA) & (frame["kind"] == "country")
    frame["share_of_asia_pct"] = (frame["jpy_billion"] / frame["year"].map(whole[ASIA]) * 100).where(in_asia)
    without = frame["year"].map(asia_without(whole, centres))
    frame["share_without_centres_pct"] = (frame["jpy_billion"] / without * 100).where(
        in_asia & ~frame["destination"].isin(centres)
    )
    frame["share_of_world_pct"] = frame["jpy_billion"] / frame["year"].map(whole[WORLD]) * 100
    ranked = frame[in_asia & frame["jpy_billion"].notna()].groupby("year")["jpy_billion"]
    frame["rank_in_asia"] = ranked.rank(ascending=False, method="min").astype("Int64")
    frame["ranked_of"] = ranked.transform("size").astype("Int64")
    before = frame.set_index(["destination", "year"])["jpy_billion"]
    earlier = before.reindex(pd.MultiIndex.from_arrays([frame["destination"], frame["year"] - 1])).to_numpy()
    frame["growth_pct"] = ((frame["jpy_billion"] / earlier - 1) * 100).where(
        (frame["jpy_billion"] > 0) & (earlier > 0)
    )
    return frame[columns_of("fdi_destinations")].sort_values(
        ["year", "kind", "destination"], ascending=[True, False, True], ignore_index=True
    )


def groups_by_year(flows: pd.DataFrame, group_of: dict[str, str]) -> pd.DataFrame:
    """Manufacturing, non-manufacturing and total of each named group: year, group, industry, jpy_billion.

    A group that the release states itself (ASEAN) is taken as stated; any other is the sum of its members,
    and missing in a year in which one of them is. group_of: code to group.
    """
    totals = flows[flows["industry"].isin(["manufacturing", "non_manufacturing", "total"])]
    stated = totals[totals["destination"].isin(set(group_of.values()))].assign(
        group=lambda f: f["destination"]
    )
    members = totals[totals["kind"] == "country"].assign(group=lambda f: f["destination"].map(group_of))
    members = members[
        members["group"].notna() & (members["group"] != "") & ~members["group"].isin(set(stated["group"]))
    ]
    frame = pd.concat([stated, members])
    whole = frame["jpy_billion"].notna().groupby([frame[key] for key in ("year", "group", "industry")]).all()
    frame = frame.groupby(["year", "group", "industry"])["jpy_billion"].sum().where(whole).reset_index()
    return frame.round({"jpy_billion": 6})


def partner_measures(by_year: pd.DataFrame, partner: str, rival: str, members: list[str]) -> pd.DataFrame:
    """What is asked of one destination: year, measure, counterpart, value, low, high, unit, note.

    Its amounts, shares, rank and growth by year; its flow over that of each member; its lead over the
    rival, the first year it was ahead and the year since which it has been; and its linear trend, of
    eight consecutive years or more.
    """
    own = by_year[by_year["destination"] == partner].set_index("year")
    amounts = by_year.pivot(index="year", columns="destination", values="jpy_billion")
    units = {
        "jpy_billion": "JPY billion",
        "usd_million": "US$ million",
        "share_of_asia_pct": "%",
        "share_without_centres_pct": "%",
        "share_of_world_pct": "%",
        "manufacturing_pct": "%",
        "growth_pct": "%",
        "rank_in_asia": "rank",
    }
    rows: list[dict] = []

    def add(year: int, measure: str, value: float | None, unit: str, note: str = "", **more: object) -> None:
        rows.append({"year": year, "measure": measure, "value": value, "unit": unit, "note": note} | more)

    for measure, unit in units.items():
        if measure == "share_without_centres_pct" and own[measure].isna().all():
            continue  # the study names no centres
        for year, value in own[measure].items():
            note = f"among {own.loc[year, 'ranked_of']} listed countries" if measure == "rank_in_asia" else ""
            add(year, measure, value, unit, note)
    for member in [*members, rival]:
        for year in own.index:
            other, mine = amounts.loc[year, member], amounts.loc[year, partner]
            ratio = mine / other if other > 0 and mine > 0 else None
            known = "a flow is not positive" if pd.notna(other) and pd.notna(mine) else "a flow is missing"
            add(year, "ratio", ratio, "times", "" if ratio else known, counterpart=member)
    lead = amounts[partner] - amounts[rival]
    for year, value in lead.items():
        note = "" if pd.notna(value) else "a flow is missing"
        add(year, "lead", value, "JPY billion", note, counterpart=rival)
    ahead = lead[lead > 0].index
    behind = lead[lead <= 0].index
    if len(ahead):
        add(ahead[0], "first_ahead", float(ahead[0]), "year", counterpart=rival)
    lasting = [year for year in ahead if not len(behind) or year > behind[-1]]
    if lasting:
        to_date = f"to {lead.index[-1]}"
        add(lasting[0], "ahead_since", float(lasting[0]), "year", to_date, counterpart=rival)
    given = amounts[partner].dropna()
    if len(given) >= max(SHORTEST_INTERVAL, given.index.max() - given.index.min() + 1):
        # flows may be negative, so no logarithm
        slope = slope_of(given)
        note = f"{given.index[0]}–{given.index[-1]}, n {len(given)}; {slope.note}"
        ends = {"low": slope.low, "high": slope.high}
        add(own.index[-1], "trend", slope.value, "JPY billion a year", note, **ends)
    return pd.DataFrame(rows, columns=columns_of("fdi_partner"))


def volatility(by_year: pd.DataFrame) -> pd.DataFrame:
    """By destination over the years: mean, standard deviation, coefficient of variation, least, greatest,
    years of disinvestment, n. The coefficient is given where the mean is positive."""
    frame = (
        by_year.dropna(subset=["jpy_billion"])
        .groupby(["kind", "destination"])["jpy_billion"]
        .agg(
            mean_jpy_billion="mean",
            sd_jpy_billion="std",
            least_jpy_billion="min",
            greatest_jpy_billion="max",
            disinvestment_years=lambda values: int((values < 0).sum()),
            n="size",
        )
        .reset_index()
    )
    frame["variation"] = (frame["sd_jpy_billion"] / frame["mean_jpy_billion"]).where(
        frame["mean_jpy_billion"] > 0
    )
    return frame.sort_values(["kind", "destination"], ascending=[False, True], ignore_index=True)


def destination_concentration(by_year: pd.DataFrame, region_of: dict[str, str]) -> pd.DataFrame:
    """HHI (0–10,000) of the positive flows to the listed countries of Asia, by year, with how many
    countries it counts and how many it leaves out because their flow is not positive."""
    countries = by_year[(by_year["kind"] == "country") & (by_year["destination"].map(region_of) == ASIA)]
    rows = []
    for year, of_year in countries.dropna(subset=["jpy_billion"]).groupby("year"):
        positive = of_year.loc[of_year["jpy_billion"] > 0, "jpy_billion"]
        shares = positive / positive.sum() * 100
        rows.append((year, herfindahl(shares.tolist()), len(positive), len(of_year) - len(positive)))
    return pd.DataFrame(rows, columns=columns_of("fdi_concentration")).astype({"hhi": np.float64})
