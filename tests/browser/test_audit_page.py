"""The audit of a document in a real browser: quiet, readable, off the network; nothing in it runs."""

import pytest

import crossfoot
from tests.browser.test_page import CUT
from tests.document.conftest import as_document, pdf


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Audits of a Word document with markup as its text, and of a PDF with a lost point."""
    folder = tmp_path_factory.mktemp("audited")
    (folder / "paper.pdf").write_bytes(pdf("663"))
    for document in (as_document("docx", folder), folder / "paper.pdf"):
        crossfoot.audit(document).write(folder / "out" / document.name)
    return folder / "out"


@pytest.fixture(params=[(1200, "light"), (390, "dark")], ids=["desktop", "phone"])
def page(browser, request):
    said, asked = [], []
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda request: asked.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    yield page
    context.close()
    assert said == [] and asked == []


def test_markup_of_the_document_is_text_and_nothing_of_it_runs(page, folders):
    page.goto((folders / "trade.docx/index.html").as_uri())
    assert page.title() == "Audit of trade.docx" and page.locator("script, img, iframe").count() == 0
    assert "<script>document.title" in page.locator("figure.table figcaption").inner_text()
    assert page.locator("#t1-1-1").inner_text().startswith("India <img src=x onerror=")
    assert page.evaluate(CUT) == []


def test_a_finding_leads_to_its_cell_and_back_by_keyboard(page, folders):
    page.goto((folders / "paper.pdf/index.html").as_uri())
    link = page.locator(".doubt a, #looks + p + ul a").last
    link.focus()
    page.keyboard.press("Enter")
    cell = page.locator("td:target")
    assert cell.inner_text().startswith("663") and cell.get_attribute("class").startswith("doubtful")
    back = cell.locator("a.mark")
    back.focus()
    page.keyboard.press("Enter")
    assert "read as “663”, or “66.3”" in page.locator("li:target").inner_text()
    assert page.evaluate(CUT) == []


def test_what_is_folded_away_opens(page, folders):
    page.goto((folders / "trade.docx/index.html").as_uri())
    folded = page.locator("details", has_text="hold").first
    assert not folded.locator("q").first.is_visible()
    folded.locator("summary").click()
    assert folded.locator("q").first.is_visible() and page.evaluate(CUT) == []


def test_text_stands_out_from_its_ground(page, folders):
    page.goto((folders / "trade.docx/index.html").as_uri())
    contrast = """(selector) => {
      const linear = (c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => linear(part / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (e) => {
        for (; e; e = e.parentElement) {
          const c = getComputedStyle(e).backgroundColor;
          if (!/, 0\\)$/.test(c)) return c;
        }
        return "rgb(255, 255, 255)";
      };
      return [...document.querySelectorAll(selector)].map((e) => {
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      });
    }"""
    for selector in ("p", "td", ".mark", "a", ".place", "h3"):
        found = page.evaluate(contrast, selector)
        assert found and min(found) >= 4.5, selector
