"""Which line names the table that a grid holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.documents.cells import is_piped, is_tabbed
from crossfoot.documents.markup import plain

# English, French, Spanish, German, Portuguese, Italian, and Chinese or Japanese; numbers are Arabic or
# capital Roman
CAPTION = re.compile(
    r"^(?:(?:appendix|annex|summary|supplementary|statistical)\s+)?(?:(?:tab(?:le|la|leau|elle|ela|ella)|cuadro)\s+|表\s*)"
    r"(?P<number>(?:[A-Z]{1,2}[-.]?)?\d+(?:[.\-–]\d+)*[a-z]?|(?-i:[IVXL]+)(?:[.\-–]\d+)*)(?![\w%])"
    r"(?P<mark>\s*[:：.–—]|\s*-(?=\s))?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
MARKED = re.compile(r"^\s*(?:#|\*\*|__|<(?:b|strong|h[1-6]|caption)\b)", re.IGNORECASE)
BOLD_START = re.compile(r"^\s*(?:\*\*|__)([^*_]{5,40})(?:\*\*|__)")
LABEL = re.compile(r"^(?:notes?|sources?|figure|chart|box|table)\b", re.IGNORECASE)
UNIT = re.compile(r"^\(.*\)$|^in\s|^units?\b|^(?:US\$|percent|%|millions?|billions?)", re.IGNORECASE)
PANEL = re.compile(r"^panel\b", re.IGNORECASE)
CONTINUED = re.compile(
    r"[\s(\[—–-]*\b(?:continued|cont[’'.]?d?\.?|suite|fortsetzung|continuación)[\s)\]]*$", re.IGNORECASE
)
# Between a caption and its grid stand a unit and a panel title at most, never a paragraph.
LINES_BETWEEN = 3
SHORT, LONG = 120, 300


@dataclass(frozen=True)
class Caption:
    """A table's number and title, the line it stands on (from 1), and what stands under it."""

    number: str
    title: str
    line: int
    unit: str = ""
    panel: str = ""
    continued: bool = False


def read_caption(line: str) -> tuple[str, str] | None:
    """Number and title when the line is a caption; None for a sentence that merely names a table."""
    text = plain(line.lstrip().lstrip("#"))
    match = CAPTION.match(text)
    if not match:
        return None
    is_marked = bool(MARKED.match(line)) and len(text) < SHORT or _has_bold_number(line, text, match["title"])
    if not (match["mark"] or is_marked or not match["title"] or CONTINUED.fullmatch(" " + match["title"])):
        return None
    return match["number"], match["title"]


def _has_bold_number(line: str, text: str, title: str) -> bool:
    """Whether the number of a table alone is bold, and a title stands behind it."""
    bold = BOLD_START.match(line)
    inner = CAPTION.match(plain(bold[1])) if bold and len(text) < LONG else None
    return bool(inner and not inner["title"]) and not title[:1].islower()


def html_caption(text: str, line: int) -> Caption | None:
    """A <caption> that names a table, or None."""
    match = CAPTION.match(text)
    if not match:
        return None
    return Caption(
        match["number"],
        CONTINUED.sub("", match["title"]),
        line,
        continued=bool(CONTINUED.search(match["title"])),
    )


def caption_above(lines: list[str], first_line: int) -> Caption | None:
    """The caption of the grid whose first line is `first_line` (from 1), or None.

    Looks upwards over blank lines and a unit or panel title; a paragraph, a heading, a note, a source,
    another grid or a page's end stops the search.
    """
    between: list[tuple[int, str]] = []
    for number in range(first_line - 1, 0, -1):
        line = lines[number - 1]
        if not line.strip():
            continue
        found = read_caption(line)
        # a line that follows another caption stands in a list of tables
        if found and number > 1 and read_caption(lines[number - 2]):
            return None
        if found:
            return _assemble(number, *found, between)
        text = plain(line)
        if not text and "</table" not in line.lower():
            continue
        is_title = len(text) < SHORT and not text.endswith(".") and not LABEL.match(text)
        if (
            not is_title
            or is_tabbed(line)
            or is_piped(line)
            or line.lstrip().startswith(("<table", "---", "#", "!", "`"))
        ):
            return None
        if "</table" in line.lower() or len(between) == LINES_BETWEEN:
            return None
        between.insert(0, (number, text))
    return None


def caption_below(lines: list[str], last_line: int) -> Caption | None:
    """The caption that stands directly below a grid whose last line is `last_line` (from 1), or None."""
    for number in range(last_line + 1, min(last_line + LINES_BETWEEN, len(lines)) + 1):
        line = lines[number - 1]
        if not line.strip():
            continue
        found = read_caption(line)
        return _assemble(number, *found, []) if found else None
    return None


def _assemble(number: int, label: str, title: str, between: list[tuple[int, str]]) -> Caption:
    line = number
    while between and not (UNIT.search(between[0][1]) or PANEL.match(between[0][1])):
        # a title goes on in the next line, or stands in it when the caption is a number alone
        if title and between[0][0] != line + 1:
            break
        line, more = between.pop(0)
        title = f"{title} {more}".strip()
    units = [text for _, text in between if UNIT.search(text)]
    panels = [text for _, text in between if not UNIT.search(text)]
    return Caption(
        number=label,
        title=CONTINUED.sub("", title),
        line=number,
        unit=" ".join(units),
        panel=" ".join(panels),
        continued=bool(CONTINUED.search(" " + title)),
    )


def panel_above(lines: list[str], first_line: int, after_line: int) -> str | None:
    """The title of a further panel when only that stands between two grids; None otherwise."""
    between = [line for line in lines[after_line : first_line - 1] if line.strip() and plain(line)]
    if len(between) != 1 or between[0].lstrip().startswith("#"):
        return None
    text = plain(between[0])
    return None if len(text) >= SHORT or text.endswith(".") or LABEL.match(text) else text
