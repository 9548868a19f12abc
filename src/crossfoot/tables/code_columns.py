"""Codes of the Harmonised System: their form, and ranked chapters that stand twice."""

from __future__ import annotations

import re
from dataclasses import replace

from crossfoot.numbers.grammar import is_missing
from crossfoot.numbers.hs_codes import HS_CHAPTERS, read_hs_chapter, read_hs_code
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS
from crossfoot.tables.certainty import A_BIT, OF_PLACE
from crossfoot.tables.columns import Cell, Column
from crossfoot.tables.grid import About, Check, Grid

LABEL = re.compile(
    r"\bHS\b(?!\s*(?:\d{4}|&|levels?|revisions?|editions?))|\bharmoni[sz]ed system\b", re.IGNORECASE
)
CODE = re.compile(r"(?<![\d.])\d{1,10}(?![\d.])")
LIST = re.compile(r"^\d+(?:\s*[,;]\s*\d+)*$")
# an amount under a label such as "HS imports"; no code has three digits
THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+$")


def check_code_columns(grid: Grid) -> list[Check]:
    """Columns under a label that names HS codes and whose cells are codes or lists of codes."""
    found = []
    for column in grid.columns:
        cells = {
            row: cell
            for row, cell in column.cells.items()
            if LIST.match(cell.text) and grid.roles[row] == "item"
        }
        if not LABEL.search(column.label) or len(cells) < 3 or column.is_percentage:
            continue
        if any(THOUSANDS.match(cell.text) for cell in cells.values()):
            continue
        listed = {row: CODE.findall(cell.text) for row, cell in cells.items()}
        chapters = all(len(code) <= 2 for codes in listed.values() for code in codes) or _mostly_chapters(
            listed
        )
        found += _chapters(grid, column, cells) if chapters else _lists(grid, column, cells, listed)
        for cell in column.cells.values():
            if is_missing(cell.text):
                found.append(
                    grid.missing(
                        "code_form", cell, [], "HS nomenclature", f"label {column.label!r}", "not available"
                    )
                )
    return found


def _mostly_chapters(listed: dict[int, list[str]]) -> bool:
    codes = [code for codes in listed.values() for code in codes]
    return 4 * sum(len(code) <= 2 for code in codes) >= 3 * len(codes)


def _chapters(grid: Grid, column: Column, cells: dict[int, Cell]) -> list[Check]:
    """One HS chapter a row: it exists, and stands once."""
    evidence = f"label {column.label!r}; {len(cells)} codes of two digits"
    about: About = {"inputs": "HS nomenclature", "evidence": evidence}
    found = [
        grid.question("code_form", cell, "not a code, in a column of codes", **about)
        for row, cell in column.cells.items()
        if grid.roles[row] == "item" and row not in cells and not is_missing(cell.text)
    ]
    ranked = _ranks_once(grid, list(cells))
    good: list[Cell] = []
    seen: dict[str, Cell] = {}
    for cell in cells.values():
        code = read_hs_chapter(cell.text)
        if code is None:
            slip = "a digit too many" if len(cell.text) > 2 else "no such chapter"
            words = f"{slip}: {cell.text} is not an HS chapter"
            found.append(grid.record("code_form", cell, CONTRADICTED, diagnosis=words, **about))
            continue
        if code in seen and ranked:
            found.append(
                grid.record(
                    "code_repeated",
                    cell,
                    CONTRADICTED,
                    cells=[seen[code]],
                    inputs=f"row {seen[code].row + 1}",
                    evidence=evidence,
                    diagnosis=f"chapter {code} twice among ranked chapters",
                )
            )
        good.append(cell)
        seen.setdefault(code, cell)
    found.append(_holds(grid, "code_form", column, good, f"{len(good)} HS chapters that exist", evidence))
    if ranked:
        words = f"{len(seen)} different chapters"
        found.append(_holds(grid, "code_repeated", column, list(seen.values()), words, evidence))
    return found


def _holds(grid: Grid, check: str, column: Column, cells: list[Cell], inputs: str, evidence: str) -> Check:
    """What holds for all these cells of a column."""
    return grid.record(check, None, HOLDS, cells=cells, column=column.label, inputs=inputs, evidence=evidence)


def _ranks_once(grid: Grid, rows: list[int]) -> bool:
    """Whether the rows are one list by rank, in which a chapter cannot stand twice."""
    ranks = [column for column in grid.columns if re.match(r"rank", column.label, re.IGNORECASE)]
    printed = [ranks[0].cells[row].text for row in rows if row in ranks[0].cells] if ranks else []
    return len(printed) == len(rows) and len(set(printed)) >= len(printed) - 1


def _lists(grid: Grid, column: Column, cells: dict[int, Cell], listed: dict[int, list[str]]) -> list[Check]:
    """Lists of codes: each can exist."""
    found = []
    good: dict[int, list[str]] = {}
    lengths = {len(code) for codes in listed.values() for code in codes if len(code) % 2 == 0}
    odd = [code for codes in listed.values() for code in codes if len(code) % 2]
    # a spreadsheet that drops a zero drops it from every code of chapters 01 to 09
    unpadded = len(odd) > 1 and all(len(code) + 1 in lengths and _exists("0" + code) for code in odd)
    evidence = f"label {column.label!r}; codes of {', '.join(map(str, sorted(lengths)))} digits"
    count = sum(map(len, listed.values()))
    for row, codes in listed.items():
        for place, code in enumerate(codes):
            slip = "" if unpadded and code in odd else _form(code, lengths)
            if slip:
                wrong = grid.record(
                    "code_form",
                    cells[row],
                    CONTRADICTED,
                    printed=code,
                    diagnosis=slip,
                    inputs="HS nomenclature",
                    evidence=evidence,
                )
                fits = OF_PLACE * _fits_between(codes, place, lengths)
                found.append(replace(wrong, weight=(A_BIT * count, fits)))
            else:
                good.setdefault(row, []).append(code)
    count = sum(len(codes) for codes in good.values())
    words = f"{count} codes whose chapter and heading can exist"
    found.append(_holds(grid, "code_form", column, [cells[row] for row in good], words, evidence))
    return found


def _form(code: str, lengths: set[int]) -> str:
    """What is wrong with a code; "" when it can exist. A national code goes beyond the six digits."""
    if len(code) % 2:
        shorter = sorted({code[:n] + code[n + 1 :] for n in range(len(code))})
        fits = [text for text in shorter if len(text) in lengths and _exists(text)]
        without = f"; {' or '.join(fits)} without one" if fits else ""
        return f"a digit too many or too few: {len(code)} digits{without}"
    if code[:2] not in HS_CHAPTERS:
        return f"no HS chapter {code[:2]}"
    return "" if _exists(code) else f"no HS heading {code[:4]}"


def _fits_between(codes: list[str], place: int, lengths: set[int]) -> bool:
    """Whether a code without one of its digits stands in the order of the codes before and after it."""
    if not 0 < place < len(codes) - 1:
        return False
    before, code, after = codes[place - 1 : place + 2]
    shorter = {code[:n] + code[n + 1 :] for n in range(len(code))}
    return any(len(text) in lengths and _exists(text) and before < text < after for text in shorter)


def _exists(code: str) -> bool:
    """Whether chapter and heading can exist; what is not allocated (00) has no headings."""
    return len(code) == 2 or (code[:2] != "00" and read_hs_code(code[:6]) is not None)
