"""One quantity that several tables print: whether all its figures can be true at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crossfoot.tables.blame import misprint
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.rules import most

WORD = re.compile(r"[^\W\d_]{4,}")
# digits that tell a number from others, and how many different ones two lines share before they are one
DIGITS, SHARED = 3, 3
# (table, "row" or "column", line), each from 0
Line = tuple[int, str, int]


def check_joint(grids: Sequence[Grid]) -> list[list[Check]]:
    """By table, a question for each number that a line of an earlier table prints otherwise.

    Two lines, rows or columns, of different tables print one quantity where their labels share a word and all
    numbers under the same labels agree within rounding but one: three at least, of three digits or more, and
    different from each other; or one, where lines of one name differ by a misprint.
    """
    lines = {line: cells for place, grid in enumerate(grids) for line, cells in _lines(place, grid)}
    by_number: dict[tuple[str, object], list[Line]] = defaultdict(list)
    for line, cells in lines.items():
        for label, cell in cells.items():
            if _tells(cell):
                by_number[(label, cell.face)].append(line)
    names = {line: _name(grids, line) for line in lines}
    found: list[list[Check]] = [[] for _ in grids]
    told: set[tuple[int, int, int]] = set()
    for line, cells in lines.items():
        place = line[0]
        shared = Counter(
            other
            for label, cell in cells.items()
            if _tells(cell)
            for other in by_number[(label, cell.face)]
            if other[0] < place
        )
        for other, count in shared.items():
            is_one = count >= SHARED and _share_a_word(grids, line, other)
            if not is_one and names[line] != names[other]:
                continue
            both = [label for label in cells if label in lines[other]]
            apart = [
                label for label in both if not cells[label].interval.overlaps(lines[other][label].interval)
            ]
            if len(apart) != 1 or not most(len(both) - 1, len(both), least=min(count, SHARED)):
                continue
            here, there = cells[apart[0]], lines[other][apart[0]]
            if not is_one and not _is_misprint(here, there):
                continue
            if not {(place, here.row, here.column), (other[0], there.row, there.column)} & told:
                told |= {(place, here.row, here.column), (other[0], there.row, there.column)}
                found[place].append(_asked(grids[place], grids[other[0]], here, there, len(both)))
    return found


def _lines(place: int, grid: Grid) -> Iterator[tuple[Line, dict[str, Cell]]]:
    """Rows by the labels of their columns, and columns by those of their rows; a label that repeats is left
    out."""
    amounts = [
        column
        for column in grid.columns
        if column.position and not (column.is_percentage or column.is_years or column.is_numbering)
    ]
    columns, rows = Counter(_plain(column.label) for column in amounts), Counter(map(_plain, _names(grid)))
    for row in range(len(grid.table.body)):
        cells = {
            _plain(column.label): column.numbers[row]
            for column in amounts
            if row in column.numbers and columns[_plain(column.label)] == 1 and _plain(column.label)
        }
        yield (place, "row", row), cells
    for column in amounts:
        named = {_plain(_names(grid)[row]): cell for row, cell in column.numbers.items()}
        yield (
            (place, "column", column.position),
            {name: cell for name, cell in named.items() if name and rows[name] == 1},
        )


def _names(grid: Grid) -> list[str]:
    return [grid.first_label(row) for row in range(len(grid.table.body))]


def _plain(label: str) -> str:
    return " ".join(re.sub(r"\([a-z]\)|[*†‡§–—-]", " ", label).lower().split())


def _tells(cell: Cell) -> bool:
    return not cell.amount.bound and len(re.sub(r"\D", "", cell.text).strip("0")) >= DIGITS


def _share_a_word(grids: Sequence[Grid], *lines: Line) -> bool:
    one, other = (_words(grids[place], axis, line) for place, axis, line in lines)
    return bool(one & other)


def _name(grids: Sequence[Grid], line: Line) -> object:
    """The label of a line, where it has two words or more; else what no other line is called."""
    place, axis, at = line
    label = _plain(grids[place].first_label(at) if axis == "row" else grids[place].labels[at])
    return label if len(WORD.findall(label)) > 1 else line


def _is_misprint(one: Cell, other: Cell) -> bool:
    # as whole numbers, so that digits around the point can be exchanged
    decimals = other.amount.decimals
    return bool(misprint(one.amount.value.scaleb(decimals), other.amount.value.scaleb(decimals), 0))


def _words(grid: Grid, axis: str, line: int) -> set[str]:
    """Of a row's label; of a column's label with the caption, which may name what it holds."""
    label = grid.first_label(line) if axis == "row" else f"{grid.labels[line]} {grid.table.caption}"
    return {word.lower() for word in WORD.findall(label)}


def _asked(grid: Grid, earlier: Grid, here: Cell, there: Cell, count: int) -> Check:
    return grid.question(
        "joint",
        here,
        f"{earlier.table.title} prints {there.text} for what seems the same ({earlier.where(there)}); "
        "both cannot be true",
        cells=[here],
        other_cells=[(earlier.key, there.row, there.column)],
        low=there.interval.low,
        high=there.interval.high,
        inputs=f"{earlier.table.title}, {earlier.where(there)}",
        evidence=f"{count - 1} of {count} numbers under the same labels agree",
    )
