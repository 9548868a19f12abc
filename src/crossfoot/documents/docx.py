"""Tables and prose of a DOCX document."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from crossfoot.documents.flow import Flow
from crossfoot.documents.grids import RAISED_AT_FIGURE
from crossfoot.documents.markup import escaped, plain
from crossfoot.documents.passages import Passage
from crossfoot.documents.table import Table
from crossfoot.errors import InputError

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# parts of a document that print nothing here: fields' instructions, deletions, drawings' fallbacks, comments
SILENT = {
    "instrText",
    "delText",
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sectPr",
    "footnoteReference",
    "endnoteReference",
}
LARGEST_PART, DEEPEST = 48_000_000, 60
HEADING = re.compile(r"^(?:heading|titre|überschrift|berschrift|título)\s*(\d)", re.IGNORECASE)


def read_docx(content: bytes, document: str) -> tuple[list[Table], list[Passage]]:
    """Every table, captioned or not, and the paragraphs of the prose, footnotes last. Line numbers count
    paragraphs.

    Sizes are checked before anything is unpacked, and nothing outside of the file is ever opened.
    Raises InputError for a file that is not a DOCX, is broken, or would unpack to more than is safe.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            main = _part(parts, "word/document.xml", document)
            notes = [
                _part(parts, name, document)
                for name in ("word/footnotes.xml", "word/endnotes.xml")
                if name in parts.namelist()
            ]
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        UnicodeDecodeError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        raise InputError(
            document, "a broken or locked DOCX", "a whole one that opens without a password"
        ) from error
    body = next((child for child in main if _name(child) == "body"), None)
    if body is None:
        raise InputError(f"{document}: word/document.xml", "no body", "a document of WordprocessingML")
    reader = _Reader(document)
    reader.blocks(body, 0)
    for part in notes:
        for note in part:
            if note.get(WORD + "type") is None:
                reader.blocks(note, 0)
    return reader.flow.read(document, "paragraph")


def _part(parts: zipfile.ZipFile, name: str, document: str) -> Element:
    try:
        stated = parts.getinfo(name).file_size
    except KeyError as error:
        raise InputError(document, f"a ZIP archive without {name}", "a DOCX document") from error
    if stated > LARGEST_PART:
        raise InputError(
            f"{document}: {name}", f"{stated:,} bytes once unpacked", f"at most {LARGEST_PART:,}"
        )
    # no more than the stated size is ever unpacked; where that is false, the checksum is too
    unpacked = parts.read(name)
    try:
        return fromstring(unpacked, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise InputError(
            f"{document}: {name}", "broken XML, or XML with a document type", "a DOCX document"
        ) from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _get(element: Element | None, name: str) -> str:
    if element is None:
        return ""
    return element.get(WORD + name) or element.get(STRICT + name) or ""


def _count(element: Element | None, usual: int) -> int:
    value = _get(element, "val")
    return int(value[:6]) if value.isascii() and value.isdecimal() else usual


def _find(element: Element, *names: str) -> Element | None:
    """The descendant along child names, in either namespace, or None."""
    found: Element | None = element
    for name in names:
        found = next((child for child in found if _name(child) == name), None) if found is not None else None
    return found


class _Reader:
    def __init__(self, document: str):
        self.document, self.flow, self.count = document, Flow(), 0

    def blocks(self, parent: Iterable[Element], depth: int) -> None:
        """Paragraphs and tables in their order; boxes of content are read through."""
        if depth > DEEPEST:
            raise InputError(
                f"{self.document}: paragraph {self.count}", f"more than {DEEPEST} levels of nesting", "fewer"
            )
        for child in parent:
            name = _name(child)
            if name == "p":
                self.count += 1
                self._paragraph(child)
            elif name == "tbl":
                self._table(child, depth)
            elif name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"):
                self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: Element) -> None:
        text = " ".join(_text(paragraph).split())
        if not text:
            return
        style = _get(_find(paragraph, "pPr", "pStyle"), "val")
        heading = HEADING.match(style)
        if heading:
            text = "#" * int(heading[1]) + " " + text
        elif style.lower().startswith(("caption", "tablecaption", "legende", "beschriftung")) or _is_bold(
            paragraph
        ):
            text = f"**{text}**"
        self.flow.add("", self.count)
        self.flow.add(text, self.count)

    def _table(self, table: Element, depth: int) -> None:
        """Adds a table, or the texts of a box around text, which is a table of one row or column."""
        rows, numbers, bold, heads = [], [], [], 0
        for row in _rows(table):
            cells, is_bold = self._row(row, depth)
            self.count += 1
            rows.append(cells)
            numbers.append(self.count)
            bold.append(is_bold)
            if _find(row, "trPr", "tblHeader") is not None and heads == len(rows) - 1:
                heads += 1
        if len(rows) < 2 or max(map(len, rows)) < 2:
            for texts in filter(any, rows):
                self.flow.add("", numbers[0])
                self.flow.add(" ".join(texts), numbers[0])
            return
        self.flow.add("", numbers[0])
        figures = {
            (number, column): plain(match["figure"])
            for number, cells in enumerate(rows)
            for column, cell in enumerate(cells)
            if (match := RAISED_AT_FIGURE.match(cell))
        }
        rows = [[plain(cell) for cell in cells] for cells in rows]
        self.flow.add_grid(rows, numbers, bold, heads if heads < len(rows) else 0, {}).figures = figures

    def _row(self, row: Element, depth: int) -> tuple[list[str], bool]:
        """The cells of a row, spans laid out, and whether every text in it is bold."""
        cells = [""] * min(_count(_find(row, "trPr", "gridBefore"), 0), 100)
        bold = []
        for cell in _cells(row):
            tables = [part for part in cell if _name(part) == "tbl"]
            if tables:
                # a table within a cell stands for itself
                self.blocks(tables, depth + 1)
            across = max(1, min(_count(_find(cell, "tcPr", "gridSpan"), 1), 1000))
            text = _cell_text(cell)
            if text:
                bold.append(all(_is_bold(p) for p in cell if _name(p) == "p" and _text(p).strip()))
            cells += [text, *[""] * (across - 1)]
        return cells, bool(bold) and all(bold)


def _cell_text(cell: Element) -> str:
    """The text of a cell; "" where it goes on from the cell above."""
    merge = _find(cell, "tcPr", "vMerge")
    if merge is not None and _get(merge, "val") != "restart":
        return ""
    parts = [" ".join(_text(p).split()) for p in cell if _name(p) in ("p", "sdt")]
    return " ".join(part for part in parts if part)


def _rows(table: Element) -> list[Element]:
    found = []
    for child in table:
        if _name(child) == "tr":
            found.append(child)
        elif _name(child) in ("sdt", "sdtContent", "customXml", "ins"):
            found += _rows(child)
    return found


def _cells(row: Element) -> list[Element]:
    found = []
    for child in row:
        if _name(child) == "tc":
            found.append(child)
        elif _name(child) in ("sdt", "sdtContent", "customXml"):
            found += _cells(child)
    return found


def _text(element: Element) -> str:
    """The printed text of a paragraph or a run, as markup: raised parts in <sup>."""
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            pieces.append(part)
            continue
        name = _name(part)
        if name in SILENT or part.tag == COMPATIBILITY + "Fallback" or name == "tbl":
            continue
        if name == "t":
            pieces.append(escaped(part.text or ""))
        elif name in ("tab", "br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "sym":
            pieces.append("�")
        else:
            raised = name == "r" and _get(_find(part, "rPr", "vertAlign"), "val") == "superscript"
            if raised:
                pieces.append("<sup>")
                waiting.append("</sup>")
            waiting += list(part)[::-1]
    return "".join(pieces)


def _is_bold(paragraph: Element) -> bool:
    runs = [run for run in paragraph.iter() if _name(run) == "r" and _text(run).strip()]
    return bool(runs) and all(
        _get(_find(run, "rPr", "b"), "val") not in ("0", "false") and _find(run, "rPr", "b") is not None
        for run in runs
    )
