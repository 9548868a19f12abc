"""What a title says is what the last year shows, and names at lines do not touch."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from bilateral.figures.investment import draw_partner
from bilateral.figures.parts import label_ends
from bilateral.figures.style import use_style
from bilateral.figures.value_chains import draw_import_content, draw_suppliers

PAIR = {"reporter": "JPN", "partner": "IND"}
NAMES = {"JPN": "Japan", "IND": "India", "CHN": "China", "KOR": "Korea"}


def title(figure) -> str:
    said = figure.texts[0].get_text()
    plt.close(figure)
    return said


@pytest.mark.parametrize(
    ("japan", "india", "said"),
    [
        ((13.0, 11.0), (17.0, 10.0), "Without energy, Japan's exports hold more imports than India's"),
        ((17.0, 10.0), (13.0, 11.0), "Without energy, India's exports hold more imports than Japan's"),
        ((13.0, 9.0), (17.0, 10.0), "India's exports hold more imports than Japan's"),
        ((13.0, 10.0), (13.0, 10.0), "Imports within exports"),
    ],
)
def test_the_title_is_what_the_last_year_shows(japan, india, said):
    use_style()
    rows = [
        (economy, year, *values)
        for economy, values in (("JPN", japan), ("IND", india), ("KOR", (30.0, 20.0)))
        for year in (2019, 2020)
    ]
    frame = pd.DataFrame(rows, columns=["economy", "year", "import_content_pct", "other_pct"])
    assert title(draw_import_content(frame, PAIR, NAMES)) == said


@pytest.mark.parametrize(
    ("cobalt", "said"),
    [
        (10.0, "China supplies more of Japan's graphite"),
        (30.0, "China's share in imports of critical minerals"),
    ],
)
def test_the_minerals_of_which_the_reporter_takes_more(cobalt, said):
    use_style()
    rows = [
        (reporter, year, code, "CHN", share)
        for reporter, code, share in (
            ("JPN", "2504", 90.0),
            ("IND", "2504", 40.0),
            ("JPN", "2822", cobalt),
            ("IND", "2822", 20.0),
        )
        for year in (2023, 2024)
    ]
    frame = pd.DataFrame(rows, columns=["reporter", "year", "hs_code", "top_partner", "top_share_pct"])
    assert title(draw_suppliers(frame, PAIR, NAMES)) == said


@pytest.mark.parametrize(
    ("flows", "said"),
    [
        ([(1.0, 5.0), (6.0, 5.0), (7.0, 4.0)], "India has received more than China since 2022"),
        ([(6.0, 5.0), (1.0, 5.0), (2.0, 4.0)], "Japan's direct investment in India"),
    ],
)
def test_the_partner_s_title_holds_to_the_last_year(flows, said):
    use_style()
    rows = [
        (year, code, flow)
        for year, both in zip((2021, 2022, 2023), flows, strict=True)
        for code, flow in zip(("IND", "CHN"), both, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["year", "destination", "jpy_billion"])
    frame = frame.assign(share_of_asia_pct=frame["jpy_billion"], share_without_centres_pct=float("nan"))
    printed = pd.DataFrame(columns=["measure", "printed", "year", "official", "verdict"])
    figure = draw_partner(frame, printed, NAMES, PAIR, "CHN", "Source: X.", None)
    assert figure.axes[1].get_title(loc="left") == "Share of the flow to Asia, percent"
    assert title(figure) == said


def test_names_at_the_ends_of_lines_stand_apart():
    figure, axis = plt.subplots()
    lines = pd.DataFrame({"JPN": [0.0, 50.0], "IND": [0.0, 50.5], "KOR": [0.0, 90.0]}, index=[2019, 2020])
    axis.set_ylim(0, 100)
    label_ends(axis, lines, NAMES, {"JPN": "red"}, 1.9)
    places = {text.get_text(): text.xy[1] for text in axis.texts}
    # a line of text is a tenth of the axis
    assert places["India"] - places["Japan"] == pytest.approx(10) and places["Korea"] == 90
    assert list(axis.get_xticks()) == [2019, 2020]
    plt.close(figure)
