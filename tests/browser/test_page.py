"""The report in a real browser: quiet, off the network, and readable at three widths."""

import csv
import importlib.util
import io
import os
import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

WIDTHS, SCHEMES = (390, 820, 1300), ("light", "dark")
# what reaches out of its box or lies under what hides it; what scrolls inside a .scroll box may be wider
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((e) => !e.closest(".scroll, .skip, svg, pre") && e.getClientRects().length
    && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => e.tagName + ": " + e.textContent.slice(0, 60))"""


# of the rows of a table that are built alike, one: axe takes minutes for thousands of the same
UNLIKE = """() => document.querySelectorAll("tbody").forEach((body) => {
  const kind = (e) => e.tagName + [...e.attributes].map((a) => a.name === "class" ? a.value : a.name);
  const kinds = new Set();
  for (const row of [...body.rows]) {
    const own = [row, ...row.querySelectorAll("*")].map(kind).join(" ");
    kinds.has(own) ? row.remove() : kinds.add(own);
  }
})"""
PARTS = ["index.html", "appendix.html"]


@pytest.fixture
def page(browser, built, request):
    """The appendix, or the part that a test asks for, in a window of a desk."""
    said, asked = [], []
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda request: (
            asked.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None
        ),
    )
    page.goto((built.folder / "results/report" / getattr(request, "param", "appendix.html")).as_uri())
    yield page
    context.close()
    assert said == [] and asked == []


def test_a_bound_number_leads_home(page):
    number = page.locator("a[data-home^='value:analysis/plan_criteria/']").first
    number.click()
    dialog = page.locator("dialog#home")
    said = dialog.inner_text()
    for part in (
        "results/analysis/plan_criteria.csv",
        "measure_policy",
        "bilateral.policy.thresholds.plans_against_criteria",
        "data/raw/umezaki_2025_tables.txt",
    ):
        assert part in said
    # from there to the raw file, with its citation and checksum
    dialog.get_by_role("button", name="data/raw/umezaki_2025_tables.txt").first.click()
    assert "Umezaki, S. (2025)" in dialog.inner_text() and "sha256" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_a_cell_leads_to_its_line_and_its_repairs(page):
    table = page.locator("figure#tab-corrections")
    table.locator("tbody tr").first.locator("> *").first.click()
    said = page.locator("dialog#home").inner_text()
    assert "results/clean/repairs.csv" in said and "data/raw/umezaki_2025_tables.txt, line 4" in said


def test_tables_sort_search_and_download(page):
    table = page.locator("figure#tab-subsidy_totals")
    head = table.get_by_role("button", name="at most").first
    column = (
        "() => [...document.querySelectorAll('#tab-subsidy_totals tbody tr')].filter((r) => "
        "!r.hidden).map((r) => r.cells[4].textContent)"
    )
    for falls in (False, True):
        head.click()
        values = [float(cell.replace(",", "")) for cell in page.evaluate(column)]
        assert values == sorted(values, reverse=falls) and len(set(values)) > 5
    assert table.locator("th[aria-sort=descending]").count() == 1
    table.get_by_role("searchbox").fill("prefecture")
    assert len(page.evaluate(column)) == 5
    with page.expect_download() as download:
        table.get_by_role("button", name=re.compile("^Download .* as CSV")).click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    # what the search leaves, with numbers that programs read
    assert rows[0][:3] == ["By", "Group", "Plans"] and len(rows) == 6
    assert all(float(row[3]) >= 0 for row in rows[1:])
    head.click()
    table.get_by_role("searchbox").fill("")
    assert (
        page.evaluate(column.replace("cells[4]", "cells[0]"))[0] == "programme"
        and table.locator("th[aria-sort]").count() == 0
    )


def test_the_keyboard_reaches_numbers_tables_and_figures(page):
    page.locator("a[data-home]").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog#home").is_visible()
    page.keyboard.press("Escape")
    page.locator("#tab-corrections tbody tr > *").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(
        "() => [document.activeElement.parentElement.rowIndex, document.activeElement.cellIndex]"
    ) == [2, 1]
    page.keyboard.press("Enter")
    assert page.locator("dialog#home").is_visible()


@pytest.mark.parametrize("page", ["index.html"], indirect=True)
def test_the_numbers_of_a_figure_unfold_search_download_and_lead_home(page):
    behind = page.locator("#fig-investment_partner > details")
    table = behind.locator("figure[data-source='analysis/fdi_destinations']")
    assert not table.is_visible()
    behind.locator("summary").focus()
    page.keyboard.press("Enter")
    wanted = table.locator("tbody tr").first.locator("> *").nth(1).inner_text()
    table.get_by_role("searchbox").fill(wanted.lower())
    rows = table.locator("tbody tr:visible")
    assert 3 < rows.count() < 30
    with page.expect_download() as download:
        table.get_by_role("button", name=re.compile("^Download .* as CSV")).click()
    assert download.value.suggested_filename == "fdi_destinations.csv"
    saved = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert len(saved) == rows.count() + 1 and {row[1] for row in saved[1:]} == {wanted}
    rows.first.locator("> *").nth(3).click()
    said = page.locator("dialog#home").inner_text()
    for part in (
        "results/analysis/fdi_destinations.csv",
        "measure_investment",
        "data/raw/boj_outward_fdi.csv",
    ):
        assert part in said


def test_figures_download_by_themselves(page):
    figure = page.locator("figure#fig-totals")
    with page.expect_download() as download:
        figure.get_by_role("button", name=re.compile("as SVG$")).click()
    drawn = Path(download.value.path()).read_text(encoding="utf-8")
    # a file of its own has colours in the place of the page's
    assert ElementTree.fromstring(drawn).tag.endswith("svg") and "var(" not in drawn and "#1f2328" in drawn
    with page.expect_download() as download:
        figure.get_by_role("button", name=re.compile("as PNG$")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_contents_follow_the_reader(page):
    current = page.locator(".side a[aria-current]")
    first = current.inner_text()
    heading = page.locator("main h3").nth(3)
    heading.evaluate("(e) => e.scrollIntoView()")
    moved = "(text) => document.querySelector('.side a[aria-current]').innerText !== text"
    page.wait_for_function(moved, arg=first)
    assert current.count() == 1 and current.get_attribute("href") == f"#{heading.get_attribute('id')}"
    # the side stands where the reader is
    assert page.locator(".side").bounding_box()["y"] >= 0 and not page.locator(".menu").is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator(".menu").is_visible() and not page.locator(".side").is_visible()
    page.locator(".menu summary").click()
    page.locator(".menu a").nth(2).click()
    assert not page.locator(".menu nav").is_visible()


def test_light_and_dark_are_a_choice_that_is_remembered(page):
    ground = "() => getComputedStyle(document.body).backgroundColor"
    ink = "() => getComputedStyle(document.querySelector('.drawing svg text')).fill"
    before = page.evaluate(ground)
    page.locator(".theme").click()
    chosen, drawn = page.evaluate(ground), page.evaluate(ink)
    page.reload()
    assert before != chosen == page.evaluate(ground)
    # figures are drawn in the page's colours
    page.locator(".theme").click()
    assert page.evaluate(ink) != drawn


def test_a_citation_shows_its_work_in_passing(page):
    citation = page.locator(".citation a").first
    work = page.locator(f"[id='{citation.get_attribute('href')[1:]}']").inner_text()
    tip = page.get_by_role("tooltip")
    citation.hover()
    assert tip.inner_text() == work
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.mouse.move(0, 0)
    citation.focus()
    assert tip.is_visible() and citation.get_attribute("aria-describedby") == "tip"


def test_a_long_table_is_filtered(page):
    table = page.locator("main > figure.table:has(select)").first
    rows = table.locator("tbody tr:visible")
    whole = rows.count()
    choice = table.locator("select").first
    value = choice.locator("option").nth(1).get_attribute("value")
    choice.select_option(value)
    assert 0 < rows.count() < whole and str(rows.count()) in table.get_by_role("status").inner_text()
    assert all(value in text for text in rows.all_inner_texts())


def test_on_a_phone_the_first_column_stays_and_figures_are_those_for_phones(page):
    page.set_viewport_size({"width": 390, "height": 800})
    figure, box = page.locator("#fig-totals"), page.locator("#tab-corrections .scroll")
    assert figure.locator(".narrow").is_visible() and not figure.locator(".wide").is_visible()
    box.evaluate("(e) => { e.scrollLeft = 300; }")
    first = box.locator("tbody tr").first.locator("> *").first.bounding_box()
    assert abs(first["x"] - box.bounding_box()["x"]) < 2


@pytest.mark.parametrize("page", PARTS, indirect=True)
def test_axe_finds_nothing(page):
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or not spec.submodule_search_locations:
        assert not os.environ.get("CI"), "no axe-playwright-python here; these tests must run in CI"
        pytest.skip("no axe-playwright-python here: pip install -r requirements-test.lock")
    page.evaluate(UNLIKE)
    assert page.locator("tbody tr").count() >= page.locator("tbody").count() > 3
    page.add_script_tag(path=Path(spec.submodule_search_locations[0], "axe.min.js"))
    # each two of width, colours and an open dialog together
    for width, scheme, opened in (
        (390, "dark", False),
        (1200, "light", False),
        (390, "light", True),
        (1200, "dark", True),
    ):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        if opened:
            page.locator("a[data-home]").first.click()
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], (width, scheme, opened)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("page", PARTS, indirect=True)
def test_nothing_is_cut(page):
    for width, scheme in product(WIDTHS, SCHEMES):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        whole = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(whole), (width, scheme)
        assert page.evaluate(CUT) == [], (width, scheme)
        ink, paper = page.evaluate(
            "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; }"
        )
        dark = sum(int(part) for part in paper.strip("rgb()").split(",")) < 3 * 128
        assert dark == (scheme == "dark") and ink != paper, (width, scheme)


@pytest.mark.parametrize("page", PARTS, indirect=True)
def test_what_a_screen_reader_needs(page):
    assert page.evaluate("() => document.documentElement.lang") == "en" and page.locator("h1").count() == 1
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('.drawing > *')].filter((i) => (i.alt || i.ariaLabel || "
            "'').length < 20).map((i) => i.closest('figure').id)"
        )
        == []
    )
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('button, input')].filter((e) => !(e.ariaLabel || "
            "e.textContent || e.title).trim()).length"
        )
        == 0
    )
    levels = page.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4,h5')].filter((h) => !h.closest('dialog')).map((h) "
        "=> Number(h.tagName[1]))"
    )
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert page.evaluate(
        "() => new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size === "
        "document.querySelectorAll('[id]').length"
    )
    # links inside the page lead somewhere
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('a[href^=\"#\"]')].filter((a) => "
            "!document.getElementById(decodeURIComponent(a.hash.slice(1)))).map((a) => a.hash)"
        )
        == []
    )


def test_it_reads_without_javascript(browser, built):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built.folder / "results/report/appendix.html").as_uri())
    assert page.locator("figure.table tbody tr").count() > 100
    assert page.locator("figure.figure svg").first.is_visible()
    context.close()


def test_the_report_is_no_larger_than_it_should_be(built):  # noqa: F811
    sizes = {path.name: path.stat().st_size for path in (built.folder / "results/report").iterdir()}
    # what a reader opens first
    assert sizes["index.html"] < 1_500_000 and sizes["appendix.html"] < 4_000_000
    assert sizes["report.pdf"] < 2_000_000 and sizes["appendix.pdf"] < 3_500_000
    assert sizes["report.docx"] < 3_000_000


def test_links_between_the_parts_lead_somewhere(browser, built):
    ids, links = {}, {}
    page = browser.new_page()
    for name in PARTS:
        page.goto((built.folder / "results/report" / name).as_uri())
        ids[name] = set(page.evaluate("() => [...document.querySelectorAll('[id]')].map((e) => e.id)"))
        links[name] = page.evaluate("() => [...document.links].map((e) => e.getAttribute('href'))")
    page.close()
    across = [link.partition("#") for name in PARTS for link in links[name] if re.match(r"\w+\.html", link)]
    assert across and all(name in ids and (not place or place in ids[name]) for name, _, place in across)


def test_snakemake_s_own_report_is_whole_and_offline(browser, built, tmp_path):  # noqa: F811
    path = tmp_path / "report.html"
    built.built("--report", str(path))
    asked, said = [], []
    page = browser.new_page()
    page.on(
        "request",
        lambda request: (
            asked.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None
        ),
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    for category in ("Trade", "Investment", "Policy", "Cooperation", "Audit", "Report"):
        page.get_by_text(category, exact=True).first.wait_for()
    page.close()
    assert (
        asked == []
        and said == []
        and "A cap that plans share counts once" in path.read_text(encoding="utf-8")
    )
