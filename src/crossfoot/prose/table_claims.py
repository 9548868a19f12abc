"""What a sentence says of the rows and columns that it names: which is greater, best, in what order, by how much.

One way for every such statement: names of the sentence are linked to rows and columns, an operator is read, and
it is held against every cell that the names leave open. It is decided only where all of these agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import HOLDS, NOT_CHECKABLE, QUESTION
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement
from crossfoot.prose.table_index import STOP, Entry, Index

COMPARISON, SUPERLATIVE, LISTED = "table_comparison", "table_superlative", "table_order"
TOKEN = re.compile(r"[^\W_]+(?:[-+&.'’/][^\W_]+)*\+?")
# behind a name: whose it is ("Wang et al. (2018)")
CITATION = re.compile(
    r"\s+\(?[A-Z][\w'’-]+(?:\s+(?:and|&)\s+[A-Z][\w'’-]+|\s+et\s+al\.?)?,?\s*\(?\s*(?:19|20)\d\d[a-z]?\s*\)?.*$"
)
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
# names that are words of any sentence
COMMON = STOP | frozenset(
    "model models method methods system systems our ours baseline baselines approach dataset data result results test "
    "train training set all best average mean sum no yes none type name class rank step steps performance score "
    "scores task original one two three first second last size time region group item items product sector "
    "area rate overall world variable full base high low".split()
)
CLAUSE = re.compile(
    r"[;:]|,? \b(?:while|whereas|although|though|but|because|since|despite|suggesting|indicating|showing|which)\b|"
    r"(?<=,) (?:and|with)\b|\. "
)
ADVERB = r"(?:(?:\w+ly|much|far|slightly|even|still|also|clearly) )*"
# the form, its sign, and whether it speaks of size or of quality, in which the lesser can be the better
OPERATORS = [
    (re.compile(r"\b(?:outperform|surpass|beat)(?:s|ed|ing)?\b", re.IGNORECASE), 1, True),
    (re.compile(rf"\bimprov(?:e[sd]?|ing)\s{ADVERB}(?:up)?o(?:n|ver)\b", re.IGNORECASE), 1, True),
    (re.compile(r"\b(?:better|superior)\b(?P<gap>[^.;]{0,60}?)\b(?:than|to)\b", re.IGNORECASE), 1, True),
    (re.compile(r"\b(?:worse|inferior)\b(?P<gap>[^.;]{0,60}?)\b(?:than|to)\b", re.IGNORECASE), -1, True),
    (re.compile(r"\b(?:underperform(?:s|ed|ing)?|lag(?:s|ged)? behind|fall(?:s|en)? behind)\b", re.I), -1, True),
    (re.compile(r"\b(?:higher|larger|greater|bigger)\b(?P<gap>[^.;]{0,60}?)\bthan\b", re.IGNORECASE), 1, False),
    (re.compile(r"\bexceed(?:s|ed|ing)?\b|\bovert(?:akes?|ook|aken|aking)\b", re.IGNORECASE), 1, False),
    (re.compile(r"\b(?:lower|smaller|fewer)\b(?P<gap>[^.;]{0,60}?)\bthan\b", re.IGNORECASE), -1, False),
]
SUPERLATIVES = [
    (re.compile(r"\bbest\b", re.IGNORECASE), 1, True),
    (re.compile(r"\b(?:worst|poorest)\b", re.IGNORECASE), -1, True),
    (re.compile(r"\b(?:highest|largest|greatest|biggest)\b", re.IGNORECASE), 1, False),
    (re.compile(r"\b(?:lowest|smallest|fewest)\b", re.IGNORECASE), -1, False),
]
# a superlative among some, of a lower place, or inside a name
NOT_OF_ALL = re.compile(
    r"\b(?:second|third|fourth|next|two|three|few|one of|among|previous|prior|existing|the other|our|its|their|"
    r"than|over|with|to|at)\s(?:the\s)?$|\b(?:second|third)[ -]$",
    re.IGNORECASE,
)
SCOPE = re.compile(r"\b(?:among|of the|baselines?|except|excluding|apart from|other than|compared|previous)\b", re.I)
DENIED = re.compile(
    r"\b(?:not|n['’]t|never|no longer|fail(?:s|ed)? to|neither|nor|cannot|without)\b[^.;]{0,45}$", re.IGNORECASE
)
SUPPOSED = re.compile(r"\b(?:would|could|might|may|should|if|unless|expect\w*|hypothes\w*)\b", re.IGNORECASE)
OTHERS = re.compile(
    r"^\W*(?:both |of |most of )?(?:all (?:of )?(?:the )?(?:other|others|baselines?|comparisons?|compared|base)|"
    r"(?:the |any )?others?\b|all (?:other )?(?:models|systems|methods|countries|partners))",
    re.IGNORECASE,
)
JOINED = re.compile(r"^\W*(?:(?:and|or|as well as|both|also|the|model|models|baseline|baselines|system)\W*)*$", re.I)
BY = re.compile(
    r"\bby (?:an? )?(?:about |around |only |over )?(?:absolute |relative )?(?P<n>\d+(?:\.\d+)?)\s?(?P<unit>%|percent)?"
)
# measures of which less is better
LESS_IS_BETTER = re.compile(
    r"↓|\b(?:loss|errors?|[wspt]er|ppl|perplexity|(?:training |running )?time|latency|mae|rmse|mse|eer|cost|"
    r"median rank|mr|miss(?:es)?|wrong|add|repetition|rep)\b",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(?:in (?P<way>descending|ascending) order,? (?:are|were|is|was)?|(?:top|largest|leading) \w+ [\w ]{1,40}?,? "
    r"(?:are|were),?(?: in order,?)?) ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """Words of a sentence that name rows or columns of a table: their lines are places along that axis."""

    start: int
    end: int
    is_row: bool
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Decided:
    """What the table says of a statement: truth, the words, the cells it was held against, and whether one
    row each and the measure are named."""

    kind: str
    span: tuple[int, int]
    stated: str
    truth: bool
    cells: tuple[Entry, ...]
    is_sure: bool


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
        for column in sorted(columns):
            parts = {self.grid.labels[column], *(line[column] for line in self.grid.table.header)}
            for text in parts:
                self._add(found, text, False, column)
        return found

    @staticmethod
    def _add(found: dict, text: str, is_row: bool, line: int) -> None:
        plain = CITATION.sub("", text)
        forms = {text, plain, BRACKETS.sub("", plain), *BRACKETS.findall(plain)}
        if text != plain:
            forms.add(plain.split(":")[-1])
        for form in forms:
            words = tuple(word for _, _, word in tokens(form))
            distinct = [word for word in words if word not in COMMON and not word.isdigit()]
            if distinct and max(map(len, distinct)) > 1:
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
        word = match[0].lower()
        if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
        found.append((match.start(), match.end(), word))
    return found


def check_claims(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    """Comparisons, superlatives and orders of the rows or columns that a sentence names, in the tables that the
    sentence or its passage names.

    One that no cell bears out is a question: its subject and measure are linked by their names alone.
    """
    found = []
    for number in sentence.named:
        for index in tables.get(number, []):
            found += [_on_record(sentence, index, one) for one in decide(sentence.text, index)]
    return found


def decide(text: str, index: Index) -> list[Decided]:
    """Every statement of a text on the rows and columns of a table that its cells decide."""
    names = Names(index)
    mentions = names.mentions(text)
    found = []
    for start, end in _clauses(text):
        inside = [one for one in mentions if start <= one.start < end]
        if SUPPOSED.search(text[start:end]):
            continue
        for form, sign, of_quality in OPERATORS:
            for match in form.finditer(text, start, end):
                found += _comparison(text, (start, end), match, sign, of_quality, inside, mentions, names)
        for form, sign, of_quality in SUPERLATIVES:
            for match in form.finditer(text, start, end):
                found += _superlative(text, (start, end), match, sign, of_quality, inside, mentions, names)
    for match in ORDER.finditer(text):
        found += _order(text, match, mentions, names)
    return found


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in CLAUSE.finditer(text):
        yield start, stop.start()
        start = stop.start()
    yield start, len(text)


def _joined(text: str, mentions: list[Mention], is_row: bool) -> list[Mention]:
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


def _measures(
    names: Names, is_row: bool, inside: list[Mention], everywhere: list[Mention]
) -> tuple[list[int], bool]:
    """The places across: those that the clause names, else the sentence, else all; and whether they are named."""
    for among in (inside, everywhere):
        named = [set(one.lines) for one in among if one.is_row != is_row]
        if named:
            common = set.intersection(*named)
            return sorted(common or set.union(*named)), True
    places = names.lines(not is_row)
    return places, len(places) == 1


def _comparison(
    text: str,
    clause: tuple[int, int],
    match: re.Match,
    sign: int,
    of_quality: bool,
    inside: list[Mention],
    mentions: list[Mention],
    names: Names,
) -> list[Decided]:
    before = [one for one in inside if one.end <= match.start()]
    after = [one for one in inside if one.start >= match.end()]
    for is_row in (True, False):
        subjects = _joined(text, before[::-1], is_row)
        others = OTHERS.match(text[match.end() : clause[1]])
        objects = [] if others else _joined(text, after, is_row)
        if not subjects or not (objects or others):
            continue
        pairs = _pairs(names, is_row, subjects, objects)
        places, named = _measures(names, is_row, inside, mentions)
        held = [
            (ours, theirs)
            for first, second in pairs
            for place in places
            if (ours := names.cell(is_row, first, place)) and (theirs := names.cell(is_row, second, place))
        ]
        truths = {_is_beyond(names, ours, theirs, sign, of_quality) for ours, theirs in held}
        if len(truths) != 1 or None in truths:
            return []
        truth = bool(truths.pop())
        amount = BY.search(text[match.end() : clause[1]])
        if truth and amount and not _by_so_much(amount, held):
            if len(held) > 1:
                return []
            truth = False
        if DENIED.search(text[clause[0] : match.start()]):
            truth = not truth
        single = all(len(one.lines) == 1 for one in [*subjects, *objects])
        cells = tuple(cell for pair in held for cell in pair)
        span = (min(one.start for one in subjects), max(one.end for one in [*objects, *subjects]))
        span = (span[0], max(span[1], match.end()))
        return [Decided(COMPARISON, span, match[0], truth, cells, named and single)]
    return []


def _pairs(names: Names, is_row: bool, subjects: list[Mention], objects: list[Mention]) -> list[tuple[int, int]]:
    """Which lines are held against which: in blocks that repeat a name, each against its like."""
    ours = {line for one in subjects for line in one.lines}
    if not objects:
        return [(one, other) for one in ours for other in names.lines(is_row) if other not in ours]
    found = []
    for one in subjects:
        for other in objects:
            if len(one.lines) == len(other.lines):
                found += list(zip(one.lines, other.lines, strict=True))
            else:
                found += [(first, second) for first in one.lines for second in other.lines]
    return [(first, second) for first, second in found if first != second]


def _is_beyond(names: Names, ours: Entry, theirs: Entry, sign: int, of_quality: bool) -> bool | None:
    """Whether one cell is beyond another in the way that the words say; None where they print alike."""
    if ours.kind != theirs.kind or ours.number.wide.overlaps(theirs.number.wide):
        return None
    more = theirs.number.wide.is_below(ours.number.wide)
    way = -sign if of_quality and names.less_is_better(ours) else sign
    return more == (way > 0)


def _by_so_much(amount: re.Match, held: list[tuple[Entry, Entry]]) -> bool:
    """Whether a stated difference is that of one of the pairs, in points or in percent."""
    decimals = len(amount["n"].partition(".")[2])
    stated = Number.of(amount["n"], decimals) if hasattr(Number, "of") else None
    value, half = float(amount["n"]), 0.5 * 10**-decimals
    for ours, theirs in held:
        one, other = float(ours.number.face.low), float(theirs.number.face.low)
        options = [abs(one - other), 100 * abs(one - other)]
        options += [100 * abs(one / other - 1)] if other else []
        if any(abs(option - value) <= half * 1.5 for option in options):
            return True
    return stated is not None


def _superlative(
    text: str,
    clause: tuple[int, int],
    match: re.Match,
    sign: int,
    of_quality: bool,
    inside: list[Mention],
    mentions: list[Mention],
    names: Names,
) -> list[Decided]:
    if NOT_OF_ALL.search(text[clause[0] : match.start()]) or SCOPE.search(text[clause[0] : clause[1]]):
        return []
    before = [one for one in inside if one.end <= match.start()]
    after = [one for one in inside if one.start >= match.end()]
    for is_row in (True, False):
        subjects = _joined(text, before[::-1], is_row) or _joined(text, after, is_row)
        if len(subjects) != 1:
            continue
        ours = set(subjects[0].lines)
        measured = [one for one in inside if one.is_row != is_row]
        places, named = _measures(names, is_row, measured, mentions)
        held, truths = [], set()
        for place in places:
            mine = [cell for line in ours if (cell := names.cell(is_row, line, place))]
            rest = [
                cell for line in names.lines(is_row) if line not in ours and (cell := names.cell(is_row, line, place))
            ]
            if len(mine) != 1 or len(rest) < 2:
                continue
            beyond = {_is_beyond(names, mine[0], other, sign, of_quality) for other in rest}
            held += [*mine, *rest]
            truths.add(False if False in beyond else None if None in beyond else True)
        if len(truths) != 1 or None in truths:
            continue
        truth = bool(truths.pop())
        if DENIED.search(text[clause[0] : match.start()]):
            truth = not truth
        span = (min(subjects[0].start, match.start()), max(subjects[0].end, match.end()))
        return [Decided(SUPERLATIVE, span, match[0], truth, tuple(held), named and len(ours) == 1)]
    return []


def _order(text: str, match: re.Match, mentions: list[Mention], names: Names) -> list[Decided]:
    """Names in the order of their numbers: "the top three, in descending order, are A, B and C"."""
    listed = _joined(text, [one for one in mentions if one.start >= match.end()], True)
    if len(listed) < 2 or any(len(one.lines) != 1 for one in listed):
        return []
    sign = -1 if (match["way"] or "").lower() == "ascending" else 1
    places, named = _measures(names, True, [], [])
    rows = [one.lines[0] for one in listed]
    held = [
        (first, second)
        for place in places
        for one, other in zip(rows, rows[1:], strict=False)
        if (first := names.cell(True, one, place)) and (second := names.cell(True, other, place))
    ]
    by_place: dict[int, set[bool | None]] = {}
    for first, second in held:
        by_place.setdefault(first.cell.column, set()).add(_is_beyond(names, first, second, sign, False))
    truths = {False if False in found else None if None in found else True for found in by_place.values()}
    if len(truths) != 1 or None in truths:
        return []
    cells = tuple(dict.fromkeys(cell for pair in held for cell in pair))
    span = (match.start(), listed[-1].end)
    return [Decided(LISTED, span, match[0], bool(truths.pop()), cells, True)]


def _on_record(sentence: Sentence, index: Index, one: Decided) -> Statement:
    shown = "; ".join(f"{index.grid.where(entry.cell)}: {entry.cell.text}" for entry in one.cells[:4])
    more = f" and {len(one.cells) - 4} more" if len(one.cells) > 4 else ""
    why = "" if one.truth else "question: the cells say the opposite; are these the rows and the measure meant?"
    return Statement(
        sentence.page,
        sentence.line,
        sentence.text[one.span[0] : one.span[1]],
        one.kind,
        one.stated,
        shown + more,
        None,
        None,
        f"Table {index.grid.key}",
        HOLDS if one.truth else NOT_CHECKABLE,
        "" if one.truth else QUESTION,
        why,
        sentence.place,
        one.span[0],
        frozenset(),
    )
