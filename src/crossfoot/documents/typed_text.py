"""Tables in text that spaces align, as a typewriter sets them: read as a page of letters of one width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.documents.cells import CellGrid

# places of a page of such text, in points: its type, how wide a letter is, and the step between lines
SIZE, LETTER, STEP = 10.0, 6.0, 12.0
CELLS = re.compile(r"\S(?:\s{2,}|\s*(?:\.\s?){4,}\s*)\S")
# the marks of columns in old filings
COLUMNS = re.compile(r"^\s*<S>(?:\s*<C>)*\s*$")
RULE = re.compile(r"^[\s+|]*[-–—_=]{3,}[-–—_=\s+|]*$")
# a rule above such a line ends the rows that it sums up, and no head
SUM = re.compile(r"^\s*(?:(?:grand |sub-?)?totals?|sum|all|world|overall|average|mean)\b", re.IGNORECASE)
# lines of cells lie no further apart, a table has so many, and stretches are no longer
APART, FEWEST, LONGEST = 4, 3, 400


def typed_grids(lines: list[str], taken: set[int]) -> list[CellGrid]:
    """Grids of the lines, numbered from 1, that are not taken by other grids."""
    return [
        grid
        for first, last in _stretches(lines, taken)
        for grid in _grids([line.expandtabs() for line in lines[first:last]], first)
    ]


def _stretches(lines: list[str], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Where lines of cells stand close to each other, with the lines of a head above them."""
    run: list[int] = []
    for number, line in [*enumerate(lines), (len(lines) + APART + 1, "")]:
        if number < len(lines) and (number + 1 in taken or "\t" in line or not CELLS.search(line)):
            continue
        if run and (number - run[-1] > APART or number - run[0] > LONGEST):
            if len(run) >= FEWEST:
                above = next(
                    (n for n in range(run[0] - 1, run[0] - APART, -1) if n + 1 in taken), run[0] - APART
                )
                yield max(above, 0), run[-1] + 2
            run = []
        run.append(number)


def _is_above_sum(following: list[str]) -> bool:
    return bool(SUM.match(next((line for line in following if line.strip()), "")))


def _grids(lines: list[str], before: int) -> list[CellGrid]:
    """before: how many lines stand above the first in the document."""
    # imported here because few texts need what reads PDFs
    from crossfoot.documents.pdf_grids import lay_out
    from crossfoot.documents.pdf_lines import Line
    from crossfoot.documents.pdf_regions import find_regions
    from crossfoot.documents.pdf_rules import Drawn, Rule
    from crossfoot.documents.pdf_words import Word

    drawn, printed = Drawn([], [], [], []), []
    for number, line in enumerate(lines, start=1):
        base, ruled = STEP * number, bool(RULE.match(line))
        words = []
        if COLUMNS.match(line) or (ruled and _is_above_sum(lines[number:])):
            continue
        for part in re.finditer(r"[^\s|]+", line):
            x0, x1 = LETTER * part.start(), LETTER * part.end()
            if ruled:
                drawn.across.append(Rule(base - 0.3 * SIZE, x0, x1))
            else:
                words.append(
                    Word(part[0], x0, x1, base - 0.75 * SIZE, base + 0.22 * SIZE, base, SIZE, spaced=True)
                )
        if words:
            printed.append(Line(words))
    found = []
    for region in find_regions(printed, drawn, []):
        grid = lay_out(printed[region.first : region.last + 1], region)
        if grid is None:
            continue
        places = [before + round(base / STEP) for base in grid.bases]
        first, last = places[0], before + round(printed[region.last].base / STEP)
        # the rules around a table are lines of it
        first -= sum(1 for n in (first - 2,) if RULE.match(lines[n - before]) and n >= before)
        last += sum(1 for n in (last,) if n - before < len(lines) and RULE.match(lines[n - before]))
        found.append(CellGrid(grid.rows, places, grid.bold, first, last, header_rows=grid.heads))
    return found
