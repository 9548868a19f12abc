import re

from bilateral.report.page import build_page, contents_of, page_body, placeholder
from bilateral.report.parts import Part
from tests.conftest import ROOT

TABLE = {
    "kind": "table",
    "name": "t",
    "id": "tab-t",
    "label": "Table 1",
    "title": "c",
    "note": "",
    "source": "analysis/x",
    "rows": [7],
    "columns": [{"column": "v", "label": "V", "number": True}],
    "cells": [["1.0"]],
}
FIGURE = {
    "kind": "figure",
    "name": "f",
    "id": "fig-f",
    "label": "Figure 1",
    "alt": "what it shows",
    "title": "c",
    "behind": [{key: value for key, value in TABLE.items() if key not in ("id", "label")}],
    "note": "n",
    "units": "US$ million",
    "source_line": "Japan Customs",
    "files": {},
}
SVG = '<svg viewBox="0 0 9 9" width="9pt"><path id="p" d="M 0 1"/></svg>'
LOOK = {
    name: (ROOT / f"workflow/report/page.{suffix}").read_text(encoding="utf-8")
    for name, suffix in (("template", "html.j2"), ("style", "css"), ("script", "js"))
}
ABOUT = {
    "document": None,
    "commit": "none",
    "date": "8 December 2023",
    "lang": "ja",
    "face": "",
    "world": False,
}
APPENDIX = Part("appendix", "Appendix", [], "appendix.html", "appendix.pdf")


def test_figures_tables_and_numbers_are_put_in_place():
    html = (
        f'<h1 id="a">A</h1><p><a '
        f'href="value:analysis/x/7/v;analysis/y/1-2/">1.0</a></p>{placeholder(TABLE)}{placeholder(FIGURE)}'
    )
    body = page_body(html, [TABLE, FIGURE], {"f": {"wide": SVG, "narrow": SVG}})
    assert '<h2 id="a">A</h2><a class="anchor" href="#a"' in body and "<!--block" not in body
    assert 'role="button" data-home="value:analysis/x/7/v;analysis/y/1-2/">1.0</a>' in body
    assert '<figure class="table" id="tab-t" data-source="analysis/x">' in body and 'data-column="v"' in body
    assert '<figure class="figure" id="fig-f" data-source="figures/f"' in body
    assert body.count('<tr data-row="7">') == 2
    for said in ("Figure 1", "US$ million", "Source: Japan Customs"):
        assert said in body


def test_a_figure_has_a_drawing_for_each_width_and_one_alone_serves_all():
    both = page_body(placeholder(FIGURE), [FIGURE], {"f": {"wide": SVG, "narrow": SVG}})
    assert 'class="drawing wide"' in both and 'class="drawing narrow"' in both
    assert both.count('role="img" aria-label="what it shows"') == 2
    one = page_body(placeholder(FIGURE), [FIGURE], {"f": {"wide": SVG}})
    assert one.count("<svg") == 1 and 'class="drawing"' in one


def test_a_figure_of_an_author_stands_on_white():
    own = FIGURE | {"pictures": {"wide": {"svg": SVG}}}
    body = page_body(placeholder(own), [own], {})
    assert 'class="drawing card"' in body and 'src="data:image/svg+xml;base64,' in body
    assert 'alt="what it shows"' in body and "data-source=" not in body.split("<details")[0]


def test_the_first_text_of_a_row_names_it():
    named = TABLE | {"columns": [{"column": "w", "label": "W", "number": False}, *TABLE["columns"]]}
    body = page_body(placeholder(named), [named | {"cells": [["a < b", "1.0"]]}], {})
    assert '<th scope="row">a &lt; b</th><td class="number">1.0</td>' in body


def test_contents_have_sections_with_what_is_below():
    blocks = [
        {"kind": "heading", "level": level, "id": text, "number": text, "text": text}
        for level, text in ((1, "1"), (2, "1.1"), (3, "x"), (1, "2"))
    ]
    contents = contents_of(blocks, "")
    assert [(entry["id"], [below["id"] for below in entry["below"]]) for entry in contents] == [
        ("1", ["1.1"]),
        ("2", []),
    ]
    assert contents_of(blocks, 'id="references"')[-1]["text"] == "References"


def test_data_cannot_end_the_element_that_holds_it():
    part = Part("paper", "T & U", [], "index.html", "report.pdf")
    page = build_page(LOOK, part, APPENDIX, "<p>b</p>", {"lineage": {"why": "</script><b>"}}, ABOUT)
    # those of the theme, of the data and of the page's own code
    assert len(re.findall("</script>", page)) == 3 and "<\\/script><b>" in page
    assert '<h1 lang="ja">T &amp; U</h1>' in page and 'href="appendix.html"' in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
