"""How much of a flow falls on each critical product, as far as the level of the data can tell."""

from __future__ import annotations

import pandas as pd

FLOW = ["reporter", "partner", "flow", "valuation", "period", "year"]


def concordance(codes: pd.DataFrame, revisions: pd.DataFrame) -> pd.DataFrame:
    """Each critical code with its chapter, heading and subheading and what HS revisions did to it.

    codes: critical_product_codes. revisions: hs_code, since, until, note, all text.
    """
    notes = revisions.set_index("hs_code")["note"]
    return codes[["product_no", "hs_code", "hs_level"]].assign(
        hs_chapter=codes["hs_code"].str[:2],
        hs_heading=codes["hs_code"].str[:4].where(codes["hs_level"] >= 4),
        hs_subheading=codes["hs_code"].where(codes["hs_level"] == 6),
        revision=codes["hs_code"].map(notes),
    )


def known_shares(flows: pd.DataFrame) -> pd.DataFrame:
    """Shares of each code of hs_flows as `traded` of critical_shares: every class is known."""
    frames = []
    for _, of_year in flows.groupby([*FLOW, "source"], sort=True):
        values = of_year["usd_million"].fillna(0.0)
        share = values / values.sum() * 100
        frames.append(of_year[[*FLOW, "source", "hs_code"]].assign(share_pct_low=share, share_pct_high=share))
    columns = [*FLOW, "source", "hs_code", "share_pct_low", "share_pct_high"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


def printed_shares(shares: pd.DataFrame, source: str) -> pd.DataFrame:
    """Printed chapter_shares as `traded` of critical_shares, with a row for what is not printed."""
    columns = [*FLOW, "hs_code", "share_pct_low", "share_pct_high"]
    known = shares.rename(columns={"hs_chapter": "hs_code"})[columns]
    rest = (
        known.groupby(FLOW, as_index=False)["share_pct_high"].min().assign(hs_code="rest", share_pct_low=0.0)
    )
    return pd.concat([known, rest[columns]], ignore_index=True).assign(source=source)


def critical_shares(traded: pd.DataFrame, products: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Share of each product in each flow and year: share_pct_low and _high, and `exactness`.

    traded: reporter … year, source, hs_code, share_pct_low, share_pct_high of every class known, and in
    a row with hs_code "rest" the bounds for any class that is not. `exact` where the data have codes as
    fine as the product's; `upper_bound` where they are coarser, so that the classes hold other goods
    too; `not_applicable` for a product without HS codes.
    """
    rows = []
    for keys, of_year in traded.groupby([*FLOW, "source"], sort=True):
        about = dict(zip([*FLOW, "source"], keys, strict=True))
        known = of_year[of_year["hs_code"] != "rest"].set_index("hs_code")
        rest = of_year[of_year["hs_code"] == "rest"]
        limit = float(rest["share_pct_high"].iloc[0]) if len(rest) else 0.0
        level = len(known.index[0])
        for product in products.itertuples():
            own = codes.loc[codes["product_no"] == product.product_no, "hs_code"]
            row = about | {"product_no": product.product_no, "product": product.product, "hs_level": level}
            if own.empty:
                rows.append(
                    row
                    | {
                        "classes": "",
                        "share_pct_low": None,
                        "share_pct_high": None,
                        "exactness": "not_applicable",
                    }
                )
                continue
            classes = sorted({code[:level] for code in own})
            exact = all(len(code) <= level for code in own)
            inside = [
                code for code in known.index if any(code.startswith(part[: len(code)]) for part in classes)
            ]
            high = sum(known.loc[code, "share_pct_high"] for code in inside) + limit * len(
                set(classes) - set(inside)
            )
            low = sum(known.loc[code, "share_pct_low"] for code in inside) if exact else 0.0
            rows.append(
                row
                | {
                    "classes": " ".join(classes),
                    "share_pct_low": low,
                    "share_pct_high": min(100.0, high),
                    "exactness": "exact" if exact else "upper_bound",
                }
            )
    return pd.DataFrame(rows)
