"""Cells that are as they were, and no longer what other cells, which changed, make."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crossfoot.numbers.intervals import Interval
from crossfoot.run.versions_evidence import HUNDRED, At, Both, Derived
from crossfoot.run.versions_stale import Said, stale
from crossfoot.run.versions_tables import Change
from crossfoot.tables.columns import Cell

# cells that a relation held for in the old version, and their part of all it can hold for: fewer are chance
LEAST, MOST = 3, 2 / 3
SAYS = ("share", "growth", "change", "yearly growth", "gap", "ratio", "percentage")
# of three columns each can be the difference or quotient of the others: what names the one that is
MADE = re.compile(
    r"[%Δ]|\b(?:chang|differen|gap|balanc|net\b|surplus|deficit|ratio|shar|per\b|index|rate|cover|margin)",
    re.IGNORECASE,
)
# columns of one table between which relations are looked for, at most
COLUMNS = 20
# cells of a table that changed, of which the first are looked at: more are another edition of it
MOST_CHANGED = 300
# what cells make, the column that it stands in (-1 for any), and the column and row of each cell from there
Rule = tuple[str, int, tuple[tuple[int, int | None], ...]]


def cells_left_behind(tables: Sequence[Both], known: set[str]) -> Iterator[Change]:
    """Cells that were the share, change, growth, gap or ratio of cells of their row, or of those under their
    labels in another table, and are not since one of those changed. known: places that are told already."""
    for source in tables:
        for target in tables if source.changed else ():
            yield from _between(source, target, known)


def _between(source: Both, target: Both, known: set[str]) -> Iterator[Change]:
    places = _places(source, target)
    # a cell of two digits says little
    told = {at for at, (was, _) in target.cells.items() if len(re.sub(r"\D", "", was.text).strip("0")) >= 2}
    same = told - target.changed
    found: dict[At, list[tuple[Rule, Derived]]] = defaultdict(list)
    for changed in sorted(source.changed)[:MOST_CHANGED] if places and same else ():
        for rule, one, at, is_so in _made(source, target, changed, places, same):
            if is_so:
                found[at].append((rule, one))
    # what another relation still gives is not late
    late = {
        at: ways
        for at, ways in found.items()
        if not any(_prints(target.cells[at][1], source.value(one, True)) for _, one in ways)
    }
    wanted = {rule for ways in late.values() for rule, _ in ways}
    seen = {
        (rule, at): is_so
        for place in (sorted(source.cells) if late else ())
        for rule, _, at, is_so in _made(source, target, place, places, told)
        if rule in wanted
    }
    held, tried = (
        Counter(rule for (rule, _), is_so in seen.items() if is_so),
        Counter(rule for rule, _ in seen),
    )
    table = target.pair.new
    for (row, column), ways in sorted(late.items()):
        sure = [one for rule, one in ways if held[rule] >= max(LEAST, MOST * tried[rule])]
        where = target.pair.said(row, column)
        if sure and known.isdisjoint(
            (where, f"{table.grid.table.title}, row {row + 1}, {table.grid.labels[column]}")
        ):
            said = Said("", where, (), table=target.pair.second)
            yield stale(source, said, sure[0], f"states {target.cells[row, column][1].text.strip()}")


def _places(source: Both, target: Both) -> dict[At, At]:
    """Cells of two tables under labels that each has once; of one table, all its cells."""
    if source is target:
        return {at: at for at in source.cells} if len(source.block.columns) <= COLUMNS else {}
    names = [_names(one) for one in (source, target)]
    return {at: names[1][name] for name, at in names[0].items() if name in names[1]}


def _names(both: Both) -> dict[tuple[str, str, str], At]:
    rows = {row: (line.group, line.name) for row, line in enumerate(both.block.rows) if line.name}
    columns = {column: name for column in both.block.columns if (name := both.pair.new.columns[column].name)}
    often = Counter(rows.values()), Counter(columns.values())
    return {
        (*rows[row], columns[column]): (row, column)
        for row, column in both.cells
        if often[0][rows.get(row, ("", ""))] == 1 and often[1][columns.get(column, "")] == 1
    }


def _made(
    source: Both, target: Both, place: At, places: dict[At, At], told: set[At]
) -> Iterator[tuple[Rule, Derived, At, bool]]:
    """What a cell is part of, with its rule, each cell of the target that can print it, and whether it did,
    at face value, in the old version. told: the cells that are asked about."""
    for one in [*source.derived(place), *(_ratios(source, place) if source is target else ())]:
        if one.says not in SAYS:
            continue
        row, column = one.cells[0][0] if one.says == "share" else one.cells[-1][0], one.cells[-1][1]
        # the total is where it is, however far
        rows = [None if y != row and source.roles[y] == "total" else y - row for y, _ in one.cells]
        if source is not target:
            ends = [places[row, column]] if (row, column) in places else []
        else:
            own, is_open = {x for _, x in one.cells}, one.says in ("gap", "ratio", "percentage")
            labels = target.pair.new.columns
            ends = [
                (row, x)
                for x in target.block.columns
                if x not in own and (not is_open or MADE.search(labels[x].said))
            ]
        ends = [at for at in ends if at in told]
        value = source.value(one, False) if ends else None
        start = 0 if source is target else column
        shape = tuple((x - start, gap) for (_, x), gap in zip(one.cells, rows, strict=True))
        for at in ends:
            rule = one.says, at[1] if source is target else -1, shape
            yield rule, one, at, _prints(target.cells[at][0], value)


def _ratios(both: Both, at: At) -> Iterator[Derived]:
    row, column = at
    for other in both.block.columns:
        if other != column and (row, other) in both.cells:
            for pair in ((at, (row, other)), ((row, other), at)):
                yield Derived("ratio", pair, frozenset([row]), lambda x: x[0] / x[1])
                yield Derived("percentage", pair, frozenset([row]), lambda x: HUNDRED * x[0] / x[1])


def _prints(cell: Cell, value: Interval | None) -> bool:
    return value is not None and cell.interval.overlaps(value)
