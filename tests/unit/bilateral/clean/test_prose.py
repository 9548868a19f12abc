"""Numbers and parts of the texts: typed, or one line."""

import pandas as pd
import pytest

from bilateral.clean.prose import clean_document_parts, clean_prose_numbers
from crossfoot.errors import InputError


def numbers(*rows):
    return clean_prose_numbers(
        pd.DataFrame(rows, columns=["text", "line", "position", "number"]), "n.csv", ["a"]
    )


def parts(*rows):
    return clean_document_parts(pd.DataFrame(rows, columns=["text", "line", "kind", "label"]), "p.csv", ["a"])


def test_typed():
    assert numbers(("a", "3", "1", "1.70")).values.tolist() == [["a", 3, 1, "1.70"]]
    assert parts(("a", "3", "figure", "3.1")).values.tolist() == [["a", 3, "figure", "3.1"]]


@pytest.mark.parametrize(
    ("read", "rows", "expected"),
    [
        (numbers, [("b", "3", "1", "2")], "n.csv: line 2, column text: found 'b'; expected one of a"),
        (numbers, [("a", "x", "1", "2")], "n.csv: line 2, column line: found 'x'"),
        (numbers, [("a", "3", "0", "2")], "n.csv: line 2, column position: found '0'"),
        (numbers, [("a", "3", "1", "")], "n.csv: line 2: found an empty cell"),
        (numbers, [("a", "3", "1", "2"), ("a", "3", "1", "4")], "n.csv: line 3: found a row a second time"),
        (parts, [("a", "3", "picture", "1")], "p.csv: line 2, column kind: found 'picture'"),
    ],
)
def test_a_fault_is_one_line(read, rows, expected):
    with pytest.raises(InputError) as error:
        read(*rows)
    assert expected in str(error.value)


def test_a_column_that_is_not_there():
    with pytest.raises(InputError, match="n.csv: line 1: found no column 'number'"):
        clean_prose_numbers(pd.DataFrame({"text": ["a"], "line": ["1"], "position": ["1"]}), "n.csv", ["a"])
