"""The numbers that a draft states, in prose and in tables, each with the words that say what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bilateral.draft.units import PERCENT, PLAIN, POINTS, UNKNOWN, Unit, in_unit, unit_of
from bilateral.draft.words import tokens
from crossfoot import (
    Document,
    InputError,
    Interval,
    Number,
    Sentence,
    Table,
    read_document,
    read_number,
    read_sentences,
    year_of,
)

# letters of crossfoot's kinds of quantity, and the unit of each; an amount of money has its currency
UNITS = {"N": PLAIN, "P": PERCENT, "T": POINTS, "X": PLAIN}
COUNTED = "NMPTX"
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[,.]\d)")
# what stands behind or before a small number that counts no result
TIME = re.compile(
    r"^[\s-](?:\w+\s)?(?:years?|months?|weeks?|days?|hours?|decades?|digits?|inch)\b|^-\w|^[a-z]"
)
LISTED = re.compile(
    r"\b(?:top|first|last|next|past|previous|of the|age|aged|chapters?|items?)\s(?:\d+, )*(?:and )?$", re.I
)
REFERENCE = re.compile(
    r"^[-–—•\s]*(?:[^\W\d_][\w'’.-]*,? )+.{0,90}\((?:19|20)\d\d[a-z]?\)[,.]|https?://|doi\.org|\bpp\.\s?\d"
)
ITEM = re.compile(r"[.)](?:\s|$)")
CITED = re.compile(r"\b(?:doi|https?|ISBN|ISSN|vol\.|No\.)", re.IGNORECASE)
# columns of codes and of keys, and what is an index of its own
CODES, CODE = re.compile(r"\bHS|\bcodes?\b", re.IGNORECASE), re.compile(r"\d{1,10}")
KEY = re.compile(r"^(?:year|rank|no\.?|round|#)$", re.IGNORECASE)
INDEX = re.compile(r"\bhhi\b|herfindahl|\bindex\b", re.IGNORECASE)
CODE_AND_VALUE = re.compile(r"(\d{1,6})\s+(\S*\d\.\d\S*)")
# letters of a row's label that name its place
LONGEST = 60
MACRO = re.compile(r"\\(?:newcommand|def)\s*\{?\\(\w+)\}?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")


@dataclass(frozen=True)
class Stated:
    """A number of the draft. text: as printed; where: its place in words; sentence: that it stands in, or the
    labels of its cell; start, end: in the sentence; wide: all it can be, in base units; unit; year: that its
    words give it, None without one; context: the sentence before it, or all labels of a table's columns;
    is_cell, with label and column as those of its row and column; meant: "about", "nearly", "above", "below"
    or ""."""

    text: str
    where: str
    sentence: str
    start: int
    end: int
    wide: Interval
    unit: Unit
    year: int | None
    context: str = ""
    is_cell: bool = False
    label: str = ""
    column: str = ""
    meant: str = ""

    @cached_property
    def years(self) -> frozenset[int]:
        return frozenset(int(year) for year in YEAR.findall(self.sentence))

    @cached_property
    def words(self) -> frozenset[str]:
        return tokens(self.sentence)

    @property
    def is_vague(self) -> bool:
        """Whether it stands for so much that much agrees with it by chance."""
        room = self.wide.high - self.wide.low
        return not room.is_finite() or room > max(abs(self.wide.low), abs(self.wide.high)) / 10

    @property
    def before(self) -> str:
        return self.sentence[: self.start]


def read_draft(path: Path) -> tuple[list[Stated], int]:
    """The numbers of a draft in the order of its prose and then its tables, and how many macros of values.tex
    its LaTeX has, which cannot differ.

    Raises InputError where it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        expected = "a draft in Word, Markdown, HTML, PDF, text or LaTeX"
        raise InputError(str(path), error.strerror or str(error), expected) from error
    name, macros = path.name, 0
    if path.suffix.lower() == ".tex":
        content, macros = _html_of(content, path)
        name = f"{path.stem}.html"
    document = read_document(content, name)
    # a paragraph of Word has no lines until it is laid out
    counted = "paragraph" if path.suffix.lower() == ".docx" else "line"
    return [*_of_prose(document, counted), *_of_tables(document)], macros


def _of_prose(document: Document, counted: str) -> Iterator[Stated]:
    passages = [passage for passage in document.prose if not REFERENCE.search(passage.text)]
    before: Sentence | None = None
    for sentence in read_sentences(passages):
        same = before is not None and before.place[0] == sentence.place[0]
        yield from _of_sentence(sentence, before.text if before is not None and same else "", counted)
        before = sentence


def _of_sentence(sentence: Sentence, context: str, counted: str) -> Iterator[Stated]:
    line = f"{counted} {sentence.line}"
    if sentence.page is not None:
        line = f"page {sentence.page}, {line}"
    for quantity in sentence.quantities:
        if quantity.kind not in COUNTED or quantity.number is None:
            continue
        before, after = sentence.text[: quantity.start], sentence.text[quantity.end :]
        if _is_trivial(quantity.text, quantity.kind, before, after):
            continue
        name = quantity.currency or quantity.measure or UNITS.get(quantity.kind, PLAIN)
        yield Stated(
            quantity.text,
            line,
            sentence.text,
            quantity.start,
            quantity.end,
            quantity.number.wide,
            Unit(name, quantity.scale),
            year_of(sentence, quantity),
            context,
            meant=quantity.meant,
        )


def _is_trivial(text: str, kind: str, before: str, after: str) -> bool:
    """Whether a number counts no result: in words, of time, of a list, or of a reference."""
    digits = re.sub(r"\D", "", text)
    if not digits or (not before.strip() and ITEM.match(after)):
        return True
    if kind in "NX" and (TIME.match(after) or LISTED.search(before) or CITED.search(before[-6:])):
        return True
    return bool(
        re.search(r"[\[(]$", before) and re.match(r"[\])]", after) and kind == "N" and len(digits) < 3
    )


def _of_tables(document: Document) -> Iterator[Stated]:
    for table in document.tables:
        labels = table.labels
        for row, cells in enumerate(table.body):
            if any(cells):
                yield from _of_row(table, labels, row, cells)


def _of_row(table: Table, labels: list[str], row: int, cells: list[str]) -> Iterator[Stated]:
    # the label of a row is its cells that are no numbers, and its first
    said = [cell for place, cell in enumerate(cells) if cell and (not place or read_number(cell) is None)]
    name = f"Table {table.number}" if table.number else table.name
    for column, cell in enumerate(cells):
        label, code = labels[column], ""
        # "84 31.7%" under "HS-2 Share", or 84 in the column before
        if both := CODE_AND_VALUE.fullmatch(cell):
            code, cell = f" HS {both[1]}", both[2]
        elif (
            CODES.search(labels[column - 1])
            and CODE.fullmatch(cells[column - 1])
            and CODE.fullmatch(cells[0])
        ):
            code = f" HS {cells[column - 1]}"
        number = read_number(cell)
        is_key = CODES.search(label) or KEY.search(label)
        if number is None or not column or (is_key and CODE.fullmatch(cell) and not INDEX.search(cells[0])):
            continue
        if YEAR.fullmatch(cell.strip()):
            continue
        unit = _unit(number, [label, cells[0], f"{table.unit} {table.caption}"])
        years = YEAR.findall(f"{cells[0]} {label}") or YEAR.findall(table.caption)
        sentence = f"{name} {table.caption}: {' '.join(said)}, {label}{code}: "
        yield Stated(
            cell,
            f"{name}, row {cells[0][:LONGEST] or row + 1}, column {label or column + 1}",
            sentence + cell,
            len(sentence),
            len(sentence) + len(cell),
            in_unit(number.wide, 0 if number.power else -unit.power),
            unit,
            int(years[0]) if len(set(years)) == 1 else None,
            context=" ".join(labels),
            is_cell=True,
            label=cells[0],
            column=label,
        )


def _unit(number: Number, labels: list[str]) -> Unit:
    """The unit of a cell, from what it prints or else the first label that has one."""
    if number.unit or number.currency:
        return Unit(number.unit or number.currency, number.power)
    if any(INDEX.search(label) for label in labels[:2]):
        return Unit()
    return next(filter(None, map(unit_of, labels)), Unit(UNKNOWN))


def _html_of(content: bytes, path: Path) -> tuple[bytes, int]:
    """A LaTeX source as HTML. Macros of a values.tex beside it are numbers of the results by nature: they
    are counted and left out."""
    import pypandoc

    text = content.decode("utf-8", errors="replace")
    names = {
        name
        for file in path.parent.rglob("values.tex")
        for name, _ in MACRO.findall(file.read_text(encoding="utf-8"))
    }
    used = (
        re.compile(r"\\(" + "|".join(sorted(names, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\})?")
        if names
        else None
    )
    text, macros = used.subn("…", text) if used else (text, 0)
    try:
        page = pypandoc.convert_text(text, "html5", format="latex", extra_args=["--wrap=none"])
    except RuntimeError as error:
        raise InputError(
            str(path), f"what is no LaTeX ({str(error).splitlines()[-1]})", "a LaTeX source"
        ) from error
    return page.encode("utf-8"), macros
