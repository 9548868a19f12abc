"""A whole document as an audit takes it: its tables, its prose, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bilateral.extract.document import read_lines
from bilateral.extract.markup import prose_text
from bilateral.extract.passages import Passage, Unread
from bilateral.extract.prose import find_prose
from bilateral.extract.table import Table
from bilateral.extract.tables import find_tables

__all__ = ["Passage", "Reading", "Unread", "read_document"]
MAX_PAGES, MAX_OBJECTS = 2_000, 20_000


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


def read_document(
    content: bytes,
    name: str,
    progress: Callable[[int, int], None] | None = None,
    max_pages: int = MAX_PAGES,
    max_objects: int = MAX_OBJECTS,
    leave_out: Callable[[int], str] = lambda page: "",
) -> Reading:
    """Tables and prose of a document.

    content: the file's bytes; name: its file name, whose suffix says the kind.
    progress: called with the page that was read and the number of pages, where there are pages.
    leave_out: asked before each page; why it is not to be read, or "".
    max_pages, max_objects: the most pages, and drawing objects on a page, that are read.
    Raises StudyError when the document cannot be read at all.
    """
    if content[:1024].lstrip().startswith(b"%PDF-"):
        # imported here because the library is slow to load and most documents are none
        from bilateral.extract.pdf import read_pdf

        return Reading(name, "pdf", *read_pdf(content, name, max_pages, max_objects, progress, leave_out))
    lines = read_lines(content, name)
    prose = [Passage(prose_text(lines[line - 1]), line) for line in find_prose(lines, name)]
    return Reading(name, KINDS[name[name.rfind(".") :].lower()], None, find_tables(lines, name), prose)
