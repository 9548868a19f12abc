"""What a printed line of a PDF looks like: a caption, a note, prose or cells; and whether lines stand in
columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.documents.captions import read_caption
from crossfoot.documents.notes import LABEL
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.numbers.grammar import MINUS

FIGURE = re.compile(
    r"^(?:figure|fig\.|chart|graph|map|photo|exhibit|diagram|schaubild|abbildung|graphique|gráfico|図)"
    r"\s*(?:[A-Z]{0,2}[-.]?\d|(?-i:[IVXL]+)(?![\w’]))",
    re.IGNORECASE,
)
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|·{4,}")
NUMBERISH = re.compile(
    rf"^[(<>~≈±+\-{MINUS}]*\s*(?:US\$|[A-Z]{{0,3}}[$£€¥₹]|Rs\.?)?\s*[(\-{MINUS}+]*"
    r"\.?\d[\d.,’'\s  ]*%?[)*†‡§a-z]{0,3}$|"
    r"^(?:n\.?a\.?|n/a|\.{2,3}|…|[-–—−*:]|#?N/A)$",
    re.IGNORECASE,
)
YEAR = re.compile(r"^(?:FY|CY)?\s?[’']?(?:1[89]|20)\d\d(?:[–/-]\d{2,4})?\s?[*†‡a-z]{0,2}$")
# a line of a list of contents: leaders, and behind them nothing but the number of a page
CONTENTS = re.compile(
    rf"(?:{LEADERS.pattern})[\s.…·]*(?:[A-Z]{{0,2}}[-–.]?\d{{1,4}}|[ivxlc]{{1,7}})?$", re.IGNORECASE
)
LIST_MARK = re.compile(r"^(?:[•●▪■◦○–—\-*]|\(?[0-9ivxa-z]{1,3}[.)]|\[\d+\])$", re.IGNORECASE)


def is_figure(text: str) -> bool:
    return bool(NUMBERISH.match(text))


def is_year(text: str) -> bool:
    return bool(YEAR.match(text))


@dataclass
class Kind:
    """What a line looks like: caption, figure, note, prose, cells (two phrases or more) or one phrase."""

    caption: bool
    figure: bool
    note: bool
    prose: bool
    cells: int


def kind_of_line(line: Line, left: float, right: float) -> Kind:
    text, phrases = line.text, line.phrases()
    width = right - left
    note = bool(LABEL.match(text))
    first = joined(phrases[0])
    listed = bool(LIST_MARK.match(first)) and len(phrases) == 2 and not NUMBERISH.match(joined(phrases[1]))
    prose = (
        len(phrases) <= 2
        and (line.x1 - line.x0 > 0.62 * width or len(line.words) > 9)
        and len(line.words) >= 6
        and (
            len(phrases) == 1
            or listed
            or max(map(len, phrases)) >= 7
            and not NUMBERISH.match(joined(phrases[-1]))
            and len(line.words) > 9
        )
    )
    cells = 0 if listed or CONTENTS.search(text) else len(phrases)
    return Kind(
        bool(read_caption(text)), bool(FIGURE.match(text)), note, prose and not LEADERS.search(text), cells
    )


def bars(kind: Kind) -> bool:
    """Whether a line of this kind ends a table."""
    return kind.caption or kind.figure or kind.note or kind.prose


def is_captioned(lines: list[Line], kinds: list[Kind], first: int) -> bool:
    for number in range(first - 1, max(first - 6, -1), -1):
        if kinds[number].caption:
            return True
        if kinds[number].prose or kinds[number].note or kinds[number].figure:
            return False
    return False


def is_table(lines: list[Line], captioned: bool) -> bool:
    """Whether phrases stand under each other in two columns or more, as cells of which many are figures."""
    rows = [line.phrases() for line in lines if len(line.phrases()) >= 2]
    if len(rows) < (2 if captioned else 3):
        return False
    cells = [phrase for row in rows for phrase in row[1:]]
    figures = sum(bool(NUMBERISH.match(joined(phrase))) for phrase in cells)
    aligned = sum(
        any(
            abs(phrase[0].x0 - other[0].x0) < 3
            or abs(phrase[-1].x1 - other[-1].x1) < 3
            or abs(phrase[0].x0 + phrase[-1].x1 - other[0].x0 - other[-1].x1) < 6
            for around in (rows[max(0, n - 2) : n] + rows[n + 1 : n + 3])
            for other in around[1:]
        )
        for n, row in enumerate(rows)
        for phrase in row[1:]
    )
    if aligned < 0.6 * len(cells):
        return False
    return captioned or figures >= 0.4 * len(cells)
