"""One thing said twice in a sentence: a change and its size, a fraction and a percentage, two units."""

import pytest

from tests.unit.crossfoot.prose.test_moves import found_in

WRONG, ASKED, RIGHT = ("contradicted",), ("question",), ()


def outcome(text):
    found = found_in(text)
    assert found
    if any(one.verdict == "contradicted" for one in found):
        return WRONG
    return ASKED if any(one.severity == "question" for one in found) else RIGHT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # 2.31 - 1.42 = 0.89
        ("Spreads widened from 142 to 231 basis points.", RIGHT),
        ("The spread widened by 89 basis points, from 142 to 231 basis points.", RIGHT),
        ("The spread widened by 98 basis points, from 142 to 231 basis points.", WRONG),
        ("The yield rose by 98 basis points, from 1.42% to 2.31%.", WRONG),
        # 210 / 100 = 2.1
        ("Exports rose from $100 million in 2014 to $210 million in 2024, or by 110%.", RIGHT),
        ("Exports rose from $100 million in 2014 to $210 million in 2024, that is by 52.4%.", WRONG),
        ("Exports rose from $100 million in 2014 to $210 million in 2024 (+110%).", RIGHT),
        ("Exports rose from $100 million in 2014 to $210 million in 2024 (+52.4%).", WRONG),
        # a share of something else stands in brackets without a sign
        ("Exports rose from $100 million in 2014 to $210 million (12% of all) in 2024.", RIGHT),
        # 27.8 - 26.3 = 1.5 points
        ("Its share rose from 26.3% in 2018 to 27.8% in 2023, or by 1.5 points.", RIGHT),
        ("Its share rose from 26.3% in 2018 to 27.8% in 2023, or by 2.5 points.", WRONG),
        ("Its share rose from 26.3% in 2018 to 27.8% in 2023, or by 1.5%.", ASKED),
        # 100 x 1.0718 ^ 10 = 200, and 1.065 ^ 11 = 2.0
        ("Exports grew by 7.2% a year from $100 million in 2014 to $200 million in 2024.", RIGHT),
        ("Exports grew by 6.5% a year from $100 million in 2014 to $200 million in 2024.", ASKED),
        ("Exports grew by 9.5% a year from $100 million in 2014 to $200 million in 2024.", WRONG),
        # 95 / 50 = 1.9, 80 / 50 = 1.6, 70 / 50 = 1.4
        ("Solar doubled from 50 GW in 2017 to 95 GW in 2023.", RIGHT),
        ("Solar doubled from 50 GW in 2017 to 80 GW in 2023.", ASKED),
        ("Solar doubled from 50 GW in 2017 to 70 GW in 2023.", WRONG),
        # 126.2 / 53.4 = 2.36
        ("Solar tripled from 53.4 GW in 2017 to 126.2 GW in 2023.", ASKED),
        ("Solar more than doubled from 53.4 GW in 2017 to 126.2 GW in 2023.", RIGHT),
    ],
)
def test_a_change_and_its_size(text, said):
    assert outcome(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Its share was 26.3%, more than a quarter.", RIGHT),
        ("Its share was 24.3%, more than a quarter.", WRONG),
        (
            "The share was 46.9 per cent in 2023, slightly more than half, against 43.0 per cent in 2020.",
            WRONG,
        ),
        (
            "The share was 50.9 per cent in 2023, slightly more than half, against 43.0 per cent in 2020.",
            RIGHT,
        ),
        ("The share was 51.2 per cent, just under half.", WRONG),
        ("The share was 46.9 per cent, about half.", RIGHT),
        ("More than two fifths, 38.6%, came from Japan.", WRONG),
        ("More than two fifths, 42.6%, came from Japan.", RIGHT),
        ("The plant has 1,482 MW (1.5 GW) of capacity.", RIGHT),
        ("The plant has 1,482 MW (14.8 GW) of capacity.", WRONG),
        ("Output is 120 ktpa (1.2 Mtpa) at present.", WRONG),
        ("The budget is ₹1,35,005 crore, or ₹1.35 lakh crore.", RIGHT),
        ("The budget is ₹1,35,005 crore, or ₹13.5 lakh crore.", WRONG),
    ],
)
def test_an_amount_in_two_forms(text, said):
    assert outcome(text) == said


@pytest.mark.parametrize(
    "text",
    [
        # of another thing, not the same share in words
        "The share was 12.4%, half of the level of 2010.",
        "Exports fell by a third, 12%, and imports rose.",
        # one part of the capacity, not all of it again
        "The park has 1,482 MW (14.8 GW planned) of capacity.",
    ],
)
def test_what_is_not_the_same_thing_is_left(text):
    assert not any(one.verdict == "contradicted" for one in found_in(text))


def test_a_short_list_of_points_is_english():
    assert not [
        one for one in found_in("All 27 firms (16 Japanese, 11 Indian) took part.") if one.kind == "language"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # 90 / 30 = 3
        ("Production fell by a factor of three, from 90 to 30.", RIGHT),
        ("Production fell by a factor of three, from 90 to 50.", WRONG),
        # growth in constant prices is not that of the values
        ("In constant prices exports grew by 2.1% in 2023, from $179.1 billion to $187.5 billion.", RIGHT),
    ],
)
def test_a_factor_that_falls_and_constant_prices(text, said):
    assert outcome(text) == said
