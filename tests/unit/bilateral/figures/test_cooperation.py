"""The timeline and the matrix of fields."""

import pandas as pd
import pytest

from bilateral.figures.cooperation import draw_fields, draw_timeline
from bilateral.figures.style import GROUND, NARROW, WIDE
from tests.figures import check_words

PAIR = {"reporter": "JPN", "partner": "IND"}
NAMES = {"JPN": "Japan", "IND": "India"}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
PARTIES = pd.DataFrame([("a", "JPN"), ("a", "IND"), ("b", "JPN")], columns=["event", "economy"])
EVENTS = pd.DataFrame(
    [
        ("a", "enacted", "2020-01-01", "2020-12-31", "year"),
        ("b", "planned", "2020-03-01", "2020-09-01", "interval"),
        ("c", "launched", None, "2021-07-31", "before"),
        ("d", "launched", None, None, "undated"),
    ],
    columns=["event", "stage", "date_from", "date_to", "date_precision"],
).assign(
    date_from=lambda f: pd.to_datetime(f["date_from"]),
    date_to=lambda f: pd.to_datetime(f["date_to"]),
    corrected_by=None,
    subject="A subject",
)


def said(figure):
    return [text.get_text() for text in figure.axes[0].texts if text.get_text()]


@SIZES
def test_the_timeline_draws_what_has_a_label_by_who_takes_part(size):
    labels = {"a": "the act", "b": "the order", "c": "the fund"}
    figure = draw_timeline(EVENTS, PARTIES, labels, NAMES, PAIR, size)
    # nothing for India alone, so no heading of it
    assert said(figure) == ["Japan and India", "the act", "Japan", "the order", "Others", "the fund"]
    marks = {
        round(float(point[0]), 1): tuple(mark.get_facecolor()[0])
        for mark in figure.axes[0].collections
        for point in mark.get_offsets()
        if point.any()
    }
    # a year's mark and an interval's stand in the middle, an open date's at its end; what is planned is open
    assert list(marks) == [2020.5, 2020.4, 2021.6]
    assert marks[2020.4] == (1, 1, 1, 1) and GROUND == "#ffffff" and marks[2020.5] != (1, 1, 1, 1)
    check_words(figure)


def test_without_labels_each_dated_event_has_its_subject():
    figure = draw_timeline(EVENTS, PARTIES, {}, NAMES, PAIR, WIDE)
    assert said(figure).count("A subject") == 3


def test_an_event_without_a_date_leaves_a_sentence():
    figure = draw_timeline(EVENTS[EVENTS["event"] == "d"], PARTIES, {}, NAMES, PAIR, WIDE)
    assert said(figure) == ["No event has a date."]


@SIZES
def test_many_events_of_one_day_and_long_labels_have_room(size):
    events = pd.concat([EVENTS.iloc[[0]].assign(event=f"e{number}") for number in range(30)])
    events.loc[:, "date_to"] = pd.to_datetime([f"{1990 + number}-12-31" for number in range(30)])
    events.loc[:, "date_from"] = events["date_to"] - pd.Timedelta(days=364)
    labels = {f"e{number}": "a label of many words " * (1 + number % 2) for number in range(30)}
    check_words(draw_timeline(events, PARTIES, labels, NAMES, PAIR, size))


@SIZES
def test_the_matrix_marks_new_and_continued_fields_apart(size):
    matrix = pd.DataFrame(
        [
            ("s", "Steel", "e", "E", 2018, "new", "dropped"),
            ("s", "Steel", "f", "Japan–India F", 2025, "not_named", "dropped"),
            ("t", "Trade", "e", "E", 2018, "new", "continued"),
            ("t", "Trade", "f", "Japan–India F", 2025, "continued", "continued"),
        ],
        columns=["field", "label", "event", "subject", "year", "status", "overall"],
    )
    figure = draw_fields(matrix, size)
    axis = figure.axes[0]
    places = {label.get_text(): label.get_position()[1] for label in axis.get_yticklabels()}
    assert sorted(places, key=lambda text: places[text]) == [
        "Named before and in 2025",
        "Trade",
        "Named before, not in 2025",
        "Steel",
    ]
    assert [label.get_text() for label in axis.get_xticklabels()] == ["2018 E", "2025 F"]
    faces = [tuple(mark.get_facecolor()[0]) for mark in axis.collections[:3]]
    assert faces[0] == faces[1] == (1, 1, 1, 1) != faces[2]
    check_words(figure)
