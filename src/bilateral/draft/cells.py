"""Which rows of a table a sentence is about: those whose every key its words give."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, reduce

from bilateral.draft.result_tables import WHOLE, Column, ResultTable
from bilateral.draft.results import Results
from bilateral.draft.stated import Stated
from bilateral.draft.units import PERCENT
from bilateral.draft.words import FLOWS, Trade, tokens, trade_of
from crossfoot import ORDINALS

# a value of a key that a sentence need not say
UNSAID = frozenset(["", "all", "total", "grand_total", "none", "both"])
HS = re.compile(r"\bHS\s?(?:chapters? |codes? )?(\d{1,6})\b")
INVESTED = re.compile(
    r"\b(?:investments?|FDI)(?:\s\([^)]*\))?\s(?:[\w-]+\s){0,3}?(?:in|to|into)\s(?:the\s)?$", re.IGNORECASE
)
INVESTOR = re.compile(r"['’]s?\s(?:[\w-]+\s){0,3}?(?:investments?|FDI)\b", re.IGNORECASE)
CLAUSE = re.compile(
    r"[;:—]|\s–\s|, (?:and|which|who|where|with|while|whereas|but|exceeding|compared with|against)\b|"
    r"\)\s?[,.]"
)
SIDES = ("reporter", "partner", "exporter", "importer")
KINDS_OF_WORDS = 3


@dataclass(frozen=True)
class Cell:
    """One cell of a table that a sentence can mean. said: how many of the row's keys its words give."""

    table: ResultTable
    row: int
    column: Column
    said: int

    @property
    def told(self) -> int:
        """How many keys and words of the subject the sentence has."""
        return self.said + len(self.table.subject(self.column, self.table.rows[self.row]))

    @property
    def place(self) -> tuple[str, int, str]:
        return self.table.name, self.row, self.column.name

    @property
    def names(self) -> frozenset[str]:
        """What tells the row from others: its keys, and what it measures."""
        row = self.table.rows[self.row]
        return frozenset(row[key] for key in (*self.table.keys, "measure") if row.get(key)) - UNSAID


class About:
    """What a number's sentence says of rows. wide: years and words of the whole sentence and of the one
    before count, not only those next to the number."""

    def __init__(self, stated: Stated, study: Results, wide: bool):
        self.stated, self.study, self.wide = stated, study, wide
        text, start = stated.sentence, stated.start
        stops = [0, *(match.end() for match in CLAUSE.finditer(text, 0, start))]
        ends = [match.start() for match in CLAUSE.finditer(text, stated.end)] + [len(text)]
        self.clause = text if stated.is_cell else text[stops[-1] : ends[0]]
        # the number itself says nothing of what it is
        without = f"{text[:start]} {text[stated.end :]}"
        self.text = f"{stated.context} {without}" if wide else without
        near = self.clause[: max(0, start - stops[-1])] + self.clause[stated.end - stops[-1] :]
        self.words = tokens(self.text if wide or stated.is_cell else near)

    @cached_property
    def years(self) -> frozenset[int]:
        if self.stated.year is not None:
            return frozenset([self.stated.year])
        return self.stated.years if self.wide else frozenset()

    @cached_property
    def economies(self) -> frozenset[str]:
        names = self.study.names
        in_clause = names.economies(self.clause)
        if in_clause and not self.wide:
            return in_clause
        return names.economies(self.stated.sentence) or names.economies(self.text)

    @cached_property
    def destinations(self) -> frozenset[str]:
        """Of investment, the economies that it goes to: of "investment in …", or else all but its owner."""
        text = self.stated.sentence
        found = self.study.names.found(text)
        into = frozenset(code for start, _, code in found if INVESTED.search(text[:start]))
        owners = {code for _, end, code in found if INVESTOR.match(text, end)}
        return into & self.economies or self.economies - owners

    @cached_property
    def trade(self) -> Trade:
        names = self.study.names
        for text in (self.stated.before, self.stated.sentence, self.text):
            if (trade := trade_of(text, names)).flow:
                return trade
        return Trade()

    @cached_property
    def codes(self) -> frozenset[str]:
        found = HS.findall(self.clause) or HS.findall(self.stated.sentence)
        return frozenset(code.zfill(2) for code in found)

    def rows(self, table: ResultTable) -> dict[int, int]:
        """Each row whose keys all agree with the words, with how many of them the words say."""
        kept: list[dict[int, int]] = []
        if self.trade.flow and {"partner", "importer"} & set(table.keys):
            kept.append(self._traded(table))
        elif self.trade.partner and "flow" in table.keys:
            # all that an economy sells or buys, where the sentence has one partner
            return {}
        for key, how in table.keys.items():
            if kept and (key in SIDES or key == "flow") and self.trade.flow:
                continue
            says = self._says(key, how)
            kept.append(
                {
                    row: said
                    for value, rows in table.rows_by[key].items()
                    if (said := says(value)) is not None
                    for row in rows
                }
            )
            if not kept[-1]:
                return {}
        if not kept:
            return dict.fromkeys(range(len(table.rows)), 0)
        both = reduce(
            lambda one, other: {row: one[row] + other[row] for row in one.keys() & other.keys()}, kept
        )
        return both

    def _traded(self, table: ResultTable) -> dict[int, int]:
        """Rows that the sentence's flow, reporter and partner leave."""
        trade, found = self.trade, {}
        said = sum(map(bool, (trade.flow, trade.reporter, trade.partner)))
        for (one, other, flow), rows in table.traded.items():
            if "exporter" in table.keys:
                sides = (one, other) if trade.flow == "export" else (other, one)
                fits = trade.flow != "balance" and trade.fits(*sides, "")
            else:
                fits = trade.fits(one if "reporter" in table.keys else trade.reporter, other, flow)
            # one of the two is named, and in the sentence itself where that decides
            if fits and (self.economies & {one, other} or (self.wide and not self.economies)):
                found.update(dict.fromkeys(rows, said))
        return found

    def _says(self, key: str, how: str) -> Callable[[str], int | None]:
        """For a key, a function of its value: 1 where the words say it, 0 where they need not, else None."""
        if how == "year":
            # a span of years is said by both its ends
            years = self.stated.years if key.endswith(("_from", "_to")) else self.years
            return lambda value: (
                1 if value[:4].isdigit() and int(value[:4]) in years else (None if value else 0)
            )
        if how == "economy":
            pair = self.study.names.pair if key in SIDES else ()
            named = self.destinations if key == "destination" else self.economies
            return lambda value: (
                1
                if value in named
                else 0
                if value in pair
                else (1 if len(value) != KINDS_OF_WORDS and tokens(value) & self.words else None)
            )
        if how == "code":
            return lambda value: (
                1 if value and value in self.codes else (0 if not value and not self.codes else None)
            )
        if how == "index":
            return lambda value: (
                1 if self._names_index(key, value) else (0 if value.lower() in UNSAID else None)
            )
        return self._says_words

    def _says_words(self, value: str) -> int | None:
        if value in UNSAID:
            return 0
        wanted = frozenset(word for word in tokens(value) if word[0].isalpha())
        # half of a name is enough to find a number, and all of it to accuse one
        missing = len(wanted - self.words)
        return 1 if wanted and missing <= (len(wanted) // 2 if self.wide else 0) else None if wanted else 0

    def _names_index(self, key: str, value: str) -> bool:
        """Whether the words number a row: "the third round", "round 3", a table's row that begins with 3."""
        if self.stated.is_cell:
            label = self.stated.label.lower()
            return label == value.lower() or (label == "total" and value.lower() in WHOLE)
        ordinal = ORDINALS[int(value)] if value.isdigit() and int(value) < len(ORDINALS) else value
        name = re.escape(key.rstrip("s"))
        return bool(
            re.search(rf"\b{name}s? {value}\b|\b(?:{ordinal}|{value}(?:st|nd|rd|th)) {name}", self.text, re.I)
        )

    def cells(self) -> list[Cell]:
        """Every cell that the words can mean, with a unit that fits and a word of its subject."""
        found = []
        for table in self.study.tables.values():
            fits = any(unit.fits(self.stated.unit) for unit in table.units)
            rows = self.rows(table) if fits and table.vocabulary & self.words else {}
            for row, said in rows.items():
                cells = table.rows[row]
                for column in table.columns:
                    if table.unit(column, cells).fits(self.stated.unit) and self._on_subject(
                        table, column, cells
                    ):
                        found.append(Cell(table, row, column, said))
        return found

    def _on_subject(self, table: ResultTable, column: Column, cells: dict[str, str]) -> bool:
        """Whether the words have all of the column's subject, and one of the table's where it has none."""
        wanted = table.subject(column, cells)
        if (self.wide or self.stated.is_cell) and self.stated.unit.name == PERCENT:
            wanted -= {"share"}
        own = {word for key, how in table.keys.items() if how == "words" for word in tokens(cells[key])}
        if not wanted <= self.words:
            return False
        return bool((wanted | table.words | own | (FLOWS if "flow" in table.keys else set())) & self.words)
