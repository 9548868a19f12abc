"""Official files recognised by their headers: four of them, one form of rows."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.clean.series import clean_hs_flows
from bilateral.sources.official import read_official, recognise
from bilateral.sources.trade_rows import TRADE, Codes
from crossfoot.errors import InputError

COUNTRIES = b"""country_code,country_name,country_iso2,country_iso3
392,Japan,JP,JPN
699,India,IN,IND
156,China,CN,CHN
"""
PRODUCTS = b'code,description\n10121,"Horses: live"\n290110,Hydrocarbons\n'
CODES = Codes(
    {"392": "JPN", "699": "IND", "156": "CHN"},
    {"JPN": "Japan", "IND": "India", "KOR": "Korea"},
    frozenset({"JPN", "IND"}),
    COUNTRIES,
    PRODUCTS,
)
HEADER = (
    "typeCode,freqCode,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,"
    "partner2Code,classificationCode,cmdCode,customsCode,motCode,cifvalue,fobvalue,primaryValue"
)
ROW = "C,A,2011,392,,X,699,,0,H4,29,C00,0,,1500000.5,1500000.5"
BACI = "BACI_HS92_Y2010_V202501.csv"
EIDB = """Department of Commerce
Export Import Data Bank
Export :: Country-wise all commodities
Country: JAPAN
Dated: 22/11/2026,Values in US $ Million
S.No.,HSCode,Commodity,2010-2011,%Share,2011-2012,%Share,%Growth
1,03,FISH AND CRUSTACEANS,301.80,6.00,"1,310.10",5.00,2.75
2,4,DAIRY PRODUCE,,,2.83,0.10,
,,Total,301.80,,"1,312.93",,
,,India's Total,"251,136.19",,"305,963.92",,21.83
"""
EIDB_HTML = """<html><head><title>Export Import Data Bank</title><script>var a = "Import :";</script>
</head><body>
<p>Department of Commerce<BR>Export Import Data Bank<BR>Import :: Country-wise all commodities</p>
<p>Country: KOREA<BR>Values in US $ Million</p>
<table><tr><th>S.No.</th><th>HSCode</th><th>Commodity</th><th>2010-2011(R)</th></tr>
<tr><td>1</td><td>*99</td><td>MISC</td><td>1,000.50</td></tr>
<tr><td></td><td></td><td>Total</td><td>1,000.50</td></tr></table></body></html>"""


def read(text: str, name: str = "a.csv", codes: Codes = CODES) -> list[dict]:
    header, rows = read_official(text.encode(), name, codes)
    assert header == TRADE
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_comtrade_download_and_a_snapshot_of_answers_give_the_same_rows():
    (snapshot,) = read(f"{HEADER}\n{ROW}\n")
    assert snapshot == {
        "producer": "comtrade",
        "repairs": "",
        "reporter": "JPN",
        "partner": "IND",
        "flow": "export",
        "valuation": "FOB",
        "period": "calendar",
        "year": "2011",
        "hs_revision": "H4",
        "hs_code": "29",
        "usd_million": "1.5000005",
        "line": "2",
    }
    # the site's download: names in capitals, a comma too many in each row, names of economies in Latin-1
    download = f"{HEADER[0].upper()}{HEADER[1:]}\n{ROW.replace('392,,', '792,TUR,')},\n".replace(
        "C,A", "C,Türkiye"
    ).encode("latin-1")
    header, (row,) = read_official(download, "a.csv", CODES)
    assert dict(zip(header, row, strict=True)) == snapshot | {"reporter": "TUR"}


def test_breakdown_rows_and_re_exports_are_left_out():
    rows = [
        ROW,
        ROW.replace("C00,0", "C00,2100"),
        ROW.replace("C00", "C01"),
        ROW.replace("699,,0", "699,,156"),
        ROW.replace(",X,", ",RX,"),
    ]
    assert len(read("\n".join([HEADER, *rows]))) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{HEADER}\n{ROW}\n{ROW}\n",
            "a.csv: line 3: found 392 699 X 2011 29 a second time, first on line 2",
        ),
        (f"{HEADER}\n{ROW[:-20]}\n", "a.csv: line 2: found 1"),
        (f"{HEADER}\nC,A,2011\n", "a.csv: line 2: found 3 cells; expected 16"),
        (f"{HEADER}\n{ROW.replace('2011', '201101')}\n", "period '201101'; expected a year"),
        (
            f"{HEADER}\n{ROW.replace('392', '999')}\n",
            "reporter 999; expected a code of data/comtrade_areas.csv",
        ),
        (f"{HEADER}\n{ROW[:-9]}n.a.\n", "expected an amount"),
        (f"{HEADER}\n", "a.csv: found none; expected rows over all modes"),
        (EIDB.replace("US $ Million", "Rs. Lakhs"), "no unit, or another; expected Values in US $ Million"),
        (EIDB.replace("Country: JAPAN", ""), "found no country"),
        (EIDB.replace("Export ::", ""), "found no direction"),
        (EIDB.replace("JAPAN", "JAPON"), "country 'JAPON'; expected an economy"),
        (
            EIDB.replace("2011-2012", "2011-2012(Apr-Sep)"),
            "line 6: found column '2011-2012(Apr-Sep)'; expected whole fiscal years",
        ),
        (EIDB.replace("2011-2012", "2011-2013"), "line 6: found columns"),
        (
            EIDB.replace("2,4,DAIRY PRODUCE,,,2.83,0.10,\n", ""),
            "Total, 2011-2012: found 1312.93, and rows that sum to 1310.10",
        ),
        (EIDB.replace(",4,", ",IV,"), "line 8: found HSCode 'IV'"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line(text, found):
    with pytest.raises(InputError) as error:
        read(text)
    assert found in str(error.value) and "\n" not in str(error.value)


def test_a_table_of_the_export_import_data_bank():
    rows = read(EIDB)
    assert [(row["hs_code"], row["year"], row["usd_million"]) for row in rows] == [
        ("03", "2010", "301.80"),
        ("03", "2011", "1310.10"),
        ("04", "2010", ""),
        ("04", "2011", "2.83"),
    ]
    assert {
        (row["reporter"], row["partner"], row["flow"], row["valuation"], row["period"]) for row in rows
    } == {("IND", "JPN", "export", "FOB", "fiscal-04")}
    (page,) = read(EIDB_HTML, "a.html")
    assert (page["partner"], page["flow"], page["valuation"], page["hs_code"], page["usd_million"]) == (
        "KOR",
        "import",
        "CIF",
        "99",
        "1000.50",
    )


def test_baci_gives_the_pair_alone_with_the_exporter_as_reporter():
    rows = read(
        "t,i,j,k,v,q\n2010,392,699,10121,1.5,NA\n2010,156,699,290110,7,1\n2010,699,392,290110,2000,3\n", BACI
    )
    assert [
        (row["reporter"], row["partner"], row["hs_code"], row["usd_million"], row["hs_revision"])
        for row in rows
    ] == [("JPN", "IND", "010121", "0.0015", "H0"), ("IND", "JPN", "290110", "2.000", "H0")]


@pytest.mark.parametrize(
    ("rows", "name", "codes", "found"),
    [
        ("2010,392,699,10121,1.5,NA", "trade.csv", CODES, "a name that does not say the HS revision"),
        ("2010,392,699,10121,1.5,NA", BACI, Codes(pair=CODES.pair), "no country_codes file beside it"),
        (
            "2010,392,699,10121,1.5,NA",
            BACI,
            Codes(pair=CODES.pair, countries=b"a,b\n1,2\n", products=PRODUCTS),
            "country_codes: found columns a, b",
        ),
        ("2011,392,699,10121,1.5,NA", BACI, CODES, "line 2: found year 2011; expected 2010"),
        ("2010,392,999,10121,1.5,NA", BACI, CODES, "line 2: found country 999"),
        ("2010,392,699,999999,1.5,NA", BACI, CODES, "line 2: found product 999999"),
        ("2010,392,699,10121,1", BACI, CODES, "line 2: found 5 cells"),
        ("2010,392,699,10121,x,NA", BACI, CODES, "line 2: found 'x'"),
        ("2010,156,699,10121,1,NA", BACI, CODES, "found none; expected trade between IND and JPN"),
    ],
)
def test_what_is_wrong_with_a_baci_file(rows, name, codes, found):
    with pytest.raises(InputError) as error:
        read(f"t,i,j,k,v,q\n{rows}\n", name, codes)
    assert found in str(error.value)


def test_world_bank_snapshots_come_in_the_columns_of_the_study():
    header, rows = read_official(
        b"indicator,economy,year,value\nTX.VAL.MRCH.CD.WT,WLD,2011,18300000000000\nTM.VAL.MRCH.CD.WT,IND,2011,\nTM.VAL.MRCH.CD.WT,JPN,2011,855380500000\n",
        "a.csv",
        CODES,
    )
    assert header[:-1] == ["year", "economy", "flow", "usd_million"]
    assert rows == [
        ["2011", "World", "exports", "18300000.000000", "2"],
        ["2011", "Japan", "imports", "855380.500000", "4"],
    ]
    header, rows = read_official(b"indicator,economy,year,value\nPA.NUS.FCRF,JPN,2011,79.8\n", "a.csv", CODES)
    assert header[:-1] == ["year", "yen_per_usd", "source"] and rows == [
        ["2011", "79.8", "World Bank WDI PA.NUS.FCRF", "2"]
    ]


def test_a_csv_in_the_studys_own_columns_stays_as_it_is():
    assert recognise(b"fiscal_year_from_april,hs2,fob_usd_million\n2010,01,0.0\n") == "series"
    assert read_official(b"a,b\n1,2\n", "a.csv", CODES) == (["a", "b", "line"], [["1", "2", "2"]])


def cleaned(text: str, name: str = "a.csv", **spec) -> pd.DataFrame:
    header, rows = read_official(text.encode(), name, CODES)
    frame = pd.DataFrame(rows, columns=header)
    spec = {
        "columns": {"year": "year", "hs_code": "hs_code", "usd_million": "usd_million"},
        "hs_level": 2,
        "reporter": "JPN",
        "partner": "IND",
        "flow": "export",
        "valuation": "FOB",
        "period": "calendar",
    } | spec
    return clean_hs_flows(frame, name, spec, "S", "v")[0]


def test_the_rows_of_a_flow_and_level_are_chosen_from_a_file_of_many():
    text = "\n".join(
        [
            HEADER,
            ROW,
            ROW.replace(",29,", ",TOTAL,"),
            ROW.replace(",29,", ",2901,"),
            ROW.replace(",X,", ",M,"),
            ROW.replace("392,,X,699", "699,,X,392"),
        ]
    )
    assert cleaned(text)["hs_code"].tolist() == ["29"]
    assert cleaned(text, hs_level=4)["hs_code"].tolist() == ["2901"]
    assert cleaned(EIDB, reporter="IND", partner="JPN", period="fiscal-04")["usd_million"].tolist()[:1] == [
        301.8
    ]
    with pytest.raises(
        InputError, match="JPN IND export FOB calendar; .*expected JPN IND export CIF calendar"
    ):
        cleaned(text, valuation="CIF")
    with pytest.raises(InputError, match="none at HS 6"):
        cleaned(text, hs_level=6)


@given(st.decimals(min_value=0, max_value=10**13, places=3, allow_nan=False))
def test_amounts_are_moved_without_rounding(amount):
    from decimal import Decimal

    text = io.StringIO()
    csv.writer(text).writerow(ROW.split(",")[:-1] + [str(amount)])
    (row,) = read(f"{HEADER}\n{text.getvalue()}")
    assert Decimal(row["usd_million"]) * 10**6 == amount
