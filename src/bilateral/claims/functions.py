"""What a check can call: the functions of its language, and the cells that they are about.

Each takes the evaluation under way (of audit.expressions), the call and its named options.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from bilateral.claims.lookups import LARGEST_ALONE, rank_among, shown
from bilateral.claims.stated import read_stated
from bilateral.claims.values import (
    Ranking,
    Value,
    all_of,
    days_between,
    is_among,
    is_less,
    items,
    kind_of,
    rounded_to,
    with_prints,
    years_between,
)
from crossfoot import Interval, Number, Period, extreme, read_iso_date, total

if TYPE_CHECKING:
    from bilateral.claims.expressions import Evaluation

PARTS = "document_parts"
HUNDRED = Number.exactly(100)


@dataclass
class Cells:
    """The cells that a call is about."""

    evaluation: Evaluation
    node: ast.Call
    table: str
    column: str
    all_cells: list[Value]
    rows: list[int]

    def there(self) -> list[tuple[int, Value]]:
        """Row and value of the cells that are not missing."""
        return [(row, self.all_cells[row]) for row in self.rows if self.all_cells[row] != ""]

    def numbers(self) -> list[tuple[int, Number]]:
        """As there(). Raises InputError for none, a missing one, or another kind."""
        cells = self.there()
        gaps = len(self.rows) - len(cells)
        if gaps or not cells or not all(isinstance(cell, Number) for _, cell in cells):
            found = (
                f"{gaps} of {len(self.rows)} cells missing"
                if gaps
                else (f"a {kind_of(cells[0][1])}" if cells else "no rows")
            )
            raise self.evaluation.fault(
                self.node, f"numbers in {self.table}.{self.column}", found, too_few=not self.rows
            )
        return cells

    def other(self, option: str) -> list[Value]:
        """The column that an option names, for every row of the table."""
        value = {keyword.arg: keyword.value for keyword in self.node.keywords}[option]
        name = self.evaluation.of_kind(value, "text")
        return self.evaluation.study.tables.column(self.table, name, self.evaluation.place)

    def in_order(self, option: str) -> list[tuple[Value, Value]]:
        """Key and cell by rising key. Raises InputError for keys that are not numbers or dates, each once."""
        keys = self.other(option)
        pairs = [(keys[row], cell) for row, cell in self.there()]
        if not all(isinstance(key, Number | Period) for key, _ in pairs) or len(
            {shown(key) for key, _ in pairs}
        ) < len(pairs):
            raise self.evaluation.fault(self.node, f"one cell for each value of {option}, a number or date")
        return sorted(
            pairs, key=lambda pair: pair[0].start if isinstance(pair[0], Period) else pair[0].face.low
        )

    def keyed(self, option: str) -> dict[str, Number]:
        """Number by key, in the table's order. Raises InputError for a key twice."""
        keys = self.other(option)
        cells = self.numbers()
        found = {shown(keys[row]): cell for row, cell in cells}
        if len(found) < len(cells):
            raise self.evaluation.fault(
                self.node, f"each {option} once", f"{len(cells)} rows of {len(found)} keys"
            )
        return found


def _cell(at: Evaluation, node: ast.Call, options: dict) -> Value:
    cells = at.cells(node, options)
    if len(cells.rows) != 1:
        raise at.fault(node, "filters that leave one row", f"{len(cells.rows)} rows", too_few=not cells.rows)
    if not cells.there():
        raise at.fault(node, "a cell that is not empty", "a missing one")
    return cells.there()[0][1]


def _addends(at: Evaluation, node: ast.Call, options: dict) -> list[Number]:
    """The numbers of a sum; rows that share a cap are one."""
    cells = at.cells(node, options)
    numbers = cells.numbers()
    frame = at.study.tables.frames[cells.table]
    if "cap_group" not in frame:
        return [number for _, number in numbers]
    groups = at.study.tables.column(cells.table, "cap_group", at.place)
    capped = {
        groups[row]: number for row, number in numbers if groups[row] != "" and number.face == number.wide
    }
    return [
        number for row, number in numbers if not (groups[row] != "" and number.face == number.wide)
    ] + list(capped.values())


def added(numbers: list[Number]) -> Number:
    """The sum of numbers."""
    return Number(total(number.face for number in numbers), total(number.wide for number in numbers))


def _mean(at: Evaluation, node: ast.Call, options: dict) -> Number:
    rows = at.cells(node, options).rows
    return added(_addends(at, node, options)) / Number.exactly(len(rows))


def _values(at: Evaluation, node: ast.Call, options: dict) -> list[Value]:
    cells = at.cells(node, options)
    return [cell for _, cell in (cells.in_order("by") if "by" in options else cells.there())]


def _ranking(largest: bool) -> Callable:
    def run(at: Evaluation, node: ast.Call, options: dict) -> Ranking:
        numbers = at.cells(node, options).keyed("key")
        count = at.of_kind(node.args[1], "number").face.low
        if count != int(count) or not 1 <= count <= len(numbers):
            raise at.fault(node, f"between 1 and the {len(numbers)} rows left", f"{count:f}")
        # stable: two that are printed the same stay in the table's order
        ordered = sorted(numbers.items(), key=lambda item: -item[1].face.low if largest else item[1].face.low)
        return Ranking(tuple(key for key, _ in ordered[: int(count)]), tuple(ordered), largest)

    return run


def _rank(at: Evaluation, node: ast.Call, options: dict) -> Number:
    cells = at.cells(node, options)
    numbers, key = cells.keyed("key"), at.of_kind(options["of"], "text", "number")
    key = shown(key)
    if key not in numbers and cells.table not in LARGEST_ALONE:
        raise at.fault(node, f"one of {', '.join(numbers)}", f"no {key}")
    return rank_among(numbers.get(key), [number for name, number in numbers.items() if name != key])


def _ranked_share(at: Evaluation, node: ast.Call, options: dict) -> Number:
    """A share that a list of the largest prints; of one it does not print, 0 to the smallest printed."""
    of = node.args[0]
    table = of.value.id if isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name) else ""
    if table not in LARGEST_ALONE or "hs_chapter" not in options:
        raise at.fault(node, FUNCTIONS["ranked_share"].usage)
    key = at.of_kind(options["hs_chapter"], "text")
    others = [keyword for keyword in node.keywords if keyword.arg != "hs_chapter"]
    listed = ast.Call(node.func, node.args, others)
    cells = at.cells(listed, {keyword.arg: keyword.value for keyword in others})
    chapters = at.study.tables.column(table, "hs_chapter", at.place)
    numbers = cells.numbers()
    mine = [number for row, number in numbers if chapters[row] == key]
    ranks = [
        shown(rank) for rank in (at.study.tables.column(table, "rank", at.place)[row] for row in cells.rows)
    ]
    if len(set(ranks)) < len(ranks) or len(mine) > 1:
        raise at.fault(node, "filters that leave one list", f"{len(cells.rows)} rows")
    if mine:
        return mine[0]
    last = extreme([number for _, number in numbers], largest=False).wide
    return Number.between(Interval(Decimal(0), last.high, open_high=last.open_high))


def _steps(rises: bool) -> Callable:
    def run(at: Evaluation, node: ast.Call, options: dict) -> Value:
        cells = [cell for _, cell in at.cells(node, options).in_order("by")]
        if len(cells) < 2 or not all(isinstance(cell, Number) for cell in cells):
            raise at.fault(node, "two numbers at least", f"{len(cells)} cells", too_few=len(cells) < 2)
        return all_of(is_less(*(step if rises else step[::-1])) for step in pairwise(cells))

    return run


def _before(at: Evaluation, node: ast.Call, options: dict) -> Value:
    values = [at.of_kind(argument, "number", "date") for argument in node.args]
    if len({kind_of(value) for value in values}) > 1:
        raise at.fault(node, "dates alone, or numbers alone")
    return all_of(is_less(*pair) for pair in pairwise(values))


def _of_two(compute: Callable[[Number, Number], Number], kind: str = "number") -> Callable:
    def run(at: Evaluation, node: ast.Call, options: dict) -> Number:
        one, other = (at.of_kind(argument, kind) for argument in node.args)
        return at.arithmetic(node, lambda: compute(one, other))

    return run


def _printed(at: Evaluation, node: ast.Call, options: dict) -> Number:
    text = at.of_kind(node.args[0], "text")
    number = read_stated(text)
    if number is None:
        raise at.fault(node, "a number as it is printed")
    return with_prints(number)


def _date(at: Evaluation, node: ast.Call, options: dict) -> Period:
    period = read_iso_date(at.of_kind(node.args[0], "text"))
    if period is None:
        raise at.fault(node, "an ISO date, month or year that exists")
    return period


def _year(at: Evaluation, node: ast.Call, options: dict) -> Number:
    period = at.of_kind(node.args[0], "date")
    return Number.between(Interval(Decimal(period.start.year), Decimal(period.end.year)))


def _claim(at: Evaluation, node: ast.Call, options: dict) -> Value:
    name = node.args[0]
    if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
        raise at.fault(node, 'an id in quotes, claim("…")')
    try:
        return at.study.stated(name.value)
    except KeyError:
        raise at.fault(node, "the id of a claim") from None


def _has(at: Evaluation, node: ast.Call, options: dict) -> Value:
    kind, label = (at.of_kind(argument, "text") for argument in node.args)
    texts, kinds, labels = (
        at.study.tables.column(PARTS, column, at.place) for column in ("text", "kind", "label")
    )
    if kind not in kinds:
        raise at.fault(node, "one of " + ", ".join(sorted(set(kinds))), f"no part of kind {kind!r}")
    return (at.source, kind, label) in set(zip(texts, kinds, labels, strict=True))


def _all_in(at: Evaluation, node: ast.Call, options: dict) -> Value:
    these, those = (at.of_kind(argument, "list") for argument in node.args)
    return all_of(is_among(item, those) for item in items(these))


def _same(at: Evaluation, node: ast.Call, options: dict) -> Value:
    these, those = (at.of_kind(argument, "list") for argument in node.args)
    return all_of(
        [*(is_among(item, those) for item in items(these)), *(is_among(item, these) for item in items(those))]
    )


def _extreme(largest: bool) -> Callable:
    def run(at: Evaluation, node: ast.Call, options: dict) -> Value:
        values = [at.of_kind(argument, "number", "date", "list") for argument in node.args]
        values = items(values[0]) if len(values) == 1 and kind_of(values[0]) == "list" else values
        kinds = {kind_of(value) for value in values}
        if kinds == {"number"}:
            return extreme(values, largest)
        if kinds == {"date"} and len({value.precision for value in values}) == 1:
            return (max if largest else min)(values, key=lambda period: period.start)
        raise at.fault(node, "numbers, or dates of one precision", too_few=not values)

    return run


def _round(at: Evaluation, node: ast.Call, options: dict) -> Number:
    number, decimals = (at.of_kind(argument, "number") for argument in node.args)
    if decimals.face.low not in range(10):
        raise at.fault(node, "between 0 and 9 decimals")
    return rounded_to(number, int(decimals.face.low))


@dataclass(frozen=True)
class Function:
    """How a call is written, how it runs, its arguments (least and most), whether it filters, and options it needs or takes."""

    usage: str
    run: Callable
    arguments: tuple[int, int] = (1, 1)
    filters: bool = False
    options: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


MANY = 99
FUNCTIONS = {
    "cell": Function("cell(table.column, key=value, …)", _cell, filters=True),
    "sum": Function(
        "sum(table.column, key=value, …)",
        lambda at, node, options: added(_addends(at, node, options)),
        filters=True,
    ),
    "mean": Function("mean(table.column, key=value, …)", _mean, filters=True),
    "count": Function(
        "count(table.column, key=value, …)",
        lambda at, node, options: Number.exactly(len(at.cells(node, options).there())),
        filters=True,
    ),
    "distinct": Function(
        "distinct(table.column, key=value, …)",
        lambda at, node, options: Number.exactly(
            len({shown(cell) for _, cell in at.cells(node, options).there()})
        ),
        filters=True,
    ),
    "values": Function(
        'values(table.column, by="column", key=value, …)', _values, filters=True, optional=("by",)
    ),
    "top": Function('top(table.column, n, key="column", …)', _ranking(True), (2, 2), True, ("key",)),
    "bottom": Function('bottom(table.column, n, key="column", …)', _ranking(False), (2, 2), True, ("key",)),
    "rank": Function(
        'rank(table.column, key="column", of="…", …)', _rank, filters=True, options=("key", "of")
    ),
    "ranked_share": Function(
        'ranked_share(chapter_shares.share_pct, flow="…", year=…, hs_chapter="…")',
        _ranked_share,
        filters=True,
    ),
    "rising": Function('rising(table.column, by="column", …)', _steps(True), filters=True, options=("by",)),
    "falling": Function(
        'falling(table.column, by="column", …)', _steps(False), filters=True, options=("by",)
    ),
    "before": Function("before(a, b, …)", _before, (2, MANY)),
    "share": Function("share(a, b)", _of_two(lambda one, other: HUNDRED * one / other), (2, 2)),
    "growth": Function("growth(a, b)", _of_two(lambda one, other: HUNDRED * (other / one) - HUNDRED), (2, 2)),
    "ratio": Function("ratio(a, b)", _of_two(lambda one, other: one / other), (2, 2)),
    "days": Function("days(from, to)", _of_two(days_between, "date"), (2, 2)),
    "years": Function("years(from, to)", _of_two(years_between, "date"), (2, 2)),
    "printed": Function('printed("8,121")', _printed),
    "date": Function('date("2022-05")', _date),
    "year": Function("year(date)", _year),
    "claim": Function('claim("id")', _claim),
    "has": Function('has("figure", "3.1")', _has, (2, 2)),
    "all_in": Function("all_in(list, list)", _all_in, (2, 2)),
    "same": Function("same(list, list)", _same, (2, 2)),
    "min": Function("min(a, b, …) or min(list)", _extreme(False), (1, MANY)),
    "max": Function("max(a, b, …) or max(list)", _extreme(True), (1, MANY)),
    "abs": Function("abs(a)", lambda at, node, options: abs(at.of_kind(node.args[0], "number"))),
    "round": Function("round(a, decimals)", _round, (2, 2)),
}
