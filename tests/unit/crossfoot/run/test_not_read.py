"""What could not be read is named, and how a worker ended is said as far as it is known."""

import errno
import signal

import pytest

import crossfoot
from crossfoot import InputError, Limits
from crossfoot.documents.table import Table
from crossfoot.run import audit_folder as folders
from crossfoot.run.audit import _unchecked
from crossfoot.run.audit_folder import replaced
from crossfoot.run.worker_process import MEMORY, TIME, _how

TABLE = """Table 1: Exports (US$ million)

| Partner | 2020 | 2021 |
|---|---|---|
| India | 12.3 | 15.2q.x |
| China | 30.2 | 33.0 |
| Korea | 8.1 | 9.9 |
| Other | 5.0 | 6.1 |

Table 2. Imports

![scan](t2.png)

Table 3 shows nothing.
"""


def test_cells_and_captions_that_were_not_read_are_named(tmp_path):
    path = tmp_path / "trade.md"
    path.write_text(TABLE)
    found = crossfoot.audit(path)
    assert found.unread == [
        {"place": "line 10, Table 2", "why": "“Imports”: below its caption there is no text, but a picture"},
        {
            "place": "line 1, Table 1",
            "why": "1 cell of its columns of numbers could not be read as a number (2021: “15.2q.x”)",
        },
    ]
    page = found.write(tmp_path / "out").read_text(encoding="utf-8")
    assert "“15.2q.x”" in page and "below its caption there is no text, but a picture" in page


@pytest.mark.parametrize(
    ("code", "peak", "said"),
    [
        (-signal.SIGXCPU, 10, TIME),
        (-signal.SIGABRT, 1400, MEMORY),
        (-signal.SIGSEGV, 80, "it broke down with SIGSEGV, with 80 MB of memory in use"),
        (3, 80, "it broke down with status 3, with 80 MB of memory in use"),
    ],
)
def test_memory_is_blamed_only_where_much_of_it_was_in_use(code, peak, said):
    assert _how(code, peak, Limits()) == said


def test_a_worker_that_the_system_ended_is_no_document_of_too_much_memory():
    assert "the machine's own memory" in _how(-signal.SIGKILL, 100, Limits())


def test_an_audit_that_cannot_be_written_leaves_no_folder(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="No space left"), replaced(tmp_path / "a" / "b" / "trade.md"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []

    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folders.tempfile, "mkdtemp", full)
    with pytest.raises(InputError, match="No space left"), replaced(tmp_path / "a" / "trade.md"):
        pass
    assert list(tmp_path.iterdir()) == []
    # what was there before stays
    (tmp_path / "kept").mkdir()
    with pytest.raises(InputError, match="No space left"), replaced(tmp_path / "kept" / "trade.md"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_many_tables_that_time_did_not_reach_are_one_line():
    tables = [Table("a.md", str(number), "Trade") for number in range(1, 11)]
    late = {1, *range(3, 10)}
    by_table = [{"why": "no time"} if place in late else {} for place in range(10)]
    assert _unchecked(tables, by_table) == [
        ["Table 2", "read, and not checked: no time"],
        ["7 tables, Table 4 to Table 10", "read, and not checked: no time"],
    ]
