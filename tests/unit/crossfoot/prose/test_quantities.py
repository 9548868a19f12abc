"""What a printed quantity of a sentence stands for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.prose.quantities import read_quantities


def one(text):
    found = read_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("US$4,312 million", "M", "4312000000", "USD"),
        ("¥5 trillion", "M", "5000000000000", "JPY"),
        ("₹150 billion", "M", "150000000000", "INR"),
        ("5 lakh", "N", "500000", ""),
        ("₹2.5 crore", "M", "25000000", "INR"),
        ("12 million yen", "M", "12000000", "JPY"),
        ("three million", "N", "3000000", ""),
        ("1,00,000", "N", "100000", ""),
        ("31.4%", "P", "31.4", "%"),
        ("27.6 per cent", "P", "27.6", "%"),
        ("3 percentage points", "T", "3", "points"),
        ("50 basis points", "T", "0.5", "points"),
        ("–2.5%", "P", "-2.5", "%"),
        ("two-thirds", "F", "66.6667", "%"),
        ("threefold", "X", "3", ""),
        ("12th", "O", "12", ""),
        ("Eleven", "N", "11", ""),
    ],
)
def test_kind_value_and_unit(text, kind, value, unit):
    found = one(text)
    assert (found.kind, found.unit) == (kind, unit)
    assert round(found.number.face.low, 4) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8.1 million", 8050000, 8150000),
        ("124", 124, 124),
        ("5,000", 4500, 5500),
        ("about 50%", 45, 55),
        ("about 47%", "44.65", "49.35"),
        ("nearly 50%", 45, "50.5"),
        ("more than 12%", "11.5", "Infinity"),
        ("up to 8%", "-Infinity", "8.5"),
        ("10–15%", "9.5", "15.5"),
        ("376 GWh", "375500000000", "376500000000"),
        ("376 km", "375.5", "376.5"),
    ],
)
def test_everything_that_a_number_can_stand_for(text, low, high):
    wide = one(text).number.wide
    assert (wide.low, wide.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19",
        "G20",
        "12-inch",
        "Act No. 43",
        "Figure 2.1",
        "22/28nm",
        "10.1.3",
        "1,23",
        "the first half of the year",
        "one of them",
    ],
)
def test_what_is_no_amount(text):
    assert not [found for found in read_quantities(text) if found.kind in "NMPTF"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 3 to 5 million", [3000000, 5000000]),
        ("21 and 16 percent", [21, 16]),
        ("between US$3 and US$5 billion", [3000000000, 5000000000]),
        ("from 900 to 1.2 million", [900, 1200000]),
    ],
)
def test_neighbours_share_unit_and_scale_where_they_can(text, values):
    assert [found.number.face.low for found in read_quantities(text)] == values


def test_years_dates_tables_and_codes_are_no_amounts():
    found = read_quantities(
        "In 2014, on 26 May 2020 and in FY2021, Table 3.4 has HS 84; see the 1980s and 2010–2020."
    )
    assert [quantity.kind for quantity in found] == list("YDYKLLS")
    assert [quantity.period.start.isoformat() for quantity in found[:3]] == [
        "2014-01-01",
        "2020-05-26",
        "2021-01-01",
    ]
    assert (found[3].label, found[4].label) == ("3.4", "84")


@given(st.text(alphabet="0123456789.,%$ –-toandfr()mbilne\n", max_size=80))
def test_no_text_is_an_error_and_tokens_stand_apart(text):
    found = read_quantities(text)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
