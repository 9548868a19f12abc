"""Which line names the table that a grid holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilateral.extract.markup import is_bold, plain

CAPTION = re.compile(
    r"^table\s+(?P<number>(?:[A-Z]{1,2}[-.]?)?\d+(?:[.\-–]\d+)*[a-z]?)(?![\w%])"
    r"(?P<mark>\s*[:.–—]|\s+-)?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
LABEL = re.compile(r"^(?:notes?|sources?|figure|chart|box)\b", re.IGNORECASE)
UNIT = re.compile(r"^\(.*\)$|^in\s|^units?\b|%|percent|US\$|\bmillions?\b|\bbillions?\b", re.IGNORECASE)
CONTINUED = re.compile(r"[\s(\[—–-]*\b(?:continued|cont[’'.]?d?\.?)[\s)\]]*$", re.IGNORECASE)
# Between a caption and its grid stand a unit and a panel title at most, never a paragraph.
LINES_BETWEEN = 3
SHORT = 120


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
    marked = line.lstrip().startswith("#") or is_bold(line.strip())
    text = plain(line.lstrip().lstrip("#"))
    match = CAPTION.match(text)
    if not match or match["number"][-1] == ".":
        return None
    if not match["mark"] and match["title"] and not (marked and len(text) < SHORT):
        return None
    return match["number"], match["title"]


def caption_above(lines: list[str], first_line: int) -> Caption | None:
    """The caption of the grid whose first line is `first_line` (from 1), or None.

    Looks upwards over blank lines and a unit or panel title; a paragraph, a note, a source, another
    grid or a page's end stops the search.
    """
    between: list[tuple[int, str]] = []
    for number in range(first_line - 1, 0, -1):
        line = lines[number - 1]
        if not line.strip():
            continue
        found = read_caption(line)
        if found:
            return _assemble(lines, number, *found, between)
        text = plain(line.lstrip().lstrip("#"))
        if not text:
            continue
        is_title = len(text) < SHORT and not text.endswith(".") and not LABEL.match(text)
        if not is_title or "\t" in line or line.lstrip().startswith(("|", "<table", "---")):
            return None
        between.insert(0, (number, text))
        if len(between) > LINES_BETWEEN:
            return None
    return None


def _assemble(
    lines: list[str], number: int, label: str, title: str, between: list[tuple[int, str]]
) -> Caption:
    line = number
    while between and (not title or between[0][0] == line + 1):
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
        continued=bool(CONTINUED.search(title)),
    )


def panel_above(lines: list[str], first_line: int, after_line: int) -> str | None:
    """The title of a further panel when only that stands between two grids; None otherwise."""
    between = [
        plain(line.lstrip().lstrip("#")) for line in lines[after_line : first_line - 1] if line.strip()
    ]
    if len(between) != 1 or len(between[0]) >= SHORT or between[0].endswith(".") or LABEL.match(between[0]):
        return None
    return between[0]
