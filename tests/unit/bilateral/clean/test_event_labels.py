import pandas as pd
import pytest

from bilateral.clean.cooperation import event_labels
from crossfoot.errors import InputError

EVENTS = pd.Series(["a", "b", "b"])


def labels(*rows, columns=("event", "label")):
    return event_labels(pd.DataFrame(rows, columns=list(columns), dtype=str), "labels.csv", EVENTS)


def test_labels_by_event():
    assert labels(("b", "the act"), ("a", "¥5 trillion goal")) == {"b": "the act", "a": "¥5 trillion goal"}
    assert labels() == {}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "x"), ("c", "y")], "line 3, column event: found 'c'; expected the key of an event"),
        ([("a", "x"), ("b", "y"), ("a", "z")], "line 4: found a second label of a; expected one"),
        ([("a", " ")], "line 2, column label: found ' '; expected what to write beside the event"),
    ],
)
def test_a_fault_is_one_line_that_names_file_and_row(rows, expected):
    with pytest.raises(InputError) as error:
        labels(*rows)
    assert str(error.value) == f"labels.csv: {expected}"


def test_a_missing_column():
    with pytest.raises(InputError, match="labels.csv: line 1: found no column 'label' among event, text"):
        labels(("a", "x"), columns=("event", "text"))
