"""Which numbers, if they were others, would make checks hold that fail, and none fail that hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from crossfoot.numbers.intervals import Interval
from crossfoot.tables.columns import Cell
from crossfoot.tables.relations import Place, Relation, middle, place_of

# numbers that can be wrong together, since they were computed from the first; more is no explanation
MOST_CHANGED = 8
# checks that fail of which each two are tried for numbers in each other's place
MOST_PAIRED = 12


@dataclass(frozen=True)
class Explanation:
    """One number that is wrong, with those computed from it: what each should be, and the checks that then
    hold. Nothing that held fails. exchanged: the number in whose place it stands."""

    cell: Cell
    changed: dict[Place, Interval]
    explained: tuple[Relation, ...]
    exchanged: Cell | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """The more checks it explains the better, and the fewer numbers are wrong."""
        return len(self.explained), -len(self.changed)


class Search:
    """Looks for the numbers that explain why checks fail."""

    def __init__(self, held: list[Relation]):
        self.held: dict[Place, list[Relation]] = defaultdict(list)
        for one in held:
            for cell in one.cells:
                self.held[place_of(cell)].append(one)

    def of(self, relation: Relation, failing: list[Relation]) -> list[Explanation]:
        """All explanations of one check by one of its numbers, and what else each explains."""
        found = [
            (cell, self._by(cell, relation, [one for one in failing if one is not relation]))
            for cell in relation.cells
        ]
        return [explanation for _, explanation in found if explanation]

    def _by(self, cell: Cell, relation: Relation, others: list[Relation]) -> Explanation | None:
        asked, plain = relation.asks_of(cell), relation.asks_of(cell, plain=True)
        if asked is None or plain is None:
            return None
        value = middle(plain)
        for other in others:
            same = other.at.get(place_of(cell))
            asks = other.asks_of(same[0]) if same else None
            if asks and asks.overlaps(asked):
                asked = Interval(max(asked.low, asks.low), min(asked.high, asks.high))
        # what nothing but quotients ask is known less closely than the number is printed
        half = max((cell.interval.high - cell.interval.low) / 2, Decimal(0))
        if not asked.low <= value <= asked.high:
            value = middle(asked)
        if relation.formula is not None:
            half = max(half, (asked.high - asked.low) / 2)
        changed = {place_of(cell): Interval(value - half, value + half)}
        if not self._follow(changed):
            return None
        return Explanation(cell, changed, _then_hold([relation, *others], changed))

    def exchanges(self, failing: list[Relation]) -> list[Explanation]:
        """Two numbers of a column in each other's place, with which two checks of one kind fail."""
        found = []
        for one, other in combinations(failing, 2):
            if one.check.check != other.check.check or len(one.terms) != len(other.terms):
                continue
            for cell, same in zip(one.cells, other.cells, strict=True):
                changed = {place_of(cell): same.interval, place_of(same): cell.interval}
                if cell.column != same.column or len(changed) < 2 or cell.face == same.face:
                    continue
                if (
                    one.holds(changed)
                    and other.holds(changed)
                    and self._follow(changed)
                    and len(changed) == 2
                ):
                    found.append(Explanation(cell, changed, _then_hold(failing, changed), same))
        return found

    def _follow(self, changed: dict[Place, Interval]) -> bool:
        """Adds what was computed from a wrong number; False where what held fails, or too much changes."""
        queue = [*changed]
        while queue:
            for one in self.held[queue.pop()]:
                if one.holds(changed):
                    continue
                at, given = place_of(one.whole), one.implied(changed)
                if at in changed or given is None or len(changed) == MOST_CHANGED:
                    return False
                half = (one.whole.interval.high - one.whole.interval.low) / 2
                changed[at] = Interval(middle(given) - half, middle(given) + half)
                queue.append(at)
        return True


def _then_hold(failing: list[Relation], changed: dict[Place, Interval]) -> tuple[Relation, ...]:
    return tuple(one for one in failing if not one.at.keys().isdisjoint(changed) and one.holds(changed))


def best_of(search: Search, failing: list[Relation]) -> list[Explanation]:
    """The explanations of the most checks, two at least, by the fewest numbers; several where alike."""
    by_cell: dict[tuple, Explanation] = {}
    for relation in failing:
        for one in search.of(relation, failing):
            if len(one.explained) > 1:
                by_cell.setdefault((place_of(one.cell), frozenset(map(id, one.explained))), one)
    found = [*by_cell.values(), *search.exchanges(failing[:MOST_PAIRED])]
    most = max((one.rank for one in found), default=None)
    best: list[Explanation] = []
    shared: set[int] = set()
    for one in (one for one in found if one.rank == most):
        explained = {*map(id, one.explained)}
        # of failures apart, one at a time
        if not best or shared & explained:
            best.append(one)
            shared = shared & explained or explained
    return best
