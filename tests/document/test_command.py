"""make audit on a small document of each type."""

import csv
import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import audit_document
import psutil
import pytest

from tests.conftest import ROOT
from tests.document.conftest import TEXT, as_document, audit, pdf

KINDS = ("text", "markdown", "html", "docx", "pdf")


def rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", KINDS)
def test_a_contradiction_is_a_result_and_no_failure(audited, kind):
    folder, run = audited[kind]
    assert run.returncode == 0 and run.stderr == "", run.stderr
    assert "1 printed value that cannot be right" in run.stdout and run.stdout.strip().endswith(
        str(folder / "index.html")
    )
    wrong = [check for check in rows(folder / "checks.csv") if check["severity"] == "error"]
    assert [(check["check"], check["row"], check["column"], check["printed"]) for check in wrong] == [
        ("total_row", "5", "2021", "99.3")
    ]
    # 15.2 + 33.0 + 10.4 + 7.7 = 66.3, each a twentieth either way
    assert (wrong[0]["low"], wrong[0]["high"]) == ("66.1", "66.5")
    table = list(csv.reader((folder / "tables/001.csv").open(encoding="utf-8")))
    assert table[0] == ["Partner", "2019", "2020", "2021"] and table[-1] == ["Total", "55.6", "61.5", "99.3"]
    said = {(one["kind"], one["verdict"]) for one in rows(folder / "statements.csv")}
    assert ("change", "holds") in said and not any(verdict == "contradicted" for _, verdict in said)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_names_place_printed_and_what_the_others_say(audited, kind):
    page = (audited[kind][0] / "index.html").read_text(encoding="utf-8")
    assert "row 5 (Total), 2021" in page and "<b>99.3</b>" in page and "66.1 to 66.5" in page
    assert (
        "script-src" not in page
        and "default-src 'none'" in page
        and not re.search(r"<script|<img|onerror=\"|https?://|src=", re.sub(r"&lt;.*?&gt;", "", page))
    )
    # every link of the page leads somewhere in it, or to a file beside it
    for target in set(re.findall(r'href="([^"]+)"', page)) - {"data:,"}:
        assert (
            f'id="{target[1:]}"' in page if target.startswith("#") else (audited[kind][0] / target).is_file()
        ), target


def test_the_same_document_gives_the_same_bytes(audited, tmp_path):
    for kind in ("pdf", "docx"):
        folder, _ = audited[kind]
        audit(folder.parent.parent / folder.name, tmp_path, TZ="Asia/Tokyo", PYTHONHASHSEED="7")
        again = {
            str(path.relative_to(tmp_path / folder.name)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (tmp_path / folder.name).rglob("*")
            if path.is_file()
        }
        assert again == {
            str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file()
        }


def test_a_misread_cell_of_a_pdf_is_shown_with_both_readings(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf("663"))
    run = audit(path, tmp_path)
    assert run.returncode == 1 and "files that no audit wrote" in run.stderr
    assert audit(path, tmp_path / "out").returncode == 0
    doubts = rows(tmp_path / "out/paper.pdf/doubts.csv")
    assert [
        (one["row"], one["column"], one["printed"], one["other"], one["kind"], one["alone"]) for one in doubts
    ] == [("5", "4", "663", "66.3", "point", "yes")]
    page = (tmp_path / "out/paper.pdf/index.html").read_text(encoding="utf-8")
    assert "read as “663”, or “66.3”" in page


def test_nothing_to_check_is_said(tmp_path):
    path = tmp_path / "letter.md"
    path.write_text("Dear reader, this is a letter without any figure, and it ends here.\n")
    run = audit(path, tmp_path / "out")
    assert run.returncode == 0 and "nothing was found to check" in run.stdout
    assert "Nothing was found to check." in (tmp_path / "out/letter.md/index.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("", "no DOCUMENT"),
        ("{folder}", "a folder"),
        ("{folder}/none.pdf", "no such file"),
        ("/dev/null", "no regular file"),
        ("{folder}/empty.md", "an empty file"),
        ("{folder}/a.odt", ".odt"),
    ],
)
def test_what_is_no_document_is_said_in_one_line(tmp_path, document, said):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "a.odt").write_text("x")
    run = audit(document.format(folder=tmp_path), tmp_path / "out")
    assert run.returncode == 1 and said in run.stderr and run.stderr.count("\n") == 1 and run.stdout == ""
    assert not (tmp_path / "out").exists()


def test_nothing_but_an_earlier_audit_is_replaced(tmp_path):
    path = as_document("markdown", tmp_path)
    taken = tmp_path / "out" / path.name
    taken.mkdir(parents=True)
    (taken / "mine.txt").write_text("mine")
    run = audit(path, tmp_path / "out")
    assert run.returncode == 1 and "files that no audit wrote" in run.stderr
    assert [file.name for file in taken.iterdir()] == ["mine.txt"]


def test_an_interrupted_audit_leaves_the_earlier_one(tmp_path):
    path = as_document("markdown", tmp_path)
    assert audit(path, tmp_path / "out").returncode == 0
    before = (tmp_path / "out" / path.name / "index.html").read_bytes()
    path.write_text(
        TEXT + "Exports rose from 3 million in 2001 to 5 million in 2002, it is said.\n\n" * 200_000,
        encoding="utf-8",
    )
    run = subprocess.Popen(
        [sys.executable, "scripts/audit_document.py"],
        cwd=ROOT,
        env={**os.environ, "DOCUMENT": str(path), "OUT": str(tmp_path / "out")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not psutil.Process(run.pid).children():
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=20)[1]
    assert (
        run.returncode == 1
        and said.strip() == "Interrupted; nothing was written, and an earlier audit is as it was"
    )
    assert [file.name for file in (tmp_path / "out").iterdir()] == [path.name]
    assert (tmp_path / "out" / path.name / "index.html").read_bytes() == before


def test_make_hands_the_name_on_as_it_is(tmp_path):
    if not (ROOT / ".venv/ready").exists():
        pytest.skip("no environment that make has set up")
    name = "a $(shell touch pwned) `touch pwned`; touch pwned.pdf"
    run = subprocess.run(
        ["make", "audit", f"DOCUMENT={tmp_path}/{name}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{name}: found no such file" in run.stderr and not (ROOT / "pwned").exists()


def test_progress_is_one_line_and_only_where_it_takes_long(capsys, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(audit_document.time, "monotonic", lambda: clock[0])
    progress = audit_document.Progress()
    for second in range(1, 25):
        clock[0] = second
        progress("page", second, 40)
    clock[0] = 200
    progress("table", 1, 3)
    clock[0] = 300
    progress("table", 2, 3)
    # every ten seconds: 10 pages took 9 seconds, 30 are left; 20 took 19
    assert capsys.readouterr().err.split("\n") == [
        "page 10 of 40, about 27 s left",
        "page 20 of 40, about 19 s left",
        "table 2 of 3, about 50 s left",
        "",
    ]


def test_pages_left_out_for_one_reason_are_one_line():
    unread = [
        ["page 3", "late"],
        ["page 4", "late"],
        ["page 6", "late"],
        ["page 7", "broken"],
        ["end of the file", "cut"],
    ]
    assert audit_document.grouped(unread) == [
        ["pages 3 to 4", "late"],
        ["page 6", "late"],
        ["page 7", "broken"],
        ["end of the file", "cut"],
    ]


def test_formulas_are_quiet_in_csv():
    assert [audit_document._quiet(text) for text in ("=1+1", "@x", "-12.3", "+cmd|x", "−3", "Total", 5)] == [
        "'=1+1",
        "'@x",
        "-12.3",
        "'+cmd|x",
        "−3",
        "Total",
        5,
    ]
