"""Notes, abbreviations and sources printed below a grid, or glued to its end."""

from __future__ import annotations

import re

from bilateral.extract.markup import plain

LABEL = re.compile(r"^(?P<kind>notes?|sources?)\s*[:：]\s*", re.IGNORECASE)
INNER_LABEL = re.compile(r"(?<=\S)\s+(?=(?:Notes?|Sources?)\s*:)")
ABBREVIATION = re.compile(r"^[\w&.’'\-/]{1,15}(?:\s\w{1,10})?\s*=\s*\S")
MARK = re.compile(r"^(?:\*+|†|‡|§|[a-z0-9*]\))\s*\S")
ADDRESS = re.compile(r"^(?:https?://|www\.)\S")
UNFINISHED = re.compile(r"(?:[;,:]|\b(?:and|at|in|from|of))$")
BLOCK_TAG = re.compile(r"^\s*</?(?:p|div|h[1-6]|li|ul|ol|section|table|hr)\b", re.IGNORECASE)


def is_abbreviation(cells: list[str]) -> bool:
    """True for a row of a list of abbreviations: a short form, then `= its meaning`."""
    printed = [cell for cell in cells if cell]
    return len(printed) == 2 and printed[1].startswith("=") and len(printed[0]) <= 15


def below_grid(lines: list[str], last_line: int) -> tuple[list[str], list[str], int]:
    """Notes, sources and the last line they take, reading on from the grid's last line (from 1).

    A block of lines belongs to the table when it carries a label, lists abbreviations, opens with a
    footnote mark, stands under a label that is alone on its line, or goes on with a source that gives
    an address or breaks off in mid-sentence.
    """
    notes: list[str] = []
    sources: list[str] = []
    end, number = last_line, last_line
    open_kind, in_source = "", False
    while number < len(lines):
        if not lines[number].strip():
            number += 1
            continue
        first, number = number, number + 1
        while number < len(lines) and lines[number].strip() and not BLOCK_TAG.match(lines[number]):
            number += 1
        block = [plain(line) for line in lines[first:number]]
        if not any(block):
            continue
        label = LABEL.match(block[0])
        if label:
            open_kind = label["kind"].lower().rstrip("s")
            in_source = open_kind == "source"
            # a second label of a kind already read belongs to the next figure or table
            if in_source and sources:
                break
            if not block[0][label.end() :] and len(block) == 1:
                end = number
                continue
        elif in_source and sources and (ADDRESS.match(block[0]) or UNFINISHED.search(sources[-1])):
            sources[-1] = " ".join([sources[-1], *block])
            end = number
            continue
        elif MARK.match(block[0]) or ABBREVIATION.match(block[0]):
            open_kind = "note"
        elif open_kind and end == first - _blank_before(lines, first) and not (notes or sources):
            pass
        else:
            break
        _add(lines[first:number], block, open_kind, notes, sources)
        end = number
    return notes, sources, end


def _blank_before(lines: list[str], first: int) -> int:
    count = 0
    while first - 1 - count >= 0 and not lines[first - 1 - count].strip():
        count += 1
    return count


def _add(raw: list[str], block: list[str], kind: str, notes: list[str], sources: list[str]) -> None:
    if kind == "note" and len(raw) > 1 and all("\t" in line for line in raw):
        notes.extend(block)
        return
    for part in INNER_LABEL.split(" ".join(block)):
        label = LABEL.match(part)
        inner = label["kind"].lower().rstrip("s") if label else kind
        (sources if inner == "source" else notes).append(part)
