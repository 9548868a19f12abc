"""Every check of every table, as one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from crossfoot.documents.table import Table
from crossfoot.errors import InputError
from crossfoot.numbers.grammar import Convention
from crossfoot.numbers.verdicts import asked_of_picture
from crossfoot.tables.additive import Place, check_structure
from crossfoot.tables.averages import check_averages
from crossfoot.tables.blame import settle_blame
from crossfoot.tables.code_columns import check_code_columns
from crossfoot.tables.columns import settle_tables
from crossfoot.tables.conversions import check_conversions
from crossfoot.tables.date_order import check_dates
from crossfoot.tables.differences import check_differences
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.hhi_columns import check_hhi
from crossfoot.tables.index_bases import check_indices
from crossfoot.tables.numbering import check_numbering
from crossfoot.tables.own_checks import OwnCheck, own_findings
from crossfoot.tables.period_growth import check_period_growth
from crossfoot.tables.products import check_products
from crossfoot.tables.rank_columns import check_rank_columns
from crossfoot.tables.ranked import check_cumulative, check_ranked
from crossfoot.tables.ratios import check_ratios
from crossfoot.tables.references import TABLE, check_references
from crossfoot.tables.regression_checks import check_estimates
from crossfoot.tables.regression_fit import check_fit
from crossfoot.tables.repeats import check_repeats
from crossfoot.tables.thresholds import check_thresholds
from crossfoot.tables.total_rows import check_total_rows
from crossfoot.tables.wholes import check_shares, check_wholes

if TYPE_CHECKING:
    import pandas as pd

# a number of money, or with thousands or decimals: no year and no number of a column
AMOUNT = re.compile(r"\(?(?:[$€£¥₹]\s?\(?\d[\d,.]*|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)\)?%?")
LOST_MINUS = re.compile(r"\b(?P<name>[A-Za-z]{3})\w* 2 (?P=name)")
INTERNAL = ("cells", "position", "of", "derived", "weight")
COLUMNS = [field.name for field in fields(Check) if field.name not in INTERNAL]


def check_tables(tables: list[Table], own: Sequence[OwnCheck] = ()) -> pd.DataFrame:
    """One row a check, tables in their order: check, table, panel, row, column, line, printed, low, high,
    earliest_on, latest_on, verdict, severity, diagnosis, inputs, evidence.

    tables: as extracted, uncorrected. row counts from 1 and is missing for a check of a whole column or
    table. own: further checks, as load_checks gives them; what they find follows.
    verdict: holds, within_rounding, contradicted or not_checkable; severity: error for what is contradicted,
    question for what the author alone can settle, note for what could not be checked, "" for what holds.
    """
    return as_frame([*Auditor()(tables), *(one for table in tables for one in own_findings(own, table))])


def checker(tables: list[Table]) -> Callable[[int, Table], list[Check]]:
    """The checks of a table that stands in a place (from 0) among `tables`, all others as they are."""
    document = settle_tables(tables)
    grids = [Grid(table, document) for table in tables]
    by_number = {grid.table.number: grid for grid in reversed(grids)}

    def check(place: int, table: Table) -> list[Check]:
        return _check(Grid(table, document), by_number)

    return check


class Auditor:
    """Checks lists of tables; what it has seen of a table it does not look at again.

    A table is known by identity, so it must not be changed in place between two calls.
    """

    def __init__(self) -> None:
        self._grids: dict[tuple[int, Convention | None], tuple[Table, Grid]] = {}
        self._found: dict[tuple[int, ...], list[Check]] = {}

    def __call__(self, tables: list[Table]) -> list[Check]:
        """All checks of all tables."""
        return [check for found in self.checks(tables) for check in found]

    def checks(self, tables: list[Table]) -> list[list[Check]]:
        """By table, in their order."""
        document = settle_tables(tables)
        grids = [self._grid(table, document) for table in tables]
        by_number = {grid.called: grid for grid in reversed(grids)}
        found = []
        for grid in grids:
            cited = sorted({id(by_number[number].table) for number in _cited(grid) if number in by_number})
            numbers = tuple(sorted(by_number))
            key = (id(grid), *cited, hash(numbers))
            if key not in self._found:
                self._found[key] = _check(grid, by_number)
            found.append(self._found[key])
        return found

    def _grid(self, table: Table, document: Convention | None) -> Grid:
        key = (id(table), document)
        if key not in self._grids:
            # the table is kept, so that its identity is not given to another
            self._grids[key] = (table, Grid(table, document))
        return self._grids[key][1]


def _cited(grid: Grid) -> set[str]:
    return {number for label in grid.labels for number in TABLE.findall(label)}


def _check(grid: Grid, others: dict[str, Grid]) -> list[Check]:
    ratios = check_ratios(grid)
    indices = check_indices(grid)
    quotients = {check.position for check in ratios if check.check != "share_of_total"}
    growth = check_period_growth(grid)
    # a rate that its two years give is no quotient of other columns
    grown = {_cell(check) for check in growth if check.holds}
    ratios = [check for check in ratios if check.holds or _cell(check) not in grown]
    structure, known = check_structure(grid, {check.position for check in (*ratios, *growth) if check.row})
    # columns that a formula or a sum explains
    explained = {
        check.position for check in (*ratios, *indices, *growth, *structure) if check.check != "total_row"
    }
    differences = check_differences(grid, explained, structure)
    found = [
        *check_numbering(grid),
        *structure,
        *_not_in(known, check_total_rows(grid, quotients)),
        *check_averages(grid),
        *check_shares(grid),
        *check_wholes(
            grid, {(row, column) for check in structure if check.holds for _, row, column in check.cells}
        ),
        *ratios,
        *growth,
        *differences,
        *check_conversions(grid, explained),
        *check_products(grid, explained | {check.position for check in differences}),
        *indices,
        *check_ranked(grid),
        *check_rank_columns(grid),
        *check_cumulative(grid),
        *check_hhi(grid),
        *check_dates(grid),
        *check_code_columns(grid),
        *check_estimates(grid),
        *check_fit(grid),
        *check_repeats(grid),
        *check_thresholds(grid, others),
        *check_references(grid, others),
    ]
    settled = settle_blame(grid, found)
    if grid.table.is_seen:
        settled = [replace(check, **asked_of_picture(check)) for check in settled]
    # rows above a table that lacks its head were read as another table, or as nothing; totals may add them
    if _lacks_head(grid):
        settled = [check for check in settled if check.check != "total_row" or not check.is_problem]
    if _lost_minus(grid):
        settled = [check for check in settled if check.check != "total_column" or not check.is_problem]
    return settled


def _lost_minus(grid: Grid) -> bool:
    """Whether a font's minus was read as a 2, so that differences have no sign: "NLSY97 2 NLSY79"."""
    return any(LOST_MINUS.search(label) for label in grid.labels) and not any(
        cell.amount.value < 0 for column in grid.columns for cell in column.numbers.values()
    )


def _lacks_head(grid: Grid) -> bool:
    """Whether the head of a table is a row of amounts, so that it begins before what was read of it."""
    last = [text.strip() for text in grid.table.header[-1]] if grid.table.header else []
    filled = [text for text in last[1:] if any(letter.isalnum() for letter in text)]
    return sum(bool(AMOUNT.fullmatch(text)) for text in filled) >= max(1, len(filled) / 2)


def _not_in(known: set[Place], labelled: list[Check]) -> list[Check]:
    """The checks by label of cells on which the structure of the table says nothing."""
    return [
        check
        for check in labelled
        if check.row is None or (check.check, check.row - 1, check.position) not in known
    ]


def _cell(check: Check) -> tuple[int, ...]:
    return (check.row - 1 if check.row else -1, check.position)


def as_frame(found: list[Check]) -> pd.DataFrame:
    # imported here: who checks a document needs no frame, and the import takes longer than the check
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise InputError(
            "crossfoot.check_tables", "no pandas", "pandas, in which the checks are given"
        ) from None

    rows = [{name: getattr(check, name) for name in COLUMNS} for check in found]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for name in ("low", "high"):
        frame[name] = frame[name].map(float, na_action="ignore").astype(float)
    for name in ("earliest_on", "latest_on"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.astype({"row": "Int64", "line": int})
