import pandas as pd

from bilateral.report.exhibit_html import exhibit_html
from bilateral.report.show import BLOCK, Shown, figure_block, table_block

PUBLISHED = pd.DataFrame({"year": [2000, 2005, 2010], "low": [1.04, 2.06, 3.0], "name": ["a", "b", "c"]})


def block(frame, labels, decimals=1, source="analysis/x", published=PUBLISHED):
    return table_block(frame, "x", "Caption", labels, decimals, "", source, published)


def shown(block):
    return Shown(block, b"<svg/>")._repr_mimebundle_()["text/html"]


def test_a_figure_carries_its_picture_and_its_words():
    html = shown(figure_block("shares", "A & B", 'shares "by" year', []))
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in html
    assert 'alt="shares &quot;by&quot; year"' in html and "A &amp; B" in html
    assert "<details" not in html


def test_the_rows_of_a_figure_unfold_below_it_and_know_their_place():
    rows = block(PUBLISHED[PUBLISHED["year"] > 2000], {"year": "year", "low": "low"})
    picture, below = shown(figure_block("shares", "a", "b", [rows])).split("<details", 1)
    assert "<img" in picture and "<table" not in picture
    assert "The numbers of the figure</summary>" in below
    assert 'data-source="analysis/x"' in below and '<tr data-row="2">' in below and "2.0" in below


def test_a_table_escapes_aligns_and_marks_what_is_missing():
    frame = pd.DataFrame({"a": ["<b>", None], "n": [-1.5, 1426.0]})
    html = exhibit_html(
        table_block(frame, "x", "Caption", {"n": "Number", "a": "Text"}, 1, "A note", None, None), {}
    )
    assert html.index("Number") < html.index("Text") and "A note" in html
    assert "&lt;b&gt;" in html and "–" in html and "1,426.0" in html
    assert '<td class="number">−1.5</td>' in html and "data-row" not in html


def test_bounds_are_rounded_outwards_and_a_p_value_is_never_zero():
    frame = pd.DataFrame({"low": [1.06], "high": [1.04], "p_value": [0.0001]})
    assert block(frame, {"low": "Low", "high": "High", "p_value": "p"}, {"p_value": 3}, None, None)[
        "cells"
    ] == [["1.0", "1.1", "< 0.001"]]


def test_rows_know_their_place_in_the_published_table():
    assert block(PUBLISHED, {"name": "Name"})["rows"] == [1, 2, 3]
    assert block(PUBLISHED[PUBLISHED["year"] > 2000].sort_values("year", ascending=False), {"name": "Name"})[
        "rows"
    ] == [3, 2]
    # a column replaced for display does not hide the others
    assert block(PUBLISHED.iloc[[1]].assign(name="shown"), {"name": "Name"})["rows"] == [2]


def test_rows_that_cannot_be_placed_are_not():
    # other rows under the same labels
    assert block(PUBLISHED.assign(year=1, low=0.5, name="z"), {"name": "Name"})["rows"] is None
    assert block(pd.concat([PUBLISHED, PUBLISHED]), {"name": "Name"})["rows"] is None
    assert block(PUBLISHED, {"name": "Name"}, source=None, published=None)["rows"] is None


def test_a_notebook_keeps_the_block_behind_what_it_shows():
    block = figure_block("a", "b", "c", [])
    given = Shown(block, b"<svg/>")
    assert repr(given) == "<figure a>" and given._repr_mimebundle_()[BLOCK] == block
