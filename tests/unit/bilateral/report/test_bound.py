from hypothesis import given
from hypothesis import strategies as st

from bilateral.report.bound import LINK, Place, link, plain, read_places

PLACES = {row: Place("analysis/x", (row,), "value") for row in (1, 3)}


def test_text_with_and_without_its_numbers():
    text = f"From {link('1.2', [PLACES[1]])} [a link](#x) to {link('b', [PLACES[3]])}."
    assert text.startswith("From [1.2](value:analysis/x/1/value) [a link]")
    assert plain(text) == "From 1.2 [a link](#x) to b."
    assert [read_places(address) for _, address in LINK.findall(text)] == [(PLACES[1],), (PLACES[3],)]


def test_brackets_in_a_cell_do_not_break_the_link():
    assert LINK.findall(link("A[1]\\", [PLACES[1]])) == [(r"A\[1\]\\", "analysis/x/1/value")]


@given(st.sets(st.integers(1, 60)))
def test_an_address_reads_back(rows):
    place = Place("analysis/x", tuple(sorted(rows)), "c")
    assert Place.read(place.address()) == place
