"""A sentence is contradicted only where nothing else can be meant; one that fails takes nothing down."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.prose import statements
from crossfoot.prose.statements import find_statements

NOT_ACCUSED = [
    # the first amount is the increase
    "Investment increased by $67.9 billion, up from $163.1 billion in 2017-18.",
    # each total is of its own
    "It grew by $0.9 billion in A (totalling $7.9 billion), by $2.2 billion in B (totalling $6.0 billion).",
    "The mill will expand from 970 kilotonnes per annum (ktpa) to 1.01 Mtpa.",
    "The plant grew from 900 MW to 1.5 GW.",
    "Two partners hold 30% each, with the remaining 40% held by the state.",
    "A leads in ilmenite with 22% followed by B with 19% and is the largest producer of zircon with 47%.",
    "The deadline was brought forward from 2025 to 2020.",
    # a rank that rises is a lesser number
    "The country's rank in the index rose from 142 in 2014 to 63 in 2019.",
    "Growth was 3% last year while unemployment, up from 4% in 2019, hit a record.",
    # of two wholes, per two measures, in two units of time
    "Debt rose from 50% of output in 2000 to 30% of sales in 2010.",
    "Shipments grew from $5 million a day in 2000 to $1 million an hour in 2010.",
    "The lead time increased from 3 months in 2010 to 1 year in 2020.",
    "There were 40 dams, 25 of them large, and 10 bridges, totalling 50 structures.",
    # what is ranked is not the amount in brackets
    "The largest number of projects is in power ($2 billion), followed by transport ($5 billion).",
    "The highest growth was in machinery ($5 billion), followed by textiles ($7 billion).",
    "There are three economies (Hong Kong, China, Singapore, and Malaysia).",
    "Loans of $5 billion and grants of $2 billion, of which $6 billion was spent, were agreed.",
    # "rose to A from B, and another to C from D"
    "Imports rose to 445,400 tonnes from 362,500 and exports to 151,500 from 139,800.",
    "It cut the price to 3,995 dollars from 4,695 dollars and lowered that of another to 4,795 dollars.",
    "Assets rose to 415 billion from 413 billion, mainly reflecting a rise to 116 billion from 114 billion.",
    "The amount for raises to 3.5 percent of the payroll from 5.5 percent was told.",
    "Orders came from 16 airlines, comprising 275 firm orders and 164 options.",
    "Output is put at between 7.5 and 7.8 million tonnes, down from last week's 7.7 to 8 million tonnes.",
    "The loss was $28.33 a share, down from a gain of $6.42 a share.",
    "Output was 458.51 billion kWh, up 2.2 percent from 448.79 billion last year.",
    "The return is between 15 and 16 percent, versus an average of 18.4 percent.",
    "Holders of warrants, two of which entitle the holder to acquire 100 grams, gained.",
]
ACCUSED = [
    "The year ended on November 31, 1986.",
    # 1.59 / 0.7789 is 2.04
    "Net income was 1.59 billion pesos, up 68 percent from 778.9 million pesos in 1985.",
]
# a word beside two amounts, and a number that is far from what follows
ASKED = [
    # 191 is below 381
    "Borrowings averaged $191 million, up from $381 million two weeks before.",
    # 1.89 / 0.7789 is 2.43
    "Net income was 1.89 billion pesos, up 68 percent from 778.9 million pesos in 1985.",
    "Exports rose from $8 billion in 2010 to $5 billion in 2015.",
    "It was $1.1 trillion in 2025, down from $1.2 trillion in 2024 but up from $1.9 trillion in 2023.",
]


def problems(text, severity):
    return [one for one in find_statements([Passage(text, 1)], []) if one.severity == severity]


@pytest.mark.parametrize("text", NOT_ACCUSED)
def test_what_can_be_meant_otherwise_is_not_accused(text):
    assert not problems(text, "error") and not problems(text, "question")


@pytest.mark.parametrize("text", ACCUSED)
def test_what_no_reading_saves_is_accused(text):
    assert len(problems(text, "error")) == 1


@pytest.mark.parametrize("text", ASKED)
def test_what_one_word_says_is_asked(text):
    assert len(problems(text, "question")) == 1 and not problems(text, "error")


def test_points_written_as_percent_are_a_question():
    text = "The rate fell from 8.1% to 6.0%, a decline of 2.1%."
    assert not problems(text, "error") and "percentage points" in problems(text, "question")[0].diagnosis


def test_a_sentence_that_fails_is_named_and_takes_nothing_down(monkeypatch):
    def fails(sentence):
        if "Imports" in sentence.text:
            raise TypeError
        return []

    monkeypatch.setattr(statements, "SENTENCE_CHECKS", (*statements.SENTENCE_CHECKS, fails))
    text = "Exports rose from $5 billion to $8 billion. Imports rose from $5 billion to $9 billion."
    found = find_statements([Passage(text, 7, 3)], [])
    assert [one.verdict for one in found if one.kind == "change"] == ["holds", "holds"]
    (left,) = [one for one in found if one.kind == "sentence"]
    assert left.quote == "" and "page 3, line 7" in left.diagnosis and "Imports rose" in left.diagnosis


def test_an_open_bound_beside_a_misprint_is_no_reason_to_stop():
    text = "It fell from more than 58.8 million to less than 25,000 in a year. Exports rose from 5% to 8%."
    assert any(one.verdict == "holds" for one in find_statements([Passage(text, 1)], []))
