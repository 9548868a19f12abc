import pandas as pd
import pytest
from matplotlib import pyplot as plt

from bilateral.figures.pair import draw_flow_structure, draw_intensity, draw_mirror_gaps, draw_partner_shares
from bilateral.figures.style import add_frame, use_style
from crossfoot.errors import InputError

NAMES, PAIR, YEARS = (
    {"KOR": "Korea", "IND": "India"},
    {"reporter": "KOR", "partner": "IND"},
    {"first": 2018, "last": 2022},
)


@pytest.fixture(autouse=True)
def style():
    use_style()
    yield
    plt.close("all")


def shares(values: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [("KOR", "export", "S", year, value) for year, value in values.items()],
        columns=["reporter", "flow", "source", "year", "share_pct"],
    )


def test_a_line_breaks_where_a_year_is_missing_and_a_lone_year_is_a_point():
    figure = draw_partner_shares(shares({2018: 1.0, 2019: 2.0, 2021: 4.0}), NAMES, PAIR, YEARS)
    line = figure.axes[0].lines[0]
    assert list(line.get_xdata()) == [2018, 2019, 2020, 2021, 2022]
    assert pd.Series(line.get_ydata()).isna().tolist() == [False, False, True, False, True]
    assert figure.axes[0].collections[0].get_offsets().tolist() == [[2021.0, 4.0]]


def test_a_side_without_any_figure_says_so():
    figure = draw_partner_shares(shares({2018: 1.0}), NAMES, PAIR, YEARS)
    assert [text.get_text() for text in figure.axes[1].texts] == ["no figure"]
    assert (
        figure.axes[1].get_title() == ""
        and figure.axes[1].get_title(loc="left") == "Korea in the trade of India"
    )


def test_nothing_to_draw_draws_an_empty_panel():
    mirror = pd.DataFrame(
        columns=["scope", "measure", "exporter", "importer", "exporter_period", "year", "gap_low"]
    )
    structure = pd.DataFrame(columns=["measure", "reporter", "source", "year", "low"])
    for figure in (
        draw_mirror_gaps(mirror, NAMES, PAIR, YEARS, []),
        draw_intensity(structure, NAMES, PAIR, YEARS),
    ):
        assert "no figure" in [text.get_text() for text in figure.axes[0].texts]


def test_bars_are_the_last_year_and_marks_the_first():
    rows = [
        ("KOR", "IND", "export", "calendar", "S", year, code, "share", "all classes", value)
        for year, code, value in (
            (2020, "8542", 70.0),
            (2020, "8703", 30.0),
            (2021, "8542", 40.0),
            (2021, "3902", 60.0),
        )
    ]
    structure = pd.DataFrame(
        rows,
        columns=[
            "reporter",
            "partner",
            "flow",
            "period",
            "source",
            "year",
            "hs_code",
            "measure",
            "basis",
            "low",
        ],
    )
    chapters = pd.DataFrame({"hs_chapter": ["85", "39"], "label": ["Electrical machinery", "Plastics"]})
    axis = draw_flow_structure(structure, chapters, NAMES).axes[0]
    assert [bar.get_width() for bar in axis.patches] == [40, 60]
    assert [label.get_text() for label in axis.get_yticklabels()] == [
        "8542  Electrical machinery",
        "3902  Plastics",
    ]
    assert axis.collections[0].get_offsets()[:, 0].tolist() == [70, 0]
    # wide labels leave little room: no line of the title runs out of a panel
    assert axis.get_title(loc="left").splitlines() == ["Korea's exports", "to India", "2021; mark: 2020"]


def test_a_name_that_no_font_has_stops_the_figure():
    with pytest.raises(InputError, match="characters that no font here has: 韓国; expected `font:`"):
        draw_partner_shares(shares({2018: 1.0}), NAMES | {"KOR": "韓国"}, PAIR, YEARS)


def test_a_figure_is_as_wide_as_its_texts():
    for width in (2.75, 9.0):
        figure, _ = plt.subplots(figsize=(width, 5), layout="constrained")
        add_frame(
            figure,
            "Trade between Bosnia and Herzegovina and Trinidad and Tobago",
            "US$ billion",
            "A note.\nSource: X.",
        )
        assert max(text.get_window_extent().x1 for text in figure.texts) <= figure.get_figwidth() * figure.dpi
    assert figure.get_figwidth() == 9.0
