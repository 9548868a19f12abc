from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.clean.stated_numbers import read_stated


def test_a_target_with_a_part_of_it():
    whole, part = read_stated(
        "target people_exchanged = 500000 persons / P5Y; "
        "target skilled_workers = 50000 persons / P5Y of people_exchanged"
    )
    assert (whole.kind, whole.quantity, whole.value, whole.unit, whole.period, whole.part_of) == (
        "target",
        "people_exchanged",
        Decimal(500000),
        "persons",
        "P5Y",
        None,
    )
    assert part.part_of == "people_exchanged" and part.period == "P5Y"


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("fact capital = 138.7 CNY billion", "138.65", "138.75"),  # money is rounded as printed
        ("target goal = 5 JPY trillion / P5Y/2027", "5", "5"),  # a target is what it says
        ("result townships = 12 townships", "12", "12"),  # so is a count
        ("result jobs ~ 35000 jobs", "34500", "35500"),  # about is rounded at the last digit that is not zero
        ("result investment >= 150 INR billion", "150", None),
        ("fact share <= 20 percent", None, "20"),
    ],
)
def test_bounds(cell, low, high):
    assert read_stated(cell)[0].bounds == (low and Decimal(low), high and Decimal(high))


def test_no_numbers():
    assert read_stated("") == []


@pytest.mark.parametrize(
    ("cell", "piece"),
    [
        ("target people = many persons", "target people = many persons"),
        ("goal people = 5 persons", "goal people = 5 persons"),
        ("fact a = 5 persons; fact b 6 persons", "fact b 6 persons"),
        ("fact a = 5 persons;", ""),
        ("fact a = 5", "fact a = 5"),
        ("fact a = 1,000 persons", "fact a = 1,000 persons"),
        ("target a = 5 persons / 5 years", "target a = 5 persons / 5 years"),
        ("target a = 5 persons / P0Y", "target a = 5 persons / P0Y"),
        ("fact a = 5 persons; fact a = 6 persons", "fact a = 6 persons"),
        ("fact a = 5 persons of b", "fact a = 5 persons of b"),
        ("fact a = 5 persons of a", "fact a = 5 persons of a"),
    ],
)
def test_what_does_not_parse_is_named(cell, piece):
    with pytest.raises(ValueError) as error:
        read_stated(cell)
    assert str(error.value) == piece


@given(
    st.sampled_from(["target", "result", "fact"]),
    st.sampled_from(["=", "~", ">=", "<="]),
    st.decimals(0, 10**9, places=2),
    st.sampled_from(["persons", "JPY trillion", "INR billion"]),
    st.sampled_from([None, "P5Y", "R/P1Y", "P5Y/2027"]),
)
def test_what_is_written_is_read_and_lies_in_its_bounds(kind, relation, value, unit, period):
    (stated,) = read_stated(f"{kind} it {relation} {value:f} {unit}" + (f" / {period}" if period else ""))
    assert (stated.kind, stated.relation, stated.value, stated.unit, stated.period) == (
        kind,
        relation,
        value,
        unit,
        period,
    )
    low, high = stated.bounds
    assert (low is None or low <= value) and (high is None or value <= high)
