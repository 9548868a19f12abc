"""Rows that stand twice, and cells that are not what their column holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crossfoot.numbers.conventions import is_ambiguous
from crossfoot.numbers.grammar import is_missing
from crossfoot.numbers.verdicts import HOLDS
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import NOT_ADDITIVE, RATIO, Check, Grid

# rows that may stand twice by a slip, and the share of the cells of a column that may be garbled
MOST_TWICE, MOST_ODD = 2, 0.1
GARBLED = re.compile(r"(?<![\w.])\d+[A-Za-z]|(?<![\w.])[A-Za-z]\d")
# a footnote letter or a unit after a number does not garble it
BALANCE = re.compile(r"(?:opening |closing )?balances?\b", re.IGNORECASE)
# how many cells with decimals, or without, leave one with more decimals odd
FEW_CELLS, MANY_CELLS = 6, 12
WORDS = re.compile(r"[^\W\d_]{4}|^[^\d\s]+\s")
MORE_DECIMALS = "more decimals than any other row"
NUMBER_AND_LETTERS = re.compile(r"^[<>~]?[\d,.]+\s?(?:[a-e]|%|[a-zA-Z]{2,})\)?$")


def check_repeats(grid: Grid) -> list[Check]:
    return [*_rows_twice(grid), *_garbled(grid)]


def _rows_twice(grid: Grid) -> list[Check]:
    """Two rows that print the same in every cell, unless they are blank, standard errors, scores or codes.

    Where rows repeat again and again, that is how the table is.
    """
    found: list[Check] = []
    seen: dict[tuple[str, ...], int] = {}
    keys = {row: tuple(cell.strip() for cell in grid.table.body[row]) for row in grid.items}
    often = Counter(keys.values())
    for row, key in keys.items():
        filled = [cell for cell in key if cell]
        if len(filled) < (2 if key[0] else 4) or len(filled) < len(key) / 2:
            continue
        # a row of one part of a table can stand in the next
        if seen.get(key) == row - 1 and often[key] == 2 and _tells(grid, row):
            cells = [Cell(row, position, text, None) for position, text in enumerate(key)]
            found.append(
                grid.question(
                    "row_repeated",
                    cells[0],
                    f"the same in every cell as row {seen[key] + 1}",
                    cells=cells,
                    evidence="identical rows",
                )
            )
            continue
        seen.setdefault(key, row)
    if len(found) > MOST_TWICE:
        return []
    if seen:
        found.append(
            grid.record(
                "row_repeated",
                None,
                HOLDS,
                inputs=f"{len(seen)} rows that differ",
                evidence="no two rows alike",
            )
        )
    return found


def _tells(grid: Grid, row: int) -> bool:
    """Whether a row is unlikely to come twice: it has a name, and an amount of two digits or more."""
    amounts = [column.numbers[row] for column in grid.amounts if row in column.numbers]
    label = grid.first_label(row)
    # what one year closes with the next one opens with
    return (
        bool(re.search(r"[^\W\d_]", label))
        and not BALANCE.match(label)
        and any(cell.face.low and len(re.sub(r"\D", "", cell.text)) >= 2 for cell in amounts)
    )


def _garbled(grid: Grid) -> list[Check]:
    """In a column of amounts, letters run into digits, or more decimals than elsewhere."""
    found = [*_unsettled(grid)]
    for column in grid.amounts:
        if 5 * len(column.numbers) < 3 * len(column.cells) or len(column.numbers) < 5:
            continue
        odd = [cell for cell in column.cells.values() if not (cell.number or is_missing(cell.text))]
        # where more cells are none, the column holds more than numbers
        for cell in odd if len(odd) <= MOST_ODD * len(column.cells) else []:
            row = cell.row
            if grid.roles[row] != "item":
                continue
            # words, and a head within the table, where no number stands beside it
            beside = [other for other in grid.amounts if other is not column and row in other.cells]
            if WORDS.search(cell.text) or 2 * sum(row in other.numbers for other in beside) < len(beside):
                continue
            if GARBLED.search(cell.text) and not NUMBER_AND_LETTERS.match(cell.text):
                found.append(
                    grid.question(
                        "cell_form",
                        cell,
                        f"neither a number nor a sign that there is none: {cell.text!r}",
                        inputs=f"column {column.label}",
                        evidence=f"{len(column.numbers)} of {len(column.cells)} cells are numbers",
                    )
                )
        found += _digits(grid, column)
    # a row that prints more decimals in several columns is of another unit
    longer = Counter(one.row for one in found if MORE_DECIMALS in one.diagnosis)
    return [one for one in found if MORE_DECIMALS not in one.diagnosis or longer[one.row] == 1]


def _unsettled(grid: Grid) -> Iterator[Check]:
    """One question for the numbers of a table that can be read in two ways; a note where digits are lost."""
    unsettled = [column for column in grid.columns if not column.is_settled]
    if unsettled:
        cells = [cell for column in unsettled for cell in column.cells.values() if is_ambiguous(cell.text)]
        words = f"{cells[0].text} can have thousands or decimals behind its point; nothing says which"
        evidence = f"{len(cells)} cells are written so, and none is checked"
        yield grid.question("cell_form", cells[0], words, cells=cells, evidence=evidence)
    for column in grid.columns:
        if rough := [cell for cell in column.numbers.values() if cell.amount.lost_digits]:
            words = f"written as {rough[0].text}: further digits are lost"
            evidence = f"{len(rough)} cells of the column are written so"
            yield grid.missing("cell_form", rough[0], rough, f"column {column.label}", evidence, words)


def _are_sections(cell: Cell, cells: list[Cell]) -> bool:
    """Whether a number is one of a series such as 10.1 to 10.12: sections, or exhibits."""
    return sum(int(other.amount.value) == int(cell.amount.value) for other in cells) >= 4


def _digits(grid: Grid, column: Column) -> list[Check]:
    """Numbers of one unit: one with more decimals than all others alike."""
    found = []
    for unit in ("", "%"):
        cells = [
            cell
            for row, cell in column.numbers.items()
            if cell.amount.unit == unit
            and not cell.amount.lost_digits
            and (grid.roles[row] == "item" or unit)
        ]
        decimals = [cell.amount.decimals for cell in cells]
        usual = max(set(decimals), key=decimals.count) if decimals else 0
        for cell in cells:
            alike = f"{decimals.count(usual)} of {len(cells)} cells have {usual} decimals"
            if (
                len(cells) >= (FEW_CELLS if usual or "," in cell.text else MANY_CELLS)
                and not cell.amount.bound
                # a small number may need them
                and abs(cell.amount.value) >= 1
                and cell.amount.decimals > usual
                and decimals.count(usual) == len(cells) - 1
                and not _are_sections(cell, cells)
                # "Balance (% of GDP)" below amounts has decimals of its own
                and not RATIO.search(grid.row_label(cell.row, cell.column))
                and not NOT_ADDITIVE.search(grid.first_label(cell.row))
            ):
                found.append(
                    grid.question("cell_form", cell, f"{MORE_DECIMALS}; a digit too many?", evidence=alike)
                )
    return found
