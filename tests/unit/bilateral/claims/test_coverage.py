"""Which number a claim covers, counted by hand."""

import pandas as pd
import pytest

from bilateral.claims.coverage import cover, coverage_by_text
from crossfoot.errors import InputError

NUMBERS = pd.DataFrame(
    [("a", 3, 1, "2023"), ("a", 3, 2, "17.2"), ("a", 3, 3, "2023"), ("a", 9, 1, "2023"), ("b", 3, 1, "2023")],
    columns=["text", "line", "position", "number"],
)


def claim(key, *numbers, source="a", line="3"):
    return {"id": key, "source": source, "line": line, "numbers": list(numbers)}


def covered(*claims):
    return list(cover(NUMBERS, list(claims), "claims.yaml")["claims"])


def test_a_number_on_another_line_or_of_another_text_is_not_covered():
    assert covered(claim("x", "2023")) == ["x", "", "", "", ""]


def test_a_number_that_stands_twice_is_covered_twice_by_two():
    assert covered(claim("x", "2023"), claim("y", "2023")) == ["x", "", "y", "", ""]
    assert covered(claim("x", "2023", "2023")) == ["x", "", "x", "", ""]
    # a third takes part in one that is covered
    assert covered(claim("x", "2023"), claim("y", "2023"), claim("z", "2023"))[0] == "x; z"


def test_which_of_two_can_be_said():
    assert covered(claim("x", "2023#2")) == ["", "", "x", "", ""]


@pytest.mark.parametrize("token", ["17.3", "2023#3", "2023#0", "2023#x"])
def test_a_number_that_is_not_there(token):
    with pytest.raises(InputError, match="claim x: numbers: found .*not a number of line 3"):
        covered(claim("x", token))


def test_shares_by_text():
    texts = pd.DataFrame({"text": ["b", "a"], "author": ["B", "A"], "title": ["Two", "One"]})
    found = coverage_by_text(cover(NUMBERS, [claim("x", "2023", "17.2")], "c"), texts)
    assert list(found["text"]) == ["b", "a"]
    assert (
        list(found["numbers"]) == [1, 4]
        and list(found["covered"]) == [0, 2]
        and list(found["covered_pct"]) == [0, 50]
    )
