"""The rows and columns of a table that a text names: by label, part or short form of it, heading, "m = 4"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from crossfoot.prose.against_tables.words import BETWEEN, COMMON, JOINED, LESS_IS_BETTER, MEASURES, OURS
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Grid

TOKEN = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*(?:[+−](?!\w))?")
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
IN_UNIT = re.compile(
    r"\s*\((?:[^()]*\b(?:million|billion|trillion|thousand)s?\b[^()]*|percent|per cent|%)\)$", re.IGNORECASE
)
ENDINGS = frozenset("s es ed d ing er ers ly al ive ist ian an ese".split())

Words = tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """Words of a text that name rows or columns of a table: lines are places along that axis; is_whole:
    whether they are a label, not a part of one."""

    start: int
    end: int
    is_row: bool
    lines: frozenset[int]
    is_whole: bool


class Names:
    """The names of the rows and columns of a table, and where a text has them.

    cells: by row and column, those with a number. Of totals no row is named.
    """

    def __init__(self, grid: Grid, cells: Iterable[Cell]):
        self.grid = grid
        places = {(cell.row, cell.column) for cell in cells}
        self.rows = sorted({row for row, _ in places if grid.roles[row] != "total"})
        self.columns = sorted({column for _, column in places})
        self._texts: dict[int, list[str]] = {}
        self.headings: dict[int, str] = {}
        heading, above = "", [""] * len(grid.labels)
        named = set(self.rows)
        for row, cells_of in enumerate(grid.table.body):
            texts = {text.strip() for text in cells_of if text.strip()}
            if row not in named:
                if len(texts) == 1 and grid.roles[row] != "total":
                    heading, above = texts.pop(), [""] * len(grid.labels)
                continue
            first = next((place for place, _ in enumerate(cells_of) if (row, place) in places), 0)
            labels = [text.strip() for text in cells_of[:first]]
            # a blank before a label repeats what stands above it
            filled = [
                text or (above[place] if any(labels[place + 1 :]) else "")
                for place, text in enumerate(labels)
            ]
            above[: len(filled)] = filled
            self.headings[row] = heading
            later = [text for text in cells_of[first:] if text.strip() and grid.is_label(text)]
            self._texts[row] = [*filled, *(text for text in later if re.search(r"[A-Za-z]{2}", text))]

    def lines(self, is_row: bool) -> list[int]:
        """The places along an axis that hold numbers; of rows, none of a total."""
        return self.rows if is_row else self.columns

    @cached_property
    def aliases(self) -> dict[Words, list[Mention]]:
        found: dict[tuple[Words, bool, bool], set[int]] = {}
        for row in self.rows:
            for place, text in enumerate(self._texts[row]):
                if text and self.grid.is_label(text):
                    self._add(found, text, True, row)
                elif text and not place:
                    self._add(found, f"{self.grid.labels[0]} = {text}", True, row)
        for column in self.columns:
            parts = {self.grid.labels[column], *(line[column] for line in self.grid.table.header)}
            for text in parts:
                self._add(found, text, False, column)
        for is_row in (True, False):
            for words, places in self._parts(is_row).items():
                found.setdefault((words, is_row, False), set()).update(places)
        made: dict[Words, list[Mention]] = {}
        for (words, is_row, is_whole), places in sorted(found.items(), key=lambda one: not one[0][2]):
            others = made.setdefault(words, [])
            if not any(one.is_row == is_row or one.is_whole for one in others):
                others.append(Mention(0, 0, is_row, frozenset(places), is_whole))
        return made

    def _add(self, found: dict, text: str, is_row: bool, line: int) -> None:
        common = COMMON if is_row else COMMON - MEASURES
        # "M1: base and more"
        for form in {text, text.split(":")[0], BRACKETS.sub("", text), *BRACKETS.findall(text)}:
            words = tuple(word for *_, word in tokens(form))
            distinct = [word for word in words if word not in common and not word.isdigit()]
            if distinct and (max(map(len, distinct)) > 1 or len(words) > 1 or not is_row):
                # "GDP" of "GDP (billion pesos)": a unit is no part of a name
                is_label = form in (text, text.split(":")[0]) or form == IN_UNIT.sub("", text)
                found.setdefault((words, is_row, is_label), set()).add(line)

    def _parts(self, is_row: bool) -> dict[Words, set[int]]:
        """Parts of names with all lines that have them, "lemma" of "Cluster+Lemma"; and what the authors call
        theirs."""
        found: dict[Words, set[int]] = {}
        for line in self.lines(is_row):
            for word in self.words_of(is_row, line):
                is_short = is_row and len(word) < 3 and not any(letter.isdigit() for letter in word)
                if len(word) > 1 and not is_short and word not in COMMON and not word.isdigit():
                    found.setdefault((word,), set()).add(line)
            if is_row and any(OURS.search(text) for text in [*self._texts[line], self.headings[line]]):
                for noun in ("model", "method", "approach", "system", "agent"):
                    found.setdefault(("our", noun), set()).add(line)
                    found.setdefault(("proposed", noun), set()).add(line)
        most = 0.75 * len(self.rows) if is_row else len(self.columns) - 1
        return {words: places for words, places in found.items() if len(places) <= most or words[0] == "our"}

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for words in self.aliases for word in words)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.aliases), default=0)

    def _known(self, word: str) -> str:
        """A word as the table has it: without an ending, or as its short form ("monolingual", "Mono")."""
        if word in self._vocabulary:
            return word
        for size in range(len(word) - 1, 2, -1):
            rest = word[size:]
            if word[:size] in self._vocabulary and (rest in ENDINGS or size == 4 and len(word) > 7):
                return word[:size]
        return word

    def words_of(self, is_row: bool, line: int) -> frozenset[str]:
        """All words of the labels of a line and of its heading."""
        texts = [*self._texts[line], self.headings[line]] if is_row else [self.grid.labels[line]]
        return frozenset(word for text in texts for *_, word in tokens(text))

    def mentions(self, text: str) -> list[Mention]:
        """The longest names first, none within another, in the order of the text; of "the single DCGCN model"
        the lines that both words name."""
        words, found, place = tokens(text), [], 0
        known = [self._known(word) for *_, word in words]
        while place < len(words):
            for size in range(min(self._longest, len(words) - place), 0, -1):
                start, end = words[place][0], words[place + size - 1][1]
                named = self.aliases.get(tuple(known[place : place + size]))
                if named and ", " not in text[start:end]:
                    found.append(replace(named[0], start=start, end=end))
                    place += size - 1
                    break
            place += 1
        return self._narrowed(text, found)

    @staticmethod
    def _narrowed(text: str, mentions: list[Mention]) -> list[Mention]:
        found: list[Mention] = []
        for one in mentions:
            last = found[-1] if found else None
            if (
                last
                and last.is_row == one.is_row
                and last.lines & one.lines
                and BETWEEN.match(text[last.end : one.start])
            ):
                whole = last.is_whole or one.is_whole
                found[-1] = Mention(last.start, one.end, one.is_row, last.lines & one.lines, whole)
            else:
                found.append(one)
        return found

    def less_is_better(self, cell: Cell) -> bool:
        """Whether the last words of its head, or its row, name an error, a cost or a loss."""
        head = BRACKETS.sub("", self.grid.labels[cell.column]).split()
        # a row that is put together of several names is no measure
        row = re.sub(r".*(?:[+&]|\w[-–]\w).*", "", self.grid.row_label(cell.row, cell.column))
        named = [" ".join(head[-2:]), *head[-1:], self.grid.table.unit, row]
        return any(LESS_IS_BETTER.search(text) for text in named)


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Words with their places, in small letters and without the plural of long ones."""
    found = []
    for match in TOKEN.finditer(text):
        word = match[0].lower().removesuffix("'s").removesuffix("’s")
        if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
        found.append((match.start(), match.end(), word))
    return found


def joined(text: str, mentions: Iterable[Mention], is_row: bool) -> list[Mention]:
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


def groups(text: str, mentions: Iterable[Mention]) -> Iterator[frozenset[int]]:
    """The lines of mentions, of those that "and" or a comma joins together."""
    found: list[Mention] = []
    for one in mentions:
        if found and not JOINED.match(text[found[-1].end : one.start]):
            yield frozenset().union(*(each.lines for each in found))
            found = []
        found.append(one)
    if found:
        yield frozenset().union(*(each.lines for each in found))
