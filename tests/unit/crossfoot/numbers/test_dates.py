from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.numbers.dates import Period, read_iso

DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2014", Period(date(2014, 1, 1), date(2014, 12, 31), "year")),
        ("2024-02", Period(date(2024, 2, 1), date(2024, 2, 29), "month")),
        ("2018-10-29", Period(date(2018, 10, 29), date(2018, 10, 29), "day")),
        ("2025-08-29/2025-08-30", Period(date(2025, 8, 29), date(2025, 8, 30), "interval")),
        ("2005-07/2006-04", Period(date(2005, 7, 1), date(2006, 4, 30), "interval")),
        ("../2025-07-31", Period(None, date(2025, 7, 31), "before")),
        ("2014-09/..", Period(date(2014, 9, 1), None, "after")),
    ],
)
def test_iso_dates(cell, period):
    assert read_iso(cell) == period


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "..",
        "../..",
        "2023-13",
        "2023-02-30",
        "2023-2",
        "29 October 2018",
        "2025-08-30/2025-08-29",
        "2025/2026/2027",
        "2025/",
        "1492",
        "２０２３",
    ],
)
def test_what_is_no_date(cell):
    assert read_iso(cell) is None


@given(DATES, DATES)
def test_every_day_and_every_interval_in_order_is_read(first, last):
    assert read_iso(first.isoformat()) == Period(first, first, "day")
    found = read_iso(f"{first.isoformat()}/{last.isoformat()}")
    assert found == (Period(first, last, "interval") if first <= last else None)
