"""Two versions of a document: which numbers changed, and what of the new one no longer agrees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from crossfoot.numbers.intervals import Interval
from crossfoot.prose.quantities import LABEL, TABLE, YEAR, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.run.alignment import Named, Version, masked, pair_sentences, pair_tables, words
from crossfoot.run.audit import Audit, printable

HOLD = ("holds", "within_rounding", "found")
# of the sentences, or of the tables, of the shorter version: what two versions of one document share at least
SHARED = 0.3
# a table in millions, a sentence in billions
SCALES = (0, 3, 6, 9, -3, -6, -9)
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
# words before a number that name it as the earlier one
BEFORE = re.compile(r"(?:from|than|previously|formerly|earlier|instead of)\s+\D{0,4}$", re.IGNORECASE)
COLUMNS = ["what", "place", "row", "column", "old", "new", "why"]
BROKEN = {True: "no longer holds", False: "newly contradicted"}
NONE = "–"
# of each kind, and letters of a sentence, in the summary
SHOWN, LETTERS = 10, 100


@dataclass(frozen=True)
class Changes:
    """cells: numbers of tables that changed, {"table", "row", "column", "old", "new", "link"}.
    sentences: {"where", "quote", "numbers"}; numbers as (old, new), "" for one that only the other has.
    broken: checks and statements of the new version that are contradicted, {"place", "quote", "why", "link",
    "held"}; held: whether it held in the old one. mended: as many that no longer are.
    stale: numbers of the prose that are still the old value of a changed cell, {"where", "quote", "number",
    "cell", "old", "new"}. only: what one version alone has, {"version", "what"}.
    """

    old: Audit
    new: Audit
    cells: list[dict]
    sentences: list[dict]
    broken: list[dict]
    mended: int
    stale: list[dict]
    only: list[dict]

    @property
    def names(self) -> tuple[str, str]:
        """Of the two files, told apart where they are one."""
        one, other = self.old.document, self.new.document
        return (one, other) if one != other else (f"{one}, old", f"{other}, new")

    def rows(self) -> list[list]:
        """As changes.csv: what, place, row, column, old, new, why."""
        found: list[list] = [list(COLUMNS)]
        for one in self.cells:
            found.append(["cell", one["table"], one["row"], one["column"], one["old"], one["new"], ""])
        for one in self.sentences:
            for before, after in one["numbers"]:
                found.append(["sentence", one["where"], "", "", before, after, one["quote"]])
        for one in self.stale:
            why = f"{one['cell']}: {one['old']} became {one['new']}"
            found.append(["old value", one["where"], "", "", one["number"], "", f"{why}: {one['quote']}"])
        for one in self.broken:
            found.append([BROKEN[one["held"]], one["place"], "", "", "", one["quote"], one["why"]])
        found += [[f"only in the {one['version']} version", one["what"], *[""] * 5] for one in self.only]
        return found

    def summary(self) -> str:
        """What changed, in lines."""
        held = [one for one in self.broken if one["held"]]
        lines = [
            f"{self.names[0]} → {self.names[1]}: numbers that changed: {len(self.cells)} of tables, "
            f"{sum(len(one['numbers']) for one in self.sentences)} of the prose; "
            f"what held and no longer does: {len(held)}; old values left in the prose: {len(self.stale)}"
        ]
        lines += _some(
            f"  {one['table']}, {one['row']}, {one['column']}: {one['old']} → {one['new']}"
            for one in self.cells
        )
        lines += _some(
            f"  {one['where']}: {old or NONE} → {new or NONE}: {_start(one)}"
            for one in self.sentences
            for old, new in one["numbers"]
        )
        lines += _some(
            f"  old value: {one['where']}: {one['number']}, where {one['cell']} is now {one['new']}: "
            f"{_start(one)}"
            for one in self.stale
        )
        lines += _some(
            f"  {BROKEN[one['held']]}: {one['place']}: {_start(one)} ({one['why']})" for one in self.broken
        )
        return "\n".join(map(printable, lines))

    def to_json(self) -> str:
        """All of it as one line of JSON: versions, and the lists above by name."""
        lists = ("cells", "sentences", "broken", "mended", "stale", "only")
        return json.dumps(
            {"versions": self.names, **{name: getattr(self, name) for name in lists}}, default=str
        )

    def write(self, folder: str | Path) -> Path:
        """Writes the audit of the new version with changes.html and changes.csv beside it.

        Returns the page. Raises InputError where the folder holds anything else, or cannot be written.
        """
        from crossfoot.page.changes_page import changes_page

        page = changes_page(
            self.names, self.cells, self.sentences, self.broken, self.mended, self.stale, self.only
        )
        self.new.write(folder, {"changes.html": page, "changes.csv": self.rows()})
        return Path(folder) / "changes.html"


def _start(one: dict) -> str:
    return one["quote"] if len(one["quote"]) <= LETTERS else f"{one['quote'][:LETTERS]}…"


def _some(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return found[:SHOWN] + ([f"  and {len(found) - SHOWN} more"] if found[SHOWN:] else [])


def compare(old: Audit, new: Audit) -> Changes | None:
    """What changed from one audited version to the next.

    None where the two share too little to be versions of one document.
    """
    before, after = Version.of(old.reading), Version.of(new.reading)
    tables = pair_tables(before.tables, after.tables)
    said = pair_sentences(before.sentences, after.sentences)
    least = min(len(before.tables), len(after.tables)), min(len(before.sentences), len(after.sentences))
    if not any(
        most and len(pairs) >= SHARED * most for pairs, most in zip((tables, said), least, strict=True)
    ):
        return None
    rows = [_Pair(before.tables[first], after.tables[second], first, second) for first, second in tables]
    cells = [change for pair in rows for change in pair.changed()]
    broken, mended = _broken(old, new, rows, _held_quotes(old, before, said, after))
    sentences = [
        {"where": _where(after.sentences[second]), "quote": after.sentences[second].text, "numbers": numbers}
        for first, second in said
        if (numbers := _numbers_changed(before.sentences[first], after.sentences[second]))
    ]
    only = [
        {"version": version, "what": each.grid.table.title}
        for version, of, matched in (
            ("old", before, {a for a, _ in tables}),
            ("new", after, {b for _, b in tables}),
        )
        for place, each in enumerate(of.tables)
        if place not in matched
    ]
    only += [one for pair in rows for one in pair.only()]
    # what its statement says already is not said twice
    told = {(one["place"], one["quote"]) for one in broken}
    stale = [
        one
        for one in _stale(cells, rows, after)
        if not any(place == one["where"] and one["number"] in quote for place, quote in told)
    ]
    return Changes(old, new, cells, sentences, broken, mended, stale, only)


@dataclass(frozen=True)
class _Pair:
    """A table of the old version and the same of the new one. first, second: their places, from 0."""

    old: Named
    new: Named
    first: int
    second: int

    def changed(self) -> Iterator[dict]:
        """Cells that print another number in the new version, or a number in one version alone."""
        for row, column in ((row, column) for row in self.new.rows for column in self.new.columns):
            if row not in self.old.rows or column not in self.old.columns:
                continue
            at = (self.new.rows[row], self.new.columns[column])
            here = self.new.grid.number_at(at)
            there = self.old.grid.number_at((self.old.rows[row], self.old.columns[column]))
            if (here and here.number and here.amount.face) == (there and there.number and there.amount.face):
                continue
            label = self.new.grid.row_label(*at) or self.new.grid.first_label(at[0])
            old_text = self.old.grid.table.body[self.old.rows[row]][self.old.columns[column]].strip()
            new_text = self.new.grid.table.body[at[0]][at[1]].strip()
            yield {
                "table": self.new.grid.table.title,
                "row": label or f"row {at[0] + 1}",
                "column": self.new.grid.labels[at[1]] or f"column {at[1] + 1}",
                "old": old_text or NONE,
                "new": new_text or NONE,
                "link": f"t{self.second + 1}-{at[0] + 1}-{at[1] + 1}",
                "at": (self.second, *at),
                "was": there.amount.face if there else None,
                "is": here.amount.face if here else None,
            }

    def only(self) -> Iterator[dict]:
        for version, one, other in (("old", self.old, self.new), ("new", self.new, self.old)):
            for kind, names, others in (
                ("row", one.rows, other.rows),
                ("column", one.columns, other.columns),
            ):
                for name, _ in (name for name in names if name not in others):
                    if name.strip(" |"):
                        yield {
                            "version": version,
                            "what": f"{one.grid.table.title}, {kind} {name.strip(' |')}",
                        }


def _numbers_changed(old: Sentence, new: Sentence) -> list[tuple[str, str]]:
    """The numbers of two sentences that differ, those that stand in each other's place together."""
    olds, news = ([one for one in each.quantities if one.kind not in (LABEL, TABLE)] for each in (old, new))
    before, after = ([_key(one) for one in each] for each in (olds, news))
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            texts = [one.text for one in olds[a:b]], [one.text for one in news[c:d]]
            found += list(zip_longest(*texts, fillvalue=""))
    return found


def _key(one: Quantity) -> tuple:
    said = one.number.face if one.number else one.period or "".join((one.label or one.text).split())
    return (one.kind, said, one.currency)


def _where(sentence: Sentence) -> str:
    page = f"page {sentence.page}, " if sentence.page is not None else ""
    return f"{page}line {sentence.line}"


def _held_quotes(
    old: Audit, before: Version, said: list[tuple[int, int]], after: Version
) -> set[tuple[str, str, str]]:
    """Kind, words and place, in the new version, of every statement that held in the old one."""
    found = set()
    places = {first: second for first, second in said}
    for one in old.statements:
        if one["verdict"] in HOLD:
            for first, sentence in enumerate(before.sentences):
                if first in places and _stands_in(one, sentence):
                    found.add((one["kind"], masked(one["quote"]), _where(after.sentences[places[first]])))
    return found


def _stands_in(one: dict, sentence: Sentence) -> bool:
    return (sentence.page, sentence.line) == (one["page"], one["line"]) and one["quote"] in sentence.text


def _broken(
    old: Audit, new: Audit, pairs: list[_Pair], held_quotes: set[tuple[str, str, str]]
) -> tuple[list[dict], int]:
    """What is contradicted in the new version and was not in the old one; how many no longer are."""
    old_rows = {}
    for pair in pairs:
        rows = {place: pair.new.rows.get(name) for name, place in pair.old.rows.items()}
        columns = {place: pair.new.columns.get(name) for name, place in pair.old.columns.items()}
        for check in old.by_table[pair.first].get("checks", []):
            row = None if check["row"] is None else rows.get(check["row"] - 1)
            column = columns.get(check["position"], -1)
            old_rows[(check["check"], pair.second, row, column)] = check
    broken, still = [], 0
    for place, about in enumerate(new.by_table):
        for number, check in enumerate(about.get("checks", []), start=1):
            if check["severity"] != "error":
                continue
            row = None if check["row"] is None else check["row"] - 1
            earlier = old_rows.get((check["check"], place, row, check["position"]))
            if earlier and earlier["severity"] == "error":
                still += 1
                continue
            where = f"{new.tables[place].title}, row {check['row']}, {check['column']}"
            allowed = f"{check['low']} to {check['high']}" if check["low"] is not None else ""
            why = f"{check['check'].replace('_', ' ')}: {check['diagnosis'] or allowed}"
            held = earlier is not None and earlier["verdict"] in HOLD
            link = f"t{place + 1}-f{number}"
            broken.append({"place": where, "quote": check["printed"], "why": why, "link": link, "held": held})
    earlier_wrong = {
        (one["kind"], masked(one["quote"])) for one in old.statements if one["severity"] == "error"
    }
    for one in new.statements:
        key = (one["kind"], masked(one["quote"]))
        page = f"page {one['page']}, " if one["page"] is not None else ""
        where = f"{page}line {one['line']}"
        if one["severity"] != "error":
            continue
        if key in earlier_wrong:
            still += 1
            continue
        why = f"states {one['stated']}; {one['against']} gives {one['computed']}"
        held = (*key, where) in held_quotes
        broken.append({"place": where, "quote": one["quote"], "why": why, "link": "prose", "held": held})
    return broken, max(0, len(old.contradicted) - still)


def _stale(cells: list[dict], pairs: list[_Pair], after: Version) -> Iterator[dict]:
    """Numbers of the prose that are the old value of a changed cell, in a sentence that names its row, and
    its year where the sentence names years."""
    by_place = {pair.second: pair.new for pair in pairs}
    for cell in cells:
        was, now = cell["was"], cell["is"]
        if was is None or was.low != was.high or _digits(was.low) < 2:
            continue
        named = by_place[cell["at"][0]]
        row = {word for word in words(cell["row"]) if len(word) > 2}
        years = set(YEARS.findall(f"{cell['column']} {cell['row']}"))
        # the value stands elsewhere in its row still
        if any(
            other.amount.face == was
            for column in named.columns.values()
            if (other := named.grid.number_at((cell["at"][1], column))) is not None
        ):
            continue
        for sentence in after.sentences:
            told = words(sentence.text)
            in_sentence = set(YEARS.findall(sentence.text))
            if not row or not row <= told or (years and in_sentence and not years & in_sentence):
                continue
            for one in sentence.quantities:
                if BEFORE.search(sentence.text[: one.start]):
                    continue
                if _states(one, was.low) and not (now and now.low == now.high and _states(one, now.low)):
                    yield {
                        "where": _where(sentence),
                        "quote": sentence.text,
                        "number": one.text,
                        "cell": f"{cell['table']}, {cell['row']}, {cell['column']}",
                        "old": cell["old"],
                        "new": cell["new"],
                    }


def _digits(value: Decimal) -> int:
    """How many digits tell a number from others."""
    return len(str(abs(value)).replace(".", "").strip("0"))


def _states(one: Quantity, value: Decimal) -> bool:
    """Whether a number of the prose is a value of a table, rounded to its digits, in whatever unit of a
    thousand."""
    if one.kind in (LABEL, TABLE, YEAR) or one.number is None or not one.digits or one.meant:
        return False
    digits = Decimal(one.digits.replace(",", ""))
    decimals = len(one.digits.partition(".")[2])
    if _digits(digits) < 2:
        return False
    step = Decimal(1).scaleb(-decimals) / 2
    return any(
        Interval(digits - step, digits + step).overlaps(Interval.exactly(abs(value).scaleb(power)))
        for power in SCALES
    )
