"""What was found in a document: as a list, as files, as JSON; and how far a run is."""

import errno
import json

import pytest

import crossfoot
from crossfoot import InputError, Limits
from crossfoot.documents.document import Document, Passage
from crossfoot.run import audit_folder as folders
from crossfoot.run import progress as progresses
from crossfoot.run.audit import Audit, grouped, printable
from crossfoot.run.worker_checks import check_reading
from tests.unit.crossfoot.tables.test_doubts import altered

# exports that go from 3 to 5 million rise by two thirds
PROSE = "In that year exports rose 50% from US$3.0 million in 2001 to US$5.0 million in 2002, it is shown."


def audit_of(reading: Document, **more) -> Audit:
    said = []
    check_reading(reading, said.append)
    known = {"by_table": said[:-1], "statements": said[-1]["statements"], "prose_checked": True, "unread": []}
    known["marks"] = said[-1]["marks"]
    return Audit(reading, 2048, "abc", **known | more)


@pytest.fixture
def wrong() -> Audit:
    """A total and a sentence that cannot be right."""
    return audit_of(Document("paper.md", "markdown", None, [altered({(4, 3): "99.3"})], [Passage(PROSE, 7)]))


def names(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_is_contradicted_are_checks_then_statements(wrong):
    total, statement = wrong.contradicted
    assert (total["table_no"], total["check"], total["row"], total["column"]) == (1, "total_row", 5, "2021")
    assert (total["printed"], total["low"], total["high"]) == ("99.3", "66.1", "66.5")
    assert [4, 3] in total["cells"] and total["position"] == 3
    assert (statement["kind"], statement["line"], statement["verdict"]) == ("growth", 7, "contradicted")
    assert wrong.questions == [] and wrong.document == "paper.md" and len(wrong.tables) == 1
    assert wrong.summary().split("\n") == [
        "paper.md: 1 table, 1 paragraph",
        "  1 printed value that cannot be right, 1 statement of the prose contradicted",
        "  0 questions to the author",
        "  checked: 10 of 15 numbers in tables agree with a total or the like, 3 of 3 in the prose could be "
        "checked",
    ]


def test_a_question_contradicts_nothing():
    question = {"severity": "question", "verdict": "contradicted", "quote": "x"}
    found = audit_of(Document("paper.md", "markdown", 3), statements=[question])
    assert found.questions == [question] and found.contradicted == []
    assert "0 printed values" in found.summary() and "1 question to the author" in found.summary()
    assert found.summary().startswith("paper.md: 0 tables, 0 paragraphs, 3 pages\n")


def test_a_summary_names_five_parts_that_were_not_read_and_counts_the_rest():
    unread = [{"place": f"part {n}\x1b[2J\n", "why": "late"} for n in range(7)]
    lines = audit_of(Document("a.md", "markdown", None), unread=unread).summary().split("\n")
    assert lines[1:] == [
        "  nothing in it could be checked, which says nothing for or against it",
        *(rf"  not read: part {n}\x1b[2J\n: late" for n in range(5)),
        "  and 2 more",
    ]


def test_json_holds_all_of_it_in_one_line(wrong):
    text = wrong.to_json()
    record = json.loads(text)
    assert "\n" not in text and text.isascii()
    assert [record[name] for name in ("document", "kind", "pages", "bytes", "sha256", "prose_checked")] == [
        "paper.md",
        "markdown",
        None,
        2048,
        "abc",
        True,
    ]
    assert record["checks"] == wrong.checks and record["statements"] == wrong.statements
    assert record["findings"] == wrong.findings and len(record["findings"]) == 2
    (table,) = record["tables"]
    assert table["table_no"] == 1 and table["body"][4][3] == "99.3" and table["why_not_checked"] == ""
    assert [4, 3, "contradicted"] in table["states"] and table["confidence"]["numbers"] > 0


def test_an_audit_replaces_an_earlier_one_as_a_whole(wrong, tmp_path):
    page = wrong.write(tmp_path / "deep/out")
    files = ["checks.csv", "doubts.csv", "index.html", "statements.csv", "tables.csv", "tables/001.csv"]
    assert page == tmp_path / "deep/out/index.html" and names(page.parent) == files
    audit_of(Document("paper.md", "markdown", None)).write(str(page.parent))
    assert names(page.parent) == files[:-1] and names(tmp_path) == [f"deep/out/{name}" for name in files[:-1]]


def test_an_audit_follows_a_link(wrong, tmp_path):
    (tmp_path / "link").symlink_to("there/out")
    assert wrong.write(tmp_path / "link") == tmp_path / "link/index.html"
    wrong.write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink() and [path.name for path in (tmp_path / "there").iterdir()] == [
        "out"
    ]


def test_files_that_no_audit_wrote_are_kept(wrong, tmp_path):
    (tmp_path / "index.html").write_text("<p>mine")
    with pytest.raises(InputError, match="found files that no audit wrote; expected an earlier audit"):
        wrong.write(tmp_path)
    with pytest.raises(InputError, match="index.html: found a file; expected a folder"):
        wrong.write(tmp_path / "index.html/out")
    assert names(tmp_path) == ["index.html"] and (tmp_path / "index.html").read_text() == "<p>mine"


@pytest.mark.parametrize("own", ["mine.txt", "tables/notes.csv"])
def test_a_file_of_the_users_own_in_an_audit_is_not_lost(wrong, tmp_path, own):
    wrong.write(tmp_path / "out")
    (tmp_path / "out" / own).write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="found files that no audit wrote"):
        wrong.write(tmp_path / "out")
    assert (tmp_path / "out" / own).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_what_cannot_be_written_leaves_the_earlier_audit(wrong, tmp_path, monkeypatch, fault):
    page = wrong.write(tmp_path / "out")
    before, write = page.read_bytes(), folders.write_text

    def full(text, path):
        if path.name == "checks.csv":
            raise fault
        write(text, path)

    monkeypatch.setattr(folders, "write_text", full)
    with pytest.raises((InputError, KeyboardInterrupt)) as error:
        wrong.write(tmp_path / "out")
    assert isinstance(fault, KeyboardInterrupt) or str(error.value) == (
        f"{tmp_path}/out: found No space left on device; "
        "expected a folder that can be written, with room for an audit"
    )
    assert page.read_bytes() == before and [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_the_system_refuses_is_said_in_one_line(wrong, tmp_path):
    with pytest.raises(InputError, match="File name too long"):
        wrong.write(tmp_path / ("a" * 300))
    with pytest.raises(InputError, match="found .*; expected a folder that can be written"):
        wrong.write("/proc/none/out")


@pytest.mark.parametrize("value", [0, -1, 1.5, "10"])
def test_a_limit_is_a_whole_number_above_0(value):
    with pytest.raises(InputError, match="--seconds-a-page: found .*; expected a whole number above 0"):
        Limits(seconds_a_page=value)


def test_the_function_tells_how_far_it_is(tmp_path):
    heard = []
    (tmp_path / "paper.md").write_text(
        "| a | 2019 | 2020 |\n|---|---|---|\n| b | 1 | 2 |\n| Total | 1 | 2 |\n"
    )
    found = crossfoot.audit(str(tmp_path / "paper.md"), progress=lambda *told: heard.append(told))
    assert len(found.tables) == 1 and ("table", 1, 1) in heard


def test_progress_is_one_line_and_only_where_it_takes_long(capsys, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(progresses.time, "monotonic", lambda: clock[0])
    progress = progresses.Progress()
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
    assert grouped(unread) == [
        ["pages 3 to 4", "late"],
        ["page 6", "late"],
        ["page 7", "broken"],
        ["end of the file", "cut"],
    ]


def test_what_would_steer_a_terminal_is_shown_as_its_code():
    assert printable("é – a\nb\x1b[2J\udcff") == r"é – a\nb\x1b[2J\udcff"


def test_formulas_are_quiet_in_csv():
    assert [folders._quiet(text) for text in ("=1+1", "@x", "-12.3", "+cmd|x", "−3", "Total", 5)] == [
        "'=1+1",
        "'@x",
        "-12.3",
        "'+cmd|x",
        "−3",
        "Total",
        5,
    ]
