import nbformat
import pytest

from bilateral.report.blocks import notebook_blocks
from bilateral.report.bound import Place
from bilateral.report.say import listed, number
from bilateral.report.values import Bound
from crossfoot import InputError

ONE, TWO = (Bound(at, (Place("a/b", (at,), "c"),)) for at in (1, 2))


@pytest.mark.parametrize(
    ("texts", "joint", "text"),
    [
        (["a"], ", ", "a"),
        (["a", "b"], ", ", "a and b"),
        (["a", "b", "c"], ", ", "a, b and c"),
        (["a, b", "c", "d"], "; ", "a, b; c; and d"),
    ],
)
def test_a_list_is_said_with_and(texts, joint, text):
    assert listed(texts, joint) == text


def test_a_list_keeps_the_places_of_its_parts():
    assert listed([number(ONE), "x", number(TWO)]).places == (Place("a/b", (1, 2), "c"),)
    with pytest.raises(InputError, match="no text"):
        listed([])


def cell(text, *tags):
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})


def test_a_cell_may_go_on_with_the_paragraph_before_it():
    notebook = nbformat.v4.new_notebook(
        cells=[
            cell("One.", "abstract"),
            cell("Two.", "abstract", "continues"),
            cell("# Title"),
            cell("Three.", "continues"),
            cell("Four.", "continues", "left-out"),
            cell("Five.\n\nSix.", "continues"),
        ]
    )
    abstract, _, prose = notebook_blocks(notebook, "own")
    # after a heading there is no paragraph to go on with
    assert abstract["text"] == "One. Two." and abstract["abstract"]
    assert prose["text"] == "Three. Five.\n\nSix."
