"""The checks of a document that was read, as plain records."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import partial

from crossfoot.documents.document import Document
from crossfoot.documents.table import Table
from crossfoot.numbers.grammar import Convention
from crossfoot.numbers.verdicts import said_of
from crossfoot.prose.cited_works import check_cited_works
from crossfoot.prose.marks import find_marks
from crossfoot.prose.statement import COLUMNS as STATEMENT_COLUMNS
from crossfoot.prose.statement import Statement
from crossfoot.prose.statements import find_statements
from crossfoot.tables.checks import COLUMNS as CHECK_COLUMNS
from crossfoot.tables.checks import checker
from crossfoot.tables.columns import settle_tables
from crossfoot.tables.confidence import cell_states, confidence_of
from crossfoot.tables.doubts import Doubt, find_doubts
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.joint import check_joint

# formats that hold the text of each cell; from a page, cells are read off where they stand
AS_TEXT = frozenset({"text", "markdown", "html", "docx"})
MARKS = re.compile(r"[*†‡§]+")
# of a bound that comes from a division
DECIMALS = 9
FINEST = Decimal(1).scaleb(-DECIMALS)


def check_reading(
    reading: Document,
    say: Callable[[dict], None],
    in_time: Callable[[Callable[[], list]], list] = lambda work: work(),
) -> None:
    """Hands on one record for each table, then one {"statements", "marks", "failed"}.

    statements: None where the prose could not be checked. marks: as `find_marks`. failed: [place, why] of
    what else could not be checked.

    Of a table: {"table", "checks", "doubts", "states", "confidence", "unsearched"}, or {"table", "why"} where
    it cannot be checked. table: its place, from 0. checks: as check_tables, with `cells` as [row, column]
    from 0 and `position`, the column of the printed value. doubts: cells, kind, why, grounded, alone,
    decided, and `settles`, places in checks. states: [row, column, state]. unsearched: why other readings
    were not looked for, or "". unread: [label, cells] of each column of numbers with cells that are none.
    in_time: does a piece of work, or raises TimeoutError, whose words say what it had.
    """
    failed = _check_tables(reading, say, in_time)
    found: list[Statement] | None = None
    works: list[Statement] = []
    try:
        found = find_statements(reading.prose, reading.tables, in_time)
        works = in_time(lambda: check_cited_works(reading.prose))
    except Exception as error:
        failed.append(["the prose" if found is None else "the works cited", f"read, and {said_of(error)}"])
    statements = [
        {name: _plain(getattr(one, name)) for name in STATEMENT_COLUMNS} for one in [*(found or []), *works]
    ]
    marks = find_marks(reading.prose, found or [])
    say({"statements": None if found is None else statements, "marks": marks, "failed": failed})


def _check_tables(
    reading: Document, say: Callable[[dict], None], in_time: Callable[[Callable[[], list]], list]
) -> list[list[str]]:
    """Hands on the record of each table; gives what could not be checked beside them. A table of a form that
    no check foresees, or that takes too long, is named and takes nothing else down."""
    explained = {
        (passage.page, match[0]) for passage in reading.prose if (match := MARKS.match(passage.text))
    }
    as_text, failed, joint = reading.kind in AS_TEXT, [], [[] for _ in reading.tables]  # type: ignore[var-annotated]
    try:
        check, document = checker(reading.tables), settle_tables(reading.tables)
    except Exception as error:
        for place in range(len(reading.tables)):
            say({"table": place, "why": said_of(error)})
        return failed
    try:
        joint = in_time(lambda: check_joint([Grid(table, document) for table in reading.tables]))
    except Exception as error:
        failed.append(["what two tables print of one quantity", f"not compared: {said_of(error)}"])
    for place, table in enumerate(reading.tables):
        try:
            unexplained = partial(_unexplained, partial(check, place), explained)
            about = _audited(table, unexplained, as_text, in_time, document, joint[place])
        except Exception as error:
            about = {"why": said_of(error)}
        say({"table": place, **about})
    return failed


def _unexplained(
    check: Callable[[Table], list[Check]], marks: set[tuple[int | None, str]], table: Table
) -> list[Check]:
    """The checks of a table, without questions on marks whose note stands at the foot of the page, or of a
    document without pages."""
    return [
        one
        for one in check(table)
        if one.check != "footnote"
        or not one.is_problem
        or not {(None, one.printed.split()[0]), (one.line, one.printed.split()[0])} & marks
    ]


def _audited(
    table: Table,
    check: Callable[[Table], list[Check]],
    as_text: bool,
    in_time: Callable[[Callable[[], list]], list],
    document: Convention | None,
    joint: list[Check],
) -> dict:
    """joint: what other tables say of its numbers."""
    grid, checks = Grid(table), in_time(lambda: check(table))
    unsearched, doubts = "", []
    try:
        doubts = in_time(lambda: find_doubts(table, checks, check, as_text, document))
    except Exception as error:
        unsearched = said_of(error).replace("the check", "the search")
    # what stands in another table is no other reading of a cell
    checks = [*checks, *joint]
    confidence = confidence_of(table, checks, doubts, as_text, document)
    return {
        "checks": [check_record(check, grid) for check in checks],
        "doubts": [_doubt_record(doubt, checks) for doubt in doubts],
        "states": [
            [row, column, state] for (row, column), state in sorted(cell_states(grid, checks, doubts).items())
        ],
        "confidence": {name: value for name, value in asdict(confidence).items() if name != "score"}
        | {"score_pct": None if confidence.score is None else round(100 * confidence.score)},
        "unsearched": unsearched,
        "unread": [
            [grid.labels[column.position], [column.cells[row].text for row in column.unread]]
            for column in grid.columns
            if column.unread
        ],
    }


def check_record(check: Check, grid: Grid) -> dict:
    """A check as plain values."""
    own = sorted([row, column] for table, row, column in check.cells if table == grid.key and row >= 0)
    return {name: _plain(getattr(check, name)) for name in CHECK_COLUMNS} | {
        "cells": own,
        "position": check.position,
    }


def _doubt_record(doubt: Doubt, checks: list[Check]) -> dict:
    names = ("kind", "why", "grounded", "alone", "decided")
    return {name: getattr(doubt, name) for name in names} | {
        "cells": [list(cell) for cell in doubt.cells],
        "settles": [place for place, check in enumerate(checks) if check in doubt.settles],
    }


def _plain(value: object) -> object:
    """Decimals as short text, days as ISO text."""
    if isinstance(value, Decimal):
        text = f"{value.quantize(FINEST) if -int(value.as_tuple().exponent) > DECIMALS else value:f}"
        return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
    return value.isoformat() if isinstance(value, date) else value
