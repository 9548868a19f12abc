"""BACI of every release: lists of codes under their several names, products, and sums to chapters."""

import pandas as pd
import pytest

from bilateral.clean.series import OWN_COLUMNS, clean_hs_flows
from bilateral.sources.baci import read_countries, read_products
from bilateral.sources.official import read_official, recognise
from bilateral.sources.trade_rows import Codes
from crossfoot.errors import InputError

NEW = """country_code,country_name,country_iso2,country_iso3
58,Belgium-Luxembourg (...1998),BX,BEL
56,Belgium,BE,BEL
392,Japan,JP,JPN
490,"Other Asia, not elsewhere specified",NA,S19
516,Namibia,NA,NAM
699,India,IN,IND
736,Sudan (...2011),SD,SDN
729,Sudan,SD,SDN
"""
OLD = """country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha
392,Japan,Japan,JP,JPN
490,Chinese Taipei,Other Asia nes,TW,TWN
516,Namibia,Namibia,NA,NAM
"""
OLDEST = "ccode,name_english,iso2,iso3\n392,Japan,JP,JPN\n490,Asia nes,NA,N/A\n"
PRODUCTS = "code,description\n10121,Horses\n010129,Other horses\n840710,Engines\n"
NAME = "BACI_HS17_Y2020_V202401b.csv"
ROWS = (
    "t,i,j,k,v,q\n2020,392,490,10121,1.250,NA\n2020,392,490,10129,2,  10.5\n2020,392,490,840710,1000.123,1\n"
)


def codes(*pair: str, countries: str = NEW) -> Codes:
    return Codes(pair=frozenset(pair), countries=countries.encode(), products=PRODUCTS.encode())


def read(text: str, name: str = NAME, given: Codes | None = None) -> pd.DataFrame:
    header, rows = read_official(text.encode(), name, given or codes("JPN", "TWN"))
    return pd.DataFrame(rows, columns=header)


@pytest.mark.parametrize("countries", [NEW, OLD, OLDEST])
def test_490_is_taiwan_in_every_release(countries):
    assert read_countries(countries.encode(), "c.csv")["490"][0] == "TWN"
    found = read(ROWS, given=codes("JPN", "TWN", countries=countries))
    assert found["partner"].tolist() == ["TWN"] * 3 and found["hs_code"].tolist() == [
        "010121",
        "010129",
        "840710",
    ]


def test_namibia_is_never_missing():
    assert read_countries(NEW.encode(), "c.csv")["516"] == ("NAM", "Namibia")
    text = "t,i,j,k,v,q\n2020,516,392,840710,7.5,1\n"
    assert read(text, given=codes("NAM", "JPN"))["reporter"].tolist() == ["NAM"]


def test_of_two_codes_of_one_economy_the_present_one_comes_last():
    found = read_countries(NEW.encode("cp1252"), "c.csv")
    assert dict(found.values())["SDN"] == "Sudan" and dict(found.values())["BEL"] == "Belgium"
    # both in one year would be counted twice
    text = "t,i,j,k,v,q\n2020,736,392,840710,1,1\n2020,729,392,840710,2,1\n"
    with pytest.raises(InputError, match="a second figure"):
        cleaned(text, 6, "SDN", "JPN")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OLD.replace("iso_3digit_alpha", "alpha"), "expected country_iso3 or iso_3digit_alpha"),
        (NEW.replace("392,", "JP,"), "line 4: found country code 'JP'; expected digits"),
        (NEW.replace("699,", "392,"), "found country code 392 a second time"),
    ],
)
def test_lists_that_are_not_whole(text, said):
    with pytest.raises(InputError, match=said):
        read_countries(text.encode(), "c.csv")


def test_products_are_padded():
    assert read_products(PRODUCTS.encode(), "p.csv") == ["010121", "010129", "840710"]


def test_older_files_with_columns_in_another_order_and_files_saved_anew():
    expected = ["0.001250", "0.002", "1.000123"]
    assert read(ROWS)["usd_million"].tolist() == expected
    older = (
        "t,hs6,i,j,v,q\n2020,10121,392,490,1.250,1\n2020,010129,392,490,2,1\n2020,840710,392,490,1000.123,1\n"
    )
    assert recognise(older.encode()) == "baci"
    assert read(older, "baci17_2020.csv")["usd_million"].tolist() == expected
    semicolons = ROWS.replace(",", ";").replace(".", ",")
    found = read(semicolons)
    assert found["usd_million"].tolist() == expected and "decimals after a comma" in found["repairs"][0]


def cleaned(text: str, level: int, reporter: str = "JPN", partner: str = "TWN"):
    spec = {
        "columns": OWN_COLUMNS, "hs_level": level, "reporter": reporter, "partner": partner, "flow": "export",
        "valuation": "FOB", "period": "calendar",
    }  # fmt: skip
    return clean_hs_flows(read(text, given=codes(reporter, partner)), NAME, spec, "BACI", "v")


def test_a_study_at_two_digits_has_sums_on_record():
    flows, repairs = cleaned(ROWS, 2)
    assert flows[["hs_code", "usd_million"]].values.tolist() == [["01", 0.00325], ["84", 1.000123]]
    summed = repairs[repairs["rule"] == "summed_from_hs6"]
    assert summed[["line", "printed", "used"]].values.tolist() == [
        [2, "010121 to 010129, 2 codes", "01"],
        [4, "840710", "84"],
    ]
    assert len(cleaned(ROWS, 6)[0]) == 3
    assert cleaned(ROWS, 4)[0]["hs_code"].tolist() == ["0101", "8407"]
