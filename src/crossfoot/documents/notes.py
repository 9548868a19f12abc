"""Notes, abbreviations and sources printed below a grid, or glued to its end."""

from __future__ import annotations

import re

from crossfoot.documents.captions import read_caption
from crossfoot.documents.cells import is_piped, is_tabbed
from crossfoot.documents.grids import OPENS_TABLE, TABLE_TAG, find_grids
from crossfoot.documents.markup import plain

# English, French, Spanish, Portuguese, Italian, German, Japanese and Chinese
LABEL = re.compile(
    r"^(?:data\s+)?(?P<kind>notes?|sources?|anmerkung(?:en)?|quellen?|fuentes?|fonti|fontes?|notas?|remarques?|remarks?|注記?|備考|出所|資料|来源|出典)"
    r"(?:\s+and\s+sources?)?\s*(?:[:：]|\.(?=\s))\s*",
    re.IGNORECASE,
)
SOURCES = re.compile(r"sources?|quellen?|fuentes?|fonti|fontes?|出所|資料|来源|出典", re.IGNORECASE)
INNER_LABEL = re.compile(r"(?<=\S)\s+(?=(?:Notes?|Sources?)\s*:)")
ABBREVIATION = re.compile(r"^[\w&.’'\-/]{1,15}(?:\s\w{1,10})?\s*=\s*[^\W\d_][^\W\d_-]{2,}")
SYMBOL = re.compile(r"^(?P<mark>\*+|†|‡|§)\)?\s*\S")
# in the midst of a note: "Standard errors in parentheses. *** p < 0.01, ** p < 0.05"
LEVELS = re.compile(
    r"(?:^|[\s.,;:(])(?P<mark>\*{1,4}|†|‡|§)\s?(?:p\s?(?:<|≤|=|&lt;)|(?:denotes?|indicates?|signif\w+|statistically)\b)",
    re.IGNORECASE,
)
LETTER = re.compile(r"^(?P<mark>\(?[a-z0-9]\))\s*\S")
# what a sign in the cells means: "- indicates less than 1", "n.a. = not available"
EXPLAINED = re.compile(
    r"^(?P<sign>[-–—]|\.\.\.?|…|n\.?a\.?|x)\s*(?:[=:]|(?:indicates?|denotes?|means?|represents?|signif\w+|not)\b)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\d{1,2}[.)]\s")
# a heading of notes that stand apart from their table, as on the next page
NOTES_TO = re.compile(r"^notes?\s+(?:\w+\s+)?(?:to|for|on)\s+table\s+(?P<number>\S+?)[.:]?$", re.IGNORECASE)
ADDRESS = re.compile(r"^(?:https?://|www\.)\S")
UNFINISHED = re.compile(r"(?:[;,:]|\s(?:and|at|in|from|of))$")
STARTS_BLOCK = re.compile(r"^\s*(?:</?(?:p|div|h[1-6]|li|ul|ol|section|table|hr)\b|#|!\[|---)", re.IGNORECASE)
SHORT, LONG = 120, 400


def label_kind(label: re.Match) -> str:
    """What a label announces: source or note."""
    return "source" if SOURCES.fullmatch(label["kind"]) else "note"


def is_abbreviation(cells: list[str]) -> bool:
    """True for a row of a list of abbreviations: a short form, then `= its meaning`."""
    printed = [cell for cell in cells if cell]
    return len(printed) == 2 and printed[1].startswith("=") and len(printed[0]) <= 15


def labelled(cells: list[str]) -> str:
    """The text of a row that holds a note or a source alone, "" for any other."""
    printed = [cell for cell in cells if cell]
    text = " ".join(printed)
    return text if 1 <= len(printed) <= 2 and LABEL.match(text) else ""


def below_grid(
    lines: list[str], last_line: int, printed: str, name: str, table: str = ""
) -> tuple[list[str], list[str], int]:
    """Notes, sources and the last line they take, reading on from the grid's last line (from 1).

    A block of lines belongs to the table when it carries a label, lists abbreviations, opens with a footnote
    mark that the grid (its text is `printed`) uses or with a sign of it, stands under a label that is alone
    on its line or under "Notes to Table 3" (its number is `table`), goes on with a source that gives an
    address or breaks off in mid-sentence, or is a short line directly before a labelled one.
    """
    notes: list[str] = []
    sources: list[str] = []
    end, number = last_line, last_line
    kind, label_alone = "", False
    while number < len(lines):
        first, number = _block(lines, number)
        raw = lines[first:number]
        if not raw or raw[0].lstrip().startswith("!["):
            break
        block = [text for text in map(plain, raw) if text]
        if not block:
            continue
        label = LABEL.match(block[0])
        if label:
            kind = label_kind(label)
            # a second source belongs to the next figure or table
            if kind == "source" and sources:
                break
            label_alone = len(block) == 1 and not block[0][label.end() :]
            if label_alone:
                end = number
                continue
        elif kind == "source" and sources and (ADDRESS.match(block[0]) or UNFINISHED.search(sources[-1])):
            sources[-1] = " ".join([sources[-1], *block])
            end = number
            continue
        elif ABBREVIATION.match(block[0]) or _is_footnote(block[0], printed):
            kind = "note"
        elif label_alone and (not (notes or sources) or NUMBERED.match(block[0])):
            pass
        elif (
            len(block) == 1
            and len(block[0]) < SHORT
            and not read_caption(raw[0])
            and _label_follows(lines, number)
        ):
            kind = "note"
        elif table and (under := _under_heading(lines, first, table)):
            kind, label_alone, end, number = "note", True, under, under
            continue
        else:
            break
        _add(raw, block, kind, notes, sources, name)
        end = number
    return notes, sources, end


def _block(lines: list[str], number: int) -> tuple[int, int]:
    """First line and end of the next block: up to a blank line, a heading, a caption or another grid."""
    while number < len(lines) and not lines[number].strip():
        number += 1
    first = number
    if first == len(lines) or read_caption(lines[first]) or lines[first].lstrip().startswith(("#", "---")):
        return first, first
    if OPENS_TABLE.search(lines[first]):
        depth = 0
        while number < len(lines):
            depth += sum(-1 if tag.group(1) else 1 for tag in TABLE_TAG.finditer(lines[number]))
            number += 1
            if depth <= 0:
                break
        return first, number
    in_grid = is_tabbed(lines[first]) or is_piped(lines[first])
    number += 1
    while number < len(lines) and lines[number].strip():
        line = lines[number]
        if STARTS_BLOCK.match(line) or read_caption(line) or (is_tabbed(line) or is_piped(line)) != in_grid:
            break
        number += 1
    return first, number


def _under_heading(lines: list[str], number: int, table: str) -> int:
    """The line below the heading of the notes to this table, which one line may stand above; 0 for none."""
    for _ in range(2):
        first, number = _block(lines, number)
        heading = NOTES_TO.match(plain(lines[first])) if number == first + 1 else None
        if heading and heading["number"] == table:
            return number
    return 0


def _label_follows(lines: list[str], number: int) -> bool:
    first, end = _block(lines, number)
    return first < end and bool(LABEL.match(plain(lines[first])))


def _is_footnote(text: str, printed: str) -> bool:
    symbol, letter = SYMBOL.match(text), LETTER.match(text)
    if symbol:
        return symbol["mark"] in printed
    levels = LEVELS.search(text)
    if levels:
        return levels["mark"] in printed and len(text) < LONG
    if letter:
        return letter["mark"] in printed or f" {letter['mark'].rstrip(')')}\n" in printed
    explained = EXPLAINED.match(text)
    return explained is not None and explained["sign"].lower() in printed.lower().split("\n")


def _add(
    raw: list[str], block: list[str], kind: str, notes: list[str], sources: list[str], name: str
) -> None:
    grids = find_grids(raw, name)
    if kind == "note" and grids:
        notes.extend(" ".join(cell for cell in row if cell) for grid in grids for row in grid.rows)
        return
    for part in INNER_LABEL.split(" ".join(block)):
        label = LABEL.match(part)
        inner = label_kind(label) if label else kind
        (sources if inner == "source" else notes).append(part)
