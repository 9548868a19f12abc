"""What a table points to: footnotes below it, other tables, and entries of another table that a column cites."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE
from crossfoot.tables.grid import About, Cell, Check, Grid, most, read_amount
from crossfoot.tables.numbering import ITEM, LETTER

TABLE = re.compile(r"\bTable\s+((?:[A-Z]{1,2}[-.]?)?\d+(?:[.\-–]\d+)*)(?=\D|$)")
MARK = re.compile(r"(?<=[\w.%)])\s?(?P<mark>[*†‡§]+)$")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ENTRY = re.compile(r"^[A-Z](?:\(\d+\))?$")


def entries(grid: Grid) -> dict[str, list[int]]:
    """Body rows by the key under which they can be cited: "A", "A(1)"."""
    found: dict[str, list[int]] = {}
    letter = ""
    for row, cells in enumerate(grid.table.body):
        if match := LETTER.match(cells[0]):
            letter = match[1]
            found[letter] = [row]
        elif letter:
            item = ITEM.match(cells[0])
            found.setdefault(letter, []).append(row)
            if item:
                found[f"{letter}({item[1]})"] = [row]
    return found


def cited_tables(grid: Grid) -> dict[int, str]:
    """By position of a column, the number of the table that its label cites."""
    return {
        position: match[1]
        for position, label in enumerate(grid.labels)
        if (match := TABLE.search(label)) and match[1] != grid.table.number
    }


def check_references(grid: Grid, others: dict[str, Grid]) -> list[Check]:
    """others: the tables of the document by number."""
    return [*_footnotes(grid), *_tables_cited(grid, others), *_entries_cited(grid, others)]


def _footnotes(grid: Grid) -> list[Check]:
    """A mark in a cell has its note; a note that states a number states the one in the marked cells."""
    found = []
    cells = [
        Cell(row, position, text.strip(), read_amount(text))
        for row, line in enumerate(grid.table.body)
        for position, text in enumerate(line)
    ]
    cells += [Cell(-1, position, label, None) for position, label in enumerate(grid.labels)]
    marked: dict[str, list[Cell]] = {}
    for cell in cells:
        if match := MARK.search(cell.text):
            marked.setdefault(match["mark"], []).append(cell)
    for mark, users in sorted(marked.items()):
        note = next((note for note in grid.table.notes if _explains(note, mark)), None)
        printed = f"{mark} in {len(users)} cells"
        if note is None:
            found.append(
                grid.question(
                    "footnote",
                    users[0],
                    "no note below the table explains the mark",
                    cells=users,
                    printed=printed,
                    evidence="mark",
                )
            )
            continue
        found.append(
            grid.record(
                "footnote",
                None,
                HOLDS,
                cells=users,
                printed=printed,
                inputs=f"note: {note[:80]}",
                evidence="mark",
            )
        )
        numbers = {
            Decimal(text.replace(",", "")) for text in NUMBER.findall(re.sub(r"\bp\s*<\s*[\d.]+", "", note))
        }
        values = [cell.number.value for cell in users if cell.number and cell.number.bound]
        if (
            len(numbers) == 1
            and values
            and most(sum(value in numbers for value in values), len(values), least=1)
        ):
            stated = numbers.pop()
            caps = [cell for cell in users if cell.number and cell.number.bound]
            about: About = {
                "cells": caps,
                "low": stated,
                "high": stated,
                "inputs": f"note: {note[:80]}",
                "evidence": "a cap and the note to its mark",
            }
            wrong = [cell for cell in caps if cell.number.value != stated]
            found += [
                grid.record(
                    "cap_in_note", cell, CONTRADICTED, diagnosis="not the cap that its note states", **about
                )
                for cell in wrong
            ]
            if len(wrong) < len(caps):
                found.append(
                    grid.record(
                        "cap_in_note",
                        None,
                        HOLDS,
                        column=grid.labels[caps[0].column],
                        printed=f"{stated} in {len(caps) - len(wrong)} cells",
                        **about,
                    )
                )
    return found


def _explains(note: str, mark: str) -> bool:
    return bool(re.search(rf"(?<![*†‡§]){re.escape(mark)}(?![*†‡§])", note))


def _tables_cited(grid: Grid, others: dict[str, Grid]) -> list[Check]:
    found = []
    texts = [(Cell(-1, position, label, None), label) for position, label in enumerate(grid.labels)]
    texts += [
        (Cell(row, position, text, None), text)
        for row, line in enumerate(grid.table.body)
        for position, text in enumerate(line)
    ]
    texts += [(None, note) for note in grid.table.notes]
    for cell, text in texts:
        for number in dict.fromkeys(TABLE.findall(text)):
            about: About = {
                "printed": f"Table {number}",
                "evidence": "cross-reference",
                "column": "notes" if cell is None else "",
            }
            if number in others:
                found.append(
                    grid.record(
                        "table_cited", cell, HOLDS, inputs=f"Table {number} is in the document", **about
                    )
                )
            elif cell is None:
                found.append(
                    grid.record(
                        "table_cited",
                        cell,
                        NOT_CHECKABLE,
                        diagnosis="no such table here; of another document?",
                        **about,
                    )
                )
            else:
                found.append(grid.question("table_cited", cell, "the document has no such table", **about))
    return found


def _entries_cited(grid: Grid, others: dict[str, Grid]) -> list[Check]:
    found = []
    for position, number in cited_tables(grid).items():
        known = entries(others[number]) if number in others else {}
        column = [column for column in grid.columns if column.position == position][0]
        shaped = [cell for cell in column.cells.values() if ENTRY.match(cell.text)]
        if not known or not most(len(shaped), len(column.cells)):
            continue
        evidence = f"label {column.label!r}"
        resolved = [cell for cell in column.cells.values() if cell.text in known]
        for cell in column.cells.values():
            if cell not in resolved and grid.roles[cell.row] == "item":
                cites = [(others[number].key, row, 0) for rows in known.values() for row in rows]
                found.append(
                    grid.record(
                        "entry_cited",
                        cell,
                        CONTRADICTED,
                        elsewhere=cites,
                        inputs=f"entries of Table {number}: {', '.join(sorted(known))}",
                        evidence=evidence,
                        diagnosis=f"Table {number} has no entry {cell.text}",
                    )
                )
            elif cell in resolved:
                cites = [(others[number].key, row, 0) for row in known[cell.text]]
                found.append(
                    grid.record(
                        "entry_cited",
                        cell,
                        HOLDS,
                        elsewhere=cites,
                        inputs=f"Table {number}, row {known[cell.text][0] + 1}",
                        evidence=evidence,
                    )
                )
    return found
