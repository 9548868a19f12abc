import pandas as pd
import pytest

from bilateral.study.published import describe, fixed, to_csv_text
from crossfoot.errors import InputError

DICTIONARY = pd.DataFrame(
    [
        ("*", "year", "integer", "", "", "Year"),
        ("*", "value", "text", "", "", "Any value"),
        ("t", "value", "number", "%", "2", "Value"),
        ("t", "on", "date", "", "", "Day"),
    ],
    columns=["table", "column", "type", "unit", "decimals", "meaning"],
)


def test_fixed_decimals_iso_dates_and_empty_for_missing():
    frame = pd.DataFrame(
        {"year": [2000, 2001], "value": [1.005, None], "on": pd.to_datetime(["2024-02-06", None])}
    )
    assert to_csv_text("t", frame, DICTIONARY) == "year,value,on\n2000,1.01,2024-02-06\n2001,,\n"


def test_a_bound_stays_a_bound_and_a_tie_goes_away_from_zero():
    assert fixed("share_low", 4.05, 1) == "4.0" and fixed("share_high", 4.05, 1) == "4.1"
    assert fixed("change_low", -4.01, 1) == "-4.1" and fixed("change_high", -4.09, 1) == "-4.0"
    assert fixed("share", 4.05, 1) == "4.1" and fixed("share", -4.05, 1) == "-4.1"
    # 0.1 + 0.2 is 0.3 and a speck of binary dust
    assert fixed("high", 0.1 + 0.2, 1) == "0.3" and fixed("x", -0.001, 1) == "0.0"


def test_a_table_s_own_description_comes_first():
    assert describe("t", ["value"], DICTIONARY)["type"].item() == "number"
    assert describe("u", ["value"], DICTIONARY)["type"].item() == "text"


def test_a_column_nobody_described_is_an_error():
    with pytest.raises(InputError, match="no row for colour"):
        describe("t", ["year", "colour"], DICTIONARY)
