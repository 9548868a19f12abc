"""Works cited and listed under two spellings."""

from crossfoot.documents.document import Passage
from crossfoot.prose.cited_works import check_cited_works

NAMES = ["Abel", "Baker", "Carver", "Dover", "Ellis", "Farmer", "Gilbert", "Holland"]
TEXT = "It is known that trade grows with size (" + "; ".join(f"{name}, 2001" for name in NAMES) + ")."
ENTRIES = [f"{name}, A. B. (2001). A work of theirs. A Journal, 1, 1–2." for name in NAMES]


def asked(text: str, *entries: str) -> list[tuple[str, str]]:
    prose = [Passage(one, line) for line, one in enumerate([TEXT, text, *ENTRIES, *entries], start=1)]
    return [(one.stated, one.severity) for one in check_cited_works(prose)]


def test_a_name_that_the_list_spells_otherwise_is_asked_about():
    said = "We measure this with the toolbox of the field (Brainerd, 1997)."
    assert asked(said, "Brainard, D. H. (1997). A toolbox. A Journal, 10, 433–436.") == [
        ("Brainerd 1997", "question")
    ]


def test_a_work_in_the_list_and_one_that_the_list_lacks_are_no_question():
    said = "We measure this with the toolbox of the field (Brainard, 1997; Morgan, 1998)."
    assert asked(said, "Brainard, D. H. (1997). A toolbox. A Journal, 10, 433–436.") == []


def test_another_author_of_an_entry_is_not_its_first():
    said = "We measure this with the toolbox of the field (Brainerd, 1997)."
    assert asked(said, "Smith, K. L., & Brainard, D. H. (1997). A toolbox. A Journal, 10, 433–436.") == []


def test_a_document_without_a_list_has_no_question():
    prose = [Passage(TEXT, 1), Passage("Brainard, D. H. (1997). A toolbox. A Journal, 10, 433–436.", 2)]
    assert check_cited_works(prose) == []
