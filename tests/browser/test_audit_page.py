"""The page of an audit in a real browser, without scripts: marks open, nothing is cut, axe finds nothing."""

import importlib.util
import os
from itertools import product
from pathlib import Path

import pytest

from crossfoot.documents.document import Document, Passage
from tests.browser.test_page import CUT
from tests.unit.crossfoot.page.test_document_page import page_of
from tests.unit.crossfoot.tables.test_doubts import altered

PROSE = [
    "Introduction",
    "It is said at some length that nothing of note was decided by anyone at the meeting of that year.",
    "In 2021, total exports were US$66.3 million (Table 1). There were 340 firms. " * 3,
    "It was a long year, and exports rose by 12% from US$40 million in 2001 to US$48 million in 2002.",
]


@pytest.fixture
def address(tmp_path) -> str:
    passages = [Passage(text, 1, number + 1) for number, text in enumerate(PROSE)]
    wrong = altered({(1, 1): "30.9"})
    wrong.number, wrong.first_line = "2", 3
    for table in (right := altered({}), wrong):
        table.counted = "page"
    html = page_of(Document("a_paper_of_some_length.pdf", "pdf", 4, [right, wrong], passages))
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    return (tmp_path / "index.html").as_uri()


def test_a_mark_opens_without_scripts_by_click_and_by_keyboard(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    mark = page.locator(".text button.holds").first
    note = page.locator(f"[id={mark.get_attribute('popovertarget')}]")
    assert not note.is_visible()
    mark.click()
    assert note.is_visible() and "Table 1, row 5 (Total), 2021" in note.inner_text()
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 801
    page.keyboard.press("Escape")
    assert not note.is_visible()
    mark.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    # its link leads to the cell
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#t1-5-4")
    context.close()


def test_nothing_is_cut_and_axe_finds_nothing(browser, address):
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or not spec.submodule_search_locations:
        assert not os.environ.get("CI"), "no axe-playwright-python here; these tests must run in CI"
        pytest.skip("no axe-playwright-python here: pip install -r requirements-test.lock")
    axe = Path(spec.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")
    for width, scheme in product((390, 1300), ("light", "dark")):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(address)
        page.locator(".text button.contradicted").first.click()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.evaluate(CUT) == [], (width, scheme)
        # the page allows no script of its own; this one is the test's
        page.evaluate(axe + ";0")
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], (width, scheme)
        page.close()
