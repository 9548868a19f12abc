"""Printed days, months and quarters, and ISO 8601 dates, as periods with their precision."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

# calendar.month_name would follow the locale
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
DAY = re.compile(r"^(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})$")
MONTH = re.compile(r"^([A-Za-z]{3,9})\.? (\d{4})$")
QUARTER = re.compile(r"^Q([1-4]) (\d{4})$")
# a year outside these is a misprint in any study of trade and policy
YEARS = range(1900, 2100)
ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)
OPEN = ".."
REVISED = re.compile(r"^(?P<first>.+?)\s+Revised on\s+(?P<revised>.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """First and last day, and the precision it was printed with: day, month, quarter, year, or interval.

    An interval with one end (before, after) has None for the other.
    """

    start: date | None
    end: date | None
    precision: str

    @property
    def first(self) -> date:
        """The day it starts on. Raises ValueError for a period without a start."""
        if self.start is None:
            raise ValueError(f"a period up to {self.end} has no first day")
        return self.start

    @property
    def last(self) -> date:
        """The day it ends on. Raises ValueError for a period without an end."""
        if self.end is None:
            raise ValueError(f"a period from {self.start} has no last day")
        return self.end


def read_period(cell: str, quarters_from: int = 1) -> Period | None:
    """The period a cell prints, or None when it prints none.

    quarters_from: the month in which Q1 begins: 1 for calendar years, 4 for Japanese fiscal years.
    """
    cell = cell.strip()
    if match := DAY.match(cell):
        return _day(int(match[1]), match[2], int(match[3]))
    if (match := MONTH.match(cell)) and (month := _month(match[1])) and int(match[2]) in YEARS:
        return _months(int(match[2]), month, 1, "month")
    if (match := QUARTER.match(cell)) and int(match[2]) in YEARS:
        return _months(int(match[2]), quarters_from + 3 * (int(match[1]) - 1), 3, "quarter")
    return None


def read_day(cell: str) -> date | None:
    """The day a cell prints, or None."""
    period = read_period(cell)
    return period.start if period and period.precision == "day" else None


def read_iso(cell: str) -> Period | None:
    """The period of an ISO 8601 date or interval: 2014, 2023-02, 2018-10-29, 2014-05/2015, ../2024, 2014/..

    None for anything else, and for an interval that ends before it begins.
    """
    ends = cell.split("/")
    if len(ends) == 1:
        return read_iso_date(cell)
    first, last = (read_iso_date(end) for end in ends) if len(ends) == 2 else (None, None)
    if any(end is None and text != OPEN for end, text in zip((first, last), ends, strict=False)) or not (
        first or last
    ):
        return None
    if first and last:
        return Period(first.start, last.end, "interval") if first.first <= last.last else None
    if first:
        return Period(first.start, None, "after")
    return Period(None, last.end, "before") if last else None


def read_iso_date(text: str) -> Period | None:
    """The period of an ISO date: a day, a month (2022-05) or a year; or None."""
    match = ISO.match(text.strip())
    if not match or int(match[1]) not in YEARS:
        return None
    year = int(match[1])
    if not match[2]:
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    month = int(match[2])
    if not 1 <= month <= 12:
        return None
    return _day(int(match[3]), MONTHS[month - 1], year) if match[3] else _months(year, month, 1, "month")


def split_revision(cell: str) -> tuple[str, str]:
    """A date and the date of its revision, "" where none is printed."""
    match = REVISED.match(cell)
    return (match["first"], match["revised"]) if match else (cell, "")


def _month(name: str) -> int | None:
    """A month's number from its English name, whole or cut to three letters, or "Sept"."""
    name = name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if name in (month, month[:3]) or (name == "sept" and number == 9):
            return number
    return None


def _day(day: int, month_name: str, year: int) -> Period | None:
    month = _month(month_name)
    if not month or year not in YEARS or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Period(date(year, month, day), date(year, month, day), "day")


def _months(year: int, month: int, count: int, precision: str) -> Period:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + count - 1
    last_year, last = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(
        date(year, month, 1), date(last_year, last, calendar.monthrange(last_year, last)[1]), precision
    )
