from bilateral.report.markdown import (
    SECTIONS,
    in_words,
    part_markdown,
    sections_for,
    sources_markdown,
    works_named,
)
from tests.conftest import ROOT

METHOD = (ROOT / "docs/method.md").read_text(encoding="utf-8")


def headings(page: str) -> list[str]:
    return [line[3:] for line in page.splitlines() if line.startswith("## ")]


def test_a_page_keeps_the_sections_that_the_subjects_need():
    of_trade = ["Measures of trade", "Trade by Japan's customs", "Composition by chapter", "Models"]
    assert headings(sections_for(METHOD, ["summary", "trade"])) == of_trade
    assert headings(sections_for(METHOD, ["trade", "investment"])) == [
        *of_trade,
        "Direct investment",
        "Flows over several years",
    ]
    every = [subject for needed in SECTIONS.values() for subject in needed]
    assert sections_for(METHOD, every) == METHOD


def test_every_section_that_is_chosen_stands_in_the_page():
    assert set(SECTIONS) <= set(headings(METHOD))


def test_works_that_the_prose_names_are_listed_and_no_others():
    references = "@book{gini1912, a}\n@book{bain1959, b}\n@misc{umezaki_2025, c}\n@misc{boj_fdi, d}\n"
    blocks = [
        {"kind": "prose", "text": "| gini | Gini 1912 |\nBain wrote; 1959"},
        {"kind": "heading", "level": 1, "text": "Umezaki (2025)", "id": "a", "number": "1"},
    ]
    assert works_named(blocks, references) == ["gini1912"]
    text = part_markdown(blocks, "html", str, works_named(blocks, references))
    assert text.startswith("---\nnocite: '@gini1912'\n---") and "# 1\u2002Umezaki (2025) {#a}" in text
    assert part_markdown([], "html", str).startswith("---\nnocite: '@*'\n---")


def test_references_are_listed_where_there_are_any():
    cited, plain = ([{"kind": "prose", "text": text}] for text in ("By [@gini1912].", "By me@example.org."))
    assert "# References" in part_markdown(cited, "html", str, [])
    assert "# References" not in part_markdown(plain, "html", str, [])
    assert "# References" in part_markdown(plain, "html", str, ["bain1959"])


def test_an_abstract_is_set_apart_and_links_lead_to_the_other_part():
    blocks = [{"kind": "prose", "text": "We [check](other:tab-a).", "abstract": True}]
    assert "::: {.abstract" in part_markdown(blocks, "html", str, [], "b.html")
    assert "[check](b.html#tab-a)" in part_markdown(blocks, "html", str, [], "b.html")
    assert "#abstract[" in part_markdown(blocks, "typst", str, []) and "We check." in part_markdown(
        blocks, "typst", str, []
    )


def test_a_day_in_words():
    assert in_words("2023-12-08") == "8 December 2023"


def test_sources_are_a_chapter_with_all_that_a_record_says():
    record = {
        "title": "T",
        "citation": "C",
        "address": "A",
        "licence": "L",
        "accessed": "2026-01-02",
        "vintage": "V",
        "path": "data/raw/a.csv",
    }
    assert (
        sources_markdown([record])
        == "# Data\n\n- **T.** C. A. Licence: L; accessed 2026-01-02; V (`data/raw/a.csv`).\n"
    )
