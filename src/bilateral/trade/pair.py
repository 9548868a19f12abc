"""A pair's trade in each year of the study, with its weight in all trade, or the reason why it is missing;
and its largest products."""

import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.groups import SERIES

# codes of a flow that are listed
LISTED = 10


def pair_facts(facts: dict) -> pd.DataFrame:
    """What the study asks, as a table of fact and value, both text; what it does not state is left out."""
    rows = [(fact, str(value)) for fact, value in facts.items() if value not in (None, "")]
    return pd.DataFrame(rows, columns=["fact", "value"])


def pair_trade(
    totals: pd.DataFrame, merchandise: pd.DataFrame, pair: dict[str, str], years: dict[str, int]
) -> pd.DataFrame:
    """One row for each series of totals and year of the study (pair_trade): amounts in US$ million, share_pct
    of the pair's trade in all merchandise trade of the reporter in that direction.

    missing: why there is no share, the first that holds: not_reported (the reporter's side is in no source
    of the study), no_figure (the source has none for the year), other_year (the year begins in another month
    than that of the figures of all trade), no_merchandise_figure (there is none of all trade).

    totals, merchandise: the clean tables reported_totals and merchandise_trade. A side of the pair that
    reports nothing has rows, too.
    """
    own = totals[totals["reporter"].isin(pair.values())]
    series = [tuple(key) for key in own[SERIES].drop_duplicates().itertuples(index=False, name=None)]
    reported = {(key[0], key[2]) for key in series}
    for reporter, partner in ((pair["reporter"], pair["partner"]), (pair["partner"], pair["reporter"])):
        series += [
            (reporter, partner, flow, None, None, None)
            for flow in ("export", "import")
            if (reporter, flow) not in reported
        ]
    amounts = own.set_index([*SERIES, "year"])["usd_million"].to_dict()
    whole = merchandise.set_index(["economy", "flow", "year"])["usd_million"].to_dict()
    rows = []
    for key in series:
        reporter, _, flow, _, period, source = key
        for year in range(years["first"], years["last"] + 1):
            amount, all_trade = amounts.get((*key, year)), whole.get((reporter, flow, year))
            missing = (
                "not_reported"
                if source is None
                else "no_figure"
                if amount is None
                else "other_year"
                if period != "calendar"
                else "no_merchandise_figure"
                if not all_trade
                else None
            )
            share = None if missing else amount / all_trade * 100
            rows.append((*key, year, amount, all_trade, share, missing))
    frame = pd.DataFrame(rows, columns=columns_of("pair_trade"))
    for column in ("usd_million", "merchandise_usd_million", "share_pct"):
        frame[column] = frame[column].astype(float)
    return frame.sort_values(
        ["reporter", "flow", "period", "source", "year"], na_position="last", ignore_index=True
    )


def pair_products(structure: pd.DataFrame, chapters: pd.DataFrame) -> pd.DataFrame:
    """The ten largest HS codes of each flow in its last year, with their shares (percent of the flow) in that
    year and in the flow's first (pair_products). A code that was not traded in the first year had zero.

    structure: the analysis table trade_structure, of which shares of complete flows count. chapters:
    hs_chapter and label; a longer code is called as its chapter.
    """
    shares = structure[(structure["measure"] == "share") & (structure["basis"] == "all classes")]
    called = chapters.set_index("hs_chapter")["label"]
    rows = []
    for keys, own in shares.groupby(SERIES, sort=True):
        first, last = int(own["year"].min()), int(own["year"].max())
        of_year = {year: own[own["year"] == year].set_index("hs_code")["low"] for year in (first, last)}
        largest = of_year[last].sort_values(ascending=False, kind="stable").head(LISTED)
        rows += [
            (*keys, last, rank, code, called.get(code[:2], ""), share, first, of_year[first].get(code, 0.0))
            for rank, (code, share) in enumerate(largest.items(), 1)
        ]
    return pd.DataFrame(rows, columns=columns_of("pair_products"))
