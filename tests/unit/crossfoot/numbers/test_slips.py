"""A misprint among the addends of a total: found whatever the rows are called, and however many there are."""

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_sum


def said(printed: str, addends: list[tuple[str, str]]) -> str:
    rows = [(label, Interval.rounded(value, 1)) for label, value in addends]
    return explain_sum(Interval.rounded(printed, 1), rows, total(addend for _, addend in rows))


def test_the_one_addend_that_is_misprinted_is_named():
    # by hand: 31.5 + 45.6 + 7.8 + 210.0 = 294.9, and 13.5 is printed for 31.5
    rows = [("steel", "45.6"), ("cars", "13.5"), ("ships", "7.8"), ("other", "210.0")]
    assert said("294.9", rows) == "in cars, two digits exchanged: 31.5 for 13.5"


def test_rows_of_one_name_are_rows_of_their_own():
    rows = [("other", "45.6"), ("other", "13.5"), ("ships", "7.8"), ("rest", "210.0")]
    assert said("294.9", rows) == "in other, two digits exchanged: 31.5 for 13.5"


def test_a_long_column_has_no_sum_for_each_pair_of_its_rows(monkeypatch):
    added, add = [], Interval.__add__
    monkeypatch.setattr(Interval, "__add__", lambda one, other: added.append(1) or add(one, other))
    rows = [(f"row {place}", f"{place % 7 + 1}.0") for place in range(1000)]
    assert said("9000.0", rows) == ""
    # a few for each row; for each pair it would be half a million
    assert len(added) < 10 * len(rows)
