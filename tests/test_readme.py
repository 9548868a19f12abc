"""README.md and docs/: what they state is so, what they list is what a build makes, links lead somewhere."""

import csv
import re
from collections import Counter
from pathlib import Path

import list_exhibits
import nbformat
import pytest

from bilateral.report.exhibits import BEGIN, END, exhibits, exhibits_page, with_exhibits
from bilateral.report.show import BLOCK, figure_block
from crossfoot import InputError
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
LINE = re.compile(r"\[Its row\]\(([^#)]+)#L(\d+)\)")
WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
SURVIVES = {"Survives": "yes", "Survives in part": "in part", "Does not survive": "no"}


def section(heading: str) -> str:
    return re.split(r"^## ", README.split(f"## {heading}\n")[1], flags=re.MULTILINE)[0]


def findings() -> list[str]:
    return re.split(r"^- ", section("What it found"), flags=re.MULTILINE)[1:]


def conclusions() -> list[dict]:
    with (ROOT / "results/audit/conclusions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def links_of(page: Path) -> list[str]:
    return [found[1] or found[2] for found in LINK.finditer(CODE.sub("", page.read_text(encoding="utf-8")))]


def anchors_of(page: Path) -> set[str]:
    """The addresses of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_readme_is_short():
    assert len(README.splitlines()) <= 150


def test_there_are_three_findings_and_one_of_each_kind():
    assert sorted(re.match(r"\*\*(.+?)\.\*\*", found)[1] for found in findings()) == sorted(SURVIVES)


@pytest.mark.parametrize("finding", findings())
def test_each_number_of_a_finding_stands_in_the_line_that_it_names(finding):
    path, line = LINE.search(finding).groups()
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        # as many lines as rows, so that a row's number is its line's
        rows = list(csv.reader(file))
        assert len(rows) == len((ROOT / path).read_text(encoding="utf-8").splitlines())
    row = dict(zip(rows[0], rows[int(line) - 1], strict=True))
    stated = NUMBER.findall(LINE.sub("", finding))
    said = " ".join(row[column] for column in ("conclusion", "printed", "rebuilt", "why"))
    assert stated and set(stated) <= set(NUMBER.findall(said))
    assert row["survives"] == SURVIVES[re.match(r"\*\*(.+?)\.\*\*", finding)[1]]


def test_the_counts_of_conclusions_are_those_of_the_table():
    counts = Counter(row["survives"] for row in conclusions())
    said = {kind: WORDS[number] for kind, number in counts.items()}
    lead = (
        f"nine main conclusions {said['yes']} survive, {said['in part']} survive in part "
        f"and {said['no']} do not"
    )
    assert WORDS[counts.total()] == "nine" and lead in " ".join(section("What it found").split())


def test_the_picture_is_small():
    picture = re.search(r'<img src="([^"]+)"', README)[1]
    assert (ROOT / picture).stat().st_size < 200_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_to_a_file_and_a_place_in_it(page):
    for link in links_of(page):
        if re.match(r"https?://", link):
            continue
        path, _, place = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        # not a link out of the repository, which a reader does not have
        assert target.exists() and target.is_relative_to(ROOT), link
        if re.fullmatch(r"L\d+", place):
            assert 0 < int(place[1:]) <= len(target.read_text(encoding="utf-8").splitlines()), link
        elif place:
            assert place in anchors_of(target), link


def test_each_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            targets = {(page.parent / link.partition("#")[0]).resolve() for link in links_of(page)}
            waiting += targets & set(PAGES)
    assert reached == set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_target_of_make_that_a_page_names_is_there(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())
    code = [match[0] for match in CODE.finditer(page.read_text(encoding="utf-8"))]
    named = {name for text in code for name in re.findall(r"\bmake ([a-z][a-z-]*)\b(?!=)", text)}
    assert named <= targets


def test_the_list_of_exhibits_is_that_of_the_build(built):
    page, readme = list_exhibits.main(built.folder, README)
    assert (ROOT / "docs/exhibits.md").read_text(encoding="utf-8") == page, "run make exhibits"
    assert readme == README, "run make exhibits"


def notebook(*blocks: dict) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "", outputs=[nbformat.v4.new_output("display_data", data={BLOCK: block})]
            )
            for block in blocks
        ]
    )


def shown_table(name: str, source: str | None) -> dict:
    return {"kind": "table", "name": name, "title": f"What | {name} says", "source": source}


CRATE = {
    "@graph": [
        {"@type": "File", "@id": "results/figures/apples.svg"},
        {"@type": "CreateAction", "name": "draw", "result": [{"@id": "results/figures/apples.svg"}]},
        {"@type": "CreateAction", "name": "measure", "result": [{"@id": "results/analysis/pears.csv"}]},
    ]
}
APPLES = figure_block("apples", "Apples", "", [], files={"wide": "results/figures/apples.svg"})
NOTEBOOKS = {
    "paper": {"fruit": notebook(shown_table("pears", "analysis/pears"), APPLES)},
    "appendix": {"appendix/nuts": notebook(shown_table("hazelnuts", None))},
}


def test_an_exhibit_has_its_number_its_rule_and_its_file():
    assert [
        (found.label, found.notebook, found.rule, found.path) for found in exhibits(NOTEBOOKS, CRATE)
    ] == [
        ("Table 1", "fruit", "measure", "results/analysis/pears.csv"),
        ("Figure 1", "fruit", "draw", "results/figures/apples.svg"),
        # the appendix has numbers of its own, and a table made of several has several files behind it
        ("Table A1", "appendix/nuts", None, None),
    ]


def test_a_file_that_no_rule_makes_is_named():
    with pytest.raises(InputError, match=r"notebooks/fruit.ipynb: found results/analysis/pears.csv"):
        exhibits(NOTEBOOKS, {"@graph": []})


def test_the_page_has_all_exhibits_and_the_readme_those_of_the_paper():
    found = exhibits(NOTEBOOKS, CRATE)
    row = (
        "| Table 1 | What \\| pears says | [fruit]({0}notebooks/fruit.ipynb) | `measure` "
        "| [analysis/pears.csv]({0}results/analysis/pears.csv) |"
    )
    page = exhibits_page(found)
    assert row.format("../") in page and "| Table A1 |" in page
    readme = with_exhibits(f"Before\n{BEGIN}\nold\n{END}\nafter", found)
    assert row.format("") in readme and "Table A1" not in readme and "old" not in readme
    # figures stand first
    assert readme.index("Figure 1") < readme.index("Table 1") and readme.endswith("\nafter")


def test_a_readme_without_a_place_for_the_list_is_refused():
    with pytest.raises(InputError, match="no place for the list"):
        with_exhibits("Nothing", exhibits(NOTEBOOKS, CRATE))
