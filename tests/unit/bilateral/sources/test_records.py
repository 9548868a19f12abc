"""A raw file that is not the recorded one."""

import hashlib

import pytest

from bilateral.sources.records import KEYS, check_source
from crossfoot.errors import InputError


@pytest.mark.parametrize(
    ("recorded", "now", "ends"), [(b"a\nb\n", b"a\r\nb\r\n", "CRLF"), (b"a\r\nb\r\n", b"a\nb\n", "LF")]
)
def test_line_ends_alone_are_named(recorded, now, ends):
    record = dict.fromkeys(KEYS, "x") | {
        "path": "data/raw/a.csv",
        "sha256": hashlib.sha256(recorded).hexdigest(),
    }
    with pytest.raises(
        InputError, match=f"found the recorded file with {ends} line ends; expected .*core.autocrlf false"
    ):
        check_source("data/raw/a.csv", hashlib.sha256(now).hexdigest(), [record], now)
    with pytest.raises(InputError, match="so the file is not the one recorded"):
        check_source("data/raw/a.csv", hashlib.sha256(b"c").hexdigest(), [record], b"c")
