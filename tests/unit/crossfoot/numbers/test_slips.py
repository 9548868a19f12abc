"""The slip behind a wrong number, where there is one and where there is none, by hand."""

from decimal import Decimal

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_misprint, explain_sum


def printed(text):
    return Interval.rounded(text, len(text.partition(".")[2]))


def slip_of(stated, **addends):
    parts = [(label, printed(text)) for label, text in addends.items()]
    return explain_sum(printed(stated), parts, total(one for _, one in parts))


def test_a_power_of_ten_either_way():
    assert "10 times the printed" in explain_misprint(printed("123.4"), Interval.exactly(1234))
    assert "0.1 times the printed" in explain_misprint(printed("1234"), Interval.exactly("123.4"))


def test_a_row_counted_twice_or_left_out():
    assert slip_of("150", a="100", b="20", c="10", d="0") == "one row too many: b counted twice"
    assert slip_of("110", a="100", b="20", c="10", d="0") == "one row too few: b left out"
    assert "the sum without the last row, c" in slip_of("120", a="100", b="20", c="10")


def test_a_row_of_nothing_explains_nothing():
    # 10 + 20 + 0 is 28.5 to 31.5; another ± 0.5 would reach what prints as 32, or as 28
    assert slip_of("32", a="10", zero="0", b="20") == ""
    assert slip_of("28", a="10", zero="0", b="20") == ""


def test_a_misprinted_row_is_named_where_it_is_the_only_one():
    # 21 + 14 = 35: with 12 for 21 printed, nothing but an exchange of its digits gives the total
    assert slip_of("35", a="12", b="14") == "in a, two digits exchanged: 21 for 12"
    # 12 + 12 for 33: either may be 21
    assert slip_of("33", a="12", b="12") == ""


def test_a_misprint_by_hand():
    assert explain_misprint(printed("2968"), Interval.exactly(Decimal(2869))) == ""
    assert explain_misprint(printed("2968"), Interval.exactly(2986)) == "two digits exchanged: 2986 for 2968"
    assert explain_misprint(printed("29968"), Interval.exactly(2968)) == "a digit too many: 2968 for 29968"


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
