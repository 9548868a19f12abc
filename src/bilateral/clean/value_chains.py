"""What the chapter on value chains reads beside the input–output tables, typed and reconciled."""

import pandas as pd

from bilateral.clean.row_checks import fault, known, once, require
from bilateral.study.dictionary import check_table
from crossfoot import InputError

# the letters of UN Comtrade
HS_REVISIONS = {
    "H0": "HS 1992",
    "H1": "HS 1996",
    "H2": "HS 2002",
    "H3": "HS 2007",
    "H4": "HS 2012",
    "H5": "HS 2017",
    "H6": "HS 2022",
}
ALL_PARTNERS = "W00"
# a sum of lines and the same sum in another file, both of two decimals
CENT = 0.01


def clean_published_content(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """The producer's import content: economy, year, industry (TOTAL for all), percent, line."""
    require(rows, name, ["economy", "year", "industry", "percent"])
    frame = check_table("published_import_content", rows)
    once(frame, ["economy", "year", "industry"], name)
    return frame


def clean_hs6_exports(
    rows: pd.DataFrame, name: str, covered: pd.DataFrame, covered_name: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lines of HS 6 with how many amounts each adds up, and what the chapters of their years are worth.

    rows: fiscal_year_from_april, hs6, usd_million, n_hs8_lines. covered: hs2, fiscal_year_from_april,
    hs8_sum_usd_million, hs2_usd_million. Raises InputError where the lines of a chapter do not add up to its
    sum of HS 8 lines, or a chapter of the lines is not listed.
    """
    names = {"fiscal_year_from_april": "year", "hs6": "hs_code", "n_hs8_lines": "rounded_amounts"}
    require(rows, name, [*names, "usd_million"])
    lines = check_table(
        "exports_hs6",
        rows.rename(columns=names)[["year", "hs_code", "usd_million", "rounded_amounts", "line"]],
    )
    once(lines, ["year", "hs_code"], name)
    names = {"fiscal_year_from_april": "year", "hs2": "hs_chapter", "hs2_usd_million": "usd_million"}
    require(covered, covered_name, [*names, "hs8_sum_usd_million"])
    renamed = covered.rename(columns=names | {"hs8_sum_usd_million": "listed_usd_million"})
    renamed = renamed[renamed["year"].isin(set(lines["year"].astype(str)))].replace("", None)
    columns = ["year", "hs_chapter", "usd_million", "listed_usd_million", "line"]
    chapters = check_table("exports_hs6_coverage", renamed[columns].reset_index(drop=True))
    once(chapters, ["year", "hs_chapter"], covered_name)
    summed = lines.groupby([lines["year"], lines["hs_code"].str[:2].rename("hs_chapter")])[
        "usd_million"
    ].sum()
    stated = chapters.set_index(["year", "hs_chapter"])["listed_usd_million"]
    for key in summed.index.union(stated.index):
        found, expected = summed.get(key, 0.0), stated.get(key)
        if expected is None or abs(found - expected) > CENT:
            said = "no row" if expected is None else f"{expected:,.2f}"
            raise InputError(
                f"{name}: chapter {key[1]} of {key[0]}", f"lines of {found:,.2f}", f"{said} in {covered_name}"
            )
    return lines, chapters


def clean_mineral_imports(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Imports CIF by reporter, year, code and partner (W00 for all): usd_million, tonnes (missing where they
    are estimated or not reported), hs_revision, line. Raises InputError for China above the world."""
    columns = "reporter year hs partner cif_usd net_weight_kg net_weight_estimated hs_revision".split()
    require(rows, name, columns)
    records = []
    for row in rows.to_dict("records"):
        try:
            value, kilograms = float(row["cif_usd"]), float(row["net_weight_kg"] or 0)
        except ValueError:
            raise fault(row, name, "cif_usd", "a value in US$ and a weight in kg") from None
        estimated = known(row, name, "net_weight_estimated", ("True", "False")) == "True"
        records.append(
            {
                "reporter": row["reporter"],
                "partner": row["partner"],
                "year": row["year"],
                "hs_revision": HS_REVISIONS[known(row, name, "hs_revision", HS_REVISIONS)],
                "hs_code": row["hs"],
                "usd_million": value / 1e6,
                "tonnes": None if estimated or not kilograms else kilograms / 1000,
                "line": row["line"],
            }
        )
    frame = check_table("mineral_imports", pd.DataFrame(records))
    once(frame, ["reporter", "year", "hs_code", "partner"], name)
    whole = frame[frame["partner"] == ALL_PARTNERS].set_index(["reporter", "year", "hs_code"])["usd_million"]
    for row in frame[frame["partner"] != ALL_PARTNERS].itertuples():
        total = whole.get((row.reporter, row.year, row.hs_code))
        if total is None or row.usd_million > total:
            found = f"{row.partner} at {row.usd_million:,.2f}"
            raise InputError(f"{name}: line {row.line}", found, f"a part of {ALL_PARTNERS}")
    return frame


def clean_designated(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Designated products: product_no, product, designated_on (month or day), status, reported_by, line."""
    require(rows, name, ["no", "product_en_own_translation", "designated", "source_page"])
    announced = rows["designated"].str.startswith("announced ")
    frame = pd.DataFrame(
        {
            "product_no": rows["no"],
            "product": rows["product_en_own_translation"],
            "designated_on": rows["designated"].str.removeprefix("announced "),
            "status": announced.map({True: "announced", False: "designated"}),
            "reported_by": rows["source_page"],
            "line": rows["line"],
        }
    )
    frame = check_table("designated_products", frame)
    once(frame, ["product_no"], name)
    return frame
