"""Short forms that a note defines: used in the table, and not as a part of a name."""

from __future__ import annotations

import re

from crossfoot.numbers.verdicts import HOLDS, NOT_CHECKABLE
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import About, Check, Grid

SHORT = r"[\w&.’'\-/]{1,15}(?:\s\w{1,10})?"
# "FDI = foreign direct investment", up to the next pair or the end of the note
PAIR = re.compile(
    rf"(?:^|[,;]\s+|:\s+)(?P<short>{SHORT})\s*=\s*(?P<meaning>.+?)(?=[,;]\s+{SHORT}\s*=\s|[.;]?\s*$)"
)
ENTITIES = re.compile(
    r"\b(?:entit|compan|business|firm|name|organi[sz]ation|institution|partner|author)", re.IGNORECASE
)
SENTENCE_END = re.compile(r"\.\s+(?=[A-Z*\d])")
NOT_WORDS = re.compile(r"^[\W\d]|[=<>]")
NAME_WORD = r"[A-Z][\w&.’-]*"


def definitions(grid: Grid) -> dict[str, str]:
    """Short form and meaning, from the notes below the table."""
    found: dict[str, str] = {}
    for note in grid.table.notes:
        for match in PAIR.finditer(re.sub(r"^notes?\s*:\s*", "", note, flags=re.IGNORECASE)):
            # a meaning ends with its sentence; "kt = 10³ t" and "p = .01" define no words
            meaning = SENTENCE_END.split(match["meaning"])[0].strip()
            if len(match["short"]) < len(meaning) and not NOT_WORDS.search(meaning):
                found.setdefault(match["short"].strip(), meaning)
    return found


def check_abbreviations(grid: Grid) -> list[Check]:
    """Each definition is used. Nothing here is a contradiction: a name may look like a short form."""
    found = []
    for short, meaning in definitions(grid).items():
        uses = _uses(grid, short)
        cell = Cell(-1, 0, short, None)
        about: About = {
            "printed": f"{short} = {meaning}",
            "column": "notes",
            "inputs": f"{len(uses)} cells",
            "evidence": "list of abbreviations",
        }
        names = [name for use in uses if (name := _name_around(grid, use, short))]
        if not uses:
            found.append(
                grid.record(
                    "abbreviation_used",
                    cell,
                    NOT_CHECKABLE,
                    diagnosis="defined and not used in the table",
                    **about,
                )
            )
        elif len(names) == len(uses) and meaning[:1].islower():
            found.append(
                grid.question(
                    "abbreviation_used",
                    cell,
                    f"used only within a name ({names[0]}); is this what it means there?",
                    cells=uses,
                    **about,
                )
            )
        else:
            found.append(grid.record("abbreviation_used", cell, HOLDS, cells=uses, **about))
    return found


def _uses(grid: Grid, short: str) -> list[Cell]:
    token = re.compile(
        rf"(?<![\w-]){re.escape(short)}(?![\w])" if short[-1].isalnum() else rf"(?<![\w-]){re.escape(short)}"
    )
    # a unit stands right after its number, a quarter before it
    unit = re.compile(rf"(?<=\d){re.escape(short)}(?![A-Za-z])|(?<![A-Za-z]){re.escape(short)}(?=\d)")
    texts = [(-1, position, label) for position, label in enumerate(grid.labels)] + [
        (-1, 0, f"{grid.table.caption} {grid.table.unit}")
    ]
    texts += [
        (row, position, text)
        for row, cells in enumerate(grid.table.body)
        for position, text in enumerate(cells)
    ]
    return [
        Cell(row, position, text, None)
        for row, position, text in texts
        if token.search(text) or unit.search(text)
    ]


def _name_around(grid: Grid, use: Cell, short: str) -> str:
    """The capitalised words around a short form in a column of names; "" when it stands by itself."""
    if use.row < 0 or not ENTITIES.search(grid.labels[use.column]):
        return ""
    match = re.search(rf"(?:{NAME_WORD}\s)?{re.escape(short)}\s{NAME_WORD}", use.text)
    return match[0] if match else ""
