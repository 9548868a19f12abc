"""The report's own sentences: where a draft has one of them, its numbers are held to those there."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher

from bilateral.draft.results import Shown, Study
from bilateral.draft.stated import YEAR, Stated
from bilateral.draft.units import in_unit
from bilateral.draft.words import FLOWS, tokens

PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+|[^\w\s]")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# sentences this close are one sentence, with other numbers or a few other words
ALIKE, RELATED, FEW = 0.85, 0.5, 4


class Report:
    """The sentences of the report's prose, found by their words."""

    def __init__(self, study: Study):
        self.names = study.names
        self.by_sentence: dict[str, list[Shown]] = defaultdict(list)
        for one in study.shown:
            if one.sentence:
                self.by_sentence[one.sentence].append(one)
        self.by_word: dict[str, list[str]] = defaultdict(list)
        for sentence in self.by_sentence:
            for word in tokens(sentence):
                self.by_word[word].append(sentence)

    def beside(self, stated: Stated) -> Shown | None:
        """The report's number in the place of the draft's, where the sentence is in the report."""
        mine, at = _pieces(stated.sentence), None
        for place, (_, start) in enumerate(mine):
            if stated.start <= start < stated.end and NUMBER.fullmatch(mine[place][0]):
                at = place
                break
        if at is None or len(stated.words) < FEW:
            return None
        best: Shown | None = None
        highest = ALIKE
        for sentence in self._candidates(stated):
            theirs = _pieces(sentence)
            alike = SequenceMatcher(None, _masked(mine), _masked(theirs), autojunk=False)
            if (
                alike.quick_ratio() < highest
                or alike.ratio() < highest
                or not self._same_subject(stated.sentence, sentence)
            ):
                continue
            for block in alike.get_matching_blocks():
                if block.a <= at < block.a + block.size:
                    found = self._shown_at(sentence, theirs[block.b + at - block.a][1])
                    if found is not None:
                        best, highest = found, alike.ratio()
        return best

    def like(self, stated: Stated) -> Shown | None:
        """A number of the report that is the same, in a sentence on the same subject."""
        for sentence in self._candidates(stated):
            shared = tokens(sentence) & stated.words
            words = [word for word in shared if not word[0].isdigit()]
            if len(words) < FEW or len(shared) < RELATED * min(len(stated.words), len(tokens(sentence))):
                continue
            for one in self.by_sentence[sentence]:
                if one.interval is not None and in_unit(one.interval, -stated.unit.power).overlaps(
                    stated.wide
                ):
                    return one
        return None

    def _candidates(self, stated: Stated) -> list[str]:
        counts: dict[str, int] = defaultdict(int)
        for word in stated.words:
            for sentence in self.by_word.get(word, ()):
                counts[sentence] += 1
        return [
            sentence
            for sentence, count in counts.items()
            if count >= RELATED * min(len(stated.words), len(tokens(sentence)))
        ]

    def _same_subject(self, one: str, other: str) -> bool:
        """Whether two sentences name the same economies, flows and years."""

        def subject(text: str):
            return (
                sorted(code for _, code in self.names.found(text)),
                tokens(text) & FLOWS,
                YEAR.findall(text),
            )

        return subject(one) == subject(other)

    def _shown_at(self, sentence: str, start: int) -> Shown | None:
        """The number that the report binds at a place of a sentence."""
        for one in self.by_sentence[sentence]:
            places = [
                match.start()
                for match in re.finditer(rf"(?<![\d.,]){re.escape(one.text)}(?![\d]|[.,]\d)", sentence)
            ]
            if one.nth < len(places) and start - 1 <= places[one.nth] <= start:
                return one
        return None


def _pieces(text: str) -> list[tuple[str, int]]:
    return [(match[0], match.start()) for match in PIECE.finditer(text)]


def _masked(pieces: list[tuple[str, int]]) -> list[str]:
    return [
        "#" if NUMBER.fullmatch(piece) and not YEAR.fullmatch(piece) else piece.lower() for piece, _ in pieces
    ]
