"""The mistakes that economists make, one at a time and all at once, and the same page without them."""

import pytest

from crossfoot.documents.document import read_document
from crossfoot.prose.statements import find_statements
from crossfoot.tables.checks import Auditor
from tests.document.planted import MISTAKES, SOUND


def found(text: str) -> list[tuple[str, str, str]]:
    """Kind, severity and what is quoted, of all errors and questions."""
    reading = read_document(text.encode(), "page.md")
    checks = [check for check in Auditor()(reading.tables) if check.is_problem]
    statements = [one for one in find_statements(reading.prose, reading.tables) if one.is_problem]
    return [(one.check, one.severity, one.printed) for one in checks] + [
        (one.kind, one.severity, one.stated) for one in statements
    ]


def planted(*names: str) -> str:
    text = SOUND
    for name in names:
        right, wrong, *_ = MISTAKES[name]
        assert text.count(right) == 1, name
        text = text.replace(right, wrong)
    return text


def test_the_page_without_mistakes_draws_nothing():
    reading = read_document(SOUND.encode(), "page.md")
    assert len(reading.tables) == 7
    assert found(SOUND) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_where_it_stands(name):
    *_, kind, printed = MISTAKES[name]
    raised = found(planted(name))
    assert (kind, printed) in {(one, text) for one, _, text in raised}
    # a wrong t has another p, a wrong interval another middle
    assert {text for _, severity, text in raised if severity == "error"} <= {printed, "0.003"}


def test_all_mistakes_at_once_are_found():
    expected = {(kind, printed) for *_, kind, printed in MISTAKES.values()}
    assert expected <= {(kind, text) for kind, _, text in found(planted(*MISTAKES))}
