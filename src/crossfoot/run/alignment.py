"""What of two versions of a document is the same: its tables, their rows and columns, and its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from crossfoot.documents.document import Document
from crossfoot.prose.sentences import LONGEST, Sentence, split
from crossfoot.tables.grid import Grid

WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d[\d.,]*")
# tables and sentences that share less are two, not one that was changed
ALIKE_TABLES, ALIKE_SENTENCES = 0.5, 0.6
# of a stretch that was written anew, sentences that are held against each other
STRETCH = 60
Name = tuple[str, int]


def words(text: str) -> frozenset[str]:
    """The words of a text in lower case, without its numbers."""
    return frozenset(word.lower() for word in WORD.findall(text))


def masked(text: str) -> str:
    """A text with every number as one sign."""
    return " ".join(NUMBER.sub("#", text).split())


class Named:
    """A table whose rows and columns go by their names.

    rows, columns: by name, and how often the name stood before, the place from 0.
    """

    def __init__(self, grid: Grid):
        self.grid = grid
        self.columns = _numbered(" ".join(label.split()).lower() for label in grid.labels)
        self.rows = _numbered(self._row_names())
        self.caption = words(grid.table.caption)

    def _row_names(self) -> Iterator[str]:
        """The text before a row's first number, under the heading of its group."""
        group = ""
        first = min((column.position for column in self.grid.amounts), default=len(self.grid.labels))
        for row, cells in enumerate(self.grid.table.body):
            if self.grid.roles[row] == "group":
                group = self.grid.first_label(row)
            texts = [cell.strip() for cell in cells[:first] if cell.strip() and self.grid.is_label(cell)]
            yield f"{group} | {' '.join(texts) or self.grid.first_label(row)}".lower()

    def like(self, other: Named) -> float:
        """From 0 to 1: what the captions, the rows and the columns of two tables share."""
        shares = [
            _share(self.rows.keys(), other.rows.keys()),
            _share(self.columns.keys(), other.columns.keys()),
        ]
        if self.caption or other.caption:
            shares.append(_share(self.caption, other.caption))
        return sum(shares) / len(shares)


def _numbered(names: Iterable[str]) -> dict[Name, int]:
    """Each name, with how often it stood before, and its place."""
    seen: Counter[str] = Counter()
    found = {}
    for place, name in enumerate(names):
        found[(name, seen[name])] = place
        seen[name] += 1
    return found


def _share(one: Iterable, other: Iterable) -> float:
    one, other = set(one), set(other)
    return len(one & other) / len(one | other) if one | other else 0.0


def pair_tables(old: Sequence[Named], new: Sequence[Named]) -> list[tuple[int, int]]:
    """Places of tables that are one: the most alike, and of equals those at like places."""
    scored = sorted(
        (-score, abs(first - second), first, second)
        for first, one in enumerate(old)
        for second, other in enumerate(new)
        if (score := one.like(other)) >= ALIKE_TABLES
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, _, first, second in scored:
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            found.append((first, second))
    return sorted(found, key=lambda pair: pair[1])


def sentences_of(reading: Document) -> list[Sentence]:
    """All sentences of the prose, in whatever language."""
    return [
        Sentence(text, passage.line, passage.page, (number, place))
        for number, passage in enumerate(reading.prose)
        for place, text in enumerate(split(passage.text))
        if len(text) <= LONGEST and WORD.search(text)
    ]


def pair_sentences(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Places of sentences that are one: the same but for their numbers, or written anew in the same place."""
    before, after = ([masked(one.text) for one in version] for version in (old, new))
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += list(zip(range(a, b), range(c, d), strict=True))
        elif kind == "replace":
            found += list(_rewritten(before, after, range(a, b)[:STRETCH], range(c, d)[:STRETCH]))
    # what stands in another place
    places = {text: place for place, text in enumerate(before)}
    taken, told = {first for first, _ in found}, {second for _, second in found}
    for second, text in enumerate(after):
        first = places.get(text)
        if second not in told and first is not None and first not in taken:
            taken.add(first)
            found.append((first, second))
    return sorted(found, key=lambda pair: pair[1])


def _rewritten(before: list[str], after: list[str], old: range, new: range) -> Iterator[tuple[int, int]]:
    start = old.start
    for second in new:
        likest, best = ALIKE_SENTENCES, None
        for first in range(start, old.stop):
            matcher = SequenceMatcher(None, before[first].split(), after[second].split(), autojunk=False)
            if matcher.quick_ratio() > likest and matcher.ratio() > likest:
                likest, best = matcher.ratio(), first
        if best is not None:
            yield best, second
            start = best + 1
