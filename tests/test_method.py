"""docs/method.md and docs/data.md, which readers of the report get: short, without code, and with the figures
of the pages that measure."""

import re

import pytest

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
    ("part", "label"),
    [
        ("## Tables\n", "the document's tables"),
        ("## Claims\n", "claims listed by hand"),
        ("### Sentences held back\n", "invented sentences, held back"),
    ],
)
def test_what_the_audit_finds_is_what_was_measured(part, label):
    section = AUDIT[AUDIT.index(part) :]
    names = section[section.index("| altered |") :].split("\n")[0].strip("| ").split(" | ")
    counted = next(row for row in rows_of(section, "| altered |") if row[0] == "all of these")
    measured = dict(zip(names, counted, strict=True))
    head = "| what was altered |"
    asked = METHOD[METHOD.index(head) :].split("\n")[0].strip("| ").split(" | ")[1:]
    said = next(row for row in rows_of(METHOD, head) if row[0] == label)[1:]
    assert said == [measured.get(name, "–") for name in asked]


def test_what_it_finds_of_real_prose_and_how_well_tables_are_read_is_what_was_measured():
    listed, decided = (
        next(row for row in rows_of(AUDIT[AUDIT.index(part) :], "| kind |") if row[0] == "all of these")
        for part in ("claims that were listed by hand", "statements that the audit decides")
    )
    assert f"Of the {listed[1]} listed claims" in METHOD and listed[5] == "100.0%" and decided[5] == "100.0%"
    assert f"finds {listed[2]} ({float(listed[4].rstrip('%')):.0f}%)" in METHOD
    assert f"All {decided[1]} sentences" in METHOD
    for part, said in (
        ("layouts held back", "all {} figures of PDF files"),
        ("reference documents", "all {} of"),
    ):
        ours = rows_of(EXTRACTION[EXTRACTION.index(f"## PDF, {part}") :], "| reader |")[0]
        share, right = re.fullmatch(r"(.+)% \((\d+) of \d+\)", ours[1]).groups()
        assert share == "100.0" and said.format(right) in " ".join(METHOD.split())
