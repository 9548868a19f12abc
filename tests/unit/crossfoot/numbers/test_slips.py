"""The slip behind a wrong number, where there is one and where there is none, by hand."""

from decimal import Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import explain_misprint


def printed(text):
    return Interval.rounded(text, len(text.partition(".")[2]))


def test_a_power_of_ten_either_way():
    assert "10 times the printed" in explain_misprint(printed("123.4"), Interval.exactly(1234))
    assert "0.1 times the printed" in explain_misprint(printed("1234"), Interval.exactly("123.4"))


def test_a_misprint_by_hand():
    assert explain_misprint(printed("2968"), Interval.exactly(Decimal(2869))) == ""
    assert explain_misprint(printed("2968"), Interval.exactly(2986)) == "two digits exchanged: 2986 for 2968"
    assert explain_misprint(printed("29968"), Interval.exactly(2968)) == "a digit too many: 2968 for 29968"
