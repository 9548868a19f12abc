import io

import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bilateral.report.paper import PAGE, breakable, build_paper, column_widths, typst_block, typst_text
from bilateral.report.parts import Part
from tests.conftest import ROOT

PREAMBLE = (ROOT / "workflow/report/paper.typ").read_text(encoding="utf-8")
DOCUMENT = {"citation": 'Umezaki "2025" #1', "path": "a_b.txt", "sha256": "0", "record": "Accessed."}
ABOUT = {"document": DOCUMENT, "commit": "none", "date": "8 December 2023", "lang": "en"}
PAPER = Part("paper", 'A "title"', [], "index.html", "report.pdf")
APPENDIX = Part("appendix", "Appendix: T", [], "appendix.html", "appendix.pdf")
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
    "<text style='font: 3px sans-serif'>a</text></svg>"
)
FIGURE = {
    "kind": "figure",
    "name": "f",
    "id": "fig-f",
    "title": "Exports rose",
    "units": "US$ million",
    "source_line": "Japan Customs",
    "note": "",
    "alt": 'A line that "rises"',
}


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


def compiled(body: str, part: Part = PAPER, other: Part = APPENDIX) -> PdfReader:
    source = build_paper(PREAMBLE, part, other, body, ABOUT).encode()
    return PdfReader(io.BytesIO(typst.compile(source, ignore_system_fonts=True, pdf_standards="ua-1")))


def test_a_paper_compiles_whatever_its_cells_hold():
    body = typst_block(table([["<18.87*", "`x` // y"], ["– 1. a", "- b"]]), {})
    text = compiled(body).pages[0].extract_text()
    for said in ('A "title"', "c *d*", "<18.87*", "`x` // y", "n_1", "8 December 2023", "a_b.txt"):
        assert said in text, said


def test_a_figure_has_its_title_units_and_source_and_is_described():
    pdf = compiled(typst_block(FIGURE, {"f": {"wide": SVG}}))
    text = pdf.pages[0].extract_text()
    for said in ("Figure 1", "Exports rose", "US$ million", "Source: Japan Customs"):
        assert said in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"] and pdf.metadata.title == 'A "title"'


def test_the_appendix_numbers_its_own():
    body = "= A Data <a>\n" + typst_block(table([["1", "2"]]), {})
    assert "Table A1" in compiled(body, APPENDIX, PAPER).pages[0].extract_text()


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
        build_paper(PREAMBLE, PAPER, APPENDIX, typst_block(table(cells), {}), ABOUT).encode(),
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
