"""Two versions of a document: which numbers changed, and what of the new one no longer agrees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from crossfoot.documents.document import Document
from crossfoot.numbers.intervals import Interval
from crossfoot.prose.quantities import LABEL, TABLE, YEAR, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.run.alignment import Named, masked, pair_sentences, pair_tables, sentences_of, words
from crossfoot.run.audit import Audit, printable
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Grid

HOLD = ("holds", "within_rounding", "found")
# of the sentences, or of the tables, of the shorter version: what two versions of one document share at least
SHARED = 0.3
# a table in millions, a sentence in billions
SCALES = (0, 3, 6, 9, -3, -6, -9)
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
# words before a number that name it as the earlier one
BEFORE = re.compile(r"(?:from|than|previously|formerly|earlier|instead of)\s+\D{0,4}$", re.IGNORECASE)
# the year of the number before it
OF_YEAR = re.compile(r"\D{0,20}?\b(?:in|for)\s+((?:19|20)\d\d)\b")
# of each kind, and letters of a sentence, in the summary
SHOWN, LETTERS = 10, 100


@dataclass(frozen=True)
class Change:
    """One thing that changed, or that no longer agrees.

    kind: cell, sentence, stale (a number of the prose that is still the old value of a changed cell), broken
    (it held in the old version) or new (contradicted, and not to be compared).
    where: table, row and column, or page and line. old, new: what is printed. quote: of the new version.
    why: of what no longer agrees. link: into the page of the new version, "" for none.
    """

    kind: str
    where: str
    old: str = ""
    new: str = ""
    quote: str = ""
    why: str = ""
    link: str = ""

    def __str__(self) -> str:
        quote = self.quote if len(self.quote) <= LETTERS else f"{self.quote[:LETTERS]}…"
        arrow = f"{self.old or '–'} → {self.new or '–'}" if self.old or self.new else ""
        return ": ".join(part for part in (self.where, arrow, quote, self.why) if part)


@dataclass(frozen=True)
class Versions:
    """names: of the old and the new file. new: the audit of the new one. changes: as found, by kind."""

    names: tuple[str, str]
    new: Audit
    changes: list[Change]

    def of(self, kind: str) -> list[Change]:
        return [one for one in self.changes if one.kind == kind]

    def to_json(self) -> str:
        """All of it as one line of JSON: versions, changes."""
        return json.dumps({"versions": self.names, "changes": [asdict(one) for one in self.changes]})

    def summary(self) -> str:
        """What changed, in lines."""
        cells, prose, broken, stale = (len(self.of(kind)) for kind in ("cell", "sentence", "broken", "stale"))
        lines = [
            f"{self.names[0]} → {self.names[1]}: numbers that changed: {cells} of tables, {prose} of the "
            f"prose; what held and no longer does: {broken}; old values left in the prose: {stale}"
        ]
        heads = {"broken": "no longer holds: ", "stale": "old value: ", "new": "newly contradicted: "}
        for kind in ("broken", "stale", "new", "cell", "sentence"):
            found = self.of(kind)
            lines += [f"  {heads.get(kind, '')}{one}" for one in found[:SHOWN]]
            lines += [f"  and {len(found) - SHOWN} more"] if found[SHOWN:] else []
        return "\n".join(map(printable, lines))

    def write(self, folder: str | Path) -> Path:
        """Writes the audit of the new version with changes.html beside it; returns that page.

        Raises InputError where the folder holds anything else, or cannot be written.
        """
        from crossfoot.page.changes_page import changes_page

        self.new.write(folder, {"changes.html": changes_page(self.names, self.of)})
        return Path(folder) / "changes.html"


def compare(old: Audit, new: Audit) -> Versions | None:
    """What changed from one audited version to the next; None where the two share too little to be that."""
    before, after = _named(old.reading), _named(new.reading)
    told, tells = sentences_of(old.reading), sentences_of(new.reading)
    tables, said = pair_tables(before, after), pair_sentences(told, tells)
    shared = (len(tables), len(before), len(after)), (len(said), len(told), len(tells))
    if not any(found and found >= SHARED * min(sizes) for found, *sizes in shared):
        return None
    pairs = [_Pair(before[first], after[second], first, second) for first, second in tables]
    cells = [cell for pair in pairs for cell in pair.changed()]
    broken = [*_broken_checks(old, new, pairs), *_broken_statements(old, new, told, tells, said)]
    stale = list(_stale(cells, tells, broken))
    known = {one.where for one in stale}
    broken += [one for one in _unconfirmed(old, new, told, tells, said) if one.where not in known]
    changes = [*broken, *stale, *(cell.change for cell in cells)]
    changes += [
        Change("sentence", _where(tells[second]), was, is_now, tells[second].text)
        for first, second in said
        for was, is_now in _numbers_changed(told[first], tells[second])
    ]
    names = old.document, new.document
    return Versions(names if names[0] != names[1] else (f"{names[0]}, old", f"{names[1]}, new"), new, changes)


def _named(reading: Document) -> list[Named]:
    return [Named(Grid(table)) for table in reading.tables]


@dataclass(frozen=True)
class _Changed:
    """A cell that changed: row, its label; was, now: its numbers; stands_still: whether another cell of
    its row has the old number now."""

    change: Change
    row: str
    was: Cell | None
    now: Cell | None
    stands_still: bool


@dataclass(frozen=True)
class _Pair:
    """A table of the old version and the same of the new one. first, second: their places, from 0."""

    old: Named
    new: Named
    first: int
    second: int

    def changed(self) -> Iterator[_Changed]:
        """Cells that print another number in the new version, or a number in one version alone."""
        for row, column in ((row, column) for row in self.new.rows for column in self.new.columns):
            if row not in self.old.rows or column not in self.old.columns:
                continue
            at, was = ((of.rows[row], of.columns[column]) for of in (self.new, self.old))
            here, there = self.new.grid.number_at(at), self.old.grid.number_at(was)
            if (here and here.face) == (there and there.face):
                continue
            grid = self.new.grid
            label = grid.row_label(*at) or grid.first_label(at[0])
            printed = (of.grid.table.body[y][x].strip() for of, (y, x) in ((self.old, was), (self.new, at)))
            link = f"t{self.second + 1}-{at[0] + 1}-{at[1] + 1}"
            old, new = printed
            change = Change("cell", f"{grid.table.title}, {label}, {grid.labels[at[1]]}", old, new, link=link)
            beside = [grid.number_at((at[0], place)) for place in self.new.columns.values()]
            stands_still = any(one and there and one.face == there.face for one in beside)
            yield _Changed(change, label, there, here, stands_still)


def _numbers_changed(old: Sentence, new: Sentence) -> Iterator[tuple[str, str]]:
    """The numbers of two sentences that differ, those that stand in each other's place together."""
    olds, news = ([one for one in each.quantities if one.kind not in (LABEL, TABLE)] for each in (old, new))
    before, after = ([_key(one) for one in each] for each in (olds, news))
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            texts = [one.text for one in olds[a:b]], [one.text for one in news[c:d]]
            yield from zip_longest(*texts, fillvalue="")


def _key(one: Quantity) -> tuple:
    said = one.number.face if one.number else one.period or "".join((one.label or one.text).split())
    return (one.kind, said, one.currency)


def _where(one: Sentence) -> str:
    return f"page {one.page}, line {one.line}" if one.page is not None else f"line {one.line}"


def _broken_checks(old: Audit, new: Audit, pairs: list[_Pair]) -> Iterator[Change]:
    """Sums and the like of the new version that fail and did not fail in the old one."""
    earlier = {}
    for pair in pairs:
        rows = {place: pair.new.rows.get(name) for name, place in pair.old.rows.items()}
        columns = {place: pair.new.columns.get(name) for name, place in pair.old.columns.items()}
        for check in old.by_table[pair.first].get("checks", []):
            row = None if check["row"] is None else rows.get(check["row"] - 1)
            earlier[(check["check"], pair.second, row, columns.get(check["position"], -1))] = check
    for place, about in enumerate(new.by_table):
        for number, check in enumerate(about.get("checks", []), start=1):
            row = None if check["row"] is None else check["row"] - 1
            before = earlier.get((check["check"], place, row, check["position"]))
            if check["severity"] != "error" or (before and before["severity"] == "error"):
                continue
            yield Change(
                "broken" if before and before["verdict"] in HOLD else "new",
                f"{new.tables[place].title}, row {check['row']}, {check['column']}",
                quote=check["printed"],
                why=f"{check['check'].replace('_', ' ')}: {check['diagnosis'] or check['inputs']}",
                link=f"t{place + 1}-f{number}",
            )


def _broken_statements(
    old: Audit, new: Audit, told: list[Sentence], tells: list[Sentence], said: list[tuple[int, int]]
) -> Iterator[Change]:
    """Statements of the prose that are contradicted and were not; a sentence is known by its words."""
    same = {second: first for first, second in said}
    wrong = {(one["kind"], masked(one["quote"])) for one in old.contradicted if "quote" in one}
    for one in new.statements:
        if one["severity"] != "error" or (one["kind"], masked(one["quote"])) in wrong:
            continue
        origins = [
            told[same[place]] for place, other in enumerate(tells) if place in same and _in(one, other)
        ]
        held = any(
            before["verdict"] in HOLD
            and before["kind"] == one["kind"]
            and masked(before["quote"]) == masked(one["quote"])
            and any(_in(before, origin) for origin in origins)
            for before in old.statements
        )
        where = next((_where(other) for other in tells if _in(one, other)), f"line {one['line']}")
        why = f"states {one['stated']}; {one['against']} gives {one['computed']}"
        yield Change("broken" if held else "new", where, quote=one["quote"], why=why, link="prose")


def _unconfirmed(
    old: Audit, new: Audit, told: list[Sentence], tells: list[Sentence], said: list[tuple[int, int]]
) -> Iterator[Change]:
    """Statements that held, in sentences that are the same to the letter, and that nothing decides now.

    None of versions in two formats, since these are read otherwise."""
    if old.reading.kind != new.reading.kind:
        return
    now = {(one["kind"], one["quote"]) for one in new.statements if one["verdict"] != "not_checkable"}
    same = [(told[first], tells[second]) for first, second in said if told[first].text == tells[second].text]
    for one in old.statements:
        if one["verdict"] not in ("holds", "within_rounding") or (one["kind"], one["quote"]) in now:
            continue
        where = next((_where(there) for here, there in same if _in(one, here)), None)
        if where:
            why = f"it agreed with {one['against']} in the old version; nothing confirms it now"
            yield Change("broken", where, quote=one["quote"], why=why)


def _in(statement: dict, sentence: Sentence) -> bool:
    is_here = (sentence.page, sentence.line) == (statement["page"], statement["line"])
    return is_here and statement["quote"] in sentence.text


def _stale(cells: list[_Changed], tells: list[Sentence], broken: list[Change]) -> Iterator[Change]:
    """Numbers of the prose that are the old value of a changed cell, in a sentence that names its row, and
    its year where the sentence names years; what a statement says already is not said twice."""
    for cell in cells:
        if cell.was is None or cell.was.face.low != cell.was.face.high or cell.stands_still:
            continue
        row, years = (
            {word for word in words(cell.row) if len(word) > 2},
            set(YEARS.findall(cell.change.where)),
        )
        for sentence in tells:
            in_sentence = set(YEARS.findall(sentence.text))
            if (
                not row
                or not row <= words(sentence.text)
                or (years and in_sentence and not years & in_sentence)
            ):
                continue
            for one in sentence.quantities:
                if not _states(one, cell.was) or (cell.now and _states(one, cell.now)):
                    continue
                is_told = any(each.where == _where(sentence) and one.text in each.quote for each in broken)
                # "from" also stands before a value whose own year is told
                own = OF_YEAR.match(sentence.text, one.start + len(one.text))
                is_earlier = BEFORE.search(sentence.text[: one.start]) and not (own and own[1] in years)
                if not is_told and not is_earlier:
                    why = (
                        f"{cell.change.where} was {cell.change.old} and is {cell.change.new or 'nothing'} now"
                    )
                    why = f"states {one.text}; {why}"
                    yield Change(
                        "stale", _where(sentence), quote=sentence.text, why=why, link=cell.change.link
                    )


def _states(one: Quantity, cell: Cell) -> bool:
    """Whether a number of the prose is that of a cell, rounded to its digits, in whatever unit of a thousand;
    two digits at least tell it from others."""
    value = abs(cell.face.low)
    if one.kind in (LABEL, TABLE, YEAR) or one.number is None or not one.digits or one.meant:
        return False
    digits, step = (
        Decimal(one.digits.replace(",", "")),
        Decimal(1).scaleb(-len(one.digits.partition(".")[2])) / 2,
    )
    if min(len(str(number).replace(".", "").strip("0")) for number in (value, digits)) < 2:
        return False
    meant = Interval(digits - step, digits + step)
    return any(meant.overlaps(Interval.exactly(value.scaleb(power))) for power in SCALES)
