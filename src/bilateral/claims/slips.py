"""The simplest slip that explains a contradicted claim, found by asking its check again, a little changed."""

import ast
import copy
from collections.abc import Callable, Iterator
from itertools import pairwise

from bilateral.claims.calls import Study, name_of
from bilateral.claims.expressions import cells_of, evaluate, parse
from bilateral.claims.functions import FUNCTIONS, PARTS
from bilateral.claims.lookups import shown
from bilateral.claims.values import Value, is_less
from crossfoot import InputError, Number, Period, explain_misprint


def explain(
    check: str, place: str, source: str, stated: Value, fits: Callable[[Value], bool], study: Study
) -> str:
    """The slip in words, "" for none: another label, the step that breaks a trend, the same figure elsewhere
    in the column, a power of ten or digits exchanged, a stale count, a row too many or too few, a date off.

    check: what contradicts; source: the claim's text; stated: the value stated; fits: whether a value is what
    is stated.
    """
    tree = parse(check, place)
    value = evaluate(check, place, source, study)
    tries = [
        lambda: _other_label(tree, source, study, place),
        lambda: _broken_step(tree, place, source, study),
    ]
    if isinstance(value, Number) and isinstance(stated, Number):
        tries += [
            lambda: _elsewhere(tree, place, source, fits, study),
            lambda: _stale_count(tree, place, source, stated, study),
            lambda: explain_misprint(stated.wide, value.wide) if stated.face.low == stated.face.high else "",
            lambda: _rows_apart(tree, place, source, value, stated, study),
        ]
    elif isinstance(value, Period) and isinstance(stated, Period):
        tries += [lambda: _elsewhere(tree, place, source, fits, study), lambda: _shifted(stated, value)]
    elif not isinstance(value, bool):
        tries.append(lambda: _elsewhere(tree, place, source, fits, study))
    return next((slip for attempt in tries if (slip := attempt())), "")


def _calls(tree: ast.expr, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield node


def _other_label(tree: ast.expr, source: str, study: Study, place: str) -> str:
    """The one label of the text that differs from a missing one by a character."""
    texts, kinds, labels = (
        (study.tables.column(PARTS, column, place) for column in ("text", "kind", "label"))
        if PARTS in study.tables.frames
        else ([], [], [])
    )
    for call in _calls(tree, "has"):
        said = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        if len(said) != 2:
            continue
        kind, label = map(str, said)
        there = sorted(
            {
                shown(name)
                for text, of_kind, name in zip(texts, kinds, labels, strict=True)
                if (text, of_kind) == (source, kind)
            }
        )
        alike = [name for name in there if one_character_apart(name, label)]
        if label not in there and len(alike) == 1:
            return f"another label: {kind} {alike[0]} for {label}"
    return ""


def _broken_step(tree: ast.expr, place: str, source: str, study: Study) -> str:
    """The first step that goes the other way, of a check that is a trend."""
    if not (isinstance(tree, ast.Call) and name_of(tree) in ("rising", "falling")):
        return ""
    steps = cells_of(tree, place, source, study).in_order("by")
    for (key, one), (next_key, other) in pairwise(steps):
        if not (isinstance(one, Number) and isinstance(other, Number)):
            continue
        if (is_less(one, other) if name_of(tree) == "rising" else is_less(other, one)) is False:
            return f"not so from {shown(key)} ({shown(one)}) to {shown(next_key)} ({shown(other)})"
    return ""


def _elsewhere(tree: ast.expr, place: str, source: str, fits: Callable[[Value], bool], study: Study) -> str:
    """The one other value of a filter with which the check gives what is stated. Counts are small numbers
    that stand everywhere, and are left out."""
    if any(_calls(tree, "count", "distinct")):
        return ""
    tree = copy.deepcopy(tree)
    for call in _calls(tree, *(name for name, function in FUNCTIONS.items() if function.filters)):
        of = call.args[0]
        if not (isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name)):
            continue
        table = of.value.id
        for keyword in call.keywords:
            column = _column_of(call, keyword)
            if column is None or not isinstance(keyword.value, ast.Constant):
                continue
            own, said, found = keyword.value, str(keyword.value.value), []
            options = sorted(
                {
                    shown(cell): cell for cell in study.tables.column(table, column, place) if cell != ""
                }.items()
            )
            for label, cell in options:
                keyword.value = _literal(cell)
                if label != said and _fits(ast.unparse(tree), place, source, fits, study):
                    found.append(label)
            keyword.value = own
            if len(found) == 1:
                return f"the figure of {column} {found[0]}, not {said}"
    return ""


def _column_of(call: ast.Call, keyword: ast.keyword) -> str | None:
    """The column that a filter is about; of the option `of`, the column of keys."""
    function, name = FUNCTIONS[name_of(call)], keyword.arg
    if name == "of" and "of" in function.options:
        keys = [other.value for other in call.keywords if other.arg == "key"]
        return next((str(key.value) for key in keys if isinstance(key, ast.Constant)), None)
    return None if name is None or name in function.options + function.optional or "__" in name else name


def _literal(cell: Value) -> ast.expr:
    return ast.parse(shown(cell), mode="eval").body if isinstance(cell, Number) else ast.Constant(shown(cell))


def _fits(check: str, place: str, source: str, fits: Callable[[Value], bool], study: Study) -> bool:
    try:
        return fits(evaluate(check, place, source, study))
    except InputError:
        # a filter that leaves nothing explains nothing
        return False


def _stale_count(tree: ast.expr, place: str, source: str, stated: Number, study: Study) -> str:
    """The latest earlier date up to which the count of rows, or the highest number printed, is what is
    stated."""
    if not (isinstance(tree, ast.Call) and name_of(tree) == "count"):
        return ""
    cells = cells_of(tree, place, source, study)
    frame, rows = study.tables.frames[cells.table], [row for row, _ in cells.there()]
    columns = {str(column): study.tables.column(cells.table, str(column), place) for column in frame.columns}
    numbers = [name for name in columns if name.endswith("_no")]
    for name, column in columns.items():
        ends = {row: cell.last for row in rows if isinstance(cell := column[row], Period)}
        if len(ends) < len(rows):
            continue
        for day in sorted(set(ends.values()), reverse=True)[1:]:
            until = [row for row in rows if ends[row] <= day]
            if len(until) in stated.wide:
                return f"stale: {len(until)} rows by {name} {day.isoformat()}"
            for number in numbers:
                cells_until = [columns[number][row] for row in until]
                printed = [cell.face.high for cell in cells_until if isinstance(cell, Number)]
                if printed and max(printed) in stated.wide:
                    highest = f"the highest {number} by {name} {day.isoformat()} is {max(printed)}"
                    return f"stale: {highest}, of {len(until)} rows"
    return ""


def _rows_apart(tree: ast.expr, place: str, source: str, value: Number, stated: Number, study: Study) -> str:
    """One row too many or too few in a count or a sum; for a sum, which."""
    if not (isinstance(tree, ast.Call) and name_of(tree) in ("count", "sum")):
        return ""
    one = Number.exactly(1)
    if name_of(tree) == "count":
        if (value + one).wide.overlaps(stated.wide):
            return "one row too many"
        return "one row too few" if (value - one).wide.overlaps(stated.wide) else ""
    cells = cells_of(tree, place, source, study)
    labels = study.tables.column(cells.table, str(study.tables.frames[cells.table].columns[0]), place)
    numbers = [(row, cell) for row, cell in cells.there() if isinstance(cell, Number)]
    without = [row for row, cell in numbers if (value - cell).wide.overlaps(stated.wide)]
    beside = [
        row
        for row, cell in enumerate(cells.all_cells)
        if row not in cells.rows and isinstance(cell, Number) and (value + cell).wide.overlaps(stated.wide)
    ]
    if len(without) == 1:
        return (
            f"one row too few: without row {shown(labels[without[0]])} ({shown(cells.all_cells[without[0]])})"
        )
    return (
        f"one row too many: with row {shown(labels[beside[0]])} ({shown(cells.all_cells[beside[0]])})"
        if len(beside) == 1
        else ""
    )


def one_character_apart(one: str, other: str) -> bool:
    """Whether two labels are alike but for one character replaced, left out or put in."""
    if len(one) == len(other):
        return sum(mine != theirs for mine, theirs in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:place] + long[place + 1 :] == short for place in range(len(long))
    )


def _shifted(stated: Period, value: Period) -> str:
    """A day, month or year off, or a slip in the digits of the day."""
    early, late = stated.first, value.first
    if stated.precision == value.precision == "day":
        if abs((early - late).days) == 1:
            return "one day early" if early < late else "one day late"
        if (early.year, early.month) == (late.year, late.month) and f"{early.day:02d}" == f"{late.day:02d}"[
            ::-1
        ]:
            return f"two digits exchanged: {late.day} for {early.day}"
        if (early.year, early.month) == (late.year, late.month) and one_character_apart(
            f"{early.day:02d}", f"{late.day:02d}"
        ):
            return f"one digit: {late.day} for {early.day}"
    same_day = early.day == late.day or "day" not in (stated.precision, value.precision)
    if same_day and early.month == late.month and "year" not in (stated.precision, value.precision):
        return f"another year: {late.year} for {early.year}"
    if same_day and early.year == late.year:
        return f"another month: {late.year}-{late.month:02d} for {early.year}-{early.month:02d}"
    return ""
