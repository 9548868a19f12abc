"""The same trade as its exporter and as its importer report it.

A gap is expected: imports carry freight and insurance (CIF) and exports do not (FOB), a fiscal year is
not a calendar year, goods shipped through third economies change partner, and each side revises.
"""

from collections.abc import Iterator

import pandas as pd

from bilateral.trade.printed import PrintedShares, joint_shares, printed_intervals, whole_shares
from bilateral.trade.structure import shares_by_code
from crossfoot import herfindahl, herfindahl_range

VALUATION = "FOB against CIF"
ROUTING = "re-exports and revisions"
OTHER_SIDE = {"export": "import", "import": "export"}


def _sides(exporter: tuple[float, float], importer: tuple[float, float]) -> dict[str, float]:
    """Bounds of what each side reports, and of the gap between the two."""
    return {
        "exporter_low": exporter[0],
        "exporter_high": exporter[1],
        "importer_low": importer[0],
        "importer_high": importer[1],
        "gap_low": importer[0] - exporter[1],
        "gap_high": importer[1] - exporter[0],
    }


def mirror_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """Each year and direction for which one source has both sides: the importer's figure over the
    exporter's. totals: the clean table reported_totals; US$ million and percent of the exporter's figure."""
    sides = {
        role: totals[(totals["flow"] == flow) & (totals["reporter"] != "reconciled")].rename(
            columns={"reporter": names[0], "partner": names[1], "usd_million": f"{role}_value"}
        )
        for role, flow, names in (
            ("exporter", "export", ("exporter", "importer")),
            ("importer", "import", ("importer", "exporter")),
        )
    }
    keys = ["exporter", "importer", "year", "period", "source"]
    both = sides["exporter"].merge(sides["importer"], on=keys, suffixes=("_out", "_back"))
    rows = []
    for row in both.sort_values(keys).to_dict("records"):
        about = {
            "scope": "total",
            "exporter": row["exporter"],
            "importer": row["importer"],
            "year": row["year"],
            "exporter_period": row["period"],
            "importer_period": row["period"],
            "why": f"{VALUATION}; {ROUTING}",
        }
        out, back = row["exporter_value"], row["importer_value"]
        # no percentage of nothing
        compared = [
            ("usd_million", out, back),
            *([("percent_of_exporter", 100.0, back / out * 100)] if out else []),
        ]
        rows += [about | {"measure": measure} | _sides((a, a), (b, b)) for measure, a, b in compared]
    return pd.DataFrame(rows)


def mirror_structure(
    flows: pd.DataFrame, shares: pd.DataFrame, measures: pd.DataFrame, classes: int
) -> pd.DataFrame:
    """One side's own HS chapters beside the other's printed shares of the same trade, year by year, both
    ways.

    flows: hs_flows at HS 2. shares, measures: chapter_shares, printed_measures. For each chapter its share on
    both sides, the printed one as bounds; for the whole the HHI and how many of the printed ranks both sides
    share. Rows run from exporter to importer, whichever of the two is printed.
    """
    rows = []
    for (reporter, partner, flow, year), own in flows.groupby(["reporter", "partner", "flow", "year"]):
        printed = shares[
            (shares["reporter"] == partner)
            & (shares["partner"] == reporter)
            & (shares["flow"] == OTHER_SIDE[flow])
            & (shares["year"] == year)
        ]
        if printed.empty:
            continue
        exports = flow == "export"
        periods = own["period"].iloc[0], printed["period"].iloc[0]
        why = [VALUATION, *(["fiscal against calendar year"] if periods[0] != periods[1] else []), ROUTING]
        about = {
            "exporter": reporter if exports else partner,
            "importer": partner if exports else reporter,
            "year": year,
            "exporter_period": periods[0 if exports else 1],
            "importer_period": periods[1 if exports else 0],
            "why": "; ".join(why),
        }
        for scope, chapter, measure, point, low, high in _compared(
            shares_by_code(own), printed, measures, classes
        ):
            ends = [(point, point), (low, high)]
            row = about | {"scope": scope, "hs_chapter": chapter, "measure": measure}
            rows.append(row | _sides(*(ends if exports else ends[::-1])))
    return pd.DataFrame(rows)


def _compared(own: pd.Series, printed: pd.DataFrame, measures: pd.DataFrame, classes: int) -> Iterator[tuple]:
    """scope, chapter, measure, one side's point and the printed side's bounds."""
    other = PrintedShares(printed)
    largest = set(own.nlargest(len(printed)).index)
    for chapter in sorted(largest | set(other.bounds)):
        yield "chapter", chapter, "share_pct", own.get(chapter, 0.0), *other.of(chapter)
    joint = joint_shares(measures, printed)
    whole_shares(printed, classes, joint)
    index = herfindahl_range(printed_intervals(printed), classes, joint)
    yield "structure", None, "hhi", herfindahl(own.tolist()), float(index.low), float(index.high)
    common = float(len(largest & set(other.bounds)))
    yield "structure", None, f"ranks_in_common_of_{len(printed)}", float(len(printed)), common, common
