"""What a flow consists of by HS chapter: mineral fuels against the rest, machinery, concentration, margins.

hs_flows: the clean table at HS 2, a reporter's own figures. Fuels are chapter 27; machinery 84, 85 and 87.
"""

import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.change import aligned, herfindahl_contributions
from bilateral.trade.groups import FLOW, SERIES, groups
from bilateral.trade.prices import brent, over_period, price_level
from bilateral.trade.printed import PrintedShares
from crossfoot import herfindahl

FUELS, MACHINERY = "27", ("84", "85", "87")


def composition(flows: pd.DataFrame, prices: pd.DataFrame, base: int) -> pd.DataFrame:
    """One row a flow and year, in US$ million.

    hhi and hhi_without_fuels on 0–10,000, each over its own total. rest_usd_million_real: the rest in US
    consumer prices of the base year. fuels_at_base_brent_usd_million: fuels times Brent of the base over
    Brent of the year, what they would have been worth had every barrel cost the same: a hint at quantities,
    not one. chapters: with trade; entered and left: against the year before in the table, with what they
    were worth. A chapter without a figure counts as no trade.
    """
    rows = []
    for about, of_flow in groups(flows, SERIES):
        oil = over_period(brent(prices), about["period"])
        level = over_period(price_level(prices, "USA", base), about["period"])
        level = level / level.get(base, float("nan"))
        before = None
        for year, of_year in of_flow.groupby("year"):
            values = of_year.set_index("hs_code")["usd_million"].fillna(0.0)
            total, fuels = float(values.sum()), float(values.get(FUELS, 0.0))
            machinery = float(values.reindex(MACHINERY).fillna(0.0).sum())
            row = about | {"year": year, "usd_million": total, "fuels_usd_million": fuels}
            row |= {"rest_usd_million": total - fuels, "machinery_usd_million": machinery}
            row |= {"fuels_share_pct": fuels / total * 100, "machinery_share_pct": machinery / total * 100}
            row |= {"hhi": hhi(values), "hhi_without_fuels": hhi(values.drop(FUELS, errors="ignore"))}
            row |= {"rest_usd_million_real": (total - fuels) / level.get(year, float("nan"))}
            row |= {"brent_usd_per_barrel": oil.get(year, float("nan"))}
            row["fuels_at_base_brent_usd_million"] = (
                fuels * oil.get(base, float("nan")) / row["brent_usd_per_barrel"]
            )
            rows.append(row | _margins(before, values))
            before = values
    return pd.DataFrame(rows, columns=columns_of("trade_composition")).astype(
        dict.fromkeys(("chapters", "chapters_entered", "chapters_left"), "Int64")
    )


def hhi(values: pd.Series) -> float:
    """Herfindahl–Hirschman index of values, 0–10,000."""
    return float(herfindahl((values / values.sum() * 100).tolist()))


def _margins(before: pd.Series | None, values: pd.Series) -> dict:
    """Chapters with trade, and which of them are new or gone since the year before."""
    margins = {"chapters": int((values > 0).sum())}
    if before is None:
        return margins
    first, second = aligned(before, values)
    entered, left = (first == 0) & (second > 0), (first > 0) & (second == 0)
    return margins | {
        "chapters_entered": int(entered.sum()),
        "chapters_left": int(left.sum()),
        "entered_usd_million": float(second[entered].sum()),
        "left_usd_million": float(first[left].sum()),
    }


def composition_change(flows: pd.DataFrame, spans: list[tuple[int, int]]) -> pd.DataFrame:
    """What each chapter adds to the change of a flow and of its HHI over each span of years that the flow
    covers; the first and last year of the flow are a span of their own. Both add up to the whole."""
    frames = []
    for flow, of_flow in groups(flows, SERIES):
        wide = of_flow.pivot(index="hs_code", columns="year", values="usd_million").fillna(0.0)
        for first, last in dict.fromkeys([(wide.columns[0], wide.columns[-1]), *spans]):
            if first == last or not {first, last} <= set(wide.columns):
                continue
            before, after = wide[first], wide[last]
            change, shares = after - before, [part / part.sum() * 100 for part in (before, after)]
            index = herfindahl_contributions(*shares)
            frame = pd.DataFrame(
                {
                    "usd_million_from": before,
                    "usd_million_to": after,
                    "change_usd_million": change,
                    "part_of_change_pct": change / change.sum() * 100,
                    "hhi_change": index,
                    "part_of_hhi_change_pct": index / index.sum() * 100,
                }
            ).rename_axis("hs_chapter")
            frame = frame[(before > 0) | (after > 0)].reset_index()
            frame = frame.assign(**flow, year_from=first, year_to=last)
            frames.append(frame[columns_of("composition_change")])
    return (
        pd.concat(frames, ignore_index=True)
        if frames
        else pd.DataFrame(columns=columns_of("composition_change"))
    )


def printed_parts(shares: pd.DataFrame, totals: pd.DataFrame, source: str) -> pd.DataFrame:
    """Fuels, machinery and the rest of printed years, in US$ million, as bounds: printed share times the
    total.

    shares: chapter_shares. totals: reported_totals; the total is that of the same reporter, flow, valuation,
    period and year, the first of its sources by name where there are several. A chapter outside the printed
    ranks had between nothing and the last printed share. Years without a total are left out.
    """
    columns = [*FLOW, "year"]
    known = totals.sort_values([*columns, "source"]).drop_duplicates(columns).set_index(columns)
    rows = []
    for of_flow, of_year in groups(shares, columns):
        if (keys := tuple(of_flow.values())) not in known.index:
            continue
        total, printed = known.loc[keys], PrintedShares(of_year)
        fuels, machines = printed.of(FUELS), [printed.of(code) for code in MACHINERY]
        parts = {
            "mineral_fuels": fuels,
            "without_fuels": (100 - fuels[1], 100 - fuels[0]),
            "machinery": (sum(low for low, _ in machines), min(100.0, sum(high for _, high in machines))),
        }
        about = of_flow | {"source": source, "total_source": total["source"]}
        for group, (low, high) in parts.items():
            value = total["usd_million"] / 100
            rows.append(
                about
                | {"goods_group": group, "share_pct_low": low, "share_pct_high": high}
                | {"usd_million_low": low * value, "usd_million_high": high * value}
            )
    return pd.DataFrame(rows, columns=columns_of("printed_parts"))


def printed_hhi_change(shares: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """What each chapter printed in both years adds to the change of the printed HHI, first printed year to
    last.

    measures: printed_measures, for the HHI. The share's square rises with it, so that bounds of
    the two shares bound the change. part_of_hhi_change_pct: of the printed change.
    """
    rows = []
    for flow, of_flow in groups(shares, FLOW):
        own = (measures[FLOW] == list(flow.values())).all(axis=1) & (measures["measure"] == "hhi")
        index = measures[own].set_index("year")["value"]
        *earlier, last = sorted(set(of_flow["year"]) & set(index.index)) or [None]
        for first in earlier:
            before, after = (PrintedShares(of_flow[of_flow["year"] == year]) for year in (first, last))
            whole = index[last] - index[first]
            for code in sorted(set(before.bounds) & set(after.bounds)):
                (a_low, a_high), (b_low, b_high) = before.of(code), after.of(code)
                low, high = b_low**2 - a_high**2, b_high**2 - a_low**2
                parts = sorted((low / whole * 100, high / whole * 100)) if whole else [None, None]
                rows.append(
                    flow
                    | {"year_from": first, "year_to": last, "hs_chapter": code}
                    | {"hhi_change_low": low, "hhi_change_high": high, "printed_hhi_change": whole}
                    | {"part_of_hhi_change_pct_low": parts[0], "part_of_hhi_change_pct_high": parts[1]}
                )
    return pd.DataFrame(rows, columns=columns_of("printed_hhi_change"))
