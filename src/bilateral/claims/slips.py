"""The simplest slip that explains a contradicted claim, found by asking its check again, a little changed."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bilateral.claims.calls import Cells, Context, name_of
from bilateral.claims.expressions import cells_of, evaluate, parse
from bilateral.claims.functions import FUNCTIONS, PARTS
from bilateral.claims.lookups import Cell, shown
from bilateral.claims.values import Value, is_less
from crossfoot import InputError, Number, Period, explain_misprint


@dataclass(frozen=True)
class Contradicted:
    """A check that contradicts what is stated. place: names the claim in errors; source: the claim's text;
    fits: whether a value is what is stated; value: what the check gives."""

    tree: ast.expr
    place: str
    source: str
    stated: Any
    fits: Callable[[Value], bool]
    context: Context
    value: Any

    def column(self, table: str, column: str) -> list[Cell]:
        return self.context.tables.column(table, column, self.place)

    def cells(self, *functions: str) -> Cells | None:
        """The cells of a check that is one call of these functions, and nothing else."""
        if isinstance(self.tree, ast.Call) and name_of(self.tree) in functions:
            return cells_of(self.tree, self.place, self.source, self.context)
        return None


def explain(
    check: str, place: str, source: str, stated: Value, fits: Callable[[Value], bool], context: Context
) -> str:
    """The slip in words, "" for none: another label, the step that breaks a trend, the same figure elsewhere
    in the column, a power of ten or digits exchanged, a stale count, a row too many or too few, a date off.

    check: what contradicts; the rest as in Contradicted.
    """
    value = evaluate(check, place, source, context)
    found = Contradicted(parse(check, place), place, source, stated, fits, context, value)
    tries = [_other_label, _broken_step]
    if isinstance(value, Number) and isinstance(stated, Number):
        tries += [_elsewhere, _stale_count, _misprint, _rows_apart]
    elif isinstance(value, Period) and isinstance(stated, Period):
        tries += [_elsewhere, _shifted]
    elif not isinstance(value, bool):
        tries.append(_elsewhere)
    return next((slip for attempt in tries if (slip := attempt(found))), "")


def _misprint(found: Contradicted) -> str:
    is_point = found.stated.face.low == found.stated.face.high
    return explain_misprint(found.stated.wide, found.value.wide) if is_point else ""


def _calls(tree: ast.expr, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield node


def _other_label(found: Contradicted) -> str:
    """The one label of the text that differs from a missing one by a character."""
    texts, kinds, labels = (
        (found.column(PARTS, column) for column in ("text", "kind", "label"))
        if PARTS in found.context.tables.frames
        else ([], [], [])
    )
    for call in _calls(found.tree, "has"):
        said = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        if len(said) != 2:
            continue
        kind, label = map(str, said)
        there = sorted(
            {
                shown(name)
                for text, of_kind, name in zip(texts, kinds, labels, strict=True)
                if (text, of_kind) == (found.source, kind)
            }
        )
        alike = [name for name in there if one_character_apart(name, label)]
        if label not in there and len(alike) == 1:
            return f"another label: {kind} {alike[0]} for {label}"
    return ""


def _broken_step(found: Contradicted) -> str:
    """The first step that goes the other way, of a check that is a trend."""
    cells = found.cells("rising", "falling")
    for (key, one), (next_key, other) in pairwise(cells.in_order("by") if cells else []):
        if not (isinstance(one, Number) and isinstance(other, Number)):
            continue
        rises = name_of(found.tree) == "rising"
        if (is_less(one, other) if rises else is_less(other, one)) is False:
            return f"not so from {shown(key)} ({shown(one)}) to {shown(next_key)} ({shown(other)})"
    return ""


def _elsewhere(found: Contradicted) -> str:
    """The one other value of a filter with which the check gives what is stated. Counts are small numbers
    that stand everywhere, and are left out."""
    if any(_calls(found.tree, "count", "distinct")):
        return ""
    tree = copy.deepcopy(found.tree)
    for call in _calls(tree, *(name for name, function in FUNCTIONS.items() if function.filters)):
        of = call.args[0]
        if not (isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name)):
            continue
        for keyword in call.keywords:
            column = _column_of(call, keyword)
            if column is None or not isinstance(keyword.value, ast.Constant):
                continue
            own, said, fitting = keyword.value, str(keyword.value.value), []
            cells = {shown(cell): cell for cell in found.column(of.value.id, column) if cell != ""}
            for label, cell in sorted(cells.items()):
                number = isinstance(cell, Number)
                keyword.value = ast.parse(label, mode="eval").body if number else ast.Constant(label)
                if label != said and _fits(ast.unparse(tree), found):
                    fitting.append(label)
            keyword.value = own
            if len(fitting) == 1:
                return f"the figure of {column} {fitting[0]}, not {said}"
    return ""


def _column_of(call: ast.Call, keyword: ast.keyword) -> str | None:
    """The column that a filter is about; of the option `of`, the column of keys."""
    function, name = FUNCTIONS[name_of(call)], keyword.arg
    if name == "of" and "of" in function.options:
        keys = [other.value for other in call.keywords if other.arg == "key"]
        return next((str(key.value) for key in keys if isinstance(key, ast.Constant)), None)
    return None if name is None or name in function.options + function.optional or "__" in name else name


def _fits(check: str, found: Contradicted) -> bool:
    try:
        return found.fits(evaluate(check, found.place, found.source, found.context))
    except InputError:
        # a filter that leaves nothing explains nothing
        return False


def _stale_count(found: Contradicted) -> str:
    """The latest earlier date up to which the count of rows, or the highest number printed, is what is
    stated."""
    cells = found.cells("count")
    if cells is None:
        return ""
    stated, rows = found.stated.wide, [row for row, _ in cells.there()]
    names = map(str, found.context.tables.frames[cells.table].columns)
    columns = {name: found.column(cells.table, name) for name in names}
    numbers = [name for name in columns if name.endswith("_no")]
    for name, column in columns.items():
        ends = {row: cell.last for row in rows if isinstance(cell := column[row], Period)}
        if len(ends) < len(rows):
            continue
        for day in sorted(set(ends.values()), reverse=True)[1:]:
            until = [row for row in rows if ends[row] <= day]
            if len(until) in stated:
                return f"stale: {len(until)} rows by {name} {day.isoformat()}"
            for number in numbers:
                cells_until = [columns[number][row] for row in until]
                printed = [cell.face.high for cell in cells_until if isinstance(cell, Number)]
                if printed and max(printed) in stated:
                    highest = f"the highest {number} by {name} {day.isoformat()} is {max(printed)}"
                    return f"stale: {highest}, of {len(until)} rows"
    return ""


def _rows_apart(found: Contradicted) -> str:
    """One row too many or too few in a count or a sum; for a sum, which."""
    cells, value, stated = found.cells("count", "sum"), found.value, found.stated.wide
    if cells is None:
        return ""
    one = Number.exactly(1)
    if name_of(found.tree) == "count":
        if (value + one).wide.overlaps(stated):
            return "one row too many"
        return "one row too few" if (value - one).wide.overlaps(stated) else ""
    first = str(found.context.tables.frames[cells.table].columns[0])
    labels = found.column(cells.table, first)
    numbers = [(row, cell) for row, cell in enumerate(cells.all_cells) if isinstance(cell, Number)]
    without = [row for row, cell in numbers if row in cells.rows and (value - cell).wide.overlaps(stated)]
    beside = [row for row, cell in numbers if row not in cells.rows and (value + cell).wide.overlaps(stated)]
    for rows, said in ((without, "few: without"), (beside, "many: with")):
        if len(rows) == 1:
            return f"one row too {said} row {shown(labels[rows[0]])} ({shown(cells.all_cells[rows[0]])})"
    return ""


def one_character_apart(one: str, other: str) -> bool:
    """Whether two labels are alike but for one character replaced, left out or put in."""
    if len(one) == len(other):
        return sum(mine != theirs for mine, theirs in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:place] + long[place + 1 :] == short for place in range(len(long))
    )


def _shifted(found: Contradicted) -> str:
    """A day, month or year off, or a slip in the digits of the day."""
    stated, value = found.stated, found.value
    early, late = stated.first, value.first
    if stated.precision == value.precision == "day":
        if abs((early - late).days) == 1:
            return "one day early" if early < late else "one day late"
        one, other = f"{early.day:02d}", f"{late.day:02d}"
        same_month = (early.year, early.month) == (late.year, late.month)
        if same_month and one == other[::-1]:
            return f"two digits exchanged: {late.day} for {early.day}"
        if same_month and one_character_apart(one, other):
            return f"one digit: {late.day} for {early.day}"
    same_day = early.day == late.day or "day" not in (stated.precision, value.precision)
    if same_day and early.month == late.month and "year" not in (stated.precision, value.precision):
        return f"another year: {late.year} for {early.year}"
    if same_day and early.year == late.year:
        return f"another month: {late.year}-{late.month:02d} for {early.year}-{early.month:02d}"
    return ""
