"""What of two versions of a document is the same: its tables, their rows and columns, and its sentences."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from crossfoot.documents.document import Document
from crossfoot.prose.quantities import LABEL, TABLE
from crossfoot.prose.sentences import LONGEST, Sentence, split
from crossfoot.tables.columns import CODES, Column
from crossfoot.tables.grid import Grid

WORD = re.compile(r"[^\W\d_]+")
PLURALS = {"children": "child", "women": "woman", "men": "man", "people": "person"}
NUMBER = re.compile(r"\d[\d.,]*")
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
SPAN_OF_YEARS = re.compile(r"\b((?:19|20)\d\d)[-–/](\d\d)\b")
SIGNS = re.compile(r"[^\w%$€£¥<>≤≥+#.]+|\.(?!\d)")
# of two sentences, the words that are the same; of two lines of a table, the numbers
ALIKE_WORDS, ALIKE_NUMBERS = 0.6, 0.5
# of two tables: what rows, columns, numbers and captions share on average; and the least of the numbers where
# the captions differ
ALIKE_TABLES, SAME_NUMBERS = 0.4, 0.1
# pairs of lines that are looked at one by one
MOST_PAIRS = 500_000


@lru_cache(maxsize=20_000)
def _singular(word: str) -> str:
    if word in PLURALS:
        return PLURALS[word]
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word.removesuffix("s")


def words(text: str) -> frozenset[str]:
    """The words of a text in lower case, without its numbers and in the singular."""
    return frozenset(_singular(word.lower()) for word in WORD.findall(text))


def years_of(text: str) -> frozenset[str]:
    """The years that a text names; of 2022–23 both."""
    ends = {f"{year[:2]}{end}" for year, end in SPAN_OF_YEARS.findall(text)}
    return frozenset(YEARS.findall(text)) | ends


def masked(text: str) -> str:
    """A text with every number as one sign."""
    return " ".join(NUMBER.sub("#", text).split())


def key(text: str) -> str:
    """A label as it reads whatever the format: without marks of notes, punctuation and capitals."""
    return " ".join(SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())


@dataclass(frozen=True)
class Line:
    """A row or column of a table, or a sentence. name: how it is known, "" for none. numbers: what it prints.

    group: the heading that it stands under. said: what a reader calls it.
    """

    name: str
    numbers: Counter
    group: str = ""
    said: str = ""

    @cached_property
    def form(self) -> str:
        """Of "Model 2" and "(2)", which count their lines, what all of them share; a year is a name."""
        return self.name if YEARS.search(self.name) else masked(self.name)

    @cached_property
    def words(self) -> frozenset[str]:
        return words(self.name)


def align(old: Sequence[Line], new: Sequence[Line], by_words: bool = False) -> dict[int, int]:
    """By the place of a line in the new version, its place in the old one.

    A name that stands once in each version decides. Of names that are repeated or only count the lines the
    numbers decide, and then the lines beside them. A line of another name is the same where its numbers are,
    or with by_words where its words are; in doubt it is none.
    """
    once = [_standing_once(version) for version in (old, new)]
    found = {place: once[0][name] for name, place in once[1].items() if name in once[0]}
    left, right = _others(old, new, found)
    if len(left) * len(right) > MOST_PAIRS:
        # lines that are alike in all are paired in their order
        alike: dict[tuple, list[int]] = defaultdict(list)
        for place in reversed(left):
            alike[old[place].name, old[place].group, frozenset(old[place].numbers.items())].append(place)
        for place in right:
            same = alike[new[place].name, new[place].group, frozenset(new[place].numbers.items())]
            if same:
                found[place] = same.pop()
        left, right = _others(old, new, found)
    scored = []
    if len(left) * len(right) <= MOST_PAIRS:
        for first in left:
            for second in right:
                score = _score(old, new, first, second, by_words)
                if score:
                    scored.append((-score, abs(first - second), second, first))
    taken: set[int] = set()
    for _, _, second, first in sorted(scored):
        if second not in found and first not in taken:
            found[second] = first
            taken.add(first)
    return found


def _others(old: Sequence[Line], new: Sequence[Line], found: dict[int, int]) -> tuple[list[int], list[int]]:
    """The places in each version that have no partner."""
    known = set(found.values())
    return (
        [place for place in range(len(old)) if place not in known],
        [place for place in range(len(new)) if place not in found],
    )


def _standing_once(lines: Sequence[Line]) -> dict[tuple[str, str], int]:
    """The place of each name that no other line has, and that does not only count the lines."""
    names, forms = Counter((one.name, one.group) for one in lines), Counter(one.form for one in lines)
    return {
        (one.name, one.group): place
        for place, one in enumerate(lines)
        if one.name and names[one.name, one.group] == 1 and (one.form == one.name or forms[one.form] == 1)
    }


def _score(old: Sequence[Line], new: Sequence[Line], first: int, second: int, by_words: bool) -> float:
    """How surely two lines are one; 0 for not."""
    one, other = old[first], new[second]
    shared = (one.numbers & other.numbers).total()
    same = shared / max(one.numbers.total(), other.numbers.total(), 1)
    # one number may be the same by chance
    same = same if shared > 1 else same / 2
    beside = sum(_is_one(old, new, first + step, second + step) for step in (-1, 1))
    if by_words:
        alike = share(one.words, other.words)
        # one that was cut short, or went on
        rest = min(one.words, other.words, key=len) - (one.words & other.words)
        alike = ALIKE_WORDS if shared > 1 and not rest and alike < ALIKE_WORDS else alike
        return alike + same / 4 + beside / 8 if alike >= ALIKE_WORDS else 0.0
    if one.name == other.name:
        # no name, or one under another heading, is the same row only by its numbers
        by_numbers = not one.name or one.group != other.group
        known = same >= ALIKE_NUMBERS if by_numbers else same > 0 or beside > 0
        return 0.5 * (one.group == other.group) + 2 * same + beside / 4 if known else 0.0
    counts = one.form == other.form
    known = same >= ALIKE_NUMBERS and shared > 1 and (counts or beside > 0 or same == 1)
    return 2 * same + beside / 4 if known else 0.0


def _is_one(old: Sequence[Line], new: Sequence[Line], first: int, second: int) -> bool:
    """Whether two lines have the same name, or no name and the same numbers; beyond the ends, whether both
    are."""
    is_in = 0 <= first < len(old), 0 <= second < len(new)
    if not all(is_in):
        return not any(is_in)
    one, other = old[first], new[second]
    return one.name == other.name and (bool(one.name) or one.numbers == other.numbers)


def share(one: Set, other: Set) -> float:
    """What two sets have in common, of all that is in either."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


@dataclass
class Block:
    """Columns of numbers that share the labels of their rows. columns: their places. rows: one line a row."""

    labels: list[int]
    columns: list[int] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)


class Sides:
    """A table as its versions are held against each other. columns: one line a column.

    blocks: a table of two rankings side by side has two.
    """

    def __init__(self, grid: Grid):
        self.grid = grid
        self.blocks = _blocks(grid)
        # by column; -1 for one without numbers
        inside = {place: number for number, block in enumerate(self.blocks) for place in block.columns}
        self.block_of = [inside.get(place, -1) for place in range(len(grid.labels))]
        self.caption = frozenset(key(f"{grid.table.caption} {grid.table.unit}").split())
        for block in self.blocks:
            block.rows = list(self._rows(block))
        rows = range(len(grid.table.body))
        self.columns = [
            Line(key(label), self._values((row, place) for row in rows), said=label or f"column {place + 1}")
            for place, label in enumerate(grid.labels)
        ]
        self.names = frozenset(row.name for row in self.blocks[0].rows) if self.blocks else frozenset()
        self.labels = frozenset(one.name for one in self.columns)
        self.numbers = frozenset(
            number for block in self.blocks for row in block.rows for number in row.numbers
        )

    def value(self, row: int, column: int) -> tuple | None:
        """What a cell prints in figures, to be compared; None where it has none."""
        cell, text = self.grid.number_at((row, column)), self.grid.table.body[row][column]
        return (cell.face.low, cell.face.high) if cell else tuple(NUMBER.findall(text)) or None

    def _values(self, places: Iterable[tuple[int, int]]) -> Counter:
        return Counter(value for place in places if (value := self.value(*place)))

    def _rows(self, block: Block) -> Iterator[Line]:
        """One line a row: the text of its labels, under the heading of its group. A row without a label, such
        as that of standard errors, belongs to the label above it."""
        grid, group, above, below = self.grid, "", "", 0
        for row, cells in enumerate(grid.table.body):
            if grid.roles[row] == "group":
                group, above, below = key(grid.first_label(row)), "", 0
            texts = [cells[place].strip() for place in block.labels if cells[place].strip()]
            label = " ".join(text for text in texts if grid.is_label(text)) or " ".join(texts[:1])
            above, below = (label, 0) if label else (above, below + 1)
            said = label or (f"{above}, line {below + 1} of it" if above else f"row {row + 1}")
            name = key(label) or (f"{key(above)} /{below}" if above else "")
            yield Line(name, self._values((row, place) for place in block.columns), group, said)

    def like(self, other: Sides) -> float:
        """From 0 to 1: what rows, columns, numbers and captions of two tables share."""
        numbers, captions = share(self.numbers, other.numbers), share(self.caption, other.caption)
        either = self.numbers or other.numbers
        # tables of one form, such as exports and imports by partner, are two
        if either and numbers < SAME_NUMBERS and captions < 1 and (self.caption or other.caption):
            return 0.0
        shares = [share(self.names, other.names), share(self.labels, other.labels)]
        shares += [numbers] if either else []
        shares += [captions] if self.caption and other.caption else []
        return sum(shares) / len(shares)


def _blocks(grid: Grid) -> list[Block]:
    """The columns of numbers by the labels of rows that they stand under."""
    blocks: list[Block] = []
    for place in range(len(grid.labels)):
        columns = [column for column in grid.columns if column.position == place]
        is_first = not blocks or not blocks[-1].columns
        if columns and all(_has_values(column, is_first) for column in columns):
            if not blocks:
                blocks.append(Block([]))
            blocks[-1].columns.append(place)
        elif not blocks or (columns and blocks[-1].columns and _names_rows(columns[0], grid)):
            blocks.append(Block([place]))
        elif not blocks[-1].columns:
            blocks[-1].labels.append(place)
    return [block for block in blocks if block.columns]


def _has_values(column: Column, is_first: bool) -> bool:
    numbers = bool(column.numbers) and 2 * len(column.numbers) >= len(column.cells)
    names = column.is_years or column.is_numbering or CODES.search(column.label)
    return numbers and not (is_first and names)


def _names_rows(column: Column, grid: Grid) -> bool:
    """Whether a column of text behind numbers begins the labels of those that follow: hardly any twice."""
    texts = [cell.text.strip() for cell in column.cells.values() if not cell.number]
    return len(texts) >= max(3, 0.7 * len(grid.table.body)) and len(set(texts)) >= 0.9 * len(texts)


def pair_tables(old: Sequence[Sides], new: Sequence[Sides]) -> list[tuple[int, int]]:
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
    """Places of sentences that are one: the same but for their numbers, or most of their words."""
    found = align([_line_of(one) for one in old], [_line_of(one) for one in new], by_words=True)
    return sorted(((first, second) for second, first in found.items()), key=lambda pair: pair[1])


def _line_of(sentence: Sentence) -> Line:
    numbers = Counter(one.text for one in sentence.quantities if one.kind not in (LABEL, TABLE))
    return Line(key(masked(sentence.text)), numbers)
