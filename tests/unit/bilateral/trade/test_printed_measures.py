"""The table of verdicts, with contradictions proved by hand."""

import pandas as pd
import pytest

from bilateral.trade.printed_measures import check_concentration
from crossfoot.errors import InputError

KEYS = {"reporter": "JPN", "partner": "IND", "flow": "import"}


def shares(texts, year=2000, chapters="abcdefghijkl"):
    return pd.DataFrame(
        {
            **KEYS,
            "year": year,
            "rank": rank,
            "hs_chapter": chapters[rank - 1],
            "share_pct": float(text),
            "share_pct_low": round(float(text) - 0.05, 2),
            "share_pct_high": round(float(text) + 0.05, 2),
            "line": 1,
        }
        for rank, text in enumerate(texts, start=1)
    )


def measure(name, value, half=0.05, year=2000):
    return pd.DataFrame(
        [
            {
                **KEYS,
                "year": year,
                "measure": name,
                "value": value,
                "value_low": round(value - half, 2),
                "value_high": round(value + half, 2),
            }
        ]
    )


def test_japans_imports_of_2000_counted_one_row_too_many():
    # 22.8+18.1+15.7+8.4+4.5+3.3+2.6+2.2+1.9+1.7 = 81.2; ten roundings allow 80.7 to 81.7; printed 82.9.
    printed = [22.8, 18.1, 15.7, 8.4, 4.5, 3.3, 2.6, 2.2, 1.9, 1.7]
    found = check_concentration(shares(printed), measure("top_10_share", 82.9), [10], 97).iloc[0]
    assert (found["low"], found["high"], found["verdict"]) == (80.7, 81.7, "contradicted")
    # an eleventh share of at least 82.85 − 81.7 = 1.15 and at most the tenth's 1.75 explains it
    assert found["diagnosis"] == "one row too many: 11 rows give it, with a share of 1.15% to 1.75% in row 11"


def test_measures_that_are_not_printed_are_still_bounded():
    found = check_concentration(shares([60, 40]), measure("hhi", 5200, 0.5), [1], 2).set_index("measure")
    assert found.loc["top_1_share", "verdict"] == "not_printed" and pd.isna(
        found.loc["top_1_share", "printed"]
    )
    assert found.loc["hhi", "verdict"] == "holds"


def test_an_hhi_below_what_the_shares_allow():
    found = (
        check_concentration(shares([40, 30]), measure("hhi", 2500, 0.5), [2], 97)
        .set_index("measure")
        .loc["hhi"]
    )
    assert found["verdict"] == "contradicted" and "printed shares alone" in found["diagnosis"]


def test_shares_above_one_whole_are_refused():
    with pytest.raises(InputError, match="import 2000.*more than 100"):
        check_concentration(shares([60, 50]), measure("hhi", 6100), [1], 97)


def test_more_ranks_asked_for_than_printed():
    with pytest.raises(InputError, match="concentration.top"):
        check_concentration(shares([60, 40]), measure("hhi", 5200), [3], 97)
