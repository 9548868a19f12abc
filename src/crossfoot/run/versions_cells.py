"""Cells that are as they were, and no longer what other cells, which changed, make."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crossfoot.run.versions_evidence import HUNDRED, At, Both, Derived
from crossfoot.run.versions_stale import Said, stale
from crossfoot.run.versions_tables import Change

# cells that a relation held for in the old version, and their part of all it can hold for: fewer are chance
LEAST, MOST = 3, 2 / 3
SAYS = ("share", "growth", "change", "yearly growth", "gap", "ratio", "percentage")
# of three columns each can be the difference or quotient of the others: what names the one that is
MADE = re.compile(
    r"[%Δ]|\b(?:chang|differen|gap|balanc|net\b|surplus|deficit|ratio|shar|per\b|index|rate|cover|margin)",
    re.IGNORECASE,
)
# columns between which ratios are looked for, at most
COLUMNS = 20
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
    found: dict[At, list[tuple[Rule, Derived]]] = defaultdict(list)
    for changed in sorted(source.changed) if places else ():
        for rule, one, at in _made(source, target, changed, places):
            if at not in target.changed and _is_so(source, target, one, at, False):
                found[at].append((rule, one))
    # what another relation still gives is not late
    late = {
        at: ways
        for at, ways in found.items()
        if not any(_is_so(source, target, one, at, True) for _, one in ways)
    }
    held, tried = Counter[Rule](), Counter[Rule]()
    wanted = {rule for ways in late.values() for rule, _ in ways}
    seen = {
        (rule, at): one
        for place in (sorted(source.cells) if late else ())
        for rule, one, at in _made(source, target, place, places)
        if rule in wanted
    }
    for (rule, at), one in seen.items():
        tried[rule] += 1
        held[rule] += _is_so(source, target, one, at, False)
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
        return {at: at for at in source.cells}
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


def _made(source: Both, target: Both, place: At, places: dict[At, At]) -> Iterator[tuple[Rule, Derived, At]]:
    """What a cell is part of, with the rule and each cell of the target that can print it."""
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
        for at in ends:
            if at in target.cells and len(re.sub(r"\D", "", target.cells[at][0].text).strip("0")) >= 2:
                own_column, start = (at[1], 0) if source is target else (-1, column)
                cells = zip(one.cells, rows, strict=True)
                yield (one.says, own_column, tuple((x - start, gap) for (_, x), gap in cells)), one, at


def _ratios(both: Both, at: At) -> Iterator[Derived]:
    row, column = at
    for other in both.block.columns if len(both.block.columns) <= COLUMNS else ():
        if other != column and (row, other) in both.cells:
            for pair in ((at, (row, other)), ((row, other), at)):
                yield Derived("ratio", pair, frozenset([row]), lambda x: x[0] / x[1])
                yield Derived("percentage", pair, frozenset([row]), lambda x: HUNDRED * x[0] / x[1])


def _is_so(source: Both, target: Both, one: Derived, at: At, is_new: bool) -> bool:
    """Whether a cell of the target prints what others make: at face value in the old version, within rounding
    in the new one."""
    value = source.value(one, is_new)
    return value is not None and target.cells[at][is_new].interval.overlaps(value)
