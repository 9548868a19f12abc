"""Lists by rank: shares that fall, joint shares of the largest, cumulative shares and the HHI below them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from crossfoot.numbers.concentration import explain_measure, implied_measures
from crossfoot.numbers.hs_codes import HS_CHAPTERS, read_hs_chapter
from crossfoot.numbers.intervals import Interval, total
from crossfoot.numbers.slips import explain_other_year
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, WITHIN_ROUNDING
from crossfoot.tables.grid import About, Cell, Check, Column, Grid, most

TOP = re.compile(r"^(?:cumulative\s+)?(?:top|cr)\s?-?(?P<count>\d+)\b", re.IGNORECASE)
HHI = re.compile(r"^(?:hhi|herfindahl)", re.IGNORECASE)
RANK = re.compile(r"^rank", re.IGNORECASE)
TOP_CAPTION = re.compile(r"\b(?:top|largest|leading)\b", re.IGNORECASE)
CUMULATIVE = re.compile(r"\b(?:cumulative|cum\.|running)", re.IGNORECASE)
# 98 and 99 are for national use; 00 is what is not allocated
HS_CLASSES = len(HS_CHAPTERS - {"98", "99"})


def check_ranked(grid: Grid) -> list[Check]:
    """Falling order down the ranks, and in every group of columns the measures printed below."""
    found = []
    ranked = any(RANK.match(label) for label in grid.labels)
    measured = any(_is_measure(grid, row) for row in range(len(grid.roles)))
    if ranked or TOP_CAPTION.search(grid.table.caption):
        found += _orders(grid, ranked)
    if measured and ranked:
        found += _measures(grid)
    return found


def _orders(grid: Grid, ranked: bool) -> list[Check]:
    """The order of the columns that the ranks can be of.

    Columns whose labels differ in digits or span alone (years) are of one kind. Where there is one kind, the
    ranks are of it; where one of several falls throughout, of that; else nobody knows, and a rise is a question.
    """
    kinds: dict[tuple[str, bool], list[tuple[Column, list[Cell]]]] = {}
    for column in grid.amounts:
        cells = [column.cells[row] for row in grid.items if row in column.numbers]
        if len(cells) >= 4:
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
    if not most(steps - len(rises), steps, share=0.7):
        return []
    evidence = f"{'Rank column' if ranked else 'caption'}; {steps - len(rises)} of {steps} steps do not rise"
    found = []
    for above, cell in rises:
        bound = {
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


def _measures(grid: Grid) -> list[Check]:
    """CRn and HHI of each group of columns against its ranked shares."""
    found = []
    rows = {row: TOP.match(grid.first_label(row)) for row in range(len(grid.roles)) if _is_measure(grid, row)}
    groups = [group for group in grid.groups if group != [0]]
    printed = {
        row: {group[0]: cell for group in groups if (cell := _printed(grid, row, group))} for row in rows
    }
    for group in groups:
        shares = _shares(grid, group)
        if shares is None:
            continue
        cells, codes = shares
        order = sorted(range(len(cells)), key=lambda n: (-cells[n].amount.value, n))
        cells, codes = [cells[n] for n in order], [codes[n] for n in order]
        tops = sorted(
            {int(match["count"]) for match in rows.values() if match and int(match["count"]) <= len(cells)}
        )
        classes = HS_CLASSES if all(code is not None for code in codes) else None
        rounded, exact = [cell.interval for cell in cells], [cell.face for cell in cells]
        found.append(_whole(grid, cells, rounded, exact))
        try:
            measures = implied_measures(exact, rounded, tops, classes or 10_000)
        except ValueError as error:
            # the shares are of no whole, so no measure can be checked
            if classes and not found[-1].is_problem:
                found.append(
                    grid.record(
                        "shares_within_100",
                        None,
                        CONTRADICTED,
                        cells=cells,
                        column=grid.labels[cells[0].column],
                        diagnosis=str(error),
                        inputs=f"{len(cells)} shares and {classes} classes",
                        evidence="shares by rank",
                    )
                )
            continue
        last = rounded[-1]
        for match in filter(None, rows.values()):
            more = int(match["count"]) - len(cells)
            if more > 0:
                # what is not printed has at most the last printed share
                rest = Interval(Decimal(0), max(last.high, Decimal(0)) * more)
                measures[f"top_{match['count']}_share"] = (total(exact) + rest, total(rounded) + rest)
        for row, match in rows.items():
            cell = printed[row].get(group[0])
            if cell is None or cell.number is None:
                continue
            evidence = f"row labelled {grid.first_label(row)!r}, {len(cells)} ranked shares"
            name = f"top_{match['count']}_share" if match else "hhi"
            face, feasible = measures[name]
            used = cells[: int(match["count"])] if match and order == sorted(order) else cells
            words = (
                f"sum of the {match['count']} largest shares"
                if match
                else f"{len(cells)} printed shares, the rest among {classes or 'any number of'} classes"
            )
            others = {
                grid.labels[other]: float(one.amount.value)
                for other, one in printed[row].items()
                if one.number
            }
            found.append(
                grid.compare(
                    "top_n_share" if match else "hhi",
                    cell,
                    face,
                    feasible,
                    used,
                    words,
                    evidence,
                    lambda n=name, c=cell, r=rounded, k=codes, f=feasible, o=others, g=group[0]: (
                        explain_measure(n, c.interval, r, k, f)
                        or explain_other_year(float(c.amount.value), o, grid.labels[g])
                    ),
                )
            )
    return found


def _is_measure(grid: Grid, row: int) -> bool:
    label = grid.first_label(row)
    return bool(TOP.match(label) or HHI.match(label))


def _whole(grid: Grid, cells: list[Cell], rounded: list[Interval], exact: list[Interval]) -> Check:
    """Shares of one whole are at most 100 together."""
    joint = total(rounded)
    about: About = {
        "cells": cells,
        "column": grid.labels[cells[0].column],
        "printed": f"{total(exact).low}",
        "low": joint.low,
        "high": joint.high,
        "inputs": f"sum of {len(cells)} shares, at most 100",
        "evidence": "shares by rank",
    }
    if joint.low > 100:
        return grid.record(
            "shares_within_100", None, CONTRADICTED, diagnosis="shares of more than one whole", **about
        )
    return grid.record(
        "shares_within_100", None, HOLDS if total(exact).low <= 100 else WITHIN_ROUNDING, **about
    )


def _printed(grid: Grid, row: int, group: list[int]) -> Cell | None:
    """The one number of a row in a group of columns."""
    found = {column.cells[row] for column in grid.columns if column.position in group and row in column.cells}
    found = {cell for cell in found if cell.number}
    return found.pop() if len(found) == 1 else None


def _shares(grid: Grid, group: list[int]) -> tuple[list[Cell], list[str | None]] | None:
    """The ranked shares of a group and, for each, its HS chapter where one stands beside it."""
    columns = [column for column in grid.columns if column.position in group]
    shares = [column for column in columns if column.is_percentage]
    if len(shares) != 1:
        return None
    rows = [row for row in grid.items if row in shares[0].numbers]
    named = [column for column in columns if column is not shares[0]]
    is_hs = re.search(r"\bHS\b", grid.labels[group[0]])
    codes = [
        next(
            (read_hs_chapter(column.cells[row].text) for column in named if is_hs and row in column.cells),
            None,
        )
        for row in rows
    ]
    return ([shares[0].cells[row] for row in rows], codes) if len(rows) >= 2 else None


def check_cumulative(grid: Grid) -> list[Check]:
    """A column labelled cumulative is the running sum of the column to its left, where it is in most rows."""
    found = []
    for column in grid.amounts:
        left = [other for other in grid.amounts if other.position < column.position]
        if not CUMULATIVE.search(column.label) or not left:
            continue
        addends = [left[-1].cells[row] for row in grid.items if row in left[-1].numbers]
        implied = {}
        for count, cell in enumerate(addends, start=1):
            if cell.row in column.numbers:
                used = addends[:count]
                implied[cell.row] = (
                    used,
                    total(one.face for one in used),
                    total(one.interval for one in used),
                )
        held = sum(column.cells[row].interval.overlaps(feasible) for row, (_, _, feasible) in implied.items())
        if not most(held, len(implied)):
            continue
        for row, (used, face, feasible) in implied.items():
            found.append(
                grid.compare(
                    "cumulative",
                    column.cells[row],
                    face,
                    feasible,
                    used,
                    f"running sum of {left[-1].label}",
                    f"label {column.label!r}; holds in {held} of {len(implied)} rows",
                )
            )
    return found
