import re

from bilateral.report.page import build_page, page_body, placeholder

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
    "behind": [TABLE],
}
LOOK = {
    "template": "<html>{{ title }}{{ body | safe }}{% for name, content in data.items() %}<script id={{ "
    "name }}>{{ content | safe }}</script>{% endfor %}</html>",
    "style": "",
    "script": "",
}


def test_figures_tables_and_numbers_are_put_in_place():
    html = (
        f'<h1 id="a">A</h1><p><a '
        f'href="value:analysis/x/7/v">1.0</a></p>{placeholder(TABLE)}{placeholder(FIGURE)}'
    )
    body = page_body(html, [TABLE, FIGURE], {"f": b"<svg/>"})
    assert '<h2 id="a">A</h2>' in body and "<!--block" not in body
    assert '<a class="value" href="#home" role="button" data-home="value:analysis/x/7/v">1.0</a>' in body
    assert '<figure id="tab-t" class="table" data-source="analysis/x">' in body and 'data-column="v"' in body
    assert '<figure id="fig-f" class="figure"' in body and body.count('<tr data-row="7">') == 2


def test_data_cannot_end_the_element_that_holds_it():
    page = build_page(LOOK, "T & U", {}, "none", [], "<p>b</p>", {"lineage": {"why": "</script><b>"}})
    assert len(re.findall("</script>", page)) == 1 and "<\\/script><b>" in page and "T &amp; U" in page
