import pandas as pd

from bilateral.report.show import figure_html, table_html


def test_a_figure_carries_its_picture_and_its_words():
    html = figure_html(b"<svg/>", 'shares "by" year', "A & B")
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in html
    assert 'alt="shares &quot;by&quot; year"' in html and "A &amp; B" in html


def test_a_table_escapes_aligns_and_marks_what_is_missing():
    html = table_html(pd.DataFrame({"a": ["<b>", None], "n": [1.5, 1426.0]}), "Caption", {"n": "Number", "a": "Text"}, 1)
    assert html.index("Number") < html.index("Text")
    assert "&lt;b&gt;" in html and "–" in html and "1,426.0" in html
    assert '<td class="number">1.5</td>' in html
