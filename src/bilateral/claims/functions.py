"""What a check can call: the functions of its language."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from bilateral.claims.calls import Call, arithmetic
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

PARTS = "document_parts"
HUNDRED = Number.exactly(100)


def _cell(call: Call) -> Value:
    cells = call.cells()
    if len(cells.rows) != 1:
        raise call.fault("filters that leave one row", f"{len(cells.rows)} rows", too_few=not cells.rows)
    if not cells.there():
        raise call.fault("a cell that is not empty", "a missing one")
    return cells.there()[0][1]


def _addends(call: Call) -> list[Number]:
    """The numbers of a sum; rows that share a cap are one."""
    cells = call.cells()
    numbers = cells.numbers()
    frame = call.context.tables.frames[cells.table]
    if "cap_group" not in frame:
        return [number for _, number in numbers]
    groups = call.column(cells.table, "cap_group")
    capped = {
        groups[row]: number for row, number in numbers if groups[row] != "" and number.face == number.wide
    }
    return [
        number for row, number in numbers if not (groups[row] != "" and number.face == number.wide)
    ] + list(capped.values())


def _sum(call: Call) -> Number:
    numbers = _addends(call)
    return Number(total(number.face for number in numbers), total(number.wide for number in numbers))


def _values(call: Call) -> list[Value]:
    cells = call.cells()
    if "by" in call.options:
        return [cell for _, cell in cells.in_order("by")]
    return [cell for _, cell in cells.there()]


def _top(call: Call) -> Ranking:
    numbers = call.cells().keyed("key")
    count = call.of_kind(call.node.args[1], "number").face.low
    if count != int(count) or not 1 <= count <= len(numbers):
        raise call.fault(f"between 1 and the {len(numbers)} rows left", f"{count:f}")
    # stable: two that are printed the same stay in the table's order
    ordered = sorted(numbers.items(), key=lambda item: -item[1].face.low)
    return Ranking(tuple(key for key, _ in ordered[: int(count)]), tuple(ordered))


def _rank(call: Call) -> Number:
    cells = call.cells()
    numbers, key = cells.keyed("key"), call.of_kind(call.options["of"], "text", "number")
    key = shown(key)
    if key not in numbers and cells.table not in LARGEST_ALONE:
        raise call.fault(f"one of {', '.join(numbers)}", f"no {key}")
    return rank_among(numbers.get(key), [number for name, number in numbers.items() if name != key])


def _ranked_share(call: Call) -> Number:
    """A share that a list of the largest prints; of one it does not print, 0 to the smallest printed."""
    if "hs_chapter" not in call.options:
        raise call.fault(RANKED_SHARE)
    key = call.of_kind(call.options["hs_chapter"], "text")
    others = {name: value for name, value in call.options.items() if name != "hs_chapter"}
    cells = replace(call, options=others).cells()
    if cells.table not in LARGEST_ALONE:
        raise call.fault(RANKED_SHARE)
    chapters = call.column(cells.table, "hs_chapter")
    numbers = cells.numbers()
    mine = [number for row, number in numbers if chapters[row] == key]
    ranks = [shown(rank) for rank in (call.column(cells.table, "rank")[row] for row in cells.rows)]
    if len(set(ranks)) < len(ranks) or len(mine) > 1:
        raise call.fault("filters that leave one list", f"{len(cells.rows)} rows")
    if mine:
        return mine[0]
    last = extreme([number for _, number in numbers], largest=False).wide
    return Number.between(Interval(Decimal(0), last.high, open_high=last.open_high))


def _steps(rises: bool) -> Callable:
    def run(call: Call) -> Value:
        cells = [cell for _, cell in call.cells().in_order("by")]
        numbers = [cell for cell in cells if isinstance(cell, Number)]
        if len(cells) < 2 or len(numbers) < len(cells):
            raise call.fault("two numbers at least", f"{len(cells)} cells", too_few=len(cells) < 2)
        return all_of(is_less(*(step if rises else step[::-1])) for step in pairwise(numbers))

    return run


def _before(call: Call) -> Value:
    values = call.arguments("number", "date")
    if len({kind_of(value) for value in values}) > 1:
        raise call.fault("dates alone, or numbers alone")
    return all_of(is_less(*pair) for pair in pairwise(values))


def _of_two(compute: Callable[..., Number], kind: str = "number") -> Callable:
    def run(call: Call) -> Number:
        one, other = call.arguments(kind)
        return arithmetic(call.place, call.node, lambda: compute(one, other))

    return run


def _printed(call: Call) -> Number:
    text = call.of_kind(call.node.args[0], "text")
    number = read_stated(text)
    if number is None:
        raise call.fault("a number as it is printed")
    return with_prints(number)


def _date(call: Call) -> Period:
    period = read_iso_date(call.of_kind(call.node.args[0], "text"))
    if period is None:
        raise call.fault("an ISO date, month or year that exists")
    return period


def _year(call: Call) -> Number:
    period = call.of_kind(call.node.args[0], "date")
    return Number.between(Interval(Decimal(period.first.year), Decimal(period.last.year)))


def _claim(call: Call) -> Value:
    name = call.node.args[0]
    if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
        raise call.fault('an id in quotes, claim("…")')
    try:
        return call.context.stated(name.value)
    except KeyError:
        raise call.fault("the id of a claim") from None


def _has(call: Call) -> Value:
    kind, label = call.arguments("text")
    texts, kinds, labels = (call.column(PARTS, column) for column in ("text", "kind", "label"))
    if kind not in kinds:
        raise call.fault(
            "one of " + ", ".join(sorted({shown(cell) for cell in kinds})), f"no part of kind {kind!r}"
        )
    return (call.source, kind, label) in set(zip(texts, kinds, labels, strict=True))


def _all_in(call: Call) -> Value:
    these, those = call.arguments("list")
    return all_of(is_among(item, those) for item in items(these))


def _same(call: Call) -> Value:
    these, those = call.arguments("list")
    return all_of(
        [*(is_among(item, those) for item in items(these)), *(is_among(item, these) for item in items(those))]
    )


def _extreme(largest: bool) -> Callable:
    def run(call: Call) -> Value:
        values = call.arguments("number", "date", "list")
        values = items(values[0]) if len(values) == 1 and kind_of(values[0]) == "list" else values
        kinds = {kind_of(value) for value in values}
        if kinds == {"number"}:
            return extreme(values, largest)
        if kinds == {"date"} and len({value.precision for value in values}) == 1:
            return (max if largest else min)(values, key=lambda period: period.first)
        raise call.fault("numbers, or dates of one precision", too_few=not values)

    return run


def _round(call: Call) -> Number:
    number, decimals = call.arguments("number")
    if decimals.face.low not in range(10):
        raise call.fault("between 0 and 9 decimals")
    return rounded_to(number, int(decimals.face.low))


@dataclass(frozen=True)
class Function:
    """How a call is written, how it runs, its arguments (least and most), whether it filters, and the options
    that it needs or takes."""

    usage: str
    run: Callable
    arguments: tuple[int, int] = (1, 1)
    filters: bool = False
    options: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


MANY = 99
RANKED_SHARE = 'ranked_share(chapter_shares.share_pct, flow="…", year=…, hs_chapter="…")'
FUNCTIONS = {
    "cell": Function("cell(table.column, key=value, …)", _cell, filters=True),
    "sum": Function("sum(table.column, key=value, …)", _sum, filters=True),
    "count": Function(
        "count(table.column, key=value, …)",
        lambda call: Number.exactly(len(call.cells().there())),
        filters=True,
    ),
    "distinct": Function(
        "distinct(table.column, key=value, …)",
        lambda call: Number.exactly(len({shown(cell) for _, cell in call.cells().there()})),
        filters=True,
    ),
    "values": Function(
        'values(table.column, by="column", key=value, …)', _values, filters=True, optional=("by",)
    ),
    "top": Function('top(table.column, n, key="column", …)', _top, (2, 2), True, ("key",)),
    "rank": Function(
        'rank(table.column, key="column", of="…", …)', _rank, filters=True, options=("key", "of")
    ),
    "ranked_share": Function(RANKED_SHARE, _ranked_share, filters=True),
    "rising": Function('rising(table.column, by="column", …)', _steps(True), filters=True, options=("by",)),
    "falling": Function(
        'falling(table.column, by="column", …)', _steps(False), filters=True, options=("by",)
    ),
    "before": Function("before(a, b, …)", _before, (2, MANY)),
    "share": Function("share(a, b)", _of_two(lambda one, other: HUNDRED * one / other), (2, 2)),
    "growth": Function("growth(a, b)", _of_two(lambda one, other: HUNDRED * (other / one) - HUNDRED), (2, 2)),
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
    "abs": Function("abs(a)", lambda call: abs(call.of_kind(call.node.args[0], "number"))),
    "round": Function("round(a, decimals)", _round, (2, 2)),
}
