"""Participation in global value chains, from any input–output table that tells home from imported inputs.

Amounts are of one currency and year; industries are rows and columns in one order. An industry without output
uses and supplies nothing.
"""

import numpy as np
import pandas as pd

from bilateral.sources.oecd_input_output import ENERGY, NAMES, InputOutput
from bilateral.study.dictionary import columns_of

PERCENT = 100


def import_content(domestic: np.ndarray, imported: np.ndarray, output: np.ndarray) -> np.ndarray:
    """Imported inputs in one unit of each industry's output, direct and through home suppliers, 0 to 1:
    u A^M (I − A^D)^-1 (Hummels, Ishii and Yi 2001, equation 3).

    domestic: n × n. imported: rows of inputs from abroad, any number of them, by n; a row of value added or
    of taxes in their place gives its content. output: n.
    """
    return _per(imported.sum(axis=0), output) @ leontief_inverse(domestic, output)


def leontief_inverse(domestic: np.ndarray, output: np.ndarray) -> np.ndarray:
    """(I − A^D)^-1: home output, by row, behind one unit of final use of each column (Leontief 1936)."""
    return np.linalg.inv(np.eye(len(output)) - _per(domestic, output))


def in_exports(content: np.ndarray, exports: np.ndarray) -> float:
    """Percent of exports: the mean of industries, each weighted by its exports; NaN without exports."""
    whole = exports.sum()
    return float(content @ exports / whole * PERCENT) if whole > 0 else float("nan")


def upstreamness(flows: np.ndarray, home_use: np.ndarray) -> np.ndarray:
    """Mean number of stages between each industry's output and its final use, 1 where all of it is final:
    (I − Δ)^-1 1, Δ the share of a product's use that each industry takes (Antràs, Chor, Fally and Hillberry
    2012, equation 5, with the correction for an open economy: exports are used as home sales are).

    flows: n × n, inputs from home and abroad. home_use: n, what industries and final demand take at home.
    """
    shares = np.divide(flows, home_use[:, None], out=np.zeros_like(flows), where=home_use[:, None] > 0)
    return np.linalg.solve(np.eye(len(home_use)) - shares, np.ones(len(home_use)))


def _per(used: np.ndarray, output: np.ndarray) -> np.ndarray:
    return np.divide(used, output, out=np.zeros(used.shape), where=np.broadcast_to(output > 0, used.shape))


def by_economy(tables: list[InputOutput]) -> pd.DataFrame:
    """One row a table: economy, year, exports_usd_million, and percent of exports: import_content_pct, of it
    energy_pct (imported energy products) and other_pct; domestic_value_added_pct; taxes_pct (on inputs, less
    subsidies), which makes the sum 100; visitors_included_pct, the import content with what non-residents
    buy among exports; and upstreamness, the mean of industries weighted by exports, in stages."""

    def content_of(table: InputOutput, inputs: np.ndarray) -> float:
        return in_exports(import_content(table.domestic, inputs, table.output), table.exports)

    rows = []
    for table in tables:
        energy = [at for at, industry in enumerate(table.industries) if industry in ENERGY]
        content = import_content(table.domestic, table.imported, table.output)
        whole, of_energy = in_exports(content, table.exports), content_of(table, table.imported[energy])
        stages = upstreamness(table.domestic + table.imported, table.home_use)
        rows.append(
            {
                "economy": table.economy,
                "year": table.year,
                "exports_usd_million": table.exports.sum(),
                "import_content_pct": whole,
                "energy_pct": of_energy,
                "other_pct": whole - of_energy,
                "domestic_value_added_pct": content_of(table, table.value_added[None, :]),
                "taxes_pct": content_of(table, table.taxes[None, :]),
                "visitors_included_pct": in_exports(content, table.exports + table.visitors),
                "upstreamness": in_exports(stages, table.exports) / PERCENT,
            }
        )
    return pd.DataFrame(rows).sort_values(["economy", "year"], ignore_index=True)


def by_industry(tables: list[InputOutput]) -> pd.DataFrame:
    """One row a table and industry: economy, year, industry, label, export_share_pct (of all),
    import_content_pct (missing without output), contribution_points: their product, which adds up to the
    economy's import content."""
    frames = []
    for table in tables:
        content = import_content(table.domestic, table.imported, table.output) * PERCENT
        share = table.exports / table.exports.sum()
        frames.append(
            pd.DataFrame(
                {
                    "economy": table.economy,
                    "year": table.year,
                    "industry": table.industries,
                    "label": [NAMES.get(industry, industry) for industry in table.industries],
                    "export_share_pct": share * PERCENT,
                    "import_content_pct": np.where(table.output > 0, content, np.nan),
                    "contribution_points": share * content,
                }
            )
        )
    return pd.concat(frames, ignore_index=True).sort_values(
        ["economy", "year"], kind="stable", ignore_index=True
    )


def with_published(ours: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """The rows with the producer's own figure beside them, as published_pct; missing where it has none.

    ours: economy, year, industry and any measures. published: as in held_against_published.
    """
    stated = published[["economy", "year", "industry", "percent"]].rename(
        columns={"percent": "published_pct"}
    )
    return ours.merge(stated, on=["economy", "year", "industry"], how="left")


def change_within(industries: pd.DataFrame) -> pd.DataFrame:
    """The change of the import content from the first year to the last, in points: economy, year_from,
    year_to, change_points, within_points (industries that use more imports, at their mean export share) and
    between_points (exports that move to industries that use more, at their mean content).

    industries: by_industry. The two parts add up to the change (Bennet 1920: mean weights leave no rest).
    """
    rows = []
    for economy, own in industries.groupby("economy", sort=True):
        first, last = own["year"].min(), own["year"].max()
        ends = [
            own[own["year"] == year].set_index("industry")[["export_share_pct", "import_content_pct"]]
            for year in (first, last)
        ]
        share, content = (
            [end[column].fillna(0.0) for end in ends] for column in ("export_share_pct", "import_content_pct")
        )
        within = ((content[1] - content[0]) * (share[0] + share[1]) / 2).sum() / PERCENT
        between = ((share[1] - share[0]) * (content[0] + content[1]) / 2).sum() / PERCENT
        rows.append((economy, first, last, within + between, within, between))
    return pd.DataFrame(rows, columns=columns_of("value_chains_change"))


def held_against_published(
    economies: pd.DataFrame, industries: pd.DataFrame, published: pd.DataFrame
) -> pd.DataFrame:
    """Ours less the producer's, by economy and scope: compared, median_points, largest_points (absolute), and
    where the largest is (year, industry).

    economies, industries: by_economy, by_industry. published: economy, year, industry (TOTAL for all),
    percent. Scopes: `industry`; `total, goods and services exported`; and `total with visitors`.
    """
    one = published[published["industry"] == "TOTAL"].drop(columns="industry")
    scopes = {"industry": industries.merge(published, on=["economy", "year", "industry"])}
    ours = {
        "industry": "import_content_pct",
        "total": "import_content_pct",
        "total_with_visitors": "visitors_included_pct",
    }
    for scope in ("total", "total_with_visitors"):
        scopes[scope] = economies.merge(one, on=["economy", "year"]).assign(industry="TOTAL")
    rows = []
    for scope, frame in scopes.items():
        gap = (frame[ours[scope]] - frame["percent"]).abs()
        for economy in [*sorted(set(frame["economy"])), None]:
            own = gap if economy is None else gap[frame["economy"] == economy]
            if own.dropna().empty:
                continue
            worst = frame.loc[own.idxmax()]
            rows.append(
                (economy, scope, own.count(), own.median(), own.max(), worst["year"], worst["industry"])
            )
    return pd.DataFrame(rows, columns=columns_of("value_chains_check"))
