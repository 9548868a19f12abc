"""What must hold under the estimates of a regression table: R², adjusted R² and observations."""

from __future__ import annotations

import re
from itertools import pairwise

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.regressions import FIT_ROW, N_ROW, Regressions
from crossfoot.tables.significance import STARS

PLAIN = re.compile(r"^\W*\(?r(?:[-\s]?sq\w*\.?|[-\s]?2|²|\^2)\)?\W*$", re.IGNORECASE)
ADJUSTED = re.compile(
    r"^\W*(?:adj(?:usted|\.)?[-\s]*\(?r(?:[-\s]?sq\w*\.?|[-\s]?2|²|\^2)|r(?:[-\s]?sq\w*\.?|[-\s]?2|²|\^2)[,\s]*\(?adj\w*\.?)\)?\W*$",
    re.IGNORECASE,
)  # fmt: skip
PSEUDO = re.compile(r"\bpseudo|\bmcfadden|\bcount\b", re.IGNORECASE)
# labels that number a column and say no more
NUMBERED = re.compile(r"^(?:model|spec(?:ification)?\.?|column|eq(?:uation)?\.?)?\s*[(\[]?(?:\d{1,2}|[ivx]{1,4}|[a-h])[)\]]?$", re.IGNORECASE)  # fmt: skip


def check_fit(grid: Grid) -> list[Check]:
    """R² is at most 1 and no less than the adjusted; observations are no more where controls are added."""
    if not any(FIT_ROW.match(grid.first_label(row)) for row in range(len(grid.roles))):
        return []
    return [*_at_most_one(grid), *_adjusted(grid), *_observations(grid)]


def _cells(grid: Grid, row: int) -> dict[int, Cell]:
    """The numbers of a row by column."""
    cells = {}
    for place, text in enumerate(grid.table.body[row]):
        number = grid.read(text.strip().translate(STARS), place) if place and text.strip() else None
        if number and number.is_plain and not number.bound:
            cells[place] = Cell(row, place, text.strip(), number)
    return cells


def _at_most_one(grid: Grid) -> list[Check]:
    rows = [row for row in range(len(grid.roles)) if FIT_ROW.match(grid.first_label(row))]
    by_row = {row: list(_cells(grid, row).values()) for row in rows}
    cells = [cell for found in by_row.values() for cell in found]
    # in percent, or not R² at all
    if not cells or any(cell.amount.unit or "%" in grid.first_label(cell.row) for cell in cells):
        return []
    over = [cell for cell in cells if cell.interval.low > 1]
    within = [cell for cell in cells if 0 <= cell.amount.value <= 1 and cell.amount.decimals]
    # whole numbers beside decimals are percent, or of another row; a decimal point may be lost
    if not over:
        return [grid.record("r_squared", None, HOLDS, inputs=f"{len(within)} values of R²")] if within else []
    if len(within) < 2 * len(over):
        return [grid.question("r_squared", cell, "is this R² in percent? It exceeds 1") for cell in over[:1]]
    evidence = f"{len(within)} other values lie between 0 and 1"
    return [
        grid.record("r_squared", cell, CONTRADICTED, evidence=evidence, diagnosis="no R² exceeds 1")
        for cell in over
    ]


def _adjusted(grid: Grid) -> list[Check]:
    """The adjusted R² next to a plain one, pair by pair."""
    plain = [row for row in range(len(grid.roles)) if PLAIN.match(grid.first_label(row))]
    adjusted = [row for row in range(len(grid.roles)) if ADJUSTED.match(grid.first_label(row))]
    if len(plain) != len(adjusted) or any(
        abs(one - other) > 3 for one, other in zip(plain, adjusted, strict=True)
    ):
        return []
    pairs = [
        (cells[place], others[place])
        for cells, others in (
            (_cells(grid, one), _cells(grid, other)) for one, other in zip(plain, adjusted, strict=True)
        )
        for place in cells
        if place in others
    ]
    wrong = [(r, adj) for r, adj in pairs if r.interval.is_below(adj.interval)]
    # where all are, the rows have each other's labels
    if len(pairs) > 1 and 2 * len(wrong) > len(pairs):
        return [
            grid.question(
                "adjusted_r_squared", wrong[0][1], "are R² and adjusted R² exchanged?", cells=[wrong[0][0]]
            )
        ]
    found = (
        [grid.record("adjusted_r_squared", None, HOLDS, inputs=f"{len(pairs)} pairs")]
        if len(pairs) > len(wrong)
        else []
    )
    return found + [
        grid.record("adjusted_r_squared", adj, CONTRADICTED, cells=[r], diagnosis=f"exceeds the R² of {r.text}")
        for r, adj in wrong
    ]  # fmt: skip


def _observations(grid: Grid) -> list[Check]:
    """A column that has all the coefficients of the one before it, and more, has no more observations."""
    regressions = Regressions(grid)
    counts = regressions.observations
    rows = {
        place: {estimate.cell.row for estimate in regressions.estimates if estimate.cell.column == place}
        for place in counts
    }
    found = []
    for before, after in pairwise(sorted(counts)):
        if not rows[before] or not rows[before] < rows[after] or counts[after] <= counts[before]:
            continue
        if not all(NUMBERED.match(_own_label(grid, place)) for place in (before, after)):
            continue
        row = next(row for row in range(len(grid.roles)) if N_ROW.match(grid.first_label(row)))
        cells = _cells(grid, row)
        if after in cells and before in cells:
            words = "why has this column more observations than the one before it, with all its variables and more?"
            found.append(grid.question("observations", cells[after], words, cells=[cells[before]]))
    return found


def _own_label(grid: Grid, place: int) -> str:
    """What the head of a column says that not all heads say."""
    heads = [
        row[place].strip()
        for row in grid.table.header
        if len({cell.strip() for cell in row[1:] if cell.strip()}) > 1
    ]
    return " ".join(head for head in heads if head)
