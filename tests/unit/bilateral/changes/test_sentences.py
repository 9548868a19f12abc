"""Numbers of the text that moved, by hand."""

import pytest

from bilateral.changes.sentences import ABSENT, UNKNOWN, changed_numbers, earlier_text

OLD = "economy,year,usd\nJPN,2014,1131.9\nIND,2014,20\n"
NEW = "economy,year,usd\nJPN,2014,2131.9\nIND,2014,20\nCHN,2014,5\n"


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("2,132", "1131.90", "2131.90", "1,132"),
        ("US$2,131.9 million", "1131.90", "2131.90", "US$1,131.9 million"),
        ("−5", "-4.6", "-5.2", "−5"),
        ("−5", "4.6", "-5.2", "5"),
        ("+3.1%", "-2.04", "3.06", "−2.0%"),
        ("999", "1500", "999", "1,500"),
        ("2014", "2013", "2014", "2013"),
        ("Japan", "India", "Japan", "India"),
        # said in other words than the cell has
        ("six", "5", "6", UNKNOWN),
        ("21 to 22", "20", "21", UNKNOWN),
        ("¥2.1 trillion", "1131.9", "2131.9", UNKNOWN),
    ],
)
def test_what_a_text_said_of_an_earlier_value(text, old, new, expected):
    assert earlier_text(text, old, new) == expected


def value(text, place, sentence=""):
    return {"text": text, "place": f"value:{place}", "sentence": sentence, "section": "2"}


def test_a_build_without_its_text_is_compared_by_its_cells():
    new = [
        value("2,132", "clean/totals/1/usd", "Japan sold 2,132."),
        value("20", "clean/totals/2/usd"),
        value("5", "clean/totals/3/usd"),
        value("3", "clean/totals/1-3/"),
    ]
    found = changed_numbers(None, new, ({"totals": OLD}, {"totals": NEW}), {"totals": {"usd"}})
    assert [(said.before, said.after) for said in found] == [
        ("1,132", "2,132"),
        (ABSENT, "5"),
        # how many rows there are was not said in the tables
        (UNKNOWN, "3"),
    ]
    assert found[0].sentence == "Japan sold 2,132." and found[0].section == "2"


def test_two_texts_are_compared_number_by_number():
    old = [
        value("6", "audit/claims/1-6/", "6 are wrong, of 2014."),
        value("9", "audit/claims/9/low", "The lowest is 9."),
    ]
    new = [
        value("5", "audit/claims/1-4+6/", "5 are wrong, of 2014."),
        value("8", "audit/claims/8/high", "The highest is 8."),
    ]
    found = changed_numbers(old, new, ({}, {}), {})
    assert [(said.before, said.after, said.sentence) for said in found] == [
        ("6", "5", "5 are wrong, of 2014."),
        (ABSENT, "8", "The highest is 8."),
        ("9", ABSENT, "The lowest is 9."),
    ]
    assert changed_numbers(new, new, ({}, {}), {}) == []
    # a build that never set its report has no text to compare
    assert changed_numbers(old, None, ({}, {}), {}) == []
