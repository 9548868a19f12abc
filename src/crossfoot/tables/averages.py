"""Averages that lie among what they are the averages of, whatever the weights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.numbers.intervals import Interval, total
from crossfoot.tables.columns import Cell, Column, Implied, computed
from crossfoot.tables.grid import OBSERVATIONS, About, Check, Grid
from crossfoot.tables.rules import most, summed

MEAN = re.compile(r"^(?:average|mean)\b", re.IGNORECASE)
# a label that says average and names no group of its own, such as the EU
AVERAGE = re.compile(
    r"^(?:(?:weighted|unweighted|simple|arithmetic|group|overall|sample|trade-weighted)[-\s]+){0,2}"
    r"(?:average|mean|avg\.?)(?:\s*\((?:weighted|unweighted|simple|[^()]*weights?[^()]*)\))?[:*†‡\d]*$|"
    r"^(?:average|mean) of (?:all|the) \w+$",
    re.IGNORECASE,
)
GROUP_AVERAGE = re.compile(r"\b(?:average|mean)$|^(?:average|mean)\b", re.IGNORECASE)
PARTIAL = re.compile(
    r"\b(?:select\w*|largest|top|main|major|principal|leading|examples?|some|excerpt|best|worst|highest|lowest)\b",
    re.IGNORECASE,
)
LEAST = re.compile(r"^(?:min(?:imum)?\.?|lowest|smallest)$", re.IGNORECASE)
MOST = re.compile(r"^(?:max(?:imum)?\.?|highest|largest)$", re.IGNORECASE)
MIDDLE = re.compile(r"^(?:mean|average|avg\.?|median)$", re.IGNORECASE)
ALL = re.compile(r"^(?:all|overall|both|combined|pooled|total|average|mean)(?: \w+)?$", re.IGNORECASE)
COUNT = re.compile(r"^(?:numbers?|no\.|count|#)(?: of)?\b", re.IGNORECASE)
# columns that together are all there is
WHOLES = [
    {"men", "women"}, {"male", "female"}, {"males", "females"}, {"boys", "girls"}, {"urban", "rural"},
    {"small", "large"}, {"small", "medium", "large"}, {"treated", "control"}, {"treatment", "control"},
    {"domestic", "foreign"}, {"private", "public"}, {"exporters", "non-exporters"}, {"smes", "large"},
]  # fmt: skip


@dataclass(frozen=True)
class Among:
    """An average, its members, and whether it can lie among them."""

    cell: Cell
    members: list[Cell]

    @property
    def holds(self) -> bool:
        low = min(member.interval.low for member in self.members)
        high = max(member.interval.high for member in self.members)
        return self.cell.interval.high >= low and self.cell.interval.low <= high

    @property
    def words(self) -> str:
        values = [member.amount.value for member in self.members]
        return f"outside its members, which go from {min(values)} to {max(values)}"


def check_averages(grid: Grid) -> list[Check]:
    """Simple means, and averages that lie among their members."""
    means = _simple(grid)
    checked = {(check.row, check.position) for check in means}
    return [*means, *_rows(grid, checked), *_spreads(grid), *_columns(grid)]


def _rows(grid: Grid, checked: set[tuple[int | None, int]]) -> list[Check]:
    """A row labelled average or weighted mean, and the rows since the last such row or heading."""
    entries: list[Among] = []
    members: list[int] = []
    bare = True
    for row, role in enumerate(grid.roles):
        label = grid.first_label(row)
        if role in ("group", "blank", "repeated"):
            members = [] if role == "group" else members
            continue
        if AVERAGE.match(label) or (
            GROUP_AVERAGE.search(label) and role != "total" and _repeats_heading(grid, row)
        ):
            bare = bare and bool(AVERAGE.match(label))
            entries += [
                Among(column.cells[row], [column.cells[one] for one in members if one in column.numbers])
                for column in grid.amounts
                if row in column.numbers
                and (row + 1, column.position) not in checked
                and sum(one in column.numbers for one in members) == len(members) >= 2
            ]
            members = []
        elif role in ("item", "part"):
            members.append(row)
        elif role == "total":
            members = []
    if PARTIAL.search(grid.table.caption) or not entries:
        return []
    fit = sum(entry.holds for entry in entries)
    is_sure = bare and (most(fit, len(entries), share=0.9) or fit >= 2 and fit >= len(entries) - 2)
    return _among(grid, entries, is_sure, f"{fit} of {len(entries)} averages lie among their members")


def _repeats_heading(grid: Grid, row: int) -> bool:
    """Whether the label of an average repeats the heading of its group: "Asia" above, "Asia, mean" below."""
    heading = next(
        (grid.first_label(above) for above in reversed(range(row)) if grid.roles[above] == "group"), ""
    )
    return bool(heading) and heading.lower().rstrip(":") in grid.first_label(row).lower()


def _among(grid: Grid, entries: list[Among], is_sure: bool, evidence: str) -> list[Check]:
    wrong = [entry for entry in entries if not entry.holds]
    fit = len(entries) - len(wrong)
    sure = [(entry.cell, entry.members, entry.words) for entry in wrong] if is_sure else []
    found = summed(grid, "average_within", fit, evidence, sure)
    # many outside are averages of what the rows do not print
    if not is_sure and len(wrong) <= 2 and (2 * fit >= len(entries) or len(entries) == 1):
        for entry in wrong:
            words = f"{entry.words}: is it their average?"
            about: About = {"cells": entry.members, "evidence": evidence}
            found.append(grid.question("average_within", entry.cell, words, **about))
    return found


def _last_labels(grid: Grid) -> list[str]:
    return [label.strip() for label in grid.table.header[-1]] if grid.table.header else []


def _spreads(grid: Grid) -> list[Check]:
    """Mean and median between minimum and maximum, where columns are so called."""
    heads = _last_labels(grid)
    by_place = {column.position: column for column in grid.columns if column.is_numeric}
    lows = [place for place, label in enumerate(heads) if LEAST.match(label) and place in by_place]
    highs = [place for place, label in enumerate(heads) if MOST.match(label) and place in by_place]
    if len(lows) != 1 or len(highs) != 1:
        return []
    low, high = by_place[lows[0]], by_place[highs[0]]
    entries = [
        Among(column.cells[row], [low.cells[row], high.cells[row]])
        for place, column in by_place.items()
        if MIDDLE.match(heads[place])
        for row in column.numbers
        if row in low.numbers and row in high.numbers and row in grid.under_head
    ]
    fit = sum(entry.holds for entry in entries)
    if not most(fit, len(entries)):
        return []
    return _among(grid, entries, True, f"{fit} of {len(entries)} lie between minimum and maximum")


def _columns(grid: Grid) -> list[Check]:
    """A column "All" that lies among the columns beside it in most rows is an average of them."""
    heads = _last_labels(grid)
    by_place = {column.position: column for column in grid.amounts}
    found: list[Check] = []
    for place, label in enumerate(heads):
        if not ALL.match(label) or place not in by_place:
            continue
        group = next((group for group in grid.groups if place in group), [place])
        beside = [
            by_place[other]
            for other in (group if len(group) > 2 else by_place)
            if other in by_place and other != place
        ]
        names = {_name(heads[column.position]) for column in beside}
        if len(beside) < 2 or not any(names == whole for whole in WHOLES):
            continue
        entries = [
            one
            for one in _row_entries(by_place[place], beside)
            if one.cell.row in grid.under_head and not _is_count(grid.first_label(one.cell.row), one)
        ]
        fit = sum(entry.holds for entry in entries)
        if most(fit, len(entries), least=4):
            evidence = f"{fit} of {len(entries)} rows lie among {', '.join(sorted(names))}"
            found += _among(grid, entries, True, evidence)
    return found


def _is_count(label: str, entry: Among) -> bool:
    """Whether a number outside its members counts them all, as their sum or by its label."""
    if entry.holds:
        return False
    is_sum = total(one.interval for one in entry.members).overlaps(entry.cell.interval)
    return is_sum or bool(OBSERVATIONS.match(label) or COUNT.match(label))


def _name(label: str) -> str:
    """Its first word: "Large firms" is large."""
    return label.lower().split(" ")[0].strip(":,*")


def _row_entries(column: Column, beside: list[Column]) -> list[Among]:
    return [
        Among(column.cells[row], [other.cells[row] for other in beside])
        for row in column.numbers
        if all(row in other.numbers for other in beside)
    ]


def _simple(grid: Grid) -> list[Check]:
    """A row or a column labelled average, where it is the simple mean of those before it in most places."""
    found: list[Check] = []
    for row, role in enumerate(grid.roles):
        if role == "measure" and MEAN.match(grid.first_label(row)):
            above = [other for other in grid.items if other < row]
            places = [[column.numbers.get(one) for one in (row, *above)] for column in grid.amounts]
            found += _means(grid, "mean_row", grid.first_label(row), [places], least=1)
    for column in grid.amounts:
        if MEAN.match(column.label):
            left = [other for other in grid.amounts if other.position < column.position]
            trials = [
                [[other.numbers.get(row) for other in (column, *left[first:])] for row in column.numbers]
                for first in range(len(left) - 1)
            ]
            found += _means(grid, "mean_column", column.label, trials, least=3)
    return found


def _means(
    grid: Grid, kind: str, label: str, trials: list[list[list[Cell | None]]], least: int
) -> list[Check]:
    """trials: by place, the mean and what it may be of. A mean may be weighted, and is no error where few are
    simple means."""
    best: list[tuple[Cell, Implied]] = []
    fit = 0
    for trial in trials:
        printed = [[cell for cell in cells if cell] for cells in trial]
        entries = [
            (cells[0], computed(cells[1:], _mean))
            for cells, all_of_it in zip(printed, trial, strict=True)
            if len(cells) == len(all_of_it) > 2
        ]
        hits = sum(cell.interval.overlaps(implied.feasible) for cell, implied in entries)
        best, fit = (entries, hits) if hits > fit else (best, fit)
    if not most(fit, len(best), share=0.75 if least > 1 else 0.5, least=least):
        return []
    evidence = f"labelled {label!r}; {fit} of {len(best)} are simple means"
    words = "mean of those before it"
    return [grid.compare(kind, cell, implied, words, evidence) for cell, implied in best]


def _mean(values: Sequence[Interval]) -> Interval:
    return total(values) / Interval.exactly(len(values))
