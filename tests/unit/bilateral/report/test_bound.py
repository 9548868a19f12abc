import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.report.bound import BoundTable, Place, bound_values, plain
from crossfoot.errors import InputError

TABLE = BoundTable(
    "analysis/x",
    pd.DataFrame(
        {
            "year": [2000, 2005, 2010, 2015],
            "flow": ["a", "a", "b", "a"],
            "value": [1.25, -3.0, 2.0, None],
            "low": [1.29, 0, 0, 0],
        }
    ),
)


def test_one_cell_with_its_place():
    assert TABLE.value("value", ".1f", year=2005) == "[−3.0](value:analysis/x/2/value)"
    assert TABLE.value("flow", year=2010) == "[b](value:analysis/x/3/flow)"


def test_a_bound_is_rounded_outwards():
    assert TABLE.value("low", ".1f", year=2000).startswith("[1.2]")


def test_bounds_that_are_one_number_are_rounded_to_the_nearest():
    # an intensity of 2.147 is 2.15; only where the bounds differ does a lower one go down and an upper one up
    table = BoundTable(
        "analysis/z",
        pd.DataFrame(
            {
                "low": [2.147, 2.147],
                "high": [2.147, 2.151],
                "gap_low": [0.999, 0.999],
                "gap_high": [0.999, 3.0],
            }
        ),
    )
    assert [plain(row.show("low", ".2f")) for row in table.each()] == ["2.15", "2.14"]
    assert [plain(row.show("high", ".2f")) for row in table.each()] == ["2.15", "2.16"]
    assert (
        plain(table.drawn("least", "gap_low", "+.1f")) == "+0.9"
        and plain(table.drawn("greatest", "gap_high", "+.1f")) == "+3.0"
    )
    assert plain(table.value("gap_low", "+.1f", high=2.147)) == "+1.0"


def test_counts_and_what_is_drawn_from_several_cells():
    assert TABLE.count(flow="a") == "[3](value:analysis/x/1-2+4/)"
    assert TABLE.count(flow=["a", "b"]) == "[4](value:analysis/x/1-4/)"
    assert TABLE.count(flow="c") == "[0](value:analysis/x//)"
    # a missing cell is not part of it
    assert TABLE.drawn("least", "value", ".0f", flow="a") == "[−3](value:analysis/x/1-2/value)"
    assert TABLE.drawn("total", "value", ".2f") == "[0.25](value:analysis/x/1-3/value)"


def test_rows_one_by_one():
    assert [(row["year"], row.show("value", ".0f")) for row in TABLE.each(flow="b")] == [
        (2010, "[2](value:analysis/x/3/value)")
    ]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: TABLE.value("value", flow="a"), "3 rows with flow 'a'; expected one, for its value"),
        (lambda: TABLE.value("value", flow="z"), "0 rows with flow 'z'"),
        (lambda: TABLE.value("nothing", year=2000), "no column 'nothing'; expected year, flow, value, low"),
        (lambda: TABLE.count(nothing=1), "no column 'nothing'"),
        (lambda: TABLE.drawn("least", "value", year=2015), "no value with year 2015"),
    ],
)
def test_a_number_that_is_not_there_is_one_line(call, said):
    with pytest.raises(InputError) as error:
        call()
    assert (
        said in str(error.value) and "results/analysis/x" in str(error.value) and "\n" not in str(error.value)
    )


def test_text_with_and_without_its_numbers():
    text = f"From {TABLE.value('value', '.1f', year=2000)} [a link](#x) to {TABLE.value('flow', year=2010)}."
    assert plain(text) == "From 1.2 [a link](#x) to b."
    assert bound_values(text) == [
        ("1.2", (Place("analysis/x", (1,), "value"),)),
        ("b", (Place("analysis/x", (3,), "flow"),)),
    ]


def test_brackets_in_a_cell_do_not_break_the_link():
    table = BoundTable("clean/y", pd.DataFrame({"cell": ["A[1]\\"]}))
    assert bound_values(table.value("cell")) == [("A[1]\\", (Place("clean/y", (1,), "cell"),))]


@given(st.sets(st.integers(1, 60)))
def test_an_address_reads_back(rows):
    place = Place("analysis/x", tuple(sorted(rows)), "c")
    assert Place.read(place.address()) == place
