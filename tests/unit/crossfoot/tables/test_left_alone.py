"""What documents by others print and no check may accuse; each beside the same table with a number wrong."""

from __future__ import annotations

import pytest

from tests.unit.crossfoot.prose.test_properties import contradicted
from tests.unit.crossfoot.tables.test_structure import problems

DEBT = (
    "Sector | June | Sept | Change\nA | 127.7 | 124.5 | -3.2\nB | 155.3 | 152.2 | -3.1\n"
    "C | 301.9 | 305.6 | 3.7\nD | 51.6 | 50.5 | -1.1"
)
FARMS = (
    "Item | Unit | Total | Family | Other total\nSold | farms | 441 | 412 | 29\n"
    "Kept | farms | 351 | 250 | 101\nLet | farms | 210 | 170 | 40\nLost | farms | 96 | 81 | 15"
)


def test_a_row_that_numbers_the_columns_is_a_head():
    assert problems(DEBT.replace("Change\n", "Change\n1 | 2 | 3 | 4\n")) == []
    wrong = problems(DEBT.replace("Change\n", "Change\n1 | 2 | 3 | 4\n").replace("50.5", "57.5"))
    assert {found[:2] for found in wrong} == {("question", "total_column")}


def test_a_row_of_averages_is_no_sum_across():
    assert problems(FARMS + "\nAverage size | acres | 1,230 | 1,249 | 1,078") == []
    assert [found[0] for found in problems(FARMS + "\nRented | acres | 1,230 | 849 | 318")] == ["error"]


def test_a_column_between_is_a_further_term():
    taxes = "Home | Before | After | Credit | Change\n" + "\n".join(
        f"{name} | {before} | {after} | {credit} | {after - before + credit}"
        for name, before, after, credit in [
            ("a", 152, 310, 0),
            ("b", 232, 104, 0),
            ("c", 171, 96, 0),
            ("d", 88, 321, 0),
            ("e", 140, 152, 300),
        ]  # fmt: skip
    )
    assert problems(taxes) == []


def test_a_minus_that_the_font_lost_accuses_nobody():
    cohorts = "Item | NLSY79 | NLSY97 | NLSY97 2 NLSY79\n" + "\n".join(
        f"{name} | {one} | {other} | {abs(other - one)}"
        for name, one, other in [("a", 15, 26), ("b", 37, 94), ("c", 41, 58), ("d", 32, 53), ("e", 79, 71)]
    )
    assert problems(cohorts) == []
    assert problems(cohorts.replace("NLSY97 2 NLSY79", "Change"))


def test_gaps_and_repeats_in_years_are_no_errors():
    surveys = "Year | Homes\n" + "\n".join(
        f"{year} | {1000 + 37 * n}" for n, year in enumerate([2009, 2015, 2016, 2017, 2018, 2020, 2020, 2021])
    )
    assert [found for found in problems(surveys) if found[1] == "year_sequence"] == []


def test_a_head_within_the_table_ends_minimum_and_maximum():
    groups = "\n".join(f"{name} | 0.12{n} | 0.057 | 0.018 | 0.216" for n, name in enumerate("abcdefgh"))
    head = "Group | Mean | SD | Minimum | Maximum\n" + groups
    below = "\nVariable | Black men | Black women | White men | All\nDegree | 0.041 | 0.029 | 0.101 | 0.045"
    assert problems(head + below) == []
    assert [found[1] for found in problems(head + "\ni | 0.004 | 0.057 | 0.018 | 0.216")] == [
        "average_within"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "This is seen in the lower forecast for growth in trade, from 3.5% in 2022 to 1.0% in 2023.",
        "In the wake of rising prices, the sector curtailed imports from 69 MT in 2020 to 45 MT in 2021.",
        "Schools were closed for 300 days, or around 38% of the two-year period.",
        "With 20 countries, the data contain 190 pairs, for a total of 760 observations with four windows.",
        "Four of the eight training-based frameworks (Atlas, FEBRL, MARLIN and STEM) have looked at it.",
        "The yield drops 3.1× from 10 K to 600 K.",
    ],
)
def test_sentences_that_say_something_else(sentence):
    assert contradicted(sentence) == []
