import pandas as pd

from bilateral.figures.cooperation import draw_counts, draw_fields, draw_partnerships, draw_timeline
from bilateral.figures.style import use_style

PAIR, NAMES = {"reporter": "JPN", "partner": "IND"}, {"JPN": "Japan", "IND": "India"}
INSTRUMENTS = ("act", "order", "fund")
PARTIES = pd.DataFrame([("a", "JPN"), ("a", "IND"), ("b", "JPN")], columns=["event", "economy"])
EVENTS = pd.DataFrame(
    [
        ("a", "act", "enacted", "2020-01-01", "2020-12-31", "year"),
        ("b", "act", "planned", "2020-03-01", "2020-09-01", "interval"),
        ("c", "fund", "launched", None, "2021-07-31", "before"),
        ("d", "fund", "launched", None, None, "undated"),
    ],
    columns=["event", "instrument", "stage", "date_from", "date_to", "date_precision"],
).assign(
    date_from=lambda f: pd.to_datetime(f["date_from"]),
    date_to=lambda f: pd.to_datetime(f["date_to"]),
    corrected_by=None,
)


def texts_of(figure):
    return [text.get_text() for text in figure.texts + figure.axes[0].texts]


def test_the_timeline_draws_what_is_dated_and_says_what_is_not():
    use_style()
    figure = draw_timeline(EVENTS, PARTIES, INSTRUMENTS, {"a": "the act"}, NAMES, PAIR, "Source: X.")
    axis = figure.axes[0]
    # a year's mark stands in its middle; an open date's at its end
    points = [
        tuple(mark.get_offsets()[0])
        for mark in axis.collections
        if len(mark.get_offsets()) and mark.get_offsets().any()
    ]
    assert sorted(round(float(x), 1) for x, _ in points) == [2020.4, 2020.5, 2021.6]
    rows = {round(float(x), 1): float(y) for x, y in points}
    assert rows[2020.4] != rows[2020.5], "two events at one time stand in two rows"
    assert [label.get_text() for label in axis.get_yticklabels()] == ["act", "fund"]
    said = texts_of(figure)
    assert "the act" in said and any("3 events; 1 without a date" in text for text in said)


def test_existing_pairs_are_solid_and_those_of_a_speech_dashed():
    use_style()
    pairs = pd.DataFrame(
        [
            ("Gujarat", "IN-GJ", "Shizuoka", "JP-22", "existing"),
            ("Assam", "IN-AS", "Aichi", "JP-23", "rhetorical"),
        ],
        columns=["state", "state_code", "prefecture", "prefecture_code", "kind"],
    )
    figure = draw_partnerships(pairs, NAMES, PAIR, "Source: X.")
    assert [line.get_linestyle() for line in figure.axes[0].lines] == ["-", "--"]
    assert {"Gujarat (IN-GJ)", "Aichi (JP-23)", "India: states"} <= set(texts_of(figure))


def test_counts_have_a_panel_for_each_instrument():
    use_style()
    counts = pd.DataFrame(
        [(name, year, year - 2019, 1) for name in ("all", "act", "fund") for year in (2020, 2021)],
        columns=["instrument", "year", "cumulative_events", "cumulative_subjects"],
    )
    figure = draw_counts(counts, INSTRUMENTS, "Source: X.")
    shown = [panel for panel in figure.axes if panel.get_visible()]
    assert [panel.get_title(loc="left") for panel in shown] == ["all", "act", "fund"]
    assert list(shown[0].lines[0].get_ydata()) == [1, 2]


def test_the_matrix_marks_new_and_continued_fields_apart():
    use_style()
    matrix = pd.DataFrame(
        [
            ("s", "Steel", "e", "E", 2018, "new", "dropped"),
            ("s", "Steel", "f", "F", 2025, "not_named", "dropped"),
            ("t", "Trade", "e", "E", 2018, "new", "continued"),
            ("t", "Trade", "f", "F", 2025, "continued", "continued"),
        ],
        columns=["field", "label", "event", "subject", "year", "status", "overall"],
    )
    figure = draw_fields(matrix, "Source: X.")
    said = texts_of(figure)
    assert said.index("Named before and in 2025") < said.index("Named before, by none of 2025")
    assert "New in 2025" not in said and any("no proof" in text for text in said)
