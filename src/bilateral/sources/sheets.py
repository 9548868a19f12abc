"""A file as rows of text cells, whatever it is packed in, encoded in and separated by.

Gzip is recognised by its content; text may be UTF-8, UTF-16 or Windows-1252 with any line ends; cells may
stand apart by commas, semicolons or tabs; an Excel workbook gives the rows of its first sheet with cells.
"""

import codecs
import csv
import gzip
import io
import re
import statistics
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot import InputError

GZIP = b"\x1f\x8b"
DELIMITERS = ",;\t|"
SEP_LINE = re.compile(r'^"?sep=(.)"?[,;\t ]*$', re.IGNORECASE)
# what is not a table, by how it begins: what it is, what to do
OTHERS = {
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook (.xls)", "CSV or .xlsx: save it as one of these"),
    b"%PDF": ("a PDF", "a table as CSV"),
    b"PK": ("a zip archive", "the table within it: unpack it"),
    b"PAR1": ("a Parquet file", "CSV: save it as that"),
}
# a first part that is enough to tell encoding and delimiter of a large file
HEAD = 1 << 20
CODE_AS_FLOAT = re.compile(r"(\d+)\.0+")
Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """A table as text: rows() gives each row with the line on which it ends, blank rows left out.

    delimiter: what stands between cells, "" in a workbook. encoding: of the text, "" in a workbook.
    """

    name: str
    content: bytes
    encoding: str = ""
    delimiter: str = ""
    skipped: int = 0
    lines: tuple[Line, ...] = ()

    def rows(self) -> Iterator[Line]:
        """Raises InputError for quotes that do not close or a byte that the encoding does not have."""
        if not self.delimiter:
            yield from self.lines
            return
        text = io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline=None)
        for _ in range(self.skipped):
            next(text, "")
        reader = csv.reader(text, delimiter=self.delimiter, strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield reader.line_num + self.skipped, [cell.strip() for cell in cells]
        except csv.Error as error:
            raise InputError(
                f"{self.name}: line {reader.line_num + self.skipped}",
                f"cells that cannot be told apart ({error})",
                "CSV whose quotes close; is the file whole?",
            ) from None

    def records(self) -> Iterator[Line]:
        """The header first, then its rows, each as wide as the header; a header that comes again is left out.

        A delimiter at the end of rows or header is not a cell. Raises InputError for a row of another width.
        """
        return aligned(self.rows(), self.name)


def aligned(rows: Iterator[Line], name: str) -> Iterator[Line]:
    """Rows below a header, the first of them; see Sheet.records."""
    start, header = next(rows, (1, []))
    while header and header[-1] == "":
        header = header[:-1]
    yield start, header
    width = len(header)
    for line, cells in rows:
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if len(cells) != width:
            raise ragged(f"{name}: line {line}", cells, width)
        if cells != header:
            yield line, cells


def ragged(place: str, cells: list[str], width: int) -> InputError:
    """The error for a row of another width than the header's."""
    found = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
    return InputError(place, found, f"{width}, as in the header; is the file whole?")


def cut_short(name: str) -> InputError:
    """The error for a gzip file that breaks off."""
    found = "the end of the file within its compressed data"
    return InputError(name, found, "a whole gzip file; is the download complete?")


def read_sheet(content: bytes, name: str) -> Sheet:
    """The table of a file. Raises InputError for what is not text or a workbook, or a file cut short."""
    content = unpacked(content, name)
    if is_workbook(content):
        return replace(next(_workbook_sheets(content, name), Sheet(name, b"")), name=name)
    encoding = encoding_of(content, name)
    head = content[:HEAD].decode(encoding, errors="replace")
    if head.lstrip().startswith("<"):
        said = " ".join(re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", head, flags=re.S | re.I).split())
        raise InputError(name, f"a web page ({said[:80]!r})", "a table as CSV; download the file again")
    delimiter, skipped = sniffed(head)
    return Sheet(name, content, encoding, delimiter, skipped)


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """All sheets with cells of a workbook, each named after the file and itself; or the table of a text."""
    content = unpacked(content, name)
    if not is_workbook(content):
        return [read_sheet(content, name)]
    return [replace(sheet, name=f"{name}: {sheet.name}") for sheet in _workbook_sheets(content, name)]


def unpacked(content: bytes, name: str) -> bytes:
    """What a gzip file holds, or the bytes as they are. Raises InputError for a packing that is not read."""
    while content.startswith(GZIP):
        try:
            content = gzip.decompress(content)
        except EOFError:
            raise cut_short(name) from None
        except (OSError, zlib.error) as error:
            raise InputError(name, f"damaged gzip ({error})", "a whole gzip file") from None
    if not content.strip():
        raise InputError(name, "an empty file", "a table")
    if not is_workbook(content):
        for start, (found, expected) in OTHERS.items():
            if content.startswith(start):
                raise InputError(name, found, expected)
    return content


def is_workbook(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def encoding_of(content: bytes, name: str, whole: bool = True) -> str:
    """Of the text: by its mark, or the first of UTF-8 and Windows-1252 that fits.

    whole: whether that is all of it; else it may end within a character.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _fitting(content, encoding, name) if whole else encoding
    zeros = content[:4096].count(0)
    if zeros > len(content[:4096]) / 3:
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return _fitting(content, encoding, name) if whole else encoding
    if zeros:
        raise InputError(name, "bytes of zero, which are not text", "text: UTF-8, UTF-16 or Windows-1252")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final=whole)
    except UnicodeDecodeError:
        # bytes that Windows-1252 leaves free are letters of no alphabet in Latin-1, which has them all
        return "latin-1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", content) else "cp1252"
    return "utf-8"


def _fitting(content: bytes, encoding: str, name: str) -> str:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"byte {error.start} that {encoding} does not have"
        raise InputError(name, found, "a whole file; is the download complete?") from None
    return encoding


def decoded(content: bytes, name: str) -> str:
    """All of a text, its line ends as \\n."""
    content = unpacked(content, name)
    text = content.decode(encoding_of(content, name))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sniffed(head: str) -> tuple[str, int]:
    """The delimiter of a text, and how many lines above its table say it (Excel's sep=;)."""
    lines = [line for line in re.split(r"\r\n|\r|\n", head)[:60] if line.strip()]
    if lines and (said := SEP_LINE.match(lines[0])):
        return said[1], 1
    whole = "\n".join(lines[:-1] if len(lines) > 1 and len(head) >= HEAD else lines)
    widths = {}
    for delimiter in DELIMITERS:
        try:
            found = [len(cells) for cells in csv.reader(io.StringIO(whole), delimiter=delimiter)]
        except csv.Error:
            continue
        widths[delimiter] = statistics.median(found) if found else 1
    return max(widths or {",": 1}, key=lambda delimiter: (widths[delimiter], delimiter == ",")), 0


def _workbook_sheets(content: bytes, name: str) -> Iterator[Sheet]:
    # imported here: the study's own series are CSV
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(name, f"a damaged workbook ({error})", "a whole .xlsx file, or CSV") from None
    for sheet in workbook.worksheets:
        rows = [(at, [_cell(value) for value in cells]) for at, cells in enumerate(sheet.values, start=1)]
        rows = [(at, cells) for at, cells in rows if any(cells)]
        if rows:
            yield Sheet(sheet.title, b"", lines=tuple(rows))


def _cell(value: object) -> str:
    """A workbook's value as text; numbers in full."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return str(value).strip()


def plain_code(text: str) -> str:
    """A code that a program took for a number with decimals, without them: 84.0 is 84."""
    found = CODE_AS_FLOAT.fullmatch(text)
    return found[1] if found else text
