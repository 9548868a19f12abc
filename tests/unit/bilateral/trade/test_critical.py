"""Critical products in tables that are not whole, and how few suppliers a code has; by hand."""

import pandas as pd
import pytest

from bilateral.trade.critical import (
    codes_in_revision,
    covered_shares,
    designations,
    supplier_concentration,
    suppliers_by_year,
)
from crossfoot import InputError

PRODUCTS = pd.DataFrame({"product_no": [3, 7, 8], "product": ["Magnets", "Batteries", "Cloud"]})
CODES = pd.DataFrame(
    {"product_no": [3, 3, 7], "hs_code": ["850511", "850519", "8507"], "hs_level": [6, 6, 4]}
)
LINES = pd.DataFrame(
    {
        "year": 2018,
        "hs_code": ["850511", "850590", "850760", "090111"],
        "usd_million": [2.0, 3.0, 5.0, 20.0],
        "rounded_amounts": [2, 1, 1, 4],
    }
)
# 10 of 12 are listed in chapter 85, all of 09; nothing is reported of 36
COVERAGE = pd.DataFrame(
    {"year": 2018, "hs_chapter": ["09", "85", "36"], "usd_million": [20.0, 12.0, float("nan")]}
)
ABOUT = {"exporter": "IND", "importer": "JPN", "valuation": "FOB", "period": "fiscal-04"}
ABOUT["hs_revision"] = "HS 2017"
TOTAL, HALF = 32.0, 3 * 0.005


def shares(product_no: int, level: int) -> pd.Series:
    found = covered_shares(LINES, COVERAGE, PRODUCTS, CODES, ABOUT)
    return found[(found["product_no"] == product_no) & (found["hs_level"] == level)].iloc[0]


def test_a_subheading_is_its_line_and_what_its_chapter_lacks():
    row = shares(3, 6)
    assert row["classes"] == "850511 850519" and row["exactness"] == "exact"
    # two amounts of two decimals, and 2 of chapter 85 that no line has
    assert (row["usd_million_low"], row["usd_million_high"]) == pytest.approx((1.99, 4.01))
    assert row["share_pct_low"] == pytest.approx(100 * 1.99 / (TOTAL + HALF))
    assert row["share_pct_high"] == pytest.approx(100 * 4.01 / (TOTAL - HALF))


def test_a_heading_holds_more_than_a_subheading():
    row = shares(3, 4)
    assert row["classes"] == "8505" and row["exactness"] == "upper_bound"
    assert (row["usd_million_low"], row["usd_million_high"]) == pytest.approx((0, 7.015))


def test_a_product_named_by_its_heading_is_exact_there():
    assert shares(7, 4)["exactness"] == shares(7, 6)["exactness"] == "exact"
    assert shares(7, 6)["usd_million_low"] == pytest.approx(4.995)
    assert shares(7, 2)["usd_million_high"] == pytest.approx(10.02 + 2)


def test_a_service_has_no_code():
    row = shares(8, 6)
    assert row["exactness"] == "not_applicable" and pd.isna(row["share_pct_high"])


def test_which_codes_a_revision_has():
    revisions = pd.DataFrame(
        {"hs_code": ["8803", "8486"], "since": ["", "HS 2007"], "until": ["HS 2017", ""], "note": ""}
    )
    codes = pd.DataFrame({"product_no": 5, "hs_code": ["8803", "8486", "8507"], "hs_level": 4})
    for revision, expected in {
        "HS 2002": [True, False, True],
        "HS 2017": [True, True, True],
        "HS 2022": [False, True, True],
    }.items():
        found = codes_in_revision(codes, revisions, revision)
        assert found["in_revision"].tolist() == expected
    assert found["since"].tolist() == ["HS 1992", "HS 2007", "HS 1992"]
    assert found["until"].tolist() == ["HS 2017", "HS 2022", "HS 2022"]


def test_all_suppliers_known():
    # Comtrade's imports: shares of 50, 30 and 20, 2,500 + 900 + 400
    flows = pd.DataFrame(
        {"reporter": "JPN", "year": 2020, "partner": ["CHN", "AUS", "CHL"], "hs_code": "282520"}
    ).assign(usd_million=[5.0, 3.0, 2.0])
    row = supplier_concentration(flows).iloc[0]
    assert (row["hhi_low"], row["hhi_high"]) == pytest.approx((3800, 3800))
    assert (row["top_partner"], row["top_share_pct"], row["suppliers"]) == ("CHN", 50, 3)
    assert row["top_is_certain"]


def test_one_supplier_and_the_world():
    # 80 of 100: the rest is dust, 6,400, or one supplier, 6,400 + 400
    flows = pd.DataFrame({"reporter": "JPN", "partner": ["CHN", "W00"], "hs_code": "2504"})
    row = supplier_concentration(flows.assign(usd_million=[80.0, 100.0]), "W00").iloc[0]
    assert (row["hhi_low"], row["hhi_high"], row["unknown_pct"]) == pytest.approx((6400, 6800, 20))
    assert row["top_is_certain"]
    row = supplier_concentration(flows.assign(usd_million=[10.0, 100.0]), "W00").iloc[0]
    assert not row["top_is_certain"] and row["hhi_high"] == pytest.approx(8200)


def test_shares_in_weight_where_both_weights_are_reported():
    minerals = pd.DataFrame(
        {
            "reporter": "JPN",
            "partner": ["CHN", "W00"] * 2,
            "year": [2019, 2019, 2024, 2024],
            "hs_code": "2504",
            "hs_revision": ["HS 2017"] * 2 + ["HS 2022"] * 2,
            "usd_million": [90.0, 100.0, 80.0, 100.0],
            "tonnes": [30.0, 40.0, 30.0, float("nan")],
        }
    )
    found = suppliers_by_year(minerals)
    assert found["top_weight_pct"].tolist() == pytest.approx([75, float("nan")], nan_ok=True)
    assert found["hs_revision"].tolist() == ["HS 2017", "HS 2022"]


def test_baci_s_columns_under_other_names():
    baci = pd.DataFrame({"i": ["CHN", "KOR"], "j": "JPN", "k": "850760", "v": [900.0, 100.0], "t": 2023})
    flows = baci.rename(columns={"i": "partner", "j": "reporter", "k": "hs_code", "t": "year"})
    row = supplier_concentration(flows, value="v").iloc[0]
    assert row["hhi_low"] == pytest.approx(8200) and row["year"] == 2023


@pytest.mark.parametrize(
    ("partners", "values", "found"),
    [
        (["CHN", "W00"], [2.0, 1.0], "partners of 2.00 in 1.00"),
        (["CHN", "CHN"], [2.0, 1.0], "a partner twice"),
        (["CHN", "KOR"], [2.0, -1.0], "below zero"),
        (["CHN", "KOR"], [0.0, 0.0], "partners of 0.00 in 0.00"),
    ],
)
def test_what_is_no_table_of_suppliers(partners, values, found):
    flows = pd.DataFrame({"reporter": "JPN", "partner": partners, "hs_code": "2504", "usd_million": values})
    with pytest.raises(InputError, match=found):
        supplier_concentration(flows, "W00")


def test_a_text_is_older_than_what_it_is_credited_with():
    designated = pd.DataFrame(
        {
            "product_no": [3, 12, 13],
            "product": ["permanent magnets", "electronic components", "ventilators"],
            "designated_on": ["2022-12", "2024-02", "2025-12-19"],
            "status": ["designated", "designated", "announced"],
        }
    )
    products = pd.DataFrame({"product_no": [3, 12], "product": ["Permanent magnets", "Electronic parts"]})
    found = designations(products, designated, "Institute (2023)", "2023-02-09")
    assert found["product"].tolist() == ["Permanent magnets", "Electronic parts", "ventilators"]
    assert found["in_document"].tolist() == [True, True, False]
    assert found["older_than_designation"].tolist() == [False, True, False]
    assert pd.isna(found["codes_cited_to"][2])
