import nbformat
import pytest

from bilateral.report.blocks import markdown_blocks, notebook_blocks
from bilateral.report.show import BLOCK
from crossfoot.errors import InputError


def notebook(*blocks, other=None):
    cells = [nbformat.v4.new_markdown_cell("# Trade\n\nWords.\n\n## Totals of all")]
    for block in blocks:
        cells.append(
            nbformat.v4.new_code_cell(
                "", outputs=[nbformat.v4.new_output("display_data", data={BLOCK: block})]
            )
        )
    if other:
        cells.append(nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("stream", text=other)]))
    return nbformat.v4.new_notebook(cells=cells)


def test_headings_and_prose_in_their_order():
    assert notebook_blocks(notebook(), "trade") == [
        {"kind": "heading", "level": 1, "text": "Trade", "id": "trade"},
        {"kind": "prose", "text": "Words.", "abstract": False},
        {"kind": "heading", "level": 2, "text": "Totals of all", "id": "trade-totals-of-all"},
    ]


def test_a_link_to_a_heading_of_the_same_text_leads_there():
    blocks = markdown_blocks(
        "# Method\n\nSee [below](#how-it-is) and [there](#tab-a).\n\n## How it is", "method"
    )
    assert (
        blocks[1]["text"] == "See [below](#method-how-it-is) and [there](#tab-a)."
        and blocks[2]["id"] == "method-how-it-is"
    )


def test_an_output_that_is_no_block_stops_the_build():
    with pytest.raises(
        InputError,
        match=r"trade.ipynb: cell 2 \(\w+\), line 1: found printed text \('printed'\); expected show",
    ):
        notebook_blocks(notebook(other="printed"), "trade")
