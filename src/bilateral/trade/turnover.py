"""Which HS chapters rose, fell, entered and left the printed ranks between two years."""

import pandas as pd

from bilateral.study.dictionary import columns_of

KEYS = ["reporter", "partner", "flow"]


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
