"""Measures of structure and change: points for complete HS tables, bounds for printed shares."""

import math
from collections.abc import Callable

import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade import change, concentration
from bilateral.trade.bounds import common_bounds
from bilateral.trade.groups import FLOW, SERIES, groups
from bilateral.trade.intensity import intensity_of
from bilateral.trade.printed import PrintedShares, joint_shares, whole_shares
from crossfoot import InputError

# each measure of one flow in one year, with its unit and scale
MEASURES: dict[str, tuple[Callable, str]] = {
    "hhi": (concentration.herfindahl, "index 0–10,000"),
    "hhi_normalised": (concentration.normalised_herfindahl, "index 0–10,000"),
    "effective_number": (concentration.effective_number, "classes"),
    "theil": (concentration.theil, "nats"),
    "gini": (concentration.gini, "ratio 0–1"),
}
COMPLETE, PRINTED = "all classes", "printed shares"


def _row(measure: str, low: float, high: float | None, unit: str, code: str | None = None) -> dict:
    """A measure of a flow, or of one of its codes, between two bounds."""
    found = {"measure": measure, "low": low, "high": high, "unit": unit}
    return found | ({"hs_code": code} if code else {})


def stacked(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames under each other with the columns of a table; one that a frame does not have is missing in its
    rows."""
    records = [record for frame in frames for record in frame.to_dict("records")]
    frame = pd.DataFrame(records, columns=columns_of(table))
    for name in ("classes", "year", "year_from", "year_to"):
        if name in frame:
            frame[name] = frame[name].astype("Int64")
    return frame


def shares_by_code(flows: pd.DataFrame) -> pd.Series:
    """Shares in percent of one flow and year, by HS code; not available counts as no trade."""
    values = flows.set_index("hs_code")["usd_million"].fillna(0.0)
    return values / values.sum() * 100


def with_trade(flows: pd.DataFrame) -> pd.DataFrame:
    """hs_flows without the years of a flow that have no trade at all, of which there are no shares."""
    return flows[flows.groupby([*FLOW, "year", "source"])["usd_million"].transform("sum") > 0]


def structure_of_flows(flows: pd.DataFrame, tops: list[int], chapters: int | None) -> pd.DataFrame:
    """Measures of each flow and year of the clean table hs_flows, as points (low equals high), and the share
    and rank of each code with trade.

    chapters: HS chapters that trade can fall into, 00 included; 00, 98 and 99 are classes here only where
    the table has them.
    """
    rows = []
    for flow, of_year in groups(flows, [*FLOW, "year", "source"]):
        shares = shares_by_code(of_year)
        level = len(shares.index[0])
        classes = len(shares)
        if level == 2:
            # chapters without a row are classes without trade; finer levels have the codes given
            if chapters is None:
                raise InputError(
                    "config.yaml", "no key 'concentration'", "how many chapters there are in all"
                )
            classes = chapters - 1 + int(shares.index.isin(["00", "98", "99"]).sum())
        complete = [*shares.tolist(), *([0.0] * (classes - len(shares)))]
        about = flow | {"basis": COMPLETE, "classes": classes}
        about["chapter_00"] = "a class" if shares.index.str.startswith("00").any() else "not in the table"
        rows += [about | _row(name, value, value, unit) for name, value, unit in _points(complete, tops)]
        ranks = shares.rank(ascending=False, method="min")
        for code in shares[shares > 0].sort_values(ascending=False, kind="stable").index:
            rows.append(about | _row("share", shares[code], shares[code], "percent", code))
            rows.append(about | _row("rank", ranks[code], ranks[code], "rank", code))
    return pd.DataFrame(rows)


def structure_of_printed(
    shares: pd.DataFrame, printed: pd.DataFrame, tops: list[int], classes: int, source: str
) -> pd.DataFrame:
    """The same measures of the clean tables chapter_shares and printed_measures, as bounds; never points."""
    rows = []
    for flow, of_year in groups(shares, [*FLOW, "year"]):
        even, uneven = whole_shares(of_year, classes, joint_shares(printed, of_year))
        about = flow | {"source": source, "basis": PRINTED, "classes": classes, "chapter_00": "a class"}
        for found in zip(*(_points(complete, tops) for complete in [even, *uneven]), strict=True):
            (name, _, unit), values = found[0], [value for _, value, _ in found]
            rows.append(about | _row(name, min(values), max(values), unit))
    return pd.DataFrame(rows)


def _points(complete: list, tops: list[int]) -> list[tuple[str, float, str]]:
    ratios = [
        (f"top_{n}_share", float(concentration.concentration_ratio(complete, n)), "percent") for n in tops
    ]
    return ratios + [
        (name, float(measure(complete)), unit)
        for name, (measure, unit) in MEASURES.items()
        # one class alone is neither concentrated nor not
        if len(complete) > 1 or name != "hhi_normalised"
    ]


def section_shares(shares: pd.DataFrame, chapters: pd.DataFrame) -> pd.DataFrame:
    """Printed shares added up by HS section, and what the printed ranks leave to 100 ("not printed").

    shares: chapter_shares. chapters: hs_chapter, section. What a section has at least: chapters outside
    the printed ranks are in "not printed". Section "" is chapter 00.
    """
    section = chapters.set_index("hs_chapter")["section"]
    by_section = shares.assign(section=shares["hs_chapter"].map(section))
    keys = [*FLOW, "year"]
    known = by_section.groupby([*keys, "section"], as_index=False)["share_pct"].sum()
    rest = 100 - shares.groupby(keys)["share_pct"].sum()
    rest = rest.reset_index().assign(section="not printed")
    frame = pd.concat([known, rest], ignore_index=True).round({"share_pct": 6})
    return frame.sort_values([*keys, "section"], ignore_index=True)[[*keys, "section", "share_pct"]]


def change_of_flows(flows: pd.DataFrame, top: int) -> pd.DataFrame:
    """Change between neighbouring years of each flow of hs_flows: measures of the whole (hs_code missing)
    and the contributions of each code; a code is new or vanished when only one year has trade in it."""
    rows = []
    for flow, of_flow in groups(flows, SERIES):
        years = sorted(of_flow["year"].unique())
        for year_from, year_to in zip(years, years[1:], strict=False):
            before, after = (of_flow[of_flow["year"] == year] for year in (year_from, year_to))
            s0, s1 = shares_by_code(before), shares_by_code(after)
            v0, v1 = (part.set_index("hs_code")["usd_million"].fillna(0.0) for part in (before, after))
            about = flow | {"year_from": year_from, "year_to": year_to, "basis": COMPLETE}
            dispersion, classes = change.lilien(s0, s1)
            whole = {
                "krugman": (change.krugman(s0, s1), "ratio 0–2"),
                "lawrence": (change.lawrence(s0, s1), "ratio 0–1"),
                "finger_kreinin": (change.finger_kreinin(s0, s1), "index 0–100"),
                "lilien": (dispersion, f"standard deviation of log growth, {classes} classes"),
                "rank_turnover": (change.rank_turnover(s0, s1, top), f"share of the top {top}"),
                "growth": (float((v1.sum() / v0.sum() - 1) * 100), "percent"),
            }
            rows += [about | _row(name, value, value, unit) for name, (value, unit) in whole.items()]
            for name, parts, unit in (
                ("hhi_contribution", change.herfindahl_contributions(s0, s1), "points of 10,000"),
                ("growth_contribution", change.growth_contributions(v0, v1), "percentage points"),
            ):
                rows += [about | _row(name, part, part, unit, code) for code, part in parts.items()]
            first, second = v0.align(v1, join="outer", fill_value=0.0)
            for code, earlier, later in zip(first.index, first, second, strict=True):
                if (earlier == 0) != (later == 0):
                    amount, status = max(earlier, later), "new" if later > 0 else "vanished"
                    rows.append(about | _row(status, amount, amount, "US$ million", code))
    return pd.DataFrame(rows)


def change_of_printed(shares: pd.DataFrame, printed: pd.DataFrame, classes: int, source: str) -> pd.DataFrame:
    """The same between neighbouring printed years, as bounds; a chapter outside the printed ranks had
    between nothing and the last printed share. Lilien's measure has no upper bound there (missing)."""
    rows = []
    for flow, of_flow in groups(shares, FLOW):
        known = {
            year: PrintedShares(of_year, joint_shares(printed, of_year))
            for year, of_year in of_flow.groupby("year")
        }
        years = sorted(known)
        for year_from, year_to in zip(years, years[1:], strict=False):
            about = flow | {"source": source, "year_from": year_from, "year_to": year_to, "basis": PRINTED}
            first, second = known[year_from], known[year_to]
            least_common, most_common = common_bounds(first, second, classes)
            dispersion, both = _least_dispersion(first, second)
            ranks = len(second.bounds)
            turnover = len(set(second.bounds) - set(first.bounds)) / ranks
            for name, least, most, unit in (
                ("krugman", 2 - 2 * most_common, 2 - 2 * least_common, "ratio 0–2"),
                ("lawrence", 1 - most_common, 1 - least_common, "ratio 0–1"),
                ("finger_kreinin", 100 * least_common, 100 * most_common, "index 0–100"),
                ("lilien", dispersion, None, f"standard deviation of log growth, {both} classes at least"),
                ("rank_turnover", turnover, turnover, f"share of the top {ranks}"),
            ):
                rows.append(about | _row(name, least, most, unit))
    return pd.DataFrame(rows)


def _least_dispersion(first: PrintedShares, second: PrintedShares) -> tuple[float, int]:
    """The least that Lilien's measure can be, and how many classes are printed in both years."""
    squares, both = 0.0, set(first.bounds) & set(second.bounds)
    for chapter in both:
        (a_low, a_high), (b_low, b_high) = first.of(chapter), second.of(chapter)
        least = max(0.0, math.log(b_low / a_high), math.log(a_low / b_high))
        squares += (a_low + b_low) / 200 * least**2
    return math.sqrt(squares), len(both)


def two_way_trade(
    shares: pd.DataFrame, printed: pd.DataFrame, totals: pd.DataFrame, classes: int, source: str
) -> pd.DataFrame:
    """Grubel–Lloyd indices of printed years for which both totals of the reporter are known, as bounds.

    totals: reporter, flow, period, year, usd_million, source. By chapter where both flows print it, and for
    all trade with and without the correction for the imbalance. Each value of trade is share times total.
    """
    rows = []
    for ends, of_year in groups(shares, ["reporter", "partner", "period", "year"]):
        same = [(totals[key] == ends[key]) for key in ("reporter", "period", "year")]
        known = totals[same[0] & same[1] & same[2]]
        # print and its own source agree on coverage, so printed totals come first
        known = known.sort_values("source", key=lambda s: ~s.str.startswith(source)).drop_duplicates("flow")
        value = known.set_index("flow")["usd_million"]
        if not {"export", "import"} <= set(value.index) or of_year["flow"].nunique() < 2:
            continue
        parts = [of_year[of_year["flow"] == flow] for flow in ("export", "import")]
        out, back = (PrintedShares(part, joint_shares(printed, part)) for part in parts)
        about = ends | {
            "flow": "both",
            "hs_code": None,
            "valuation": "FOB and CIF",
            "source": f"{source}; totals: {'; '.join(sorted(set(known['source'])))}",
            "basis": PRINTED,
            "chapter_00": "a class",
        }
        low, high = common_bounds(out, back, classes, (value["export"], value["import"]))
        traded, smaller = value["export"] + value["import"], min(value["export"], value["import"])
        for name, least, most in (
            ("grubel_lloyd", 2 * low / traded, 2 * high / traded),
            ("grubel_lloyd_balanced", low / smaller, high / smaller),
        ):
            rows.append(about | _row(name, least, most, "ratio 0–1"))
        for chapter in sorted(set(out.bounds) & set(back.bounds)):
            least, most = _class_bounds(
                out.bounds[chapter], back.bounds[chapter], value["export"] / value["import"]
            )
            rows.append(about | _row("grubel_lloyd_class", least, most, "ratio 0–1", chapter))
    return pd.DataFrame(rows)


def two_way_of_flows(flows: pd.DataFrame) -> pd.DataFrame:
    """Grubel–Lloyd indices as points, of each year for which hs_flows has both flows of one reporter:
    by code, for all trade, and corrected for the imbalance where trade goes both ways."""
    rows = []
    for ends, of_year in groups(flows, ["reporter", "partner", "period", "year"]):
        by_flow = {
            flow: part.set_index("hs_code")["usd_million"].fillna(0.0)
            for flow, part in of_year.groupby("flow")
        }
        if set(by_flow) != {"export", "import"}:
            continue
        out, back = by_flow["export"], by_flow["import"]
        about = ends | {"flow": "both", "basis": COMPLETE, "hs_code": None}
        about |= {name: " and ".join(sorted(set(of_year[name]))) for name in ("valuation", "source")}
        found = [(None, "grubel_lloyd", change.grubel_lloyd(out, back))]
        by_class = change.grubel_lloyd_by_class(out, back).dropna()
        if (by_class > 0).any():
            found.append((None, "grubel_lloyd_balanced", change.grubel_lloyd_balanced(out, back)))
        found += [(code, "grubel_lloyd_class", value) for code, value in by_class.items()]
        rows += [about | _row(name, value, value, "ratio 0–1", code) for code, name, value in found]
    return pd.DataFrame(rows)


def _class_bounds(x: tuple[float, float], m: tuple[float, float], ratio: float) -> tuple[float, float]:
    """Bounds of 1 − |x − m| / (x + m), which falls on both sides of x = m."""
    ends = [ratio * x[0] / m[1], ratio * x[1] / m[0]]
    values = [1 - abs(1 - end) / (1 + end) for end in ends]
    return min(values), 1.0 if ends[0] <= 1 <= ends[1] else max(values)


def intensity(totals: pd.DataFrame, merchandise: pd.DataFrame, source: str = "WDI") -> pd.DataFrame:
    """Trade intensity of each reporter's calendar-year exports, where world trade is known. source: of
    merchandise."""
    world = merchandise.set_index(["economy", "flow", "year"])["usd_million"]
    rows = []
    for row in totals[(totals["flow"] == "export") & (totals["period"] == "calendar")].to_dict("records"):
        value = intensity_of(row["usd_million"], row["reporter"], row["partner"], row["year"], world)
        if value is not None:
            about = {key: row[key] for key in [*FLOW, "year"]}
            about |= {"source": f"{row['source']}; world: {source}", "basis": "totals"}
            rows.append(about | _row("trade_intensity", value, value, "ratio, 1 is neutral"))
    return pd.DataFrame(rows)
