"""Printed concentration measures held against the printed shares they summarise; chapters that rose, fell,
entered and left the printed ranks."""

from decimal import Decimal

import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.printed import in_order, joint_shares, printed_intervals, whole_shares
from crossfoot import (
    CONTRADICTED,
    InputError,
    Interval,
    explain_measure,
    explain_other_year,
    implied_measures,
    verdict,
)

KEYS = ["reporter", "partner", "flow"]


def check_concentration(
    shares: pd.DataFrame, measures: pd.DataFrame, tops: list[int], classes: int
) -> pd.DataFrame:
    """One row a flow, year and measure: printed, low, high, verdict, diagnosis.

    shares, measures: the clean tables chapter_shares and printed_measures. tops: the n of each CRn.
    classes: HS chapters that trade can fall into, 00 included. low and high bound what the printed
    shares allow, and for hhi the joint shares that they do not contradict: percent for top_n_share,
    0–10,000 for hhi. verdict: holds, within_rounding, contradicted, or not_printed.
    Raises InputError when the printed shares of a year cannot be shares of one whole.
    """
    printed = {
        (*(row[key] for key in KEYS), row["year"], row["measure"]): row for row in measures.to_dict("records")
    }
    rows = []
    for flow, of_flow in shares.groupby(KEYS, sort=True):
        names = [f"top_{count}_share" for count in sorted(tops)] + ["hhi"]
        by_year = {
            year: _implied(of_year, measures, sorted(tops), classes, flow)
            for year, of_year in of_flow.groupby("year")
        }
        for year, implied in by_year.items():
            for name in names:
                at_face_value, feasible = implied["measures"][name]
                row = dict(zip(KEYS, flow, strict=True)) | {"year": year, "measure": name}
                found = printed.get((*flow, year, name))
                judged = {"printed": None, "verdict": "not_printed", "diagnosis": ""}
                if found:
                    value = _printed(found)
                    judged = {"printed": found["value"], "verdict": verdict(value, at_face_value, feasible)}
                    judged["diagnosis"] = ""
                    if judged["verdict"] == CONTRADICTED:
                        others = {
                            other: printed[*flow, other, name]["value"]
                            for other in by_year
                            if (*flow, other, name) in printed
                        }
                        slip = explain_measure(
                            name, value, implied["shares"], implied["chapters"], feasible
                        ) or explain_other_year(found["value"], others, year)
                        judged["diagnosis"] = slip
                rows.append(row | judged | {"low": float(feasible.low), "high": float(feasible.high)})
    return pd.DataFrame(rows, columns=columns_of("trade_concentration")).astype({"printed": float})


def _printed(row: dict) -> Interval:
    """The half-open interval of a printed measure; str() gives a bound back as it was printed."""
    return Interval(Decimal(str(row["value_low"])), Decimal(str(row["value_high"])), open_high=True)


def _implied(
    of_year: pd.DataFrame, printed: pd.DataFrame, tops: list[int], classes: int, flow: tuple
) -> dict:
    """Printed shares of one year in falling order, and each measure at face value and feasible."""
    ranked = in_order(of_year).to_dict("records")
    exact = [Interval.exactly(str(row["share_pct"])) for row in ranked]
    rounded = printed_intervals(of_year)
    if tops[-1] > len(ranked):
        raise InputError(
            "config.yaml: concentration.top", f"{tops[-1]}", f"at most the {len(ranked)} printed ranks"
        )
    joint = joint_shares(printed, of_year)
    whole_shares(of_year, classes, joint)
    measures = implied_measures(exact, rounded, tops, classes, joint)
    return {"shares": rounded, "chapters": [row["hs_chapter"] for row in ranked], "measures": measures}


def rank_changes(shares: pd.DataFrame) -> pd.DataFrame:
    """One row a flow, chapter and pair of neighbouring years in which it was ranked at least once.

    shares: the clean table chapter_shares. status: entered, left, or stayed. rank_from and rank_to are
    missing where the chapter was not printed. The change of its share, in percentage points, is given
    as bounds: a chapter that is not printed had between 0 and the last printed share.
    """
    rows = []
    for flow, of_flow in shares.groupby(KEYS, sort=True):
        years = sorted(of_flow["year"].unique())
        by_year = {year: of_flow[of_flow["year"] == year].set_index("hs_chapter") for year in years}
        for year_from, year_to in zip(years, years[1:], strict=False):
            before, after = by_year[year_from], by_year[year_to]
            for chapter in sorted(set(before.index) | set(after.index)):
                rank_from, low_from, high_from = _standing(before, chapter)
                rank_to, low_to, high_to = _standing(after, chapter)
                status = "entered" if rank_from is None else "left" if rank_to is None else "stayed"
                change = (chapter, year_from, year_to, rank_from, rank_to, status)
                rows.append((*flow, *change, low_to - high_from, high_to - low_from))
    frame = pd.DataFrame(rows, columns=columns_of("chapter_ranks")).astype(
        {"rank_from": "Int64", "rank_to": "Int64"}
    )
    return frame.round({"share_change_pct_low": 6, "share_change_pct_high": 6})


def _standing(ranked: pd.DataFrame, chapter: str) -> tuple[int | None, float, float]:
    """Rank and bounds of the share; outside the ranks between 0 and the last printed share."""
    if chapter in ranked.index:
        row = ranked.loc[chapter]
        return int(row["rank"]), row["share_pct_low"], row["share_pct_high"]
    return None, 0.0, ranked.loc[ranked["rank"].idxmax(), "share_pct_high"]
