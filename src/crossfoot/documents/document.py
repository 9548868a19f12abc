"""A whole document as an audit takes it: its tables, its prose, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.documents.lines import read_lines
from crossfoot.documents.passages import Passage, Unread
from crossfoot.documents.plain_text import pieces_of, read_plain
from crossfoot.documents.settings import DEFAULTS, Settings, reading_with
from crossfoot.documents.table import Table
from crossfoot.errors import InputError

if TYPE_CHECKING:
    from crossfoot.documents.pictures import Recognise

__all__ = ["Passage", "Document", "Unread", "read", "read_document"]
MAX_PAGES, MAX_OBJECTS = 2_000, 20_000


@dataclass
class Document:
    """document: its name; kind: text, markdown, html, docx or pdf; pages: how many, None without pages."""

    document: str
    kind: str
    pages: int | None = None
    tables: list[Table] = field(default_factory=list)
    prose: list[Passage] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


KINDS = {
    ".txt": "text",
    ".tsv": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}


def read_document(
    content: bytes,
    name: str,
    progress: Callable[[int, int], None] | None = None,
    max_pages: int = MAX_PAGES,
    max_objects: int = MAX_OBJECTS,
    leave_out: Callable[[int], str] = lambda page: "",
    recognise: Recognise | None = None,
    settings: Settings = DEFAULTS,
) -> Document:
    """Tables and prose of a document.

    content: the file's bytes; name: its file name, whose suffix says the kind.
    progress: called with the page that was read and the number of pages, where there are pages.
    leave_out: asked before each page; why it is not to be read, or "". Without pages it is asked again and
    again with 0, and what follows is left out.
    recognise: reads a picture of a page or table (as crossfoot.documents.tesseract does); pictures are named
    as not read without it.
    max_pages, max_objects: the most pages, and drawing objects on a page, that are read.
    settings: how the lines, columns, rows and heads of a PDF are told.
    Raises InputError when the document cannot be read at all.
    """
    kind = kind_of(content, name)
    # each reader is imported where it is needed, because the libraries are slow to load
    if kind == "pdf":
        from crossfoot.documents.pdf import read_pdf

        with reading_with(settings):
            parts = read_pdf(content, name, max_pages, max_objects, progress, leave_out, recognise)
        return Document(name, kind, *parts)
    if kind == "docx":
        from crossfoot.documents.docx import read_docx

        return Document(name, kind, None, *read_docx(content, name, leave_out))
    lines = read_lines(content, name)
    if kind == "html":
        from crossfoot.documents.html import read_html

        return Document(name, kind, None, *read_html("\n".join(lines), name, leave_out))
    document = Document(name, kind)
    for start, piece in pieces_of(lines):
        if start and (why := leave_out(0)):
            document.unread.append(Unread(f"line {start + 1}", f"from here on: {why}"))
            break
        tables, prose, unread = read_plain(piece, name, start)
        document.tables += tables
        document.prose += prose
        document.unread += unread
    return document


def read(path: str | Path, settings: Settings = DEFAULTS) -> Document:
    """Tables and prose of the document at a path; pictures of them where tesseract is installed.

    Raises InputError when it cannot be read at all.
    """
    from crossfoot.documents import tesseract

    recognise = tesseract.recognise if tesseract.is_installed() else None
    return read_document(content_of(path), Path(path).name, recognise=recognise, settings=settings)


def content_of(path: str | Path, megabytes: int | None = None) -> bytes:
    """The bytes of a document. Raises InputError where there is none, or it is larger than `megabytes`."""
    path = look_at(path, megabytes)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a file that can be read") from error
    if not content.strip():
        raise InputError(str(path), "an empty file", "a document")
    return content


def look_at(path: str | Path, megabytes: int | None = None) -> Path:
    """The path of a file. Raises InputError for anything else, and for one larger than `megabytes`."""
    path, kinds = Path(path), "PDF, Word, HTML, Markdown or text"
    try:
        if path.is_dir():
            raise InputError(str(path), "a folder", f"one document ({kinds})")
        if not path.is_file():
            found = "something else than a file" if path.exists() else "no such file"
            raise InputError(str(path), found, f"a document ({kinds})")
        size = path.stat().st_size
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a file that can be read") from error
    if megabytes is not None and size > megabytes * 2**20:
        raise InputError(str(path), f"{size / 2**20:,.0f} MB", f"at most {megabytes} MB (--megabytes)")
    return path


def kind_of(content: bytes, name: str) -> str:
    """What a document is: the bytes decide, and its suffix among the kinds of text.

    Raises InputError for a suffix that promises something else than the bytes hold.
    """
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    found = "pdf" if start.startswith(b"%PDF-") else "docx" if start.startswith(b"PK\x03\x04") else ""
    promised = KINDS.get(suffix)
    if promised is None:
        raise InputError(
            name, f"a document of type {suffix or 'without a suffix'}", "one of " + ", ".join(KINDS)
        )
    if found and promised != found:
        raise InputError(
            name,
            f"{'a PDF' if found == 'pdf' else 'a ZIP archive, as DOCX is,'} under the suffix {suffix}",
            f"the suffix .{found}",
        )
    if promised in ("pdf", "docx") and not found:
        raise InputError(
            name,
            f"a file that is not a {promised.upper()} under the suffix {suffix}",
            f"a {promised.upper()}, or the suffix that fits the file",
        )
    return promised
