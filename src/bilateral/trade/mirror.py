"""The same trade as its exporter and as its importer report it.

A gap is expected: imports carry freight and insurance (CIF) and exports do not (FOB), a fiscal year is
not a calendar year, goods shipped through third economies change partner, and each side revises.
"""

from __future__ import annotations

import pandas as pd

from bilateral.trade.printed import PrintedShares, whole_shares
from bilateral.trade.structure import shares_by_code
from crossfoot import herfindahl

VALUATION = "FOB against CIF"
ROUTING = "re-exports and revisions"


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
        for measure, sent, received in compared:
            rows.append(
                about
                | {
                    "measure": measure,
                    "exporter_value": sent,
                    "importer_low": received,
                    "importer_high": received,
                    "gap_low": received - sent,
                    "gap_high": received - sent,
                }
            )
    return pd.DataFrame(rows)


def mirror_structure(flows: pd.DataFrame, shares: pd.DataFrame, classes: int) -> pd.DataFrame:
    """The exporter's own HS chapters beside the importer's printed shares, year by year.

    flows: hs_flows at HS 2. shares: chapter_shares. For each chapter its share on both sides, the
    importer's as bounds; for the whole the HHI and how many of the printed ranks both sides share.
    """
    rows = []
    for (exporter, importer, year), sent in flows[flows["flow"] == "export"].groupby(
        ["reporter", "partner", "year"]
    ):
        printed = shares[
            (shares["reporter"] == importer)
            & (shares["partner"] == exporter)
            & (shares["flow"] == "import")
            & (shares["year"] == year)
        ]
        if printed.empty:
            continue
        own = shares_by_code(sent)
        periods = sent["period"].iloc[0], printed["period"].iloc[0]
        why = "; ".join(
            [VALUATION, *(["fiscal against calendar year"] if periods[0] != periods[1] else []), ROUTING]
        )
        about = {
            "exporter": exporter,
            "importer": importer,
            "year": year,
            "exporter_period": periods[0],
            "importer_period": periods[1],
            "why": why,
        }
        received = PrintedShares(printed)
        largest = set(own.nlargest(len(printed)).index)
        for chapter in sorted(largest | set(received.bounds)):
            low, high = received.of(chapter)
            value = own.get(chapter, 0.0)
            rows.append(
                {
                    "scope": "chapter",
                    **about,
                    "hs_chapter": chapter,
                    "measure": "share_pct",
                    "exporter_value": value,
                    "importer_low": low,
                    "importer_high": high,
                    "gap_low": low - value,
                    "gap_high": high - value,
                }
            )
        least, most = (float(herfindahl(complete)) for complete in whole_shares(printed, classes))
        index = herfindahl(own.tolist())
        rows.append(
            {
                "scope": "structure",
                **about,
                "measure": "hhi",
                "exporter_value": index,
                "importer_low": least,
                "importer_high": most,
                "gap_low": least - index,
                "gap_high": most - index,
            }
        )
        common = float(len(largest & set(received.bounds)))
        rows.append(
            {
                "scope": "structure",
                **about,
                "measure": f"ranks_in_common_of_{len(printed)}",
                "exporter_value": float(len(printed)),
                "importer_low": common,
                "importer_high": common,
                "gap_low": common - len(printed),
                "gap_high": common - len(printed),
            }
        )
    return pd.DataFrame(rows)
