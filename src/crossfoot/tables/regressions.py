"""Regression tables: each estimate with what stands beside or beneath it, where that is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from crossfoot.numbers.grammar import read_count
from crossfoot.numbers.number import Number
from crossfoot.tables.columns import Cell
from crossfoot.tables.grid import Grid
from crossfoot.tables.significance import INTERVAL, SE, STARS, P, T, bracket_kinds, kind_of, star_levels

MARKS = r"(?:\*{1,4}|[†‡+])?"
VALUE = r"[-–−+]?\s?(?:\d[\d,\s]*)?\.?\d+%?"
# "0.041***", "(0.008)", "11.99 (48.70)***", "[0.10, 0.32]"
PRINTED = re.compile(
    rf"^(?P<value>{VALUE})?\s*(?P<mark>{MARKS})\s*"
    rf"(?:(?P<open>[(\[{{])\s*(?P<inside>[^()\[\]{{}}]+?)\s*[)\]}}]\s*(?P<mark2>{MARKS}))?$"
)
# a longer cell holds words
LONGEST = 60
BRACKET = re.compile(r"[(\[{]\s*[-–−+]?[\d.]")
TWO = re.compile(rf"^(?P<low>{VALUE})\s*(?:[,;]|\bto\b|–|—|\s-\s)\s*(?P<high>{VALUE})$")
THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+$")
N_ROW = re.compile(
    r"^\W*(?:(?:no\.?|number|total|num\.?)?\s*(?:of\s+)?obs(?:ervations?|s?\.)?(?![a-z])|n$|n\s*[=:(]|"
    r"sample size|n\.? obs)",
    re.IGNORECASE,
)
# R², R-squared, R-sq, R^2
R_SQUARED = r"r(?:[-\s]?sq\w*\.?|[-\s]?2\b|²|\^2)"
FIT_ROW = re.compile(
    rf"^\W*(?:(?:adj\w*\.?|pseudo|within|between|overall|mcfadden'?s?|centered)[-\s]*)*\(?{R_SQUARED}",
    re.IGNORECASE,
)
# what stands under the estimates and is none
FOOT_ROW = re.compile(
    r"^\W*(?:f[-\s(]|f$|wald|chi|χ|log[-\s]*(?:pseudo)?[-\s]*likelihood|aic|bic|hansen|"
    r"sargan|ar ?\(|number|no\.|"
    r"mean|s\.?d\.?\b|dep(?:endent)?\b|residual|sigma|rho|reset|obs|groups?|clusters?|p[-\s]?value|prob|test|"
    r"years?\b|countr(?:y|ies) |root|akaike|kleibergen|cragg|durbin|breusch|jarque|tau|icc|df\b|degrees)",
    re.IGNORECASE,
)
# columns of one row beside each other
BOUND = r"(?: ?(?:95 ?%)? ?(?:bound|limit|ci))?\]?$"
ROLES = {
    role: re.compile(form, re.IGNORECASE)
    for role, form in {
        "coefficient": r"^(?:coef(?:f(?:icient)?)?s?\.?|(?:point )?estimates?|b)$",
        SE: r"^(?:(?:robust )?(?:std\.?|standard) ?err(?:or|\.)?s?\.?|s\.?e\.?)$",
        T: r"^[tz](?:[- ](?:stat\w*\.?|values?|ratios?))?$",
        P: r"^(?:p(?:[- ]?val(?:ues?|\.)?)?|p ?> ?\|?[tz]\|?|pr?\(> ?\|[tz]\|\)|prob\.?|sig\.?)$",
        "low": rf"^(?:.*\b)?(?:lower|low|2\.5 ?%|\[0?\.?025){BOUND}",
        "high": rf"^(?:.*\b)?(?:upper|high|97\.5 ?%|0?\.?975\]?){BOUND}",
        INTERVAL: r"^\[?\(?\d\d ?% ?(?:ci|c\.i\.|conf(?:idence|\.)? ?int(?:erval|\.)?s?)\)?\]?$",
    }.items()
}
RATIOS = re.compile(r"\bodds|\bhazard|\bincidence|\brelative risk|\brisk ratio|\bexponentiated|\bexp\(")

# an estimate, its mark, and by bracket the row and what stands in it
Bracketed = tuple[Cell, str, dict[str, tuple[int, str]]]


@dataclass(frozen=True)
class Estimate:
    """A coefficient and what is printed of it. mark: of significance, "" for none. parts: standard error, t
    and p by kind, unknown: by the bracket they stand in. interval: its cell and both ends."""

    cell: Cell
    mark: str
    parts: dict[str, Cell] = field(default_factory=dict)
    unknown: dict[str, Cell] = field(default_factory=dict)
    interval: tuple[Cell, Number, Number] | None = None

    @property
    def place(self) -> tuple[int, int]:
        return self.cell.row, self.cell.column


class Regressions:
    """The estimates of a table, and what its notes say of them."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        table = grid.table
        self.texts = [*table.notes, table.caption, table.source, table.panel, table.unit]
        # a note set as a row of the table
        rows = ([cell.strip() for cell in row if cell.strip()] for row in table.body)
        self.texts += [row[0] for row in rows if len(set(row)) == 1 and len(row[0]) > 25]
        self.levels = star_levels(self.texts)

    @property
    def about(self) -> str:
        """All words around the numbers."""
        return " ".join([*self.texts, *self.grid.labels])

    @cached_property
    def are_ratios(self) -> bool:
        """Whether coefficients may be ratios, of which the standard error is that of another number."""
        labels = " ".join(self.grid.first_label(row) for row in range(len(self.grid.table.body)))
        return bool(
            RATIOS.search(f"{self.about} {labels}".lower()) or re.search(r"\b(?:OR|HR|IRR|RR)\b", self.about)
        )

    @cached_property
    def estimates(self) -> list[Estimate]:
        """Those beside columns that say what they hold, else those over brackets; [] for another table."""
        return [] if self._lost_minus else self._beside() or self._over_brackets()

    @cached_property
    def _lost_minus(self) -> bool:
        """Whether a font's minus was read as a 2, beside numbers below 1 that are set without a 0."""
        texts = " ".join(cell for cells in self.grid.table.body for cell in cells[1:])
        return bool(
            re.search(r"(?<![\d.,])\.\d", texts)
            and len(re.findall(r"(?<![\d.,])2\.\d{2,}", texts)) >= 2
            and not re.search(r"[-–−]\.?\d", texts)
        )

    @cached_property
    def observations(self) -> dict[int, int]:
        """By column, where a row says how many."""
        for row, cells in enumerate(self.grid.table.body):
            if N_ROW.match(self.grid.first_label(row)):
                return {
                    place: count
                    for place, text in enumerate(cells)
                    if place and (count := read_count(text.split("(")[0].strip())) is not None
                }
        return {}

    def _beside(self) -> list[Estimate]:
        heads = [label.strip() for label in self.grid.table.header[-1]] if self.grid.table.header else []
        roles = {
            place: role
            for place, label in enumerate(heads)
            if place
            for role, form in ROLES.items()
            if form.match(label.translate(STARS).strip("* "))
        }
        blocks: list[dict[str, int]] = []
        for place in sorted(roles):
            if roles[place] == "coefficient":
                blocks.append({})
            if blocks and roles[place] not in blocks[-1]:
                blocks[-1][roles[place]] = place
        return [
            estimate
            for block in blocks
            if len(block) > 1
            for row in range(len(self.grid.table.body))
            if (estimate := self._in_row(row, block))
        ]

    def _in_row(self, row: int, block: dict[str, int]) -> Estimate | None:
        coefficient = self._printed(row, block["coefficient"])
        if not coefficient or not coefficient["value"] or FOOT_ROW.match(self.grid.first_label(row)):
            return None
        mark = coefficient["mark"] or coefficient["mark2"] or ""
        parts: dict[str, Cell] = {}
        interval = None
        for kind in (SE, T, P):
            printed = self._printed(row, block[kind]) if kind in block else None
            text = (printed["value"] or printed["inside"]) if printed else ""
            cell = self._cell(row, block[kind], text) if text else None
            if printed and cell:
                parts[kind] = cell
                mark = mark or printed["mark"] or printed["mark2"] or ""
        cell = self._cell(row, block["coefficient"], coefficient["value"])
        if INTERVAL in block:
            interval = self._interval(
                row, block[INTERVAL], self.grid.table.body[row][block[INTERVAL]].strip("()[] ")
            )
        elif "low" in block and "high" in block:
            low, high = (
                self._cell(row, block[end], self.grid.table.body[row][block[end]].strip("()[] ,"))
                for end in ("low", "high")
            )
            interval = (high, low.amount, high.amount) if low and high else None
        return Estimate(cell, mark, parts, {}, interval) if cell and (parts or interval) else None

    def _over_brackets(self) -> list[Estimate]:
        """Estimates with brackets in their cell or in the rows beneath; three at least."""
        if sum(bool(BRACKET.search(text)) for cells in self.grid.table.body for text in cells) < 3:
            return []
        found = [estimate for row in range(len(self.grid.table.body)) for estimate in self._bracketed(row)]
        found = self._in_place(found)
        used = {opening for _, _, brackets in found for opening in brackets}
        said = bracket_kinds(self.texts, used)
        estimates = []
        for cell, mark, brackets in found:
            parts: dict[str, Cell] = {}
            unknown: dict[str, Cell] = {}
            interval = None
            for opening, (row, inside) in brackets.items():
                kind = kind_of(self.grid.first_label(row)) or said.get(opening, "")
                if TWO.match(inside) and not THOUSANDS.match(inside):
                    interval = self._interval(row, cell.column, inside) if kind in ("", INTERVAL) else None
                elif number := self._cell(row, cell.column, inside):
                    (parts if kind else unknown)[kind or opening] = number
            if parts or unknown or interval:
                estimates.append(Estimate(cell, mark, parts, unknown, interval))
        return estimates if len(estimates) >= 3 else []

    def _in_place(self, found: list[Bracketed]) -> list[Bracketed]:
        """Without rows that have brackets in a column where hardly any stand: there cells have moved."""
        with_brackets = Counter(cell.column for cell, _, _ in found)
        numbers = Counter(
            place
            for row in range(len(self.grid.table.body))
            for place in with_brackets
            if (printed := self._printed(row, place)) and printed["value"]
        )
        odd = {place for place, count in with_brackets.items() if 3 * count < numbers[place]}
        moved = {cell.row for cell, _, _ in found if cell.column in odd}
        return [one for one in found if one[0].row not in moved]

    def _bracketed(self, row: int) -> Iterator[Bracketed]:
        """The estimates of a row: cell, mark and what stands in each sort of brackets, with its row."""
        if FOOT_ROW.match(self.grid.first_label(row)) or N_ROW.match(self.grid.first_label(row)):
            return
        if FIT_ROW.match(self.grid.first_label(row)):
            return
        beneath = [below for below in (row + 1, row + 2) if self._is_of_brackets(below)]
        beneath = beneath if beneath[:1] == [row + 1] else []
        for place in range(1, len(self.grid.labels)):
            printed = self._printed(row, place)
            if not printed or not printed["value"]:
                continue
            mark, brackets = printed["mark"] or "", {}
            if printed["open"]:
                brackets[printed["open"]] = (row, printed["inside"])
                mark = mark or printed["mark2"] or ""
            for below in beneath:
                under = self._printed(below, place)
                if under and under["open"] and not under["value"] and under["open"] not in brackets:
                    brackets[under["open"]] = (below, under["inside"])
                    mark = mark or under["mark2"] or ""
            cell = self._cell(row, place, printed["value"])
            if cell and brackets:
                yield cell, mark, brackets

    def _is_of_brackets(self, row: int) -> bool:
        """Whether all numbers of a row stand in brackets."""
        if row >= len(self.grid.table.body):
            return False
        read = [self._printed(row, place) for place in range(1, len(self.grid.labels))]
        numbers = [printed for printed in read if printed and (printed["value"] or printed["open"])]
        return bool(numbers) and all(printed["open"] and not printed["value"] for printed in numbers)

    def _printed(self, row: int, place: int) -> re.Match | None:
        text = self.grid.table.body[row][place].strip().translate(STARS)
        # stars that are raised stand in the cell as printed, which is kept beside the figure alone
        for printed in self.grid.table.alternatives.get((row, place), []):
            if (rest := printed.strip().translate(STARS).removeprefix(text)) and not rest.strip(" *†‡+"):
                text += rest.strip()
        return PRINTED.match(text) if 0 < len(text) <= LONGEST else None

    def _cell(self, row: int, place: int, text: str) -> Cell | None:
        """A cell with the one number in it that a text prints."""
        number = self.grid.read(re.sub(r"(?<=^[-–−+])\s", "", text), place)
        if not number or not number.is_plain or number.bound:
            return None
        return Cell(row, place, self.grid.table.body[row][place].strip(), number)

    def _interval(self, row: int, place: int, inside: str) -> tuple[Cell, Number, Number] | None:
        match = TWO.match(inside.translate(STARS))
        if not match:
            return None
        low, high = self._cell(row, place, match["low"]), self._cell(row, place, match["high"])
        return (high, low.amount, high.amount) if low and high else None
