"""What a sentence, with the one before it, tells of one change: levels, difference, percentage, each judged
once."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.prose.statements import find_statements


def found_in(text):
    return find_statements([Passage(text, 1)], [])


def verdicts(text, kind=""):
    return {one.stated: one.verdict for one in found_in(text) if kind in ("", one.kind)}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # 2.9 x 1.103 = 3.2
        ("Sales rose {}% to $3.2 billion from $2.9 billion.", "10", "5"),
        # 0.3 / (3.2 - 0.3) = 10.3%
        ("Sales increased $0.3 billion, or {}%, to $3.2 billion.", "10", "30"),
        # 48.7 / (143.4 + 48.7) = 25.4%
        ("Revenue was $143.4 billion in 2026, a decrease of $48.7 billion (-{}%) from 2025.", "25", "34"),
        # 5.4 / 45.0 = 12%
        ("Net income decreased by $5.4 million ({}%) from $45.0 million a year earlier.", "12", "14"),
        # 0.6 / 4.5 = 13.3%
        ("Exports fell to $3.9 million in 2016, from $4.5 million in 2015, a decrease of {}%.", "13", "17"),
        (
            "Exports were $3.9 million in 2016, compared with $4.5 million in 2015, a {}% decrease.",
            "13",
            "23",
        ),
        # 9 to 14 is 55.6%
        ("The tax was raised on April 1, from 9 to 14 cents per gallon, a {}% increase.", "56", "36"),
        # 100 to 150 is 50%
        ("Imports were $100 million in 2015. They rose to $150 million in 2016, up {}%.", "50", "33"),
        # 62 / (24,900 - 62) = 0.25%
        (
            "It proposed $24.9 billion. This amount would be an increase of $62.0 million (about {}%).",
            "0.3",
            "3",
        ),
        # 190 to 200 is 10
        ("Revenue rose to $200 million, up from $190 million, an increase of ${} million.", "10", "20"),
    ],
)
def test_a_change_is_held_against_what_is_told_of_it(text, right, wrong):
    assert not [one for one in found_in(text.format(right)) if one.severity]
    assert any(one.holds and right in one.stated for one in found_in(text.format(right)))
    accused = [one for one in found_in(text.format(wrong)) if one.is_problem]
    assert [wrong in one.stated for one in accused] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose from 4 to 8, tripled.",
        "Exports tripled from 4 million to 8 million.",
        "Exports rose from $4 million in 2010 to $8 million in 2012, an increase of 50 percent.",
        "The price increased by 50 percent, from $10 to $12.",
    ],
)
def test_a_change_has_one_verdict(text):
    assert [one.is_problem for one in found_in(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        # from one range to another
        "The goal is to reduce the cost from about 18 to 23 cents in 2005 to about 5 to 10 cents by 2015.",
        "The price was 5 cents, down from 6 to 7 cents.",
        "It fell, with a range of declines from 0.2 points in 1970 to 4.8 points in 1949.",
        "The outlook revised the growth forecast for 2016 from 3.6 percent to 3.1 percent.",
        "The office revised down the job gains in December 2004, from 157,000 to 133,000.",
        "This parallels a drop in productivity growth, from 2.5 percent to only 0.9 percent.",
        "It grew from $7 billion in 1972 to $125 billion today, an annual rate of increase of 18 percent.",
        "Comparisons between 2020 and 2019 are below.",
        "Growth from 3.5 percent in 2012 to 1.0 percent in 2013 was weak.",
        "In the wake of rising prices, the sector curtailed imports from 59 million to 48 million tonnes.",
        "It applies within two years of the change: (i) the first; (ii) the second; and (iii) the third.",
        # quarters of a year
        "It grew during the first three quarters of 2008, down from 2.4 percent in 2007.",
        # the percentage is of another amount
        "Sales rose 5% in constant currency to $3.2 billion from $2.9 billion.",
        "Costs rose by $5 million (10% of sales) to $80 million.",
        "The index rose 9.6 percent, up from the 7.2 percent increase over the quarters of 1979.",
        # of what the sentence before has two
        "It was $100 million in 2015 and $90 million in 2014. It rose to $150 million, up 12%.",
        # cut off by the page
        "goal is to reduce the cost of wind from 4 cents in 2005 to 5 cents in",
        "An additional 14 percent came late, and the remaining 8 percent never.",
        "We spoke with officials in three of four selected states (Ohio, Iowa, and Utah).",
    ],
)
def test_what_is_of_something_else_is_not_accused(text):
    assert not [one for one in found_in(text) if one.severity == "error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 23.7 + 26.0 = 49.7
        (
            "Fees of $49.7 million consisting of (i) $23.7 million in base fees and (ii) $26.0 million.",
            "holds",
        ),
        ("Fees of $59.7 million consisting of (i) $23.7 million and (ii) $26.0 million.", "contradicted"),
        # not every item is read
        ("Fees of $59.7 million consisting of (i) $23.7 million, with $2 million, (ii) $26.0 million.", ""),
        # 5.0 + 0.46 = 5.46; (ii) is beside what the list is of
        (
            "(i) $5.5 billion, consisting of $5.0 billion of A and $460 million of B, (ii) $1 billion.",
            "holds",
        ),
        ("(i) $8.5 billion, consisting of $5.0 billion of A and $460 million of B, (ii) $1.", ""),
        # 62 + 15 = 77
        ("The army (62%) and the navy (15%), combined, accounting for 77% of all proposed funding.", "holds"),
    ],
)
def test_lists_with_marks(text, expected):
    assert [one.verdict for one in found_in(text) if one.kind == "sum"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # 339 / 452 = 75.0%, 113 / 452 = 25%
        ("We surveyed 452 firms. Of these, 339 ({}%) replied.", "75", "85"),
        ("We surveyed 452 firms in 12 countries. Of these, 339 (75%) replied and 113 ({}%) not.", "25", "35"),
        ("A total of 452 firms took part; 339 ({}%) of them replied.", "75", "85"),
        ("Of the 452 firms, 339 or {} percent were small.", "75", "85"),
        # 51 / 1,366 = 3.7%
        ("It had 1,366 applications and made 51 awards ({}% of applications).", "3.7", "13.7"),
        # 142.0 - 141.2 = 0.8, 0.78 / 141.2 = 0.6%
        ("It gives $142.0 billion, $780 million ({}%) above the FY2025 amount of $141.2 billion.", "1", "5"),
    ],
)
def test_the_base_of_a_share_is_carried_forward(text, right, wrong):
    assert not [one for one in found_in(text.format(right)) if one.severity]
    assert any(one.holds and right in one.stated for one in found_in(text.format(right)))
    accused = [one for one in found_in(text.format(wrong)) if one.is_problem]
    assert [wrong in one.stated for one in accused] == [True]


def test_a_base_that_may_be_another_does_not_accuse():
    # 200 of 452, or of the 400 that replied
    text = "We surveyed 452 firms and 400 replied. Of these, 200 (35%) were small."
    assert not [one for one in found_in(text) if one.severity == "error"]


def test_that_a_year_is_before_a_later_one_is_not_told():
    assert not found_in("The plan ran from 2015 to 2017.")
