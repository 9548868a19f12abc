"""The report's own sentences: where a draft has one of them, its numbers are held to those there."""

import re
from collections import defaultdict
from difflib import Match, SequenceMatcher

from bilateral.draft.results import DIGITS, Results, Shown
from bilateral.draft.stated import YEAR, Stated
from bilateral.draft.units import Unit
from bilateral.draft.words import FLOWS, SAME, tokens

PIECE = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?|[^\W\d_]+")

# sentences this close, by the words that the shorter shares in order, are one sentence with other numbers;
# and what shares so many words with another is on its subject
ALIKE, RELATED, FEW = 0.9, 0.5, 4
# a number of fewer digits is often the same by chance
SPECIFIC = 3
MEANT = FLOWS | set(SAME.values())


class Report:
    """The sentences of the report's prose, found by their words."""

    def __init__(self, study: Results):
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
            if stated.start <= start < stated.end and DIGITS.fullmatch(mine[place][0]):
                at = place
                break
        if at is None or len(mine) < FEW + 2:
            return None
        best: tuple[tuple[bool, float, int], Shown] | None = None
        for sentence in self._candidates(stated):
            theirs = _pieces(sentence)
            blocks = SequenceMatcher(
                None, _masked(mine), _masked(theirs), autojunk=False
            ).get_matching_blocks()
            alike = sum(block.size for block in blocks) / min(len(mine), len(theirs))
            if alike < ALIKE or not self._same_subject(stated.sentence, _span(sentence, theirs, blocks)):
                continue
            for block in blocks:
                if block.a <= at < block.a + block.size:
                    found = self._shown_at(sentence, theirs[block.b + at - block.a][1])
                    if found is not None:
                        # of several such sentences the one that agrees, is closest, and no longer
                        key = (agrees(stated, found), alike, -abs(len(theirs) - len(mine)))
                        best = max(best or (key, found), (key, found), key=lambda pair: pair[0])
        return best[1] if best else None

    def like(self, stated: Stated) -> Shown | None:
        """A number of the report that is the same, in a sentence on the same subject."""
        for sentence in self._candidates(stated):
            shared = tokens(sentence) & stated.words
            words = [word for word in shared if not word[0].isdigit()]
            if len(words) < FEW or len(shared) < RELATED * min(len(stated.words), len(tokens(sentence))):
                continue
            for one in self.by_sentence[sentence]:
                if agrees(stated, one):
                    return one
        return None

    def prints(self, stated: Stated, study: Results) -> Shown | None:
        """The same number where the report prints it, computed or not, and its sentence has two of the words
        of the table that it is from, and no other flow, economies or years."""
        digits = DIGITS.search(stated.text)
        if digits is None or len(digits[0].replace(",", "").replace(".", "").lstrip("0")) < SPECIFIC:
            return None
        for one in study.shown:
            number = one.number
            unit = Unit(number.unit or number.currency, number.power)
            if one.text == digits[0] and unit.fits(stated.unit) and agrees(stated, one):
                table = study.tables.get(one.address[0])
                known = MEANT | (table.vocabulary if table else frozenset())
                shared = tokens(one.sentence) & stated.words & known
                if len(shared) >= 2 and not self._is_on_another(stated.sentence, one.sentence):
                    return one
        return None

    def _is_on_another(self, one: str, other: str) -> bool:
        """Whether two sentences both name flows, economies or years, and none in common."""
        subjects = [
            (self.names.economies(text), tokens(text) & FLOWS, set(YEAR.findall(text)))
            for text in (one, other)
        ]
        return any(first and second and not first & second for first, second in zip(*subjects, strict=True))

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
                sorted(code for *_, code in self.names.found(text)),
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


def agrees(stated: Stated, one: Shown) -> bool:
    """Whether a number of the report, in the unit of the draft's, is the draft's."""
    return one.interval(stated.unit).overlaps(stated.wide)


def _pieces(text: str) -> list[tuple[str, int]]:
    return [(match[0], match.start()) for match in PIECE.finditer(text)]


def _span(sentence: str, pieces: list[tuple[str, int]], blocks: list[Match]) -> str:
    """The part of a sentence from the first to the last piece that another shares; "" for none."""
    shared = [block for block in blocks if block.size]
    if not shared:
        return ""
    last, start = pieces[shared[-1].b + shared[-1].size - 1]
    return sentence[pieces[shared[0].b][1] : start + len(last)]


def _masked(pieces: list[tuple[str, int]]) -> list[str]:
    return [
        "#" if DIGITS.fullmatch(piece) and not YEAR.fullmatch(piece) else piece.lower() for piece, _ in pieces
    ]
