"""README and docs/using.md say of the audit of a paper what docs/audit.md measured and what it does."""

import re

import crossfoot
from crossfoot.__main__ import parser
from tests.conftest import ROOT
from tests.test_method import AUDIT, rows_of
from tests.test_readme import section

USING = " ".join((ROOT / "docs/using.md").read_text(encoding="utf-8").split())
PAPER = " ".join(section("Check my paper").split())


def test_how_often_it_is_right_is_what_was_measured():
    rows = rows_of(AUDIT, "|  | documents |")
    (counts,) = [row[1:] for row in rows if row[0] == "all, when first read"]
    documents, tables, tables_right, prose, prose_right, questions, worth = (
        int(counts[at].replace(",", "")) for at in (0, 1, 2, 4, 5, 7, 8)
    )
    assert (
        f"In {documents:,} documents by others, when they were first read, "
        f"{tables_right + prose_right} of the {tables + prose} numbers and statements that it called wrong "
        f"were wrong, and {worth} of its "
        f"{questions} questions were worth asking" in PAPER
    )
    assert "What the audit misses in documents of others has had a first look alone" in AUDIT
    assert "of what it misses there is a first look alone" in PAPER


def test_the_exit_status_is_said_in_the_same_way():
    said = r"0 (?:where )?nothing that was checked is contradicted[;,] 1 .*2 (?:where )?there is no answer"
    for text in (PAPER.replace("and 2", "2"), USING, " ".join(parser().format_help().split())):
        assert re.search(said, text)


def test_every_name_of_the_audit_that_the_page_shows_is_public():
    for name in set(re.findall(r"crossfoot\.([A-Za-z]\w*)", USING)):
        assert hasattr(crossfoot, name), name
    assert {"read", "audit", "Settings", "InputError"} <= set(re.findall(r"crossfoot\.([A-Za-z]\w*)", USING))
