import pandas as pd

from bilateral.policy.responsibility import responsibility, responsible_bodies

PRODUCTS = pd.DataFrame(
    [(1, "Pipes", "X", "P"), (2, "Wires", "X", "Q"), (3, "Cloud", "Y", "Q")],
    columns=["product_no", "product", "ministry", "agency"],
)
# heading 8504 is named in part by two products, 8501 whole by one and in part by the other
CODES = pd.DataFrame(
    [(1, "850440", 6), (1, "8501", 4), (2, "850450", 6), (2, "850110", 6), (2, "7408", 4)],
    columns=["product_no", "hs_code", "hs_level"],
)


def test_headings_whole_and_in_part():
    found = responsibility(PRODUCTS, CODES).set_index("product_no")
    assert found[["headings_whole", "headings_part", "hs_chapters"]].to_numpy().tolist() == [
        [1, 1, 1],
        [1, 2, 2],
        [0, 0, 0],
    ]
    assert found.loc[1, "hs_codes"] == "8501 850440" and found.loc[3, "hs_codes"] == ""


def test_a_heading_counts_once_for_a_body_and_as_whole_where_one_product_names_it_whole():
    found = responsible_bodies(PRODUCTS, CODES).set_index(["role", "body"])
    assert found.loc[("ministry", "X")].tolist() == [2, 2, 1, 2]
    assert found.loc[("agency", "Q")].tolist() == [2, 1, 2, 2]
