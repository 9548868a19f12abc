"""Documents made to do harm end in one line or in a part of the result, and reach nothing."""

import os
import socket
import subprocess
import sys
import threading
import time

import pytest

import crossfoot
from crossfoot import InputError, Limits
from crossfoot.documents.document import read_document
from tests.document import hostile
from tests.document.conftest import TEXT, pdf


@pytest.fixture
def audit(tmp_path):
    """Audits a document of this name and content, which it writes first."""

    def run(name: str, content: bytes, **limits: int) -> crossfoot.Audit:
        (tmp_path / name).write_bytes(content)
        return crossfoot.audit(tmp_path / name, Limits(**limits))

    return run


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
def test_what_cannot_be_read_is_said_in_one_line(audit, name, content, found):
    with pytest.raises(InputError) as error:
        audit(name, content(), seconds=60)
    assert error.value.place.startswith(name) and found in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        hostile.nested("div", 50_000),
        hostile.nested("table><tr><td", 3_000),
        b"<p>" + b"[" * 200_000 + b"</p>",
    ],
    ids=["divs", "tables", "brackets"],
)
def test_deep_markup_ends(audit, content):
    start = time.monotonic()
    try:
        assert audit("deep.html", content, seconds=4).document == "deep.html"
    except InputError as error:
        assert error.place.startswith("deep.html")
    # as long to read as to check
    assert time.monotonic() - start < 12


def test_a_document_reaches_neither_network_nor_files(audit, tmp_path):
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
            try:
                found = audit(name, content)
            except InputError as error:
                # entities are not unfolded, they are refused
                assert name == "entity.docx" and "the-secret" not in str(error)
            else:
                page = found.write(tmp_path / "out").read_text(encoding="utf-8")
                assert found.reading.prose and "the-secret" not in found.to_json() + page
        # the listener does listen
        socket.create_connection(listener.getsockname()).close()
        time.sleep(0.1)
        assert len(asked) == 1


def test_the_reader_s_process_has_no_network_no_programs_and_no_files(tmp_path):
    tries = """
import os, socket, subprocess, sys
from crossfoot.run.worker import confine
confine({memory_mb}, {seconds}, [sys.prefix, sys.base_prefix])
for what in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run(["true"]),
             lambda: os.system("true"), lambda: open("/etc/hostname"),
             lambda: open({out!r}, "w"), os.fork, lambda: os.remove({out!r}), lambda: b"x" * 2**31):
    try:
        what()
        print("went through")
    except (PermissionError, MemoryError) as error:
        print(type(error).__name__)
"""
    out = tmp_path / "out.txt"
    out.write_text("stays")
    limits = Limits()
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            tries.format(memory_mb=limits.memory_mb, seconds=limits.seconds, out=str(out)),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split("\n")[:-1] == ["PermissionError"] * 7 + ["MemoryError"], run.stderr
    assert out.read_text() == "stays"


LONG = TEXT + "Exports rose from 3 million in 2001 to 5 million in 2002, it is said.\n\n" * 60_000


def test_too_little_memory_is_said(audit):
    with pytest.raises(InputError, match="long.md: found a document that cannot be read") as error:
        audit("long.md", LONG.encode(), memory_mb=40)
    assert "more than 40 MB of memory" in str(error.value)


def test_of_a_text_that_takes_too_long_what_was_read_is_kept(audit):
    # a busy machine may not begin within a second
    try:
        found = audit("long.md", LONG.encode(), seconds=1)
    except InputError as error:
        assert "more than 1 seconds (--seconds)" in str(error)
    else:
        assert found.tables and any("(--seconds)" in part["why"] for part in found.unread)


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        ({"seconds_a_page": 2, "memory_mb": 8000}, "it takes more than 2 seconds (--seconds-a-page)"),
        (
            {"memory_mb": 300, "seconds_a_page": 100},
            "its reader needs more than 300 MB of memory (--memory-mb)",
        ),
    ],
    ids=["time", "memory"],
)
def test_a_page_that_takes_too_much_is_left_out_and_the_rest_is_read_again(audit, tmp_path, limits, why):
    found = audit("paper.pdf", hostile.heavy_page(pdf(pages=3), 2), **limits)
    assert found.unread == [{"place": "page 2", "why": why}]
    assert len(found.tables) == 1 and {passage.page for passage in found.reading.prose} == {1, 3}
    # the checks of the rest are there too
    assert [one["printed"] for one in found.contradicted] == ["99.3"] and found.prose_checked
    page = found.write(tmp_path / "out").read_text(encoding="utf-8")
    assert why in page and why in found.summary()


def test_pages_that_are_left_out_are_named_and_the_others_are_read():
    reading = read_document(
        pdf(pages=4), "paper.pdf", leave_out=lambda page: "the time was up" if page > 2 else ""
    )
    assert [(part.place, part.why) for part in reading.unread] == [
        ("page 3", "the time was up"),
        ("page 4", "the time was up"),
    ]
    assert len(reading.tables) == 1 and {passage.page for passage in reading.prose} == {1, 2}


def test_a_document_of_too_many_pages_is_refused(audit):
    assert audit("paper.pdf", pdf(pages=2), pages=2).reading.pages == 2
    with pytest.raises(InputError, match="paper.pdf: found 3 pages; expected at most 2"):
        audit("paper.pdf", pdf(pages=3), pages=2)


def test_a_document_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(201 * 2**20)
    with pytest.raises(InputError, match=r"large.pdf: found 201 MB; expected at most 200 MB \(--megabytes\)"):
        crossfoot.audit(path)
