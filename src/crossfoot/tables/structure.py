"""Additive structure: which rows of a table are sums of rows beside them, and which columns of columns.

Labels matter where a single column must do: else a line is the sum of a block of others where it adds up in
most places, and in more of them than chance allows for all the blocks that were tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb, log10, sqrt

from crossfoot.tables.amounts import COLUMNS, ROWS, Amount, Line, is_negative, is_taken_off, lines_of, negated
from crossfoot.tables.grid import NOT_ADDITIVE, TOTAL, Grid
from crossfoot.tables.whole_labels import is_whole

# places that must add up where no label says that they should, and where one does
UNLABELLED, LABELLED = 3, 1
# odds against chance, as powers of ten, beyond the number of blocks tried
MARGIN, MARGIN_OF_LABELLED = 2.5, 1.2
# what is no more than the derived one of three columns or rows
DERIVED = re.compile(
    r"\b(?:balances?|net|differences?|gaps?|surplus(?:es)?|deficits?|changes?|increases?|decreases?)\b",
    re.IGNORECASE,
)
# odds that show a line to be the sum of all others though it is none in one place of two or three
STRONG = 3.9
# more of it for lines that do not stand beside each other
MARGIN_APART = 2.5
# of the places that may fail, as a share of those that hold, beside two
MOST_MISSED = 0.2
# how far apart the three lines of a difference stand, and the lines of repeated groups
MOST_APART, MOST_STRIDE, MOST_LINES = 4, 12, 150


@dataclass(frozen=True)
class Identity:
    """A line that is the sum of others in most places.

    axis: "total_row" or "total_column". terms: lines and their signs. hits: by place, the odds against
    chance as a power of ten, 0 where they tell nothing. misses: places where it fails. labelled: whether a
    label says so.
    """

    axis: str
    parent: int
    terms: tuple[tuple[int, int], ...]
    hits: dict[int, float]
    misses: tuple[int, ...]
    labelled: bool

    @property
    def told(self) -> int:
        """In how many places holding is more than chance."""
        return sum(odds > 0 for odds in self.hits.values())

    @property
    def lines(self) -> set[int]:
        return {self.parent, *(line for line, _ in self.terms)}

    @property
    def odds(self) -> float:
        return sum(self.hits.values())


def find_identities(grid: Grid) -> list[Identity]:
    """The identities of the rows and those of the columns."""
    lines = lines_of(grid)
    rows, columns = lines[ROWS], lines[COLUMNS]
    taken_off = {row for row, line in rows.items() if is_taken_off(grid, row) and not is_negative(line)}
    totals = {row for row in rows if grid.roles[row] == "total"}
    lesser = {row for row in rows if grid.roles[row] in ("part", "measure")}
    total_columns = {
        position
        for position in columns
        if TOTAL.search(grid.labels[position]) or is_whole(grid.labels[position])
    }
    not_added = {position for position in columns if NOT_ADDITIVE.search(grid.labels[position])}
    gaps = {row for row in rows if DERIVED.search(grid.first_label(row))}
    gap_columns = {position for position in columns if DERIVED.search(grid.labels[position])}
    parts = [*_parts(grid, rows), *_of_derived(rows, gaps)]
    found = [*_search(ROWS, rows, totals, lesser, gaps, parts)]
    # what is taken off may be printed with its sign, and added
    if taken_off and not any(taken_off & one.lines for one in found):
        rows = {row: negated(line) if row in taken_off else line for row, line in rows.items()}
        found = [
            _signed(one, taken_off) for one in _search(ROWS, rows, totals, lesser, gaps, parts, taken_off)
        ]
    return [
        *found,
        *_search(COLUMNS, columns, total_columns, not_added, gap_columns, _of_derived(columns, gap_columns)),
    ]


def _signed(identity: Identity, taken_off: AbstractSet[int]) -> Identity:
    """An identity of rows some of which were searched with their signs turned."""
    turned = -1 if identity.parent in taken_off else 1
    terms = tuple((line, sign * turned * (-1 if line in taken_off else 1)) for line, sign in identity.terms)
    return replace(identity, terms=terms)


# a line, and those that its labels say to be its parts
Block = tuple[int, list[int]]


def _parts(grid: Grid, rows: dict[int, Line]) -> list[Block]:
    """Rows with two or more of which (…) below them."""
    found: list[Block] = []
    for row in rows:
        if grid.roles[row] != "part":
            found.append((row, []))
        elif found:
            found[-1][1].append(row)
    return [(row, parts) for row, parts in found if len(parts) > 1]


def _of_derived(lines: dict[int, Line], derived: set[int]) -> list[Block]:
    """What a balance or a change is the difference of: the first of the two lines before it."""
    order = [*lines]
    return [
        (first, [second, line])
        for first, second, line in zip(order, order[1:], order[2:], strict=False)
        if line in derived and not derived & {first, second}
    ]


def _search(
    axis: str,
    lines: dict[int, Line],
    labelled: set[int],
    lesser: set[int],
    derived: set[int],
    said: list[Block],
    off: AbstractSet[int] = frozenset(),
) -> Iterator[Identity]:
    """Blocks from the innermost outwards: lines that add up to another are left out of what is tried next.

    lesser: lines tried at first and then left out, such as parts ("of which") that add up to nothing.
    derived: lines whose label says that they are a balance, a change or a gap. said: blocks that labels
    speak of. off: lines that are taken off.
    """
    if len(lines) > MOST_LINES:
        return
    live, without_lesser = [*lines], False
    known: set[tuple[int, frozenset[tuple[int, int]]]] = set()
    while len(live) > 2:
        here = [(parent, block) for parent, block in said if {parent, *block} <= {*live}]
        wholes = [(live[-1], live[-2::-1]), (live[0], live[1:]), *here]
        trials = [
            *_trials(axis, lines, live, labelled, derived, off),
            *_wholes(axis, lines, wholes, labelled),
        ]
        trials.sort(key=lambda identity: (len(identity.terms), len(identity.misses), -identity.odds))
        used: set[int] = set()
        parents: set[int] = set()
        dropped: set[int] = set()
        for identity in trials:
            parts = {line for line, _ in identity.terms}
            if parts & used or identity.parent in parents:
                continue
            key = (identity.parent, frozenset(identity.terms))
            if key not in known and not _is_turned(identity, known):
                known.add(key)
                yield identity
            parents.add(identity.parent)
            used |= parts
            if all(sign > 0 for _, sign in identity.terms):
                dropped |= parts
        if dropped:
            live = [line for line in live if line not in dropped]
        elif not without_lesser:
            live, without_lesser = [line for line in live if line not in lesser], True
        else:
            return


def _is_turned(identity: Identity, known: set[tuple[int, frozenset[tuple[int, int]]]]) -> bool:
    """Whether it says what a known one says: a = b + c is b = a − c."""
    lines = {identity.parent, *(line for line, _ in identity.terms)}
    return any(lines == {parent, *(line for line, _ in terms)} for parent, terms in known)


def _trials(
    axis: str,
    lines: dict[int, Line],
    live: list[int],
    labelled: set[int],
    derived: set[int],
    off: AbstractSet[int],
) -> Iterator[Identity]:
    """All blocks beside a line that add up to it."""
    strides = range(1, min(MOST_STRIDE, len(live) // 3) + 1)
    tried = log10(max(2 * len(live) ** 2, 10))
    for place, parent in enumerate(live):
        for stride in strides:
            for step in (stride, -stride):
                block = [live[other] for other in range(place + step, len(live) if step > 0 else -1, step)]
                margin = tried + MARGIN_APART * (stride > 1)
                yield from _grown(axis, lines, parent, block, margin, labelled, off)
        near = [
            live[other] for other in range(max(0, place - MOST_APART), min(len(live), place + MOST_APART + 1))
        ]
        for pair in combinations([line for line in near if line != parent], 2):
            if _fits(lines, parent, pair) < UNLABELLED:
                continue
            terms = tuple((line, 1) for line in pair)
            # a balance, or a gap, says what it is
            named = {parent} if derived & {parent, *pair} else labelled
            identity = _judged(axis, lines, parent, terms, tried + MARGIN_APART, named)
            if identity:
                yield replace(identity, labelled=parent in labelled)


def _wholes(axis: str, lines: dict[int, Line], wholes: list[Block], labelled: set[int]) -> Iterator[Identity]:
    """Blocks that are all there is, where they add up in all places but one; rows labelled as totals are
    checked by label."""
    for parent, block in wholes:
        if axis == ROWS and parent in labelled:
            continue
        terms = tuple((line, 1) for line in block)
        if identity := _judged(axis, lines, parent, terms, 0.0, labelled, is_whole=True):
            yield identity


def _grown(
    axis: str,
    lines: dict[int, Line],
    parent: int,
    block: list[int],
    tried: float,
    labelled: set[int],
    off: AbstractSet[int],
) -> Iterator[Identity]:
    """The best of the blocks that begin beside a line. off: lines that are taken off."""
    places = [(place, whole) for place, whole in lines[parent].items() if whole is not None]
    sums, halves, over_is_final = [0.0] * len(places), [0.0] * len(places), [True] * len(places)
    least = LABELLED if parent in labelled else UNLABELLED
    best: Identity | None = None
    for length, line in enumerate(block, 1):
        over = hits = 0
        for number, (place, whole) in enumerate(places):
            amount = lines[line].get(place)
            if amount is not None:
                sums[number] += amount.value
                halves[number] += amount.half
                over_is_final[number] = over_is_final[number] and amount.value >= 0
            away = sums[number] - whole.value
            if abs(away) <= halves[number] + whole.half:
                hits += 1
            elif away > 0 and over_is_final[number]:
                over += 1
        if length > 1 and hits >= least:
            identity = _judged(
                axis, lines, parent, tuple((one, 1) for one in block[:length]), tried, labelled
            )
            if identity and (best is None or identity.odds > best.odds):
                best = identity
        # amounts that exceed the sum already will not come down to it, unless the next are taken off
        if over > max(2, MOST_MISSED * len(places)) and not off & {*block[length : length + 1]}:
            break
    if best:
        yield best


def _fits(lines: dict[int, Line], parent: int, pair: tuple[int, ...]) -> int:
    """In how many places two lines add up to a third; counted until it fails in too many."""
    one, other = (lines[line] for line in pair)
    hits = misses = 0
    for place, whole in lines[parent].items():
        first, second = one.get(place), other.get(place)
        if whole is None or first is None or second is None:
            continue
        if abs(first.value + second.value - whole.value) <= (first.half + second.half + whole.half) * 1.001:
            hits += 1
        else:
            misses += 1
            if misses > max(2, MOST_MISSED * len(lines[parent])):
                return 0
    return hits


def _judged(
    axis: str,
    lines: dict[int, Line],
    parent: int,
    terms: tuple[tuple[int, int], ...],
    tried: float,
    labelled: set[int],
    is_whole: bool = False,
) -> Identity | None:
    """The identity, where it holds in most places and not by chance. is_whole: of all that there is, and it
    fails in one place."""
    hits: dict[int, float] = {}
    misses: list[int] = []
    seen: set[tuple[float, ...]] = set()
    for place, whole in lines[parent].items():
        if whole is None or any(place not in lines[line] for line, _ in terms):
            continue
        parts = [(sign, amount) for line, sign in terms if (amount := lines[line][place])]
        if not parts:
            continue
        away = abs(sum(sign * amount.value for sign, amount in parts) - whole.value)
        slack = whole.half + sum(amount.half for _, amount in parts)
        if away > slack * (1 + 1e-9) + 1e-9 * abs(whole.value):
            # a number that is not printed may be what is missing
            if len(parts) == len(terms) or len(terms) > 3:
                misses.append(place)
            continue
        values = (whole.value, *(amount.value for _, amount in parts))
        hits[place] = 0.0 if values in seen else _odds(whole, [amount for _, amount in parts], away)
        seen.add(values)
    identity = Identity(axis, parent, terms, hits, tuple(misses), parent in labelled)
    if is_whole:
        return identity if len(misses) == 1 and identity.odds >= STRONG else None
    return identity if _is_more_than_chance(identity, tried) else None


def _is_more_than_chance(identity: Identity, tried: float) -> bool:
    told, missed = identity.told, len(identity.misses)
    is_enough = told >= 2 * missed if identity.labelled else told > 2 * missed
    if missed > max(2, MOST_MISSED * told) or (missed and not is_enough):
        return False
    spent = log10(comb(len(identity.hits) + missed, missed))
    if identity.labelled and all(sign > 0 for _, sign in identity.terms):
        return told >= LABELLED and identity.odds >= MARGIN_OF_LABELLED + tried / 2 + spent
    return told >= UNLABELLED and identity.odds >= MARGIN + tried + spent


def _odds(whole: Amount, parts: list[Amount], away: float) -> float:
    """How unlikely it is that numbers of this size add up by chance, as a power of ten.

    What tells is the sum of the parts without the largest: a part that differs from the whole by little more
    than rounding says nothing. Independent roundings add up as the root of their number, within four standard
    deviations.
    """
    sizes = sorted(abs(amount.value) for amount in parts)
    usual = 4 * sqrt(sum(amount.half**2 for amount in parts) / 3 + whole.half**2 / 3)
    # counts are exact, and stand as far apart as whole numbers do
    width = max(
        min(usual, whole.half + sum(amount.half for amount in parts)), 0.5 * 10.0**-whole.cell.amount.decimals
    )
    if away > width:
        return 0.0
    scale = min(abs(whole.value), 2 * sum(sizes[:-1]))
    odds = log10(scale / (2 * width)) if scale > 0 else 0.0
    return min(odds, 4.0) if odds > 0.3 else 0.0
