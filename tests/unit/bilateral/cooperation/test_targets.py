import pandas as pd
import pytest

from bilateral.cooperation import targets

EVENTS = pd.DataFrame(
    [("plan", "Plan", pd.Timestamp("2025-08-30")), ("undated", "Some day", pd.NaT)],
    columns=["event", "subject", "date_to"],
)


def number(quantity, value, period, kind="target", relation="=", unit="persons", part_of=None, event="plan"):
    return {
        "event": event,
        "text": "a",
        "locator": "p. 1",
        "kind": kind,
        "quantity": quantity,
        "relation": relation,
        "value": value,
        "unit": unit,
        "period": period,
        "part_of": part_of,
    }


def found(*numbers):
    return targets(pd.DataFrame(numbers), EVENTS).set_index("quantity")


def test_half_a_million_in_five_years_is_a_hundred_thousand_a_year():
    table = found(number("people", 500000.0, "P5Y"), number("workers", 50000.0, "P5Y", part_of="people"))
    assert table.loc["people", ["per_year", "from_year", "until_year"]].tolist() == [100000, 2025, 2030]
    assert table.loc["workers", ["per_year", "share_of_whole_pct"]].tolist() == [10000, 10]


def test_five_years_to_2027_begin_in_2022_whatever_the_day_of_the_event():
    row = found(number("loans", 5.0, "P5Y/2027", unit="JPY trillion")).loc["loans"]
    assert row[["from_year", "until_year", "per_year"]].tolist() == [2022, 2027, 1]


def test_what_recurs_has_no_end():
    row = found(number("states", 3.0, "R/P1Y", relation=">=")).loc["states"]
    assert (row["per_year"], row["from_year"]) == (3, 2025) and pd.isna(row["until_year"])
    assert found(number("states", 3.0, "R/P2Y")).loc["states", "per_year"] == 1.5


def test_without_a_period_or_a_date_nothing_is_made_up():
    row = found(number("people", 5.0, None)).loc["people"]
    assert pd.isna(row["per_year"]) and pd.isna(row["until_year"]) and row["from_year"] == 2025
    row = found(number("people", 5.0, "P5Y", event="undated")).loc["people"]
    assert row["per_year"] == 1 and pd.isna(row["from_year"]) and pd.isna(row["until_year"])


@pytest.mark.parametrize("change", [{"unit": "jobs"}, {"relation": "~"}])
def test_a_share_needs_one_unit_and_two_exact_numbers(change):
    table = found(number("people", 500.0, "P5Y", **change), number("workers", 50.0, "P5Y", part_of="people"))
    assert pd.isna(table.loc["workers", "share_of_whole_pct"])


def test_facts_are_no_targets():
    assert found(number("people", 5.0, None, kind="fact"), number("more", 5.0, None)).index.tolist() == [
        "more"
    ]
