"""docs/method.md and docs/data.md, which readers of the report get: short, without code, and with the figures
of the pages that measure."""

import re

import pytest

from crossfoot.numbers.words import WORDS as NUMBERS
from tests.conftest import ROOT

METHOD, DATA, AUDIT, EXTRACTION, SHORT_SERIES = (
    (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("method", "data", "audit", "extraction", "short_series")
)


def rows_of(page: str, head: str) -> list[list[str]]:
    """The cells of the first table of a page whose head begins so, below its rule."""
    table = page[page.index(head) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


@pytest.mark.parametrize(("page", "most"), [(METHOD, 3500), (DATA, 1500)], ids=["method", "data"])
def test_a_page_for_readers_is_short_and_names_no_code(page, most):
    assert len([word for word in page.split() if re.search(r"\w", word)]) <= most
    assert "`" not in page and not re.findall(r"\w_\w|\w\.(?:py|csv|yaml|md)\b", page)


def test_coverage_is_that_of_the_simulations():
    for _, *cells in rows_of(METHOD, "| interval | years |"):
        assert " | ".join(cells) in SHORT_SERIES
    for row in rows_of(METHOD, "| autocorrelation | break |"):
        assert f"| {' | '.join(row)} |" in SHORT_SERIES


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("### Tables\n", "Of {} alterations of the document's tables {} were found"),
        ("### Claims\n", "of {} of the listed claims {}"),
        ("#### Sentences held back\n", "of {} of invented sentences that had been held back {}"),
    ],
)
def test_what_the_audit_finds_is_what_was_measured(part, said):
    counted = next(
        row for row in rows_of(AUDIT[AUDIT.index(part) :], "| altered |") if row[0] == "all of these"
    )
    assert said.format(*counted[1:3]) in " ".join(METHOD.split())


def test_what_it_finds_of_real_prose_is_what_was_measured():
    listed, decided = (
        next(row for row in rows_of(AUDIT[AUDIT.index(part) :], "| kind |") if row[0] == "all of these")
        for part in ("claims that were listed by hand", "statements that the audit decides")
    )
    method = " ".join(METHOD.split())
    assert f"Of the {listed[1]} listed claims" in method and listed[5] == "100.0%" and decided[5] == "100.0%"
    assert f"finds {listed[2]} ({float(listed[4].rstrip('%')):.0f}%)" in method
    assert f"All {decided[1]} sentences" in method


def test_how_well_it_reads_documents_by_others_is_what_was_measured():
    method = " ".join(METHOD.split())
    for part, said in (
        ("ICDAR 2013, US set", "{} of the cells were exact in files of a competition (ICDAR 2013)"),
        ("OpenDataLoader, pages with tables", "{} in a mixed set (OpenDataLoader)"),
    ):
        ours = rows_of(EXTRACTION[EXTRACTION.index(f"## {part}") :], "| reader |")[0]
        assert said.format(ours[2]) in method
    said = (
        "first read {documents} documents by others, they called {numbers} numbers wrong, of which {right} "
        "are; {worth} of their {questions} questions were worth asking"
    )
    assert said_of_first_readings(said) in method


def said_of_first_readings(words: str) -> str:
    """A sentence filled from the tables of docs/audit.md: what the present checks called wrong and asked when
    they first read a set of documents, and what all earlier ones had called wrong."""
    rows = {row[0]: row[1:] for row in rows_of(AUDIT, "|  | documents |")}
    now, all_first = (
        [int(cell.replace(",", "")) if cell.replace(",", "").isdigit() else 0 for cell in rows[name]]
        for name in ("eighth set, when first read by the checks that ask more", "all, when first read")
    )
    return words.format(
        documents=now[0],
        numbers=NUMBERS[now[1] + now[4]],
        right=NUMBERS[now[2] + now[5]],
        questions=now[7],
        worth=now[8],
        earlier=all_first[1] + all_first[4],
        earlier_right=all_first[2] + all_first[5],
    )
