"""Values compute like numbers and keep the places that they come from. Expected numbers are sums by hand."""

import numpy as np
import pandas as pd
import pytest

from bilateral.report.bound import BoundTable, address_of, link, merged, read_places
from bilateral.report.values import VALUE, Bound, one_series, one_value, row_count
from crossfoot import InputError

TABLE = BoundTable(
    "analysis/x",
    pd.DataFrame(
        {
            "year": [2011, 2009, 2010, 2009, 2012],
            "flow": ["export", "export", "export", "import", "export"],
            "usd_million": [30.0, 10.0, 20.0, 5.0, None],
            "low": [1.2, 2.0, 3.0, 4.0, 5.0],
            "high": [1.8, 2.0, 3.5, 4.5, 5.5],
        }
    ),
)
OTHER = BoundTable("clean/y", pd.DataFrame({"jpy_billion": [8.0]}))


def exports():
    return one_series(TABLE, "usd_million", "year", {"flow": "export"})


def import_of_2009():
    return one_value(TABLE, "usd_million", {"flow": "import", "year": 2009})


@pytest.mark.parametrize(
    ("computed", "value", "address"),
    [
        (lambda: exports()[2011] - exports()[2009], 20.0, "value:analysis/x/1-2/usd_million"),
        (lambda: exports()[2009] / import_of_2009(), 2.0, "value:analysis/x/2+4/usd_million"),
        (
            lambda: import_of_2009() * one_value(OTHER, "jpy_billion", {}),
            40.0,
            "value:analysis/x/4/usd_million;clean/y/1/jpy_billion",
        ),
        (lambda: 100 * (exports()[2010] / exports()[2009] - 1), 100.0, "value:analysis/x/2-3/usd_million"),
        (lambda: 1 - -import_of_2009(), 6.0, "value:analysis/x/4/usd_million"),
        (lambda: abs(1 - import_of_2009()), 4.0, "value:analysis/x/4/usd_million"),
        (lambda: np.float64(2) * import_of_2009(), 10.0, "value:analysis/x/4/usd_million"),
        (lambda: sum([import_of_2009(), exports().first]), 15.0, "value:analysis/x/2+4/usd_million"),
        (lambda: row_count(TABLE, {"flow": "export"}) + 0, 4, "value:analysis/x/1-3+5/"),
        (lambda: exports().total, 60.0, "value:analysis/x/1-3/usd_million"),
    ],
)
def test_what_is_computed_has_the_places_of_all(computed, value, address):
    bound = computed()
    assert bound == value and address_of(bound.places) == address


def test_a_series_is_in_the_order_of_its_key():
    series = exports()
    assert [float(value) for value in series] == [10, 20, 30] and len(series) == 3
    assert [int(value.at) for value in series] == [2009, 2010, 2011]
    assert (series.first, series.last, series.smallest, series.largest) == (10, 30, 10, 30)
    assert address_of(series.largest.at.places) == "value:analysis/x/1/year"
    assert series[series.last.at] == 30


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: exports()[2008], "no value at 2008; expected one of 2009 to 2011"),
        # the row of 2012 is there, its cell is empty
        (lambda: exports()[2012], "no value at 2012"),
        (
            lambda: one_series(TABLE, "usd_million", "year", {}),
            "two rows with year 2009; expected one for each",
        ),
        (lambda: one_series(TABLE, "usd_million", "year", {"flow": "z"}), "found no value"),
        (lambda: one_series(TABLE, "usd_million", "month", {}), "no column 'month'"),
        (lambda: one_value(TABLE, "usd_million", {"flow": "export"}), "4 rows with flow 'export'"),
        (lambda: one_value(TABLE, "usd_million", {"year": 2012}), "an empty cell with year 2012"),
    ],
)
def test_what_is_not_there_is_one_line(call, said):
    with pytest.raises(InputError) as error:
        call()
    assert said in str(error.value) and "results/analysis/x" in str(error.value)


def test_a_value_compares_and_filters_like_its_number():
    five = import_of_2009()
    assert five > 4 and five <= 5 and five < exports().first and five == 5 and bool(five)
    assert one_value(TABLE, "flow", {"year": 2010}) == "export"
    last = exports().last.at
    assert TABLE.frame[TABLE.frame["year"] == last].index.tolist() == [0]
    assert (TABLE.frame["usd_million"] / exports().first).tolist()[:2] == [3.0, 1.0]
    assert list(range(2010, last))[0] == 2010 and {five: "a"}[5.0] == "a"


def test_which_side_a_result_is_rounded_to():
    low, high = (one_value(TABLE, side, {"year": 2011}) for side in ("low", "high"))
    assert (low.side, high.side, one_value(TABLE, "low", {"year": 2009, "flow": "export"}).side) == (
        "low",
        "high",
        "",
    )
    assert [(low + 1).side, (low + low).side, (low - high).side, (high - low).side] == ["low"] * 3 + ["high"]
    assert [(low + high).side, (2 * low).side, (1 / low).side, (-low).side] == ["", "low", "high", "high"]
    # of a product with a negative number neither side is known
    assert (low * -1).side == ""


def test_a_kernel_says_text_places_and_what_needs_its_form():
    assert exports().first.at._repr_mimebundle_() == {
        "text/plain": "2009",
        VALUE: {"text": "2009", "places": "value:analysis/x/2/year"},
    }
    assert exports().first._repr_mimebundle_()[VALUE] == {"unsaid": "float"}
    assert Bound(pd.Timestamp("2023-12-08"))._repr_mimebundle_()[VALUE] == {"unsaid": "Timestamp"}


def test_an_address_of_several_places_reads_back():
    places = import_of_2009().places + one_value(OTHER, "jpy_billion", {}).places
    assert read_places(address_of(places)) == places and read_places("value:") == ()
    assert merged([*places, *exports().first.places])[0].rows == (2, 4)
    assert link("a]b", places) == "[a\\]b](value:analysis/x/4/usd_million;clean/y/1/jpy_billion)"
