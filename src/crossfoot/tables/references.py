"""What a table refers to: its footnotes, other tables, and entries of another table that a column cites."""

from __future__ import annotations

import re

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE
from crossfoot.tables.columns import Cell
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
    """others: the tables of the document by number."""
    return [*_tables_cited(grid, others), *_entries_cited(grid, others)]


def _tables_cited(grid: Grid, others: dict[str, Grid]) -> list[Check]:
    """A table that a label, a cell or a note cites is in the document."""
    places: list[tuple[Cell | None, str]] = [
        (Cell(-1, position, label, None), label) for position, label in enumerate(grid.labels)
    ]
    places += [
        (Cell(row, position, text, None), text)
        for row, line in enumerate(grid.table.body)
        for position, text in enumerate(line)
    ]
    places += [(None, note) for note in grid.table.notes]
    return [
        _table_cited(grid, cell, number, number in others)
        for cell, text in places
        for number in dict.fromkeys(TABLE.findall(text))
    ]


def _table_cited(grid: Grid, cell: Cell | None, number: str, is_here: bool) -> Check:
    """cell: None for a note."""
    about: About = {
        "printed": f"Table {number}",
        "evidence": "cross-reference",
        "column": "notes" if cell is None else "",
    }
    if is_here:
        return grid.record("table_cited", cell, HOLDS, inputs=f"Table {number} is in the document", **about)
    # where captions were not read, tables have no numbers
    if cell is None or not grid.table.number:
        words = "no such table here; of another document?"
        return grid.record("table_cited", cell, NOT_CHECKABLE, diagnosis=words, **about)
    return grid.question("table_cited", cell, "the document has no such table", **about)


def _entries_cited(grid: Grid, others: dict[str, Grid]) -> list[Check]:
    """An entry ("A(1)") that a column cites is in the table that its label names."""
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
                        other_cells=cites,
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
                        other_cells=cites,
                        inputs=f"Table {number}, row {known[cell.text][0] + 1}",
                        evidence=evidence,
                    )
                )
    return found
