"""A published table: the keys that tell its rows apart, and its columns of figures with unit and subject."""

import re
from dataclasses import dataclass
from functools import cached_property

from bilateral.draft.units import PLAIN, Unit, unit_of
from bilateral.draft.words import FLOWS, tokens
from bilateral.study.dictionary import ANY_TABLE
from crossfoot import Interval, read_number

# columns that say where a row comes from or how it was made, not what it is about
ABOUT_THE_ROW = frozenset(
    "source vintage note diagnosis verdict why text locator line file place release basis exactness classes "
    "chapter_00 status title derived valuation period hs_revision rate_source total_source kind level "
    "unit reported_by chapter codes_cited_to until since table scope plan comparison programme doubt "
    "question reading row column rule reason".split()
)
ECONOMIES = frozenset(
    ["destination", "economy", "counterpart", "top_partner", "economy_a", "economy_b"]
    + ["reporter", "partner", "exporter", "importer"]
)
# a bound that an estimate stands beside is the end of its confidence interval
ESTIMATED = frozenset(["estimate", "p_value", "statistic", "value", "gap_pct", "growth_pct", "log_odds"])
# what is said of the unit in a column's name, and not of the subject
OF_UNIT = frozenset(
    "usd jpy million billion pct low high value estimate year from to printed official".split()
)
# what a document prints, and why a figure is missing
NOT_READ = re.compile(r"(?:^|_)printed(?:_|$)|_missing$")
PRINTED = re.compile(r"(?:^|_)printed(?:_|$)")
# what a key has where a row is about all of them
WHOLE = frozenset(["all", "total"])
CODED = re.compile(r"^(?:hs_\w+|\w*_?no|line|n|rank|product_no)$")
IS_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Column:
    """name; unit, None where the row says it; words of its subject, all of which a sentence needs; bounds:
    the columns of its bounds, or "" twice; counts: whether it has whole numbers that are not rounded."""

    name: str
    unit: Unit | None
    words: frozenset[str]
    bounds: tuple[str, str] = ("", "")
    counts: bool = False

    @property
    def title(self) -> str:
        return " to ".join(self.bounds) if self.bounds[0] else self.name


# one whose unit its row says
COLUMN = Column("", None, frozenset())


@dataclass
class ResultTable:
    """One published table. rows: cells as text, by column; keys: columns that tell its rows apart, with how:
    year, economy, code, index or words."""

    name: str
    rows: list[dict[str, str]]
    keys: dict[str, str]
    columns: list[Column]
    words: frozenset[str]

    @cached_property
    def units(self) -> set[Unit]:
        """Every unit that a cell has."""
        by_row = any(column.unit is None for column in self.columns)
        fixed = {column.unit for column in self.columns if column.unit is not None}
        return fixed | ({self.unit(COLUMN, row) for row in self.rows} if by_row else set())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the table's subjects, of which a sentence on it has one."""
        by_row = {row[key] for row in self.rows for key, how in self.keys.items() if how == "words"}
        measures = {row["measure"] for row in self.rows if "measure" in row}
        words = self.words.union(*(column.words for column in self.columns), *map(tokens, by_row | measures))
        return words | FLOWS if "flow" in self.keys else words

    @cached_property
    def traded(self) -> dict[tuple[str, str, str], set[int]]:
        """By the two sides and the flow, "" where the table has none, the rows that have them."""
        found: dict[tuple[str, str, str], set[int]] = {}
        for place, row in enumerate(self.rows):
            sides = (
                row.get("reporter", row.get("exporter", "")),
                row.get("partner", row.get("importer", "")),
            )
            found.setdefault((*sides, row.get("flow", "")), set()).add(place)
        return found

    @cached_property
    def rows_by(self) -> dict[str, dict[str, set[int]]]:
        """By key and value, the rows that have it."""
        found: dict[str, dict[str, set[int]]] = {key: {} for key in self.keys}
        for place, row in enumerate(self.rows):
            for key in self.keys:
                found[key].setdefault(row[key], set()).add(place)
        return found

    def identity(self, place: int) -> dict[str, str]:
        """The cells that tell a row from all others: its keys, and as much else as that takes."""
        row, columns = self.rows[place], {column.name for column in self.columns}
        more = [name for name in row if name not in columns and name not in self.keys and row[name]]
        found = {key: row[key] for key in self.keys if row[key]}
        same = [other for other in self.rows if all(other[key] == value for key, value in found.items())]
        for name in sorted(more, key=lambda name: name not in ("measure", "unit")):
            if len(same) == 1:
                break
            left = [other for other in same if other[name] == row[name]]
            if len(left) < len(same):
                found[name], same = row[name], left
        return found

    def unit(self, column: Column, row: dict[str, str]) -> Unit:
        if column.unit is not None:
            return column.unit
        named = row.get("unit") or row.get("measure") or ""
        return unit_of(named) or Unit()

    def interval(self, column: Column, row: dict[str, str]) -> Interval | None:
        """What the cell can be, in the unit of the table; None for none, or for bounds without an end."""
        if column.bounds[0]:
            low, high = (read_number(row[bound]) for bound in column.bounds)
            if low is None or high is None or low.value > high.value:
                return None
            return Interval(low.value, high.value)
        number = read_number(row[column.name])
        if number is None:
            return None
        return number.exact.wide if column.counts else number.wide

    def subject(self, column: Column, row: dict[str, str]) -> frozenset[str]:
        """Words that a sentence on this cell has: of the column, or of the measure that its row names."""
        return column.words | (tokens(row["measure"]) - OF_UNIT if "measure" in row else frozenset())


def read_table(name: str, rows: list[dict[str, str]], about: dict) -> ResultTable | None:
    if not rows:
        return None
    short, header = name.partition("/")[2], list(rows[0])
    keys: dict[str, str] = {}
    columns: list[Column] = []
    for place, column in enumerate(header):
        kind, unit, _ = about.get((short, column)) or about.get((ANY_TABLE, column)) or ("", "", "")
        cells = [row[column] for row in rows]
        # what a row measures is the subject of its cells
        if column in (*ABOUT_THE_ROW, "measure") or NOT_READ.search(column) or kind in ("date", "boolean"):
            continue
        if how := _key(column, kind, unit, cells, place):
            keys[column] = how
        elif (kind in ("number", "integer") or not kind) and not CODED.match(column):
            columns += _columns(column, kind, unit, header)
    subject = tokens(short) - {"total", "analysis"}
    return ResultTable(name, rows, keys, columns, subject) if columns else None


def _key(column: str, kind: str, unit: str, cells: list[str], place: int) -> str:
    """How a column tells rows apart; "" where it does not."""
    if unit == "year" or re.match(r"^(?:fiscal_)?year(?:_|$)", column):
        return "year"
    if column in ECONOMIES or unit.startswith("ISO 3166-1"):
        return "economy"
    if column.startswith("hs_") or unit in ("HS", "HS 2-digit", "HS 4-digit", "HS 6-digit"):
        return "code"
    if kind == "text" or (not kind and any(cell and not IS_NUMBER.fullmatch(cell) for cell in cells)):
        return "index" if all(cell.isdigit() or cell.lower() in WHOLE for cell in cells) else "words"
    if kind == "integer" and place < 3 and column.rstrip("s") in ("round", "rank"):
        return "index"
    return ""


def _columns(name: str, kind: str, unit: str, header: list[str]) -> list[Column]:
    """A column of figures; the two bounds of one figure are one, and those of an estimate none."""
    base = re.sub(r"_?(?:low|high)$", "", name)
    bounds = ("", "")
    if base != name:
        low, high = (re.sub("(?:low|high)$", end, name) for end in ("low", "high"))
        beside = {base} if base else ESTIMATED
        if name != low or high not in header or beside & set(header):
            return []
        bounds = (low, high)
    by_row = unit.startswith("see ") or " or " in unit or not base
    known = None if by_row else unit_of(unit) or unit_of(base) or Unit(PLAIN)
    words = tokens(base or "") - OF_UNIT
    return [Column(name, known, words, bounds, kind == "integer")]
