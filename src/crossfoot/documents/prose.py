"""Numbers in the prose of a document, and its numbered parts; where tables stand is the extractor's
knowledge."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.documents.markup import plain
from crossfoot.documents.notes import ABBREVIATION, LABEL, below_grid
from crossfoot.documents.table import Table
from crossfoot.documents.tables import find_tables
from crossfoot.numbers.words import FRACTIONS, ORDINALS, WORDS

SPELT = (*WORDS[2:], *ORDINALS[2:], *FRACTIONS)
# a number after a capital letter and a hyphen is part of a name (COVID-19); a currency code may stand close
# before (CNY138.7)
NUMBER = re.compile(
    r"(?<![\d.,])(?<![A-Z]-)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:st|nd|rd|th|s)?|\b(?:"
    + "|".join(SPELT)
    + r")\b",
    re.IGNORECASE,
)
NOTE_MARK = re.compile(r"<sup>\s*\d+\s*</sup>", re.IGNORECASE)
FOOTNOTE = re.compile(r"^\s*<sup>\s*(?P<label>\d+)\s*</sup>\s*\S", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
FIGURE = re.compile(r"^(?:figure|chart)\s+(?P<label>[A-Z]?\d+(?:[.\-–]\d+)*)\s*[:.–—]\s*\S", re.IGNORECASE)
HEADING = re.compile(r"^\s*#")
NUMBERED = re.compile(r"^(?P<label>\d+(?:\.\d+)*)\.?\s+[^\W\d]")
SUBSECTION = re.compile(r"^(?P<label>\(\d+\))\s+[^\W\d]")
REFERENCES = re.compile(r"^(?:references|bibliography)$", re.IGNORECASE)
LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+")
SENTENCE_END = re.compile(r"[.?!:;。！？][\"'”’)\]]*$|[\"”’]$")
ITEM = re.compile(r"\((?P<label>[ivx]+)\)")
ENTRY = re.compile(r"^(?P<authors>.*?)\s*\((?P<year>\d{4}[a-z]?|n\.d\.)\),")
SAME_AUTHORS = re.compile(r"^[\s—–-]*$")
INITIALS = re.compile(r"^(?:[^\W\d_]\.-?)+$")
# shorter lines that end no sentence are headings, by-lines and captions of pictures
SHORT = 120


@dataclass(frozen=True)
class ProseNumber:
    """line (from 1) of the text, position (from 1) among the numbers of that line, number as printed, words
    in lower case."""

    line: int
    position: int
    number: str


@dataclass(frozen=True)
class Part:
    """line (from 1), kind (section, table, figure, note, reference, item) and label."""

    line: int
    kind: str
    label: str


def find_prose_numbers(lines: list[str], document: str) -> list[ProseNumber]:
    """Every number of the prose: digits with separators and decimals, words from two to twenty, their
    ordinals, "half".

    Prose is what stands outside tables, figures, their captions, notes and sources, headings, the list of
    references and short lines that end no sentence; footnotes of the text are prose. Currency, percent and
    note marks are left out. Raises InputError when an HTML table is never closed.
    """
    found = []
    for line in find_prose(lines, document):
        text = ADDRESS.sub(" ", plain(NOTE_MARK.sub(" ", LIST_MARK.sub("", lines[line - 1]))))
        found += [
            ProseNumber(line, place, match[0].lower())
            for place, match in enumerate(NUMBER.finditer(text), start=1)
        ]
    return found


def find_parts(lines: list[str], document: str) -> list[Part]:
    """Numbered sections, tables, figures, notes and items of a list in a sentence, and references as they are
    cited.

    A section "(1)" is labelled with the section it stands in, as in "1.3(1)"; a reference "Baldwin 2006",
    "Inoue and Todo 2023", "Juhász, Lane, and Rodrik 2024" or, of four authors and more, "Goldberg et al.
    2024". Raises InputError when an HTML table is never closed.
    """
    parts = [Part(table.first_line, "table", table.number) for table in find_tables(lines, document)]
    references = _reference_lines(lines)
    prose, authors, section = set(find_prose(lines, document)), "", ""
    for line, raw in enumerate(lines, start=1):
        text = plain(raw)
        if figure := FIGURE.match(text):
            parts.append(Part(line, "figure", figure["label"]))
        elif note := FOOTNOTE.match(raw):
            parts.append(Part(line, "note", note["label"]))
        elif line in references:
            if entry := ENTRY.match(LIST_MARK.sub("", text)):
                authors = authors if SAME_AUTHORS.match(entry["authors"]) else _cited(entry["authors"])
                parts.append(Part(line, "reference", f"{authors} {entry['year']}"))
        elif _is_heading(lines, line):
            title = plain(raw.lstrip().lstrip("#"))
            if number := NUMBERED.match(title):
                section = number["label"]
                parts.append(Part(line, "section", section))
            elif number := SUBSECTION.match(title):
                parts.append(Part(line, "section", section + number["label"]))
        if line in prose:
            parts += [Part(line, "item", item["label"]) for item in ITEM.finditer(text)]
    return sorted(parts, key=lambda part: part.line)


def find_prose(lines: list[str], document: str) -> list[int]:
    """Numbers (from 1) of the lines of prose.

    Raises InputError when an HTML table is never closed.
    """
    outside = outside_prose(lines, find_tables(lines, document), document)
    return [line for line, raw in enumerate(lines, start=1) if line not in outside and is_prose(raw)]


def outside_prose(lines: list[str], tables: list[Table], document: str) -> set[int]:
    """Numbers (from 1) of the lines of references, of tables, and of figures with their notes."""
    outside = _reference_lines(lines)
    for table in tables:
        outside |= set(range(table.first_line, table.last_line + 1))
    for line, raw in enumerate(lines, start=1):
        if FIGURE.match(plain(raw)):
            outside |= set(range(line, below_grid(lines, line, "", document)[2] + 1))
    return outside


def is_prose(raw: str) -> bool:
    """Whether a paragraph is running text: no heading, note or reference, and long or a whole sentence."""
    text = plain(raw)
    if HEADING.match(raw) or LABEL.match(text) or ABBREVIATION.match(text) or _is_full_reference(text):
        return False
    return len(text) >= SHORT or bool(SENTENCE_END.search(text))


def _is_heading(lines: list[str], line: int) -> bool:
    """A marked heading, or a numbered short line with nothing above and below it that ends no sentence."""
    raw = lines[line - 1]
    if HEADING.match(raw):
        return True
    around = lines[max(line - 2, 0) : line - 1] + lines[line : line + 1]
    text = plain(raw)
    alone = line > 1 and not any(other.strip() for other in around)
    return alone and len(text) < SHORT and not SENTENCE_END.search(text) and bool(NUMBERED.match(text))


def _is_full_reference(text: str) -> bool:
    entry = ENTRY.match(text)
    return entry is not None and bool(re.match(r"^[^\W\d_][\w'’-]+, [^\W\d_]\.", entry["authors"]))


def _reference_lines(lines: list[str]) -> set[int]:
    """Lines under a heading "References", up to the next heading."""
    found, inside = set(), False
    for line, raw in enumerate(lines, start=1):
        if HEADING.match(raw):
            inside = bool(REFERENCES.match(plain(raw.lstrip().lstrip("#"))))
        elif inside:
            found.add(line)
    return found


def _cited(authors: str) -> str:
    """How a text cites authors that a list of references prints as "Last, F., G. Second, and H. Third"."""
    pieces = [piece.strip() for piece in re.split(r",|\band\b|&", authors) if piece.strip()]
    names = [" ".join(word for word in piece.split() if not INITIALS.match(word)) for piece in pieces]
    names = [name for name in names if name]
    if len(names) > 3:
        return f"{names[0]} et al."
    if len(names) == 3:
        return f"{names[0]}, {names[1]}, and {names[2]}"
    return " and ".join(names)
