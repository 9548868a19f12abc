import pandas as pd

from bilateral.study.dictionary import columns_of
from bilateral.trade.pair import pair_products

KEYS = ["reporter", "partner", "flow", "valuation", "period", "source"]
FLOW = ("KOR", "IND", "export", "FOB", "calendar", "S")
CHAPTERS = pd.DataFrame({"hs_chapter": ["84", "85"], "label": ["Machinery", "Electrical machinery"]})


def shares(*rows, basis="all classes"):
    return pd.DataFrame(
        [(*FLOW, year, basis, code, "share", share) for year, code, share in rows],
        columns=[*KEYS, "year", "basis", "hs_code", "measure", "low"],
    )


def test_the_largest_codes_of_the_last_year_stand_beside_their_first():
    found = pair_products(
        shares((2019, "8401", 70.0), (2019, "8501", 30.0), (2021, "8542", 60.0), (2021, "8401", 40.0)),
        CHAPTERS,
    )
    assert list(found.columns) == columns_of("pair_products")
    assert found[["rank", "hs_code", "label", "share_pct", "year", "year_first"]].to_numpy().tolist() == [
        [1, "8542", "Electrical machinery", 60.0, 2021, 2019],
        [2, "8401", "Machinery", 40.0, 2021, 2019],
    ]
    # 8542 was not traded in 2019
    assert found["share_first_pct"].tolist() == [0.0, 70.0]


def test_ten_are_listed_and_none_of_a_list_of_the_largest():
    many = shares(*((2020, f"{code:02d}", 100.0 - code) for code in range(30, 45)))
    assert pair_products(many, CHAPTERS)["hs_code"].tolist() == [f"{code}" for code in range(30, 40)]
    assert pair_products(shares((2020, "84", 50.0), basis="printed shares"), CHAPTERS).empty
