import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.report.bound import Place, bound_values, link, plain, show

PLACES = {row: Place("analysis/x", (row,), "value") for row in (1, 3)}


@pytest.mark.parametrize(("is_point", "low", "high"), [(True, "2.15", "2.15"), (False, "2.14", "2.15")])
def test_a_bound_is_rounded_outwards_but_to_the_nearest_where_both_are_one(is_point, low, high):
    assert show("low", 2.147, ".2f", is_point) == low and show("high", 2.147, ".2f", is_point) == high
    assert show("value", -3.0, ".1f") == "−3.0"


def test_text_with_and_without_its_numbers():
    text = f"From {link('1.2', [PLACES[1]])} [a link](#x) to {link('b', [PLACES[3]])}."
    assert text.startswith("From [1.2](value:analysis/x/1/value) [a link]")
    assert plain(text) == "From 1.2 [a link](#x) to b."
    assert bound_values(text) == [("1.2", (PLACES[1],)), ("b", (PLACES[3],))]


def test_brackets_in_a_cell_do_not_break_the_link():
    assert bound_values(link("A[1]\\", [PLACES[1]])) == [("A[1]\\", (PLACES[1],))]


@given(st.sets(st.integers(1, 60)))
def test_an_address_reads_back(rows):
    place = Place("analysis/x", tuple(sorted(rows)), "c")
    assert Place.read(place.address()) == place
