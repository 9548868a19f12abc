"""The tightest bounds of what two lists of shares have in common, when only the largest shares are printed.

How alike two compositions are, structural change and two-way trade all rest on one sum, that over classes of
the smaller of two figures: Krugman's index is 2 − 2 Σ min(a, b) of two years, Grubel and Lloyd's is
2 Σ min(x, m) / (X + M) of two flows. Its greatest value is a linear programme, its least a mixed-integer one.
"""

import math
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from bilateral.trade.printed import PrintedShares

# to which a solver's answer is rounded, relative to the smaller whole: its last digits are noise
DECIMALS = 8


class _Rows:
    """Linear constraints, row by row: which variables, with which factors, between which ends."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, int, float]] = []
        self.lows: list[float] = []
        self.highs: list[float] = []

    def add(self, terms: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        self.entries += [(len(self.lows), variable, factor) for variable, factor in terms.items()]
        self.lows.append(low)
        self.highs.append(high)

    def constraint(self, variables: int) -> LinearConstraint:
        row, column, factor = zip(*self.entries, strict=True)
        return LinearConstraint(
            coo_array((factor, (row, column)), shape=(len(self.lows), variables)).tocsr(),
            self.lows,
            self.highs,
        )


def common_bounds(
    one: PrintedShares, other: PrintedShares, classes: int, whole: tuple[float, float] = (1.0, 1.0)
) -> tuple[float, float]:
    """Least and greatest sum over classes of the smaller of two figures, each a share of its whole.

    classes: how many there are in all. whole: the total of each of the two. Known of each list are the
    printed shares to their rounding, their order, joint shares where they are printed, that no other class
    has more than the last printed one, and that all add up to 100.
    Raises ValueError when no such lists exist.
    """
    names = sorted(set(one.bounds) | set(other.bounds))
    unnamed = classes - len(names)
    if unnamed < 0:
        raise ValueError(f"{len(names)} classes are printed, and there are {classes} in all")
    # interchangeable classes share alike where the sum is greatest, so one can stand for all; where it is
    # least they have nothing in common if there are enough of them to part, and are taken one by one if not
    together = [unnamed] if unnamed else []
    parted = together if _needed(one) + _needed(other) <= unnamed else [1] * unnamed
    unit = min(whole)
    least = round(_least(one, other, names, parted, whole) / unit, DECIMALS)
    greatest = round(_greatest(one, other, names, together, whole) / unit, DECIMALS)
    return max(0.0, least) * unit, min(1.0, greatest) * unit


def _needed(printed: PrintedShares) -> int:
    """How many classes that are not printed can hold all of the rest, whatever the last printed share is."""
    least = min(low for low, _ in printed.bounds.values())
    return math.ceil(printed.rest / least) if least > 0 else sys.maxsize


class _Programme:
    """Two lists of shares: variables of the first, of the second, and of the smaller amounts, class by class.

    sizes: for how many unprinted classes each further place stands, after the named ones.
    """

    def __init__(self, lists: tuple[PrintedShares, PrintedShares], names: list[str], sizes: list[int]):
        self.count = len(names) + len(sizes)
        self.named = len(names)
        self.sizes = sizes
        self.lows, self.highs = [np.zeros(4 * self.count) for _ in range(2)]
        self.rows = _Rows()
        for offset, printed in ((0, lists[0]), (self.count, lists[1])):
            ends = [printed.of(name) for name in names] + [(0.0, size * printed.limit) for size in sizes]
            places = slice(offset, offset + self.count)
            self.lows[places], self.highs[places] = zip(*ends, strict=True)
            self._compose(printed, names, offset)

    def _compose(self, printed: PrintedShares, names: list[str], offset: int) -> None:
        """What is known of one list: its sum, its order, the last as a limit to others, joint shares."""
        at = {name: offset + place for place, name in enumerate(names)}
        ranked = [at[name] for name in printed.bounds]
        self.rows.add(dict.fromkeys(range(offset, offset + self.count), 1.0), low=100, high=100)
        for larger, smaller in zip(ranked, ranked[1:], strict=False):
            self.rows.add({larger: 1, smaller: -1}, low=0)
        for variable in set(at.values()) - set(ranked):
            self.rows.add({ranked[-1]: 1, variable: -1}, low=0)
        for place, size in enumerate(self.sizes, start=offset + self.named):
            self.rows.add({ranked[-1]: size, place: -1}, low=0)
        for number, joint in printed.joint.items():
            self.rows.add(dict.fromkeys(ranked[:number], 1.0), low=float(joint.low), high=float(joint.high))

    def solve(self, sense: float) -> float:
        """The bound that the solver has proved for sense times the sum of the smaller amounts."""
        objective, integer = np.zeros(4 * self.count), np.zeros(4 * self.count)
        objective[2 * self.count : 3 * self.count] = sense
        integer[3 * self.count :] = self.highs[3 * self.count :]
        found = milp(
            objective,
            constraints=self.rows.constraint(4 * self.count),
            bounds=Bounds(self.lows, self.highs),
            integrality=integer,
            options={"mip_rel_gap": 0.0},
        )
        if found.status != 0:
            raise ValueError(f"no two lists fit the printed shares: {found.message}")
        return float(found.fun if found.mip_dual_bound is None else min(found.fun, found.mip_dual_bound))


def _greatest(one: PrintedShares, other: PrintedShares, names: list, sizes: list, whole: tuple) -> float:
    programme = _Programme((one, other), names, sizes)
    count = programme.count
    programme.highs[2 * count : 3 * count] = min(whole)
    for place in range(count):
        for offset, total in ((0, whole[0]), (count, whole[1])):
            programme.rows.add({2 * count + place: 1, offset + place: -total / 100}, high=0)
    return -programme.solve(-1.0)


def _least(one: PrintedShares, other: PrintedShares, names: list, sizes: list, whole: tuple) -> float:
    programme = _Programme((one, other), names, sizes)
    count, rows, lows, highs = programme.count, programme.rows, programme.lows, programme.highs
    highs[2 * count : 3 * count] = min(whole)
    first, second = whole[0] / 100, whole[1] / 100
    singly = range(count) if 1 in sizes else range(programme.named)
    for place in singly:
        smaller, which = 2 * count + place, 3 * count + place
        if first * highs[place] <= second * lows[count + place]:
            rows.add({smaller: 1, place: -first}, low=0)
        elif second * highs[count + place] <= first * lows[place]:
            rows.add({smaller: 1, count + place: -second}, low=0)
        else:
            # the smaller is the first's where `which` is 1, the second's where it is 0
            highs[which] = 1
            most_a, most_b = first * highs[place], second * highs[count + place]
            rows.add({smaller: 1, place: -first, which: -most_a}, low=-most_a)
            rows.add({smaller: 1, count + place: -second, which: most_b}, low=0)
    # classes that are not named are interchangeable, so one order of them is enough
    for place in range(programme.named, singly.stop - 1):
        rows.add({3 * count + place: 1, 3 * count + place + 1: -1}, low=0)
    return programme.solve(1.0)
