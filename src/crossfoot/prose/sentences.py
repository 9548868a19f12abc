"""From passages to sentences, each with its quantities; what is not English is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from crossfoot.documents.document import Passage
from crossfoot.documents.passages import in_one_line
from crossfoot.numbers.grammar import PHYSICAL, either
from crossfoot.numbers.words import CURRENCIES
from crossfoot.prose.patterns import skeleton
from crossfoot.prose.quantities import TABLE, Quantity, read_quantities
from crossfoot.prose.tokens import CODE, TABLE_CITED

# a sentence beyond this is a list or no prose
LONGEST = 4000
# before a full stop that ends no sentence
ABBREVIATION = re.compile(
    r"(?:\b(?:approx|etc|cf|vs|al|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Fig|Figs|Eq|Eqs|Sec|Ch|Vol|Inc|Ltd|Co|"
    r"Corp|Jr|Sr|pp|p|ed|eds|para|Art|Rs|Rp|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|n\.d|i\.e|e\.g|a\.m|p\.m)|(?:^|[\s(.])[A-Z])$"
)
# with a mark of a note behind it, or such a mark alone where the stop was lost
STOP = re.compile(
    r"[.?!][\"'”’)\]]{0,2}(?:\s*\d{0,2}|[ivx]{1,5})(?:\s+(?=[\"'“‘(\[]?[A-Z0-9¥$€£₹])|$)|[。！？]|"
    r"(?<=[a-z]) \d{1,3} (?=(?:This|These|However)\b)"
)
# "1.5 GW": the digits are decimals; of "in 2020.5 The" they are a footnote's mark
DECIMALS = re.compile(rf"\.\d{{1,2}}\s(?:{either([*PHYSICAL, *CURRENCIES])}|[A-Z]{{2,4}})(?![A-Za-z])")
# "90.5 (Table 1)"
BEFORE_BRACKET = re.compile(r"\.\d{1,2}\s[(\[]")
YEAR_AT_END = re.compile(r"(?:19|20)\d\d$")
# how a sentence begins or ends that a page or heading cuts
CUT = re.compile(
    r"^[a-z]|\b(?:in|of|to|the|an?|and|or|from|by|for|at|with|per|on|as|its|their|was|were|fiscal)$"
)
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
# those of English alone: "in", "was" and "is" are Dutch and German too
ENGLISH = (
    "the of and to were from by that with for are has have had which this its it been their these than "
    "between but against below above"
)
FUNCTION_WORDS = frozenset(ENGLISH.split())
SHARED_WORDS = frozenset(["a", "an", "in", "on", "at", "is", "was", "as", "or", "not", "be", "will", "up"])


@dataclass(frozen=True)
class Sentence:
    """text as printed, line and page of its passage, place: (passage, sentence) counted from 0 in the
    document."""

    text: str
    line: int
    page: int | None
    place: tuple[int, int]
    # numbers of the tables that its passage names up to its end
    named: tuple[str, ...] = field(default=())
    # codes of the sentence before it
    codes_before: tuple[str, ...] = field(default=())
    # the sentences before it in its passage
    before: str = ""
    # the one before it in its passage
    previous: Sentence | None = field(default=None, repr=False, compare=False)

    @cached_property
    def quantities(self) -> list[Quantity]:
        return read_quantities(self.text)

    @cached_property
    def _skeleton(self) -> tuple[str, list[tuple[int, int]]]:
        return skeleton(self.text, self.quantities)

    @property
    def skeleton(self) -> str:
        """The text with each quantity as one token."""
        return self._skeleton[0]

    def find(self, pattern: re.Pattern) -> Iterator[tuple[re.Match, dict[str, Quantity]]]:
        """Each match of a pattern over the skeleton, with its quantities by name."""
        for match in pattern.finditer(self.skeleton):
            named = {
                name: self.quantities[int(place)]
                for name, place in match.groupdict().items()
                if place and place.isdigit()
            }
            yield match, named

    def at(self, place: int) -> int:
        """The place in the text of a place in the skeleton."""
        stretches = self._skeleton[1]
        base, text = stretches[bisect_right(stretches, (place, len(self.text))) - 1]
        return text + place - base

    def quote(self, start: int, end: int) -> str:
        """The words between two places of the skeleton."""
        return self.text[self.at(start) : self.at(end)].strip(" ,;:")

    @property
    def is_cut(self) -> bool:
        """Whether its first or last words stand elsewhere: a page ended, or a heading stood between."""
        return CUT.search(self.text) is not None

    def tables(self) -> list[str]:
        """Numbers of the tables that the sentence itself names."""
        return [quantity.label for quantity in self.quantities if quantity.kind == TABLE]


def read_sentences(prose: list[Passage]) -> Iterator[Sentence]:
    """The sentences of the English passages, each with the tables that its passage has named so far."""
    for number, passage in enumerate(prose):
        if not is_english(passage.text):
            continue
        named: tuple[str, ...] = ()
        codes: tuple[str, ...] = ()
        before, last = "", None
        for place, text in enumerate(split(passage.text)):
            if len(text) <= LONGEST:
                named = tuple(
                    dict.fromkeys([*named, *(match["tno"] for match in TABLE_CITED.finditer(text))])
                )
            last = Sentence(text, passage.line, passage.page, (number, place), named, codes, before, last)
            yield last
            before = f"{before} {text}"[-LONGEST:]
            codes = tuple(dict.fromkeys(match["code"] for match in CODE.finditer(text[:LONGEST])))


def split(text: str) -> list[str]:
    """The sentences of a passage, cut at full stops and the like before a capital or a digit."""
    text = in_one_line(text)
    found, start = [], 0
    for match in STOP.finditer(text):
        before = text[max(start, match.start() - 12) : match.start()]
        if match[0].startswith(".") and ABBREVIATION.search(before):
            continue
        if before[-1:].isdigit() and (
            DECIMALS.match(text, match.start())
            or not YEAR_AT_END.search(before)
            and BEFORE_BRACKET.match(text, match.start())
        ):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [sentence for sentence in [*found, text[start:].strip()] if sentence]


def is_english(text: str) -> bool:
    """Whether enough words are English function words; of a few words, whether one is or
    the letters are plain: a list of points has no articles."""
    words = WORD.findall(text[: 2 * LONGEST])
    letters = "".join(words)
    if 2 * sum(map(len, LATIN.findall(letters))) < len(letters):
        return False
    known = sum(word.lower() in FUNCTION_WORDS for word in words)
    shared = sum(word.lower() in SHARED_WORDS for word in words)
    if len(words) < 12:
        return known + shared > 0 or len(words) < 4 or letters.isascii()
    return 10 * known >= len(words) or known > 0 and 5 * (known + shared) >= len(words)
