"""What a PDF page prints: words with their places, and straight rules; coordinates in points from the upper
left corner."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from crossfoot.documents.pdf_rules import Drawn, Place

SPACES = {9, 10, 13, 32, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000}
LINE_ENDS = {10, 13}
INVISIBLE = {0xFEFF, 0x200B, 0x200C, 0x200D, 0xFFFE, 0xFFFF}
# what is drawn as a hyphen: reported so at the end of a line, or encoded as a soft one, also before a number
HYPHENS, SOFT = {2, 0x2010, 0x2011}, "\u00ad"
# letters beyond the first 65,536 come in two halves
FIRST_HALVES, SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass
class Word:
    """Characters without a space between: box, baseline, type size, and how it is set.

    angle: 0, 90, 180 or 270 degrees, anticlockwise. raised: smaller and higher than the word before.
    spaced: whether the file has a space before it.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    angle: int = 0
    raised: bool = False
    spaced: bool = False

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass
class Page:
    """number (from 1), size in points, words in the order of the file, and what is drawn.

    turn: by how many degrees its words were turned to be read. unmapped: how many characters have no known
    letter. hidden: how many are there to be searched and not drawn, as a scanner puts them behind its
    picture. seen: boxes (left, right, top, bottom) that were read as pictures. doubts: words in them with a
    digit that may be another, and another reading or "".
    """

    number: int
    width: float
    height: float
    words: list[Word]
    drawn: Drawn
    turn: int = 0
    unmapped: int = 0
    hidden: int = 0
    seen: list[tuple[float, float, float, float]] = field(default_factory=list)
    doubts: list[tuple[Word, str]] = field(default_factory=list)


@dataclass
class _Run:
    """How the characters of one text object are set."""

    size: float
    angle: int
    bold: bool
    hidden: bool = False

    def is_set_like(self, other: _Run | None) -> bool:
        return other is not None and self.size == other.size and self.angle == other.angle


def read_words(text, page: Page, place: Place) -> list[Word]:
    """Words in the order of the file: a space, a gap, a change of line, size or direction ends one."""
    reader, half = _WordReader(text, place), FIRST_HALVES[0]
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in FIRST_HALVES:
            half = code
            continue
        if code in SECOND_HALVES:
            code = 0x10000 + (half % 0x400) * 0x400 + code % 0x400
        is_generated = pdfium.FPDFText_IsGenerated(text, index) == 1
        if is_generated and code in LINE_ENDS:
            # on a page of a single line PDFium takes the text for vertical: each letter ends a line
            reader.line_ended = True
        elif code in SPACES or is_generated:
            reader.end_word()
            reader.line_ended = False
            reader.spaced = True
        elif code not in INVISIBLE:
            if code == 0 or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
                page.unmapped += 1
                code = code or 0xFFFD
            reader.add(index, code)
    reader.end_word()
    page.hidden = reader.hidden
    return [word for word in reader.words if word.text.strip()]


class _WordReader:
    """Puts the characters of a page together to words.

    current: the characters of the word that is being read, each with where on its line it begins and ends,
    its baseline, and whether it is raised. run_before: how the last of them is set. spaced: whether a space
    stands before the word. line_ended: whether PDFium ended the line since the last character.
    hidden: how many characters are not drawn.
    """

    def __init__(self, text, place) -> None:
        self.text, self.place = text, place
        self.words: list[Word] = []
        self.current: list[tuple[str, float, float, float, bool]] = []
        self.run_before: _Run | None = None
        self.spaced = self.line_ended = False
        self.hidden = 0
        self._runs: dict[int, _Run] = {}
        # what PDFium writes to
        self._sides = tuple(ctypes.c_double() for _ in range(4))
        self._loose, self._origin = pdfium.FS_RECTF(), (ctypes.c_double(), ctypes.c_double())

    def end_word(self) -> None:
        if self.current and self.run_before:
            self.words.append(_word(self.current, self.run_before))
            self.words[-1].spaced = self.spaced
            self.current.clear()
            self.spaced = False

    def add(self, index: int, code: int) -> None:
        """Adds a character to the word, or begins a new one with it."""
        run = self._run_of(index)
        if not run.size:
            return
        start, end, base = self._along(index, run)
        if self.line_ended:
            if not self._touches(run, start, base):
                self.end_word()
                self.spaced = True
            self.line_ended = False
        current = self.current
        if current and current[-1][0] == SOFT and start - current[-1][1] < 0.1 * run.size:
            # the next letter stands in its place: it is not drawn
            current.pop()
        character = "-" if code in HYPHENS else chr(code)
        raised = character.isalnum() and _is_raised(self.text, index, self.place, run, self._sides, base)
        if current and not self._goes_on(run, start, base, raised):
            self.end_word()
        self.run_before, self.hidden = run, self.hidden + run.hidden
        current.append((character, start, end, base, raised))

    def _run_of(self, index: int) -> _Run:
        handle = pdfium.FPDFText_GetTextObject(self.text, index)
        key = ctypes.addressof(handle.contents) if handle else -1
        if key not in self._runs:
            self._runs[key] = _run(self.text, index, self.place)
            self._runs[key].hidden = (
                pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            )
        return self._runs[key]

    def _along(self, index: int, run: _Run) -> tuple[float, float, float]:
        """Where on its line a character begins and ends, and its baseline across."""
        loose, origin = self._loose, self._origin
        pdfium.FPDFText_GetLooseCharBox(self.text, index, loose)
        pdfium.FPDFText_GetCharOrigin(self.text, index, *origin)
        (xa, ya), (xb, yb) = self.place(loose.left, loose.top), self.place(loose.right, loose.bottom)
        ox, oy = self.place(origin[0].value, origin[1].value)
        return _along((min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)), ox, oy, run.angle)

    def _touches(self, run: _Run, start: float, base: float) -> bool:
        """Whether a character that begins a line stands right behind the last one, set alike."""
        if not self.current:
            return False
        _, _, end_before, base_before, _ = self.current[-1]
        return (
            -0.3 * run.size < start - end_before < 0.1 * run.size
            and abs(base - base_before) < 0.02 * run.size
            and run.is_set_like(self.run_before)
        )

    def _goes_on(self, run: _Run, start: float, base: float, raised: bool) -> bool:
        """Whether a character belongs to the word that is being read."""
        _, _, end_before, base_before, was_raised = self.current[-1]
        return (
            run.is_set_like(self.run_before)
            and -0.6 * run.size < start - end_before < 0.17 * run.size
            and abs(base - base_before) < 0.15 * run.size
            and raised == was_raised
        )


def _is_raised(text, index: int, place, run: _Run, sides, base: float) -> bool:
    """Whether a letter or digit on the baseline is drawn above it, as some typefaces raise figures."""
    left, right, bottom, top = sides
    if run.angle or not pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return False
    # opposite corners: on a turned page the height on paper is a width in the file
    (_, one), (_, other) = place(left.value, bottom.value), place(right.value, top.value)
    return base - max(one, other) > 0.18 * run.size and abs(one - other) < 0.6 * run.size


def _along(
    box: tuple[float, float, float, float], ox: float, oy: float, angle: int
) -> tuple[float, float, float]:
    x0, x1, top, bottom = box
    if angle == 0:
        return x0, x1, oy
    if angle == 180:
        return -x1, -x0, -oy
    # read from the foot of the page to its head (90), or downwards (270)
    return (-bottom, -top, ox) if angle == 90 else (top, bottom, -ox)


def _run(text, index: int, place) -> _Run:
    matrix = pdfium.FS_MATRIX()
    scale, turned = 1.0, 0.0
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        (x0, y0), (x1, y1) = place(0, 0), place(matrix.a, matrix.b)
        turned = math.degrees(math.atan2(y0 - y1, x1 - x0)) % 360
    size = pdfium.FPDFText_GetFontSize(text, index) * scale
    if min(turned % 90, 90 - turned % 90) > 5:
        # slanting text is a watermark or part of a drawing
        size = 0.0
    return _Run(abs(size), round(turned / 90) * 90 % 360, _is_bold(text, index))


def _is_bold(text, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    # the weight that PDFium reports is a guess from stem widths, and differs within one typeface
    return bool(re.search(rb"bold|black|heavy|[-,]bd|semi", name.value, re.IGNORECASE))


def _word(characters: list, run: _Run) -> Word:
    text = "".join(character for character, *_ in characters).translate(LIGATURES).replace(SOFT, "-")
    start, end, base = characters[0][1], max(c[2] for c in characters), characters[0][3]
    size = run.size
    if run.angle == 0:
        box = (start, end, base - 0.75 * size, base + 0.22 * size)
    elif run.angle == 180:
        box = (-end, -start, -base - 0.22 * size, -base + 0.75 * size)
    elif run.angle == 90:
        box = (base - 0.75 * size, base + 0.22 * size, -end, -start)
    else:
        box = (-base - 0.22 * size, -base + 0.75 * size, start, end)
    raised = characters[0][4]
    return Word(
        text,
        *box,
        base if run.angle == 0 else box[3],
        0.6 * size if raised else size,
        run.bold,
        run.angle,
        raised,
    )
