"""Japan's customs by area and goods, and India's trade by chapter: what the readers know of their files."""

import pytest

from bilateral.sources.customs_goods import SECTIONS
from bilateral.sources.official import read_official, recognise
from bilateral.sources.trade_rows import Codes
from crossfoot.errors import InputError

HEADER = "ex_im,area,goods,year,billion_yen"
AMOUNTS = dict(zip(SECTIONS, range(1, 10), strict=True))  # they add to 45


def year_of(year, area="Grand Total", flow="export", times=1, **others):
    rows = {"Grand Total": 45 * times} | {name: value * times for name, value in AMOUNTS.items()} | others
    return [f"{flow},{area},{goods},{year},{value:.6f}" for goods, value in rows.items()]


def read(*lines):
    header, rows = read_official("\n".join([HEADER, *lines]).encode(), "a.csv", Codes())
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_amounts_stay_as_printed_with_codes_levels_and_lines():
    rows = read(*year_of(2009), *year_of(2009, "India", **{"Wood": 0.5}))
    assert recognise(f"{HEADER}\nexport,India,Wood,2009,1.000000\n".encode()) == "customs"
    wood = rows[-1]
    assert wood == {
        "reporter": "JPN",
        "partner": "IND",
        "flow": "export",
        "valuation": "FOB",
        "period": "calendar",
        "year": "2009",
        "goods": "Wood",
        "level": "item",
        "jpy_billion": "0.500000",
        "partial": "",
        "line": "22",
    }
    assert {row["level"] for row in rows} == {"grand_total", "section", "item"}


def test_a_last_year_of_some_months_is_flagged_and_a_bad_year_is_not():
    # 2010 has 60% of the year before, as 2009 had in world trade; 2011 has a quarter of 2010
    rows = read(*year_of(2009, times=10), *year_of(2010, times=6), *year_of(2011, times=1))
    assert {(row["year"], row["partial"]) for row in rows} == {
        ("2009", ""),
        ("2010", ""),
        ("2011", "some months"),
    }


def test_goods_that_a_new_list_begins_or_ends_have_a_year_that_is_not_whole():
    rows = read(
        *year_of(2016, **{"Ships": 1}),
        *year_of(2017, **{"Ships": 1, "Aircraft": 1}),
        *year_of(2018, **{"Aircraft": 1}),
    )
    found = {(row["goods"], row["year"]): row["partial"] for row in rows}
    assert found["Ships", "2017"] == "goods end" and found["Ships", "2016"] == ""
    assert found["Aircraft", "2017"] == "goods or area begin" and found["Aircraft", "2018"] == ""


def test_the_items_that_follow_each_other_hold_their_part_together():
    parts = {"Visual Apparatus": 1, "Audio & Visual Apparatus": 2, "(Tv Receiver)": 2.5}
    assert len(read(*year_of(2017, **parts))) == 13


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (year_of(2009, **{"Grand Total": 46}), "line 2: found 46.000000, and sections that add to 45.000000"),
        (year_of(2009)[1:], "Grand Total"),
        (
            [*year_of(2009), *year_of(2009)[:1]],
            "line 12: found export Grand Total Grand Total 2009 a second time",
        ),
        (year_of(2009, "Atlantis"), "found 'Atlantis'"),
        (year_of(2009, **{"Yachts": 1}), "found 'Yachts'"),
        (year_of(2009, flow="transit"), "found 'transit'"),
        ([line.replace(".000000", ".00") for line in year_of(2009)], "found 2009: '45.00'"),
        (year_of(2009, **{"Wood": 2, "Soy Beans": 1}), "Raw Materials of 2.000000, and parts of 3.000000"),
        (year_of(2009, **{"Wood": -1}), "'-1.000000'"),
        ([*year_of(2009), *year_of(2011)], "in 2009, 2011"),
    ],
)
def test_what_breaks_an_identity_is_one_line(lines, found):
    with pytest.raises(InputError) as error:
        read(*lines)
    assert found in str(error.value) and "\n" not in str(error.value)


CHAPTERS = "flow,fiscal_year_from_april,hs2,usd_million"
PAIR = Codes(pair=frozenset({"JPN", "IND"}))


def of_year(flow, year, count=80, first=""):
    codes = [code for code in range(1, 98) if code != 77][:count]
    return [f"{flow},{year},{code:02d},{first if code == 1 else '1.25'}" for code in codes]


def read_chapters(*lines, codes=PAIR):
    header, rows = read_official("\n".join([CHAPTERS, *lines]).encode(), "b.csv", codes)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_both_flows_of_india_come_in_the_form_of_all_trade():
    rows = read_chapters(*of_year("india_exports", 2010), *of_year("india_imports", 2010, first="0.0"))
    assert {
        (row["reporter"], row["partner"], row["flow"], row["valuation"], row["period"]) for row in rows
    } == {("IND", "JPN", "export", "FOB", "fiscal-04"), ("IND", "JPN", "import", "CIF", "fiscal-04")}
    # empty is not reported, 0.0 is under 5,000 dollars
    assert rows[0]["usd_million"] == "" and rows[80]["usd_million"] == "0.0" and rows[80]["line"] == "82"


@pytest.mark.parametrize(
    ("lines", "codes", "found"),
    [
        (of_year("india_exports", 2010, 79), PAIR, "india_exports 2010 with 79 chapters"),
        (
            [*of_year("india_exports", 2010), "india_exports,2010,02,1"],
            PAIR,
            "line 82: found india_exports 2010 02",
        ),
        (["re_exports,2010,01,1"], PAIR, "found 're_exports'"),
        (["india_exports,2010,1,1"], PAIR, "found '1'"),
        (["india_exports,2010-11,01,1"], PAIR, "found '2010-11'"),
        (["india_exports,2010,01,1.234"], PAIR, "found '1.234'"),
        (of_year("india_exports", 2010), Codes(pair=frozenset({"JPN", "KOR"})), "the pair JPN and KOR"),
    ],
)
def test_a_file_of_chapters_that_is_not_whole_is_refused(lines, codes, found):
    with pytest.raises(InputError) as error:
        read_chapters(*lines, codes=codes)
    assert found in str(error.value)
