"""Single cells: numbers, dates, companies, HS codes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.clean.subsidies import split_entities
from crossfoot.numbers.dates import read_day, read_iso, read_period, split_revision
from crossfoot.numbers.grammar import read_number
from crossfoot.numbers.hs_codes import read_hs_chapter, read_hs_code


def test_numbers_keep_their_printed_precision():
    number = read_number("1,426")
    assert (number.value, number.decimals, number.unit) == (Decimal(1426), 0, "")
    assert (number.wide.low, number.wide.high) == (Decimal("1425.5"), Decimal("1426.5"))
    assert read_number("31.7%").unit == "%"
    assert read_number("47.70").decimals == 2
    assert read_number("–1.35").value == Decimal("-1.35")


def test_a_cap_is_everything_below_it():
    cap = read_number("<18.87*")
    assert (cap.bound, cap.mark) == ("<", "*")
    assert "0" in cap.wide and "18.86" in cap.wide and "18.87" not in cap.wide


@pytest.mark.parametrize("cell", ["", "n.a.", "1p to 1/3", "1,42", "31.2x", "1.2.3", "84 31.7%", "½", "٣"])
def test_what_is_no_number_is_none(cell):
    assert read_number(cell) is None


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_printed_number_contains_its_value(value):
    assert value in read_number(f"{value:,}").wide


def test_days_months_quarters():
    assert read_day("26 July 2022") == date(2022, 7, 26)
    assert read_day("06 Feb 2024") == date(2024, 2, 6)
    assert read_day("30 Sept 2022") == date(2022, 9, 30)
    month = read_period("Feb 2024")
    assert (month.start, month.end, month.precision) == (date(2024, 2, 1), date(2024, 2, 29), "month")
    quarter = read_period("Q4 2029")
    assert (quarter.start, quarter.end) == (date(2029, 10, 1), date(2029, 12, 31))


def test_a_fiscal_quarter_ends_in_the_next_year():
    quarter = read_period("Q4 2029", quarters_from=4)
    assert (quarter.start, quarter.end) == (date(2030, 1, 1), date(2030, 3, 31))


@pytest.mark.parametrize(
    "cell",
    [
        "31 Feb 2023",
        "0 Jan 2023",
        "12 Foo 2023",
        "Q5 2023",
        "2023-01-01",
        "",
        "Jun",
        "17 Jun 0000",
        "Dec 0000",
        "Q4 9999",
    ],
)
def test_impossible_dates_are_none(cell):
    assert read_period(cell) is None


def test_a_revision_is_told_from_the_first_date():
    assert split_revision("26 July 2022 Revised on 6 February 2024") == ("26 July 2022", "6 February 2024")
    assert split_revision("17 Jun 2022") == ("17 Jun 2022", "")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("SUMCO Corporation", ["SUMCO Corporation"]),
        ("Ibiden Co., Ltd.", ["Ibiden Co., Ltd."]),
        ("Resonac Corporation Resonac HD Yamagata", ["Resonac Corporation", "Resonac HD Yamagata"]),
        (
            "Micron Memory Japan, K.K. Micron Technology, Inc.",
            ["Micron Memory Japan, K.K.", "Micron Technology, Inc."],
        ),
        (
            (
                "Japan Advanced Semiconductor Manufacturing (JASM) Taiwan Semiconductor Manufacturing "
                "Company (TSMC), Ltd."
            ),
            [
                "Japan Advanced Semiconductor Manufacturing (JASM)",
                "Taiwan Semiconductor Manufacturing Company (TSMC), Ltd.",
            ],
        ),
        ("Fuji Electric Co. Ltd. Denso Corporation", ["Fuji Electric Co. Ltd.", "Denso Corporation"]),
        (
            "Fuji Electric Co. Ltd., Denso Corporation; SUMCO Corporation and Canon Inc.",
            ["Fuji Electric Co. Ltd.", "Denso Corporation", "SUMCO Corporation", "Canon Inc."],
        ),
        (
            "Taiwan Semiconductor Manufacturing Company Limited",
            ["Taiwan Semiconductor Manufacturing Company Limited"],
        ),
        (
            "C.I. Takiron Corporation Takiron Tech Co., Ltd.",
            ["C.I. Takiron Corporation", "Takiron Tech Co., Ltd."],
        ),
    ],
)
def test_companies_run_together_are_told_apart(cell, names):
    assert split_entities(cell) == names


def test_hs_codes_and_their_levels():
    assert read_hs_code("3101") == ("3101", 4)
    assert read_hs_code(" 280130") == ("280130", 6)
    assert read_hs_code("84") == ("84", 2)


@pytest.mark.parametrize("code", ["3000320", "7701", "77", "8400", "84.71", "", "abcd", "1", "841"])
def test_impossible_hs_codes_are_none(code):
    assert read_hs_code(code) is None


def test_a_chapter_is_padded_and_zero_is_one():
    assert read_hs_chapter("3") == "03" and read_hs_chapter("0") == "00" and read_hs_chapter("84") == "84"
    assert read_hs_chapter("77") is None and read_hs_chapter("100") is None and read_hs_chapter("3.1") is None


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2022-05-11", "2022-05-11", "2022-05-11", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2018", "2018-01-01", "2018-12-31", "year"),
    ],
)
def test_an_iso_date_of_any_precision(text, start, end, precision):
    period = read_iso(text)
    assert (period.start.isoformat(), period.end.isoformat(), period.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text", ["2022-13", "2022-00", "2023-02-29", "18", "1066", "2022-5-1", "11 May 2022", "2022-05-11T00", ""]
)
def test_what_is_no_iso_date(text):
    assert read_iso(text) is None
