"""Japan's own customs by area and principal goods: the figures behind a chart of trade, and beside others.

customs_goods: the clean table, in billion yen of calendar years; exports FOB, imports CIF, never added.
"""

import numpy as np
import pandas as pd

from bilateral.sources.customs_goods import STEEL, TOTAL, WORLD
from bilateral.study.dictionary import columns_of
from bilateral.trade.groups import FLOW
from bilateral.trade.models import growth
from bilateral.trade.prices import price_level, rates
from bilateral.trade.totals import cagr, is_printed

FUELS = "Mineral Fuels"
# the sections that hold what HS chapters 84, 85 and 87 hold, with ships and aircraft
MACHINERY = ("Machinery", "Electrical Machinery", "Transport Equipment")
# shortest series with an interval
SHORTEST = 8


def customs_trade(goods: pd.DataFrame, prices: pd.DataFrame, base: int) -> pd.DataFrame:
    """Trade by partner, flow, year and group of goods, with shares, in yen and dollars, nominal and deflated.

    Groups: total, mineral_fuels, machinery, iron_and_steel, rest (what none of the three holds) and
    without_fuels (total less fuels). share_of_flow_pct: the group in the partner's total; partner_share_pct:
    the partner in Japan's trade of the group with the world. Deflated by consumer prices of Japan (yen) and
    the United States (dollars), base year 1; missing where no price is known. Partners whose sections are
    not given are left out.
    """
    wide = goods.pivot(index=[*FLOW, "year", "source", "vintage"], columns="goods", values="jpy_billion")
    wide = wide[wide[FUELS].notna()]
    machinery = wide[list(MACHINERY)].sum(axis=1, skipna=False)
    groups = pd.DataFrame(
        {
            "total": wide[TOTAL],
            "mineral_fuels": wide[FUELS],
            "machinery": machinery,
            "iron_and_steel": wide[STEEL],
            "rest": wide[TOTAL] - wide[FUELS] - machinery - wide[STEEL],
            "without_fuels": wide[TOTAL] - wide[FUELS],
        }
    )
    shares = groups.div(groups["total"], axis=0) * 100
    frame = groups.rename_axis(columns="goods_group").stack().rename("jpy_billion").to_frame()
    frame["share_of_flow_pct"] = shares.rename_axis(columns="goods_group").stack()
    frame = frame.reset_index()
    keys = ["flow", "year", "goods_group"]
    world = frame[frame["partner"] == WORLD].set_index(keys)["jpy_billion"]
    frame["partner_share_pct"] = (
        frame["jpy_billion"] / world.reindex(pd.MultiIndex.from_frame(frame[keys])).to_numpy() * 100
    )
    per_dollar = frame["year"].map(rates(prices, "JPN"))
    frame["usd_million"] = frame["jpy_billion"] / per_dollar * 1000
    frame["jpy_billion_real"] = frame["jpy_billion"] / frame["year"].map(price_level(prices, "JPN", base))
    frame["usd_million_real"] = frame["usd_million"] / frame["year"].map(price_level(prices, "USA", base))
    return frame.sort_values([*FLOW, "goods_group", "year"], ignore_index=True)[columns_of("customs_trade")]


def customs_check(
    goods: pd.DataFrame, totals: pd.DataFrame, prices: pd.DataFrame, printed_source: str | None
) -> pd.DataFrame:
    """The document's printed points beside the customs' totals at each annual rate that is known.

    One row a point and source of the rate: jpy_billion, yen_per_usd, usd_million, printed_usd_million,
    distance in percent of the printed one, and implied_yen_per_usd, the rate at which the two are the same.
    `rates_apart_pct` is how far the known annual averages of that year lie apart: what the choice of a rate
    alone leaves open.
    """
    printed = totals[totals["source"].map(lambda source: is_printed(source, printed_source)).astype(bool)]
    columns = [*FLOW, "year"]
    whole = goods[goods["goods"] == TOTAL].set_index(columns)["jpy_billion"].dropna()
    sources = sorted(
        set(prices.loc[(prices["series"] == "exchange_rate") & (prices["economy"] == "JPN"), "source"])
    )
    rows = []
    for point in printed.sort_values(columns).to_dict("records"):
        yen = whole.get(tuple(point[column] for column in columns))
        if yen is None:
            continue
        known = {source: rates(prices, "JPN", source).get(point["year"]) for source in sources}
        known = {source: rate for source, rate in known.items() if rate is not None}
        for source, rate in known.items():
            dollars = yen / rate * 1000
            rows.append(
                {column: point[column] for column in columns}
                | {"jpy_billion": yen, "rate_source": source, "yen_per_usd": rate, "usd_million": dollars}
                | {"printed_usd_million": point["usd_million"], "derived": point["derived"]}
                | {"distance_pct": (dollars / point["usd_million"] - 1) * 100}
                | {"implied_yen_per_usd": yen / point["usd_million"] * 1000}
                | {"rates_apart_pct": (max(known.values()) / min(known.values()) - 1) * 100}
            )
    return pd.DataFrame(rows, columns=columns_of("customs_check"))


def customs_growth(trade: pd.DataFrame, spans: list[tuple[int, int]]) -> pd.DataFrame:
    """Growth of each partner's trade, with and without fuels, in yen and dollars, over each span of years.

    change_pct: from the first year to the last. cagr_pct: the same a year. growth_pct: log-linear, with its
    interval (models.growth); a series of fewer than eight years, or with a year missing, has none, and the
    note says why.
    """
    rows = []
    chosen = trade[trade["goods_group"].isin(["total", "without_fuels"])]
    for (partner, flow, group), of_partner in chosen.groupby(["partner", "flow", "goods_group"]):
        for column, currency in (("jpy_billion", "JPY"), ("usd_million", "USD")):
            series = of_partner.set_index("year")[column].dropna().sort_index()
            for first, last in spans:
                values = series.loc[first:last]
                if len(values) < 2:
                    continue
                begins, ends = int(values.index[0]), int(values.index[-1])
                row = {"partner": partner, "flow": flow, "goods_group": group, "currency": currency}
                row |= {"year_from": begins, "year_to": ends, "n": len(values)}
                row |= {"change_pct": (values.iloc[-1] / values.iloc[0] - 1) * 100}
                row |= {"cagr_pct": cagr(values.iloc[0], values.iloc[-1], ends - begins)}
                rows.append(row | _fitted(values))
    frame = pd.DataFrame(rows, columns=columns_of("customs_growth"))
    keys = ["partner", "flow", "goods_group", "currency", "year_from", "year_to"]
    return frame.drop_duplicates(keys, ignore_index=True)


def _fitted(values: pd.Series) -> dict:
    if len(values) < SHORTEST:
        return {"note": f"{len(values)} years, fewer than {SHORTEST}: no interval"}
    if values.index[-1] - values.index[0] != len(values) - 1:
        return {"note": "a year is missing: no trend"}
    found = growth(values, "growth")
    return {"growth_pct": found["estimate"]} | {key: found[key] for key in ("low", "high", "p_value", "note")}


def customs_change(goods: pd.DataFrame, partner: str, spans: list[tuple[int, int]]) -> pd.DataFrame:
    """What each good adds to the change of the partner's total between two years, in billion yen and percent
    of it.

    Sections add to the total; items are part of a section, and their parts of them, so levels are never
    added. A good that one of the years lacks, or has in part alone, is left out. change_pct is missing from
    nothing.
    """
    own = goods[goods["partner"] == partner]
    frames = []
    for flow, of_flow in own.groupby("flow"):
        wide = of_flow.pivot(index=["goods", "level"], columns="year", values="jpy_billion")
        for first, last in spans:
            if not {first, last} <= set(wide.columns):
                continue
            both = wide[[first, last]].dropna()
            change = both[last] - both[first]
            whole = float(change.xs(TOTAL, level="goods").iloc[0])
            frame = pd.DataFrame(
                {
                    "jpy_billion_from": both[first],
                    "jpy_billion_to": both[last],
                    "change_jpy_billion": change,
                    "part_of_change_pct": change / whole * 100 if whole else np.nan,
                    "change_pct": change / both[first].where(both[first] > 0) * 100,
                }
            ).reset_index()
            frames.append(frame.assign(partner=partner, flow=flow, year_from=first, year_to=last))
    if not frames:
        return pd.DataFrame(columns=columns_of("customs_change"))
    frame = pd.concat(frames, ignore_index=True)[columns_of("customs_change")]
    keys = ["flow", "year_from", "level", "change_jpy_billion"]
    return frame.sort_values(keys, ascending=[True, True, True, False], ignore_index=True)
