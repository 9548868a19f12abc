"""What fails, hangs or takes too much memory (a table, sentence, picture) is named; the rest is checked."""

import json
import subprocess
import sys

import pytest
import typst

import crossfoot
from crossfoot.documents.document import Document, Passage
from crossfoot.prose import statements
from crossfoot.run import clippings, worker_checks
from crossfoot.run.worker import timed
from tests.conftest import ROOT
from tests.unit.crossfoot.run.test_clippings import CHECK, PAGE
from tests.unit.crossfoot.tables.test_doubts import altered

FAULTS = [TypeError("x"), RuntimeError("x"), AssertionError("x"), MemoryError(), OSError("x")]
HOLDS = "Exports rose from 3 million in 2001 to 5 million in 2002."
# that is not the rise of 3 to 5
BAD = "Sales fell from 7 million in 2001 to 9 million in 2002."


def checked(*prose: str) -> tuple[list[dict], dict]:
    tables = [altered({}), altered({(4, 3): "99.3"})]
    reading = Document(
        "paper.md", "markdown", None, tables, [Passage(text, n) for n, text in enumerate(prose)]
    )
    said = []
    worker_checks.check_reading(reading, said.append, timed(1))
    return said[:-1], json.loads(json.dumps(said[-1]))


def failing(function, at, fault):
    """The function, but for its call on what `at` knows; a fault that is none is a hang."""

    def call(*arguments):
        if at(*arguments):
            while fault is None:
                pass
            raise fault
        return function(*arguments)

    return call


@pytest.mark.parametrize("fault", [*FAULTS, None], ids=lambda fault: type(fault).__name__)
def test_a_table_that_fails_takes_nothing_else_down(monkeypatch, fault):
    taken = failing(worker_checks.confidence_of, lambda table, *_: table.body[4][3] == "99.3", fault)
    if fault is None:
        taken = worker_checks.confidence_of
        search = failing(worker_checks.find_doubts, lambda table, *_: table.body[4][3] == "99.3", fault)
        monkeypatch.setattr(worker_checks, "find_doubts", search)
    monkeypatch.setattr(worker_checks, "confidence_of", taken)
    (first, second), prose = checked(HOLDS)
    assert first["checks"] and "holds" in {one["verdict"] for one in prose["statements"]}
    if fault is None:
        # the search for other readings hangs; what was checked before it stands
        assert second["checks"] and second["unsearched"] == (
            "the search needs more than 1 seconds (--seconds-a-page)"
        )
    else:
        assert set(second) == {"table", "why"} and second["why"].startswith("the check ")


@pytest.mark.parametrize("fault", [*FAULTS, None], ids=lambda fault: type(fault).__name__)
def test_a_sentence_that_fails_takes_nothing_else_down(monkeypatch, fault):
    check = failing(statements.check_changes, lambda sentence: sentence.text == BAD, fault)
    kept = [one for one in statements.SENTENCE_CHECKS if one is not statements.check_changes]
    monkeypatch.setattr(statements, "SENTENCE_CHECKS", (*kept, check))
    tables, prose = checked(HOLDS, BAD, HOLDS.replace("Exports", "Imports"))
    assert all("checks" in one for one in tables)
    assert [one["line"] for one in prose["statements"] if one["kind"] == "change"] == [0, 2]
    (named,) = [one["diagnosis"] for one in prose["statements"] if not one["quote"]]
    assert named.startswith("the sentence at line 1 was not checked, the check ") and BAD in named


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("find_statements", "the prose"),
        ("check_cited_works", "the works cited"),
        ("check_joint", "what two tables print of one quantity"),
    ],
)
def test_what_fails_as_a_whole_is_named(monkeypatch, name, place):
    monkeypatch.setattr(worker_checks, name, failing(None, lambda *_: True, KeyError("x")))
    tables, prose = checked(HOLDS)
    assert [one for one, _ in prose["failed"]] == [place] and "KeyError" in prose["failed"][0][1]
    assert all(one["checks"] for one in tables) and (prose["statements"] is None) == (place == "the prose")


def test_where_no_table_can_be_checked_the_prose_is(monkeypatch):
    monkeypatch.setattr(worker_checks, "checker", failing(None, lambda *_: True, KeyError("x")))
    tables, prose = checked(HOLDS)
    assert [one["why"] for one in tables] == ["the check cannot take it (KeyError)"] * 2
    assert [one["verdict"] for one in prose["statements"] if one["kind"] == "change"] == ["holds"]


def test_a_picture_that_cannot_be_drawn_takes_no_other_down(monkeypatch):
    source = (
        PAGE.replace("{flipped}", "")
        + "\n#pagebreak()\n"
        + PAGE.split("\n", 1)[1].replace("Table 1", "Table 2")
    )
    content = typst.compile(source.encode())
    reading = crossfoot.read_document(content, "a.pdf")
    draw = failing(clippings._picture, lambda _, page, *__: page.number == 1, RuntimeError("x"))
    monkeypatch.setattr(clippings, "_picture", draw)
    found = list(clippings.clippings(content, reading, {0: [CHECK], 1: [CHECK]}))
    assert [one["clipping"] for one in found] == [1]


def test_memory_that_runs_out_in_one_sentence_leaves_the_rest(tmp_path):
    """In the process that has the limit: a check that asks for more than there is."""
    work = """
import sys
from crossfoot.prose import statements
from crossfoot.run import worker
check = statements.check_changes
def hungry(sentence):
    if sentence.text.startswith("Sales"):
        bytearray(2 << 30)
    return check(sentence)
statements.SENTENCE_CHECKS = (hungry,)
worker.main(sys.stdin.buffer)
"""
    text = f"{HOLDS}\n\n{BAD}\n\n{HOLDS.replace('Exports', 'Imports')}\n".encode()
    limits = {"memory_mb": 700, "seconds": 60, "seconds_a_page": 30, "pages": 9}
    task = {"name": "a.md", "skipped": {}, "seconds": 60, "limits": limits, "bytes": len(text), "sees": False}
    task |= {"settings": {}, "readable": [str(ROOT), sys.prefix]}
    run = subprocess.run(
        [sys.executable, "-c", work],
        input=json.dumps(task).encode() + b"\n" + text,
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT / "src",
    )
    (found,) = [one for one in map(json.loads, run.stdout.splitlines()) if "statements" in one]
    said = [(one["line"], one["verdict"]) for one in found["statements"] if one["kind"] == "change"]
    assert said == [(1, "holds"), (5, "holds")]
    assert any("needs more memory" in one["diagnosis"] for one in found["statements"])
