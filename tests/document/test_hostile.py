"""Documents made to do harm end in one line or in a part of the result, and reach nothing."""

import json
import socket
import subprocess
import sys
import threading
import time

import apart
import pytest
import yaml

from crossfoot.documents.document import read_document
from tests.conftest import ROOT
from tests.document import hostile
from tests.document.conftest import TEXT, audit, pdf

LIMITS = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))["document_audit"]


def read(name: str, content: bytes, **limits: int) -> tuple[apart.Outcome, dict | None]:
    heard = []
    outcome = apart.run_apart(
        {"do": "read", "name": name, "skipped": {}, "limits": LIMITS | limits}, content, heard.append
    )
    return outcome, next((message["reading"] for message in heard if "reading" in message), None)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("locked.pdf", lambda: hostile.encrypted(pdf()), "password"),
        ("cut.pdf", lambda: pdf()[:300], "broken"),
        ("paper.pdf", lambda: b"PK\x03\x04" + b"0" * 100, "suffix"),
        ("letter.docx", lambda: b"%PDF-1.7", "suffix"),
        ("letter.docx", lambda: hostile.archive({"a.txt": "x"}), ""),
        ("picture.png", lambda: b"\x89PNG", ".png"),
        ("bytes.txt", lambda: bytes(range(128, 256)), "UTF-8"),
        ("bomb.docx", hostile.bomb, ""),
        ("laughs.docx", hostile.laughs, ""),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(name, content, found):
    outcome, reading = read(name, content(), seconds=60)
    assert reading is None and outcome.fault and outcome.fault[0].startswith(name), (outcome, reading)
    assert found in ": ".join(outcome.fault) and "\n" not in "".join(outcome.fault)


@pytest.mark.parametrize(
    "content",
    [
        hostile.nested("div", 50_000),
        hostile.nested("table><tr><td", 3_000),
        b"<p>" + b"[" * 200_000 + b"</p>",
    ],
    ids=["divs", "tables", "brackets"],
)
def test_deep_markup_ends(content):
    outcome, reading = read("deep.html", content, seconds=4)
    assert reading is not None or outcome.fault or outcome.ended


def test_a_document_reaches_neither_network_nor_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret")
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            while True:
                try:
                    asked.append(listener.accept()[1])
                except OSError:
                    return

        threading.Thread(target=listen, daemon=True).start()
        for name, content in hostile.reaching_out(listener.getsockname()[1], str(secret)).items():
            _, reading = read(name, content)
            assert "the-secret" not in json.dumps(reading)
        # the listener does listen
        socket.create_connection(listener.getsockname()).close()
        time.sleep(0.1)
        assert len(asked) == 1


def test_the_reader_s_process_has_no_network_no_programs_and_no_files(tmp_path):
    tries = """
import sys; sys.path.insert(0, {folder!r})
import read_apart, json, os, subprocess, socket
read_apart.confine({limits!r}, [sys.prefix, sys.base_prefix])
for what in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run(["true"]), lambda: os.system("true"), lambda: open("/etc/hostname"),
             lambda: open({out!r}, "w"), lambda: os.fork(), lambda: os.remove({out!r}), lambda: b"x" * 2**31):
    try:
        what()
        print("went through")
    except (PermissionError, MemoryError) as error:
        print(type(error).__name__)
"""
    out = tmp_path / "out.txt"
    out.write_text("stays")
    run = subprocess.run(
        [sys.executable, "-c", tries.format(folder=str(ROOT / "scripts"), limits=LIMITS, out=str(out))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split("\n")[:-1] == ["PermissionError"] * 7 + ["MemoryError"], run.stderr
    assert out.read_text() == "stays"


def test_too_little_memory_or_time_is_said(tmp_path):
    (tmp_path / "long.md").write_text(
        TEXT + "Exports rose from 3 million in 2001 to 5 million in 2002, it is said.\n\n" * 60_000
    )
    content = (tmp_path / "long.md").read_bytes()
    outcome, reading = read("long.md", content, seconds=1)
    assert reading is None and outcome.ended == apart.TIME
    outcome, reading = read("long.md", content, memory_mb=40)
    assert reading is None and outcome.ended == apart.MEMORY


def test_pages_before_and_after_one_that_takes_too_long_are_kept(tmp_path, monkeypatch):
    import audit_document

    calls = []

    def run(task, content, heard):
        calls.append(dict(task["skipped"]))
        if not task["skipped"]:
            heard({"page": 1, "pages": 3})
            return apart.Outcome(apart.PAGE, None, 1, 3)
        return apart_run(task, content, heard)

    apart_run = apart.run_apart
    monkeypatch.setattr(apart, "run_apart", run)
    record = audit_document.read_document(pdf(pages=3), "paper.pdf", LIMITS, lambda what, done, of: None)
    assert calls[0] == {} and list(calls[1]) == ["2"]
    assert [place for place, _ in record["unread"]] == ["page 2"] and "seconds_a_page" in record["unread"][0][
        1
    ]
    assert len(record["tables"]) == 1 and {passage[2] for passage in record["prose"]} == {1, 3}


def test_pages_that_are_left_out_are_named_and_the_others_are_read():
    reading = read_document(
        pdf(pages=4), "paper.pdf", leave_out=lambda page: "the time was up" if page > 2 else ""
    )
    assert [(part.place, part.why) for part in reading.unread] == [
        ("page 3", "the time was up"),
        ("page 4", "the time was up"),
    ]
    assert len(reading.tables) == 1 and {passage.page for passage in reading.prose} == {1, 2}


def test_a_document_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate((LIMITS["megabytes"] + 1) * 2**20)
    run = audit(path, tmp_path / "out")
    assert run.returncode == 1 and run.stderr.count("\n") == 1 and "document_audit.megabytes" in run.stderr
    assert not (tmp_path / "out").exists()
