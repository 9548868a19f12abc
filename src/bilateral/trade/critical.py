"""How much of a flow falls on each critical product, as far as the level of the data can tell."""

import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.groups import FLOW, groups
from crossfoot import InputError

KEYS = [*FLOW, "year"]
# of the Harmonised System, the first to the latest
REVISIONS = ("HS 1992", "HS 1996", "HS 2002", "HS 2007", "HS 2012", "HS 2017", "HS 2022")
# by how much an amount of two decimals may be off
_HALF = 0.005
# UN Comtrade's partner that stands for all
WORLD = "W00"


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
    for _, of_year in groups(flows, [*KEYS, "source"]):
        values = of_year["usd_million"].fillna(0.0)
        share = values / values.sum() * 100
        frames.append(of_year[[*KEYS, "source", "hs_code"]].assign(share_pct_low=share, share_pct_high=share))
    columns = [*KEYS, "source", "hs_code", "share_pct_low", "share_pct_high"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


def printed_shares(shares: pd.DataFrame, source: str) -> pd.DataFrame:
    """Printed chapter_shares as `traded` of critical_shares, with a row for what is not printed."""
    columns = [*KEYS, "hs_code", "share_pct_low", "share_pct_high"]
    known = shares.rename(columns={"hs_chapter": "hs_code"})[columns]
    rest = (
        known.groupby(KEYS, as_index=False)["share_pct_high"].min().assign(hs_code="rest", share_pct_low=0.0)
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
    for about, of_year in groups(traded, [*KEYS, "source"]):
        known = of_year[of_year["hs_code"] != "rest"].set_index("hs_code")
        rest = of_year[of_year["hs_code"] == "rest"]
        limit = float(rest["share_pct_high"].iloc[0]) if len(rest) else 0.0
        level = len(known.index[0])
        for product in products.itertuples():
            own = codes.loc[codes["product_no"] == product.product_no, "hs_code"]
            classes = sorted({code[:level] for code in own})
            exact = all(len(code) <= level for code in own)
            inside = [code for code in known.index if code.startswith(tuple(classes))]
            low = sum(known.loc[inside, "share_pct_low"]) if exact else 0.0
            high = sum(known.loc[inside, "share_pct_high"]) + limit * len(set(classes) - set(inside))
            bounds = {"share_pct_low": low, "share_pct_high": min(100.0, high)}
            rows.append(
                about
                | {"product_no": product.product_no, "product": product.product, "hs_level": level}
                | {"classes": " ".join(classes)}
                | (dict.fromkeys(bounds) if own.empty else bounds)
                | {"exactness": _exactness(own, exact)}
            )
    return pd.DataFrame(rows)


def _exactness(codes: pd.Series, exact: bool) -> str:
    return "not_applicable" if codes.empty else "exact" if exact else "upper_bound"


def covered_shares(
    lines: pd.DataFrame, coverage: pd.DataFrame, products: pd.DataFrame, codes: pd.DataFrame, about: dict
) -> pd.DataFrame:
    """What products are worth in a table of HS 6 lines that is not whole, seen at HS 6, 4 and 2
    (critical_exports).

    lines: year, hs_code (6 digits), usd_million, rounded_amounts (how many amounts of two decimals it adds).
    coverage: year, hs_chapter, usd_million of each whole chapter, missing where nothing is reported.
    products, codes: specified_products, critical_product_codes; a heading is all its subheadings. about:
    exporter, importer, valuation, period and hs_revision of the lines. What a chapter has beyond its lines
    may belong to the product, or not. At a level coarser than a code the classes hold other goods too, so
    that nothing is known from below (`upper_bound`).
    """
    side = {"reporter": about["exporter"], "partner": about["importer"], "flow": "export"}
    side |= {name: about[name] for name in ("valuation", "period")}
    rows = []
    for year, of_year in lines.groupby("year", sort=True):
        chapters = coverage[coverage["year"] == year].set_index("hs_chapter")["usd_million"].fillna(0.0)
        listed = of_year.groupby(of_year["hs_code"].str[:2])["usd_million"].sum()
        unlisted = (chapters - listed.reindex(chapters.index).fillna(0.0)).clip(lower=0.0)
        whole = _HALF * len(chapters)
        for product in products.itertuples():
            own = codes.loc[codes["product_no"] == product.product_no, "hs_code"]
            for level in (6, 4, 2):
                row = side | {"year": year, "hs_revision": about["hs_revision"]}
                row |= {"product_no": product.product_no, "product": product.product}
                parts = tuple(sorted({code[:level] for code in own}))
                inside = of_year[of_year["hs_code"].str.startswith(parts)] if parts else of_year[:0]
                exact = all(len(code) <= level for code in own)
                half = _HALF * inside["rounded_amounts"].sum()
                low = max(0.0, inside["usd_million"].sum() - half) if exact else 0.0
                more = unlisted[sorted({part[:2] for part in parts})].sum()
                high = inside["usd_million"].sum() + half + more
                bounds = {
                    "usd_million_low": low,
                    "usd_million_high": high,
                    "share_pct_low": low / (chapters.sum() + whole) * 100,
                    "share_pct_high": min(100.0, high / (chapters.sum() - whole) * 100),
                }
                rows.append(
                    row
                    | {"hs_level": level, "classes": " ".join(parts)}
                    | (dict.fromkeys(bounds) if own.empty else bounds)
                    | {"exactness": _exactness(own, exact)}
                )
    return pd.DataFrame(rows).astype({"usd_million_low": float, "share_pct_low": float})


def codes_in_revision(codes: pd.DataFrame, revisions: pd.DataFrame, revision: str) -> pd.DataFrame:
    """Each critical code with the HS revisions that have it (critical_code_revisions).

    codes: critical_product_codes. revisions: as in concordance; a code that it does not list is in all of
    them. revision: such as HS 2017, of the data in question.
    """
    known = revisions.set_index("hs_code")[["since", "until"]].replace("", pd.NA)
    frame = codes[["product_no", "hs_code", "hs_level"]].join(known, on="hs_code")
    return frame.assign(
        since=frame["since"].fillna(REVISIONS[0]),
        until=frame["until"].fillna(REVISIONS[-1]),
        hs_revision=revision,
        in_revision=lambda f: [
            REVISIONS.index(row.since) <= REVISIONS.index(revision) <= REVISIONS.index(row.until)
            for row in f.itertuples()
        ],
    )


def supplier_concentration(
    flows: pd.DataFrame, world: str | None = None, value: str = "usd_million"
) -> pd.DataFrame:
    """How an importer's purchases of each code are spread over suppliers: reporter, hs_code (and year, where
    flows have it), total, suppliers, unknown_pct, top_partner, top_share_pct, top_is_certain, and bounds of
    the HHI of suppliers (0–10,000; Hirschman 1964), hhi_low and hhi_high.

    flows: reporter (the importer), partner, hs_code and `value`, one row for each, as Comtrade's imports have
    them, or BACI's with importer and exporter under these names. world: the partner that stands for all; with
    it, what listed partners lack is of unknown suppliers: none of a size that counts, or one alone. Without
    it the partners are all. Raises InputError for a partner twice, a negative value, partners that exceed the
    world's value by more than a thousandth, or a code without trade.
    """
    keys = [key for key in ("reporter", "year", "hs_code") if key in flows]
    rows = []
    for about, own in groups(flows, keys):
        place = f"imports of {' '.join(map(str, about.values()))}"
        by_partner = own.set_index("partner")[value]
        if by_partner.index.has_duplicates or (by_partner < 0).any() or by_partner.isna().any():
            raise InputError(place, "a partner twice, or a value below zero or missing", "one value each")
        parts = by_partner.drop(world) if world in by_partner.index else by_partner
        total = float(by_partner[world]) if world in by_partner.index else float(parts.sum())
        if total <= 0 or parts.sum() > total * 1.001:
            raise InputError(
                place, f"partners of {parts.sum():,.2f} in {total:,.2f}", "parts of a total above 0"
            )
        shares = parts[parts > 0] / total * 100
        rest = max(0.0, 100 - float(shares.sum()))
        known = float((shares**2).sum())
        rows.append(
            about
            | {
                "total": total,
                "suppliers": len(shares),
                "unknown_pct": rest,
                "top_partner": shares.idxmax() if len(shares) else None,
                "top_share_pct": shares.max() if len(shares) else None,
                # the unknown suppliers together are smaller than the largest known one
                "top_is_certain": bool(len(shares)) and rest <= shares.max() + 1e-9,
                "hhi_low": known,
                "hhi_high": known + rest**2,
            }
        )
    return pd.DataFrame(rows)


def suppliers_by_year(minerals: pd.DataFrame) -> pd.DataFrame:
    """supplier_concentration of mineral_imports, with the HS revision of each row and top_weight_pct, the
    largest known supplier's share in weight; missing where either weight is."""
    found = supplier_concentration(minerals, WORLD)
    keys = ["reporter", "year", "hs_code"]
    weights = minerals.set_index([*keys, "partner"])["tonnes"]
    rows = [tuple(row) for row in found[keys].to_numpy()]
    found["top_weight_pct"] = [
        weights.get((*row, top), float("nan")) / weights[(*row, WORLD)] * 100
        for row, top in zip(rows, found["top_partner"], strict=True)
    ]
    revision = minerals.drop_duplicates(keys)[[*keys, "hs_revision"]]
    return found.merge(revision, on=keys)[columns_of("critical_suppliers")]


def designations(
    products: pd.DataFrame, designated: pd.DataFrame, codes_from: str, codes_on: str
) -> pd.DataFrame:
    """Each designated product beside the document's list (critical_designations).

    products: specified_products. designated: designated_products. codes_from, codes_on: the text that the
    document credits with the HS codes, and its date. A text older than a designation can name the product's
    codes only by foresight; which text did is not known, so this is a question.
    """
    printed = products.set_index("product_no")["product"]
    listed = designated["product_no"].isin(printed.index)
    return designated.assign(
        product=designated["product_no"].map(printed).fillna(designated["product"]),
        in_document=listed,
        codes_cited_to=pd.Series(codes_from, index=designated.index).where(listed),
        codes_cited_on=pd.Series(codes_on, index=designated.index).where(listed),
        # a month compares with a day by what both state
        older_than_designation=[
            seen and codes_on[: len(date)] < date
            for seen, date in zip(listed, designated["designated_on"], strict=True)
        ],
    )[columns_of("critical_designations")]
