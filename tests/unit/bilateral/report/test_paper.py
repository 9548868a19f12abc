import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.report.paper import PAGE, breakable, build_paper, column_widths, typst_block, typst_text
from tests.conftest import ROOT

PREAMBLE = (ROOT / "workflow/report/paper.typ").read_text(encoding="utf-8")
DOCUMENT = {"citation": 'Umezaki "2025" #1', "path": "a_b.txt", "sha256": "0", "record": "Accessed."}


def table(cells, labels=("A", "B")):
    return {
        "kind": "table",
        "name": "t",
        "id": "tab-t",
        "title": "c *d*",
        "note": "n_1",
        "source": None,
        "rows": None,
        "columns": [{"column": label, "label": label, "number": False} for label in labels],
        "cells": cells,
    }


def test_markup_is_text():
    assert (
        typst_text("a_b *c* #d [e] $5 <f> @g 1/2 x~y = 1")
        == r"a\_b \*c\* \#d \[e\] \$5 \<f\> \@g 1\/2 x\~y \= 1"
    )


def test_a_paper_compiles_whatever_its_cells_hold():
    source = build_paper(
        PREAMBLE,
        'A "title"',
        DOCUMENT,
        "none",
        typst_block(table([["<18.87*", "`x` // y"], ["– 1. a", "- b"]])),
    )
    assert typst.compile(source.encode(), ignore_system_fonts=True).startswith(b"%PDF")


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_text_is_a_cell(cells):
    typst.compile(
        build_paper(PREAMBLE, "T", DOCUMENT, "none", typst_block(table(cells))).encode(),
        ignore_system_fonts=True,
    )


def test_an_address_may_break_and_a_word_does_not():
    assert (
        breakable("see https://www.example.org/a_b and self-made")
        == "see https:/\u200b/\u200bwww.\u200bexample.\u200borg/\u200ba_\u200bb and self-made"
    )


def test_a_narrow_table_is_as_wide_as_its_cells():
    narrow, wide = column_widths([["A", "1.0"], ["Heading", "x"]], 8)
    assert narrow < wide < 60


@given(
    st.lists(
        st.lists(st.text("abc d", min_size=1, max_size=300), min_size=2, max_size=4), min_size=2, max_size=7
    )
)
def test_columns_never_run_over_the_page(texts):
    widths = column_widths(texts, 8)
    assert sum(widths) <= PAGE + 0.01 and all(width > 0 for width in widths)
