"""The World Bank's own downloads, a year a column."""

import pytest

from bilateral.sources.official import read_official, recognise
from bilateral.sources.trade_rows import Codes
from crossfoot.errors import InputError

CODES = Codes({}, {"JPN": "Japan", "IND": "India"})
SITE = """"Data Source","World Development Indicators",

"Last Updated Date","2026-04-08",

"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",
"Aruba","ABW","Merchandise exports (current US$)","TX.VAL.MRCH.CD.WT","1","2",
"Japan","JPN","Merchandise exports (current US$)","TX.VAL.MRCH.CD.WT","705564000000","",
"World","WLD","Merchandise exports (current US$)","TX.VAL.MRCH.CD.WT","19014680000000","17645050000000.5",
"""
DATABANK = """Country Name,Country Code,Series Name,Series Code,2019 [YR2019],2020 [YR2020]
Japan,JPN,Merchandise imports (current US$),TM.VAL.MRCH.CD.WT,720956000000,..
,,,,,
Data from database: World Development Indicators,,,,,
Last Updated: 08/04/2026,,,,,
"""


def read(text: str):
    return read_official(text.encode(), "a.csv", CODES)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_site_s_download(mark):
    assert recognise((mark + SITE).encode()) == "world_bank_download"
    assert read(mark + SITE) == (
        ["year", "economy", "flow", "usd_million", "line"],
        [
            ["2019", "Japan", "exports", "705564.000000", "7"],
            ["2019", "World", "exports", "19014680.000000", "8"],
            ["2020", "World", "exports", "17645050.0000005", "8"],
        ],
    )


def test_databank_s_download():
    assert read(DATABANK)[1] == [["2019", "Japan", "imports", "720956.000000", "2"]]


def test_yen_per_dollar_is_japan_s_alone():
    text = SITE.replace("TX.VAL.MRCH.CD.WT", "PA.NUS.FCRF").replace("705564000000", "109.01")
    assert read(text) == (
        ["year", "yen_per_usd", "source", "line"],
        [["2019", "109.01", "World Bank WDI PA.NUS.FCRF", "7"]],
    )
    with pytest.raises(InputError, match="line 2: found PA.NUS.FCRF of IND"):
        read("indicator,economy,year,value\nPA.NUS.FCRF,IND,2019,70.4\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SITE.replace("TX.VAL.MRCH.CD.WT", "NY.GDP.MKTP.CD"), "found indicator NY.GDP.MKTP.CD"),
        (SITE + SITE.splitlines()[6] + "\n", "line 9: found TX.VAL.MRCH.CD.WT of JPN 2019 a second time"),
        (SITE.replace("705564000000", "7.05E+11"), "in which digits are lost"),
        (SITE.replace('"2019","2020"', '"a","b"'), "a column a year"),
    ],
)
def test_what_is_wrong_is_one_line(text, said):
    with pytest.raises(InputError) as error:
        read(text)
    assert said in str(error.value) and "\n" not in str(error.value)
