"""Checks that a user adds: a function of one table, decorated with `check`, that yields what is wrong.

import crossfoot

@crossfoot.check
def shares_below_100(table):
    "No share exceeds 100%"
    for row, cells in enumerate(table.body):
        number = crossfoot.read_number(cells[2])
        if number and number.face.low > 100:
            yield crossfoot.Finding("a share above 100%", row, 2)
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crossfoot.documents.table import Table
from crossfoot.errors import InputError
from crossfoot.numbers.verdicts import CONTRADICTED, NOT_CHECKABLE, QUESTION, asked_of_picture, severity_of
from crossfoot.tables.grid import Check, Grid

MARK = "is_crossfoot_check"


@dataclass(frozen=True)
class Finding:
    """What is wrong, in words, and where: row and column of the table's body, from 0; None for all of it.

    question: it is one to the author, and contradicts nothing.
    """

    said: str
    row: int | None = None
    column: int | None = None
    question: bool = False


OwnCheck = Callable[[Table], Iterable[Finding]]


def check(function: OwnCheck) -> OwnCheck:
    """Marks a function as a check of its own: its name is the kind, its docstring why it ought to hold."""
    setattr(function, MARK, True)
    return function


def load_checks(path: str | Path) -> list[OwnCheck]:
    """The checks of a Python file, in its order. Raises InputError where it has none or does not run."""
    place = str(path)
    if not Path(path).is_file():
        raise InputError(place, "no such file", "a Python file with checks")
    spec = importlib.util.spec_from_file_location("own_checks", path)
    if spec is None or spec.loader is None:
        raise InputError(place, "no Python", "a Python file (.py) with checks")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise InputError(place, f"{type(error).__name__}: {error}", "a file that Python runs") from error
    found = [value for value in vars(module).values() if getattr(value, MARK, False)]
    if not found:
        raise InputError(place, "no check", "a function decorated with @crossfoot.check")
    return found


def own_findings(checks: Sequence[OwnCheck], table: Table) -> list[Check]:
    """What the checks find in a table, as records of the same form as all others.

    Raises InputError where a check fails or yields something else than a Finding of a cell that is there.
    """
    grid = Grid(table)
    return [_record(function, one, grid) for function in checks for one in _found(function, table)]


def _found(function: OwnCheck, table: Table) -> list[Finding]:
    place = f"check {function.__name__}, {table.title}"
    try:
        found = list(function(table) or ())
    except Exception as error:
        raise InputError(
            place, f"{type(error).__name__}: {error}", "a check that ends without one"
        ) from error
    for one in found:
        if not isinstance(one, Finding):
            raise InputError(place, repr(one)[:80], "crossfoot.Finding(…) for each that is wrong")
        if one.row not in (None, *range(len(table.body))) or one.column not in (
            None,
            *range(len(table.labels)),
        ):
            raise InputError(
                place, f"row {one.row}, column {one.column}", "a cell of the table, counted from 0"
            )
    return found


def _record(function: OwnCheck, one: Finding, grid: Grid) -> Check:
    table, judged = grid.table, NOT_CHECKABLE if one.question else CONTRADICTED
    at = None if one.row is None or one.column is None else (one.row, one.column)
    found = Check(
        check=function.__name__,
        table=grid.called,
        panel=table.panel,
        row=None if one.row is None else one.row + 1,
        column="" if one.column is None else grid.labels[one.column],
        line=table.first_line if one.row is None else table.body_lines[one.row],
        printed="" if at is None else table.body[at[0]][at[1]],
        low=None,
        high=None,
        earliest_on=None,
        latest_on=None,
        verdict=judged,
        severity=severity_of(judged, QUESTION),
        diagnosis=f"question: {one.said}" if one.question else one.said,
        inputs="",
        evidence=(function.__doc__ or "").strip().split("\n")[0],
        cells=frozenset() if at is None else frozenset({(grid.key, *at)}),
        position=-1 if one.column is None else one.column,
    )
    return replace(found, **asked_of_picture(found)) if table.is_seen else found
