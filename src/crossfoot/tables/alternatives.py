"""Alternatives to what was read in a cell, for the known ways in which extraction goes wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.documents.notes import LABEL
from crossfoot.documents.table import Table
from crossfoot.numbers.grammar import NUMERAL, is_missing
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import Grid

# kinds of misreading; the first three can also happen where a format holds the text of each cell
BOTH_WAYS, GLUED_MARK, UNREADABLE = "both_ways", "glued_mark", "unreadable"
SIGN, POINT, EDGE_DIGIT, MERGED, SHIFTED = "sign", "point", "edge_digit", "merged", "shifted"
WORDS = {
    BOTH_WAYS: "the place can be read both ways",
    GLUED_MARK: "a footnote mark read as a digit",
    UNREADABLE: "signs read into a number",
    SIGN: "a sign or brackets lost or gained",
    POINT: "a decimal point or separator lost or gained",
    EDGE_DIGIT: "a digit lost at the edge of the cell",
    MERGED: "two cells read as one",
    SHIFTED: "cells read one column too far",
}
MARK = re.compile(r"^\(?(\d{1,2}|[a-z])[\s).:/]", re.IGNORECASE)
# what stands after a number and is not part of it: a letter, or what only looks like a digit set high
TAIL = re.compile(r"^(?P<number>[-–−(]?\d[\d,.\s]*?)\s*[a-zA-Z¹²³⁴⁵⁶⁷⁸⁹⁰]\)?$")
BRACKET = re.compile(r"^\(?(?P<number>\d[\d,]*(?:\.\d+)?%?)\)?$")
SEVERAL = re.compile(r"^\S*\d\S*(?:\s+\S*\d\S*)+$")


@dataclass(frozen=True)
class Alternative:
    """What one cell, or several, may say instead: texts by (row, column).

    kind: of the misreading. grounded: whether the table itself gives a reason for it.
    """

    texts: tuple[tuple[int, int, str], ...]
    kind: str
    grounded: bool


def alternatives_of(grid: Grid, row: int, position: int, as_text: bool) -> list[Alternative]:
    """The alternatives to what was read in a cell, each a text that reads as a number, in a fixed order.

    as_text: the document's format holds the text of the cell, so that only a mark that runs into a number
    can be misread, and only where the table has such a mark; else the cell was read off a page.
    """
    table, text = grid.table, grid.table.body[row][position].strip()
    found = [
        Alternative(((row, position, other),), BOTH_WAYS, True)
        for other in seen_alternatives(table).get((row, position), ())
    ]
    column = next(
        (column for column in reversed(grid.columns) if column.position == position and row in column.cells),
        None,
    )
    # the alternatives below are written with a decimal point
    if column is None or column.convention.decimal != "." or not any(map(str.isdigit, text)):
        return found
    cell = column.cells[row]
    made = [*_marks(table, column, cell)]
    if cell.number is None:
        made += _unreadable(text, as_text)
    if not as_text:
        made += _points(column, cell)
    if not as_text and cell.number is not None:
        made += [*_signs(text), *_edges(column, cell)]
    if not as_text:
        found += _merged(table, row, position)
    for other, kind, grounded in made:
        if other != text and (grid.read(other, position) or kind == GLUED_MARK and NUMERAL.search(other)):
            found.append(Alternative(((row, position, other),), kind, grounded))
    # of two ways to one text the first stands
    return list({alternative.texts: alternative for alternative in reversed(found)}.values())[::-1]


def seen_alternatives(table: Table) -> dict[tuple[int, int], tuple[str, ...]]:
    """By row and column of the body (from 0), the other texts that extraction itself saw."""
    return {
        place: (other,) if isinstance(other, str) else tuple(other)
        for place, other in getattr(table, "alternatives", {}).items()
    }


def is_rival(grid: Grid, position: int, text: str, other: str) -> bool:
    """Whether an alternative stays open where no identity decides: a number, not a raised mark taken off."""
    return grid.read(other, position) is not None and not other.strip().startswith(text.strip())


def shifted_alternatives(grid: Grid, row: int) -> Iterator[Alternative]:
    """Alternatives in which a run of the cells of a row belongs one column further, into an empty one."""
    cells = [cell.strip() for cell in grid.table.body[row]]
    amounts = {column.position for column in grid.amounts}
    for gap in (place for place, cell in enumerate(cells) if not cell and place in amounts):
        end = gap + 1
        while end < len(cells) and cells[end] and end in amounts:
            end += 1
            yield _moved(row, gap, [*cells[gap + 1 : end], ""])
        start = gap
        while start > 1 and cells[start - 1] and start - 1 in amounts:
            start -= 1
            yield _moved(row, start, ["", *cells[start:gap]])


def _moved(row: int, start: int, texts: list[str]) -> Alternative:
    return Alternative(tuple((row, start + n, text) for n, text in enumerate(texts)), SHIFTED, True)


def unread_cells(grid: Grid) -> list[Cell]:
    """Cells of columns of numbers that hold digits and do not read as a number."""
    return [
        cell
        for column in grid.columns
        if column.is_numeric
        for cell in column.cells.values()
        if cell.number is None
        and any(letter.isdigit() for letter in cell.text)
        and not is_missing(cell.text)
        and grid.roles[cell.row] != "group"
    ]


def odd_cells(grid: Grid, as_text: bool) -> list[Cell]:
    """Numbers with other decimals than all others of their column; with more of them, if as_text."""
    found = []
    for column in grid.amounts:
        if len(column.numbers) <= 3:
            continue
        for row, cell in column.numbers.items():
            others = set(_decimals(column, cell))
            if grid.roles[row] not in ("item", "total", "part") or len(others) != 1:
                continue
            usual, decimals = max(others), cell.amount.decimals
            if decimals > usual or (not as_text and decimals < usual):
                found.append(cell)
    return found


def marked_alternatives(grid: Grid, cell: Cell) -> list[Alternative]:
    """An odd cell without its last digit, where that opens a note and the rest has the usual decimals."""
    is_marked = (
        cell.number is not None
        and cell.amount.decimals > 1
        and cell.text.rstrip(" %)")[-1:] in note_marks(grid.table)
    )
    return [
        alternative
        for alternative in alternatives_of(grid, cell.row, cell.column, True)
        if is_marked and alternative.kind == GLUED_MARK and alternative.grounded
    ]


def note_marks(table: Table) -> set[str]:
    """The numbers and letters that open a note of the table."""
    return {match[1].lower() for note in table.notes if (match := MARK.match(LABEL.sub("", note.strip())))}


def _marks(table: Table, column: Column, cell: Cell) -> Iterator[tuple[str, str, bool]]:
    """Without the last digit, or the last two, that may be a footnote's mark."""
    marks, numbers = note_marks(table), list(NUMERAL.finditer(cell.text))
    if not numbers or cell.text[numbers[-1].end() :].strip(" %)"):
        return
    last = numbers[-1]
    others = _decimals(column, cell)
    for length in (1, 2):
        digits, mark = last[0][:-length], last[0][-length:]
        if not digits or not digits[-1].isdigit() or not mark.isdigit() or mark[0] == "0":
            continue
        finer = bool(others) and (
            len(last[0].partition(".")[2]) > max(others) >= len(digits.partition(".")[2]) > 0
        )
        # "1,2341" is not a number as it stands
        grounded = mark in marks or (length == 1 and (finer or cell.number is None))
        if grounded or length == 1:
            yield cell.text[: last.start()] + digits + cell.text[last.end() :], GLUED_MARK, grounded


def _decimals(column: Column, cell: Cell) -> list[int]:
    return [other.amount.decimals for row, other in column.numbers.items() if row != cell.row]


def _usual(column: Column, cell: Cell) -> int | None:
    """The decimals of three in four of the other numbers of the column, or None."""
    others = Counter(_decimals(column, cell))
    decimals, count = max(others.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return decimals if 4 * count >= 3 * others.total() and count >= 2 else None


def _unreadable(text: str, as_text: bool) -> Iterator[tuple[str, str, bool]]:
    tail, bracket = TAIL.match(text), BRACKET.match(text)
    if tail:
        yield tail["number"].strip(), GLUED_MARK, True
    if as_text:
        return
    if bracket:
        yield "-" + bracket["number"], SIGN, True
    yield re.sub(r"\s+", "", text), UNREADABLE, True
    yield re.sub(r"[^\d.,%–−-]", "", text), UNREADABLE, True


def _signs(text: str) -> Iterator[tuple[str, str, bool]]:
    yield text.lstrip("-–− ") if text[0] in "-–−" else "-" + text, SIGN, False


def _points(column: Column, cell: Cell) -> Iterator[tuple[str, str, bool]]:
    """The number with the decimals that its column has: a point lost, or a separator read as a point."""
    usual, last = _usual(column, cell), list(NUMERAL.finditer(cell.text))[-1]
    decimals = cell.number.decimals if cell.number else 0
    if usual is None or (cell.number and usual == decimals):
        return
    digits = last[0].replace(",", "").replace(".", "")
    if not usual:
        other = (
            f"{int(digits):,}" if "," in "".join(other.text for other in column.cells.values()) else digits
        )
    elif len(digits) > usual and not decimals:
        other = f"{digits[:-usual]}.{digits[-usual:]}"
    else:
        return
    yield cell.text[: last.start()] + other + cell.text[last.end() :], POINT, True


def _edges(column: Column, cell: Cell) -> Iterator[tuple[str, str, bool]]:
    """One digit more before the number, or behind it where it is as long as its column's numbers then."""
    usual, last = _usual(column, cell), list(NUMERAL.finditer(cell.text))[-1]
    commas = "," in "".join(other.text for other in column.cells.values())
    before, behind = cell.text[: last.start()], cell.text[last.end() :]
    whole, point, fraction = last[0].replace(",", "").partition(".")

    def form(digits: str) -> str:
        return f"{int(digits):,}" if commas else digits

    for digit in "123456789":
        yield before + form(digit + whole) + point + fraction + behind, EDGE_DIGIT, False
    short = bool(usual) and cell.amount.decimals == (usual or 0) - 1
    for digit in "0123456789":
        if short:
            yield f"{before}{whole}.{fraction}{digit}{behind}", EDGE_DIGIT, True
        elif not usual and not point:
            yield before + form(whole + digit) + behind, EDGE_DIGIT, False


def _merged(table: Table, row: int, position: int) -> Iterator[Alternative]:
    """Two numbers in one cell beside an empty one."""
    cells = table.body[row]
    text = cells[position].strip()
    if not SEVERAL.match(text):
        return
    for cut in re.finditer(r"\s+", text):
        one, other = text[: cut.start()], text[cut.end() :]
        if position + 1 < len(cells) and not cells[position + 1].strip():
            yield Alternative(((row, position, one), (row, position + 1, other)), MERGED, True)
        if position and not cells[position - 1].strip():
            yield Alternative(((row, position - 1, one), (row, position, other)), MERGED, True)
