"""What a check compares, so that it can be asked again with another number in one of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product

from crossfoot.numbers.intervals import Interval, total
from crossfoot.tables.amounts import is_taken_off
from crossfoot.tables.columns import Cell, Formula
from crossfoot.tables.grid import Check, Grid

SUMS = ("total_row", "total_column")
# row and column, from 0
Place = tuple[int, int]
Values = Mapping[Place, Interval]
# how far from the print, as a factor, a number that would fit is looked for; how often the range is halved
FARTHEST, HALVINGS = 1000.0, 36


@dataclass(frozen=True)
class Relation:
    """A check: the cell that holds a result, the cells it comes from with their signs, and the formula of
    them, where it is no sum."""

    check: Check
    whole: Cell
    terms: tuple[tuple[Cell, int], ...]
    formula: Formula | None = None

    @cached_property
    def face(self) -> Interval:
        """The plain result of what is printed."""
        given = self._given([cell.face for cell, _ in self.terms])
        if given is None:
            raise ValueError(f"nothing follows from {self.check.inputs}")
        return given

    @property
    def is_sum(self) -> bool:
        return self.formula is None or self.formula is total

    @property
    def away(self) -> Decimal:
        """The difference between the plain result and what is printed."""
        return abs(middle(self.face) - middle(self.whole.face))

    @property
    def cells(self) -> list[Cell]:
        return [self.whole, *(cell for cell, _ in self.terms)]

    @cached_property
    def at(self) -> dict[Place, tuple[Cell, int]]:
        """By place, the cell and its sign; 0 for the one that holds the result."""
        return {place_of(self.whole): (self.whole, 0)} | {
            place_of(one): (one, sign) for one, sign in self.terms
        }

    def implied(self, values: Values) -> Interval | None:
        """What the cells give where some hold other values; None where nothing can be computed."""
        if not self.is_sum:
            return self._given([values.get(place_of(cell), cell.interval) for cell, _ in self.terms])
        low, high = self._ends
        for place, value in values.items():
            cell, sign = self.at.get(place, (self.whole, 0))
            if sign:
                old, new = (cell.interval, value) if sign > 0 else (-cell.interval, -value)
                low, high = low - old.low + new.low, high - old.high + new.high
        return Interval(low, high)

    def holds(self, values: Values) -> bool:
        given = self.implied(values)
        return given is not None and given.overlaps(values.get(place_of(self.whole), self.whole.interval))

    def _given(self, inputs: list[Interval]) -> Interval | None:
        if self.formula is None:
            signed = zip(inputs, self.terms, strict=True)
            return total(value if sign > 0 else -value for value, (_, sign) in signed)
        try:
            return self.formula(inputs)
        except (ArithmeticError, ValueError):
            return None

    def asks_of(self, cell: Cell, plain: bool = False) -> Interval | None:
        """What a cell would have to hold for the check to hold; None for nothing near.

        plain: by the numbers as printed.
        """
        if cell is self.whole:
            return self.face if plain else self.implied({})
        at = place_of(cell)
        if not self.is_sum:
            if at not in self._solutions:
                self._solutions[at] = self._solved(cell)
            return self._solutions[at]
        _, sign = self.at[at]
        low, high = self._ends_plain if plain else self._ends
        own = cell.face if plain else cell.interval
        own = own if sign > 0 else -own
        rest = Interval(low - own.low, high - own.high)
        asked = (self.whole.face if plain else self.whole.interval) - rest
        return asked if sign > 0 else -asked

    @cached_property
    def _solutions(self) -> dict[Place, Interval | None]:
        """What each cell would have to hold, once it was asked: halving is dear."""
        return {}

    @cached_property
    def _ends(self) -> tuple[Decimal, Decimal]:
        given = total(cell.interval if sign > 0 else -cell.interval for cell, sign in self.terms)
        return given.low, given.high

    @cached_property
    def _ends_plain(self) -> tuple[Decimal, Decimal]:
        return self.face.low, self.face.high

    def _solved(self, cell: Cell) -> Interval | None:
        """By halving: a quotient or a rate grows, or falls, with each of its terms."""
        printed = float(middle(cell.face))
        if printed <= 0:
            return None
        at = place_of(cell)
        faces = {place_of(one): one.face for one, _ in self.terms}

        def off(value: float) -> float | None:
            given = self.implied({**faces, at: Interval.exactly(Decimal(repr(value)))})
            return None if given is None else float(middle(given) - middle(self.whole.face))

        low, high = printed / FARTHEST, printed * FARTHEST
        first, last = off(low), off(high)
        if first is None or last is None or first * last > 0:
            return None
        for _ in range(HALVINGS):
            value = (low * high) ** 0.5
            now = off(value)
            if now is None:
                return None
            if now * first > 0:
                low = value
            else:
                high = value
        near, wide = off(low * 1.0001), self.implied({at: Interval.exactly(Decimal(repr(low)))})
        if not near or wide is None:
            return None
        slope = abs(near - (off(low) or 0.0)) / (low * 0.0001)
        slack = float(wide.high - wide.low + self.whole.interval.high - self.whole.interval.low) / 2
        half = slack / slope if slope else 0.0
        return Interval(Decimal(repr(low - half)), Decimal(repr(low + half)))


def relation_of(grid: Grid, check: Check) -> Relation | None:
    """The relation of a check of one cell; None where it is none that can be asked again."""
    if check.row is None or check.low is None or check.high is None:
        return None
    place = (check.row - 1, check.position)
    whole = grid.number_at(place)
    if whole is None:
        return None
    if check.derived is not None and check.check not in SUMS:
        places, formula = check.derived
        inputs = [grid.number_at(at) for at in places]
        if None in inputs:
            return None
        return Relation(check, whole, tuple((cell, 1) for cell in inputs if cell), formula)
    if check.check not in SUMS:
        return None
    terms = [
        cell
        for _, *at in sorted(check.cells)
        if tuple(at) != place and (cell := grid.number_at((at[0], at[1])))
    ]
    implied = Interval(check.low, check.high)
    labelled = tuple(-1 if is_taken_off(grid, cell.row) else 1 for cell in terms)
    for signs in product((1, -1), repeat=2) if len(terms) == 2 else {(1,) * len(terms), labelled}:
        relation = Relation(check, whole, tuple(zip(terms, signs, strict=True)))
        if terms and relation.face.overlaps(implied):
            return relation
    return None


def place_of(cell: Cell) -> Place:
    return cell.row, cell.column


def middle(interval: Interval) -> Decimal:
    value = (interval.low + interval.high) / 2
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
