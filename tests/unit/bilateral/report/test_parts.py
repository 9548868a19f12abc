import pytest

from bilateral.report.blocks import markdown_blocks
from bilateral.report.bound import Place
from bilateral.report.parts import (
    abstract_first,
    number_parts,
    own_footnotes,
    rows_shown,
    to_other,
    unlinked,
    values_of,
)
from crossfoot import InputError


def figure(name, **more):
    return {"kind": "figure", "name": name, "alt": "a", "title": "c", "note": "", "behind": []} | more


def table(name):
    return {"kind": "table", "name": name, "title": "c", "note": "", "source": None, "rows": None}


def prose(text, **more):
    return {"kind": "prose", "text": text} | more


def test_sections_are_numbered_in_the_paper_and_lettered_in_the_appendix():
    text = "# One\n\n## A\n\n## B\n\n### C\n\n# Two\n\n## D"
    paper, appendix = markdown_blocks(text, "x"), markdown_blocks(text, "y")
    number_parts(paper, appendix)
    assert [block["number"] for block in paper] == ["1", "1.1", "1.2", "", "2", "2.1"]
    assert [block["number"] for block in appendix] == ["A", "A.1", "A.2", "", "B", "B.1"]


def test_two_sections_of_one_notebook_have_ids_of_their_own():
    blocks = markdown_blocks("# One\n\n## A\n\n# Two\n\n## A\n\n### B\n\n### B", "x")
    number_parts(blocks, [])
    ids = [block["id"] for block in blocks]
    assert ids[:3] == ["x", "x-a", "x-2"] and len(set(ids)) == len(ids)


def test_references_lead_within_a_part_and_to_the_other():
    paper = [*markdown_blocks("# One", "one"), figure("a"), prose("See @fig:a, @tab:t, @sec:appendix/two.")]
    appendix = [
        *markdown_blocks("# Two", "two"),
        table("s"),
        table("t"),
        figure("b", note="As in @tab:t and @fig:a"),
        prose("From @fig:b and @sec:one, by [@author2000]."),
    ]
    number_parts(paper, appendix)
    assert paper[-1]["text"] == ("See [Figure 1](#fig-a), [Table A2](other:tab-t), [Appendix A](other:two).")
    assert appendix[-1]["text"] == "From [Figure A1](#fig-b) and [Section 1](other:one), by [@author2000]."
    assert appendix[-2]["note"] == "As in Table A2 and Figure 1"
    assert to_other(paper[-1]["text"], "appendix.html") == (
        "See [Figure 1](#fig-a), [Table A2](appendix.html#tab-t), [Appendix A](appendix.html#two)."
    )
    # in a form without links to the other part the name alone is left
    assert to_other(paper[-1]["text"], "") == "See [Figure 1](#fig-a), Table A2, Appendix A."


def test_a_reference_to_nothing_and_a_name_twice_stop_the_build():
    with pytest.raises(InputError, match=r"notebooks/trade.ipynb: found a reference to @fig:z"):
        number_parts([prose("See @fig:z.", chapter="trade")], [])
    with pytest.raises(InputError, match="two figures called 'a'"):
        number_parts([figure("a")], [figure("a")])


def test_the_abstract_comes_first_and_the_rest_keeps_its_order():
    blocks = [prose("1"), prose("2", abstract=True), prose("3")]
    assert [block["text"] for block in abstract_first(blocks)] == ["2", "1", "3"]


def test_footnotes_of_two_chapters_have_labels_of_their_own():
    note = "Said[^1].\n\n[^1]: A note."
    first, second = (own_footnotes([prose(note)], chapter)[0] for chapter in ("a", "appendix/a"))
    assert first["text"] == "Said[^a-1].\n\n[^a-1]: A note." and "[^appendix-a-1]" in second["text"]
    assert second["chapter"] == "appendix/a"


def test_a_value_has_its_places_its_section_and_its_sentence():
    blocks = [
        *markdown_blocks("# Investment", "investment"),
        prose(
            "It was ¥[845.5](value:analysis/x/2/v;analysis/y/1-2/w) billion, by *No. 3* of the Bank. "
            "It grew. "
            "Of [13](value:analysis/x/1+3/) plans, see [Table 1](#tab-t), [1.5](value:analysis/x/1/v)\nhold.",
            chapter="investment",
        ),
        prose("- One [2](value:analysis/x/1/v).\n- Two [3](value:analysis/x/3/v)."),
    ]
    number_parts(blocks, [])
    first, second, third, *points = values_of(blocks)
    assert first.places == (Place("analysis/x", (2,), "v"), Place("analysis/y", (1, 2), "w"))
    assert (first.text, first.chapter, first.section) == ("845.5", "investment", "1 Investment")
    assert first.sentence == "It was ¥845.5 billion, by No. 3 of the Bank."
    assert second.sentence == third.sentence == "Of 13 plans, see Table 1, 1.5 hold."
    assert [point.sentence for point in points] == ["One 2.", "Two 3."]


def test_what_a_part_shows_of_each_table():
    behind = {"kind": "table", "name": "x", "source": "analysis/w", "rows": [2, 5]}
    blocks = [
        prose("[5](value:analysis/x/2/v) of [9](value:analysis/x/1+3/;clean/y/7/u)"),
        {"kind": "table", "source": "clean/y", "rows": [4, 1]},
        {"kind": "table", "source": "clean/z", "rows": None},
        figure("f", behind=[behind]),
    ]
    for block in blocks:
        block.setdefault("number", "")
    assert rows_shown(blocks) == {
        "analysis/w": {2, 5},
        "analysis/x": {1, 2, 3},
        "clean/y": {1, 4, 7},
        "clean/z": set(),
    }


def test_words_of_markdown():
    text = "**Bold** and [linked](#a), `code`,\na \\* star of 5 <span>$</span>"
    assert unlinked(text) == "Bold and linked, code, a * star of 5 $"
