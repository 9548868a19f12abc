"""How many cells of the tables of others' sets are read exactly, after aligning rows.

A set says which documents it has, by what truth, and which are held back: looked at only as a sum, so that
they say what unseen documents would.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.readers import COMPARED, Reader, compared_reader, our_reader, parts_over_pages, rows_of
from tests.benchmarks.scoring import Rows, folded, without_blank_columns

# a table of which less than this share of words stands in a table of the truth is none
LEAST_SHARE = 0.5
FIGURE = re.compile(r"^[-+(*<>$£€]*\d[\d.,]*%?[KMB]?[)*†‡]*$")
YEAR = re.compile(r"^(?:fy|cy)?'?(?:1[89]|20)\d\d\D{0,3}$", re.IGNORECASE)


def head_rows(rows: Rows) -> int:
    """How many rows stand above the first that heads a group or has figures other than years or 1, 2, 3.

    The truth does not say which rows are head. Figures with nothing at their left are head too where they
    stand under labels that span columns, and above a row with a label.
    """
    for number, row in enumerate(rows):
        filled = [cell for cell in map(folded, row) if cell]
        above = [cell for cell in map(folded, rows[number - 1]) if cell] if number else []
        if len(filled) == 1 and (row[0] or len(above) > 1) and number:
            return number
        figures = [cell for cell in map(folded, row[1:]) if FIGURE.match(cell) and not YEAR.match(cell)]
        numbered = all(cell.isdigit() and int(cell) - n == int(figures[0]) for n, cell in enumerate(figures))
        numbered = numbered and (len(figures) > 1 or figures == ["1"])
        spanned = number and not row[0] and len(above) < len(filled) and rows[number + 1 : number + 2]
        if figures and not numbered and not (spanned and rows[number + 1][0]):
            return number
    return 0


def exact_cells(truth: Rows, found: Rows) -> tuple[int, int]:
    """How many filled cells of the truth stand in the same column of a matching row, and how many it has."""
    wanted, given = (
        [[folded(cell) for cell in row] for row in without_blank_columns(rows)] for rows in (truth, found)
    )
    best = [[0] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    for i, row in enumerate(wanted, start=1):
        for j, other in enumerate(given, start=1):
            same = sum(bool(a) and a == b for a, b in zip(row, other, strict=False))
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + same)
    return best[-1][-1], sum(bool(cell) for row in wanted for cell in row)


@dataclass
class Count:
    """Sums: cells exact and in all, heads exact and in all, tables returned and how many are none."""

    exact: int = 0
    cells: int = 0
    heads: int = 0
    of_heads: int = 0
    returned: int = 0
    false: int = 0
    seconds: float = 0
    pages: int = 0
    # of each table of the truth: cells exact, cells, whether its head is exact (None without one), what was
    # read for it, and how many rows of that are head
    tables: list[tuple[int, int, bool | None, Rows, int]] = field(default_factory=list)

    def __add__(self, other: Count) -> Count:
        return Count(
            *(
                getattr(self, name) + getattr(other, name)
                for name in ("exact", "cells", "heads", "of_heads", "returned", "false", "seconds", "pages")
            )
        )

    def share(self) -> float:
        return self.exact / max(self.cells, 1)

    def __str__(self) -> str:
        return (
            f"{self.exact:6,} of {self.cells:6,} cells {100 * self.exact / max(self.cells, 1):5.1f}%, heads "
            f"{self.heads} of {self.of_heads}, none {self.false} of {self.returned}, {self.seconds:.1f} s"
        )


def counted(truth: list[Rows], found: list[dict]) -> Count:
    """found: rows and heads (how many of them), in the order of the document."""
    count, used = Count(returned=len(found)), []
    # one table found may hold two of the truth
    choices = [*([part] for part in found), *parts_over_pages(found)]
    for rows in truth:
        scored = [(exact_cells(rows, rows_of(parts))[0], parts) for parts in choices]
        exact, best = max(scored, key=lambda item: item[0], default=(0, []))
        best = best if exact else []
        total = sum(bool(folded(cell)) for row in rows for cell in row)
        heads, is_exact = head_rows(without_blank_columns(rows)), None
        read_as_head = best[0].get("heads", 1) if best else 0
        if heads:
            wanted = [[folded(cell) for cell in row] for row in without_blank_columns(rows)][:heads]
            given = without_blank_columns(rows_of(best))[:read_as_head]
            is_exact = wanted == [[folded(cell) for cell in row] for row in given]
            count.of_heads += 1
            count.heads += is_exact
        count.exact += exact
        count.cells += total
        count.tables.append((exact, total, is_exact, rows_of(best), read_as_head))
        used += best
    known = {word for rows in truth for row in rows for cell in row for word in cell.split()}
    for other in found:
        if any(other is part for part in used):
            continue
        words = [word for row in other["rows"] for cell in row for word in (cell or "").split()]
        count.false += sum(word in known for word in words) < LEAST_SHARE * len(words)
    return count


# name, PDF and tables of a document, by each of the truths where it has two that are both right
Documents = list[tuple[str, Path, list[list[Rows]]]]


def counts(documents: Documents, read: Reader) -> dict[str, Count]:
    """What was read of each document."""
    found = {}
    for (name, _, truths), reading in zip(documents, read([path for _, path, _ in documents]), strict=True):
        found[name] = max((counted(truth, reading["tables"]) for truth in truths), key=Count.share)
        found[name].seconds, found[name].pages = reading["seconds"], reading["pages"]
    return found


def print_set(documents: Documents, held_back: Callable[[str], bool], reader: str) -> None:
    """Prints what a reader finds in each document of a set, and in all."""
    if not documents:
        raise SystemExit("the set is not there; set REFERENCE_DATA")
    library = (our_reader, 0) if reader == "this project" else compared_reader(reader)
    if library is None:
        raise SystemExit(f"{reader}: not installed; one of this project, {', '.join(COMPARED)}")
    sums = {False: Count(), True: Count()}
    for name, count in counts(documents, library[0]).items():
        sums[held_back(name)] += count
        print(f"{name} {'held back' if held_back(name) else '':9} {count}")
    print(f"development {sums[False]}\nheld back   {sums[True]}\nall         {sums[False] + sums[True]}")
