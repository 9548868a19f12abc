"""Words and rules of a picture of a page, or of a part of one.

A picture has no letters, so that type sizes and baselines are those that the boxes of words imply.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median

from crossfoot.documents.dots import Picture, rules_of
from crossfoot.documents.pdf_rules import Rule
from crossfoot.documents.pdf_words import Word

# a word with a digit of which tesseract is less sure, in percent, is in doubt; any other below is a smudge,
# unless it looks like a word
SURE, SMUDGE = 85, 30
# a picture in which a smaller share of the words is sure has none, or lies on its side
CLEAR = 0.15
UNCLEAR = "its words are too unclear to be read"
# the height of letters in type sizes: with a stroke upwards, without, and below the baseline
TALL, SMALL, BELOW = 0.7, 0.49, 0.21
LOW, HANGING, FLOATING = (
    re.compile(r"[acemnorsuvwxz.,:;]+"),
    re.compile(r"[gjpqyQ,;()\[\]{}/|$§]"),
    set("-–—=~*'\"“”‘’°^"),
)
# words whose middles lie within this share of the usual height are of one line
SAME_LINE = 0.4
# words of which the narrower is at least this share of the other are one
ALIKE_WIDTH = 0.75
# sizes that differ by less than this share are one
ALIKE = 0.25

# a figure; one with specks around it; what may be one, misread; specks alone
FIGURE = re.compile(r"[-–—+(<>]*[$£€]?\d(?:[\d.,]*\d)?%?\)?")
QUOTED = re.compile(r"[\"'‘’“”_]*([-–—+(<>]*[$£€]?\d[\d.,]*%?\)?)[\"'‘’“”_]*")
LIKE_FIGURE = re.compile(r"[-–—+(<>$£€]*(?=.*\d|.$)[\dAaBbGgIilOoqSsTtZz|!?/:;.,'’]+%?\)?")
WORD = re.compile(r"[^\W\d_][a-z]{2,}[,.:;]?")
WORDY = re.compile(r"\w{2}|\d")
SPECKS = re.compile(r"[\"'‘’“”.,:;~^°·_|¦\[\]]+")
# around words that are read again, in dots: white, and of their surroundings
MARGIN, PAD = 40, 5
# the size of a raised mark
RAISED = 0.65

Doubt = tuple[Word, str]


class Unrecognised(Exception):
    """Why a picture was not read, in words."""


# what to look for in a picture: lines of one block, words wherever they stand, lines of nothing but a figure
PAGE, WORDS, FIGURES = "page", "words", "figures"
# gives tesseract's table of words (TSV) of a picture; raises Unrecognised
Recognise = Callable[[Picture, str], str]


@dataclass
class Read:
    """A word in a picture, in dots. sure: how sure it was read, in percent. other: what it may be, or ""."""

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float
    other: str = ""

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def overlap(self, other: Read) -> int:
        """How many dots of a line both take; 0 where they are of different lines."""
        if abs(self.middle - other.middle) > max(self.height, other.height) / 2:
            return 0
        return min(self.left + self.width, other.left + other.width) - max(self.left, other.left)

    def doubt(self, again: Read) -> None:
        """Takes another reading, the surer of both as its text: a figure before what is none."""
        mine, its = ((bool(FIGURE.fullmatch(one.text)), one.sure) for one in (self, again))
        if again.text == self.other or its > mine:
            self.text, self.other, self.sure = again.text, self.text, again.sure
        else:
            self.other = again.text


@dataclass
class Seen:
    """What was read in a picture, in points of its page. doubts: words with a digit that may be another, and
    another reading, or ""."""

    words: list[Word]
    doubts: list[Doubt]
    across: list[Rule]
    down: list[Rule]


def read_picture(picture: Picture, recognise: Recognise) -> Seen:
    """The words and rules of a picture. Raises Unrecognised."""
    across, down, letters = rules_of(picture)
    reads = _reads(recognise(letters, PAGE))
    if sum(read.sure >= SURE and len(read.text) > 1 for read in reads) < CLEAR * len(reads):
        raise Unrecognised(UNCLEAR)
    _compare(reads, _reads(recognise(letters, WORDS)))
    lines = _lines(reads)
    if doubtful := [read for line in lines for read in line if _is_doubtful(read, line)]:
        _read_again(doubtful, letters, recognise)
    words, doubts = _set_words(lines, picture)
    return Seen(words, doubts, across, down)


def _compare(reads: list[Read], others: list[Read]) -> None:
    """Holds words against those of another look at the page, which finds some more; of two readings of a
    figure the surer stands."""
    for other in others:
        beside = [read for read in reads if read.overlap(other) > 0]
        if not beside and other.sure >= SURE and WORDY.search(other.text):
            reads.append(other)
        for read in beside:
            if min(read.width, other.width) < ALIKE_WIDTH * max(read.width, other.width):
                continue  # several words in one
            if read.text == other.text:
                read.sure = max(read.sure, other.sure)
            elif any(map(str.isdigit, read.text + other.text)):
                read.doubt(other)


def _read_again(doubtful: list[Read], letters: Picture, recognise: Recognise) -> None:
    """Reads words in doubt once more, one below the other and as figures alone."""
    width = max(read.width for read in doubtful) + 2 * MARGIN
    rows, tops = [b"\xff" * width] * MARGIN, []
    for read in doubtful:
        tops.append(len(rows))
        for y in range(max(read.top - PAD, 0), min(read.top + read.height + PAD, letters.height)):
            row = letters.dots[y * letters.width : (y + 1) * letters.width]
            part = row[max(read.left - PAD, 0) : read.left + read.width + PAD]
            rows.append((b"\xff" * (MARGIN - PAD) + part).ljust(width, b"\xff")[:width])
        rows += [b"\xff" * width] * MARGIN
    for again in _reads(
        recognise(replace(letters, width=width, height=len(rows), dots=b"".join(rows)), FIGURES)
    ):
        read = doubtful[max(bisect_right(tops, again.middle) - 1, 0)]
        if again.text == read.text:
            read.sure = max(read.sure, again.sure)
            read.other = "" if read.sure >= SURE else read.other
        elif FIGURE.fullmatch(again.text):
            read.doubt(again)


def _reads(tsv: str) -> list[Read]:
    """The words of tesseract's table."""
    reads: list[Read] = []
    for row in tsv.splitlines():
        fields = row.split("\t")
        if (
            len(fields) != 12
            or fields[0] != "5"
            or not (text := fields[11].strip())
            or SPECKS.fullmatch(text)
        ):
            continue
        left, top, width, height = map(int, fields[6:10])
        if (figure := QUOTED.fullmatch(text)) and figure[1] != text:
            # specks beside a figure
            share = width / len(text)
            left, width = left + round(share * figure.start(1)), round(share * len(figure[1]))
            text = figure[1]
        reads.append(Read(text.strip("|¦"), left, top, width, height, float(fields[10])))
    return reads


def _lines(reads: list[Read]) -> list[list[Read]]:
    """Words of one height on the page, left to right, whatever tesseract takes for a line."""
    usual = median([read.height for read in reads] or [0])
    lines: list[list[Read]] = []
    for read in sorted(reads, key=lambda read: read.middle):
        if not lines or read.middle - median(other.middle for other in lines[-1]) > SAME_LINE * usual:
            lines.append([])
        lines[-1].append(read)
    return [sorted(line, key=lambda read: read.left) for line in lines]


def _is_doubtful(read: Read, line: list[Read]) -> bool:
    """Whether a word is a figure in doubt, or stands among figures and may be a misread one."""
    if FIGURE.fullmatch(read.text):
        return read.sure < SURE or bool(read.other)
    figures = sum(bool(FIGURE.fullmatch(other.text)) for other in line if other is not read)
    return bool(LIKE_FIGURE.fullmatch(read.text)) and figures >= max(2, len(line) / 3)


def _set_words(lines: list[list[Read]], picture: Picture) -> tuple[list[Word], list[Doubt]]:
    """Words in points of the page, with type size and baseline, and those in doubt."""
    scale = picture.scale
    sizes = [size for line in lines for read in line if (size := _size(read.text, read.height / scale))]
    usual = median(sizes) if sizes else 0.0
    words: list[Word] = []
    doubts: list[Doubt] = []
    for line in lines:
        kept = [
            read
            for read in line
            if read.sure >= SMUDGE or any(map(str.isdigit, read.text)) or WORD.fullmatch(read.text)
        ]
        for read, word in zip(kept, _set(kept, usual, picture), strict=True):
            words.append(word)
            if any(map(str.isdigit, read.text)) and (read.sure < SURE or read.other):
                doubts.append((word, read.other))
    return words, doubts


def _set(line: list[Read], usual: float, picture: Picture) -> Iterator[Word]:
    scale = picture.scale
    bottoms = [picture.top + (read.top + read.height) / scale for read in line]
    implied = [_size(read.text, read.height / scale) for read in line]
    size = median([one for one in implied if one] or [usual])
    size = usual if abs(size - usual) < ALIKE * usual else size
    bases = [_base(read.text, bottom, size) for read, bottom in zip(line, bottoms, strict=True)]
    firm = [base for read, base in zip(line, bases, strict=True) if not FLOATING.issuperset(read.text)]
    base = median(firm) if firm else max(bottoms, default=0.0) - 0.25 * size
    for read, own, like in zip(line, bases, implied, strict=True):
        is_raised = read.text.isalnum() and own < base - 0.15 * size and 0 < like < 0.85 * size
        # lines of columns of text that stand beside each other can be half a line apart
        is_other = abs(own - base) > 0.3 * size and abs(like - size) < ALIKE * size
        here = own if is_raised or is_other else base
        height = RAISED * size if is_raised else size
        x0, x1 = picture.left + read.left / scale, picture.left + (read.left + read.width) / scale
        yield Word(read.text, x0, x1, here - 0.75 * height, here + 0.22 * height, here, height, spaced=True)


def _size(text: str, height: float) -> float:
    """The type size that the height of a word implies; 0 where it implies none."""
    if FLOATING.issuperset(text) or set(text) <= set(".,:;"):
        return 0.0
    return height / ((SMALL if LOW.fullmatch(text) else TALL) + (BELOW if HANGING.search(text) else 0))


def _base(text: str, bottom: float, size: float) -> float:
    return bottom - (BELOW * size if HANGING.search(text) else 0)
