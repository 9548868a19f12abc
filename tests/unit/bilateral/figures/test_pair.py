import pandas as pd
import pytest

from bilateral.figures.pair import draw_flow_structure, draw_intensity, draw_mirror_gaps, draw_partner_shares
from bilateral.figures.style import NARROW, WIDE
from tests.figures import check_words

NAMES, PAIR, YEARS = (
    {"KOR": "Korea", "IND": "India"},
    {"reporter": "KOR", "partner": "IND"},
    {"first": 2018, "last": 2022},
)


def shares(values: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [("KOR", "export", "S", year, value) for year, value in values.items()],
        columns=["reporter", "flow", "source", "year", "share_pct"],
    )


def test_the_axis_has_the_years_from_the_first_to_the_last_figure():
    figure = draw_partner_shares(shares({2018: 1.0, 2019: 2.0, 2021: 4.0}), NAMES, PAIR, YEARS, WIDE)
    assert figure.axes[0].get_xlim() == (2017.5, 2021.5)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
def test_long_names_and_a_flow_a_million_times_the_other_have_room(size):
    names = {"KOR": "Bosnia and Herzegovina", "IND": "Trinidad and Tobago"}
    values = shares({year: 1e-4 for year in range(2018, 2023)})
    values = pd.concat([values, values.assign(flow="import", share_pct=99.0)])
    check_words(draw_partner_shares(values, names, PAIR, YEARS, size))
    rows = [(one, "S", year, 1e-3) for one in PAIR.values() for year in (2018, 2022)]
    structure = pd.DataFrame(rows, columns=["reporter", "source", "year", "low"])
    check_words(draw_intensity(structure.assign(measure="trade_intensity"), names, PAIR, YEARS, size))


def test_a_side_without_any_figure_says_so():
    figure = draw_partner_shares(shares({2018: 1.0}), NAMES, PAIR, YEARS, WIDE)
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
        draw_mirror_gaps(mirror, NAMES, PAIR, YEARS, WIDE),
        draw_intensity(structure, NAMES, PAIR, YEARS, WIDE),
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
    axis = draw_flow_structure(structure, chapters, NAMES, WIDE).axes[0]
    assert [bar.get_width() for bar in axis.patches] == [60, 40]
    assert [label.get_text() for label in axis.get_yticklabels()] == [
        "3902 Plastics",
        "8542 Electrical machinery",
    ]
    assert axis.collections[0].get_offsets()[:, 0].tolist() == [0, 70]
    assert axis.get_title(loc="left") == "Korea's exports to India, 2021"
    assert [text.get_text() for text in axis.figure.legends[0].texts] == ["share in 2020"]
