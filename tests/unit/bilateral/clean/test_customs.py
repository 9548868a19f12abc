"""Customs and prices, typed: what of a file a study keeps, and what it refuses."""

import pandas as pd
import pytest

from bilateral.clean.customs import check_coverage, clean_customs
from bilateral.clean.prices import clean_prices
from bilateral.clean.series import check_against_totals
from crossfoot.errors import InputError

PAIR = {"reporter": "JPN", "partner": "IND"}
COLUMNS = "reporter partner flow valuation period year goods level jpy_billion partial line".split()


def rows(*found):
    return pd.DataFrame(
        [
            ("JPN", partner, "export", "FOB", "calendar", year, goods, level, "1.500000", partial, str(line))
            for line, (partner, year, goods, level, partial) in enumerate(found, start=2)
        ],
        columns=COLUMNS,
    )


FILE = rows(
    ("IND", "2016", "Grand Total", "grand_total", ""),
    ("IND", "2016", "Ships", "item", ""),
    ("IND", "2017", "Ships", "item", "goods end"),
    ("CHN", "2016", "Grand Total", "grand_total", ""),
    ("CHN", "2016", "Machinery", "section", ""),
    ("CHN", "2016", "Ships", "item", ""),
    ("CHL", "2016", "Grand Total", "grand_total", ""),
    ("CHL", "2016", "Machinery", "section", ""),
    ("IND", "2018", "Grand Total", "grand_total", "some months"),
)


def test_of_the_partner_all_goods_stay_of_others_as_much_as_they_are_compared_by():
    frame, repairs = clean_customs(FILE, "a.csv", PAIR, ["CHN"], "Customs", "v")
    assert set(zip(frame["partner"], frame["year"], frame["goods"], strict=True)) == {
        ("IND", 2016, "Grand Total"),
        ("IND", 2016, "Ships"),
        ("IND", 2017, "Ships"),
        ("CHN", 2016, "Grand Total"),
        ("CHN", 2016, "Machinery"),
        ("CHL", 2016, "Grand Total"),
    }
    part = frame[frame["year"] == 2017].iloc[0]
    assert pd.isna(part["jpy_billion"]) and part["jpy_missing"] == "part_of_year" and part["line"] == 4
    assert repairs.to_dict("records") == [
        {
            "file": "a.csv",
            "line": 10,
            "column": "year",
            "printed": "2018",
            "used": "left out",
            "rule": "year_not_whole",
            "reason": "2018 has some months only",
        }
    ]


def test_an_economy_that_the_file_does_not_have_is_an_error():
    with pytest.raises(InputError, match="no area VNM"):
        clean_customs(FILE, "a.csv", PAIR, ["CHN", "VNM"], "Customs", "v")
    with pytest.raises(InputError, match="KOR, the study's reporter"):
        clean_customs(FILE, "a.csv", PAIR | {"reporter": "KOR"}, ["CHN"], "Customs", "v")


def coverage(*found):
    names = "ex_im goods level first_year last_year n_years line".split()
    return pd.DataFrame(
        [("export", *row, str(line)) for line, row in enumerate(found, start=2)], columns=names
    )


def test_the_list_of_goods_is_held_against_the_file():
    whole = ("Grand Total", "grand_total", "2016", "2018", "2")
    machines, ships = ("Machinery", "section", "2016", "2016", "1"), ("Ships", "item", "2016", "2017", "2")
    check_coverage(FILE, coverage(whole, machines, ships), "c.csv")
    with pytest.raises(InputError, match=r"c.csv: line 4: found Ships from 2016 to 2018"):
        check_coverage(FILE, coverage(whole, machines, (*ships[:3], "2018", "3")), "c.csv")
    with pytest.raises(InputError, match="no row for export Ships"):
        check_coverage(FILE, coverage(whole, machines), "c.csv")
    with pytest.raises(InputError, match="what the file of trade has of it: no row"):
        check_coverage(FILE, coverage(whole, machines, ships, ("Wood", "item", "2016", "2016", "1")), "c.csv")


RECORDS = {"p.csv": {"producer": "P", "vintage": "v"}}


def priced(kind, *lines, header):
    cells = [(*line.split(","), str(at)) for at, line in enumerate(lines, start=2)]
    return clean_prices([(kind, "p.csv", pd.DataFrame(cells, columns=[*header.split(","), "line"]))], RECORDS)


def test_prices_have_economy_unit_and_producer():
    brent = priced("brent", "2000,28.66", header="year,usd_per_barrel").iloc[0]
    assert (brent["series"], brent["economy"], brent["value"], brent["source"]) == (
        "brent",
        "WLD",
        28.66,
        "P",
    )
    falls = priced("consumer_prices", "JPN,2009,-1.3528", header="economy,year,inflation_pct").iloc[0]
    assert (falls["economy"], falls["value"], falls["unit"]) == ("JPN", -1.3528, "percent on the year")
    yen = priced("exchange_rate", "2014,105.94,WDI", header="year,yen_per_usd,source").iloc[0]
    assert (yen["economy"], yen["value"]) == ("JPN", 105.94)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["2000,0"], "found '0'"),
        (["2000,-5"], "found '-5'"),
        (["2000,many"], "found 'many'"),
        (["2000,1", "2002,1"], "WLD without 2001"),
        (["2000,1", "2000,2"], "a second figure for brent, WLD, 2000"),
        (["00,1"], "found '00'"),
    ],
)
def test_a_price_that_cannot_be_is_an_error(lines, found):
    with pytest.raises(InputError) as error:
        priced("brent", *lines, header="year,usd_per_barrel")
    assert found in str(error.value)


def test_chapters_are_held_against_their_sources_own_total():
    keys = {"reporter": "IND", "partner": "JPN", "flow": "export", "valuation": "FOB", "period": "fiscal-04"}
    flows = pd.DataFrame(
        {"year": 2010, "hs_code": ["27", "29"], "usd_million": [60.004, 30.0], "source": "S"}
    )
    totals = pd.DataFrame({"year": [2010], "usd_million": [90.0], "source": "S", "derived": None})
    # two figures of two decimals and a total of one: 0.06 at the most
    check_against_totals(flows.assign(**keys), totals.assign(**keys), "place")
    with pytest.raises(InputError, match=r"codes that add to 90.00; expected 90.1"):
        check_against_totals(flows.assign(**keys), totals.assign(**keys, usd_million=90.1), "place")
