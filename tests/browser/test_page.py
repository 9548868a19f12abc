"""The report in a real browser: quiet, off the network, and readable at three widths."""

import csv
import io
import re
from pathlib import Path

import pytest

WIDTHS = (390, 768, 1200)
# what reaches out of its box or lies under what hides it; what scrolls inside a .scroll box may be wider
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((e) => !e.closest(".scroll, .skip, svg, pre") && e.getClientRects().length
    && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => e.tagName + ": " + e.textContent.slice(0, 60))"""


@pytest.fixture
def page(browser, built):  # noqa: F811
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
    page.goto((built.folder / "results/report/index.html").as_uri())
    yield page
    context.close()
    assert said == [] and asked == []


def test_a_bound_number_leads_home(page):
    number = page.locator("a[data-home^='value:analysis/one_third_rule/']").first
    number.click()
    dialog = page.locator("dialog#home")
    said = dialog.inner_text()
    for part in (
        "results/analysis/one_third_rule.csv",
        "measure_policy",
        "bilateral.policy.intensity.one_third_rule",
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
    table.locator("tbody tr").first.locator("td").first.click()
    said = page.locator("dialog#home").inner_text()
    assert "results/clean/repairs.csv" in said and "data/raw/umezaki_2025_tables.txt, line 4" in said


def test_tables_sort_search_and_download(page):
    table = page.locator("figure#tab-subsidy_totals")
    head = table.get_by_role("button", name="Subsidy, greatest")
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
        page.evaluate(column.replace("cells[4]", "cells[0]"))[0] == "Programme"
        and table.locator("th[aria-sort]").count() == 0
    )


def test_the_keyboard_reaches_numbers_tables_and_figures(page):
    page.locator("a[data-home]").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog#home").is_visible()
    page.keyboard.press("Escape")
    page.locator("#tab-corrections tbody td").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(
        "() => [document.activeElement.parentElement.rowIndex, document.activeElement.cellIndex]"
    ) == [2, 1]
    page.keyboard.press("Enter")
    assert page.locator("dialog#home").is_visible()


def test_the_numbers_of_a_figure_unfold_search_download_and_lead_home(page):
    behind = page.locator("#fig-investment_partner + details")
    table = behind.locator("figure[data-source='analysis/fdi_destinations']")
    assert not table.is_visible()
    behind.locator("summary").focus()
    page.keyboard.press("Enter")
    table.get_by_role("searchbox").fill("viet nam")
    rows = table.locator("tbody tr:visible")
    assert 3 < rows.count() < 30
    with page.expect_download() as download:
        table.get_by_role("button", name=re.compile("^Download .* as CSV")).click()
    assert download.value.suggested_filename == "fdi_destinations.csv"
    saved = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert len(saved) == rows.count() + 1 and {row[1] for row in saved[1:]} == {"Viet Nam"}
    rows.first.locator("td").nth(3).click()
    said = page.locator("dialog#home").inner_text()
    for part in (
        "results/analysis/fdi_destinations.csv",
        "measure_investment",
        "data/raw/boj_outward_fdi.csv",
    ):
        assert part in said


def test_figures_download_as_drawn(page, built):  # noqa: F811
    figure = page.locator("figure#fig-totals")
    with page.expect_download() as download:
        figure.get_by_role("button", name=re.compile("as SVG$")).click()
    assert (
        Path(download.value.path()).read_bytes() == (built.folder / "results/figures/totals.svg").read_bytes()
    )
    with page.expect_download() as download:
        figure.get_by_role("button", name=re.compile("as PNG$")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_at(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(CUT) == []
    ink, paper = page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; }"
    )
    dark = sum(int(part) for part in paper.strip("rgb()").split(",")) < 3 * 128
    assert dark == (scheme == "dark") and ink != paper


def test_what_a_screen_reader_needs(page):
    assert page.evaluate("() => document.documentElement.lang") == "en" and page.locator("h1").count() == 1
    assert (
        page.evaluate(
            "() => [...document.images].filter((i) => (i.alt || '').length < 20).map((i) => "
            "i.parentElement.parentElement.id)"
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
    page.goto((built.folder / "results/report/index.html").as_uri())
    assert (
        page.locator("figure.table tbody tr").count() > 100
        and page.locator("figure.figure img").first.is_visible()
    )
    context.close()


def test_the_report_is_no_larger_than_it_should_be(built):  # noqa: F811
    report = built.folder / "results/report"
    assert (report / "index.html").stat().st_size < 5_000_000 and (
        report / "report.pdf"
    ).stat().st_size < 3_500_000


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
