"""Figures of matplotlib, seaborn and Altair as pictures, a Styler as cells."""

import base64
import re
import sys

import matplotlib
import pandas as pd
import pytest

from bilateral.report.pictures import check_title, pictures, styled
from crossfoot import InputError

matplotlib.use("Agg")
FRAME = pd.DataFrame({"year": [2009, 2010, 2011], "v": [1.0, -2.0, 3.0], "flow": ["a", "a", "b"]})


def drawn():
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([1, 2], [3, 4])
    axes.set_xlabel("Year")
    return figure, axes


def test_a_figure_is_the_same_bytes_each_time_with_words_as_words():
    import matplotlib.pyplot as plt

    first, second = pictures(drawn()[0]), pictures(drawn()[1])
    assert first == second and set(first) == {"wide", "png"}
    assert ">Year</text>" in first["wide"]["svg"] and "<dc:date>" not in first["wide"]["svg"]
    assert base64.b64decode(first["png"]).startswith(b"\x89PNG")
    # Jupyter would show what is open a second time
    assert plt.get_fignums() == []


def test_a_narrow_one_beside_it():
    made = pictures(drawn()[0], drawn()[0])
    assert set(made) == {"wide", "narrow", "png"} and made["narrow"]["svg"].count("<svg") == 1
    with pytest.raises(InputError, match="narrow=str; expected a figure"):
        pictures(drawn()[0], "small")


def test_a_grid_of_seaborn():
    import seaborn

    grid = seaborn.FacetGrid(FRAME, col="flow")
    grid.map_dataframe(seaborn.scatterplot, "year", "v")
    made = pictures(grid)
    assert made["wide"]["svg"].count('id="axes_') == 2


class Chart:
    def to_json(self):
        return "{}"


Chart.__module__ = "altair.vegalite.v6.api"


def test_an_altair_chart_needs_what_draws_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(
        InputError, match=r"no package that draws it; expected vl-convert-python \(pip install"
    ):
        pictures(Chart())


def test_an_altair_chart():
    altair = pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    svg = pictures(altair.Chart(FRAME).mark_line().encode(x="year", y="v"))["wide"]["svg"]
    assert re.match("<svg", svg) and "</svg>" in svg


@pytest.mark.parametrize("anything", [FRAME, FRAME["v"], 5, "text", [1], None])
def test_what_is_no_figure(anything):
    assert pictures(anything) is None


def test_a_styler_is_its_cells_as_it_displays_them():
    frame = styled(FRAME.style.format({"v": "{:.2f}"}).hide(axis="index").hide(["flow"], axis="columns"))
    assert list(frame) == ["year", "v"] and frame["v"].tolist() == ["1.00", "−2.00", "3.00"]


def test_a_styler_of_several_headings_is_refused():
    pytest.importorskip("jinja2")
    wide = FRAME.pivot_table(index="year", columns=["flow"], values=["v"])
    with pytest.raises(InputError, match="2 rows of headings; expected one"):
        styled(wide.style)


@pytest.mark.parametrize("title", ["", " ", "word " * 13])
def test_a_title_has_one_to_twelve_words(title):
    check_title("figure 'a'", "word " * 12)
    with pytest.raises(InputError, match="figure 'a': found a title of (0|13) words"):
        check_title("figure 'a'", title)
