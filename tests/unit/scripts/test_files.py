import pytest
from lib import files

from crossfoot.errors import InputError


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InputError, match="a file that can be read"):
        files.read_bytes(tmp_path)
    with pytest.raises(InputError, match="nothing.txt"):
        files.read_bytes(tmp_path / "nothing.txt")


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(tmp_path):
    target = tmp_path / "table.csv"
    files.write_text("whole", target)
    with pytest.raises(RuntimeError), files.replaced(target) as path:
        path.write_text("half")
        raise RuntimeError
    assert target.read_text() == "whole" and [file.name for file in tmp_path.iterdir()] == ["table.csv"]


def test_an_error_is_one_line_on_the_terminal_and_in_the_log(tmp_path):
    log = tmp_path / "rule.log"
    with pytest.raises(SystemExit, match="^a.txt: line 3: found x; expected y$"):
        with files.errors_in_one_line(log):
            raise InputError("a.txt: line 3", "x", "y")
    assert log.read_text() == "a.txt: line 3: found x; expected y\n"
