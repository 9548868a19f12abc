"""The audit of a small document of each type, and the command crossfoot."""

import csv
import hashlib
import json
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import typst

import crossfoot
from crossfoot.__main__ import main
from tests.conftest import ROOT
from tests.document.conftest import TEXT, as_document, command, pdf

KINDS = ("text", "markdown", "html", "docx", "pdf")


def rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_contradiction_is_found_in_each_format(audited, kind):
    folder, found = audited[kind]
    assert "1 printed value that cannot be right" in found.summary() and found.unread == []
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
        and not re.search(
            r"<script|onerror=\"|https?://|src=(?!\"data:image/png;)", re.sub(r"&lt;.*?&gt;", "", page)
        )
    )
    # every link of the page leads somewhere in it, or to a file beside it
    for target in set(re.findall(r'href="([^"]+)"', page)) - {"data:,"}:
        assert (
            f'id="{target[1:]}"' in page if target.startswith("#") else (audited[kind][0] / target).is_file()
        ), target


def test_the_command_gives_the_same_bytes_in_another_place(audited, tmp_path):
    # two would be held against each other
    kinds = ("pdf", "docx", "html")
    documents = [audited[kind][0].parent.parent / audited[kind][0].name for kind in kinds]
    run = command(
        "--out", tmp_path / "out", *documents, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}, cwd=tmp_path
    )
    assert run.returncode == 1 and run.stderr == "", run.stderr
    assert [line.strip() for line in run.stdout.splitlines() if line.endswith(".html")] == [
        f"{tmp_path}/out/{document.name}/index.html" for document in documents
    ]
    for kind in kinds:
        assert contents(tmp_path / "out" / audited[kind][0].name) == contents(audited[kind][0])


def test_a_misread_cell_of_a_pdf_is_shown_with_both_readings(tmp_path):
    (tmp_path / "paper.pdf").write_bytes(pdf("663"))
    page = crossfoot.audit(tmp_path / "paper.pdf").write(tmp_path / "out")
    doubts = rows(tmp_path / "out/doubts.csv")
    assert [
        (one["row"], one["column"], one["printed"], one["other"], one["kind"], one["alone"]) for one in doubts
    ] == [("5", "4", "663", "66.3", "point", "yes")]
    assert "read as “663”, or “66.3”" in page.read_text(encoding="utf-8")


def test_status_0_where_nothing_is_contradicted(tmp_path):
    paper = tmp_path / "trade.md"
    paper.write_text(TEXT.replace("99.3", "66.3"), encoding="utf-8")
    assert main([str(paper), "--out", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Dear reader, this is a letter without any figure, and it ends here.\n",
        "# A title alone\n",
        "| Name | Note |\n|---|---|\n| a | b |\n| c | d |\n",
        "<!-- empty -->\n",
    ],
)
def test_status_2_where_nothing_could_be_checked(tmp_path, monkeypatch, capsys, text):
    """A page that was written says nothing for or against the document, and no script may take it for a
    pass."""
    (tmp_path / "letter.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["letter.md"]) == 2
    said = capsys.readouterr()
    assert "nothing in it could be checked" in said.out and "audits/letter.md/index.html\n" in said.out
    assert "Nothing in it could be checked." in Path("audits/letter.md/index.html").read_text(
        encoding="utf-8"
    )


def test_status_2_of_a_page_without_text(tmp_path, capsys):
    (tmp_path / "scan.pdf").write_bytes(typst.compile(b"#page(width: 9cm, height: 9cm)[#rect()]"))
    assert main([str(tmp_path / "scan.pdf"), "--out", str(tmp_path / "out")]) == 2
    assert "nothing in it could be checked" in capsys.readouterr().out


def test_status_2_outweighs_1_and_the_other_documents_are_audited(tmp_path, capsys):
    paper = as_document("markdown", tmp_path)
    assert main([str(paper), "--out", str(tmp_path / "out")]) == 1
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert main([str(tmp_path / "broken.pdf"), str(paper), "--out", str(tmp_path / "again")]) == 2
    said = capsys.readouterr()
    assert "broken.pdf: found a broken PDF" in said.err and said.err.count("\n") == 1
    assert contents(tmp_path / "again") == contents(tmp_path / "out")


def test_a_missing_version_is_said_before_the_other_one_is_audited(tmp_path, monkeypatch, capsys):
    paper = as_document("markdown", tmp_path)
    monkeypatch.chdir(tmp_path)
    for documents in ([str(paper), "new.md"], ["old.md", str(paper)]):
        assert main(documents) == 2
        out, err = capsys.readouterr()
        assert (
            out == ""
            and err.endswith(
                ".md: found no such file; expected a document (PDF, Word, HTML, Markdown or text)\n"
            )
            and err.count("\n") == 1
        )
    assert not (tmp_path / "audits").exists()


def test_two_documents_that_are_no_versions_are_said_to_be_none(tmp_path, capsys):
    paper, letter = as_document("markdown", tmp_path), tmp_path / "letter.md"
    letter.write_text("Sales rose from 3 million in 2001 to 5 million in 2002, it is said.\n")
    assert main([str(paper), str(letter), "--out", str(tmp_path / "out")]) == 1
    said = "  not held against trade.md: they share too little to be versions\n"
    assert said in capsys.readouterr().out


def test_one_reading_whichever_way_it_is_asked_for(tmp_path):
    """Two columns of words, wide apart: with a word gap that nothing reaches there is no table."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf())
    wide = crossfoot.Settings(word_gap=99, figure_gap=99, phrase_gap=99)
    assert crossfoot.read(path).tables == crossfoot.audit(path).tables != []
    assert crossfoot.read(path, wide).tables == crossfoot.audit(path, settings=wide).tables
    assert crossfoot.read(path, wide).tables != crossfoot.read(path).tables
    flags = ["--set=word_gap=99", "--set=figure_gap=99", "--set=phrase_gap=99"]
    run = command("--json", *flags, path)
    assert json.loads(run.stdout)["tables"] != json.loads(crossfoot.audit(path).to_json())["tables"]
    assert run.stdout.strip() == crossfoot.audit(path, settings=wide).to_json()


@pytest.mark.parametrize("name", ["none.pdf", "", "empty.md", "a.odt", "broken.pdf", "not.docx"])
def test_reading_and_auditing_refuse_in_the_same_words(tmp_path, name):
    files = {"empty.md": b" \n", "a.odt": b"x", "broken.pdf": b"%PDF-1.4 junk", "not.docx": b"PK\3\4junk"}
    for file, content in files.items():
        (tmp_path / file).write_bytes(content)
    said = []
    for take in (crossfoot.read, crossfoot.audit):
        with pytest.raises(crossfoot.InputError) as error:
            take(tmp_path / name)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_json_is_one_line_a_document_and_writes_a_page_only_where_it_is_told_to(
    tmp_path, monkeypatch, capsys
):
    paper = as_document("markdown", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["--json", str(paper)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line == crossfoot.audit(paper).to_json() and not (tmp_path / "audits").exists()
    assert main(["--json", str(paper), "--out", "out"]) == 1
    assert capsys.readouterr().out == f"{line}\n" and (tmp_path / "out/trade.md/index.html").is_file()
    assert [one["printed"] for one in json.loads(line)["checks"] if one["severity"] == "error"] == ["99.3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "found no document"),
        ([""], "found no document"),
        (["{folder}"], "a folder"),
        (["{folder}/none.pdf"], "no such file"),
        (["{folder}/two\nlines\x1b[2J.pdf"], r"two\nlines\x1b[2J.pdf: found no such file"),
        (["{folder}/" + "a" * 300], "found File name too long"),
        (["/dev/null"], "something else than a file"),
        (["{folder}/empty.md"], "an empty file"),
        (["{folder}/a.odt"], ".odt"),
        (["{folder}/empty.md", "{folder}/b.md", "{folder}/other/empty.md"], "two documents of this name"),
        (["{folder}/empty.md", "--out", "{folder}/a.odt"], "found a file; expected a folder"),
        (["{folder}/empty.md", "--pages", "0"], "--pages: found 0; expected a whole number above 0"),
        (["{folder}/empty.md", "--pages", "many"], "invalid int value: 'many'"),
        (["{folder}/empty.md", "--fast"], "unrecognized arguments: --fast"),
        (
            ["{folder}/empty.md", "--set", "figure_gap=-1"],
            "setting figure_gap: found -1.0; expected a number",
        ),
        (["{folder}/empty.md", "--set", "text_lines=1.5"], "--set text_lines: found '1.5'; expected a whole"),
        (["{folder}/empty.md", "--set", "gap=1"], "--set: found 'gap'; expected the name of a setting"),
    ],
)
def test_what_is_not_a_document_or_a_command_is_said_in_one_line(
    tmp_path, monkeypatch, capsys, arguments, said
):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "a.odt").write_text("x")
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main([argument.replace("{folder}", str(tmp_path)) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert said in err and err.count("\n") == 1 and out == ""
    assert contents(tmp_path) == before and not (tmp_path / "audits").exists()


@pytest.mark.parametrize("package", ["crossfoot", "bilateral"])
def test_the_version_is_known_in_a_checkout_too(package):
    run = subprocess.run(
        [sys.executable, "-m", package, "--version"],
        cwd=ROOT / "src",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, f"{package} {crossfoot.__version__}\n"), run.stderr
    assert f"\nversion: {crossfoot.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_a_full_disk_leaves_the_earlier_audit(tmp_path):
    path, out = as_document("markdown", tmp_path), tmp_path / "out"
    crossfoot.audit(path).write(out / path.name)
    before = contents(out)

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    run = command(path, "--out", out, preexec_fn=full)
    assert run.returncode == 2 and run.stdout == "" and run.stderr.count("\n") == 1
    assert (
        "trade.md: found File too large; expected a folder that can be written, with room for an audit"
        in run.stderr
    )
    assert contents(out) == before


def test_output_that_nobody_takes_is_said_in_one_line(tmp_path):
    path = as_document("markdown", tmp_path)
    run = subprocess.run(
        f'"{sys.executable}" -m crossfoot --json "{path}" >/dev/full',
        shell=True,
        cwd=ROOT / "src",
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert (
        run.stderr
        == "standard output: found No space left on device; expected one that takes what is printed\n"
    )


def test_an_interrupted_audit_leaves_the_earlier_one(tmp_path):
    path, out = as_document("markdown", tmp_path), tmp_path / "out"
    crossfoot.audit(path).write(out / path.name)
    before = contents(out)
    path.write_text(
        TEXT + "Exports rose from 3 million in 2001 to 5 million in 2002, it is said.\n\n" * 200_000,
        encoding="utf-8",
    )
    run = subprocess.Popen(
        [sys.executable, "-m", "crossfoot", path, "--out", out],
        cwd=ROOT / "src",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (workers := psutil.Process(run.pid).children()):
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=120)[1]
    assert (run.returncode, said) == (130, "Interrupted; audits that were finished before stay as they are\n")
    assert not psutil.wait_procs(workers, timeout=10)[1]
    assert contents(out) == before and [file.name for file in out.iterdir()] == [path.name]


@pytest.mark.parametrize("out", ["", 'o "$(touch pwned)" $HOME'])
def test_make_hands_the_names_on_as_they_are(tmp_path, out):
    # beside the Makefile an interpreter that only notes what it is told
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\" >told\n")
    python.chmod(0o755)
    for name in ("Makefile", "config.yaml", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / ".venv/ready").touch()
    name = """-a $(shell touch pwned) `touch pwned`; 'touch' "pwned" $HOME $$ #.pdf"""
    run = subprocess.run(
        ["make", "audit", f"DOCUMENT={name}", *([f"OUT={out}"] if out else [])],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    expected = ["-m", "crossfoot", *([f"--out={out}"] if out else []), "--", name]
    assert (tmp_path / "told").read_text().split("\n")[:-1] == expected
    assert not (tmp_path / "pwned").exists()


def test_a_name_that_begins_with_a_dash_is_a_document(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["--out=a b", "--", "-a $(x).pdf"]) == 2
    assert "-a $(x).pdf: found no such file" in capsys.readouterr().err
