"""Printed days, months and quarters as periods with their precision."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

# calendar.month_name would follow the locale
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
DAY = re.compile(r"^(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})$")
MONTH = re.compile(r"^([A-Za-z]{3,9})\.? (\d{4})$")
QUARTER = re.compile(r"^Q([1-4]) (\d{4})$")
# a year outside these is a misprint in any study of trade and policy
YEARS = range(1900, 2100)
ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)
REVISED = re.compile(r"^(?P<first>.+?)\s+Revised on\s+(?P<revised>.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """First and last day, and the precision it was printed with: day, month, quarter or year."""

    start: date
    end: date
    precision: str


def read_period(cell: str, quarters_from: int = 1) -> Period | None:
    """The period a cell prints, or None when it is none.

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


def read_iso(text: str) -> Period | None:
    """The period of an ISO date: a day, a month (2022-05) or a year; or None."""
    match = ISO.match(text.strip())
    if not match or int(match[1]) not in YEARS or not 1 <= int(match[2] or 1) <= 12:
        return None
    year, month = int(match[1]), int(match[2] or 1)
    if match[3]:
        return _day(int(match[3]), MONTHS[month - 1], year)
    return _months(year, month, 1, "month") if match[2] else _months(year, 1, 12, "year")


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
    return Period(date(year, month, 1), date(last_year, last, calendar.monthrange(last_year, last)[1]), precision)
