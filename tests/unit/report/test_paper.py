import typst
from bilateral.report.paper import build_paper, typst_block, typst_text
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

PREAMBLE = (ROOT / "workflow/report/paper.typ").read_text(encoding="utf-8")
DOCUMENT = {"citation": 'Umezaki "2025" #1', "path": "a_b.txt", "sha256": "0", "record": "Accessed."}


def table(cells, labels=("A", "B")):
    return {"kind": "table", "name": "t", "id": "tab-t", "caption": "c *d*", "note": "n_1", "source": None, "rows": None,
            "columns": [{"column": label, "label": label, "number": False} for label in labels], "cells": cells}  # fmt: skip


def test_markup_is_text():
    assert typst_text("a_b *c* #d [e] $5 <f> @g 1/2 x~y = 1") == r"a\_b \*c\* \#d \[e\] \$5 \<f\> \@g 1\/2 x\~y \= 1"


def test_a_paper_compiles_whatever_its_cells_hold():
    source = build_paper(PREAMBLE, 'A "title"', DOCUMENT, "none", typst_block(table([["<18.87*", "`x` // y"], ["– 1. a", "- b"]])))
    assert typst.compile(source.encode(), ignore_system_fonts=True).startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12), min_size=2, max_size=2), min_size=1, max_size=3))
def test_any_text_is_a_cell(cells):
    typst.compile(build_paper(PREAMBLE, "T", DOCUMENT, "none", typst_block(table(cells))).encode(), ignore_system_fonts=True)
