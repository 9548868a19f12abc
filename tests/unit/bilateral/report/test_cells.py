"""What cells may show and say; outputs as Jupyter's kernel gives them."""

import nbformat
import pytest

from bilateral.report.blocks import notebook_blocks
from bilateral.report.cells import as_input_error, checked_result, expressions, line_of_error
from bilateral.report.check import CHECK
from bilateral.report.show import BLOCK, figure_block
from bilateral.report.values import VALUE
from crossfoot import InputError

PROSE = "Exports fell to {eval}`usd(last)` in {eval}`last.at`; {eval}`name` says {eval}`2 + 3`."


def result(text, /, **value):
    data = {"text/plain": text} | ({VALUE: value} if value else {})
    return {"status": "ok", "data": data, "metadata": {}}


RESULTS = {
    "usd(last)": result("US$4,040 million", text="US$4,040 million", places="value:a/x/2/v;a/y/1/w"),
    "last.at": result("2020", text="2020", places="value:a/x/2/year"),
    "name": result("'Japan'"),
    "2 + 3": result("5"),
}


def markdown(source, *tags, results=RESULTS):
    cell = nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})
    cell.metadata["user_expressions"] = [
        {"expression": text, "result": results[text]} for text in expressions(source) if text in results
    ]
    return cell


def code(source, *outputs, tags=()):
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def shown(**data):
    return nbformat.v4.new_output("display_data", data=data)


def blocks(*cells):
    return notebook_blocks(nbformat.v4.new_notebook(cells=list(cells)), "trade", "notebooks/trade.ipynb")


def check(said):
    return code("check.holds(True, said=…)", shown(**{"text/plain": f"✓ {said}", CHECK: {"said": said}}))


def test_values_of_the_prose_are_links_to_their_places():
    made = blocks(markdown(f"# In {{eval}}`last.at`\n\n{PROSE}", "abstract"))
    assert made == [
        {"kind": "heading", "level": 1, "text": "In 2020", "id": "trade"},
        {
            "kind": "prose",
            "text": "Exports fell to [US$4,040 million](value:a/x/2/v;a/y/1/w) in [2020](value:a/x/2/year); "
            "Japan says 5.",
            "abstract": True,
        },
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (result("0.25"), r"{eval}`x`: found a number without its form \(0.25\); expected number\(…\)"),
        (result("np.float64(0.25)"), "a number without its form"),
        (result("0.25", unsaid="float"), "a number without its form"),
        (result("   a\n0  1"), "expected a text, a whole number or a value that is said"),
        (result("True"), "found True"),
        (
            {"status": "error", "ename": "NameError", "evalue": "name 'x' is not defined"},
            "{eval}`x`: found NameError: name 'x' is not defined; expected an expression",
        ),
        (
            {"status": "error", "ename": "InputError", "evalue": "results/a: found no v; expected one"},
            "{eval}`x`: results/a: found no v; expected one$",
        ),
    ],
)
def test_what_an_expression_may_not_give(given, said):
    with pytest.raises(InputError, match=said):
        checked_result("trade.ipynb: cell 2 (a)", "x", given)


def test_whole_numbers_and_texts_need_no_form():
    assert checked_result("p", "x", result("np.int64(7)"))["data"] == {"text/plain": "np.int64(7)"}
    made = blocks(markdown("{eval}`n`", results={"n": result("np.int64(-7)")}))
    assert made[0]["text"] == "-7"


def test_a_notebook_that_was_not_executed_is_refused():
    with pytest.raises(
        InputError, match=r"cell 1 \(\w+\): {eval}`n`: found no result; expected a notebook that"
    ):
        blocks(markdown("{eval}`n`"))


WIDGET = {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider(value=1)"}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            code("a = 1\nplt.show()", shown(**{"image/png": "", "text/plain": "<Figure>"})),
            "line 2: found a bare plot",
        ),
        (
            code("x = 1\nprint(x)\ny = 2", nbformat.v4.new_output("stream", text="1\n")),
            "line 2: found printed text ('1')",
        ),
        (
            code("import x", nbformat.v4.new_output("stream", name="stderr", text="Warning: old\n")),
            "line 1: found a warning ('Warning: old')",
        ),
        (code("slider", shown(**WIDGET)), "line 1: found a widget"),
        (
            code("chart", shown(**{"application/vnd.vegalite.v6+json": {}, "text/plain": "alt.Chart(...)"})),
            "line 1: found a bare Altair chart",
        ),
        (code("frame", shown(**{"text/html": "<table>", "text/plain": "  a"})), "line 1: found a bare table"),
        (
            code("1\n\nax.plot()", shown(**{"text/plain": "[<Line2D>]"})),
            "line 3: found an output ('[<Line2D>]')",
        ),
        (nbformat.v4.new_raw_cell("x"), "found a raw cell; expected Markdown or code"),
        (markdown("![map](attachment:map.png)"), "found a picture in the Markdown"),
    ],
)
def test_what_else_a_cell_shows_is_named_with_its_line_and_what_to_do(cell, said):
    with pytest.raises(InputError) as error:
        blocks(markdown("# Trade"), cell)
    line = str(error.value)
    assert line.startswith(f"notebooks/trade.ipynb: cell 2 ({cell.id})") and said in line
    if cell.cell_type == "code":
        assert "; expected show(…), figure(…) or table(…)" in line


def test_a_cell_tagged_so_shows_nothing():
    block = figure_block("a", "A title", "b", [])
    plot = shown(**{"image/png": ""})
    assert blocks(code("x", plot, tags=["remove-output"]), code("x", plot, tags=["remove-cell"])) == []
    assert blocks(markdown("words", "remove-cell"), markdown("words", "left-out")) == []
    assert blocks(code("figure(…)", shown(**{BLOCK: block}))) == [block]


def test_the_words_of_a_check_stand_in_the_markdown_or_in_a_title():
    assert len(blocks(markdown(PROSE), check("Exports fell to … in 2020"))) == 1
    figure = code("figure(…)", shown(**{BLOCK: figure_block("a", "Exports fell every year", "b", [])}))
    assert len(blocks(figure, check("exports fell"))) == 1
    for cells in ([markdown(PROSE)], [markdown("Exports rose", "left-out")]):
        with pytest.raises(
            InputError, match=r"cell 2 \(\w+\): found a check of “Exports rose”, which no text says"
        ):
            blocks(*cells, check("Exports rose"))
    # a cell that the reader does not see checks what he reads
    unseen = check("Exports rose")
    unseen.metadata["tags"] = ["remove-cell"]
    with pytest.raises(InputError, match="which no text says"):
        blocks(markdown(PROSE), unseen)


def test_the_line_of_an_error_is_that_of_the_notebook():
    frame = "\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[3]\x1b[39m\x1b[32m, line 4\x1b[39m\n"
    assert line_of_error(["----", frame, "File study.py:9, in read"]) == ", line 4"
    assert line_of_error(["----"]) == ""


def test_an_input_error_is_read_from_its_line():
    error = InputError("a", "b: found c", "d; expected e")
    assert as_input_error(str(error)) == ("a", "b: found c; expected d", "e")
    assert as_input_error("found nothing") is None
