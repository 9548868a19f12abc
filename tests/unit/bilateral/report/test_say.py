"""How prose says numbers: rounding, units, signs and words, by hand."""

import datetime

import pandas as pd
import pytest

from bilateral.report.bound import Place, address_of
from bilateral.report.say import between, day, either, number, percent, usd, words, yen
from bilateral.report.values import VALUE, Bound
from crossfoot import InputError

PLACE = (Place("analysis/x", (1,), "low"),)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (number(1440.5), "1,441"),
        (number(-0.04, 1), "0.0"),
        (number(-2.25, 1), "−2.3"),
        (number(5.04, 1, sign=True), "+5.0"),
        (number(-5, sign=True), "−5"),
        (percent(22.5), "23%"),
        (percent(-16.44, 1), "−16.4%"),
        (yen(845.46), "¥845.5 billion"),
        (yen(-66.9), "−¥66.9 billion"),
        (yen(3141.59, 2, unit="trillion"), "¥3.14 trillion"),
        (usd(5636.2), "US$5,636 million"),
        (usd(12340, 1, unit="billion"), "US$12.3 billion"),
        (day(pd.Timestamp("2023-12-08")), "8 December 2023"),
        (day(datetime.date(2024, 2, 29)), "29 February 2024"),
        (day("2023-12"), "December 2023"),
        (day(Bound(2023)), "2023"),
        (words(6), "six"),
        (words(12, capital=True), "Twelve"),
        (words(13), "13"),
        (words(0), "zero"),
        (words(1200), "1,200"),
        (either(2 > 1, "rose", "fell"), "rose"),
        (either(None, "rose", "fell"), "fell"),
    ],
)
def test_a_value_is_said(said, text):
    assert said == text and repr(said) == text and said.places == ()


@pytest.mark.parametrize(
    ("said", "text"),
    [
        # a lower bound down, an upper bound up, though both are nearer to the other side
        (between(2072.9, 2092.1), "2,072 to 2,093"),
        (between(2072.5, 2092.2, yen), "¥2,072 to 2,093 billion"),
        (between(2.84, 21.96, percent, 1), "2.8 to 22.0%"),
        (between(2.14, 2.14, number, 1), "2.1"),
        (between(3.0, 3.0000000001), "3"),
        (between(-3.2, 1.1, percent), "−4 to 2%"),
        (between(-3.2, 1.1, usd), "−US$4 to US$2 million"),
        (between(-3.2, -1.1, yen, 1), "−¥3.2 to −¥1.1 billion"),
    ],
)
def test_two_bounds_are_rounded_outwards_with_their_unit_once(said, text):
    assert said == text


def test_a_bound_alone_is_rounded_to_its_side():
    assert number(Bound(2.9, PLACE, "low")) == "2" and number(Bound(2.1, PLACE, "high")) == "3"
    assert percent(Bound(2.9, PLACE, "low") * 2) == "5%"
    assert number(Bound(2.9, PLACE)) == "3"


def test_a_text_keeps_the_places_of_its_values():
    low, high = Bound(2.0, PLACE, "low"), Bound(3.0, (Place("analysis/x", (4,), "high"),), "high")
    said = between(low, high)
    assert said == "2 to 3" and address_of(said.places) == "value:analysis/x/1/low;analysis/x/4/high"
    assert said._repr_mimebundle_()[VALUE] == {"text": "2 to 3", "places": address_of(said.places)}
    both = "from " + number(low) + " and " + number(high)
    assert both == "from 2 and 3" and both.places == said.places
    assert either(True, number(low), "none").places == PLACE


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: number("5"), "found '5'; expected a number"),
        (lambda: number(float("nan")), "found nan"),
        (lambda: words(2.5), "found 2.5; expected a whole number"),
        (lambda: between(2, 1), "found 2 above 1; expected the lower number first"),
        (lambda: between(1, 2, day), "found say=day"),
        (lambda: day("8 December"), "found '8 December'; expected a date such as"),
        (lambda: day("2023-02-30"), "expected a day of the calendar"),
    ],
)
def test_what_cannot_be_said_is_one_line(call, said):
    with pytest.raises(InputError, match=said):
        call()
