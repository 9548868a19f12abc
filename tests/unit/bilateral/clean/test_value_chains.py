"""Rows that go with the input–output tables, and each fault in one line."""

import pandas as pd
import pytest

from bilateral.clean.value_chains import (
    clean_designated,
    clean_hs6_exports,
    clean_mineral_imports,
    clean_published_content,
)
from crossfoot import InputError


def rows(header: str, *lines: str) -> pd.DataFrame:
    """As read from the text of a series: every cell text, the line last."""
    frame = pd.DataFrame([line.split(",") for line in lines], columns=header.split(","))
    return frame.assign(line=[str(at) for at in range(2, len(lines) + 2)])


LINES = rows("fiscal_year_from_april,hs6,usd_million,n_hs8_lines", "2018,850511,2.0,2", "2018,850760,3.5,1")
COVERED = "hs2,fiscal_year_from_april,hs8_sum_usd_million,hs2_usd_million"
CHAPTERS = rows(COVERED, "85,2018,5.50,6.1", "36,2018,0.00,", "85,2021,9.00,9.1")


def test_lines_and_their_chapters():
    lines, chapters = clean_hs6_exports(LINES, "lines.csv", CHAPTERS, "chapters.csv")
    assert lines["rounded_amounts"].tolist() == [2, 1]
    # of the years of the lines alone; nothing reported is missing
    assert chapters["hs_chapter"].tolist() == ["85", "36"] and pd.isna(chapters["usd_million"][1])


@pytest.mark.parametrize(
    ("chapters", "said"),
    [
        (
            rows(COVERED, "85,2018,5.40,6.1"),
            "lines.csv: chapter 85 of 2018: found lines of 5.50; expected 5.40",
        ),
        (rows(COVERED, "84,2018,0.00,6.1"), "found lines of 5.50; expected no row in chapters.csv"),
        (rows(COVERED, "85,2018,5.50,6.1", "85,2018,5.50,6.1"), "a second figure for 2018, 85"),
    ],
)
def test_lines_that_are_not_those_of_their_chapters(chapters, said):
    with pytest.raises(InputError, match=said):
        clean_hs6_exports(LINES, "lines.csv", chapters, "chapters.csv")


MINERALS = "reporter,year,hs,partner,cif_usd,net_weight_kg,net_weight_estimated,hs_revision"


def test_imports_of_minerals_in_millions_and_tonnes():
    found = clean_mineral_imports(
        rows(MINERALS, "JPN,2020,2504,CHN,2500000,3000,False,H5", "JPN,2020,2504,W00,5000000,0,True,H5"),
        "m.csv",
    )
    assert found["usd_million"].tolist() == [2.5, 5.0]
    assert found["tonnes"][0] == 3 and pd.isna(found["tonnes"][1])
    assert set(found["hs_revision"]) == {"HS 2017"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["JPN,2020,2504,CHN,2,3,False,H5", "JPN,2020,2504,W00,1,3,False,H5"],
            "m.csv: line 2: found CHN at 0.00",
        ),
        (["JPN,2020,2504,CHN,2,3,False,H5"], "expected a part of W00"),
        (["JPN,2020,2504,W00,much,3,False,H5"], "line 2, column cif_usd: found 'much'"),
        (["JPN,2020,2504,W00,2,3,perhaps,H5"], "net_weight_estimated: found 'perhaps'"),
        (["JPN,2020,2504,W00,2,3,False,H9"], "hs_revision: found 'H9'"),
    ],
)
def test_imports_that_cannot_be(lines, said):
    with pytest.raises(InputError, match=said):
        clean_mineral_imports(rows(MINERALS, *lines), "m.csv")


def test_dates_of_designation():
    found = clean_designated(
        rows(
            "no,product_en_own_translation,designated,source_page",
            "12,parts,2024-02,x",
            "13,drones,announced 2025-12-19,y",
        ),
        "d.csv",
    )
    assert found["designated_on"].tolist() == ["2024-02", "2025-12-19"]
    assert found["status"].tolist() == ["designated", "announced"]


def test_published_content_once_for_each_industry():
    header = "economy,year,industry,percent"
    assert clean_published_content(rows(header, "JPN,1995,TOTAL,5.58"), "p.csv")["percent"].tolist() == [5.58]
    with pytest.raises(InputError, match="a second figure for JPN, 1995, TOTAL"):
        clean_published_content(rows(header, "JPN,1995,TOTAL,5.58", "JPN,1995,TOTAL,5.6"), "p.csv")
    with pytest.raises(InputError, match="found .500."):
        clean_published_content(rows(header, "JPN,1995,TOTAL,500"), "p.csv")
