"""What a sentence claims is held against the data, and must stand in the text."""

import pytest

from bilateral.report.check import CHECK, Check, stands_in
from bilateral.report.values import Bound, Series
from crossfoot import InputError


def series(*values):
    return Series("x", {year: Bound(v, at=Bound(year)) for year, v in enumerate(values, 2009)})


def said_by(call):
    shown = []
    call(Check(shown.append))
    return [check.said for check in shown]


UP, DOWN, FLAT = series(1.5, 2.0, 3.25), series(3, 2, 1), series(99, 100, 101)
HOLDS = [
    lambda check: check.rises(UP, said="a"),
    lambda check: check.falls(DOWN, said="a"),
    lambda check: check.level(FLAT, 1, said="a"),
    lambda check: check.largest(UP.last, UP, said="a"),
    lambda check: check.largest(4, [1, 2], said="a"),
    lambda check: check.smallest(DOWN.last, DOWN, said="a"),
    lambda check: check.more(UP.last, 3, said="a"),
    lambda check: check.about(101, 100, 1, said="a"),
    lambda check: check.holds(UP.last > UP.first, said="a", first=UP.first),
]
FAILS = [
    (
        lambda check: check.rises(series(1.5, 2, 1.75), said="Up, up"),
        "2009 1.5, 2010 2, 2011 1.75",
        "each above",
    ),
    (lambda check: check.rises(series(1, 1), said="Up, up"), "2009 1, 2010 1", "each above the one before"),
    (
        lambda check: check.falls(UP, said="Up, up"),
        "2009 1.5, 2010 2, 2011 3.25",
        "each below the one before",
    ),
    (lambda check: check.level(FLAT, 0.9, said="Up, up"), "2009 99, 2010 100, 2011 101", "each within 0.9%"),
    (
        lambda check: check.largest(UP[2010], UP, said="Up, up"),
        "2010 2, 2009 1.5, 2011 3.25",
        "the first above",
    ),
    (lambda check: check.smallest(-1, [-1, -1], said="Up, up"), "−1, −1", "the first below all others"),
    (
        lambda check: check.more(1234567.0, 2e6, said="Up, up"),
        "1.23457e+06, 2e+06",
        "the first above the second",
    ),
    (lambda check: check.about(102, 100, 1, said="Up, up"), "102, 100", "the first within 1% of the second"),
    (lambda check: check.holds(False, said="Up, up", share=Bound(0.25)), "share 0.25", "it to be true"),
    (
        lambda check: check.holds(False, said="Up, up", flows=series(1, 2)),
        "flows 2009 1, 2010 2",
        "it to be true",
    ),
]


@pytest.mark.parametrize("call", HOLDS)
def test_a_check_that_holds_shows_its_sentence(call):
    assert said_by(call) == ["a"]


@pytest.mark.parametrize(("call", "values", "expected"), FAILS)
def test_a_check_that_fails_tells_sentence_and_values(call, values, expected):
    with pytest.raises(InputError) as error:
        said_by(call)
    assert str(error.value).startswith(
        f"the data no longer say “Up, up”: found {values}; expected {expected}"
    )


def test_a_check_of_nothing_is_none():
    for call in (lambda check: check.rises([1], said="a"), lambda check: check.holds(True, said=" ")):
        with pytest.raises(InputError):
            said_by(call)


def test_jupyter_shows_a_tick():
    shown = []
    Check(shown.append).holds(True, said="It rose.")
    assert shown[0]._repr_mimebundle_() == {"text/plain": "✓ It rose.", CHECK: {"said": "It rose."}}


TEXT = """**Exports** fell from {eval}`usd(s.first)` in {eval}`s.first.at` to
{eval}`usd(s.last)`, which [no report](#there) of either side
explains [@author2000]; see @fig:totals. Imports {eval}`either(a > b, "rose", "fell")`.
"""


@pytest.mark.parametrize(
    "quote",
    [
        "Exports fell from",
        "exports fell from US$5,664 million in 2011 to US$4,040 million, which no report",
        "Exports fell from … in … to …",
        "Exports fell from in to",
        "which no report of either side explains; see Figure 1.",
        "Imports rose",
    ],
)
def test_words_that_stand_in_the_text(quote):
    assert stands_in(quote, TEXT)


@pytest.mark.parametrize(
    "quote",
    [
        "Exports rose from",
        "report of neither side",
        # a value is no sentence
        "everything else that one might say",
        "fell Exports",
        "explains everything",
    ],
)
def test_words_that_do_not(quote):
    assert not stands_in(quote, TEXT)
