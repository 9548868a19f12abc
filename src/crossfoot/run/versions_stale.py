"""Sentences that both versions have and that rest on cells which changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from crossfoot.numbers.intervals import Interval
from crossfoot.prose.quantities import FRACTION, MONEY, NUMBER, PERCENT, POINTS, TIMES, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.run.versions_alignment import words, years_of
from crossfoot.run.versions_evidence import At, Both, Derived
from crossfoot.run.versions_prose import where
from crossfoot.run.versions_tables import Change

# a table in millions, a sentence in billions
SCALES = (0, 3, 6, 9, -3, -6, -9)
IN_UNITS = ("number", "change", "gap", "sum", "mean")
RISE = r"r[io]se|risen|rising|gr[eo]w\w*|increas\w+|climb\w*|gain\w*|expan\w+|recover\w*|improv\w+"
FALL = r"f[ae]ll\w*|declin\w+|decreas\w+|dropp?\w*|shr[aiu]nk\w*|contract\w+|lost|reduc\w+"
MOVED = rf"{RISE}|{FALL}|up|down|growth|change\w*|higher|lower|above|below|more than"
HIGH = r"largest|biggest|highest|most|top|leading|greatest|fastest|strongest|peak\w*|maximum|record"
LOW = r"smallest|lowest|least|fewest|slowest|weakest|minimum"


def _any(text: str) -> re.Pattern:
    return re.compile(rf"\b(?:{text})\b", re.IGNORECASE)


RISES, FALLS, HIGHEST, LOWEST = map(_any, (RISE, FALL, HIGH, LOW))
SURPLUS, DEFICIT = _any("surplus(?:es)?|positive"), _any("deficits?|negative|shortfall")
# by what cells make: the kinds of numbers that state it, and words that it is stated with
STATED: dict[str, tuple[str, re.Pattern | None]] = {
    "number": (MONEY + NUMBER + PERCENT + POINTS, None),
    "share": (
        PERCENT + FRACTION,
        re.compile(r"%\s+of\b|\b(?:shares?|cent of|account\w*|took|made up)\b", re.I),
    ),
    "share of all but the others": (
        PERCENT,
        _any(r"named|listed|these|shown|main|top|leading|largest|biggest|selected"),
    ),
    "growth": (PERCENT, _any(MOVED)),
    "change": (MONEY + NUMBER + POINTS, _any(MOVED)),
    "gap": (
        MONEY + NUMBER + POINTS,
        _any(r"surplus\w*|deficits?|balances?|gap|difference|exceed\w*|ahead|behind|leads?|margin"),
    ),
    "ratio": (TIMES, None),
    "sum": (MONEY + NUMBER, _any(r"together|combined|totals?|totall?ed|amount\w*|sum|altogether|overall")),
    "mean": (MONEY + NUMBER, _any(r"averag\w+|means?")),
    "joint share": (PERCENT + FRACTION, _any(r"share\w*|together|combined|and|between them")),
    "yearly growth": (PERCENT, _any(r"annual\w*|a year|per year|compound|yearly|CAGR|average")),
}
# words before a number that name it as the earlier one, and the year of the number before it
BEFORE = re.compile(r"(?:from|than|previously|formerly|earlier|instead of)\s+\D{0,4}$", re.IGNORECASE)
OF_YEAR = re.compile(r"\D{0,20}?\b(?:in|for)\s+((?:19|20)\d\d)\b")


@dataclass(frozen=True)
class Said:
    """A sentence that both versions have, or a cell of a table with its labels.

    kept: its numbers that the old version has too. is_same: whether it is a sentence, the same to the letter.
    """

    text: str
    where: str
    kept: tuple[Quantity, ...]
    is_same: bool = False
    table: int = -1

    @cached_property
    def words(self) -> frozenset[str]:
        found = words(self.text)
        return found | {"balance"} if found & {"deficit", "surplus"} else found

    @property
    def amounts(self) -> list[Quantity]:
        return [one for one in self.kept if one.kind in MONEY + PERCENT + POINTS]

    @cached_property
    def years(self) -> frozenset[str]:
        return years_of(self.text)


def said_again(
    told: Sequence[Sentence], tells: Sequence[Sentence], pairs: Sequence[tuple[int, int]]
) -> Iterator[Said]:
    for first, second in pairs:
        old, new = told[first].text, tells[second]
        kept = tuple(one for one in new.quantities if one.number is not None and one.text in old)
        yield Said(new.text, where(new), kept, old == new.text)


def printed_again(tables: Sequence[Both]) -> Iterator[Said]:
    """The cells that no version changed, as if a sentence said them; a cell of two digits says little."""
    for both in tables:
        for at, (_, now) in both.cells.items():
            number, digits = now.amount, re.sub(r"[^\d.]", "", now.text)
            if at not in both.changed and len(digits.replace(".", "").strip("0")) >= 2:
                kind = PERCENT if at[1] in both.percentages else NUMBER
                label = f"{both.block.rows[at[0]].said}: {both.pair.new.columns[at[1]].said}"
                one = Quantity(kind, now.text, len(label), len(label), number, digits=digits)
                yield Said(label, both.pair.said(*at), (one,), table=both.pair.second)


class Prose:
    """Sentences and cells that both versions have, by their words.

    broken: by place, the words that are called broken already, which is not said twice.
    """

    def __init__(self, prose: Iterable[Said], broken: Iterable[Change]):
        self.said = [one for one in prose if one.kept or one.is_same]
        self.by_word: dict[str, set[int]] = defaultdict(set)
        for place, said in enumerate(self.said):
            for word in said.words:
                self.by_word[word].add(place)
        self.known: dict[str, list[str]] = defaultdict(list)
        for one in broken:
            self.known[one.where].append(one.quote)

    def near(self, both: Both) -> list[Said]:
        """Those that name a row of a table or, where that need not be, a word over its columns or rows."""
        names = [name for name in both.row_words if name]
        found = [set.intersection(*(self.by_word[word] for word in name)) for name in names]
        others = frozenset().union(both.counted[0], *both.column_words.values())
        # a total is named by what its table is about
        others |= both.topic if any(both.roles[row] == "total" for row, _ in both.changed) else frozenset()
        if both.counted[1] != both.counted[2] or any(row < 0 for row, _ in both.by_name):
            found += [self.by_word[word] for word in others]
        return [self.said[place] for place in sorted(set().union(*found))]


def left_behind(both: Both, prose: Prose) -> Iterator[Change]:
    """What prose, or a cell of another table, says that cells confirmed in the old version and deny now."""
    named, old, new = both.counted
    for said in prose.near(both) if both.changed or old != new else ():
        if said.table == both.pair.second or (said.table >= 0 and both.about.isdisjoint(said.words)):
            continue
        candidates = both.meant(said.words, said.years)
        if said.table >= 0:
            # its own table has its sums
            candidates = [
                one
                for one in candidates
                if one.says not in ("sum", "mean") and both.names_column(one, said.words)
            ]
        known = prose.known.get(said.where, ())
        late = [
            stale(both, said, fit, f"states {quantity.text}")
            for quantity in said.kept
            if not any(quantity.text in quote for quote in known)
            and (fit := _outdated(both, said, quantity, candidates))
        ]
        if old != new and said.table < 0 and not known:
            late += _counted(both, said, named, old, new)
        yield from late
        if said.is_same and not known and not late:
            yield from _overturned(both, said, candidates)


def _counted(both: Both, said: Said, named: frozenset[str], old: int, new: int) -> Iterator[Change]:
    """A number of rows that a sentence states, with the word over their names behind it."""
    for one in said.kept:
        behind = words(" ".join(said.text[one.end :].split()[:3]))
        if one.kind == NUMBER and not one.meant and one.value == old > 2 and named & behind:
            title = both.pair.new.grid.table.title
            why = f"states {one.text}; {title} named {old} in the old version and names {new} now"
            yield Change("stale", said.where, quote=said.text, why=why, link=f"t{both.pair.second + 1}")


def _outdated(both: Both, said: Said, quantity: Quantity, candidates: list[Derived]) -> Derived | None:
    """What a number of a sentence was, and is no more."""
    text, fit = said.text, None
    for one in candidates:
        meant, stated = _meant(quantity, one.says), STATED[one.says][1]
        is_stated = meant and both.has_unit_of(quantity, one) and (not stated or stated.search(text))
        if not meant or not is_stated:
            continue
        if _is_so(meant, both.value(one, True), one.says):
            return None
        if fit is None and _is_so(meant, both.value(one, False), one.says):
            fit = one
    if fit is None:
        return None
    # another cell of its row can have the number now
    meant = _meant(quantity, "number")
    if meant and any(
        _is_so(meant, now.face, "number") for at, (_, now) in both.cells.items() if at[0] in fit.rows
    ):
        return None
    # "from" also stands before a value whose own year is told
    own = OF_YEAR.match(text, quantity.start + len(quantity.text))
    is_earlier = BEFORE.search(text[: quantity.start]) and not (own and own[1] in both.years(fit.cells[0]))
    return None if fit.says == "number" and is_earlier else fit


def _meant(one: Quantity, says: str) -> Interval | None:
    """What a number of the prose can stand for; None where it cannot state this, or has too few digits."""
    if one.kind not in STATED[says][0] or one.number is None:
        return None
    if one.meant not in ("", "about"):
        return one.amount.wide if says in ("share", "joint share", "ratio") else None
    digits = Decimal(one.digits.replace(",", "") or 0)
    # many numbers are near a sum or a mean of two digits
    least = 3 if one.meant or says in ("sum", "mean") else 2
    if len(str(digits).replace(".", "").strip("0")) < least:
        return None
    step = Decimal(1).scaleb(-len(one.digits.partition(".")[2])) / 2
    return Interval(digits - step, digits + step)


def _is_so(meant: Interval, value: Interval | None, says: str) -> bool:
    """Whether a number states a value, whatever its sign, in whatever unit of a thousand."""
    if value is None:
        return False
    low, high = sorted((abs(value.low), abs(value.high)))
    low = Decimal(0) if value.low < 0 < value.high else low
    scales = SCALES if says in IN_UNITS else (0,)
    return any(meant.overlaps(Interval(low.scaleb(one), high.scaleb(one))) for one in scales)


def _overturned(both: Both, said: Said, candidates: list[Derived]) -> Iterator[Change]:
    """A direction, sign or extreme that a sentence states in words."""
    text = said.text
    for says, up, down in (("change", RISES, FALLS), ("number", SURPLUS, DEFICIT)):
        is_up, is_down = up.search(text), down.search(text)
        # one that states amounts would have agreed by them
        for one in candidates if bool(is_up) != bool(is_down) and not said.amounts else ():
            # of a column of changes, the change of a change
            if (
                one.says != says
                or one.cells[0][1] in both.percentages
                or not both.names_column(one, said.words)
            ):
                continue
            old, new = both.value(one, False), both.value(one, True)
            if old and new and (old.low > 0 > new.high if is_up else old.high < 0 < new.low):
                yield stale(both, said, one, f"says “{(is_up or is_down)[0]}”")  # type: ignore[index]
                return
    superlatives = [
        (word[0], best) for stated, best in ((HIGHEST, max), (LOWEST, min)) if (word := stated.search(text))
    ]
    if not superlatives:
        return
    changed = {column for _, column in both.changed}
    meant = {one.cells[0] for one in both.meant_alone(said.words, said.years)}
    for column in changed if len({column for _, column in meant}) == 1 else ():
        rows = both.rows_with("item", column)
        for superlative, best in superlatives if len(rows) > 2 else ():
            first, second = (
                best(rows, key=lambda row: both.cells[row, column][side].face.low) for side in (0, 1)
            )
            if first != second and (first, column) in meant:
                one = Derived("number", ((first, column),), frozenset([first]), lambda x: x[0])
                line = both.block.rows[second].said
                yield stale(both, said, one, f"says “{superlative}”, which is {line} now", (second, column))
                return


def stale(both: Both, said: Said, one: Derived, states: str, by: At | None = None) -> Change:
    """by: the cell that overtook the one that is meant."""
    column = one.cells[0][1]
    beside = [at for at in sorted(both.changed) if at[1] == column]
    moved = next((at for at in (*one.cells, by, *beside) if at in both.changed), one.cells[0])
    was, now = (cell.text.strip() for cell in both.cells[moved])
    value = both.value(one, True)
    made = ""
    if one.says != "number" and value:
        made = f", which makes the {one.says} {float(value.low + value.high) / 2:.4g}"
    return Change(
        "stale",
        said.where,
        quote=said.text if said.table < 0 else "",
        why=f"{states}; {both.pair.said(*moved)} was {was} and is {now} now{made}",
        link=f"t{both.pair.second + 1}-{moved[0] + 1}-{moved[1] + 1}",
    )
