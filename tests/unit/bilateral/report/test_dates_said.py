"""Dates and periods of data, as the prose and the tables of the report say them."""

import pytest

from bilateral.report.say import day, days_in
from crossfoot import InputError


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2005-07/2006-04", "July 2005 to April 2006"),
        ("2018-07/..", "from July 2018"),
        ("../2024", "by 2024"),
        ("2025-08-29/2025-08-30", "29 August 2025 to 30 August 2025"),
    ],
)
def test_a_period_is_said_by_its_ends(written, said):
    assert day(written) == said


@pytest.mark.parametrize("written", ["../..", "2005/", "/2005", "2005-13/2006", "2005/2006/2007"])
def test_what_is_no_period_is_an_error(written):
    with pytest.raises(InputError, match=r"day\(…\)"):
        day(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("as cited: 2023-09-21; signed: 2023-09", "as cited: 21 September 2023; signed: September 2023"),
        ("section 2.4 (2005-07/2006-04)", "section 2.4 (July 2005 to April 2006)"),
        ("3.4-18, 3.4-11", "3.4-18, 3.4-11"),
        ("22-28 nm in 2023, 2019-24", "22-28 nm in 2023, 2019-24"),
        ("Regulation (EU) 2023/1781", "Regulation (EU) 2023/1781"),
        ("../2024, then 2014-09/..", "by 2024, then from September 2014"),
        ("https://a.jp/2023-09-21/x of 2023-09-21", "https://a.jp/2023-09-21/x of 21 September 2023"),
        ("ISBN 1234-56-7890", "ISBN 1234-56-7890"),
    ],
)
def test_dates_within_a_text(written, said):
    assert days_in(written) == said
