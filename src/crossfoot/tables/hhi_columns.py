"""An HHI beside, or below, all the shares that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.tables.columns import Cell, Implied
from crossfoot.tables.grid import TOTAL, About, Check, Grid
from crossfoot.tables.ranked import RANK, REST

HHI = re.compile(r"\bHHI\b|\bherfindahl", re.IGNORECASE)
# a supplier and its share in one cell: "Chile (46.2)"
NAMED_SHARE = re.compile(r"[^\W\d][^()]*\((?P<share>\d{1,3}(?:[.,]\d+)?)\s?%?\)")
HUNDRED = Interval.exactly(100)


@dataclass(frozen=True)
class Shares:
    """The shares of one whole, and what is printed as their HHI. rest: of several that are not named."""

    hhi: Cell
    cells: list[Cell]
    rest: list[Cell]

    def implied(self, counts_rest: bool) -> Implied:
        """The HHI; counts_rest: with the rest as one more, else as many that are too small to count."""
        cells = [*self.cells, *(self.rest if counts_rest else [])]
        scale = Interval.exactly(1 if self.hhi.face.high > 1 else Decimal("0.0001"))
        formula = partial(_scaled, scale)
        faces, wide = [cell.face for cell in cells], [cell.interval for cell in cells]
        return Implied(cells, formula(faces), formula(wide), formula)


def _scaled(scale: Interval, values: Sequence[Interval]) -> Interval:
    return total(_square(value) for value in values) * scale


def _square(share: Interval) -> Interval:
    low = max(share.low, Decimal(0))
    return Interval(low * low, share.high * share.high)


def check_hhi(grid: Grid) -> list[Check]:
    """Each HHI whose shares the table prints in full: an error where two others or more fit, or a misprint
    explains it."""
    found: list[Check] = []
    for entries in (_by_column(grid), _by_row(grid)):
        complete = [
            one for one in entries if total(c.interval for c in [*one.cells, *one.rest]).overlaps(HUNDRED)
        ]
        if not complete:
            continue
        fits = {counts: sum(_fits(one, counts) for one in complete) for counts in (True, False)}
        counts_rest = fits[True] >= fits[False]
        evidence = f"the shares add up to 100; the HHI of {fits[counts_rest]} of {len(complete)} is theirs"
        for one in complete:
            implied = one.implied(counts_rest)
            explain = partial(explain_misprint, one.hhi.interval, implied.feasible)
            words = f"squares of {len(implied.cells)} shares"
            check = grid.compare("hhi", one.hhi, implied, words, evidence, explain)
            if check.verdict == CONTRADICTED and fits[counts_rest] < 2 + (not check.diagnosis):
                about: About = {"low": check.low, "high": check.high, "inputs": words, "evidence": evidence}
                asked = "are the shares complete?" if one.rest or not fits[counts_rest] else "others are"
                check = grid.question("hhi", one.hhi, asked, cells=implied.cells, **about)
            found.append(check)
    return found


def _fits(shares: Shares, counts_rest: bool) -> bool:
    return shares.implied(counts_rest).feasible.overlaps(shares.hhi.interval)


def _by_column(grid: Grid) -> Iterator[Shares]:
    for column in grid.columns:
        if not HHI.search(column.label):
            continue
        labels = {
            place: label
            for place, label in enumerate(grid.labels)
            if place not in (0, column.position)
            and not any(kind.search(label) for kind in (TOTAL, HHI, RANK))
        }
        for row, hhi in column.numbers.items():
            printed = {place: cell for place in labels if (cell := _share(grid, row, place))}
            rest = [cell for place, cell in printed.items() if REST.search(labels[place])]
            yield from _shares(hhi, list(printed.values()), rest)


def _by_row(grid: Grid) -> Iterator[Shares]:
    if any(RANK.match(label) for label in grid.labels):
        return
    for row in range(len(grid.roles)):
        if not HHI.search(grid.first_label(row)):
            continue
        for column in grid.columns:
            cells = [column.numbers[other] for other in grid.items if other in column.numbers]
            rest = [cell for cell in cells if REST.search(grid.first_label(cell.row))]
            if row in column.numbers:
                yield from _shares(column.numbers[row], cells, rest)


def _shares(hhi: Cell, cells: list[Cell], rest: list[Cell]) -> Iterator[Shares]:
    if len(cells) > 1 and all(cell.face.low >= 0 and cell.face.high <= 100 for cell in cells):
        yield Shares(hhi, [cell for cell in cells if cell not in rest], rest)


def _share(grid: Grid, row: int, place: int) -> Cell | None:
    """The share that a cell prints, alone or behind a name."""
    text = grid.table.body[row][place].strip()
    match = NAMED_SHARE.fullmatch(text)
    number = grid.read(match["share"], place) if match else None
    return Cell(row, place, text, number) if number else grid.number_at((row, place))
