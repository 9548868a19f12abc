"""Tables with one thing altered, to measure what an audit finds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from crossfoot.documents.table import Table
from crossfoot.numbers.dates import MONTHS, read_day
from crossfoot.numbers.slips import digits_exchanged
from crossfoot.numbers.verdicts import HOLDS, WITHIN_ROUNDING
from crossfoot.tables.checks import Auditor
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Check, Grid

DATE = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
CODE = re.compile(r"(?<!\d)\d{4,10}(?!\d)")
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Alteration:
    """A document with one thing altered.

    kind, what: of which kind, and in words. altered: the whole document. places: where it was altered, in
    the altered document; empty when it cannot be told from what stands around it. moved: table, row from
    which rows have moved, and by how many.
    """

    kind: str
    what: str
    altered: object
    places: frozenset[Hashable]
    moved: tuple[str, int, int] | None = None

    def before(self, key: tuple) -> tuple:
        """The key (check, table, row, column) that a finding has in the document before it was altered."""
        check, table, row, column = key
        if self.moved and table == self.moved[0] and row is not None and row >= self.moved[1]:
            row -= self.moved[2]
        return (check, table, row, column)

    def touches(self, found: Check) -> bool:
        """Whether a finding stands on what was altered: on the place, or on any row of a table that lost or
        won one."""
        if self.moved:
            return found.key[1] == self.moved[0] or any(table == self.moved[0] for table, *_ in found.cells)
        return bool(self.places & found.cells)


def alter_tables(tables: list[Table], seed: int, number: int) -> list[Alteration]:
    """`number` alterations of each kind that the tables allow, at places drawn with `seed`.

    kinds: digit_changed, digit_added, power_of_ten, digits_exchanged (of a number); cell_moved (exchanged
    with the cell below); row_removed, row_repeated; rank_exchanged; date_shifted, day_month_exchanged;
    code_digit_added; total_stale (a total without its last row); inside_rounding (a derived number as it
    would be printed for other values that its inputs can stand for: an audit must be silent)."""
    document = _Document(tables)
    found = []
    for kind, (places, alter) in document.kinds().items():
        # a kind has its own draw, so that a further kind leaves the others as they are
        draw = random.Random(f"{seed} {kind}")
        places = sorted(places, key=str)
        draw.shuffle(places)
        made: list[Alteration] = []
        for place in (places * (1 + number // max(len(places), 1)))[: 4 * number]:
            alteration = alter(kind, place, draw)
            if alteration and alteration.what not in {other.what for other in made}:
                made.append(alteration)
            if len(made) == number:
                break
        found += made
    return found


class _Document:
    def __init__(self, tables: list[Table]):
        self.tables = tables
        self.grids = [Grid(table) for table in tables]
        self.checks = Auditor().checks(tables)

    def kinds(self) -> dict[str, tuple[list, Callable]]:
        numbers = [
            (n, row, column.position)
            for n, grid in enumerate(self.grids)
            for column in grid.columns
            if (column.is_numeric and not column.is_numbering) or column.is_years
            for row in column.numbers
        ]
        numbers = list(dict.fromkeys(numbers))
        dates = [
            (n, row, position)
            for n, grid in enumerate(self.grids)
            for position, periods in grid.periods.items()
            for row in periods
            if DATE.search(self.tables[n].body[row][position])
        ]
        codes = [
            (n, row, column.position)
            for n, grid in enumerate(self.grids)
            for column in grid.columns
            if re.search(r"\bHS\b", column.label)
            for row, cell in column.cells.items()
            if CODE.search(cell.text)
        ]
        ranks = [
            (n, row, column.position)
            for n, grid in enumerate(self.grids)
            for column in grid.columns
            if column.is_numbering
            for row in column.numbers
        ]
        rows = [(n, row) for n, grid in enumerate(self.grids) for row in grid.items]
        return {
            "digit_changed": (numbers, self._number(_changed)),
            "digit_added": (numbers, self._number(_added)),
            "power_of_ten": (numbers, self._number(_shifted)),
            "digits_exchanged": (
                numbers,
                self._number(lambda digits, draw: draw.choice(digits_exchanged(digits) or [digits])),
            ),
            "cell_moved": (numbers, self._exchanged),
            "row_removed": (rows, self._removed),
            "row_repeated": (rows, self._repeated),
            "rank_exchanged": (ranks, self._exchanged),
            "date_shifted": (dates, self._date(_other_day)),
            "day_month_exchanged": (dates, self._date(_day_for_month)),
            "code_digit_added": (codes, self._code),
            "total_stale": (list(self._subjects("total_row", "top_n_share")), self._stale),
            "inside_rounding": (list(self._redrawable()), self._redrawn),
        }

    def _cell(self, kind: str, place: tuple[int, int, int], new: str) -> Alteration | None:
        n, row, column = place
        old = self.tables[n].body[row][column]
        if new == old:
            return None
        return self._altered(
            kind, n, {(row, column): new}, f"row {row + 1}, column {column + 1}: {old} > {new}"
        )

    def _altered(self, kind: str, n: int, cells: dict[tuple[int, int], str], words: str) -> Alteration:
        table = self.tables[n]
        body = [
            [cells.get((row, column), text) for column, text in enumerate(line)]
            for row, line in enumerate(table.body)
        ]
        return self._document(
            kind, n, replace(table, body=body), words, {(self.grids[n].key, *place) for place in cells}
        )

    def _document(
        self,
        kind: str,
        n: int,
        table: Table,
        words: str,
        places: set[Place],
        moved: tuple[str, int, int] | None = None,
    ) -> Alteration:
        altered = [table if place == n else other for place, other in enumerate(self.tables)]
        return Alteration(kind, f"Table {self.grids[n].key}, {words}", altered, frozenset(places), moved)

    def _number(self, change: Callable[[str, random.Random], str]) -> Callable:
        def alter(kind: str, place: tuple[int, int, int], draw: random.Random) -> Alteration | None:
            old = self.tables[place[0]].body[place[1]][place[2]]
            # the value is the last number of the cell; a code may stand before it
            match = list(re.finditer(r"\d[\d,]*(?:\.\d+)?", old))[-1]
            new = change(match[0].replace(",", ""), draw)
            if Decimal(new) == Decimal(match[0].replace(",", "")):
                return None
            if "," in match[0] or (
                "." not in new
                and len(new) > 3
                and any("," in line[place[2]] for line in self.tables[place[0]].body)
            ):
                whole, point, rest = new.partition(".")
                new = f"{int(whole):,}{point}{rest}"
            return self._cell(kind, place, old[: match.start()] + new + old[match.end() :])

        return alter

    def _exchanged(self, kind: str, place: tuple[int, int, int], draw: random.Random) -> Alteration | None:
        n, row, column = place
        body = self.tables[n].body
        if (
            row + 1 >= len(body)
            or not body[row + 1][column]
            or body[row][column] == body[row + 1][column]
            or row + 1 not in self.grids[n].items
        ):
            return None
        return self._altered(
            kind,
            n,
            {(row, column): body[row + 1][column], (row + 1, column): body[row][column]},
            f"rows {row + 1} and {row + 2}, column {column + 1} exchanged",
        )

    def _removed(self, kind: str, place: tuple[int, int], draw: random.Random) -> Alteration:
        n, row = place
        table = self.tables[n]
        lines = table.body_lines[:row] + table.body_lines[row + 1 :]
        shorter = replace(table, body=table.body[:row] + table.body[row + 1 :], body_lines=lines)
        return self._document(kind, n, shorter, f"row {row + 1} removed", set(), (self.grids[n].key, row, -1))

    def _repeated(self, kind: str, place: tuple[int, int], draw: random.Random) -> Alteration:
        n, row = place
        table = self.tables[n]
        lines = table.body_lines[: row + 1] + table.body_lines[row:]
        longer = replace(table, body=table.body[: row + 1] + table.body[row:], body_lines=lines)
        return self._document(
            kind, n, longer, f"row {row + 1} repeated", set(), (self.grids[n].key, row + 2, 1)
        )

    def _date(self, change: Callable[[date, random.Random], date | None]) -> Callable:
        def alter(kind: str, place: tuple[int, int, int], draw: random.Random) -> Alteration | None:
            n, row, column = place
            old = self.tables[n].body[row][column]
            match = DATE.search(old)
            day = read_day(match[0])
            new = change(day, draw) if day else None
            if new is None or new == day:
                return None
            name = MONTHS[new.month - 1].capitalize()
            name = name if len(match[2]) > 4 else name[:3]
            return self._cell(
                kind, place, old[: match.start()] + f"{new.day:02d} {name} {new.year}" + old[match.end() :]
            )

        return alter

    def _code(self, kind: str, place: tuple[int, int, int], draw: random.Random) -> Alteration | None:
        n, row, column = place
        old = self.tables[n].body[row][column]
        match = draw.choice(list(CODE.finditer(old)))
        return self._cell(kind, place, old[: match.start()] + _added(match[0], draw) + old[match.end() :])

    def _subjects(self, *kinds: str) -> Iterator[tuple[int, Check]]:
        for n, found in enumerate(self.checks):
            for check in found:
                if check.check in kinds and check.verdict in (HOLDS, WITHIN_ROUNDING):
                    yield n, check

    def _subject(self, n: int, check: Check) -> Cell | None:
        columns = [
            column
            for column in self.grids[n].columns
            if column.position == check.position and check.row - 1 in column.numbers
        ]
        return columns[-1].numbers[check.row - 1] if columns else None

    def _stale(self, kind: str, place: tuple[int, Check], draw: random.Random) -> Alteration | None:
        n, check = place
        cell = self._subject(n, check)
        rows = sorted({row for _, row, _ in check.cells if row != cell.row})
        last = [
            column.numbers[rows[-1]]
            for column in self.grids[n].columns
            if rows[-1] in column.numbers and (self.grids[n].key, rows[-1], column.position) in check.cells
        ]
        return self._cell(
            kind, (n, cell.row, cell.column), _printed(cell, cell.number.value - last[-1].number.value)
        )

    def _redrawable(self) -> Iterator[tuple[int, Check]]:
        """Numbers that exactly one identity derives, and that no other stands on."""
        for n, check in self._subjects(
            "total_row", "top_n_share", "hhi", "ratio", "share_of_total", "total_column", "mean_row"
        ):
            place = (self.grids[n].key, check.row - 1, check.position)
            if sum(place in other.cells for other in self.checks[n]) == 1:
                yield n, check

    def _redrawn(self, kind: str, place: tuple[int, Check], draw: random.Random) -> Alteration | None:
        n, check = place
        cell = self._subject(n, check)
        # strictly inside, so that the number can be printed for some values of the inputs
        share = Decimal(draw.randint(1, 99)) / 100
        return self._cell(
            kind, (n, cell.row, cell.column), _printed(cell, check.low + (check.high - check.low) * share)
        )


def _printed(cell: Cell, value: Decimal) -> str:
    """The value in the form of the cell: decimals, commas, signs."""
    match = list(re.finditer(r"\d[\d,]*(?:\.\d+)?", cell.text))[-1]
    digits = (
        f"{abs(value):,.{cell.number.decimals}f}"
        if "," in match[0] or "." not in match[0]
        else f"{abs(value):.{cell.number.decimals}f}"
    )
    return cell.text[: match.start()] + digits + cell.text[match.end() :]


def _changed(digits: str, draw: random.Random) -> str:
    place = draw.choice([n for n, digit in enumerate(digits) if digit.isdigit()])
    others = [
        digit
        for digit in "0123456789"
        if digit != digits[place] and not (digit == "0" and place == 0 and len(digits) > 1)
    ]
    return digits[:place] + draw.choice(others) + digits[place + 1 :]


def _added(digits: str, draw: random.Random) -> str:
    place = draw.choice([n for n, digit in enumerate(digits) if digit.isdigit()])
    return digits[:place] + digits[place] + digits[place:]


def _shifted(digits: str, draw: random.Random) -> str:
    power = draw.choice([1, -1])
    moved = Decimal(digits).scaleb(power)
    decimals = len(digits.partition(".")[2])
    return f"{moved:.{max(decimals - power, 0)}f}"


def _other_day(day: date, draw: random.Random) -> date:
    kind = draw.choice(["days", "month", "year"])
    if kind == "days":
        return day + timedelta(days=draw.choice([-20, -10, -1, 1, 10, 20]))
    by = draw.choice([-1, 1])
    months = day.year * 12 + day.month - 1 + (by if kind == "month" else 12 * by)
    return date(months // 12, months % 12 + 1, min(day.day, 28))


def _day_for_month(day: date, draw: random.Random) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= 12 else None
