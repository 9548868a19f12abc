"""Tables read wrongly on purpose, the way extraction goes wrong, to measure what arithmetic notices of it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from crossfoot.documents.table import Table
from crossfoot.tables.alternatives import EDGE_DIGIT, GLUED_MARK, MERGED, POINT, SHIFTED, SIGN
from crossfoot.tables.checks import checker
from crossfoot.tables.confidence import HIGH, LOW, MEDIUM, confidence_of
from crossfoot.tables.doubts import Doubt, find_doubts
from crossfoot.tables.grid import Check, Grid
from tests.benchmarks.audit.table_alterations import Alteration, alter_tables

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# of an author's slips, those of single cells
SLIPS = ("digit_changed", "digits_exchanged", "digit_added", "power_of_ten", "total_stale")
MISPRINT, UNTOUCHED = "misprint", "nothing"
COLUMNS = [
    "kind",
    "misreadings",
    "restored",
    "among_several",
    "noticed",
    "missed",
    "still_holds",
    "not_covered",
    "caught_pct",
    "restored_pct",
    "wrongly_doubted",
    "high",
    "medium",
    "low",
]


@dataclass(frozen=True)
class Misreading:
    """One table of a list with some cells read wrongly. texts: by (row, column), what truly stands there;
    kind: of misreading."""

    kind: str
    table: int
    altered: Table
    texts: dict[tuple[int, int], str]


def made_tables(seed: int, number: int) -> list[Table]:
    """Tables of countries by years with totals of rows and columns, half of them with decimals, some with an
    empty cell and a note."""
    draw = random.Random(f"{seed} tables")
    made = []
    for n in range(number):
        rows, columns, decimals = draw.randint(4, 9), draw.randint(3, 6), draw.choice([0, 1])
        values = [[round(draw.lognormvariate(5, 1.2), decimals) for _ in range(columns)] for _ in range(rows)]
        if draw.random() < 0.4:
            values[draw.randrange(rows)][draw.randrange(columns)] *= -1
        gaps = {(draw.randrange(rows), draw.randrange(columns))} if draw.random() < 0.4 else set()
        body = [
            [
                f"Country {row + 1}",
                *(
                    "" if (row, column) in gaps else _print(value, decimals)
                    for column, value in enumerate(line)
                ),
                _print(
                    sum(value for column, value in enumerate(line) if (row, column) not in gaps), decimals
                ),
            ]
            for row, line in enumerate(values)
        ]
        sums = [
            sum(line[column] for row, line in enumerate(values) if (row, column) not in gaps)
            for column in range(columns)
        ]
        body.append(["Total", *(_print(value, decimals) for value in [*sums, sum(sums)])])
        header = [["", *(str(2001 + column) for column in range(columns)), "Total"]]
        lines = list(range(2, rows + 3))
        made.append(
            Table(
                "made",
                str(n + 1),
                f"Trade by country {n + 1}",
                header=header,
                body=body,
                header_lines=[1],
                body_lines=lines,
                notes=["1) Fiscal years."] if draw.random() < 0.5 else [],
                first_line=1,
                last_line=rows + 2,
            )
        )
    return made


def _print(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def misread_tables(tables: list[Table], seed: int, number: int) -> list[Misreading]:
    """`number` misreadings of each kind that the tables allow, at places drawn with `seed`."""
    grids = [Grid(table) for table in tables]
    cells = sorted(
        {
            (n, row, column.position)
            for n, grid in enumerate(grids)
            for column in grid.amounts
            for row in column.numbers
        }
    )
    made = []
    for kind, misread in KINDS.items():
        draw = random.Random(f"{seed} {kind}")
        places = list(cells)
        draw.shuffle(places)
        found = []
        for n, row, column in places:
            texts = misread(tables[n], row, column, draw)
            if texts and all(tables[n].body[place[0]][place[1]] != text for place, text in texts.items()):
                body = [
                    [texts.get((r, c), text) for c, text in enumerate(line)]
                    for r, line in enumerate(tables[n].body)
                ]
                found.append(
                    Misreading(
                        kind,
                        n,
                        replace(tables[n], body=body),
                        {(r, c): tables[n].body[r][c] for r, c in texts},
                    )
                )
            if len(found) == number:
                break
        made += found
    return made


def _of_number(change: Callable[[str, random.Random], str]) -> Callable:
    def misread(table: Table, row: int, column: int, draw: random.Random) -> dict:
        text = table.body[row][column]
        last = list(NUMBER.finditer(text))[-1]
        new = change(last[0], draw)
        return {(row, column): text[: last.start()] + new + text[last.end() :]} if new else {}

    return misread


def _edge_lost(digits: str, draw: random.Random) -> str:
    kept = digits[1:].lstrip(",") if draw.random() < 0.7 else digits[:-1].rstrip(".,")
    plain = kept.replace(",", "")
    return (
        kept
        if plain and plain[0].isdigit() and Decimal(plain) and not (plain[0] == "0" and plain[1:2].isdigit())
        else ""
    )


def _point_lost(digits: str, draw: random.Random) -> str:
    if "." in digits:
        return digits.replace(".", "")
    return digits.replace(",", ".") if digits.count(",") == 1 else ""


def _sign(table: Table, row: int, column: int, draw: random.Random) -> dict:
    text = table.body[row][column].strip()
    return {(row, column): text.lstrip("-–−") if text[0] in "-–−" else f"-{text}"}


def _merge(table: Table, row: int, column: int, draw: random.Random) -> dict:
    cells = table.body[row]
    if (
        column + 1 >= len(cells)
        or not NUMBER.fullmatch(cells[column].strip())
        or not NUMBER.fullmatch(cells[column + 1].strip())
    ):
        return {}
    return {(row, column): f"{cells[column]} {cells[column + 1]}", (row, column + 1): ""}


def _shift(table: Table, row: int, column: int, draw: random.Random) -> dict:
    """The cell in an empty neighbour."""
    cells = table.body[row]
    free = [
        place for place in (column - 1, column + 1) if 0 < place < len(cells) and not cells[place].strip()
    ]
    return {(row, column): "", (row, draw.choice(free)): cells[column]} if free else {}


KINDS: dict[str, Callable] = {
    GLUED_MARK: _of_number(lambda digits, draw: digits + draw.choice("1112345")),
    SIGN: _sign,
    POINT: _of_number(_point_lost),
    EDGE_DIGIT: _of_number(_edge_lost),
    MERGED: _merge,
    SHIFTED: _shift,
}


def measure_doubts(tables: list[Table], seed: int, number: int) -> pd.DataFrame:
    """COLUMNS: a row for each kind of misreading, for all, for an author's slips (`misprint`) and for the
    tables as they are (`nothing`).

    restored: the one other reading named is the true one. among_several: it is one of several. noticed:
    another finding stands on the cell. missed: a check that held for the cell fails or is gone, and nothing
    points to the cell. still_holds, not_covered: what no arithmetic could tell. caught_pct: the first three
    among the first four; restored_pct: restored among all. wrongly_doubted: cells that were read right and
    printed right and for which one other reading is given all the same. high, medium, low: the confidence of
    the table that was read wrongly."""
    check = checker(tables)
    before = [check(n, table) for n, table in enumerate(tables)]
    reads = _Reads(tables, check)
    doubted = [_doubted(reads(n, table)[0]) for n, table in enumerate(tables)]
    outcomes: dict[str, list[tuple[str, int, str]]] = {}
    for misreading in misread_tables(tables, seed, number):
        outcomes.setdefault(misreading.kind, []).append(
            _outcome(misreading, before[misreading.table], reads, doubted)
        )
    rows = [_row(kind, outcomes[kind]) for kind in KINDS if kind in outcomes]
    slips = [
        _slip(tables, slip, reads, doubted)
        for slip in alter_tables(tables, seed, number)
        if slip.kind in SLIPS
    ]
    as_they_are = [("", len(doubted[n]), reads(n, table)[2]) for n, table in enumerate(tables)]
    every = [outcome for kind in outcomes for outcome in outcomes[kind]]
    found = pd.DataFrame(
        [*rows, _row("all", every), _row(MISPRINT, slips), _row(UNTOUCHED, as_they_are)], columns=COLUMNS
    )
    return found.astype(
        {name: "Int64" for name in COLUMNS if name not in ("kind", "caught_pct", "restored_pct")}
    )


class _Reads:
    """Doubts, checks and confidence of a table that takes the place of one of the document's, as read off a
    page."""

    def __init__(self, tables: list[Table], check: Callable[[int, Table], list[Check]]):
        self.tables, self.check = tables, check

    def __call__(self, n: int, table: Table) -> tuple[list[Doubt], list[Check], str]:
        checks = self.check(n, table)
        doubts = find_doubts(table, checks, lambda other: self.check(n, other), False)
        return doubts, checks, confidence_of(table, checks, doubts, False).word


def _doubted(doubts: list[Doubt]) -> set[tuple[int, int]]:
    return {(row, column) for doubt in doubts if doubt.alone for row, column, *_ in doubt.cells}


def _outcome(
    misreading: Misreading, before: list[Check], reads: _Reads, doubted: list[set]
) -> tuple[str, int, str]:
    doubts, checks, word = reads(misreading.table, misreading.altered)
    places = set(misreading.texts)
    wrong = len(_doubted(doubts) - doubted[misreading.table] - places)
    true = {(*place, text) for place, text in misreading.texts.items()}
    right = [
        doubt
        for doubt in doubts
        if _same({(row, column, other) for row, column, _, other in doubt.cells}, true)
    ]
    if right:
        return ("restored" if right[0].alone else "among_several"), wrong, word
    key = Grid(misreading.altered).key

    def touches(check: Check) -> bool:
        return any(table == key and (row, column) in places for table, row, column in check.cells)

    known = {check.key for check in before if check.is_problem}
    if any(check.is_problem and check.key not in known and touches(check) for check in checks) or any(
        places & {cell[:2] for cell in doubt.cells} for doubt in doubts
    ):
        return "noticed", wrong, word
    covering = {check.key for check in before if check.holds and touches(check)}
    if not covering:
        return "not_covered", wrong, word
    return (
        ("still_holds" if covering <= {check.key for check in checks if check.holds} else "missed"),
        wrong,
        word,
    )


def _slip(tables: list[Table], slip: Alteration, reads: _Reads, doubted: list[set]) -> tuple[str, int, str]:
    n = next(
        place for place, (one, other) in enumerate(zip(tables, slip.altered, strict=True)) if one is not other
    )
    doubts, _, word = reads(n, slip.altered[n])
    return "", len(_doubted(doubts) - doubted[n] - {(row, column) for _, row, column in slip.places}), word


def _same(said: set[tuple], true: set[tuple]) -> bool:
    return {(row, column, _digits(text)) for row, column, text in said} == {
        (row, column, _digits(text)) for row, column, text in true
    }


def _digits(text: str) -> str:
    return re.sub(r"[^\d.-]", "", text.replace("–", "-").replace("−", "-"))


def _row(kind: str, outcomes: list[tuple[str, int, str]]) -> dict:
    counts, words = Counter(outcome for outcome, *_ in outcomes), Counter(word for *_, word in outcomes)
    caught = counts["restored"] + counts["among_several"] + counts["noticed"]
    ought = caught + counts["missed"]
    misread = kind not in (MISPRINT, UNTOUCHED)
    return {
        "kind": kind,
        "misreadings": len(outcomes),
        **{
            name: counts[name] if misread else None
            for name in ("restored", "among_several", "noticed", "missed", "still_holds", "not_covered")
        },
        "caught_pct": 100 * caught / ought if ought else None,
        "restored_pct": 100 * counts["restored"] / len(outcomes) if misread and outcomes else None,
        "wrongly_doubted": sum(wrong for _, wrong, _ in outcomes),
        **{word: words[word] for word in (HIGH, MEDIUM, LOW)},
    }
