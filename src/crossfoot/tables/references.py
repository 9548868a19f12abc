"""What the labels of a table cite: entries of another table."""

from __future__ import annotations

import re

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.numbering import ITEM, LETTER
from crossfoot.tables.rules import most

TABLE = re.compile(r"\bTable\s+((?:[A-Z]{1,2}[-.]?)?\d+(?:[.\-–]\d+)*)(?=\D|$)")
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
    """An entry ("A(1)") that a column cites is in the table that its label names. others: the tables of the
    document by number."""
    found = []
    for position, number in cited_tables(grid).items():
        known = entries(others[number]) if number in others else {}
        column = [column for column in grid.columns if column.position == position][0]
        shaped = [cell for cell in column.cells.values() if ENTRY.match(cell.text)]
        if not known or not most(len(shaped), len(column.cells)):
            continue
        evidence = f"label {column.label!r}"
        for cell in column.cells.values():
            rows = known.get(cell.text)
            if rows is None and grid.roles[cell.row] != "item":
                continue
            about: About = {"evidence": evidence}
            if rows:
                about["inputs"] = f"Table {number}, row {rows[0] + 1}"
            else:
                about["inputs"] = f"entries of Table {number}: {', '.join(sorted(known))}"
                about["diagnosis"] = f"Table {number} has no entry {cell.text}"
            cited = rows or [row for all_of_it in known.values() for row in all_of_it]
            cites = [(others[number].key, row, 0) for row in cited]
            judged = HOLDS if rows else CONTRADICTED
            found.append(grid.record("entry_cited", cell, judged, other_cells=cites, **about))
    return found
