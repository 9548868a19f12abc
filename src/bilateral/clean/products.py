"""Specified critical products: who is in charge of them and the HS codes they stand for."""

import pandas as pd

from bilateral.clean.table_checks import cell_error, require_columns
from crossfoot import Table, read_hs_code

COLUMNS = ["", "Specified Critical Products", "Ministry and Agency in Charge", "", "HS Codes"]
NO_CODE = "n.a."


def clean_critical_products(table: Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables specified_products and critical_product_codes.

    A product printed without HS codes is a service: hs_missing says not_applicable.
    Raises InputError for other columns, a number out of sequence or a code that cannot exist.
    """
    require_columns(table, COLUMNS)
    products, codes = [], []
    for row, (number, product, ministry, agency, hs_codes) in enumerate(table.body):
        if number != str(row + 1):
            raise cell_error(table, row, 0, f"product number {row + 1}")
        without_code = hs_codes.lower() == NO_CODE
        record = {"product_no": row + 1, "product": product, "ministry": ministry, "agency": agency}
        record["hs_missing"] = "not_applicable" if without_code else None
        products.append(record | {"line": table.body_lines[row]})
        for text in [] if without_code else hs_codes.split(","):
            code = read_hs_code(text)
            if code is None:
                raise cell_error(
                    table, row, 4, f"HS codes of 2, 4 or 6 digits, which {text.strip()!r} is not"
                )
            codes.append(
                {
                    "product_no": row + 1,
                    "hs_code": code[0],
                    "hs_level": code[1],
                    "line": table.body_lines[row],
                }
            )
    return pd.DataFrame(products), pd.DataFrame(codes)
