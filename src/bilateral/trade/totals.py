"""Totals of a pair's trade: balances, and the document's printed points beside official figures."""

import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.groups import FLOW, groups

ENDS = ["reporter", "partner", "period", "source"]
POINT = [*FLOW, "year"]


def is_printed(source: str, printed_source: str | None) -> bool:
    """Whether a figure is the document's own, whose source begins with printed_source (None: no document)."""
    return printed_source is not None and source.startswith(printed_source)


def totals_with_balance(totals: pd.DataFrame, printed_source: str | None) -> pd.DataFrame:
    """The clean table reported_totals with a row for each balance, and printed points beside official ones.

    printed_source: how the source of printed figures begins, where a document prints some. A balance is
    exports less imports of one reporter, period and source in one year; its valuation, FOB less CIF, says
    that the two differ. official_usd_million is the figure of the same reporter, flow, valuation, period
    and year from another source than print, where exactly one exists; distance is printed less official.
    derived says how a figure follows from others that are printed.
    """
    wide = totals.pivot(index=[*ENDS, "vintage", "year"], columns="flow", values=["usd_million", "valuation"])
    wide = wide.reindex(
        columns=pd.MultiIndex.from_product(
            [["usd_million", "valuation"], ["export", "import"]], names=wide.columns.names
        )
    )
    wide = wide.dropna().reset_index()
    balance = (
        wide[[*ENDS, "vintage", "year"]]
        .droplevel(1, axis=1)
        .assign(
            flow="balance",
            valuation=[
                f"{fob} less {cif}" for fob, cif in wide["valuation"][["export", "import"]].to_numpy()
            ],
            usd_million=(wide["usd_million", "export"] - wide["usd_million", "import"])
            .astype(float)
            .round(6),
        )
    )
    columns = [*POINT, "usd_million", "source", "vintage"]
    frame = pd.concat([totals[[*columns, "derived"]], balance[columns]])
    printed = frame["source"].map(lambda source: is_printed(source, printed_source)).astype(bool)
    official = frame[~printed & (frame["reporter"] != "reconciled")]
    official = official[~official.duplicated(POINT, keep=False)].set_index(POINT)["usd_million"]
    frame["official_usd_million"] = official.reindex(pd.MultiIndex.from_frame(frame[POINT])).to_numpy()
    frame.loc[~printed, "official_usd_million"] = None
    frame["distance_usd_million"] = (frame["usd_million"] - frame["official_usd_million"]).round(6)
    frame["distance_pct"] = frame["distance_usd_million"] / frame["official_usd_million"] * 100
    return frame.sort_values([*POINT, "source"], ignore_index=True)


def balance_decomposition(frame: pd.DataFrame) -> pd.DataFrame:
    """How much of a balance's change came from exports and how much from imports.

    frame: as totals_with_balance gives it. One row a series: year_from and year_to (its first and last
    year with both flows), change of the balance, the parts of exports and of imports (which add up to
    it), and the compound annual growth of each flow in percent.
    """
    rows = []
    for about, series in groups(frame, ENDS):
        wide = series.pivot(index="year", columns="flow", values="usd_million")
        if not {"export", "import"} <= set(wide.columns):
            continue
        wide = wide.dropna(subset=["export", "import"])
        if len(wide) < 2:
            continue
        first, last = wide.iloc[0], wide.iloc[-1]
        years = int(wide.index[-1] - wide.index[0])
        rows.append(
            about
            | {"year_from": int(wide.index[0]), "year_to": int(wide.index[-1])}
            | {
                "balance_change": (last["export"] - last["import"]) - (first["export"] - first["import"]),
                "from_exports": last["export"] - first["export"],
                "from_imports": first["import"] - last["import"],
            }
            # no growth rate from or to nothing
            | {
                f"{flow}_cagr_pct": cagr(first[flow], last[flow], years)
                if min(first[flow], last[flow]) > 0
                else None
                for flow in ("export", "import")
            }
        )
    return pd.DataFrame(rows, columns=columns_of("trade_balance_change"))


def cagr(first: float, last: float, years: int) -> float:
    """Compound annual growth rate in percent. Raises ValueError for no years or no positive values."""
    if years < 1 or first <= 0 or last <= 0:
        raise ValueError(f"no growth rate from {first} to {last} in {years} years")
    return ((last / first) ** (1 / years) - 1) * 100
