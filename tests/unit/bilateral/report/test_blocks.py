import nbformat
import pytest

from bilateral.report.blocks import markdown_blocks, notebook_blocks, numbered, rows_shown, values_of
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


def figure(name):
    return {"kind": "figure", "name": name, "alt": "a", "title": "c"}


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


def test_numbers_and_references():
    table = {"kind": "table", "name": "a", "title": "c", "source": None, "rows": None}
    prose = {"kind": "prose", "text": "See @fig:b and @tab:a, by [@author2000]."}
    blocks = numbered(
        [
            *markdown_blocks("# One\n\n## A\n\n## B\n\n### C\n\n# Two\n\n## D", "x"),
            figure("a"),
            table,
            figure("b"),
            prose,
        ]
    )
    assert [block["number"] for block in blocks if block["kind"] == "heading"] == [
        "1",
        "1.1",
        "1.2",
        "",
        "2",
        "2.1",
    ]
    assert [block["label"] for block in blocks if "label" in block] == ["Figure 1", "Table 1", "Figure 2"]
    assert blocks[-1]["text"] == "See [Figure 2](#fig-b) and [Table 1](#tab-a), by [@author2000]."


def test_a_reference_to_nothing_and_a_name_twice_stop_the_build():
    with pytest.raises(InputError, match="a reference to @fig:z"):
        numbered([{"kind": "prose", "text": "See @fig:z."}])
    with pytest.raises(InputError, match="two figures called 'a'"):
        numbered([figure("a"), figure("a")])


def test_what_the_report_shows_of_each_table():
    blocks = [
        {"kind": "prose", "text": "[5](value:analysis/x/2/v) of [9](value:analysis/x/1+3/)"},
        {"kind": "table", "source": "clean/y", "rows": [4, 1]},
        {"kind": "table", "source": "clean/z", "rows": None},
    ]
    assert rows_shown(blocks) == {"analysis/x": {1, 2, 3}, "clean/y": {1, 4}, "clean/z": set()}
    assert [text for text, _ in values_of(blocks)] == ["5", "9"]


def test_rows_behind_a_figure_are_rows_shown():
    table = {"kind": "table", "name": "x", "source": "analysis/x", "rows": [2, 5]}
    assert rows_shown([{"kind": "figure", "name": "f", "behind": [table]}]) == {"analysis/x": {2, 5}}
