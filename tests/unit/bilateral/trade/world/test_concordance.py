"""Codes between HS revisions: each kind of relation, chains of revisions, and the table of ours."""

import csv
import time
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from sum_critical_imports import _concordance

from bilateral.trade.world.concordance import bridge, read_concordance, steps
from crossfoot.errors import InputError

OURS = Path(__file__).parents[5] / "data/hs_concordance.csv"
# 1:1 (moved), 1:n (split), n:1 (merged), n:m, and a part that came from nobody knows which code of a chapter
PAIRS = """from_revision,from_code,to_revision,to_code
HS 2017,100100,HS 2022,100900
HS 2017,200100,HS 2022,200110
HS 2017,200100,HS 2022,200190
HS 2017,300100,HS 2022,300000
HS 2017,300200,HS 2022,300000
HS 2017,400100,HS 2022,400110
HS 2017,400100,HS 2022,400120
HS 2017,400200,HS 2022,400120
HS 2017,40,HS 2022,409900
HS 2012,500100,HS 2017,100100
HS 2012,500200,HS 2017,100100
"""
CODES = ["100900", "200110", "200190", "300000", "400110", "400120", "409900", "600000"]


def table(text: str) -> pd.DataFrame:
    return read_concordance(list(csv.reader(text.splitlines())), "table.csv")


def found(
    listed: list[str], revision: str = "HS 2017", data: str = "HS 2022", codes=CODES
) -> dict[str, bool]:
    products = pd.DataFrame({"product_no": [1] * len(listed), "hs_code": listed})
    rows = bridge(products, codes, steps(table(PAIRS), revision, data))
    return dict(rows[["hs_code", "certain"]].itertuples(index=False))


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (["100100"], {"100900": True}),
        (["200100"], {"200110": True, "200190": True}),
        (["300100"], {"300000": False}),
        (["300100", "300200"], {"300000": True}),
        (["400100"], {"400110": True, "400120": False, "409900": False}),
        (["40"], {"400110": True, "400120": True, "409900": True}),
        (["600000"], {"600000": True}),
        (["100900"], {}),
    ],
)
def test_each_relation_by_hand(listed, expected):
    assert found(listed) == expected


def test_the_other_way_and_through_a_revision_between():
    # of the old 300100 and 300200, all goods are in the new 300000; of the old 400100 some are in 400120
    assert found(["300000"], "HS 2022", "HS 2017", ["300100", "300200", "400100"]) == {
        "300100": True,
        "300200": True,
    }
    assert found(["400120"], "HS 2022", "HS 2017", ["400100", "400200"]) == {"400100": False, "400200": False}
    # 500100 and 500200 of HS 2012 are 100900 of HS 2022
    assert found(["500100"], "HS 2012", "HS 2022") == {"100900": False}
    assert found(["500100", "500200"], "HS 2012", "HS 2022") == {"100900": True}
    assert found(["100100"], data="HS 2017", codes=["100100", "100900"]) == {"100100": True}


def test_a_revision_without_a_table_is_an_error():
    with pytest.raises(InputError, match="no concordance between HS 2012 and HS 2007"):
        steps(table(PAIRS), "HS 2007", "HS 2012")


def test_a_table_of_the_un_as_saved():
    text = "Between,,\nHS2022, HS2017,Relationship\n010121,010122,1:1\n,,\n010190,010130,n:1\n"
    assert table(text).values.tolist() == [
        ["HS 2017", "010122", "HS 2022", "010121"],
        ["HS 2017", "010130", "HS 2022", "010190"],
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "no header of a concordance"),
        ("HS2022,HS2017\n1121,010121\n1,010121\n", "codes '010121' and '1'"),
        ("From HS2022,To HS2017\n010121,010121\n", "found a table of conversions; expected .*correlations"),
        ("HS2022,HS2017\n010121,x\n", "codes 'x' and '010121'"),
        ("from_revision,from_code,to_revision,to_code\nHS 2022,010121,HS 2017,010121\n", "from HS 2022"),
        ("from_revision,from_code,to_revision,to_code\nHS 9,010121,HS 2017,010121\n", "from HS 9"),
    ],
)
def test_another_table_is_said_in_one_line(text, said):
    with pytest.raises(InputError, match=said):
        table(text)


def test_ours_moves_parts_of_aircraft_whole_and_magnets_not_at_all():
    pairs = read_concordance(list(csv.reader(OURS.read_text(encoding="utf-8").splitlines())), OURS.name)
    products = pd.DataFrame({"product_no": [5, 3, 10, 6], "hs_code": ["8803", "850511", "8112", "8541"]})
    codes = ["880710", "850511", "811231", "811261", "854143", "854151", "8803".ljust(6, "0")]
    rows = bridge(products, codes, steps(pairs, "HS 2017", "HS 2022"))
    assert rows.set_index(["product_no", "hs_code"])["certain"].to_dict() == {
        (3, "850511"): True,
        (3, "854151"): False,
        (5, "880710"): True,
        (5, "880300"): True,
        (6, "854143"): True,
        (6, "854151"): False,
        (10, "811231"): True,
    }


def test_of_a_workbook_of_the_un_the_correlations_are_read(tmp_path):
    book = openpyxl.Workbook()
    conversions, correlations = book.active, book.create_sheet("HS2022-HS2017 Correlations")
    conversions.title = "HS2022-HS2017 Conversions"
    for sheet, rows in (
        (conversions, [("From HS2022", "To HS2017"), ("400120", "400100")]),
        (
            correlations,
            [("Between",), ("HS2022", " HS2017", "Relationship"), ("400120", "400100", "n:n")]
            + [("400120", "400200", "n:n")],
        ),
    ):
        for row in rows:
            sheet.append(row)
    path = tmp_path / "HS2022toHS2017ConversionAndCorrelationTables.xlsx"
    book.save(path)
    assert _concordance(str(path))["from_code"].tolist() == ["400100", "400200"]
    book.remove(correlations)
    book.save(path)
    with pytest.raises(InputError, match="xlsx: HS2022-HS2017 Conversions: found a table of conversions"):
        _concordance(str(path))


def test_a_table_of_all_codes_takes_no_time():
    """As many relations as the UN lists between 2022 and 2017; a minute, were each code held against all."""
    codes = [f"{chapter:02d}{place:04d}" for chapter in range(1, 98) for place in range(0, 580, 10)]
    rows = [f"HS 2017,{code},HS 2022,{other}" for code in codes for other in (code, codes[0], codes[-1])]
    pairs = table("\n".join(["from_revision,from_code,to_revision,to_code", *rows]))
    products = pd.DataFrame({"product_no": [1, 2], "hs_code": ["84", "850511"]})
    start = time.process_time()
    rows = bridge(products, codes, steps(pairs, "HS 2017", "HS 2022"))
    assert time.process_time() - start < 5
    assert rows["certain"].sum() == 58 and len(rows[rows["product_no"] == 1]) == 60
