"""What the prose of a new version says that was so in the old one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import zip_longest

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY
from crossfoot.prose.quantities import LABEL, TABLE, YEAR, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.run.alignment import YEARS, masked, words
from crossfoot.run.audit import Audit
from crossfoot.run.changes import HOLD, Change, Changed, Pair
from crossfoot.tables.columns import Cell

# a table in millions, a sentence in billions
SCALES = (0, 3, 6, 9, -3, -6, -9)
# words before a number that name it as the earlier one
BEFORE = re.compile(r"(?:from|than|previously|formerly|earlier|instead of)\s+\D{0,4}$", re.IGNORECASE)
# the year of the number before it
OF_YEAR = re.compile(r"\D{0,20}?\b(?:in|for)\s+((?:19|20)\d\d)\b")


class Prose:
    """The sentences of two audited versions, and what was found in each.

    said: places of sentences that are one, in the old and the new version.
    """

    def __init__(
        self,
        old: Audit,
        new: Audit,
        told: Sequence[Sentence],
        tells: Sequence[Sentence],
        said: Iterable[tuple[int, int]],
    ):
        self.told, self.tells, self.said = told, tells, list(said)
        self.before, self.after = (
            _by_sentence(of.statements, sentences) for of, sentences in ((old, told), (new, tells))
        )
        self.origin = {second: first for first, second in self.said}
        # what the old version has in no sentence, or in one that the new version lacks, may have moved
        self.wrong = {(one["kind"], one["quote"]) for one in old.contradicted if "quote" in one}

    def changed(self) -> Iterator[Change]:
        """Numbers of a sentence that are others now, those that stand in each other's place together."""
        for first, second in self.said:
            one, other = self.told[first], self.tells[second]
            olds, news = ([each for each in of.quantities if _is_number(each)] for of in (one, other))
            before, after = [_key(each) for each in olds], [_key(each) for each in news]
            for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
                if kind != "equal":
                    texts = [each.text for each in olds[a:b]], [each.text for each in news[c:d]]
                    for was, now in zip_longest(*texts, fillvalue=""):
                        yield Change("sentence", _where(other), was, now, other.text)

    def lacking(self) -> Iterator[Change]:
        """Sentences with numbers that one version lacks."""
        for kind, sentences, known in (
            ("gone", self.told, set(self.origin.values())),
            ("added", self.tells, set(self.origin)),
        ):
            for place, one in enumerate(sentences):
                if place not in known and any(map(_is_number, one.quantities)):
                    yield Change(kind, _where(one), quote=one.text)

    def broken(self) -> Iterator[Change]:
        """Statements that are contradicted and were not, or that held and are asked about now."""
        for place, statements in self.after.items():
            earlier = self.before.get(self.origin.get(place, -1), [])
            for one in statements:
                before = _same(one, statements, earlier)
                was_wrong = (
                    before["severity"] == "error" if before else (one["kind"], one["quote"]) in self.wrong
                )
                held = before and before["verdict"] in HOLD
                is_wrong = one["severity"] == "error" or (held and one["severity"] == "question")
                if not is_wrong or was_wrong:
                    continue
                where = _where(self.tells[place]) if place >= 0 else f"line {one['line']}"
                why = f"states {one['stated']}; {one['against']} gives {one['computed']}"
                kind = "broken" if held else "new"
                yield Change(kind, where, quote=one["quote"], why=why, link="prose")

    def unconfirmed(self) -> Iterator[Change]:
        """Statements that held, in sentences that are the same to the letter, and that nothing decides."""
        for first, second in self.said:
            if self.told[first].text != self.tells[second].text:
                continue
            decided = {
                (one["kind"], one["quote"])
                for one in self.after.get(second, ())
                if one["verdict"] != "not_checkable"
            }
            for one in self.before.get(first, ()):
                if one["verdict"] in HOLD[:2] and (one["kind"], one["quote"]) not in decided:
                    why = f"it agreed with {one['against']} in the old version; nothing confirms it now"
                    yield Change("unconfirmed", _where(self.tells[second]), quote=one["quote"], why=why)

    def miscited(self, pairs: Iterable[Pair]) -> Iterator[Change]:
        """Sentences that are the same to the letter and cite a table which has another number now."""
        now: dict[str, set[str]] = {}
        for pair in pairs:
            now.setdefault(pair.old.grid.table.number, set()).add(pair.new.grid.table.number)
        for first, second in self.said:
            sentence = self.tells[second]
            if self.told[first].text != sentence.text or "http" in sentence.text:
                continue
            for number in sentence.tables():
                others = now.get(number, {number})
                if number not in others and all(others) and f"Table {number}" in sentence.text:
                    why = f"cites Table {number}, which is Table {min(others)} now"
                    yield Change("stale", _where(sentence), quote=sentence.text, why=why)


def _by_sentence(statements: list[dict], sentences: Sequence[Sentence]) -> dict[int, list[dict]]:
    """The statements by the place of their sentence; at -1 those of no sentence that is known."""
    at: dict[tuple, list[int]] = {}
    for place, sentence in enumerate(sentences):
        at.setdefault((sentence.page, sentence.line), []).append(place)
    found: dict[int, list[dict]] = {}
    for one in statements:
        near = at.get((one["page"], one["line"]), ())
        place = next((place for place in near if one["quote"] in sentences[place].text), -1)
        found.setdefault(place, []).append(one)
    return found


def _same(one: dict, statements: list[dict], earlier: list[dict]) -> dict | None:
    """The statement of the old sentence that is this one: of the same words, or of the same form and as many
    of that form before it."""
    forms = [
        [(other["kind"], masked(other["quote"]), other["quote"]) for other in of]
        for of in (statements, earlier)
    ]
    form = forms[0][statements.index(one)]
    if form in forms[1]:
        return earlier[forms[1].index(form)]
    alike = [[n for n, other in enumerate(of) if other[:2] == form[:2]] for of in forms]
    if len(alike[0]) != len(alike[1]):
        return None
    return earlier[alike[1][alike[0].index(statements.index(one))]]


def _is_number(one: Quantity) -> bool:
    return one.kind not in (LABEL, TABLE)


def _key(one: Quantity) -> tuple:
    said = one.number.face if one.number else one.period or "".join((one.label or one.text).split())
    return (one.kind, said, one.currency)


def _where(one: Sentence) -> str:
    return f"page {one.page}, line {one.line}" if one.page is not None else f"line {one.line}"


def stale(cells: list[Changed], tells: Sequence[Sentence], broken: list[Change]) -> Iterator[Change]:
    """Numbers of the prose that are the old value of a changed cell, in a sentence that names its row, and
    its year where the sentence names years; what a statement says already is not said twice."""
    told = [(one, words(one.text), set(YEARS.findall(one.text))) for one in tells if one.quantities]
    for cell in cells:
        name = {word for word in cell.name if len(word) > 2}
        if not name or not cell.was or cell.was.face.low != cell.was.face.high or cell.stands_still:
            continue
        for sentence, said, years in told:
            if not name <= said or (cell.years and years and not years & cell.years):
                continue
            for one in sentence.quantities:
                if not _states(one, cell.was) or (cell.now and _states(one, cell.now)):
                    continue
                is_told = any(each.where == _where(sentence) and one.text in each.quote for each in broken)
                # "from" also stands before a value whose own year is told
                own = OF_YEAR.match(sentence.text, one.start + len(one.text))
                is_earlier = BEFORE.search(sentence.text[: one.start]) and not (own and own[1] in cell.years)
                if not is_told and not is_earlier:
                    change = cell.change
                    why = f"{change.where} was {change.old} and is {change.new or 'nothing'} now"
                    why = f"states {one.text}; {why}"
                    yield Change("stale", _where(sentence), quote=sentence.text, why=why, link=change.link)


def _states(one: Quantity, cell: Cell) -> bool:
    """Whether a number of the prose is that of a cell, rounded to its digits, in whatever unit of a thousand;
    two digits at least tell it from others."""
    value = abs(cell.face.low)
    if not _is_number(one) or one.kind == YEAR or one.number is None or not one.digits:
        return False
    digits = Decimal(one.digits.replace(",", ""))
    step = Decimal(1).scaleb(-len(one.digits.partition(".")[2])) / 2
    # "about 12.8" is a number of its own, "about 30" is many
    least = {"": 2, "about": 3}.get(one.meant, INFINITY)
    if min(len(str(number).replace(".", "").strip("0")) for number in (value, digits)) < least:
        return False
    meant = Interval(digits - step, digits + step)
    return any(meant.overlaps(Interval.exactly(value.scaleb(power))) for power in SCALES)
