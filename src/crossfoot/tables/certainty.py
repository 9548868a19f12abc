"""How sure a failed check is: one place decides whether a number is called wrong, or asked about.

A relation that fails has two explanations: a number is wrong, or the relation does not hold there (rows that
are no parts, a column of another thing, a head read as a row). That it holds elsewhere speaks against chance,
and not against the second. So a number is called wrong on two witnesses: a relation that holds elsewhere too
often for chance, and something that speaks of this very place. All else is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from math import log10

from crossfoot.numbers.slips import digits_exchanged, explain_misprint
from crossfoot.numbers.verdicts import ERROR, NOT_CHECKABLE, NOTE, QUESTION
from crossfoot.tables.columns import Cell
from crossfoot.tables.explanations import Explanation
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.relations import SUMS, Place, Relation, middle, place_of

# odds against chance, as powers of ten: of the relation and its place together, and of the place alone; what
# one place can give at most
CHANCE, OF_PLACE, MOST_OF_ONE = 4.0, 2.0, 4.0
# the odds of what is so or not, as a coin falls
A_BIT = 0.3
# of the places that print the same terms, as a share of those where the relation holds, how many may fail
# besides; and how many in any case
MOST_FAILING, LEAST_FAILING = 0.2, 1
# a quotient is near what follows by so many units of its last digit
NEAR = 2
# what no document can print, whatever it is about
IMPOSSIBLE = frozenset({"day_exists", "r_squared", "adjusted_r_squared"})
# a label that is no number of a head that was read as a row
NAMED = re.compile(r"[A-Za-z]{2}|[$€£¥₹]|\b(?:19|20)\d\d\b")
# relations that a label says in full, with the number of their terms
COUNTED = frozenset({"top_n_share"})
# findings of one kind that are asked, where nothing tells in how many places it holds
MOST_ASKED = 3
ASKED = {
    "total_row": "are these rows its parts, and all of them?",
    "total_column": "are these columns its parts, and all of them?",
}
ASKED_ELSE = "is it meant so?"
NO_RULE = "it fails in so many places that it is no rule of this table"


# the kind of a relation, the row or column of its results, and those of its terms
Lines = tuple[str, int, frozenset[int]]


@dataclass(frozen=True)
class Evidence:
    """elsewhere: odds, as a power of ten, that a relation holds by chance where it does; holding, failing:
    in how many other places it holds and fails. here: the odds of each thing that speaks of this place."""

    elsewhere: float
    holding: int
    failing: int
    here: dict[str, float]

    @property
    def is_rule(self) -> bool:
        """Whether the relation holds so much more often than it fails that it is one of this table."""
        few = self.failing <= max(LEAST_FAILING, MOST_FAILING * self.holding)
        return few and self.holding >= 2 * self.failing

    @property
    def is_certain(self) -> bool:
        """Whether the number is wrong, and not the relation."""
        place = max(self.here.values(), default=0.0)
        return self.is_rule and place >= OF_PLACE and self.elsewhere + place >= CHANCE


class Evidences:
    """What speaks for each finding of a table.

    found: all checks; relations: of those that have one; agreed: by the identity of a check, the odds with
    which several failing relations ask for the same other number.
    """

    def __init__(self, grid: Grid, found: list[Check], relations: list[Relation], agreed: dict[int, float]):
        self.grid, self.relations, self.agreed = grid, relations, agreed
        self.accused = Counter(one.check for one in found if one.severity == ERROR)
        # of what a label counts ("Top 10"), where one slip explains several: "11 rows give it"
        self.slips = Counter(map(_slip_of, (one for one in found if one.check in COUNTED)))
        self.of_check = {id(one.check): one for one in relations}

    @cached_property
    def _through(self) -> dict[Place, list[Relation]]:
        """By place, the relations that its number takes part in."""
        through: dict[Place, list[Relation]] = defaultdict(list)
        for one in self.relations:
            for place in one.at:
                through[place].append(one)
        return through

    @cached_property
    def _by_line(self) -> dict[tuple[str, int], list[Relation]]:
        """By kind and the row, or column, that holds the results."""
        found: dict[tuple[str, int], list[Relation]] = defaultdict(list)
        for one in self.relations:
            found[one.check.check, _line(one, one.whole)].append(one)
        return found

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], list[Relation]]:
        """By kind and place, those that hold."""
        found: dict[tuple[str, int], list[Relation]] = defaultdict(list)
        for one in self.relations:
            if one.check.holds:
                found[one.check.check, _place(one)].append(one)
        return found

    def settle(self, made: Check, settled: Check) -> Check:
        """A check that accuses as an error, a question, or a note where it is no rule of this table.

        made: the check before it was settled.
        """
        if settled.severity != ERROR or settled.check in IMPOSSIBLE:
            return settled
        told = self.of(made)
        if told and told.is_certain:
            return settled
        # what holds nowhere else may be wrong in all places alike; a label that says a relation in full makes
        # it a rule
        is_none = told.holding and not told.is_rule if told else self.accused[made.check] > MOST_ASKED
        if is_none and made.check not in COUNTED:
            return replace(settled, verdict=NOT_CHECKABLE, severity=NOTE, diagnosis=NO_RULE)
        words = "; ".join(filter(None, [settled.diagnosis, ASKED.get(settled.check, ASKED_ELSE)]))
        return replace(settled, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=f"question: {words}")

    def of(self, check: Check) -> Evidence | None:
        """What speaks for a finding; None where nothing was told of it."""
        relation = self.of_check.get(id(check))
        if relation is None and check.weight is not None:
            return Evidence(check.weight[0], 0, 0, {"handed in": check.weight[1]})
        return self._of(relation) if relation else None

    def _of(self, relation: Relation) -> Evidence:
        beside = self._by_line[relation.check.check, _line(relation, relation.whole)]
        lines = _lines(relation)
        elsewhere = [one for one in beside if one is not relation and _is_same(_lines(one), lines)]
        holding = [one for one in elsewhere if one.check.holds]
        here = {
            "agree": self.agreed.get(id(relation.check), 0.0),
            # that a column is one of sums says nothing of this sum
            "belongs": min(OF_PLACE, sum(map(odds_of, self._of_place(relation)))),
            "misprint": misprint_odds(relation),
            "near": _near_odds(relation, holding),
            "alike": OF_PLACE if self._is_alike(relation, holding) else 0.0,
            "slips": float(self.slips[slip] - 1) if (slip := _slip_of(relation.check)) else 0.0,
        }
        failing = sum(one.check.is_problem for one in elsewhere)
        return Evidence(sum(map(odds_of, holding)), len(holding), failing, here)

    def _is_alike(self, relation: Relation, holding: list[Relation]) -> bool:
        """Whether the head of the column differs in a number alone from one in which the rows add up."""
        if relation.check.check != "total_row":
            return False
        label, *others = (self.grid.labels[one.whole.column] for one in [relation, *holding])
        return bool(NAMED.search(label)) and _unnumbered(label) in map(_unnumbered, others)

    def _of_place(self, relation: Relation) -> list[Relation]:
        """Other relations that hold and show that this column, or row, takes part in such sums."""
        found: dict[int, Relation] = {}
        lines = _lines(relation)
        for cell in relation.cells:
            for one in self._through[place_of(cell)]:
                if one.check.holds and _lines(one) != lines:
                    found[id(one)] = one
        if relation.check.check in SUMS:
            found |= {id(one): one for one in self._by_place[relation.check.check, _place(relation)]}
        return list(found.values())


def _unnumbered(label: str) -> str:
    return re.sub(r"[\d\W]+", " ", label).strip()


def _slip_of(check: Check) -> str:
    return check.diagnosis.partition(",")[0] if check.check in COUNTED and check.severity == ERROR else ""


def _place(relation: Relation) -> int:
    """The column of a sum of rows; the row of everything else."""
    return relation.whole.column if relation.check.check == "total_row" else relation.whole.row


def _line(relation: Relation, cell: Cell) -> int:
    return cell.row if relation.check.check == "total_row" else cell.column


def _lines(relation: Relation) -> Lines:
    """The kind of a relation, and the rows or columns that it relates."""
    lines = frozenset(_line(relation, cell) for cell, _ in relation.terms)
    return (relation.check.check, _line(relation, relation.whole), lines)


def _is_same(one: Lines, other: Lines) -> bool:
    """Whether one relates the same rows, or columns, and prints all terms that the other does."""
    return one[0] not in SUMS or one[2] >= other[2]


def odds_of(relation: Relation) -> float:
    """How unlikely it is that numbers of this size fit by chance, as a power of ten.

    What tells of a sum is its terms without the largest: a term that is nearly all of it says nothing.
    """
    check = relation.check
    if check.low is None or check.high is None:
        return 0.0
    width = float(check.high - check.low + relation.whole.interval.high - relation.whole.interval.low) / 2
    width = max(width, 0.5 * 10.0 ** -max(relation.whole.amount.decimals, 0))
    scale = abs(float(middle(relation.whole.face)))
    if relation.formula is None:
        sizes = sorted(abs(float(middle(cell.face))) for cell, _ in relation.terms)
        scale = min(scale, 2 * sum(sizes[:-1]))
    odds = log10(scale / width) if scale > width else 0.0
    return min(odds, MOST_OF_ONE) if odds > 0.3 else 0.0


def misprint_odds(relation: Relation) -> float:
    """How unlikely it is that a misprint of one of its numbers gives what the others ask for, to the last
    digit; 0 for no misprint."""
    if relation.formula is not None:
        return _slip_odds(relation)
    best = 0.0
    for cell in relation.cells:
        asked = relation.asks_of(cell, plain=True)
        if asked is None:
            continue
        decimals = max(cell.amount.decimals, 0)
        printed, right = (_digits(middle(face), decimals) for face in (cell.face, asked))
        if min(middle(cell.face), middle(asked)) <= 0 and cell is not relation.whole:
            # what is taken off may be printed without a sign
            continue
        forms = _forms(printed, right, middle(cell.face) == -middle(asked))
        if forms:
            length = len(right.rstrip("0") if printed.endswith("0") else right)
            best = max(best, length - log10(forms * len(relation.cells)))
    return best


def _slip_odds(relation: Relation) -> float:
    """The same of a number that a formula gives: a misprint of it lies in the span that follows."""
    whole, given = relation.whole, relation.implied({})
    slip = explain_misprint(whole.face, given) if given else ""
    if not given or not slip:
        return 0.0
    decimals = max(whole.amount.decimals, 0)
    length = len(_digits(middle(whole.face), decimals))
    forms = {"a power of ten": 6, "the other sign": 1}.get(slip.partition(":")[0], length)
    span = max(1.0, float(given.high - given.low) * 10.0**decimals)
    return length - log10(forms * span)


def agreement_odds(explanation: Explanation) -> float:
    """How unlikely it is that relations of other numbers ask for one and the same number by chance."""
    at = place_of(explanation.cell)
    parted = {frozenset(one.at) - {at} for one in explanation.explained}
    wanted = explanation.changed[at]
    half = max((wanted.high - wanted.low) / 2, Decimal(5).scaleb(-1 - explanation.cell.amount.decimals))
    value = abs(middle(wanted))
    odds = log10(value / half) if value > half else 0.0
    return min(odds, MOST_OF_ONE) * (len(parted) - 1)


def _digits(value: Decimal, decimals: int) -> str:
    return f"{abs(value):.{decimals}f}".replace(".", "").lstrip("0")


def _forms(printed: str, right: str, is_turned: bool) -> int:
    """How many numbers the misprint that makes one of another could have made; 0 for no misprint."""
    if is_turned:
        return 1
    if printed == right or not printed or not right:
        return 0
    if printed.rstrip("0") == right.rstrip("0"):
        return 6
    if len(printed) == len(right):
        if sum(one != other for one, other in zip(printed, right, strict=True)) == 1:
            return 9 * len(right)
        return len(right) if right in digits_exchanged(printed) else 0
    short, long = sorted((printed, right), key=len)
    is_lost = len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )
    return (len(right) if len(right) > len(printed) else 10 * len(printed)) if is_lost else 0


def _near_odds(relation: Relation, holding: list[Relation]) -> float:
    """How unlikely it is that a quotient is as near by chance to what follows, among those of its column."""
    if relation.formula is None or len(holding) < 2:
        return 0.0
    unit = 10.0 ** -max(relation.whole.amount.decimals, 0)
    values = [float(middle(one.whole.face)) for one in holding]
    spread = max(values) - min(values)
    if float(relation.away) > NEAR * unit or not spread:
        return 0.0
    return log10(spread / (2 * max(float(relation.away), unit)))
