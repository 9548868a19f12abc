"""Lists by rank: shares that fall, joint shares of the largest, cumulative shares and the HHI below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from crossfoot.numbers.concentration import explain_measure, implied_measures
from crossfoot.numbers.hs_codes import HS_CHAPTERS, read_hs_chapter
from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_other_year
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, WITHIN_ROUNDING
from crossfoot.tables.columns import Cell, Column, Implied, sum_of
from crossfoot.tables.grid import About, Check, Grid
from crossfoot.tables.rules import Rows, Rule, checked, most

TOP = re.compile(r"^(?:cumulative\s+)?(?:top|cr)\s?-?(?P<count>\d+)\b", re.IGNORECASE)
HHI = re.compile(r"^(?:hhi|herfindahl)", re.IGNORECASE)
RANK = re.compile(r"^rank", re.IGNORECASE)
REST = re.compile(r"^(?:all )?others?\b|\b(?:rest|remainder|remaining)\b|\bnot specified\b", re.IGNORECASE)
TOP_CAPTION = re.compile(r"\b(?:top|largest|leading)\b", re.IGNORECASE)
CUMULATIVE = re.compile(
    r"\b(?:cumulat|cum\.|running|accumulated|carried forward|to date\b|outstanding\b|stock\b)", re.IGNORECASE
)
# 98 and 99 are for national use; 00 is what is not allocated
HS_CLASSES = len(HS_CHAPTERS - {"98", "99"})


def check_ranked(grid: Grid) -> list[Check]:
    """Falling order down the ranks, and in every group of columns the measures printed below."""
    found = []
    ranked = any(RANK.match(label) for label in grid.labels)
    in_order = all(_falls(ranks) for ranks in rank_columns(grid))
    measured = any(_is_measure(grid, row) for row in range(len(grid.roles)))
    if in_order and (ranked or TOP_CAPTION.search(grid.table.caption)):
        found += _orders(grid, ranked)
    if measured and ranked:
        found += _measures(grid)
    return found


def rank_columns(grid: Grid) -> list[dict[int, Cell]]:
    """By row, what the columns of ranks print; rows without a rank, such as a rest, have none."""
    columns = [column for column in grid.columns if RANK.match(column.label)]
    return [
        {
            row: cell
            for row, cell in column.numbers.items()
            if grid.roles[row] == "item" and cell.amount.value > 0
        }
        for column in columns
    ]


def _falls(ranks: dict[int, Cell]) -> bool:
    """Whether rows stand in the order of their ranks, and no two have one."""
    values = [cell.amount.value for cell in ranks.values()]
    return values == sorted(set(values))


def _listed(grid: Grid) -> list[int]:
    """The items that can have a rank: those that print one where others do, and no rest or whole."""
    ranked = {row for ranks in rank_columns(grid) if len(ranks) > 1 for row in ranks}
    return [
        row for row in grid.items if (row in ranked if ranked else not REST.search(grid.first_label(row)))
    ]


def _orders(grid: Grid, ranked: bool) -> list[Check]:
    """The order of the columns that the ranks can be of.

    Columns whose labels differ in digits or span alone (years) are of one kind. Where there is one kind, the
    ranks are of it; where one of several falls throughout, of that; else nobody knows, and a rise is a
    question.
    """
    listed = _listed(grid)
    kinds: dict[tuple[str, bool], list[tuple[Column, list[Cell]]]] = {}
    for column in grid.amounts:
        cells = [column.cells[row] for row in listed if row in column.numbers]
        if len(cells) >= 4 and not RANK.match(column.label):
            last_label = (
                grid.table.header[-1][column.position] if len(grid.table.header) > 1 else column.label
            )
            kinds.setdefault((re.sub(r"[\d\W]+", " ", last_label).strip(), column.is_percentage), []).append(
                (column, cells)
            )
    falling = {
        kind: of_kind for kind, of_kind in kinds.items() if not any(_rises(cells) for _, cells in of_kind)
    }
    return [
        check
        for of_kind in (falling or kinds).values()
        for column, cells in of_kind
        for check in _order(grid, column, cells, ranked, certain=ranked and len(kinds) == 1)
    ]


def _rises(cells: list[Cell]) -> list[tuple[Cell, Cell]]:
    """Neighbours of which the lower one is larger than rounding allows."""
    return [(above, cell) for above, cell in pairwise(cells) if cell.interval.low >= above.interval.high]


def _order(grid: Grid, column: Column, cells: list[Cell], ranked: bool, certain: bool) -> list[Check]:
    rises, steps = _rises(cells), len(cells) - 1
    # a slip makes two rises at most; more are another order
    if len(rises) > 2 or not most(steps - len(rises), steps, share=0.7):
        return []
    evidence = f"{'Rank column' if ranked else 'caption'}; {steps - len(rises)} of {steps} steps do not rise"
    found = []
    for above, cell in rises:
        bound: About = {
            "cells": [above],
            "high": above.interval.high,
            "inputs": f"at most row {above.row + 1}: {above.text}",
            "evidence": evidence,
        }
        slip = "larger than the number ranked above it: two rows exchanged, or one misprinted"
        found.append(
            grid.record("rank_order", cell, CONTRADICTED, diagnosis=slip, **bound)
            if certain
            else grid.question("rank_order", cell, slip, **bound)
        )
    odd = {cell for pair in rises for cell in pair}
    rest = [cell for cell in cells if cell not in odd]
    found.append(
        grid.record(
            "rank_order",
            None,
            HOLDS,
            cells=rest,
            column=column.label,
            inputs=f"each of {len(rest)} numbers at most the one above",
            evidence=evidence,
        )
    )
    return found


@dataclass(frozen=True)
class RankedShares:
    """The shares of one group of columns in falling order, and the HS chapter beside each or None.

    is_printed_so: whether the table prints them in this order.
    """

    cells: list[Cell]
    codes: list[str | None]
    is_printed_so: bool

    @property
    def exact(self) -> list[Interval]:
        return [cell.face for cell in self.cells]

    @property
    def rounded(self) -> list[Interval]:
        return [cell.interval for cell in self.cells]

    @property
    def classes(self) -> int | None:
        """How many classes there are in all, where each share is of an HS chapter."""
        return HS_CLASSES if all(code is not None for code in self.codes) else None


Measures = dict[str, tuple[Interval, Interval]]


def _measures(grid: Grid) -> list[Check]:
    """CRn and HHI of each group of columns against its ranked shares."""
    found = []
    rows = {row: TOP.match(grid.first_label(row)) for row in range(len(grid.roles)) if _is_measure(grid, row)}
    counts = {row: int(match["count"]) if match else None for row, match in rows.items()}
    groups = [group for group in grid.groups if group != [0]]
    printed = {
        row: {group[0]: cell for group in groups if (cell := _printed(grid, row, group))} for row in rows
    }
    for group in groups:
        shares = _shares(grid, group)
        if shares is None:
            continue
        found.append(_whole(grid, shares))
        try:
            measures = _implied(shares, [count for count in counts.values() if count is not None])
        except ValueError as error:
            # the shares are not of one whole, so no measure can be checked
            if shares.classes and not found[-1].is_problem:
                found.append(_impossible(grid, shares, error))
            continue
        for row, count in counts.items():
            if group[0] in printed[row]:
                found.append(_measure(grid, row, count, group[0], printed[row], shares, measures))
    return found


def _implied(shares: RankedShares, counts: list[int]) -> Measures:
    """top_n_share for each count, and hhi, at face value and with rounding.

    Where more shares are counted than printed, each further one is at most the last. Raises ValueError when
    no shares of one whole fit.
    """
    tops = sorted({count for count in counts if count <= len(shares.cells)})
    measures = implied_measures(shares.exact, shares.rounded, tops, shares.classes or 10_000)
    last = max(shares.rounded[-1].high, Decimal(0))
    for count in counts:
        more = count - len(shares.cells)
        if more > 0:
            rest = Interval(Decimal(0), last * more)
            measures[f"top_{count}_share"] = (total(shares.exact) + rest, total(shares.rounded) + rest)
    return measures


def _measure(
    grid: Grid,
    row: int,
    count: int | None,
    group: int,
    printed: dict[int, Cell],
    shares: RankedShares,
    measures: Measures,
) -> Check:
    """A printed measure of a group: CRn of `count` shares, or the HHI where count is None.

    printed: the same measure by group.
    """
    name = "hhi" if count is None else f"top_{count}_share"
    face, feasible = measures[name]
    cell = printed[group]
    used = shares.cells if count is None or not shares.is_printed_so else shares.cells[:count]
    words = (
        f"{len(shares.cells)} printed shares, the rest among {shares.classes or 'any number of'} classes"
        if count is None
        else f"sum of the {count} largest shares"
    )
    by_label = {grid.labels[other]: float(one.amount.value) for other, one in printed.items()}

    def explain() -> str:
        slip = explain_measure(name, cell.interval, shares.rounded, shares.codes, feasible)
        return slip or explain_other_year(float(cell.amount.value), by_label, grid.labels[group])

    return grid.compare(
        "hhi" if count is None else "top_n_share",
        cell,
        Implied(used, face, feasible, total if count and shares.is_printed_so else None),
        words,
        f"row labelled {grid.first_label(row)!r}, {len(shares.cells)} ranked shares",
        explain,
    )


def _impossible(grid: Grid, shares: RankedShares, error: ValueError) -> Check:
    return grid.record(
        "shares_within_100",
        None,
        CONTRADICTED,
        cells=shares.cells,
        column=grid.labels[shares.cells[0].column],
        diagnosis=str(error),
        inputs=f"{len(shares.cells)} shares and {shares.classes} classes",
        evidence="shares by rank",
    )


def _is_measure(grid: Grid, row: int) -> bool:
    label = grid.first_label(row)
    return bool(TOP.match(label) or HHI.match(label))


def _whole(grid: Grid, shares: RankedShares) -> Check:
    """Shares of one whole are at most 100 together."""
    cells, exact, joint = shares.cells, total(shares.exact), total(shares.rounded)
    about: About = {
        "cells": cells,
        "column": grid.labels[cells[0].column],
        "printed": f"{exact.low}",
        "low": joint.low,
        "high": joint.high,
        "inputs": f"sum of {len(cells)} shares, at most 100",
        "evidence": "shares by rank",
    }
    if joint.low > 100:
        return grid.record(
            "shares_within_100", None, CONTRADICTED, diagnosis="shares of more than one whole", **about
        )
    return grid.record("shares_within_100", None, HOLDS if exact.low <= 100 else WITHIN_ROUNDING, **about)


def _printed(grid: Grid, row: int, group: list[int]) -> Cell | None:
    """The one number of a row in a group of columns."""
    found = {column.cells[row] for column in grid.columns if column.position in group and row in column.cells}
    found = {cell for cell in found if cell.number}
    return found.pop() if len(found) == 1 else None


def _shares(grid: Grid, group: list[int]) -> RankedShares | None:
    """The shares of a group of columns that has one column of percentages, with two of them at least."""
    columns = [column for column in grid.columns if column.position in group]
    percentages = [column for column in columns if column.is_percentage]
    if len(percentages) != 1:
        return None
    share = percentages[0]
    rows = [row for row in _listed(grid) if row in share.numbers]
    if len(rows) < 2:
        return None
    is_hs = re.search(r"\bHS\b", grid.labels[group[0]])
    named = [column for column in columns if column is not share] if is_hs else []
    codes = {
        row: next((read_hs_chapter(column.cells[row].text) for column in named if row in column.cells), None)
        for row in rows
    }
    falling = sorted(rows, key=lambda row: -share.cells[row].amount.value)
    return RankedShares(
        [share.cells[row] for row in falling], [codes[row] for row in falling], falling == rows
    )


def check_cumulative(grid: Grid) -> list[Check]:
    """A column labelled cumulative, or carried forward, is the running sum of a column to its left, of the
    nearest for which it is in most rows."""
    found = []
    for column in grid.amounts:
        left = [other for other in grid.amounts if other.position < column.position]
        if not CUMULATIVE.search(column.label) or not left:
            continue
        rules = [
            Rule("cumulative", f"running sum of {other.label}", _running(grid, column, other))
            for other in reversed(left)
        ]
        best = max(rules, key=lambda rule: rule.held(column))
        if most(best.held(column), len(best.rows)):
            found += checked(grid, column, best)
    return found


def _running(grid: Grid, column: Column, other: Column) -> Rows:
    addends = [other.cells[row] for row in grid.items if row in other.numbers]
    return {
        cell.row: sum_of(addends[:count])
        for count, cell in enumerate(addends, start=1)
        if cell.row in column.numbers
    }
