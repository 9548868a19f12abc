"""The rows and columns of a table that a text names: by label, abbreviation, part of a label, or "m = 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crossfoot.prose.table_index import Entry, Index
from crossfoot.prose.table_words import CLAUSE, JOINED
from crossfoot.prose.word_stems import STOP

TOKEN = re.compile(r"[^\W_]+(?:[-+&.'’/][^\W_]+)*\+?")
# behind a name: whose it is ("Wang et al. (2018)")
CITATION = re.compile(
    r"\s+\(?[A-Z][\w'’-]+(?:\s+(?:and|&)\s+[A-Z][\w'’-]+|\s+et\s+al\.?)?,?\s*\(?\s*(?:19|20)\d\d[a-z]?\s*\)?.*$"
)
PART = re.compile(r"[^\W_]+")
OURS = re.compile(r"\b(?:ours?|proposed|this (?:paper|work|study))\b", re.IGNORECASE)
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
# names that are words of any sentence
COMMON = STOP | frozenset(
    "model models method methods system systems our ours baseline baselines approach dataset data result "
    "results test train training set all best average mean sum no yes none type name class rank step steps "
    "performance score scores task original one two three first second last size time region group item "
    "items product sector area rate overall world variable full base high low".split()
)
# of these, what a column can be called by
MEASURES = frozenset("share value amount number rate score area mean average percentage size time".split())
# measures of which less is better
LESS_IS_BETTER = re.compile(
    r"↓|\b(?:loss|errors?|[wspt]er|ppl|perplexity|(?:training |running )?time|latency|mae|rmse|mse|eer|cost|"
    r"median rank|mr|miss(?:es)?|wrong|add|repetition|rep)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """Words of a sentence that name rows or columns of a table: their lines are places along that axis."""

    start: int
    end: int
    is_row: bool
    lines: tuple[int, ...]


class Names:
    """The names of the rows and columns of a table, and where a text has them."""

    def __init__(self, index: Index):
        self.index, self.grid = index, index.grid
        self.cells = {(entry.cell.row, entry.cell.column): entry for entry in index.entries}

    @cached_property
    def aliases(self) -> dict[tuple[str, ...], tuple[bool, set[int]]]:
        found: dict[tuple[str, ...], tuple[bool, set[int]]] = {}
        rows, columns = {row for row, _ in self.cells}, {column for _, column in self.cells}
        for row in sorted(rows):
            for text in self.grid.table.body[row]:
                if text.strip() and self.grid.is_label(text):
                    self._add(found, text, True, row)
                elif text.strip():
                    self._add(found, f"{self.grid.labels[0]} = {text}", True, row)
                    break
        for column in sorted(columns):
            parts = {self.grid.labels[column], *(line[column] for line in self.grid.table.header)}
            for text in parts:
                self._add(found, text, False, column)
        for is_row, lines in ((True, rows), (False, columns)):
            for words, places in self._parts(is_row, sorted(lines)).items():
                found.setdefault(words, (is_row, places))
        return found

    def _parts(self, is_row: bool, lines: list[int]) -> dict[tuple[str, ...], set[int]]:
        """Parts of names that no line has alone, with all lines that have them: "lemma" of "Cluster+Lemma";
        and what the authors call theirs."""
        found: dict[tuple[str, ...], set[int]] = {}
        for line in lines:
            label = CITATION.sub("", self.grid.first_label(line)) if is_row else self.grid.labels[line]
            for word in PART.findall(label.lower()):
                if len(word) > (3 if is_row else 1) and word not in COMMON and not word.isdigit():
                    found.setdefault((word,), set()).add(line)
            if is_row and OURS.search(label):
                for noun in ("model", "method", "approach", "system"):
                    found.setdefault(("our", noun), set()).add(line)
                    found.setdefault(("proposed", noun), set()).add(line)
        most = len(lines) / 2 if is_row else len(lines) - 1
        return {words: places for words, places in found.items() if len(places) <= most}

    @staticmethod
    def _add(found: dict, text: str, is_row: bool, line: int) -> None:
        plain = CITATION.sub("", text)
        forms = {text, plain, BRACKETS.sub("", plain), *BRACKETS.findall(plain)}
        if text != plain:
            forms.add(plain.split(":")[-1])
        for form in forms:
            words = tuple(word for _, _, word in tokens(form))
            common = COMMON if is_row else COMMON - MEASURES
            distinct = [word for word in words if word not in common and not word.isdigit()]
            if distinct and (max(map(len, distinct)) > 1 or len(words) > 1):
                axis, lines = found.setdefault(words, (is_row, set()))
                if axis == is_row:
                    lines.add(line)

    def mentions(self, text: str) -> list[Mention]:
        """The longest names first, none within another, in the order of the text."""
        words, found, place = tokens(text), [], 0
        longest = max(map(len, self.aliases), default=0)
        while place < len(words):
            for size in range(min(longest, len(words) - place), 0, -1):
                name = tuple(word for _, _, word in words[place : place + size])
                if name in self.aliases:
                    is_row, lines = self.aliases[name]
                    span = words[place][0], words[place + size - 1][1]
                    found.append(Mention(*span, is_row, tuple(sorted(lines))))
                    place += size - 1
                    break
            place += 1
        return found

    def cell(self, is_row: bool, line: int, across: int) -> Entry | None:
        return self.cells.get((line, across) if is_row else (across, line))

    def lines(self, is_row: bool) -> list[int]:
        """The places along an axis that hold numbers; of rows, none of a total."""
        if not is_row:
            return sorted({column for _, column in self.cells})
        return sorted({row for row, _ in self.cells if self.grid.roles[row] != "total"})

    def less_is_better(self, entry: Entry) -> bool:
        table, cell = self.grid.table, entry.cell
        label = f"{self.grid.labels[cell.column]} {self.grid.row_label(cell.row, cell.column)}"
        return bool(LESS_IS_BETTER.search(label) or LESS_IS_BETTER.search(table.unit))


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Words with their places, in small letters and without the plural of long ones."""
    found = []
    for match in TOKEN.finditer(text):
        word = match[0].lower().removesuffix("'s").removesuffix("’s")
        if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
        found.append((match.start(), match.end(), word))
    return found


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each clause of a text begins and ends."""
    start = 0
    for stop in CLAUSE.finditer(text):
        yield start, stop.start()
        start = stop.start()
    yield start, len(text)


def joined(text: str, mentions: list[Mention], is_row: bool) -> list[Mention]:
    """The first of these mentions of an axis and those that "and" or a comma joins to it."""
    found: list[Mention] = []
    for one in mentions:
        if one.is_row != is_row:
            if found:
                break
            continue
        if found:
            low, high = sorted((found[-1], one), key=lambda mention: mention.start)
            if not JOINED.match(text[low.end : high.start]):
                break
        found.append(one)
    return found
