"""Tables and prose of a DOCX document."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, ParseError, SubElement

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from crossfoot.documents.captions import read_caption
from crossfoot.documents.cells import RAISED_AT_FIGURE
from crossfoot.documents.docx_parts import WORD, boxes_in, drawn_in, find, get, is_on, name_of, text_of
from crossfoot.documents.flow import Flow
from crossfoot.documents.markup import plain
from crossfoot.documents.passages import Passage, Unread
from crossfoot.documents.table import Table
from crossfoot.documents.tables import NUMERIC
from crossfoot.documents.unread import CHART
from crossfoot.errors import InputError

LARGEST_PART, DEEPEST = 48_000_000, 60
# of lists of contents and of tables, whose tabs lead to page numbers
CONTENTS = re.compile(r"^(?:toc|tableoffigures|verzeichnis|tm\d)", re.IGNORECASE)
# a field that numbers captions, and what it numbers
SERIES = re.compile(r"^\s*SEQ\s+(\w+)", re.IGNORECASE)
# paragraphs with tabs are a table from so many rows and columns on (fewer under a caption), where this share
# of the cells beside the labels are figures
FEWEST_ROWS, FEWEST_COLUMNS, FIGURES = 3, 3, 0.4
HEADING = re.compile(r"^(?:heading|titre|überschrift|berschrift|título)\s*(\d)", re.IGNORECASE)


def read_docx(
    content: bytes, document: str, leave_out: Callable[[int], str] = lambda page: ""
) -> tuple[list[Table], list[Passage], list[Unread]]:
    """Every table, captioned or not, the paragraphs of the prose, footnotes last, and what was not read.

    leave_out: why what follows is not to be read, or "". Line numbers count paragraphs. Changes on record are
    read as accepted, and named. Sizes are checked before anything is unpacked, and nothing outside of the
    file is ever opened.
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
    body = next((child for child in main if name_of(child) == "body"), None)
    if body is None:
        raise InputError(f"{document}: word/document.xml", "no body", "a document of WordprocessingML")
    reader = _Reader(document, leave_out)
    reader.blocks(body, 0)
    for part in notes:
        for note in part:
            if not get(note, "type"):
                reader.blocks(note, 0)
    tables, prose, missing = reader.flow.read(document, "paragraph")
    return tables, prose, [*_tracked([main, *notes]), *reader.unread, *missing]


def _tracked(parts: list[Element]) -> list[Unread]:
    """What the document says of changes that nobody has accepted or refused."""
    found = Counter(name_of(element) for part in parts for element in part.iter())
    added, removed = found["ins"] + found["moveTo"], found["del"] + found["moveFrom"]
    if not added + removed:
        return []
    counts = f"{added:,} insertions and {removed:,} deletions" if removed else f"{added:,} insertions"
    return [Unread("tracked changes", f"{counts} that are not accepted yet were read as if they were")]


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


def _count(element: Element | None, usual: int) -> int:
    value = get(element, "val")
    return int(value[:6]) if value.isascii() and value.isdecimal() else usual


class _Reader:
    """flow: what was read; unread: charts, and where the reading stopped. carried: text of a paragraph whose
    end was deleted.

    tabbed: paragraphs that follow on each other and hold tabs, which can be the rows of a table.
    numbers: the last number of each series of captions.
    """

    def __init__(self, document: str, leave_out: Callable[[int], str]):
        self.document, self.flow, self.count, self.carried = document, Flow(), 0, ""
        self.unread: list[Unread] = []
        self.leave_out, self.stopped = leave_out, False
        self.tabbed: list[tuple[int, str, bool]] = []
        self.numbers: Counter[str] = Counter()

    def blocks(self, parent: Iterable[Element], depth: int) -> None:
        """Paragraphs and tables in their order; boxes of content are read through."""
        if depth > DEEPEST:
            raise InputError(
                f"{self.document}: paragraph {self.count}", f"more than {DEEPEST} levels of nesting", "fewer"
            )
        for child in parent:
            name = name_of(child)
            if self.stopped:
                return
            if why := self.leave_out(0):
                self.stopped = True
                self.unread.append(Unread(f"paragraph {self.count + 1}", f"from here on: {why}"))
                break
            if name == "p":
                self.count += 1
                self._paragraph(child, depth)
            elif name == "tbl":
                self._close_tabbed()
                self._table(child, depth)
            elif name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"):
                self.blocks(child, depth + 1)
        self._close_tabbed()

    def _paragraph(self, paragraph: Element, depth: int) -> None:
        self._number_captions(paragraph)
        tabbed = text_of(paragraph, "\t").rstrip()
        style = get(find(paragraph, "pPr", "pStyle"), "val")
        bold = _is_bold(paragraph)
        if len([part for part in tabbed.split("\t") if part.strip()]) > 1 and not CONTENTS.match(style):
            self.tabbed.append((self.count, tabbed, bold))
        else:
            self._close_tabbed()
            self._add_text(paragraph, style, bold)
        drawn = drawn_in(paragraph)
        if drawn:
            self._close_tabbed()
            self.flow.drawn[len(self.flow.lines)] = drawn
            if drawn == CHART:
                self.unread.append(Unread(f"paragraph {self.count}", "a chart: its values were not read"))
        for box in boxes_in(paragraph):
            self._close_tabbed()
            self.blocks(box, depth + 1)

    def _number_captions(self, paragraph: Element) -> None:
        """Gives fields that number captions the number that Word would, where it is not on record."""
        for field in paragraph.iter():
            series = SERIES.match(get(field, "instr")) if name_of(field) == "fldSimple" else None
            if not series:
                continue
            printed = text_of(field).strip()
            self.numbers[series[1]] = int(printed) if printed.isdecimal() else self.numbers[series[1]] + 1
            if not printed:
                SubElement(field, WORD + "t").text = str(self.numbers[series[1]])

    def _add_text(self, paragraph: Element, style: str, bold: bool) -> None:
        text = " ".join((self.carried + text_of(paragraph)).split())
        self.carried = ""
        if find(paragraph, "pPr", "rPr", "del") is not None:
            # its end is deleted: the next paragraph goes on with it
            self.carried = text + " " * bool(text)
            return
        if not text:
            return
        heading = HEADING.match(style)
        if heading:
            text = "#" * int(heading[1]) + " " + text
        elif style.lower().startswith(("caption", "tablecaption", "legende", "beschriftung")) or bold:
            text = f"**{text}**"
        self.flow.add("", self.count)
        self.flow.add(text, self.count)

    def _close_tabbed(self) -> None:
        """Adds paragraphs with tabs: as rows of a table where figures stand in columns, or as they are."""
        run, self.tabbed = self.tabbed, []
        last = next((line for line in reversed(self.flow.lines) if line), "")
        rows = _columns([text for _, text, _ in run], bool(read_caption(last)))
        if rows:
            self.flow.add("", run[0][0])
            rows = [[plain(cell) for cell in row] for row in rows]
            self.flow.add_grid(rows, [count for count, *_ in run], [bold for *_, bold in run], 0, {})
            return
        for count, text, bold in run:
            text = " ".join(text.split())
            self.flow.add("", count)
            self.flow.add(f"**{text}**" if bold else text, count)

    def _table(self, table: Element, depth: int) -> None:
        """Adds a table, or the texts of a box around text, which is a table of one row or column."""
        rows, numbers, bold, heads = [], [], [], 0
        inner: list[Element] = []
        for row in _rows(table):
            cells, is_bold = self._row(row, inner)
            self.count += 1
            rows.append(cells)
            numbers.append(self.count)
            bold.append(is_bold)
            if is_on(find(row, "trPr", "tblHeader")) and heads == len(rows) - 1:
                heads += 1
        self._add_table(rows, numbers, bold, heads)
        # a table within a cell stands for itself, after the one whose caption is above
        self.blocks(inner, depth + 1)

    def _add_table(self, rows: list[list[str]], numbers: list[int], bold: list[bool], heads: int) -> None:
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

    def _row(self, row: Element, inner: list[Element]) -> tuple[list[str], bool]:
        """The cells of a row, spans laid out, and whether every text in it is bold. inner: gets what it holds
        beside text, tables and text boxes."""
        cells = [""] * min(_count(find(row, "trPr", "gridBefore"), 0), 100)
        bold = []
        for cell in _cells(row):
            inner += [part for part in cell if name_of(part) == "tbl"]
            inner += [part for box in boxes_in(cell) for part in box]
            across = max(1, min(_count(find(cell, "tcPr", "gridSpan"), 1), 1000))
            text = _cell_text(cell)
            if text:
                bold.append(all(_is_bold(p) for p in cell if name_of(p) == "p" and text_of(p).strip()))
            cells += [text, *[""] * (across - 1)]
        return cells, bool(bold) and all(bold)


def _cell_text(cell: Element) -> str:
    """The text of a cell; "" where it goes on from the cell above or to the left."""
    for name in ("vMerge", "hMerge"):
        merge = find(cell, "tcPr", name)
        if merge is not None and get(merge, "val") != "restart":
            return ""
    parts = [" ".join(text_of(p).split()) for p in cell if name_of(p) in ("p", "sdt")]
    return " ".join(part for part in parts if part)


def _columns(lines: list[str], captioned: bool) -> list[list[str]]:
    """Lines with tabs as rows of one width; none where they are no table."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    if len({len(row) for row in rows}) > 1:
        # several tabs were set to reach one place
        rows = [[cell for n, cell in enumerate(row) if cell or not n] for row in rows]
    width = max(map(len, rows), default=0)
    if rows and len(rows[0]) == width - 1:
        rows[0] = ["", *rows[0]]
    less = int(captioned)
    if (
        len(rows) < FEWEST_ROWS - less
        or width < FEWEST_COLUMNS - less
        or any(len(row) < width for row in rows)
    ):
        return []
    cells = [cell for row in rows for cell in row[1:] if cell]
    return rows if sum(bool(NUMERIC.match(cell)) for cell in cells) >= FIGURES * len(cells) else []


def _rows(table: Element) -> list[Element]:
    found = []
    for child in table:
        if name_of(child) == "tr":
            if find(child, "trPr", "del") is None:
                found.append(child)
        elif name_of(child) in ("sdt", "sdtContent", "customXml", "ins"):
            found += _rows(child)
    return found


def _cells(row: Element) -> list[Element]:
    found = []
    for child in row:
        if name_of(child) == "tc":
            if find(child, "tcPr", "cellDel") is None:
                found.append(child)
        elif name_of(child) in ("sdt", "sdtContent", "customXml"):
            found += _cells(child)
    return found


def _is_bold(paragraph: Element) -> bool:
    runs = [run for run in paragraph.iter() if name_of(run) == "r" and text_of(run).strip()]
    return bool(runs) and all(
        get(find(run, "rPr", "b"), "val") not in ("0", "false") and find(run, "rPr", "b") is not None
        for run in runs
    )
