"""Who is in charge of which critical product, and how much of the Harmonised System that covers."""

import pandas as pd

ROLES = ["ministry", "agency"]


def responsibility(products: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """One row a product, with its bodies and its coverage (critical_responsibility).

    products, codes: the clean tables specified_products and critical_product_codes. headings_whole counts
    4-digit headings named as such, headings_part those of which 6-digit subheadings alone are named,
    hs_chapters the chapters of both; hs_codes lists what is named. All are 0 for a service.
    """
    covered = [_coverage(codes[codes["product_no"] == number]) for number in products["product_no"]]
    return pd.concat(
        [products[["product_no", "product", *ROLES]].reset_index(drop=True), pd.DataFrame(covered)], axis=1
    )


def responsible_bodies(products: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """One row a ministry or agency: role, body, products in its charge, their joint coverage; largest
    first."""
    rows = []
    for role in ROLES:
        for body, own in products.groupby(role, sort=True):
            of_body = codes[codes["product_no"].isin(own["product_no"])]
            rows.append({"role": role, "body": body, "products": len(own)} | _coverage(of_body))
    frame = pd.DataFrame(rows).drop(columns="hs_codes")
    return frame.sort_values(["role", "products", "body"], ascending=[False, False, True], ignore_index=True)


def _coverage(codes: pd.DataFrame) -> dict:
    whole = set(codes.loc[codes["hs_level"] == 4, "hs_code"])
    part = set(codes.loc[codes["hs_level"] == 6, "hs_code"].str[:4]) - whole
    return {
        "headings_whole": len(whole),
        "headings_part": len(part),
        "hs_chapters": codes["hs_code"].str[:2].nunique(),
        "hs_codes": " ".join(sorted(codes["hs_code"])),
    }
