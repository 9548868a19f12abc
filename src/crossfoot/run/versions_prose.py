"""What the prose of a new version says that was so in the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from crossfoot.prose.quantities import LABEL, TABLE, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.run.audit import Audit
from crossfoot.run.versions_alignment import masked
from crossfoot.run.versions_tables import HOLD, Change, Pair


class Sentences:
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
                        yield Change("sentence", where(other), was, now, other.text)

    def lacking(self) -> Iterator[Change]:
        """Sentences with numbers that one version lacks."""
        for kind, sentences, known in (
            ("gone", self.told, set(self.origin.values())),
            ("added", self.tells, set(self.origin)),
        ):
            for place, one in enumerate(sentences):
                if place not in known and any(map(_is_number, one.quantities)):
                    yield Change(kind, where(one), quote=one.text)

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
                at = where(self.tells[place]) if place >= 0 else f"line {one['line']}"
                why = f"states {one['stated']}; {one['against']} gives {one['computed']}"
                kind = "broken" if held else "new"
                yield Change(kind, at, quote=one["quote"], why=why, link="prose")

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
                    yield Change("unconfirmed", where(self.tells[second]), quote=one["quote"], why=why)

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
                    yield Change("stale", where(sentence), quote=sentence.text, why=why)


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


def where(one: Sentence) -> str:
    return f"page {one.page}, line {one.line}" if one.page is not None else f"line {one.line}"
