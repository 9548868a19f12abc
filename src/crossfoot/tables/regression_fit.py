"""What must hold under the estimates of a regression table: R², adjusted R² and observations."""

from __future__ import annotations

import re
from itertools import pairwise

from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.regressions import FIT_ROW, N_ROW, R_SQUARED, Regressions
from crossfoot.tables.significance import STARS

PLAIN = re.compile(rf"^\W*\(?{R_SQUARED}\)?\W*$", re.IGNORECASE)
ADJUSTED = re.compile(
    rf"^\W*(?:adj(?:usted|\.)?[-\s]*\(?{R_SQUARED}|{R_SQUARED}[,\s]*\(?adj\w*\.?)\)?\W*$", re.IGNORECASE
)
BARE = re.compile(r"^\W*r2\W*$", re.IGNORECASE)
# labels that number a column and say no more
NUMBERED = re.compile(
    r"^(?:model|spec(?:ification)?\.?|column|eq(?:uation)?\.?)?\s*[(\[]?(?:\d{1,2}|[ivx]{1,4}|[a-h])[)\]]?$",
    re.IGNORECASE,
)
GROWN = "why has this column more observations than the one before it, with all its variables and more?"


def check_fit(grid: Grid) -> list[Check]:
    """R² is at most 1 and no less than the adjusted; observations are no more where controls are added."""
    rows = _rows(grid, FIT_ROW)
    # "R2" may be a row after R1
    if not rows or (
        all(BARE.match(grid.first_label(row)) for row in rows) and not Regressions(grid).estimates
    ):
        return []
    return [*_at_most_one(grid), *_adjusted(grid), *_observations(grid)]


def _rows(grid: Grid, form: re.Pattern) -> list[int]:
    return [row for row in range(len(grid.roles)) if form.match(grid.first_label(row))]


def _cells(grid: Grid, row: int) -> dict[int, Cell]:
    """The numbers of a row by column."""
    cells = {}
    for place, text in enumerate(grid.table.body[row]):
        number = grid.read(text.strip().translate(STARS), place) if place and text.strip() else None
        if number and number.is_plain and not number.bound:
            cells[place] = Cell(row, place, text.strip(), number)
    return cells


def _at_most_one(grid: Grid) -> list[Check]:
    cells = [cell for row in _rows(grid, FIT_ROW) for cell in _cells(grid, row).values()]
    # in percent
    if any(cell.amount.unit or "%" in grid.first_label(cell.row) for cell in cells):
        return []
    over = [cell for cell in cells if cell.interval.low > 1]
    within = [cell for cell in cells if 0 <= cell.amount.value <= 1 and cell.amount.decimals]
    if not over:
        return [grid.record("r_squared", None, HOLDS, inputs=f"{len(within)} values of R²")] if within else []
    if len(within) < 2 * len(over):
        return [grid.question("r_squared", over[0], "is this R² in percent? It exceeds 1")]
    about: About = {
        "evidence": f"{len(within)} other values lie between 0 and 1",
        "diagnosis": "no R² exceeds 1",
    }
    return [grid.record("r_squared", cell, CONTRADICTED, **about) for cell in over]


def _adjusted(grid: Grid) -> list[Check]:
    """The adjusted R² next to a plain one, pair by pair."""
    plain, adjusted = _rows(grid, PLAIN), _rows(grid, ADJUSTED)
    if len(plain) != len(adjusted):
        return []
    rows = list(zip(plain, adjusted, strict=True))
    if any(abs(one - other) > 3 for one, other in rows):
        return []
    both = [(_cells(grid, one), _cells(grid, other)) for one, other in rows]
    pairs = [(cells[place], others[place]) for cells, others in both for place in cells if place in others]
    wrong = [(r, adj) for r, adj in pairs if r.interval.is_below(adj.interval)]
    if len(pairs) > 1 and 2 * len(wrong) > len(pairs):
        # where most are, the rows may have each other's labels
        words = "are R² and adjusted R² exchanged?"
        return [grid.question("adjusted_r_squared", wrong[0][1], words, cells=[wrong[0][0]])]
    found = []
    if len(pairs) > len(wrong):
        found.append(grid.record("adjusted_r_squared", None, HOLDS, inputs=f"{len(pairs)} pairs"))
    for r, adj in wrong:
        words = f"exceeds the R² of {r.text}"
        found.append(grid.record("adjusted_r_squared", adj, CONTRADICTED, cells=[r], diagnosis=words))
    return found


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
        # a column can come back to the observations of an earlier one
        most = max(count for place, count in counts.items() if place < after)
        if not rows[before] or not rows[before] < rows[after] or counts[after] <= most:
            continue
        if not all(NUMBERED.match(_own_label(grid, place)) for place in (before, after)):
            continue
        cells = _cells(grid, _rows(grid, N_ROW)[0])
        if after in cells and before in cells:
            found.append(grid.question("observations", cells[after], GROWN, cells=[cells[before]]))
    return found


def _own_label(grid: Grid, place: int) -> str:
    """What the head of a column says that not all heads say."""
    heads = [
        row[place].strip()
        for row in grid.table.header
        if len({cell.strip() for cell in row[1:] if cell.strip()}) > 1
    ]
    return " ".join(head for head in heads if head)
