"""Files of a year of trade as they come: how they are written, and a copy in plain form where one is due."""

import codecs
import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bilateral.sources.sheets import GZIP, HEAD, cut_short, encoding_of, unpacked
from bilateral.trade.world import sources
from bilateral.trade.world.row_checks import in_plain_form, is_plain
from crossfoot import InputError
from lib import files


class Opened(NamedTuple):
    """A file; what is read, the file itself or else a copy in plain form; its header; how it is written where
    it was copied; whether no figure in it has an exponent or a plus."""

    path: str
    plain: str
    header: sources.Header
    said: str
    figures: bool


def opened(path: str, kind: str, plain: Path) -> Opened:
    """plain: where a copy goes, if it takes one. Raises InputError for what is no text, or another source."""
    try:
        start, encoding, figures = _head(path)
    except EOFError:
        raise cut_short(path) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"no readable text ({error})", "text, or gzip of it") from None
    head = start.decode(encoding, errors="replace")
    header = sources.read_header(head, kind, path)
    packed = path.endswith(".gz") == _begins(path, GZIP)
    if encoding in ("utf-8", "utf-8-sig") and packed and is_plain(head, header, kind):
        return Opened(path, path, header, "", figures)
    content = unpacked(files.read_bytes(path), path)
    said, rows = in_plain_form(content, path, header, kind)
    with open(plain, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return Opened(path, str(plain), sources.Header(header.columns, ","), said, False)


def _begins(path: str, mark: bytes) -> bool:
    with open(path, "rb") as file:
        return file.read(len(mark)) == mark


def _head(path: str) -> tuple[bytes, str, bool]:
    """The first bytes of the text; its encoding, UTF-8 only where all of it is; and whether no sign of an
    exponent, or of plus, is in it."""
    opening = gzip.open if _begins(path, GZIP) else open
    with opening(path, "rb") as file:
        start = part = file.read(HEAD)
        encoding = encoding_of(start, path, whole=False)
        if encoding not in ("utf-8", "utf-8-sig"):
            return start, encoding, False
        decoder = codecs.getincrementaldecoder(encoding)()
        figures = True
        try:
            while part:
                decoder.decode(part)
                figures = figures and not any(sign in part for sign in (b"e", b"E", b"+"))
                part = file.read(HEAD)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return start, "cp1252", False
        return start, encoding, figures


def lines(path: str) -> Iterator[str]:
    opening = gzip.open if path.endswith(".gz") else open
    with opening(path, "rt", encoding="utf-8", newline="") as text:
        yield from text
