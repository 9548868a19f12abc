"""A call in a check: its arguments, its options, and the cells of a table that it is about."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from decimal import DecimalException
from typing import Any

from bilateral.claims.lookups import Absent, Cell, Tables, first_of, shown
from bilateral.claims.values import Ranking, Value, items, kind_of
from crossfoot import InputError, Number, Period


@dataclass
class Context:
    """What checks can look at: tables, and what each claim states, by id."""

    tables: Tables
    stated: Callable[[str], Value]


def fault(place: str, node: ast.expr, expected: str, found: str = "", too_few: bool = False) -> InputError:
    """The error that names a piece of a check. too_few: the tables have too little for a check that is
    right."""
    return (Absent if too_few else InputError)(
        place, f"{ast.unparse(node)}{found and f', {found}'}", expected
    )


def name_of(node: ast.expr) -> str:
    """The function that a node calls; "" where it calls none by name."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def arithmetic(place: str, node: ast.expr, compute: Callable[[], Number]) -> Number:
    """What compute gives. Raises InputError where it divides by what may be zero."""
    try:
        return compute()
    except (ZeroDivisionError, DecimalException) as error:
        found = "a division by what may be zero, or a number without an end"
        raise fault(place, node, "numbers that can be computed with", found) from error


def of_kind(value: Value, place: str, node: ast.expr, *kinds: str) -> Any:
    """The value of a piece of a check, of one of these kinds of kind_of. Raises InputError for another
    kind."""
    if kind_of(value) not in kinds:
        raise fault(place, node, f"a {' or '.join(kinds)}", f"a {kind_of(value)}")
    return value


@dataclass(frozen=True)
class Call:
    """One call of a check.

    options: its named arguments; own: the names of those that are not filters. place: names the claim in
    errors. source: the claim's own text. value: gives the value of a piece of the check.
    """

    node: ast.Call
    options: dict[str, ast.expr]
    own: tuple[str, ...]
    place: str
    source: str
    context: Context
    value: Callable[[ast.expr], Value]

    def fault(self, expected: str, found: str = "", too_few: bool = False) -> InputError:
        return fault(self.place, self.node, expected, found, too_few)

    def of_kind(self, node: ast.expr, *kinds: str) -> Any:
        return of_kind(self.value(node), self.place, node, *kinds)

    def arguments(self, *kinds: str) -> list[Any]:
        """The values of all arguments, each of one of these kinds."""
        return [self.of_kind(argument, *kinds) for argument in self.node.args]

    def column(self, table: str, column: str) -> list[Cell]:
        return self.context.tables.column(table, column, self.place)

    def cells(self) -> Cells:
        """The cells of the call's table.column that its filters leave."""
        of = self.node.args[0]
        if not (isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name)):
            raise fault(self.place, of, "table.column")
        table, column = of.value.id, of.attr
        filters = {name: self.value(value) for name, value in self.options.items() if name not in self.own}
        filters = {
            name: items(value) if isinstance(value, list | Ranking) else value
            for name, value in filters.items()
        }
        cells = self.column(table, column)
        return Cells(self, table, column, cells, self.context.tables.rows(table, filters, self.place))


@dataclass
class Cells:
    """The cells that a call is about."""

    call: Call
    table: str
    column: str
    all_cells: list[Cell]
    rows: list[int]

    def there(self) -> list[tuple[int, Cell]]:
        """Row and value of the cells that are not missing."""
        return [(row, self.all_cells[row]) for row in self.rows if self.all_cells[row] != ""]

    def numbers(self) -> list[tuple[int, Number]]:
        """As there(). Raises InputError for none, a missing one, or another kind."""
        cells = self.there()
        gaps = len(self.rows) - len(cells)
        numbers = [(row, cell) for row, cell in cells if isinstance(cell, Number)]
        if gaps or not cells or len(numbers) < len(cells):
            found = (
                f"{gaps} of {len(self.rows)} cells missing"
                if gaps
                else (f"a {kind_of(cells[0][1])}" if cells else "no rows")
            )
            raise self.call.fault(f"numbers in {self.table}.{self.column}", found, too_few=not self.rows)
        return numbers

    def other(self, option: str) -> list[Cell]:
        """The column that an option names, for every row of the table."""
        return self.call.column(self.table, self.call.of_kind(self.call.options[option], "text"))

    def in_order(self, option: str) -> list[tuple[Number | Period, Cell]]:
        """Key and cell by rising key. Raises InputError for keys that are not numbers or dates, each once."""
        keys = self.other(option)
        cells = self.there()
        pairs = [(key, cell) for row, cell in cells if isinstance(key := keys[row], Number | Period)]
        if len({shown(key) for key, _ in pairs}) < len(cells):
            raise self.call.fault(f"one cell for each value of {option}, a number or date")
        return sorted(pairs, key=lambda pair: first_of(pair[0]))

    def keyed(self, option: str) -> dict[str, Number]:
        """Number by key, in the table's order. Raises InputError for a key twice."""
        keys = self.other(option)
        cells = self.numbers()
        found = {shown(keys[row]): cell for row, cell in cells}
        if len(found) < len(cells):
            raise self.call.fault(f"each {option} once", f"{len(cells)} rows of {len(found)} keys")
        return found
