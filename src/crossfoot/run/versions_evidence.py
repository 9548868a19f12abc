"""What cells of a table make together that prose states: a share, change, gap, ratio, sum, mean or rank."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import permutations, product

from crossfoot.numbers.intervals import Interval, total
from crossfoot.prose.quantities import MONEY, PERCENT, Quantity
from crossfoot.run.versions_alignment import words, years_of
from crossfoot.run.versions_tables import Pair
from crossfoot.tables.columns import Cell

# row and column of the new version, from 0
At = tuple[int, int]
Formula = Callable[[Sequence[Interval]], Interval]
HUNDRED = Interval.exactly(100)
NAMELESS = frozenset(["\0"])
# tables that have a row of one name, before it takes more than the row to tell which is meant
MANY = 3
OTHERS = re.compile(r"(?:all )?(?:others?|rest|remaining)\b", re.IGNORECASE)
UNITS = frozenset("table from with value total thousand million billion cent".split())
PERCENTAGE = re.compile(r"%|\bper ?cent|\b(?:shares?|growth|rates?)\b", re.IGNORECASE)
# cells of a row or column that changes are looked for between, at most
MOST_PERIODS = 40


@dataclass(frozen=True)
class Derived:
    """What cells make together. says: how prose states it. rows: those that it names.

    both: the old and the new value, where rows of one version alone are part of it.
    """

    says: str
    cells: tuple[At, ...]
    rows: frozenset[int]
    formula: Formula
    both: tuple[Interval, Interval] | None = None


class Both:
    """Rows of a table that stand under one label in both versions.

    cells: by row and column of the new version, the old and the new number. changed: those that differ.
    """

    def __init__(self, pair: Pair, block: int, changed: set[At]):
        grid, self.block = pair.new.grid, pair.new.blocks[block]
        self.pair, self.roles, self.rows = pair, grid.roles, range(len(self.block.rows))
        self.cells: dict[At, tuple[Cell, Cell]] = {}
        for at in product(self.rows, self.block.columns):
            was, now = pair.was(at), grid.number_at(at)
            if was and now and not was.amount.bound and not now.amount.bound:
                self.cells[at] = was, now
        self.changed = changed & set(self.cells)
        is_share = "%" in grid.table.unit
        self.percentages = {
            one.position
            for one in grid.columns
            if is_share or one.is_percentage or PERCENTAGE.search(one.label)
        }
        self.caption = f"{grid.table.caption} {grid.table.unit}"
        said = {column: pair.new.columns[column].said for column in self.block.columns}
        self.row_years = [years_of(line.said) for line in self.block.rows]
        self.column_years = {column: years_of(label) for column, label in said.items()}
        self.all_years = frozenset().union(*self.row_years, *self.column_years.values())
        self.row_words = [self._words_of(row) for row in self.rows]
        found = {column: frozenset(w for w in words(label) if len(w) > 3) for column, label in said.items()}
        shared = frozenset.intersection(*found.values()) if len(found) > 1 else frozenset()
        # what tells a column from others, and what all are about
        self.column_words = {column: one - shared for column, one in found.items()}
        # of the rows, those that many tables have
        self.common: frozenset[int] = frozenset()
        caption = frozenset(word for word in words(grid.table.caption) if len(word) > 3)
        self.topic = shared | (caption - UNITS)

    def _words_of(self, row: int) -> frozenset[str]:
        """What a sentence must have to name a row: nothing for a year or a total, which prose leaves out."""
        label = self.block.rows[row].said
        found = frozenset(word for word in words(label) if len(word) > 2)
        is_free = self.roles[row] == "total" or (not found and len(self.row_years[row]) == 1)
        # a code, or no name, is in no sentence
        return frozenset() if is_free else found if found and self.block.rows[row].name else NAMELESS

    def years(self, at: At) -> frozenset[str]:
        return self.row_years[at[0]] | self.column_years[at[1]]

    @cached_property
    def by_name(self) -> dict[tuple[int, str], list[Derived]]:
        """What changed cells make, by the row that a sentence must name (-1 for none) and by year ("")."""
        found: dict[tuple[int, str], list[Derived]] = defaultdict(list)
        for one in [*(one for at in sorted(self.changed) for one in self.derived(at)), *self.whole()]:
            rows = [row for row in one.rows if self.row_words[row]]
            own = {self.years(at) for at in one.cells}
            told = frozenset().union(*own)
            for year in ([max(told)] if len(own) == 2 else told if len(own) == 1 else ()) or [""]:
                found[rows[0] if rows else -1, year].append(one)
        return found

    def meant(self, said: frozenset[str], years: frozenset[str]) -> list[Derived]:
        """What changed cells make that a sentence, by its words and years, can mean."""
        named = self.named(said)
        found = [
            one
            for row in (-1, *sorted(named))
            for year in sorted({"", *(years or [max(self.all_years, default="")])})
            for one in self.by_name.get((row, year), ())
        ]
        if len(named) > 1:
            moved = {column for row, column in self.changed if row in named or self.roles[row] == "total"}
            found += [one for column in sorted(moved) for one in self.together(named, column)]
        is_on_topic = bool(self.topic & said)
        is_whole = is_on_topic and "total" in said and not named
        columns = {column for column, one in self.column_words.items() if one & said}
        return [
            one
            # a cell can be told under two years
            for one in dict.fromkeys(found)
            if (
                self._is_named(one, named, columns, is_on_topic)
                or (is_whole and self._is_total(one, columns))
            )
            and self._is_timely(one, years)
        ]

    def _is_named(self, one: Derived, named: frozenset[int], columns: set[int], is_on_topic: bool) -> bool:
        """Whether a sentence that names some rows and columns can mean what cells make."""
        rows, own = {row for row in one.rows if self.row_words[row]}, {column for _, column in one.cells}
        if not rows <= named:
            return False
        if own & columns or (rows and one.says == "number"):
            return True
        # rows of many tables are told apart by what these are about
        return bool(rows) and not columns and (is_on_topic or not rows & self.common)

    def _is_total(self, one: Derived, columns: set[int]) -> bool:
        """Whether it is a total, in a column that nothing but the year tells from others."""
        row, column = one.cells[0]
        return (
            one.says == "number" and self.roles[row] == "total" and not (columns or self.column_words[column])
        )

    def _is_timely(self, one: Derived, years: frozenset[str]) -> bool:
        """Whether the years of a sentence, or none, are those of what cells make."""
        own = {self.years(at) for at in one.cells}
        told = frozenset().union(*own)
        if not told:
            return True
        latest = max(told) in years if years else max(told) == max(self.all_years)
        if len(own) != 2:
            return bool(told & years) or (latest if len(own) == 1 else not years)
        # a change up to the last period names its end alone
        before = max((one for one in self.all_years if one < max(told)), default="")
        return latest and (min(told) in years or min(told) == before)

    def has_unit_of(self, quantity: Quantity, one: Derived) -> object:
        """Whether a number of the prose can be in the unit of what cells make."""
        is_share = one.cells[0][1] in self.percentages
        if quantity.kind == PERCENT and one.says == "number":
            # a count is none
            has_decimals = "." in self.cells[one.cells[0]][0].text
            return is_share or (not self.percentages and (has_decimals or PERCENTAGE.search(self.caption)))
        return not (quantity.kind == MONEY and is_share)

    def value(self, derived: Derived, is_new: bool) -> Interval | None:
        """At face value of the old version; all that rounding allows of the new one. None for no value."""
        if derived.both:
            return derived.both[is_new]
        try:
            cells = [self.cells[at] for at in derived.cells]
            return derived.formula([now.interval if is_new else was.face for was, now in cells])
        except (ArithmeticError, ValueError):
            return None

    def rows_with(self, role: str, column: int) -> list[int]:
        return [row for row in self.rows if self.roles[row] == role and (row, column) in self.cells]

    @cached_property
    def about(self) -> frozenset[str]:
        """All words over its columns."""
        return self.topic.union(*self.column_words.values())

    def names_column(self, one: Derived, said: frozenset[str]) -> bool:
        """Whether words name a column of what cells make or, where nothing tells one from another, what all
        are about."""
        mine = frozenset().union(*(self.column_words[column] for _, column in one.cells))
        return bool((mine or self.topic) & said)

    def meant_alone(self, said: frozenset[str], years: frozenset[str]) -> Iterator[Derived]:
        """The cells of rows, columns and years that a sentence names, whether they changed or not."""
        named = self.named(said)
        for row, column in self.cells:
            if row in named:
                one = Derived("number", ((row, column),), frozenset([row]), lambda x: x[0])
                if self.names_column(one, said) and self._is_timely(one, years):
                    yield one

    @cached_property
    def is_by_year(self) -> bool:
        return 2 * sum(len(years) == 1 for years in self.row_years) > len(self.row_years)

    def derived(self, at: At) -> Iterator[Derived]:
        """All that a changed cell is part of, but for sums of rows that a sentence names."""
        row, column = at
        own, items = frozenset([row]), self.rows_with("item", column)
        yield Derived("number", (at,), own, lambda x: x[0])
        whole = self.rows_with("total", column)
        if column not in self.percentages and not self.is_by_year and len(whole) == 1:
            for one in [row] if row in items else items if whole == [row] else []:
                parts = ((one, column), (whole[0], column))
                yield Derived("share", parts, frozenset([one]), lambda x: HUNDRED * x[0] / x[1])
            others = [one for one in items if OTHERS.match(self.block.rows[one].said)]
            if len(others) == 1 and row in (*others, *whole):
                # "the five named partners": all but the others
                parts = ((others[0], column), (whole[0], column))
                yield Derived(
                    "share of all but the others",
                    parts,
                    frozenset(),
                    lambda x: HUNDRED * (x[1] - x[0]) / x[1],
                )
        for pair, span in self._periods(at):
            yield Derived("growth", pair, own, lambda x: HUNDRED * (x[1] - x[0]) / x[0])
            yield Derived("change", pair, own, lambda x: x[1] - x[0])
            if span > 1:
                yield Derived("yearly growth", pair, own, partial(_yearly, span))
        for other, years in self.column_years.items():
            is_like = years == self.column_years[column] and not {column, other} & self.percentages
            if is_like and other != column and (row, other) in self.cells:
                yield Derived("gap", (at, (row, other)), own, lambda x: x[0] - x[1])
        if self.is_by_year and row in items and column not in self.percentages:
            yield from _sums(tuple((one, column) for one in items), None)

    def whole(self) -> Iterator[Derived]:
        """Sums and means of the rows of each column, with those that one version alone has."""
        for column in self.block.columns if not self.is_by_year else ():
            was = self.pair.columns.get(column, -1)
            if column in self.percentages or was < 0:
                continue
            values: list[list[Interval]] = []
            for grid, place in ((self.pair.old.grid, was), (self.pair.new.grid, column)):
                cells = [cell for row in grid.items if (cell := grid.number_at((row, place)))]
                values.append([cell.interval if values else cell.face for cell in cells])
            items = self.rows_with("item", column)
            if items and min(map(len, values)) > 2 and values[0] != values[1]:
                yield from _sums(((items[0], column),), values)

    @cached_property
    def counted(self) -> tuple[frozenset[str], int, int]:
        """The words over the names of rows, and how many rows are named in the old and the new version."""
        label = " ".join(self.pair.new.grid.labels[place] for place in self.block.labels[:1])
        old, new = (
            sum(not OTHERS.match(grid.first_label(row)) for row in grid.items)
            for grid in (self.pair.old.grid, self.pair.new.grid)
        )
        return words(label), old, new

    def _periods(self, at: At) -> Iterator[tuple[tuple[At, At], int]]:
        """Two cells of one row, or one column, with a year each, the earlier first, of which one is `at`; and
        how many years lie between them."""
        row, column = at
        mine = self.column_words[column]
        alike = [one for one, said in self.column_words.items() if said == mine]
        beside = {(row, one): years for one in alike if len(years := self.column_years[one]) == 1}
        below = {(one, column): years for one in self.rows if len(years := self.row_years[one]) == 1}
        for line in (beside, below):
            if at in line and len(line) <= MOST_PERIODS:
                for other, years in line.items():
                    first, second = sorted((at, other), key=lambda one: min(line[one]))
                    if years != line[at] and other in self.cells:
                        yield (first, second), int(min(line[second])) - int(min(line[first]))

    def together(self, named: frozenset[int], column: int) -> Iterator[Derived]:
        """Of rows that a sentence names: their sum, its share, and the ratio of two."""
        cells = tuple((row, column) for row in sorted(named) if (row, column) in self.cells)
        if len(cells) < 2:
            return
        is_share, whole = column in self.percentages, self.rows_with("total", column)
        yield Derived("joint share" if is_share else "sum", cells, named, total)
        if len(whole) == 1 and not is_share:
            parts = (*cells, (whole[0], column))
            yield Derived("joint share", parts, named, lambda x: HUNDRED * total(x[:-1]) / x[-1])
        for one, other in permutations(cells, 2):
            if one in self.changed or other in self.changed:
                if not is_share and one < other and len(cells) == 2:
                    yield Derived("gap", (one, other), named, lambda x: x[0] - x[1])
                yield Derived("ratio", (one, other), frozenset([one[0], other[0]]), lambda x: x[0] / x[1])

    def named(self, said: frozenset[str]) -> frozenset[int]:
        """The rows that words name; of "Other Asia" and "Asia" the longer name alone."""
        found = {row: one for row, one in enumerate(self.row_words) if one and one <= said}
        return frozenset(
            row for row, one in found.items() if not any(one < other for other in found.values())
        )


def find_common(tables: Sequence[Both]) -> None:
    """Marks the rows that many tables have."""
    known = Counter(name for both in tables for name in set(both.row_words))
    for both in tables:
        both.common = frozenset(row for row, name in enumerate(both.row_words) if known[name] > MANY)


def _sums(cells: tuple[At, ...], values: list[list[Interval]] | None) -> Iterator[Derived]:
    """values: of the old and the new version, where not the cells alone make them."""
    none: frozenset[int] = frozenset()
    for says, formula in (("sum", total), ("mean", _mean)):
        both = (formula(values[0]), formula(values[1])) if values else None
        yield Derived(says, cells, none, formula, both)


def _mean(terms: Sequence[Interval]) -> Interval:
    return total(terms) / Interval.exactly(len(terms))


def _yearly(years: int, ends: Sequence[Interval]) -> Interval:
    """Growth a year in percent: the root of a ratio, to more digits than are printed."""
    ratio = ends[1] / ends[0]
    low, high = (Decimal(float(one) ** (1 / years)) for one in (ratio.low, ratio.high))
    return HUNDRED * (Interval(low, high) - Interval.exactly(1))
