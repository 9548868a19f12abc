"""A whole document as an audit takes it: its tables, its prose, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilateral.extract.document import read_lines
from bilateral.extract.markup import plain
from bilateral.extract.prose import find_prose
from bilateral.extract.table import Table
from bilateral.extract.tables import find_tables


@dataclass(frozen=True)
class Passage:
    """One paragraph of the prose: text as printed, marks removed; page and line count from 1, page is None without pages."""

    text: str
    line: int
    page: int | None = None


@dataclass(frozen=True)
class Unread:
    """A part that was not read: place ("page 3") and why."""

    place: str
    why: str


@dataclass
class Reading:
    """document: its name; kind: text, markdown, html, docx or pdf; pages: how many, None without pages."""

    document: str
    kind: str
    pages: int | None = None
    tables: list[Table] = field(default_factory=list)
    prose: list[Passage] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


KINDS = {".txt": "text", ".tsv": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


def read_document(content: bytes, name: str) -> Reading:
    """Tables and prose of a document.

    content: the file's bytes; name: its file name, whose suffix says the kind.
    Raises StudyError when the document cannot be read at all.
    """
    lines = read_lines(content, name)
    prose = [Passage(plain(lines[line - 1]), line) for line in find_prose(lines, name)]
    return Reading(name, KINDS[name[name.rfind(".") :].lower()], None, find_tables(lines, name), prose)
