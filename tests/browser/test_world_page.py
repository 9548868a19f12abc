"""The page of pairs in a real browser: any pair can be looked up, off the network, at every width."""

import duckdb
import pytest

from tests.projects import WORLD_PAGE

CUT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((e) => !e.closest(".scroll, .skip, pre") && e.getClientRects().length
    && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => e.tagName + ": " + e.textContent.slice(0, 60))"""


@pytest.fixture
def page(browser, built_world):  # noqa: F811
    said, asked = [], []
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda request: asked.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    page.goto((built_world.folder / WORLD_PAGE).as_uri())
    page.wait_for_selector("#answer table")
    yield page
    context.close()
    assert said == [] and asked == []


def test_any_pair_can_be_looked_up(page, built_world):  # noqa: F811
    pairs = f"'{built_world.folder}/results/world/pairs/hs2/2021.parquet'"
    largest = f"'{built_world.folder}/results/world/largest/hs2/2021.parquet'"
    flows = duckdb.execute(
        f"SELECT exporter, importer, hhi, peers FROM {pairs} ORDER BY hhi LIMIT 3"
    ).fetchall()
    for exporter, importer, hhi, peers in flows:
        page.select_option("#exporter", exporter)
        page.wait_for_function(
            f"document.querySelector('#answer h2').textContent.startsWith('Economy {exporter} to')"
        )
        page.select_option("#importer", importer)
        page.select_option("#year", "2021")
        assert page.locator("#answer h2").inner_text() == f"Economy {exporter} to Economy {importer}, 2021"
        said = page.locator("#answer p").inner_text()
        assert f"HHI {hhi:,.0f}" in said and f"the {peers} other flows" in said
        codes = duckdb.execute(
            f"SELECT hs_code FROM {largest} WHERE exporter = ? AND importer = ? ORDER BY rank, hs_code",
            [exporter, importer],
        ).fetchall()
        shown = page.locator("#answer svg").first.get_attribute("aria-label").split("; ")
        assert [text[:2] for text in shown] == [code for (code,) in codes]
    assert page.locator("#answer tbody tr[aria-current] th").inner_text() == "2021"


def test_the_other_direction_and_an_address_that_keeps_the_choice(page):
    before = page.evaluate("location.hash").lstrip("#").split("-")
    page.get_by_role("button", name="Other direction").click()
    page.wait_for_function(
        f"document.getElementById('exporter').value === '{before[1]}' && "
        f"location.hash.startsWith('#{before[1]}-{before[0]}')"
    )
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#answer table")
    assert page.input_value("#exporter") == before[1] and page.input_value("#importer") == before[0]


def test_the_keyboard_is_enough(page):
    page.focus("#exporter")
    first = page.locator("#answer h2").inner_text()
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"document.querySelector('#answer h2').textContent !== '{first}'")
    for name in ("exporter", "importer", "year"):
        assert page.locator(f"label:has(#{name})").inner_text().strip().startswith(name.capitalize())
    for picture in page.locator("#answer svg").all():
        assert picture.get_attribute("role") == "img" and picture.get_attribute("aria-label")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (390, "light"), (1200, "dark")])
def test_nothing_is_cut(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(
        "document.querySelector('#answer svg').viewBox.baseVal.width <= document.documentElement.clientWidth"
    )
    assert page.evaluate(CUT) == []
