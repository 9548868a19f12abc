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
