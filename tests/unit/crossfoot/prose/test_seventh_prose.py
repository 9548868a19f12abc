"""Sentences such as those of documents that the audit had accused wrongly."""

from crossfoot.prose.amounts import same_base
from crossfoot.prose.sentences import split


def test_months_are_not_held_against_weeks():
    assert not same_base("+ months to", " weeks at")
    assert same_base("+ weeks to", " weeks at")


def test_the_mark_of_a_note_ends_a_sentence():
    assert (
        len(split("Rates went from 41% to 48% over this period.iv For others they were four times higher."))
        == 2
    )
    assert (
        len(split("They rose from 10 to 12 and raised levels 58 This growth, led by 16 per cent, lasted."))
        == 2
    )
